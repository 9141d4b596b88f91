"""A day that was just asked about: it holds for a further question, and for a new thing, that name none (policy 24)."""

import re
from datetime import date

from assistant.commands import Command, with_selector, with_values
from assistant.follow_ups.questions import near_day
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME, at_hour_of
from assistant.temporal.reading import read_time
from assistant.temporal.values import Setting

#: "am I free for an hour" asks about that day, "when am I free" about any.
WHETHER = re.compile(r"\W*(?:(?:and|so|but|ok(?:ay)?)\W+)*(?:am|are|is|do|have)\b", re.I)


def day_asked(last: Command, setting: Setting) -> date | None:
    """The one day to come that a question was about; None where it was about a thing, a longer time, or today."""
    selector = last.selector
    if last.operation != "read" or not selector.whens or selector.names or selector.attendees or selector.places:
        return None
    asked = read_time(" ".join(selector.whens), setting)
    if asked is None or asked.start is None or asked.bound or not asked.day_said or asked.kind == "recurrence":
        return None
    if not asked.time_said and asked.grain != "day":
        return None
    day = asked.start.date()
    return day if day > setting.now.date() else None


def on_same_day(command: Command, last: Command, setting: Setting) -> Command | None:
    """ "add drinks at 6pm", "am I free in the afternoon", "clear the evening" after "what's on Thursday": on that Thursday; None where a
    day is said, a thing is named that may be on another one, or none was asked about."""
    day, selector = day_asked(last, setting), command.selector
    if day is None or selector.recurrence or selector.referent or command.values.recurrence:
        return None
    said = near_day(day, setting)
    if command.operation == "create":
        when = hour_on(said, command.values.when) if command.object == "event" else None
        return with_values(command, when=(when,)) if when else None
    named = selector.names or selector.attendees or selector.places or selector.list_name
    if named or command.object != "event" or command.operation not in ("read", *CHANGES):
        return None
    if command.asks == "free" and not selector.whens and WHETHER.match(command.text):
        return with_selector(command, whens=(said,))
    when = hour_on(said, selector.whens)
    return with_selector(command, whens=(when,)) if when else None


def hour_on(day: str, whens: tuple[str, ...]) -> str | None:
    """The words for an hour, or a part of a day, on that day; None where they say a day, or no hour."""
    said = read_time(" ".join(whens), ANY_TIME) if whens else None
    if said is None or said.day_said or not said.time_said or said.kind == "recurrence":
        return None
    return at_hour_of(day, " ".join(whens))
