"""What the student makes of a sentence: commands with their frame and marked spans, before any of it is interpreted."""

import dataclasses
import enum
import functools
from collections.abc import Callable, Iterable
from typing import Any, Protocol


class Certainty(enum.IntEnum):
    """What the confidence of a command is good for, by the student's own thresholds, measured on phrases it never saw.

    ``ASK``: rather wrong than right, the person is asked. ``LOOK``: the preview must be looked at. ``ENTER``: one Enter will do.
    """

    ASK = 0
    LOOK = 1
    ENTER = 2


@dataclasses.dataclass(frozen=True)
class TaggedSlot:
    """A span of the sentence: ``text == sentence[start:end]`` (Python string offsets); ``name`` is one of `schema.LABELS`."""

    name: str
    start: int
    end: int
    text: str
    confidence: float


def spanning(
    text: str, slot: TaggedSlot, start: int | None = None, end: int | None = None, name: str | None = None
) -> TaggedSlot:
    """The slot over another span of the sentence, perhaps under another name."""
    begin, stop = slot.start if start is None else start, slot.end if end is None else end
    return dataclasses.replace(slot, start=begin, end=stop, text=text[begin:stop], name=name or slot.name)


def instead(slots: Iterable[TaggedSlot], old: TaggedSlot, *new: TaggedSlot) -> list[TaggedSlot]:
    """The slots with others in the place of one of them."""
    return [slot for each in slots for slot in (new if each is old else (each,))]


def marking(text: str, confidence: float, *spans: tuple[str, int, int]) -> tuple[TaggedSlot, ...]:
    """Slots over such spans of the sentence, each by its name, beginning and end."""
    return tuple(TaggedSlot(name, start, end, text[start:end], confidence) for name, start, end in spans)


@dataclasses.dataclass(frozen=True)
class TaggedCommand:
    """One command of a sentence, whose words are ``sentence[start:end]``.

    ``confidence`` is the probability, in 0…1, that its frame and all its slots are right; ``certainty`` what that is good for.
    """

    operation: str
    object: str | None
    asks: str | None
    confidence: float
    slots: tuple[TaggedSlot, ...]
    start: int
    end: int
    certainty: Certainty = Certainty.ENTER

    @property
    def frame(self) -> tuple[str, str | None]:
        """What is done, and to what kind of thing."""
        return self.operation, self.object

    @property
    def words(self) -> str:
        """Its frame, and what a read asks, in words: "read event when"."""
        return " ".join(filter(None, (*self.frame, self.asks)))

    @property
    def in_order(self) -> list[TaggedSlot]:
        """Its slots in the order of the sentence."""
        return sorted(self.slots, key=lambda s: s.start)

    def named(self, *names: str) -> list[TaggedSlot]:
        """Its slots of these names, in the order of the sentence."""
        return [slot for slot in self.in_order if slot.name in names]

    def over(self, start: int, end: int) -> list[TaggedSlot]:
        """Its slots that share letters with a span of the sentence."""
        return [slot for slot in self.slots if slot.start < end and start < slot.end]

    def with_slots(self, slots: Iterable[TaggedSlot], **changes: Any) -> "TaggedCommand":
        """The command with these slots, in the order of the sentence, and perhaps another frame."""
        return dataclasses.replace(self, slots=tuple(sorted(slots, key=lambda s: s.start)), **changes)

    def with_slot(self, old: TaggedSlot, *new: TaggedSlot, **changes: Any) -> "TaggedCommand":
        """The command with others in the place of one of its slots."""
        return self.with_slots(instead(self.slots, old, *new), **changes)


def residue(text: str, tagged: TaggedCommand) -> str:
    """The words of a command without its slots, kept apart by " | " where a slot stood."""
    made, at = [], tagged.start
    for slot in tagged.in_order:
        made.append(text[at : slot.start])
        at = slot.end
    return " | ".join([*made, text[at : tagged.end]])


def joined(
    text: str, slots: Iterable[TaggedSlot], name_of: Callable[[TaggedSlot, TaggedSlot], str | None]
) -> list[TaggedSlot]:
    """The slots with neighbours as one, the words between them included, where `name_of` says what the two are together."""
    made = list[TaggedSlot]()
    for slot in slots:
        name = name_of(made[-1], slot) if made else None
        if name is None:
            made.append(slot)
        else:
            made[-1] = spanning(text, made[-1], end=slot.end, name=name)
    return made


def outside(text: str, slot: TaggedSlot, start: int, end: int) -> list[TaggedSlot]:
    """What of a slot lies before and behind a span, without the blanks and commas beside that."""
    if slot.end <= start or end <= slot.start:
        return [slot]
    before, behind = text[slot.start : start].rstrip(" ,"), text[end : slot.end].lstrip(" ,")
    spans = ((slot.start, slot.start + len(before)), (slot.end - len(behind), slot.end))
    return [spanning(text, slot, start=begin, end=stop) for begin, stop in spans if begin < stop]


#: Mends the marks of one command of a sentence; gives it back as it is where there is nothing to mend.
Mending = Callable[[str, TaggedCommand], TaggedCommand]


def mend(text: str, tagged: TaggedCommand, mendings: Iterable[Mending]) -> TaggedCommand:
    """The command after all of these, one after the other."""
    return functools.reduce(lambda made, mending: mending(text, made), mendings, tagged)


@dataclasses.dataclass(frozen=True)
class Tagging:
    """A sentence and its commands in order; there is at least one (``none`` where nothing can be done).

    ``other`` is then the next likeliest reading, without slots, its ``confidence`` that of the frame alone.
    """

    text: str
    commands: tuple[TaggedCommand, ...]
    other: TaggedCommand | None = None

    def with_commands(self, commands: Iterable[TaggedCommand]) -> "Tagging":
        """The sentence with these commands."""
        return dataclasses.replace(self, commands=tuple(commands))

    @property
    def certainty(self) -> Certainty:
        """That of its least certain command."""
        return min((c.certainty for c in self.commands), default=Certainty.ENTER)


class Tagger(Protocol):
    """Whatever turns a sentence into a `Tagging`: the bundled student, or a hand-written one in tests."""

    def tag(self, text: str, before: str | None = None) -> Tagging:
        """Tags any text; never raises on what a person typed. `before`: the frame of the command said just before ("read event when")."""
        ...


@dataclasses.dataclass(frozen=True)
class Following:
    """A tagger to whom all texts follow one command, by its frame."""

    tagger: Tagger
    said: str | None

    def tag(self, text: str, before: str | None = None) -> Tagging:
        """Tags any text, unless told otherwise as one that follows that command."""
        return self.tagger.tag(text, before or self.said)
