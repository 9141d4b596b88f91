"""`python -m tests.benchmarks.window DATABASE`: the window over a database, until it is painted and a typed line is answered; says nothing.

`… DATABASE FIGURES.json keys|hand|switches|idle|start` goes on, and writes what it measured there: name → values. Times are milliseconds
around real key events, from the press until nothing is left to paint: ``_ms`` by the clock on the wall, ``_cpu_ms`` the processor's time
of all threads, which says as much on a machine that does other work beside it. ``painted_at`` and ``ready_at`` are seconds of
`time.time`, ``painted_cpu_s`` and ``ready_cpu_s`` the processor's seconds since the process began.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from models.database import open_database
from tests.benchmarks.calendar import NOW, ZONE
from tests.benchmarks.typed import TYPED

# isort: split
import app.lean  # noqa: F401 - as the program loads it

# isort: split
from PySide6.QtCore import QEventLoop, Qt, QTimer, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bootstrap import make_application, make_window
from app.settings import Settings
from app.views.main_window import MainWindow

PATIENCE_MS = 20_000
SWITCHES = 40
#: How long a person looks before turning the page, and how long after a page a key that is held comes again.
GLANCE_MS = 600
REPEAT_MS = 33
#: How long nobody does anything.
IDLE_MS = 5_000
#: Between two keys of a quick hand.
STROKE_MS = 180
#: So many sentences are typed at that pace.
HAND = 12
CALENDAR_KEYS = {"week": Qt.Key.Key_3, "month": Qt.Key.Key_4}


class Took(NamedTuple):
    """Milliseconds by the clock on the wall, and of the processor."""

    wall: float
    cpu: float


def named(name: str, found: list[Took]) -> dict[str, list[float]]:
    """Times as the two figures of a name."""
    return {f"{name}_ms": [took.wall for took in found], f"{name}_cpu_ms": [took.cpu for took in found]}


def nothing() -> None:
    """Asks for nothing: what is waited for is under way."""


def wait_for(
    signal: SignalInstance, until: Callable[..., bool] = lambda *_: True, ask: Callable[[], object] = nothing
) -> Took:
    """Calls `ask`, and runs the event loop, as the program does, until `signal` comes with what is wanted and what that asks to
    paint is painted; gives what it took. Raises ``TimeoutError``."""
    loop = QEventLoop()

    def look(*given: object) -> None:
        if until(*given):
            QTimer.singleShot(0, loop, loop.quit)  # after what was posted, the painting with it

    connection = signal.connect(look)
    begin, cpu = time.perf_counter(), time.process_time()
    late = QTimer(loop, singleShot=True, interval=PATIENCE_MS)
    late.timeout.connect(lambda: loop.exit(1))
    late.start()
    ask()
    status = loop.exec()
    signal.disconnect(connection)
    if status:
        raise TimeoutError("the window did not answer")
    QApplication.processEvents()
    return Took((time.perf_counter() - begin) * 1000, (time.process_time() - cpu) * 1000)


def resident_mb() -> float:
    """Resident memory of this process; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)


