"""A running program on an X server: keys and pointer in, the file and the screen out."""

import dataclasses
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from small_calendar import NOW, ZONE, at, first_rows

from app.theme.palette import LIGHT
from models import history
from models.changes import ChangeSet, RowChange
from models.database import open_database
from models.queries import Queries

PATIENCE_S = 20.0
SIZE = (1280, 820)
#: Dots of the screen on which the line is written, a card shows its first line, and a toast its words, under the lists.
LINE, CARD, TOAST = np.s_[14:46, 360:900, :3], np.s_[70:110, 420:800], np.s_[770:800, 30:200]
#: The colour of words for a time: blue, green, red.
TIME = np.array(QColor(LIGHT.time).getRgb()[2::-1])


def wait_until(done: Callable[[], bool], what: str) -> None:
    """Looks again and again; fails with `what` where it never comes."""
    end = time.monotonic() + PATIENCE_S
    while not done():
        assert time.monotonic() < end, what
        time.sleep(0.05)


@dataclasses.dataclass(frozen=True)
class Display:
    """An X server: its name, and the file in which it keeps what is on its screen."""

    name: str
    screen: Path


class Desktop:
    """A running window: keys and pointer in, the file out."""

    def __init__(self, display: Display, folder: Path, now: datetime | None = NOW) -> None:
        self.file, self.screen = folder / "calendar.sqlite", display.screen
        with open_database(self.file) as database:
            history.commit(database, ChangeSet(tuple(RowChange(None, row) for row in first_rows()), "first rows"), NOW)
        homes = {f"XDG_{name}_HOME": str(folder) for name in ("CONFIG", "DATA", "STATE")}
        self.environment = os.environ | homes | {"DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb"}
        self.log, self.now = folder / "log", ("--now", now.isoformat()) if now else ()
        self.start()

    def start(self) -> None:
        """Starts the program, and waits until a person could use it."""
        command = [sys.executable, "-m", "app", "--db", str(self.file), *self.now, "--tz", "America/New_York"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        self.window = ""
        wait_until(self.find, "no window")
        self.do("windowsize", "--sync", self.window, *map(str, SIZE))
        self.do("windowfocus", "--sync", self.window)
        self.rest()
        self.do("type", "tomorrow")  # it takes its colour once the student is loaded
        wait_until(lambda: bool((np.abs(self.picture()[LINE] - TIME) < 9).all(axis=2).any()), "no student")
        self.press_and_see("Escape")

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ends the program from outside."""
        self.process.send_signal(how)
        self.process.wait(PATIENCE_S)

    def find(self) -> bool:
        """Looks for the window that is shown."""
        assert self.process.poll() is None, self.log.read_text()
        self.window = self.named("Plainday")
        return self.window != ""

    def named(self, title: str) -> str:
        """The visible window with that title; empty where there is none."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False,
        )  # fmt: skip
        return found.stdout.split("\n")[0]

    def focus(self, title: str) -> None:
        """Waits for the window with that title, and gives it the keyboard."""
        wait_until(lambda: self.named(title) != "", f"no window “{title}”")
        self.do("windowfocus", "--sync", self.named(title))

    def picture(self) -> np.ndarray:
        """What is on the screen: rows of dots of blue, green, red and nothing. The server's file is an XWD dump."""
        data = self.screen.read_bytes()
        header = np.frombuffer(data[:100], ">u4")
        start, (width, height), line = int(header[0] + header[19] * 12), header[4:6], int(header[12])
        return np.frombuffer(data, np.uint8, line * height, start).reshape(height, -1, 4)[:, :width]

    def do(self, *words: str) -> None:
        """One command of xdotool."""
        subprocess.run(["xdotool", *words], env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def say(self, text: str) -> None:
        """Types a line, and waits until its card is there."""
        before = self.picture()[CARD]
        self.do("type", "--delay", "15", text)
        wait_until(lambda: not np.array_equal(self.picture()[CARD], before), f"no card for “{text}”")
        self.rest()

    def keys(self, *keys: str) -> None:
        """Keys, one after the other."""
        for key in keys:
            self.do("key", key)
            time.sleep(0.15)

    def press_and_see(self, key: str) -> None:
        """A key, and what it leads to on the screen."""
        before = self.picture()
        self.keys(key)
        wait_until(lambda: not np.array_equal(self.picture(), before), f"{key} is not to be seen")
        self.rest()

    def rest(self) -> None:
        """Waits until the screen is the same at several looks one after the other."""
        looks = [self.picture()]

        def rests() -> bool:
            looks.append(self.picture())
            if not np.array_equal(looks[-1], looks[0]):
                looks[:] = looks[-1:]
            return len(looks) > 4

        wait_until(rests, "the screen does not come to rest")

    def drag(self, start: QPoint, end: QPoint, *held: str) -> None:
        """A pull of the left button, while keys are `held`."""
        self.do("mousemove", "--window", self.window, str(start.x()), str(start.y()))
        self.do("mousedown", "1")
        for key in held:
            self.do("keydown", key)
        for at_ in (start + QPoint(0, 12), (start + end) / 2, end, end):
            self.do("mousemove", "--window", self.window, str(at_.x()), str(at_.y()))
            time.sleep(0.1)
        self.let_go()
        for key in held:
            self.do("keyup", key)

    def let_go(self) -> None:
        """The button is let go of, which is seen."""
        self.rest()
        before = self.picture()
        self.do("mouseup", "1")
        wait_until(lambda: not np.array_equal(self.picture(), before), "what was dragged is held on to")
        self.rest()

    def spans(self, name: str) -> list[tuple[object, object]]:
        """When the things of March with that name begin and end."""
        with open_database(self.file) as database:
            found = Queries(database, NOW.tzinfo).event_occurrences(at(1, 0), at(31, 0))  # type: ignore[arg-type]
            return [(o.row.start, o.end) for o in found if o.row.summary == name]

    def task(self, name: str) -> tuple[object, object] | None:
        """When the task with that name begins and is due; None where there is none."""
        with open_database(self.file) as database:
            return next(((t.start, t.due) for t in Queries(database, ZONE).tasks() if t.summary == name), None)

    def count_events(self) -> int:
        """How many event rows are stored."""
        with open_database(self.file) as database:
            return len(Queries(database, NOW.tzinfo).names("event"))  # type: ignore[arg-type]

    def starts(self, name: str) -> list[object]:
        """When the things of March with that name begin."""
        return [start for start, _ in self.spans(name)]

    def expect(self, name: str, *starts: datetime) -> None:
        """Waits until the things with that name begin so."""
        wait_until(lambda: self.starts(name) == list(starts), f"{name}: {self.starts(name)}")
