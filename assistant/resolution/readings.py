"""Times that can be read in two ways: asked where the words leave them open, offered beside the plan where one reading is likelier."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from assistant import wording
from assistant.commands import Command, with_values
from assistant.phrasing import say_date, say_phrase
from assistant.plan import Choice, Clarification, Question, ask
from assistant.resolution.asking import replaced
from assistant.resolution.coming_and_going import BEING
from assistant.resolution.context import Context
from assistant.resolution.naming import capital
from assistant.temporal.exact import exact_day, exact_hour
from assistant.temporal.expressions import DaySpan, Edge, Feast, Point, Span, Value, Weekday
from assistant.temporal.reading import find_times, values_of
from assistant.temporal.values import Anchored, Purpose
from models.recurrence import parts
from models.rows import Event

#: "New Year's Day walk at 11" is of that day; a Christmas lunch may be of another.
OWN_DAY = re.compile(r"(?:day|eve|night)$|^(?:halloween|hogmanay|nye|st\.? valentine.*|valentine['’]?s?)$", re.I)
DAY_AFTER = re.compile(r"\b(?:the )?day after(?=$|,? (?:at )?\d)", re.I)
DAY_BEFORE = re.compile(
    r"(?:the )?(day|night|evening|afternoon|morning) before(?:,? (?:at )?\d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?)?", re.I
)
#: 5/6 is a day in May or in June.
NUMERIC = re.compile(r"(?<![\d/.-])\d{1,2}\s?[/.-]\s?\d{1,2}(?!\d)")
#: The other date of such numbers is offered where it lies within this time of the first.
NEAR = timedelta(days=183)
INSTANT = timedelta(microseconds=1)
#: What takes hours of a day, and words that take a time as a whole.
MEETING = re.compile(rf"(?<!\bon ){wording.pattern(*wording.MEETING_NAMES, *wording.NOT_MEETINGS).pattern}", re.I)
TO_HOUR = re.compile(r"(?:[-–]|\bto|\buntil|\btill)\s*(?:\d|noon\b|midnight\b)", re.I)
WITHIN = re.compile(r"\b(?:between|within|window|some ?time|any ?time|at some point)\b", re.I)
WHOLE = re.compile(rf"\b(?:all|whole|entire|throughout|through|every|rest|off|{wording.UNTIL_WHEN})\b", re.I)
#: Words for what goes on week after week.
REPEATING = re.compile(
    rf"\b(?:every|each|all|daily|weekly|weekdays?|regular\w*|usual\w*|always|series|recurring|standing|from|starting|{wording.UNTIL_WHEN}|{wording.WEEKDAY}s)\b",
    re.I,
)
TOLD_PAST = re.compile(
    r"^\W*(?:i|we) (?:went|had(?! (?:better|planned|booked|hoped|wanted|meant|to)\b)|saw|met|(?:was|were) (?:at|in|with|on)|did|took|visited|attended)\b",
    re.I,
)
BARE_WEEKDAY = re.compile(rf"^(?:on )?({wording.WEEKDAY_OR_SHORT}\b)", re.I)
#: "Judith is on holiday": for as long as is said.
AWAY = re.compile(rf"(?:\b(?:is|are|will be)|['’]s)\s+{BEING}", re.I)
#: Of every so many weeks, or of each month.
EVERY_NTH = re.compile(rf"\bevery (second|third|fourth|2nd|3rd|4th) ({wording.WEEKDAY_OR_SHORT})\b", re.I)
#: What takes days.
LASTING = re.compile(
    r"\b(?!(?:meet|train|open|wedd|clos|clean|view|even|morn|fitt|hear|screen|brief|wax|check)ing\b)\w+ing\b"
    r"|\b(?:holidays?|vacation|leave|break|away|off|trips?|travel|camp|conference|congress|convention|festival|retreat|term|school|exams?|course|training|"
    r"workshop|tour|cruise|visits?|stays?|on[- ]?call|shifts?|rota|duty|sprint|project|weeks?|days|fair|expo|games|championships?|tournament|hackathon|"
    r"sale|works?|wfh|home|office|closed|closure|here|in|to)\b",
    re.I,
)
#: Feasts of other calendars, whose day is nothing that `temporal.feasts` can tell.
MOVABLE = re.compile(
    r"(?:diwali|deepavali|holi|navratri|dussehra|raksha bandhan|onam|pongal|eid(?: al[- ](?:fitr|adha))?|ramadan|iftar|muharram|hanukkah"
    r"|chanukah|passover|pesach|purim|sukkot|rosh hashanah|yom kippur|(?:lunar|chinese) new year|tet|nowruz|vesak|losar)\b",
    re.I,
)


def phrase_of(reading: Anchored) -> str:
    """Words that say this time and no other."""
    start, end = reading.start or reading.end, reading.end
    assert start is not None
    if not reading.time_said:
        if reading.start is None:
            start -= INSTANT
        last = (end - INSTANT).date() if end and reading.bound is None else start.date()
        words = exact_day(start)
        return f"{reading.bound or ''} {words}".strip() if last == start.date() else f"{words} to {exact_day(last)}"
    day = f"{exact_day(start)} " if reading.day_said else ""
    if reading.part_of_day and reading.part_of_day != "noon":
        return f"{day}{reading.part_of_day}".strip()
    if side := one_side(reading):
        return f"{day}{side}"
    if reading.kind == "interval" and end is not None and reading.start is not None:
        return f"{day}from {exact_hour(start)} to {exact_hour(end)}"
    return f"{reading.bound or ''} {day}{'at ' if day else ''}{exact_hour(start)}".strip()


def one_side(reading: Anchored) -> str:
    """ "after 4pm", "before 9am", which neither go on until midnight nor begin at it; empty where both sides of a time are said."""
    start, end, midnight = reading.start, reading.end, datetime.min.time()
    if start is None or end is None or not reading.time_said or reading.part_of_day:
        return ""
    if reading.bound in ("after", "from") and end.time() == midnight:
        return f"{reading.bound} {exact_hour(start)}"
    before = reading.bound in ("before", "by") and start.time() == midnight
    return f"{reading.bound} {exact_hour(end)}" if before else ""


def label_of(reading: Anchored, context: Context) -> str:
    """A reading on a button: "Fri 12 Mar, noon" in the calendar's own words."""
    start = reading.start or reading.end
    assert start is not None
    day = start if reading.time_said or reading.start is not None else start - INSTANT
    said = say_date(day.date(), context.now.date()) if reading.day_said else ""
    hour = "" if not reading.time_said else one_side(reading) or reading.part_of_day or exact_hour(start)
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
    return typed(label_of(reading, context), text, dataclasses.replace(command, values=values))


