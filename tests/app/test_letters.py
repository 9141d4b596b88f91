"""All letters can be made larger, and what holds them grows along."""

from collections.abc import Iterator

import pytest
from hands import VIEWS, grid_of, show_view
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.item_models.blocks import Ghosts
from app.settings import LETTERS, Preferences
from app.theme import scale
from app.views.main_window import MainWindow

SHIFTED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def plain_letters() -> Iterator[None]:
    """Letters are as before for the other tests."""
    yield
    scale.enlarge(LETTERS[0])


def test_keys_and_words_make_letters_larger_and_that_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    def measures() -> tuple[int, ...]:
        window.grab()
        bar, header = window.panel.bar.title, grid_of(window).view.header
        card = window.command.card.confirm.sizeHint().height()
        return (
            bar.sizeHint().height(),
            header.height(),
            window.sidebar.width(),
            card,
            round(grid_of(window).hour_height),
        )

    before = measures()
    QTest.keyClick(window, Qt.Key.Key_Plus, SHIFTED)
    assert window.settings.preferences.letters == 115
    QTest.keyClicks(window.command.line, "make the letters bigger")
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.settings.preferences.letters == 130)
    qtbot.waitUntil(lambda: all(now > then for now, then in zip(measures(), before, strict=True)))
    for _ in LETTERS:
        QTest.keyClick(window, Qt.Key.Key_Plus, SHIFTED)
    assert window.settings.preferences.letters == LETTERS[-1]
    assert window.toast.accessibleName() == "The letters are as large as they can be."
    for _ in LETTERS:
        QTest.keyClick(window, Qt.Key.Key_Minus, SHIFTED)
    assert window.settings.preferences.letters == 100
    qtbot.waitUntil(lambda: measures() == before)


@pytest.mark.parametrize("letters", LETTERS)
def test_the_views_are_named_by_words_in_letters_of_any_size(window: MainWindow, qtbot: QtBot, letters: int) -> None:
    window.resize(1280, 820)
    window.preferring.choose(Preferences(letters=letters))
    bar = window.panel.bar
    for name in VIEWS:
        show_view(window, name)
        qtbot.waitUntil(lambda: bar.title.width() >= bar.title.sizeHint().width())
        styles = {button.toolButtonStyle() for button in bar.switch.values()}
        assert Qt.ToolButtonStyle.ToolButtonIconOnly not in styles
        assert all(button.width() >= button.sizeHint().width() for button in bar.switch.values())
        assert "…" not in bar.title.text()


def test_a_picture_of_a_block_is_painted_anew(window: MainWindow, qtbot: QtBot) -> None:
    """Though nothing else of it is another."""
    grid = grid_of(window)
    before = grid.viewport().grab().toImage()
    window.preferring.choose(Preferences(letters=130))
    window.preferring.choose(Preferences(letters=100))
    qtbot.waitUntil(lambda: grid.viewport().grab().toImage() == before)
    assert grid.view.ghosts == Ghosts()
