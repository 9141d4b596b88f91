"""Moves and lead times: `read_shift` for "an hour later", `read_lead` for "10 minutes before"."""

import dataclasses
from datetime import timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from assistant.temporal.chart import Chart
from assistant.temporal.grammar import grammar
from assistant.temporal.reading import LONGEST
from assistant.temporal.tokens import tokenize


@dataclasses.dataclass(frozen=True, slots=True)
class Shift:
    """A signed move. `direction_said`: the words say which way; `end_only`: the end alone moves ("longer")."""

    delta: relativedelta
    direction_said: bool
    end_only: bool


def read_shift(phrase: str, default_sign: int) -> Shift | None:
    """A move; later, back and longer are forward in time, earlier, forward, up and shorter backward. None where the phrase is none.

    `default_sign` (1 or -1) is the direction of the verb, for phrases that say none ("30 minutes").
    """
    read = _whole(phrase, "shift")
    if read is None:
        return None
    length, direction = read
    sign, end_only = direction or (default_sign, False)
    return Shift(length.delta * sign, direction is not None, end_only)


def read_lead(phrase: str) -> timedelta | None:
    """How long before its thing an alarm rings, zero for "at the time"; months count 30 days. None where the phrase is none."""
    length = _whole(phrase, "leadtime")
    if length is None:
        return None
    delta = length.delta
    months = delta.years * 12 + delta.months
    return timedelta(days=delta.days + 30 * months, hours=delta.hours, minutes=delta.minutes, seconds=delta.seconds)


def _whole(phrase: str, head: str) -> Any:
    """The best reading of a whole phrase as a head of the grammar."""
    tokens = tokenize(phrase, grammar().vocabulary)
    if not 0 < len(tokens.words) <= LONGEST:
        return None
    readings = Chart(grammar(), tokens.words).readings(head, 0)
    return next((r.value for r in readings if r.end == len(tokens.words)), None)
