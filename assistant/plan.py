"""What understanding a sentence leads to: a plan of row changes, an answer, a question back, or nothing the app can do.

A plan is a list of effects, one for each row that a person sees change; the change set that is committed is composed from those
that stay ticked, so that preview, commit and undo can't disagree.
"""

import dataclasses
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Literal

from assistant.commands import Command
from models.changes import ChangeSet, RowChange, one_a_row
from models.rows import Calendar, Event, Row, Task, When


@dataclasses.dataclass(frozen=True)
class Choice:
    """One way to settle a question: a button's label, and the sentence that says the same in words."""

    label: str
    text: str
    #: What the choice asks for, so that picking it needs no second understanding.
    commands: tuple[Command, ...] = ()
    #: The label says all that it does, so that picking it may do it.
    at_once: bool = False


@dataclasses.dataclass(frozen=True)
class Question:
    """Asked back. Beside a plan it offers other readings and does not block."""

    text: str
    choices: tuple[Choice, ...] = ()


@dataclasses.dataclass(frozen=True)
class Effect:
    """One row as a person sees it change: `before` None is created, `after` None deleted, both updated.

    An occurrence of a series carries its `recurrence_id` and no rule on both sides. `writes` are the stored rows that change for
    it; `excluded` names the series (as stored) and the RECURRENCE-ID that it loses where an occurrence is cancelled.
    """

    before: Row | None
    after: Row | None
    writes: tuple[RowChange, ...] = ()
    excluded: tuple[Event | Task, When] | None = None
    #: Why this row was chosen, in words of the sentence: ("lunch", "Ana", "today").
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    #: What is left as it was beside what changes: "it" is not that.
    aside: bool = False

    @property
    def kind(self) -> str:
        """``created``, ``updated`` or ``deleted``."""
        return "created" if self.before is None else "deleted" if self.after is None else "updated"

    @property
    def row(self) -> Row:
        """The row as it will stand, or as it stood if it goes."""
        row = self.after or self.before
        assert row is not None
        return row


@dataclasses.dataclass(frozen=True)
class Plan:
    """What would be done. `text` is the sentence; `headline` says it in few words ("Cancel 3 meetings")."""

    text: str
    effects: tuple[Effect, ...]
    warnings: tuple[str, ...] = ()
    question: Question | None = None
    headline: str = ""

    def change_set(self, chosen: Collection[int] | None = None) -> ChangeSet:
        """The change set of the ticked effects (all, where `chosen` is None)."""
        effects = [e for i, e in enumerate(self.effects) if chosen is None or i in chosen]
        return ChangeSet(compose(effects), self.text)


def compose(effects: Collection[Effect]) -> tuple[RowChange, ...]:
    """Row changes of several effects, at most one a row, each a revision: later images of a row replace earlier ones, and the
    occurrences that a series loses become EXDATEs of its one image."""
    changes = {change.row.id: change for change in one_a_row(write for effect in effects for write in effect.writes)}
    for effect in effects:
        if effect.excluded:
            series, at = effect.excluded
            change = changes.get(series.id) or RowChange(series, series)
            if isinstance(change.after, Event | Task) and at not in change.after.exdates:
                after = dataclasses.replace(change.after, exdates=(*change.after.exdates, at))
                changes[series.id] = RowChange(change.before, after)
    return tuple(c for c in map(RowChange.revised, changes.values()) if c.before != c.after)


def made_by(effects: Iterable[Effect]) -> frozenset[str]:
    """The uids of the events and tasks that these effects make."""
    return frozenset(e.row.uid for e in effects if e.before is None and isinstance(e.row, Event | Task))


def gone_by(effects: Iterable[Effect]) -> tuple[Event | Task, ...]:
    """The events and tasks that these effects take away, as they stood."""
    return tuple(e.before for e in effects if e.after is None and isinstance(e.before, Event | Task))


def talked_of(effects: Sequence[Effect]) -> tuple[Row, ...]:
    """The rows that "it" and "them" mean after these effects: those that stay, else those that go, and what is done only where all are. Of a
    series that goes on as another one from some day on, the other one."""
    continued = {e.row.related_to for e in effects if e.before is None and isinstance(e.row, Event | Task)}
    staying = [e.row for e in effects if e.after is not None and not e.aside]
    staying = [row for row in staying if not isinstance(row, Task) or row.is_open] or staying
    kept = [row for row in staying if isinstance(row, Calendar) or row.uid not in continued]
    return tuple(kept or [e.row for e in effects])


@dataclasses.dataclass(frozen=True)
class Answer:
    """The reply to a question, in one or two sentences, with the rows that it speaks of."""

    text: str
    items: Sequence[Row] = ()
    count: int | None = None
    #: What it speaks of instead, where what was asked about is not there: "the next is on Thursday".
    instead: Sequence[Row] = ()
    #: Free time, as local half-open pairs of aware instants.
    free: tuple[tuple[datetime, datetime], ...] | None = None
    #: How `text` ends, where that tells what stands beside the rows: what lasts all day, which tasks are due.
    beside: str = ""
    #: The note that it reads out.
    noted: str = ""


@dataclasses.dataclass(frozen=True)
class Clarification:
    """The sentence was understood but not enough was said: the question that settles it. Nothing changes."""

    question: Question


def ask(text: str, choices: Iterable[Choice] = ()) -> Clarification:
    """A question back."""
    return Clarification(Question(text, tuple(choices)))


@dataclasses.dataclass(frozen=True)
class NotUnderstood:
    """Nothing the app can do; `text` says what it can."""

    text: str


@dataclasses.dataclass(frozen=True)
class Retake:
    """ "undo" or "redo" of the last thing done; `confirmed` by a yes."""

    direction: Literal["undo", "redo"]
    confirmed: bool = False


@dataclasses.dataclass(frozen=True)
class Confirmation:
    """ "yes": the plan on the table is to be done."""

    plan: Plan


Outcome = Plan | Answer | Clarification | NotUnderstood | Retake | Confirmation
