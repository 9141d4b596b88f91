"""A further event that is told by the one before: "… from 2 till 4, and the read on the Friday, same time" is on the Friday after that, from two till four."""

import re
from datetime import date, datetime, timedelta
from typing import Final

from assistant import wording
from assistant.commands import Command, with_values
from assistant.resolution.context import Context
from assistant.temporal.exact import exact_day, exact_hour
from assistant.temporal.reading import read_time
from assistant.temporal.values import Purpose
from models.rows import Event

#: "the friday", "the monday after", "the following tuesday at 3", "friday after that": counted from the day that was said before.
WEEKDAY_THEN: Final = re.compile(
    rf"(?P<the>(?:on\s+)?the\s+)?(?P<next>(?:following|next)\s+)?(?P<day>{wording.WEEKDAY_OR_SHORT})\b(?P<after>\s+(?:after|following)(?:\s+(?:that|it))?(?!\s+(?:the\b|\w*\d)))?(?P<rest>(?:\s.*)?)",
    re.I,
)
#: "same time", and the little words around it.
SAME: Final = re.compile(rf"[\s,]*{wording.SAME_TIME.pattern}(?: too| as well| again)?", re.I)
WEEK: Final = 7


def like_the_last(command: Command, row: object, context: Context) -> Command:
    """A new event with the day that is counted from that of the one made before (`row`), and at its hours, where the words say so."""
    values = command.values
    makes = command.frame == ("create", "event") and not values.recurrence
    if not makes or not isinstance(row, Event) or row.start is None or row.rrule:
        return command
    local = row.start.astimezone(context.zone) if isinstance(row.start, datetime) and row.start.tzinfo else row.start
    near = local.date() if isinstance(local, datetime) else local
    same = wording.SAME_TIME.search(command.text)
    phrase = SAME.sub("", " ".join(values.when)).strip(" ,")
    when = day_then(phrase, command.text, near, context) or phrase
    if same and isinstance(local, datetime) and isinstance(row.end, datetime):
        said = context.read_time(when, Purpose.CREATE) if when else None
        if not when or (said is not None and said.day_said and not said.time_said):
            end = row.end.astimezone(context.zone) if row.end.tzinfo else row.end
            when = f"{when or exact_day(near)} from {exact_hour(local)} to {exact_hour(end)}"
    return with_values(command, when=(when,)) if when and when != " ".join(values.when) else command


def day_then(phrase: str, text: str, near: date, context: Context) -> str | None:
    """Such a weekday behind a day as a date, with the words behind it; None where the words say another one."""
    found = WEEKDAY_THEN.fullmatch(phrase)
    if found is None or near < context.now.date():
        return None
    led = found["the"] or re.search(rf"\bthe\s+{re.escape(phrase)}", text, re.I)
    day = read_time(found["day"], context.setting(Purpose.CREATE)) if led or found["after"] else None
    if day is None or day.bare_weekday is None:
        return None
    then = near + timedelta(days=(day.bare_weekday - near.weekday() - 1) % WEEK + 1)
    return f"{exact_day(then)}{found['rest']}"
