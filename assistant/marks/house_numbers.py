"""The number of a house behind its street, "viewing at Pannierstr. | 7 on Friday", which is no hour."""

import dataclasses
import itertools
import re

from assistant import wording
from assistant.tagging import TaggedCommand, spanning
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time

#: Streets whose number stands behind their name.
STREET = re.compile(
    r"(?:str|stra(?:ß|ss)e|weg|allee|platz|gasse|damm|ufer|ring)\.?$|\b(?:rue|via|viale|calle|avenida|paseo|piazza|plaza)\b",
    re.I,
)
#: Those of which it mostly stands before: "Main Street 7 on Friday" may be at seven, "Main Street 7 on Friday at 5" is not.
ENGLISH = re.compile(r"\b(?:street|road|rd|avenue|ave|lane|square)\.?$", re.I)
NUMBER = re.compile(
    rf"(\d{{1,3}}[a-f]?)(?:\s*,\s*|\s+|$)(?!(?:[ap]\.?m\b|h\b|uhr|o['’]?clock|noon|midday|midnight|to\b|un?til|till?\b|[-–]|(?:of\s+)?{wording.MONTH}\b))"
    r"(?:(?:on|at)\s+)?(?:the\s+)?",
    re.I,
)
PLACES, WHENS = frozenset({"location", "new_location", "attendee"}), frozenset({"when", "new_when"})


def with_house_number(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "party at | Sonnenallee | 8 on Saturday", "dinner at | Weserstr |. 12 saturday at 7": the number is the street's, where a day or
    another hour is said; of "party at Sonnenallee 8" it is the hour."""
    slots = tagged.in_order
    for place, time in itertools.pairwise(slots):
        street = STREET.search(place.text) or (english := ENGLISH.search(place.text))
        number = NUMBER.match(time.text) if time.name in WHENS else None
        if not (street and number and place.name in PLACES) or text[place.end : time.start].strip(" ."):
            continue
        rest = time.text[number.end() :]
        others = [s.text for s in slots if s.name == time.name and s is not time]
        said = read_time(rest or " ".join(others), ANY_TIME)
        if said is None or said.part_of_day or not (said.time_said or (said.day_said and not english)):
            continue
        name = "location" if place.name == "attendee" else place.name
        whole = spanning(text, place, end=time.start + number.end(1), name=name)
        left = [spanning(text, time, start=time.end - len(rest))] if rest else []
        at = slots.index(place)
        return dataclasses.replace(tagged, slots=(*slots[:at], whole, *left, *slots[at + 2 :]))
    return tagged
