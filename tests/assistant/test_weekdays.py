"""What is said of some weekdays of a series: exactly the occurrences of these days change, those of the others stay."""

import dataclasses
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.conversation import Conversation
from assistant.fake_tagger import FakeTagger, tagging_of
from assistant.pipeline import Assistant
from assistant.plan import Plan
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.queries import Queries
from models.rows import Event

ZONE = ZoneInfo("Europe/Madrid")
#: A Thursday, three weeks before the clocks go forward.
NOW = datetime(2026, 3, 5, 12, tzinfo=ZONE)


def at(day: int, hour: int = 18, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def series(rule: str, start: datetime, **more: object) -> tuple[Event, Event]:
    """A series with an exception on Tue 17 March and an override of Thu 19 March, an hour later than usual."""
    fields = {"calendar_id": "home", "uid": "fencing", "summary": "Fencing"}
    master = Event(
        id="fencing", start=start, end=start + timedelta(hours=1), rrule=rule, exdates=(at(17),), **fields, **more
    )  # type: ignore[arg-type]
    override = Event(id="later", start=at(19, 19), end=at(19, 20), recurrence_id=at(19), **fields)  # type: ignore[arg-type]
    return master, override


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "calendar.sqlite") as opened:
        yield opened


def times(database: Database) -> Counter[datetime]:
    """When it is, as wall times, up to summer."""
    found = Queries(database, ZONE).event_occurrences(at(1, month=1), at(1, month=7))
    return Counter(o.row.start.replace(tzinfo=None) for o in found if isinstance(o.row.start, datetime))


def changed(
    database: Database, rows: tuple[Event, ...], frames: str, marked: str
) -> tuple[Counter[datetime], Counter[datetime]]:
    """(times before, times after) a sentence is carried out; undone, all is as it was."""
    home = next(c.id for c in Queries(database, ZONE).calendars() if c.kind == "event")
    made = tuple(RowChange(None, dataclasses.replace(row, calendar_id=home)) for row in rows)
    history.commit(database, ChangeSet(made, "fill"), NOW)
    before = times(database)
    fresh = (f"new-{n}" for n in count(1))
    assistant = Assistant(FakeTagger({marked: frames}), ZONE, lambda: next(fresh))
    text = tagging_of(frames, marked).text
    outcome = assistant.understand(text, NOW, Queries(database, ZONE), Conversation()).outcome
    assert isinstance(outcome, Plan), outcome
    history.commit(database, outcome.change_set(), NOW)
    after = times(database)
    history.undo(database, NOW)
    assert times(database) == before
    return before, after


RULES = (
    ("FREQ=WEEKLY;BYDAY=TU,TH", at(3)),
    ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=20", at(10, month=2)),
    ("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260521T160000Z", at(10, month=2)),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=12", at(3)),
    ("FREQ=WEEKLY;BYDAY=TU,TH", at(12)),
)
DAILY = ("FREQ=DAILY;COUNT=60", at(24, month=2))


@pytest.mark.parametrize(("rule", "start"), [*RULES, DAILY])
@pytest.mark.parametrize(("named", "weekday"), [("tuesdays", 1), ("thursdays", 3)])
def test_a_weekday_is_dropped_from_now_on(
    rule: str, start: datetime, named: str, weekday: int, database: Database
) -> None:
    rows = series(rule, start)
    before, after = changed(database, rows, "delete event", f"no [summary fencing] on [recurrence {named}]")
    now = NOW.replace(tzinfo=None)
    assert after == Counter(t for t in before.elements() if t < now or t.weekday() != weekday)
    assert after != before


@pytest.mark.parametrize(("rule", "start"), RULES)
def test_a_weekday_is_exchanged_within_its_week(rule: str, start: datetime, database: Database) -> None:
    rows = series(rule, start)
    before, after = changed(
        database, rows, "update event", "move [summary fencing] on [recurrence thursdays] to [new_recurrence fridays]"
    )
    moved = Counter(t + timedelta(t.weekday() == 3) for t in before.elements())
    assert after == moved


def until_june(found: Counter[datetime]) -> list[datetime]:
    """Times before the last weeks that are looked at, of which a step carries some over the end."""
    return sorted(t for t in found.elements() if t < datetime(2026, 6, 18))


#: Weekly, by the fortnight, of so many times, until a day; begun, and beginning this very day.
ON_THURSDAYS = (
    ("FREQ=WEEKLY;BYDAY=TH", at(5, month=2)),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", at(5, month=2)),
    ("FREQ=WEEKLY;BYDAY=TH;COUNT=20", at(5, month=2)),
    ("FREQ=WEEKLY;BYDAY=TH;UNTIL=20260521T160000Z", at(5, month=2)),
    ("FREQ=WEEKLY;INTERVAL=2", at(19, month=2)),
)


