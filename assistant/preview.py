"""A plan as a person reads it: one row a change, before → after by field, why it matched, what to look out for."""

import collections
import dataclasses
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.lazy import Lazy
from assistant.phrasing import (
    join,
    say_count,
    say_date,
    say_day,
    say_elsewhere,
    say_length,
    say_span,
    say_step,
    say_stored,
    say_time,
    say_when,
)
from assistant.plan import Effect, Plan, Question
from assistant.recurrence_words import say_rule
from assistant.resolution.kinds import is_meeting
from assistant.timespan import is_all_day, occupied
from models.queries import Queries
from models.recurrence import parts
from models.rows import Alarm, Calendar, Event, Row, Task, When
from models.timeline import anchor, length


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


#: What an event or a task that moves keeps.
STAYING = {
    kind: tuple(
        field.name
        for field in dataclasses.fields(kind)
        if field.name not in ("id", "start", "end", "due", "rrule", "rdates", "exdates", "sequence")
    )
    for kind in (Event, Task)
}
#: What of a rule goes along with the first time of a series (RFC 5545 3.3.10).
MOVING = frozenset({"BYDAY", "BYMONTHDAY", "BYMONTH", "UNTIL"})
#: What an event's status says (RFC 5545 3.8.1.11); one without it takes place.
STATES: dict[str | None, str] = {"TENTATIVE": "tentative", "CANCELLED": "cancelled"}
#: What is done to things: as it will be, as it is then, and in the journal, where a hand did it. `by` is how much, where all change alike.
VERBS = {
    "created": ("Add {}", "{} added", "Added {}"),
    "updated": ("Change {}", "{} changed", "Changed {}"),
    "deleted": ("Cancel {}", "{} cancelled", "Deleted {}"),
    "removed": ("Delete {}", "{} deleted", "Deleted {}"),
    "completed": ("Complete {}", "{} done", "Completed {}"),
    "reopened": ("Reopen {}", "{} open again", "Reopened {}"),
    "confirmed": ("Confirm {}", "{} confirmed", "Confirmed {}"),
    "moved": ("Move {}", "{} moved", "Moved {}"),
    "longer": ("Make {} {by}longer", "{} {be} {by}longer", "Made {} {by}longer"),
    "shorter": ("Make {} {by}shorter", "{} {be} {by}shorter", "Made {} {by}shorter"),
}
#: A field that changed, as it is told when that is done: what is there now, and where nothing is any more.
TOLD: dict[str, tuple[Callable[[Event | Task], str], str]] = {
    "start": (lambda row: "another time", ""),
    "end": (lambda row: "another time", ""),
    "due": (lambda row: "another time", "no date"),
    "rrule": (
        lambda row: f"now {say_rule(row.rrule or '', getattr(anchor(row), 'tzinfo', None))}",
        "no longer repeats",
    ),
    "location": (lambda row: f"now at {row.location}", "no place"),
    "attendees": (lambda row: f"now with {join([person.name for person in row.attendees])}", "nobody else"),
    "alarms": (lambda row: "another reminder", "no reminder"),
    "calendar_id": (lambda row: "now in another list" if isinstance(row, Task) else "now in another calendar", ""),
    "status": (lambda row: STATES.get(row.status, ""), ""),
    "priority": (lambda row: "another priority", "no priority"),
    "description": (lambda row: "other notes", "no notes"),
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
    groups: dict[tuple[str, str], list[Effect]] = collections.defaultdict(list)
    for effect, since in from_then_on(effects):
        groups[verb_of(effect), since].append(effect)
    said = [say_verb(verb, group, is_cut, since) for (verb, since), group in groups.items()]
    before = [forms[0] for forms in said]
    headline = join([*before[:1], *(words[0].lower() + words[1:] for words in before[1:])])
    return headline or "Nothing to do", join([forms[1] for forms in said])


def from_then_on(effects: Sequence[Effect]) -> Iterator[tuple[Effect, str]]:
    """The effects; a series that ends and goes on as another one is one change, told with the day of it: " from Fri 6 Mar on"."""
    made = {e.row.related_to: e for e in effects if e.before is None and isinstance(e.row, Event) and e.row.rrule}
    goes_on = {
        number: made[effect.before.related_to or effect.before.uid]
        for number, effect in enumerate(effects)
        if isinstance(effect.before, Event) and effect.before.rrule and effect.after is not None
        if (effect.before.related_to or effect.before.uid) in made
    }
    for number, effect in enumerate(effects):
        if number in goes_on:
            yield as_whole(effect, goes_on[number])
        elif not any(effect is new for new in goes_on.values()):
            yield effect, ""


def as_whole(effect: Effect, new: Effect) -> tuple[Effect, str]:
    """What ends and what goes on, as if the whole had been changed, and since when it is."""
    old, row = effect.before, new.row
    assert isinstance(old, Event) and isinstance(row, Event) and old.start and row.start and row.end
    first, then = (start.date() if isinstance(start, datetime) else start for start in (old.start, row.start))
    days = then - first
    after = dataclasses.replace(
        row, id=old.id, uid=old.uid, related_to=old.related_to, start=row.start - days, end=row.end - days
    )
    return dataclasses.replace(effect, after=after), f" from {say_date(then)} on"


def say_verb(verb: str, effects: Sequence[Effect], is_cut: bool = False, since: str = "") -> tuple[str, ...]:
    """The sentences of `VERBS` about things to which the same is done, `since` when if not wholly."""
    kinds = {noun_of(effect.row) for effect in effects}
    said = say_count(len(effects), kinds.pop() if len(kinds) == 1 else "entry")
    if is_cut:
        said = f"at least {said}"
    elif len(effects) == 1:
        said = f"“{title_of(effects[0].row)}”"
    steps = {abs(stretch_of(effect)) for effect in effects} if verb in ("longer", "shorter") else set()
    by = f"{say_step(steps.pop())} " if len(steps) == 1 else ""
    be = "is" if len(effects) == 1 else "are"
    ahead, *done = (form.format(said, by=by, be=be) + since for form in VERBS[verb])
    told = say_changed(effects[0]) if verb == "updated" and len(effects) == 1 and not is_cut else ""
    return (ahead, *(f"{words}: {told}" if told else words for words in done))


def say_changed(effect: Effect) -> str:
    """What a change of one row leaves, of its fields besides its name: "now every week on Thu and no reminder"."""
    before, after = effect.before, effect.after
    if not isinstance(before, Event | Task) or not isinstance(after, Event | Task):
        return ""
    pairs = {name: (getattr(before, name, None), getattr(after, name, None)) for name in TOLD}
    said = [TOLD[name][0](after) if new else TOLD[name][1] for name, (old, new) in pairs.items() if old != new]
    return join(list(dict.fromkeys(filter(None, said))))


def verb_of(effect: Effect) -> str:
    """What is done to a row, in one word."""
    before, after = effect.before, effect.after
    if effect.kind == "deleted":
        return "deleted" if isinstance(before, Event) else "removed"
    if isinstance(before, Task) and isinstance(after, Task) and before.is_open is not after.is_open:
        return "reopened" if after.is_open else "completed"
    if isinstance(before, Event) and isinstance(after, Event) and is_confirmed(before, after):
        return "confirmed"
    if isinstance(before, Event | Task) and isinstance(after, Event | Task):
        stays = all(getattr(before, name) == getattr(after, name) for name in STAYING[type(before)])
        stays = stays and is_rhythm_kept(before, after)
        if stays and anchor(before) is not None and anchor(after) is not None:
            stretch = stretch_of(effect) if isinstance(after, Event) and before.start == after.start else timedelta(0)
            return "longer" if stretch > timedelta(0) else "shorter" if stretch else "moved"
    return effect.kind


def is_rhythm_kept(before: Event | Task, after: Event | Task) -> bool:
    """Whether a series repeats as before, on as many other days where its first one moved."""
    old, new = parts(before.rrule or ""), parts(after.rrule or "")
    if old == new or anchor(before) == anchor(after):
        return old == new
    return old.keys() == new.keys() and all(
        old[name] == new[name] or (name in MOVING and old[name].count(",") == new[name].count(",")) for name in old
    )


def is_confirmed(before: Event, after: Event) -> bool:
    """Whether nothing is changed but that it is sure now that an event takes place."""
    sure = dataclasses.replace(before, status=after.status, sequence=after.sequence)
    return (before.status, after.status) == ("TENTATIVE", "CONFIRMED") and after == sure


def stretch_of(effect: Effect) -> timedelta:
    """By how much an event gets longer, elapsed; negative: shorter."""
    assert isinstance(effect.before, Event) and isinstance(effect.after, Event)
    return timedelta(seconds=length(effect.after) - length(effect.before))


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
        # Of a new series the rule has a line of its own, since its end must not be cut off.
        when=say_when(row, now, zone) if effect.kind == "created" else say_times(row, now, zone),
        calendar=home.name if home else "",
        color=home.color if home else "",
        changes=changes,
        reasons=effect.reasons if effect.kind != "created" else (),  # what is new was found by no words
        warnings=effect.warnings,
    )


