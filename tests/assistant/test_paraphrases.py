"""Follow-ups that are said otherwise, in plainer words; and sentences that are no such, which stay as they are."""

import dataclasses
from datetime import UTC, datetime

import pytest

from assistant.commands import Command, Selector, Values
from assistant.conversation import Conversation
from assistant.follow_ups.paraphrases import in_plain_words
from assistant.plan import Effect, Plan
from models.rows import Event, Row, Task

MOVED = Command("update", "event", selector=Selector(names=("vet",)), values=Values(when=("friday",)))
PLANNED = Conversation(commands=(MOVED,), plan=Plan("", ()), focus=("vet\n",))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ugh and the one after", "and the one after"),
        ("n the week after", "and the week after"),
        ("did that mess up anything on Friday", "does that clash with anything on Friday"),
        ("will it mess anything up?", "does that clash with anything"),
        ("does that get in the way of choir", "does that clash with choir"),
        ("can we cut into the cake", "can we cut into the cake"),
        ("damn, wrong week its the 23rd", "wrong week its the 23rd"),
        ("am obv", "am"),
        ("not on Thursday of course", "not on Thursday"),
        ("of course", "of course"),
        ("shoot the promo video on Friday", "shoot the promo video on Friday"),
        ("darn it wrong week", "wrong week"),
        ("oh bother i forgot the vet", "i forgot the vet"),
        ("bother Ben about it", "bother Ben about it"),
        ("sugar, that's the 9th", "that's the 9th"),
        ("sugar and eggs too", "sugar and eggs too"),
        ("n stockfish", "and stockfish"),
        ("+ eggs", "and eggs"),
        ("an yam", "and yam"),
        ("an hour", "an hour"),
        ("an apple", "an apple"),
        ("nuts", "nuts"),
        ("we're at mum's on the 9th, so not that one", "skip the one on the 9th"),
        ("I have choir on 6 March so no, skip that one", "skip the one on 6 March"),
        ("we're at mum's, so not that one", "we're at mum's, so not that one"),
        ("choir on 6 March and skip that one", "choir on 6 March and skip that one"),
        ("does that land on top of choir", "does that clash with choir"),
        ("not the 22nd though, we're at grandma's", "not the 22nd though"),
        ("but not on Friday, half term", "but not on Friday"),
        ("not the 22nd, cancel choir", "not the 22nd, cancel choir"),
        ("not the 22nd, the 23rd", "not the 22nd, the 23rd"),
        ("not tom, he's away", "not tom, he's away"),
        ("for good I mean, not just this week", "from now on"),
        ("no not just this once", "from now on"),
        ("for good measure", "for good measure"),
    ],
)
def test_plain_words(text: str, plain: str) -> None:
    assert in_plain_words(text, PLANNED) == plain
    assert in_plain_words(text, Conversation()) == text


def behind(row: Row, *done: Command) -> Conversation:
    """What is said once these were carried out, which made or changed this row."""
    return Conversation(done=done, carried_out=Plan("", (Effect(None, row, ()),)), focus=(f"{row.id}\n",))


def test_who_wants_to_meet_is_who_was_reached_for_a_task() -> None:
    rung = Command("complete", "task", text="rang the roofer")
    task = Task(id="gutter", uid="gutter", calendar_id="todo", summary="Gutter", status="COMPLETED")
    assert in_plain_words("he wants to talk friday at 5", behind(task, rung)) == "talk with roofer friday at 5"
    told = behind(Task(id="ask", uid="ask", calendar_id="todo", summary="Email Ines Roth about the lease"), MOVED)
    assert in_plain_words("she'd like a call on Monday at 2", told) == "call with Ines Roth on Monday at 2"
    assert in_plain_words("she wants to talk about it", told) == "she wants to talk about it"
    event = Event(id="vet", uid="vet", calendar_id="home", summary="Vet")
    assert in_plain_words("he wants to meet at 5", behind(event, MOVED)) == "he wants to meet at 5"


def test_same_time_with_a_question_mark_is_asked_of_what_was_moved() -> None:
    moved = behind(Event(id="vet", uid="vet", calendar_id="home", summary="Vet"), MOVED)
    assert in_plain_words("so still at the same time?", moved) == "when is it"
    assert in_plain_words("same place?", moved) == "where is it"
    assert in_plain_words("same time", moved) == "same time"


def test_a_number_behind_minutes_is_minutes() -> None:
    made = Command("create", "event", values=Values(names=("sauna",), duration="45 mins"))
    assert in_plain_words("no, 60", Conversation(done=(made,))) == "make it 60 minutes"
    assert in_plain_words("make it 90", Conversation(done=(made,))) == "make it 90 minutes"
    assert in_plain_words("make it 11", Conversation(done=(made,))) == "make it 11"
    assert in_plain_words("make it 90", Conversation(done=(MOVED,))) == "make it 90"


