"""Several blocks chosen by hand: one more or one fewer (Ctrl), all up to one (Shift), and what of them goes where."""

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from app.item_models.blocks import Block, Move, there
from app.item_models.pulls import SNAP, carried
from assistant.timespan import elapsed, later

Blocks = tuple[Block, ...]


def toggled(chosen: Blocks, block: Block) -> Blocks:
    """With a block that was not among them, the last one then, or without the one that was."""
    rest = without(chosen, block)
    return rest if len(rest) < len(chosen) else (*rest, block)


def reached(chosen: Blocks, block: Block, shown: Sequence[Block]) -> Blocks:
    """All of `shown`, which are in order, from the one that was chosen last to this one, which is the last then."""
    keys = [one.key for one in shown]
    if not chosen or chosen[-1].key not in keys or block.key not in keys:
        return (block,)
    first, last = sorted((keys.index(chosen[-1].key), keys.index(block.key)))
    return (*without(shown[first : last + 1], block), block)


def without(blocks: Iterable[Block], block: Block) -> Blocks:
    """The others."""
    return tuple(one for one in blocks if one.key != block.key)


def renewed(chosen: Blocks, shown: Iterable[Block]) -> Blocks:
    """Those that are still shown, as they stand now."""
    there = {block.key: block for block in shown} if chosen else {}
    return tuple(there[block.key] for block in chosen if block.key in there)


def moves_of(move: Move) -> tuple[Move, ...]:
    """What a drag, or a key, asks for of each of the blocks that it takes along."""
    others = (along(block, move) for block in move.beside)
    return (dataclasses.replace(move, beside=()), *(other for other in others if other))


def along(block: Block, move: Move) -> Move | None:
    """What a drag asks for of a block beside the one that is held: hours go by the same step on the wall clock, days by its days; what gets
    longer does so by as much, what becomes days or hours does so on its own day. None where it stays."""
    held, days = move.block, move.start.date() - move.block.start.date()
    if move.all_day is not None and move.all_day != block.all_day:
        start = there(
            (datetime.combine(block.start.date(), move.start.time()) + days).replace(tzinfo=move.start.tzinfo)
        )
        end = start + timedelta(days=1) if move.all_day else later(start, elapsed(move.start, move.end))
        return Move(block, start, end, move.all_day, move.copies)
    if move.all_day is None and move.start == held.start and move.end != held.end:
        if block.all_day != held.all_day or block.start == block.end:  # what is only due has no length
            return None
        least = timedelta(days=1) if block.all_day else timedelta(minutes=SNAP)
        return Move(block, block.start, max(there(block.end + (move.end - held.end)), later(block.start, least)))
    step = days if block.all_day or move.all_day is not None else move.start - held.start
    return Move(block, *carried(block, step), copies=move.copies)


def put_at(blocks: Blocks, day: date, minute: int | None, copies: bool) -> Move:
    """The first of some blocks put on a day, at a minute of it or, for days or where none is given, as before; the others as far from it
    as they were."""
    first, *rest = sorted(blocks, key=lambda block: block.start)
    step = day - first.start.date()
    if minute is not None and not first.all_day:
        step += timedelta(minutes=minute - first.start.hour * 60 - first.start.minute)
    return Move(first, *carried(first, step), copies=copies, beside=tuple(rest))
