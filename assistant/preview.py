"""A plan as a person reads it: one row a change, before → after by field, why it matched, what to look out for."""

import collections
import dataclasses
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.phrasing import join, say_count, say_length, say_stored, say_when
from assistant.plan import Effect, Plan, Question
from assistant.recurrence_words import say_rule
from assistant.resolution.kinds import is_meeting
from assistant.sequences import Lazy
from models.queries import Queries
from models.rows import Alarm, Calendar, Event, Row, Task


@dataclasses.dataclass(frozen=True)
class FieldChange:
    """A field that changes, as text; None is empty."""

    name: str
    before: str | None
    after: str | None


@dataclasses.dataclass(frozen=True)
class PreviewRow:
    """One effect. `kind` is created, updated or deleted; `when` and `calendar` (or list) place it."""

    kind: str
    title: str
    when: str
    calendar: str
    color: str
    changes: tuple[FieldChange, ...]
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Preview:
    """The card under the typing line. `done` is the headline in the past tense, for the toast: "3 meetings cancelled"."""

    headline: str
    done: str
    rows: Sequence[PreviewRow]
    warnings: tuple[str, ...]
    question: Question | None


#: What an event that moves keeps.
STAYING = tuple(
    field.name
    for field in dataclasses.fields(Event)
    if field.name not in ("id", "start", "end", "rdates", "exdates", "sequence")
)
#: (before, after) words of a change of each kind, for one noun and count.
VERBS = {
    "created": ("Add {}", "{} added"),
    "updated": ("Change {}", "{} changed"),
    "deleted": ("Cancel {}", "{} cancelled"),
    "removed": ("Delete {}", "{} deleted"),
    "completed": ("Complete {}", "{} done"),
    "moved": ("Move {}", "{} moved"),
}


def preview(plan: Plan, queries: Queries, now: datetime, zone: ZoneInfo, is_cut: bool = False) -> Preview:
    """The plan in words. `now` is aware; times are said in `zone`. `is_cut`: there may be more effects, the plan has the first."""
    calendars = {c.id: c for c in queries.calendars()} | {
        e.row.id: e.row for e in plan.effects if isinstance(e.row, Calendar)
    }
    rows = Lazy(plan.effects, lambda effect: preview_row(effect, calendars, now, zone))
    headline, done = headlines(plan.effects, is_cut)
    return Preview(headline, done, rows, plan.warnings, plan.question)


def headlines(effects: Sequence[Effect], is_cut: bool = False) -> tuple[str, str]:
    """What will be done, and the same as done, in few words; of effects that are cut, how many at least."""
    groups: dict[str, list[str]] = collections.defaultdict(list)
    for effect in effects:
        groups[verb_of(effect)].append(noun_of(effect.row))
    before, after = [], []
    for verb, nouns in groups.items():
        kinds = set(nouns)
        if is_cut:
            said = f"at least {say_count(len(nouns), kinds.pop() if len(kinds) == 1 else 'entry')}"
        elif len(nouns) == 1:
            said = f"“{title_of(next(e.row for e in effects if verb_of(e) == verb))}”"
        else:
            said = say_count(len(nouns), kinds.pop() if len(kinds) == 1 else "entry")
        before.append(VERBS[verb][0].format(said))
        after.append(VERBS[verb][1].format(said))
    return join([before[0], *(b[0].lower() + b[1:] for b in before[1:])]) if before else "Nothing to do", join(after)


def verb_of(effect: Effect) -> str:
    """What is done to a row, in one word."""
    if effect.kind == "deleted":
        return "deleted" if isinstance(effect.before, Event) else "removed"
    if (
        isinstance(effect.before, Task)
        and isinstance(effect.after, Task)
        and effect.before.is_open
        and not effect.after.is_open
    ):
        return "completed"
    if isinstance(effect.before, Event) and isinstance(effect.after, Event):
        before, after = effect.before, effect.after
        if all(getattr(before, name) == getattr(after, name) for name in STAYING):
            return "moved"
    return effect.kind


def noun_of(row: Row) -> str:
    """What a person calls such a row."""
    if isinstance(row, Calendar):
        return "list" if row.kind == "task" else "calendar"
    if isinstance(row, Task):
        return "task"
    return "meeting" if is_meeting(row) else "event"


def title_of(row: Row) -> str:
    """The name of any row."""
    return row.name if isinstance(row, Calendar) else row.summary


def preview_row(effect: Effect, calendars: dict[str, Calendar], now: datetime, zone: ZoneInfo) -> PreviewRow:
    """One effect in words."""
    row = effect.before or effect.row
    if isinstance(row, Calendar):
        renamed = (FieldChange("name", row.name, title_of(effect.row)),) if effect.kind == "updated" else ()
        return PreviewRow(
            effect.kind, title_of(effect.row), noun_of(row), "", row.color, renamed, effect.reasons, effect.warnings
        )
    home = calendars.get(row.calendar_id)
    changes = field_changes(effect, calendars, now, zone)
    return PreviewRow(
        kind=effect.kind,
        title=row.summary,
        when=say_when(row, now, zone) + (f", {say_rule(row.rrule, zone)}" if row.rrule else ""),
        calendar=home.name if home else "",
        color=home.color if home else "",
        changes=changes,
        reasons=effect.reasons,
        warnings=effect.warnings,
    )


def field_changes(
    effect: Effect, calendars: dict[str, Calendar], now: datetime, zone: ZoneInfo
) -> tuple[FieldChange, ...]:
    """The fields that differ, each as text; of a new row those that are set besides its name and time."""
    sayers: dict[str, Callable[[Event | Task], str | None]] = {
        "title": lambda r: r.summary,
        "when": lambda r: say_when(r, now, zone) if r.start or getattr(r, "due", None) else None,
        "repeats": lambda r: say_rule(r.rrule, zone) if r.rrule else None,
        "place": lambda r: r.location,
        "people": lambda r: join([a.name for a in r.attendees]) or None,
        "calendar": lambda r: calendars[r.calendar_id].name if r.calendar_id in calendars else None,
        "note": lambda r: r.description,
        "reminder": lambda r: join([say_alarm(a, now, zone) for a in r.alarms]) or None,
        "priority": lambda r: (
            {1: "high", 5: "medium", 9: "low"}.get(r.priority, str(r.priority)) if r.priority else None
        ),
        "state": lambda r: None if isinstance(r, Event) else "open" if r.is_open else "done",
    }
    made = []
    before, after = effect.before, effect.after
    if effect.kind == "deleted":
        return ()
    for name, say in sayers.items():
        old = say(before) if isinstance(before, (Event, Task)) else None
        new = say(after) if isinstance(after, (Event, Task)) else None
        if old != new and not (before is None and name in ("title", "when", "calendar", "state")):
            made.append(FieldChange(name, old, new))
    return tuple(made)


def say_alarm(alarm: Alarm, now: datetime, zone: ZoneInfo) -> str:
    """ "10 minutes before", "at the time", "at 9:00" on the day of an all-day thing."""
    if isinstance(alarm.trigger, datetime):
        return say_stored(alarm.trigger, now, zone)
    if alarm.trigger == timedelta(0):
        return "at the time"
    side = "before" if alarm.trigger < timedelta(0) else "after"
    return f"{say_length(abs(alarm.trigger))} {side}"
