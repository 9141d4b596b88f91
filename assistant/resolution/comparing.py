"""Questions that set one thing against another, or against an hour: "is the party the same day as the dentist", "is the vet before choir", "is football
over by 6". What is asked is held against the rows: a yes is said only where it is so, and the rows stand beside it."""

import itertools
import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from assistant.commands import Command
from assistant.marks.counted import Place, places
from assistant.phrasing import join, say_date, say_hours, say_length, say_named, say_time
from assistant.plan import Answer, Clarification, ask
from assistant.resolution.availability import gaps, is_busy, standing_in
from assistant.resolution.context import Context, key
from assistant.resolution.events_near import events_called, events_near, events_of, is_meal
from assistant.resolution.reaching import asks_whether_reached, between_both, whether_reached
from assistant.resolution.reference import rows_talked_of
from assistant.resolution.such_days import (
    asks_date,
    asks_such_day,
    asks_within,
    whether_on_date,
    whether_such_day,
    whether_within,
)
from assistant.temporal.carried import day_words
from assistant.temporal.exact import exact_day
from assistant.temporal.reading import values_of
from assistant.temporal.values import Purpose
from assistant.timespan import Slot, elapsed, is_all_day, occupied
from models.occurrence import Occurrence
from models.rows import Event

MINUTE, HALF_DAY = timedelta(minutes=1), timedelta(hours=12)
#: "is", "and does": what leads a question that is answered with yes or no.
WHETHER = r"^\W*(?:(?:and|so|but|ok|hey)\W+)*(?:is|are|was|were|isn['’]?t|aren['’]?t|will|does|do|did)\s+"
#: What was talked of.
IT = re.compile(r"(?:it|that|this)(?: one)?", re.I)
#: "is the party | the same day | as the dentist"; without the last of these, as what was talked of.
SAME = re.compile(
    rf"{WHETHER}(?P<one>\S.*?)\s+(?:(?:also|both|be|held|happening|falling|fall|happen)\s+)*(?:on\s+|in\s+)?(?:the\s+)?(?:very\s+)?same\s+"
    r"(?P<unit>day|date|week|weekend|month)(?:\s+as\s+(?P<other>\S.*?))?\W*$",
    re.I,
)
#: The time in which the one has to be, beside the other.
UNITS = {
    "week": "the week of {}".format,
    "weekend": "the weekend of {}".format,
}
ENDING = r"(?P<ends>(?:be\s+)?(?:over|finished|done|finish(?:es)?|end(?:s|ed)?|through)\s+)"
BEGINNING = r"(?:(?:be|come|held|happen|start(?:s|ing)?|begin(?:s|ning)?|on|scheduled)\s+)"
#: "is the dentist | before | the vet", "is football | over by | 6".
ORDERED = re.compile(
    rf"{WHETHER}(?P<one>\S.*?)\s+(?:{ENDING}|{BEGINNING})?(?P<way>before or after|after or before|before|after|by|earlier than|later than|sooner than)\s+(?P<other>\S.*?)\W*$",
    re.I,
)
#: Where a meal is an hour (policy 7).
MEALS = {"breakfast": "8am", "brunch": "11am", "lunch": "noon", "lunchtime": "noon", "dinner": "7pm"}
#: "will I be done by 3 on Friday".
DONE_BY = re.compile(
    r"^\W*(?:(?:and|so|but|ok)\W+)*(?:will|am|are|do|can)\s+(?:i|we)\s+(?:be\s+|get\s+)?(?:all\s+)?(?:done|finished|finish|through)\s+(?:by|before)\s+(?P<hour>\S.*?)\W*$",
    re.I,
)
#: "is date night | longer | than brownies", "which is | longer |, date night or brownies".
LENGTHS = re.compile(rf"{WHETHER}(?P<one>\S.*?)\s+(?P<way>longer|shorter)\s+than\s+(?P<other>\S.*?)\W*$", re.I)
WHICH_LENGTH = re.compile(
    r"^\W*(?:which|what)(?:['’]?s| is| takes| lasts| goes on)?(?: the)? (?P<way>longer|shorter)\b[\W]*(?P<one>\S.*?)\s+or\s+(?P<other>\S.*?)\W*$",
    re.I,
)
#: "can I make it to choir from football", "time to get from the dentist to choir".
THERE = r"\b(?:make it|get|go|come)\s+(?:(?:over|straight|on time|in time)\s+)?"
FROM_TO = (
    re.compile(rf"{THERE}from\s+(?P<one>\S.*?)\s+to\s+(?P<other>\S.*?)(?:\s+(?:in|on) time)?\W*$", re.I),
    re.compile(rf"{THERE}to\s+(?P<other>\S.*?)\s+(?:straight\s+)?(?:from|after)\s+(?P<one>\S.*?)\W*$", re.I),
)
#: "does that leave me time before garden club", "will there be time left before choir": after what was talked of.
LEAVES = re.compile(
    r"\b(?:leaves?|leaving|gives?)\s+(?:(?:me|us|any|enough|some|still|a|much|bit|of|little|plenty)\s+)*(?:time|room|space|gap|break)\b.*?\bbefore\s+(?P<other>\S.*?)\W*$",
    re.I,
)


