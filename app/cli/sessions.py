"""Conversations behind `plainday do`: one turn is understood, and done where that was asked for."""

import dataclasses
from datetime import datetime

from app.cli.store import calendars_of
from app.retaking import effects_of
from assistant.contract import Json, outcome_json, reply_json
from assistant.conversation import Conversation
from assistant.pipeline import Assistant
from assistant.plan import Answer, Confirmation, NotUnderstood, Plan, Retake
from models import history
from models.database import Database
from models.errors import NothingToUndo
from models.queries import Queries


@dataclasses.dataclass(frozen=True)
class Turn:
    """One thing said. `rehearse` never writes; `confirm` does at once what the sentence asks for."""

    text: str
    now: datetime
    confirm: bool = False
    rehearse: bool = False


@dataclasses.dataclass(frozen=True)
class Reply:
    """The `do` answer to a turn, the conversation after it, and the plan on the table, if one is."""

    json: Json
    conversation: Conversation
    plan: Plan | None = None


def take_turn(
    turn: Turn, conversation: Conversation, assistant: Assistant, database: Database, queries: Queries
) -> Reply:
    """Understands a turn and, where it says so, carries it out. Raises :class:`models.errors.StoreError`."""
    understood = assistant.understand(turn.text, turn.now, queries, conversation)
    outcome, after = understood.outcome, understood.conversation
    if isinstance(outcome, Confirmation):
        return carry_out(outcome.plan, turn, after, database, queries)
    if isinstance(outcome, Retake):
        confirmed = dataclasses.replace(turn, confirm=turn.confirm or outcome.confirmed)
        return retake(outcome.direction, confirmed, after, database, queries)
    calendars = calendars_of(queries)
    if isinstance(outcome, NotUnderstood):
        return Reply(reply_json(turn.text, "not_understood", calendars, answer=Answer(outcome.text)), after)
    if isinstance(outcome, Plan):
        if turn.confirm and not turn.rehearse:
            return carry_out(outcome, turn, after, database, queries)
        return Reply(outcome_json(turn.text, outcome, calendars), after, outcome)
    return Reply(outcome_json(turn.text, outcome, calendars), after)


def carry_out(plan: Plan, turn: Turn, conversation: Conversation, database: Database, queries: Queries) -> Reply:
    """Commits a plan, or in a rehearsal counts it as done."""
    calendars, undo = calendars_of(queries), None
    change_set = plan.change_set()
    if turn.rehearse:
        after = conversation.rehearsed(plan)
    else:
        if change_set:
            undo = history.commit(database, change_set, turn.now)
        after = conversation.committed(plan)
    return Reply(outcome_json(turn.text, plan, calendars | calendars_of(queries), "applied", undo), after)


def retake(
    direction: history.Direction, turn: Turn, conversation: Conversation, database: Database, queries: Queries
) -> Reply:
    """Takes back or repeats the last change: of the rehearsal if there is one, else of the file; where one was shown, that and no other."""
    if turn.rehearse and (conversation.supposed if direction == "undo" else conversation.retaken):
        return rehearse_retake(direction, turn, conversation, queries)
    calendars = calendars_of(queries)
    if turn.confirm and not turn.rehearse:
        try:
            entry = history.turn(database, turn.now, direction, conversation.shown_entry)
        except NothingToUndo as problem:
            return Reply(
                reply_json(turn.text, "answer", calendars, answer=Answer(str(problem))), conversation.dropped()
            )
        done = entry.change_set.inverted() if direction == "undo" else entry.change_set
        json = reply_json(
            turn.text, "applied", calendars | calendars_of(queries), effects_of(done, queries), undo=entry.id
        )
        return Reply(json, conversation.dropped())
    planned = history.upcoming(database, direction)
    if planned is None:
        nothing = Answer(history.MISSING[direction])
        return Reply(reply_json(turn.text, "answer", calendars, answer=nothing), conversation.dropped())
    step = planned.change_set.inverted() if direction == "undo" else planned.change_set
    shown = dataclasses.replace(conversation, shown_entry=planned.id)
    return Reply(reply_json(turn.text, "plan", calendars, effects_of(step, queries)), shown)


def rehearse_retake(direction: str, turn: Turn, conversation: Conversation, queries: Queries) -> Reply:
    """Undo and redo of what was only supposed."""
    supposed, retaken = conversation.supposed, conversation.retaken
    if direction == "undo":
        step, supposed, retaken = supposed[-1].inverted(), supposed[:-1], (*retaken, supposed[-1])
    else:
        step, supposed, retaken = retaken[-1], (*supposed, retaken[-1]), retaken[:-1]
    after = dataclasses.replace(conversation.dropped(), supposed=supposed, retaken=retaken)
    return Reply(reply_json(turn.text, "applied", calendars_of(queries), effects_of(step, queries)), after)
