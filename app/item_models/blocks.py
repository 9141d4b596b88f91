"""What a calendar view paints: occurrences as local spans of time, and how those that overlap share a day's width."""

import bisect
import dataclasses
import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from app.item_models.ruler import Folds, widened
from assistant.timespan import instant, later
from models.colors import own_color
from models.occurrence import Occurrence
from models.rows import Calendar, Event, Task, When

#: Nothing is painted lower than so many minutes, so that it can be read and clicked.
LEAST = 24


@dataclasses.dataclass(frozen=True)
class Block:
    """An event, or a task with a day or an hour, as it stands at one time, local: `start` and `end` are aware, half-open. `ghost` marks what a plan would make of it:
    ``created``, ``updated``, ``deleted``, or empty."""

    row: Event | Task
    start: datetime
    end: datetime
    all_day: bool
    color: str
    calendar: str
    occurrence: Occurrence | None = None
    ghost: str = ""

    @property
    def title(self) -> str:
        """What is written on it; a task is marked as one, open or done, on the line on which its name begins."""
        row = self.row
        return self.name if isinstance(row, Event) else f"{'○' if row.is_open else '✓'}\u00a0{self.name}"

    @property
    def name(self) -> str:
        """What it is called; a file may bring what is called nothing."""
        return self.row.summary or QCoreApplication.translate("blocks", "(no title)")

    @property
    def is_dated_task(self) -> bool:
        """A task that is to be done on a day, at no hour of it."""
        return self.all_day and isinstance(self.row, Task)

    @property
    def is_cancelled(self) -> bool:
        """An event that is kept, though it does not take place."""
        return isinstance(self.row, Event) and self.row.status == "CANCELLED"

    @property
    def is_tentative(self) -> bool:
        """An event of which it is not sure yet that it takes place."""
        return isinstance(self.row, Event) and self.row.status == "TENTATIVE"

    @property
    def gives_way(self) -> bool:
        """Others are seen before it: a task that is done, an event that is cancelled; but not what a plan would make."""
        return not self.ghost and (self.is_cancelled or (isinstance(self.row, Task) and not self.row.is_open))

    def is_over(self, now: datetime) -> bool:
        """Whether there is nothing more to expect of it at `now`: it is past, done or cancelled. A task that is overdue is still to be done."""
        return not self.row.is_open if isinstance(self.row, Task) else self.end <= now or self.is_cancelled

    @property
    def key(self) -> tuple[str, When | None]:
        """Names the occurrence: the row's uid and its RECURRENCE-ID."""
        return (self.row.uid, self.row.recurrence_id)

    @property
    def face(self) -> tuple[object, ...]:
        """What is seen of it."""
        return (
            self.title, self.row.location, self.start, self.end, self.all_day, self.color, self.ghost,
            self.is_cancelled, self.is_tentative,
        )  # fmt: skip

    @property
    def span(self) -> tuple[datetime, datetime, bool]:
        """From when until when it is, and whether that is in days."""
        return self.start, self.end, self.all_day

    @functools.cached_property
    def days(self) -> tuple[date, ...]:
        """The days that it touches."""
        first = self.start.date()
        if self.end.date() == first:
            return (first,)
        last = max(self.start, self.end - timedelta(microseconds=1)).date()
        return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


@dataclasses.dataclass(frozen=True)
class Move:
    """What a drag asks for: a block at other times (aware), as days or as hours (None: as it is), itself or a copy of it; what was chosen
    with it goes along."""

    block: Block
    start: datetime
    end: datetime
    all_day: bool | None = None
    copies: bool = False
    beside: tuple[Block, ...] = ()