def instead(command: Command, label: str, phrase: str, said: str) -> Choice:
    """The same command with its time said otherwise."""
    return Choice(label, replaced(command, phrase, said), (with_values(command, when=(said,)),))


def all_of_it(command: Command, phrase: str, start: datetime, end: datetime) -> Choice:
    """The same command from the first to the last of several days."""
    return instead(command, "All of it", phrase, f"{exact_day(start)} to {exact_day(end - INSTANT)}")


def typed(label: str, text: str, meant: Command) -> Choice:
    """What is meant by a sentence as if it had been typed."""
    return Choice(label, text, (dataclasses.replace(meant, text=text),))


def ask_reading(command: Command, phrase: str, reading: Anchored, context: Context) -> Clarification | None:
    """The question that a time which its words leave open needs; None where they don't."""
    if not reading.undecided or not reading.alternatives:
        return None
    choices = tuple(at_reading(command, phrase, r, context) for r in (reading, reading.alternatives[0]))
    return ask(f"“{phrase}”: {choices[0].label} or {choices[1].label}?", choices)


def other_date(command: Command, phrase: str, reading: Anchored, context: Context) -> Question | None:
    """ "5/6": beside the date in the person's order, the one in the other order where it is near."""
    if not NUMERIC.search(phrase) or not reading.alternatives or reading.next_weekday:  # "next Thursday 7.30pm"
        return None
    other = reading.alternatives[0]
    start, second = reading.start or reading.end, other.start or other.end
    if start is None or second is None or start.date() == second.date() or start.time() != second.time():
        return None  # "9.30", said at ten, is an hour
    near = min(abs(second - start), abs(second - context.now.replace(tzinfo=None)))
    past = start.date() < context.now.date() <= second.date()
    if near > NEAR and not past:
        return None
    choice = at_reading(command, phrase, other, context)
    return Question(f"Day and month as usual? Or {choice.label}?", (choice,))


