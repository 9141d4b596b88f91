"""`plainday undo`, `redo`, `history`: the journal."""

from app.cli.options import Options
from app.cli.store import calendars_of, opened, print_json, reported
from app.retaking import effects_of
from assistant.contract import reply_json
from models import history


@reported
def run(options: Options) -> int:
    """Runs one of the three."""
    return {"undo": retake, "redo": retake, "history": show_history}[options.verb](options)


def retake(options: Options) -> int:
    """Takes the last change back, or does it again; raises :class:`models.errors.NothingToUndo`."""
    with opened(options) as (database, queries):
        before = calendars_of(queries)
        step = history.undo if options.verb == "undo" else history.redo
        entry = step(database, options.clock())
        done = entry.change_set.inverted() if options.verb == "undo" else entry.change_set
        if options.json:
            print_json(
                reply_json(
                    options.verb, "applied", before | calendars_of(queries), effects_of(done, queries), undo=entry.id
                )
            )
        else:
            print(f"{'Taken back' if options.verb == 'undo' else 'Done again'}: {entry.text}")
    return 0


def show_history(options: Options) -> int:
    """Prints the journal, newest first."""
    with opened(options) as (database, _):
        entries = history.entries(database)
    zone = options.zone()
    if options.json:
        print_json(
            [{"id": e.id, "at": e.at.astimezone(zone).isoformat(), "text": e.text, "undone": e.undone} for e in entries]
        )
    else:
        for e in entries:
            print(
                f"{e.id:5d}  {e.at.astimezone(zone):%a %d %b %Y %H:%M}  {e.text}{'  (taken back)' if e.undone else ''}"
            )
    return 0
