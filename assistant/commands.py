"""Commands: the typed meaning of a sentence before anything is looked up. Phrases are still words; nothing is anchored.

A `Selector` finds what exists, `Values` hold what is new. Both are filled by `interpretation` from the student's slots and from
the words around them.
"""

import dataclasses
import enum
import re
from collections.abc import Sequence
from typing import Any, TypeVar

T = TypeVar("T")


class Number(enum.Enum):
    """How many the words ask for."""

    ONE = "one"  #: a singular: several matches are asked about
    ALL = "all"  #: all, every, both, a plural
    NEXT = "next"
    FIRST = "first"
    LAST = "last"
    LONGEST = "longest"
    SHORTEST = "shortest"


class Scope(enum.Enum):
    """Which occurrences of a series a change takes (RFC 5545 RANGE, and the whole)."""

    ONE = "this"
    FUTURE = "this and future"
    ALL = "all"


class Status(enum.Enum):
    """Which tasks, by their state."""

    OPEN = "open"
    DONE = "done"
    OVERDUE = "overdue"


class Referent(enum.Enum):
    """A word for what was last talked of."""

    IT = "it"
    THEM = "them"
    OTHER = "the other one"


@dataclasses.dataclass(frozen=True)
class Selector:
    """What finds things. Everything named must hold; several `names` are several things."""

    names: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    #: A question names people of whom one is enough ("with Raj or Ines").
    either: bool = False
    places: tuple[str, ...] = ()
    whens: tuple[str, ...] = ()
    list_name: str | None = None
    #: Lists named beside it ("clear groceries and camping").
    more_lists: tuple[str, ...] = ()
    priority: str | None = None
    #: "meeting", "call", "birthday" (policy 9); "event" is every event; None: no kind word.
    kind: str | None = None
    #: The kind word where it was marked as a name ("emailed the [agenda]"): one thing may be called so.
    kind_name: str | None = None
    number: Number = Number.ONE
    #: The names look like plurals ("reviews"); "Pilates" does too, and is one thing where it is called so.
    plural: bool = False
    #: "first three", "both", "item 3": how many, or which one (from 1).
    count: int | None = None
    ordinal: int | None = None
    #: Further places named beside it ("the first and the third"); -1 is the last.
    more_ordinals: tuple[int, ...] = ()
    status: Status | None = None
    excluded: tuple[str, ...] = ()
    referent: Referent | None = None
    #: The words look back: "was", "did", "last haircut".
    past: bool = False
    #: "everything" was said: all-day events are meant too.
    everything: bool = False
    #: Words of the rule: "my weekly yoga".
    recurrence: str | None = None
    #: Keys of rows (`resolution.context.key`) that a choice settled on; they alone are meant.
    picked: tuple[str, ...] = ()
    #: Keys of rows that stay as they are, though all else is meant.
    untouched: tuple[str, ...] = ()

    @property
    def is_described(self) -> bool:
        """What is meant is called something, or of somebody, somewhere, at some time, on some list."""
        return bool(self.names or self.attendees or self.places or self.whens or self.list_name)

    @property
    def is_empty(self) -> bool:
        """Nothing that could find a thing by itself."""
        told = self.is_described or self.kind or self.status or self.ordinal or self.picked
        return not told and self.number is Number.ONE

    @property
    def takes_place(self) -> bool:
        """A place among several is said: "the next", "the last two", "the longest"."""
        return self.number not in (Number.ONE, Number.ALL)

    @property
    def is_ranked(self) -> bool:
        """Nothing but a place among several: "the first", "the third one"."""
        free = {"number", "count", "ordinal", "more_ordinals", "past", "referent"}
        said = {name: getattr(self, name) for name in free}
        return self == Selector(**said) and bool(self.ordinal or self.takes_place)


