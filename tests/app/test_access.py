"""Everything can be named, reached by keys, and read."""

import dataclasses
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hands import grid_of, show_view
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from small_calendar import NOW, at, stored

from app.delegates.preview import unticked
from app.item_models.blocks import Ghosts
from app.item_models.journal import Thing
from app.theme.icons import tick_on
from app.theme.palette import DARK, LIGHT, MEANINGS, Palette, contrast, mark, palette_for
from app.views.backups import BackupsDialog
from app.views.block_words import Face
from app.views.editor import Editor
from app.views.editors import EventEditor, TaskEditor
from app.views.forgetting import ForgetDialog
from app.views.help import HelpDialog
from app.views.hours_grid import HoursGrid
from app.views.main_window import MainWindow
from app.views.painting import Look, ground, ink, look_for, stripe, tile, title_font
from app.views.print_dialog import PrintDialog
from app.views.spoken import make_spoken
from app.views.week import WeekView
from models import history
from models.changes import ChangeSet, RowChange
from models.colors import PALETTE
from models.database import Database

CONTROLS = (QAbstractButton, QLineEdit, QTextEdit, QComboBox, QAbstractItemView)


def unnamed(root: QWidget) -> list[str]:
    """Controls that a screen reader could not name; Qt's own inner parts aside."""
    found = [w for w in root.findChildren(QWidget) if isinstance(w, CONTROLS) and not w.objectName().startswith("qt_")]
    inner = [
        w
        for w in found
        if isinstance(w.parent(), (QComboBox, QLineEdit))
        or w.parent().metaObject().className() == "QComboBoxPrivateContainer"
    ]
    return [
        f"{type(w).__name__} {w.objectName()}"
        for w in found
        if w not in inner and not (w.accessibleName() or getattr(w, "text", str)())
    ]


def test_every_control_has_a_name(window: MainWindow) -> None:
    assert unnamed(window) == []


@pytest.mark.parametrize(("name", "form"), [("Haircut", EventEditor), ("Renew passport", TaskEditor)])
def test_every_field_of_the_forms_has_a_name(window: MainWindow, name: str, form: type[Editor]) -> None:
    window.editing.open(next(b for b in window.panel.calendars["week"].blocks if b.row.summary == name))
    (editor,) = window.findChildren(form)
    editor.repeat.choose.click()
    assert unnamed(editor) == []


def test_every_field_of_the_dialogs_has_a_name(window: MainWindow) -> None:
    window.preferring.open()
    window.sidebar.change_asked.emit(next(iter(window.workspace.calendars.values())))
    window.sidebar.create_asked.emit("task")
    assert [unnamed(dialog) for dialog in window.findChildren(QDialog)] == [[], [], []]


def test_help_types_what_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    (shown,) = window.findChildren(HelpDialog)
    assert unnamed(shown) == []
    examples = {button.text(): button for button in shown.findChildren(QPushButton)}
    with qtbot.waitSignal(window.workspace.previewed):
        examples["what's on this weekend?"].click()
    assert window.command.line.text == "what's on this weekend?"
    qtbot.waitUntil(lambda: not window.findChildren(HelpDialog))


def test_every_field_of_print_copies_and_forgetting_has_a_name(window: MainWindow, qtbot: QtBot) -> None:
    things = (Thing("Haircut@test", "Haircut"),)
    dialogs = [
        PrintDialog(window.workspace, window.theme, "week", window.panel.calendars["week"], window),
        BackupsDialog(window.workspace, window),
        ForgetDialog(window.workspace, things, window),
    ]
    for dialog in dialogs:
        dialog.open()
    forget = dialogs[-1]
    assert isinstance(forget, ForgetDialog)
    qtbot.waitUntil(forget.forget.isEnabled)
    assert [unnamed(dialog) for dialog in dialogs] == [[], [], []]
    assert all(dialog.windowTitle() for dialog in dialogs)
    for dialog in dialogs:
        dialog.close()


def test_the_all_day_lane_is_there_for_a_screen_reader(window: MainWindow) -> None:
    QAccessible.installFactory(make_spoken)
    week = window.panel.calendars["week"]
    assert isinstance(week, WeekView)
    week.grab()
    spoken = QAccessible.queryAccessibleInterface(week.header)
    words = [spoken.child(n).text(QAccessible.Text.Name) for n in range(spoken.childCount())]
    assert words == ["Renew passport, Mon 2 Mar, Groceries", "Ana's birthday, Sat 7 Mar, Work"]


@pytest.mark.parametrize("name", ["agenda", "tasks", "history"])
def test_lists_are_spoken_line_by_line(window: MainWindow, name: str, qtbot: QtBot) -> None:
    show_view(window, name)
    lines = window.panel.views[name].list
    qtbot.waitUntil(lambda: lines.model().rowCount() > 0)
    spoken = QAccessible.queryAccessibleInterface(lines)
    assert spoken.childCount() == lines.model().rowCount()
    assert all(spoken.child(n).text(QAccessible.Text.Name) for n in range(spoken.childCount()))


