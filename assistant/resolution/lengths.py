"""Lengths that words give: "45 minutes", "about two hours", "an hour and a half"."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from assistant.temporal.reading import read_time
from assistant.temporal.shifts import read_shift
from assistant.temporal.values import Setting

#: A length does not depend on when it is said.
ANY_TIME: Final = Setting(datetime(2000, 1, 3, 12, tzinfo=ZoneInfo("UTC")), ZoneInfo("UTC"))


def read_duration(phrase: str) -> relativedelta | None:
    """The length that a phrase says, None where it says none."""
    anchored = read_time(phrase, ANY_TIME)
    if anchored is not None and anchored.kind == "duration":
        return anchored.duration
    shift = read_shift(phrase, 1)
    return shift.delta if shift and not shift.direction_said else None
