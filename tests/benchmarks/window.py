"""`python -m tests.benchmarks.window DATABASE`: the window over a database, until it is painted and a typed line is answered; says nothing.

With a second argument it goes on, and writes what it measured there as JSON: name → values. Times are wall-clock milliseconds
around real key events, from the press until nothing is left to paint; ``painted_at`` and ``ready_at`` are seconds of `time.time`.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.calendar import NOW, SENTENCES, ZONE

from models.database import open_database

# isort: split
from PySide6.QtCore import QEventLoop, Qt, QTimer, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bootstrap import make_application, make_window
from app.settings import Settings
from app.views.main_window import MainWindow

PATIENCE_MS = 20_000
SWITCHES = 40
CALENDAR_KEYS = {"week": Qt.Key.Key_2, "month": Qt.Key.Key_3}


def wait_for(signal: SignalInstance, until: Callable[..., bool] = lambda *_: True) -> None:
    """Runs the event loop, as the program does, until `signal` comes with what is wanted, and what that asks to paint is painted."""
    loop = QEventLoop()

    def look(*given: object) -> None:
        if until(*given):
            QTimer.singleShot(0, loop, loop.quit)  # after what was posted, the painting with it

    connection = signal.connect(look)
    late = QTimer(loop, singleShot=True, interval=PATIENCE_MS)
    late.timeout.connect(lambda: loop.exit(1))
    late.start()
    status = loop.exec()
    signal.disconnect(connection)
    if status:
        raise TimeoutError("the window did not answer")
    QApplication.processEvents()


def resident_mb() -> float:
    """Resident memory of this process; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)


def type_line(window: MainWindow, text: str) -> list[float]:
    """Types a sentence key by key, each after the preview of the one before; gives the milliseconds of each."""
    found, line = [], window.command.line
    for end, key in enumerate(text, 1):
        begin = time.perf_counter()
        QTest.keyClick(line, key)
        wait_for(window.workspace.previewed, lambda draft, said=text[:end]: draft is not None and draft.text == said)
        found.append((time.perf_counter() - begin) * 1000)
    window.command.dismiss()
    return found


def switch(window: MainWindow, name: str) -> list[float]:
    """Goes to a view by its key and onward by Alt+Right, back and forth; gives the milliseconds until each is read and painted."""
    view, found = window.panel.calendars[name], []
    QTest.keyClick(window, CALENDAR_KEYS[name], Qt.KeyboardModifier.ControlModifier)
    wait_for(view.filled)
    for number in range(SWITCHES):
        key = Qt.Key.Key_Left if number % 8 >= 4 else Qt.Key.Key_Right
        begin = time.perf_counter()
        QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
        wait_for(view.filled)
        found.append((time.perf_counter() - begin) * 1000)
    return found


def measure(database_file: Path, folder: Path, figures_file: Path | None) -> None:
    """Opens the window, and measures it where the figures are wanted."""
    application = make_application()
    database = open_database(database_file)
    window = make_window(application, database, Settings(folder / "settings.ini"), lambda: NOW, ZONE)
    ready_at: list[float] = []
    window.workspace.journal_changed.connect(lambda _: ready_at.append(time.time()))
    window.show()
    wait_for(window.panel.calendars["week"].filled)
    painted_at = time.time()
    if not ready_at:
        wait_for(window.workspace.journal_changed)
    type_line(window, "budget")
    if figures_file:
        started = {"painted_at": [painted_at], "ready_at": ready_at[:1], "resident_mb": [resident_mb()]}
        keys = {"key_to_preview_ms": [ms for text in SENTENCES for ms in type_line(window, text)]}
        switches = {f"{name}_switch_ms": switch(window, name) for name in CALENDAR_KEYS}
        last = {"used_resident_mb": [resident_mb()]}
        figures_file.write_text(json.dumps(started | keys | switches | last), encoding="utf-8")
    window.workspace.close()
    window.close()


def main() -> int:
    """Runs once; the settings are those of a first start."""
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(sys.argv[1]), Path(folder), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
