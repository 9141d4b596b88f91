"""The forms of an event and of a task; their date fields take phrases."""

import dataclasses
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QSizePolicy

from app.formatting import Formatter
from app.item_models.forms import COLORS, PRIORITIES, STATUSES, attendees_of, event_times, in_zone, stored_due, zone_of
from app.settings import city_of
from app.views.day_field import DayField
from app.views.editor import Editor
from app.views.sidebar import dot
from app.views.zone_box import ZoneBox
from assistant.temporal.values import Anchored
from assistant.timespan import begun_with, instant
from models.colors import own_color, with_own_color
from models.rows import Event, Task, When


class EventEditor(Editor):
    """The form of an event."""

    def add_rows(self) -> None:
        event = self.row
        assert isinstance(event, Event) and event.start is not None
        self.start = DayField(self.workspace, self.theme, self.tr("Starts"), self._say_start, self)
        self.end = DayField(self.workspace, self.theme, self.tr("Ends"), self._say_end, self)
        self.all_day = QCheckBox(self.tr("All day"), self)
        self.all_day.setChecked(not isinstance(event.start, datetime))
        self.location = QLineEdit(event.location or "", self)
        self.location.setAccessibleName(self.tr("Place"))
        self.people = QLineEdit(", ".join(a.name for a in event.attendees), self)
        self.people.setAccessibleName(self.tr("People"))
        self.people.setPlaceholderText(self.tr("Names, with commas between"))
        self.zone: ZoneBox | None = None
        self.ask_zone = QPushButton(self.tr("Time zone…"), self)
        self.ask_zone.setObjectName("link")
        self.ask_zone.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.ask_zone.clicked.connect(self._ask_zone)
        abroad = zone_of(event.start)
        self.start.zone = self.end.zone = ZoneInfo(abroad) if abroad else self.workspace.zone
        self.start.day = instant(event.start, self.start.zone).date()
        self.start.set_text(self._here.phrase(event.start), event.start)
        self._write_end(event.start, event.end)
        self.start.changed.connect(self._follow_start)
        self.all_day.toggled.connect(self._follow_start)
        self.status = self._combo(self.tr("Status"))
        for words, value in STATUSES:
            self.status.addItem(self.tr(words), value)
        self.status.setCurrentIndex(max(0, self.status.findData(event.status)))
        self._make_color(own_color(event))
        for words, field in (
            (self.tr("Starts"), self.start), (self.tr("Ends"), self.end), ("", self.all_day), ("", self.ask_zone), (self.tr("Repeats"), self.repeat),
            (self.tr("Place"), self.location), (self.tr("People"), self.people), (self.tr("Reminder"), self.alarm),
            (self.tr("Calendar"), self.calendar), (self.tr("Colour"), self.color), (self.tr("Status"), self.status),
            (self.tr("Notes"), self.notes),
        ):  # fmt: skip
            self.form.addRow(words, field)
        self._untouched = self._times_typed
        if abroad not in ("", self.workspace.zone.key):
            self._show_zone(abroad)

    def _make_color(self, own: str | None) -> None:
        """The colours to choose from, and the event's own where it is another one."""
        self.color = self._combo(self.tr("Colour"))
        others = ((own.capitalize(), own),) if own and own not in (name for _, name in COLORS) else ()
        for words, name in (*COLORS, *others):
            self.color.addItem(dot(QColor(name) if name else None), self.tr(words), name)
        self.color.setCurrentIndex(max(0, self.color.findData(own)))

    def begins(self) -> date:
        said = self.start.anchored.start if self.start.anchored else None
        assert self.row.start is not None
        return said.date() if said else instant(self.row.start, self.start.zone).date()

    def values(self) -> dict[str, Any]:
        event = self.row
        assert isinstance(event, Event) and event.start is not None
        if self.zone and self.zone.trouble:
            raise ValueError(self.zone.trouble)
        values = super().values() | {
            "location": self.location.text().strip() or None,
            "attendees": attendees_of(self.people.text(), event.attendees),
            "rrule": self._rule(),
        }
        if self.status.currentData() != (event.status or "CONFIRMED"):
            values["status"] = self.status.currentData()
        if self.color.currentData() != own_color(event):
            values["extra"] = with_own_color(event, self.color.currentData()).extra
        if not self.is_new and self._times_typed == self._untouched:
            assert event.end is not None
            return values | self.from_first_day({"start": event.start, "end": event.end})
        if self.start.anchored is None or self.start.anchored.start is None:
            raise ValueError(self.tr("I can't read when it starts."))
        if self.end.is_wrong:
            raise ValueError(self.tr("I can't read when it ends."))
        return values | self.from_first_day(self._times(self._end_said()))

    @property
    def _times_typed(self) -> tuple[str, str, bool, str]:
        return self.start.text, self.end.text, self.all_day.isChecked(), self.start.zone.key

    @property
    def _here(self) -> Formatter:
        """Says hours as the clocks are where the event begins."""
        return dataclasses.replace(self.workspace.formatter, zone=self.start.zone)

    def _ask_zone(self) -> None:
        typed = self.values_typed()
        self._show_zone("")
        if typed == self._before:
            self._before = self.values_typed()
        self._order_tabs()
        if self.zone and (field := self.zone.lineEdit()):
            self.zone.setFocus()
            field.selectAll()  # letters replace it

    def _show_zone(self, zone: str) -> None:
        """A box for where the event begins, in place of the button that asks for it."""
        self.zone = ZoneBox(self.tr("As here ({})").format(city_of(self.workspace.zone.key)), zone, self)
        self.zone.setAccessibleName(self.tr("Time zone"))
        self.zone.currentIndexChanged.connect(self._take_zone)
        self.zone.told.connect(self.message.setText)
        place: Any = self.form.getWidgetPosition(self.ask_zone)
        self.form.insertRow(place[0], self.tr("Time zone"), self.zone)
        self.form.removeRow(self.ask_zone)

    def _take_zone(self) -> None:
        chosen = self.zone.currentData() if self.zone else ""
        for field in (self.start, self.end):
            field.move_to(ZoneInfo(chosen) if chosen else self.workspace.zone)

    def _end_said(self) -> Anchored | None:
        """The end as typed; one that the form wrote goes along with the start."""
        return None if self.end.is_own else self.end.anchored

    def _write_end(self, start: When, end: When | None) -> None:
        """Writes an end in the field: the last day of days, an hour where it is of the day of the start."""
        zone, formatter = self.start.zone, self._here
        self.end.day = instant(start, zone).date()
        if isinstance(end, datetime):
            here = instant(end, zone)
            self.end.set_text(formatter.clock(here) if here.date() == self.end.day else formatter.phrase(here), end)
        elif end is not None:
            last = end - timedelta(days=1)
            self.end.set_text(formatter.phrase(last), last)

    def _follow_start(self) -> None:
        """The end moves along with the start; one that was typed stays, and is of the day on which it starts."""
        if self.start.anchored and self.start.anchored.start:
            if self.end.is_own:
                times = self._times(None)
                self._write_end(times["start"], times["end"])
            self.end.day = self.start.anchored.start.date()
            self.end.read()
            self.repeat.read()

    def _times(self, end: Anchored | None) -> dict[str, When]:
        """Start and end as they are to be stored."""
        event, start = self.row, self.start.anchored
        assert isinstance(event, Event) and start is not None
        return event_times(start, end, event, self.all_day.isChecked(), self.start.zone)

    def _say_start(self, anchored: Anchored) -> str:
        if anchored.start is None:
            return self.tr("This has no start.")
        formatter, today = self.workspace.formatter, self.workspace.today
        hours = f", {formatter.clock(anchored.start)}" if anchored.time_said else ""
        return formatter.day_with_distance(anchored.start.date(), today) + hours + self._say_zone(anchored)

    def _say_zone(self, anchored: Anchored) -> str:
        """Where it is that hour, and what it is here then; nothing where that is the same."""
        place = anchored.tz or self.start.zone.key
        if anchored.start is None or not anchored.time_said or place == self.workspace.zone.key:
            return ""
        when = self.workspace.formatter.moment(in_zone(anchored.start, anchored, self.start.zone), self.workspace.today)
        return self.tr(" in {}; here {}").format(city_of(place), when)

    def _say_end(self, anchored: Anchored) -> str:
        if anchored.duration is not None:
            return self.tr("that long")
        if not (anchored.start or anchored.end) or self.start.anchored is None or self.start.anchored.start is None:
            return ""
        end = self._times(self._end_said())["end"]
        if not isinstance(end, datetime):
            return self.workspace.formatter.day(end - timedelta(days=1), self.workspace.today)
        return self._here.moment(end, self.workspace.today)


