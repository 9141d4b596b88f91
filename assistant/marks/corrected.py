"""What is said anew within a sentence counts with its last value: "new list communion… sorry, confirmation", "Friday 16 July… no, the 23rd", which is
of the month that was said."""

import dataclasses
import itertools
import re
from typing import Final

from assistant.schema import TIMES
from assistant.tagging import TaggedCommand
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time
from assistant.wording import MONTH

#: The words that take back what stands before them.
CORRECTS: Final = (
    r"[\s,;.…–—-]*(?:\b(?:no+|sorry|wait|w?hoops|oops|actually|rather|i meant?|make that|scratch that)\b[\s,;.…–—-]*)+"
)
BETWEEN: Final = re.compile(rf"{CORRECTS}(?:it['’]?s\s+)?(?:(?:the|a|an|my|our)\s+)?", re.I)
#: Slots of which the last is meant where such words part two.
SAID_ANEW: Final = frozenset({"summary", "list", "location", "new_summary", "new_list", "new_location"})
#: "fri 16th july… no the |", "on June 4, sorry |": the month of the day that is taken back.
OF_MONTH: Final = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<behind>{MONTH})|(?P<before>{MONTH})\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?)"
    rf"{CORRECTS}(?:on\s+)?(?:the\s+)?$",
    re.I,
)
TAKEN_BACK: Final = re.compile(rf"{CORRECTS}(?:at\s+)?$", re.I)
LONGEST: Final = 7  #: words of a day and its hour
DAY: Final = re.compile(rf"(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)\b(?!.*\b{MONTH}\b)", re.I)


def with_last_value(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The command without names, lists, places and days that the next one takes back."""
    for slot, following in itertools.pairwise(tagged.in_order):
        again = slot.name in SAID_ANEW or (slot.name in TIMES and is_day(slot.text) and is_day(following.text))
        if slot.name == following.name and again and BETWEEN.fullmatch(text, slot.end, following.start):
            tagged = tagged.with_slots(s for s in tagged.slots if s is not slot)
    return tagged


def is_day(phrase: str) -> bool:
    """A day of no hour."""
    said = read_time(phrase, ANY_TIME)
    return said is not None and said.day_alone


def with_month_kept(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The command with the month that was said for the day that is taken back, where the other day names none."""
    for slot in tagged.named(*TIMES):
        before = OF_MONTH.search(text[: slot.start])
        day = DAY.match(slot.text)
        if before and day:
            month = before["behind"] or before["before"]
            said = f"{day[0]} {month}{slot.text[day.end() :]}"
            tagged = tagged.with_slot(slot, dataclasses.replace(slot, text=said))
    return tagged


def with_day_kept(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The command with the day of "friday the 8th at 10, no wait, | quarter to 12 |", of which the hour alone is taken back."""
    for slot in tagged.named(*TIMES)[:1] if len(tagged.named(*TIMES)) == 1 else ():
        said, taken_back = read_time(slot.text, ANY_TIME), TAKEN_BACK.search(text[: slot.start])
        day = day_of(text[: taken_back.start()]) if taken_back else ""
        if day and said is not None and said.time_said and not said.day_said:
            tagged = tagged.with_slot(slot, dataclasses.replace(slot, text=f"{day} {slot.text}"))
    return tagged


def day_of(text: str) -> str:
    """The day of a day and an hour at the end of a text; "" where there is none."""
    words = list(re.finditer(r"\S+", text))[-LONGEST:]
    for at, word in enumerate(words):
        phrase = read_time(text[word.start() :], ANY_TIME)
        if phrase is not None and phrase.day_said and phrase.time_said:
            days = (text[word.start() : end.end()] for end in reversed(words[at:]))
            return next(filter(is_day, days), "")
    return ""
