"""What a hand asks for, of a thing that is shown: its form, its removal, another time. The scope is asked where it is one of a series."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app import proposals
from app.formatting import count
from app.item_models.blocks import Block, Move
from app.item_models.choosing import Blocks, moves_of, put_at
from app.item_models.clipping import Clipping
from app.theme.theme import Theme
from app.views.calendar_panel import CalendarPanel
from app.views.editor import Edit, Editor
from app.views.editors import EventEditor, TaskEditor
from app.views.scope_menu import ask_scope
from app.workspace import Gesture, Workspace
from assistant.commands import Scope
from models.rows import Event, Task


class Editing(QObject):
    """Forms and menus open over `window`."""

    #: What a hand did, where nothing is changed yet, in words.
    told = Signal(str)

    def __init__(self, workspace: Workspace, theme: Theme, panel: CalendarPanel, window: QWidget) -> None:
        super().__init__(window)
        self.workspace, self._theme, self._panel, self._window = workspace, theme, panel, window
        self.clipping = Clipping(self)

    def open(self, thing: Block | Event | Task) -> None:
        """The form of an event or task; of one in a series with how that repeats."""
        row = thing.row if isinstance(thing, Block) else thing
        series = thing.occurrence.series if isinstance(thing, Block) and thing.occurrence else None
        if series or row.recurrence_id is None:
            self._edit(row, (series or row).rrule, is_new=False)
            return
        self.workspace.read(
            lambda queries: next((one.rrule for one in queries.family(row.uid) if one.is_series), None),
            lambda rule: self._edit(row, rule, is_new=False),
        )

    def create(self, start: datetime, end: datetime, all_day: bool) -> None:
        """The form of a new event at that time."""
        self._edit(proposals.new_event(self.workspace.calendars, start, end, all_day), None, is_new=True)

    def create_next(self) -> None:
        """The form of a new event at the next hour of the day shown."""
        workspace = self.workspace
        self.create(*proposals.next_hour(workspace.clock(), self._panel.day, workspace.zone), False)

    def remove(self, *things: Block | Event | Task) -> None:
        """Previews the removal of things; of several that were chosen, those times alone."""
        rows = [thing.row if isinstance(thing, Block) else thing for thing in things]
        scope = ask_scope(self._window, rows[0]) if len(rows) == 1 else Scope.ONE
        if scope and len(rows) == 1:
            self.workspace.propose(proposals.removing(rows[0], scope))
        elif scope:
            self.workspace.propose(proposals.together(proposals.removing(row, proposals.alone(row)) for row in rows))

    def copy(self, blocks: Blocks, cuts: bool) -> None:
        """Keeps what is chosen for :meth:`paste`, and says how that goes on."""
        self.clipping.take(blocks, cuts, self.workspace.formatter)
        words = self.tr("{} will move") if cuts else self.tr("{} copied")
        self.told.emit(self.tr("{}: choose a day or an hour, then Ctrl+V").format(words.format(named(blocks))))

    def paste(self) -> None:
        """Puts what was copied or cut where the view that is shown was clicked last."""
        blocks, view = self.clipping.blocks, self._panel.calendar
        if blocks and view:
            view.awaits = True  # what was pasted is chosen, and the place where it was to come is marked no longer
            self.move(put_at(blocks, *view.target, copies=not self.clipping.is_cut))
            if self.clipping.is_cut:
                self.clipping.let_go()

    def move(self, move: Move) -> None:
        """Moves an event that was dragged, or a copy; between days and hours that one alone changes, and so do several that were chosen."""
        if move.beside:
            self.do(proposals.together(self._moving(one, proposals.alone(one.block.row)) for one in moves_of(move)))
            return
        turns = move.all_day is not None and move.block.row.recurrence_id is not None
        scope = Scope.ONE if move.copies or turns else ask_scope(self._window, move.block.row)
        if scope:
            self.do(self._moving(move, scope))

    def _moving(self, move: Move, scope: Scope) -> Gesture:
        return proposals.copying(move) if move.copies else proposals.moving(move, scope)

    def change(self, row: Event | Task, **fields: Any) -> None:
        """Changes fields of a thing, as its form does."""
        scope = ask_scope(self._window, row)
        if scope:
            self.workspace.perform(proposals.saving(row, fields, scope, is_new=False))

    def do_all(self, gestures: Sequence[Gesture]) -> None:
        """Does what a menu asks of several things, as one change."""
        self.workspace.perform(proposals.together(gestures))

    def do(self, gesture: Gesture) -> None:
        """Does what a drag asks for, or previews it."""
        workspace = self.workspace
        (workspace.propose if workspace.preferences.previews_drags else workspace.perform)(gesture)

    def _edit(self, row: Event | Task, rule: str | None, is_new: bool) -> None:
        kind: type[Editor] = EventEditor if isinstance(row, Event) else TaskEditor
        editor = kind(self.workspace, self._theme, row, rule, is_new, self._window)
        editor.saved.connect(self._save)
        editor.removed.connect(lambda edit: self.workspace.perform(proposals.removing(edit.row, edit.scope)))
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.open()

    def _save(self, edit: Edit) -> None:
        self.workspace.perform(proposals.saving(edit.row, edit.fields, edit.scope, edit.is_new))


def named(blocks: Blocks) -> str:
    """One by its name, several by their number."""
    return f"“{blocks[0].name}”" if len(blocks) == 1 else count(len(blocks), "entry", "entries")
