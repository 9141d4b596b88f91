"""Series that a rule of thumb would get wrong: skipped hours, overrides elsewhere, new rules, nights that a clock change shortens."""

import dataclasses
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from random_series import Case, Change
from series_store import Store, assert_file_is_equal, changed, chosen, target

from assistant import gestures
from assistant.commands import Scope
from assistant.plan import Effect, compose
from assistant.resolution import rules, series
from assistant.resolution.context import Target
from models.changes import RowChange
from models.rows import Calendar, Event, When
from models.timeline import at_position, length, position

NEW_YORK = ZoneInfo("America/New_York")


def local(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=NEW_YORK)


def series_of(start: When, rule: str | None, minutes: int = 60, **more: object) -> Event:
    end = at_position(position(start) + (60 * minutes if isinstance(start, datetime) else 86_400), start)
    return Event(
        id="series", uid="series", calendar_id="personal", summary="Choir", start=start, end=end, rrule=rule, **more
    )  # type: ignore[arg-type]


def override_of(master: Event, at: When, start: When, **more: object) -> Event:
    end = at_position(position(start) + length(master), start)
    return dataclasses.replace(
        master, id="own", rrule=None, rdates=(), exdates=(), recurrence_id=at, start=start, end=end, **more
    )  # type: ignore[arg-type]


def test_another_time_is_the_next_revision_and_another_name_is_none() -> None:
    choir = series_of(local(3, 2, 9), "FREQ=DAILY", sequence=3)
    renamed = dataclasses.replace(choir, summary="Singing")
    (skipped,) = compose([Effect(choir, None, excluded=(choir, local(3, 3, 9)))])
    (named,) = compose([Effect(choir, renamed, (RowChange(choir, renamed),))])
    assert [change.after and change.after.sequence for change in (skipped, named)] == [4, 3]


@pytest.mark.parametrize(
    ("rule", "before", "after", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,WE", local(3, 2, 23), local(3, 3, 1), "FREQ=WEEKLY;BYDAY=TU,TH"),  # two hours, and over midnight
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU", local(3, 7, 9), local(3, 8, 9), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=TU"),
        ("FREQ=MONTHLY;BYDAY=1WE", local(3, 4, 9), local(3, 11, 9), "FREQ=MONTHLY;BYDAY=2WE"),
        ("FREQ=MONTHLY;BYDAY=1WE", local(3, 4, 9), local(3, 5, 9), "FREQ=MONTHLY;BYDAY=1TH"),
        ("FREQ=MONTHLY;BYDAY=-1FR", local(3, 27, 9), local(3, 26, 9), "FREQ=MONTHLY;BYDAY=-1TH"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", local(3, 31, 9), local(4, 1, 9), "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", local(3, 31, 9), local(3, 30, 9), "FREQ=MONTHLY;BYMONTHDAY=-2"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=28", local(3, 28, 9), local(4, 2, 9), "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=2"),
        ("FREQ=DAILY;BYHOUR=9,17", local(3, 2, 9), local(3, 2, 10), "FREQ=DAILY;BYHOUR=10,18"),
        ("FREQ=DAILY;BYHOUR=9;BYMINUTE=0", local(3, 2, 9), local(3, 2, 10, 30), "FREQ=DAILY;BYHOUR=10;BYMINUTE=30"),
        # The last day stays where as many times are left, and goes along where they would not be.
        ("FREQ=WEEKLY;UNTIL=20260321T035959Z", local(3, 2, 9), local(3, 3, 9), "FREQ=WEEKLY;UNTIL=20260321T035959Z"),
        ("FREQ=DAILY;UNTIL=20260321T035959Z", local(3, 2, 9), local(3, 3, 9), "FREQ=DAILY;UNTIL=20260322T035959Z"),
        ("FREQ=DAILY;UNTIL=20260320", date(2026, 3, 2), date(2026, 3, 1), "FREQ=DAILY;UNTIL=20260319"),
    ],
)  # fmt: skip
def test_a_rule_follows_its_start(rule: str, before: When, after: When, expected: str) -> None:
    assert rules.moved(rule, before, after) == expected
    assert rules.names(expected, after, after)


