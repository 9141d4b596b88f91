"""What day, week, month and agenda share: a span of days, its events read on the worker, and the ghosts of a previewed plan."""

import dataclasses
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Future
from datetime import UTC, date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.drafts import Draft, plan_of
from app.item_models.blocks import Block, Ghosts, blocks_of, midnight
from app.item_models.ghosts import ghosts_of
from app.theme.theme import Looks
from app.views.choosing_view import ChoosingView
from app.views.day_popover import DayPopover
from app.workspace import PAINTED_MS, Workspace
from models.changes import ChangeSet
from models.occurrence import Occurrence
from models.queries import Queries
from models.rows import Calendar, Event, Task, When

#: How long a view rests before it reads what lies on both sides of it; what comes next where one leafs on is read at once.
REST_MS = 250
#: So many spans are kept while one leafs; at rest, three.
MOST_KEPT = 8
#: What was changed with more things is not brought into sight.
MOST_FRESH = 10


@dataclasses.dataclass(frozen=True, eq=False)
class Reading:
    """What a span holds, and its blocks as they look with these calendars, of which some are hidden. Made on the worker: a full month
    has thousands."""

    occurrences: tuple[Occurrence, ...]
    calendars: Mapping[str, Calendar]
    hidden: frozenset[str]
    blocks: tuple[Block, ...]
    #: What `CalendarView.lay_out` makes of the blocks.
    laid_out: Any = None


