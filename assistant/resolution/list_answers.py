"""Which lists and calendars there are, and names of lists that are none."""

import dataclasses
import re
from collections.abc import Sequence

from assistant.commands import Command, Selector, with_selector
from assistant.phrasing import join, say_count
from assistant.plan import Answer
from assistant.resolution.calendars import find_list, of_kind
from assistant.resolution.context import Context
from assistant.resolution.matching import content, holds, words_of
from assistant.resolution.selection import distinct, occurrences_found
from assistant.resolution.windows import windows
from assistant.temporal.exact import exact_day
from assistant.timespan import occupied
from models.rows import Calendar

#: "which lists are empty": with nothing open on them.
EMPTY = re.compile(r"\b(?:are|is|any) empty\b|\bempty (?:lists?|ones?)\b", re.I)
BEGINNING = re.compile(r"\b(?:begin|start)(?:s|ning|ing)?\s+(?:with|in|by)\b", re.I)


def answer_lists(command: Command, context: Context) -> Answer:
    """Which lists and calendars there are: all, or those of a name."""
    name = command.selector.list_name or next(iter(command.selector.names), None)
    kind, kinds = "list", ("event", "task") if command.asks == "exists" else ("task",)
    if re.search(r"\bcalendars?\b", command.text, re.I) and not re.search(r"\blists?\b", command.text, re.I):
        kind, kinds = "calendar", ("event",)
    calendars = tuple(c for c in context.queries.calendars() if c.kind in kinds)
    if name is not None:
        calendars = lists_called(name, calendars, bool(BEGINNING.search(command.text)))
        if command.asks == "exists":
            found = f"Yes, there is “{calendars[0].name}”." if calendars else f"No, there is no “{name}”."
            return Answer(found, calendars[:1])
    if name is None and EMPTY.search(command.text):
        held = {task.calendar_id for task in context.queries.tasks() if task.is_open}
        held |= {name.calendar_id for name in context.queries.names("event")}
        calendars = tuple(c for c in calendars if c.id not in held and (c.kind == "task") == (kind == "list"))
        if not calendars:
            return Answer(f"No {kind} is empty.")
    names = join([c.name for c in calendars])
    if command.asks == "how_many":
        count = say_count(len(calendars), kind)
        return Answer(f"{count}: {names}." if names else f"{count}.", calendars, len(calendars))
    return Answer(f"{names}." if names else f"There is no list “{name}”." if name else "No lists yet.", calendars)


def lists_called(name: str, calendars: Sequence[Calendar], begins: bool) -> tuple[Calendar, ...]:
    """Those whose names hold these words, or begin with these letters; else the one that is called so but for a typo."""
    if begins:
        return tuple(c for c in calendars if c.name.casefold().startswith(name.casefold()))
    asked = content(name)
    held = tuple(c for c in calendars if holds(asked, words_of(c.name)))
    known = None if held else find_list(name, calendars)
    return held or ((known,) if known else ())


def on_that_list(command: Command, context: Context) -> Command:
    """ "what's on | republic day |", which is no list or calendar, but a time, or an event of a day."""
    name, kind = command.selector.list_name, "task" if command.object == "task" else "event"
    alone = name and words_of(name) == words_of(command.text)
    if not name or alone or find_list(name, of_kind(kind, context)):
        return command
    when = name if windows((name,), context) else ""
    if not when:
        found = occurrences_found(Command("read", "event", "when", Selector(names=(name,))), context)
        days = {occupied(o.row, context.zone).start for o in distinct(found)}
        start = days.pop() if len(days) == 1 else None
        when = exact_day(start) if start else ""
    if not when:
        return command
    whens = (*command.selector.whens, when)
    return dataclasses.replace(with_selector(command, list_name=None, whens=whens), object="event")
