"""Moves and lead times: `read_shift` for "an hour later", `read_lead` for "10 minutes before"."""

import dataclasses
import functools
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from assistant.temporal.chart import Chart
from assistant.temporal.expressions import Length
from assistant.temporal.grammar import grammar
from assistant.temporal.lengths import rough_time
from assistant.temporal.reading import LONGEST, values_of
from assistant.temporal.tokens import tokenize

PARTS: Final = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+", re.I)
#: "15 | and 60 minutes".
SHARED_UNIT: Final = re.compile(r"\b(\d+)(?=\s*(?:,|and|&)\s*\d+\s+(min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?)\b)", re.I)
#: When a thing begins of which no more is known.
USUAL: Final = time(8)
ANY_DAY: Final = date(2001, 1, 1)


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


def read_length(phrase: str) -> relativedelta | None:
    """The length that a phrase says where one is asked for: "45 minutes", "hour", "15h", "2-3 weeks" (the longer). None where it says none."""
    asked = next((v for v in values_of(phrase) if isinstance(v, Length)), None) or _whole(phrase, "lengthasked")
    if isinstance(asked, Length):
        return asked.delta
    shift = read_shift(phrase, 1)
    return shift.delta if shift and not shift.direction_said else None


def read_leads(phrase: str, start: date | None = None, several: bool = False) -> tuple[timedelta, ...]:
    """Each of several lead times ("a day before and 3 hours before"), the only one of a single; () where one can't be read.

    `several`: "an hour and 10 minutes before" is two, as of "reminders", and "15 and 60 minutes before" always."""
    each = SHARED_UNIT.sub(r"\1 \2", phrase)
    phrase, several = each, several or each != phrase
    whole = read_lead(phrase, start) if not several or not PARTS.search(phrase) else None
    found = [whole] if whole is not None else [read_lead(part, start) for part in PARTS.split(phrase)]
    return tuple(lead for lead in found if lead is not None) if None not in found else ()


def read_lead(phrase: str, start: date | None = None) -> timedelta | None:
    """How long before its thing an alarm rings, zero for "at the time"; months count 30 days. None where the phrase is none.

    `start` is when the thing begins by its own clock, a date where it takes the whole day; "the night before" is counted from there,
    a clock change in between too where `start` has a zone.
    """
    length = _whole(phrase, "leadtime")
    if length is None:
        return None
    if isinstance(length, time):
        begins = start if isinstance(start, datetime) else datetime.combine(ANY_DAY, time() if start else USUAL)
        rings = datetime.combine(begins.date() - timedelta(days=1), length, begins.tzinfo)
        return begins.astimezone(UTC) - rings.astimezone(UTC) if begins.tzinfo else begins - rings
    return rough_time(length.delta)


@functools.lru_cache(maxsize=64)  # the same is read for each row that moves
def _whole(phrase: str, head: str) -> Any:
    """The best reading of a whole phrase as a head of the grammar."""
    tokens = tokenize(phrase, grammar().vocabulary)
    if not 0 < len(tokens.words) <= LONGEST:
        return None
    readings = Chart(grammar(), tokens.words).readings(head, 0)
    return next((r.value for r in readings if r.end == len(tokens.words)), None)
