"""Which of the events found a question means by a place among them: "next", "the last two", "the one right before lunch"; of a series its next
time."""

import itertools
import re
from collections.abc import Callable, Sequence

from assistant.commands import Command, Number, Referent
from assistant.phrasing import say_when
from assistant.resolution.context import Context
from assistant.resolution.explanation import ABOUT_ONE
from assistant.resolution.hours_of_days import BY_CLOCK, at_hour
from assistant.resolution.reference import by_length
from assistant.resolution.selection import Found, distinct
from assistant.resolution.shown import with_shown
from assistant.timespan import is_all_day
from assistant.wording import BY_LENGTH, MY_ENDS
from models.occurrence import Occurrence

#: "right before lunch": the one next to it.
RIGHT_BESIDE = re.compile(r"\b(?:right|just|immediately|directly|straight) (?:(before)|after)\b", re.I)

MY_NEXT = re.compile(r"\b(?:my|our) (?:next|first|nearest|upcoming)\b", re.I)
#: "Dentist for Molly", "Molly's dentist": whose it is.
FOR_SOMEBODY = re.compile(r"\b[Ff]or [A-Z]\w+|^[A-Z]\w+['’]s\s+\w")


def next_of_mine(command: Command, found: Found, told: Sequence[Occurrence], context: Context) -> str:
    """ "when is my next dentist", where the first to come is "Dentist for Molly" (policy 12): the next that is for nobody else beside it; empty where
    all of them are, or none is."""
    selector = command.selector
    next_one = selector.number in (Number.NEXT, Number.FIRST) and not (selector.ordinal or selector.count)
    asked = next_one and selector.names and command.asks in ("when", "what", None) and MY_NEXT.search(command.text)
    if not asked or len(told) != 1 or not FOR_SOMEBODY.search(told[0].row.summary):
        return ""
    others = (o for o in found.occurrences if context.held(o).start >= context.now)
    mine = next((o.row for o in others if not FOR_SOMEBODY.search(o.row.summary)), None)
    return f" {mine.summary}: {say_when(mine, context.now, context.zone)}." if mine is not None else ""


def numbered(command: Command, found: Found, context: Context) -> list[Occurrence]:
    """The occurrences that number words leave; a question about one thing of a series is about its next (or last) time."""
    selector, occurrences = command.selector, list(found.occurrences)

    def timed(occurrence: Occurrence) -> bool:
        # "my next" thing is none that lasts all day, unless it is named, or a birthday
        return bool(selector.names) or selector.kind == "birthday" or not is_all_day(occurrence.row.start)

    def ahead(occurrence: Occurrence) -> bool:
        return context.held(occurrence).start >= context.now

    if by_clock := BY_CLOCK.search(command.text):
        return at_hour(occurrences, by_clock, context)
    if selector.number in (Number.NEXT, Number.FIRST):
        most = selector.ordinal or selector.count or 1
        found_first = first_of(occurrences, (lambda o: timed(o) and ahead(o), timed, ahead), most)
        return found_first[selector.ordinal - 1 :] if selector.ordinal else found_first
    if selector.ordinal:
        return occurrences[selector.ordinal - 1 : selector.ordinal]
    if beside := RIGHT_BESIDE.search(" ".join((command.text, *selector.whens))):
        return occurrences[-1:] if beside[1] else occurrences[:1]
    if selector.number in BY_LENGTH.values():
        return by_length(occurrences, selector.number, context)
    if selector.number is Number.LAST:
        if MY_ENDS.search(command.text):  # "when do I finish on Friday": what ends last, not what begins last
            occurrences = sorted(occurrences, key=lambda o: context.held(o).end)
        return first_of(occurrences[::-1], (timed,), selector.count or 1)[::-1]
    singled = selector.names or selector.attendees or selector.places or selector.kind not in (None, "event")
    those = selector.referent is Referent.THEM and bool(context.focus)  # "which of them are at the museum": each time
    if found.window is None and not those and (command.asks in ABOUT_ONE or (singled and command.asks != "how_many")):
        if selector.past:
            return occurrences[-1:]
        one = selector.names and not selector.plural  # "what tastings are coming up" is of each
        return distinct(with_shown(command, occurrences, context)[1] if one else occurrences)
    return occurrences


def first_of(
    things: Sequence[Occurrence], tests: Sequence[Callable[[Occurrence], bool]], count: int
) -> list[Occurrence]:
    """The first ones that pass the first test that any passes; without such a test the first ones. Of thousands only those are looked at."""
    for test in tests:
        if found := list(itertools.islice(filter(test, things), count)):
            return found
    return list(things[:count])
