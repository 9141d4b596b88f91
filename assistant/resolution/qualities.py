"""Which of the events a question picks out by what they lack, how long they are, or who is not in them."""

import re
from collections.abc import Sequence
from datetime import timedelta

from assistant.commands import Command, with_selector
from assistant.plan import Clarification
from assistant.resolution.context import Context
from assistant.resolution.selection import find_events
from assistant.temporal.shifts import read_length
from assistant.timespan import elapsed, is_all_day, occupied
from assistant.wording import FIELDS
from models.occurrence import Occurrence

#: "which meetings have no place": those of which it isn't noted.
LACKING = re.compile(
    r"\b(?:without|with no|(?:have|has|got|having) no|(?:do|does)(?:n['’]?t| not) have) (?:an? |any )?", re.I
)
#: "which events have notes".
HAVING = re.compile(r"\b(?:with|have|has|having) (?:an? |any )?", re.I)
#: "longer than an hour", "under 30 minutes".
THAN = re.compile(
    r"\b(?:(longer|more)|shorter|less) than ((?:(?!than\b)[\w.-]+ ){1,4}?(?:hours?|minutes?|mins?)(?: and a half)?)\b|\b(?:(over)|under) ((?:an?|half an|\w+) (?:hours?|minutes?|mins?))\b",
    re.I,
)
#: "which meetings is Wei not in".
NOT_THEIRS = re.compile(
    r"\b(?:is|are|was|were)(?:n['’]t|\b.*\bnot)\s+(?:\w+\s+)?(?:in|at|part of|on|invited|coming|attending)\b|\b(?:do|does)(?:n['’]?t| not) (?:have|include|involve)\b",
    re.I,
)


def picked_out(command: Command, occurrences: list[Occurrence], context: Context) -> list[Occurrence]:
    """Of events those that lack what the question says, or are longer or shorter than it says."""
    asked = LACKING.search(command.text)
    field = next((field for words, field in FIELDS if asked and words.match(command.text, asked.end())), None)
    if field and field != "due":
        occurrences = [o for o in occurrences if not getattr(o.row, field)]
    having = None if asked else HAVING.search(command.text)
    field = next((field for words, field in FIELDS if having and words.match(command.text, having.end())), None)
    if field and field != "due" and command.asks in ("what", "how_many", "exists"):
        occurrences = [o for o in occurrences if getattr(o.row, field)]
    than = THAN.search(command.text)
    said = read_length(than[2] or than[4]) if than and command.asks in ("what", "how_many", "exists", None) else None
    if than is None or said is None or said.days or said.months:
        return occurrences
    least, longer = timedelta(hours=said.hours, minutes=said.minutes), bool(than[1] or than[3])
    times = [(o, occupied(o.row, context.zone)) for o in occurrences if not is_all_day(o.row.start)]
    lengths = [(o, elapsed(t.start, t.end)) for o, t in times if t.start and t.end]
    return [o for o, length in lengths if (length > least if longer else length < least)]


def not_theirs(command: Command, theirs: Sequence[Occurrence], context: Context) -> tuple[Occurrence, ...] | None:
    """The events of which somebody who is named is none; None where that is not asked."""
    if not (command.selector.attendees and NOT_THEIRS.search(command.text) and command.asks in ("what", "how_many")):
        return None
    found = find_events(with_selector(command, attendees=()), context)
    mine = () if isinstance(found, Clarification) else found.occurrences
    keys = {(o.row.uid, o.row.start) for o in theirs}
    return tuple(o for o in mine if (o.row.uid, o.row.start) not in keys)
