"""The half of the day that an hour without am or pm means (policy 5), and the other one as a question."""

import dataclasses
import itertools
import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Literal

from assistant import wording
from assistant.commands import Command, with_values
from assistant.phrasing import join, own_city
from assistant.plan import Choice, Question
from assistant.resolution.asking import said_so
from assistant.resolution.context import Context
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.exact import exact_day
from assistant.temporal.expressions import Point
from assistant.temporal.reading import read_time, values_of
from assistant.temporal.values import Anchored, Purpose
from models.rows import Event, Task

#: How far from the present start an hour is still what a bare hour means.
NEAR_MINUTES = 210
#: Seven in the evening is further, and yet what "to 7" means of a thing of the afternoon.
EVENING, EVENING_MINUTES = 19, 420
#: Before it begins what nobody moves there by a bare hour, unless it is as early already, or from near by; the question stays (policy 25).
EARLY, LITTLE_MINUTES = 6, 90
#: The hours of an alarm of which most are meant in the morning, though a bare hour is one of the afternoon.
EARLIEST, LATEST = 4, 6
NOON = 12
#: What the word for a thing puts in the evening, and is as often by day, asks from so late on.
BY_DAY, LATE = re.compile(r"\b(?:party|game)\b", re.I), 21
#: Meals that nobody takes in the evening.
AT_NOON = re.compile(r"\b(?:breakfast|brunch|lunch)\b", re.I)
WORD = re.compile(r"[^\s,;]+")
#: No hour is said in more words: "quarter to eight o'clock".
LONGEST = 6
#: What leads an hour and stays before it.
LED = re.compile(rf"(?:at|around|about|from|by|{wording.UNTIL_WHEN}|before|after|between|@)\b|\W", re.I)


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

    early = other.hour < EARLY <= present.hour
    near = EVENING_MINUTES if other.hour == EVENING and present.hour >= NOON else NEAR_MINUTES
    if distance(other) >= distance(anchored.start) or distance(other) > (LITTLE_MINUTES if early else near):
        return dataclasses.replace(anchored, meridiem_assumed=distance(anchored.start) > NEAR_MINUTES)
    step = other - anchored.start
    return dataclasses.replace(anchored, start=other, end=anchored.end and anchored.end + step, meridiem_assumed=early)


def other_hour(command: Command, anchored: Anchored) -> Question | None:
    """Where 7 to 11 was taken for the morning, the evening is offered (policy 5); of a bare alarm, 4 to 6, the morning; and the other half of
    what was moved to before six, or goes on past midnight ("6 to 1", "6 to 2")."""
    start, end = anchored.start, anchored.end
    if not anchored.meridiem_assumed or start is None or "BYHOUR" in (anchored.rrule or ""):
        return None
    if anchored.bound == "before":  # "before 6 today" begins at midnight, which nobody said
        return None
    ends = end if end is not None and not command.values.duration and anchored.kind != "moment" else None
    of_morning = ends is not None and start.date() == ends.date() and ends.hour < NOON
    alarm = command.object == "task" and wording.ALARM.search(command.text)
    dawn = start.hour <= LATEST and not of_morning
    by_night = ends is not None and ends.time() != time() and ends.date() > start.date()
    if alarm and EARLIEST <= start.hour - 12 <= LATEST and ends is None:
        first = "In the afternoon"
    elif dawn or (7 <= start.hour <= 11 and not AT_NOON.search(command.text) and (ends is None or of_morning)):
        first = "In the morning"
    elif by_night:
        first = "Past midnight"
    else:
        return None
    choice = in_half(command, anchored, [start] if ends is None else [start, ends])
    return Question(f"{first}? Or {'from' if ends else 'at'} {choice.label}?", (choice,)) if choice else None


def other_half_by_day(command: Command, anchored: Anchored, context: Context) -> Question | None:
    """ "a game on Sunday at 10", where that word alone says ten in the evening: the morning is offered (policy 21); not of a "game night"."""
    values, start = command.values, anchored.start
    phrase = " ".join(filter(None, (values.recurrence, *values.when)))
    by_name = hour_hint(command.text) == "pm" and not hour_hint(BY_DAY.sub(" ", command.text))
    if start is None or start.hour < LATE or not by_name:
        return None
    bare = context.read_time(phrase, Purpose.CREATE) if phrase else None
    if bare is None or not bare.meridiem_assumed or bare.start is None or bare.start.hour >= NOON:
        return None
    ends = anchored.end if not values.duration and anchored.kind == "interval" else None
    choice = in_half(command, anchored, [start] if ends is None else [start, ends])
    return Question(f"In the evening? Or {'from' if ends else 'at'} {choice.label}?", (choice,)) if choice else None


def other_half_by_night(command: Command, anchored: Anchored, context: Context) -> Question | None:
    """ "wake me at 2", where that word alone says two at night: the afternoon is offered (policy 21)."""
    start, phrase = anchored.start, " ".join(filter(None, (command.values.recurrence, *command.values.when)))
    if start is None or start.hour > EARLIEST or not wording.WAKE.search(command.text) or not anchored.time_said:
        return None
    bare = context.read_time(phrase, Purpose.CREATE) if phrase else None
    if bare is None or not bare.meridiem_assumed or bare.start is None or bare.start.hour < NOON:
        return None
    choice = in_half(command, anchored, [start])
    return Question(f"At night? Or at {choice.label}?", (choice,)) if choice else None


