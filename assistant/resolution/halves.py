"""The half of the day that an hour without am or pm means (policy 5), and the other one as a question."""

import dataclasses
import re
from datetime import datetime, timedelta
from typing import Literal

from assistant import wording
from assistant.commands import Command
from assistant.plan import Choice, Question
from assistant.temporal.exact import exact_day
from assistant.temporal.values import Anchored

#: How far from the present start an hour is still what a bare hour means.
NEAR_MINUTES = 210


def hour_hint(*words: str) -> Literal["am", "pm"] | None:
    """The half of the day that words such as "dinner" or "wake" say (policy 5)."""
    said = " ".join(words)
    if wording.SAYS_AM.search(said):
        return "am"
    return "pm" if wording.SAYS_PM.search(said) else None


def nearest_half(anchored: Anchored, present: datetime) -> Anchored:
    """A bare hour goes to the half of the day that is nearer to the present start: "move my 3pm to 5" stays pm (policy 5)."""
    if not anchored.meridiem_assumed or anchored.start is None:
        return anchored
    half = timedelta(hours=12)
    other = anchored.start + (half if anchored.start.hour < 12 else -half)

    def distance(at: datetime) -> int:
        minutes = abs((at.hour * 60 + at.minute) - (present.hour * 60 + present.minute))
        return min(minutes, 1440 - minutes)

    if distance(other) >= distance(anchored.start) or distance(other) > NEAR_MINUTES:
        near = distance(anchored.start) <= NEAR_MINUTES
        return dataclasses.replace(anchored, meridiem_assumed=not near)
    step = other - anchored.start
    return dataclasses.replace(anchored, start=other, end=anchored.end and anchored.end + step, meridiem_assumed=False)


def other_hour(command: Command, anchored: Anchored) -> Question | None:
    """Where 7 to 11 was taken for the morning, the evening is offered (policy 5)."""
    if early := earlier_alarm(command, anchored):
        return early
    several = "BYHOUR" in (anchored.rrule or "")
    ranged = several or (anchored.end is not None and not command.values.duration)
    if not anchored.meridiem_assumed or anchored.start is None or ranged or not 7 <= anchored.start.hour <= 11:
        return None
    evening = f"{anchored.start.hour}:{anchored.start.minute:02d} pm".replace(":00", "")
    phrase = next((w for w in (*command.values.when, command.values.recurrence or "") if re.search(r"\d", w)), "")
    said = re.sub(r"\b\d{1,2}(?::\d\d)?\b(?!.*\b\d{1,2}(?::\d\d)?\b)", evening, phrase, count=1) if phrase else evening
    text = command.text.replace(phrase, said, 1) if phrase else f"{command.text}, {evening}"
    when = tuple(said if w == phrase else w for w in command.values.when)
    instead = dataclasses.replace(command, text=text, values=dataclasses.replace(command.values, when=when))
    return Question(f"In the morning? Or at {evening}?", (Choice(evening, text, (instead,)),))


def earlier_alarm(command: Command, anchored: Anchored) -> Question | None:
    """Where the hour of a bare alarm, 4 to 6, was taken for the afternoon, the morning is offered."""
    start, phrase = anchored.start, " ".join(command.values.when)
    bare = command.object == "task" and not command.values.names and wording.ALARM.search(command.text)
    if not bare or start is None or not anchored.meridiem_assumed or not 16 <= start.hour <= 18 or not phrase:
        return None
    morning = f"{start.hour - 12}:{start.minute:02d} am".replace(":00", "")
    day = f"{exact_day(start)} at " if anchored.day_said else ""
    said = f"{day}{morning}"
    values = dataclasses.replace(command.values, when=(said,))
    text = command.text.replace(phrase, said, 1)
    text = text.replace(f"at {said}", f"on {said}", 1) if day else text
    instead = dataclasses.replace(command, text=text, values=values)
    return Question(f"In the afternoon? Or at {morning}?", (Choice(morning, instead.text, (instead,)),))
