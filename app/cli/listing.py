"""`plainday agenda` and `plainday tasks`: what is stored."""

from datetime import datetime, timedelta

from app.cli.date_order import says_day_first
from app.cli.options import Options, UsageError
from app.cli.store import calendars_of, opened, print_json, reported
from assistant.contract import component_json
from assistant.phrasing import say_date, say_span, say_when
from assistant.resolution.calendars import find_list
from assistant.temporal.reading import read_time
from assistant.temporal.values import Purpose, Setting
from assistant.timespan import occupied
from models.queries import Queries
from models.rows import Task

AGENDA_DAYS = 7


@reported
def run(options: Options) -> int:
    """Runs one of the two."""
    return {"agenda": agenda, "tasks": tasks}[options.verb](options)


def day(phrase: str, options: Options) -> datetime:
    """The local midnight of a day said as a date or in words."""
    setting = Setting(options.clock(), options.zone(), Purpose.PERIOD, day_first=says_day_first(options.zone()))
    anchored = read_time(phrase, setting)
    if anchored is None or anchored.start is None:
        raise UsageError(f"plainday: {phrase!r} is not a day.")
    return datetime.combine(anchored.start.date(), datetime.min.time(), options.zone())


def agenda(options: Options) -> int:
    """Events of a span of days, both ends included; without one, of the next seven days."""
    first = (
        day(options.start, options)
        if options.start
        else datetime.combine(options.clock().date(), datetime.min.time(), options.zone())
    )
    last = day(options.end, options) + timedelta(days=1) if options.end else first + timedelta(days=AGENDA_DAYS)
    with opened(options) as (_, queries):
        rows = [o.row for o in queries.event_occurrences(first, last)]
        if options.json:
            calendars = calendars_of(queries)
            print_json([component_json(row, calendars) for row in rows])
            return 0
        shown = None
        for row in rows:
            start = occupied(row, options.zone()).start
            assert start is not None
            if start.date() != shown:
                shown = start.date()
                print(say_date(shown, options.clock().date()))
            place = f", {row.location}" if row.location else ""
            gone = " (cancelled)" if row.status == "CANCELLED" else ""
            print(f"  {say_span(row, options.zone()):>13}  {row.summary}{place}{gone}")
        if not rows:
            print("Nothing planned.")
    return 0


def tasks(options: Options) -> int:
    """Open tasks by list, or all of the list named: as JSON the rows as they are stored, else a repeating one as it stands now."""
    with opened(options) as (_, queries):
        calendars = calendars_of(queries)
        lists = [c for c in calendars.values() if c.kind == "task"]
        if options.list_name:
            named = find_list(options.list_name, lists)
            if named is None:
                raise UsageError(f"plainday: there is no list called {options.list_name!r}.")
            lists = [named]
        rows: list[Task] = [t for t in queries.tasks() if t.is_open or options.list_name]
        if options.json:
            wanted = {c.id for c in lists}
            print_json([component_json(t, calendars) for t in rows if t.calendar_id in wanted])
            return 0
        standing = shown(rows, queries, options)
        for shelf in lists:
            print(shelf.name)
            for t in (t for t in standing if t.calendar_id == shelf.id):
                due = f", due {say_when(t, options.clock(), options.zone())}" if t.due or t.start else ""
                print(f"  {'☐' if t.is_open else '☑'} {t.summary}{due}")
    return 0


def shown(rows: list[Task], queries: Queries, options: Options) -> list[Task]:
    """Tasks as they stand: of a repeating one the occurrence that is open by the end of today, else the next, nothing where all are done."""
    midnight = datetime.combine(options.clock().date() + timedelta(days=1), datetime.min.time(), options.zone())
    now = midnight - timedelta(seconds=1)
    standing = [queries.open_occurrence(row, now) if row.is_series and row.is_open else row for row in rows]
    # An override may be the time that stands open.
    return list({(row.calendar_id, row.uid, row.recurrence_id): row for row in standing if row is not None}.values())
