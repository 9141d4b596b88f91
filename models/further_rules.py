"""What a recurrence set may hold beside one RRULE (RFC 5545 3.8.5.3; RFC 2445 4.8.5.2): further RRULEs, and EXRULEs.

A row has one rule. The times that others add become RDATEs, those that they take away EXDATEs, which says exactly the same and is read
by every program, as long as they come to an end soon. Where they don't, their lines are kept for others, and the event is named.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from models.content import Block
from models.property_values import Reader, Unreadable, rule
from models.recurrence import STEPS, RuleError, by_rule, check, starts
from models.rows import Event, When
from models.timeline import MOST, at_position, position

#: How many times of one rule are named one by one, and how many such rules a file may have.
NAMED: Final = 400
RULES: Final = 1_000


class Endless(ValueError):
    """Times that can't be named one by one."""


def unfold_rules(block: Block, reader: Reader, fields: dict[str, Any], start: When, extra: list[str]) -> None:
    """Makes dates of every RRULE but the first and of every EXRULE of a component that starts at `start`: changes its `fields`, and takes
    the lines out of `extra`."""
    further, without = [line for line in block.each("RRULE") if line.value][1:], block.each("EXRULE")
    if not (further or fields.get("rrule") or fields.get("rdates")):
        return  # what happens once is not taken away by a rule
    for line in (*further, *without):
        try:
            if reader.followed >= RULES or any(kept.startswith("RDATE;") for kept in extra):
                raise Endless  # periods are kept as lines, which stand as long as they mean the dates
            reader.followed += 1
            if line in further:
                found = times(rule(reader, [line]), start)
                fields["rdates"] = tuple(dict.fromkeys((*(fields.get("rdates") or ()), *found)))
            else:
                found = taken_away(fields, rule(reader, [line]), start)
                fields["exdates"] = tuple(dict.fromkeys((*(fields.get("exdates") or ()), *found)))
        except (Endless, Unreadable, RuleError):
            more = "repeats by a further rule" if line in further else "leaves out times by a rule"
            reader.warn(line.line, f"it {more}, {line.value[:60]}, which is kept for export, but not followed")
        else:
            extra.remove(line.text)
    rules = [kept for kept in extra if kept.startswith("RRULE")]
    if further and fields.get("rrule") and len(rules) == 1 and rules[0].startswith("RRULE:"):
        extra.remove(rules[0])  # it was kept for the others' sake


def times(text: str, start: When) -> tuple[When, ...]:
    """The times of a rule from `start` on; raises :class:`Endless`, or :class:`RuleError` for what can't be followed."""
    check(text, start)
    return tuple(at_position(place, start) for place in named(by_rule(text, start, position(start), MOST)))


def taken_away(fields: dict[str, Any], text: str, start: When) -> tuple[When, ...]:
    """The times of a series that an EXRULE takes away: those of the series it names, if either ends; raises as :func:`times`."""
    check(text, start)
    series = Event(
        id="",
        calendar_id="",
        uid="",
        summary="",
        start=start,
        rrule=fields.get("rrule"),
        rdates=fields.get("rdates") or (),
    )
    try:
        own = named(starts(series, position(start), MOST))
    except Endless:
        return times(text, start)
    excluded = set(by_rule(text, start, position(start), max(own, default=position(start))))
    if len(excluded) >= STEPS:
        raise Endless
    return tuple(at_position(place, start) for place in own if place in excluded)


def named(places: Iterator[int]) -> Sequence[int]:
    """Positions, if they are few enough to be named one by one; raises :class:`Endless`."""
    found = list(islice(places, NAMED + 1))
    if len(found) > NAMED:
        raise Endless
    return found