@dataclasses.dataclass(frozen=True)
class Ghosts:
    """A plan over the calendar: what would leave its place, and what would stand where."""

    leaving: frozenset[tuple[str, When | None]] = frozenset()
    coming: tuple[Block, ...] = ()
    #: Those in whose own place what comes stands: they change, but do not move.
    renewed: frozenset[tuple[str, When | None]] = frozenset()

    @functools.cached_property
    def faces(self) -> Mapping[tuple[object, ...], list[Block]]:
        """What comes by what is seen of it: a thing that is not stored yet gets another uid with every key."""
        found: dict[tuple[object, ...], list[Block]] = {}
        for b in self.coming:
            found.setdefault(b.face, []).append(b)
        return found

    @functools.cached_property
    def uids(self) -> frozenset[str]:
        """Of what any time leaves."""
        return frozenset(uid for uid, _ in self.leaving)

    def among(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks, and among them what comes; what changes in its place is seen once, as it will be."""
        kept = [block for block in blocks if block.key not in self.renewed] if self.renewed else blocks
        return (*kept, *self.coming)

    def leaves(self, block: Block) -> bool:
        """The block itself goes, or its whole series does."""
        uid = block.row.uid
        return uid in self.uids and not block.ghost and (block.key in self.leaving or (uid, None) in self.leaving)

    def days_unlike(self, other: "Ghosts", blocks: Iterable[Block]) -> set[date]:
        """The days that look otherwise with another plan, of those on which `blocks` stand and new ones come."""
        uids = {uid for uid, _ in self.leaving ^ other.leaving}
        moved = [b for b in blocks if b.row.uid in uids and self.leaves(b) != other.leaves(b)] if uids else []
        for one, beside in ((self.faces, other.faces), (other.faces, self.faces)):
            moved += [b for face, held in one.items() if len(beside.get(face, ())) != len(held) for b in held]
        return {day for block in moved for day in block.days}


def block_of(
    row: Event | Task,
    zone: ZoneInfo,
    calendars: Mapping[str, Calendar],
    occurrence: Occurrence | None = None,
    ghost: str = "",
) -> Block:
    """`row` as a block. What lasts a day or longer goes to the all-day lane."""
    begins, ends = sides_of(row)
    assert begins is not None
    start = there(instant(begins, zone))
    end = instant(ends, zone) if ends is not None else start
    all_day = not isinstance(begins, datetime) or end - start >= timedelta(days=1)
    return Block(row, start, max(start, end), all_day, *look_of(row, calendars), occurrence, ghost)


def block_at(row: Event | Task, moment: datetime, zone: ZoneInfo, calendars: Mapping[str, Calendar]) -> Block:
    """`row` as it would stand at another time (aware), of no length."""
    start = moment.astimezone(zone)
    return Block(row, start, start, False, *look_of(row, calendars))


def look_of(row: Event | Task, calendars: Mapping[str, Calendar]) -> tuple[str, str]:
    """The colour of a row, its own or that of the calendar that it is in, and that one's name."""
    calendar, own = calendars.get(row.calendar_id), own_color(row)
    color, name = (calendar.color, calendar.name) if calendar else ("#808080", "")
    return (own if own and QColor.isValidColorName(own) else color), name


def sides_of(row: Event | Task) -> tuple[When | None, When | None]:
    """Start and end (exclusive); a task ends when it is due, or with the day of that, and one without a start has no length before it."""
    if isinstance(row, Event):
        return row.start, row.end
    start, due = row.start if row.start is not None else row.due, row.due
    return start, due if due is None or isinstance(due, datetime) else due + timedelta(days=1)


def stands_in_calendar(row: Event | Task) -> bool:
    """Whether a calendar shows it: every event, and a task that was given a day or an hour."""
    return sides_of(row)[0] is not None


def blocks_of(
    occurrences: Iterable[Occurrence], zone: ZoneInfo, calendars: Mapping[str, Calendar], hidden: Collection[str] = ()
) -> tuple[Block, ...]:
    """What is visible of `occurrences`, by start, the longer first."""
    blocks = [
        block_of(occurrence.row, zone, calendars, occurrence)
        for occurrence in occurrences
        if stands_in_calendar(occurrence.row) and occurrence.row.calendar_id not in hidden
    ]
    return tuple(sorted(blocks, key=lambda b: (b.start, b.start - b.end, b.row.summary)))


@dataclasses.dataclass(frozen=True)
class Placed:
    """A block in one day: minutes since midnight, its column of so many, over how many of them it reaches, and whether it lies `over`
    others that give way, of which an edge stays in sight."""

    block: Block
    top: int
    bottom: int
    column: int
    columns: int
    wide: int = 1
    over: bool = False


def place_in_days(
    blocks: Iterable[Block], days: Sequence[date], folds: Folds = (), least: int = LEAST
) -> tuple[tuple[Placed, ...], ...]:
    """For each of `days` its timed blocks in columns; `folds` are hours that are folded away, none is lower than `least` minutes."""
    by_day: dict[date, list[Block]] = {day: [] for day in days}
    for block in blocks:
        for day in () if block.all_day else block.days:
            if day in by_day:
                by_day[day].append(block)
    return tuple(place_in_day(by_day[day], day, folds, least) for day in days)


def place_in_day(blocks: Iterable[Block], day: date, folds: Folds = (), least: int = LEAST) -> tuple[Placed, ...]:
    """Columns for blocks that touch `day`: those that overlap stand side by side, each as wide as the others let it; behind them stand
    those that give way."""
    cut = sorted(
        ((*widened(*minutes_in(block, day, least), folds), block) for block in blocks), key=lambda c: (c[0], -c[1])
    )
    behind = in_columns(piece for piece in cut if piece[2].gives_way)
    before = in_columns(piece for piece in cut if not piece[2].gives_way)
    return (*behind, *(dataclasses.replace(p, over=True) if stands_over(p, behind) else p for p in before))


def stands_over(placed: Placed, behind: Iterable[Placed]) -> bool:
    """Whether a block covers any of those behind it."""
    return any(low.top < placed.bottom and placed.top < low.bottom for low in behind)


def in_columns(cut: Iterable[tuple[int, int, Block]]) -> tuple[Placed, ...]:
    """Blocks from minute to minute, in order of these, side by side where they overlap."""
    placed: list[Placed] = []
    cluster: list[tuple[int, int, int, Block]] = []
    ends: list[int] = []
    for top, bottom, block in cut:
        if ends and top >= max(ends):
            placed += close_cluster(cluster, len(ends))
            cluster, ends = [], []
        column = next((i for i, end in enumerate(ends) if end <= top), len(ends))
        ends[column : column + 1] = [bottom]
        cluster.append((top, bottom, column, block))
    return (*placed, *close_cluster(cluster, len(ends)))


def close_cluster(cluster: Iterable[tuple[int, int, int, Block]], columns: int) -> list[Placed]:
    """The blocks of a finished cluster, now that the number of its columns is known: each reaches to the next one beside it."""
    tops = [list[int]() for _ in range(columns)]
    bottoms = [list[int]() for _ in range(columns)]
    for top, bottom, column, _ in cluster:
        tops[column].append(top)
        bottoms[column].append(bottom)

    def reach(top: int, bottom: int, column: int) -> int:
        for beside in range(column + 1, columns):
            # Those of a column stand in order, none over another: only the last that begins before it can end after its top.
            last = bisect.bisect_left(tops[beside], bottom) - 1
            if last >= 0 and bottoms[beside][last] > top:
                return beside - column
        return columns - column

    return [Placed(block, top, bottom, n, columns, reach(top, bottom, n)) for top, bottom, n, block in cluster]


def minutes_in(block: Block, day: date, least: int = LEAST) -> tuple[int, int]:
    """First and last minute of the wall clock that `block` covers in `day`, at least so many apart."""
    start = block.start.hour * 60 + block.start.minute if block.start.date() == day else 0
    end = block.end.hour * 60 + block.end.minute if block.end.date() == day else 24 * 60
    end = max(end, start + least)
    return (min(start, 24 * 60 - least), min(end, 24 * 60))


def is_near(row: Event | Task, first: date, days: int) -> bool:
    """Whether a row, or any of its times where it is a series, may touch the days, wherever the zones lie."""
    start, end = sides_of(row)
    if row.is_series or start is None:
        return row.is_series
    begins, ends = day_of(start), day_of(end or start)
    return begins <= first + timedelta(days=days) and ends >= first - timedelta(days=1)


def day_of(when: When) -> date:
    """The day of a stored time in its own zone."""
    return when.date() if isinstance(when, datetime) else when


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The start of `day` in `zone`."""
    return datetime.combine(day, time(), zone)


def there(at: datetime) -> datetime:
    """A time (aware) as the clock on the wall shows it: one that a clock change skips moves on (RFC 5545 3.3.5). In the first and last
    year nothing is skipped, and another zone's clock may show a time that can't be written."""
    return at if at.year in (MINYEAR, MAXYEAR) else later(at, timedelta())
