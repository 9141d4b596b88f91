"""`make pictures`: the window over the corpus calendars, as PNG files beside this script. Each is to be opened and looked at."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

from models import history
from models.backup import back_up
from models.database import Database, open_database
from models.ics import read_calendar
from models.queries import Queries

# isort: split
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap import make_application, make_window
from app.item_models.rings import Ring
from app.settings import Appearance, Settings
from app.student import new_uid
from app.views.backups import BackupsDialog
from app.views.editors import EventEditor
from app.views.main_window import MainWindow
from app.views.print_dialog import PrintDialog
from app.views.scope_menu import scope_menu

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "tests/corpus"
SUITE = json.loads((CORPUS / "suite.json").read_text(encoding="utf-8"))
ZONE = ZoneInfo(SUITE["tz"])
NOW = datetime.fromisoformat(SUITE["now"])
SIZE = QSize(1280, 820)
PATIENCE_S = 20.0

#: How many days ago a copy was made, by the file that had just been imported; nine for the rest.
DAYS_AGO = {"office": 3, "personal": 2, "renovation": 1}

#: Sentences that are typed for a picture, over the week.
TYPED = {
    "week-bulk-cancel": "cancel my meetings for the week",
    "move": "move the budget review to thursday at 2pm",
    "answer": "what's on tomorrow",
    "clarification": "cancel pilates",
}


def wait(application: QApplication, until: Callable[[], bool]) -> None:
    """Lets the window work until something holds; raises ``TimeoutError`` where it never does."""
    end = time.monotonic() + PATIENCE_S
    while not until():
        if time.monotonic() > end:
            raise TimeoutError("the window did not come to rest")
        application.processEvents()
        time.sleep(0.005)
    for _ in range(10):
        application.processEvents()


def save(widget: QWidget, name: str) -> None:
    """Writes what a widget shows."""
    widget.grab().save(str(HERE / f"{name}.png"))
    print(HERE / f"{name}.png")


def fill(database: Database) -> None:
    """Imports the corpus calendars."""
    for file in sorted((CORPUS / "calendars").glob("*.ics")):
        found = read_calendar(file.read_bytes(), file.stem, Queries(database, ZONE), NOW, new_uid)
        history.commit(database, found.change_set, NOW)
        back_up(database, NOW - timedelta(days=DAYS_AGO.get(file.stem, 9)))


def open_at(application: QApplication, folder: Path, filled: bool) -> MainWindow:
    """A window over a fresh file, the student loaded."""
    database = open_database(folder / "calendar.sqlite")
    if filled:
        fill(database)
    window = make_window(application, database, Settings(folder / "settings.ini"), lambda: NOW, ZONE)
    ready: list[object] = []
    window.workspace.journal_changed.connect(ready.append)
    window.resize(SIZE)
    window.show()
    wait(application, lambda: bool(ready))
    return window


def type_line(application: QApplication, window: MainWindow, text: str) -> None:
    """Types a sentence and waits for what it leads to."""
    window.command.line.set_text("")
    QTest.keyClicks(window.command.line, text)
    wait(application, lambda: window.command.draft is not None and window.command.draft.text == text)


def picture_empty(application: QApplication, folder: Path) -> None:
    """The first start."""
    window = open_at(application, folder, filled=False)
    wait(application, lambda: window.panel.stack.currentWidget() is window.panel.empty)
    save(window, "empty-start")
    window.workspace.close()
    window.close()


def picture_views(application: QApplication, window: MainWindow) -> None:
    """Each view, and the cards over the week."""
    for name, text in TYPED.items():
        window.panel.show_view("week")
        type_line(application, window, text)
        save(window, name)
        window.command.dismiss()
    for name in ("month", "year", "agenda", "tasks"):
        window.panel.show_view(name)
        rests(application)
        save(window, name)
    for text in ("coffee with Ines friday at 4pm", "add olive oil to my groceries list"):
        type_line(application, window, text)
        confirm(application, window)
    window.panel.show_view("history")
    rests(application)
    save(window, "history")
    window.toast.hide()


def picture_days(application: QApplication, window: MainWindow) -> None:
    """Some days, the night folded, the hours of another place beside, and the tasks that can be dragged there."""
    before = window.workspace.preferences
    for text in ("next 4 days", "fold the night", "show the time in Tokyo"):
        type_order(application, window, text)
    window.panel.bar.beside.click()
    rests(application, 1.0)
    save(window, "days")
    window.panel.bar.beside.click()
    window.preferring.choose(before)


def confirm(application: QApplication, window: MainWindow) -> None:
    """Carries out what is planned, and waits until it is."""
    done: list[object] = []
    window.workspace.committed.connect(lambda *_: done.append(1))
    window.command.confirm()
    wait(application, lambda: bool(done))


def type_order(application: QApplication, window: MainWindow, text: str) -> None:
    """Types what the window itself does, and Enter."""
    seen: list[object] = []
    window.workspace.previewed.connect(seen.append)
    QTest.keyClicks(window.command.line, text)
    wait(application, lambda: bool(seen))
    QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    rests(application)


def picture_compact(application: QApplication, window: MainWindow) -> None:
    """The week in the other density, with the tasks beside it."""
    before = window.workspace.preferences
    window.panel.show_view("week")
    type_order(application, window, "compact view")
    window.panel.bar.beside.click()
    rests(application, 1.0)
    save(window, "compact")
    window.panel.bar.beside.click()
    window.preferring.choose(before)


def picture_copies(application: QApplication, window: MainWindow) -> None:
    """The dated copies, one about to take the calendar's place."""
    window.panel.history.open_copies()
    (dialog,) = window.panel.history.findChildren(BackupsDialog)
    wait(application, lambda: dialog.list.count() > 1)
    dialog.list.setCurrentRow(1)
    dialog.restore.click()
    rows = range(dialog.list.count())
    wait(application, lambda: not any("reading…" in dialog.list.item(row).text() for row in rows))
    save(dialog, "copies")
    dialog.close()


