"""What is clicked, or reached by keys and looked at, says all of itself beside where it stands, without the form."""

from collections.abc import Callable
from datetime import timedelta

from hands import click_event, grid_of, show_view, undo
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from small_calendar import NOW, at
from test_gestures_of_hand import drag, point, times

from app.item_models.details import MOST_LINES, shortened, with_links
from app.views.agenda import AgendaView
from app.views.editors import EventEditor
from app.views.main_window import MainWindow
from app.views.month import MonthView
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.rows import Alarm, Attendee, Event


def lines(window: MainWindow) -> list[str]:
    """The words of the lines that are shown."""
    grid = window.details.lines
    labels = [grid.itemAtPosition(row, 1) for row in range(grid.rowCount())]
    return [label.text() for item in labels if item and isinstance(label := item.widget(), QLabel)]


def on_screen(widget: QWidget) -> QRect:
    """Where a widget is."""
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def test_a_click_shows_all_that_an_event_says(
    open_main: Callable[[Database], MainWindow], filled: Database, qtbot: QtBot
) -> None:
    told = Event(
        id="told", uid="told@test", calendar_id="work", summary="Site visit", start=at(6, 14), end=at(6, 15),
        location="Oak Street 5 <rear door>", attendees=(Attendee(name="Kim Lee"), Attendee(name="Sam Ortiz")),
        alarms=(Alarm(trigger=timedelta(minutes=-10)), Alarm(trigger=timedelta(days=-1))), status="TENTATIVE",
        description="Bring the plans.\nhttps://example.org/plans.", rrule="FREQ=MONTHLY",
    )  # fmt: skip
    history.commit(filled, ChangeSet((RowChange(None, told),), "told"), NOW)
    window = open_main(filled)
    qtbot.waitUntil(lambda: any(b.row.summary == "Site visit" for b in grid_of(window).view.blocks))
    place = click_event(window, "Site visit")
    assert window.details.isVisible() and window.details.title.text() == "Site visit"
    assert window.details.home.text() == "Work"
    shown = lines(window)
    assert shown[:4] == [
        "Fri 6 Mar, 14:00 – 15:00",
        "Every month",
        "Oak Street 5 &lt;rear door&gt;",
        "Kim Lee, Sam Ortiz",
    ]
    assert shown[4:6] == ["10 minutes before, 1 day before", "Tentative"]
    assert shown[6].startswith('Bring the plans.<br><a href="https://example.org/plans"') and shown[6].endswith("</a>.")
    card, stage = on_screen(window.details), window.centralWidget()
    assert (
        stage and on_screen(stage).contains(card) and not card.contains(grid_of(window).viewport().mapToGlobal(place))
    )
    assert not window.findChildren(EventEditor)


def test_esc_closes_the_details_and_leaves_the_event_chosen(window: MainWindow) -> None:
    click_event(window, "Haircut")
    grid = grid_of(window)
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert window.details.isHidden() and grid.hasFocus() and grid.selection


def test_by_keys_the_details_go_along_with_the_arrows(window: MainWindow, qtbot: QtBot) -> None:
    grid = grid_of(window)
    QTest.keyClick(window, Qt.Key.Key_F6)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert window.details.isHidden(), "the keys choose, Space looks"
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert window.details.title.text() == "Budget meeting" and lines(window)[-1] == "Sam Ortiz"
    QTest.keyClick(grid, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.details.title.text() == "Design meeting")
    assert window.details.isVisible()
    assert "Design meeting" in window.details.accessibleName()
    QTest.keyClick(grid, Qt.Key.Key_Tab)
    assert window.details.delete.hasFocus(), "what is shown is next"
    QTest.keyClick(window.details.delete, Qt.Key.Key_Escape)
    assert window.details.isHidden() and grid.hasFocus()
    QTest.keyClick(grid, Qt.Key.Key_Space)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    (editor,) = window.findChildren(EventEditor)
    assert editor.title.text() == "Design meeting" and window.details.isHidden()


