"""From block to block, and from day to day, by the keys: where they begin, and which comes next."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt

from app.item_models.blocks import Block

#: So many days on is where an arrow leads, where weeks stand one above the other.
ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


def block_to_begin(blocks: Sequence[Block], now: datetime, touched: str) -> Block | None:
    """Where the keys begin among `blocks`, which are in order: at the thing with the uid `touched` if it is there, of it or else of all at
    the one that goes on or comes next at `now`, else at the last."""
    likely = [b for b in blocks if b.row.uid == touched] or blocks
    return next((b for b in likely if b.end > now), likely[-1] if likely else None)


def block_beside(blocks: Sequence[Block], block: Block, direction: int, by_day: bool) -> Block:
    """The next (+1) or previous (-1) of `blocks`, which are in order and hold `block`; by day, of the nearest other day with any the one
    whose hour is nearest. The block itself where there is none."""
    if not by_day:
        beside = blocks.index(block) + direction
        return blocks[beside] if 0 <= beside < len(blocks) else block
    day = block.start.date()
    others = [b for b in blocks if (b.start.date() > day if direction > 0 else b.start.date() < day)]
    nearest = others[0 if direction > 0 else -1].start.date() if others else day
    return min(
        (b for b in others if b.start.date() == nearest), key=lambda b: abs(minute(b) - minute(block)), default=block
    )


def minute(block: Block) -> int:
    """The minute of the wall clock at which a block begins."""
    return block.start.hour * 60 + block.start.minute
