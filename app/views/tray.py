"""The icon in the desktop's tray: the next event, a way back to the window, and reminders as the desktop shows them."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from app.item_models.rings import Ring
from app.theme.icons import app_icon
from app.theme.lettering import literal
from app.workspace import Workspace
from models.queries import Queries
from models.rows import Event

LOOK_MS = 60_000
AHEAD = timedelta(days=7)
#: How long a desktop shows a reminder, where it leaves that to the program.
SHOW_MS = 20_000


class Tray(QObject):
    """Shows nothing where the desktop has no tray."""

    opened = Signal()
    create_asked = Signal()
    quit_asked = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._window = workspace, parent
        self.menu = QMenu(parent)
        self.next = self._add(self.tr("Nothing ahead"), self.opened)
        self.menu.addSeparator()
        self._add(self.tr("Show Plainday"), self.opened)
        self._add(self.tr("New event"), self.create_asked)
        self._add(self.tr("Quit"), self.quit_asked)
        self.icon = QSystemTrayIcon(app_icon(), self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activate)
        self.icon.messageClicked.connect(self.opened)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.refresh)

    def start(self) -> None:
        """Shows the icon, and says the next event from now on."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        self.icon.show()
        self._timer.start()
        self._workspace.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Reads the next event."""
        now = self._workspace.clock()
        self._workspace.read(lambda queries: next_event(queries, now), self.show_next)

    def show_next(self, event: Event | None) -> None:
        """Says the next event in the menu and in the tip."""
        workspace = self._workspace
        words = f"{event.summary}, {workspace.formatter.when(event, workspace.today)}" if event else ""
        self.next.setText(literal(words) or self.tr("Nothing ahead"))
        self.icon.setToolTip(words or "Plainday")

    def call(self, ring: Ring) -> None:
        """A reminder asks for the person, as the desktop does that (a notification, the entry in its bar blinks); without a sound, and
        not in the quiet hours."""
        workspace = self._workspace
        if not workspace.preferences.is_quiet(workspace.clock().astimezone(workspace.zone).time()):
            QApplication.alert(self._window)
            self.notify(ring)

    def notify(self, ring: Ring) -> None:
        """A reminder in the desktop's way."""
        if self.icon.isVisible() and QSystemTrayIcon.supportsMessages():
            workspace = self._workspace
            self.icon.showMessage(
                ring.row.summary, workspace.formatter.when(ring.row, workspace.today), app_icon(), SHOW_MS
            )

    def _add(self, words: str, signal: object) -> QAction:
        action = self.menu.addAction(words)
        action.triggered.connect(signal)
        return action

    def _activate(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.opened.emit()


def next_event(queries: Queries, now: datetime) -> Event | None:
    """The first event with an hour that begins after `now`, within a week."""
    for occurrence in queries.event_occurrences(now, now + AHEAD):
        row = occurrence.row
        if isinstance(row, Event) and isinstance(row.start, datetime) and row.status != "CANCELLED":
            start = row.start if row.start.tzinfo else row.start.replace(tzinfo=queries.zone)
            if start > now:
                return row
    return None
