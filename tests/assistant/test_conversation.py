"""Several turns over the calendar of test_resolution: follow-ups, questions answered, undo and redo, rehearsals. Data: ``corpus/conversations.txt``."""

import importlib.util
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

from app.cli.sessions import Reply, Turn, take_turn
from assistant.contract import Json
from assistant.conversation import Conversation
from assistant.fake_tagger import FakeTagger, tagging_of
from assistant.pipeline import Assistant
from assistant.tagging import Tagging
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.errors import StaleChange
from models.queries import Queries
from models.rows import Row

SPEC = importlib.util.spec_from_file_location("test_resolution", Path(__file__).with_name("test_resolution.py"))
assert SPEC and SPEC.loader
SMALL = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(SMALL)
ROWS: tuple[Row, ...] = SMALL.ROWS
NOW: datetime = SMALL.NOW
CASES = Path(__file__).parent.parent / "corpus/conversations.txt"
#: How a turn is said: as a plan, to be done at once, as a rehearsal.
SAID = {"?": {}, "!": {"confirm": True}, "~": {"rehearse": True}}


def cases() -> list[tuple[str, list[tuple[str, str, str, list[str]]]]]:
    """(title, turns) of the file; a turn is how it is said, frames, marked sentence, and the lines that it must lead to."""
    found: list[tuple[str, list[tuple[str, str, str, list[str]]]]] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found.append((line[3:], []))
        elif line.startswith("    "):
            found[-1][1][-1][3].append(line.strip())
        elif line[:1] in SAID:
            frames, marked = line[2:].split(" : ", 1)
            found[-1][1].append((line[0], frames, marked, []))
    return found


@pytest.fixture
def database() -> Iterator[Database]:
    with open_database(None) as opened:
        history.commit(opened, ChangeSet(tuple(RowChange(None, row) for row in ROWS), "fill"), NOW)
        yield opened


def told(json: Json) -> list[str]:
    """A `do` answer in lines: its status, then each row, answer and question."""
    lines = [json["status"], *(f"- {row['uid']}{at(row)}" for row in json["deleted"])]
    for pair in json["updated"]:
        before, after = pair["before"], pair["after"]
        fields = [f"{k}={after.get(k)}" for k in sorted(before.keys() | after.keys()) if before.get(k) != after.get(k)]
        lines.append(f"~ {before['uid']}{at(before)} {' '.join(fields)}")
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
    if json["answer"] and json["answer"].get("items"):
        lines.append("about " + " ".join(f"{item['uid']}{at(item)}" for item in json["answer"]["items"]))
    if json["answer"] and json["answer"].get("free") is not None:
        lines.append("free " + " ".join(f"{start[5:16]}–{end[11:16]}" for start, end in json["answer"]["free"]))
    if json["question"]:
        lines.append("asks: " + " | ".join(choice["label"] for choice in json["question"]["choices"]))
    return [line.strip().replace("\n", "\\n") for line in lines]


def at(row: Json) -> str:
    return f"@{row['recurrence_id'][5:]}" if "recurrence_id" in row else ""


def everything(queries: Queries) -> list[Row]:
    events = queries.rows([n.id for n in queries.names("event")])
    return sorted((*queries.calendars(), *queries.tasks(), *events), key=lambda row: row.id)


@pytest.mark.parametrize(("title", "turns"), cases(), ids=[title for title, _ in cases()])
def test_conversation(title: str, turns: list[tuple[str, str, str, list[str]]], database: Database) -> None:
    fresh = count(1)
    assistant = Assistant(
        FakeTagger({marked: frames for _, frames, marked, _ in turns}), SMALL.ZONE, lambda: f"new-{next(fresh)}"
    )
    queries, conversation = Queries(database, SMALL.ZONE), Conversation()
    for how, frames, marked, expected in turns:
        before = everything(queries)
        turn = Turn(tagging_of(frames, marked).text, NOW, **SAID[how])
        reply = take_turn(turn, conversation, assistant, database, queries)
        conversation = reply.conversation
        assert told(reply.json) == expected, marked
        written = reply.json["status"] == "applied" and how != "~"
        assert (everything(queries) != before) == written, marked


class Listening(FakeTagger):
    """Writes down after what each sentence was said."""

    heard: dict[str, str | None]

    def tag(self, text: str, before: str | None = None) -> Tagging:
        self.heard = {**getattr(self, "heard", {}), text: before}
        return super().tag(text, before)


def test_the_student_hears_what_was_said_before(database: Database) -> None:
    turns = {
        "[summary supper] on [when sunday at 19:30]": "create event",
        "what's the weather like": "none",
        "make it [new_when 20:30]": "update event",
        "when is [summary choir]": "read event when",
        "clear my [list groceries] list": "delete task",
    }
    tagger = Listening(turns)
    assistant, queries = Assistant(tagger, SMALL.ZONE, lambda: "new"), Queries(database, SMALL.ZONE)
    conversation = Conversation()
    for marked, frames in turns.items():
        turn = Turn(tagging_of(frames, marked).text, NOW, confirm=frames == "update event")
        conversation = take_turn(turn, conversation, assistant, database, queries).conversation
    texts = [tagging_of(frames, marked).text for marked, frames in turns.items()]
    wanted = [None, "create event", "create event", "update event", "read event when"]
    assert [tagger.heard[text] for text in texts] == wanted


