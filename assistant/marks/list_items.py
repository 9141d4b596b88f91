"""Items of lists that no slot holds, or that were parted from the list that they begin."""

import dataclasses
import re
from collections.abc import Iterable

from assistant.marks.jottings import FIRST_ITEM
from assistant.marks.openings import SPOKEN
from assistant.tagging import TaggedCommand, spanning
from assistant.temporal.reading import find_times

#: "slippers | on the cruise packing list".
ON_LIST = re.compile(r"\W*((?:[^\W\d_][\w'’&-]*\s+){1,4}?)(?:on|onto|to|for|in)\s+(?:(?:the|my|our)\s+)?", re.I)
#: "2 | dozen eggs".
NUMBER_LEFT, DOZEN = re.compile(r"(?<![\w:.])\d+ $"), re.compile(r"(?:dozen|hundred|thousand|pairs? of)\b", re.I)


def with_number(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "2 | dozen eggs": the number that no slot holds is how many dozen, and a part of the item."""
    items = (NUMBER_LEFT.search(text[: s.start]) if DOZEN.match(s.text) else None for s in tagged.slots)
    slots = (spanning(text, s, start=n.start()) if n else s for s, n in zip(tagged.slots, items, strict=True))
    return dataclasses.replace(tagged, slots=tuple(slots))


def with_left_item(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "slippers | on the cruise packing list", of which only the list was marked: what stands before it is what is put there."""
    home = tagged.slots[0] if tagged.slots else None
    if tagged.object != "task" or not home or home.name != "list" or any(s.name == "summary" for s in tagged.slots):
        return tagged
    found = ON_LIST.fullmatch(text, tagged.start, home.start)
    if found is None or SPOKEN.search(found[1]) or find_times(found[1]):
        return tagged
    item = spanning(text, home, start=found.start(1), end=found.start(1) + len(found[1].rstrip()), name="summary")
    return dataclasses.replace(tagged, slots=(item, *tagged.slots))


def begun_with(text: str, commands: Iterable[TaggedCommand]) -> list[TaggedCommand]:
    """ "a list called packing with parka | gifts and socks": items right behind a new list are what it begins with."""
    made = list[TaggedCommand]()
    for tagged in commands:
        last = made[-1] if made else None
        names = [s.name for s in tagged.slots]
        items = (tagged.operation, tagged.object) == ("create", "task") and set(names) == {"summary"}
        new = last and (last.operation, last.object) == ("create", "list") and [s.name for s in last.slots] == ["list"]
        if last and items and new and FIRST_ITEM.fullmatch(text, last.slots[0].end, tagged.slots[0].start):
            made[-1] = dataclasses.replace(last, slots=(*last.slots, *tagged.slots), end=tagged.end)
        else:
            made.append(tagged)
    return made
