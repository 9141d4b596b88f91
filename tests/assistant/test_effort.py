"""What is worked out first of a long plan or answer is the beginning of the whole, says no wrong number, and ends when nobody waits."""

import dataclasses
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from assistant.conversation import Conversation
from assistant.effort import STRIDE, Effort
from assistant.errors import Abandoned
from assistant.fake_tagger import FakeTagger, tagging_of
from assistant.pipeline import Assistant, Understanding
from assistant.plan import Answer, Clarification, Effect, Plan
from assistant.preview import preview
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.queries import Queries
from models.rows import Attendee, Event

ZONE = ZoneInfo("Europe/Lisbon")
NOW = datetime(2026, 5, 6, 8, tzinfo=ZONE)
SENTENCES = (
    ("delete event", "cancel [quantity all] my meetings"),
    ("delete event", "cancel [quantity all] [summary crew check-ins]"),
    ("delete event", "cancel [quantity everything] [when from june on]"),
    ("delete event", "cancel [quantity everything] [when tomorrow]"),
    ("delete event", "cancel my [quantity next] meeting"),
    ("delete event", "cancel my [quantity last] meeting"),
    ("delete event", "cancel my meeting"),
    ("delete event", "cancel [quantity all] meetings with [attendee Ines]"),
    ("delete event", "cancel [quantity all] meetings but [excluded the tasting]"),
    ("delete event", "cancel [quantity everything] on [list nowhere]"),
    ("update event", "make [quantity all] [summary crew check-ins] [new_duration 45 minutes]"),
    ("update event", "make [quantity all] [summary crew check-ins] [new_duration 30 minutes]"),
    ("update event", "move [quantity all] my meetings"),
    ("read event how_many", "how many meetings do I have"),
    ("read event what", "show [quantity all] my meetings"),
    ("read event what", "what do I have [when this week]"),
    ("read event when", "when is my [quantity next] meeting"),
    ("read event when", "when is my [summary check-in]"),
    ("delete event", "cancel the [summary rehearsal]"),
    ("delete event", "cancel the [summary reheasal]"),
    ("delete event", "cancel [summary choir]"),
    ("delete event", "cancel [quantity all] [summary rehearsals]"),
    ("delete event", "cancel [summary rehearsals]"),
    ("delete event", "cancel [quantity all] [summary rehearsals] with [attendee Ines]"),
    ("delete event", "cancel [quantity all] [summary rehearsals] in the [location annexe]"),
    ("delete event", "cancel the [quantity next two] [summary rehearsals]"),
    ("update event", "move the [summary rehearsal] [new_when from now on] to the [location annexe]"),
    ("read event what", "show [quantity all] [summary rehearsals]"),
    ("read event when", "when is my [quantity next] [summary rehearsal]"),
    ("read event when", "when is my [quantity next] [summary choir]"),
)


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    """A check-in every weekday, a tasting a month, and a meeting every third day, half of them with Ines."""
    with open_database(None) as opened:
        home = Queries(opened, ZONE).default_calendar("event").id

        def made(name: str, summary: str, start: datetime, **more: object) -> Event:
            fields = {"id": name, "uid": name, "calendar_id": home, "summary": summary, "start": start}
            return Event(**fields, end=start + timedelta(minutes=30), **more)  # type: ignore[arg-type]

        people = (Attendee(name="Ines Alves"),)
        rows = [
            made("daily", "Check-in", NOW - timedelta(days=9), rrule="FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"),
            made("tasting", "Tasting meeting", NOW + timedelta(hours=3), rrule="FREQ=MONTHLY"),
        ]
        for n in range(80):
            name = ("Harbour meeting", "Check-in with the crew")[n % 2]
            start = NOW + timedelta(days=3 * n - 20, hours=n % 9)
            rows.append(made(f"single-{n}", name, start, attendees=people if n % 4 < 2 else ()))
        for n in range(120):  # one of them, far ahead, bears the bare name
            name, start = (
                "Choir" if n == 90 else f"{('Choir', 'Band')[n % 2]} rehearsal",
                NOW + timedelta(days=2 * n - 9),
            )
            there = "Annexe" if n % 5 == 3 else None
            rows.append(made(f"rehearsal-{n}", name, start, attendees=people if n % 7 == 5 else (), location=there))
        history.commit(opened, ChangeSet(tuple(RowChange(None, row) for row in rows), "fill"), NOW)
        yield opened


def understood(
    database: Database, frames: str, marked: str, effort: Effort, focus: tuple[str, ...] = ()
) -> Understanding:
    """What a sentence leads to where rows were talked of, the uids of new rows being the same each time."""
    fresh = (f"new-{n}" for n in count(1))
    assistant = Assistant(FakeTagger({marked: frames}), ZONE, lambda: next(fresh), effort=effort)
    return assistant.understand(
        tagging_of(frames, marked).text, NOW, Queries(database, ZONE), Conversation(focus=focus)
    )


