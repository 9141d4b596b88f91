"""The program as a person starts it, on a real X server of its own, driven by synthetic input; needs Xvfb and xdotool, else is skipped.

The student is the one that ships. What happened is read from the file.
"""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from desktops import SIZE, TOAST, Desktop, Display, wait_until
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_calendar import ZONE, at
from test_gestures_of_hand import header_of, lane_point

from app.item_models.rings import Ring
from app.views.main_window import MainWindow
from app.views.month import MonthView
from app.views.settings_dialog import SettingsDialog
from app.views.week import WeekView
from models import history
from models.changes import ChangeSet, RowChange
from models.database import open_database
from models.rows import Alarm, Event

pytestmark = pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool")


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    """An X server without a screen."""
    told = tmp_path_factory.mktemp("x") / "display"
    with told.open("w") as file:
        command = [
            "Xvfb",
            "-displayfd",
            str(file.fileno()),
            "-screen",
            "0",
            "1400x900x24",
            "-fbdir",
            str(told.parent),
            "-nolisten",
            "tcp",
            "-noreset",
            "-r",  # no key repeats, however long a busy machine takes to let it go
        ]
        server = subprocess.Popen(command, pass_fds=[file.fileno()], stderr=subprocess.DEVNULL)
    wait_until(lambda: told.read_text().endswith("\n"), "the X server does not start")
    yield Display(f":{told.read_text().strip()}", told.parent / "Xvfb_screen0")
    server.terminate()
    server.wait()


@pytest.fixture
def desktop(display: Display, tmp_path: Path) -> Iterator[Desktop]:
    """The program over the small calendar."""
    running = Desktop(display, tmp_path / "home")
    yield running
    running.end()


@pytest.fixture(autouse=True)
def home(tmp_path: Path) -> None:
    """The folder of the person's files."""
    (tmp_path / "home").mkdir()


def test_many_are_cancelled_but_one_and_taken_back(desktop: Desktop) -> None:
    desktop.say("cancel my meetings for the week")
    desktop.keys("Down", "Down", "space", "Return")  # into the rows, the second one unticked
    desktop.expect("Budget meeting")
    desktop.expect("Hiring meeting")
    desktop.expect("Design meeting", at(5, 10))
    desktop.keys("ctrl+z")
    desktop.expect("Budget meeting", at(4, 14))
    desktop.expect("Hiring meeting", at(6, 11))


def test_one_is_made_and_a_follow_up_moves_it(desktop: Desktop) -> None:
    desktop.say("lunch with Kim tomorrow at 1pm")
    desktop.keys("Return")
    desktop.expect("Lunch with Kim", at(5, 13))
    desktop.say("make it an hour later")
    desktop.keys("Return")
    desktop.expect("Lunch with Kim", at(5, 14))


def test_a_question_is_settled_by_its_number(desktop: Desktop) -> None:
    before = desktop.starts("Yoga")
    desktop.say("cancel yoga")
    desktop.press_and_see("alt+1")
    desktop.keys("Return")
    wait_until(lambda: desktop.starts("Yoga") != before, "the choice did nothing")


def test_keys_alone_choose_and_remove(desktop: Desktop) -> None:
    desktop.keys("F6", "Right")  # what comes next
    desktop.press_and_see("Delete")
    desktop.keys("ctrl+k", "Return")
    desktop.expect("Budget meeting")


@pytest.fixture
def places(window: MainWindow) -> Callable[[datetime], QPoint]:
    """Where an hour is in a window of that size: measured in one that is not shown."""
    window.resize(*SIZE)
    week = window.panel.calendars["week"]
    assert isinstance(week, WeekView)
    window.grab()
    grid = week.grid
    grid.scroll_to(7 * 60 + 30)

    def place(moment: datetime) -> QPoint:
        x = grid.viewport().width() - (len(grid.days) - grid.days.index(moment.date()) - 0.5) * grid.column_width
        y = grid.ground.y_of(moment.hour * 60 + moment.minute)
        return grid.viewport().mapTo(window, QPoint(int(x), int(y)))

    return place


def test_a_drag_moves_and_another_creates(desktop: Desktop, places: Callable[[datetime], QPoint]) -> None:
    desktop.drag(places(at(5, 16, 20)), places(at(6, 14, 20)))
    desktop.expect("Haircut", at(6, 14))
    desktop.drag(places(at(4, 10, 2)), places(at(4, 11, 30)))
    wait_until(lambda: desktop.named("New") != "", "no form")
    desktop.do("type", "--delay", "15", "Planning")
    desktop.rest()
    desktop.keys("Return")
    desktop.expect("Planning", at(4, 10))


def test_an_event_is_dragged_into_the_lane_and_copied_with_alt(
    desktop: Desktop, window: MainWindow, places: Callable[[datetime], QPoint]
) -> None:
    desktop.drag(places(at(4, 14, 20)), places(at(6, 14, 20)), "alt")
    desktop.expect("Budget meeting", at(4, 14), at(6, 14))
    header = header_of(window)
    desktop.drag(places(at(5, 16, 20)), header.mapTo(window, lane_point(header, 4)))
    wait_until(lambda: desktop.spans("Haircut") == [(date(2026, 3, 4), date(2026, 3, 5))], "it is not lifted")


