"""Onto paper, from a day to a day: the dialog shows the pages, and the same go into a PDF file."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from hands import show_view
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrintPreviewWidget
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from small_calendar import at

from app.item_models.lanes import shared_heights
from app.theme.palette import LIGHT
from app.theme.theme import Looks
from app.views.main_window import MainWindow
from app.views.month import MonthView
from app.views.print_dialog import PrintDialog
from app.views.printing import FIRST_HOUR, LAST_HOUR, Printout, held, hours_of, view_of, write_pdf
from app.views.task_pages import TaskPages
from app.views.tasks import TasksView
from app.views.week import WeekView
from models.occurrence import Occurrence


def pages(file: Path) -> int:
    """Number of pages of a PDF file."""
    return file.read_bytes().count(b"/Type /Page\n")


def printed(window: MainWindow, qtbot: QtBot, kind: str, first: date, last: date) -> Printout:
    """A printout with what the days hold."""
    read: list[object] = []
    window.workspace.read(lambda queries: held(queries, kind, at(1, 0), at(31, 0)), read.append)
    qtbot.waitUntil(lambda: bool(read))
    return Printout(kind, first, last, frozenset(), read[0])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "first", "last", "number"),
    [
        ("day", date(2026, 3, 4), date(2026, 3, 6), 3),
        ("week", date(2026, 3, 5), date(2026, 3, 5), 1),
        ("week", date(2026, 3, 8), date(2026, 3, 9), 2),
        ("month", date(2026, 3, 31), date(2026, 4, 1), 2),
        ("agenda", date(2026, 3, 2), date(2026, 3, 8), 1),
    ],
)
def test_a_range_goes_onto_so_many_pages(
    kind: str, first: date, last: date, number: int, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "pages.pdf"
    write_pdf(file, window.workspace, printed(window, qtbot, kind, first, last))
    assert file.read_bytes().startswith(b"%PDF-") and pages(file) == number


@pytest.mark.parametrize("kind", ["day", "week", "month", "agenda"])
def test_a_page_shows_its_events_in_ink(kind: str, window: MainWindow, qtbot: QtBot) -> None:
    day = date(2026, 3, 5)
    full = printed(window, qtbot, kind, day, day)
    images = []
    for printout in (full, Printout(kind, day, day, frozenset({"work"}), full.found)):
        view = view_of(window.workspace, printout, day, 760, 900)
        images.append(view.grab().toImage())
        view.deleteLater()
    with_events, without = images
    assert with_events != without, "hidden calendars stay off the page"
    assert QColor(with_events.pixel(with_events.width() - 1, with_events.height() - 1)).lightness() > 200, (
        "paper stays light"
    )


@pytest.mark.parametrize("kind", ["day", "week", "month", "agenda"])
def test_no_day_of_a_page_is_today(kind: str, window: MainWindow, qtbot: QtBot) -> None:
    accent = QColor(LIGHT.accent).rgb()
    today = date(2026, 3, 4)
    view = view_of(window.workspace, printed(window, qtbot, kind, today, today), today, 760, 900)
    picture = view.grab().toImage()
    view.deleteLater()
    assert not any(picture.pixel(x, y) == accent for x in range(picture.width()) for y in range(picture.height()))


def test_an_agenda_holds_the_range_alone(window: MainWindow, qtbot: QtBot) -> None:
    day = date(2026, 3, 5)
    view = view_of(window.workspace, printed(window, qtbot, "agenda", day, day), day, 760, 900)
    assert [view.model.data(view.model.index(row), Qt.ItemDataRole.DisplayRole) for row in range(2)] == [
        "Design meeting, Thu 5 Mar, 10:00 – 11:00, Work",
        "Haircut, Thu 5 Mar, 16:00 – 17:00, Work",
    ]
    assert view.model.rowCount() == 2
    view.deleteLater()


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> PrintDialog:
    """The dialog over the week, by its key, once the pages are there."""
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (opened,) = window.findChildren(PrintDialog)
    preview = opened.findChild(QPrintPreviewWidget)
    qtbot.waitUntil(lambda: preview.pageCount() == 1 and bool(opened.printout.found[0]))
    return opened


def test_the_dialog_takes_days_in_words(dialog: PrintDialog, qtbot: QtBot) -> None:
    assert (dialog.printout.kind, dialog.printout.first, dialog.printout.last) == (
        "week",
        date(2026, 3, 2),
        date(2026, 3, 8),
    )
    dialog.kind.setFocus()
    QTest.keyClick(dialog.kind, Qt.Key.Key_Up)  # a page a day
    dialog.end.field.selectAll()
    QTest.keyClicks(dialog.end.field, "5 march")
    qtbot.waitUntil(lambda: dialog.pages.pageCount() == 4)
    dialog.end.field.selectAll()
    QTest.keyClicks(dialog.end.field, "1 march 2026")
    assert "before the first" in dialog.state.text() and not dialog.print_button.isEnabled()
    dialog.end.field.selectAll()
    QTest.keyClicks(dialog.end.field, "5 march 2028")
    assert "A year at most" in dialog.state.text() and not dialog.pdf_button.isEnabled()


def test_a_year_goes_month_by_month(window: MainWindow, qtbot: QtBot) -> None:
    show_view(window, "year")
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (opened,) = window.findChildren(PrintDialog)
    qtbot.waitUntil(lambda: opened.pages.pageCount() == 12)
    assert (opened.printout.first, opened.printout.last) == (date(2026, 1, 1), date(2026, 12, 31))


def test_the_pages_become_a_file(
    dialog: PrintDialog, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    file = tmp_path / "week.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(file), ""))
    qtbot.mouseClick(dialog.pdf_button, Qt.MouseButton.LeftButton)
    assert pages(file) == 1 and window.toast.accessibleName() == "Saved as week.pdf"


def test_a_file_that_cannot_be_written_is_said(
    dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(tmp_path / "none" / "week.pdf"), ""))
    qtbot.mouseClick(dialog.pdf_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible() and dialog.state.text() == "week.pdf can't be written: No such file or directory."


@pytest.mark.parametrize("kind", ["day", "week", "month"])
def test_paper_gets_lines_and_letters(kind: str, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    day, file = date(2026, 3, 5), tmp_path / "pages.pdf"
    full = printed(window, qtbot, kind, day, day)
    written = []
    for found in (full.found, ((), ())):
        write_pdf(file, window.workspace, dataclasses.replace(full, found=found))
        written.append(file.read_bytes())
    assert all(b"/Subtype /Image" not in pdf for pdf in written), (
        "a picture of a page can't be searched, and needs 30 MiB"
    )
    assert len(written[0]) > len(written[1]), "nothing of what the days hold is there"


def test_tasks_stand_on_their_days(window: MainWindow, qtbot: QtBot) -> None:
    day = date(2026, 3, 5)
    view = view_of(window.workspace, printed(window, qtbot, "week", day, day), day, 760, 900)
    assert "Renew passport" in {block.row.summary for block in view.blocks}
    view.deleteLater()


def test_paper_shows_all_of_a_week_and_no_time_of_day(window: MainWindow, qtbot: QtBot) -> None:
    day = date(2026, 3, 5)
    full = printed(window, qtbot, "week", day, day)
    view = view_of(window.workspace, full, day, 1080, 700)
    assert isinstance(view, WeekView) and hours_of(view) == (FIRST_HOUR, LAST_HOUR)
    assert not any(block.is_over(view.now) for block in view.blocks), "it is read later"
    early, late = (
        dataclasses.replace(block, start=at(6, hour), end=at(6, hour, 30))
        for block, hour in zip((b for b in view.blocks if not b.all_day), (4, 23), strict=False)
    )
    view.blocks = (*view.blocks, early, late)
    assert hours_of(view) == (4, 24)
    whole = next(block for block in view.blocks if block.row.summary == "Ana's birthday")
    view.blocks = tuple(dataclasses.replace(whole, row=dataclasses.replace(whole.row, uid=str(n))) for n in range(9))
    view.blocks_changed()
    view.grab()
    assert len(view.header.painted()) == 9, "nobody can click for more"
    view.deleteLater()


LONG = "Doctor's appointment for George with the retired teachers of the old maths department"


@pytest.fixture
def with_long(window: MainWindow, qtbot: QtBot) -> Printout:
    """A week with a short event and a task that have much to say, and another event two hours later."""
    day = date(2026, 3, 5)
    full = printed(window, qtbot, "week", day, day)
    rows = {one.row.summary: one for one in full.found[0]}
    visit, meeting = rows["Haircut"], rows["Design meeting"]
    long = Occurrence(dataclasses.replace(visit.row, summary=LONG, location="Riverside Surgery"))
    late = dataclasses.replace(meeting.row, uid="late", id="late", start=at(5, 17, 30), end=at(5, 18, 30))
    whole = dataclasses.replace(rows["Renew passport"].row, summary=f"Order {LONG}", due=day)
    return dataclasses.replace(
        full,
        found=(
            (long, Occurrence(late), Occurrence(whole)),
            (),
        ),
    )


def test_what_has_much_to_say_takes_the_room_under_it(window: MainWindow, with_long: Printout) -> None:
    """The event grows down to the next one, the task of the day by lines."""
    view = view_of(window.workspace, with_long, date(2026, 3, 5), 1000, 640)
    assert isinstance(view, WeekView)
    places = {block.row.summary: rect for rect, block in view.grid.painted()}
    hour = view.grid.hour_height
    assert places[LONG].height() > 1.3 * hour and places[LONG].bottom() <= places["Design meeting"].top()
    view.grab()
    ((rect, _),) = view.header.painted()
    assert rect.height() > 2 * view.theme.spacing.lane
    view.deleteLater()


def test_the_lines_of_a_month_share_its_height(window: MainWindow, with_long: Printout) -> None:
    month = dataclasses.replace(with_long, kind="month")
    view = view_of(window.workspace, month, date(2026, 3, 5), 1000, 640)
    view.grab()
    assert isinstance(view, MonthView)
    places = {block.row.summary: rect for rect, block in view.painted()}
    assert places[LONG].height() > 1.4 * view.theme.spacing.chip
    assert all(rect.bottom() <= view.height() for rect in places.values())
    view.deleteLater()


def test_lanes_give_lines_away_where_they_need_more_than_there_is() -> None:
    assert shared_heights([10, 40, 20], 100, 19, 14) == [19, 40, 20]
    assert shared_heights([10, 60, 40], 90, 19, 14) == [19, 32, 26]
    assert shared_heights([60, 60], 20, 19, 14) == [19, 19]


def test_from_the_tasks_their_list_is_printed(
    window: MainWindow, tasks: TasksView, tmp_path: Path, qtbot: QtBot
) -> None:
    tasks.show_list("groceries")
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (opened,) = window.findChildren(PrintDialog)
    qtbot.waitUntil(lambda: bool(opened.printout.found[1]))
    assert (opened.kind.currentData(), opened.list.currentText()) == ("tasks", "Groceries")
    assert opened.list.isVisible() and not opened.start.isVisible()
    page = TaskPages(window.workspace, Looks(), opened.printout.found[1], "groceries", 700)
    names = [line.task.summary for line in page.model.lines if line.task]
    assert page.title == "Groceries" and sorted(names) == ["Milk", "Pay rent", "Renew passport"]
    assert all(line.task for line in page.model.lines), "the page has its name already"
    page.deleteLater()
    file = tmp_path / "list.pdf"
    write_pdf(file, window.workspace, opened.printout)
    assert pages(file) == 1
    opened.kind.setCurrentIndex(opened.kind.findData("week"))
    assert opened.start.isVisible() and not opened.list.isVisible()


@pytest.mark.parametrize(
    ("words", "kind", "only"),
    [
        ("print my week", "week", None),
        ("Please print the groceries list.", "tasks", "groceries"),
        ("print my tasks", "tasks", None),
    ],
)
def test_what_is_to_be_printed_is_said(
    words: str, kind: str, only: str | None, window: MainWindow, qtbot: QtBot
) -> None:
    QTest.keyClicks(window.command.line, words)
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(PrintDialog)))
    (opened,) = window.findChildren(PrintDialog)
    assert (opened.printout.kind, opened.printout.only) == (kind, only)


def test_a_list_that_is_not_there_is_told(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(window.command.line, "print my garden list")
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.toast.accessibleName() == "There is no list called “garden”.")
    assert not window.findChildren(PrintDialog)