def picture_print(application: QApplication, window: MainWindow) -> None:
    """The week as it goes onto paper."""
    dialog = PrintDialog(window.workspace, window.theme, "week", window.panel.calendar, window)
    dialog.open()
    rests(application, 1.0)
    save(dialog, "print")
    dialog.close()


def picture_editor(application: QApplication, window: MainWindow) -> None:
    """The form of an event, how it repeats being chosen."""
    window.panel.show_view("week")
    wait(application, lambda: bool(window.panel.calendars["week"].blocks))
    window.editing.open(next(b for b in window.panel.calendars["week"].blocks if b.row.summary == "Dinner with Clara"))
    editor = next(dialog for dialog in window.findChildren(EventEditor) if dialog.isVisible())
    editor.repeat.choose.click()
    editor.repeat.builder.weekdays[2].click()
    rests(application)
    save(editor, "editor")
    editor.done(0)


def picture_scope(application: QApplication, window: MainWindow) -> None:
    """The question that a drag of one of a series asks."""
    menu = scope_menu(window)
    menu.popup(window.mapToGlobal(QPoint(860, 330)))
    rests(application)
    canvas = window.grab()
    painter = QPainter(canvas)
    painter.drawPixmap(QPoint(860, 330), menu.grab())
    painter.end()
    canvas.save(str(HERE / "series-scope.png"))
    print(HERE / "series-scope.png")
    menu.close()


def picture_reminder(application: QApplication, window: MainWindow) -> None:
    """An alarm that has rung."""
    blocks = window.panel.calendars["week"].blocks
    window.bell.ring(Ring(NOW, next(b for b in blocks if b.start > NOW).row))
    rests(application)
    save(window, "reminder")
    window.bell.answer.click()


def picture_twice_as_large() -> None:
    """The week on a screen of two device pixels a logical one, by a process of its own."""
    environment = os.environ | {"QT_SCALE_FACTOR": "2"}
    subprocess.run([sys.executable, __file__, "scale-200"], env=environment, check=True)


def picture_dark(application: QApplication, window: MainWindow) -> None:
    """The same week in the dark palette."""
    window.preferring.choose_appearance(Appearance.DARK)
    window.panel.show_view("week")
    window.activateWindow()
    window.command.take_focus()
    type_line(application, window, TYPED["move"])
    save(window, "dark")


def rests(application: QApplication, seconds: float = 0.3) -> None:
    """Gives the worker time to answer."""
    end = time.monotonic() + seconds
    wait(application, lambda: time.monotonic() > end)


def picture_alone(name: str) -> int:
    """One picture of the week with a plan."""
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        window = open_at(application, Path(folder), filled=True)
        type_line(application, window, TYPED["move"])
        save(window, name)
        window.workspace.close()
    return 0


def main() -> int:
    """Makes all pictures."""
    if len(sys.argv) > 1:
        return picture_alone(sys.argv[1])
    picture_twice_as_large()
    application = make_application()
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        picture_empty(application, Path(first))
        window = open_at(application, Path(second), filled=True)
        picture_views(application, window)
        picture_days(application, window)
        picture_compact(application, window)
        picture_copies(application, window)
        picture_print(application, window)
        picture_editor(application, window)
        picture_scope(application, window)
        picture_reminder(application, window)
        picture_dark(application, window)
        window.workspace.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
