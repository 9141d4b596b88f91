"""How often a thing repeats, and until when, once that is said anew. What the words leave open stays (policy 15)."""

import dataclasses
import re
from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from assistant import wording
from assistant.commands import Command, Scope, Values, with_selector, with_values
from assistant.phrasing import say_date
from assistant.plan import Clarification, ask
from assistant.resolution import rules
from assistant.resolution.asking import ask_days
from assistant.resolution.context import Context, Target
from assistant.resolution.first_dates import from_own_week, since_then, stepped_row
from assistant.temporal.calendar_units import week_start
from assistant.temporal.hours import PARTS
from assistant.temporal.shifts import read_shift
from assistant.temporal.values import Anchored, Purpose
from assistant.timespan import wall
from models.recurrence import parts
from models.rows import Event, Task
from models.timeline import anchor

NO_REPEAT = re.compile(
    r"\b(?:stop|not|no longer|don't|never|once(?! (?:a|an|every|each|per)\b)|one[- ]time|one[- ]off)\b", re.I
)
ARTICLE = re.compile(r"^(?:on )?the\s+", re.I)
#: "the second Thursday of the month", said of a repetition.
OF_EACH = re.compile(r"\bof (?:the|a|each|every) (?:month|year)\b", re.I)
#: "the second Thursday", "the second Thursday at 9": the same, said to a series by the month.
ORDINAL_WEEKDAY = re.compile(
    rf"((?:on )?(?:the )?(?:first|second|third|fourth|last|1st|2nd|3rd|4th) {wording.WEEKDAY})"
    r"(?:,? (?:at )?(\d{1,2}(?::\d\d)?(?: ?[ap]m)?|noon))?",
    re.I,
)
DAYS = rf"(?:(?:on|every|each) )*{wording.WEEKDAY}s?"
#: What makes a series by the week of one by the month: not "on Thursdays" alone.
EACH_WEEK = re.compile(r"\b(?:every|each|weekly|weeks?)\b", re.I)
#: "also on Saturdays", "add Saturdays": the days that it has stay.
ADDED = re.compile(
    rf"\b(?:also|additionally) (?:be |held )*{DAYS}|\b{DAYS}(?:,? (?:too|as well|also)\b(?! (?!{wording.SINCE_WHEN}\b)\w))"
    rf"|\badd(?:ing)? (?:(?!and\b).)*\b{DAYS}",
    re.I,
)
#: "move yoga to Thursdays too": those instead, whatever else was moved.
MOVED = re.compile(r"\b(?:move|change|switch|shift|reschedule)\b", re.I)
#: What leads the time since when a change holds.
SINCE = re.compile(rf"^\b{wording.SINCE_WHEN}\s+(?:in |on )?", re.I)
#: "on Fridays from January": not "from Monday to Friday", nor "from June until August".
SINCE_LAST = re.compile(
    rf"(.+?)\s+{wording.SINCE_WHEN}\s+(?:in |on )?((?!.*(?:\b(?:to|{wording.UNTIL_WHEN}|through)\b|[-–])).+)", re.I
)
UNTIL_ONLY = re.compile(rf"{wording.UNTIL_WHEN}\s+", re.I)
UNTIL_DAY = re.compile(rf"(.+?)\s+({wording.UNTIL_WHEN}\s+(.+))", re.I)
DAY_UNTIL = re.compile(rf"(.+?)\s+((?:{wording.UNTIL_WHEN}|to)\s+.+)", re.I)
#: "to Tuesdays in January": neither from then on nor until then.
WITHIN = re.compile(
    r"\b(?:in|during|over|within|for|throughout)\s+(?!(?:the )?(?:morning|afternoon|evening|night))|\b(?:this|next) (?:week|month)$",
    re.I,
)
#: "Monday mornings": when on these days.
PART_OF_DAY = re.compile(r"\b(morning|afternoon|evening|night)s?\b", re.I)
INSTANT = timedelta(seconds=1)
ENDS = re.compile(rf"{wording.POLITE}(?:end|stop|finish|discontinue)\b", re.I)
#: "end the Friday catch-up early": the end of that one is meant.
EARLY = re.compile(r"\bearl(?:y|ier)\b", re.I)
#: "Saturday's swimming is the last one".
IS_LAST = re.compile(
    r"\b(?:is|will be) (?:the|his|her|their|our|my) (?:very )?last(?: (?:one|time|lesson|class|session))?\W*$", re.I
)

Row = Event | Task


