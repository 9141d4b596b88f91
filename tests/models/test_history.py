"""One door for writes: all or nothing, taken back and repeated, across restarts and beside another connection."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.errors import NothingToUndo, StaleChange, StoreError
from models.queries import Queries
from models.rows import Alarm, Attendee, Calendar, Event, Task

Make = Callable[..., Event]
NOON = dt.datetime(2026, 3, 5, 12)


def dump(database: Database) -> list[str]:
    """Everything in the file but the journal, row numbers left out."""
    lines = []
    for table in ("calendar", "event", "task"):
        for line in database.connection.exec_driver_sql(f"SELECT * FROM {table}").mappings():
            lines.append(f"{table} {sorted((k, v) for k, v in line.items() if k != 'key')}")
    for kind in ("event", "task"):
        index = f"SELECT m.id, r.id, lane, first, last FROM {kind}_occurrence o JOIN {kind} m ON m.key = owner JOIN {kind} r ON r.key = o.row"
        words = f"SELECT r.id, s.* FROM {kind}_search s JOIN {kind} r ON r.key = s.rowid"
        lines += [f"{kind} {line}" for query in (index, words) for line in database.connection.exec_driver_sql(query)]
    return sorted(lines)


def test_a_row_comes_back_as_it_was_committed(
    database: Database, queries: Queries, create: Callable[..., int], event: Make
) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    row = event(
        "Überraschung, mit Ana",
        dt.datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=1),
        end=dt.datetime(2026, 10, 25, 4, tzinfo=ZoneInfo("America/New_York")),
        rrule="FREQ=DAILY;COUNT=3",
        rdates=(dt.datetime(2026, 11, 1, 1, tzinfo=ZoneInfo("UTC")),),
        exdates=(dt.date(2026, 10, 26), dt.datetime(2026, 10, 27, 2, 30)),
        attendees=(Attendee(name="Ana", address="mailto:ana@example.org", parameters=(("RSVP", "TRUE"),)), Attendee(name="Kim")),
        organizer=Attendee(name="Lea"),
        categories=("a", "b"),
        alarms=(Alarm(trigger=dt.timedelta(minutes=-10), repeat=2, repeat_every=dt.timedelta(minutes=5)), Alarm(trigger=dt.datetime(2026, 10, 1, 9, tzinfo=ZoneInfo("UTC")))),
        extra=("X-A;B=C:d",),
        priority=5,
        transparency="TRANSPARENT",
    )  # fmt: skip
    create(row)
    database.snapshot.clear()
    (found,) = queries.rows([row.id])
    assert found == row
    assert isinstance(found, Event)
    assert isinstance(found.start, dt.datetime)
    assert found.start.fold == 1 and found.start.tzinfo == berlin


def test_undo_and_redo_across_restarts(path: Path, event: Make, now: dt.datetime) -> None:
    row = event("Lunch", NOON)
    moved = dataclasses.replace(row, summary="Late lunch")
    states = []
    with open_database(path) as database:
        states.append(dump(database))
        for step in (RowChange(None, row), RowChange(row, moved), RowChange(moved, None)):
            history.commit(database, ChangeSet((step,), "step"), now)
            states.append(dump(database))
    for back in (2, 1, 0):
        with open_database(path) as database:
            assert history.undo(database, now).undone
            assert dump(database) == states[back]
    with open_database(path) as database, pytest.raises(NothingToUndo, match="nothing to undo"):
        history.undo(database, now)
    for forth in (1, 2, 3):
        with open_database(path) as database:
            assert not history.redo(database, now).undone
            assert dump(database) == states[forth]
            if forth == 3:
                with pytest.raises(NothingToUndo, match="nothing to redo"):
                    history.redo(database, now)


def test_a_new_commit_drops_what_could_be_redone(
    database: Database, create: Callable[..., int], event: Make, now: dt.datetime
) -> None:
    first, second, third = (event(name, NOON) for name in ("a", "b", "c"))
    create(first, text="first")
    create(second, text="second")
    history.undo(database, now)
    kept = create(third, text="third")
    assert [(entry.id, entry.undone) for entry in history.entries(database, limit=1)] == [(kept, False)]
    assert [entry.text for entry in history.entries(database)] == ["third", "first"]
    with pytest.raises(NothingToUndo):
        history.redo(database, now)


def test_entries_say_what_was_done(
    database: Database, create: Callable[..., int], event: Make, now: dt.datetime
) -> None:
    row = event("Lunch", NOON)
    number = create(row, text="lunch tomorrow")
    (entry,) = history.entries(database)
    assert (entry.id, entry.at, entry.text, entry.undone) == (number, now, "lunch tomorrow", False)
    assert entry.change_set == ChangeSet((RowChange(None, row),), "lunch tomorrow")
    assert history.undo(database, now).change_set == entry.change_set
    assert history.entries(database)[0].undone
    assert history.entries(database, limit=0) == ()


def test_a_stale_before_refuses_the_whole_commit(
    database: Database, create: Callable[..., int], event: Make, now: dt.datetime
) -> None:
    row, other = event("Lunch", NOON), event("Dinner", NOON)
    create(row)
    before = dump(database)
    stale = dataclasses.replace(row, location="Elsewhere")
    for wrong in (
        RowChange(stale, None),
        RowChange(stale, dataclasses.replace(stale, summary="x")),
        RowChange(None, row),
        RowChange(event("gone", NOON), None),
    ):
        with pytest.raises(StaleChange, match="changed in the meantime; nothing was written"):
            history.commit(database, ChangeSet((RowChange(None, other), wrong)), now)
        assert dump(database) == before
        assert len(history.entries(database)) == 1


def test_a_zone_is_part_of_what_a_row_says(
    database: Database, create: Callable[..., int], event: Make, now: dt.datetime
) -> None:
    row = event("Call", NOON)
    create(row)
    assert row.start and row.end
    elsewhere = dataclasses.replace(
        row, start=row.start.astimezone(ZoneInfo("UTC")), end=row.end.astimezone(ZoneInfo("UTC"))
    )  # type: ignore[union-attr]
    assert elsewhere == row  # the same instants
    with pytest.raises(StaleChange):
        history.commit(database, ChangeSet((RowChange(elsewhere, None),)), now)


def test_rows_need_their_calendar(
    database: Database, create: Callable[..., int], change: Callable[..., int], event: Make
) -> None:
    work = Calendar(id="work", name="Work", kind="event")
    row = event("Standup", NOON, calendar_id="work")
    with pytest.raises(StaleChange):
        create(row)
    create(work, row)
    with pytest.raises(StaleChange):
        change(work, None)
    assert len(history.entries(database)) == 1


def test_an_empty_change_set_and_a_naive_time_are_mistakes(database: Database, event: Make, now: dt.datetime) -> None:
    with pytest.raises(ValueError, match="empty"):
        history.commit(database, ChangeSet(()), now)
    with pytest.raises(ValueError, match="zone"):
        history.commit(database, ChangeSet((RowChange(None, event("x", NOON)),)), NOON)


def test_a_rule_that_can_not_be_followed_is_not_stored(
    database: Database, create: Callable[..., int], event: Make
) -> None:
    before = dump(database)
    with pytest.raises(ValueError, match="not a recurrence rule"):
        create(event("x", NOON), event("odd", NOON, rrule="FREQ=SOMETIMES"))
    assert dump(database) == before and not history.entries(database)


def test_another_connection_sees_and_is_seen(
    path: Path, queries: Queries, create: Callable[..., int], event: Make, now: dt.datetime, zone: ZoneInfo
) -> None:
    row = event("Lunch", NOON)
    with open_database(path) as second:
        there = Queries(second, zone)
        assert there.names("event") == ()
        create(row)
        assert [name.summary for name in there.names("event")] == ["Lunch"]
        changed = dataclasses.replace(row, summary="Brunch")
        history.commit(second, ChangeSet((RowChange(row, changed),)), now)
        assert queries.rows([row.id]) == (changed,)
        assert [name.summary for name in queries.names("event")] == ["Brunch"]
        with pytest.raises(StaleChange):
            history.commit(second, ChangeSet((RowChange(row, None),)), now)


def test_a_writer_that_waits_too_long_is_told_so(path: Path, database: Database, event: Make, now: dt.datetime) -> None:
    database.connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    told = pytest.raises(StoreError, match="being changed by another program; nothing was written")
    with open_database(path) as second, second.writing(), told:
        history.commit(database, ChangeSet((RowChange(None, event("x", NOON)),)), now)
    history.commit(database, ChangeSet((RowChange(None, event("x", NOON)),)), now)


def test_a_dry_run_leaves_nothing(
    database: Database,
    queries: Queries,
    create: Callable[..., int],
    event: Make,
    task: Callable[..., Task],
    zone: ZoneInfo,
) -> None:
    kept, gone = event("Lunch with Ana", NOON), event("Standup", NOON, rrule="FREQ=DAILY")
    create(kept, gone)
    before, names = dump(database), queries.names("event")
    added = event("Dinner", NOON)
    moved = dataclasses.replace(kept, summary="Brunch with Ana")
    first = ChangeSet((RowChange(None, added), RowChange(gone, None), RowChange(kept, moved)))
    second = ChangeSet((RowChange(added, dataclasses.replace(added, summary="Supper")), RowChange(None, task("Milk"))))
    span = (dt.datetime(2026, 3, 1, tzinfo=zone), dt.datetime(2026, 4, 1, tzinfo=zone))
    with queries.supposing([first, second]) as supposed:
        assert sorted(name.summary for name in supposed.names("event")) == ["Brunch with Ana", "Supper"]
        assert [o.row.summary for o in supposed.event_occurrences(*span)] == ["Brunch with Ana", "Supper"]
        assert [row.summary for row in supposed.search("ana")] == ["Brunch with Ana"]
        assert [row.summary for row in supposed.tasks()] == ["Milk"]
        with supposed.supposing([ChangeSet((RowChange(moved, None),))]) as deeper:
            assert [name.summary for name in deeper.names("event")] == ["Supper"]
        assert queries.rows([kept.id]) == (moved,)
    assert dump(database) == before
    assert set(queries.names("event")) == set(names)
    assert queries.rows([kept.id, gone.id, added.id]) == (kept, gone)
    with pytest.raises(StaleChange), queries.supposing([first, first]):
        pass
    assert dump(database) == before and set(queries.names("event")) == set(names)


def test_an_error_inside_a_dry_run_leaves_nothing(database: Database, queries: Queries, event: Make) -> None:
    before = dump(database)
    with pytest.raises(KeyError), queries.supposing([ChangeSet((RowChange(None, event("x", NOON)),))]) as supposed:
        assert supposed.has_any()
        raise KeyError
    assert dump(database) == before and not queries.has_any() and not queries.names("event")


def test_an_older_entry_is_taken_back_where_nothing_later_depends_on_it(
    database: Database,
    queries: Queries,
    create: Callable[..., int],
    change: Callable[..., int],
    event: Make,
    now: dt.datetime,
) -> None:
    first, second = event("a", NOON), event("b", NOON)
    old = create(first, text="a at noon")
    create(second, text="b at noon")
    number = history.revert(database, old, now)
    assert queries.rows([first.id, second.id]) == (second,)
    assert next((entry.id, entry.text) for entry in history.entries(database)) == (number, "Undo: a at noon")
    history.undo(database, now)
    assert queries.rows([first.id]) == (first,)
    change(first, dataclasses.replace(first, summary="A"), text="call it A")
    with pytest.raises(StaleChange, match="“call it A” changed the same things later; undo that first"):
        history.revert(database, old, now)
    work = Calendar(id="work", name="Work", kind="event")
    made = create(work, text="new calendar")
    create(event("c", NOON, calendar_id="work"), text="c in work")
    with pytest.raises(StaleChange, match="c in work"):
        history.revert(database, made, now)
    with pytest.raises(NothingToUndo):
        history.revert(database, 9999, now)


def test_compaction_keeps_the_newest_entries(
    database: Database, queries: Queries, create: Callable[..., int], event: Make, now: dt.datetime
) -> None:
    for name in "abcde":
        create(event(name, NOON), text=name)
    assert history.compact(database, keep=2) == 3
    assert [entry.text for entry in history.entries(database)] == ["e", "d"]
    assert len(queries.names("event")) == 5
    history.undo(database, now)
    history.undo(database, now)
    with pytest.raises(NothingToUndo):
        history.undo(database, now)


def test_what_is_forgotten_is_nowhere_in_the_file(
    database: Database,
    queries: Queries,
    path: Path,
    create: Callable[..., int],
    change: Callable[..., int],
    event: Make,
    now: dt.datetime,
) -> None:
    secret, kept = event("Xylophonist", NOON, rrule="FREQ=WEEKLY", description="zanzibarian"), event("Lunch", NOON)
    create(secret, kept, text="two things")
    other = dataclasses.replace(secret, summary="Xylophonists")
    change(secret, other)
    assert history.forget(database, secret.uid, now) is None
    assert [name.summary for name in queries.names("event")] == ["Lunch"]
    assert [[change.row.id for change in entry.change_set.changes] for entry in history.entries(database)] == [
        [kept.id]
    ]
    history.undo(database, now)
    assert not queries.has_any()
    history.redo(database, now)
    content = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"Lunch" in content
    assert not [word for word in (b"Xylophonist", b"xylophonist", b"zanzibarian") if word in content]


def test_compaction_keeps_what_can_still_be_repeated(
    database: Database, queries: Queries, create: Callable[..., int], event: Make, now: dt.datetime
) -> None:
    for name in "abcd":
        create(event(name, NOON), text=name)
    for _ in range(3):
        history.undo(database, now)
    assert history.compact(database, keep=1) == 1
    assert [history.redo(database, now).text for _ in range(3)] == ["b", "c", "d"]
    assert len(queries.names("event")) == 4


def test_what_is_left_of_a_forgotten_thing_is_said_with_the_reason(
    path: Path, database: Database, queries: Queries, create: Callable[..., int], event: Make, now: dt.datetime
) -> None:
    words = [" ".join(f"word{n}x{i}" for i in range(100)) for n in range(200)]
    first, second, *rest = (event("x", NOON, description=text) for text in words)
    for rows in ([first], [second], rest):
        create(*rows)
    database.connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    with open_database(path) as other:
        other.connection.exec_driver_sql("BEGIN")
        other.connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").one()
        busy = history.forget(database, first.uid, now)
    assert busy == "what is left of it on the disk was not overwritten: another program is using the calendar"
    pages = database.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    database.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 10}")  # too few for the optimize
    full = history.forget(database, second.uid, now)
    assert full == "what is left of it on the disk was not overwritten: the disk is full"
    assert len(queries.names("event")) == len(rest)


@pytest.mark.parametrize("uid", ["grüße@example.org", 'quo"ted\\', "100%_sure", "日本"])
def test_a_thing_is_forgotten_whatever_its_uid_is(
    database: Database, queries: Queries, create: Callable[..., int], event: Make, now: dt.datetime, uid: str
) -> None:
    create(event("Secret", NOON, uid=uid), event("Kept", NOON), text="secret and kept")
    create(event("Other", NOON), text="other")
    assert history.forget(database, uid, now) is None
    assert [entry.text for entry in history.entries(database)] == ["other", "…"]
    assert all("Secret" not in entry.images for entry in history.entries(database))
    history.undo(database, now)
    history.undo(database, now)
    assert not queries.has_any()


def test_an_older_entry_of_a_series_waits_for_its_overrides(
    database: Database,
    queries: Queries,
    create: Callable[..., int],
    event: Make,
    override: Callable[..., Event],
    now: dt.datetime,
) -> None:
    series = event("Yoga", NOON, rrule="FREQ=WEEKLY")
    assert series.start is not None
    old = create(series, text="yoga every week")
    later = create(override(series, "o", series.start, summary="Yoga, late"), text="late this week")
    with pytest.raises(StaleChange, match="“late this week” changed the same things later; undo that first"):
        history.revert(database, old, now)
    history.revert(database, later, now)
    with pytest.raises(
        StaleChange, match="late this week"
    ):  # the journal goes forward: undo and what it undid both stand
        history.revert(database, old, now)
    history.undo(database, now)
    history.undo(database, now)
    history.revert(database, old, now)
    assert not queries.has_any()


def test_only_what_was_shown_is_taken_back(database: Database, event: Make, now: dt.datetime) -> None:
    alpha = history.commit(database, ChangeSet((RowChange(None, event("Alpha", NOON)),), "alpha"), now)
    shown = history.upcoming(database, "undo")
    assert shown is not None and (shown.id, shown.text) == (alpha, "alpha")
    beta = history.commit(database, ChangeSet((RowChange(None, event("Beta", NOON)),), "beta"), now)
    with pytest.raises(StaleChange, match="nothing was taken back"):
        history.turn(database, now, "undo", expected=alpha)
    assert not any(entry.undone for entry in history.entries(database))
    assert history.turn(database, now, "undo", expected=beta).text == "beta"
    again = history.upcoming(database, "redo")
    assert again is not None and again.id == beta
    history.commit(database, ChangeSet((RowChange(None, event("Gamma", NOON)),), "gamma"), now)
    assert history.upcoming(database, "redo") is None
    with pytest.raises(StaleChange, match="nothing was done again"):
        history.turn(database, now, "redo", expected=beta)
