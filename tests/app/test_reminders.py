"""Alarms ring on time, after a sleep, and those missed at the next start; put off in words."""

import dataclasses
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_calendar import NOW, ZONE, at, stored

from app.item_models.rings import Held, Ring, ring_of, rings_between
from app.reminders import Reminders
from app.settings import Settings
from app.views.main_window import MainWindow
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.rows import Alarm, Event, Task

BEFORE = Alarm(trigger=timedelta(minutes=-10))
DENTIST = Event(
    id="d", uid="d", calendar_id="work", summary="Dentist", start=at(4, 11), end=at(4, 12), alarms=(BEFORE,)
)


@pytest.mark.parametrize(
    ("row", "alarm", "rings"),
    [
        (DENTIST, BEFORE, at(4, 10, 50)),
        (DENTIST, Alarm(trigger=timedelta(minutes=5), related_end=True), at(4, 12, 5)),
        (DENTIST, Alarm(trigger=at(3, 20)), at(3, 20)),
        (Task(id="t", uid="t", calendar_id="c", summary="t", start=at(4, 8), due=at(4, 17)), BEFORE, at(4, 16, 50)),
        (
            Task(id="t", uid="t", calendar_id="c", summary="t", due=date(2026, 3, 5)),
            Alarm(trigger=timedelta(hours=9)),
            at(5, 9),
        ),
        (Task(id="t", uid="t", calendar_id="c", summary="t"), BEFORE, None),
        # the clock skips from 2 to 3 on the 8th: an hour before 3:30 is 1:30
        (
            Event(id="e", uid="e", calendar_id="c", summary="e", start=at(8, 3, 30), end=at(8, 4)),
            Alarm(trigger=timedelta(hours=-1)),
            at(8, 1, 30),
        ),
    ],
)
def test_when_an_alarm_rings(row: Event | Task, alarm: Alarm, rings: datetime | None) -> None:
    ring = ring_of(row, alarm, ZONE)
    assert (ring.at if ring else None) == rings


def test_what_is_done_does_not_ring() -> None:
    done = Task(id="t", uid="t", calendar_id="c", summary="t", due=at(4, 10), status="COMPLETED", alarms=(BEFORE,))
    assert rings_between([done, DENTIST], at(4, 9), at(4, 12), ZONE) == (ring_of(DENTIST, BEFORE, ZONE),)
    assert rings_between([DENTIST], at(4, 10, 50), at(4, 12), ZONE) == ()


@pytest.fixture
def dentist(open_main: Callable[[Database], MainWindow], filled: Database, qtbot: QtBot) -> MainWindow:
    """The window at nine, with the dentist at eleven."""
    history.commit(filled, ChangeSet((RowChange(None, DENTIST),), "dentist"), NOW)
    window = open_main(filled)
    qtbot.waitUntil(lambda: len(window.reminders._ahead) == 1)
    return window


def pass_time(window: MainWindow, now: datetime) -> None:
    """It is later: the clock is looked at."""
    window.workspace.clock = lambda: now
    window.reminders.tick()


def test_it_rings_on_time_and_is_put_off_in_words(dentist: MainWindow) -> None:
    pass_time(dentist, at(4, 10, 49))
    assert dentist.bell.isHidden()
    pass_time(dentist, at(4, 10, 50))
    assert dentist.bell.isVisible() and dentist.bell.title.text() == "Dentist"
    put_off(dentist, "banana")
    assert dentist.bell.isVisible(), "what is no time puts nothing off"
    put_off(dentist, "5 min")
    assert dentist.bell.isHidden()
    pass_time(dentist, at(4, 10, 54))
    assert dentist.bell.isHidden()
    pass_time(dentist, at(4, 10, 55))
    assert dentist.bell.isVisible()
    QTest.mouseClick(dentist.bell.answer, Qt.MouseButton.LeftButton)
    pass_time(dentist, at(4, 18))
    assert dentist.bell.isHidden()


def test_it_rings_after_a_sleep(dentist: MainWindow) -> None:
    pass_time(dentist, at(4, 15))
    assert dentist.bell.isVisible()


def test_what_rings_alone_has_the_width_of_the_card(dentist: MainWindow, qtbot: QtBot) -> None:
    pass_time(dentist, at(4, 15))
    bell = dentist.bell
    qtbot.waitUntil(lambda: bell.title.width() > bell.width() * 0.7)
    assert bell.title.x() < bell.width() * 0.2