def recurring_when(command: Command, context: Context) -> Command:
    """ "move it to Wednesdays" is a new repetition, not a new day; "to Thursday or Friday" is a day, whatever it was taken for."""
    values = command.values
    if values.recurrence and not values.when and not OF_EACH.search(values.recurrence):
        said = context.read_time(values.recurrence, Purpose.CHANGE)
        if said is not None and said.kind in ("interval", "moment") and said.bound is None and not command.end_alone:
            return with_values(command, when=(values.recurrence,), recurrence=None)
    if len(values.when) != 1 or values.recurrence:
        return command
    anchored = context.read_time(values.when[0], Purpose.CHANGE)
    if anchored is None or anchored.kind != "recurrence":
        return command
    return with_values(command, when=(), recurrence=values.when[0])


def in_part_of_day(command: Command, row: Row) -> Command:
    """ "to Monday mornings", of what is in the evening: the part of the day is a new time too."""
    said, start = PART_OF_DAY.search(command.values.recurrence or ""), anchor(row)
    if said is None or command.values.when or not isinstance(start, datetime):
        return command
    part = PARTS[said[1].lower()]
    if part.start <= start.hour < part.end:
        return command
    return with_values(command, when=(f"{'at' if said[1] == 'night' else 'in the'} {said[1]}",))


def last_day(command: Command, context: Context) -> date | None:
    """The last day that an update gives to a repetition: "until 16 June", "end it after June 10"; None where it says none, or an hour."""
    values = command.values
    phrase = values.recurrence if values.recurrence and not values.when else " ".join(values.when)
    anchored = context.read_time(phrase, Purpose.CHANGE) if phrase and command.operation == "update" else None
    if anchored is None or anchored.kind != "interval" or not anchored.day_alone:
        return None
    if anchored.bound == "after" and command.end_alone and anchored.start is not None:
        return (anchored.start - INSTANT).date()
    if anchored.end is None or not (anchored.bound == "until" or command.end_alone):
        return None
    return (anchored.end - INSTANT).date()


def from_then_on(command: Command, context: Context) -> Command:
    """ "to Thursdays from June on": beside a new repetition, a time after "from" says since when it holds; "from Tuesdays", which days."""
    values, selector = command.values, command.selector
    split = SINCE_LAST.fullmatch(values.recurrence) if values.recurrence and command.operation == "update" else None
    begun = context.read_time(split[2], Purpose.SELECT) if split and not selector.whens else None
    if split and begun is not None and begun.day_said and begun.kind != "recurrence":
        future = with_values(with_selector(command, whens=(f"from {split[2]}",)), recurrence=split[1])
        return dataclasses.replace(future, scope=Scope.FUTURE)
    times = [SINCE.sub("", words) for words in (*values.when, selector.recurrence) if words]
    if not values.recurrence or len(times) != 1 or selector.whens:
        return command
    if weekdays_named(context.read_time(times[0], Purpose.SELECT)) is not None:
        return command
    if not re.search(rf"{SINCE.pattern[1:]}{re.escape(times[0])}", command.text, re.I):
        return command
    future = with_values(with_selector(command, whens=(f"from {times[0]}",), recurrence=None), when=())
    return dataclasses.replace(future, scope=Scope.FUTURE)


def until_then(command: Command, context: Context) -> Command:
    """ "standup is at 10 until Christmas": an hour, and until which day it is so. What comes until then is meant."""
    phrase, until = " ".join(command.values.when), dataclasses.replace(command.values, when=())
    found = UNTIL_DAY.fullmatch(phrase) if command.operation == "update" else None
    if found is None and UNTIL_ONLY.match(phrase) and not (until.is_empty or command.selector.whens):
        day = context.read_time(UNTIL_ONLY.sub("", phrase), Purpose.CHANGE)  # "half an hour | until December"
        if day is not None and day.day_alone:
            return dataclasses.replace(with_selector(command, whens=(phrase,)), values=until, end_alone=False)
    if found is None or command.selector.whens:
        return command
    hour, day = (context.read_time(words, Purpose.CHANGE) for words in (f"at {found[1]}", found[3]))
    if not (hour and hour.hour_alone and day and day.day_alone):
        return command
    meant = with_values(with_selector(command, whens=(found[2],)), when=(found[1],))
    return dataclasses.replace(meant, end_alone=False)