def seen(row: Event | Task) -> Event | Task:
    """A row as the calendar shows it: a task that begins at an hour and is due at another one takes the time between, as an event does."""
    if not isinstance(row, Task) or not (isinstance(row.start, datetime) and isinstance(row.due, datetime)):
        return row
    return Event(id=row.id, uid=row.uid, calendar_id=row.calendar_id, summary=row.summary, start=row.start, end=row.due)


def say_times(row: Event | Task, now: datetime, zone: ZoneInfo) -> str:
    """When a row is; of a series that began before today how it repeats, and not the day of long ago: "every week on Wed, 19:30–21:30,
    since 6 Jan"."""
    if not row.rrule:
        return say_when(seen(row), now, zone)
    rule, first = say_rule(row.rrule, zone), occupied(row, zone).start
    today = now.astimezone(zone).date()
    if first is None or first.date() >= today:
        return f"{say_when(row, now, zone)}, {rule}"
    since = say_date(first.date(), today).split(" ", 1)[1]
    return ", ".join(filter(None, (rule, say_span(row, zone) + say_elsewhere(row, zone), f"since {since}")))


def keeps_days(before: Row | None, after: Row | None, zone: ZoneInfo) -> bool:
    """Whether an event series stays on its days, so that of a move its hours are all that is to be said."""
    if not (isinstance(before, Event) and isinstance(after, Event) and before.rrule and after.rrule):
        return False
    if is_all_day(before.start) or is_all_day(after.start):
        return False
    return say_day(before, zone) == say_day(after, zone)


