"""What is done to events, in the words of the card, the toast and the journal."""

import dataclasses
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.plan import Effect
from assistant.preview import FieldChange, headlines, preview_row, say_alarm, say_verb, verb_of
from models.rows import Alarm, Calendar, Event, Task, When

NEW_YORK = ZoneInfo("America/New_York")
LUNCH = Event(
    id="1", uid="1", calendar_id="c", summary="Lunch",
    start=datetime(2026, 3, 5, 12, tzinfo=NEW_YORK), end=datetime(2026, 3, 5, 13, tzinfo=NEW_YORK),
)  # fmt: skip
TRIP = dataclasses.replace(LUNCH, id="2", uid="2", summary="Trip", start=date(2026, 3, 5), end=date(2026, 3, 6))
HOUR = timedelta(hours=1)


def changed(event: Event, **fields: object) -> Effect:
    """An effect that sets these fields."""
    return Effect(event, dataclasses.replace(event, **fields))


TAX = Task(id="3", uid="3", calendar_id="t", summary="Tax", due=date(2026, 3, 5))
DONE = dataclasses.replace(TAX, status="COMPLETED")


def moved(task: Task, due: date | None) -> Effect:
    """An effect that makes a task due then."""
    return Effect(task, dataclasses.replace(task, due=due))


@pytest.mark.parametrize(
    ("effects", "headline", "done", "journal"),
    [
        ([changed(LUNCH, start=LUNCH.start + HOUR, end=LUNCH.end + HOUR)], "Move “Lunch”", "“Lunch” moved", "Moved “Lunch”"),
        ([changed(LUNCH, start=LUNCH.start - HOUR)], "Move “Lunch”", "“Lunch” moved", "Moved “Lunch”"),
        ([changed(LUNCH, end=LUNCH.end + HOUR)], "Make “Lunch” an hour longer", "“Lunch” is an hour longer", "Made “Lunch” an hour longer"),
        (
            [changed(LUNCH, end=LUNCH.end - HOUR / 2)],
            "Make “Lunch” 30 minutes shorter", "“Lunch” is 30 minutes shorter", "Made “Lunch” 30 minutes shorter",
        ),
        ([changed(TRIP, end=date(2026, 3, 7))], "Make “Trip” a day longer", "“Trip” is a day longer", "Made “Trip” a day longer"),
        ([changed(LUNCH, end=LUNCH.end + HOUR)] * 2, "Make 2 events an hour longer", "2 events are an hour longer", "Made 2 events an hour longer"),
        (
            [changed(LUNCH, end=LUNCH.end + HOUR), changed(TRIP, end=date(2026, 3, 7))],
            "Make 2 events longer", "2 events are longer", "Made 2 events longer",
        ),
        ([moved(TAX, date(2026, 3, 7))], "Move “Tax”", "“Tax” moved", "Moved “Tax”"),
        ([moved(TAX, None)], "Change “Tax”", "“Tax” changed: no date", "Changed “Tax”: no date"),
        (
            [changed(LUNCH, end=LUNCH.end + HOUR, location="Here")],
            "Change “Lunch”", "“Lunch” changed: another time and now at Here", "Changed “Lunch”: another time and now at Here",
        ),
        (
            [changed(LUNCH, rrule="FREQ=WEEKLY;BYDAY=TH")],
            "Change “Lunch”", "“Lunch” changed: now every week on Thu", "Changed “Lunch”: now every week on Thu",
        ),
        (
            [changed(dataclasses.replace(LUNCH, rrule="FREQ=DAILY"), rrule=None)],
            "Change “Lunch”", "“Lunch” changed: no longer repeats", "Changed “Lunch”: no longer repeats",
        ),
        ([Effect(DONE, TAX)], "Reopen “Tax”", "“Tax” open again", "Reopened “Tax”"),
    ],
)  # fmt: skip
def test_a_change_of_the_end_alone_makes_an_event_longer_or_shorter(
    effects: list[Effect], headline: str, done: str, journal: str
) -> None:
    assert headlines(effects) == (headline, done)
    assert say_verb(verb_of(effects[0]), effects)[-1] == journal


def test_a_length_is_elapsed_time_where_the_clock_changes() -> None:
    late = dataclasses.replace(
        LUNCH, start=datetime(2026, 3, 7, 23, tzinfo=NEW_YORK), end=datetime(2026, 3, 8, 1, tzinfo=NEW_YORK)
    )
    effect = changed(late, end=datetime(2026, 3, 8, 3, tzinfo=NEW_YORK))
    assert headlines([effect]) == ("Make “Lunch” an hour longer", "“Lunch” is an hour longer")


def test_several_kinds_of_changes_are_one_sentence() -> None:
    effects = [changed(LUNCH, end=LUNCH.end + HOUR), Effect(TRIP, None)]
    assert headlines(effects) == (
        "Make “Lunch” an hour longer and cancel “Trip”",
        "“Lunch” is an hour longer and “Trip” cancelled",
    )
    assert headlines([]) == ("Nothing to do", "")


