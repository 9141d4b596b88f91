"""The simulated world: its times mean what they say, its judge sees what contradicts a sentence, a seed gives the same lines."""

import dataclasses
import itertools
import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.plan import Answer, Effect, Plan
from models.rows import Calendar, Event
from training import bank
from training.bank import Frame, Sentence, parse_frame, parse_sentence
from training.corpus import Source
from training.execution import Intent, Verdict, execute, gold_tagging, judge
from training.lexicon import Lexicon, load_lexicon
from training.moments import FORMS, Moment, say
from training.recipe import Sampling
from training.sampling import Sampler
from training.timephrases import TimePhrases
from training.world import Line, World, simulate

NOW = datetime(2026, 3, 4, 9)
ZONE = ZoneInfo("Europe/Berlin")
HOME = {"personal": Calendar(id="personal", name="Personal", kind="event")}
THURSDAY = datetime(2026, 3, 5, 15, tzinfo=ZONE)
LUNCH = Event(
    id="lunch-row", uid="lunch", calendar_id="personal", summary="Lunch", start=THURSDAY, end=THURSDAY + timedelta(hours=1)
)  # fmt: skip
OTHER = dataclasses.replace(LUNCH, id="yoga-row", uid="yoga", summary="Yoga")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The shipped lexicons."""
    return load_lexicon()


@pytest.fixture(scope="module")
def sampling() -> Sampling:
    """The student's numbers."""
    return Sampling()


@pytest.fixture(scope="module")
def sampler(lexicon: Lexicon, sampling: Sampling) -> Sampler:
    """Draws from the shipped bank."""
    return Sampler(bank.load(), lexicon, sampling)


def intent(frame: str, marked: str, found: tuple[Moment, ...] = (), goal: tuple[Moment, ...] = ()) -> Intent:
    """What a marked sentence is about: lunch, where it finds anything."""
    sentence = parse_sentence(marked, (parse_frame(frame),))
    subjects = frozenset[str]() if frame.startswith("create") else frozenset({"lunch"})
    return Intent(sentence.commands[0], sentence, subjects, found, goal)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_times_said_hold_of_the_time_they_are_for(name: str) -> None:
    rng, told = random.Random(name), 0
    for _ in range(400):
        start = NOW + timedelta(minutes=15 * rng.randrange(1, 4 * 24 * 30))
        end = start + timedelta(hours=1)
        if said := say(name, start, end, NOW, rng):
            told += 1
            phrase, moment = said
            assert moment.holds(start), phrase
            assert moment.ends_at(end), phrase
            assert "{" not in phrase
    assert told > 5


@pytest.mark.parametrize(
    ("moment", "when", "held"),
    [
        (Moment(days=(date(2026, 3, 5), date(2026, 3, 5))), date(2026, 3, 5), True),
        (Moment(days=(date(2026, 3, 5), date(2026, 3, 5))), date(2026, 3, 12), False),
        (Moment(days=(date(2026, 3, 5), date(2026, 3, 5)), weekly=True), date(2026, 3, 12), True),
        (Moment(begins=900), datetime(2026, 3, 5, 15), True),
        (Moment(begins=900), datetime(2026, 3, 5, 3), False),
        (Moment(begins=900, bare=True), datetime(2026, 3, 5, 3), True),
        (Moment(begins=900), date(2026, 3, 5), False),
        (Moment(hours=(12, 18)), datetime(2026, 3, 5, 18), False),
    ],
)
def test_what_a_moment_holds_of(moment: Moment, when: date, held: bool) -> None:
    assert moment.holds(when) is held


ONE_DAY = Moment(days=(date(2026, 3, 6), date(2026, 3, 6)))
MOVED = dataclasses.replace(LUNCH, start=THURSDAY + timedelta(1), end=THURSDAY + timedelta(1, 3600))


@pytest.mark.parametrize(
    ("about", "effect", "reason"),
    [
        (intent("delete event", "cancel [summary lunch]"), Effect(LUNCH, None), ""),
        (intent("delete event", "cancel [summary lunch]"), Effect(OTHER, None), "do not name: summary"),
        (intent("delete event", "cancel [summary lunch]"), Effect(LUNCH, MOVED), "delete changes a row"),
        (intent("delete event", "cancel [when Friday]", (ONE_DAY,)), Effect(LUNCH, None), "do not name: when"),
        (intent("delete event", "cancel all but [excluded lunch]"), Effect(LUNCH, None), "do not name: excluded"),
        (intent("update event", "move [summary lunch] to [new_when Friday]", (), (ONE_DAY,)), Effect(LUNCH, MOVED), ""),
        (intent("update event", "move [summary lunch] to [new_when Friday]", (), (ONE_DAY,)),
         Effect(LUNCH, dataclasses.replace(LUNCH, summary="Friday")), "update changes summary"),
        (intent("update event", "move [summary lunch] to [new_when noon]", (), (Moment(begins=720),)),
         Effect(LUNCH, MOVED), "another time than said"),
        (intent("create event", "[summary lunch] [when Friday]", (), (ONE_DAY,)), Effect(None, MOVED), ""),
        (intent("create event", "[summary lunch] [when Friday]", (), (ONE_DAY,)), Effect(None, LUNCH), "begins at another time"),
        (intent("create event", "[summary dinner] [when Friday]", (), (ONE_DAY,)), Effect(None, MOVED), "another name"),
        (intent("create task", "[summary lunch]"), Effect(None, LUNCH), "wrong kind"),
        (intent("read event when", "when is [summary lunch]"), Effect(LUNCH, None), "question"),
    ],
)  # fmt: skip
def test_the_judge_sees_what_contradicts(about: Intent, effect: Effect, reason: str) -> None:
    found = judge([about], Plan("", (effect,)), HOME)
    assert reason in found.reason
    assert bool(reason) == (found.verdict is Verdict.CONTRADICTED)