@pytest.mark.parametrize(
    ("rule", "boundary", "ended", "rest"),
    [
        ("FREQ=DAILY", local(3, 10, 9), "FREQ=DAILY;UNTIL=20260310T035959Z", "FREQ=DAILY"),
        ("FREQ=DAILY;COUNT=10", local(3, 6, 9), "FREQ=DAILY;UNTIL=20260306T045959Z", "FREQ=DAILY;COUNT=6"),
        # Half past two is skipped on the 8th: that day's comes at half past three, and is the seventh.
        ("FREQ=DAILY;BYHOUR=2;BYMINUTE=30;COUNT=10", local(3, 8, 3, 30), "FREQ=DAILY;BYHOUR=2;BYMINUTE=30;UNTIL=20260308T045959Z", "FREQ=DAILY;BYHOUR=2;BYMINUTE=30;COUNT=4"),
        ("FREQ=DAILY;BYHOUR=9,17", local(3, 10, 17), "FREQ=DAILY;BYHOUR=9,17;UNTIL=20260310T205959Z", "FREQ=DAILY;BYHOUR=9,17"),
    ],
)  # fmt: skip
def test_a_rule_is_cut_in_two(rule: str, boundary: datetime, ended: str, rest: str) -> None:
    start = local(3, 2, 2, 30) if "BYMINUTE" in rule else local(3, 2, 9)
    assert rules.ended_before(rule, start, boundary) == ended
    assert rules.continued(rule, start, boundary) == rest


def standing(store: Store, case: Case, effects: Callable[[Store], tuple[Effect, ...]]) -> list[str]:
    """Local starts of what stands after effects on a stored case."""
    found: list[str] = []

    def work(store: Store) -> None:
        store.commit(compose(effects(store)))
        assert_file_is_equal(store)
        found.extend(f"{o.row.start:%m-%d %H:%M} {o.row.summary}" for o in store.occurrences())

    store.supposing(case, work)
    return found


def test_a_skipped_hour_comes_back_after_a_split_and_after_a_move(store: Store) -> None:
    master = series_of(local(3, 6, 2, 30), "FREQ=DAILY;COUNT=5", exdates=(local(3, 9, 2, 30),))
    case = Case(
        master,
        (override_of(master, local(3, 8, 3, 30), local(3, 8, 12), summary="Late"),),
        Change(summary="Renamed"),
        2,
    )
    split = standing(store, case, lambda s: changed(s, case, chosen(s, case, True)[0], Scope.FUTURE))
    assert split == ["03-06 02:30 Choir", "03-07 02:30 Choir", "03-08 12:00 Late", "03-10 02:30 Renamed"]
    moved = dataclasses.replace(case, change=Change(step=timedelta(hours=1)))
    later = standing(store, moved, lambda s: changed(s, moved, chosen(s, moved, False)[0], Scope.ALL))
    assert later == ["03-06 03:30 Choir", "03-07 03:30 Choir", "03-08 13:00 Late", "03-10 03:30 Choir"]


def test_an_override_in_another_calendar_goes_with_its_series(store: Store) -> None:
    master = series_of(local(3, 2, 9), "FREQ=WEEKLY;COUNT=3")
    case = Case(
        master,
        (override_of(master, local(3, 9, 9), local(3, 9, 15), calendar_id="second", summary="Moved"),),
        Change(step=timedelta(days=1)),
        0,
    )

    def second(store: Store) -> None:
        store.commit((RowChange(None, Calendar(id="second", name="Second", kind="event")),))

    with store.database.writing(keep=False):
        second(store)
        assert standing(store, case, lambda s: changed(s, case, chosen(s, case, False)[0], Scope.ALL)) == [
            "03-03 09:00 Choir",
            "03-10 15:00 Moved",
            "03-17 09:00 Choir",
        ]
        context = gestures.context_of(store.queries, store.new_id)
        assert (
            standing(store, case, lambda s: (series.remove(target(s, chosen(s, case, False)[0], Scope.ALL), context),))
            == []
        )
    store.database.snapshot.clear()


