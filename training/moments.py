"""Times said in words whose meaning is known beforehand: a time of the world is put into a phrase of the same class as the written one.

Nothing here reads a phrase, so that what the shipped grammar makes of it can be held against what was meant. All times are local.
"""

import dataclasses
import random
from datetime import date, datetime, timedelta

from models.rows import When

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: Parts of the day and their hours (policy 6).
PARTS = {"morning": (6, 12), "afternoon": (12, 18), "evening": (18, 22)}
#: Share of the whole and half hours that are said without am and pm.
BARE = 0.3


@dataclasses.dataclass(frozen=True)
class Moment:
    """What a phrase fixes of a local time: a range of days, both included; the minute of the day a thing begins, and ends; the hours
    that it begins in, half-open. `bare`: said without am or pm, so that either half of the day will do; `weekly`: a weekday by itself,
    which of what exists takes the nearest that fits (policies 3 and 15)."""

    days: tuple[date, date] | None = None
    begins: int | None = None
    ends: int | None = None
    hours: tuple[int, int] | None = None
    bare: bool = False
    weekly: bool = False

    def holds(self, when: When | None) -> bool:
        """Whether a local time is one of those meant; a date has no minute, and is none where one was said."""
        if when is None:
            return False
        day = when.date() if isinstance(when, datetime) else when
        if self.weekly and self.days and (day - self.days[0]).days % 7:
            return False
        if not self.weekly and self.days and not self.days[0] <= day <= self.days[1]:
            return False
        if not isinstance(when, datetime):
            return self.begins is None
        if self.hours and not self.hours[0] <= when.hour < self.hours[1]:
            return False
        return self.begins is None or same_minute(self.begins, when, self.bare)

    def ends_at(self, when: When | None) -> bool:
        """Whether the end said, if any, is this."""
        return self.ends is None or (isinstance(when, datetime) and same_minute(self.ends, when, self.bare))


def same_minute(minute: int, when: datetime, bare: bool) -> bool:
    """Whether a minute of the day is that of a time, for bare hours on either half of the day."""
    return (minute - when.hour * 60 - when.minute) % (720 if bare else 1440) == 0


@dataclasses.dataclass(frozen=True)
class Form:
    """A phrase with places for what is known of a time, and the days ahead from which and to which it can be said."""

    text: str
    first: int = 0
    last: int = 10_000


ANY_CLOCK = ("{clock}",) * 6 + ("around {clock}",)
DAYS = (Form("today", 0, 0), Form("tomorrow", 1, 1), Form("tomorrow", 1, 1), Form("the day after tomorrow", 2, 2))
NEAR = (*DAYS, Form("{weekday}", 1, 6), Form("{weekday}", 1, 6), Form("{weekday}", 1, 6), Form("next {weekday}", 2, 13))
DATES = tuple(
    Form(text, 2, 300)
    for text in ("{month} {ordinal}", "{ordinal} {month}", "{ordinal} of {month}", "{month} {day}", "{day} {month}",
                 "{weekday} {month} {ordinal}", "{weekday} the {ordinal}")
)  # fmt: skip
RANGES = ("from {clock} to {until}", "{clock} to {until}", "{clock} - {until}", "between {clock} and {until}")


def timed(forms: tuple[Form, ...], *patterns: str) -> tuple[Form, ...]:
    """Forms of a day with an hour beside it."""
    return tuple(Form(p.format(day=f.text, clock="{clock}"), f.first, f.last) for f in forms for p in patterns)


#: Class of time phrases (a lexicon's name) → the forms of that class whose meaning is known.
FORMS: dict[str, tuple[Form, ...]] = {
    "when_day": DAYS,
    "when_weekday": NEAR[4:],
    "when_date": DATES,
    "when_ordinal": (Form("{ordinal}", 2, 26), Form("{ordinal} of {month}", 2, 300)),
    "when_clock": tuple(Form(text, 0, 1) for text in ANY_CLOCK),
    "when_clock_range": tuple(Form(text, 0, 1) for text in RANGES),
    "when_day_clock": timed(DAYS[:3], "{day} at {clock}", "{day} at {clock}", "{clock} {day}", "{day} {clock}"),
    "when_weekday_clock": timed(NEAR[4:], "{day} at {clock}", "{day} at {clock}", "{day} {clock}")
    + timed(DATES[:2], "{day} at {clock}"),
    "when_day_part": (Form("tomorrow {part}", 1, 1), Form("tomorrow {part}", 1, 1), Form("this {part}", 0, 0)),
    "when_weekday_part": (Form("{weekday} {part}", 1, 6),),
    "when_part": (Form("{part}", 0, 0),),
    "when_period": (Form("this week"), Form("next week"), Form("this month"), Form("next month")),
    "when_weekend": (Form("week"), Form("month"), Form("weekend")),
}
#: Periods by the word that names them: how many weeks or months on.
PERIODS = {"this week": 0, "week": 0, "next week": 1, "this month": 0, "month": 0, "next month": 1, "weekend": 0}


