"""The slots of a clause before they are read: torn times joined, exclusions told from names, several events in a row parted."""

import dataclasses
import re
from collections.abc import Iterable

from assistant import wording
from assistant.schema import EXCLUDED
from assistant.tagging import TaggedCommand, TaggedSlot

#: Ends with words of exclusion, perhaps an article or possessive after them.
AFTER_EXCEPT = re.compile(
    rf"(?:{wording.EXCEPT_WORDS}|{wording.NOT_SO})\s*(?:for\s+)?(?:(?:the|my|our|a|an)\s+)?[\"“]?$", re.I
)
ENUMERATED = re.compile(r"\s*(?:,|and|or|nor|&|with|, and)\s*(?:(?:the|my|our|a|an|with)\s+)?[\"“]?", re.I)
#: The slots of an update as what finds a thing.
FINDING = {
    "new_summary": "summary",
    "new_attendee": "attendee",
    "new_when": "when",
    "new_list": "summary",
    "location": "summary",
}
CHANGING_PLACES = re.compile(r"(?:^|\s)(?:and|with|for|&)(?:\s+(?:my|the|our))?(?:\s|$)", re.I)
#: Of several such words the likelier border between the two: "lunch with Sam and lunch with Jo".
RANKED = ("and", "&", "for", "with")
HOUR = re.compile(r"\d|\bnoon\b|o'clock", re.I)
#: What comes between a thing that is spared and its day or company.
QUALIFIED = re.compile(r"(?:['’]s)?\s+(?:(?:on|at|in|from|with|of|for)\s+)?(?:(?:the|my)\s+)?", re.I)
#: "leave the plumber until Wednesday": not spared, but put off.
LEAVING = re.compile(r"\W*(?:please |just |can you |could you |let's )?(?:leave|keep)\b", re.I)
LEADS = re.compile(r"\b(for|until|till|through|except|from|starting)\s+(?:the\s+)?$", re.I)
BETWEEN_TIMES = re.compile(
    r"[\s,]*(?:(?:on|at|in|the|of|from|around|for|by|starting|leaving|leaves|departing|departs|or|,)[\s,]+)*", re.I
)
#: "standup on Monday | and | Tuesday" finds both.
BETWEEN_DAYS = re.compile(rf"{BETWEEN_TIMES.pattern}|\s*,?\s+and\s+(?:on\s+)?(?:the\s+)?", re.I)
#: "on the 7th, leaves 8:05".
DEPARTS = re.compile(r"\s*,?\s*\b(?:leav|depart)(?:e?s|ing)\b\s*(?:at\s+)?", re.I)
#: "start at 2 and end at 4".
TO_END = re.compile(r"[\s,]*(?:and )?(?:to )?(?:end|finish|arrive|land)(?:e?s|ing)?(?: at| by| in| on)?\s*", re.I)


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
        goes_on = out and bool(slots) and slots[-1].name == EXCLUDED and bool(QUALIFIED.fullmatch(before))
        out = bool(excepted) or (out and (goes_on or bool(ENUMERATED.fullmatch(before))))
        takes = out and tagged.operation in ("delete", "update", "complete", "read")
        if takes and goes_on and slot.name in ("when", "attendee") and belongs(slots, slot):
            last = slots[-1]
            slots[-1] = dataclasses.replace(last, end=slot.end, text=text[last.start : slot.end])
        elif takes and slot.name in ("summary", "attendee", *(("when",) if excepted else ())):
            slots.append(dataclasses.replace(slot, name=EXCLUDED))
        else:
            slots.append(slot)
    return dataclasses.replace(tagged, slots=tuple(slots))


def sides_of(text: str, tagged: TaggedCommand) -> tuple[TaggedCommand, ...]:
    """ "swap the dentist and Friday's gym": the two things that change places, each with what finds it; () where the words say no swap."""
    if (tagged.operation, tagged.object) != ("update", "event") or not wording.SWAP.match(text[tagged.start :]):
        return ()
    slots = [
        dataclasses.replace(s, name=FINDING.get(s.name, s.name)) for s in sorted(tagged.slots, key=lambda s: s.start)
    ]
    if len(slots) == 1 and slots[0].name == "summary":
        slots = halves(slots[0])
    between = {n: CHANGING_PLACES.search(text[slots[n - 1].end : slots[n].start]) for n in range(1, len(slots))}
    ranks = {n: RANKED.index(found[0].split()[0].lower()) for n, found in between.items() if found}
    cuts = sorted(ranks, key=lambda n: (ranks[n], -n))
    sides = [(slots[:n], slots[n:]) for n in cuts]
    whole = next(
        ((a, b) for a, b in sides if finds(a) and finds(b) and not (len(a) == 1 and a[0].name == "quantity")), None
    )
    if whole is None:
        return ()
    middle = whole[1][0].start
    return (
        dataclasses.replace(tagged, slots=tuple(whole[0]), end=middle),
        dataclasses.replace(tagged, slots=tuple(whole[1]), start=middle),
    )


def halves(slot: TaggedSlot) -> list[TaggedSlot]:
    """A name that holds both things ("dentist and gym")."""
    cut = CHANGING_PLACES.search(slot.text)
    if cut is None:
        return [slot]
    end, start = slot.start + cut.start(), slot.start + cut.end()
    first, second = slot.text[: cut.start()], slot.text[cut.end() :]
    return [dataclasses.replace(slot, end=end, text=first), dataclasses.replace(slot, start=start, text=second)]


def finds(slots: list[TaggedSlot]) -> bool:
    """Slots that single a thing out: a name, a person, or an hour."""
    return any(s.name in ("summary", "attendee") or (s.name == "when" and HOUR.search(s.text)) for s in slots)


def belongs(slots: list[TaggedSlot], slot: TaggedSlot) -> bool:
    """Whether a time or person after what is spared says more of it: "the one at 4", "lunch on Friday" where days were said before."""
    bare = slots[-1].text.casefold() in ("one", "ones", "those", "that")
    return bare or any(before.name == slot.name for before in slots[:-1])


def joined_times(text: str, slots: Iterable[TaggedSlot]) -> list[TaggedSlot]:
    """Time spans that only little words keep apart ("8 | on | December 5") as one, words between included."""
    made: list[TaggedSlot] = []
    for slot in sorted(slots, key=lambda s: s.start):
        last = made[-1] if made else None
        if (
            last
            and last.name == slot.name
            and slot.name in ("when", "new_when")
            and (BETWEEN_TIMES if slot.name == "new_when" else BETWEEN_DAYS).fullmatch(text[last.end : slot.start])
        ):
            made[-1] = dataclasses.replace(last, end=slot.end, text=DEPARTS.sub(" at ", text[last.start : slot.end]))
        elif (
            last
            and last.name == slot.name
            and slot.name in ("when", "new_when")
            and TO_END.fullmatch(text[last.end : slot.start])
        ):
            lead = "" if " at " in last.text else "from "
            span = f"{lead}{last.text.removesuffix(' and')} to {slot.text}"
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
