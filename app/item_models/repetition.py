"""How often a thing repeats, chosen from a few boxes, as the words that the date fields read: one way leads to a rule."""

import dataclasses
from datetime import date, datetime, timedelta, tzinfo
from typing import Final, Literal

from app.formatting import month_name, weekday_name

Unit = Literal["day", "week", "month", "year"]
UNITS: Final[tuple[Unit, ...]] = ("day", "week", "month", "year")
#: The units as rules name them, and what a rule may say for each of them besides.
FREQUENCIES: Final[dict[str, Unit]] = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ORDINALS: Final = ("first", "second", "third", "fourth", "fifth")
#: What the boxes for numbers take.
LEAST_TIMES: Final = 2
MOST: Final = 999
#: A Monday.
MONDAY: Final = date(2024, 1, 1)


@dataclasses.dataclass(frozen=True)
class Repetition:
    """Every so many units from `start` on; in a week on some days (0 is Monday), in a month `on` a day in words. It ends after a last day,
    after so many times, or never."""

    start: date
    every: int = 1
    unit: Unit = "week"
    weekdays: tuple[int, ...] = ()
    on: str = ""
    until: str = ""
    times: int | None = None

    @property
    def words(self) -> str:
        """``every 2 weeks on Monday and Friday until 3 Dec 2026``."""
        often = f"every {self.unit}" if self.every == 1 else f"every {self.every} {self.unit}s"
        end = f"until {self.until}" if self.until else f"for {self.times} times" if self.times else ""
        return " ".join(filter(None, (often, self._days(), end)))

    def _days(self) -> str:
        if self.unit == "week":
            names = [weekday_name(MONDAY + timedelta(days=n)) for n in self.weekdays or (self.start.weekday(),)]
            return f"on {' and '.join(filter(None, (', '.join(names[:-1]), names[-1])))}"
        if self.unit == "month":
            return f"on {self.on or days_of_month(self.start)[0]}"
        return f"on {self.start.day} {month_name(self.start.month)}" if self.unit == "year" else ""


def days_of_month(day: date) -> tuple[str, ...]:
    """How a day may be said for every month: ``the 23rd``, ``the fourth Friday``, and ``the last Friday`` where it is that."""
    name = weekday_name(day)
    last = ("the last " + name,) if (day + timedelta(days=7)).month != day.month else ()
    return (f"the {day.day}{suffix(day.day)}", f"the {ORDINALS[(day.day - 1) // 7]} {name}", *last)


def repetition_of(rule: str, start: date, zone: tzinfo) -> Repetition | None:
    """What the boxes show of an RRULE that is in force from `start` on; None where they can't say it. UNTIL in UTC is a day of `zone`."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    unit = FREQUENCIES.get(parts.pop("FREQ", ""))
    if unit is None:
        return None
    every, times, until = int(parts.pop("INTERVAL", "1")), parts.pop("COUNT", None), parts.pop("UNTIL", "")
    if every > MOST or (times and not LEAST_TIMES <= int(times) <= MOST):
        return None
    plain = Repetition(start, every, unit, until=said_day(until, zone), times=int(times) if times else None)
    if not parts:
        return plain
    if unit == "week":
        days = parts.pop("BYDAY", "").split(",")
        fits = not parts and all(day in WEEKDAYS for day in days)
        return dataclasses.replace(plain, weekdays=tuple(sorted(map(WEEKDAYS.index, days)))) if fits else None
    if unit == "month":
        said = zip(days_of_month(start), parts_of_month(start), strict=False)
        on = next((words for words, part in said if parts == part), None)
        return dataclasses.replace(plain, on=on) if on else None
    yearly = {"BYMONTH": str(start.month), "BYMONTHDAY": str(start.day)}
    return plain if unit == "year" and parts == yearly else None


def parts_of_month(day: date) -> tuple[dict[str, str], ...]:
    """`days_of_month`, as rules have them."""
    name = WEEKDAYS[day.weekday()]
    return {"BYMONTHDAY": str(day.day)}, {"BYDAY": f"{(day.day - 1) // 7 + 1}{name}"}, {"BYDAY": f"-1{name}"}


def said_day(until: str, zone: tzinfo) -> str:
    """``3 December 2026`` of an UNTIL; empty where there is none."""
    if not until:
        return ""
    last = datetime.fromisoformat(until)
    day = last.astimezone(zone) if last.tzinfo else last
    return f"{day.day} {month_name(day.month)} {day.year}"


def suffix(number: int) -> str:
    """``st`` of 1st."""
    return "th" if 11 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