def test_a_series_of_dates_alone_is_cut_in_two(store: Store) -> None:
    case = Case(
        series_of(local(3, 2, 9), None, rdates=(local(3, 5, 9), local(3, 12, 9), local(3, 13, 9))),
        (),
        Change(summary="Renamed"),
        2,
    )
    found = standing(store, case, lambda s: changed(s, case, chosen(s, case, True)[0], Scope.FUTURE))
    assert found == ["03-02 09:00 Choir", "03-05 09:00 Choir", "03-12 09:00 Renamed", "03-13 09:00 Renamed"]


def test_a_new_rule_drops_the_overrides_that_it_does_not_give(store: Store) -> None:
    master = series_of(local(3, 3, 9), "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4")
    case = Case(master, (override_of(master, local(3, 5, 9), local(3, 5, 12), summary="Moved"),), Change(), 0)

    def weekly(row: object) -> Event:
        assert isinstance(row, Event)
        return dataclasses.replace(row, rrule="FREQ=WEEKLY;BYDAY=TU;COUNT=3")

    context = gestures.context_of(store.queries, store.new_id)
    found = standing(store, case, lambda s: series.alter(Target(case.master, case.master, Scope.ALL), weekly, context))
    assert found == ["03-03 09:00 Choir", "03-10 09:00 Choir", "03-17 09:00 Choir"]


@pytest.mark.parametrize("scope", [Scope.ALL, Scope.FUTURE])
def test_a_hand_makes_a_series_all_day_and_timed_again(scope: Scope, store: Store) -> None:
    master = series_of(local(3, 2, 9), "FREQ=DAILY;COUNT=4", exdates=(local(3, 5, 9),))
    case = Case(master, (override_of(master, local(3, 4, 9), local(3, 4, 15)),), Change(), 0)

    def all_day(store: Store) -> tuple[Effect, ...]:
        row = chosen(store, case, True)[1].row
        assert isinstance(row, Event)
        return gestures.move(store.queries, row, date(2026, 3, 3), date(2026, 3, 4), scope, new_id=store.new_id).effects

    first = "00:00" if scope is Scope.ALL else "09:00"
    assert [text[:11] for text in standing(store, case, all_day)] == [f"03-02 {first}", "03-03 00:00", "03-04 00:00"]

    def timed_again(store: Store) -> tuple[Effect, ...]:
        store.commit(compose(all_day(store)))
        row = next(o.row for o in store.occurrences() if o.row.start == date(2026, 3, 4))
        assert isinstance(row, Event)
        return gestures.move(store.queries, row, local(3, 4, 10), local(3, 4, 11), scope, new_id=store.new_id).effects

    again = [text[:11] for text in standing(store, case, timed_again)]
    assert again[-1] == "03-04 10:00" and len(again) == 3
    assert again[0] == ("03-02 10:00" if scope is Scope.ALL else "03-02 09:00")


def test_dragging_a_night_that_a_clock_change_shortens_keeps_the_length_of_the_others(store: Store) -> None:
    case = Case(series_of(local(3, 5, 22), "FREQ=DAILY;COUNT=5", minutes=480), (), Change(), 0)

    def drag(store: Store) -> tuple[Effect, ...]:
        row = chosen(store, case, False)[2].row
        assert isinstance(row, Event) and row.start == local(3, 7, 22) and row.end == local(3, 8, 7)
        return gestures.move(
            store.queries, row, local(3, 7, 23), local(3, 8, 8), Scope.ALL, new_id=store.new_id
        ).effects

    def work(store: Store) -> None:
        store.commit(compose(drag(store)))
        assert {length(o.row) for o in store.occurrences()} == {8 * 3600}
        assert {f"{o.row.start:%H:%M}" for o in store.occurrences()} == {"23:00"}

    store.supposing(case, work)