def glance(ms: int) -> None:
    """Lets the program rest so long, in its own event loop: `QTest.qWait` would keep the worker from running."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop, loop.quit)
    loop.exec()


def type_line(window: MainWindow, text: str, stroke_ms: int = 0) -> list[Took]:
    """Types a sentence key by key, each so long after the preview of the one before; gives what each took."""
    found = []
    for end, key in enumerate(text):
        found.append(
            wait_for(
                window.workspace.previewed,
                lambda draft, said=text[: end + 1]: draft is not None and draft.text == said,
                lambda key=key: QTest.keyClick(window.command.line, key),  # type: ignore[misc]
            )
        )
        if stroke_ms:
            glance(stroke_ms)
    window.command.dismiss()
    return found


def all_rows(window: MainWindow, text: str) -> list[Took]:
    """What it took from the first rows of a sentence's preview to all of them, the pause before them counted; empty where the first
    are all."""

    def ask() -> None:
        window.command.line.set_text(text)

    wait_for(window.workspace.previewed, lambda draft: draft is not None and draft.text == text, ask)
    draft = window.command.draft
    is_cut = draft is not None and draft.is_cut
    found = [wait_for(window.workspace.previewed, lambda draft: not draft.is_cut)] if is_cut else []
    window.command.dismiss()
    return found


def switch(window: MainWindow, name: str, glance_ms: int) -> list[Took]:
    """Goes to a view by its key and onward by Alt+Right and Alt+Left, after a look of so long; gives what it took until each span is
    read and painted."""
    view, found = window.panel.calendars[name], []
    wait_for(view.filled, ask=lambda: QTest.keyClick(window, CALENDAR_KEYS[name], Qt.KeyboardModifier.ControlModifier))
    for number in range(SWITCHES):
        glance(glance_ms)
        key = Qt.Key.Key_Left if number % 8 >= 4 else Qt.Key.Key_Right
        found.append(
            wait_for(view.filled, ask=lambda key=key: QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier))  # type: ignore[misc]
        )
    return found


def keys(window: MainWindow) -> dict[str, list[float]]:
    """Each key of many sentences, the halves of them too, as fast as they are answered; then the memory, at once and at rest."""
    found = named("key_to_preview", [took for text in TYPED for took in type_line(window, text)])
    found["typed_resident_mb"] = [resident_mb()]
    glance(IDLE_MS)
    found["rested_resident_mb"] = [resident_mb()]
    return found | named("all_rows_after_first", [took for text in TYPED for took in all_rows(window, text)])


def hand(window: MainWindow) -> dict[str, list[float]]:
    """Each key of some sentences at the pace of a quick hand, so that what the last key left to be worked out is under way."""
    return named("key_to_preview", [took for text in TYPED[:HAND] for took in type_line(window, text, STROKE_MS)])


def switches(window: MainWindow) -> dict[str, list[float]]:
    """Week and month, turned after a look, leafed through as a held key does, and as fast as keys are answered."""
    found: dict[str, list[float]] = {}
    for how, glance_ms in {"switch": GLANCE_MS, "repeat": REPEAT_MS, "leaf": 0}.items():
        for name in CALENDAR_KEYS:
            found |= named(f"{name}_{how}", switch(window, name, glance_ms))
    return found


def idle(_: MainWindow) -> dict[str, list[float]]:
    """The share of a core, in percent, that the window takes while nobody does anything."""
    glance(IDLE_MS)  # what follows the start
    begin = time.process_time()
    glance(IDLE_MS)
    return {"cpu_percent": [(time.process_time() - begin) * 100_000 / IDLE_MS]}


#: What can be measured of a window that stands.
MEASURES: dict[str, Callable[[MainWindow], dict[str, list[float]]]] = {
    "keys": keys,
    "hand": hand,
    "switches": switches,
    "idle": idle,
    "start": lambda _: {},
}


def measure(database_file: Path, folder: Path, wanted: str = "start") -> dict[str, list[float]]:
    """Opens the window, types a word, measures what is wanted, and closes it."""
    application = make_application()
    database = open_database(database_file)
    window = make_window(application, database, Settings(folder / "settings.ini"), lambda: NOW, ZONE)
    ready: list[tuple[float, float]] = []
    window.workspace.journal_changed.connect(lambda _: ready.append((time.time(), time.process_time())))
    window.show()
    wait_for(window.panel.calendars["week"].filled)
    painted = time.time(), time.process_time()
    if not ready:
        wait_for(window.workspace.journal_changed)
    type_line(window, "budget")
    found = {"painted_at": [painted[0]], "painted_cpu_s": [painted[1]]}
    found |= {"ready_at": [ready[0][0]], "ready_cpu_s": [ready[0][1]], "resident_mb": [resident_mb()]}
    found |= MEASURES[wanted](window)
    window.workspace.close()
    window.close()
    return found


def main() -> int:
    """Runs once; the settings are those of a first start."""
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(sys.argv[1]), Path(folder), *sys.argv[3:4])
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
