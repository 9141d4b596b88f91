"""Whose a thing is, "dad's | next | physio", and who else comes: a name that is a verb, too, behind somebody's ("dinner with Sue and | mark |")."""

import dataclasses
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from assistant import wording
from assistant.nouns import looks_plural
from assistant.resolution.coming_and_going import KIN
from assistant.schema import CHANGES, TIMES
from assistant.tagging import TaggedCommand, TaggedSlot, instead, joined, spanning

#: "Owen's" of "Owen's dentist", with what is his.
OWNED: Final = re.compile(r"([\w-]+(?:\s+[\w-]+)?['’]s?)\s+(\S.*)")
OWNER: Final = re.compile(r"[\w-]+(?:['’]s|s['’])")
SIGN: Final = re.compile(r"['’]s?(?=\s|\W*$)")
#: "for | both boys |", "for | all of us |".
ALL_OF_US: Final = re.compile(
    r"(?:both|all)(?: of)?(?: the| my| our)? (?:boys|girls|kids|children|lads|lasses|twins|us|them|families)", re.I
)
FOR: Final = re.compile(r"\bfor\s+$", re.I)
#: Between the two.
OWNS: Final = re.compile(r"['’]s?\s+")
AND: Final = re.compile(rf"\s*(?:,|and|&|or|,\s*and)\s+{wording.THE}", re.I)
#: Between two times of one thing.
THE_ONE: Final = re.compile(
    r"(?:['’]s)?\s*(?:,|and|&)\s+(?:the|that) one\s+(?:(?:on|at|in|from|of)\s+)?(?:the\s+)?", re.I
)
#: Behind "Lily's", where what is hers is not said.
UNSAID: Final = re.compile(
    rf"\s*(?:$|[,.;!?]|(?:too|also|as well|to|on|at|for|by|from|{wording.UNTIL_WHEN}|instead|an?|half|please|and|back|next|this|tomorrow|today)\b)",
    re.I,
)
#: Somebody else, whose name is a verb or another word as well, and what may stand between it and the next mark.
AND_NAME: Final = re.compile(
    r"\s*(?:,?\s*\band\b|,|&)\s+(mark|bill|will|drew|grant|chase|pat|rob|nick|skip|chuck|frank|art|jack|rich|ray|grace|hope|rose|dawn)\b"
    r"(?P<to>\s+to)?(?:\s+(?:on|at|for|in|from|by|around|due|the|my|our|this))*[\s,.!?]*",
    re.I,
)
#: "zoom with Olivia & | Mark about the album |".
NAME_ABOUT: Final = re.compile(
    r"([A-Z][\w'’-]*)\s+(?:about|re|regarding|concerning):?\s+(?:(?:the|our|my|an?)\s+)?(?=\w)"
)
#: "Mr Henderson | from the |".
FROM: Final = re.compile(r"\w\s+(?:from|of)(?:\s+(?:the|my|our|his|her|their))*\s+$", re.I)
#: What stands before somebody.
WITH: Final = re.compile(r"\bw(?:ith|/)?\s*(?<=[\s/])(?:(?:the|my|our)\s+)?$", re.I)
#: "and mark Friday | as a holiday": the verb.
MARKED: Final = re.compile(r"\b(?:as|off|down|done|out|up)\b", re.I)
#: "with | saturday | girl candidate | Megan |": what is said of her, and nobody else.
SAID_OF = re.compile(
    r"(?:\s+(?!(?:with|and|n|or|plus|from|of|at|on|for|to|in|about|by|the|an?|my|our|his|her|their|then|both|also|but|re|regarding)\b)[a-z][\w'’-]*){1,3}\s+"
)

#: "| sandras | coming", and names that end so by themselves.
IS_COMING: Final = re.compile(r"\s+(?:also |now |not )?(?:coming|joining)\b", re.I)
ENDS_IN_S: Final = re.compile(r"['’]s$|(?<=[^\Ws'’])s$", re.I)
NAME_IN_S: Final = re.compile(
    r"\b(?:chris|james|thomas|tomas|lucas|lukas|luk[ae]s|niklas|nicholas|nicolas|marcus|markus|magnus|angus|dennis|denis|francis|lewis|louis|luis|carlos|jonas|elias"
    r"|tobias|mathias|matthias|andreas|andrews|iris|doris|phyllis|mavis|agnes|gladys|frances|alexis|charles|giles|miles|jules|hans|klaus|rhys|silas|amos|titus|zeus"
    r"|jesus|johannes|hannes|jens|lars|mats|nils|anders|jacques|yves|ines|inês|mercedes|dolores|paris|travis|otis|curtis|ellis|harris|davis|williams|jones|evans|roberts|kids|girls|boys|lads|lasses|twins|parents|grandparents|folks|friends|mates|guests|cousins|neighbou?rs|in-laws|others|us)$",
    re.I,
)

