"""The time beside events: "how long between my two flights", "what comes after the review"."""

import dataclasses
import re
from datetime import datetime

from assistant.commands import Command, Number, with_selector
from assistant.phrasing import join, say_date, say_length, say_time, say_when_short
from assistant.plan import Answer, Clarification, ask
from assistant.resolution.context import Context
from assistant.resolution.saying import say_what
from assistant.resolution.selection import Found, distinct, find_events
from assistant.timespan import elapsed, is_all_day, occupied

SAME_DAY = re.compile(r"\b(?:the |on the )?same day\b", re.I)
BETWEEN = re.compile(r"\bbetween\b", re.I)
#: "what's next after the review", "what comes after it".
NEXT_AFTER = re.compile(r"\b(?:(?:next|first)\b(?: \w+){0,3} after|comes? (?:right |straight |just )?after)\b", re.I)


def time_between(command: Command, found: Found, context: Context) -> Answer | Clarification | None:
    """ "how long between the sync and lunch", "between my two flights": the time itself; None where what happens in it is asked about."""
    if command.asks == "how_long" and BETWEEN.search(command.text) and command.selector.names:
        things = distinct(found.occurrences)
        times = [occupied(o.row, context.zone) for o in things]
        if len(things) != 2 or times[0].end is None or times[1].start is None:
            return ask("Between which two?")
        said = [f"{o.row.summary} ({say_when_short(o.row, context.now, context.zone)})" for o in things]
        return Answer(
            f"{say_length(elapsed(times[0].end, times[1].start))} between {join(said)}.", tuple(o.row for o in things)
        )
    window, selector = found.window, command.selector
    if command.asks != "how_long" or not BETWEEN.search(command.text) or selector.kind or selector.names:
        return None
    if window is None or window.anchored.all_day or window.span.start is None or window.span.end is None:
        return None
    start, end = window.span.start, window.span.end
    until = say_time(end) if end.date() == start.date() else f"{say_date(end.date())}, {say_time(end)}"
    day = say_date(start.date(), context.now.date())
    return Answer(f"{say_length(elapsed(start, end))}, {day}, {say_time(start)}–{until}.")


def after_that_day(command: Command, found: Found, context: Context) -> Answer | None:
    """ "what comes after the review", of whose day nothing is left: the next thing on any other; None where all after an hour is asked about."""
    since = found.window.span.start if found.window is not None else None
    selector = command.selector
    asked = command.asks in ("what", "when", None) and NEXT_AFTER.search(command.text)
    if since is None or selector.names or not asked:
        return None
    ahead = find_events(with_selector(command, whens=(), number=Number.NEXT), dataclasses.replace(context, now=since))
    if isinstance(ahead, Clarification) or not ahead.occurrences:
        return None
    rows = [o.row for o in ahead.occurrences if not is_all_day(o.row.start)][:1]
    return Answer(f"Nothing more that day. Next: {say_what(rows, context)}", tuple(rows)) if rows else None


def beginning_after(command: Command, found: Found) -> Found:
    """ "what's after yoga", by now said as the hour at which it ends: what had begun before is not after it, but "after 3" there it is."""
    window, selector = found.window, command.selector
    counted = window is not None and window.anchored.bound == "after" and " ".join(selector.whens) not in command.text
    since = window.span.start if window is not None and counted and window.anchored.time_said else None
    if since is None or selector.names:
        return found
    later = (o for o in found.occurrences if isinstance(o.row.start, datetime) and o.row.start >= since)
    return dataclasses.replace(found, occurrences=tuple(later))


def on_one_day(command: Command, found: Found, context: Context) -> Answer | None:
    """ "is the theatre the same day as swimming": whether the two of them are; None where that is not asked, or of others."""
    things = distinct(found.occurrences)
    if command.asks != "exists" or not SAME_DAY.search(command.text) or len(things) != 2:
        return None
    days = [
        {
            start.date(): o
            for o in found.occurrences
            if o.stored.uid == thing.stored.uid and (start := occupied(o.row, context.zone).start)
        }
        for thing in things
    ]
    both = min(days[0].keys() & days[1].keys(), default=None)
    rows = [day[both].row for day in days] if both else [thing.row for thing in things]
    said = [f"{row.summary} ({say_when_short(row, context.now, context.zone)})" for row in rows]
    return Answer(f"{'Yes' if both else 'No'}: {join(said)}.", tuple(rows))
