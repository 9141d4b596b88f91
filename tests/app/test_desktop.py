"""The program as a person starts it, on a real X server of its own, driven by synthetic input; needs Xvfb and xdotool, else is skipped.

The student is the one that ships. What happened is read from the file.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from small_calendar import NOW, at, first_rows

from app.views.main_window import MainWindow
from app.views.week import WeekView
from models import history
from models.changes import ChangeSet, RowChange
from models.database import open_database
from models.queries import Queries

pytestmark = pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool")
PATIENCE_S = 20.0
SIZE = (1280, 820)


def wait_until(done: Callable[[], bool], what: str) -> None:
    """Looks again and again; fails with `what` where it never comes."""
    end = time.monotonic() + PATIENCE_S
    while not done():
        assert time.monotonic() < end, what
        time.sleep(0.05)


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An X server without a screen."""
    told = tmp_path_factory.mktemp("x") / "display"
    with told.open("w") as file:
        command = [
            "Xvfb",
            "-displayfd",
            str(file.fileno()),
            "-screen",
            "0",
            "1400x900x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ]
        server = subprocess.Popen(command, pass_fds=[file.fileno()], stderr=subprocess.DEVNULL)
    wait_until(lambda: told.read_text().endswith("\n"), "the X server does not start")
    yield f":{told.read_text().strip()}"
    server.terminate()
    server.wait()


class Desktop:
    """A running window: keys and pointer in, the file out."""

    def __init__(self, display: str, folder: Path) -> None:
        self.file = folder / "calendar.sqlite"
        with open_database(self.file) as database:
            history.commit(database, ChangeSet(tuple(RowChange(None, row) for row in first_rows()), "first rows"), NOW)
        homes = {f"XDG_{name}_HOME": str(folder) for name in ("CONFIG", "DATA", "STATE")}
        self.environment = os.environ | homes | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        command = [
            sys.executable,
            "-m",
            "app",
            "--db",
            str(self.file),
            "--now",
            NOW.isoformat(),
            "--tz",
            "America/New_York",
        ]
        self.log = folder / "log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        self.window = ""
        wait_until(self.find, "no window")
        self.do("windowsize", "--sync", self.window, *map(str, SIZE))
        self.do("windowfocus", "--sync", self.window)
        time.sleep(1.0)  # the student loads; what is typed sooner waits, but so does a person

    def find(self) -> bool:
        """Looks for the window that is shown."""
        assert self.process.poll() is None, self.log.read_text()
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "^Plainday$"],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False,
        )  # fmt: skip
        self.window = found.stdout.split("\n")[0]
        return self.window != ""

    def do(self, *words: str) -> None:
        """One command of xdotool."""
        subprocess.run(["xdotool", *words], env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def say(self, text: str) -> None:
        """Types, and gives the preview the time that a look takes."""
        self.do("type", "--delay", "15", text)
        time.sleep(0.6)

    def keys(self, *keys: str) -> None:
        """Keys, one after the other."""
        for key in keys:
            self.do("key", key)
            time.sleep(0.15)

    def drag(self, start: QPoint, end: QPoint) -> None:
        """A pull of the left button."""
        middle = (start + end) / 2
        self.do("mousemove", "--window", self.window, str(start.x()), str(start.y()))
        self.do("mousedown", "1")
        for at_ in (middle, end, end):
            self.do("mousemove", "--window", self.window, str(at_.x()), str(at_.y()))
            time.sleep(0.1)
        self.do("mouseup", "1")

    def starts(self, name: str) -> list[object]:
        """When the things of March with that name begin."""
        with open_database(self.file) as database:
            found = Queries(database, NOW.tzinfo).event_occurrences(at(1, 0), at(31, 0))  # type: ignore[arg-type]
            return [o.row.start for o in found if o.row.summary == name]

    def expect(self, name: str, *starts: datetime) -> None:
        """Waits until the things with that name begin so."""
        wait_until(lambda: self.starts(name) == list(starts), f"{name}: {self.starts(name)}")


@pytest.fixture
def desktop(display: str, tmp_path: Path) -> Iterator[Desktop]:
    """The program over the small calendar."""
    running = Desktop(display, tmp_path / "home")
    yield running
    running.process.terminate()
    running.process.wait(PATIENCE_S)


@pytest.fixture(autouse=True)
def home(tmp_path: Path) -> None:
    """The folder of the person's files."""
    (tmp_path / "home").mkdir()


def test_many_are_cancelled_but_one_and_taken_back(desktop: Desktop) -> None:
    desktop.say("cancel my meetings for the week")
    desktop.keys("Down", "Down", "space", "Return")  # into the rows, the second one unticked
    desktop.expect("Budget meeting")
    desktop.expect("Hiring meeting")
    desktop.expect("Design meeting", at(5, 10))
    desktop.keys("ctrl+z")
    desktop.expect("Budget meeting", at(4, 14))
    desktop.expect("Hiring meeting", at(6, 11))


def test_one_is_made_and_a_follow_up_moves_it(desktop: Desktop) -> None:
    desktop.say("lunch with Kim tomorrow at 1pm")
    desktop.keys("Return")
    desktop.expect("Lunch with Kim", at(5, 13))
    desktop.say("make it an hour later")
    desktop.keys("Return")
    desktop.expect("Lunch with Kim", at(5, 14))


def test_a_question_is_settled_by_its_number(desktop: Desktop) -> None:
    before = desktop.starts("Yoga")
    desktop.say("cancel yoga")
    desktop.keys("alt+1")
    time.sleep(0.6)
    desktop.keys("Return")
    wait_until(lambda: desktop.starts("Yoga") != before, "the choice did nothing")


def test_keys_alone_choose_and_remove(desktop: Desktop) -> None:
    desktop.keys("F6", "Right", "Right", "Delete")  # Tuesday's yoga, then Wednesday's meeting
    time.sleep(0.4)
    desktop.keys("ctrl+k", "Return")
    desktop.expect("Budget meeting")


@pytest.fixture
def places(window: MainWindow) -> Callable[[datetime], QPoint]:
    """Where an hour is in a window of that size: measured in one that is not shown."""
    window.resize(*SIZE)
    week = window.panel.calendars["week"]
    assert isinstance(week, WeekView)
    window.grab()
    grid = week.grid
    grid.scroll_to(7 * 60 + 30)

    def place(moment: datetime) -> QPoint:
        x = grid.viewport().width() - (len(grid.days) - grid.days.index(moment.date()) - 0.5) * grid.column_width
        y = grid.y_of(moment.hour * 60 + moment.minute)
        return grid.viewport().mapTo(window, QPoint(int(x), int(y)))

    return place


def test_a_drag_moves_and_another_creates(desktop: Desktop, places: Callable[[datetime], QPoint]) -> None:
    desktop.drag(places(at(5, 16, 20)), places(at(6, 14, 20)))
    desktop.expect("Haircut", at(6, 14))
    desktop.drag(places(at(4, 10, 2)), places(at(4, 11, 30)))
    time.sleep(0.6)
    desktop.say("Planning")
    desktop.keys("Return")
    desktop.expect("Planning", at(4, 10))