def once_each(command: Command, anchored: Anchored) -> Question | None:
    """ "gym mon wed fri at 6", "sale fri-sun 8 to 2": days in a row of every week, or of one."""
    rule = parts(anchored.rrule or "")
    days, phrase = rule.get("BYDAY", "").count(",") + 1, " ".join(command.values.when)
    said = f"{command.values.recurrence or ''} {phrase}"
    weekly = rule.keys() == {"FREQ", "BYDAY"} and rule["FREQ"] == "WEEKLY"
    if not weekly or days < 2 or REPEATING.search(f"{said} {command.text}"):
        return None
    times = f"for {days} times"
    counted = with_values(command, when=(f"{phrase} {times}",))
    if said_rule := command.values.recurrence:
        counted = with_values(command, recurrence=f"{said_rule} {times}", times=None)
    once = Choice("Only once", f"{command.text} {times}", (counted,))
    return Question("Every week? Or only once on each of these days?", (once,))


def by_month(command: Command, rrule: str | None, other: Question | None) -> Question | None:
    """ "book club every third Thursday": every three weeks, or that of each month, beside another question."""
    rule = command.values.recurrence or ""
    found = EVERY_NTH.search(rule) if "INTERVAL" in (rrule or "") else None
    if found is None or found[0] not in command.text:
        return other
    said = f"{found[0]} of the month"
    times = command.values.times and command.values.times.replace(found[0], said)
    meant = with_values(command, recurrence=rule.replace(found[0], said), times=times)
    text, label = command.text.replace(found[0], said), f"the {found[1]} {capital(found[2])} of each month"
    choice = typed(capital(label), text, meant)
    asked = f"{other.text} Or" if other else f"Every {parts(rrule or '')['INTERVAL']} weeks? Or"
    return Question(f"{asked} {label}?", (*(other.choices if other else ()), choice))


def last_of_month(command: Command, phrase: str) -> Question:
    """ "to the 31st", of a series by the month: most people mean the last day of the short months too."""
    said = "last day of the month"
    text = command.text.replace(phrase, f"the {said}")
    last = typed(f"The {said}", text, with_values(command, when=(said,)))
    return Question(f"Shorter months have no such day. Or the {said}?", (last,))


def last_of_february(command: Command) -> Question:
    """A year's repetition of a 29 February, which three years of four have none of."""
    said = "every year on the last day of February"
    text, meant = (
        f"{' '.join(command.values.names)} {said}".strip(),
        with_values(command, when=(), recurrence=said, times=None),
    )
    asked = "Only leap years have a 29 February. Or the last day of February each year?"
    return Question(asked, (typed("The last day of February", text, meant),))


def unknown_feast(command: Command, planned: str) -> Question | None:
    """ "Diwali dinner 7pm", and nobody here knows when Diwali is. `planned`: the day that is taken, in words."""
    feast = next((found for name in command.values.names if (found := MOVABLE.match(name))), None)
    asked = f"{planned}? I don't know when {capital(feast[0])} is, so name the day if it is then." if feast else ""
    return Question(asked) if feast else None