class CalendarView(ChoosingView):
    """A view of some days. Subclasses say which, and paint. What lies a step before and after is read ahead, and kept until something
    changes, so that turning the pages waits for nothing."""

    #: A day was chosen.
    day_chosen = Signal(object)
    #: What the span holds has been read.
    filled = Signal()

    def __init__(self, workspace: Workspace, theme: Looks, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.theme = theme
        self.ghosts = Ghosts()
        self._drafted: tuple[Draft | None, frozenset[int]] = (None, frozenset())
        self.hidden: frozenset[str] = frozenset()
        self._occurrences: tuple[Occurrence, ...] = ()
        self._kept: dict[tuple[date, int], Reading] = {}
        self._laid_out: Any = None
        #: The uid of what was changed last: the keys begin there.
        self.touched = ""
        #: The uids of what was changed last, until one moves on: it is not hidden behind "3 more".
        self._fresh: frozenset[str] = frozenset()
        self._awaited: frozenset[tuple[str, When | None]] = frozenset()
        self._popover: DayPopover | None = None
        #: So often what was read before is of no use any more.
        self._asked = 0
        self._reading: dict[tuple[date, int], Future[None] | None] = {}
        #: The span that is shown and those beside it: what else waits to be read is dropped.
        self._near: tuple[tuple[date, int], ...] = ()
        #: Which way one leafs, 0 where one does not.
        self._direction = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._read_ahead)
        #: Comes after the painting, as a call that is posted does not; then what is shown gets a moment to reach the screen.
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(lambda: QTimer.singleShot(PAINTED_MS, self, self._read_onward))
        workspace.changed.connect(self.reload_if_visible)
        workspace.changed.connect(self._remember)
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

    @property
    def brief_titles(self) -> tuple[str, ...]:
        first, days = self.span
        brief = self.workspace.formatter.brief_week(first, days)
        return (f"{brief} {first.year}", brief) if days == 1 else (brief,)

    @property
    def now(self) -> datetime:
        """The time that it is, local; for paper, which is read later, one before everything."""
        if self.theme.is_paper:
            return datetime.min.replace(tzinfo=UTC)
        return self.workspace.clock().astimezone(self.workspace.zone)

    @property
    def today(self) -> date:
        """The day that it is; none on paper."""
        return date.min if self.theme.is_paper else self.workspace.today

    def step(self, direction: int) -> None:
        """One span forward (+1) or back (-1)."""
        self._go_to(self.day_beside(direction), direction)

    def show_day(self, day: date) -> None:
        """Moves the span to the one that holds `day`."""
        self._go_to(day, 0)

    def _go_to(self, day: date, direction: int) -> None:
        self.day, self._direction, self.place, self._fresh = day, direction, None, frozenset()
        self.reload()
        self.span_changed.emit()

    def reload(self) -> None:
        """Shows the events of the span, as they were read since the last change, or reads them, where that is not under way."""
        span = self.span
        self._near = (span, *(self.span_at(self.day_beside(direction)) for direction in (1, -1)))
        if span in self._kept:
            self._turn_to(self._kept[span])
        else:
            self._read_span(span)
        self._rest.start()

    def _read_span(self, span: tuple[date, int]) -> None:
        self._reading = {other: read for other, read in self._reading.items() if read and not read.done()}
        if span in self._kept or span in self._reading:
            return
        asked, zone, calendars, hidden = self._asked, self.workspace.zone, self.workspace.calendars, self.hidden
        start, end = midnight(span[0], zone), midnight(span[0] + timedelta(days=span[1]), zone)

        def keep(found: Reading) -> None:
            self._kept[span] = found
            for old in list(self._kept)[:-MOST_KEPT]:
                del self._kept[old]
            if span == self.span:
                self._turn_to(found)

        def question(queries: Queries) -> Reading:
            found = (*queries.event_occurrences(start, end), *queries.task_occurrences(start, end))
            blocks = blocks_of(found, zone, calendars, hidden)
            return Reading(found, calendars, hidden, blocks, self.lay_out(blocks, *span))

        self._reading[span] = self.workspace.read(question, keep, lambda: asked == self._asked and span in self._near)

    def _turn_to(self, found: Reading) -> None:
        self._take(found)
        if self._direction:
            self._painted.start()

    def _read_onward(self) -> None:
        """Reads what comes next where one leafs on."""
        if self.isVisible():
            self._read_span(self.span_at(self.day_beside(self._direction)))

    def _read_ahead(self) -> None:
        self._kept = {span: found for span, found in self._kept.items() if span in self._near}
        for span in self._near:
            if self.isVisible():
                self._read_span(span)

    def reload_if_visible(self) -> None:
        """Reads again where the view is on screen; another one reads when it is shown."""
        self._asked += 1
        self._kept, self._reading = {}, {}
        if self.isVisible():
            self.reload()

    def _remember(self, change_set: ChangeSet | None) -> None:
        rows = [change.after for change in change_set.changes] if change_set else []
        uids = [row.uid for row in rows if isinstance(row, Event | Task)]
        self.touched = next(iter(uids), self.touched)
        self._fresh = frozenset(uids if len(uids) <= MOST_FRESH else ())
        if self.awaits:
            self._awaited = frozenset((row.uid, row.recurrence_id) for row in rows if isinstance(row, Event | Task))
            self.awaits = False

    def refresh(self) -> None:
        """Blocks anew from what was read: other colours, or other calendars hidden."""
        self.blocks = blocks_of(self._occurrences, self.workspace.zone, self.workspace.calendars, self.hidden)
        self.ghosts = self.ghosts_of(*self._drafted)
        self.blocks_changed()
        self.renew_chosen()

    def set_hidden(self, hidden: frozenset[str]) -> None:
        """Calendars that are not shown."""
        self.hidden = hidden
        self.refresh()

    def set_draft(self, draft: Draft | None, chosen: frozenset[int]) -> None:
        """Shows the ticked effects of a previewed plan as ghosts."""
        if draft is None and self._drafted[0] is None:
            return
        self._drafted = (draft, chosen)
        ghosts = self.ghosts_of(draft, chosen)
        before, self.ghosts = self.ghosts, ghosts
        if days := before.days_unlike(ghosts, self.blocks):
            self.ghosts_changed(days)
        if draft is None:
            self.put_back()

    def put_back(self) -> None:
        """A preview that was dropped leaves the view as it was before."""

    def stay(self) -> None:
        """A preview that is carried out leaves the view where it led."""

    @property
    def shows_now(self) -> bool:
        """Whether there is nothing to bring into sight of the day that it is, and of its hour."""
        return self.day == self.today

    def show_now(self) -> None:
        """Goes to the day that it is, and to its hour."""
        self.show_day(self.today)

    def lay_out(self, blocks: tuple[Block, ...], first: date, days: int) -> Any:
        """Where the blocks go, where that takes long; runs on the worker, and `blocks_changed` finds it in `_laid_out`."""

    def blocks_changed(self) -> None:
        """Paints again."""
        self.update()

    def ghosts_changed(self, days: AbstractSet[date]) -> None:
        """Paints again what a plan changes on these days."""
        self.blocks_changed()

    def tip(self, block: Block | None) -> str:
        """What a pointer that rests on a block is told: the whole of what may be cut; nothing for none."""
        if block is None:
            return ""
        row, when = block.row, self.workspace.formatter.when(block.row, self.workspace.today)
        return "\n".join(filter(None, (block.title, when, self._status(block), row.location, block.calendar)))

    def spoken(self, block: Block) -> str:
        """What a screen reader says of a block that is marked."""
        when = self.workspace.formatter.when(block.row, self.workspace.today)
        return ", ".join(filter(None, (block.row.summary, self._status(block), when, block.calendar)))

    def _status(self, block: Block) -> str:
        return self.tr("cancelled") if block.is_cancelled else self.tr("tentative") if block.is_tentative else ""

    def update_now(self) -> None:
        """The clock moved on: the now line, what is past, and at midnight what is today."""
        if self.isVisible():
            self.blocks_changed()

    def list_day(self, day: date, blocks: Sequence[Block], place: QRect) -> None:
        """Lists what there is on a day beside a place of the screen, where there is no room for all of it."""
        if self._popover is None:
            self._popover = DayPopover(self, self.theme, self.spoken)
            self._popover.day_asked.connect(self.day_chosen)
        self._popover.show_day(day, blocks, place)

    def stands_out(self, block: Block) -> bool:
        """Whether a block is to be seen where there is no room for all: a plan touches it, or it was just made or chosen."""
        is_chosen = any(block.key == one.key for one in self.chosen)
        return bool(block.ghost) or self.ghosts.leaves(block) or is_chosen or block.row.uid in self._fresh

    @property
    def shown(self) -> tuple[Block, ...]:
        """The blocks and the ghosts among them."""
        return self.ghosts.among(self.blocks)

    def ghosts_of(self, draft: Draft | None, chosen: frozenset[int]) -> Ghosts:
        """The ghosts of a draft's events in the span."""
        plan = plan_of(draft.outcome) if draft else None
        effects = [e for i, e in enumerate(plan.effects) if i in chosen] if plan else []
        return ghosts_of(effects, self.blocks, self.span, self.workspace.zone, self.workspace.calendars)

    def fill(self, day: date, hidden: frozenset[str], occurrences: tuple[Occurrence, ...]) -> None:
        """Shows the span that holds `day` with what was read of it elsewhere."""
        self.day, self.hidden, self._occurrences = day, hidden, occurrences
        self.refresh()

    def _take(self, found: Reading) -> None:
        self._occurrences = found.occurrences
        if found.calendars is self.workspace.calendars and found.hidden == self.hidden:
            self.blocks = found.blocks
            self.ghosts = self.ghosts_of(*self._drafted)
            self._laid_out = None if self.ghosts.coming else found.laid_out
            self.blocks_changed()
            self._laid_out = None
            self.renew_chosen()
        else:
            self.refresh()
        if self._awaited:
            there, self._awaited = [b for b in self.blocks if b.key in self._awaited], frozenset()
            self.choose(*there)
        self.filled.emit()