class TaskEditor(Editor):
    """The form of a task."""

    kind = "task"

    def add_rows(self) -> None:
        task = self.row
        assert isinstance(task, Task)
        self.due = DayField(self.workspace, self.theme, self.tr("Due"), self._say_due, self)
        self.due.field.setPlaceholderText(self.tr("fri 3pm"))
        if task.due is not None:
            self.due.set_text(self.workspace.formatter.phrase(task.due), task.due)
        self.priority = self._combo(self.tr("Priority"))
        for words, value in PRIORITIES:
            self.priority.addItem(self.tr(words), value)
        self.priority.setCurrentIndex(max(0, self.priority.findData(task.priority)))
        for words, field in (
            (self.tr("Due"), self.due), (self.tr("Repeats"), self.repeat), (self.tr("Priority"), self.priority),
            (self.tr("Reminder"), self.alarm), (self.tr("List"), self.calendar), (self.tr("Notes"), self.notes),
        ):  # fmt: skip
            self.form.addRow(words, field)
        self.due.changed.connect(self.repeat.read)
        self._untouched = (self.due.text, self.priority.currentIndex())

    def begins(self) -> date:
        said = self.due.anchored.start or self.due.anchored.end if self.due.anchored else None
        return said.date() if said else self.workspace.today

    def values(self) -> dict[str, Any]:
        task = self.row
        assert isinstance(task, Task)
        values = super().values() | {"rrule": self._rule()}
        if self.priority.currentIndex() != self._untouched[1]:
            values["priority"] = self.priority.currentData()
        if self.due.is_wrong:
            raise ValueError(self.tr("I can't read when it is due."))
        due, anchored = task.due, self.due.anchored
        if self.due.text != self._untouched[0]:
            due = stored_due(anchored, self.workspace.zone) if anchored else None
        if due is None:
            return values | {"due": None if self.in_series else self.repeat.first_day}
        start = begun_with(task, due)
        sides = {"due": due} if start is None else {"start": start, "due": due}
        return values | {"start": None} | self.from_first_day(sides)

    def _say_due(self, anchored: Anchored) -> str:
        said = anchored.start or anchored.end
        if said is None:
            return self.tr("This is no day.")
        formatter = self.workspace.formatter
        hours = f", {formatter.clock(said)}" if anchored.time_said else ""
        return formatter.day_with_distance(said.date(), self.workspace.today) + hours
