"""The whole path on one page: text → tagging → commands → plan, answer or question. Nothing is written here."""

import contextlib
import dataclasses
import re
from collections.abc import Callable
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from assistant.commands import Command, Referent, Selector
from assistant.conditions import ask_condition, tied, undenied
from assistant.conversation import (
    CANCEL_THAT,
    DELETE_IT,
    NO,
    REDO,
    UNDO,
    YES,
    Conversation,
    chosen,
    revising,
)
from assistant.corrections import less_made
from assistant.effort import Effort
from assistant.interpretation import interpret
from assistant.plan import Answer, Choice, Clarification, Confirmation, NotUnderstood, Outcome, Question, Retake
from assistant.recognition import explained, hold_together, recognize, with_whole_names
from assistant.resolution.answering import speaks_of_one
from assistant.resolution.context import Context
from assistant.resolution.counted import marked
from assistant.resolution.name_index import Indexes
from assistant.resolution.sequence import resolve_all
from assistant.tagging import Tagger, Tagging
from assistant.taking_up import take_up
from assistant.temporal.grammar import grammar
from assistant.temporal.values import Purpose, Setting
from models.queries import Queries

#: "cancel that" where nothing else is meant: the rows last talked of go.
TAKE_AWAY = Command("delete", "event", selector=Selector(referent=Referent.IT))
CAN_DO = (
    "I keep your calendar, tasks and lists. Try “lunch with Ana tomorrow at 1”, “what's on this week?”, "
    "“move the dentist to Friday” or “add milk to my shopping list”."
)
#: A question about oneself is no order yet (policy 21).
WHETHER = re.compile(r"^\W*(?:should|ought) (?:i|we)(?: to)?\b", re.I)
#: "undo the last two".
SEVERAL = re.compile(r"\b(?:two|three|four|five|[2-9]|both|all|everything)\b", re.I)
ONE_STEP = Question("I go one step at a time: say “undo” for the last one, and again for the one before.")
DROPPED = "All right, nothing changed."
STAYS = "All right, it stays as it is."


def ask_whether(commands: tuple[Command, ...], text: str) -> Question:
    """ "should I cancel jazz night?": the order that it would be, to be picked or left."""
    order = WHETHER.sub("", text).strip(" ?!.")
    return Question(
        "That is yours to decide. If you want it:", (Choice(order[:1].upper() + order[1:], order, commands),)
    )


def orders(tagging: Tagging) -> tuple[Command, ...]:
    """The commands of a tagging, but for words that are none."""
    return tuple(c for c in interpret(tagging) if c.operation != "none")


def standing(tagging: Tagging, conversation: Conversation, setting: Setting) -> Tagging:
    """The tagging without what its words deny; whole where "don't cancel the vet" is said of a plan that does."""
    left, commands = undenied(tagging), orders(tagging)
    follows = left is not tagging and take_up(commands, tagging.text, conversation, setting) != commands
    return tagging if follows else left


def retake(direction: Literal["undo", "redo"], conversation: Conversation) -> tuple[Outcome, Conversation]:
    """Undo or redo; where nothing was done yet, and a plan is on the table, that is what "undo" takes back."""
    if direction == "undo" and conversation.plan is not None and not conversation.changed:
        return Answer(DROPPED), conversation.dropped()
    return Retake(direction), conversation.retaking(direction)


@dataclasses.dataclass(frozen=True)
class Understanding:
    """What a sentence leads to, the conversation after it, and how its words were taken. `is_cut`: of the rows only the first."""

    outcome: Outcome
    conversation: Conversation
    tagging: Tagging
    is_cut: bool = False


