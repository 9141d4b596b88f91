"""`plainday import` and `plainday export`: iCalendar files in and out."""

import sys
from pathlib import Path

from app.cli.options import Options, UsageError
from app.cli.store import opened, readable, reported
from app.student import new_uid
from models import history
from models.errors import CalendarFileError
from models.ics import Import, read_calendar, write_calendar


@reported
def run(options: Options) -> int:
    """Runs one of the two."""
    return import_files(options) if options.verb == "import" else export_file(options)


def import_files(options: Options) -> int:
    """Imports each file as one undo entry, all of them or none; raises :class:`models.errors.CalendarFileError`, naming the file, at the
    first that can't be read."""
    if not options.words:
        raise UsageError("plainday import needs a file.")
    brought = list[Import]()
    with opened(options) as (database, queries), database.writing():
        for name in options.words:
            try:
                data, stem = readable(name), Path(name).stem
                found = read_calendar(
                    data, stem, queries, options.clock(), new_uid, options.calendar, brings_back=options.bring_back
                )
            except CalendarFileError as problem:
                raise CalendarFileError(f"{Path(name).name}: {problem}") from problem
            if found.change_set:
                history.commit(database, found.change_set, options.clock())
            brought.append(found)
    for name, found in zip(options.words, brought, strict=True):
        print(f"{Path(name).name}: {said(found)}")
    return 0


def said(found: Import) -> str:
    """What an import brought, in one line."""
    counts = (
        (found.created, "new"),
        (found.updated, "updated"),
        (found.unchanged, "unchanged"),
        (found.older, "older than stored"),
        (found.removed, "removed"),
        (found.away, "cancelled here and kept away (--bring-back brings them)"),
        (found.skipped, "skipped"),
    )
    text = ", ".join(f"{n} {name}" for n, name in counts if n) or (
        "nothing to show" if found.change_set else "nothing in it"
    )
    return "; ".join((text, *found.warnings))


def export_file(options: Options) -> int:
    """Writes everything, or one calendar, to a file or to standard output."""
    if len(options.words) > 1:
        raise UsageError("plainday export takes one file.")
    with opened(options) as (_, queries):
        data = write_calendar(queries, options.calendar)
    if options.words:
        Path(options.words[0]).write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
    return 0
