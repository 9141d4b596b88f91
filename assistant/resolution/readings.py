"""Times that can be read in two ways: asked where the words leave them open, offered beside the plan where one reading is likelier."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from assistant.commands import Command
from assistant.phrasing import say_date
from assistant.plan import Choice, Clarification, Question
from assistant.resolution.asking import replaced
from assistant.resolution.context import Context
from assistant.temporal.expressions import Feast, Point, Weekday
from assistant.temporal.reading import find_times, values_of
from assistant.temporal.values import Anchored, Purpose

#: 5/6 is a day in May or in June.
NUMERIC = re.compile(r"(?<![\d/.-])\d{1,2}\s?[/.-]\s?\d{1,2}(?!\d)")
#: The other date of such numbers is offered where it lies within this time of the first.
NEAR = timedelta(days=183)
INSTANT = timedelta(microseconds=1)


def say_clock(at: datetime) -> str:
    """An hour that can be read in one way only: "3:30pm"."""
    return f"{at.hour % 12 or 12}{f':{at.minute:02d}' if at.minute else ''}{'am' if at.hour < 12 else 'pm'}"


def phrase_of(reading: Anchored) -> str:
    """Words that say this time and no other."""
    start, end = reading.start or reading.end, reading.end
    assert start is not None
    if not reading.time_said:
        if reading.start is None:
            start -= INSTANT
        last = (end - INSTANT).date() if end and reading.bound is None else start.date()
        words = f"{start.day} {start:%B} {start.year}"
        return (
            f"{reading.bound or ''} {words}".strip()
            if last == start.date()
            else f"{words} to {last.day} {last:%B} {last.year}"
        )
    day = f"{start.day} {start:%B} {start.year} " if reading.day_said else ""
    if reading.part_of_day and reading.part_of_day != "noon":
        return f"{day}{reading.part_of_day}".strip()
    if reading.kind == "interval" and end is not None and reading.start is not None:
        return f"{day}from {say_clock(start)} to {say_clock(end)}"
    return f"{reading.bound or ''} {day}{'at ' if day else ''}{say_clock(start)}".strip()


def label_of(reading: Anchored, context: Context) -> str:
    """A reading on a button: "Fri 12 Mar, noon" in the calendar's own words."""
    start = reading.start or reading.end
    assert start is not None
    day = start if reading.time_said or reading.start is not None else start - INSTANT
    said = say_date(day.date(), context.now.date()) if reading.day_said else ""
    hour = "" if not reading.time_said else reading.part_of_day or say_clock(start)
    return ", ".join(part for part in (said, hour) if part)


def at_reading(command: Command, phrase: str, reading: Anchored, context: Context) -> Choice:
    """The same command at one of the times that it can mean."""
    said = phrase_of(reading)
    values = dataclasses.replace(command.values, when=(said,))
    if command.values.recurrence and command.values.recurrence in phrase:
        values = dataclasses.replace(values, recurrence=None)
    words = (re.escape(word) for word in phrase.split())
    found = re.search(r"\s+(?:(?:at|on|in|the|for)\s+)*".join(words), command.text)  # little words may stand between
    text = replaced(command, found[0] if found else phrase, said)
    return Choice(label_of(reading, context), text, (dataclasses.replace(command, text=text, values=values),))


def ask_reading(command: Command, phrase: str, reading: Anchored, context: Context) -> Clarification | None:
    """The question that a time which its words leave open needs; None where they don't."""
    if not reading.undecided or not reading.alternatives:
        return None
    choices = tuple(at_reading(command, phrase, r, context) for r in (reading, reading.alternatives[0]))
    return Clarification(Question(f"“{phrase}”: {choices[0].label} or {choices[1].label}?", choices))


def other_date(command: Command, phrase: str, reading: Anchored, context: Context) -> Question | None:
    """ "5/6": beside the date in the person's order, the one in the other order where it is near."""
    if not NUMERIC.search(phrase) or not reading.alternatives:
        return None
    other = reading.alternatives[0]
    start, instead = reading.start or reading.end, other.start or other.end
    if start is None or instead is None or start.date() == instead.date():
        return None
    past = start.date() < context.now.date() <= instead.date()
    if abs(instead - start) > NEAR and not past:
        return None
    choice = at_reading(command, phrase, other, context)
    return Question(f"Day and month as usual? Or {choice.label}?", (choice,))


def last_of_month(command: Command, phrase: str) -> Question:
    """ "to the 31st", of a series by the month: most people mean the last day of the short months too."""
    said = "last day of the month"
    instead = dataclasses.replace(
        command,
        text=command.text.replace(phrase, f"the {said}"),
        values=dataclasses.replace(command.values, when=(said,)),
    )
    return Question(
        f"Shorter months have no such day. Or the {said}?", (Choice(f"The {said}", instead.text, (instead,)),)
    )


def other_week(command: Command, anchored: Anchored, phrase: str) -> Question | None:
    """ "next Friday" while this week's lies ahead: the other one is offered (policy 3)."""
    if not anchored.next_weekday or not anchored.alternatives:
        return None
    said = re.sub(r"\bnext\b", "this", phrase, count=1, flags=re.I)
    instead = dataclasses.replace(
        command, text=command.text.replace(phrase, said, 1), values=dataclasses.replace(command.values, when=(said,))
    )
    return Question(f"Next week's, or {said}?", (Choice(said[:1].upper() + said[1:], instead.text, (instead,)),))


def feast_of(name: str) -> str | None:
    """The holiday with which a name begins: "Christmas dinner"."""
    for start, end in find_times(name)[:1]:
        feast = name[start:end]
        if not start and any(isinstance(v, Point) and isinstance(v.day, Feast) for v in values_of(feast)):
            return feast
    return None


def weekday_of(name: str) -> tuple[str, int] | None:
    """The weekday with which a name begins, as it is said and by its number: "Friday drinks"."""
    for start, end in find_times(name)[:1]:
        for value in () if start else values_of(name[:end]):
            if isinstance(value, Point) and isinstance(value.day, Weekday):
                return name[:end], value.day.weekday
    return None


def on_feast(command: Command, anchored: Anchored, context: Context) -> Question | None:
    """ "Christmas dinner at 5" is said of today or tomorrow (policy 5); the feast's own day is offered."""
    planned = (anchored.start or context.now).date()
    first = "Today" if planned == context.now.date() else f"On {say_date(planned, context.now.date())}"
    choice = next((c for day, c in on_feasts(command, context) if day != planned), None)
    return Question(f"{first}? Or on {choice.label}?", (choice,)) if choice else None


def on_feasts(command: Command, context: Context) -> Iterator[tuple[date, Choice]]:
    """The same command on each holiday with which one of its names begins."""
    for feast in filter(None, map(feast_of, command.values.names)):
        day = context.read_time(feast, Purpose.CREATE)
        if day is None or day.start is None:
            continue
        said = f"{day.start.day} {day.start:%B} {day.start.year}"
        values = dataclasses.replace(command.values, when=(said, *command.values.when))
        instead = dataclasses.replace(command, text=f"{command.text} on {said}", values=values)
        yield day.start.date(), Choice(say_date(day.start.date(), context.now.date()), instead.text, (instead,))
