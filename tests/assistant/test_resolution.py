"""From a marked sentence to the exact rows: a table over one small calendar. A Wednesday morning in New York, before a clock change."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.contract import outcome_json
from assistant.conversation import Conversation
from assistant.fake_tagger import FakeTagger, tagging_of
from assistant.pipeline import Assistant, Understanding
from assistant.plan import Answer, Clarification, Plan
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.queries import Queries
from models.rows import Alarm, Attendee, Calendar, Event, Task

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 4, 9, tzinfo=ZONE)


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def event(
    uid: str,
    summary: str,
    start: datetime | date,
    minutes: int = 60,
    people: str = "",
    uid_of: str = "",
    **more: object,
) -> Event:
    end = start + (timedelta(minutes=minutes) if isinstance(start, datetime) else timedelta(days=1))
    attendees = tuple(Attendee(name=p) for p in people.split(", ") if p)
    return Event(
        id=uid,
        calendar_id="home",
        uid=uid_of or uid,
        summary=summary,
        start=start,
        end=end,
        attendees=attendees,
        **more,
    )  # type: ignore[arg-type]


def task(uid: str, summary: str, list_id: str = "todo", due: datetime | date | None = None, **more: object) -> Task:
    return Task(id=uid, calendar_id=list_id, uid=uid, summary=summary, due=due, **({"status": "NEEDS-ACTION"} | more))  # type: ignore[arg-type]


ROWS = (
    Calendar(id="home", name="Home", kind="event", is_default=True),
    Calendar(id="office", name="Office", kind="event"),
    Calendar(id="todo", name="Errands", kind="task", is_default=True),
    Calendar(id="groceries", name="Groceries", kind="task"),
    event("scrum", "Morning scrum sync", at(2, 9, 30), 15, rrule="FREQ=WEEKLY;BYDAY=MO,WE,FR"),
    event(
        "pilates",
        "Pilates",
        at(3, 18),
        rrule="FREQ=WEEKLY;BYDAY=TU,TH",
        alarms=(Alarm(trigger=-timedelta(minutes=20)),),
        location="Studio",
    ),
    event("pilates-moved", "Pilates", at(12, 19), uid_of="pilates", recurrence_id=at(12, 18)),
    event("vet", "Vet for Otto", at(6, 15), location="Oak Street"),
    event("lunch", "Lunch with Mira", at(4, 12, 30), people="Mira Holt", description="bring the book"),
    event("roadmap", "Roadmap review", at(5, 14), people="Ben Cole, Mira Holt"),
    event("hiring", "Hiring review", at(6, 10), people="Ben Cole"),
    event("choir", "Choir", at(8, 19)),
    event("holiday", "Day off", date(2026, 3, 6)),
    event("past", "Haircut", at(20, 11, month=2)),
    task("milk", "Oat milk", "groceries"),
    task("bread", "Rye bread", "groceries"),
    task("soap", "Soap", "groceries", status="COMPLETED"),
    task("form", "Sign the school form", due=date(2026, 3, 2)),
    task("bill", "Pay the water bill", due=date(2026, 3, 9)),
    task("ferns", "Water the ferns", start=date(2026, 3, 7), rrule="FREQ=WEEKLY;BYDAY=SA"),
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "calendar.sqlite") as opened:
        initial = Queries(opened, ZONE).calendars()
        changes = (*(RowChange(c, None) for c in initial), *(RowChange(None, row) for row in ROWS))
        history.commit(opened, ChangeSet(changes, "fill"), NOW)
        yield opened


def uids() -> Iterator[str]:
    return (f"new-{n}" for n in count(1))


def said(database: Database, *turns: tuple[str, str], now: datetime = NOW) -> list[Understanding]:
    """What each (frames, marked sentence) of one conversation leads to."""
    tagger = FakeTagger({marked: frames for frames, marked in turns})
    fresh = uids()
    assistant = Assistant(tagger, ZONE, lambda: next(fresh))
    conversation, made = Conversation(), []
    for frames, marked in turns:
        understood = assistant.understand(tagging_of(frames, marked).text, now, Queries(database, ZONE), conversation)
        conversation = understood.conversation
        made.append(understood)
    return made


def told(understood: Understanding, database: Database) -> list[str]:
    """The effects of a plan, each in one line: sign, uid or name, and the fields that differ."""
    outcome = understood.outcome
    if isinstance(outcome, Answer):
        return [f"answer {' '.join(getattr(r, 'uid', r.id) for r in outcome.items)}".strip()]
    if isinstance(outcome, Clarification):
        return [("asks: " + " | ".join(c.label for c in outcome.question.choices)).strip()]
    if not isinstance(outcome, Plan):
        return [type(outcome).__name__]
    json = outcome_json("", outcome, {c.id: c for c in Queries(database, ZONE).calendars()})
    lines = [f"- {row['uid']}{day(row)}" for row in json["deleted"]]
    for pair in json["updated"]:
        before, after = pair["before"], pair["after"]
        fields = [f"{k}={after.get(k)}" for k in sorted(before.keys() | after.keys()) if before.get(k) != after.get(k)]
        lines.append(f"~ {before['uid']}{day(before)} {' '.join(fields)}")
    for row in json["created"]:
        shown = [row.get(k) for k in ("summary", "dtstart", "dtend", "due", "rrule", "location", "calendar")]
        lines.append(
            "+ "
            + " ".join(
                str(v)
                for v in (
                    *shown,
                    *(f"-{x}" for x in row.get("exdate", ())),
                    *row.get("attendees", ()),
                    *row.get("alarms", ()),
                )
                if v is not None
            )
        )
    return lines


def day(row: dict[str, str]) -> str:
    return f"@{row['recurrence_id'][5:]}" if "recurrence_id" in row else ""


CASES = Path(__file__).parent.parent / "corpus/resolution.txt"


def cases() -> list[tuple[str, str, list[str]]]:
    """(frames, marked sentence, expected lines) of the table: a sentence, its frames, then what it must lead to, indented."""
    found: list[tuple[str, str, list[str]]] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("    "):
            found[-1][2].append(line.strip())
        else:
            frames, marked = line.split(" : ", 1)
            found.append((frames, marked, []))
    return found


@pytest.mark.parametrize(("frames", "marked", "expected"), cases(), ids=lambda v: v if isinstance(v, str) else "")
def test_sentence_changes_exactly_these_rows(frames: str, marked: str, expected: list[str], database: Database) -> None:
    (understood,) = said(database, (frames, marked))
    assert sorted(told(understood, database)) == sorted(expected)


def test_half_past_is_of_the_hour_on_the_person_s_clock(database: Database) -> None:
    abroad = datetime(2026, 3, 6, 9, 15, tzinfo=ZoneInfo("Europe/London"))
    history.commit(database, ChangeSet((RowChange(None, event("call", "Ring the archive", abroad)),), "add"), NOW)
    (understood,) = said(database, ("update event", "move [summary ring the archive] to [new_when half past]"))
    assert isinstance(understood.outcome, Plan)
    (effect,) = understood.outcome.effects
    assert isinstance(effect.after, Event) and effect.after.start == at(6, 4, 30)


@pytest.mark.parametrize(("frames", "marked"), [(f, m) for f, m, e in cases() if e[0][0] in "-~+"], ids=lambda v: v)
def test_commit_and_undo_leave_everything_as_it_was(frames: str, marked: str, database: Database) -> None:
    queries = Queries(database, ZONE)

    def everything() -> list[object]:
        events = queries.rows([n.id for n in queries.names("event")])
        return sorted((*queries.calendars(), *queries.tasks(), *events), key=lambda row: row.id)

    before = everything()
    (understood,) = said(database, (frames, marked))
    assert isinstance(understood.outcome, Plan)
    history.commit(database, understood.outcome.change_set(), NOW)
    assert everything() != before
    history.undo(database, NOW)
    assert everything() == before


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("maybe [summary lunch] [when saturday at noon]", "TENTATIVE"),
        ("[summary Maybe Baby] [when saturday at noon]", None),
        ("[summary lunch] [when saturday at noon], not confirmed yet", "TENTATIVE"),
        ("[summary lunch] maybe with [attendee Sue] [when saturday at noon]", "TENTATIVE"),
        ("[summary lunch] with [attendee Pam] and possibly [attendee Sue] [when saturday at noon]", None),
    ],
)
def test_what_may_be_is_tentative(marked: str, status: str | None, database: Database) -> None:
    (understood,) = said(database, ("create event", marked))
    assert isinstance(understood.outcome, Plan)
    assert [getattr(effect.row, "status", None) for effect in understood.outcome.effects] == [status]


def test_who_may_come_is_told_apart(database: Database) -> None:
    marked = "[summary lunch] with [attendee Pam] and possibly [attendee Mr Sands from] the [attendee old choir] [when saturday at noon]"
    (understood,) = said(database, ("create event", marked))
    assert isinstance(understood.outcome, Plan)
    (row,) = (effect.row for effect in understood.outcome.effects)
    assert isinstance(row, Event)
    assert row.summary == "Lunch with Pam and possibly Mr Sands from the old choir"
    assert [(a.name, a.partstat) for a in row.attendees] == [
        ("Pam", None),
        ("Mr Sands from the old choir", "TENTATIVE"),
    ]


@pytest.mark.parametrize(
    ("marked", "asked"),
    [
        ("[summary gym] [recurrence mon wed fri] [when at 6pm]", ["Only once"]),
        ("[summary gym] [recurrence every mon wed fri] [when at 6pm]", []),
        ("[summary gym] [recurrence mon wed fri] [when at 6pm] [recurrence until June]", []),
    ],
)
def test_days_in_a_row_may_be_of_one_week(marked: str, asked: list[str], database: Database) -> None:
    (understood,) = said(database, ("create event", marked))
    assert isinstance(understood.outcome, Plan)
    question = understood.outcome.question
    assert [choice.label for choice in (question.choices if question else ())] == asked


@pytest.mark.parametrize(
    ("frames", "marked", "expected"),
    [
        (
            "create task",
            "* [summary ring bank]\n* [summary post parcel] [when by friday]\n* [summary book sitter]",
            ["+ Book sitter Errands", "+ Post parcel 2026-03-06 Errands", "+ Ring bank Errands"],
        ),
        (
            "create task",
            "[list Groceries]:\n- [summary foil\n- wipes\n- salt]",
            ["+ Foil Groceries", "+ Salt Groceries", "+ Wipes Groceries"],
        ),
        (
            "create task",
            "[when by friday]:\n[summary invoices]\n[summary timesheet]",
            ["+ Invoices 2026-03-06 Errands", "+ Timesheet 2026-03-06 Errands"],
        ),
        (
            "create event",
            "[summary dinner with Ivo]\n[when sat 14 March, 7.30pm]\n[location Dishoom]",
            ["+ Dinner with Ivo 2026-03-14T19:30:00 2026-03-14T20:30:00 Dishoom Home"],
        ),
        (
            "create event + delete event",
            "[summary dinner] with the [attendee Byrnes] on [when saturday]\nparty at [when 7], || skip [summary choir]",
            [
                "+ Dinner with the Byrnes 2026-03-07T19:00:00 2026-03-07T20:00:00 Home Byrnes",
                "+ Party 2026-03-07T19:00:00 2026-03-07T20:00:00 Home",
                "- choir",
            ],
        ),
    ],
)
def test_each_line_is_a_thing_of_its_own(frames: str, marked: str, expected: list[str], database: Database) -> None:
    (understood,) = said(database, (frames, marked))
    assert sorted(told(understood, database)) == expected
