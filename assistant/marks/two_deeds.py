"""Two deeds of somebody told in one breath, each at its time: "Helen's bringing the children at nine on the 28th and she collects them on the 30th at
four". They are two events, each called by who does what."""

import dataclasses
import re
from typing import Final

from assistant.marks.told_deeds import DEED
from assistant.marks.told_names import end_before
from assistant.resolution.name_index import Indexes
from assistant.tagging import TaggedCommand, Tagging, marking
from assistant.temporal.reading import find_times
from models.queries import Queries

#: "… on the 28th | and she collects | them …", "and picking | them up …".
AND_SHE: Final = re.compile(
    r"\s*,?\s+(?:and\s+then|and|then)\s+(?P<name>(?:(?:he|she|they)(?P<is>['’](?:s|re|ll)|\s+(?:is|are|will))?\s+(?:then\s+)?(?=\w)|(?=\w+ing\b))\w+)",
    re.I,
)
SHE: Final = re.compile(r"(?:he|she|they)(?=['’\s])", re.I)
HOUR_BEFORE: Final = re.compile(
    r"\bat\s+(?P<hour>\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]m)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon)"
    r"\s+(?:on\s+)?(?:the\s+)?$",
    re.I,
)
#: "bringing | the children": whom the deed is done to, and who is meant by it in the next.
WHOM: Final = re.compile(
    r"\w+(?:ing|s)\s+(?P<whom>(?:the|my|our|his|her|their)\s+\w+|[A-Z]\w+(?:\s+and\s+[A-Z]\w+)?)(?:\s+(?:off|up|over|back|home|round|in))?$"
)
THEM: Final = re.compile(r"\b(?:them|him|it|her)\b(?=\s+(?:up|off|back|home|over|from|at|again)\b|\s*$)", re.I)


def with_two_deeds(tagging: Tagging, _: Queries, __: Indexes) -> Tagging:
    """The tagging with a command for each of the two deeds, where the sentence tells no more."""
    text, commands = tagging.text, tagging.commands
    times, last = [with_hour(text, *span) for span in find_times(text)], len(text.rstrip(" .!"))
    told = DEED.match(text) if len(times) == 2 and times[1][1] == last else None
    further = AND_SHE.match(text, times[0][1]) if told else None
    plain = all(c.frame == ("create", "event") and not c.named("recurrence", "list", "alarm") for c in commands)
    if told is None or further is None or not plain or further.end() > times[1][0] or told.start("rest") > times[0][0]:
        return tagging
    first = (told.start("name") + len(told["name"]) - len(told["name"].lstrip()), end_before(text, times[0][0]))
    second = (further.start("name"), end_before(text, times[1][0]))
    whom, said = WHOM.search(text[slice(*first)]), text[slice(*second)]
    said = SHE.sub(told["who"], said, count=1) if SHE.match(said) else f"{told['who']} {said}"
    said = THEM.sub(whom["whom"], said, count=1) if whom else said
    one, two = (deed(text, commands[0], *spans) for spans in ((first, times[0]), (second, times[1])))
    name = two.slots[0]
    two = two.with_slot(name, dataclasses.replace(name, text=said))
    return tagging.with_commands(
        (
            dataclasses.replace(one, start=0, end=further.start("name")),
            dataclasses.replace(two, start=further.start("name"), end=len(text)),
        )
    )


def with_hour(text: str, start: int, end: int) -> tuple[int, int]:
    """A time with the hour that is said right before its day: "at | 5 on Saturday |"."""
    hour = HOUR_BEFORE.search(text, 0, start)
    return (hour.start("hour") if hour else start), end


def deed(text: str, command: TaggedCommand, name: tuple[int, int], when: tuple[int, int]) -> TaggedCommand:
    """A new event that is called so at that time."""
    return command.with_slots(marking(text, command.confidence, ("summary", *name), ("when", *when)), asks=None)
