"""Whether one still gets to something after what was talked of: "do I still make it to choir", "will I be in time for the vet". How long the way takes
nobody has noted: both times are told."""

import re
from datetime import date

from assistant.phrasing import say_length, say_named, say_time
from assistant.plan import Answer
from assistant.resolution.context import Context, key
from assistant.resolution.events_near import events_called
from assistant.resolution.reference import rows_talked_of
from assistant.temporal.exact import exact_day
from assistant.timespan import elapsed, is_all_day, occupied
from models.occurrence import Occurrence
from models.rows import Event

#: "do I still make it to | choir", "have I time for | the vet", "does that leave time for | lunch".
REACHES = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|oh|wait|hang on|then)\b\W*)*"
    r"(?:(?:do|will|can|could|would|should|am|are)\s+(?:i|we|he|she|they)\s+(?:(?:still|now|even|then|also|be able to|going to|gonna)\s+)*"
    r"(?:make\s+it\s+(?:(?:back|over|in time|on time)\s+)*(?:to|for)|get\s+(?:(?:back|over|there)\s+)*(?:in|on)\s+time\s+(?:to|for)"
    r"|(?:be\s+)?(?:back\s+)?(?:in|on)\s+time\s+for|be\s+(?:all\s+)?(?:done|finished|through|out|back|free|home)\s+before"
    r"|(?:(?<=still )|(?=[^?]*\s(?:after(?:wards|\s+(?:that|it))?|then|in time)\W*$))(?:make|get\s+to|catch)"
    r"|have\s+(?:(?:enough|any|the|still)\s+)*time\s+(?:left\s+)?(?:for|to\s+(?:make|get\s+to|go\s+to))|manage)"
    r"|have\s+(?:i|we)\s+(?:(?:still|got|enough|any)\s+)*time\s+(?:left\s+)?(?:for|to\s+(?:make|get\s+to|go\s+to))"
    r"|is\s+there\s+(?:(?:still|enough|any)\s+)*time\s+(?:left\s+)?(?:for|to\s+(?:make|get\s+to|go\s+to))"
    r"|(?:does|will|would)\s+(?:that|this|it)\s+(?:still\s+)?(?:leave|give)\s+(?:(?:me|us|enough|any|still)\s+)*time\s+(?:for|to\s+(?:make|get(?:\s+to)?|go\s+to|pick\s+up|collect|fetch)))"
    r"\s+(?:(?:the|my|our|an?)\s+)?(?P<other>\S.*?)(?:\s+(?:(?:in|on) time|then|after(?:wards|\s+(?:that|it))?|now|that day|as well|too))*\W*$",
    re.I,
)


#: "how long have I got between", of two that were talked of.
BETWEEN = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?)\b\W*)*how (?:long|much time)(?: (?:have i got|have we got|do i have|do we have|is there|is it|does that leave|that leaves))?(?: me| us)?(?: left)?"
    r" between(?: (?:them|the two|those|these|both|the two of them))?\W*$",
    re.I,
)


def asks_whether_reached(text: str) -> bool:
    """The question is whether one gets from what was talked of to something."""
    return bool(REACHES.match(text) or BETWEEN.match(text))


def between_both(text: str, context: Context) -> Answer | None:
    """How long there is between the two that were talked of; None where these are not two with their hours, or nothing of that is asked."""
    rows = [row for row in rows_talked_of(context) if isinstance(row, Event)] if BETWEEN.match(text) else []
    if len(rows) != 2 or any(is_all_day(row.start) for row in rows):
        return None
    first, last = sorted(rows, key=lambda row: occupied(row, context.zone).start or context.now)
    end, begin = occupied(first, context.zone).end, occupied(last, context.zone).start
    if end is None or begin is None:
        return None
    named = " and ".join(say_named(row, context.now, context.zone) for row in (first, last))
    gap = say_length(elapsed(end, begin)) if end < begin else "No time"
    return Answer(f"{gap} between {named}.", (first, last))


def whether_reached(text: str, context: Context) -> Answer | None:
    """Yes where it begins after what was talked of has ended, no where they meet; None where no one event was talked of, or none is called so."""
    said = REACHES.match(text)
    rows = [row for row in rows_talked_of(context) if isinstance(row, Event)] if said else []
    row = rows[0] if len(rows) == 1 else None
    time = occupied(row, context.zone) if row is not None else None
    if said is None or row is None or time is None or time.start is None or time.end is None or is_all_day(row.start):
        return None
    met = called_near(said["other"], row, time.start.date(), context)
    if met is None:
        return None
    there = context.held(met)
    names = tuple(sorted((row, met.row), key=lambda each: occupied(each, context.zone).start or context.now))
    if there.start.date() != time.start.date() or is_all_day(met.row.start):
        apart = " and ".join(say_named(each, context.now, context.zone) for each in names)
        return Answer(f"Yes: {apart}.", (row, met.row))
    first, last = ((row, time), (met.row, there)) if time.start <= there.start else ((met.row, there), (row, time))
    end, begin = first[1].end, last[1].start
    holds = end is not None and begin is not None and end <= begin
    assert end is not None and begin is not None
    ends = f"{first[0].summary} ends at {say_time(end)}, {last[0].summary} begins at {say_time(begin)}"
    return Answer(f"{'Yes' if holds else 'No'}: {ends}.", (row, met.row))


def called_near(name: str, row: Event, day: date, context: Context) -> Occurrence | None:
    """The one event of that name on the day, else the one that comes next."""
    for when in (exact_day(day), ""):
        found = [o for o in events_called(name, when, "same", context) if key(o.row) != key(row)]
        if found:
            return found[0] if len(found) == 1 else None
    return None
