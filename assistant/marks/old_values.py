"""What is no more beside what is now: "at nine, not half past", "on the Wednesday not the Tuesday, quarter past two"; and what is said twice: "at 8, eight
sharp", "it's the 11th, so make it from then"."""

import dataclasses
import re
from typing import Final

from assistant.schema import WHENS
from assistant.tagging import TaggedCommand, TaggedSlot, spanning
from assistant.temporal.carried import ANY_TIME, day_words
from assistant.temporal.expressions import Clock, Point
from assistant.temporal.reading import read_time, values_of

#: Right before what is no more.
NOT: Final = re.compile(r"\b(?:not|instead of|rather than)\s+(?:(?:at|on|in|for|the)\s+)*$", re.I)
#: "half past", of which the hour is that of the thing.
OPEN_HOUR: Final = re.compile(r"(?:half|(?:a )?quarter|five|ten|twenty(?:[ -]five)?)\s+(?:past|to|after)", re.I)
#: What leads an hour behind a day.
LEADS: Final = re.compile(r"^[\s,;–—-]*(?:(?:but|and|at|it['’]?s|now|so)\b[\s,]*)*", re.I)
FROM_THEN: Final = re.compile(r"from\s+(?:then|there|that day)(?:\s+on(?:wards?)?)?", re.I)
#: "Friday | then |, 2 till 4", "thursday then at 3".
THEN: Final = re.compile(r"\s+then\b(?=\s*,|\s+(?:at|from|\d)|$)", re.I)


def is_hour(phrase: str) -> bool:
    """An hour of no day, however it is said."""
    said = read_time(phrase, ANY_TIME)
    return bool(OPEN_HOUR.fullmatch(phrase)) or (said is not None and said.hour_alone and said.kind != "recurrence")


def is_spare_hour(text: str, slot: TaggedSlot) -> bool:
    """An hour that is no more, by which nothing has to be found: not the one that `without_open_hours` made whole."""
    return is_hour(slot.text) and slot.text == text[slot.start : slot.end]


def without_open_hours(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "at | nine | not | half past |": as a rule what half past it was is not to be known, and finds nothing; where nothing is said but with whom
    it is ("the | Pringles | want us at | six | now not | half past |"), it is that of the new hour, and finds what is then."""
    gone = [s for s in tagged.named(*WHENS) if OPEN_HOUR.fullmatch(s.text) and NOT.search(text[: s.start])]
    new = [s for s in tagged.named("new_when") if s not in gone]
    if len(gone) != 1 or not new or tagged.operation != "update":
        return tagged
    whole = f"{gone[0].text} {new[0].text}"
    others = {s.name for s in tagged.slots if s not in (*gone, *new)}
    if others == {"attendee"} and values_of(whole):
        return tagged.with_slot(gone[0], dataclasses.replace(gone[0], name="when", text=whole))
    return tagged.with_slots(s for s in tagged.slots if s not in gone)


def with_hour_behind(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "on the | Wednesday | not the | Tuesday, quarter past two |": the hour behind the day that it is no more is of the new one."""
    new, old = tagged.named("new_when"), tagged.named("when")
    at = next((n for n, s in enumerate(old) if NOT.search(text[: s.start])), None)
    said = read_time(new[0].text, ANY_TIME) if len(new) == 1 and tagged.operation == "update" else None
    if at is None or said is None or not said.day_alone:
        return tagged
    day = day_words(old[at].text)
    rest = LEADS.sub("", old[at].text.removeprefix(day)) if day and old[at].text.startswith(day) else ""
    further = [old[at + 1]] if not rest and at + 1 < len(old) and day else []
    hour = rest or next((s.text for s in further), "")
    if not day or not is_hour(hour) or OPEN_HOUR.fullmatch(hour):
        return tagged
    kept = tagged.with_slots(s for s in tagged.slots if s not in further)
    dated = dataclasses.replace(new[0], text=f"{new[0].text} at {hour}")
    return kept.with_slot(old[at], spanning(text, old[at], end=old[at].start + len(day))).with_slot(new[0], dated)


def clock_of(slot: TaggedSlot) -> Clock | None:
    """The one hour that a time says."""
    said = next(iter(values_of(slot.text)), None)
    return said.clock if isinstance(said, Point) and not said.until else None


def said_once(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "| Tuesday week at 8 | instead, he says | eight sharp |", "it's | the 11th | we travel, so make it | from then |": one time each."""
    for name in ("when", "new_when"):
        times = tagged.named(name)
        if len(times) != 2:
            continue
        first, last = times
        clock, again = clock_of(first), clock_of(last)
        same = clock and again and (clock.hour, clock.minute) == (again.hour, again.minute) and is_hour(last.text)
        if same:
            return tagged.with_slot(last)
        day = read_time(first.text, ANY_TIME) if FROM_THEN.fullmatch(last.text) else None
        if day is not None and day.day_alone:
            return tagged.with_slot(first).with_slot(last, dataclasses.replace(last, text=f"from {first.text}"))
    return tagged


def without_then(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "| Friday then, 2 till half past four |": which is no time with that word in it, and one without."""
    for slot in tagged.named(*WHENS):
        plain = THEN.sub("", slot.text)
        if plain != slot.text and not values_of(slot.text) and values_of(plain):
            tagged = tagged.with_slot(slot, dataclasses.replace(slot, text=plain))
    return tagged


#: In this order.
OLD_VALUES: Final = (without_then, without_open_hours, with_hour_behind, said_once)