@pytest.mark.parametrize("name", ["week", "month"])
def test_painted_events_are_there_for_a_screen_reader(window: MainWindow, name: str, qtbot: QtBot) -> None:
    QAccessible.installFactory(make_spoken)
    view = window.panel.calendars[name]
    show_view(window, name)
    qtbot.waitUntil(lambda: bool(view.blocks))
    view.grab()
    painted = view.grid if isinstance(view, WeekView) else view
    spoken = QAccessible.queryAccessibleInterface(painted)
    words = {spoken.child(n).text(QAccessible.Text.Name): spoken.child(n) for n in range(spoken.childCount())}
    assert spoken.role() is QAccessible.Role.List
    haircut = words["Haircut, Thu 5 Mar, 16:00 – 17:00, Work"]
    centre = haircut.rect().center()
    assert spoken.childAt(centre.x(), centre.y()) == haircut
    assert haircut.role() is QAccessible.Role.ListItem and haircut.parent() == spoken
    assert spoken.child(99) is None and spoken.indexOfChild(haircut) >= 0


def test_tab_goes_round_the_window(window: MainWindow) -> None:
    window.command.line.setFocus()
    seen: list[QWidget] = []
    for _ in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen[0] is window.command.line and QApplication.focusWidget() is window.command.line
    reached = {type(w).__name__ for w in seen}
    grid, first_of_sidebar = (seen.index(w) for w in (grid_of(window), window.sidebar.findChildren(QCheckBox)[0]))
    assert 0 < seen.index(window.panel.bar.back) < grid < first_of_sidebar
    assert {"CommandLine", "HoursGrid", "MiniMonth", "QCheckBox", "QToolButton", "QPushButton"} <= reached


@pytest.mark.parametrize(
    ("palette", "least"),
    [(palette_for(dark, strong), 7 if strong else 4.5) for dark in (False, True) for strong in (False, True)],
    ids=["light", "light, strong", "dark", "dark, strong"],
)
def test_text_can_be_read(palette: Palette, least: float) -> None:
    grounds = ("window", "surface", "raised", "hover")
    pairs = [
        *itertools.product(("text", "muted"), grounds),
        *itertools.product(MEANINGS, ("surface",)),
        ("on_accent", "accent"),
    ]
    pairs += [("accent", "surface"), ("accent", "accent_soft"), ("danger", "surface"), ("danger", "danger_soft")]
    pairs += [("warning", "warning_soft"), ("success", "success_soft"), ("warning", "raised"), ("success", "raised")]
    poor = {p: round(contrast(QColor(getattr(palette, p[0])), QColor(getattr(palette, p[1]))), 2) for p in pairs}
    assert {p: c for p, c in poor.items() if c < least} == {}


@pytest.mark.parametrize("dark", [False, True])
def test_strong_lines_are_seen(dark: bool) -> None:
    palette = palette_for(dark, strong=True)
    lines = (palette.line, palette.strong_line)
    assert all(contrast(QColor(line), QColor(palette.surface)) >= 3 for line in lines)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("color", [*PALETTE, "#ffff00", "#000000", "#ffffff"])
@pytest.mark.parametrize("over", [False, True])
def test_events_can_be_read_on_their_colour(palette: Palette, color: str, over: bool) -> None:
    face, look = Face("x", "", color, ""), Look(palette, over=over)
    field = ground(face, look)
    assert min(contrast(ink(face, look), under) for under in (field, stripe(field, palette))) >= 4.5


def test_the_selected_event_is_spoken(window: MainWindow) -> None:
    grid = window.panel.calendars["week"].focusProxy()
    assert grid is not None
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.accessibleDescription().startswith("Budget meeting, Wed 4 Mar, 14:00 – 15:00")


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("color", [*PALETTE, "#ffff00", "#000000", "#ffffff"])
def test_a_calendar_can_be_told_by_its_mark(palette: Palette, color: str) -> None:
    grounds = (palette.window, palette.surface, palette.raised)
    assert all(contrast(mark(color, palette), QColor(ground)) >= 3 for ground in grounds)


@pytest.mark.parametrize("color", [LIGHT.accent, DARK.accent, *PALETTE, "#ffff00", "#000000", "#ffffff"])
def test_a_tick_is_seen_on_its_box(color: str) -> None:
    stroke = re.search(r'stroke="(#\w+)"', Path(tick_on(color)).read_text(encoding="utf-8"))
    assert stroke and contrast(QColor(stroke[1]), QColor(color)) >= 3


def test_a_row_that_is_not_ticked_can_be_read() -> None:
    for palette in (LIGHT, DARK):
        grey = unticked(palette)
        words, grounds = (grey.text, grey.danger, grey.warning), (palette.raised, palette.accent_soft)
        assert all(contrast(QColor(word), QColor(ground)) >= 4.5 for word in words for ground in grounds)


def is_marked(grid: HoursGrid) -> bool:
    """Whether the frame of the chosen event is painted in the colour of the keys."""
    rect = next(rect for rect, block in grid.painted() if grid.selection and block.key == grid.selection.key)
    picture, accent = grid.viewport().grab().toImage(), QColor(grid.view.theme.palette.accent)
    return any(picture.pixelColor(rect.center().x(), rect.top() + n) == accent for n in (-1, 0, 1))


