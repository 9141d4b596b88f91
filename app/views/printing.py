"""Day, week, month, agenda and tasks on paper, or as a PDF file: the same views, laid out anew for the page, in light colours."""

import dataclasses
import itertools
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPicture, QRegion
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QListView, QWidget

from app.item_models.blocks import minutes_in
from app.theme import scale
from app.theme.palette import LIGHT
from app.theme.theme import Looks
from app.views.agenda import AgendaView, Both, both
from app.views.calendar_view import CalendarView
from app.views.month import MonthView
from app.views.task_pages import TaskPages
from app.views.week import WeekView
from app.workspace import Workspace
from models.queries import Queries

MARGIN_MM = 12
DOTS_PER_INCH = 300
#: Width of a page in logical pixels, upright and across; text is so much smaller than the paper.
UPRIGHT, ACROSS = 700, 1000
TITLE_HEIGHT = 40
#: The hours of a printed day: enough for most, fewer would be read as none; more where something is earlier or later.
FIRST_HOUR, LAST_HOUR = 8, 20
#: Days from the first to the last one: beyond them an agenda of years would be drawn at each look.
MOST_DAYS = 372

#: Kind of page → whether it stands upright, and the view of it over so many days.
KINDS: Mapping[str, tuple[bool, Callable[[Workspace, Looks, int], CalendarView]]] = {
    "day": (True, lambda workspace, paper, days: WeekView(workspace, paper, 1)),
    "week": (False, lambda workspace, paper, days: WeekView(workspace, paper)),
    "month": (False, lambda workspace, paper, days: MonthView(workspace, paper)),
    "agenda": (True, lambda workspace, paper, days: AgendaView(workspace, paper, days)),
}

#: The kind of the pages that no days have.
TASKS = "tasks"


@dataclasses.dataclass(frozen=True)
class Printout:
    """What is printed: pages of a kind (of `KINDS`) for the days from `first` to `last`, without the hidden calendars, and what those
    days hold; or the tasks (`TASKS`), of which days say nothing, of one list or of all."""

    kind: str
    first: date
    last: date
    hidden: frozenset[str]
    found: Both = ((), ())
    #: The id of the list that is printed alone.
    only: str | None = None

    @property
    def is_upright(self) -> bool:
        """Whether its pages stand upright."""
        return self.kind == TASKS or KINDS[self.kind][0]

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1


def held(queries: Queries, kind: str, start: datetime, end: datetime) -> Both:
    """What is printed of a time: as in the window the agenda names the tasks beside the events, the others show them on their days."""
    if kind == "agenda":
        return both(queries, start, end)
    return (*queries.event_occurrences(start, end), *queries.task_occurrences(start, end)), ()


def spans(workspace: Workspace, wanted: Printout) -> Iterator[date]:
    """A day of each page's span, in order."""
    view = KINDS[wanted.kind][1](workspace, Looks(), wanted.days)
    day = wanted.first
    while day <= wanted.last:
        yield day
        start, days = view.span_at(day)
        view.day = day
        day = view.day_beside(1) if isinstance(view, MonthView) else start + timedelta(days=days)
    view.deleteLater()


def write_pdf(file: Path, workspace: Workspace, printout: Printout) -> None:
    """Writes the pages to a PDF file; raises OSError where it can't be written, which the printer would pass over."""
    file.write_bytes(b"")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    lay_out(printer, printout)
    print_pages(printer, workspace, printout)


def lay_out(printer: QPrinter, printout: Printout) -> None:
    """A4 or the locale's paper; a week and a month lie across."""
    printer.setDocName(f"Plainday {printout.first} {printout.kind}")
    printer.setResolution(DOTS_PER_INCH)
    way = QPageLayout.Orientation.Portrait if printout.is_upright else QPageLayout.Orientation.Landscape
    printer.setPageOrientation(way)
    printer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
    if printer.pageLayout().pageSize().id() is QPageSize.PageSizeId.Custom:
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))


