"""Hours that are told of a thing that is there, taken for something new: it begins or ends then. "The gala at the town hall starts at 8", "the train to
Lisbon gets in at 21:15"."""

import dataclasses
import re
from typing import Final

from assistant import wording
from assistant.marks.seams import value_of
from assistant.resolution.matching import EMPTY, words_of
from assistant.resolution.name_index import NameIndex
from assistant.tagging import TaggedCommand, marking, spanning
from assistant.temporal.expressions import Point
from models.queries import Queries
from models.rows import Event

#: What is said of the hour; a time without "at" stands only behind what says that something ends ("arrives 21:15", not "starts Monday").
BEGINS: Final = r"(?:(?:starts?|begins?)|(?:is|are)\s+(?:now\s+)?(?:start|begin)n?ing)\s+(?:now\s+)?at"
ENDS: Final = (
    rf"(?:ends?|finish(?:es)?|(?:is|are)\s+(?:now\s+)?(?:end|finish)n?ing|(?:will be|is|are)\s+(?:now\s+)?(?:over|done|finished)|(?:wraps|winds) up"
    rf"|lets out|gets out|{wording.ARRIVING})\s+(?:now\s+)?(?:(?:at|by|around|about)\s+)?"
)
TOLD: Final = re.compile(
    rf"\W*{wording.THE}(?P<name>\S.*?)\s+(?:(?:now|actually|only|already)\s+)?(?:{BEGINS}\s+|(?P<ends>{ENDS}))(?P<hour>\S.*?)[\s.!]*",
    re.I,
)
#: Who comes at an hour begins something; what travels is there then.
ARRIVES: Final = re.compile(rf"\b{wording.ARRIVING}", re.I)

#: "finish the | volunteers | at | half eleven | that day".
FINISHING: Final = re.compile(
    rf"\W*(?:(?:and|so|then|ok|please)\W+)*(?:finish|end|wrap up)\s+(?:the|my|our)\s+(?P<name>\S.*?)\s+(?:at|(?P<by>by))\s+(?P<hour>\S.*?)"
    rf"(?:\s+(?:on\s+)?(?P<day>(?:today|tonight|tomorrow|that day|(?:this |next |the )?(?:{wording.WEEKDAY_OR_SHORT}|\d).*)))?[\s.!]*",
    re.I,
)


def finished_at(text: str, command: TaggedCommand, index: NameIndex) -> TaggedCommand | None:
    """The order that something in the calendar ends at an hour, taken for something to be done; None where nothing is called so."""
    found = (
        FINISHING.fullmatch(text)
        if command.frame in (("create", "event"), ("create", "task"), ("update", "event"))
        else None
    )
    hour = value_of(found["hour"]) if found else None
    if found is None or not (isinstance(hour, Point) and hour.clock and not hour.day):
        return None
    said = set(words_of(found["name"]))
    titles = (set(words_of(index.rows[id_].summary)) for id_ in index.candidates(found["name"]))
    if not any(title == said if found["by"] else title >= said for title in titles):  # "finish the rota by 4": a task
        return None
    day = [("when", *found.span("day"))] if found["day"] else []
    slots = marking(text, command.confidence, ("summary", *found.span("name")), ("new_when", *found.span("hour")), *day)
    return command.with_slots(slots, operation="update", object="event")


def told_hour(text: str, command: TaggedCommand, queries: Queries, index: NameIndex) -> TaggedCommand | None:
    """The change of a thing in the calendar to that hour, where it is called so and at no other place; None where it is something else."""
    found = TOLD.fullmatch(text) if command.frame == ("create", "event") else None
    hour = value_of(found["hour"]) if found else None
    if found is None or not isinstance(hour, Point) or not hour.clock or (hour.day and not found["ends"]):
        return None
    said = set(words_of(found["name"]))
    title = max(index.said_whole(said), key=len, default="")
    if not title or (found["ends"] and ARRIVES.match(found["ends"]) and not wording.TRAVEL.search(title)):
        return None
    times = [s for s in command.named("when") if s.end <= found.end("name")]
    rest = said - {*words_of(title)} - EMPTY - {w for s in times for w in words_of(s.text)}
    place = {w for slot in command.named("location") for w in words_of(slot.text)}
    rows = queries.rows(sorted(index.holding(words_of(title))))
    held = [set(words_of(row.location)) for row in rows if isinstance(row, Event) and row.location] or [place]
    if not any(rest <= words for words in held):
        return None
    name, then = marking(text, command.confidence, ("summary", *found.span("name")), ("new_when", *found.span("hour")))
    end = min((s.start for s in times), default=name.end)
    named = spanning(text, name, end=len(text[:end].rstrip(" ,")))
    return command.with_slots((dataclasses.replace(named, text=title), *times, then), operation="update")