def other_week(command: Command, anchored: Anchored) -> Question | None:
    """ "next Friday" while this week's lies ahead: the other one is offered (policy 3)."""
    phrase = next((when for when in command.values.when if re.search(r"\bnext\b", when, re.I)), None)
    if phrase is None or not anchored.next_weekday or not anchored.alternatives:
        return None
    said = re.sub(r"\bnext\b", "this", phrase, count=1, flags=re.I)
    text = re.sub(rf"(?:\bthe )?{re.escape(phrase)}", said, command.text, count=1)
    when = tuple(said if words == phrase else words for words in command.values.when)
    other = typed(capital(say_phrase(said)), text, with_values(command, when=when))
    return Question(f"Next week's, or {say_phrase(said)}?", (other,))


def points_first(name: str) -> Iterator[tuple[str, Point]]:
    """What the time words with which a name begins can mean, beside these words."""
    said = [name[:end] for start, end in find_times(name)[:1] if not start]
    return ((words, value) for words in said for value in values_of(words) if isinstance(value, Point))


def feast_of(name: str) -> str | None:
    """The holiday with which a name begins: "Christmas dinner"."""
    return next((words for words, point in points_first(name) if isinstance(point.day, Feast)), None)


def weekday_of(name: str) -> tuple[str, int] | None:
    """The weekday with which a name begins, as it is said and by its number: "Friday drinks"."""
    return next(((words, p.day.weekday) for words, p in points_first(name) if isinstance(p.day, Weekday)), None)


def on_feast(command: Command, anchored: Anchored, context: Context) -> Question | None:
    """ "Christmas dinner at 5" is said of today or tomorrow (policy 5); the feast's own day is offered."""
    planned = (anchored.start or context.now).date()
    first = "Today" if planned == context.now.date() else f"On {say_date(planned, context.now.date())}"
    choice = next((c for day, c in on_feasts(command, context) if day != planned), None)
    return Question(f"{first}? Or on {choice.label}?", (choice,)) if choice else unknown_feast(command, first)


def on_feasts(command: Command, context: Context) -> Iterator[tuple[date, Choice]]:
    """The same command on each holiday with which one of its names begins."""
    for feast in filter(None, map(feast_of, command.values.names)):
        day = context.read_time(feast, Purpose.CREATE)
        if day is None or day.start is None:
            continue
        said, on = exact_day(day.start), day.start.date()
        meant = with_values(command, when=(said, *command.values.when))
        yield on, typed(say_date(on, context.now.date()), f"{command.text} on {said}", meant)


def told_past(command: Command) -> Command:
    """ "I went to the dentist on Friday": the Friday before."""
    whens = command.values.when
    if not TOLD_PAST.match(command.text):
        return command
    return with_values(command, when=tuple(BARE_WEEKDAY.sub(r"last \1", when) for when in whens))


def ask_day_after(command: Command, phrase: str, context: Context) -> Clarification | None:
    """ "the day after at 6", of nothing that was named: tomorrow, or, as some say, the day after it; "the night before", which is no day that
    is gone; None of all other times."""
    if alone := DAY_BEFORE.fullmatch(phrase):
        return ask(f"The {alone[1].lower()} before what? Say its name, or a day.")
    found = DAY_AFTER.search(phrase)
    if found is None:
        return None
    days = {
        day: phrase.replace(found[0], exact_day(day), 1) for day in (context.now.date() + timedelta(n) for n in (1, 2))
    }
    return ask("Which day do you mean?", [instead(command, say_date(day), phrase, said) for day, said in days.items()])


def ask_days_meant(command: Command, start: datetime, end: datetime, timed: bool) -> Clarification | None:
    """The question that several days need of which one may be meant ("mid March", "the start of next month"), or each."""
    phrase = " ".join(command.values.when)
    value = next(iter(values_of(phrase)), None)
    if timed:
        return ask_each_day(command, phrase, start, end) if is_hour_of_days(value) else None
    part = value.day.which if isinstance(value, Point) and isinstance(value.day, Edge) else ""
    likely = {"begin": start, "early": start, "middle": start + (end - start) / 2, "end": end - INSTANT}.get(part)
    if not likely or command.values.duration:
        return None
    one_day = instead(command, say_date(likely.date()), phrase, exact_day(likely))
    return ask("On which day?", (one_day, all_of_it(command, phrase, start, end)))


