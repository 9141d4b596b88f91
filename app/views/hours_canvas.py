"""The hours of some days as they are seen: where each is, how high they are, and the picture of them with their blocks in columns."""

import math
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.item_models.blocks import LEAST, Block, Placed
from app.item_models.columns import Columns, grown
from app.item_models.ruler import STRIP, Folds, Ruler, folds_of
from app.theme import scale
from app.views import gutter
from app.views.block_words import face_of, height_of
from app.views.calendar_view import CalendarView
from app.views.hours_ground import Ground
from app.views.hours_hints import Hint, hints_of, paint_hints
from app.views.hours_painting import paint_drawn, paint_focus, paint_hours, paint_place, paint_times
from app.views.picture import Picture

LOWEST, HIGHEST = 24.0, 130.0
#: So many minutes before what is brought into sight are seen, too.
ABOVE = 180
#: What is left free under the last hour.
UNDER = 8
#: No block on paper, where hours are lower, is lower than so many minutes; more would part what follows at the half hour.
LEAST_ON_PAPER = 30
#: A click on empty hours means a half of one of them, in minutes.
HALF = 30
#: What the hours look otherwise after.
LOOKS_CHANGED = {QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.StyleChange, QEvent.Type.PaletteChange}
#: How much higher hours get by a notch of the wheel, and what Qt counts for one; a touchpad gives parts of it.
ZOOM, NOTCH = 1.1, 120


