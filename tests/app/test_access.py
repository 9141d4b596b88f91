"""Everything can be named, reached by keys, and read."""

import itertools

import pytest
from hands import grid_of, show_view
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.item_models.journal import Thing
from app.theme.palette import DARK, LIGHT, MEANINGS, Palette, contrast
from app.views.backups import BackupsDialog
from app.views.editor import Editor
from app.views.editors import EventEditor, TaskEditor
from app.views.forgetting import ForgetDialog
from app.views.main_window import MainWindow
from app.views.painting import Face, Look, ground, ink
from app.views.print_dialog import PrintDialog
from app.views.spoken import make_spoken
from app.views.week import WeekView
from models.colors import PALETTE

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
    window.open_settings()
    window.sidebar.change_asked.emit(next(iter(window.workspace.calendars.values())))
    window.sidebar.create_asked.emit("task")
    assert [unnamed(dialog) for dialog in window.findChildren(QDialog)] == [[], [], []]


def test_every_field_of_print_copies_and_forgetting_has_a_name(window: MainWindow, qtbot: QtBot) -> None:
    things = (Thing("Haircut@test", "Haircut"),)
    dialogs = [
        PrintDialog(window.workspace, "week", window.panel.calendars["week"], window),
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
    assert 0 < seen.index(window.panel.back) < grid < first_of_sidebar
    assert {"CommandLine", "HoursGrid", "MiniMonth", "QCheckBox", "QToolButton", "QPushButton"} <= reached


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(palette: Palette) -> None:
    grounds = ("window", "surface", "raised", "hover")
    pairs = [
        *itertools.product(("text", "muted"), grounds),
        *itertools.product(MEANINGS, ("surface",)),
        ("on_accent", "accent"),
    ]
    pairs += [("accent", "surface"), ("accent", "accent_soft"), ("danger", "surface"), ("danger", "danger_soft")]
    pairs += [("warning", "warning_soft"), ("success", "success_soft"), ("warning", "raised"), ("success", "raised")]
    poor = {p: round(contrast(QColor(getattr(palette, p[0])), QColor(getattr(palette, p[1]))), 2) for p in pairs}
    assert {p: c for p, c in poor.items() if c < 4.5} == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("color", [*PALETTE, "#ffff00", "#000000", "#ffffff"])
@pytest.mark.parametrize("past", [False, True])
def test_events_can_be_read_on_their_colour(palette: Palette, color: str, past: bool) -> None:
    face, look = Face("x", "", color, ""), Look(palette, past=past)
    assert contrast(ink(face, look), ground(face, look)) >= 4.5


def test_the_selected_event_is_spoken(window: MainWindow) -> None:
    grid = window.panel.calendars["week"].focusProxy()
    assert grid is not None
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.accessibleDescription().startswith("Yoga, Tue 3 Mar, 18:00 – 19:00")
