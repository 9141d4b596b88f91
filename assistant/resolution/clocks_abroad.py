"""Hours that are said of a place with a clock of its own: "a call at 9 in Toronto", "the cardiologist at 11.30 in Spain, with the right time for me"."""

import dataclasses
import re
from typing import Final
from zoneinfo import ZoneInfo

from assistant import wording
from assistant.commands import Command, with_values, without_words
from assistant.phrasing import say_when_short
from assistant.plan import Answer, Choice, Question
from assistant.resolution.context import Context
from assistant.resolution.creation import Creation
from assistant.resolution.windows import aware
from assistant.temporal.lexicon import ZONE_CITIES, ZONE_LANDS, ZONE_PLACES
from assistant.temporal.values import Purpose
from models.rows import Calendar

TABLES: Final = (ZONE_PLACES, ZONE_LANDS, ZONE_CITIES)
PLACE: Final = re.compile("|".join(f"(?:{words})" for table in TABLES for words in table.values()), re.I)
#: Whose clock a question is about: "what time is the call | in Boston |", "| Boston time |".
BY_CLOCK: Final = re.compile(rf"\b(?:in|for)\s+({PLACE.pattern})\b|\b({PLACE.pattern})\s+time\b", re.I)
#: Whose clock it is, said as people say it.
SAYS_SO: Final = re.compile(
    r"\b(?:(?:right|correct) (?:time|hour) for (?:me|us)|(?:in|to|for) (?:my|our) (?:own )?(?:time|clock|zone)\b|(?:their|his|her|local) time|over there)\b",
    re.I,
)
#: What one takes part in from where one is.
CALL: Final = re.compile(
    rf"\b(?:calls?|calling|phone|ring|skype|face ?time|webinar|video|zoom|online|{wording.CALL_PROGRAMS})\b", re.I
)


def said_there(command: Command, context: Context) -> Command | None:
    """The command of a new event with its hour by the clock of the place that is said right behind it, or by that of a place where it is said to
    be so, where that is another than one's own; None of all others."""
    values, place = command.values, command.values.location or ""
    if command.frame != ("create", "event") or not PLACE.fullmatch(place) or values.recurrence or not values.when:
        return None
    behind = any(
        re.search(rf"{re.escape(when)},?\s+in\s+(?:the\s+)?{re.escape(place)}(?!\w)", command.text, re.I)
        for when in values.when
    )
    phrase = f"{' '.join(values.when)} {place} time"
    here, there = (context.read_time(words, Purpose.CREATE) for words in (" ".join(values.when), phrase))
    if here is None or there is None or not here.time_said or here.tz or there.start is None or there.tz is None:
        return None
    at = aware(there.start, there, context)
    same = at is None or at.replace(tzinfo=None) == there.start
    return None if same or not (behind or SAYS_SO.search(command.text)) else with_values(command, when=(phrase,))


def by_clock_there(command: Command, context: Context) -> Command:
    """ "call at 9 in Toronto", "the cardiologist at 11.30 in Spain, with the right time for me": by the clock there; nobody is there for a call."""
    there = said_there(command, context)
    call = CALL.search(" ".join(command.values.names))
    if there is None or not (call or SAYS_SO.search(command.text)):
        return command
    return with_values(there, location=None) if call else there


def with_clock_there(made: Creation, command: Command, context: Context) -> Creation:
    """What is made by one's own clock, and beside it that of the place right behind its hour: "dinner at 9 in Madrid"."""
    there = said_there(command, context)
    if there is None:
        return made
    place, phrase = command.values.location or "", " ".join(command.values.when)
    text = command.text.replace(phrase, there.values.when[0], 1) if phrase in command.text else command.text
    asked = made.question or Question("")
    first = asked.text or "By your own clock?"
    choice = Choice(f"{place} time", text, (there,))
    return dataclasses.replace(
        made, question=Question(f"{first} Or by the clock of {place}?", (*asked.choices, choice))
    )


def zone_of(place: str) -> ZoneInfo | None:
    """The zone of a place that is called so; None of others."""
    zones = (zone for table in TABLES for zone, words in table.items() if re.fullmatch(words, place, re.I))
    return next(map(ZoneInfo, zones), None)


def with_hours_there(answered: Answer, command: Command, context: Context) -> Answer:
    """ "what time is the Boston call in Boston": when that is, and by the clock there, where it shows another hour."""
    row = answered.items[0] if len(answered.items) == 1 and command.asks == "when" else None
    said = BY_CLOCK.search(without_words(command.text, *command.selector.names)) if row is not None else None
    place = (said[1] or said[2]) if said else ""
    there = zone_of(place) if place else None
    if row is None or isinstance(row, Calendar) or there is None:
        return answered
    here, hours = (say_when_short(row, context.now.astimezone(zone), zone) for zone in (context.zone, there))
    if here == hours:
        return answered
    return dataclasses.replace(answered, text=f"{answered.text} By the clock of {place}: {hours}.")
