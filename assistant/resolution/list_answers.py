"""Which lists and calendars there are."""

import re
from collections.abc import Sequence

from assistant.commands import Command
from assistant.phrasing import join, say_count
from assistant.plan import Answer
from assistant.resolution.calendars import find_list
from assistant.resolution.context import Context
from assistant.resolution.matching import content, holds, words_of
from models.rows import Calendar

#: "which lists are empty": with nothing open on them.
EMPTY = re.compile(r"\b(?:are|is|any) empty\b|\bempty (?:lists?|ones?)\b", re.I)
BEGINNING = re.compile(r"\b(?:begin|start)(?:s|ning|ing)?\s+(?:with|in|by)\b", re.I)


def answer_lists(command: Command, context: Context) -> Answer:
    """Which lists and calendars there are: all, or those of a name."""
    calendars = context.queries.calendars()
    name = command.selector.list_name or next(iter(command.selector.names), None)
    if re.search(r"\bcalendars?\b", command.text, re.I) and not re.search(r"\blists?\b", command.text, re.I):
        calendars = tuple(c for c in calendars if c.kind == "event")
    elif command.asks != "exists":
        calendars = tuple(c for c in calendars if c.kind == "task")
    if name is not None:
        calendars = lists_called(name, calendars, bool(BEGINNING.search(command.text)))
        if command.asks == "exists":
            found = f"Yes, there is “{calendars[0].name}”." if calendars else f"No, there is no “{name}”."
            return Answer(found, calendars[:1])
    if name is None and EMPTY.search(command.text):
        open_ = {task.calendar_id for task in context.queries.tasks() if task.is_open}
        calendars = tuple(c for c in calendars if c.kind == "task" and c.id not in open_)
        if not calendars:
            return Answer("No list is empty.")
    names = join([c.name for c in calendars])
    if command.asks == "how_many":
        count = say_count(len(calendars), "list")
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
