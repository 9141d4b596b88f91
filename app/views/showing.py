"""Leads to one thing: its day is shown and it is chosen there, a task in its list."""

from PySide6.QtCore import Qt

from app.item_models.blocks import Block, stands_in_calendar
from app.item_models.sight import days_changed
from app.views.calendar_panel import CalendarPanel
from assistant.plan import Effect, Plan
from models.rows import Event, Task


def show_thing(panel: CalendarPanel, row: Event | Task) -> None:
    """Shows a stored thing in the view of days that is shown, or in the week; of a series its next time."""
    if isinstance(row, Task) and (panel.calendar is None or not stands_in_calendar(row)):
        panel.show_view("tasks")
        panel.tasks.show_task(row)
        return
    workspace = panel.workspace
    _, days = days_changed(Plan("", (Effect(None, row),)), {0}, workspace.today, workspace.zone)
    day = min(days, default=panel.day)
    panel.show_day(day)
    view = panel.calendar
    assert view is not None

    def choose() -> None:
        alike = [block for block in view.blocks if is_of(block, row)]
        if found := next((block for block in alike if day in block.days), next(iter(alike), None)):
            view.choose(found)
            view.touched = row.uid
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    if any(is_of(block, row) and day in block.days for block in view.blocks):
        choose()
    else:
        view.filled.connect(choose, Qt.ConnectionType.SingleShotConnection)


def is_of(block: Block, row: Event | Task) -> bool:
    """Whether a block shows a thing, of a series at whatever time."""
    return block.row.uid == row.uid and (row.is_series or block.row.recurrence_id == row.recurrence_id)
