"""What is taken back or repeated, as a person sees it change."""

import dataclasses

from assistant.plan import Effect
from models.changes import ChangeSet, RowChange
from models.occurrence import Repetition
from models.queries import Queries
from models.rows import Calendar, Event, Task, When
from models.timeline import aligned, anchor, position


def effects_of(change_set: ChangeSet, queries: Queries) -> tuple[Effect, ...]:
    """The rows of a change set as effects: an occurrence that becomes or stays an exception of its series no more is a change of it, and
    nothing that comes or goes; of a series that loses some times, or gets them back, those times come or go (RFC 5545 3.8.5.1)."""
    rows = [change.row for change in change_set.changes if not exceptions(change)]
    own = {row.uid for row in rows if isinstance(row, Event | Task) and row.recurrence_id is None}
    made = list[Effect]()
    for change in change_set.changes:
        row, plain = change.row, None
        if not isinstance(row, Calendar) and row.recurrence_id is not None and row.uid not in own:
            plain = next(
                (as_in(series, row.recurrence_id) for series in queries.family(row.uid) if series.is_series), None
            )
        made += exceptions(change) or [Effect(change.before or plain, change.after or plain, (change,))]
    return tuple(made)


def exceptions(change: RowChange) -> list[Effect]:
    """The times that a series loses or gets back, where nothing else of it changes."""
    before, after = change.before, change.after
    if not isinstance(before, Event | Task) or not isinstance(after, Event | Task) or not before.is_series:
        return []
    if dataclasses.replace(before, exdates=after.exdates, sequence=after.sequence) != after:
        return []
    back = [Effect(None, as_in(after, at), (change,)) for at in before.exdates if at not in after.exdates]
    lost = [Effect(as_in(before, at), None, (change,)) for at in after.exdates if at not in before.exdates]
    return back + lost


def as_in(series: Event | Task, at: When) -> Event | Task:
    """The occurrence of a series at a RECURRENCE-ID, as its rule has it."""
    start = anchor(series)
    return Repetition(series).row_at(position(aligned(at, start))) if start is not None else series
