"""A drag along days, in the all-day lane or the month: what it holds, and the days that it comes to."""

import dataclasses
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from app.item_models.blocks import Block, midnight


@dataclasses.dataclass(frozen=True)
class Pull:
    """A drag under way, or the days chosen by keys: it began on `day`, and holds a block unless it makes a new one."""

    deed: Literal["create", "move", "resize"]
    day: date
    block: Block | None = None

    def span(self, over: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Start and end (aware, half-open) where the drag is over a day. An event that gets shorter keeps its first day."""
        step = over - self.day
        if self.block is None:
            first, last = sorted((self.day, over))
            return midnight(first, zone), midnight(last + timedelta(days=1), zone)
        if self.deed == "move":
            return self.block.start + step, self.block.end + step
        return self.block.start, max(self.block.end + step, self.block.start + timedelta(days=1))
