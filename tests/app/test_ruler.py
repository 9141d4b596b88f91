"""Hours that are folded: every minute has a place and comes back from it, nothing of the night is lost, hands reach it."""

from datetime import time

import pytest
from hands import grid_of
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_calendar import at
from test_gestures_of_hand import drag, times

from app.item_models.ruler import DAY, STRIP, Ruler, folds_of, widened
from app.settings import Preferences
from app.views.main_window import MainWindow
from app.views.printing import Printout, view_of
from app.views.week import WeekView
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.rows import Event

NIGHT = ((0, 7 * 60), (22 * 60, DAY))


@pytest.mark.parametrize(
    ("night", "folds"),
    [
        ((time(22), time(7)), NIGHT),
        ((time(12), time(13, 30)), ((720, 810),)),
        ((time(23, 30), time(6)), ((0, 360),)),
        ((time(22), time(0)), ((1320, DAY),)),
    ],
)
def test_a_night_may_go_past_midnight_and_less_than_an_hour_is_no_strip(
    night: tuple[time, time], folds: tuple[tuple[int, int], ...]
) -> None:
    assert folds_of(night) == folds


@settings(deadline=None)
@given(st.integers(0, DAY), st.floats(24, 130), st.sampled_from([(), NIGHT, ((720, 810),)]))
def test_each_minute_comes_back_from_its_place(
    minute: int, hour_height: float, folds: tuple[tuple[int, int], ...]
) -> None:
    ruler = Ruler(hour_height, folds)
    assert ruler.minute_at(ruler.y_of(minute)) == pytest.approx(minute, abs=1e-6)


def test_a_folded_night_is_two_strips_high() -> None:
    assert Ruler(46, NIGHT).height == 15 * 46 + 2 * STRIP
    assert Ruler(46, NIGHT).y_of(8 * 60) == STRIP + 46


def test_what_touches_the_night_goes_over_its_whole_strip() -> None:
    assert widened(60, 90, NIGHT) == NIGHT[0]
    assert widened(6 * 60, 8 * 60, NIGHT) == (0, 8 * 60)
    assert widened(7 * 60, 22 * 60, NIGHT) == (7 * 60, 22 * 60)
    assert widened(21 * 60, 23 * 60, NIGHT) == (21 * 60, DAY)


@pytest.fixture
def folded(window: MainWindow, filled: Database, qtbot: QtBot) -> MainWindow:
    """The week with its night folded, and a flight in it."""
    flight = Event(id="f", uid="f@test", calendar_id="work", summary="Flight", start=at(6, 5), end=at(6, 6))
    early = Event(id="g", uid="g@test", calendar_id="work", summary="Run", start=at(6, 6), end=at(6, 6, 30))
    with qtbot.waitSignal(window.workspace.changed):
        window.workspace.import_changes(
            lambda _: (ChangeSet((RowChange(None, flight), RowChange(None, early)), "early"), "early")
        )
    qtbot.waitUntil(lambda: len(window.panel.calendars["week"].blocks) == 9)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: grid_of(window).ruler.folds == NIGHT)
    return window


def test_the_events_of_a_folded_night_stand_side_by_side_in_the_strip(folded: MainWindow) -> None:
    grid = grid_of(folded)
    grid.verticalScrollBar().setValue(0)
    rects = {block.row.summary: rect for rect, block in grid.painted()}
    for name in ("Flight", "Run"):
        assert rects[name].bottom() <= STRIP and rects[name].height() > STRIP / 2
    assert not rects["Flight"].intersects(rects["Run"])


def test_no_hour_is_folded_on_paper(folded: MainWindow) -> None:
    week = folded.panel.calendars["week"]
    printout = Printout("week", week.span[0], week.span[0], frozenset(), (week._occurrences, ()))
    page = view_of(folded.workspace, printout, week.day, 1000, 700)
    assert isinstance(page, WeekView) and page.grid.ruler.folds == ()
    heights = {block.row.summary: rect.height() for rect, block in page.grid.painted()}
    assert heights["Flight"] == pytest.approx(page.grid.hour_height, abs=4)
    assert page.grid.viewport().width() == page.grid.width(), "no scroll bar"
    page.deleteLater()


def test_an_event_of_the_day_is_dragged_with_the_night_folded(
    folded: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    grid = grid_of(folded)
    grid.verticalScrollBar().setValue(0)

    def place(day: int, minute: int) -> QPoint:
        return QPoint(int(grid.gutter + (day - 2 + 0.5) * grid.column_width), int(grid.ground.y_of(minute)))

    with qtbot.waitSignal(folded.workspace.committed):
        drag(grid.viewport(), place(5, 16 * 60 + 20), place(6, 8 * 60 + 20))
    assert times(filled, "Haircut") == [(at(6, 8), at(6, 9))]


def test_a_click_on_the_strip_s_label_unfolds_it(folded: MainWindow, qtbot: QtBot) -> None:
    grid = grid_of(folded)
    grid.verticalScrollBar().setValue(0)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, int(STRIP / 2)))
    qtbot.waitUntil(lambda: grid.ruler.folds == ())
    assert not folded.settings.preferences.folds_night


def test_the_quiet_hours_are_the_night_that_is_folded(folded: MainWindow, qtbot: QtBot) -> None:
    folded.preferring.choose(Preferences(quiet=(time(20), time(9)), folds_night=True))
    qtbot.waitUntil(lambda: grid_of(folded).ruler.folds == ((0, 540), (1200, DAY)))


def test_the_hours_of_a_strip_in_both_clocks(folded: MainWindow) -> None:
    formatter = folded.workspace.formatter
    assert [formatter.short_hours(*fold) for fold in NIGHT] == ["0–7", "22–24"]
    formatter.twelve_hours = True
    assert [formatter.short_hours(*fold) for fold in (*NIGHT, (750, 810))] == ["12–7am", "10–12am", "12:30–1:30pm"]
