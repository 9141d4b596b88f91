"""What slots of a command were taken for, mended by the words beside them: the texts of its slots by name, before they are interpreted."""

import dataclasses
import re
from collections.abc import Iterable

from assistant import wording
from assistant.schema import ABOUT_TIME, PLACES
from assistant.tagging import TaggedCommand, TaggedSlot, spanning
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.expressions import Length
from assistant.temporal.reading import read_time
from assistant.temporal.reading import values_of as times_of
from assistant.temporal.shifts import read_length

#: The texts of slots by name, in the order of the sentence.
Pieces = dict[str, tuple[str, ...]]
#: "at our | place |".
WHOSE = re.compile(r"(?:\b(?:my|our|his|her|their)|\b\w+['’]s)\s+(?:place|house|home|flat|apartment)$", re.I)
ARTICLE = re.compile(r"the|my|our", re.I)
ALARM_WORD = re.compile(r"\b(?:reminder|alarm|alert|notification)s?\b", re.I)
#: "starting in April", "from December", of no hour, and behind what it is said of.
SINCE = re.compile(
    rf"{wording.SINCE_WHEN}\s+(?!.*\b(?:to|{wording.UNTIL_WHEN})\b)(?!(?:at\s+)?(?:\d[\d:.]*(?: ?[ap]m)?|noon)$).+",
    re.I,
)
DAYS_SINCE = re.compile(rf"(.*\S)\s+({SINCE.pattern})", re.I)
#: "Mondays after Easter", not "Mondays after lunch".
DAYS_AFTER = re.compile(r"(.*\S)\s+(after\s+.+)", re.I)
#: "fridays from | easter monday".
LEAD_AT_END = re.compile(rf"\s+{wording.SINCE_WHEN}$", re.I)
WEEKDAYS = re.compile(rf"(?:on )?{wording.WEEKDAY}s?", re.I)
#: "make it [11 and 45 minutes]"; "2 and a half hours" is a length alone.
HOUR_AND_LENGTH = re.compile(r"(\d{1,2}(?:[:.]\d\d)?(?:\s*[ap]m)?)\s+and\s+(?!a (?:half|quarter) hours?\b)(.+)", re.I)
#: "the shoping | list", "the whole mentoring | series".
LIST_BEHIND, SERIES = re.compile(r"\s+list\b", re.I), re.compile(r"\s+series\b", re.I)
#: "take Mondays out of boxing".
TAKEN_OUT = re.compile(r"\b(?:take|drop|remove|cut)\b.*\b(?:out of|from|off)\b(?!.*\bto\b)", re.I)
EACH_DAY_OF = re.compile(r"(?:every|each)(?: single)? (?:day|time|one)(?: (?:of|in|for|during))? (.+)", re.I)
#: "no football | for two weeks |"; "for the next two weeks" is a time.
FOR_LONG = re.compile(
    rf"\bfor\s+((?:an?|a\s+couple\s+of|\d{{1,2}}|{'|'.join(wording.CARDINALS)})\s+(?:whole\s+)?(?:days?|weeks?|wks?|fortnights?|months?))\b(?!['’]|\s+(?:out|away|off|trip|at|in|with)\b)",
    re.I,
)
#: "boxing | on Fridays | too".
TOO = re.compile(rf"\|\s*{wording.TOO.pattern}", re.I)
#: What an update says anew.
NEW = frozenset(
    ["shift", "new_when", "new_recurrence", "new_duration", "new_location", "new_summary", "new_attendee", "new_alarm", "removed_attendee"]
)  # fmt: skip
#: "the hay is | coming".
IS_COMING, COMING = (
    re.compile(r"(?:['’](?:s|re)|\b(?:is|are|be|not|now|only|also))\s+$", re.I),
    re.compile(r"coming\s+", re.I),
)
#: "| 45 min | long", "| an hour long |".
LONG, IS_LONG = re.compile(r"\s+(?:long|in (?:length|all|total))$", re.I), re.compile(r"\s+long\b", re.I)
#: "are staying | two days".
STAYING = re.compile(r"\b(?:stay(?:s|ing)?|last(?:s|ing)?|takes|taking)\s+(?:for\s+)?\|", re.I)


