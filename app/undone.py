"""What was asked for by Enter and is not done: it stays on the table, so that what is said next may be about it, and is kept where other words take
its place."""

import dataclasses
from collections.abc import Hashable
from datetime import date, datetime

from app.drafts import Draft, plan_of
from assistant.conversation import Conversation
from assistant.plan import Clarification, Plan
from assistant.resolution.context import key
from assistant.timespan import start_of
from models.rows import Calendar, Row


@dataclasses.dataclass(frozen=True)
class Undone:
    """`asked` are those with a plan, in the order in which they were asked for; `table` is the one that is spoken of, with a plan or a question."""

    asked: tuple[Draft, ...] = ()
    table: Draft | None = None

    @property
    def passed(self) -> tuple[str, ...]:
        """The words of those that other words took the place of."""
        return tuple(draft.text for draft in self.asked if draft is not self.table)

    def conversation_for(self, text: str) -> Conversation | None:
        """The conversation that `text` goes on with; None where nothing is on the table, or these are the words that led to it."""
        return self.table.conversation if self.table is not None and self.table.text != text else None

    def asking(self, draft: Draft) -> "Undone":
        """Enter was pressed on a draft that is not done by it; words that mean nothing leave on the table what is there."""
        if plan_of(draft.outcome) is None:
            return dataclasses.replace(self, table=draft) if isinstance(draft.outcome, Clarification) else self
        return Undone((*(asked for asked in self.asked if not takes_up(draft, asked)), draft), draft)

    def after(self, draft: Draft | None) -> "Undone":
        """A draft was carried out, or dropped; None stands for words that the calendar has no part in."""
        return Undone(tuple(asked for asked in self.asked if draft is None or not takes_up(draft, asked)))

    def done(self, plan: Plan) -> "Undone":
        """A plan was carried out, by words or by hand: what asked for the same is done by it, and something else is spoken of now."""
        return Undone(tuple(asked for asked in self.asked if not does(plan, asked)))

    def beside(self) -> "Undone":
        """Something else is spoken of now."""
        return dataclasses.replace(self, table=None)

    def forgotten(self) -> "Undone":
        """Those that were passed are wanted no more."""
        return dataclasses.replace(self, asked=tuple(draft for draft in self.asked if draft is self.table))

    def edited(self) -> "Undone":
        """The words that led to what is on the table are being changed in their place."""
        return Undone(tuple(asked for asked in self.asked if asked is not self.table))


def takes_up(draft: Draft, asked: Draft) -> bool:
    """Whether a draft is what was asked for, or is about it: in the same words, as a follow-up, or by all the things that it changes."""
    plan, waits = plan_of(draft.outcome), plan_of(asked.outcome)
    if draft.text == asked.text or (draft.of_plan is not None and draft.of_plan is waits):
        return True
    return plan is not None and waits is not None and things_of(waits) <= things_of(plan)


def does(plan: Plan, asked: Draft) -> bool:
    """Whether carrying out a plan does what was asked for in other words: the same to all the things that it names, on whatever day."""
    waits = plan_of(asked.outcome)
    return waits is not None and deeds_of(waits) <= deeds_of(plan)


def deeds_of(plan: Plan) -> frozenset[tuple[str, str]]:
    """What a plan does, each to what by its name: words that were misread make another thing, or find another time of it."""
    return frozenset((effect.kind, named(effect.row)[0]) for effect in plan.effects)


def things_of(plan: Plan) -> frozenset[Hashable]:
    """What a plan is about: rows that are there, and new ones by their name and day, since each reading gives them another uid."""
    return frozenset(key(effect.before) if effect.before is not None else named(effect.row) for effect in plan.effects)


def named(row: Row) -> tuple[str, date | None]:
    """The name of a row, and the day on which it is by its own clock."""
    if isinstance(row, Calendar):
        return row.name.casefold(), None
    start = start_of(row)
    return row.summary.casefold(), start.date() if isinstance(start, datetime) else start
