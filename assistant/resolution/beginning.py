"""What comes first of many things, found without the rest: days are looked through a few at a time, until no other can change what is meant."""

from collections.abc import Callable
from datetime import timedelta

from assistant.commands import Command, Number, Referent
from assistant.resolution import matching
from assistant.resolution.context import Context
from assistant.resolution.exclusion import texts_of
from assistant.resolution.windows import Window
from assistant.timespan import Timespan, is_all_day
from models.occurrence import Occurrence

#: So many days ahead are looked through at first, where all that is to come could be meant, and at most before all is looked through; a
#: shorter time is looked through at once.
NEAR, FAR = 3, 216
LONG = timedelta(days=10)
#: So many rows that could be meant are looked up faster than the days are looked through.
FEW = 50
#: Finds what a command describes in a span.
Find = Callable[[Timespan], tuple[Occurrence, ...]]


def is_open(command: Command, span: Timespan, ids: set[str] | None, context: Context) -> bool:
    """Whether those that come first are found without the others, and sooner: many could be meant, and it goes on for long."""
    selector = command.selector
    is_long = span.start is not None and (span.end is None or span.end - span.start > LONG)
    counts = selector.excluded or selector.ordinal or selector.past or selector.number is Number.LAST
    if counts or not is_long or selector.referent is Referent.OTHER:
        return False
    if selector.number not in (Number.NEXT, Number.FIRST) and context.effort.most is None:
        return False
    if ids is None:  # "cancel my meeting" may be the one last talked of, however late it is
        return command.operation == "read" or selector.number is not Number.ONE or not context.focus
    return len(ids) >= FEW and not may_be_one(command, ids, context)


def may_be_one(command: Command, ids: set[str], context: Context) -> bool:
    """Whether of the many rows that could be meant by a name one may be singled out, which has to be looked for among all."""
    selector = command.selector
    if command.operation == "read" or selector.number is not Number.ONE:
        return len(selector.names) > 1
    if len(selector.names) != 1 or selector.attendees or selector.places or selector.plural or selector.recurrence:
        return True
    rows, talked_of = context.index("event").rows, {known.partition("\n")[0] for known in context.focus}
    said = set(matching.words_of(selector.names[0])) - matching.EMPTY
    names = {rows[id_].summary for id_ in ids}
    is_called_so = any(set(matching.words_of(name)) - matching.EMPTY == said for name in names)
    return is_called_so or any(rows[id_].uid in talked_of for id_ in ids if talked_of)


def first_matching(
    command: Command, window: Window | None, context: Context, span: Timespan, find: Find
) -> tuple[tuple[Occurrence, ...], bool]:
    """The first occurrences, as many as are worked out and more, and whether there may be others; each look is at more days."""
    selector, most, days = command.selector, context.effort.most or 0, NEAR
    is_next = selector.number in (Number.NEXT, Number.FIRST)
    wanted = (selector.count or 1) if is_next else most + 1
    assert span.start is not None
    minute = span.start.replace(second=0, microsecond=0)  # the same end for keys that follow each other
    while days <= FAR and (span.end is None or minute + timedelta(days) < span.end):
        found = find(Timespan(span.start, minute + timedelta(days)))
        seen = 0
        if found and is_settled(command, found[0], context):
            ahead = (not is_all_day(o.stored.start) and context.held(o).start >= context.now for o in found)
            seen = sum(ahead) if is_next else count_of(found, command, window)
        if seen >= wanted:
            return found, not is_next
        days *= max(3, 2 * wanted // seen if seen else 8)
    return find(span), False


def count_of(found: tuple[Occurrence, ...], command: Command, window: Window | None) -> int:
    """How many of them a plan or an answer counts: things where no time was said, or one is meant; else each time of a thing."""
    by_thing = window is None or command.selector.number is Number.ONE
    return len({o.stored.uid for o in found}) if by_thing else len(found)


def is_settled(command: Command, found: Occurrence, context: Context) -> bool:
    """Whether nothing that comes later can be meant rather than what was found: it fits as well as anything could that is so called."""
    selector, texts = command.selector, texts_of(found)
    index = context.index("event")
    return (
        all(matching.is_person(person, texts.people) for person in selector.attendees)
        and all(matching.is_there(place, texts.place) for place in selector.places)
        and all(matching.nearness(name, [texts]) == index.nearness(name) for name in selector.names)
    )