def test_a_task_is_dragged_onto_an_hour_the_lane_and_a_day_of_the_month(
    desktop: Desktop, window: MainWindow, places: Callable[[datetime], QPoint], qtbot: QtBot
) -> None:
    QTest.mouseClick(window.panel.bar.beside, Qt.MouseButton.LeftButton)
    pane, header, month = window.panel.pane, header_of(window), window.panel.calendars["month"]
    assert pane and isinstance(month, MonthView)
    qtbot.waitUntil(lambda: len(pane.model.lines) > 3)

    def line(name: str) -> QPoint:
        row = next(i for i, one in enumerate(pane.model.lines) if one.task and one.task.summary == name)
        return pane.list.viewport().mapTo(window, pane.list.visualRect(pane.model.index(row)).center())

    def lies(name: str, start: object, due: object) -> None:
        wait_until(lambda: desktop.task(name) == (start, due), f"{name}: {desktop.task(name)}")
        desktop.rest()

    window.grab()
    milk = line("Milk")
    hour, day = places(at(4, 10, 5)), header.mapTo(window, lane_point(header, 3))
    window.panel.show_view("month")
    window.grab()
    cell = month._cell((date(2026, 3, 18) - month.span[0]).days)
    late = month.mapTo(window, QPoint(int(cell.center().x()), int(cell.bottom()) - 4))
    desktop.press_and_see("ctrl+shift+t")
    desktop.drag(milk, hour)
    lies("Milk", at(4, 10), at(4, 11))
    desktop.keys("ctrl+z")
    lies("Milk", None, None)
    desktop.drag(milk, day)
    lies("Milk", None, date(2026, 3, 3))
    desktop.keys("ctrl+z")
    lies("Milk", None, None)
    desktop.press_and_see("ctrl+4")
    desktop.drag(milk, late)
    lies("Milk", None, date(2026, 3, 18))


def test_a_series_is_dragged_and_made_longer_with_its_scope(
    desktop: Desktop, places: Callable[[datetime], QPoint]
) -> None:
    desktop.drag(places(at(3, 18, 20)), places(at(3, 19, 20)))
    desktop.keys("Return")  # this one
    desktop.expect("Yoga", at(3, 19), at(10, 18), at(17, 18), at(24, 18))
    desktop.keys("ctrl+z")
    desktop.expect("Yoga", at(3, 18), at(10, 18), at(17, 18), at(24, 18))
    desktop.rest()
    desktop.drag(places(at(3, 19)) - QPoint(0, 4), places(at(3, 19, 30)))
    desktop.keys("Down", "Down", "Return")  # all of the series
    longer = [(at(day, 18), at(day, 19, 30)) for day in (3, 10, 17, 24)]
    wait_until(lambda: desktop.spans("Yoga") == longer, str(desktop.spans("Yoga")))


def test_a_file_of_ten_thousand_is_read_and_another_is_stopped(desktop: Desktop, tmp_path: Path) -> None:
    before = desktop.count_events()
    files = [tmp_path / "first.ics", tmp_path / "second.ics"]
    for file in files:
        events = "".join(
            f"BEGIN:VEVENT\r\nUID:{n}@{file.stem}\r\nSUMMARY:Far {n}\r\nDTSTART:2031{n % 12 + 1:02}{n % 28 + 1:02}T100000Z\r\nEND:VEVENT\r\n"
            for n in range(10_000)
        )
        file.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n", encoding="utf-8")
    for file in files:
        desktop.keys("ctrl+o")
        desktop.focus("Import")
        desktop.do("type", str(file))
        desktop.keys("Return")
        wait_until(lambda: desktop.named("Import") == "", f"the dialog does not take {file}")
        desktop.focus("Importing")
        if file is files[-1]:
            desktop.keys("Escape")
        wait_until(lambda: desktop.named("Importing") == "", "the progress stays")
        wait_until(lambda: desktop.count_events() == before + 10_000, "not as many as the first file holds")
        desktop.do("windowfocus", "--sync", desktop.window)