@pytest.mark.parametrize(("rule", "start"), ON_THURSDAYS)
@pytest.mark.parametrize(("named", "step"), [("tuesdays", -2), ("wednesdays", -1), ("saturdays", 2)])
@pytest.mark.parametrize("hour", ["", " at [new_when 8pm]"])
def test_a_series_moves_to_another_weekday_of_each_week(
    rule: str, start: datetime, named: str, step: int, hour: str, database: Database
) -> None:
    master, override = series(rule, start)
    rows = (dataclasses.replace(master, exdates=(at(2, month=4),)), override)  # the 2nd of April is a Thursday
    marked = f"move [summary fencing] to [new_recurrence {named}]{hour}"
    before, after = changed(database, rows, "update event", marked)
    moved = Counter(t + timedelta(step, hours=2 * bool(hour)) for t in before.elements())
    assert until_june(after) == until_june(moved)


@pytest.mark.parametrize(("rule", "start"), ON_THURSDAYS)
@pytest.mark.parametrize(("named", "step"), [("mondays", -3), ("fridays", 1)])
def test_from_a_month_on_each_date_stays_in_its_week(
    rule: str, start: datetime, named: str, step: int, database: Database
) -> None:
    master, override = series(rule, start)
    rows = (dataclasses.replace(master, exdates=(at(30, month=4),)), override)
    marked = f"[when from april on] [summary fencing] is on [new_recurrence {named}]"
    before, after = changed(database, rows, "update event", marked)
    april = datetime(2026, 4, 1)
    moved = Counter(t + timedelta(step * (t > april)) for t in before.elements())
    first, last = datetime(2026, 3, 30), datetime(2026, 4, 7)  # a Monday of that week may lie before April
    assert [t for t in until_june(after) if not first < t < last] == [
        t for t in until_june(moved) if not first < t < last
    ]


@pytest.mark.parametrize(("rule", "start"), [*RULES, DAILY])
def test_a_weekday_gets_its_own_hour_from_the_next_time_on(rule: str, start: datetime, database: Database) -> None:
    rows = series(rule, start)
    before, after = changed(
        database, rows, "update event", "[summary fencing] on [recurrence thursdays] is at [new_when 8pm]"
    )
    now = NOW.replace(tzinfo=None)
    moved = Counter(t + timedelta(hours=2 * (t.weekday() == 3 and t > now)) for t in before.elements())
    assert after == moved


@pytest.mark.parametrize(("rule", "start"), RULES[:4])
@pytest.mark.parametrize(
    ("said", "step"), [("moves to [new_when friday]", timedelta(1)), ("is at [new_when 8pm]", timedelta(hours=2))]
)
def test_from_a_month_on_what_came_before_stays(
    rule: str, start: datetime, said: str, step: timedelta, database: Database
) -> None:
    rows = series(rule, start)
    marked = f"[when from april on], [summary fencing] on [recurrence thursdays] {said}"
    before, after = changed(database, rows, "update event", marked)
    april = datetime(2026, 4, 1)
    assert after == Counter(t + step * (t.weekday() == 3 and t > april) for t in before.elements())


@pytest.mark.parametrize(("rule", "start"), RULES)
@pytest.mark.parametrize("day", [date(2026, 3, 31), date(2026, 4, 2), date(2026, 4, 3)])
def test_the_last_day_is_still_held(rule: str, start: datetime, day: date, database: Database) -> None:
    rows = series(rule, start)
    before, after = changed(database, rows, "update event", f"[summary fencing] runs [new_when until {day:%d %B}]")
    assert after == Counter(t for t in before.elements() if t.date() <= day)


@pytest.mark.parametrize(("rule", "start"), [RULES[1], RULES[2]])
def test_another_step_keeps_the_end(rule: str, start: datetime, database: Database) -> None:
    rows = series(rule, start)
    before, after = changed(database, rows, "update event", "[summary fencing] is now [new_recurrence every two weeks]")
    assert {t.weekday() for t in after} == {1, 3}
    assert max(after) <= max(before) if "UNTIL" in rule else max(after) > max(before)


@pytest.mark.parametrize("hour", ["", " at 8pm"])
def test_a_day_that_was_left_out_stays_left_out_under_a_new_rule(hour: str, database: Database) -> None:
    rows = series("FREQ=WEEKLY;BYDAY=MO,TU,TH", at(2))
    marked = f"[summary fencing] is on [new_recurrence tuesdays and fridays]{hour and ' at [new_when 8pm]'}"
    _, after = changed(database, rows, "update event", marked)
    assert datetime(2026, 3, 24) in {t.replace(hour=0) for t in after}
    assert datetime(2026, 3, 17) not in {t.replace(hour=0) for t in after}


def test_a_series_by_the_month_keeps_its_week_of_the_month(database: Database) -> None:
    rows = series("FREQ=MONTHLY;BYDAY=3TU", at(17, month=2))
    _, after = changed(database, rows, "update event", "[summary fencing] moves to [new_recurrence thursdays]")
    assert {(t.weekday(), (t.day - 1) // 7) for t in after} == {(3, 2)}
