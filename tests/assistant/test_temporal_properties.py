"""What holds for every phrase: it never raises, ends do not come before starts, rules begin where they say, weeks shift with now."""

import itertools
import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.temporal.answer import when_answer
from assistant.temporal.chart import expand
from assistant.temporal.grammar import grammar
from assistant.temporal.reading import find_times, read_time
from assistant.temporal.shifts import read_lead, read_shift
from assistant.temporal.values import Anchored, Purpose, Setting

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
ZONES = ["UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata"]
NUMERALS = {"ymd": "20260512", "y4": "2027", "mm": "45", "hmm": "730", "hhmm": "1430", "y2": "31"}
RULES = {head: [r for r in grammar().rules if r.head == head] for head in grammar().roots}


def derive(head: str, rng: random.Random, depth: int = 0) -> Iterator[str]:
    """A random phrase of the grammar, word by word."""
    if head not in RULES:
        yield NUMERALS.get(head) or str(rng.randint(1, 31))
        return
    rules = RULES[head]
    short = [r for r in rules if "<" not in r.pattern]
    rule = rng.choice(short if depth > 9 and short else rules)
    for symbol in rng.choice(expand(rule.pattern)):
        if symbol and symbol.startswith("<"):
            if depth < 14:
                yield from derive(symbol[1:-1], rng, depth + 1)
        elif symbol:
            yield symbol


phrases = st.integers(0, 2**32).map(lambda seed: " ".join(derive("phrase", random.Random(seed)))[:160])
words = st.lists(
    st.sampled_from([*sorted(grammar().vocabulary), *map(str, range(0, 61)), "2026", "1430"]), max_size=9
).map(" ".join)
moments = st.datetimes(datetime(1971, 1, 2), datetime(2090, 1, 1)).map(lambda d: d.replace(tzinfo=UTC))
settings_ = st.builds(
    lambda now, zone, purpose, half: Setting(now, ZoneInfo(zone), purpose, half),
    moments, st.sampled_from(ZONES), st.sampled_from(Purpose), st.sampled_from([None, "am", "pm"]),
)  # fmt: skip


def check(found: Anchored) -> None:
    """Order, grain, and that a rule is one and begins where it says."""
    if found.start and found.end:
        assert found.start <= found.end
    if found.kind == "moment":
        assert found.start and found.end is None
    if found.all_day:
        assert all(t is None or t.time() == datetime.min.time() for t in (found.start, found.end))
    if found.kind == "duration":
        assert found.duration is not None
    if found.rrule:
        assert found.start is not None
        rule = re.sub(r"COUNT=\d+", "COUNT=1", found.rrule)
        assert rrulestr(rule, dtstart=found.start)[0] == found.start
    when_answer("", found)


@settings(max_examples=400, deadline=None)
@given(phrases, settings_)
def test_phrases_of_the_grammar(phrase: str, setting: Setting) -> None:
    found = read_time(phrase, setting)
    if found:
        check(found)
        for other in found.alternatives:
            check(other)


@settings(max_examples=300, deadline=None)
@given(words, settings_)
def test_any_words(phrase: str, setting: Setting) -> None:
    found = read_time(phrase, setting)
    if found:
        check(found)
    read_shift(phrase, 1)
    read_lead(phrase)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    read_time(text, Setting(NOW, UTC))
    places = find_times(text)
    assert all(0 <= a < b <= len(text) for a, b in places)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(places))


#: Phrases without months, years or days of the month: shifting now by weeks shifts what they mean.
STEADY = [
    "today", "tomorrow", "yesterday", "monday", "this wednesday", "next friday", "last tuesday", "friday after next", "this week", "next week",
    "last week", "the next 3 days", "last 2 weeks", "this weekend", "next weekend", "tonight", "tomorrow morning", "at 5", "at 8", "from 3 to 5",
    "3pm to 5pm tomorrow", "in 2 hours", "in 3 days", "two weeks from friday", "an hour ago", "by friday", "before noon", "after 5pm on monday",
    "end of next week", "the week after next", "rest of the week", "monday to thursday", "every monday", "every other tuesday at 8",
    "weekdays except friday", "every day for 5 days", "wednesday evening next week", "midnight", "half past eight", "noon on saturday",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(STEADY), moments, st.integers(1, 200))
def test_weeks_shift_with_now(phrase: str, now: datetime, weeks: int) -> None:
    step = timedelta(weeks=weeks)
    here, there = read_time(phrase, Setting(now, UTC)), read_time(phrase, Setting(now + step, UTC))
    assert here and there
    for name in ("start", "end"):
        before, after = getattr(here, name), getattr(there, name)
        assert (before and before + step) == after
    assert (here.kind, here.grain, here.rrule, here.duration) == (there.kind, there.grain, there.rrule, there.duration)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        [
            "monday",
            "march 3",
            "the 5th",
            "at 5",
            "friday at 9",
            "july",
            "easter",
            "noon",
            "next tuesday",
            "5/12",
            "week 12",
        ]
    ),
    moments,
)
def test_nothing_lands_in_the_past(phrase: str, now: datetime) -> None:
    found = read_time(phrase, Setting(now, UTC, Purpose.CREATE))
    assert found and found.start
    last = found.end or found.start
    assert last > now.replace(tzinfo=None)


@pytest.mark.parametrize(
    ("sentence", "times"),
    [
        ("lunch with Ana tomorrow at noon", ["tomorrow at noon"]),
        ("move the dentist from Friday at 3 to Monday", ["from Friday at 3 to Monday"]),
        ("remind me to call mom in 2 hours", ["in 2 hours"]),
        ("what's on next week?", ["next week"]),
        ("cancel my 3pm", ["3pm"]),
        ("may I see the second draft", []),
        ("buy 3 apples", []),
        ("buy 3 or 4 apples", []),
        ("meet Raj on Monday or Wednesday", ["Monday or Wednesday"]),
        ("cancel my meetings for the week", ["week"]),
        ("meet Tom next Tuesday at 3pm", ["next Tuesday at 3pm"]),
        ("dinner with Bob on friday at 7", ["friday at 7"]),
        ("put tomorrow lunch with Kim at 12:30 in", ["tomorrow", "12:30"]),
        ("move it to after lunch", ["after lunch"]),
        ("gym every Monday and Thursday at 7", ["every Monday and Thursday at 7"]),
        ("book a room for 45 minutes on friday", ["45 minutes", "friday"]),
    ],
)
def test_find_times(sentence: str, times: list[str]) -> None:
    assert [sentence[a:b] for a, b in find_times(sentence)] == times
