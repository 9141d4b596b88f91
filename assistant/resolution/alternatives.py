"""Which of two it is: "is the clinic at the hospital or at Mercy", "is choir at 7 or half past", "is the dentist on Tuesday or Wednesday". What was
named is looked for without the two, and said as it is; "Neither" where it is as none of them says."""

import re
from collections.abc import Sequence
from datetime import timedelta

from assistant.commands import Command, Number, said_beside, with_selector
from assistant.plan import Answer, Clarification
from assistant.resolution.comparing import nearest_hour
from assistant.resolution.context import Context
from assistant.resolution.reference import rows_talked_of
from assistant.resolution.saying import SAYERS
from assistant.resolution.selection import Found, distinct, find_events, is_held_at, occurrences_found
from assistant.timespan import is_all_day
from models.occurrence import Occurrence
from models.rows import Event

#: "is the clinic …", of one thing that is there; "is there a clinic" asks whether.
OF_ONE = re.compile(
    r"^\W*(?:(?:and|so|but|ok|hey)\W+)*(?:is|are|was|were|does|do|did|will)\s+(?!(?:there|any\w*|some\w*|i|we|you)\b).*\bor\b",
    re.I,
)
LED = r"\bor\s+(?:(?:is it|was it|in|at|on|the|my)\s+)*"
ENDS = re.compile(r"\b(?:end|finish|over|until|till|done)\w*\b", re.I)
#: "is it at the hospital or at Mercy", of what was talked of.
OF_IT = re.compile(
    r"^\W*(?:(?:and|so|but|ok|hey)\W+)*(?:is|are|was|were|does|do|will)\s+(?:it|that|this|they|those)\b", re.I
)
#: "half past", of the hour that was said before it.
PART_OF_HOUR = re.compile(r"(?:at\s+)?(half|(?:a\s+)?quarter)\s+past", re.I)


def answer_alternatives(command: Command, context: Context) -> Answer | None:
    """What is so of the one thing that is named, or talked of; None where no two are set beside each other, or nothing is called so."""
    selector, text = command.selector, command.text
    of_it = OF_IT.match(text) and bool(context.focus)
    named = len(selector.names) == 1 or selector.kind not in (None, "event") or of_it
    if command.operation != "read" or command.object != "event" or selector.picked or selector.past:
        return None
    if not named or not OF_ONE.match(text):
        return None
    if selector.places and (command.asks == "where" or beside_or(selector.places, text)):
        return at_which_place(command, context)
    whens = tuple(part for when in selector.whens for part in re.split(r"\s+or\s+", when))
    both = beside_or(whens, text)
    return at_which_time(command, both, tuple(w for w in whens if w not in both), context) if both else None


def those_meant(command: Command, context: Context) -> list[Occurrence]:
    """What is called so, or was talked of; of each thing its next time, where no day is said."""
    if command.selector.is_empty and OF_IT.match(command.text):
        return [Occurrence(row) for row in rows_talked_of(context) if isinstance(row, Event)]
    found = occurrences_found(with_selector(command, number=Number.ALL), context)
    return list(found) if command.selector.whens else distinct(found)


def beside_or(values: Sequence[str], text: str) -> tuple[str, ...]:
    """Those of the values that stand before and behind an "or"; none where fewer than two do."""
    behind = [n for n, value in enumerate(values) if re.search(rf"{LED}{re.escape(value)}(?!\w)", text, re.I)]
    found = sorted({*behind, *(n - 1 for n in behind if n)})
    return tuple(values[n] for n in found) if len(found) > 1 else ()


def at_which_place(command: Command, context: Context) -> Answer | None:
    """Where it is."""
    places = command.selector.places
    there = those_meant(with_selector(command, places=(), referent=None), context)
    if not there:
        return None
    fit = [o for o in there if any(is_held_at(place, o.row) for place in places)]
    rows = [o.row for o in fit or there]
    neither = "Neither: " if len(places) > 1 and not fit and all(row.location for row in rows) else ""
    return Answer(neither + SAYERS["where"](rows, context), tuple(rows))


def at_which_time(command: Command, both: tuple[str, ...], whens: tuple[str, ...], context: Context) -> Answer | None:
    """When it is: of two hours the next time of it, of two days what of that name is on one of them."""
    always = with_selector(command, whens=whens, referent=None)
    there, clocks = those_meant(always, context), [whole_hour(said, both) for said in both]
    if not there:
        return None
    by_hour = None not in (nearest_hour(clock, context.now, context) for clock in clocks)
    fit = at_which_hour(always, there[0], clocks, context) if by_hour else on_which_day(command, both, whens, context)
    if fit is None:
        return None
    # the next is at another hour than usual: both are told
    told = [there[0], *fit] if by_hour and there[0] not in fit else fit
    rows = [o.row for o in told or there]
    return Answer(("" if fit else "Neither: ") + SAYERS["when"](rows, context), tuple(rows))


def at_which_hour(always: Command, first: Occurrence, clocks: Sequence[str], context: Context) -> list[Occurrence]:
    """The next of its times that begins, or ends, at one of these hours."""
    ends, named = bool(ENDS.search(said_beside(always))), bool(always.selector.names or always.selector.kind)
    found = occurrences_found(with_selector(always, number=Number.ALL), context) if named else ()
    times = [first, *(o for o in found if o.stored.uid == first.stored.uid and not is_all_day(o.row.start))]
    edges = ((o, context.held(o).end if ends else context.held(o).start) for o in times)
    return [o for o, edge in edges if edge in [nearest_hour(clock, edge, context) for clock in clocks]][:1]


def on_which_day(
    command: Command, both: tuple[str, ...], whens: tuple[str, ...], context: Context
) -> list[Occurrence] | None:
    """What of that name is first on either of the two days, and within a week of that; None where one of them is no time."""
    each = [with_selector(command, whens=(*whens, one), number=Number.ALL) for one in both]
    found = [find_events(one, context) for one in each]
    if any(isinstance(one, Clarification) for one in found):
        return None
    there = [o for one in found if isinstance(one, Found) for o in distinct(one.occurrences)]
    there.sort(key=lambda o: context.held(o).start)
    return [o for o in there if context.held(o).start - context.held(there[0]).start < timedelta(weeks=1)]


def whole_hour(said: str, both: tuple[str, ...]) -> str:
    """ "half past", behind "7 or", with its hour."""
    part, hour = PART_OF_HOUR.fullmatch(said), re.search(r"\d+", both[0])
    return f"{part[1]} past {hour[0]}" if part and hour else re.sub(r"^at\s+", "", said)
