"""What was done with this program, and when: "what did I add yesterday", "what changed this week". The journal tells it."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from assistant.commands import Command
from assistant.phrasing import and_more, say_when_short
from assistant.plan import Answer
from assistant.resolution.context import Context, key
from assistant.resolution.saying import NAMED, said_time
from assistant.resolution.windows import aware, windows
from assistant.timespan import occupied
from models.changes import RowChange
from models.history import UndoEntry
from models.occurrence import Repetition
from models.rows import Calendar, Event, Task
from models.timeline import position

DID = r"(?:(?:did|have|had) (?:i|we)|(?:i|we)(?:['’]ve)?|(?:['’]s|has|was|were|have|things?|anything|what)(?: (?:been|got))?)(?: (?:just|last|recently))*"
#: What may have been done, in the order in which it is told: how it is said, the words that ask for it.
DONE = (
    ("Added", re.compile(rf"\b{DID} (?:add(?:ed)?|created?|enter(?:ed)?|put in|note(?:d)?(?: down)?)\b", re.I)),
    (
        "Changed",
        re.compile(rf"\b{DID} (?:changed?|moved?|edit(?:ed)?|updated?|reschedul\w+|renamed?|alter(?:ed)?)\b", re.I),
    ),
    ("Deleted", re.compile(rf"\b{DID} (?:delet\w+|cancel\w*|remov\w+|taken? off)\b", re.I)),
)
ANY_CHANGE = re.compile(rf"\b{DID} changed?\b", re.I)
QUESTION = re.compile(
    r"^\W*(?:(?:and|so|ok|hey|remind me) )?(?:what|which|has|have|did|was|were|show|list|anything|tell me what)\b", re.I
)


def answer_done(command: Command, context: Context) -> Answer | None:
    """What was added, changed or deleted in a time; None where something else is asked, or about a thing that is named."""
    selector, text = command.selector, command.text
    asked = [said for said, words in DONE if words.search(text)]
    if selector.names or selector.attendees or selector.places or not asked or not QUESTION.match(text):
        return None
    if ANY_CHANGE.search(text):
        asked = [said for said, _ in DONE]
    span = time_of(command, context)
    if span is None:
        return None
    entries = [e for e in context.queries.journal() if not e.undone and span[0] <= e.at <= span[1]]
    if not selector.whens:  # "what did I delete": the last thing
        entries = [e for e in entries if any(rows_of([e], said, context) for said in asked)][:1]
    told = {said: rows for said in asked if (rows := rows_of(entries, said, context))}
    if not told:
        done = " or ".join(asked).lower() if len(asked) == 1 else "changed"
        nothing = f"nothing was {done}{said_time(command)}."
        return Answer(f"No, {nothing}" if command.asks == "exists" else nothing[0].upper() + nothing[1:])
    text = " ".join(f"{said}: {and_more([named(row, context) for row in rows], NAMED)}." for said, rows in told.items())
    stand = [row for said, rows in told.items() for row in rows if said != "Deleted" and not isinstance(row, Calendar)]
    return Answer(f"Yes. {text}" if command.asks == "exists" else text, tuple(stand))


def time_of(command: Command, context: Context) -> tuple[datetime, datetime] | None:
    """The first and last instant asked about, up to now; None where it lies ahead, or the words are no time."""
    whens = command.selector.whens
    found = windows(whens, context, past=True) if whens else None
    start = aware(found[0].anchored.start, found[0].anchored, context) if found else None
    if not found:
        return (datetime.min.replace(tzinfo=UTC), context.now) if not whens else None
    if start is None or start >= context.now:
        return None
    return start, min(context.now, found[0].span.end or context.now)


def rows_of(entries: Sequence[UndoEntry], said: str, context: Context) -> list[Event | Task | Calendar]:
    """The rows with which that was done, newest first, as they stand now; those that were deleted as they were."""
    made = dict[str, Event | Task | Calendar]()
    for entry in entries:
        changes = entry.change_set.changes
        added = (change.after for change in changes if change.before is None)
        new = {row.uid for row in added if isinstance(row, Event | Task) and row.recurrence_id is None}
        for change in changes:
            if gone := times_gone(change):
                made |= {key(time): time for time in gone} if said == "Deleted" else {}
                continue
            row = change.after or change.before
            one = getattr(row, "recurrence_id", None) is not None and change.before is None
            kind = "Deleted" if change.after is None else "Added" if change.before is None and not one else "Changed"
            if row is not None and kind == said and not (one and getattr(row, "uid", "") in new):
                made.setdefault(row.id, row)
    if said == "Deleted":
        return list(made.values())
    return list(context.queries.rows(made))


def times_gone(change: RowChange) -> list[Event | Task]:
    """The times that a change took out of a series, each as it stood."""
    before, after = change.before, change.after
    if not (isinstance(before, Event | Task) and isinstance(after, Event | Task) and before.is_series):
        return []
    gone, series = [when for when in after.exdates if when not in before.exdates], Repetition(before)
    return [series.row_at(position(when)) for when in gone]


def named(row: Event | Task | Calendar, context: Context) -> str:
    """A row by its name and time."""
    if isinstance(row, Calendar):
        return f"the {row.name} {'list' if row.kind == 'task' else 'calendar'}"
    dated = occupied(row, context.zone).start is not None
    return f"{row.summary} ({say_when_short(row, context.now, context.zone)})" if dated else row.summary
