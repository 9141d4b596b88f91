"""Dates, spans and counts in words. English, since the sentences are; hours by the locale's clock.

Every instant that comes in is stored or aware; what goes out is local to `Formatter.zone`.
"""

import dataclasses
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale
from tzlocal import get_localzone_name

from assistant.phrasing import TWELVE_HOURS, say_time
from assistant.temporal.countries import writes_day_first
from assistant.timespan import instant
from models.rows import Event, Task, When

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
SHORT = QLocale.FormatType.ShortFormat


def tr(text: str) -> str:
    """A sentence or word of this module, in the language of the window."""
    return QCoreApplication.translate("formatting", text)


def weekday_name(day: date, short: bool = False) -> str:
    """Friday, or Fri."""
    return ENGLISH.dayName(day.isoweekday(), SHORT if short else QLocale.FormatType.LongFormat)


def month_name(month: int, short: bool = False) -> str:
    """March, or Mar."""
    return ENGLISH.monthName(month, SHORT if short else QLocale.FormatType.LongFormat)


def system_uses_twelve_hours() -> bool:
    """True where the system's locale writes 3 PM."""
    return "ap" in QLocale.system().timeFormat(SHORT).lower()


def system_says_day_first() -> bool:
    """True where the system's locale writes 31/12, not 12/31, or without a locale the country of its time zone."""
    system = QLocale.system()
    if system.language() is QLocale.Language.C:
        return writes_day_first(ZoneInfo(get_localzone_name() or "UTC"))
    order = system.dateFormat(SHORT).lower()
    return order.find("d") < order.find("m")


def count(number: int, one: str, many: str) -> str:
    """``3 meetings``."""
    return f"{number} {one if number == 1 else many}"


