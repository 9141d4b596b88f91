"""The window: the typed line at the top, the sidebar, the calendar; it ties their signals to the workspace and decides nothing."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMainWindow, QWidget

from app import proposals
from app.actions import ActionSpec, make_actions
from app.item_models.rings import Ring
from app.reminders import Reminders
from app.settings import Settings
from app.theme.theme import Theme
from app.views.calendar_dialog import ask_change, ask_new
from app.views.calendar_panel import CalendarPanel
from app.views.command_panel import CommandPanel
from app.views.details import Details
from app.views.editing import Editing
from app.views.exchange import Exchange
from app.views.help import open_help
from app.views.main_menu import MainMenu
from app.views.obeying import Obeying, ask_print
from app.views.preferring import Preferring
from app.views.reminder_card import ReminderCard
from app.views.showing import show_thing
from app.views.sidebar import Sidebar
from app.views.thing_menu import fill_menu_of, fill_menu_of_tasks, open_menu_at
from app.views.toast import Toast
from app.views.tray import Tray
from app.views.week import WeekView
from app.workspace import PAINTED_MS, Workspace

LINE_WIDTH = 760
#: So many lines that were not done stand side by side, those that were passed over last.
MOST_PASSED = 3
#: The keys for larger and smaller letters, with and without what a keyboard writes with Shift.
LARGER, SMALLER = ("Ctrl+Shift++", "Ctrl+Shift+="), ("Ctrl+Shift+-", "Ctrl+Shift+_")
#: Days that are narrower, and the title over them, can't be read.
LEAST_DAYS = 620


class MainWindow(QMainWindow):
    """`shown` once, when the first picture is up with what is stored on it."""

    shown = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.workspace, self.theme, self.settings = workspace, theme, settings
        self.preferring = Preferring(workspace, theme, settings, self)
        self.setWindowTitle("Plainday")
        self.setMinimumSize(760, 520)
        self.setAcceptDrops(True)
        self._was_shown = False
        self._wants_sidebar = True
        #: The sidebar was asked for where there is no room for it.
        self._insists = False
        stage = QWidget(self)
        self.setCentralWidget(stage)
        self.command = CommandPanel(workspace, theme, stage)  # Tab goes by the order in which they are made
        self.panel = CalendarPanel(workspace, theme, stage)
        self.sidebar = Sidebar(workspace, theme, settings.hidden, stage)
        self.details = Details(workspace, theme, stage)
        self.editing = Editing(workspace, theme, self.panel, self)
        self.command.line.typed = settings.typed
        self.toast = Toast(stage, lambda: self.sidebar.room)
        self.reminders = Reminders(workspace, settings, self)
        self.bell = ReminderCard(workspace, theme, stage, self.panel.frame)
        self.tray = Tray(workspace, self)
        self._is_leaving = False
        self._exchange = Exchange(workspace, self, self.toast.add_way)
        self.actions_by_name = make_actions(self, self._specs())
        self.orders = Obeying(self.panel, self.preferring, self._exchange, self.actions_by_name, self.toast.show_words)
        self.menu = MainMenu(theme, self.actions_by_name, stage)
        self._lay_out(stage)
        self._connect()
        self._hide_calendars(settings.hidden)
        if not settings.geometry.isEmpty():
            self.restoreGeometry(settings.geometry)
        else:
            self.resize(1280, 820)
        self.panel.bar.beside.setChecked(settings.beside)
        self.panel.show_view(settings.view if settings.view in self.panel.views else "week")
        self.command.line.setFocus()
        workspace.read(lambda queries: not queries.has_any(), self.panel.show_empty)

    def _lay_out(self, stage: QWidget) -> None:
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self.command, 20)
        top.addStretch(1)
        top.addWidget(self.menu)
        self.command.setMaximumWidth(LINE_WIDTH)
        grid = QGridLayout(stage)
        self.theme.space(grid, "m m m m", "xs m")
        grid.addWidget(self.sidebar, 0, 0, 2, 1)
        grid.addLayout(top, 0, 1)
        grid.addWidget(self.panel, 1, 1)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self._connect_line()
        self._connect_views()
        self._connect_sidebar()
        self._connect_what_was_done()
        self._connect_what_comes_up()

    def _connect_line(self) -> None:
        """The typed line and its card."""
        panel, command = self.panel, self.command
        command.draft_changed.connect(panel.set_draft)
        command.draft_changed.connect(lambda draft, _: draft and self.details.leave())
        command.card.opened.connect(self.editing.open)
        command.card.day_asked.connect(panel.show_day)
        command.ordered.connect(self.orders.obey)
        command.left.connect(panel.take_keys)
        command.thing_asked.connect(partial(show_thing, panel))
        command.table.passed_over.connect(lambda lines: panel.passed_over.show_sentences(lines[-MOST_PASSED:]))
        panel.passed_over.chosen.connect(command.say)
        panel.passed_over.left.connect(command.table.forget)
        panel.way_shown.connect(command.card.offer_day)
        panel.suggested.connect(command.line.suggest)
        panel.empty.chosen.connect(command.say)
        panel.empty.skipped.connect(panel.leave_empty)
        panel.empty.import_asked.connect(self.actions_by_name["import"].trigger)

    def _connect_views(self) -> None:
        """What a hand asks for in the views."""
        workspace, panel, editing = self.workspace, self.panel, self.editing
        for view in panel.calendars.values():
            self.command.done.connect(view.stay)
            view.opened.connect(editing.open)
            view.removed.connect(lambda things: editing.remove(*things))
            view.copied.connect(editing.copy)
            view.pasted.connect(editing.paste)
            view.create_asked.connect(editing.create)
            view.moved.connect(editing.move)
            view.menu_asked.connect(partial(fill_menu_of, editing))
            self.details.watch(view)
            if isinstance(view, WeekView):
                view.grid.unfolded.connect(partial(self.preferring.turn, "folds_night"))
        for opener in (self.details, panel.tasks):
            opener.opened.connect(editing.open)
        self.details.removed.connect(editing.remove)
        panel.tasks.removed.connect(lambda tasks: editing.remove(*tasks))
        panel.tasks.menu_asked.connect(partial(fill_menu_of_tasks, editing))
        for ticked in (panel.tasks.ticked, self.bell.ticked):
            ticked.connect(lambda task: workspace.perform(proposals.ticking(task, workspace.clock())))
        panel.tasks.asked.connect(workspace.perform)
        panel.timed.connect(editing.do)
        panel.beside_shown.connect(self._make_room)
        panel.beside_shown.connect(self._keep_beside)
        panel.beside_shown.connect(self.details.leave)
        panel.view_changed.connect(self._follow_view)
        panel.view_changed.connect(self.details.follow)

    def _connect_sidebar(self) -> None:
        """The sidebar, and what is preferred."""
        workspace, panel, sidebar = self.workspace, self.panel, self.sidebar
        panel.plan_shown.connect(sidebar.month.show_changed)
        panel.span_shown.connect(sidebar.month.show_span)
        panel.view_changed.connect(self._mark_list)
        sidebar.month.chosen.connect(panel.show_day)
        sidebar.hidden_changed.connect(self._hide_calendars)
        sidebar.list_chosen.connect(panel.show_list)
        sidebar.change_asked.connect(partial(ask_change, self, workspace))
        sidebar.create_asked.connect(partial(ask_new, self, workspace))
        workspace.preferences_changed.connect(panel.reread)
        workspace.preferences_changed.connect(sidebar.month.update)
        workspace.preferences_changed.connect(lambda: self.menu.show_preferences(workspace.preferences))
        self.menu.show_preferences(workspace.preferences)

    def _connect_what_was_done(self) -> None:
        """The toast, and the way back."""
        workspace, panel, toast = self.workspace, self.panel, self.toast
        toast.turn_asked.connect(workspace.turn_latest)
        toast.show_asked.connect(self.orders.obey)
        workspace.changed.connect(lambda change_set: toast.offer(panel.way_to(change_set)))
        workspace.turning.connect(toast.expect)
        workspace.committed.connect(toast.show_words)
        workspace.failed.connect(toast.show_trouble)
        workspace.refused.connect(toast.forget)
        for teller in (self.editing, self.preferring):
            teller.told.connect(toast.show_words)
        workspace.journal_changed.connect(self.menu.name_undo)
        workspace.changed.connect(lambda _: panel.leave_empty())

    def _connect_what_comes_up(self) -> None:
        """The tray and the reminders, which come up by themselves."""
        self.tray.opened.connect(self.come_forward)
        self.tray.create_asked.connect(self.come_forward)
        self.tray.create_asked.connect(self.editing.create_next)
        self.tray.quit_asked.connect(self.leave)
        self.shown.connect(self.tray.start)
        self.reminders.rang.connect(self.bell.ring)
        self.reminders.rang.connect(self.tray.call)
        self.bell.snoozed.connect(self.reminders.snooze)
        self.bell.snoozed.connect(self._tell_snoozed)
        self.bell.answered.connect(self.reminders.answer)
        self.shown.connect(self.reminders.start)
        self.shown.connect(self._take_up_half)

    def _specs(self) -> list[ActionSpec]:
        views = [
            ActionSpec(f"view-{name}", words, (f"Ctrl+{n}",), partial(self.panel.show_view, name))
            for n, (name, words) in enumerate(self.panel.labels.items(), 1)
        ]
        panel, workspace, turn = self.panel, self.workspace, partial(partial, self.preferring.turn)
        return [
            ActionSpec("type", self.tr("Type a sentence"), ("Ctrl+K", "Ctrl+L"), self.command.take_focus),
            ActionSpec(
                "bring-back", self.tr("Bring back what was not done"), ("Alt+B",), self.command.table.bring_back
            ),
            ActionSpec("undo", self.tr("Undo"), ("Ctrl+Z",), workspace.undo),
            ActionSpec("redo", self.tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), workspace.redo),
            ActionSpec("new-event", self.tr("New event"), ("Ctrl+N",), self.editing.create_next),
            ActionSpec("new-task", self.tr("New task"), ("Ctrl+Shift+N",), self._focus_task_field),
            ActionSpec("today", self.tr("Today"), ("Ctrl+T",), panel.show_now),
            ActionSpec("back", self.tr("Back"), ("Alt+Left", "PgUp"), lambda: panel.step(-1)),
            ActionSpec("forth", self.tr("Forward"), ("Alt+Right", "PgDown"), lambda: panel.step(1)),
            ActionSpec("sidebar", self.tr("Show the sidebar"), ("F9",), self._turn_sidebar, checkable=True),
            ActionSpec(
                "beside",
                self.tr("Tasks beside the calendar"),
                ("Ctrl+Shift+T",),
                panel.bar.beside.click,
                checkable=True,
            ),
            ActionSpec("calendar", self.tr("Go to the calendar"), ("F6",), panel.take_keys),
            ActionSpec("menu", self.tr("Menu"), ("F10",), lambda: self.menu.showMenu()),
            ActionSpec("import", self.tr("Import a calendar file…"), ("Ctrl+O",), self._exchange.ask_import),
            ActionSpec("export", self.tr("Export all…"), ("Ctrl+S",), self._exchange.ask_export),
            ActionSpec("print", self.tr("Print or save as PDF…"), ("Ctrl+P",), partial(ask_print, panel)),
            ActionSpec(
                "weekend", self.tr("Show the weekend"), ("Ctrl+Shift+W",), turn("shows_weekend"), checkable=True
            ),
            ActionSpec("night", self.tr("Fold the night"), ("Ctrl+Shift+F",), turn("folds_night"), checkable=True),
            ActionSpec("larger", self.tr("Larger letters"), LARGER, partial(self.preferring.step_letters, 1)),
            ActionSpec("smaller", self.tr("Smaller letters"), SMALLER, partial(self.preferring.step_letters, -1)),
            ActionSpec("help", self.tr("What can I type?"), ("F1",), self._open_help),
            ActionSpec("settings", self.tr("Settings…"), ("Ctrl+,",), self.preferring.open),
            ActionSpec("quit", self.tr("Quit"), ("Ctrl+Q",), self.leave),
            *views,
        ]

    # ---- what the hand asks for ----

    def _open_help(self) -> None:
        open_help(self, self.actions_by_name, self.command.say)

    def _turn_sidebar(self) -> None:
        """Shows the sidebar, or not; where there is room for it or the tasks beside the calendar, the one that is asked for."""
        self._wants_sidebar = self._insists = self.sidebar.isHidden()
        if self._wants_sidebar and not self._has_room():
            self.panel.hide_beside()
        self._make_room()

    def _make_room(self) -> None:
        """The sidebar gives way where the days would be too narrow to read beside it, until it is asked for."""
        has_room = self._has_room()
        self._insists = self._insists and not has_room and not self.panel.width_beside
        self.sidebar.setVisible(self._wants_sidebar and (has_room or self._insists))
        self.actions_by_name["sidebar"].setChecked(not self.sidebar.isHidden())

    def _keep_beside(self) -> None:
        """Whether the tasks stand beside the calendar is so after a restart, too."""
        self.settings.beside = wanted = self.panel.bar.beside.isChecked()
        self.actions_by_name["beside"].setChecked(wanted)

    def _has_room(self) -> bool:
        return self.width() - self.sidebar.width() - self.panel.width_beside >= LEAST_DAYS

    def _take_up_half(self) -> None:
        """What was typed when the window was closed is there again, unless something else is by now."""
        if not self.command.line.text:
            self.command.line.set_text(self.settings.half)

    # ---- what is told ----

    def _tell_snoozed(self, ring: Ring, until: datetime) -> None:
        when = self.workspace.formatter.moment(until, self.workspace.today)
        self.toast.show_words(self.tr("“{}” comes again {}.").format(ring.row.summary, when))

    def _hide_calendars(self, hidden: frozenset[str]) -> None:
        self.settings.hidden = self.command.card.hidden = hidden
        self.panel.set_hidden(hidden)

    def _follow_view(self, name: str) -> None:
        """Keeps what is shown; where it has no days to leaf through, the keys for that are the list's own."""
        self.settings.view = name
        for action in ("back", "forth", "beside"):
            self.actions_by_name[action].setEnabled(name in self.panel.calendars)

    def _mark_list(self, name: str) -> None:
        self.sidebar.mark_list(self.panel.tasks.only if name == "tasks" else "")

    def _focus_task_field(self) -> None:
        self.panel.show_view("tasks")
        self.panel.tasks.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- Qt ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and event.text().strip() and event.text().isprintable():
            self.command.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.command.line.insertPlainText(event.text())
        elif event.key() == Qt.Key.Key_Escape:
            if not self.details.leave():
                self.command.dismiss()
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            open_menu_at(self.focusWidget())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() is QEvent.Type.Paint and not self._was_shown:
            self._was_shown = True  # what it shows has been asked for before
            self.workspace.read(lambda queries: None, lambda _: QTimer.singleShot(PAINTED_MS, self, self.shown.emit))
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        self.details.leave()
        self.command.place_card()
        self.toast.place()
        self.bell.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._exchange.welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._exchange.take(event)

    def leave(self) -> None:
        """Ends the program, the tray too."""
        self._is_leaving = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        application = QGuiApplication.instance()
        ends = isinstance(application, QGuiApplication) and application.isSavingSession()
        in_tray = self.workspace.preferences.stays_in_tray and self.tray.icon.isVisible()
        stays = in_tray and not (self._is_leaving or ends)
        QGuiApplication.setQuitOnLastWindowClosed(not stays)
        if stays:
            event.ignore()
            self.hide()
            return
        self.reminders.close()
        self.tray.icon.hide()
        self.settings.geometry = self.saveGeometry()
        self.settings.typed, self.settings.half = self.command.line.typed, self.command.line.half
        super().closeEvent(event)

    def come_forward(self) -> None:
        """To the front, the keyboard in the line."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.command.take_focus()
