"""Random series, edited as a whole, from an occurrence on, or one by one: the same occurrences come of it, clock changes included.

``PLAINDAY_SERIES=2000 pytest tests/assistant/test_series_properties.py`` runs more of them.
"""

import dataclasses
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assistant import gestures
from assistant.commands import Scope
from assistant.plan import Effect, compose
from assistant.resolution import rules, series
from assistant.resolution.context import Target
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.ics import read_calendar, write_calendar
from models.occurrence import Occurrence
from models.queries import Queries
from models.rows import Alarm, Attendee, Calendar, Event, Row, When
from models.timeline import aligned, at_position, length, position, wall

MANY = int(os.environ.get("PLAINDAY_SERIES", "40"))
PROFILE = settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))
#: Zones and the days around which their clocks change in 2026.
ZONES = {
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Europe/London": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/Santiago": (date(2026, 4, 5), date(2026, 9, 6)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
    "Africa/Cairo": (date(2026, 4, 24), date(2026, 10, 30)),
}
LOOKER = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 2, 1, 9, tzinfo=UTC)
FIRST, LAST = NOW - timedelta(days=200), NOW + timedelta(days=700)
DAYS = rules.DAYS
Make = Callable[[Event], Event]


@dataclasses.dataclass(frozen=True)
class Change:
    """A change to a row: by a step on the wall clock, in length, in name and place. `hour` is the hour that the series names."""

    step: timedelta = timedelta()
    longer: timedelta = timedelta()
    summary: str | None = None
    location: str | None = None

    def of(self, row: Event, hour: When) -> Event:
        """The row changed; a time that a clock change skipped is moved as its rule names it."""
        assert row.start is not None
        named = rules.nominal(row.start, hour)
        start = aligned(wall(named) + self.step, row.start)
        lasting = max(0, length(row) + int(self.longer.total_seconds()))
        fields = {name: value for name in ("summary", "location") if (value := getattr(self, name)) is not None}
        return dataclasses.replace(row, start=start, end=at_position(position(start) + lasting, row.start), **fields)


@dataclasses.dataclass(frozen=True)
class Case:
    """A series with its overrides, and a change."""

    master: Event
    overrides: tuple[Event, ...]
    change: Change
    #: Which occurrence the change is said of.
    at: int


@st.composite
def starts(draw: st.DrawFn) -> When:
    """All-day, floating or zoned, some days before a clock change."""
    zone = draw(st.sampled_from(sorted(ZONES)))
    day = draw(st.sampled_from(ZONES[zone])) - timedelta(days=draw(st.integers(0, 16)))
    form = draw(st.sampled_from(("zoned", "zoned", "zoned", "floating", "all-day")))
    if form == "all-day":
        return day
    clock = draw(st.sampled_from((time(0, 30), time(1, 30), time(2, 30), time(9), time(13, 45), time(23, 30))))
    if form == "floating":
        return datetime.combine(day, clock)
    start = datetime.combine(day, clock, ZoneInfo(zone))
    return start.astimezone(UTC).astimezone(ZoneInfo(zone))


def weekdays(draw: st.DrawFn, start: When) -> str:
    own = DAYS[start.weekday()]
    return ",".join(sorted({own, *draw(st.lists(st.sampled_from(DAYS), max_size=2))}, key=DAYS.index))


@st.composite
def rule_of(draw: st.DrawFn, start: When) -> str:
    """A rule that gives its start, and can be moved by some days without changing its kind."""
    every = draw(st.sampled_from(("", ";INTERVAL=2", ";INTERVAL=3")))
    kinds = ["FREQ=DAILY", "FREQ=WEEKLY", f"FREQ=WEEKLY;BYDAY={weekdays(draw, start)}"]
    if 8 <= start.day <= 20:
        kinds += [
            "FREQ=MONTHLY",
            f"FREQ=MONTHLY;BYMONTHDAY={start.day}",
            f"FREQ=MONTHLY;BYMONTHDAY={start.day},{28 - start.day + 5}",
        ]
        kinds += [f"FREQ=YEARLY;BYMONTH={start.month};BYMONTHDAY={start.day}"]
    kind = draw(st.sampled_from(kinds))
    end = draw(st.sampled_from(("COUNT", "UNTIL", "UNTIL")))
    if end == "COUNT":
        return f"{kind}{every};COUNT={draw(st.integers(2, 12))}"
    last = wall(start) + timedelta(days=draw(st.integers(1, 60)), hours=draw(st.sampled_from((0, 5))))
    zoned = isinstance(start, datetime) and start.tzinfo is not None
    return f"{kind}{every};UNTIL={rules.until_text(last.replace(tzinfo=start.tzinfo) if zoned else last, start)}"  # type: ignore[union-attr]