@dataclasses.dataclass
class Formatter:
    """How this person reads dates and hours. One is shared by the whole window; the settings change it in place."""

    zone: ZoneInfo
    twelve_hours: bool = False
    #: 0 is Monday.
    first_weekday: int = 0

    def prefer(self, twelve_hours: bool, first_weekday: int) -> None:
        """Writes so from now on, and has the assistant write hours alike."""
        self.twelve_hours = twelve_hours
        TWELVE_HOURS.set(twelve_hours)
        self.first_weekday = first_weekday

    def first_of_week(self, day: date) -> date:
        """The day that begins the week of `day`."""
        return day - timedelta(days=(day.weekday() - self.first_weekday) % 7)

    def clock(self, moment: time | datetime) -> str:
        """``15:00``, or ``3 pm``."""
        return say_time(moment, self.twelve_hours)

    def short_hours(self, first: int, last: int) -> str:
        """Two minutes of a day, narrow: ``22–24``, ``10–12am``."""

        def said(minute: int) -> str:
            hour = minute // 60
            return f"{(hour % 12 or 12) if self.twelve_hours else hour}" + (f":{minute % 60:02}" if minute % 60 else "")

        half = ("am" if last % (24 * 60) < 12 * 60 else "pm") if self.twelve_hours else ""
        return f"{said(first)}–{said(last)}{half}"

    def span(self, start: datetime, end: datetime) -> str:
        """``15:00 – 16:00``, local; the end's day is said where it is another one."""
        start, end = start.astimezone(self.zone), end.astimezone(self.zone)
        if end <= start:
            return self.clock(start)
        if end.date() == start.date() or end - start < timedelta(hours=12):
            return f"{self.clock(start)} – {self.clock(end)}"
        return f"{self.clock(start)} – {self.day(end.date())}, {self.clock(end)}"

    def span_on(self, day: date, start: datetime, end: datetime) -> str:
        """What of a span lies on one of its days: ``15:00 – 16:00``, ``from 17:00``, ``all day``, ``until 10:00``; a night is said whole where it
        begins."""
        start, end = start.astimezone(self.zone), end.astimezone(self.zone)
        if day == start.date():
            night = end - start < timedelta(hours=12)
            return self.span(start, end) if night or end.date() == day else tr("from {}").format(self.clock(start))
        return tr("until {}").format(self.clock(end)) if day == end.date() else tr("all day")

    def day(self, day: date, today: date | None = None) -> str:
        """``Fri 6 Mar``; with the year where it is not `today`'s."""
        year = f" {day.year}" if today and day.year != today.year else ""
        return f"{weekday_name(day, short=True)} {day.day} {month_name(day.month, short=True)}{year}"

    def long_day(self, day: date) -> str:
        """``Friday 6 March 2026``."""
        return f"{weekday_name(day)} {day.day} {month_name(day.month)} {day.year}"

    def distance(self, day: date, today: date) -> str:
        """``today``, ``in 3 days``, ``2 weeks ago``."""
        days = (day - today).days
        near = {0: tr("today"), 1: tr("tomorrow"), -1: tr("yesterday")}
        if days in near:
            return near[days]
        size, one, many = next(
            unit
            for unit in ((365, tr("year"), tr("years")), (60, tr("month"), tr("months")), (14, tr("week"), tr("weeks")), (0, tr("day"), tr("days")))
            if abs(days) >= unit[0]
        )  # fmt: skip
        number = abs(days) // {365: 365, 60: 30, 14: 7, 0: 1}[size]
        words = count(number, one, many)
        return tr("in {}").format(words) if days > 0 else tr("{} ago").format(words)

    def day_with_distance(self, day: date, today: date) -> str:
        """``Fri 6 Mar (in 3 days)``."""
        return f"{self.day(day, today)} ({self.distance(day, today)})"

    def when(self, row: Event | Task, today: date) -> str:
        """When a row is, on one line; empty for a task without a date."""
        if isinstance(row, Task):
            due = row.due if row.due is not None else row.start
            return self.moment(due, today) if due is not None else ""
        if row.start is None:
            return ""
        start = instant(row.start, self.zone)
        end = instant(row.end, self.zone) if row.end is not None else start
        if not isinstance(row.start, datetime):
            last = (end - timedelta(days=1)).date()
            return self.day(start.date(), today) + (f" – {self.day(last, today)}" if last > start.date() else "")
        return f"{self.day(start.date(), today)}, {self.span(start, end)}"

    def moment(self, when: When, today: date) -> str:
        """A date, or a date and an hour."""
        local = instant(when, self.zone)
        return (
            f"{self.day(local.date(), today)}, {self.clock(local)}"
            if isinstance(when, datetime)
            else self.day(local.date(), today)
        )

    def phrase(self, when: When) -> str:
        """A stored value as a phrase that the date fields read back: ``Fri 6 Mar 2026 15:00``, ``Fri 6 Mar 2026 3 pm``."""
        local = instant(when, self.zone)
        day = f"{weekday_name(local, short=True)} {local.day} {month_name(local.month, short=True)} {local.year}"
        return f"{day} {self.clock(local)}" if isinstance(when, datetime) else day

    def week(self, first: date, days: int) -> str:
        """Title of a span of days: ``2 – 8 March 2026``, ``30 Mar – 5 Apr 2026``, so that the buttons beside it keep their room."""
        last = first + timedelta(days=days - 1)
        if days == 1:
            return self.long_day(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day} – {last.day} {month_name(first.month)} {first.year}"
        year = f" {first.year}" if first.year != last.year else ""
        begin, end = (month_name(day.month, short=True) for day in (first, last))
        return f"{first.day} {begin}{year} – {last.day} {end} {last.year}"

    def brief_week(self, first: date, days: int) -> str:
        """The same where there is little room: ``2 – 8 Mar``, ``30 Mar – 5 Apr``, ``Tue 3 Mar``."""
        last = first + timedelta(days=days - 1)
        if days == 1:
            return self.day(first)
        begin, end = (month_name(day.month, short=True) for day in (first, last))
        return f"{first.day}{f' {begin}' if begin != end else ''} – {last.day} {end}"