def test_a_file_is_dropped_by_another_program_and_reported(desktop: Desktop, tmp_path: Path) -> None:
    before, file = desktop.count_events(), tmp_path / "club.ics"
    event = (
        "BEGIN:VEVENT\r\nUID:walk@club\r\nSUMMARY:Walk\r\nDTSTART:20260305T140000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
    )
    file.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n", encoding="utf-8")
    place = (SIZE[0] + 10, 300, 100, 60)  # beside the window
    source = Path(__file__).with_name("drag_source.py")
    command = [sys.executable, str(source), str(file), *map(str, place)]
    other = subprocess.Popen(command, env=desktop.environment)
    try:
        wait_until(lambda: desktop.named("Source") != "", "no window to drag from")
        desktop.rest()
        bare = desktop.picture()[TOAST]
        desktop.do("mousemove", str(place[0] + 50), str(place[1] + 30))
        desktop.do("mousedown", "1")
        for step in (30, -100, -300, -310):
            desktop.do("mousemove", str(place[0] + step), str(place[1] + 40))
            time.sleep(0.1)
        desktop.let_go()
        wait_until(lambda: desktop.count_events() == before + 1, "it is not read")
        wait_until(lambda: not np.array_equal(desktop.picture()[TOAST], bare), "nothing is said")
        desktop.expect("Walk", at(5, 9))
        desktop.do("windowfocus", "--sync", desktop.window)
        desktop.keys("ctrl+z")
        wait_until(lambda: desktop.count_events() == before, "it can't be taken back")
    finally:
        other.terminate()
        other.wait()


def test_words_without_a_command_become_a_task_by_one_key(desktop: Desktop) -> None:
    desktop.say("call mum")
    desktop.keys("alt+1")
    wait_until(lambda: desktop.task("Call mum") == (None, None), "it is not noted")


def test_backspace_over_a_space_takes_words_as_plain_ones(desktop: Desktop) -> None:
    desktop.say("party tomorrow ")
    desktop.press_and_see("BackSpace")
    desktop.say("friday at noon")
    desktop.keys("Return")
    desktop.expect("Party tomorrow", at(6, 12))


def call_at(moment: datetime) -> Event:
    """A call an hour later, with an alarm at that moment."""
    begins = moment + timedelta(hours=1)
    return Event(
        id="c", uid="c@test", calendar_id="work", summary="Call", start=begins, end=begins + timedelta(hours=1),
        alarms=(Alarm(trigger=moment),),
    )  # fmt: skip


def test_a_reminder_rings_and_again_when_it_was_put_off(display: Display, tmp_path: Path, window: MainWindow) -> None:
    now = datetime.now(ZONE)
    window.resize(*SIZE)
    window.bell.ring(Ring(now, call_at(now)))
    window.grab()
    card = QRect(window.bell.mapTo(window, QPoint(0, 0)), window.bell.size()).adjusted(8, 8, -8, -8)
    field = window.bell.later.mapTo(window, window.bell.later.rect().center())
    running = Desktop(display, tmp_path / "home", None)
    try:
        bare = running.picture()[card.top() : card.bottom(), card.left() : card.right()]
        soon = datetime.now(ZONE).replace(microsecond=0) + timedelta(seconds=6)
        with open_database(running.file) as elsewhere:  # the window looks for what others write
            history.commit(elsewhere, ChangeSet((RowChange(None, call_at(soon)),), "call"), soon)

        def rings() -> bool:
            seen = running.picture()[card.top() : card.bottom(), card.left() : card.right()]
            return bool((seen != bare).any(axis=2).mean() > 0.2)

        wait_until(rings, "it does not ring")
        assert abs((datetime.now(ZONE) - soon).total_seconds()) < 2
        running.do("mousemove", "--window", running.window, str(field.x()), str(field.y()))
        running.do("click", "--repeat", "3", "1")
        running.do("type", "4 seconds")
        running.keys("Return")
        wait_until(lambda: not rings(), "it can't be put off")
        asked = time.monotonic()
        wait_until(rings, "it does not ring again")
        assert time.monotonic() - asked > 2.0
        running.do("mousemove", "--window", running.window, str(field.x()), str(field.y()))
        running.do("click", "--repeat", "3", "1")
        running.do("type", "2 seconds")
        running.keys("Return")
        wait_until(lambda: not rings(), "it can't be put off again")
        running.end(signal.SIGKILL)
        running.start()
        wait_until(rings, "what was put off is lost with the program")
    finally:
        running.end()


@pytest.fixture
def tabs_to_appearance(window: MainWindow) -> int:
    """How often Tab is pressed in the settings before the appearance has the keyboard."""
    window.preferring.open()
    (dialog,) = window.findChildren(SettingsDialog)
    number, widget = 0, dialog.weekday.nextInFocusChain()
    while widget is not dialog.weekday:
        takes = widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        number += bool(takes and widget.isEnabled())
        if widget is dialog.look:
            dialog.close()
            return number
        widget = widget.nextInFocusChain()
    raise AssertionError("Tab does not lead there")


def test_the_dark_theme_is_chosen_by_keys(desktop: Desktop, tabs_to_appearance: int) -> None:
    assert desktop.picture()[: SIZE[1], : SIZE[0], :3].mean() > 200
    desktop.keys("ctrl+comma")
    wait_until(lambda: desktop.named("Settings") != "", "no settings")
    desktop.do("windowfocus", "--sync", desktop.named("Settings"))
    desktop.keys(*["Tab"] * tabs_to_appearance, "d", "Escape")
    wait_until(lambda: bool(desktop.picture()[: SIZE[1], : SIZE[0], :3].mean() < 80), "it stays light")