def test_hours_alone_are_those_of_what_was_planned() -> None:
    planned = Command("create", "event", values=Values(names=("potting up",)))
    start = datetime(2026, 3, 9, 12, tzinfo=UTC)
    made = behind(Event(id="pots", uid="pots", calendar_id="home", summary="Potting up", start=start), planned)
    assert in_plain_words("half one to four", made) == "make it from half one to four"
    assert in_plain_words("no, 12:30 till 4", made) == "make it from 12:30 till 4"
    assert in_plain_words("add it to four lists", made) == "add it to four lists"
    stay = Event(id="stay", uid="stay", calendar_id="home", summary="Stay", start=start.date())
    assert in_plain_words("12 to 13", behind(stay, planned)) == "12 to 13"


def test_more_time_is_given_until_then_and_another_task_is_one() -> None:
    made = Command("create", "task", values=Values(names=("label the dahlias",)))
    task = Task(id="dahlias", uid="dahlias", calendar_id="todo", summary="Label the dahlias")
    assert in_plain_words("give her till wednesday", behind(task, made)) == "make it due wednesday"
    assert in_plain_words("another for price labels", behind(task, made)) == "add a task price labels"
    assert in_plain_words("another one to ring Jo", behind(task, made)) == "add a task to ring Jo"
    event = Event(id="vet", uid="vet", calendar_id="home", summary="Vet")
    assert in_plain_words("give it until 5", behind(event, MOVED)) == "extend it until 5"
    assert (
        in_plain_words("give her till the cows come home", behind(event, MOVED)) == "give her till the cows come home"
    )
    assert in_plain_words("another for Ana", behind(event, MOVED)) == "another for Ana"


def test_who_is_told_of_is_taken_off_or_comes_at_another_time() -> None:
    match = behind(Event(id="match", uid="match", calendar_id="home", summary="Match"), MOVED)
    assert in_plain_words("Jim's pulled out and Ana's playing", match) == "take Jim off it and add Ana"
    assert in_plain_words("Jim has dropped out", match) == "take Jim off it"
    assert in_plain_words("She's pulled out of the deal", match) == "She's pulled out of the deal"
    asked = Command("read", "event", asks="what")
    shown = Conversation(commands=(asked,), focus=("vet\n", "choir\n"), of_answer=True, answered=True)
    assert in_plain_words("Neil's running late make it half ten", shown) == "move the one with Neil to half ten"
    assert in_plain_words("Sheila would rather half eight", shown) == "move the one with Sheila to half eight"
    assert in_plain_words("Sheila would rather not", shown) == "Sheila would rather not"
    assert in_plain_words("Sheila would rather half eight", match) == "Sheila would rather half eight"
    assert in_plain_words("nige is joining us every week now", match) == "add nige to it every week"
    assert in_plain_words("nige is joining us", match) == "nige is joining us"
    assert in_plain_words("it is coming every week", match) == "it is coming every week"


def test_one_is_reminded_of_it_then_and_it_stays_where_it_is() -> None:
    asked = Command("read", "event", asks="when", selector=Selector(names=("dentist",)))
    shown = Conversation(commands=(asked,), focus=("dentist\n",), of_answer=True, answered=True)
    assert in_plain_words("remind me about it monday at 12", shown) == "add a reminder to it for monday at 12"
    assert in_plain_words("remind me about it an hour before", shown) == "remind me about it an hour before"
    assert in_plain_words("remind me about it when I'm home", shown) == "remind me about it when I'm home"
    made = Command("create", "task", values=Values(names=("buy stamps",)))
    task = Task(id="stamps", uid="stamps", calendar_id="todo", summary="Buy stamps")
    assert in_plain_words("remind me about it thursday", behind(task, made)) == "remind me about it thursday"
    due = dataclasses.replace(task, due=datetime(2026, 3, 6, 17, tzinfo=UTC))
    assert in_plain_words("remind me about it thursday", behind(due, made)) == "remind me about “Buy stamps” thursday"


def test_but_one_of_a_series_that_was_made_is_not_that_one() -> None:
    start = datetime(2026, 3, 6, 18, tzinfo=UTC)
    choir = Event(id="choir", uid="choir", calendar_id="home", summary="Choir", start=start)
    weekly = dataclasses.replace(choir, rrule="FREQ=WEEKLY;BYDAY=FR")
    made = Command("create", "event", values=Values(names=("choir",)))
    assert in_plain_words("except the 22nd", behind(weekly, made)) == "not the 22nd"
    assert in_plain_words("except Ana", behind(weekly, made)) == "except Ana"
    assert in_plain_words("except the 22nd", behind(choir, made)) == "except the 22nd"
