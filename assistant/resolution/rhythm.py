"""How often a thing is: "how often do I have piano", "which days is swimming", "does the sync repeat"; and whether it is as it always is."""

import re
from collections.abc import Sequence

from assistant.commands import Command, Number
from assistant.phrasing import say_span, say_time, say_when
from assistant.plan import Answer
from assistant.recurrence_words import say_rule
from assistant.resolution.context import Context
from assistant.resolution.saying import say_what
from assistant.timespan import is_all_day
from models.occurrence import Occurrence

HOW_OFTEN = re.compile(
    r"\b(?:how often|how frequently|(?:which|what) (?:days|weekdays)|what days?(?: of the week)? (?:is|are|do))\b", re.I
)
REPEATS = re.compile(r"\b(?:repeats?|recurs?|recurring|repeating|regular(?:ly)?|a series)\b", re.I)

#: "when does choir end": the last of all, where there is one.
ENDS = re.compile(r"\b(?:ends?|finish(?:es)?|stops?|is over|run out)\b", re.I)
#: "is church at the regular time on the 10th", "is yoga in its usual place".
AS_USUAL = r"(?:regular|usual|normal|ordinary|standard)"
USUAL = re.compile(
    rf"\b(?:(?:at|in) (?:the|its|their|our|his|her) )?(?:{AS_USUAL} (time|hour|place|spot|room|venue)|same (time|place|room|venue) as (?:{AS_USUAL}|usually|always))\b|\bas usual\b",
    re.I,
)
HOURS = ("time", "hour")


def answer_usual(command: Command, occurrences: Sequence[Occurrence], context: Context) -> Answer | None:
    """Whether what repeats is then at the hour, or place, of its series: no, where it is not, and how it is else; None where something else is asked."""
    asked = USUAL.search(command.text) if command.asks == "exists" else None
    repeated = [o for o in occurrences if o.series is not None]
    if asked is None or not repeated:
        return None
    of_hours = (asked[1] or asked[2] or "time").lower() in HOURS
    other = [o for o in repeated if (usual := usually(o, of_hours, context)) and usual != now_at(o, of_hours, context)]
    rows = [o.row for o in other or repeated]
    told = say_what(rows, context)
    if not other:
        return Answer(f"Yes: {told}", tuple(rows))
    return Answer(f"No: {told} As a rule it is at {usually(other[0], of_hours, context)}.", tuple(rows))


def now_at(occurrence: Occurrence, of_hours: bool, context: Context) -> str:
    """At what hour, on the clock of its series, or where one time of a series is."""
    series, row = occurrence.series or occurrence.row, occurrence.row
    if not of_hours or is_all_day(row.start) or is_all_day(series.start):
        return "" if of_hours else row.location or ""
    return say_time(context.held(occurrence).start.astimezone(getattr(series.start, "tzinfo", None) or context.zone))


def usually(occurrence: Occurrence, of_hours: bool, context: Context) -> str:
    """At what hour, or where, its series is."""
    series = occurrence.series or occurrence.row
    return now_at(Occurrence(series, series), of_hours, context)


def answer_end(command: Command, occurrences: Sequence[Occurrence], context: Context) -> Answer | None:
    """When the one series that is asked about is next, and for the last time; None where its end isn't asked about."""
    series = occurrences[0].series if len(occurrences) == 1 else None
    if series is None or command.asks != "when" or command.selector.whens or command.selector.past:
        return None
    ends = bool(re.search(r"\b(?:UNTIL|COUNT)=", series.rrule or ""))
    asked = ENDS.search(command.text) if ends else command.selector.number is Number.LAST
    times = list(context.queries.event_occurrences(context.midnight, None, {series.id})) if asked else []
    if len(times) < 2:
        return None
    next_one, last = (say_when(times[at].row, context.now, context.zone) for at in (0, -1))
    until = f"the last time is {last}" if ends else "no last time is set"
    return Answer(f"{series.summary} is next {next_one}; {until}.", (times[0].row,))


def answer_how_often(command: Command, occurrences: Sequence[Occurrence], context: Context) -> Answer | None:
    """The rules of the series that are asked about, and when each is next; None where something else is asked."""
    repeated = [o for o in occurrences if o.series is not None and o.series.rrule]
    is_one = command.selector.names or command.selector.referent  # "have I anything on Fridays" asks for no rule
    whether = command.asks == "exists" and (REPEATS.search(command.text) or (is_one and command.selector.recurrence))
    if whether and occurrences and not repeated:
        return Answer(f"No, {occurrences[0].row.summary} does not repeat.", (occurrences[0].row,))
    asked = HOW_OFTEN.search(command.text) or whether
    if not asked or command.selector.whens or not repeated or len(repeated) < len(occurrences):
        return None
    once = {o.series.id: o for o in reversed(repeated) if o.series is not None}  # of each its next time
    said = [
        f"{o.row.summary}: {say_rule(o.series.rrule or '', context.zone)}, {say_span(o.series, context.zone)}; "
        f"next {say_when(o.row, context.now, context.zone)}."
        for o in list(once.values())[:-4:-1]
        if o.series is not None
    ]
    so = "Yes: " if whether and not command.selector.recurrence else ""  # "is it every Monday": the rule says it
    return Answer(so + " ".join(said), tuple(o.row for o in repeated))
