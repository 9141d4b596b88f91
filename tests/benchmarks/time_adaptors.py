"""The peers of `time_peers`, each with its own best adaptor: a phrase at a local now → the `when` answer of ``contract/cli.md``.

Run by a peer's own Python (`time_adaptors.py PEER < lines > answers`), where Plainday is not installed: standard library and the peer alone.
"""

import importlib
import json
import logging
import re
import sys
import time
import warnings
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

Json = dict[str, Any]
RUNS = 3


def moment(at: datetime) -> Json:
    """A point in time."""
    return {"kind": "moment", "start": at.isoformat(), "end": None}


def period(at: datetime, grain: str) -> Json:
    """The day, week, month or year that holds a time."""
    start = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if grain == "week":
        start -= timedelta(days=start.weekday())
        return interval(start, start + timedelta(days=7))
    if grain == "month":
        start = start.replace(day=1)
        return interval(start, (start + timedelta(days=32)).replace(day=1))
    if grain == "year":
        start = start.replace(month=1, day=1)
        return interval(start, start.replace(year=start.year + 1))
    return interval(start, start + timedelta(days=1))


def interval(start: datetime | None, end: datetime | None) -> Json:
    """A stretch of time."""
    return {"kind": "interval", "start": start and start.isoformat(), "end": end and end.isoformat()}


def length(seconds: float) -> Json:
    """A duration."""
    return {"kind": "duration", "duration": f"PT{int(seconds)}S"}


NONE: Json = {"kind": "none"}


def dateparser() -> Callable[[str, datetime], Json]:
    """dateparser tells the grain of what it found, no ranges, lengths or recurrences."""
    data = importlib.import_module("dateparser.date").DateDataParser

    def read(text: str, now: datetime) -> Json:
        settings = {"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future", "RETURN_TIME_AS_PERIOD": True}
        found = data(languages=["en"], settings=settings).get_date_data(text)
        if found.date_obj is None:
            return NONE
        return (
            moment(found.date_obj) if found.period in ("time", "part_of_day") else period(found.date_obj, found.period)
        )

    return read


def recurrent() -> Callable[[str, datetime], Json]:
    """recurrent gives an RRULE or a time; one whose hour is that of now, or its own nine o'clock, is a day."""
    event = importlib.import_module("recurrent.event_parser").RecurringEvent

    def read(text: str, now: datetime) -> Json:
        found = event(now_date=now).parse(text)
        if isinstance(found, str):
            rule = re.search(r"RRULE:(\S+)", found)
            start = re.search(r"DTSTART:(\d{8})", found)
            return {
                "kind": "recurrence",
                "rrule": rule and rule[1],
                "start": start and datetime.strptime(start[1], "%Y%m%d").isoformat(),
            }
        if not isinstance(found, datetime):
            return NONE
        told = (found.hour, found.minute) not in ((9, 0), (now.hour, now.minute)) or re.search(r"9|nine|now", text)
        return moment(found) if told else period(found, "day")

    return read


def parsedatetime() -> Callable[[str, datetime], Json]:
    """parsedatetime tells which units it met, and reads ranges apart."""
    package = importlib.import_module("parsedatetime")
    calendar = package.Calendar(version=package.VERSION_CONTEXT_STYLE)

    def read(text: str, now: datetime) -> Json:
        first, last, ranged = calendar.evalRanges(text, now.timetuple())
        if ranged:
            start, end = datetime(*first[:6]), datetime(*last[:6])
            return (
                interval(start, end)
                if ranged != 1
                else interval(start.replace(hour=0, minute=0, second=0), period_end(end))
            )
        found, context = calendar.parseDT(text, now)
        if context.hasTime:
            return moment(found)
        if not context.hasDate:
            return NONE
        units = str(context.accuracy)
        return period(found, next((u for u in ("day", "week", "month", "year") if u.upper() in units), "day"))

    return read


def period_end(at: datetime) -> datetime:
    """The midnight after a time."""
    return at.replace(hour=0, minute=0, second=0) + timedelta(days=1)


def ctparse() -> Callable[[str, datetime], Json]:
    """ctparse gives times, intervals and durations; a part of the day has hours of its own."""
    parse = importlib.import_module("ctparse").ctparse
    seconds = {"minutes": 60, "hours": 3600, "days": 86400, "nights": 86400, "weeks": 604800, "months": 2592000}

    def read(text: str, now: datetime) -> Json:
        result = parse(text, ts=now)
        found = result and result.resolution
        kind = type(found).__name__
        if kind == "Duration":
            return length(found.value * seconds[found.unit.value])
        if kind == "Interval":
            start, end = found.t_from, found.t_to
            last = end and (end.end.dt + timedelta(minutes=1) if end.hour is None else end.dt)
            return interval(start and start.start.dt, last)
        if kind != "Time" or found.year is None or found.month is None or found.day is None:
            return NONE
        if found.hour is not None:
            return moment(found.dt)
        return interval(found.start.dt, found.end.dt + timedelta(minutes=1))

    return read


def timefhuman() -> Callable[[str, datetime], Json]:
    """timefhuman gives times, days, lengths, and pairs of them; of several readings the first."""
    package = importlib.import_module("timefhuman")

    def said(found: object, now: datetime) -> Json:
        if isinstance(found, list):
            return said(found[0], now) if found else NONE
        if isinstance(found, tuple):
            first, last = (said(part, now) for part in found[:2])
            return {"kind": "interval", "start": first.get("start"), "end": last.get("end") or last.get("start")}
        if isinstance(found, timedelta):
            return length(found.total_seconds())
        if isinstance(found, datetime):
            midnight = (found.hour, found.minute) == (0, 0)
            return period(found, "day") if midnight else moment(found.replace(tzinfo=None))
        if isinstance(found, date):
            return period(datetime(found.year, found.month, found.day), "day")
        return NONE

    def read(text: str, now: datetime) -> Json:
        return said(package.timefhuman(text, package.tfhConfig(now=now)), now)

    return read


PEERS = {f.__name__: f for f in (dateparser, recurrent, ctparse, parsedatetime, timefhuman)}


def main(peer: str) -> None:
    """Answers each line with what the phrase means and the microseconds of the fastest of three readings; what raises is no answer."""
    warnings.simplefilter("ignore")
    logging.disable()
    read = PEERS[peer]()
    requests = [json.loads(line) for line in sys.stdin]
    for number, request in enumerate((requests[0], *requests)):  # the first phrase also loads what is loaded late
        now = datetime.fromisoformat(request["now"]).replace(tzinfo=None)
        took = []
        for _ in range(RUNS):
            begin = time.perf_counter()
            try:
                answer = read(request["text"], now)
            except Exception as problem:  # noqa: BLE001 (whatever a peer raises is its answer)
                answer = {"error": repr(problem)[:200]}
            took.append(time.perf_counter() - begin)
        if number:
            print(json.dumps({"answer": answer, "us": min(took) * 1e6}))


if __name__ == "__main__":
    main(sys.argv[1])