def field_changes(
    effect: Effect, calendars: dict[str, Calendar], now: datetime, zone: ZoneInfo
) -> tuple[FieldChange, ...]:
    """The fields that differ, each as text; of a new row those that are set besides its name and time."""
    hours_alone = keeps_days(effect.before, effect.after, zone)

    def say_moved(row: Event | Task) -> str:
        return say_span(row, zone) + say_elsewhere(row, zone) if hours_alone else say_when(seen(row), now, zone)

    sayers: dict[str, Callable[[Event | Task], str | None]] = {
        "title": lambda r: r.summary,
        "when": lambda r: say_moved(r) if r.start or getattr(r, "due", None) else None,
        "repeats": lambda r: say_rule(r.rrule, zone) if r.rrule else None,
        "place": lambda r: r.location,
        "people": lambda r: join([a.name for a in r.attendees]) or None,
        "calendar": lambda r: calendars[r.calendar_id].name if r.calendar_id in calendars else None,
        "note": lambda r: r.description,
        "reminder": lambda r: (
            join([say_alarm(a, getattr(r, "due", None) or r.start, now, zone) for a in r.alarms]) or None
        ),
        "priority": lambda r: (
            {1: "high", 5: "medium", 9: "low"}.get(r.priority, str(r.priority)) if r.priority else None
        ),
        "state": lambda r: (
            STATES.get(r.status, "confirmed") if isinstance(r, Event) else "open" if r.is_open else "done"
        ),
    }
    made = []
    before, after = effect.before, effect.after
    if effect.kind == "deleted":
        return ()
    for name, say in sayers.items():
        old = say(before) if isinstance(before, (Event, Task)) else None
        new = say(after) if isinstance(after, (Event, Task)) else None
        usual = name in ("title", "when", "calendar") or new in ("confirmed", "open")
        if old != new and not (before is None and usual):
            on_list = name == "calendar" and isinstance(effect.row, Task)
            made.append(FieldChange("list" if on_list else name, old, new))
    return tuple(made)


def say_alarm(alarm: Alarm, of: When | None, now: datetime, zone: ZoneInfo) -> str:
    """When an alarm rings, counted from `of`: "10 minutes before", "at the time"; for a day "at 9:00", "the day before at 9:00"."""
    if isinstance(alarm.trigger, datetime):
        return say_stored(alarm.trigger, now, zone)
    if not is_all_day(of):
        side = "before" if alarm.trigger < timedelta(0) else "after"
        return f"{say_length(abs(alarm.trigger))} {side}" if alarm.trigger else "at the time"
    days, clock = divmod(alarm.trigger, timedelta(days=1))
    side = "before" if days < 0 else "after"
    far = "" if not days else f"the day {side} " if abs(days) == 1 else f"{abs(days)} days {side} "
    return f"{far}at {say_time(datetime.min + clock)}"
