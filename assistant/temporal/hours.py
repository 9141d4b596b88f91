"""Clock times: which half of the day a bare hour means (policy 5), what hours a part of the day has (policy 6)."""

import dataclasses
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from assistant.temporal.calendar_units import DAY
from assistant.temporal.expressions import Clock

Half = Literal["am", "pm"] | None
#: From so early on bare hours are of the day where they would be of a whole night: seconds of a working day.
EARLIEST, WORKING_DAY = 5, 8 * 3600


@dataclasses.dataclass(frozen=True)
class Part:
    """A part of the day: hours [start, end) counted from midnight, the half that a bare hour beside it belongs to, and the
    name it has in `Anchored.part_of_day` (None where its hours are meant exactly: meals, working hours)."""

    start: float
    end: float
    half: Half
    name: str | None


PARTS: Final = {
    "morning": Part(6, 12, "am", "morning"),
    "small hours": Part(0, 5, "am", None),
    "early morning": Part(6, 9, "am", "morning"),
    "mid-morning": Part(9, 11, "am", "morning"),
    "late morning": Part(10, 12, "am", "morning"),
    "afternoon": Part(12, 18, "pm", "afternoon"),
    "early afternoon": Part(12, 15, "pm", "afternoon"),
    "mid-afternoon": Part(14, 16, "pm", "afternoon"),
    "late afternoon": Part(15, 18, "pm", "afternoon"),
    "evening": Part(18, 22, "pm", "evening"),
    "early evening": Part(18, 20, "pm", "evening"),
    "late evening": Part(20, 22, "pm", "evening"),
    "tonight": Part(18, 24, "pm", "tonight"),
    "late tonight": Part(21, 24, "pm", "tonight"),
    "night": Part(20, 24, "pm", "night"),
    "late night": Part(21, 24, "pm", "night"),
    "daytime": Part(8, 18, None, None),
    "breakfast": Part(8, 9, "am", None),
    "brunch": Part(11, 12, None, None),
    "lunch": Part(12, 13, None, None),
    "tea": Part(16, 17, "pm", None),
    "dinner": Part(19, 20, "pm", None),
    "after school": Part(15, 18, "pm", "afternoon"),
    "after work": Part(17, 20, "pm", "evening"),
    "after breakfast": Part(9, 12, "am", "morning"),
    "after lunch": Part(13, 18, "pm", "afternoon"),
    "after dinner": Part(20, 22, "pm", "evening"),
    "working hours": Part(9, 18, None, None),
    "start of day": Part(9, 9, None, None),
    "end of day": Part(17, 17, None, None),
}
#: Parts that are a thing of the day: "before lunch on Friday" is of that Friday, "before Friday morning" is any time until then.
MEALS: Final = ("breakfast", "brunch", "lunch", "dinner")
#: Parts that run past midnight in people's mouths: "tonight at 1" is an hour of the next day.
LATE: Final = ("tonight", "late tonight", "night", "late night")
#: Parts that say a day themselves.
TONIGHT: Final = ("tonight", "late tonight")


def at(day: date, hours: float) -> datetime:
    """A local time, `hours` after a day's midnight on the clock."""
    return datetime.combine(day, time()) + timedelta(hours=hours)


def clock_on(day: date, clock: Clock) -> datetime:
    """A day's local time at a clock; 24:00 is the next midnight."""
    return at(day, clock.hour) + timedelta(minutes=clock.minute, seconds=clock.second)


def settle(clock: Clock, half: Half) -> Clock:
    """A bare clock in the half of the day given, else by policy 5 (1 to 6 and 12 are pm, 7 to 11 am)."""
    if not clock.bare:
        return clock
    pm = half == "pm" or (half is None and (clock.hour <= 6 or clock.hour == 12))
    return dataclasses.replace(clock, hour=clock.hour % 12 + 12 * pm, bare=False)


def other_half(clock: Clock) -> Clock:
    """The same clock twelve hours on."""
    return dataclasses.replace(clock, hour=(clock.hour + 12) % 24, bare=False)


def seconds(clock: Clock) -> int:
    """Seconds since midnight."""
    return clock.hour * 3600 + clock.minute * 60 + clock.second


def settle_range(start: Clock, end: Clock, half: Half) -> tuple[Clock, Clock]:
    """Both clocks of a range: a bare one takes the half that makes the range shortest ("8 - 11pm", "9 to 5"); none of a working day is of the
    night for no word that says so ("6 to 2:30")."""
    if start.bare and not end.bare:
        options = [settle(start, "am"), settle(start, "pm")]
        return max(options, key=lambda c: (seconds(c) < seconds(end), seconds(c))), end
    begin, finish = settle(start, half), end
    if end.bare:
        options = [settle(end, "am"), settle(end, "pm")]
        finish = min(options, key=lambda c: (seconds(c) - seconds(begin)) % 86400 or 86400)
        night = 0 < seconds(finish) < seconds(begin) and (seconds(finish) - seconds(begin)) % 86400 >= WORKING_DAY
        if night and start.bare and half is None and start.hour >= EARLIEST:  # "6 to 2:30" is a shift of the day
            return settle(start, "am"), other_half(finish)
    return begin, finish


def overnight(start: Clock, end: Clock) -> Clock | None:
    """The end of a range that runs past midnight ("5pm to 9am", "10pm to 6"), None of one that doesn't or whose start is open."""
    begin, finish = settle_range(start, end, None)
    return finish if not start.bare and finish.named != "midnight" and seconds(finish) <= seconds(begin) else None


def in_part(day: date, clock: Clock, part: str) -> datetime:
    """A clock in a part of a day ("8 in the evening"); the small hours of a night belong to the next day."""
    if part in LATE and clock.hour in (12, 1, 2, 3, 4) and clock.bare:
        return clock_on(day + DAY, dataclasses.replace(clock, hour=clock.hour % 12, bare=False))
    settled = settle(clock, PARTS[part].half)
    return clock_on(day + DAY if part in LATE and settled.hour < 5 and part != "night" else day, settled)


def next_coming(clock: Clock, now: datetime, half: Half) -> tuple[datetime, bool]:
    """When a clock without a day comes next, and whether its half was a guess: for a bare one the next of either reading
    between 07:00 and 22:00 (policy 5)."""
    guessed = clock.bare and half is None
    options = [settle(clock, "am"), settle(clock, "pm")] if guessed else [settle(clock, half)]
    times = [clock_on(now.date() + DAY * n, option) for n in (0, 1) for option in options]
    coming = [t for t in sorted(times) if t > now and (not guessed or time(7) <= t.time() <= time(22))]
    return coming[0] if coming else times[-1], guessed
