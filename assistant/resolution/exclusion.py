"""What stays although it would be meant: "except lunch with Ana", "but not Friday's", "apart from the last one" (policy 14).

Where words can be taken in two ways, both stay: what is spared in vain can still be named, what is gone may have been dear.
"""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from assistant import wording
from assistant.commands import Command, Number, Selector, at_place, with_selector
from assistant.plan import Choice, Clarification, ask
from assistant.resolution import matching
from assistant.resolution.calendars import as_shifts
from assistant.resolution.context import Context
from assistant.resolution.repetition import weekdays_named
from assistant.resolution.windows import windows
from assistant.selectors import number_of
from assistant.temporal.reading import find_times
from assistant.temporal.values import Purpose
from assistant.timespan import Timespan, occupied
from models.occurrence import Occurrence
from models.rows import Calendar, Event, Task

#: Two names in one: "screws and paint".
ENUMERATION = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+(?:the\s+|my\s+)?|\s*&\s*", re.I)
#: "the one at noon", "those with Ana": what stands for things already named.
PRONOUN = re.compile(r"^(?:(?:the|all|only)\s+)*(?:ones?|those|that|anything|everything)\b\s*", re.I)
HELD = re.compile(r"\s+(?:calendar|list|things?|stuff|events?|ones?)$", re.I)
POSSESSIVE = re.compile(r"['’]s$", re.I)
PLACE_WORDS = (
    frozenset({"the", "my", "one", "ones", "of", "them", *wording.CARDINALS, *wording.ORDINALS})
    | wording.NEXT_WORDS
    | wording.LAST_WORDS
)
DAY_OF_MONTH = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)", re.I)
PREPOSITIONS = frozenset({"on", "at", "in", "from", "with", "for", "of"})
LEADING = re.compile(r"^(?:(?:on|at|in|from|with|for|of|the|my)\s+)+|\s+(?:on|at|in|from)$", re.I)

NOTHING_LEFT = ask("Nothing is left to change but what you want to keep.")


class Placed(Protocol):
    """An occurrence or a target: something with a row."""

    @property
    def row(self) -> Event | Task:
        """The row."""


T = TypeVar("T")
Item = TypeVar("Item", bound=Placed)


def texts_of(thing: Placed) -> matching.Texts:
    """What a thing can be named by."""
    row = thing.stored if isinstance(thing, Occurrence) else thing.row
    return matching.Texts(row.summary, tuple(a.name for a in row.attendees), row.location or "")


def without(excluded: Sequence[str], things: Sequence[Item], context: Context) -> list[Item]:
    """The things but for those that the exclusions name."""
    if not excluded:
        return list(things)
    out = {id(thing) for name in excluded for thing in spared(name, things, context)}
    return [thing for thing in things if id(thing) not in out]


def spared(name: str, things: Sequence[Item], context: Context) -> list[Item]:
    """Of the things, in order of time, those that an exclusion means: by name, by their place among them, by day or hour; and those
    that its parts mean ("the dentist and payroll")."""
    words = POSSESSIVE.sub("", PRONOUN.sub("", name.strip()) or name.strip())
    called = matching.best(as_shifts(words, context) or words, things, texts_of)
    known = {id(thing) for thing in called}
    timed = [thing for thing in at_time(words, things, context, dated=bool(called)) if id(thing) not in known]
    home = home_named(words, context)
    held = [t for t in things if home and t.row.calendar_id == home.id and t not in called and t not in timed]
    found = called + timed + held or by_place(words, things)
    parts = [part for part in ENUMERATION.split(words) if part and part != words]
    of_parts = [thing for part in parts for thing in spared(part, things, context)]
    return list({id(thing): thing for thing in (*found, *of_parts)}.values())


def home_named(words: str, context: Context) -> Calendar | None:
    """The calendar or list of just this name: "school", "family stuff", "what's in the work calendar"."""
    name = matching.words_of(HELD.sub("", words))
    return next((c for c in context.queries.calendars() if matching.words_of(c.name) == name), None)


def by_place(words: str, things: Sequence[T]) -> list[T]:
    """ "the last one", "the first two", "the second"."""
    if not set(words.casefold().split()) <= PLACE_WORDS:
        return []
    number, count, ordinal = number_of((words,), False)
    return list(at_place(Selector(number=number, count=count, ordinal=ordinal), things) or ())


def at_time(words: str, things: Sequence[Item], context: Context, dated: bool) -> list[Item]:
    """Those at a day or hour that the words say, called as the rest of them; not at an hour alone if something is called so (`dated`)."""
    phrase, rest = words, ""
    if windows((phrase,), context, any_day=True) is None:
        spans = find_times(words)
        phrase = " ".join(words[start:end] for start, end in spans)
        for start, end in reversed(spans):
            rest = words = f"{words[:start]} {words[end:]}"
        rest = PRONOUN.sub("", LEADING.sub("", POSSESSIVE.sub("", " ".join(rest.split()))))
    named = matching.best(rest, things, texts_of) if rest else list(things)
    if not phrase or not named:
        return []
    said = context.read_time(phrase, Purpose.SELECT)
    if said is None or (dated and not said.day_said):
        return []
    days = weekdays_named(said)
    if said.bare_weekday is not None and not said.time_said:
        days = frozenset({said.bare_weekday})
    begun = [(thing, time) for thing in named if (time := occupied(thing.row, context.zone)).start is not None]
    day = DAY_OF_MONTH.fullmatch(phrase)
    if days or day:
        return [t for t, time in begun if time.start and (time.start.day == int(day[1]) if day else time.start.weekday() in (days or ()))]  # fmt: skip
    tried = windows((phrase,), context, any_day=True) or []
    starting = [t for t, time in begun if any(w.point and time.start == w.span.start for w in tried)]
    hour = said.time_said and not said.day_said  # "before noon" is said of each day
    return starting or [t for t, time in begun if any(time.overlaps(w.span) and not (hour and ends_later(w.span, time)) for w in tried)]  # fmt: skip


def ends_later(span: Timespan, time: Timespan) -> bool:
    """A span without a beginning ends on another day than that on which the time begins."""
    return bool(span.start is None and span.end and time.start and span.end.date() != time.start.date())


def not_understood(command: Command, things: Sequence[Placed], context: Context) -> Clarification | None:
    """An exclusion that means nothing there is: it is asked about, since what it was to spare would go."""
    selector = command.selector
    of_those = bool(selector.names) and (selector.plural or selector.number is Number.ALL)  # nothing of another name
    for name in selector.excluded:
        words = POSSESSIVE.sub("", PRONOUN.sub("", name.strip()) or name.strip())
        known = (
            (not of_those and context.index(command.object).candidates(words))
            or context.read_time(words, Purpose.SELECT)
            or find_times(words)
            or home_named(words, context)
            or as_shifts(words, context)
        )
        said = set(LEADING.sub("", words).casefold().split())
        if known or spared(name, things, context) or said <= PLACE_WORDS | PREPOSITIONS:
            continue
        kept = tuple(other for other in selector.excluded if other != name)
        choice = Choice("Go on without it", "go on without it", (with_selector(command, excluded=kept),))
        return ask(f"I found no “{name}” to leave as it is.", (choice,))
    return None