def test_the_judge_sees_answers_that_miss_or_say_too_much() -> None:
    asked = intent("read event when", "when is [summary lunch]")
    assert judge([asked], Answer("", (LUNCH,)), HOME).verdict is Verdict.AGREED
    assert judge([asked], Answer("Nothing."), HOME).reason == "does not find what is there"
    assert "do not name" in judge([asked], Answer("", (LUNCH, OTHER)), HOME).reason
    assert "change was asked" in judge([intent("delete event", "cancel [summary lunch]")], Answer("?"), HOME).reason


def test_gold_marks_are_given_as_a_tagger_would() -> None:
    frames = (Frame("delete", "event"), Frame("create", "task"))
    tagging = gold_tagging(parse_sentence("cancel [summary yoga] || and note [summary milk]", frames))
    assert [tagging.text[c.start : c.end].strip() for c in tagging.commands] == ["cancel yoga", "and note milk"]
    assert [s.text for c in tagging.commands for s in c.slots] == ["yoga", "milk"]


@pytest.mark.parametrize(
    ("marked", "frame"),
    [
        ("cancel [summary lunch with the Hendersons]", "delete event"),
        ("move [summary piano lesson] from [when Friday at 3pm] to [new_when tomorrow at 10am]", "update event"),
        ("tick off [summary call the bank]", "complete task"),
        ("when is the [summary piano lesson]", "read event when"),
        ("[summary piano lesson] [when tomorrow at 10am]", "create event"),
    ],
)
def test_plain_sentences_are_executed_as_meant(lexicon: Lexicon, marked: str, frame: str) -> None:
    times = TimePhrases(lexicon)
    for seed in range(4):
        world = World(f"plain {seed}", lexicon, times)
        line = world.place(parse_sentence(marked, (parse_frame(frame),)))
        ((_, finding),) = world.run([line])
        assert finding.verdict in (Verdict.AGREED, Verdict.ASKED), (line.sentence.text, world.now, finding)
        sure = line.intents[0].subjects or line.intents[0].goal
        assert sure, line.sentence.text


def test_simulated_lines(sampler: Sampler, lexicon: Lexicon) -> None:
    found = list(itertools.islice(simulate(sampler.draw, lexicon, 3), 192))
    again = itertools.islice(simulate(sampler.draw, lexicon, 3), 60)
    assert [line.sentence for line, _ in again] == [line.sentence for line, _ in found[:60]]
    verdicts = [finding.verdict for _, finding in found]
    assert verdicts.count(Verdict.AGREED) > 0.5 * len(found)
    assert sum(bool(i.subjects or i.goal) for line, _ in found for i in line.intents) > 0.25 * len(found)
    for line, _ in found:
        assert spans_are_whole(line)


def spans_are_whole(line: Line) -> bool:
    """Every span of a placed sentence lies in its command and holds words."""
    text = line.sentence.text
    return all(
        text[s.start : s.end].strip() == text[s.start : s.end] != "" and s.start >= c.start
        for c in line.sentence.commands
        for s in c.spans
    )


def test_a_share_of_the_corpus_comes_from_the_world(sampling: Sampling, lexicon: Lexicon) -> None:
    phrases = bank.load()[::40]

    def drawn(share: float) -> list[Sentence]:
        source, rng = Source(phrases, lexicon, dataclasses.replace(sampling, world=share), 7), random.Random(7)
        return [source.draw(rng) for _ in range(120)]

    plain, rng = Sampler(phrases, lexicon, sampling), random.Random(7)
    assert drawn(0.0) == [plain.draw(rng) for _ in range(120)]
    assert drawn(0.3) == drawn(0.3) != drawn(0.0)


def test_what_the_world_leaves_out_is_what_execution_contradicts(lexicon: Lexicon) -> None:
    world = World("wrong", lexicon, TimePhrases(lexicon))
    line = world.place(parse_sentence("cancel [summary yoga]", (parse_frame("delete event"),)))
    misread = dataclasses.replace(line.intents[0], goal=(), found=(Moment(days=(date(2000, 1, 1), date(2000, 1, 1))),))
    ((_, right),) = world.run([line])
    ((_, wrong),) = world.run([Line(line.sentence, (misread,))])
    assert (right.verdict, wrong.verdict) == (Verdict.AGREED, Verdict.CONTRADICTED)
    assert execute(parse_sentence("nice weather", (parse_frame("none"),)), None) is None  # type: ignore[arg-type]