def in_half(command: Command, anchored: Anchored, hours: Sequence[datetime]) -> Choice | None:
    """The same command with its hours in the other half of the day, in a sentence that says so and all that was said besides: "yoga Monday
    8.30" → "yoga Monday 8:30 pm". Where the sentence does not hold the hour, or not all that was said since, the hour alone. None where
    the hour of a repetition stands in none of its words."""
    values = command.values
    label = " to ".join(
        f"{at.hour % 12 or 12}:{at.minute:02d} {'am' if at.hour >= NOON else 'pm'}".replace(":00", "") for at in hours
    )
    for phrase in (*values.when, values.recurrence or ""):
        clock = clock_in(phrase, hours, label)
        if clock is None:
            continue
        said = phrase[: clock[0]] + label + phrase[clock[1] :]
        meant = with_values(
            command,
            when=tuple(said if words == phrase else words for words in values.when),
            recurrence=said if phrase == values.recurrence else values.recurrence,
            times=values.times.replace(phrase, said, 1) if values.times and phrase in values.times else None,
        )
        text = said_in(command.text, phrase, clock, label) if is_said_whole(command) else None
        return said_so(label, text, meant) if text else Choice(label, f"make it {label}", (meant,))
    if anchored.rrule:
        return None
    day = f"{exact_day(hours[0])} at " if anchored.day_said else ""
    return Choice(label, f"make it {label}", (with_values(command, when=(f"{day}{label}",)),))


def other_hours(command: Command, questions: Sequence[Question | None]) -> Question | None:
    """ "alarms for 6 and 6:15", each of which asks the same of its hour: one question for all of them; None where one asks nothing."""
    asked = [question for question in questions if question is not None and len(question.choices) == 1]
    if not asked or len(asked) < len(questions) or len({question.text.split("?")[0] for question in asked}) > 1:
        return None
    text, choices = command.text, [question.choices[0] for question in asked]
    others = dict.fromkeys(choice.text for choice in choices)  # "on the 12th and the 17th at 9" says one hour of both
    for other in others:
        begin = beginning(command.text, other)
        rest = beginning(command.text[begin:][::-1], other[begin:][::-1])
        said, instead = command.text[begin : len(command.text) - rest], other[begin : len(other) - rest]
        place = len(text) - (len(command.text) - begin)
        text = f"{text[:place]}{instead}{text[place + len(said) :]}"
    label = join([*dict.fromkeys(choice.label for choice in choices)])
    meant = tuple(one for choice in choices for one in choice.commands)
    return Question(f"{asked[0].text.split('?')[0]}? Or at {label}?", (Choice(label, text, meant),))


def beginning(one: str, other: str) -> int:
    """How many letters two texts have in common from their start on."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def is_said_whole(command: Command) -> bool:
    """The sentence holds all that the command says: nothing of it was said in a turn before or after."""
    values, text = command.values, command.text.casefold()
    rule = values.recurrence if values.recurrence and values.recurrence.casefold() in text else values.times
    said = (*values.attendees, values.location, values.duration, values.description, values.list_name)
    told = all(one is None or one.casefold() in text for one in (*said, rule))
    return told and (rule is not None or values.recurrence is None)


def with_own_zone(
    question: Question | None, row: Event | Task, command: Command, anchored: Anchored, context: Context
) -> Question | None:
    """ "move the call to 4", which goes by London's clock: it is at the person's four; London's is offered beside what else is asked."""
    city, values = own_city(row, context.zone), command.values
    if city is None or anchored.tz or not anchored.time_said or anchored.part_of_day or len(values.when) != 1:
        return question
    said = f"{values.when[0]} {city} time"
    there = context.read_time(said, Purpose.CHANGE)
    if there is None or there.tz is None or values.when[0] not in command.text:
        return question
    text = command.text.replace(values.when[0], said, 1)
    choice = said_so(f"{city} time", text, with_values(command, when=(said,)))
    first, others = (question.text, question.choices) if question else ("By your own clock?", ())
    return Question(f"{first} Or by that of {city}?", (*others, choice))


def by_own_clock(phrase: str, row: Event | Task, command: Command, context: Context) -> str:
    """ "10am his time", of a call that goes by London's clock: ten there."""
    city = own_city(row, context.zone)
    theirs = rf"{re.escape(phrase)},? (?:(?:his|her|their|local) time|over there)\b"
    return f"{phrase} {city} time" if city and re.search(theirs, command.text, re.I) else phrase


def clock_in(phrase: str, hours: Sequence[datetime], label: str) -> tuple[int, int] | None:
    """Where a phrase says this hour, or these from and to, so that `label` in its place says the other half of the day: "half 8" of "Monday at half 8"."""
    words = [word.span() for word in WORD.finditer(phrase)]
    spans = [(words[i][0], words[j][1]) for i in range(len(words)) for j in range(i, min(len(words), i + LONGEST))]
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], -span[0])):
        value = next(iter(values_of(phrase[start:end])), None)
        if LED.match(phrase[start:end]) or not isinstance(value, Point) or value.clock is None:
            continue
        clocks = [clock for clock in (value.clock, value.until) if clock is not None]
        told = [(clock.hour % 12, clock.minute) for clock in clocks] == [(at.hour % 12, at.minute) for at in hours]
        alone = value == Point(clock=value.clock, until=value.until) and all(clock.bare for clock in clocks)
        if told and alone and read_time(phrase[:start] + label + phrase[end:], ANY_TIME) is not None:
            return start, end
    return None


def said_in(text: str, phrase: str, clock: tuple[int, int], label: str) -> str | None:
    """A sentence with its hour said so; None where it is not clear which words say the hour: "New Year's Day walk at 11"."""
    hour = phrase[slice(*clock)]
    for words, offset in ((phrase, clock[0]), (hour, 0)):
        found = [m.start() + offset for m in re.finditer(rf"(?<![\w.:]){re.escape(words)}(?![\w:]|\.\d)", text)]
        if len(found) == 1 or (found and words == phrase != hour):
            return text[: found[-1]] + label + text[found[-1] + len(hour) :]
    return None