def print_pages(printer: QPrinter, workspace: Workspace, printout: Printout) -> None:
    """Prints each span on a page of its own, the agenda and a list on as many as they fill."""
    page = printer.pageRect(QPrinter.Unit.DevicePixel)
    width = ACROSS if page.width() > page.height() else UPRIGHT
    zoom = page.width() / width
    height = int(page.height() / zoom) - TITLE_HEIGHT
    painter = QPainter(printer)
    painter.scale(zoom, zoom)
    numbers = itertools.count()
    for view in views_of(workspace, printout, width, height):
        lines = view.list if isinstance(view, AgendaView | TaskPages) else None
        for top, bottom in pages_of(lines, height) if lines else [(0, height)]:
            if next(numbers):
                printer.newPage()
            write_title(painter, view.title, width)
            draw(painter, lines.viewport() if lines else view, QRegion(0, top, width, bottom - top), zoom)
        view.deleteLater()
    painter.end()


def views_of(workspace: Workspace, printout: Printout, width: int, height: int) -> Iterator[CalendarView | TaskPages]:
    """A view for each span, or one for the tasks."""
    if printout.kind == TASKS:
        paper = Looks()
        yield (pages := TaskPages(workspace, paper, printout.found[1], printout.only, width))
        paper.setParent(pages)
        return
    for day in spans(workspace, printout):
        yield view_of(workspace, printout, day, width, height)


def draw(painter: QPainter, body: QWidget, part: QRegion, zoom: float) -> None:
    """A part of a view under the title, as lines and letters: Qt itself would print a widget as one picture of the page, of 30 MiB."""
    recorded = QPicture()
    recorder = QPainter(recorded)
    recorder.scale(zoom, zoom)  # what the view keeps as pictures is as sharp as the paper
    body.render(recorder, QPoint(0, TITLE_HEIGHT), part)
    recorder.end()
    painter.save()
    larger = painter.device().logicalDpiX() / recorded.logicalDpiX()  # so much a picture grows where it is played
    painter.scale(1 / (zoom * larger), 1 / (zoom * larger))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)  # a preview is smaller than the paper
    painter.drawPicture(0, 0, recorded)
    painter.restore()


def write_title(painter: QPainter, title: str, width: int) -> None:
    """What is printed, at the head of the page."""
    painter.setFont(scale.font(scale.TITLE))
    painter.setPen(QColor(LIGHT.text))  # plain black is not recorded: a preview would write in its own colour
    painter.drawText(QRectF(0, 0, width, TITLE_HEIGHT - scale.S), int(Qt.AlignmentFlag.AlignVCenter), title)


def view_of(workspace: Workspace, printout: Printout, day: date, width: int, height: int) -> CalendarView:
    """The span of a day in a view as large as a page, which is never on screen; the hours fill its height."""
    paper = Looks()
    view = KINDS[printout.kind][1](workspace, paper, printout.days)
    paper.setParent(view)
    view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    view.resize(width, height)
    if isinstance(view, AgendaView):
        view.fill_with(day, printout.hidden, printout.found)
        view.resize(width, sum(view.list.sizeHintForRow(row) for row in range(view.model.rowCount())) + scale.L)
    else:
        view.fill(day, printout.hidden, printout.found[0])
    view.show()
    if isinstance(view, WeekView):
        view.grid.show_hours(*hours_of(view))
    return view


def hours_of(view: WeekView) -> tuple[int, int]:
    """The first and the last hour that a page of days shows."""
    days = view.grid.days
    minutes = [minutes_in(b, day) for b in view.blocks if not b.all_day for day in b.days if day in days]
    first, last = min((top for top, _ in minutes), default=24 * 60), max((bottom for _, bottom in minutes), default=0)
    return min(first // 60, FIRST_HOUR), max(-(-last // 60), LAST_HOUR)


def pages_of(lines: QListView, height: int) -> list[tuple[int, int]]:
    """From where to where each page of a list goes: no line is cut."""
    pages, top, bottom = [], 0, 0
    for row in range(lines.model().rowCount()):
        line = lines.sizeHintForRow(row)
        if bottom + line - top > height and bottom > top:
            pages.append((top, bottom))
            top = bottom
        bottom += line
    return [*pages, (top, bottom)]
