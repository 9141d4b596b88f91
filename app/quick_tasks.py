"""What is typed into “Add a task”, read as the line reads it, by the same assistant. No word is lost: what is not read for sure stays in
the title."""

import dataclasses
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.student import new_uid
from assistant.conversation import Conversation
from assistant.errors import TaggerError
from assistant.pipeline import Assistant
from assistant.plan import Plan
from assistant.resolution.naming import capital
from assistant.tagging import Certainty, TaggedSlot, Tagging
from models.queries import Queries
from models.rows import Task

#: How the line would be told the same.
TOLD = "add task {}"
#: Slots whose words are no part of the title, and the fields of a task that then hold what they say.
READ: Mapping[str, tuple[str, ...]] = {
    "when": ("due", "start"),
    "recurrence": ("rrule",),
    "priority": ("priority",),
    "alarm": ("alarms",),
    "list": ("calendar_id",),
}
#: What is taken over from the task that was read.
TAKEN = ("start", "due", "rrule", "priority", "alarms")
#: Words that only join a title to what is read beside it.
JOINING = frozenset({"add", "task", "a", "an", "the", "at", "by", "due", "for", "in", "into", "of", "on", "onto", "to", "list", "my", "priority",
                     "until", "till", "remind", "me"})  # fmt: skip
WORD = re.compile(r"\w+")
#: "!high" and "!1", as task lists are used to write them.
PRIORITY = re.compile(r"(?<!\S)!(high|medium|low|[123])(?!\S)", re.I)
PRIORITIES = {"high": 1, "medium": 5, "low": 9, "1": 1, "2": 5, "3": 9}
#: "#errands"; "#42" is a number.
LIST = re.compile(r"(?<!\S)#([^\W\d]\w*)(?!\S)")
#: What a mark of no list is called.
TAG = "tag"


@dataclasses.dataclass(frozen=True)
class Reading:
    """The task that words make, not stored, and from where to where (Python string offsets) they were read as more than its title."""

    task: Task
    spans: tuple[TaggedSlot, ...] = ()


def read(words: str, home: str, whole: Task | None, assistant: Assistant, now: datetime, queries: Queries) -> Reading:
    """The task that `words` make in the list with the id `home`, unless they name one, or as part of a `whole`."""
    marks, fields = marks_in(words, queries, takes_list=whole is None)
    kept = without(words, marks)
    plain = "".join(words[at] for at in kept).rstrip()
    spans = tuple(mark for mark in marks if mark.name in READ)
    found = understood(plain, whole, assistant, now, queries) if plain else None
    if not plain:  # marks of nothing are its name
        plain, marks, spans, fields = words.strip(), (), (), {}
    elif found:
        row, slots = found
        names = (*TAKEN, "calendar_id") if any(slot.name == "list" for slot in slots) else TAKEN
        fields = {name: getattr(row, name) for name in names} | fields
        plain = row.summary
        spans += tuple(dataclasses.replace(s, start=kept[s.start], end=kept[s.end - 1] + 1) for s in slots)
    tags = (mark.text for mark in marks if mark.name == TAG)
    own: dict[str, Any] = {"summary": capital(" ".join((plain, *tags))), "calendar_id": home}
    own |= {"id": new_uid(), "uid": new_uid(), "related_to": whole.uid if whole else None}
    return Reading(Task(**(own | fields)), spans)


def marks_in(words: str, queries: Queries, takes_list: bool) -> tuple[tuple[TaggedSlot, ...], dict[str, Any]]:
    """What stands for itself in the words, "!high" and "#errands", and the fields that these set. A tag that is no list's name sets
    nothing: it is put behind the title."""
    lists = {c.name.casefold().replace(" ", ""): c.id for c in queries.calendars() if c.kind == "task"}
    marks, fields = list[TaggedSlot](), dict[str, Any]()
    for name, pattern, values in (("priority", PRIORITY, PRIORITIES), ("list", LIST, lists if takes_list else {})):
        for mark in pattern.finditer(words):
            value = values.get(mark[1].casefold())
            marks.append(TaggedSlot(TAG if value is None else name, *mark.span(), mark[0], 1.0))
            if value is not None:
                fields[READ[name][0]] = value
    return tuple(marks), fields


def without(words: str, marks: tuple[TaggedSlot, ...]) -> list[int]:
    """Which letters are left where the marks are taken out, with single spaces between the words and none at the beginning."""
    kept = list[int]()
    for at, letter in enumerate(words):
        spare = letter.isspace() and (not kept or words[kept[-1]].isspace())
        if not spare and not any(mark.start <= at < mark.end for mark in marks):
            kept.append(at)
    return kept


def understood(
    words: str, whole: Task | None, assistant: Assistant, now: datetime, queries: Queries
) -> tuple[Task, tuple[TaggedSlot, ...]] | None:
    """What the assistant makes of the words, if that is one task for sure: nothing else is made with it, and every word is in its title or
    in one of its fields."""
    text = TOLD.format(words)
    try:
        found = assistant.understand(text, now, queries, Conversation())
    except TaggerError:  # the line says so; here the words are a title
        return None
    row = sole_task(found.outcome)
    if row is None or found.tagging.text != text or found.tagging.certainty is Certainty.ASK:
        return None
    slots = tuple(slot for slot in slots_of(found.tagging) if slot.name in READ)
    if any(not any(getattr(row, field) for field in READ[slot.name]) for slot in slots):
        return None
    if (whole and any(slot.name == "list" for slot in slots)) or not holds_all(text, row, slots):
        return None
    ahead = len(TOLD.format(""))
    return row, tuple(dataclasses.replace(s, start=s.start - ahead, end=s.end - ahead) for s in slots)


def sole_task(outcome: object) -> Task | None:
    """The task that a plan makes, where it makes that and nothing else."""
    (effect, *others) = outcome.effects if isinstance(outcome, Plan) and outcome.effects else (None,)
    made = effect.after if effect and effect.before is None and not others else None
    return made if isinstance(made, Task) else None


def slots_of(tagging: Tagging) -> tuple[TaggedSlot, ...]:
    """All coloured words of a sentence."""
    return tuple(slot for command in tagging.commands for slot in command.slots)


def holds_all(text: str, row: Task, slots: tuple[TaggedSlot, ...]) -> bool:
    """Whether every word of a text stands in the title of a task or in what was read, or only joins these."""
    title = set(WORD.findall(row.summary.casefold()))
    outside = [w for w in WORD.finditer(text) if not any(s.start <= w.start() and w.end() <= s.end for s in slots)]
    return all(word[0].casefold() in title | JOINING for word in outside)
