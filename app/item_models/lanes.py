"""Blocks one under the other, above several days: the lane over the hours, and the weeks of a month."""

import dataclasses
import heapq
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from app.item_models.blocks import Block


class Bar(NamedTuple):
    """A block in a row of days: `first` and `last` are columns, `lane` the line below the others."""

    block: Block
    first: int
    last: int
    lane: int
    #: It began before the row, or ends after it.
    comes: bool = False
    goes_on: bool = False

    def meets(self, other: "Bar") -> bool:
        """Whether they share a column."""
        return self.first <= other.last and other.first <= self.last


def place_in_lanes(blocks: Iterable[Block], first: date, days: int) -> tuple[Bar, ...]:
    """Lanes for blocks that lie in `days` days from `first` on, the longest at the top of its start, tasks of the day under its events; what
    only passes midnight stands on the day on which it begins. Those that give way come under all others, where there is room."""
    origin, ordered = first.toordinal(), list[tuple[int, int, datetime, str, int, int, Block]]()
    for number, block in enumerate(blocks):
        held = block.days if block.all_day else block.days[:1]
        left, right = held[0].toordinal() - origin, held[-1].toordinal() - origin
        if right >= 0 and left < days:
            rank = -4 * len(held) + (2 if block.is_dated_task else not block.all_day)
            ordered.append((max(left, 0), rank, block.start, block.row.summary, number, min(right, days - 1), block))
    ordered.sort()  # the number settles what is alike, so that blocks are never compared
    bars = list[Bar]()
    #: Lanes that are free again, the topmost first, and those that each column will free.
    free, ending, column, count = list[int](), [list[int]() for _ in range(days)], 0, 0
    late = list[Bar]()
    for left, *_, right, block in ordered:
        comes, goes_on = block.days[0] < first, block.all_day and block.days[-1].toordinal() - origin >= days
        if block.gives_way:
            late.append(Bar(block, left, right, 0, comes, goes_on))
            continue
        for ended in ending[column:left]:
            for lane in ended:
                heapq.heappush(free, lane)
        column = left
        lane = heapq.heappop(free) if free else count
        count = max(count, lane + 1)
        ending[right].append(lane)
        bars.append(Bar(block, left, right, lane, comes, goes_on))
    return (*bars, *beneath(bars, late, days))


def beneath(bars: Iterable[Bar], late: Iterable[Bar], days: int) -> Iterable[Bar]:
    """The `late` bars in the lanes under those that stand, in order."""
    depths = [0] * days
    for bar in bars:
        for column in range(bar.first, bar.last + 1):
            depths[column] = max(depths[column], bar.lane + 1)
    for bar in late:
        columns = range(bar.first, bar.last + 1)
        lane = max(depths[column] for column in columns)
        for column in columns:
            depths[column] = lane + 1
        yield bar._replace(lane=lane)


@dataclasses.dataclass(frozen=True)
class Lanes:
    """Several days: their bars by lane from the top down, and of each day how many there are, and down to which lane (exclusive)."""

    lanes: tuple[tuple[Bar, ...], ...]
    counts: tuple[int, ...]
    depths: tuple[int, ...]

    def fitting(self, room: int, is_wanted: Callable[[Block], bool] = lambda block: False) -> list[Bar]:
        """The bars that are seen where there is room for so many lanes, by day and lane: where a day has more, the last lane of its bars
        is left for the number of the others. What is wanted takes the place of another one where it has none."""
        crowded = {column for column, depth in enumerate(self.depths) if depth > room}
        seen = [bar for lane in self.lanes[: room - 1] for bar in lane]
        for bar in self.lanes[room - 1] if len(self.lanes) >= room else ():
            if crowded.isdisjoint(range(bar.first, bar.last + 1)):
                seen.append(bar)
        if room > 1 and len(self.lanes) >= room:
            for bar in (bar for lane in self.lanes[room - 1 :] for bar in lane if is_wanted(bar.block)):
                if bar not in seen:
                    seen = with_wanted(seen, bar, room, is_wanted)
        return sorted(seen, key=lambda bar: (bar.first, bar.lane))


def with_wanted(seen: Sequence[Bar], bar: Bar, room: int, is_wanted: Callable[[Block], bool]) -> list[Bar]:
    """The bars that are seen where one more is to be among them: it stands where it hides the fewest days of others, as far down as can
    be; beneath what is hidden the last lane is left for their number."""

    def cost(lane: int) -> tuple[bool, int, int]:
        gone = [other for other in seen if other.lane == lane and other.meets(bar)]
        return any(is_wanted(other.block) for other in gone), sum(other.last - other.first + 1 for other in gone), -lane

    lane = min(range(room - 1), key=cost)
    gone = [other for other in seen if other.lane == lane and other.meets(bar)]
    while True:
        under = [other for other in seen if other.lane == room - 1 and any(other.meets(one) for one in gone)]
        if all(other in gone for other in under):
            break
        gone += [other for other in under if other not in gone]
    return [*(other for other in seen if other not in gone), bar._replace(lane=lane)]


def lanes_of(bars: Iterable[Bar], days: int = 7) -> Lanes:
    """Bars of several days by lane, and counted by day."""
    lanes: list[list[Bar]] = []
    counts, depths = [0] * days, [0] * days
    for bar in bars:
        while bar.lane >= len(lanes):
            lanes.append([])
        lanes[bar.lane].append(bar)
        for column in range(bar.first, bar.last + 1):
            counts[column] += 1
            depths[column] = max(depths[column], bar.lane + 1)
    return Lanes(tuple(map(tuple, lanes)), tuple(counts), tuple(depths))


def shared_heights(needs: Iterable[float], room: float, least: float, line: float) -> list[float]:
    """Heights of lanes one under the other: what each needs, at least `least`; where there is less room in all, the highest give lines away."""
    heights = [max(least, need) for need in needs]
    while sum(heights) > room and max(heights) > least:
        highest = heights.index(max(heights))
        heights[highest] = max(least, heights[highest] - line)
    return heights


def place_in_weeks(blocks: Iterable[Block], first: date, weeks: int) -> tuple[Lanes, ...]:
    """Lanes for each of `weeks` weeks from `first` on; what only passes midnight stands in the week in which it begins."""
    by_week: list[list[Block]] = [[] for _ in range(weeks)]
    for block in blocks:
        last = block.days[-1] if block.all_day else block.days[0]
        begin, end = (block.days[0] - first).days // 7, (last - first).days // 7
        for week in range(max(begin, 0), min(end + 1, weeks)):
            by_week[week].append(block)
    return tuple(lanes_of(place_in_lanes(held, first + timedelta(days=7 * n), 7)) for n, held in enumerate(by_week))