def until_that_hour(command: Command, context: Context) -> Command:
    """ "extend choir tomorrow until 10": on which day, and until which hour of it."""
    found = DAY_UNTIL.fullmatch(" ".join(command.values.when)) if command.operation == "update" else None
    if found is None or command.selector.whens or not wording.LENGTH.search(command.text):
        return command
    day, hour = (context.read_time(words, Purpose.CHANGE) for words in (found[1], found[2]))
    if not (hour and hour.hour_alone and day and day.day_alone):
        return command
    return with_values(with_selector(command, whens=(found[1],)), when=(found[2],))


def ended_on(command: Command, context: Context) -> Command:
    """ "end the course on 30 April": not that day goes, but what comes after it."""
    whens = command.selector.whens
    unsaid = command.operation == "update" and command.values.is_empty
    says_end = (ENDS.match(command.text) and not EARLY.search(command.text)) or IS_LAST.search(command.text)
    ends = command.object == "event" and len(whens) == 1 and says_end
    if not ends or not (unsaid or command.operation == "delete"):
        return command
    command = dataclasses.replace(command, operation="delete")
    said = context.read_time(whens[0], Purpose.CHANGE)
    if said is None or said.bound not in (None, "after") or not said.day_alone or not command.selector.names:
        return command
    values, meant = Values(recurrence=whens[0] if said.bound else f"until {whens[0]}"), with_selector(command, whens=())
    return dataclasses.replace(meant, operation="update", values=values, end_alone=True, scope=None)


def of_series(command: Command, context: Context) -> Command:
    """A last day is that of the whole series, whatever else the words say ("until 16 June only")."""
    if command.selector.whens or (last_day(command, context) is None and step_of_series(command) is None):
        return command
    return dataclasses.replace(command, scope=Scope.FUTURE if command.scope is Scope.FUTURE else Scope.ALL)


def lasting_until(row: Row, day: date, context: Context) -> Row | Clarification:
    """The series with that local day as its last one (UNTIL, RFC 5545 3.3.10)."""
    start = anchor(row)
    assert start is not None and row.rrule is not None
    end = datetime.combine(day, time(23, 59, 59), context.zone)
    if wall(start).date() > day:
        return ask(f"“{row.summary}” begins on {say_date(wall(start).date())}, after that day.")
    ended = rules.without_end(row.rrule) | {"UNTIL": rules.until_text(end, start)}
    return dataclasses.replace(row, rrule=rules.joined(ended))


def longer_until(row: Row, command: Command) -> date | Clarification | None:
    """The last day of a series that is made longer, or shorter, by days ("extend the course by two weeks"); None where it is not."""
    step, start = step_of_series(command), anchor(row)
    if step is None or start is None or not row.rrule:
        return None
    if not rules.ENDINGS & parts(row.rrule).keys():
        return ask(f"“{row.summary}” goes on without an end.")
    return (rules.last_time(row.rrule, start) or wall(start)).date() + step


def step_of_series(command: Command) -> relativedelta | None:
    """The days, months or years by which an update makes a thing longer, where it says nothing else; None else."""
    values = command.values
    shift = read_shift(values.shift, command.lead) if values.shift and values.has_only("shift") else None
    if shift is None or not (shift.end_only or command.end_alone) or shift.delta.hours or shift.delta.minutes:
        return None
    return shift.delta or None


def read_rule(
    phrase: str, purpose: Purpose, context: Context, hint: Literal["am", "pm"] | None = None
) -> Anchored | None:
    """A phrase of repetition; "the first Monday of the month" is that of each."""
    rule = context.read_time(phrase, purpose, hint)
    if OF_EACH.search(phrase) and (rule is None or not rule.rrule):
        each = context.read_time(f"every {ARTICLE.sub('', phrase)}", purpose, hint)
        return each if each is not None and each.rrule else rule
    return rule


