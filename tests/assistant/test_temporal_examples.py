"""Every example that stands beside a rule of the grammar, read at a fixed now: Wednesday, 4 March 2026, 09:00 in New York."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.temporal.answer import iso_duration
from assistant.temporal.grammar import RULES
from assistant.temporal.reading import read_time
from assistant.temporal.rules.shifts import LEADS, SHIFTS
from assistant.temporal.shifts import read_lead, read_shift
from assistant.temporal.values import Anchored, Setting

ZONE = ZoneInfo("America/New_York")
SETTING = Setting(datetime(2026, 3, 4, 9, tzinfo=ZONE), ZONE)
MOVES = {rule.name for rule in (*SHIFTS, *LEADS)}
CASES = [
    (rule.name, phrase, meaning)
    for rule in RULES
    if rule.name not in MOVES
    for phrase, meaning in rule.examples.items()
]


def spell(moment: datetime | None) -> str:
    """A moment as the examples write it: a date alone at midnight, no seconds where there are none."""
    if moment is None:
        return "…"
    text = moment.isoformat()
    return text[:10] if text.endswith("T00:00:00") else text.removesuffix(":00") if text.count(":") == 2 else text


def written(read: Anchored | None) -> str:
    """What a phrase was read as, in the examples' notation."""
    if read is None:
        return "none"
    if read.kind == "duration":
        return str(iso_duration(read.duration))
    rule = "? @" if read.kind == "recurrence" and not read.rrule else read.rrule and f"{read.rrule} @"
    times = (
        spell(read.start)
        if read.kind == "moment" or (read.kind == "recurrence" and not read.end)
        else f"{spell(read.start)}/{spell(read.end)}"
    )
    return " ".join(filter(None, (rule, times, read.tz)))


def same(expected: str) -> str:
    """Midnights written in full are dates."""
    return expected.replace("T00:00", "")


@pytest.mark.parametrize(("rule", "phrase", "meaning"), CASES)
def test_example(rule: str, phrase: str, meaning: str) -> None:
    assert written(read_time(phrase, SETTING)).replace("T00:00", "") == same(meaning), rule


@pytest.mark.parametrize(("phrase", "meaning"), [(p, m) for rule in SHIFTS for p, m in rule.examples.items()])
def test_shift_example(phrase: str, meaning: str) -> None:
    shift = read_shift(phrase, 1)
    assert shift is not None
    length = (
        shift.delta if (shift.delta.normalized().hours + shift.delta.days + shift.delta.minutes) > 0 else -shift.delta
    )
    sign = "+" if length == shift.delta else "-"
    assert (
        f"{iso_duration(length)} {sign}{'' if shift.direction_said else '?'}{' end' if shift.end_only else ''}"
        == meaning
    )


@pytest.mark.parametrize(("phrase", "meaning"), [(p, m) for rule in LEADS for p, m in rule.examples.items()])
def test_lead_example(phrase: str, meaning: str) -> None:
    lead = read_lead(phrase)
    assert isinstance(lead, timedelta)
    assert iso_duration(lead) == meaning


def test_names_are_unique() -> None:
    names = [(rule.head, rule.name) for rule in RULES]
    assert len(names) == len(set(names)), sorted(n for n in names if names.count(n) > 1)


@pytest.mark.parametrize(
    "phrase",
    [
        "", " ", "hello", "call mom", "room 12", "version 2.5", "3 people", "the meeting", "buy 3 apples", "mark", "palm tree", "30 february",
        "31 april", "may 35", "13/13/2026", "25:00", "12:75", "99pm", "at at at", "monday tuesday 5 5", "week 60", "the 40th", "quarter 7",
        "five six", "in the box", "no", "later",
    ],
)  # fmt: skip
def test_no_time_phrase(phrase: str) -> None:
    assert read_time(phrase, SETTING) is None
