"""The slots of a clause before they are read: torn times joined, exclusions told from names, several events in a row parted."""

import dataclasses
import re
from collections.abc import Iterable

from assistant import wording
from assistant.schema import EXCLUDED
from assistant.tagging import TaggedCommand, TaggedSlot

#: Ends with words of exclusion, perhaps an article or possessive after them.
AFTER_EXCEPT = re.compile(rf"(?:{wording.EXCEPT_WORDS})\s*(?:for\s+)?(?:(?:the|my|our|a|an)\s+)?[\"“]?$", re.I)
ENUMERATED = re.compile(r"\s*(?:,|and|or|nor|&|with|, and)\s*(?:(?:the|my|our|a|an|with)\s+)?[\"“]?", re.I)
#: "leave the plumber until Wednesday": not spared, but put off.
LEAVING = re.compile(r"\W*(?:please |just |can you |could you |let's )?(?:leave|keep)\b", re.I)
LEADS = re.compile(r"\b(for|until|till|through|except|from|starting)\s+(?:the\s+)?$", re.I)
BETWEEN_TIMES = re.compile(r"[\s,]*(?:(?:on|at|in|the|of|from|around|for|by|starting|or|,)[\s,]+)*", re.I)
#: "start at 2 and end at 4".
TO_END = re.compile(r"[\s,]*(?:and )?(?:to )?(?:end|finish)(?:s|ing)?(?: at| by)?\s*", re.I)


def residue(text: str, tagged: TaggedCommand) -> str:
    """The clause without its slots, words kept apart by " | " where a slot stood."""
    made, at = [], tagged.start
    for slot in sorted(tagged.slots, key=lambda s: s.start):
        made.append(text[at : slot.start])
        at = slot.end
    return " | ".join([*made, text[at : tagged.end]])


def apart(tagged: TaggedCommand) -> tuple[TaggedCommand, ...]:
    """ "prep on Tuesday at 4, dentist on Wednesday at 8": events in a row, each with a time of its own, as a command each."""
    slots = sorted(tagged.slots, key=lambda s: s.start)
    kinds = [s.name for s in slots if s.name in ("summary", "when")]
    if (
        (tagged.operation, tagged.object) != ("create", "event")
        or kinds[:4] != ["summary", "when"] * 2
        or len(kinds) % 2
    ):
        return (tagged,)
    if kinds != ["summary", "when"] * (len(kinds) // 2):
        return (tagged,)
    starts = [tagged.start, *[s.start for s in slots if s.name == "summary"][1:]]
    spans = zip(starts, [*starts[1:], tagged.end], strict=True)
    return tuple(
        dataclasses.replace(tagged, start=start, end=end, slots=tuple(s for s in slots if start <= s.start < end))
        for start, end in spans
    )


def with_exclusions(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """What is named after "except" and the like is excluded, whatever its label was."""
    slots: list[TaggedSlot] = []
    out = False
    puts_off = tagged.operation == "update" and bool(LEAVING.match(text[tagged.start : tagged.end]))
    for slot in sorted(tagged.slots, key=lambda s: s.start):
        before = text[slots[-1].end if slots else tagged.start : slot.start]
        excepted = AFTER_EXCEPT.search(before) and not (puts_off and not slots)
        out = bool(excepted) or (out and bool(ENUMERATED.fullmatch(before)))
        taken = (
            out
            and slot.name in ("summary", "attendee")
            and tagged.operation in ("delete", "update", "complete", "read")
        )
        slots.append(dataclasses.replace(slot, name=EXCLUDED) if taken else slot)
    return dataclasses.replace(tagged, slots=tuple(slots))


def joined_times(text: str, slots: Iterable[TaggedSlot]) -> list[TaggedSlot]:
    """Time spans that only little words keep apart ("8 | on | December 5") as one, words between included."""
    made: list[TaggedSlot] = []
    for slot in sorted(slots, key=lambda s: s.start):
        last = made[-1] if made else None
        if (
            last
            and last.name == slot.name
            and slot.name in ("when", "new_when")
            and BETWEEN_TIMES.fullmatch(text[last.end : slot.start])
        ):
            made[-1] = dataclasses.replace(last, end=slot.end, text=text[last.start : slot.end])
        elif last and last.name == slot.name == "new_when" and TO_END.fullmatch(text[last.end : slot.start]):
            span = f"from {last.text.removesuffix(' and')} to {slot.text}"
            made[-1] = dataclasses.replace(last, end=slot.end, text=span)
        else:
            made.append(slot)
    return made


def led_recurrences(text: str, slots: Iterable[TaggedSlot]) -> list[TaggedSlot]:
    """Parts of a repetition after the first keep the word that leads them ("every Monday at 5 | for 6 sessions")."""
    made, begun = list[TaggedSlot](), False
    for slot in sorted(slots, key=lambda s: s.start):
        repeats = slot.name in ("recurrence", "new_recurrence")
        lead = LEADS.search(text[: slot.start]) if repeats and begun else None
        made.append(dataclasses.replace(slot, text=f"{lead[1]} {slot.text}") if lead else slot)
        begun = begun or repeats
    return made


def slots_by_name(slots: Iterable[TaggedSlot]) -> dict[str, tuple[str, ...]]:
    """Slot texts by name, in order of the sentence."""
    found: dict[str, tuple[str, ...]] = {}
    for slot in sorted(slots, key=lambda s: s.start):
        found[slot.name] = (*found.get(slot.name, ()), slot.text)
    return found
