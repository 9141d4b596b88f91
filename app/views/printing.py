"""Day, week, month and agenda on paper, or as a PDF file: the same views, laid out anew for the page, in light colours."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QPoint, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QRegion
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from app.theme import scale
from app.theme.theme import Looks
from app.views.agenda import AgendaView
from app.views.calendar_view import CalendarView
from app.views.week import WeekView

MARGIN_MM = 12
DOTS_PER_INCH = 300
#: Width of a page in logical pixels, upright and across; text is so much smaller than the paper.
UPRIGHT, ACROSS = 760, 1080
TITLE_HEIGHT = 40
#: The hours of a printed day: enough for most, fewer would be read as none.
FIRST_HOUR, LAST_HOUR = 6, 23


def ask_print(window: QWidget, view: CalendarView) -> None:
    """Asks for a printer, and prints the view."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    lay_out(printer, view)
    if QPrintDialog(printer, window).exec() == QPrintDialog.DialogCode.Accepted:
        print_view(printer, view)


def ask_pdf(window: QWidget, view: CalendarView) -> None:
    """Asks for a file, and writes the view to it as PDF."""
    name, _ = QFileDialog.getSaveFileName(window, window.tr("Save as PDF"), f"{view.title}.pdf", "PDF (*.pdf)")
    if name:
        write_pdf(Path(name), view)


def write_pdf(file: Path, view: CalendarView) -> None:
    """Writes the view to a PDF file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    lay_out(printer, view)
    print_view(printer, view)


def lay_out(printer: QPrinter, view: CalendarView) -> None:
    """A4 or the locale's paper; a week and a month lie across."""
    printer.setDocName(view.title)
    printer.setResolution(DOTS_PER_INCH)
    upright = isinstance(view, AgendaView) or view.span[1] == 1
    way = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    printer.setPageOrientation(way)
    printer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
    if printer.pageLayout().pageSize().id() is QPageSize.PageSizeId.Custom:
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))


def print_view(printer: QPrinter, view: CalendarView) -> None:
    """Prints what `view` shows now: a copy of it, as large as a page."""
    page = printer.pageRect(QPrinter.Unit.DevicePixel)
    width = ACROSS if page.width() > page.height() else UPRIGHT
    zoom = page.width() / width
    height = int(page.height() / zoom) - TITLE_HEIGHT
    copy = copy_of(view, width, height)
    painter = QPainter(printer)
    painter.scale(zoom, zoom)
    parts = pages_of(copy, height) if isinstance(copy, AgendaView) else [(0, height)]
    for number, (top, bottom) in enumerate(parts):
        if number:
            printer.newPage()
        write_title(painter, view.title, width)
        body = copy.list.viewport() if isinstance(copy, AgendaView) else copy
        body.render(painter, QPoint(0, TITLE_HEIGHT), QRegion(0, top, width, bottom - top))
    painter.end()
    copy.deleteLater()


def write_title(painter: QPainter, title: str, width: int) -> None:
    """What is printed, at the head of the page."""
    painter.setFont(scale.font(scale.TITLE))
    painter.setPen(Qt.GlobalColor.black)
    painter.drawText(QRectF(0, 0, width, TITLE_HEIGHT - scale.S), int(Qt.AlignmentFlag.AlignVCenter), title)


def copy_of(view: CalendarView, width: int, height: int) -> CalendarView:
    """The same days and events in a view of another size, which is never shown; the hours fill its height."""
    paper = Looks(view)
    copy = (
        WeekView(view.workspace, paper, view.span[1])
        if isinstance(view, WeekView)
        else type(view)(view.workspace, paper)
    )
    copy.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    copy.take(view)
    copy.resize(width, height)
    if isinstance(copy, AgendaView):
        copy.resize(width, sum(copy.list.sizeHintForRow(row) for row in range(copy.model.rowCount())) + scale.L)
    copy.show()
    if isinstance(copy, WeekView):
        copy.grid.show_hours(FIRST_HOUR, LAST_HOUR)
    return copy


def pages_of(agenda: AgendaView, height: int) -> list[tuple[int, int]]:
    """From where to where each page of an agenda goes: no line is cut."""
    pages, top, bottom = [], 0, 0
    for row in range(agenda.model.rowCount()):
        line = agenda.list.sizeHintForRow(row)
        if bottom + line - top > height and bottom > top:
            pages.append((top, bottom))
            top = bottom
        bottom += line
    return [*pages, (top, bottom)]