def say(name: str, start: datetime, end: datetime, now: datetime, rng: random.Random) -> tuple[str, Moment] | None:
    """A phrase of class `name` for a thing from `start` to `end` (local), said at `now`, and what it fixes; None where none fits."""
    ahead = (start.date() - now.date()).days
    fitting = [form for form in FORMS.get(name, ()) if form.first <= ahead <= form.last]
    rng.shuffle(fitting)
    for form in fitting:
        if form.text in PERIODS:
            days = period(form.text, now.date())
            if days[0] <= start.date() <= days[1]:
                return form.text, Moment(days)
        elif said := fill(form, start, end, now, rng):
            return said
    return None


def fill(form: Form, start: datetime, end: datetime, now: datetime, rng: random.Random) -> tuple[str, Moment] | None:
    """The form with the facts of a time; None where a word would say something else at `now`."""
    part = next((part for part, (low, high) in PARTS.items() if low <= start.hour < high), None)
    monday = now.date() - timedelta(now.weekday())
    if "{part}" in form.text and part is None:
        return None
    if "next {weekday}" in form.text and (start.date() - monday).days // 7 != 1:
        return None
    if "the {ordinal}" in form.text and (start.date() - now.date()).days > 26:
        return None
    lone = form.text in (*ANY_CLOCK, *RANGES)
    if lone and start - now >= timedelta(1):
        return None  # an hour by itself is the next coming one (policy 5)
    bare = "{clock}" in form.text and rng.random() < BARE and start.minute in (0, 30) and 7 <= start.hour <= 18
    bare = bare and not (lone and start - now >= timedelta(hours=12))
    text = form.text.format(
        weekday=WEEKDAYS[start.weekday()],
        month=MONTHS[start.month - 1],
        day=start.day,
        ordinal=ordinal(start.day),
        part=part,
        clock=clock(start, bare, rng),
        until=clock(end, bare, rng),
    )
    return text, Moment(
        None if lone or form.text == "{part}" else (start.date(), start.date()),
        minute(start) if "{clock}" in form.text else None,
        minute(end) if "{until}" in form.text else None,
        PARTS[part] if part and "{part}" in form.text else None,
        bare,
        "{weekday}" in form.text and not any(word in form.text for word in ("next", "month", "ordinal")),
    )


def period(words: str, today: date) -> tuple[date, date]:
    """First and last day of a period (weeks run Monday to Sunday, policy 1)."""
    monday = today - timedelta(today.weekday())
    if words == "weekend":
        return monday + timedelta(5), monday + timedelta(6)
    if words.endswith("week"):
        first = monday + timedelta(7 * PERIODS[words])
        return first, first + timedelta(6)
    first = today.replace(day=1)
    for _ in range(PERIODS[words]):
        first = (first + timedelta(31)).replace(day=1)
    return first, (first + timedelta(31)).replace(day=1) - timedelta(1)


def minute(at: datetime) -> int:
    """The minute of the day."""
    return at.hour * 60 + at.minute


def ordinal(day: int) -> str:
    """1st, 2nd, 3rd, 4th…"""
    ending = "th" if 11 <= day % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def clock(at: datetime, bare: bool, rng: random.Random) -> str:
    """An hour in one of the usual ways."""
    hour, half = (at.hour - 1) % 12 + 1, "am" if at.hour < 12 else "pm"
    minutes = f":{at.minute:02}" if at.minute else ""
    if bare:
        return f"{hour}{minutes}"
    return rng.choice((f"{hour}{minutes}{half}", f"{hour}{minutes} {half}", f"{at.hour}:{at.minute:02}" if at.hour > 12 else f"{hour}{minutes}{half}"))  # fmt: skip
