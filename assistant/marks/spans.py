"""What holds of spans whatever the student says: quoted words are one span, a name torn into neighbours is one name, one thing said twice is
one command."""

import dataclasses
import re
from typing import Final

from assistant.tagging import TaggedCommand, TaggedSlot, Tagging, spanning
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
WITHOUT_SLOTS: Final = frozenset({"none", "undo", "redo"})


def mended(tagging: Tagging) -> Tagging:
    """The tagging with its quotes whole and its torn names joined."""
    quotes = Utterance(tagging.text).quotes
    commands = tagging.commands
    if quotes:
        commands = tuple(with_quotes(tagging.text, command, quotes) for command in commands)
    text = tagging.text
    commands = tuple(
        owned(text, rejoined(text, noted(text, listed(text, bracketed(text, command))))) for command in commands
    )
    return Tagging(text, said_once(commands), tagging.other)


def said_once(commands: tuple[TaggedCommand, ...]) -> tuple[TaggedCommand, ...]:
    """Without commands that name nothing and do what the one before does ("I don't need milk, take it off"): they are that one's words."""
    kept = list(commands[:1])
    for command in commands[1:]:
        frame, last = (command.operation, command.object, command.asks), kept[-1]
        if command.slots or frame != (last.operation, last.object, last.asks):
            kept.append(command)
        else:
            kept[-1] = dataclasses.replace(last, end=command.end)
    return tuple(kept)


def owned(text: str, command: TaggedCommand) -> TaggedCommand:
    """Days that own the next word, their apostrophe left out: "tomorrows meeting" is tomorrow's."""
    return dataclasses.replace(
        command,
        slots=tuple(
            dataclasses.replace(slot, end=slot.end - 1, text=slot.text[:-1])
            if slot.name == "when" and OWNING.search(slot.text) and text[slot.end : slot.end + 2].strip().isalpha()
            else slot
            for slot in command.slots
        ),
    )


def noted(text: str, command: TaggedCommand) -> TaggedCommand:
    """A note after a colon goes on to the end of its command, times and names in it included."""
    for place, slot in enumerate(command.slots):
        if slot.name in ("description", "new_description") and text[: slot.start].rstrip(" \"“'").endswith(":"):
            end = slot.start + len(text[slot.start : command.end].rstrip(" .\"”'"))
            whole = spanning(text, slot, end=end)
            return dataclasses.replace(command, slots=(*command.slots[:place], whole))
    return command


def bracketed(text: str, command: TaggedCommand) -> TaggedCommand:
    """A name with what stands in brackets behind it: "bin bags | (the big ones)"; "rename it to Tax (Lange|)" loses no sign."""
    if command.operation not in ("create", "update"):
        return command
    slots = list(command.slots)
    for found in BRACKETS.finditer(text, command.start, command.end):
        cut = next((s for s in slots if s.start < found.start() < s.end == found.end() - 1), None)
        if cut:
            slots[slots.index(cut)] = spanning(text, cut, end=found.end())
        if command.operation == "update":
            continue
        inside = [s for s in slots if found.start() <= s.start < found.end()]
        name = next((s for s in slots if s.name == "summary" and text[s.end : found.start()].isspace()), None)
        if name and all(s.name == "summary" and s.end <= found.end() for s in inside):
            whole = spanning(text, name, end=found.end())
            slots = [whole if s is name else s for s in slots if s not in inside]
        earlier = any(s.name == "summary" and s.end <= found.start() for s in slots)
        if not name and inside and earlier and command.object == "event" and all(s.name == "summary" for s in inside):
            # "movie 7pm Friday (Dune)": one thing
            slots = [dataclasses.replace(s, name="description") if s in inside else s for s in slots]
    return dataclasses.replace(command, slots=tuple(slots))


def listed(text: str, command: TaggedCommand) -> TaggedCommand:
    """Items of a list: an article alone is no item, and "and a" parts two of them ("a tent and a headlamp")."""
    if command.object != "task" or not any(s.name in ("list", "new_list") for s in command.slots):
        return command
    slots: list[TaggedSlot] = []
    for slot in command.slots:
        last = slots[-1] if slots else None
        if last and last.name == slot.name == "summary" and last.text.lower() in ARTICLES:
            slot = spanning(text, slot, start=last.start)
            slots.pop()
        at = slot.start
        cuts = list(PARTED.finditer(slot.text)) if slot.name == "summary" else []
        for start, end in zip([0, *(m.end() for m in cuts)], [*(m.start() for m in cuts), len(slot.text)], strict=True):
            slots.append(dataclasses.replace(slot, start=at + start, end=at + end, text=slot.text[start:end]))
    return dataclasses.replace(command, slots=tuple(slots))


def with_quotes(text: str, command: TaggedCommand, quotes: tuple[tuple[int, int], ...]) -> TaggedCommand:
    """Each quotation inside a command as one slot (policy 19: quoted text is taken whole)."""
    slots = list(command.slots)
    for start, end in quotes:
        if not (command.start <= start and end <= command.end) or command.operation in WITHOUT_SLOTS:
            continue
        inside = [s for s in slots if s.start < end and start < s.end]
        label = next((s.name for s in inside if s.name in QUOTABLE), None)
        if label is None:
            renames = command.operation == "update" and any(s.name == "summary" and s.end <= start for s in slots)
            label = "new_summary" if renames else "summary"
        confidence = min((s.confidence for s in inside), default=1.0)
        slots = [s for s in slots if s not in inside] + [TaggedSlot(label, start, end, text[start:end], confidence)]
    return dataclasses.replace(command, slots=tuple(sorted(slots, key=lambda s: s.start)))


def rejoined(text: str, command: TaggedCommand) -> TaggedCommand:
    """Neighbouring spans of one label as one, but for the items of a task."""
    if command.object == "task" or len(command.slots) < 2:
        return command
    slots: list[TaggedSlot] = []
    for slot in command.slots:
        last = slots[-1] if slots else None
        between = text[last.end : slot.start] if last else ""
        if last and last.name == slot.name and slot.name in WHOLE and between.strip('"”') == " ":
            joined = text[last.start : last.end] + " " + text[slot.start : slot.end]
            slots[-1] = TaggedSlot(slot.name, last.start, slot.end, joined, min(last.confidence, slot.confidence))
        else:
            slots.append(slot)
    return dataclasses.replace(command, slots=tuple(slots))
