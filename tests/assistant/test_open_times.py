"""Times with an open side, said of anything: an answer, a plan or a question, never a fault."""

import importlib.util
from pathlib import Path

import pytest

from assistant.plan import Answer, Clarification, Plan
from models.database import Database

SPEC = importlib.util.spec_from_file_location("test_resolution", Path(__file__).with_name("test_resolution.py"))
assert SPEC and SPEC.loader
SMALL = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(SMALL)
database, said = SMALL.database, SMALL.said

PHRASES = (
    "before friday noon", "sooner than thursday", "no later than the 30th", "by friday", "by friday at 3", "before 5pm", "until friday",
    "until 5", "after friday", "no earlier than monday", "by the end of the week", "before next week", "by 5/6", "since monday",
)  # fmt: skip
SENTENCES = (
    "update event : move [summary vet] to [new_when {}]",
    "update event : move the whole [summary pilates] series to [new_when {}]",
    "update event : move the [summary day off] to [new_when {}]",
    "update event : extend [summary choir] [new_when {}]",
    "update event : extend the [summary day off] [new_when {}]",
    "update event : make the [summary vet] all day [new_when {}]",
    "update event : copy the [summary vet] to [new_when {}]",
    "update task : move [summary pay the water bill] to [new_when {}]",
    "update task : move [summary oat milk] to [new_when {}]",
    "update task : move the whole [summary water the ferns] series to [new_when {}]",
    "create event : [summary gig] [when {}]",
    "create event : [summary gig] [recurrence every tuesday] [when {}]",
    "create task : remind me to [summary sweep] [when {}]",
    "delete event : cancel [summary pilates] [when {}]",
    "read event what : what is on [when {}]",
    "read event free : am I free [when {}]",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_open_time_is_a_fault(sentence: str, database: Database) -> None:
    for phrase in PHRASES:
        frames, marked = sentence.replace("{}", phrase).split(" : ", 1)
        (understood,) = said(database, (frames, marked))
        assert isinstance(understood.outcome, Answer | Clarification | Plan), phrase
