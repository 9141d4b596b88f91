"""Events that take the same time: "do I have a conflict on Tuesday", "does anything clash with the dentist"."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import timedelta

from assistant.commands import Command, Selector, with_selector, without_words
from assistant.plan import Answer
from assistant.resolution import matching
from assistant.resolution.availability import is_busy
from assistant.resolution.context import Context, key
from assistant.resolution.exclusion import texts_of
from assistant.resolution.extent import is_boundless
from assistant.resolution.saying import said_time, say_what
from assistant.resolution.saying_free import say_all_day
from assistant.resolution.selection import occurrences_found
from assistant.timespan import is_all_day, occupied
from models.occurrence import Occurrence

CLASH = re.compile(
    r"\b(?:conflict(?:s|ing|ed)?|clash(?:es|ing)?|overlap(?:s|ping)?|double[- ]?book(?:ed|ings?)?|at the same time|at once|runs? into)\b",
    re.I,
)

ANYTHING = re.compile(r"\b(?:any|some)thing\b|\belse\b", re.I)
THIS_CLASHES = re.compile(
    rf"\b(?:this|that|it|they|these|those)\b(?: (?:will|would|does|do|is))? {CLASH.pattern}", re.I
)

BACK_TO_BACK = re.compile(r"\bback[- ]to[- ]backs?\b", re.I)
#: What follows so soon follows at once.
AT_ONCE = timedelta(minutes=5)
#: Of so many events it is told what lasts all day beside them.
FEW = 3


def answer_touching(command: Command, occurrences: Sequence[Occurrence], context: Context) -> Answer | None:
    """ "do I have back-to-back meetings": those of them that begin as another ends; None where something else is asked."""
    if not BACK_TO_BACK.search(command.text):
        return None
    times = [(o, context.held(o)) for o in occurrences if is_busy(o)]
    pairs = [(a, b) for a, s in times for b, t in times if s.end <= t.start <= s.end + AT_ONCE]
    rows = [o.row for o, _ in times if any(o is one for pair in pairs for one in pair)]
    if not rows:
        return Answer(f"No, nothing is back to back{said_time(command)}.")
    return Answer(f"Yes: {say_what(rows, context)}", tuple(rows))


def asks_for_clashes(command: Command) -> bool:
    """The question is which events overlap; a word for that in a name ("conflict training") asks for nothing."""
    text = without_words(command.text, *command.selector.names)
    return command.asks in ("exists", "what", "when", "how_many", None) and bool(CLASH.search(text))


def this_clashes(command: Command) -> bool:
    """ "does that clash with the dentist": what was talked of, and the dentist."""
    return bool(command.selector.names and asks_for_clashes(command) and THIS_CLASHES.search(command.text))


def with_whom_it_clashes(command: Command) -> Command:
    """ "does that clash with Brogan": what is called so, and not all that there is with him."""
    selector = command.selector
    named = (*selector.names, *selector.attendees, *selector.places)
    asks = command.operation == "read" and asks_for_clashes(command) and THIS_CLASHES.search(command.text)
    return with_selector(command, names=named, attendees=(), places=()) if asks and named else command


def beside_named(names: tuple[str, ...], occurrences: Sequence[Occurrence], context: Context) -> list[Occurrence]:
    """Those of some occurrences that what is named overlaps, and that; it may last all day."""
    meant, found = {key(o.row) for o in occurrences}, beside(occurrences, context, lasting=True)
    others = [o for o in found if key(o.row) not in meant]
    named = {id(o) for name in names for o in matching.best(name, others, texts_of)}
    return [o for o in found if key(o.row) in meant or id(o) in named] if named else []


def beside(occurrences: Sequence[Occurrence], context: Context, lasting: bool = False) -> list[Occurrence]:
    """Those of some occurrences that others overlap, and these, whenever they are, also such as last all day where `lasting`; what is named may
    last all day."""
    kept = dict[str, Occurrence]()
    for one in (o for o in occurrences if is_busy(o) or is_all_day(o.row.start)):
        time = occupied(one.row, context.zone)
        there = context.queries.event_occurrences(time.start, time.end)
        others = [o for o in there if key(o.row) != key(one.row)]
        near = [o for o in others if is_busy(o) or (lasting and is_all_day(o.row.start))]
        kept |= {key(o.row): o for o in (one, *near)} if near else {}
    return sorted(kept.values(), key=lambda o: occupied(o.row, context.zone).start or context.now)


def say_lasting(occurrences: Sequence[Occurrence], context: Context) -> str:
    """What lasts all day while any of these few goes on: it blocks nothing, and is named (policy 8)."""
    times = [occupied(o.row, context.zone) for o in occurrences[:FEW] if not is_all_day(o.row.start)]
    return say_all_day(o for time in times for o in context.queries.event_occurrences(time.start, time.end))


def clashing(command: Command, occurrences: Sequence[Occurrence], context: Context) -> list[Occurrence]:
    """Of the events asked about those that overlap another, with that other, in order of time."""
    names = command.selector.names
    if this_clashes(command):
        return beside_named(names, occurrences, context)
    if len(names) == 2 and not ANYTHING.search(command.text):  # "does the dentist clash with the groomer"
        return beside_named(names[1:], matching.best(names[0], occurrences, texts_of), context)
    if (command.selector.referent or not is_boundless(command.selector)) and not command.selector.whens:
        return beside(occurrences, context)
    whenever = Selector(whens=command.selector.whens, past=command.selector.past)
    everything = occurrences_found(dataclasses.replace(command, selector=whenever), context)
    others = [o for o in everything if is_busy(o)]
    meant = {key(o.row) for o in occurrences if is_busy(o)}
    times = [context.held(o) for o in others]
    kept = set[int]()
    for at, (one, time) in enumerate(zip(others, times, strict=True)):
        for later in range(at + 1, len(others)):
            if times[later].start >= time.end:
                break
            if key(one.row) in meant or key(others[later].row) in meant:
                kept |= {at, later}
    return [others[at] for at in sorted(kept)]
