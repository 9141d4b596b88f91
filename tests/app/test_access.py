"""Everything can be named, reached by keys, and read."""

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.theme.palette import DARK, LIGHT, MEANINGS, Palette, contrast
from app.views.editors import EventEditor
from app.views.main_window import MainWindow
from app.views.painting import Face, Look, ground, ink
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


def test_every_field_of_the_forms_has_a_name(window: MainWindow, qtbot: QtBot) -> None:
    block = window.panel.calendars["week"].blocks[0]
    window.open_editor(block)
    assert unnamed(window.findChildren(EventEditor)[-1]) == []


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