def answer_compared(command: Command, context: Context) -> Answer | Clarification | None:
    """What holds of two things, or of one and an hour; None where nothing of that is asked, or nothing is called so."""
    if command.operation != "read" or command.selector.picked:
        return None
    of_it = (whether_such_day, whether_on_date, whether_within, whether_reached, between_both)
    of_two = (whether_same, whether_ordered, whether_done, by_length, on_the_way, time_left)
    return next((told for way in (*of_it, *of_two) if (told := way(command.text, context)) is not None), None)


def asks_of_it(text: str) -> bool:
    """ "is that a school day", "is it before the vet": a question whole in itself, of what was talked of."""
    said = ORDERED.match(text) or SAME.match(text)
    of_days = asks_such_day(text) or asks_date(text) or asks_within(text)
    return of_days or asks_whether_reached(text) or bool(said and IT.fullmatch(said["one"]) and said["other"])


def thing(words: str, context: Context) -> Place | None:
    """The name, and the day, of an event that these words are; None where they are anything else, or more."""
    index, said = context.index("event"), f"during {words}"
    ways = (False,) if values_of(words) else (False, True)
    found = next((place for any_word in ways for place in itertools.islice(places(said, index, any_word), 1)), None)
    return found if found is not None and found.end == len(said) else None


def it_meant(words: str, context: Context) -> list[Occurrence]:
    """The one event that was talked of, where "it" is all that is said."""
    rows = [row for row in rows_talked_of(context) if isinstance(row, Event)] if IT.fullmatch(words) else []
    return [Occurrence(row) for row in rows if row.start is not None] if len(rows) == 1 else []


def both(one: str, other: str, context: Context) -> list[list[Occurrence]]:
    """What each of two names can mean, on a day where both are if there is one; nothing where one of them is no event's."""
    if it := it_meant(one, context):
        place, day = thing(other, context), exact_day(context.held(it[0]).start)
        beside = (
            [events_near(place.names[0], place.day or on, "between", None, context) for on in (day, "")]
            if place
            else []
        )
        theirs = next(filter(None, beside), [])
        return [it, theirs] if theirs else []
    named = [thing(words, context) for words in (one, other)]
    if None in named:
        return []
    there = [place for place in named if place is not None]
    day = there[0].day or there[1].day
    between = Place(0, 0, "between", tuple(place.names[0] for place in there), None, None, day)
    met = events_of(between, day, None, context)
    if not all(met):
        met = [events_near(place.names[0], place.day, "between", None, context) for place in there]
    return met if all(met) else []


