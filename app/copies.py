"""The copies that lie beside the file, dated: what each holds, and which of them still hold a thing.

A copy is read where nothing can change it: in a folder of its own that is removed afterwards.
"""

import contextlib
import dataclasses
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from models import history
from models.backup import backups, taken
from models.database import Database, open_database
from models.errors import StoreError
from models.queries import Queries


@dataclasses.dataclass(frozen=True)
class Contents:
    """What a copy holds: numbers of events and tasks, and the words of its last change; or, in `problem`, why it can't be read."""

    events: int = 0
    tasks: int = 0
    last: str = ""
    problem: str = ""


def copies(file: Path) -> tuple[Path, ...]:
    """The copies of `file`, and the files that were set aside for one, newest first."""
    aside = file.parent.glob(f"{file.stem}-set-aside-????-??-??T??????Z{file.suffix}")
    return tuple(sorted((*backups(file), *aside), key=lambda copy: (taken(copy), copy.name), reverse=True))


def is_set_aside(copy: Path) -> bool:
    """Whether this was the calendar itself until another copy took its place."""
    return "-set-aside-" in copy.name


def tr(text: str) -> str:
    """A sentence of this module, in the language of the window."""
    return QCoreApplication.translate("copies", text)


@contextlib.contextmanager
def opened(copy: Path) -> Iterator[Database]:
    """A copy of the copy, open. Raises :class:`StoreError` where it can't be read."""
    with tempfile.TemporaryDirectory(prefix="plainday-") as folder:
        try:
            for companion in ("", "-wal"):
                source = copy.with_name(copy.name + companion)
                if companion == "" or source.exists():
                    shutil.copyfile(source, Path(folder) / source.name)
        except OSError as error:
            raise StoreError(f"{copy.name} can't be read: {error.strerror}.") from error
        with open_database(Path(folder) / copy.name) as database:
            yield database


def contents(copy: Path, zone: ZoneInfo) -> Contents:
    """What a copy holds; never raises for one that is damaged, but says so."""
    try:
        with opened(copy) as database:
            queries, last = Queries(database, zone), history.entries(database, limit=1)
            return Contents(len(queries.names("event")), len(queries.names("task")), last[0].text if last else "")
    except StoreError as error:
        return Contents(problem=str(error))


def holds(copy: Path, uid: str, zone: ZoneInfo) -> bool:
    """Whether the thing with this uid is in a copy, in its rows or its journal; one that can't be read is taken to hold it."""
    try:
        with opened(copy) as database:
            words = json.dumps(uid)
            spoken = (words in entry.images for entry in history.entries(database, limit=sys.maxsize))
            return bool(Queries(database, zone).family(uid)) or any(spoken)
    except StoreError:
        return True


def holding(file: Path, uid: str, zone: ZoneInfo) -> tuple[Path, ...]:
    """The copies that hold the thing with this uid, newest first."""
    return tuple(copy for copy in copies(file) if holds(copy, uid, zone))


def forget_in(found: tuple[Path, ...], uid: str, at: datetime) -> tuple[str, ...]:
    """Removes the thing for good from these copies; where what was freed could not be overwritten, says so of each. One that can't be
    written holds it still (:func:`holding`)."""
    said = []
    for copy in found:
        with contextlib.suppress(StoreError), open_database(copy) as database:
            words = history.forget(database, uid, at)
            said += [f"{copy.name}: {words}"] if words else []
    return tuple(said)


def check(copy: Path) -> None:
    """Raises :class:`StoreError` where a copy can't take the place of the file."""
    with opened(copy):
        pass


def forget(database: Database, uid: str, name: str, found: tuple[Path, ...], now: datetime, zone: ZoneInfo) -> str:
    """Removes a thing of that name for good, from the file, its journal and the copies `found`; gives the sentence that says what is left."""
    traces = forget_in(found, uid, now)
    warning = "; ".join(filter(None, (history.forget(database, uid, now), *traces)))
    assert database.path
    left = holding(database.path, uid, zone)
    names = ", ".join(copy.name for copy in left)
    said = (tr("“{}” was removed, but {}") if warning else tr("“{}” is forgotten for good")).format(name, warning)
    return f"{said}; {tr('it is still in {}').format(names)}." if left else f"{said}."