#: "at | mum's |", but "look at | Ana's |".
AT_WHOSE: Final = re.compile(r"(?<!look)(?<!looking)(?<!shout)(?<!laugh)\s(?:at|@)\s+(?:the\s+)?$", re.I)
#: "meeting the | support | midwife |".
MEETING_THE: Final = re.compile(r"\b(?:meet(?:ing)?|see(?:ing)?)\s+(?:with\s+)?(?:the|my|our|an?)\s+$", re.I)


def with_host(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "vaccinate pups at | Mrs Macdonald's |": at whose place it is, and nobody who is asked to come; of "trim | big bay | at the | Macraes |" the
    first is no place, but an end of the name."""
    host = next((s for s in tagged.named("attendee", "location") if AT_WHOSE.search(text[: s.start])), None)
    if tagged.frame != ("create", "event") or host is None:
        return tagged
    for name, place in pairwise(tagged.in_order):
        beside = (name.name, place.name) == ("summary", "location") and text[name.end : place.start].isspace()
        if beside and place is not host:
            rest = (s for s in tagged.slots if s is not place)
            tagged = tagged.with_slots(instead(rest, name, spanning(text, name, end=place.end)))
    placed = any(s is not host for s in tagged.named("location"))
    return tagged if placed else tagged.with_slot(host, dataclasses.replace(host, name="location"))


def with_comer(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "| sandras | coming with us", typed without an apostrophe: Sandra is."""
    for slot in tagged.named("attendee", "new_attendee"):
        says_is = ENDS_IN_S.search(slot.text) if IS_COMING.match(text, slot.end) else None
        if says_is and not NAME_IN_S.search(slot.text):
            tagged = tagged.with_slot(slot, spanning(text, slot, end=slot.end - len(says_is[0])))
    return tagged


def with_whole_people(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "with | saturday | girl candidate | Megan |": between two names that only words of the first part no comma or "and" makes two; "meeting the |
    support | midwife |": one, of whom the second says who it is."""
    alone = len(tagged.named("summary")) == 1

    def name_of(last: TaggedSlot, slot: TaggedSlot) -> str | None:
        if alone and (last.name, slot.name) == ("attendee", "summary") and text[last.end : slot.start].isspace():
            return last.name if MEETING_THE.search(text[: last.start]) else None
        both = last.name == slot.name and slot.name in ("attendee", "new_attendee") and last.text.islower()
        led = both and WITH.search(text[: last.start])
        return last.name if led and SAID_OF.fullmatch(text, last.end, slot.start) else None

    return tagged.with_slots(joined(text, tagged.in_order, name_of)) if tagged.operation == "create" else tagged


def with_name_around(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "| drinks | Ana | leaving do |", "| tea | gran | birthday |": one event with somebody's name in its own, where nothing parts the three."""
    slots = tagged.in_order if tagged.frame == ("create", "event") else []
    names = [at for at, s in enumerate(slots) if s.name == "summary"]
    if len(names) != 2 or names[1] != names[0] + 2 or slots[names[0] + 1].name != "attendee":
        return tagged
    first, who, last = slots[names[0] : names[1] + 1]
    if not (text[first.end : who.start].isspace() and text[who.end : last.start].isspace()):
        return tagged
    whole = spanning(text, first, end=last.end)
    return tagged.with_slots((whole, *(s for s in slots if s not in (first, last))))


def with_whom(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "call w | lisbon printer |", "lunch | auntie Rosa | sunday", taken for a place: whoever something new is with."""
    places = tagged.named("location") if tagged.operation == "create" else []
    names = {s.end for s in tagged.named("summary")}
    for slot in places:
        beside = len(text[: slot.start].rstrip()) in names and KIN.fullmatch(slot.text)
        if beside or WITH.search(text[: slot.start]):
            tagged = tagged.with_slot(slot, dataclasses.replace(slot, name="attendee"))
    return tagged


def with_owners(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The command of what exists, whose names are whole: with their owner, and with what that one has, where it is said of another."""
    if tagged.operation == "create":
        return tagged
    slots = list[TaggedSlot]()
    for slot in tagged.in_order:
        before = slots[-2:]
        ranked = [s.name for s in (*before, slot)] == ["summary", "quantity", "summary"]
        whose = text[before[0].start : before[1].start].strip() if ranked else ""
        if OWNER.fullmatch(whose) and not text[before[1].end : slot.start].strip():
            slots.remove(before[0])
            slot = dataclasses.replace(slot, text=f"{whose} {slot.text}")
        last = slots[-1] if slots else None
        if last and last.name == slot.name == "summary" and OWNS.fullmatch(text, last.end, slot.start):
            slots.remove(last)  # "Tom|'s | interview": no two things, Tom and any interview
            slot = dataclasses.replace(slot, start=last.start, text=text[last.start : slot.end])
        slots.append(slot)
    for at, slot in enumerate(slots):
        owner = bare_owner(text, slot) if slot.name in ("summary", "attendee") else None
        if owner and (noun := noun_of(slots, at)):
            slots[at] = dataclasses.replace(slot, name="summary", text=f"{owner} {noun}")
    return tagged.with_slots(slots)


def bare_owner(text: str, slot: TaggedSlot) -> str | None:
    """ "Lily's", where nothing that is hers stands behind it: a mark that is only that, with its sign in it or right behind it."""
    if OWNER.fullmatch(slot.text):
        return slot.text if AND.match(text, slot.end) or UNSAID.match(text[slot.end :]) else None
    sign = SIGN.match(text, slot.end)
    return slot.text + sign[0] if sign and " " not in slot.text and UNSAID.match(text[sign.end() :]) else None


def noun_of(slots: list[TaggedSlot], at: int) -> str | None:
    """What another person has: in the name that an "and" joins to this one, the next before that of the one before."""
    before, after = ([s.text for s in part if s.name == "summary"] for part in (slots[:at], slots[at + 1 :]))
    return next((owned[2] for name in (*after[:1], *before[::-1]) if (owned := OWNED.fullmatch(name))), None)


def of_two_times(text: str, tagged: TaggedCommand) -> tuple[TaggedCommand, ...]:
    """ "cancel today's yoga and the one on the 27th", "Monday's standup and Tuesday's": one name, two times, as commands; () elsewhere."""
    slots = tagged.in_order
    if tagged.operation not in ("delete", "complete") or sorted(s.name for s in slots) != ["summary", "when", "when"]:
        return ()
    *first, last = slots
    one, sign = THE_ONE.fullmatch(text, first[1].end, last.start), SIGN.match(text, last.end)
    whose = one or (sign if AND.fullmatch(text, first[1].end, last.start) else None)
    if last.name != "when" or whose is None:
        return ()
    again = dataclasses.replace(tagged.named("summary")[0], start=whose.start(), end=whose.end())
    parts = ((tagged.start, first[1].end, tuple(first)), (first[1].end, tagged.end, (again, last)))
    return tuple(dataclasses.replace(tagged, start=start, end=end, slots=own) for start, end, own in parts)


def with_companions(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "lunch with Ana and | mark | on Friday", "invite Sue and | mark | to brunch": somebody more, where nothing was marked of the name and
    what follows is none of what one marks; of "Ana and | mark | Olsen" the whole name."""
    slots = list[TaggedSlot]()
    for slot, after in pairwise([*joined(text, with_names_about(text, tagged), from_somewhere(text)), None]):
        if slot is None or (slots and slots[-1].end >= slot.end):  # taken into the name before
            continue
        slots.append(slot)
        stop = after.start if after else tagged.end
        found = AND_NAME.fullmatch(text, slot.end, stop) if slot.name in ("attendee", "new_attendee") else None
        if found is None or MARKED.search(text, found.end(), tagged.end):
            continue
        if after is None or after.name in (*TIMES, "location", "duration", "alarm") or found["to"]:
            slots.append(spanning(text, slot, start=found.start(1), end=found.end(1)))
        elif after.name == slot.name and found.end(1) + 1 == after.start:
            slots.append(spanning(text, slot, start=found.start(1), end=after.end))
    return tagged.with_slots(slots)


def from_somewhere(text: str) -> Callable[[TaggedSlot, TaggedSlot], str | None]:
    """Joins "Mr Henderson | from the | maths department": one, of whom it is said where he is from."""

    def name_of(last: TaggedSlot, slot: TaggedSlot) -> str | None:
        led = FROM.search(text, last.start, slot.start)
        return last.name if led and last.name == slot.name in ("attendee", "new_attendee") else None

    return name_of


def is_nobody(slot: TaggedSlot) -> bool:
    """ "worming for the | ponies |": several of whom nothing but the kind is said, and no family."""
    return slot.name == "attendee" and slot.text.islower() and looks_plural(slot.text) and not KIN.fullmatch(slot.text)


def with_names_about(text: str, tagged: TaggedCommand) -> list[TaggedSlot]:
    """ "zoom with | Olivia | & | Mark about the album |": of who else comes the name is told apart from what it is about."""
    slots = list[TaggedSlot]()
    for slot in tagged.in_order:
        behind = slots and slots[-1].name == "attendee" and AND.fullmatch(text, slots[-1].end, slot.start)
        found = NAME_ABOUT.match(slot.text) if behind and slot.name == "summary" else None
        if found:
            border = slot.start + found.end(1)
            slots.append(spanning(text, slot, end=border, name="attendee"))
            slot = spanning(text, slot, start=slot.start + found.end())
        slots.append(slot)
    return slots


def of_all(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "cancel hurling for | both boys |": all of it, and nobody who is invited."""
    for slot in tagged.named("attendee"):
        found = ALL_OF_US.fullmatch(slot.text) if tagged.operation in CHANGES and tagged.named("summary") else None
        if found and FOR.search(text[: slot.start]):
            tagged = tagged.with_slot(slot, dataclasses.replace(slot, name="quantity", text="all"))
    return tagged