def repeat(row: Row, before: Row, command: Command, context: Context) -> Row | Clarification:
    """The row, `before` it got its hour, with another rule; its start moves to the first date that the rule names, if it names days."""
    if row.rrule and (old := anchor(before)) is not None and (new := anchor(row)) is not None:
        # its last time comes at the new hour too
        row = dataclasses.replace(row, rrule=rules.moved(row.rrule, old, new))
    phrase = command.values.recurrence or ""
    if NO_REPEAT.search(phrase):
        return dataclasses.replace(row, rrule=None, rdates=(), exdates=())
    found = read_rule(phrase, Purpose.CHANGE, context)
    if found is None or not found.rrule:
        return ask_days(command, found if found and found.kind == "recurrence" else None, phrase)
    begun = (held := anchor(row)) is not None and wall(held).date() < context.now.date()
    ends = rules.ENDINGS if begun else {"UNTIL"}  # so many times are not counted from long ago
    whens = " ".join(command.values.when)
    period = context.read_time(whens, Purpose.CHANGE) if row.rrule and whens else None  # "to Tuesdays | next week"
    lasts = whens if period is not None and period.grain in ("week", "month") and period.bound is None else None
    lasts = phrase if row.rrule and WITHIN.search(phrase) and ends & parts(found.rrule).keys() else lasts
    if lasts:
        return ask(f"“{row.summary}” goes on after “{lasts}”. Which days do you mean, or say since when?")
    start = anchor(row)
    if start is None:
        day = (found.start or context.now.replace(tzinfo=None)).date()
        return settled(dataclasses.replace(row, start=day, rrule=found.rrule), found.exdates)
    added = ADDED.search(command.text) and not MOVED.search(command.text)
    rule = with_days_added(found.rrule, row) if added else found.rrule
    if row.rrule and "FREQ=MONTHLY" in row.rrule and "FREQ=WEEKLY" in rule and not EACH_WEEK.search(phrase):
        monthly = in_its_week(rule, row.rrule)
        if monthly is None:
            return ask(f"“{row.summary}” comes once a month. On which day of the month shall it be?")
        rule = monthly
    row = with_last_said(row, rule)
    kept = with_kept(rule, row.rrule, each_week=bool(EACH_WEEK.search(phrase)))
    made: Row = dataclasses.replace(row, rrule=to_end_of_week(kept, row, context))
    if "BY" in found.rrule and found.start is not None:
        future = command.scope is Scope.FUTURE
        made = since_then(made, command, context) if future else from_own_week(row, made, context)
    if isinstance(made, Task) and made.start is None:
        made = dataclasses.replace(made, start=made.due, due=None)
    return settled(made, found.exdates)


def with_last_said(row: Row, new: str) -> Row:
    """ "physio on Mondays too", six times on Thursdays till now: COUNT becomes its last day, where a week has more or fewer times."""
    said, before, start = parts(new), parts(row.rrule or ""), anchor(row)
    often = [rule.get("BYDAY", "").count(",") for rule in (said, before)]
    weekly = said.get("FREQ") == before.get("FREQ") == "WEEKLY" and often[0] != often[1]
    as_often = said.get("INTERVAL") in (None, before.get("INTERVAL"))
    if start is None or not (weekly and as_often) or "BYDAY" not in said or "COUNT" not in before:
        return row
    rule = row.rrule or ""
    last = rules.last_time(rule, start) or wall(start)
    ended = rules.without_end(rule) | {"UNTIL": rules.until_day(last.date(), start)}
    return dataclasses.replace(row, rrule=rules.joined(ended))


def to_end_of_week(rule: str, row: Row, context: Context) -> str:
    """The new rule of a series by the week that keeps its UNTIL: its last week keeps its days, if they come later now; of one that ended on the
    first of two days, "to Tuesdays and Fridays" keeps the first."""
    said, before, start = parts(rule), parts(row.rrule or ""), anchor(row)
    weekly = said.get("FREQ") == before.get("FREQ") == "WEEKLY"
    weekly = weekly and set(said.get("BYDAY", "").split(",")) <= set(rules.DAYS)
    ended = rules.last_time(row.rrule or "", start) if weekly and start and "UNTIL" in before else None
    if ended is None or start is None or said.get("UNTIL") != before.get("UNTIL"):
        return rule
    held = before.get("BYDAY") or rules.DAYS[wall(start).weekday()]
    old, new = (
        sorted((rules.DAYS.index(name) - context.first_weekday) % 7 for name in days.split(","))
        for days in (held, said["BYDAY"])
    )
    first = week_start(ended, context.first_weekday)
    left = [day for day in old if first + timedelta(days=day) <= ended]
    day = first + timedelta(days=new[-1] if left == old else new[: len(left)][-1])
    until = rules.until_day(day.date(), start)
    return rules.joined(said | {"UNTIL": max(said["UNTIL"], until)}) if day > ended else rule


def ends_then(before: Row, after: Row, context: Context) -> tuple[str, ...]:
    """The warning that a new rule gives a series another last day, which is that of its last time."""
    start = anchor(after)
    if not (before.rrule and after.rrule) or start is None or "UNTIL" not in parts(after.rrule):
        return ()
    last = rules.last_time(after.rrule, start)
    if last is None or parts(after.rrule)["UNTIL"] == parts(before.rrule).get("UNTIL"):
        return ()
    return (f"series ends: {say_date(last.date(), context.now.date())}",)