def compared(
    met: list[list[Occurrence]], say: Callable[[Occurrence, Occurrence], tuple[str, str]], context: Context
) -> Answer | Clarification | None:
    """What `say` makes (a verdict, and what is told beside it) of the two things; where a name can mean several and the verdict hangs on which,
    that is asked."""
    if not met:
        return None
    told = [(say(one, other), one, other) for one, other in itertools.product(*met) if key(one.row) != key(other.row)]
    if not told:
        return None
    if len({verdict for (verdict, _), *_ in told}) > 1:
        several = max(met, key=len)
        return ask(f"Which one? I see {join([say_named(o.row, context.now, context.zone) for o in several[:3]])}.")
    (verdict, beside), one, other = told[0]
    return held_so(verdict, beside, one, other, context)


def held_so(verdict: str, beside: str, one: Occurrence, other: Occurrence, context: Context) -> Answer:
    """The answer: of a yes or a no the first thing is what "it" means then, of all else both."""
    text, mine = f"{verdict}: {beside}.", in_order([one], context)
    if verdict.startswith("No"):
        return Answer(text, instead=mine)
    return Answer(text, mine if verdict == "Yes" else in_order([one, other], context))


def in_order(two: Sequence[Occurrence], context: Context) -> tuple[Event, ...]:
    """Their rows, the earlier first."""
    return tuple(o.row for o in sorted(two, key=lambda o: context.held(o).start) if isinstance(o.row, Event))


def say_two(two: Sequence[Occurrence], context: Context) -> str:
    """Both of them with their times, the earlier first."""
    return join([say_named(row, context.now, context.zone) for row in in_order(two, context)])


def whether_same(text: str, context: Context) -> Answer | Clarification | None:
    """ "is the party the same day as the dentist", "is the party the same day?" of what was talked of."""
    said = SAME.match(text)
    if said is None:
        return None
    one, other = said["one"], said["other"]
    pair = re.split(r"\s+and\s+", one, maxsplit=1)
    if other is None and len(pair) == 2 and thing(one, context) is None:
        one, other = pair
    place = thing(one, context)
    if place is None:
        return None
    second = thing(other, context) if other else None
    if other and second is None:
        return None
    if second is not None:
        anchors = events_called(second.names[0], second.day, "same", context)
    else:
        rows = (row for row in rows_talked_of(context) if isinstance(row, Event) and row.start is not None)
        anchors = [Occurrence(row) for row in rows]
        if not anchors:
            return ask("The same day as what?")
    unit, name = said["unit"].lower(), place.names[0]
    return same_or_not(name, place.day, anchors, second.names[0] if second else "", unit, context)


def same_or_not(
    name: str, day: str, anchors: list[Occurrence], other: str, unit: str, context: Context
) -> Answer | None:
    """Whether what is called so is at the time (`unit`) of one of these, or they come then: one of a series may."""
    first = [o for o in events_called(name, day, "same", context) if key(o.row) not in {key(a.row) for a in anchors}]
    for anchor in anchors:
        there = [o for o in events_called(name, span_of(anchor, unit, context), "same", context) if o.row != anchor.row]
        if there:
            return held_so("Yes", say_two((there[0], anchor), context), there[0], anchor, context)
    for mine in first if other else ():
        if then := events_called(other, span_of(mine, unit, context), "same", context):
            return held_so("Yes", say_two((mine, then[0]), context), mine, then[0], context)
    if not (first and anchors):
        return None
    return held_so("No", say_two((first[0], anchors[0]), context), first[0], anchors[0], context)


def span_of(occurrence: Occurrence, unit: str, context: Context) -> str:
    """The day, week, weekend or month of a thing, as words that can be read in one way only."""
    start = context.held(occurrence).start
    return f"{start:%B %Y}" if unit == "month" else UNITS.get(unit, str)(exact_day(start))


