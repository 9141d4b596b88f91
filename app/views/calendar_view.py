"""What day, week, month and agenda share: a span of days, its events read on the worker, and the ghosts of a previewed plan."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from app.item_models.blocks import Block, Ghosts, block_of, blocks_of, midnight
from app.theme.theme import Looks
from app.workspace import Draft, Workspace, plan_of
from models.occurrence import Occurrence
from models.rows import Event

#: How long a view rests before it reads what lies before and after it.
REST_MS = 250


def copies(event: QMouseEvent) -> bool:
    """Whether a drag that ends leaves what it took where it was."""
    return bool(event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier))


class View(QWidget):
    """What the main part of the window can show."""

    #: The title is another one.
    span_changed = Signal()

    @property
    def title(self) -> str:
        """What is shown, in few words."""
        raise NotImplementedError

    def reload(self) -> None:
        """Reads anew what is shown."""
        raise NotImplementedError


class CalendarView(View):
    """A view of some days. Subclasses say which, and paint. What lies a step before and after is read ahead, and kept until something
    changes, so that turning the pages waits for nothing."""

    #: A block was chosen to be opened, or to be removed.
    opened = Signal(object)
    removed = Signal(object)
    #: A new event is wanted: start, end (aware), all day.
    create_asked = Signal(object, object, bool)
    #: A block was dragged: a `Move`.
    moved = Signal(object)
    #: A day was chosen.
    day_chosen = Signal(object)
    #: What the span holds has been read.
    filled = Signal()

    def __init__(self, workspace: Workspace, theme: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.theme = theme
        self.day = workspace.today
        self.blocks: tuple[Block, ...] = ()
        self.ghosts = Ghosts()
        self.hidden: frozenset[str] = frozenset()
        self._occurrences: tuple[Occurrence, ...] = ()
        self._kept: dict[tuple[date, int], tuple[Occurrence, ...]] = {}
        self._asked = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._read_ahead)
        workspace.changed.connect(self.reload_if_visible)
        workspace.calendars_read.connect(self.refresh)
        theme.changed.connect(self.update)

    def span_at(self, day: date) -> tuple[date, int]:
        """First day and number of days of the span that holds `day`."""
        raise NotImplementedError

    @property
    def span(self) -> tuple[date, int]:
        """The span that is shown."""
        return self.span_at(self.day)

    def day_beside(self, direction: int) -> date:
        """The day to show one span forward (+1) or back (-1)."""
        return self.day + timedelta(days=direction * self.span[1])

    @property
    def title(self) -> str:
        """What the span is called."""
        first, days = self.span
        return self.workspace.formatter.week(first, days)

    def step(self, direction: int) -> None:
        """One span forward (+1) or back (-1)."""
        self.show_day(self.day_beside(direction))

    def show_day(self, day: date) -> None:
        """Moves the span to the one that holds `day`."""
        self.day = day
        self.reload()
        self.span_changed.emit()

    def reload(self) -> None:
        """Shows the events of the span, as they were read since the last change, or reads them."""
        self._asked += 1
        span = self.span
        if span in self._kept:
            self._take(self._kept[span])
        else:
            self._read_span(span, self._take)
        self._rest.start()

    def _read_span(self, span: tuple[date, int], then: Callable[[tuple[Occurrence, ...]], None]) -> None:
        asked, zone = self._asked, self.workspace.zone
        start, end = midnight(span[0], zone), midnight(span[0] + timedelta(days=span[1]), zone)

        def keep(found: tuple[Occurrence, ...]) -> None:
            self._kept[span] = found
            then(found)

        self.workspace.read(lambda queries: queries.event_occurrences(start, end), keep, lambda: asked == self._asked)

    def _read_ahead(self) -> None:
        wanted = [self.span, *(self.span_at(self.day_beside(direction)) for direction in (1, -1))]
        self._kept = {span: found for span, found in self._kept.items() if span in wanted}
        for span in wanted:
            if span not in self._kept and self.isVisible():
                self._read_span(span, lambda _: None)

    def reload_if_visible(self) -> None:
        """Reads again where the view is on screen; another one reads when it is shown."""
        self._kept = {}
        if self.isVisible():
            self.reload()

    def refresh(self) -> None:
        """Blocks anew from what was read: other colours, or other calendars hidden."""
        self.blocks = blocks_of(self._occurrences, self.workspace.zone, self.workspace.calendars, self.hidden)
        self.blocks_changed()

    def set_hidden(self, hidden: frozenset[str]) -> None:
        """Calendars that are not shown."""
        self.hidden = hidden
        self.refresh()

    def set_draft(self, draft: Draft | None, chosen: frozenset[int]) -> None:
        """Shows the ticked effects of a previewed plan as ghosts."""
        ghosts = self.ghosts_of(draft, chosen)
        if ghosts != self.ghosts:
            self.ghosts = ghosts
            self.blocks_changed()

    def blocks_changed(self) -> None:
        """Paints again."""
        self.update()

    def update_now(self) -> None:
        """The clock moved on: the now line, what is past, and at midnight what is today."""
        self.blocks_changed()

    @property
    def shown(self) -> tuple[Block, ...]:
        """The blocks and the ghosts among them."""
        return (*self.blocks, *self.ghosts.coming)

    def ghosts_of(self, draft: Draft | None, chosen: frozenset[int]) -> Ghosts:
        """The ghosts of a draft's events."""
        plan = plan_of(draft.outcome) if draft else None
        effects = [e for i, e in enumerate(plan.effects) if i in chosen] if plan else []
        leaving = [e.before for e in effects if isinstance(e.before, Event)]
        coming = [(e.after, e.kind) for e in effects if isinstance(e.after, Event)]
        zone, calendars = self.workspace.zone, self.workspace.calendars
        return Ghosts(
            frozenset((row.uid, row.recurrence_id) for row in leaving),
            tuple(block_of(row, zone, calendars, ghost=kind) for row, kind in coming),
        )

    def take(self, other: "CalendarView") -> None:
        """Shows the days that `other`, of the same kind, shows, and what it has read."""
        self.day, self.hidden, self._occurrences = other.day, other.hidden, other._occurrences
        self.refresh()

    def _take(self, occurrences: tuple[Occurrence, ...]) -> None:
        self._occurrences = occurrences
        self.refresh()
        self.filled.emit()