def in_its_week(weekly: str, monthly: str) -> str | None:
    """ "to Thursdays", of what comes on the last Wednesday of the month: on the last Thursday; None where either has not one such day."""
    place, weekday = re.search(r"BYDAY=(-?\d)[A-Z]{2}(?:;|$)", monthly), re.search(r"BYDAY=([A-Z]{2})(?:;|$)", weekly)
    return f"FREQ=MONTHLY;BYDAY={place[1]}{weekday[1]}" if place and weekday else None


def settled(row: Row, days: Collection[date]) -> Row:
    """The series as RFC 5545 writes it: UNTIL in the kind of DTSTART, without days left out ("every Tuesday except March 17")."""
    start = anchor(row)
    if not row.rrule or start is None:
        return row
    rule = rules.alike(row.rrule, start)
    first, gone = rules.left_out(days, rule, start)
    made = stepped_row(row, wall(first) - wall(start))
    return dataclasses.replace(made, rrule=rule, exdates=(*row.exdates, *(at for at in gone if at not in row.exdates)))


def with_kept(new: str, old: str | None, each_week: bool = False) -> str:
    """The new rule with the end of the old one, and with its days by the week or month, where the new words name none; every second week
    stays so where they name days alone ("to Tuesdays"), and not each week of them."""
    if old is None:
        return new
    said, before = parts(new), parts(old)
    if said["FREQ"] == before["FREQ"] == "WEEKLY" and "BYDAY" in said and not each_week:
        held = {name: before[name] for name in ("INTERVAL", "WKST") if name in before}
        said = {"FREQ": said["FREQ"]} | held | said
    ends = {} if rules.ENDINGS & said.keys() else {name: before[name] for name in before if name in rules.ENDINGS}
    as_often = said["FREQ"] == before["FREQ"] and said["FREQ"] in ("WEEKLY", "MONTHLY")
    same = as_often and not any("BY" in name for name in said)
    days = {name: value for name, value in before.items() if same and name in ("BYDAY", "BYMONTHDAY", "BYSETPOS")}
    kept = rules.joined(said | days | ends)
    # "weekly", of what comes on several days of each week, is one of them.
    as_before = {"INTERVAL": "1"} | parts(kept) == {"INTERVAL": "1"} | parts(old)
    return rules.joined(said | ends) if as_before and "," in days.get("BYDAY", "") else kept


def with_days_added(new: str, row: Row) -> str:
    """The new rule with the weekdays of the present one, where both go by the same weeks: "yoga on Saturdays too"."""
    said, before, start = parts(new), parts(row.rrule or ""), anchor(row)
    weekly = all(rule.get("FREQ") == "WEEKLY" for rule in (said, before))
    if start is None or not weekly or "BYDAY" not in said or said.get("INTERVAL") not in (None, before.get("INTERVAL")):
        return new
    held = before.get("BYDAY") or rules.DAYS[wall(start).weekday()]
    days = {*held.split(","), *said["BYDAY"].split(",")}
    if not days <= set(rules.DAYS):
        return new
    kept = rules.without_end(row.rrule or "")
    return rules.joined(kept | said | {"BYDAY": ",".join(day for day in rules.DAYS if day in days)})


def weekdays_named(anchored: Anchored | None) -> frozenset[int] | None:
    """The weekdays (0 is Monday) that a phrase of repetition names ("on Mondays"), all for "every day"; None where it names none, or more
    than days."""
    if anchored is None or anchored.kind != "recurrence" or not anchored.rrule:
        return None
    said = parts(anchored.rrule)
    days = said["BYDAY"].split(",") if "BYDAY" in said else rules.DAYS if said["FREQ"] == "DAILY" else ()
    if not days or said["FREQ"] not in ("WEEKLY", "DAILY") or "INTERVAL" in said or not set(days) <= set(rules.DAYS):
        return None
    return frozenset(rules.DAYS.index(day) for day in days)


def is_rarer(command: Command, targets: Sequence[Target], context: Context) -> bool:
    """ "cancel standup every second Friday", "on the first Friday of the month", where standup is on every one."""
    phrase = command.selector.recurrence
    said = context.read_time(phrase, Purpose.SELECT) if phrase else None
    if weekdays_named(said) is not None:  # those of its weekdays can be picked
        return False
    held = [t.series.rrule for t in targets if t.series is not None and t.series.rrule]
    often = rules.period(said.rrule) if said is not None and said.rrule else 1
    alternates = wording.ALTERNATING.search(phrase or "")
    return any(often >= 2 * rules.period(rule) or (alternates and "INTERVAL" not in rule) for rule in held)