def whether_ordered(text: str, context: Context) -> Answer | Clarification | None:
    """ "is the dentist before the vet", "before or after", "is football over by 6"."""
    said = ORDERED.match(text)
    if said is None or not (it_meant(said["one"], context) or thing(said["one"], context)):
        return None
    way, ends = said["way"].lower(), bool(said["ends"])
    place = thing(said["other"], context)
    if place is None or (is_meal(place.names[0]) and not both(said["one"], said["other"], context)):
        return beside_hour(said["one"], said["other"], way, ends, context)
    first = way in ("before", "by", "earlier than", "sooner than")

    def say(one: Occurrence, other: Occurrence) -> tuple[str, str]:
        mine, theirs = context.held(one), context.held(other)
        named = say_two((one, other), context)
        before, after = mine.end <= theirs.start, mine.start >= theirs.end
        if " or " in way:
            return ("Before" if before else "After" if after else "Neither, they overlap"), named
        if not (before or after):
            return "No, they overlap", named
        return ("Yes" if before is first else "No"), named

    return compared(both(said["one"], said["other"], context), say, context)


def beside_hour(one: str, hour: str, way: str, ends: bool, context: Context) -> Answer | Clarification | None:
    """ "is football over by 6", "does choir start after 7": its end, or its beginning, held against the hour."""
    place, day = thing(one, context), day_words(hour) or ""
    clock = hour.replace(day, " ").strip(" ,") if day else hour
    clock = re.sub(r"^(?:at|on)\s+|\s+(?:on|at)$", "", clock)
    if clock.lower() in MEALS and way in ("before", "by", "earlier than"):
        clock = MEALS[clock.lower()]
    it = it_meant(one, context)
    if not (it or place) or not clock or not re.search(r"\d|noon|midday|midnight|half|quarter", clock, re.I):
        return None
    met = it or (events_near(place.names[0], place.day or day, "between", None, context) if place else [])
    met = [o for o in met if not is_all_day(o.row.start)]
    times = {key(o.row): context.held(o) for o in met}
    verdicts = list[tuple[bool, Occurrence, datetime]]()
    for occurrence in met:
        edge = times[key(occurrence.row)].end if ends else times[key(occurrence.row)].start
        limit = nearest_hour(clock, edge, context)
        if limit is None:
            return None
        holds = (
            edge > limit if way in ("after", "later than") else edge <= limit if ends or way == "by" else edge < limit
        )
        verdicts.append((holds, occurrence, edge))
    if not verdicts:
        return None
    if len({holds for holds, *_ in verdicts}) > 1:
        return ask(f"Which one? I see {join([say_named(o.row, context.now, context.zone) for o in met[:3]])}.")
    holds, occurrence, edge = verdicts[0]
    so, row = "Yes" if holds else "No", occurrence.row
    date = say_date(edge.date(), context.now.date())
    told = f"{row.summary} ends at {say_time(edge)}, {date}" if ends else say_named(row, context.now, context.zone)
    return Answer(f"{so}: {told}.", (row,) if holds else (), instead=() if holds else (row,))


def nearest_hour(clock: str, edge: datetime, context: Context) -> datetime | None:
    """The hour that is said on the day of `edge`; where neither half of the day is, that which is nearer to it."""
    read = context.read_time(f"at {clock}", Purpose.SELECT, day=edge.date())
    if read is None or read.start is None or not read.hour_alone or read.kind != "moment":
        return None
    at = datetime.combine(edge.date(), read.start.time(), edge.tzinfo)
    if not read.meridiem_assumed:
        return at
    return min((at - HALF_DAY, at, at + HALF_DAY), key=lambda other: abs(other - edge))


