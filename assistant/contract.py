"""Rows, plans and answers as the JSON of ``contract/cli.md``. Local times carry no offset and stand beside ``tz``."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.tz import UTC

from assistant.plan import Answer, Clarification, Effect, Plan, Question
from assistant.schema import BORDER_NAMES
from assistant.tagging import Tagging
from models.rows import Calendar, Event, Row, Task, When

Json = dict[str, Any]


def tagging_json(tagging: Tagging) -> Json:
    """A `parse` answer."""
    return {
        "text": tagging.text,
        "commands": [
            {
                "operation": c.operation,
                "object": c.object,
                "asks": c.asks,
                "confidence": round(c.confidence, 4),
                "slots": [
                    {"name": BORDER_NAMES[s.name], "start": s.start, "end": s.end, "text": s.text} for s in c.slots
                ],
            }
            for c in tagging.commands
        ],
    }


def zone_name(when: When | None) -> str | None:
    """The IANA name of a zoned time."""
    if not isinstance(when, datetime) or when.tzinfo is None:
        return None
    return getattr(when.tzinfo, "key", None) or ("UTC" if when.utcoffset() == timedelta(0) else str(when.tzinfo))


def stated(when: When | None, zone: str | None) -> str | None:
    """A stored time as text: a date, or local time of the row's zone without offset."""
    if when is None or not isinstance(when, datetime):
        return when.isoformat() if isinstance(when, date) else None
    if when.tzinfo is not None and zone is not None and zone_name(when) != zone:
        when = when.astimezone(UTC if zone == "UTC" else ZoneInfo(zone))
    return when.replace(tzinfo=None).isoformat()


def trigger_text(length: timedelta | datetime) -> str:
    """When an alarm rings: its time, or a signed iCalendar duration (RFC 5545 3.3.6): "-PT10M", "PT0S", "P1D"."""
    if isinstance(length, datetime):
        return length.isoformat()
    seconds = int(abs(length).total_seconds())
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, seconds = divmod(rest, 60)
    clock = "".join(f"{n}{u}" for n, u in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return f"{'-' if length < timedelta(0) else ''}P{text or 'T0S'}"


def component_json(row: Row, calendars: Mapping[str, Calendar]) -> Json:
    """A COMPONENT. Fields that are not set are left out."""
    if isinstance(row, Calendar):
        return {"component": "LIST", "uid": row.id, "summary": row.name}
    due = row.due if isinstance(row, Task) else None
    first = row.start or due
    tz = zone_name(first)
    calendar = calendars.get(row.calendar_id)
    made: Json = {
        "component": "VEVENT" if isinstance(row, Event) else "VTODO",
        "uid": row.uid,
        "recurrence_id": stated(row.recurrence_id, tz),
        "summary": row.summary,
        "dtstart": stated(row.start, tz),
        "dtend": stated(row.end, tz) if isinstance(row, Event) else None,
        "due": stated(due, tz),
        "all_day": first is not None and not isinstance(first, datetime),
        "tz": tz,
        "rrule": row.rrule,
        "exdate": [stated(d, tz) for d in row.exdates] or None,
        "location": row.location,
        "description": row.description,
        "attendees": [a.name for a in row.attendees] or None,
        "calendar": calendar.name if calendar else None,
        "status": row.status,
        "priority": row.priority or None,
        "alarms": [trigger_text(a.trigger) for a in row.alarms] or None,
    }
    return {name: value for name, value in made.items() if value is not None}


def change_json(effects: tuple[Effect, ...], calendars: Mapping[str, Calendar]) -> Json:
    """The created, deleted and updated rows of effects."""
    known = dict(calendars) | {e.row.id: e.row for e in effects if isinstance(e.row, Calendar)}
    by_kind: dict[str, list[Json]] = {"created": [], "deleted": [], "updated": []}
    for effect in effects:
        before, after = (component_json(row, known) if row else {} for row in (effect.before, effect.after))
        by_kind[effect.kind].append({"before": before, "after": after} if effect.kind == "updated" else before or after)
    return dict(by_kind)


def reply_json(
    text: str,
    status: str,
    calendars: Mapping[str, Calendar],
    effects: tuple[Effect, ...] = (),
    answer: Answer | None = None,
    question: Question | None = None,
    warnings: tuple[str, ...] = (),
    undo: int | None = None,
) -> Json:
    """A `do` answer."""
    choices = [{"label": c.label, "text": c.text} for c in question.choices] if question else []
    return {
        "text": text,
        "status": status,
        **change_json(effects, calendars),
        "answer": answer and answer_json(answer, calendars),
        "question": question and {"text": question.text, "choices": choices},
        "warnings": list(warnings),
        "undo": undo,
    }


def answer_json(answer: Answer, calendars: Mapping[str, Calendar]) -> Json:
    """The answer to a read."""
    return {
        "text": answer.text,
        "items": [component_json(row, calendars) for row in answer.items],
        "count": answer.count,
        "free": None if answer.free is None else [[stated(at, None) for at in span] for span in answer.free],
    }


def outcome_json(
    text: str,
    outcome: Plan | Answer | Clarification,
    calendars: Mapping[str, Calendar],
    status: str | None = None,
    undo: int | None = None,
) -> Json:
    """A plan (or what was applied of it), an answer or a question as a `do` answer."""
    if isinstance(outcome, Plan):
        said = outcome.question, outcome.warnings
        return reply_json(text, status or "plan", calendars, outcome.effects, None, *said, undo)
    if isinstance(outcome, Clarification):
        return reply_json(text, "clarification", calendars, question=outcome.question)
    return reply_json(text, "answer", calendars, answer=outcome)
