"""What goes onto paper: which pages, from which day to which, seen before they are printed or written to a PDF file."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QGraphicsView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.item_models.blocks import midnight
from app.paths import documents_folder
from app.theme import scale
from app.theme.theme import Theme
from app.views.agenda import Both
from app.views.calendar_panel import CalendarPanel
from app.views.calendar_view import CalendarView
from app.views.day_field import DayField
from app.views.printing import KINDS, MOST_DAYS, TASKS, Printout, held, lay_out, print_pages, write_pdf
from app.views.tasks import tasks_at
from app.workspace import Workspace
from assistant.temporal.values import Anchored

#: Days around those asked for that a week or a month may show besides.
AROUND = timedelta(days=40)
#: Days that the view of a month may show.
MOST_OF_MONTH = 42
#: What is printed of a view that has no pages of its own kind.
INSTEAD: Mapping[str, str] = {"year": "month"}
#: As large as the dialog would be, within its window.
SIZE = QSize(820, 720)


class PrintDialog(QDialog):
    """Shows the pages as they are chosen."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        kind: str,
        view: CalendarView | None = None,
        parent: QWidget | None = None,
        only: str | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        first, days = view.span if view else (workspace.today, 7)
        one_month = view is not None and kind == "month" and days <= MOST_OF_MONTH
        first, last = (
            month_of(first + timedelta(days=days // 2)) if one_month else (first, first + timedelta(days=days - 1))
        )
        self.printout = Printout(kind, first, last, view.hidden if view else frozenset(), only=only)
        self._asked = 0
        self._is_open = True
        self.finished.connect(self._leave)
        self.setWindowTitle(self.tr("Print"))
        self.resize(SIZE.boundedTo(parent.size()) if parent else SIZE)
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        lay_out(self.printer, self.printout)
        self.kind = self._box(self.tr("Pages"), self._kinds(), kind)
        homes = sorted(workspace.calendars.values(), key=lambda c: (c.position, c.name))
        lists = [(home.name, home.id) for home in homes if home.kind == "task"]
        self.list = self._box(self.tr("List"), [(self.tr("All lists"), ""), *lists], only or "")
        self.start, self.end = (
            DayField(workspace, theme, words, self._say, self) for words in (self.tr("From"), self.tr("To"))
        )
        for field, day in ((self.start, first), (self.end, last)):
            field.set_text(workspace.formatter.phrase(day))
            field.changed.connect(self._choose)
        for box in (self.kind, self.list):
            box.currentIndexChanged.connect(self._choose)
        self.state = QLabel(self)
        self.state.setObjectName("warning")
        self.state.hide()
        self.pages = QPrintPreviewWidget(self.printer, self)
        self.pages.setAccessibleName(self.tr("The pages"))
        for picture in self.pages.findChildren(QGraphicsView):  # Qt's own grey is that of no palette
            picture.scene().setBackgroundBrush(self.palette().color(QPalette.ColorRole.Mid))
        self.pages.paintRequested.connect(lambda printer: print_pages(printer, workspace, self.printout))
        self._lay_out()
        self._read()

    def _kinds(self) -> tuple[tuple[str, str], ...]:
        """What can be printed: its name, and what a printout calls it."""
        return (
            (self.tr("A page a day"), "day"),
            (self.tr("A page a week"), "week"),
            (self.tr("A page a month"), "month"),
            (self.tr("Agenda"), "agenda"),
            (self.tr("Tasks"), TASKS),
        )

    def _lay_out(self) -> None:
        self.print_button = QPushButton(self.tr("Print…"), self)
        self.print_button.setObjectName("primary")
        self.print_button.setDefault(True)
        self.print_button.clicked.connect(self._print)
        self.pdf_button = QPushButton(self.tr("Save as PDF…"), self)
        self.pdf_button.clicked.connect(self._ask_file)
        cancel = QPushButton(self.tr("Close"), self)
        cancel.clicked.connect(self.reject)
        choices = QHBoxLayout()
        choices.setSpacing(scale.L)
        self.forms: dict[QWidget, QFormLayout] = {}
        for words, field in (
            (self.tr("Pages"), self.kind),
            (self.tr("From"), self.start),
            (self.tr("To"), self.end),
            (self.tr("List"), self.list),
        ):
            self.forms[field] = form = QFormLayout()
            form.addRow(words, field)
            choices.addLayout(form, 1)
        self._show_fitting()
        buttons = QHBoxLayout()
        buttons.addWidget(self.state, 1)
        buttons.addStretch(1)
        for button in (cancel, self.pdf_button, self.print_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(scale.L, scale.L, scale.L, scale.L)
        column.setSpacing(scale.M)
        column.addLayout(choices)
        column.addWidget(self.pages, 1)
        column.addLayout(buttons)

    def _box(self, name: str, choices: Iterable[tuple[str, str]], chosen: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        for words, data in choices:
            box.addItem(words, data)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        return box

    def _say(self, read: Anchored) -> str:
        return self.workspace.formatter.long_day(read.start.date()) if read.start else self.tr("A day is needed here.")

    def _show_fitting(self) -> None:
        """The days, or the list, as the pages have the ones or the other."""
        for field in (self.start, self.end, self.list):
            self.forms[field].setRowVisible(0, (self.kind.currentData() == TASKS) is (field is self.list))

    def _choose(self) -> None:
        """Takes what is chosen, if it can be printed, and shows it."""
        self._show_fitting()
        first, last = (field.anchored.start if field.anchored else None for field in (self.start, self.end))
        kind, problem = self.kind.currentData(), ""
        if kind == TASKS:
            first = last = midnight(self.workspace.today, self.workspace.zone)
        elif first is None or last is None:
            problem = self.tr("Both days are needed.")
        elif last.date() < first.date():
            problem = self.tr("The last day is before the first.")
        elif (last - first).days >= MOST_DAYS:
            problem = self.tr("A year at most goes onto paper.")
        self.state.setText(problem)
        self.state.setVisible(bool(problem))
        for button in (self.print_button, self.pdf_button):
            button.setEnabled(not problem)
        if first and last and not problem:
            self.printout = dataclasses.replace(
                self.printout, kind=kind, first=first.date(), last=last.date(), only=self.list.currentData() or None
            )
            self._read()

    def _read(self) -> None:
        self._asked += 1
        asked, zone, wanted = self._asked, self.workspace.zone, self.printout
        start, end = midnight(wanted.first - AROUND, zone), midnight(wanted.last + AROUND, zone)
        now = self.workspace.clock()
        self.workspace.read(
            lambda q: ((), tasks_at(q, now)) if wanted.kind == TASKS else held(q, wanted.kind, start, end),
            self._show,
            lambda: self._is_open and asked == self._asked,
        )

    def _show(self, found: Both) -> None:
        self.printout = dataclasses.replace(self.printout, found=found)
        lay_out(self.printer, self.printout)
        self.pages.updatePreview()

    def _print(self) -> None:
        if QPrintDialog(self.printer, self).exec() == QPrintDialog.DialogCode.Accepted:
            print_pages(self.printer, self.workspace, self.printout)
            self.accept()

    def _ask_file(self) -> None:
        days = self.workspace.formatter.week(self.printout.first, self.printout.days)
        shown = self.list.currentText() if self.printout.kind == TASKS else days
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save as PDF"), str(documents_folder() / f"{shown}.pdf"), "PDF (*.pdf)"
        )
        if name:
            self._write(Path(name))

    def _write(self, file: Path) -> None:
        try:
            write_pdf(file, self.workspace, self.printout)
        except OSError as error:
            self.state.setText(self.tr("{} can't be written: {}.").format(file.name, error.strerror))
            self.state.show()
            return
        self.accept()
        self.workspace.committed.emit(self.tr("Saved as {}").format(file.name), "")

    def _leave(self) -> None:
        """What is still being read comes too late."""
        self._is_open = False


def month_of(day: date) -> tuple[date, date]:
    """First and last day of the month of `day`."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def ask_print(panel: CalendarPanel) -> None:
    """The dialog over what is shown; seven days as a week where that is the history."""
    name = panel.name if panel.name in (*KINDS, TASKS) else INSTEAD.get(panel.name, "week")
    only = panel.tasks.only if name == TASKS else None
    dialog = PrintDialog(panel.workspace, panel.theme, name, panel.calendar, panel.window(), only)
    dialog.open()
    dialog.finished.connect(dialog.deleteLater)