def test_what_was_missed_rings_at_the_next_start(
    open_main: Callable[[Database], MainWindow], filled: Database, qtbot: QtBot
) -> None:
    missed = Task(
        id="call",
        uid="call@test",
        calendar_id="groceries",
        summary="Call mom",
        due=at(3, 20),
        status="NEEDS-ACTION",
        alarms=(Alarm(trigger=timedelta(0)),),
    )
    history.commit(filled, ChangeSet((RowChange(None, missed),), "call"), NOW)
    first = open_main(filled)
    qtbot.wait(50)
    assert first.bell.isHidden(), "nothing was missed before the first start"
    first.settings.heard = at(3, 12)
    second = open_main(filled)
    qtbot.waitUntil(second.bell.isVisible)
    assert second.bell.title.text() == "Call mom"


def test_a_changed_time_rings_then(dentist: MainWindow, filled: Database, qtbot: QtBot) -> None:
    later = Event(
        id="d", uid="d", calendar_id="work", summary="Dentist", start=at(4, 13), end=at(4, 14), alarms=(BEFORE,)
    )
    with qtbot.waitSignal(dentist.workspace.changed):
        dentist.workspace.import_changes(lambda _queries: (ChangeSet((RowChange(DENTIST, later),), "moved"), "moved"))
    qtbot.waitUntil(lambda: [ring.at for ring in dentist.reminders._ahead] == [at(4, 12, 50)])
    pass_time(dentist, at(4, 11))
    assert dentist.bell.isHidden()


def put_off(window: MainWindow, words: str) -> None:
    """Types until when the ring on show is put off."""
    QTest.keyClick(window.bell.later, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.bell.later, words)
    QTest.keyClick(window.bell.later, Qt.Key.Key_Return)


