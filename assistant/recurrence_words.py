"""A recurrence rule read back as a sentence: "every 2 weeks on Tue and Thu until 30 Apr 2026" (RFC 5545 3.3.10)."""

from datetime import datetime, tzinfo

from assistant.phrasing import MONTHS, join
from models.recurrence import parts as parts_of

UNITS = {
    "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year", "HOURLY": "hour", "MINUTELY": "minute", "SECONDLY": "second",
}  # fmt: skip
OFTEN = {"DAILY": "daily", "WEEKLY": "weekly", "MONTHLY": "monthly"}
DAYS = {"MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun"}
WORKDAYS = "MO,TU,WE,TH,FR"
#: Of more months the others are said.
FEW = 8
NTH = {1: "1st", 2: "2nd", 3: "3rd", 21: "21st", 22: "22nd", 23: "23rd", 31: "31st", -1: "last", -2: "second to last"}


def nth(number: int) -> str:
    """ "1st", "last", "3rd to last"."""
    return NTH.get(number) or (f"{number}th" if number > 0 else f"{nth(-number)} to last")


def say_weekday(day: str) -> str:
    """ "TU" → "Tue", "-1FR" → "last Fri"."""
    return f"{nth(int(day[:-2]))} {DAYS[day[-2:]]}" if day[:-2] else DAYS.get(day, day)


def say_rule(rule: str, zone: tzinfo | None = None) -> str:
    """The rule in words; parts that have no plain words are left out. A last day (UNTIL) in UTC is said in `zone`."""
    parts = parts_of(rule)
    unit, interval = UNITS.get(parts.get("FREQ", ""), "time"), int(parts.get("INTERVAL", "1"))
    if parts.get("BYDAY") == WORKDAYS and interval == 1 and unit in ("week", "day"):
        text = "every weekday"
    else:
        text = f"every {unit}" if interval == 1 else f"every {interval} {unit}s"
        days = [say_weekday(d) for d in parts.get("BYDAY", "").split(",") if d]
        position = parts.get("BYSETPOS")
        if days:
            text += (
                f" on the {nth(int(position))} of {join(days)}"
                if position and position.lstrip("-").isdigit()
                else f" on {join(days)}"
            )
    month_days = [nth(int(d)) for d in parts.get("BYMONTHDAY", "").split(",") if d]
    if month_days:
        text += f" on the {join(month_days)}" + (" day" if month_days == ["last"] else "")
    months = [MONTHS[int(m) - 1] for m in parts.get("BYMONTH", "").split(",") if m.isdigit() and 1 <= int(m) <= 12]
    if len(months) > FEW:
        text += f" except in {join([month for month in MONTHS if month not in months])}"
    elif months:
        text += f" in {join(months)}"
    if "COUNT" in parts:
        text += f", {parts['COUNT']} times"
    if "UNTIL" in parts:
        until = datetime.fromisoformat(parts["UNTIL"])
        until = until.astimezone(zone) if until.tzinfo and zone else until
        text += f" until {until.day} {MONTHS[until.month - 1]} {until.year}"
    return text


def say_rhythm(rule: str) -> str:
    """How often, in as few words as there are: "weekly", "every 2 weeks on Tue"; nothing of an end, nor of a yearly day, which is known to come."""
    parts = {name: value for name, value in parts_of(rule).items() if name not in ("COUNT", "UNTIL", "WKST")}
    if parts.get("FREQ") == "YEARLY":
        return ""
    plain = (
        parts.get("INTERVAL", "1") == "1" and "," not in parts.get("BYDAY", "") and len(parts.keys() - {"INTERVAL"}) < 3
    )
    often = OFTEN.get(parts.get("FREQ", "")) if plain else None
    return often or say_rule(";".join(f"{name}={value}" for name, value in parts.items()))