@dataclasses.dataclass(frozen=True)
class Values:
    """What a new thing has, or what an update sets. None or empty: not said."""

    names: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    location: str | None = None
    when: tuple[str, ...] = ()
    duration: str | None = None
    recurrence: str | None = None
    #: All times of a new series, with its length, as they were typed, where they are one phrase: "Mondays at 5 for 6 weeks".
    times: str | None = None
    alarm: str | None = None
    list_name: str | None = None
    priority: str | None = None
    description: str | None = None
    shift: str | None = None
    status: Status | None = None
    #: Fields of a row that are taken away ("remove the due date").
    cleared: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing new was said."""
        return self == Values()

    def has_only(self, *fields: str) -> bool:
        """Nothing was said but these."""
        return self == Values(**{field: getattr(self, field) for field in fields})


@dataclasses.dataclass(frozen=True)
class Command:
    """One thing to do. `text` is its clause, as typed; `lead` how its verbs point: +1 later or longer, -1 earlier or shorter."""

    operation: str
    object: str | None
    asks: str | None = None
    selector: Selector = Selector()
    values: Values = Values()
    #: What changes places with what the selector finds ("swap … and …").
    other: Selector | None = None
    scope: Scope | None = None
    lead: int = 1
    #: "extend", "until": the end alone moves.
    end_alone: bool = False
    #: No verb says whether it is made or changed: "board meeting from 9:30 to 11:30".
    bare: bool = False
    #: What is found stays as it is, and another one like it is made.
    copies: bool = False
    #: Words narrow what is meant that were not understood ("that has no attendees").
    unheard: bool = False
    #: Words of time that were left over ("until we are back"), and a day that neither finds the thing nor is new.
    unread: str | None = None
    lost_day: str | None = None
    #: More stands between the names than joins them ("tick strings, untick the rider").
    mixed: bool = False
    #: A further order at its end that no slot holds ("and rename it Eyes").
    left_out: str | None = None
    #: "pause", "skip until": the times of a series until then; what happens only once is asked about.
    pauses: bool = False
    #: The length that a question names ("free for [45 minutes]").
    duration: str | None = None
    text: str = ""
    confidence: float = 1.0

    @property
    def frame(self) -> tuple[str, str | None]:
        """What is done, and to what kind of thing."""
        return self.operation, self.object

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are said, whether they find something or are new; so `people` and `whens`."""
        return self.selector.names or self.values.names

    @property
    def people(self) -> tuple[str, ...]:
        return self.selector.attendees or self.values.attendees

    @property
    def whens(self) -> tuple[str, ...]:
        return self.selector.whens or self.values.when

    def makes(self, object: str) -> bool:
        """It is of something new of this kind: an event, a task or a list."""
        return (self.operation, self.object) == ("create", object)


def with_selector(command: Command, **changes: Any) -> Command:
    """The command with these fields of its selector anew."""
    return dataclasses.replace(command, selector=dataclasses.replace(command.selector, **changes))


def with_values(command: Command, **changes: Any) -> Command:
    """The command with these of its values anew."""
    return dataclasses.replace(command, values=dataclasses.replace(command.values, **changes))


def with_one(commands: tuple[Command, ...], at: int, command: Command) -> tuple[Command, ...]:
    """The commands with this one in the place of the one that stands there."""
    return (*commands[:at], command, *commands[at + 1 :])


def without_words(text: str, *said: str | None) -> str:
    """A text with a blank in the place of these words."""
    for words in said:
        text = text.replace(words, " ") if words else text
    return text


def said_beside(command: Command) -> str:
    """The words of a command that say neither what finds its things nor when."""
    selector = command.selector
    return without_words(command.text, *selector.names, *selector.attendees, *selector.places, *selector.whens)


def says_again(command: Command) -> bool:
    """ "vet again in three weeks": another one like it."""
    name = command.selector.names[0] if len(command.selector.names) == 1 else ""
    return bool(name and re.match(rf"\W*(?:(?:the|my|our)\s+)?{re.escape(name)}\s+again\b", command.text, re.I))


def at_place(selector: Selector, things: Sequence[T]) -> tuple[T, ...] | None:
    """Of things in order of time those at the places that are said ("the second", "the next two"); None where none is. Where one of the
    places is not there, none of them."""
    if selector.ordinal:
        places = [n - 1 if n > 0 else len(things) + n for n in (selector.ordinal, *selector.more_ordinals)]
        return tuple(things[n] for n in places) if all(0 <= n < len(things) for n in places) else ()
    if selector.number in (Number.NEXT, Number.FIRST):
        return tuple(things[: selector.count or 1])
    return tuple(things[-(selector.count or 1) :]) if selector.number is Number.LAST else None
