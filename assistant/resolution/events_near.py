"""Which events are meant by a name that times are counted from: of what repeats the one that is near."""

import dataclasses
import re
from datetime import date, timedelta
from typing import Final

from assistant.commands import Command, Selector
from assistant.marks.counted import Place
from assistant.resolution.between_events import common_day
from assistant.resolution.context import Context
from assistant.resolution.kinds import is_feast
from assistant.resolution.matching import words_of
from assistant.resolution.selection import distinct, occurrences_found
from assistant.temporal.exact import exact_day
from assistant.temporal.reading import values_of
from assistant.temporal.values import Purpose
from assistant.timespan import is_all_day
from models.occurrence import Occurrence
from models.rows import Event

#: A part of patterns: how one gets somewhere.
JOURNEY = "flight|train|ferry|coach|bus|drive"
#: A week: the next choir is meant, not next year's birthday.
FAR: Final = timedelta(days=7)


def events_of(place: Place, day: str, on: date | None, context: Context) -> list[list[Occurrence]]:
    """Of each name of a place in time those that are meant; "between standup and the review" on one day, where both have one."""
    met = [events_near(name, day, place.way, on, context) for name in place.names]
    if day or on or place.way != "between" or (both := common_day(met, context)) is None:
        return met
    there = (events_called(name, exact_day(both), place.way, context) for name in place.names)
    return [same or found for same, found in zip(there, met, strict=True)]


def events_near(name: str, day: str, way: str, on: date | None, context: Context) -> list[Occurrence]:
    """ "move the vet after choir": of what repeats the time on the vet's day (`on`), else the next after it, else the next from now; which also
    stands where the one after it is far ("to the day before Gran's birthday", which is the day before the vet)."""
    found = events_called(name, day, way, context)
    if day or on is None or on < context.now.date():
        return found
    there = events_called(name, exact_day(on), way, context)
    if is_meal(name):
        return there
    uids = {o.stored.uid for o in found}
    once = len(found) == 1 and found[0].series is None
    later = [] if len(found) != 1 or once else events_called(name, f"from {exact_day(on)}", way, context)
    later = [o for o in later if not FAR < context.held(o).start.date() - on > on - context.held(found[0]).start.date()]
    return next((near for each in (there, later) if (near := [o for o in each if o.stored.uid in uids])), found)


def is_meal(name: str) -> bool:
    """ "lunch", which is an hour where no event is called so."""
    return bool(values_of(name)) and not is_feast(name)


def events_called(name: str, day: str, way: str, context: Context) -> list[Occurrence]:
    """The next time of each event that the name can mean, on that day where one is said; what is counted before lies ahead."""
    # "after lunch" is after today's, "after lunch on Friday" after that of no later Friday
    if is_meal(name) and way != "same":
        said = context.read_time(day or "today", Purpose.SELECT)
        day = exact_day(said.start.date()) if said and said.start and said.grain == "day" else day
    selectors = [Selector(names=(name,), whens=(day,) if day else ())]
    if way == "away":  # "while I'm in Leeds": also what is held there
        selectors.append(Selector(places=(name,), whens=selectors[0].whens))
    asked = (Command("read", "event", "what", selector) for selector in selectors)
    occurrences = [o for one in asked for o in occurrences_found(one, context)]
    if way != "after":
        occurrences = [o for o in occurrences if context.held(o).start > context.now]
    things = distinct(occurrences)
    exact = [o for o in things if words_of(o.row.summary) == words_of(name)]
    stays = [o for o in things if way == "away" and is_all_day(o.row.start)]  # not the flight there
    return exact or stays or (between_journeys(name, things, context) if way == "away" else []) or things


def between_journeys(name: str, things: list[Occurrence], context: Context) -> list[Occurrence]:
    """The time between the Flight to Chicago and the Flight home after it; none where one of these is not there."""
    there = next(
        (o for o in things if re.search(rf"\b(?:{JOURNEY}) to {re.escape(name)}\b", o.row.summary, re.I)), None
    )
    row = there.row if there else None
    titles = {title for way in ("home", "back") for title in context.index("event").titles((way,))}
    back = tuple(t for t in titles if re.match(rf"(?:{JOURNEY}) (?:home|back)\b", t, re.I))
    if there is None or not isinstance(row, Event) or not back:
        return []
    arrived = context.held(there).end
    homeward = Selector(names=back, whens=(f"from {exact_day(arrived)}",))
    found = occurrences_found(Command("read", "event", "what", homeward), context)
    leaving = next((o.row.start for o in found if context.held(o).start > arrived), None)
    return [Occurrence(dataclasses.replace(row, start=row.end, end=leaving))] if leaving else []
