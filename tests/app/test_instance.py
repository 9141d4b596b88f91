"""One window a person, and nothing of the network."""

import socket
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from hands import show_view
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.single_instance import Instance, raise_first, socket_name
from app.views.main_window import MainWindow


@pytest.fixture
def first(tmp_path: Path, qtbot: QtBot) -> Iterator[tuple[Instance, str]]:
    """A first start that listens."""
    name = socket_name(tmp_path / "calendar.sqlite")
    instance = Instance(name)
    yield instance, name
    instance.close()


def test_a_second_start_raises_the_first(window: MainWindow, first: tuple[Instance, str], qtbot: QtBot) -> None:
    instance, name = first
    instance.asked.connect(window.come_forward)
    window.showMinimized()
    with qtbot.waitSignal(instance.asked):
        assert raise_first(name)
    assert not window.isMinimized() and window.isVisible()


def test_without_a_first_there_is_nothing_to_raise(tmp_path: Path, qtbot: QtBot) -> None:
    assert not raise_first(socket_name(tmp_path / "other.sqlite"))


def test_a_name_left_behind_by_a_crash_is_taken_over(first: tuple[Instance, str], qtbot: QtBot) -> None:
    instance, name = first
    later = Instance(name)
    instance.close()
    later.close()
    again = Instance(name)
    assert raise_first(name)
    again.close()


def test_each_database_has_its_own_window(tmp_path: Path) -> None:
    assert socket_name(tmp_path / "a.sqlite") != socket_name(tmp_path / "b.sqlite")


def test_the_window_connects_to_nothing(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was attempted")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    QTest.keyClicks(window.command.line, "lunch with Kim tomorrow at 1pm")
    qtbot.waitUntil(lambda: window.command.draft is not None and window.command.draft.preview is not None)
    with qtbot.waitSignal(window.workspace.committed):
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    for name in window.panel.views:
        show_view(window, name)
    qtbot.wait(30)


def test_qt_network_serves_the_instance_alone() -> None:
    def of_network(module: types.ModuleType) -> set[str]:
        return {n for n, v in vars(module).items() if getattr(v, "__module__", "") == "PySide6.QtNetwork"}

    users = {
        name: of_network(module)
        for name, module in sys.modules.items()
        if name.startswith(("app", "assistant", "models"))
    }
    assert {name: names for name, names in users.items() if names} == {
        "app.single_instance": {"QLocalServer", "QLocalSocket"}
    }