def slots_by_name(slots: Iterable[TaggedSlot]) -> Pieces:
    """Slot texts by name, in order of the sentence; a bare article names nothing."""
    found: Pieces = {}
    for slot in sorted(slots, key=lambda s: s.start):
        if slot.name in ("summary", "new_summary") and ARTICLE.fullmatch(slot.text):
            continue
        found[slot.name] = (*found.get(slot.name, ()), slot.text)
    return found


def first(pieces: Pieces, *names: str) -> str | None:
    """The first text of the first of these slots that is there."""
    return next((pieces[n][0] for n in names if pieces.get(n)), None)


def without(pieces: Pieces, *names: str) -> Pieces:
    """The texts of the other slots."""
    return {name: texts for name, texts in pieces.items() if name not in names}


def renamed(pieces: Pieces, old: str, new: str) -> Pieces:
    """The texts of the one slot as those of the other."""
    return without(pieces, old) | {new: pieces[old]}


def of_series(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "the whole | mentoring | series", taken for a calendar: what repeats is called so."""
    for slot in tagged.named("list"):
        if SERIES.match(text, slot.end, tagged.end):
            tagged = tagged.with_slot(slot, dataclasses.replace(slot, name="summary"))
    return tagged


def of_list(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "what do I need from the | shoping | list", taken for a place: a list is called so."""
    for slot in tagged.named("location") if tagged.object == "task" and not tagged.named("list") else ():
        if LIST_BEHIND.match(text, slot.end, tagged.end):
            tagged = tagged.with_slot(slot, dataclasses.replace(slot, name="list"))
    return tagged


def without_coming(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "hay is | coming Sunday | instead": what it does, and no part of the time."""
    for slot in tagged.named("when", "new_when"):
        comes = COMING.match(slot.text)
        if comes and IS_COMING.search(text[: slot.start]):
            tagged = tagged.with_slot(slot, spanning(text, slot, start=slot.start + comes.end()))
    return tagged


def with_length(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "15 minutes earlier and | 45 min | long": how long it will be, and no further step."""
    for slot in tagged.named("shift"):
        length = LONG.sub("", slot.text)
        is_long = length != slot.text or IS_LONG.match(text, slot.end, tagged.end)
        if is_long and read_length(length) is not None:
            new = spanning(text, slot, end=slot.start + len(length), name="new_duration")
            tagged = tagged.with_slot(slot, new)
    return tagged


def without_other_time(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "let's do lunch | another day |": some other one, and no day more."""
    if tagged.operation != "update":
        return tagged
    other, does = wording.OTHER_TIME.search(text, tagged.start), wording.DO_OTHER.search(text, tagged.start)
    over = tagged.over(*(other.span() if other else does.span("other") if does else (0, 0)))
    if not over or any(s.name not in ("shift", "new_duration", "new_when") for s in over):
        return tagged
    return tagged.with_slots(s for s in tagged.slots if s not in over)


def with_break(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "no football | for two weeks |", "skip yoga for a | fortnight |": how long it goes, where nothing else of a deletion says when."""
    if tagged.frame != ("delete", "event") or (found := FOR_LONG.search(text, tagged.start, tagged.end)) is None:
        return tagged
    over = tagged.over(*found.span(1))
    others = [s for s in tagged.slots if s not in over and s.name in ABOUT_TIME]
    if others or any(s.name != "when" for s in over):
        return tagged
    first = over[0] if over else TaggedSlot("when", *found.span(1), found[1], tagged.confidence)
    return tagged.with_slots(
        [*(s for s in tagged.slots if s not in over), spanning(text, first, *found.span(1), name="duration")]
    )


def with_whose_place(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "at our | place |": without whose it is, it is no place."""
    for slot in tagged.named(*PLACES):
        if whose := WHOSE.search(text[: slot.end]):
            tagged = tagged.with_slot(slot, spanning(text, slot, start=min(slot.start, whose.start())))
    return tagged


def read_anew(tagged: TaggedCommand, pieces: Pieces, rest: str) -> tuple[TaggedCommand, Pieces]:
    """The texts of a command's slots by what the words beside them show them to be; of days that come or go, as what is done with its rule."""
    for mending in (since_apart, in_period, with_another, as_alarm, as_length):
        pieces = mending(tagged, pieces, rest)
    return with_days(tagged, pieces, rest)


def as_alarm(tagged: TaggedCommand, pieces: Pieces, rest: str) -> Pieces:
    """ "change the interview's reminder to 30 minutes": a length beside a word for the alarm is the alarm's."""
    if tagged.operation != "update":
        return pieces
    if "alarm" in pieces and "new_alarm" not in pieces:
        pieces = renamed(pieces, "alarm", "new_alarm")
    if "new_duration" not in pieces or not ALARM_WORD.search(rest):
        return pieces
    lead = tuple(f"{text} before" for text in pieces["new_duration"])
    return without(pieces, "new_duration") | {"new_alarm": lead}


def as_length(tagged: TaggedCommand, pieces: Pieces, rest: str) -> Pieces:
    """ "physio is 45 minutes", "an hour | from now on": a length is no new time, and new where nothing else is."""
    if tagged.operation != "update":
        return pieces
    new, lengths, stays = (pieces.get(name, ()) for name in ("new_when", "new_duration", "shift"))
    if len(lengths) == 1 and not new and (both := HOUR_AND_LENGTH.fullmatch(lengths[0])):
        return pieces | {"new_when": (both[1],), "new_duration": (both[2],)}
    if len(new) == 1 and (lasting := DAYS_SINCE.fullmatch(new[0])):
        new = (lasting[1],)
        pieces = pieces | {"new_when": new, "when": (*pieces.get("when", ()), lasting[2])}
    if {"summary", "duration"} <= pieces.keys() <= {"summary", "duration", "when"}:
        return pieces | {"new_duration": pieces["duration"]}
    if lengths:
        return pieces
    if len(stays) == 1 and STAYING.search(rest) and read_length(stays[0]) is not None:
        return renamed(pieces, "shift", "new_duration")
    said = times_of(new[0]) if len(new) == 1 and not stays else ()
    length = said[0] if said else None
    if not isinstance(length, Length) or (len(said) > 1 and length.unit not in ("hour", "minute")):
        return pieces  # "3 hours" is no hour
    return renamed(pieces, "new_when", "new_duration")


def is_since(phrase: str) -> bool:
    """Since when something holds, and no hour: "starting in April"."""
    return SINCE.fullmatch(phrase) is not None


def since_apart(tagged: TaggedCommand, pieces: Pieces, rest: str) -> Pieces:
    """ "on Fridays from December", "to Sundays from April", "to Sundays at 4 | starting in April |", "to Mondays after Easter": on which days, and since when."""
    since = " ".join(pieces.get("recurrence", ()))
    if tagged.operation not in ("update", "delete"):
        return pieces
    if "when" in pieces:
        rules = {n: pieces[n] for n in ("recurrence", "new_recurrence") if n in pieces}
        return pieces | {name: tuple(LEAD_AT_END.sub("", rule) for rule in said) for name, said in rules.items()}
    if tagged.operation == "update" and is_since(since):
        return without(pieces, "recurrence") | {"when": (since,)}
    for name in ("recurrence", "new_recurrence"):
        rule = " ".join(pieces.get(name, ()))
        found = DAYS_SINCE.fullmatch(rule)
        if found is None and (after := DAYS_AFTER.fullmatch(rule)):
            said = read_time(after[2], ANY_TIME)
            found = after if said is not None and said.day_alone else None
        if found is not None:
            return pieces | {name: (found[1],), "when": (found[2],)}
    return pieces


def in_period(tagged: TaggedCommand, pieces: Pieces, rest: str) -> Pieces:
    """ "standup to 10 | every day next week |": how often says which times of it are meant, those of that week."""
    name = next((name for name in ("recurrence", "new_recurrence") if name in pieces), "")
    found = EACH_DAY_OF.fullmatch(" ".join(pieces.get(name, ())))
    changes = tagged.operation == "delete" or (tagged.operation == "update" and NEW & pieces.keys() - {name})
    time = read_time(found[1], ANY_TIME) if found and changes and "when" not in pieces else None
    if found is None or time is None or time.bound or time.kind != "interval" or time.grain not in ("week", "month"):
        return pieces
    return without(pieces, name) | {"when": (found[1],)}


def with_another(tagged: TaggedCommand, pieces: Pieces, rest: str) -> Pieces:
    """ "lunch with Ana is now with Bo": of two people the one who comes from now on is new; "uninvite everyone but Ana": she alone stays; "Ana's
    bringing Bo to lunch": both come."""
    people, gone = pieces.get("attendee", ()), pieces.get("removed_attendee", ())
    named = tuple(person for person in gone if person.casefold() not in wording.EVERYONE)
    if named and "new_attendee" not in pieces and wording.EVERYONE_BUT.search(rest if named == gone else f"all {rest}"):
        return pieces | {"removed_attendee": ("everyone",), "new_attendee": named}
    if gone and "new_attendee" in pieces and wording.BRINGING.search(rest):
        return renamed(pieces, "removed_attendee", "attendee")
    if "new_attendee" in pieces and wording.KEPT_ALONE.search(rest):
        return pieces | {"removed_attendee": ("everyone",)}
    another = tagged.operation == "update" and "new_attendee" not in pieces and wording.NOW_WITH.search(rest)
    return pieces | {"attendee": people[:1], "new_attendee": people[1:]} if another and len(people) == 2 else pieces


def with_days(tagged: TaggedCommand, pieces: Pieces, rest: str) -> tuple[TaggedCommand, Pieces]:
    """ "add Saturday to boxing", "take Fridays out of boxing": nobody is called so, they are days of its rule, as is what it is on "too"."""
    if "recurrence" in pieces and not NEW & pieces.keys() and tagged.operation == "update" and TOO.search(rest):
        pieces = renamed(pieces, "recurrence", "new_recurrence")
    if "new_recurrence" in pieces and TAKEN_OUT.search(rest):
        pieces = renamed(pieces, "new_recurrence", "removed_attendee")
    if pieces.keys() == {"removed_attendee"} and wording.PAUSED.match(rest):  # "skip Maria": what is with her
        return dataclasses.replace(tagged, operation="delete"), renamed(pieces, "removed_attendee", "attendee")
    for name, instead, operation in (
        ("new_attendee", "new_recurrence", "update"),
        ("removed_attendee", "recurrence", "delete"),
    ):
        days = pieces.get(name, ())
        if tagged.operation == "update" and days and all(map(WEEKDAYS.fullmatch, days)) and instead not in pieces:
            rule = " and ".join(day if day.lower().endswith("days") else f"{day}s" for day in days)
            pieces = without(pieces, name) | {instead: (rule,)}
            tagged = dataclasses.replace(tagged, operation=operation)
    return tagged, pieces


def taken_off(pieces: Pieces, rest: str) -> tuple[str, ...]:
    """Who comes no more; "lunch with Ana is with Bo now", she whose place another takes, unless he comes too."""
    if removed := pieces.get("removed_attendee"):
        return removed
    if wording.EVERYONE_OUT.search(rest):
        return ("everyone",)
    another = "new_attendee" in pieces and wording.NOW_WITH.search(rest) and not wording.TOO.search(rest)
    return pieces.get("attendee", ()) if another else ()


def lengths_of(pieces: Pieces) -> tuple[str | None, tuple[str, ...]]:
    """How long a new thing is, and for how long or how often it repeats: "for 6 sessions", "for 90 minutes for 6 weeks"."""
    said = pieces.get("duration", ())
    if not pieces.get("recurrence"):
        return (said[0] if said else None), ()
    lengths = {text: length for text in said if (length := read_length(text)) is not None}
    each = min(lengths, key=lambda text: bool(lengths[text].days), default=None)
    return each, tuple(f"for {text}{' times' if text.isdigit() else ''}" for text in said if text != each)