@pytest.mark.parametrize(
    ("of", "hours", "said"),
    [
        (LUNCH.start, 0, "at the time"),
        (LUNCH.start, -1, "1 hour before"),
        (LUNCH.start, 2, "2 hours after"),
        (TRIP.start, 9, "at 9:00"),
        (TRIP.start, 0, "at 0:00"),
        (TRIP.start, -15, "the day before at 9:00"),
        (TRIP.start, -5.5, "the day before at 18:30"),
        (TRIP.start, -39, "2 days before at 9:00"),
        (TRIP.start, 33, "the day after at 9:00"),
    ],
)
def test_a_reminder_of_a_day_has_its_hour(of: When, hours: float, said: str) -> None:
    assert say_alarm(Alarm(trigger=HOUR * hours), of, datetime(2026, 3, 1, tzinfo=NEW_YORK), NEW_YORK) == said


def test_the_rule_of_a_new_series_has_a_line_of_its_own() -> None:
    now = datetime(2026, 3, 4, 9, tzinfo=NEW_YORK)
    series = dataclasses.replace(LUNCH, rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;UNTIL=20260528")
    made, gone = (preview_row(effect, {}, now, NEW_YORK) for effect in (Effect(None, series), Effect(series, None)))
    assert made.when == "Thu 5 Mar (tomorrow), 12:00–13:00"
    assert made.changes == (FieldChange("repeats", None, "every 2 weeks on Thu until 28 May 2026"),)
    assert gone.when.endswith(", every 2 weeks on Thu until 28 May 2026") and not gone.changes


def test_a_new_event_that_may_not_take_place_says_so() -> None:
    now = datetime(2026, 3, 4, 9, tzinfo=NEW_YORK)
    made = (dataclasses.replace(LUNCH, status=status) for status in ("TENTATIVE", "CONFIRMED", None))
    told = [preview_row(Effect(None, row), {}, now, NEW_YORK).changes for row in made]
    assert told == [(FieldChange("state", None, "tentative"),), (), ()]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"start": LUNCH.start + 2 * HOUR, "end": LUNCH.end + 2 * HOUR}, "Move “Lunch” from Thu 12 Mar on"),
        ({"end": LUNCH.end + HOUR}, "Make “Lunch” an hour longer from Thu 12 Mar on"),
        ({"location": "Elsewhere"}, "Change “Lunch” from Thu 12 Mar on"),
    ],
)
def test_a_series_that_goes_on_otherwise_is_one_change(fields: dict[str, When | str], said: str) -> None:
    series, week = dataclasses.replace(LUNCH, rrule="FREQ=WEEKLY;BYDAY=TH"), timedelta(days=7)
    ended = dataclasses.replace(series, rrule="FREQ=WEEKLY;BYDAY=TH;UNTIL=20260311T000000Z")
    later = dataclasses.replace(series, **fields)
    assert later.start and later.end
    later = dataclasses.replace(
        later, id="later", uid="later", related_to=series.uid, start=later.start + week, end=later.end + week
    )
    effects = (Effect(series, ended), Effect(None, later))
    assert headlines(effects)[0] == said
    assert headlines(effects[:1])[0].startswith("Change ") and headlines(effects[1:])[0].startswith("Add ")


def test_a_series_of_long_ago_is_told_by_its_rule() -> None:
    now = datetime(2026, 5, 4, 9, tzinfo=NEW_YORK)
    series = dataclasses.replace(LUNCH, rrule="FREQ=WEEKLY;BYDAY=TH")
    assert series.start and series.end
    moved = dataclasses.replace(series, start=series.start + HOUR, end=series.end + HOUR)
    row = preview_row(Effect(series, moved), {}, now, NEW_YORK)
    assert row.when == "every week on Thu, 12:00–13:00, since 5 Mar"
    assert row.changes == (FieldChange("when", "12:00–13:00", "13:00–14:00"),)


def test_a_task_moves_to_another_list_and_an_event_to_another_calendar() -> None:
    homes = {"a": Calendar(id="a", name="One", kind="task"), "b": Calendar(id="b", name="Two", kind="task")}
    task, event = Task(id="t", uid="t", calendar_id="a", summary="Tea"), dataclasses.replace(LUNCH, calendar_id="a")
    for row, name in ((task, "list"), (event, "calendar")):
        effect, now = Effect(row, dataclasses.replace(row, calendar_id="b")), datetime(2026, 3, 4, tzinfo=NEW_YORK)
        assert preview_row(effect, homes, now, NEW_YORK).changes == (FieldChange(name, "One", "Two"),)


def test_what_is_new_was_found_by_no_words() -> None:
    calendar, now = Calendar(id="c", kind="event", name="Home"), datetime(2026, 3, 4, 9, tzinfo=NEW_YORK)
    for before, reasons in ((LUNCH, ("thursday",)), (None, ())):
        effect = Effect(before, dataclasses.replace(LUNCH, summary="Late lunch"), reasons=("thursday",))
        assert preview_row(effect, {"c": calendar}, now, NEW_YORK).reasons == reasons