@st.composite
def changes(draw: st.DrawFn, start: When, rule: str) -> Change:
    fixed = "MONTHLY" in rule or "YEARLY" in rule
    days = draw(st.integers(-2, 2) if fixed else st.integers(-9, 9))
    minutes = draw(st.sampled_from((0, 30, 60, 120, -90, -600))) if isinstance(start, datetime) else 0
    longer = draw(st.sampled_from((0, 0, 30, -15))) if isinstance(start, datetime) else 0
    return Change(
        timedelta(days=days, minutes=minutes),
        timedelta(minutes=longer),
        draw(st.sampled_from((None, None, "Renamed"))),
        draw(st.sampled_from((None, None, "Elsewhere"))),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    start = draw(starts())
    lasting = (
        draw(st.sampled_from((30, 60, 8 * 60))) if isinstance(start, datetime) else draw(st.sampled_from((1440, 2880)))
    )
    bare = Event(
        id="series", uid="series", calendar_id="personal", summary="Choir", start=start, rrule=draw(rule_of(start)),
        end=at_position(position(start) + 60 * lasting, start), description="bring the score", alarms=(Alarm(trigger=-timedelta(minutes=5)),),
        attendees=(Attendee(name="Mira Holt"),),
    )  # fmt: skip
    extra = [
        at_position(position(start) + 86_400 * n, start)
        for n in draw(st.lists(st.integers(1, 30), max_size=2, unique=True))
    ]
    bare = dataclasses.replace(bare, rdates=tuple(extra if draw(st.booleans()) else ()))
    times = list(times_of(bare))
    assume(len(times) > 1)
    kept = draw(st.lists(st.integers(1, len(times) - 1), max_size=3, unique=True))
    gone = draw(st.lists(st.integers(1, len(times) - 1), max_size=2, unique=True))
    overrides = []
    for number in kept:
        at = at_position(times[number], start)
        hours = draw(st.integers(-30, 30))
        if isinstance(start, datetime):
            begin: When = at_position(times[number] + 3600 * hours, start)
        else:
            begin = at_position(times[number] + 86_400 * (hours % 3), start)
        longer = draw(st.sampled_from((0, 0, 1)))
        own = {"location": "Hall"} if draw(st.booleans()) else {}
        overrides.append(dataclasses.replace(
            bare, id=f"own-{number}", rrule=None, rdates=(), recurrence_id=at, start=begin,
            end=at_position(position(begin) + 60 * lasting + longer * (1800 if isinstance(start, datetime) else 86_400), start), **own,
        ))  # fmt: skip
    master = dataclasses.replace(bare, exdates=tuple(at_position(times[n], start) for n in gone if n not in kept))
    return Case(master, tuple(overrides), draw(changes(start, bare.rrule or "")), draw(st.integers(0, 30)))


def times_of(master: Event) -> Iterator[int]:
    """The first positions of a series, exceptions left in."""
    assert master.start is not None and master.rrule is not None
    found = {position(master.start), *(position(d) for d in master.rdates)}
    found |= {
        p for p, _ in zip(rules.by_rule(master.rrule, master.start, rules.LEAST, rules.MOST), range(30), strict=False)
    }
    return iter(sorted(found))


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with open_database(None) as opened:
        history.commit(
            opened,
            ChangeSet(
                (RowChange(None, Event(id="x", uid="x", calendar_id="personal", summary="x", start=NOW, end=NOW)),)
            ),
            NOW,
        )
        history.undo(opened, NOW)
        yield opened


@dataclasses.dataclass(frozen=True)
class Store:
    """The series of a case in a real store, and what stands there."""

    queries: Queries
    new_id: Callable[[], str]

    @property
    def database(self) -> Database:
        return self.queries.database

    def commit(self, changes: tuple[RowChange, ...]) -> None:
        if changes:
            history.commit(self.database, ChangeSet(changes), NOW)

    def occurrences(self) -> tuple[Occurrence, ...]:
        return self.queries.event_occurrences(FIRST, LAST)

    def seen(self) -> list[tuple[object, ...]]:
        """What a person sees: when, how long, which name, where, and what goes with it."""
        return sorted(
            (position(o.row.start), length(o.row), o.row.summary, o.row.location or "", o.row.description or "", len(o.row.alarms), len(o.row.attendees))
            for o in self.occurrences()
            if o.row.start is not None
        )  # fmt: skip

    def rows(self) -> list[Row]:
        return sorted(self.queries.rows([n.id for n in self.queries.names("event")]), key=lambda row: row.id)

    def supposing(self, case: Case, work: Callable[["Store"], None]) -> None:
        """Does the work over the stored case, then takes everything back."""
        with self.database.writing(keep=False):
            self.commit((RowChange(None, case.master), *(RowChange(None, o) for o in case.overrides)))
            work(self)
        self.database.snapshot.clear()


@pytest.fixture
def store(database: Database) -> Store:
    numbers = count(1)
    return Store(Queries(database, LOOKER), lambda: f"new-{next(numbers)}")


def target(store: Store, occurrence: Occurrence, scope: Scope) -> Target:
    return Target(occurrence.row, occurrence.series, scope)


def changed(store: Store, case: Case, found: Occurrence, scope: Scope) -> tuple[Effect, ...]:
    """The effects of a case's change on an occurrence and what goes with it."""
    assert case.master.start is not None
    hour = case.master.start

    def change(row: object) -> Event:
        assert isinstance(row, Event)
        return case.change.of(row, hour)

    context = gestures.context_of(store.queries, store.new_id)
    return series.alter(target(store, found, scope), change, context)


def one_by_one(store: Store, case: Case, chosen: list[Occurrence]) -> None:
    """Each occurrence changed alone. An override keeps what it has of its own; its hour is its own too."""
    effects: list[Effect] = []
    for found in chosen:
        row = found.row
        assert isinstance(row, Event) and row.start is not None and row.recurrence_id is not None
        override = next((o for o in case.overrides if o.recurrence_id == row.recurrence_id), None)
        change = case.change
        if override is not None:
            change = dataclasses.replace(
                change,
                location=None if override.location != case.master.location else change.location,
                longer=change.longer if length(override) == length(case.master) else timedelta(),
            )
        hour = (
            row.start
            if override is not None or position(row.start) in {position(d) for d in case.master.rdates}
            else case.master.start
        )
        assert hour is not None
        alone = dataclasses.replace(case, change=change, master=dataclasses.replace(case.master, start=hour))
        effects += changed(store, alone, found, Scope.ONE)
    store.commit(compose(effects))


def chosen(store: Store, case: Case, from_on: bool) -> list[Occurrence]:
    """The occurrences, all or from the one on of which the change is said (by the time that each replaces)."""
    found = sorted(
        (o for o in store.occurrences() if o.row.recurrence_id is not None), key=lambda o: position(o.row.recurrence_id)
    )  # type: ignore[arg-type]
    return found[case.at % len(found) :] if from_on else found


@pytest.mark.parametrize("scope", [Scope.FUTURE, Scope.ALL])
@given(case=cases())
@PROFILE
def test_a_scope_gives_what_editing_one_by_one_gives(scope: Scope, case: Case, store: Store) -> None:
    assume(
        scope is Scope.ALL
        or not any(
            position(d) in set(times_of(dataclasses.replace(case.master, rdates=()))) for d in case.master.rdates
        )
    )
    # A date of its own at the very instant to which a clock change moves the rule's hour can't be told from the rule's.
    start = case.master.start
    assert start is not None
    assume(all(rules.nominal(d, start) == aligned(d, start) for d in case.master.rdates))
    expected: list[list[tuple[object, ...]]] = []

    def singly(store: Store) -> None:
        one_by_one(store, case, chosen(store, case, scope is Scope.FUTURE))
        expected.append(store.seen())

    def together(store: Store) -> None:
        first = chosen(store, case, scope is Scope.FUTURE)[0]
        store.commit(compose(changed(store, case, first, scope)))
        assert store.seen() == expected[0]
        assert_file_is_equal(store)

    store.supposing(case, singly)
    store.supposing(case, together)


@pytest.mark.parametrize("scope", [Scope.FUTURE, Scope.ALL])
@given(case=cases())
@PROFILE
def test_deleting_a_scope_gives_what_deleting_one_by_one_gives(scope: Scope, case: Case, store: Store) -> None:
    expected: list[list[tuple[object, ...]]] = []
    context = gestures.context_of(store.queries, store.new_id)

    def singly(store: Store) -> None:
        found = chosen(store, case, scope is Scope.FUTURE)
        before = store.rows()
        effects = [series.remove(target(store, o, Scope.ONE), context) for o in found]
        store.commit(compose(effects))
        expected.append(store.seen())
        kept = next(row for row in store.rows() if row.id == "series")
        assert isinstance(kept, Event)
        assert len(kept.exdates) == len(case.master.exdates) + len(found)
        assert dataclasses.replace(kept, exdates=()) == dataclasses.replace(case.master, exdates=())
        gone = {o.row.id for o in found if o.row.id != "series"}
        assert {row.id for row in store.rows()} == {row.id for row in before} - gone

    def together(store: Store) -> None:
        first = chosen(store, case, scope is Scope.FUTURE)[0]
        store.commit(compose([series.remove(target(store, first, scope), context)]))
        assert store.seen() == expected[0]
        assert_file_is_equal(store)

    store.supposing(case, singly)
    store.supposing(case, together)


@given(case=cases())
@PROFILE
def test_changing_an_occurrence_is_an_override_and_leaves_the_others(case: Case, store: Store) -> None:
    def work(store: Store) -> None:
        found = chosen(store, case, True)[0]
        others = [o for o in store.occurrences() if o.row.recurrence_id != found.row.recurrence_id]
        before = store.rows()
        effects = changed(store, case, found, Scope.ONE)
        store.commit(compose(effects))
        assert [o for o in store.occurrences() if o.row.recurrence_id != found.row.recurrence_id] == others
        new = [row for row in store.rows() if row not in before]
        assert all(
            isinstance(row, Event) and row.recurrence_id == found.row.recurrence_id and row.uid == "series"
            for row in new
        )
        assert len(new) == len(effects) <= 1
        assert_file_is_equal(store)

    store.supposing(case, work)


@given(case=cases())
@PROFILE
def test_moving_a_series_moves_overrides_and_exceptions_by_the_same_step(case: Case, store: Store) -> None:
    move = dataclasses.replace(case, change=Change(step=case.change.step))

    def work(store: Store) -> None:
        store.commit(compose(changed(store, move, chosen(store, move, False)[0], Scope.ALL)))
        rows = {row.id: row for row in store.rows()}
        master = rows["series"]
        assert isinstance(master, Event)
        pairs: list[tuple[When, When]] = list(zip(case.master.exdates, master.exdates, strict=True))
        for override in case.overrides:
            after = rows[override.id]
            assert (
                isinstance(after, Event)
                and override.start
                and after.start
                and after.recurrence_id
                and override.recurrence_id
            )
            assert wall(after.start) - wall(override.start) == move.change.step
            assert length(after) == length(override)
            pairs.append((override.recurrence_id, after.recurrence_id))
        assert case.master.start is not None
        for old, new in pairs:
            named = wall(rules.nominal(old, case.master.start))
            own = named if position(old) not in {position(d) for d in case.master.rdates} else wall(old)
            assert wall(new) - own == move.change.step
        assert [
            dataclasses.replace(rows[o.id], start=o.start, end=o.end, recurrence_id=o.recurrence_id)
            for o in case.overrides
        ] == list(case.overrides)

    store.supposing(case, work)


def assert_file_is_equal(store: Store) -> None:
    """Export → import into an empty store → export gives the same bytes."""
    data = write_calendar(store.queries)
    with open_database(None) as fresh:
        queries, numbers = Queries(fresh, LOOKER), count(1)
        found = read_calendar(data, "file", queries, NOW, lambda: f"read-{next(numbers)}")
        assert not found.warnings and not found.skipped
        if found.change_set:
            history.commit(fresh, found.change_set, NOW)
        assert write_calendar(queries) == data


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


@given(case=cases(), each=st.integers(1, 4))
@PROFILE
def test_the_first_times_of_each_are_the_first_of_all(case: Case, each: int, store: Store) -> None:
    def work(store: Store) -> None:
        owners = dict.fromkeys(o.series.id if o.series else o.row.id for o in store.occurrences())
        named = {row.id for row in store.rows()}
        few = store.queries.event_occurrences(FIRST, LAST, named, each)
        in_order = sorted(store.queries.event_occurrences(FIRST, LAST, named), key=lambda o: position(o.row.start))  # type: ignore[arg-type]
        assert list(few) == in_order[: each * len(owners)]
        assert store.queries.event_occurrences(FIRST, LAST, named) == store.occurrences()

    store.supposing(case, work)