def unwarned(effects: tuple[Effect, ...]) -> list[Effect]:
    """What is done, without what is to be looked out for."""
    return [dataclasses.replace(effect, warnings=()) for effect in effects]


@pytest.mark.parametrize("most", [1, 4, 24])
@pytest.mark.parametrize(("frames", "marked"), SENTENCES)
def test_the_first_of_a_plan_or_answer_begin_the_whole(database: Database, frames: str, marked: str, most: int) -> None:
    whole, first = (understood(database, frames, marked, Effort(n)) for n in (None, most))
    assert not whole.is_cut
    if not first.is_cut:
        assert first.outcome == whole.outcome
        return
    here, there = first.outcome, whole.outcome
    assert type(here) is type(there)
    if isinstance(here, Plan) and isinstance(there, Plan):
        assert unwarned(here.effects) == unwarned(there.effects[: len(here.effects)])
        assert 0 < len(here.effects) <= most
        headline = preview(here, Queries(database, ZONE), NOW, ZONE, is_cut=True).headline
        assert "at least " in headline
    elif isinstance(here, Answer) and isinstance(there, Answer):
        assert tuple(here.items) == tuple(there.items)[: len(here.items)]
        assert here.text.startswith(f"At least {len(here.items)} ") and here.count is None
    elif isinstance(here, Clarification) and isinstance(there, Clarification):
        labels = [choice.label for choice in here.question.choices]
        assert labels == [choice.label for choice in there.question.choices][: len(labels)]
        assert "found" not in here.question.text or "at least" in here.question.text


def test_what_many_are_called_is_asked_for_without_the_last_of_them(database: Database) -> None:
    first = understood(database, "delete event", "cancel the [summary rehearsal]", Effort(4))
    assert isinstance(first.outcome, Clarification) and first.is_cut
    whole = understood(database, "delete event", "cancel the [summary rehearsal]", Effort()).outcome
    assert isinstance(whole, Clarification) and whole.question.text == "Which one? I found 114."


@pytest.mark.parametrize("most", [1, 4, 24])
def test_a_bare_name_far_ahead_is_found_before_those_that_hold_it(database: Database, most: int) -> None:
    first = understood(database, "delete event", "cancel [summary choir]", Effort(most))
    assert isinstance(first.outcome, Plan) and not first.is_cut
    assert [effect.row.id for effect in first.outcome.effects] == ["rehearsal-90"]


def test_what_was_talked_of_is_meant_however_far_ahead_it_is(database: Database) -> None:
    first = understood(database, "delete event", "cancel my meeting", Effort(4), ("single-60\n",))
    assert isinstance(first.outcome, Plan) and [effect.row.id for effect in first.outcome.effects] == ["single-60"]


@pytest.mark.parametrize(("frames", "marked"), SENTENCES[:3])
def test_what_goes_on_for_long_is_cut(database: Database, frames: str, marked: str) -> None:
    assert understood(database, frames, marked, Effort(4)).is_cut


def test_the_next_thing_is_found_without_the_others(database: Database) -> None:
    for frames, marked in SENTENCES:
        if "[quantity next]" in marked:
            assert not understood(database, frames, marked, Effort(4)).is_cut


@pytest.mark.parametrize(
    ("frames", "marked"),
    [
        ("read event when", "when are [quantity all] my meetings"),
        ("read event where", "where are [quantity all] my meetings"),
        ("read event exists", "are there meetings [when from june on]"),
        ("read event what", "what is my [quantity third] meeting"),
        ("read event how_many", "how many people are invited to my meetings"),
        ("read event how_many", "how many days until my meetings"),
    ],
)
def test_what_a_count_does_not_answer_is_worked_out_whole(database: Database, frames: str, marked: str) -> None:
    whole, first = (understood(database, frames, marked, Effort(n)) for n in (None, 2))
    assert not first.is_cut and first.outcome == whole.outcome
    assert isinstance(whole.outcome, Answer) and whole.outcome.items


def test_nothing_is_worked_out_that_nobody_waits_for(database: Database) -> None:
    looked = iter([True, True, False])
    with pytest.raises(Abandoned):
        understood(database, *SENTENCES[0], Effort(wanted=lambda: next(looked)))
    assert understood(database, *SENTENCES[0], Effort()).outcome


def test_somebody_is_looked_for_once_in_a_while() -> None:
    looks: list[None] = []
    assert list(Effort(wanted=lambda: looks.append(None) is None).each(range(3 * STRIDE))) == list(range(3 * STRIDE))
    assert len(looks) == 3