def test_what_the_keys_bring_into_sight_is_shown(
    open_main: Callable[[Database], MainWindow], filled: Database, qtbot: QtBot
) -> None:
    late = Event(id="l", uid="l@test", calendar_id="work", summary="Late", start=at(4, 23), end=at(4, 23, 30))
    history.commit(filled, ChangeSet((RowChange(None, late),), "late"), NOW)
    window = open_main(filled)
    window.resize(900, 560)
    grid = grid_of(window)
    qtbot.waitUntil(lambda: any(b.row.summary == "Late" for b in grid.view.blocks))
    click_event(window, "Budget meeting")
    top = grid.verticalScrollBar().value()
    QTest.keyClick(grid, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.details.title.text() == "Late")
    assert window.details.isVisible() and grid.verticalScrollBar().value() > top


def test_the_buttons_open_and_remove(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    click_event(window, "Haircut")
    QTest.mouseClick(window.details.delete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.command.card.rows.hasFocus)
    assert times(filled, "Haircut") and window.details.isHidden(), "removing is previewed"
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(window.command.card.rows, Qt.Key.Key_Return)
    assert not times(filled, "Haircut")
    click_event(window, "Hiring meeting")
    QTest.mouseClick(window.details.edit, Qt.MouseButton.LeftButton)
    (editor,) = window.findChildren(EventEditor)
    assert editor.title.text() == "Hiring meeting"


def test_a_drag_shows_nothing_and_what_is_taken_back_goes(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    with qtbot.waitSignal(window.workspace.committed):
        drag(grid.viewport(), point(grid, at(5, 16, 20)), point(grid, at(6, 14, 50)))
    assert window.details.isHidden()
    qtbot.waitUntil(lambda: any(b.start == at(6, 14, 30) for b in grid.view.blocks))
    click_event(window, "Haircut")
    assert lines(window) == ["Fri 6 Mar, 14:30 – 15:30"]
    undo(window, qtbot)
    qtbot.waitUntil(lambda: lines(window) == ["Thu 5 Mar, 16:00 – 17:00"])
    grid.scroll_to(0)
    qtbot.waitUntil(window.details.isHidden)


def test_the_month_shows_it_too_and_a_line_that_is_typed_hides_it(window: MainWindow, qtbot: QtBot) -> None:
    show_view(window, "month")
    month = window.panel.calendars["month"]
    assert isinstance(month, MonthView)
    qtbot.waitUntil(lambda: any(b.row.summary == "Haircut" for b in month.blocks))
    month.grab()
    place = next(rect.center() for rect, block in month.painted() if block.row.summary == "Yoga")
    QTest.mouseClick(month, Qt.MouseButton.LeftButton, pos=place)
    assert window.details.isVisible() and lines(window)[1] == "Every week"
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.keyClicks(window.command.line, "what's on tomorrow")
    qtbot.waitUntil(window.details.isHidden)


def named(agenda: AgendaView) -> list[str]:
    """The names on the lines of the agenda."""
    return [line.block.row.summary if line.block else "" for line in agenda.model.lines]


def test_the_agenda_shows_it_beside_the_line(window: MainWindow, qtbot: QtBot) -> None:
    show_view(window, "agenda")
    agenda = window.panel.calendars["agenda"]
    assert isinstance(agenda, AgendaView)
    qtbot.waitUntil(lambda: "Haircut" in named(agenda))
    row = named(agenda).index("Haircut")
    place = agenda.list.visualRect(agenda.model.index(row)).center()
    QTest.mouseClick(agenda.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.details.isVisible() and window.details.title.text() == "Haircut"
    QTest.keyClick(agenda.list, Qt.Key.Key_Escape)
    assert window.details.isHidden()
    QTest.keyClick(agenda.list, Qt.Key.Key_Space)
    assert window.details.isVisible()


def test_long_notes_end_and_only_web_addresses_are_links() -> None:
    notes = "\n".join(f"Line {number}" for number in range(30))
    assert shortened(notes).splitlines()[-1] == f"Line {MOST_LINES - 1} …" and shortened("Two\nlines") == "Two\nlines"
    assert with_links("<b>javascript:alert(1)</b>", "#000000") == "&lt;b&gt;javascript:alert(1)&lt;/b&gt;"
    assert with_links('x https://a.example/?a=1&b="2" y', "#000000").count("<a ") == 1
    assert 'href="https://a.example/?a=1&amp;b=' in with_links('https://a.example/?a=1&b="2"', "#000000")
