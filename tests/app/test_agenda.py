"""The agenda: lines of days, read while they are scrolled and in a narrow window."""

from datetime import timedelta

import pytest
from hands import show_view
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from small_calendar import NOW, at

from app.delegates.agenda import DAY_WIDTH, AgendaDelegate
from app.views.agenda import AgendaView
from app.views.main_window import MainWindow
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.rows import Calendar, Event


def agenda_of(window: MainWindow, qtbot: QtBot, database: Database, *rows: Calendar | Event) -> AgendaView:
    """The agenda, with more stored."""
    history.commit(database, ChangeSet(tuple(RowChange(None, row) for row in rows), "more"), NOW)
    window.workspace.read_calendars()
    window.workspace.changed.emit(None)
    show_view(window, "agenda")
    agenda = window.panel.calendars["agenda"]
    assert isinstance(agenda, AgendaView)
    wanted = {row.summary for row in rows if isinstance(row, Event)}
    qtbot.waitUntil(lambda: wanted <= {block.row.summary for block in agenda.blocks})
    return agenda


def meeting(number: int, home: str = "work") -> Event:
    """One of many, of which 68 are on Monday."""
    start = at(9, 7) + timedelta(minutes=15 * number)
    name = f"Meeting {number}"
    return Event(
        id=name + home, uid=name + home, calendar_id=home, summary=name, start=start, end=start + timedelta(minutes=15)
    )


def ink(picture: QImage, box: QRect) -> int:
    """How many dots of a box are not ground."""
    ground = picture.pixel(box.topLeft())
    dots = ((x, y) for x in range(box.left(), box.right()) for y in range(box.top(), box.bottom()))
    return sum(picture.pixel(x, y) != ground for x, y in dots)


def test_a_day_that_is_scrolled_out_of_sight_keeps_its_name(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    window.resize(1000, 600)
    lines = agenda_of(window, qtbot, filled, *map(meeting, range(80))).list
    heading = QRect(2, 0, DAY_WIDTH - 6, 34)
    names = [row for row in range(lines.model().rowCount()) if "Meeting" in lines.model().index(row, 0).data()]

    def scrolled_to(row: int, beyond: int) -> QImage:
        lines.scrollTo(lines.model().index(row, 0), lines.ScrollHint.PositionAtTop)
        bar = lines.verticalScrollBar()
        bar.setValue(bar.value() + beyond)
        return lines.viewport().grab().toImage()

    first, tenth, last = (scrolled_to(names[n], beyond) for n, beyond in ((0, 16), (10, 10), (67, 20)))
    assert first.copy(heading) == tenth.copy(heading) and ink(tenth, heading) > 50
    assert last.copy(heading) != tenth.copy(heading), "the next day pushes it out"
    assert ink(tenth, QRect(2, 40, DAY_WIDTH - 6, 300)) == 0, "it is said once"


def test_a_long_name_of_a_calendar_leaves_room_for_the_event(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    window.resize(760, 600)
    name = "The climbing club of the upper valley and all its friends near and far"
    club = Calendar(id="club", name=name, kind="event", color="#9c36b5", position=9)
    lines = agenda_of(window, qtbot, filled, club, meeting(1, "club"), meeting(1, "work")).list
    lines.scrollToBottom()
    boxes = [
        lines.visualRect(lines.model().index(row, 0))
        for row in range(lines.model().rowCount())
        if "Meeting" in lines.model().index(row, 0).data()
    ]
    picture = lines.viewport().grab().toImage()
    club_line, work_line = (picture.copy(DAY_WIDTH + 24, box.bottom() - 31, 300, 30) for box in boxes)
    assert club_line == work_line and ink(club_line, club_line.rect()) > 100
    ends = [picture.copy(box.right() - 200, box.bottom() - 31, 180, 30) for box in boxes]
    assert ends[0] != ends[1]


def test_a_day_is_named_as_one_writes_it(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    show_view(window, "agenda")
    agenda = window.panel.calendars["agenda"]
    qtbot.waitUntil(lambda: bool(agenda.blocks))
    written = list[str]()
    write = AgendaDelegate.write

    def keep(delegate: AgendaDelegate, painter: object, rect: object, words: str, *more: object) -> float:
        written.append(words)
        return write(delegate, painter, rect, words, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(AgendaDelegate, "write", keep)
    agenda.grab()
    assert "Thu 5 Mar" in written
