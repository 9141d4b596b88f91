"""The timed blocks of days side by side, and which of them look otherwise than they were painted last."""

import dataclasses
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from app.item_models.blocks import LEAST, Block, Ghosts, Placed, place_in_days
from app.item_models.ruler import Folds

#: Blocks of a day by what is seen of them: a key that is there before and after looks the same both times.
Looks = dict[Hashable, Placed]


def looks_of(placed: Iterable[Placed], ghosts: Ghosts) -> Looks:
    """Blocks by where they stand, which they are, and whether they leave; a ghost is another one with each plan, but may look the same."""
    return {
        (
            p.top,
            p.bottom,
            p.column,
            p.columns,
            p.wide,
            p.block.face if p.block.ghost else id(p.block),
            ghosts.leaves(p.block),
        ): p
        for p in placed
    }


def grown(placed: Iterable[Placed], need: Callable[[Placed], float], end: int) -> list[Placed]:
    """The blocks of a day, each as many minutes long as it needs, down to the next one under it, or to the minute `end`."""
    held = list(placed)

    def floor(one: Placed) -> float:
        left, right = one.column / one.columns, (one.column + one.wide) / one.columns
        under = (
            other.top
            for other in held
            if other.top >= one.bottom and other.column / other.columns < right
            if left < (other.column + other.wide) / other.columns
        )
        return min(under, default=end)

    return [dataclasses.replace(p, bottom=max(p.bottom, int(min(p.top + need(p), floor(p))))) for p in held]


class Columns:
    """Holds the blocks of some days, each day in its column."""

    def __init__(self) -> None:
        self.days: tuple[date, ...] = ()
        #: No block is lower than so many minutes.
        self.least = LEAST
        #: How the blocks of a day are shaped once it is known where they stand.
        self.shape: Callable[[Iterable[Placed]], Iterable[Placed]] = tuple
        self._folds: Folds = ()
        self._ghosts = Ghosts()
        self._looks: tuple[Looks, ...] = ()
        #: What looks, or looked, otherwise than it was painted.
        self._changed: dict[tuple[int, Hashable], Placed] = {}

    def fill(self, days: tuple[date, ...], blocks: Iterable[Block], ghosts: Ghosts, folds: Folds) -> None:
        """Takes the blocks of `days`, of which `folds` are folded away, and the `ghosts` among them; all of it is to be painted."""
        self.days, self._folds, self._ghosts = days, folds, ghosts
        columns = map(self.shape, place_in_days(blocks, days, folds, self.least))
        self._looks = tuple(looks_of(placed, ghosts) for placed in columns)
        self._changed = {}

    def renew(self, days: AbstractSet[date], blocks: Iterable[Block], ghosts: Ghosts) -> Sequence[tuple[int, Placed]]:
        """Takes the blocks of some days anew, as other ghosts let them stand; gives those that look otherwise before or after, and their
        columns."""
        # What leaves keeps its place until it has left.
        coming = {day for block in (*self._ghosts.coming, *ghosts.coming) for day in block.days}
        moved = [day for day in self.days if day in days and day in coming]
        fresh = dict(zip(moved, place_in_days(blocks, moved, self._folds, self.least), strict=True))
        before, self._ghosts = self._looks, ghosts
        self._looks = tuple(
            looks_of(fresh.get(day, held.values()), ghosts) if day in days else held
            for day, held in zip(self.days, before, strict=True)
        )
        changed = {
            (column, look): (held | now)[look]
            for column, (held, now) in enumerate(zip(before, self._looks, strict=True))
            for look in held.keys() ^ now.keys()
        }
        self._changed |= changed
        return [(column, placed) for (column, _), placed in changed.items()]

    def changed(self) -> Sequence[tuple[int, Placed]]:
        """The blocks that stand there and were not painted yet, and their columns; now they are."""
        changed, self._changed = self._changed, {}
        return [(column, placed) for (column, look), placed in changed.items() if look in self._looks[column]]

    def placed(self) -> Iterator[tuple[int, Placed]]:
        """Each block and its column, in order of painting."""
        for column, held in enumerate(self._looks):
            for placed in held.values():
                yield column, placed
