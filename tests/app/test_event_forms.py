"""What the form of an event holds besides its times: a colour of its own, and the place by whose clock it begins."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hands import grid_of, undo
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from small_calendar import at, stored
from test_editors import edited, saved, write

from app.item_models.blocks import look_of
from app.views.editors import EventEditor
from app.views.main_window import MainWindow
from app.views.thing_menu import fill_menu
from models.colors import own_color, with_own_color
from models.database import Database
from models.rows import Calendar, Event

TOKYO = ZoneInfo("Asia/Tokyo")


def event(database: Database, name: str) -> Event:
    """The stored event of that name."""
    with stored(database) as queries:
        return next(o.row for o in queries.event_occurrences(at(1, 0), at(31, 0)) if o.row.summary == name)  # type: ignore[return-value]


def block_color(window: MainWindow, name: str) -> str:
    """The colour in which the week shows it."""
    return next(block.color for block in grid_of(window).view.blocks if block.row.summary == name)


def test_a_color_of_its_own_is_shown_kept_and_taken_away(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    form = edited(window, "Haircut")
    assert isinstance(form, EventEditor) and form.color.currentText() == "As its calendar"
    form.color.setFocus()
    QTest.keyClicks(form.color, "Red")
    with qtbot.waitSignals([window.workspace.committed, grid_of(window).view.filled]):
        assert saved(form, qtbot).fields == {"extra": ("COLOR:crimson",)}
    assert block_color(window, "Haircut") == "crimson" != block_color(window, "Design meeting")
    form = edited(window, "Haircut")
    assert isinstance(form, EventEditor) and form.color.currentText() == "Red"
    QTest.keyClick(form, Qt.Key.Key_Escape)
    menu = QMenu(window)
    fill_menu(window.editing, menu, event(filled, "Haircut"))
    with qtbot.waitSignal(window.workspace.committed):
        next(action for action in menu.actions() if action.text() == "Duplicate").trigger()
    with stored(filled) as queries:
        haircuts = [o.row for o in queries.event_occurrences(at(5, 0), at(6, 0)) if o.row.summary == "Haircut"]
    assert [own_color(row) for row in haircuts] == ["crimson", "crimson"]
    undo(window, qtbot)
    shades = next(one for one in menu.findChildren(QMenu) if one.accessibleName() == "Colour")
    with qtbot.waitSignals([window.workspace.committed, grid_of(window).view.filled]):
        shades.actions()[0].trigger()
    assert own_color(event(filled, "Haircut")) is None
    assert block_color(window, "Haircut") == block_color(window, "Design meeting")


def test_a_color_that_is_none_is_not_shown_and_any_other_is_offered(window: MainWindow) -> None:
    home = {"home": Calendar(id="home", name="Home", kind="event", color="#2f9e44")}
    plain = Event(id="a", uid="a", calendar_id="home", summary="A", start=at(4, 9), end=at(4, 10))
    assert look_of(with_own_color(plain, "nocolour"), home) == ("#2f9e44", "Home")
    turquoise = with_own_color(plain, "turquoise")
    assert look_of(turquoise, home) == ("turquoise", "Home")
    form = EventEditor(window.workspace, window.theme, turquoise, None, False, window)
    assert form.color.currentText() == "Turquoise"


def test_a_zone_that_is_asked_for_keeps_the_hours(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    form = edited(window, "Haircut")
    assert isinstance(form, EventEditor) and form.zone is None
    QTest.mouseClick(form.ask_zone, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert form.zone is not None and form.values_typed() == form._before, "to ask is to change nothing"
    QTest.keyClicks(form.zone.lineEdit(), "Tokyo (Asia)")
    QTest.keyClick(form.zone.lineEdit(), Qt.Key.Key_Return)
    assert form.start.text == "Thu 5 Mar 2026 16:00"
    assert form.start.read_back.text() == "Thu 5 Mar (tomorrow), 16:00 in Tokyo; here Thu 5 Mar, 2:00"
    start = datetime(2026, 3, 5, 16, tzinfo=TOKYO)
    fields = saved(form, qtbot).fields
    assert fields == {"start": start, "end": start + timedelta(hours=1)}
    assert fields["start"].tzinfo is TOKYO


def test_a_zone_that_is_none_is_not_saved(window: MainWindow) -> None:
    form = edited(window, "Haircut")
    assert isinstance(form, EventEditor)
    form.ask_zone.click()
    assert form.zone is not None
    form.zone.setEditText("Atlantis")
    form.zone.take()
    form.save()
    assert form.isVisible() and form.message.text() == "I know no place of that name."
    form.zone.setEditText("tokyo")
    form.zone.take()
    assert form.message.text() == "" and form.zone.currentData() == "Asia/Tokyo"


@pytest.mark.parametrize(("typed", "hour"), [("Thu 5 Mar 2026 18:00", 18), ("thursday 9am", 9)])
def test_an_event_of_another_place_is_changed_by_its_clock(
    window: MainWindow, qtbot: QtBot, typed: str, hour: int
) -> None:
    start = datetime(2026, 3, 5, 16, tzinfo=TOKYO)
    call = Event(id="c", uid="c@test", calendar_id="work", summary="Call", start=start, end=start + timedelta(hours=2))
    form = EventEditor(window.workspace, window.theme, call, None, False, window)
    assert form.zone is not None and form.zone.currentText() == "Tokyo (Asia)"
    assert (form.start.text, form.end.text) == ("Thu 5 Mar 2026 16:00", "18:00")
    form.show()
    write(form.start, typed)
    assert form.end.text == f"{hour + 2}:00"
    assert saved(form, qtbot).fields == {
        "start": datetime(2026, 3, 5, hour, tzinfo=TOKYO),
        "end": datetime(2026, 3, 5, hour + 2, tzinfo=TOKYO),
    }
