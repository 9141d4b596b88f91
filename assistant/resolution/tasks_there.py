"""The open task that a new one is: "release notes by Monday", where Write release notes is still to be done, gives that its date."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import datetime

from assistant import wording
from assistant.commands import Command, Selector, Values, without_words
from assistant.plan import Answer, Clarification, ask
from assistant.resolution.alteration import UNCHANGED
from assistant.resolution.context import Context, key
from assistant.resolution.creation import Creation
from assistant.resolution.exact_names import head_of
from assistant.resolution.known_things import changed
from assistant.resolution.matching import EMPTY, content
from assistant.resolution.offered_changes import ANOTHER, new_one, offering, with_new_offered
from assistant.resolution.reminding import asks_to_be_reminded, lead_until
from assistant.temporal.exact import exact_day, exact_moment
from assistant.timespan import is_all_day
from models.rows import Event, Row, Task

#: Verbs that are said of any task ("I'll do the hedge"), and of what is to be had ("get Mia's card": Card for Mia).
DOING = frozenset(str.split("do finish"))
FETCHING = frozenset(str.split("buy get order pick collect fetch grab"))
DONE_TO = re.compile(rf"(?:{'|'.join(DOING | FETCHING)})\s+(?:up\s+)?$", re.I)
#: Who says so makes a new one.
ADDS = re.compile(rf"{wording.POLITE}(?:add|create|new|note|jot|write down|log|task|to-?do)\b", re.I)
#: "do | the | hedge": a word that one task alone holds is enough.
DEFINITE = r"(?:the|my|our|his|her|their)"


@dataclasses.dataclass(frozen=True)
class TaskThere:
    """A task that is there, the change of it, and whether the words are of no other."""

    title: str
    change: Command
    is_sure: bool


def task_there(row: Row | None, command: Command, context: Context) -> TaskThere | None:
    """What the name of a new thing may say of the one open task that holds all its words; None where there is none, or it comes again."""
    values, text = command.values, command.text
    plain = len(values.names) == 1 and values.when and values.has_only("names", "when")
    if not isinstance(row, Event | Task) or not plain or row.rrule:
        return None
    if wording.TOO.search(text) or ADDS.match(text) or ANOTHER.search(without_words(text, *values.when)):
        return None
    name = values.names[0]
    said, verb = without_verb(name, text)
    of_event = isinstance(row, Event)
    if not said or (of_event and not (is_all_day(row.start) and (verb or len(said) > 1))):
        return None
    task = one_open(said, context)
    if task is None or task.uid in context.made or is_event(said, context):
        return None
    title = content(task.summary)
    if not goes_with(verb, said, title) or (of_event and not verb and said[0] != title[0]):
        return None
    change = timed(row, task, command, context)
    covers = set(title[1:]) <= set(said)
    if change is None or not (covers or len(said) > 1):
        return None
    definite = re.search(rf"\b{DEFINITE}\s+(?:\S+\s+)?{re.escape(name.split()[-1])}", text, re.I)
    about = said[0] == title[0] or set(said) & set(head_of(task.summary))
    # "order the balloons" may be more than the Balloons of a list
    return TaskThere(task.summary, change, bool(about if len(said) > 1 else definite and len(title) > 1))


def without_verb(name: str, text: str) -> tuple[tuple[str, ...], str]:
    """The words of content of a name without a verb that may be said of any task, and that verb, which may stand before the name."""
    words = tuple(word for word in content(name) if word != "some")
    if words[:1] and words[0] in DOING | FETCHING and len(words) > 1:
        return tuple(w for w in words[1:] if w != "up"), words[0]
    before = re.sub(rf"\b{DEFINITE}\s+$", "", text[: max(0, text.find(name))])
    lead = DONE_TO.search(before)
    return tuple(w for w in words if w not in EMPTY), lead[0].split()[0].casefold() if lead else ""


def one_open(said: Sequence[str], context: Context) -> Task | None:
    """The open task that alone holds these words, and does not repeat; "charlies" may be Charlie's."""
    index = context.index("task")
    ids = index.holding(said) or index.holding(re.sub(r"y$", "ie", word) for word in said)
    rows = [row for row in context.queries.rows(sorted(ids)) if isinstance(row, Task) and row.is_open]
    return rows[0] if len(rows) == 1 and not rows[0].is_series and rows[0].recurrence_id is None else None


def is_event(said: Sequence[str], context: Context) -> bool:
    """An event is called by just these words."""
    return any(set(content(title)) == set(said) for title in context.index("event").titles(said))


def goes_with(verb: str, said: Sequence[str], title: Sequence[str]) -> bool:
    """What is to be got is a thing, or said to be got: "get the parcel" does not return it."""
    return verb not in FETCHING or title[0] in said or title[0] in FETCHING


def timed(row: Event | Task, task: Task, command: Command, context: Context) -> Command | None:
    """The task due when the new one would be; reminded of then, where it is due no earlier: what it is due by stays."""
    due = row.start if isinstance(row, Event) else row.due
    if due is None:
        return None
    said = exact_moment(due) if isinstance(due, datetime) else exact_day(due)
    values = Values(when=(said,))
    if asks_to_be_reminded(command.text) and task.due is not None:
        rings = lead_until(said, task.due, None, context) is not None
        values = Values(when=() if rings else (said,), alarm=said)
    return dataclasses.replace(changed(command, values, Selector(picked=(key(task),))), object="task", scope=None)


def told_of_task(
    task: TaskThere, made: Creation, changed: Creation | Answer | Clarification | None, command: Command
) -> Creation | Clarification:
    """The task that is there changed, and a new one offered; beside the new one that offered, where the words may be of another."""
    if changed == UNCHANGED:
        return ask(f"“{task.title}” is due then already.", (new_one(command),))
    if not isinstance(changed, Creation):
        return offering(made, task.change, task.title)
    return with_new_offered(dataclasses.replace(changed, question=changed.question or made.question), command)