def ask_day_of(command: Command, anchored: Anchored) -> Clarification | None:
    """The question that a new event of a month, or one with somebody or of some hours in a week, needs: hardly any is as long."""
    start, end, values = anchored.start, anchored.end, command.values
    long = anchored.grain in ("month", "quarter", "season", "year")
    of_hours = anchored.grain in ("week", "weekend") and any(map(MEETING.search, values.names))
    met = of_hours or (
        anchored.grain == "week" and (values.attendees or not lasts(command)) and not AWAY.search(command.text)
    )
    if not (long or met) or start is None or end is None or values.recurrence or WHOLE.search(command.text):
        return None
    choice = all_of_it(command, " ".join(values.when), start, end)
    return ask("On which day, or days?" if long else "On which day?", (choice,))


def ask_end(command: Command, anchored: Anchored, length: relativedelta | None) -> Clarification | None:
    """ "exam 9-11, 10 minutes of reading": the question that an end and another length need; a time in which a free one is sought has none."""
    start, end, values = anchored.start, anchored.end, command.values
    if not (length and values.duration and start and end) or anchored.kind != "interval" or WITHIN.search(command.text):
        return None
    other = anchored.bound or anchored.part_of_day or anchored.rrule or length.days or start + length == end
    if other or not TO_HOUR.search(" ".join(values.when)):
        return None
    begins = f"{exact_day(start)} {exact_hour(start)}" if anchored.day_said else exact_hour(start)
    until = f"Until {exact_hour(end)}"
    endless = Choice(until, replaced(command, values.duration, ""), (with_values(command, duration=None),))
    long = instead(command, f"For {values.duration}", " ".join(values.when), begins)
    return ask(f"{until}, or for {values.duration}?", (endless, long))


def lasts(command: Command) -> bool:
    """Whether a new event may well take a week: what is done all along ("camping"), what is at a place, a holiday."""
    values = command.values
    return bool(values.location or not values.names or any(map(LASTING.search, values.names)))


def is_hour_of_days(value: Value | None) -> bool:
    """One hour beside several days ("10 to 19 October at 8"): that of each, or at which all begins."""
    if isinstance(value, Span):
        return bool(value.start.day and value.end.day and value.end.clock) and not (
            value.start.clock or value.start.part
        )
    return isinstance(value, Point) and isinstance(value.day, DaySpan) and bool(value.clock) and not value.until


def ask_each_day(command: Command, phrase: str, start: datetime, end: datetime) -> Clarification:
    """ "10 to 19 October at 8": an hour of each of these days, or of none."""
    hour = exact_hour(end)
    days = f"from {exact_day(start)} to {exact_day(end)}"
    timed = with_values(command, when=(f"at {hour}",), recurrence=f"every day {days}", times=None)
    choices = (
        Choice(f"Every day at {hour}", replaced(command, phrase, f"every day {days} at {hour}"), (timed,)),
        instead(with_values(command, times=None), "All day", phrase, days),
    )
    return ask(f"Each of these days at {hour}, or one event over all of them?", choices)


def is_over_days(row: Event, anchored: Anchored) -> bool:
    """ "move the fair to Friday and Saturday", which takes hours of one day."""
    if anchored.kind != "interval" or anchored.grain != "day" or anchored.time_said or anchored.bound:
        return False
    if not (isinstance(row.start, datetime) and isinstance(row.end, datetime) and anchored.start and anchored.end):
        return False
    days = (anchored.end - anchored.start).days
    return days > 1 and row.end.date() - row.start.date() < timedelta(days - 1)
