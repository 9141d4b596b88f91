"""What holds of spans whatever the student says: quoted words are one span, a name torn into neighbours is one name, one thing said twice is
one command."""

import dataclasses
import re
from typing import Final

from assistant.schema import BARE
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging, instead, mend, spanning
from assistant.temporal.reading import values_of
from assistant.utterance import Utterance

#: Labels of which two never stand side by side without a word or comma between; items of a list do.
WHOLE: Final = frozenset(
    {"summary", "location", "list", "description", "new_summary", "new_location", "new_list", "new_description"}
)
#: Labels that quoted words may have; any other becomes the name.
QUOTABLE: Final = frozenset([
    "summary", "list", "location", "description", "excluded", "new_summary", "new_list", "new_location",
    "new_description",
])  # fmt: skip
ARTICLES: Final = frozenset({"a", "an", "the", "some"})
PARTED: Final = re.compile(r",?\s+and\s+(?=(?:a|an|some)\s)", re.IGNORECASE)
OWNING: Final = re.compile(r"\b(?:today|tomorrow|tonight)s$", re.IGNORECASE)
BRACKETS: Final = re.compile(r"\([^()]*\)")


def mended(tagging: Tagging) -> Tagging:
    """The tagging with its quotes whole and its torn names joined."""
    commands = tuple(mend(tagging.text, command, MENDINGS) for command in tagging.commands)
    return Tagging(tagging.text, said_once(with_torn_time(tagging.text, commands)), tagging.other)


def with_torn_time(text: str, commands: tuple[TaggedCommand, ...]) -> tuple[TaggedCommand, ...]:
    """Without commands that are but the rest of the time with which the one before ends: "call the printer [9am | tokyo time tue]"."""
    kept = list(commands[:1])
    for command in commands[1:]:
        last, slots = kept[-1], command.in_order
        time = last.in_order[-1] if last.slots else None
        rest = {s.name for s in slots} == {"when"} and not text[slots[-1].end : command.end].strip(" .!")
        whole = values_of(text[time.start : slots[-1].end]) if time and rest and time.name == "when" else ()
        if time and len(whole) == 1 and not text[time.end : slots[0].start].strip():
            kept[-1] = last.with_slot(time, spanning(text, time, end=slots[-1].end), end=command.end)
        else:
            kept.append(command)
    return tuple(kept)


def said_once(commands: tuple[TaggedCommand, ...]) -> tuple[TaggedCommand, ...]:
    """Without commands that name nothing and do what the one before does ("I don't need milk, take it off"): they are that one's words."""
    kept = list(commands[:1])
    for command in commands[1:]:
        last = kept[-1]
        if command.slots or (*command.frame, command.asks) != (*last.frame, last.asks):
            kept.append(command)
        else:
            kept[-1] = dataclasses.replace(last, end=command.end)
    return tuple(kept)


def owned(text: str, command: TaggedCommand) -> TaggedCommand:
    """Days that own the next word, their apostrophe left out: "tomorrows meeting" is tomorrow's."""
    for slot in command.named("when"):
        if OWNING.search(slot.text) and text[slot.end : slot.end + 2].strip().isalpha():
            command = command.with_slot(slot, spanning(text, slot, end=slot.end - 1))
    return command


def noted(text: str, command: TaggedCommand) -> TaggedCommand:
    """A note after a colon goes on to the end of its command, times and names in it included."""
    for slot in command.named("description", "new_description"):
        if text[: slot.start].rstrip(" \"“'").endswith(":"):
            end = slot.start + len(text[slot.start : command.end].rstrip(" .\"”'"))
            before = (s for s in command.slots if s.start < slot.start)
            return command.with_slots((*before, spanning(text, slot, end=end)))
    return command


def bracketed(text: str, command: TaggedCommand) -> TaggedCommand:
    """A name with what stands in brackets behind it: "bin bags | (the big ones)"; "rename it to Tax (Lange|)" loses no sign."""
    if command.operation not in ("create", "update"):
        return command
    slots = list(command.slots)
    for found in BRACKETS.finditer(text, command.start, command.end):
        begin, end = found.span()
        if cut := next((s for s in slots if s.start < begin < s.end == end - 1), None):
            slots = instead(slots, cut, spanning(text, cut, end=end))
        if command.operation == "update":
            continue
        inside = [s for s in slots if begin <= s.start < end]
        name = next((s for s in slots if s.name == "summary" and text[s.end : begin].isspace()), None)
        if name and all(s.name == "summary" and s.end <= end for s in inside):
            slots = instead([s for s in slots if s not in inside], name, spanning(text, name, end=end))
        earlier = any(s.name == "summary" and s.end <= begin for s in slots)
        if not name and inside and earlier and command.object == "event" and all(s.name == "summary" for s in inside):
            # "movie 7pm Friday (Dune)": one thing
            slots = [dataclasses.replace(s, name="description") if s in inside else s for s in slots]
    return command.with_slots(slots)


def listed(text: str, command: TaggedCommand) -> TaggedCommand:
    """Items of a list: an article alone is no item, and "and a" parts two of them ("a tent and a headlamp")."""
    if command.object != "task" or not command.named("list", "new_list"):
        return command
    slots: list[TaggedSlot] = []
    for slot in command.slots:
        last = slots[-1] if slots else None
        if last and last.name == slot.name == "summary" and last.text.lower() in ARTICLES:
            slot = spanning(text, slot, start=last.start)
            slots.pop()
        cuts = list(PARTED.finditer(slot.text)) if slot.name == "summary" else []
        for start, end in zip([0, *(m.end() for m in cuts)], [*(m.start() for m in cuts), len(slot.text)], strict=True):
            slots.append(spanning(text, slot, start=slot.start + start, end=slot.start + end))
    return command.with_slots(slots)


def quoted(text: str, command: TaggedCommand) -> TaggedCommand:
    """Each quotation inside a command as one slot (policy 19: quoted text is taken whole)."""
    for start, end in Utterance(text).quotes:
        if not (command.start <= start and end <= command.end) or command.operation in BARE:
            continue
        inside = command.over(start, end)
        label = next((s.name for s in inside if s.name in QUOTABLE), None)
        if label is None:
            renames = command.operation == "update" and any(s.end <= start for s in command.named("summary"))
            label = "new_summary" if renames else "summary"
        confidence = min((s.confidence for s in inside), default=1.0)
        kept = (s for s in command.slots if s not in inside)
        command = command.with_slots((*kept, TaggedSlot(label, start, end, text[start:end], confidence)))
    return command


def rejoined(text: str, command: TaggedCommand) -> TaggedCommand:
    """Neighbouring spans of one label as one, but for the items of a task."""
    slots: list[TaggedSlot] = []
    for slot in command.slots:
        last = slots[-1] if slots else None
        torn = last and last.name == slot.name and slot.name in WHOLE and command.object != "task"
        if last and torn and text[last.end : slot.start].strip('"”') == " ":
            whole = f"{text[last.start : last.end]} {slot.text}"
            slots[-1] = TaggedSlot(slot.name, last.start, slot.end, whole, min(last.confidence, slot.confidence))
        else:
            slots.append(slot)
    return command.with_slots(slots)


MENDINGS: Final = (quoted, bracketed, listed, noted, rejoined, owned)