class HoursCanvas(QAbstractScrollArea):
    """Belongs to a `CalendarView`, which holds the blocks; subclasses say what the hand does."""

    def __init__(self, view: CalendarView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.hour_height = view.theme.spacing.hour
        #: Where the minutes are; on paper no hour is folded.
        self.ruler = Ruler(self.hour_height)
        self.folds_night = True
        #: What the hand draws or holds, as it would be, and what goes along.
        self._drawn: tuple[Block, ...] = ()
        #: Whether a button was pressed since the hours are shown.
        self._was_pressed = False
        #: What is said of what lies above and below.
        self._hints: list[Hint] = []
        #: Where the hours were scrolled to before a preview, and where that scrolled them.
        self._before: tuple[int, int] | None = None
        self._columns = Columns()
        #: How often blocks were taken: the picture shows those of one time.
        self._filled = 0
        #: Where the picture shows something older.
        self._stale = QRegion()
        self._picture = Picture()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._minute = QTimer(self)
        self._minute.setInterval(30_000)
        self._minute.timeout.connect(view.update_now)
        self._minute.start()

    def set_blocks(self) -> None:
        """Takes the timed blocks of the view."""
        self._set_range()
        self._columns.fill(self.days, self.view.shown, self.view.ghosts, self.ruler.folds)
        self._filled += 1
        self.viewport().update()

    def set_blocks_of(self, days: AbstractSet[date]) -> None:
        """Takes the timed blocks of some days anew; the picture of what looks as before stays."""
        if self._columns.days != self.days:
            self.set_blocks()
            return
        changed = self._columns.renew(days, self.view.shown, self.view.ghosts)
        ground, region = self.ground, QRegion()
        for column, placed in changed:
            # Blocks stand two pixels apart: with the one around it, which is of whole ones, none touches another.
            region += ground.rect_of(placed, column).toRect().adjusted(-1, -1, 1, 1)
        region &= self.viewport().rect()
        self._stale += region
        self.viewport().update(region)

    # ---- geometry ----

    @property
    def days(self) -> tuple[date, ...]:
        """The days side by side."""
        first, days = self.view.span
        return tuple(first + timedelta(days=n) for n in range(days))

    @property
    def gutter(self) -> int:
        """Width of the labels at the left."""
        return gutter.width_of(self.view.workspace)

    @property
    def column_width(self) -> float:
        """Width of one day."""
        return (self.viewport().width() - self.gutter) / self.view.span[1]

    @property
    def ground(self) -> Ground:
        """Where the days and minutes are in the viewport now."""
        seen, scroll = QRectF(self.viewport().rect()), self.verticalScrollBar().value()
        return Ground(self.days, self.gutter, self.column_width, seen, self.ruler, scroll)

    def places(self) -> Iterator[tuple[QRectF, Block]]:
        """Where each block is painted, in order of painting."""
        ground = self.ground
        for column, placed in self._columns.placed():
            yield ground.rect_of(placed, column), placed.block

    def painted(self) -> list[tuple[QRect, Block]]:
        """Where each block is, in the viewport."""
        return [(rect.toRect(), block) for rect, block in self.places() if not block.ghost]

    @property
    def selection(self) -> Block | None:
        """The one of the hours from which the keys go on."""
        return next((block for block in reversed(self.view.chosen) if not block.all_day), None)

    def block_at(self, point: QPointF) -> tuple[QRectF, Block] | None:
        """The block under `point`."""
        under = [(rect, block) for rect, block in self.places() if rect.contains(point) and not block.ghost]
        return under[-1] if under else None

    def hint_at(self, point: QPointF) -> Hint | None:
        """What is said there of what lies above or below."""
        return next((hint for hint in self._hints if hint.rect.contains(point)), None)

    def scroll_to(self, minute: int) -> None:
        """Puts a minute of the day near the top."""
        self.verticalScrollBar().setValue(int(self.ruler.y_of(minute)))

    def show_ghosts(self) -> None:
        """Scrolls to what a plan would make, or else take, where none of it is in sight."""
        placed = [one for _, one in self._columns.placed()]
        touched = [one for one in placed if one.block.ghost] or [
            one for one in placed if self.view.ghosts.leaves(one.block)
        ]
        if touched and not any(self.is_in_sight(one.top, one.bottom) for one in touched):
            before = self.verticalScrollBar().value() if self._before is None else self._before[0]
            self.scroll_to(max(0, min(one.top for one in touched) - ABOVE))
            self._before = before, self.verticalScrollBar().value()

    def is_in_sight(self, top: int, bottom: int) -> bool:
        """Whether anything from one minute of the day to another one is seen."""
        ground = self.ground
        return ground.y_of(bottom) > 0 and ground.y_of(top) < self.viewport().height() - 20

    def show_now(self, minute: int) -> None:
        """Scrolls to the minute of the day that it is, where that is out of sight."""
        if not self.is_in_sight(minute, minute + 1):
            self.scroll_to(max(0, minute - ABOVE))

    def put_back(self) -> None:
        """What was previewed was dropped: back to where the hours were before, unless a hand scrolled on."""
        if self._before and self.verticalScrollBar().value() == self._before[1]:
            self.verticalScrollBar().setValue(self._before[0])
        self._before = None

    def stay(self) -> None:
        """What was previewed is done: the hours stay where it is seen."""
        self._before = None

    def show_hours(self, first: int, last: int) -> None:
        """Fits these hours into the height, none folded; what needs more room than its hours takes it, where nothing stands there."""
        self.folds_night = False
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hour_height = self.viewport().height() / (last - first + 0.5)
        self._columns.least = LEAST_ON_PAPER
        self._columns.shape = partial(grown, need=self._minutes_needed, end=last * 60)
        self.set_blocks()
        self.scroll_to(first * 60 - 15)

    def _minutes_needed(self, placed: Placed) -> float:
        """How long a block would have to be to say all of it."""
        face = face_of(placed.block, self.view.workspace.formatter.span)
        return (height_of(face, self.ground.rect_of(placed, 0).width()) + 2) / self.hour_height * 60

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_range()
        super().resizeEvent(event)

    def _set_range(self) -> None:
        bar, preferences = self.verticalScrollBar(), self.view.workspace.preferences
        folds = folds_of(preferences.night) if self.folds_night and preferences.folds_night else ()
        top = None if folds == self.ruler.folds else 0.0 if folds else self.ruler.minute_at(bar.value() + STRIP)
        self.ruler = Ruler(max(self.hour_height, self._least_height(folds)), folds)
        bar.setRange(0, max(0, int(self.ruler.height) + UNDER - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(int(self.hour_height / 2))
        if top is not None:
            bar.setValue(int(self.ruler.y_of(top)))  # the strip is seen; unfolded, what was under it

    def _least_height(self, folds: Folds) -> float:
        """The height of hours that fill the whole of the viewport."""
        open_hours = max(1, 24 - sum(last - first for first, last in folds) / 60)
        return (self.viewport().height() - UNDER - STRIP * len(folds)) / open_hours

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self.zoom(ZOOM ** (event.angleDelta().y() / NOTCH), event.position().y())

    def zoom(self, factor: float, y: float) -> None:
        """Makes hours higher or lower; the one that is `y` pixels down stays there."""
        minute = self.ruler.minute_at(y + self.verticalScrollBar().value())
        self.hour_height = max(LOWEST, min(HIGHEST, self.ruler.hour_height * factor))
        # what is high enough to be read is not made higher, which would part it from what follows
        least = min(LEAST, math.ceil(LEAST * scale.sized(scale.COMFORTABLE.hour) / self.hour_height))
        if least != self._columns.least:
            self._columns.least = least
            self.set_blocks()
        self._set_range()
        self.verticalScrollBar().setValue(int(self.ruler.y_of(minute) - y))
        self.viewport().update()

    # ---- painting ----

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        now = self.view.now.replace(second=0, microsecond=0)
        marked, scroll = self.view.marked, self.verticalScrollBar().value()
        shows = (self._filled, now, marked, scroll, self.ruler, self.view.theme.palette, self.view.theme.spacing)
        stale, self._stale = self._stale, QRegion()
        ground, changed = self.ground, self._columns.changed()
        self._picture.paint(
            painter,
            self.viewport().size(),
            shows,
            lambda drawing: paint_hours(drawing, ground, now, self._columns.placed(), self.view, marked),
            (stale, lambda drawing: paint_hours(drawing, ground, now, changed, self.view, marked))
            if not stale.isEmpty()
            else None,
        )
        if not self.view.theme.is_paper:
            self._hints = hints_of(ground, self._columns.placed())
            paint_hints(painter, self._hints, (self.tr("{} earlier"), self.tr("{} later")), self.view.theme.palette)
        for drawn in self._drawn:
            paint_drawn(painter, ground, drawn, self.ruler.folds, self.view)
        for drawn in self._drawn[:1]:
            paint_times(painter, ground, drawn, self.view)
        day, minute = self.view.place or (None, None)
        if day and minute is not None and self.hasFocus() and not self._drawn:
            paint_place(painter, ground, day, minute, HALF, self.view.theme.palette)
        if self.hasFocus() and self.selection is None and not self._was_pressed:
            paint_focus(painter, ground.seen, self.view.theme.palette)

    def event(self, event: QEvent) -> bool:
        if event.type() in LOOKS_CHANGED:
            self.view.update_marks()  # the all-day lane's, too
        return super().event(event)
