"""Phrases as people type them in calendars (``tests/corpus/times.txt``), for each purpose, and lengths and lead times by themselves.

Now is that of the corpus, Tuesday, 20 October 2026, 10:15 in Berlin, and in its last sections other moments.
"""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.temporal.answer import iso_duration
from assistant.temporal.reading import read_time
from assistant.temporal.shifts import read_lead, read_length, read_shift
from assistant.temporal.values import Anchored, Purpose, Setting

LINES = (Path(__file__).parents[1] / "corpus/times.txt").read_text(encoding="utf-8").splitlines()


def settings_at(now: datetime) -> dict[str, Setting]:
    """A setting for each purpose; the event being changed is nine days ahead."""
    period = Setting(now, now.tzinfo or UTC)
    return {
        "period": period,
        "create": dataclasses.replace(period, purpose=Purpose.CREATE),
        "select": dataclasses.replace(period, purpose=Purpose.SELECT),
        "change": dataclasses.replace(period, purpose=Purpose.CHANGE, day=now.date() + timedelta(days=9)),
    }


def read_cases() -> Iterator[tuple[datetime, str, str]]:
    """Now, phrase and meaning of each line; a line "@ time zone" sets now for those below it."""
    for line in LINES:
        if line.startswith("@ "):
            _, moment, zone = line.split()
            now = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))
        elif line and not line.startswith("#"):
            phrase, meaning = line.split(" : ", 1)
            yield now, phrase, meaning


CASES = list(read_cases())
SETTINGS = settings_at(CASES[0][0])


def spell(moment: datetime | None) -> str:
    """A moment as the corpus writes it: a date alone at midnight, no seconds where there are none."""
    text = moment.isoformat() if moment else "…"
    return text.removesuffix("T00:00:00") if text.endswith("T00:00:00") else text.removesuffix(":00")


def written(read: Anchored | None) -> str:
    """A reading as the corpus writes it."""
    if read is None:
        return "none"
    times = (
        spell(read.start) if read.end is None and read.kind != "interval" else f"{spell(read.start)}/{spell(read.end)}"
    )
    parts = [times] if read.kind != "duration" else []
    if read.kind == "recurrence":
        parts.insert(0, f"{read.rrule or '?'} @")
    days = "not " + ",".join(map(str, read.exdates)) if read.exdates else None
    return " ".join(filter(None, (*parts, read.tz, iso_duration(read.duration), days)))


@pytest.mark.parametrize(("now", "phrase", "meaning"), CASES, ids=[phrase for _, phrase, _ in CASES])
def test_phrase(now: datetime, phrase: str, meaning: str) -> None:
    first, *others = meaning.split(" ; ")
    expected = dict.fromkeys(SETTINGS, first) | dict(other.split(" ", 1) for other in others)
    for purpose, setting in settings_at(now).items():
        found = read_time(phrase, setting)
        readings = (found, *found.alternatives) if found else (None,)
        assert " | ".join(map(written, readings)) == expected[purpose], purpose


@pytest.mark.parametrize(
    ("phrase", "length"),
    [
        ("hour", "PT1H"), ("the hour", "PT1H"), ("full day", "P1D"), ("15h", "PT15H"), ("1h30", "PT1H30M"), ("for 8 straight hours", "PT8H"),
        ("2-3 weeks", "P21D"), ("an hour or two", "PT2H"), ("45", None), ("friday", None), ("later", None), ("half hour", "PT30M"),
        ("30 minutes", "PT30M"), ("by a week", "P7D"), ("2 hours later", None), ("all day", "P1D"), ("week", "P7D"), ("", None),
    ],
)  # fmt: skip
def test_length(phrase: str, length: str | None) -> None:
    assert iso_duration(read_length(phrase)) == length


@pytest.mark.parametrize(
    ("phrase", "start", "lead"),
    [
        ("the night before", datetime(2026, 10, 29, 9), "PT13H"),
        ("the night before", date(2026, 10, 29), "PT4H"),
        ("the night before", datetime(2026, 10, 29, 19, 30), "PT23H30M"),
        ("the evening before the meeting", datetime(2026, 10, 29, 9), "PT14H"),
        ("the day before", datetime(2026, 10, 29, 9), "P1D"),
        ("15 minutes before", None, "PT15M"),
        ("at night", None, None),
    ],
)
def test_lead(phrase: str, start: date | None, lead: str | None) -> None:
    assert iso_duration(read_lead(phrase, start)) == lead


def test_a_bit_later_has_one_reading() -> None:
    shift = read_shift("a bit later", 1)
    assert shift is not None
    assert (iso_duration(shift.delta), shift.direction_said, shift.end_only) == ("PT15M", True, False)


def test_next_weekday_stays_beside_a_bound() -> None:
    for phrase in (
        "by next Friday",
        "before next Friday",
        "after next Friday",
        "from next Friday",
        "until next Friday at 5pm",
    ):
        found = read_time(phrase, SETTINGS["create"])
        assert found and found.next_weekday and len(found.alternatives) == 1, phrase
        assert found.alternatives[0].bound == found.bound