@pytest.fixture
def called(open_main: Callable[[Database], MainWindow], filled: Database, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window at nine; a call was to be made at ten to nine, when nobody looked."""
    call = Event(
        id="c", uid="c", calendar_id="work", summary="Call", start=at(4, 9), end=at(4, 10), alarms=(BEFORE,)
    )  # fmt: skip
    history.commit(filled, ChangeSet((RowChange(None, call),), "call"), NOW)
    Settings(tmp_path / "settings.ini").heard = at(4, 8)
    window = open_main(filled)
    qtbot.waitUntil(window.bell.isVisible)
    return window


@pytest.mark.parametrize(
    ("words", "again"),
    [
        ("10 min", at(4, 9, 10)),
        ("tomorrow 9", at(5, 9)),
        ("tomorrow", at(5, 9)),
        ("in an hour", at(4, 10)),
        ("friday at 8:30", at(6, 8, 30)),
    ],
)
def test_what_was_put_off_rings_after_a_restart(
    called: MainWindow,
    open_main: Callable[[Database], MainWindow],
    filled: Database,
    qtbot: QtBot,
    words: str,
    again: datetime,
) -> None:
    put_off(called, words)
    assert called.bell.isHidden() and "Call" in called.toast.accessibleName()
    called.close()
    next_start = open_main(filled)
    qtbot.waitUntil(lambda: bool(next_start.reminders._rows))
    pass_time(next_start, again - timedelta(seconds=1))
    assert next_start.bell.isHidden()
    pass_time(next_start, again)
    assert next_start.bell.isVisible() and next_start.bell.title.text() == "Call"
    QTest.mouseClick(next_start.bell.answer, Qt.MouseButton.LeftButton)
    assert next_start.settings.held == ()


def test_what_rang_and_was_not_answered_is_on_the_list_at_the_next_start(
    called: MainWindow, open_main: Callable[[Database], MainWindow], filled: Database, qtbot: QtBot
) -> None:
    called.close()
    next_start = open_main(filled)
    qtbot.waitUntil(next_start.bell.isVisible)
    assert next_start.bell.title.text() == "Call"


@pytest.mark.parametrize("cancelled", [True, False])
def test_a_cancelled_occurrence_that_was_put_off_is_quiet_and_another_one_is_not(
    open_main: Callable[[Database], MainWindow], filled: Database, qtbot: QtBot, cancelled: bool
) -> None:
    standup = Event(
        id="s", uid="s@test", calendar_id="work", summary="Standup", start=at(2, 9, 30), end=at(2, 10),
        rrule="FREQ=DAILY", alarms=(BEFORE,),
    )  # fmt: skip
    without = dataclasses.replace(standup, exdates=(at(4, 9, 30) if cancelled else at(5, 9, 30),))
    history.commit(filled, ChangeSet((RowChange(None, standup),), "standup"), NOW)
    window = open_main(filled)
    qtbot.waitUntil(lambda: len(window.reminders._ahead) == 1)
    pass_time(window, at(4, 9, 20))
    put_off(window, "5 min")
    with qtbot.waitSignal(window.workspace.changed):
        window.workspace.import_changes(lambda _: (ChangeSet((RowChange(standup, without),), "skipped"), "skipped"))
    qtbot.waitUntil(lambda: bool(window.reminders._rows) is not cancelled)
    pass_time(window, at(4, 9, 25))
    assert window.bell.isVisible() is not cancelled


@pytest.mark.parametrize("is_put_off", [True, False])
def test_an_occurrence_goes_along_with_its_series(
    open_main: Callable[[Database], MainWindow], filled: Database, qtbot: QtBot, is_put_off: bool
) -> None:
    standup = Event(
        id="s", uid="s@test", calendar_id="work", summary="Standup", start=at(2, 9, 30), end=at(2, 10),
        rrule="FREQ=WEEKLY;BYDAY=MO,WE", alarms=(BEFORE,),
    )  # fmt: skip
    later = dataclasses.replace(standup, summary="Late standup", start=at(2, 13, 15), end=at(2, 13, 45))
    history.commit(filled, ChangeSet((RowChange(None, standup),), "standup"), NOW)
    window = open_main(filled)
    qtbot.waitUntil(lambda: len(window.reminders._ahead) == 1)
    pass_time(window, at(4, 9, 20))
    if is_put_off:
        put_off(window, "30 min")
    change(window, standup, later, qtbot)
    qtbot.waitUntil(lambda: window.bell.isVisible() is not is_put_off)
    pass_time(window, at(4, 9, 50))
    qtbot.waitUntil(lambda: window.bell.isVisible() and window.bell.title.text() == "Late standup")
    assert "13:15" in window.bell.when.text()
    window.workspace.undo()
    qtbot.waitUntil(lambda: window.bell.title.text() == "Standup")
    assert window.bell.isVisible() and "9:30" in window.bell.when.text()
    QTest.mouseClick(window.bell.answer, Qt.MouseButton.LeftButton)
    assert window.settings.held == ()


def test_what_lies_behind_puts_nothing_off(called: MainWindow) -> None:
    put_off(called, "yesterday at 9")
    assert called.bell.isVisible() and called.bell.later.property("wrong")


def test_nonsense_in_the_settings_is_nothing_put_off(tmp_path: Path) -> None:
    naive, aware = '[["2026-03-04T09:00:00", "u", ""]]', '[["2026-03-04T09:00:00-05:00", "u", ""]]'
    for number, text in enumerate(("[1]", "nonsense", naive, '{"a": 1}', "[[1, 2, 3]]", aware)):
        file = tmp_path / f"{number}.ini"
        QSettings(str(file), QSettings.Format.IniFormat).setValue("held", text)
        assert Settings(file).held == ((Held(at(4, 9), "u"),) if text == aware else ())


def test_what_is_held_of_one_file_is_not_another_ones(tmp_path: Path) -> None:
    one, other = (Settings(tmp_path / "settings.ini", name) for name in ("one", "other"))
    one.held, one.heard = (Held(at(4, 9), "u"),), at(4, 8)
    assert (other.held, other.heard) == ((), None)
    other.held, other.heard = (), at(4, 12)
    assert (one.held, one.heard) == ((Held(at(4, 9), "u"),), at(4, 8))


def change(window: MainWindow, before: Event, after: Event | None, qtbot: QtBot) -> None:
    """Somebody edits or deletes a thing while its ring waits."""
    with qtbot.waitSignal(window.workspace.changed):
        window.workspace.import_changes(lambda _: (ChangeSet((RowChange(before, after),), "changed"), "changed"))


@pytest.mark.parametrize("is_put_off", [True, False])
def test_what_is_gone_is_quiet_and_rings_when_it_is_back(dentist: MainWindow, qtbot: QtBot, is_put_off: bool) -> None:
    pass_time(dentist, at(4, 10, 50))
    if is_put_off:
        put_off(dentist, "5 min")
    change(dentist, DENTIST, None, qtbot)
    qtbot.waitUntil(lambda: not dentist.reminders._rows and dentist.bell.isHidden())
    pass_time(dentist, at(4, 10, 56))
    assert dentist.bell.isHidden() and len(dentist.settings.held) == 1
    dentist.workspace.undo()
    qtbot.waitUntil(dentist.bell.isVisible)
    assert dentist.bell.title.text() == "Dentist"


def test_what_is_gone_for_long_is_forgotten(dentist: MainWindow, qtbot: QtBot) -> None:
    pass_time(dentist, at(4, 10, 50))
    change(dentist, DENTIST, None, qtbot)
    dentist.workspace.clock = lambda: at(6, 10, 51)
    dentist.reminders.read()
    qtbot.waitUntil(lambda: dentist.settings.held == ())


def test_a_ring_on_show_follows_its_thing(dentist: MainWindow, qtbot: QtBot) -> None:
    pass_time(dentist, at(4, 10, 50))
    change(dentist, DENTIST, dataclasses.replace(DENTIST, summary="Teeth"), qtbot)
    qtbot.waitUntil(lambda: dentist.bell.title.text() == "Teeth")


def test_what_is_put_off_is_read_again(dentist: MainWindow, qtbot: QtBot) -> None:
    dentist.reminders.snooze(Ring(at(4, 8), dataclasses.replace(DENTIST, summary="As it was")), at(4, 9, 30))
    qtbot.waitUntil(lambda: [row.summary for row in dentist.reminders._rows.values()] == ["Dentist"])


def test_two_alarms_put_off_to_one_time_ring_once(dentist: MainWindow, qtbot: QtBot) -> None:
    twice = dataclasses.replace(DENTIST, alarms=(BEFORE, Alarm(trigger=timedelta(minutes=-5))))
    change(dentist, DENTIST, twice, qtbot)
    qtbot.waitUntil(lambda: len(dentist.reminders._ahead) == 2)
    pass_time(dentist, at(4, 10, 55))
    put_off(dentist, "at 11:30")
    put_off(dentist, "at 11:30")
    assert dentist.bell.isHidden() and len(dentist.settings.held) == 1
    pass_time(dentist, at(4, 11, 30))
    assert dentist.bell.isVisible() and not dentist.bell.others.text()


def test_nothing_is_heard_before_the_first_reading(called: MainWindow, qtbot: QtBot) -> None:
    called.settings.heard, called.settings.held = at(4, 8), ()
    reminders = Reminders(called.workspace, called.settings, called)
    with qtbot.waitSignal(reminders.rang):
        reminders.tick()
        reminders.start()


def test_a_task_that_rings_is_done_from_its_card(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    task = Task(id="call", uid="call", calendar_id="groceries", summary="Call mom", status="NEEDS-ACTION")
    with qtbot.waitSignal(window.workspace.changed):
        window.workspace.import_changes(lambda queries: (ChangeSet((RowChange(None, task),), "call"), "added"))
    window.bell.ring(Ring(NOW, task))
    with qtbot.waitSignal(window.workspace.committed):
        QTest.mouseClick(window.bell.done, Qt.MouseButton.LeftButton)
    assert window.bell.isHidden()
    with stored(filled) as queries:
        assert [other.status for other in queries.tasks() if other.id == "call"] == ["COMPLETED"]


def test_an_event_that_rings_is_only_seen(window: MainWindow) -> None:
    window.bell.ring(Ring(NOW, DENTIST))
    assert window.bell.answer.isVisible() and window.bell.done.isHidden()


def test_many_that_wait_have_a_line_each_and_a_long_name_all_it_needs(window: MainWindow, qtbot: QtBot) -> None:
    bell, long = window.bell, "Call the plumber about the leak under the sink before it ruins the floor " * 2

    def ring(*names: str) -> None:
        for name in names:
            row = Task(id=name, uid=name, calendar_id="groceries", summary=name, due=at(4, 9), status="NEEDS-ACTION")
            bell.ring(Ring(NOW, row))
        qtbot.wait(20)

    ring(long)
    ring("Bins", "Post", long.upper())  # at once, a little later
    assert bell.title.height() >= bell.title.heightForWidth(bell.title.width()) > 2 * bell.title.fontMetrics().height()
    lines = bell.others.text().split("\n")
    assert lines[:2] == ["9:00  Bins", "9:00  Post"] and lines[2].endswith("…"), "it is today"
    assert bell.others.height() >= bell.others.sizeHint().height() >= 3 * bell.others.fontMetrics().height()
    assert all(bell.others.fontMetrics().horizontalAdvance(words) <= bell.others.width() for words in lines)
