"""Questions that go on from an answer, over the small calendar of test_answers: what is said of the rows that were answered."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.conversation import Conversation
from assistant.fake_tagger import FakeTagger, tagging_of
from assistant.pipeline import Assistant
from assistant.plan import Answer
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.queries import Queries
from models.rows import Attendee

SPEC = importlib.util.spec_from_file_location("test_answers", Path(__file__).with_name("test_answers.py"))
assert SPEC and SPEC.loader
SMALL = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(SMALL)

THIS_WEEK = ("read event what", "what's on [when this week]")
QUIZ = ("read event when", "when is the [summary pub quiz]")
REVIEWS = ("read event what", "what [summary reviews] do I have [when this week]")


@pytest.fixture
def database() -> Iterator[Database]:
    with open_database(None) as opened:
        initial = Queries(opened, SMALL.ZONE).calendars()
        changes = (*(RowChange(c, None) for c in initial), *(RowChange(None, row) for row in SMALL.ROWS))
        history.commit(opened, ChangeSet(changes, "fill"), SMALL.NOW)
        yield opened


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (
            (QUIZ, ("read event exists", "is the [summary supplier call] the same day?")),
            "Yes: Supplier call (Tue 8 Sep, 15:00–15:30) and Pub quiz (Tue 8 Sep, 20:00–22:00).",
        ),
        (
            (QUIZ, ("read event exists", "and is [summary tea] on the same day")),
            "No: Pub quiz (Tue 8 Sep, 20:00–22:00) and Tea at aunt's (Sun 20 Sep, 15:00–16:00).",
        ),
        (
            (
                ("read event when", "when is the [summary site review]"),
                ("read event exists", "does that leave me time before the [summary quiz]"),
            ),
            "Yes: 5 hours 30 minutes between Site review and Pub quiz (Tue 8 Sep, 20:00–22:00).",
        ),
        (
            (QUIZ, ("read event exists", "does that still give us any time before the [summary supplier call]")),
            "No: no time between Pub quiz and Supplier call (Tue 8 Sep, 15:00–15:30).",
        ),
        (
            (QUIZ, ("read event exists", "is that in the [list boat fair]")),
            "No: Pub quiz is on Tue 8 Sep. Boat fair, Fri 11 Sep – Sat 12 Sep.",
        ),
        (
            (QUIZ, ("read event exists", "does that fall in [when september]")),
            "Yes: Pub quiz is on Tue 8 Sep.",
        ),
        ((QUIZ, ("read event exists", "is it in [when october]")), "No: Pub quiz is on Tue 8 Sep."),
        (
            (QUIZ, ("read event exists", "is that in the [when morning]")),
            "No: Pub quiz is Tue 8 Sep (tomorrow), 20:00–22:00.",
        ),
        (
            (
                ("read event when", "when is the [summary crew sync] on [when friday]"),
                ("read event exists", "does it fall in the [list fair]"),
            ),
            "Yes: Boat fair, Fri 11 Sep – Sat 12 Sep.",
        ),
        (
            (
                ("read event when", "when is the [summary site review]"),
                ("read event free", "will I be in time for [summary supplier call]"),
            ),
            "Yes: Site review ends at 14:00, Supplier call begins at 15:00.",
        ),
        (
            (
                ("read event when", "when is the [summary site review]"),
                ("read event free", "will I be in time for [summary boiler demo]"),
            ),
            "Yes: Site review (Tue 8 Sep, 13:00–14:00) and Boiler demo (Wed 9 Sep, 14:00–14:45).",
        ),
        (
            (
                ("read event when", "when is the [summary site review]"),
                ("read event free", "will I be in time for [summary supplier call]"),
                ("read event how_long", "how long have I got between"),
            ),
            "1 hour between Site review (Tue 8 Sep, 13:00–14:00) and Supplier call (Tue 8 Sep, 15:00–15:30).",
        ),
        (
            (
                ("read event how_many", "how many [summary swimming] [when in september]"),
                ("read event when", "when does it stop"),
            ),
            "Swimming: Mon 28 Sep, 18:00–19:00.",
        ),
        (
            (
                ("read event how_many", "how many [summary crew syncs]"),
                ("read event when", "when will they be finished"),
            ),
            "Crew sync is next Mon 7 Sep (today), 9:30–9:45; no last time is set.",
        ),
        (
            (
                ("read event how_many", "how many [summary reviews] [when this week]"),
                ("read event what", "and [when next]"),
            ),
            "No reviews in the week of 14 September.",
        ),
        ((QUIZ, ("read event exists", "is it over [when by 10]")), "Yes: Pub quiz ends at 22:00, Tue 8 Sep."),
        (
            (QUIZ, ("read event when", "is it at [when 8] or [when half past]")),
            "Pub quiz: Tue 8 Sep (tomorrow), 20:00–22:00.",
        ),
        (
            (THIS_WEEK, ("update event", "just the [new_when evenings]")),
            "Swimming (Mon 7 Sep, 18:00–19:00), Pub quiz (Tue 8 Sep, 20:00–22:00) and Swimming (Thu 10 Sep, 18:00–19:00).",
        ),
        (
            (THIS_WEEK, ("update event", "only the ones with [attendee Tom]")),
            "Site review (Tue 8 Sep, 13:00–14:00) and Roof review (Thu 10 Sep, 11:00–12:00).",
        ),
        (
            (THIS_WEEK, ("update event", "just the ones in the [location hall]")),
            "Boiler demo, Wed 9 Sep (in 2 days), 14:00–14:45.",
        ),
        ((THIS_WEEK, ("update event", "only the [summary calls] with [attendee Ada]")), "None of those."),
        (
            (REVIEWS, ("update event", "without the [summary roof] one")),
            "Site review, Tue 8 Sep (tomorrow), 13:00–14:00.",
        ),
        (
            (THIS_WEEK, ("update event", "only [new_when wednesday]")),
            "Wed 9 Sep (in 2 days): Crew sync 9:30–9:45 and Boiler demo 14:00–14:45.",
        ),
        (
            (REVIEWS, ("update event", "just the [quantity last] one")),
            "Roof review, Thu 10 Sep (in 3 days), 11:00–12:00.",
        ),
        ((REVIEWS, ("update event", "only the [quantity first]")), "Site review, Tue 8 Sep (tomorrow), 13:00–14:00."),
        ((QUIZ, ("read event exists", "is that a [when tuesday]")), "Yes: Pub quiz is on Tue 8 Sep."),
        ((QUIZ, ("read event exists", "isn't that a [when weekend]")), "No: Pub quiz is on Tue 8 Sep."),
        (
            (QUIZ, ("read event exists", "is that a [summary supplier] day")),
            "Yes: Supplier call, Tue 8 Sep (tomorrow), 15:00–15:30.",
        ),
        (
            (QUIZ, ("read event exists", "is that a [summary swimming] night")),
            "No: nothing “swimming” on Tue 8 Sep.",
        ),
        (
            (
                ("update event", "move [summary supplier call] to [new_when quarter to five]"),
                ("read event exists", "does that still leave me time before the [summary quiz]"),
            ),
            "Yes: 2 hours 45 minutes between Supplier call and Pub quiz (Tue 8 Sep, 20:00–22:00).",
        ),
        (
            (
                ("update event", "move [summary supplier call] to [new_when quarter to five]"),
                ("read event exists", "anything [when after 6]"),
            ),
            "Yes: Pub quiz, Tue 8 Sep (tomorrow), 20:00–22:00.",
        ),
        (
            (
                ("read event how_many", "how many [summary swimming] are there [when in september]"),
                ("read event what", "which of them are [when on thursday]"),
            ),
            "Swimming, Thu 10 Sep (in 3 days), 18:00–19:00.",
        ),
        (
            (
                ("read task what", "what do I still need to do [when this week]"),
                ("read task exists", "anything [priority urgent] in there"),
            ),
            "No, nothing urgent this week. First due: Order bulbs (due Tue 8 Sep).",
        ),
    ],
)
def test_a_further_question_is_of_what_was_answered(
    turns: tuple[tuple[str, str], ...], said: str, database: Database
) -> None:
    assistant = Assistant(FakeTagger({marked: frames for frames, marked in turns}), SMALL.ZONE, lambda: "new")
    queries, conversation, outcome = Queries(database, SMALL.ZONE), Conversation(), None
    for frames, marked in turns:
        led_to = assistant.understand(tagging_of(frames, marked).text, SMALL.NOW, queries, conversation)
        outcome, conversation = led_to.outcome, led_to.conversation
    assert isinstance(outcome, Answer)
    assert outcome.text == said


def test_what_is_over_is_not_still_to_do(database: Database) -> None:
    frames, marked = "read task what", "what do I still need to do [when today]"
    assistant = Assistant(FakeTagger({marked: frames}), SMALL.ZONE, lambda: "new")
    noon = SMALL.NOW.replace(hour=12)
    led_to = assistant.understand(tagging_of(frames, marked).text, noon, Queries(database, SMALL.ZONE), Conversation())
    assert isinstance(led_to.outcome, Answer)
    assert [row.summary for row in led_to.outcome.items] == ["Swimming"]


@pytest.mark.parametrize("then", ["and the [quantity next] one", "and the [quantity next]"])
def test_the_next_one_after_the_last_is_called_as_that_is(then: str, database: Database) -> None:
    turns = {"when did I [quantity last] [summary have a swimming]": "read event when", then: "read event what"}
    assistant = Assistant(FakeTagger(turns), SMALL.ZONE, lambda: "new")
    queries, conversation, texts = Queries(database, SMALL.ZONE), Conversation(), list[str]()
    for marked, frames in turns.items():
        now = SMALL.at(8, 9)
        led_to = assistant.understand(tagging_of(frames, marked).text, now, queries, conversation)
        conversation = led_to.conversation
        assert isinstance(led_to.outcome, Answer)
        texts.append(led_to.outcome.text)
    assert texts == ["Swimming: Mon 7 Sep (yesterday), 18:00–19:00.", "Swimming: Thu 10 Sep (in 2 days), 18:00–19:00."]


def test_the_next_that_is_for_somebody_else_has_ones_own_beside_it(database: Database) -> None:
    rows = (
        SMALL.event("leo", "Dentist for Leo", SMALL.at(9, 9)),
        SMALL.event("own", "Dentist Dr Moe", SMALL.at(10, 15)),
    )
    history.commit(database, ChangeSet(tuple(RowChange(None, row) for row in rows), "fill"), SMALL.NOW)
    for marked, said in (
        (
            "when is my [quantity next] [summary dentist] appointment",
            "Dentist for Leo: Wed 9 Sep (in 2 days), 9:00–10:00. Dentist Dr Moe: Thu 10 Sep (in 3 days), 15:00–16:00.",
        ),
        (
            "when is the [quantity next] [summary dentist] appointment",
            "Dentist for Leo: Wed 9 Sep (in 2 days), 9:00–10:00.",
        ),
    ):
        frames = "read event when"
        assistant = Assistant(FakeTagger({marked: frames}), SMALL.ZONE, lambda: "new")
        text = tagging_of(frames, marked).text
        outcome = assistant.understand(text, SMALL.NOW, Queries(database, SMALL.ZONE), Conversation()).outcome
        assert isinstance(outcome, Answer)
        assert outcome.text == said
        assert [row.uid for row in outcome.items] == ["leo"]


def test_what_is_asked_of_one_person_is_asked_of_the_next(database: Database) -> None:
    rows = (SMALL.event("ivy", "Ivy on leave", SMALL.at(9, 9)), SMALL.event("max", "Max on leave", SMALL.at(11, 9)))
    met = SMALL.event("met", "Rota talk", SMALL.at(8, 9), attendees=(Attendee(name="Ivy"), Attendee(name="Max")))
    history.commit(database, ChangeSet(tuple(RowChange(None, row) for row in (*rows, met)), "fill"), SMALL.NOW)
    turns = {"when is [attendee Ivy] off": "read event when", "and [attendee Max]": "read event when"}
    assistant = Assistant(FakeTagger(turns), SMALL.ZONE, lambda: "new")
    queries, conversation, texts = Queries(database, SMALL.ZONE), Conversation(), list[str]()
    for marked, frames in turns.items():
        led_to = assistant.understand(tagging_of(frames, marked).text, SMALL.NOW, queries, conversation)
        conversation = led_to.conversation
        assert isinstance(led_to.outcome, Answer)
        texts.append(led_to.outcome.text)
    assert texts == [
        "Ivy on leave: Wed 9 Sep (in 2 days), 9:00–10:00.",
        "Max on leave: Fri 11 Sep (in 4 days), 9:00–10:00.",
    ]