@dataclasses.dataclass(frozen=True)
class Assistant:
    """Understands sentences. Clock, uids and tagger are given; `zone` is the person's; `effort` says how much of an outcome is made."""

    tagger: Tagger
    zone: ZoneInfo
    new_id: Callable[[], str]
    first_weekday: int = 0
    day_first: bool = False
    indexes: Indexes = dataclasses.field(default_factory=Indexes, compare=False)
    effort: Effort = dataclasses.field(default_factory=Effort, compare=False)

    def prepare(self, queries: Queries) -> None:
        """Compiles the grammar of time phrases and indexes the names, which the first sentences would wait for."""
        grammar()
        self.indexes.of("event", queries.names("event"))
        self.indexes.of("task", queries.names("task"))

    def understand(self, text: str, now: datetime, queries: Queries, conversation: Conversation) -> Understanding:
        """What `text` means at `now` (aware), over these rows, after this conversation."""
        told = self.told(text, conversation)
        if told is not None:
            outcome, after = told
            return Understanding(outcome, after, Tagging(text, ()))
        choice = chosen(text, conversation)
        if choice is not None and choice.commands:
            open_ = conversation.plan is not None or conversation.commands
            picked = choice.commands if open_ else revising(choice, conversation.done)
            return self.resolved(picked, choice.text, now, queries, conversation, Tagging(text, ()))
        if conversation.plan is not None and (fewer := less_made(text, conversation.commands)) is not None:
            return self.resolved(fewer, text, now, queries, conversation, Tagging(text, ()))
        tagging = recognize(explained(self.tagger.tag(text), queries, self.indexes), queries, self.indexes)
        tagging = with_whole_names(hold_together(tagging, queries), queries, self.indexes)
        tagging = marked(tagging, lambda: self.indexes.of("event", queries.names("event")))
        if CANCEL_THAT.fullmatch(text) and conversation.focus:
            return self.resolved(
                (dataclasses.replace(TAKE_AWAY, text=text),), text, now, queries, conversation, tagging
            )
        operations = {c.operation for c in tagging.commands}
        if operations & {"undo", "redo"} and SEVERAL.search(text):
            return Understanding(Clarification(ONE_STEP), conversation, tagging)
        if operations & {"undo", "redo"}:
            outcome, after = retake("undo" if "undo" in operations else "redo", conversation)
            return Understanding(outcome, after, tagging)
        setting = Setting(
            now.astimezone(self.zone), self.zone, Purpose.SELECT, None, None, self.first_weekday, self.day_first
        )
        left = standing(tagging, conversation, setting)
        if left is not tagging and all(c.operation == "none" for c in left.commands):
            return Understanding(Answer(STAYS), conversation.dropped(), tagging)
        ordered, waits = tied(left)
        commands = orders(ordered)
        if not commands:
            return Understanding(NotUnderstood(CAN_DO), conversation, tagging)
        commands = take_up(commands, left.text, conversation, setting)
        if waits:
            asked = Clarification(ask_condition(text, commands))
            return Understanding(asked, conversation.after(asked, commands if asked.question.choices else ()), tagging)
        if WHETHER.match(text) and operations.isdisjoint({"read"}):
            asked = Clarification(ask_whether(commands, text))
            return Understanding(asked, conversation.after(asked, commands), tagging)
        return self.resolved(commands, text, now, queries, conversation, tagging)

    def told(self, text: str, conversation: Conversation) -> tuple[Outcome, Conversation] | None:
        """Words to the program itself: yes, no, undo, redo, "cancel that" (policy 24)."""
        if UNDO.fullmatch(text):
            return retake("undo", conversation)
        if REDO.fullmatch(text):
            return retake("redo", conversation)
        if conversation.retake is not None and YES.fullmatch(text):
            return Retake(conversation.retake, confirmed=True), conversation
        open_ = conversation.plan is not None or (conversation.question is not None and bool(conversation.commands))
        if conversation.plan is not None and YES.fullmatch(text):
            return Confirmation(conversation.plan), conversation
        asked = conversation.question if conversation.plan is None and conversation.commands else None
        if asked is not None and len(asked.choices) != 1 and YES.fullmatch(text):
            return Clarification(asked), conversation
        if NO.fullmatch(text) and (
            open_ or conversation.question is not None or not text.strip().casefold().startswith("cancel")
        ):
            stays = conversation.plan is None and not conversation.commands and conversation.changed
            return Answer(STAYS if stays else DROPPED), conversation.dropped()
        if CANCEL_THAT.fullmatch(text):
            if open_:
                return Answer(DROPPED), conversation.dropped()
            if conversation.changed and not conversation.answered and not DELETE_IT.fullmatch(text):
                return Retake("undo"), conversation.retaking("undo")
        return None

    def resolved(
        self,
        commands: tuple[Command, ...],
        text: str,
        now: datetime,
        queries: Queries,
        conversation: Conversation,
        tagging: Tagging,
    ) -> Understanding:
        """The outcome of commands over the rows as the conversation sees them."""
        about_plan = len(commands) == 1 and commands[0].operation == "read" and speaks_of_one(commands[0])
        planned = conversation.plan if about_plan else None
        supposed = conversation.supposed
        if planned is not None and any(effect.after is not None for effect in planned.effects):
            supposed = (*supposed, planned.change_set())
        with contextlib.ExitStack() as stack:
            seen = stack.enter_context(queries.supposing(supposed)) if supposed else queries
            context = Context(
                seen,
                now.astimezone(self.zone),
                self.zone,
                self.new_id,
                conversation.focus,
                # behind a question that was not answered, "it" may still be any of them
                conversation.answered or (conversation.plan is None and bool(conversation.commands)),
                None,
                self.first_weekday,
                self.day_first,
                self.indexes,
                self.effort,
            )
            outcome = resolve_all(commands, text, context)
        if planned is not None and isinstance(outcome, Answer):  # "how long is it": the plan stays on the table
            return Understanding(outcome, conversation, tagging, self.effort.is_cut)
        return Understanding(outcome, conversation.after(outcome, commands), tagging, self.effort.is_cut)