def test_a_key_opens_the_menu_and_another_leads_to_what_there_is_to_begin_with(
    open_main: Callable[[Database], MainWindow], database: Database, qtbot: QtBot
) -> None:
    window = open_main(database)
    qtbot.waitUntil(window.panel.empty.isVisible)
    QTest.keyClick(window, Qt.Key.Key_F6)
    first = window.panel.empty.buttons[0]
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert window.command.line.text == first.text()
    QTimer.singleShot(0, window, lambda: QTest.keyClick(window.menu.menu(), Qt.Key.Key_Escape))
    with qtbot.waitSignal(window.menu.menu().aboutToShow):
        QTest.keyClick(window, Qt.Key.Key_F10)


def test_the_hours_say_that_the_keys_are_theirs(window: MainWindow) -> None:
    grid, corner = grid_of(window), QPoint(1, 60)
    accent = QColor(window.theme.palette.accent)

    def frame() -> QColor:
        return QColor(grid.viewport().grab().toImage().pixelColor(corner))

    assert frame() != accent
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert grid.hasFocus() and frame() == accent
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.selection and frame() != accent, "the marked event says so itself"
    assert is_marked(grid)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert grid.selection and not is_marked(grid), "the keys are for the line"
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert is_marked(grid)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(grid.gutter + 9, 9))
    assert grid.selection is None and frame() != accent, "a hand sees where it is"
    window.command.line.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert frame() == accent


@pytest.mark.parametrize("name", ["day", "days", "month", "year", "agenda"])
def test_the_keys_stay_in_the_calendar_when_the_view_changes(window: MainWindow, name: str) -> None:
    QTest.keyClick(window, Qt.Key.Key_F6)
    show_view(window, name)
    view = window.panel.calendars[name]
    assert QApplication.focusWidget() is (view.focusProxy() or view)


def with_status(database: Database, status: str) -> None:
    """The haircut gets a status, as another program may give it one."""
    with stored(database) as queries:
        (haircut,) = (o.row for o in queries.event_occurrences(at(5, 0), at(6, 0)) if o.row.summary == "Haircut")
    change = RowChange(haircut, dataclasses.replace(haircut, status=status))
    history.commit(database, ChangeSet((change,), status), NOW)


def test_what_is_tentative_is_said_and_hatched(
    open_main: Callable[[Database], MainWindow], filled: Database, qtbot: QtBot
) -> None:
    with_status(filled, "TENTATIVE")
    window = open_main(filled)
    week = window.panel.calendars["week"]
    qtbot.waitUntil(lambda: len(week.blocks) == 7)
    block = next(b for b in week.blocks if b.row.summary == "Haircut")
    assert week.spoken(block) == "Haircut, tentative, Thu 5 Mar, 16:00 – 17:00, Work"
    assert "tentative" in week.tip(block)
    unsure, sure = (
        tile(Face("", "", block.color, ""), look, 120, 40, 1.0).toImage()
        for look in (look_for(block, LIGHT, week.now, week.ghosts), Look(LIGHT))
    )
    fields = [{picture.pixel(x, 20) for x in range(10, 110)} for picture in (unsure, sure)]
    assert len(fields[1]) == 1 < len(fields[0])
    going = look_for(block, LIGHT, week.now, Ghosts(leaving=frozenset({block.key})))
    left = tile(Face("", "", block.color, ""), going, 120, 40, 1.0).toImage()
    assert len({left.pixel(x, 20) for x in range(10, 110)}) == 1, "what leaves looks as such alone"


@pytest.mark.parametrize("name", ["month", "agenda"])
def test_what_is_tentative_looks_so_in_every_view(
    open_main: Callable[[Database], MainWindow], filled: Database, qtbot: QtBot, name: str
) -> None:
    window = open_main(filled)
    show_view(window, name)
    view = window.panel.calendars[name]

    def picture() -> QImage:
        qtbot.waitUntil(lambda: any(b.row.summary == "Haircut" for b in view.blocks))
        return view.grab().toImage()

    sure = picture()
    with qtbot.waitSignal(view.filled):
        with_status(filled, "TENTATIVE")
        window.workspace.changed.emit(None)
    assert picture() != sure


def test_what_is_cancelled_is_said_and_struck_through(
    open_main: Callable[[Database], MainWindow], filled: Database, qtbot: QtBot
) -> None:
    with_status(filled, "CANCELLED")
    window = open_main(filled)
    week = window.panel.calendars["week"]
    qtbot.waitUntil(lambda: len(week.blocks) == 7)
    block = next(b for b in week.blocks if b.row.summary == "Haircut")
    assert week.spoken(block) == "Haircut, cancelled, Thu 5 Mar, 16:00 – 17:00, Work"
    assert "cancelled" in week.tip(block)
    look = look_for(block, LIGHT, week.now, week.ghosts)
    assert title_font(look).strikeOut() and look.over