def whether_done(text: str, context: Context) -> Answer | None:
    """ "will I be done by 3 on Friday": whether the last thing of that day, of today where none is said, is over then."""
    said = DONE_BY.match(text)
    day = day_words(said["hour"]) or "" if said else ""
    read = context.read_time(day or "today", Purpose.SELECT) if said else None
    if said is None or read is None or read.start is None or read.grain != "day":
        return None
    first = datetime.combine(read.start.date(), datetime.min.time(), context.zone)
    times = [(context.held(o).end, o) for o in context.events(first, first + timedelta(days=1)) if is_busy(o)]
    end, last = max(times, key=lambda time: time[0], default=(first, None))
    clock = re.sub(r"\s+on$", "", said["hour"].replace(day, " ").strip(" ,") if day else said["hour"])
    limit = nearest_hour(clock, end, context) if last is not None else None
    if last is None or limit is None:
        return None
    date = say_date(end.date(), context.now.date())
    return Answer(
        f"{'Yes' if end <= limit else 'No'}: {last.row.summary} ends at {say_time(end)}, {date}.", (last.row,)
    )


def by_length(text: str, context: Context) -> Answer | Clarification | None:
    """ "is date night longer than brownies", "which is longer, date night or brownies"."""
    whether, which = LENGTHS.match(text), WHICH_LENGTH.match(text)
    said = whether or which
    if said is None:
        return None
    longer = said["way"].lower() == "longer"

    def say(one: Occurrence, other: Occurrence) -> tuple[str, str]:
        mine, theirs = (elapsed(time.start, time.end) for time in map(context.held, (one, other)))
        first, titles = (mine > theirs) is longer, (one.row.summary, other.row.summary)
        named = f"{titles[0]} takes {say_hours(mine)}, {titles[1]} {say_hours(theirs)}"
        if mine == theirs:
            return ("No, they are of one length" if whether else "They are of one length"), named
        if whether:
            return ("Yes" if first else "No"), named
        lengths, at = (say_hours(mine), say_hours(theirs)), 0 if first else 1
        return titles[at], f"{lengths[at]}, and {titles[1 - at]} {lengths[1 - at]}"

    return compared(both(said["one"], said["other"], context), say, context)


def on_the_way(text: str, context: Context) -> Answer | Clarification | None:
    """ "can I make it from football to the parents evening": how long there is between the two; how long the way takes nobody has noted."""
    said = next(filter(None, (way.search(text) for way in FROM_TO)), None)
    if said is None:
        return None

    def say(one: Occurrence, other: Occurrence) -> tuple[str, str]:
        between = context.held(other).start - context.held(one).end
        named = say_two((one, other), context)
        if between < timedelta():
            return "No, the one is not over when the other begins", named
        return (f"{say_length(between)} between them" if between else "The one ends as the other begins"), named

    return compared(both(said["one"], said["other"], context), say, context)


def time_left(text: str, context: Context) -> Answer | None:
    """ "does that leave me time before garden club": what is free between the one thing that was talked of and that."""
    said = LEAVES.search(text)
    rows = [row for row in rows_talked_of(context) if isinstance(row, Event)] if said else []
    place = thing(said["other"], context) if said else None
    if place is None or len(rows) != 1 or is_all_day(rows[0].start):
        return None
    time = occupied(rows[0], context.zone)
    if time.start is None or time.end is None:
        return None
    that_day = events_called(place.names[0], exact_day(time.start), "same", context)
    met = [o for o in that_day or events_called(place.names[0], place.day, "same", context) if o.row.uid != rows[0].uid]
    if not met:
        return None
    other, named = context.held(met[0]), f"{rows[0].summary} and {say_named(met[0].row, context.now, context.zone)}"
    begin, end = time.end, other.start
    busy = [slot for o, slot in standing_in(begin, end, context) if is_busy(o)] if begin < end else []
    free = tuple(gaps(Slot(begin, end), busy, MINUTE)) if begin < end else ()
    between = sum((elapsed(*slot) for slot in free), timedelta())
    so = f"Yes: {say_length(between)}" if free else "No: no time"
    return Answer(f"{so} between {named}.", (rows[0], met[0].row), free=free)