def test_another_one_like_a_task_that_is_done_is_still_to_be_done(database: Database) -> None:
    turns = {
        "[summary water bill] is paid": "complete task",
        "set up the same 1 for [when april 5th], again": "create event",
    }
    assistant, queries = Assistant(FakeTagger(turns), SMALL.ZONE, lambda: "new"), Queries(database, SMALL.ZONE)
    paid, again = (tagging_of(frames, marked).text for marked, frames in turns.items())
    done = take_turn(Turn(paid, NOW, confirm=True), Conversation(), assistant, database, queries)
    assert [pair["after"]["status"] for pair in done.json["updated"]] == ["COMPLETED"]
    (made,) = take_turn(Turn(again, NOW), done.conversation, assistant, database, queries).json["created"]
    assert (made["summary"], made["due"], made["status"]) == ("Pay the water bill", "2026-04-05", "NEEDS-ACTION")


def test_what_sets_itself_right_is_one_thing(database: Database) -> None:
    turns = {
        "[summary shoot] [when sunday 15 march 10 am]": "create event",
        "make it [new_when the 22nd]": "update event",
        "[summary shoot] [when sunday 15 march 10 am] wait im away make it the [when 22nd]": "create event",
    }
    assistant, queries = Assistant(FakeTagger(turns), SMALL.ZONE, lambda: "new"), Queries(database, SMALL.ZONE)
    turn = Turn("shoot sunday 15 march 10 am wait im away make it the 22nd", NOW)
    reply = take_turn(turn, Conversation(), assistant, database, queries)
    assert told(reply.json) == ["plan", "+ Shoot 2026-03-22T10:00:00 2026-03-22T11:00:00 Home"]


def test_a_yes_takes_back_what_was_shown_and_nothing_else(database: Database) -> None:
    assistant, queries = Assistant(FakeTagger({}), SMALL.ZONE, lambda: "new"), Queries(database, SMALL.ZONE)

    def say(text: str, conversation: Conversation) -> Reply:
        return take_turn(Turn(text, NOW), conversation, assistant, database, queries)

    (vet,) = queries.rows(["vet"])
    history.commit(database, ChangeSet((RowChange(vet, None),), "cancel the vet"), NOW)
    shown = say("undo", Conversation())
    assert told(shown.json) == ["plan", "+ Vet for Otto 2026-03-06T15:00:00 2026-03-06T16:00:00 Oak Street Home"]
    (choir,) = queries.rows(["choir"])
    history.commit(database, ChangeSet((RowChange(choir, None),), "elsewhere"), NOW)
    with pytest.raises(StaleChange, match="nothing was taken back"):
        say("yes", shown.conversation)
    again = say("undo", shown.conversation)
    assert told(say("yes", again.conversation).json)[1] == "+ Choir 2026-03-08T19:00:00 2026-03-08T20:00:00 Home"


def test_what_there_was_to_look_out_for_stays_while_the_time_does(database: Database) -> None:
    turns = {
        "[summary supper] on [when sunday at 19:30]": "create event",
        "at [new_location Luigi's]": "update event",
        "make it [new_when 20:30]": "update event",
    }
    assistant, queries = Assistant(FakeTagger(turns), SMALL.ZONE, lambda: "new"), Queries(database, SMALL.ZONE)
    conversation, warned = Conversation(), []
    for marked, frames in turns.items():
        reply = take_turn(Turn(tagging_of(frames, marked).text, NOW), conversation, assistant, database, queries)
        conversation = reply.conversation
        warned.append(reply.json["warnings"])
    assert warned == [["overlaps Choir, 19:00–20:00"], ["overlaps Choir, 19:00–20:00"], []]


def test_a_sentence_says_of_which_plan_it_is(database: Database) -> None:
    """A revision, a yes and a no are of the plan on the table; a sentence of its own, and one beside it, are not."""
    turns = {
        "[summary supper] on [when sunday at 19:30]": "create event",
        "make it [new_when 20:30]": "update event",
        "[summary lunch] on [when friday at 12:00]": "create event",
        "what's on [when friday]": "read event what",
    }
    assistant, queries = Assistant(FakeTagger(turns), SMALL.ZONE, lambda: "new"), Queries(database, SMALL.ZONE)
    first, revision, other, asked = (tagging_of(frames, marked).text for marked, frames in turns.items())
    planned = assistant.understand(first, NOW, queries, Conversation())
    assert planned.of_plan is None
    about = {
        text: assistant.understand(text, NOW, queries, planned.conversation).of_plan
        for text in (revision, "yes", "no", other, asked, "undo the last two")
    }
    assert [text for text, plan in about.items() if plan is planned.outcome] == [revision, "yes", "no"]
    assert {plan for plan in about.values() if plan is not planned.outcome} == {None}
    beside = assistant.understand(asked, NOW, queries, planned.conversation)
    assert assistant.understand("yes", NOW, queries, beside.conversation).of_plan is planned.outcome
