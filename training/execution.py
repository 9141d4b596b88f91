"""Does executing a sentence do what it says? Gold marks → commands → the shipped resolver → a plan, held against what the sentence names.

What is held against it was known before the sentence was made (`world`), so the resolver is not its own judge. A question back is no
contradiction: what the program cannot do yet stays in the corpus, and is counted.
"""

import dataclasses
import enum
import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from assistant.commands import Command as Order
from assistant.interpretation import interpret
from assistant.plan import Answer, Clarification, Effect, Plan
from assistant.resolution.context import Context
from assistant.resolution.matching import content, words_of
from assistant.resolution.sequence import resolve_all
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging
from models.rows import Calendar, Event, Row, Task, When
from training.bank import Command, Frame, Sentence
from training.moments import Moment

#: Operations that no row answers to.
IDLE = ("none", "undo", "redo")
#: What a mistake in the resolver raises. It may not stop a corpus, and is counted and shown like a contradiction.
MISTAKES = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
#: What an update may change besides the fields that its slots name: a series that moves takes its rule and exceptions along.
ALWAYS = {"id", "uid", "sequence", "related_to", "recurrence_id"}
TIMES = {"start", "end", "due", "rrule", "exdates", "rdates"}
#: Slot of an update → fields that it speaks of. A reminder without a time of its own gets an alarm with its new one.
FIELDS: Mapping[str, set[str]] = {
    "new_when": TIMES | {"alarms"}, "shift": TIMES | {"alarms"}, "new_duration": TIMES, "new_recurrence": TIMES, "new_location": {"location"},
    "new_summary": {"summary"}, "new_attendee": {"attendees", "summary"}, "removed_attendee": {"attendees", "summary"},
    "new_list": {"calendar_id"}, "new_priority": {"priority"}, "new_alarm": {"alarms"}, "new_description": {"description"},
}  # fmt: skip
#: Words of a change that no slot holds, and the fields that they speak of.
WORDED = (
    (re.compile(r"\b(?:re-?open|un-?(?:check|tick|mark|do|complete)|not (?:done|finished)|undone|still|again|back)", re.I), {"status", "completed", "percent"}),
    (re.compile(r"\b(?:repeat|recur|every|series|weekly|daily|one-?off|just once)", re.I), TIMES),
    (re.compile(r"\b(?:all[- ]day|longer|shorter|extend|no end|deadline|due)", re.I), TIMES),
    (re.compile(r"\b(?:remind|alarm|alert|notif|ping|silen|mute|quiet|warn)", re.I), {"alarms"}),
    (re.compile(r"\b(?:priorit|urgent|important)", re.I), {"priority"}),
    (re.compile(r"\b(?:note|comment|description)", re.I), {"description"}),
    (re.compile(r"\b(?:where|location|place|room|address|venue|online|remote)", re.I), {"location"}),
)  # fmt: skip
#: Words by which a new time can be the end of a thing.
END = re.compile(
    r"\b(?:end\w*|finish\w*|extend\w*|stretch\w*|long\w*|short\w*|keep\w*|runs?|last\w*|over)\b|^(?!.*\boff\b).*\btil+\b",
    re.I,
)
PLAIN = frozenset({"list", "lists", "calendar", "the", "my", "me", "myself", "us", "our", "some", "a", "an"})


class Verdict(enum.Enum):
    """What came of a sentence in its world."""

    AGREED = "agreed"
    ASKED = "asked back"
    FOLLOW_UP = "follow-up, needs a conversation"
    IDLE = "nothing to execute"
    CONTRADICTED = "contradicted"
    BROKEN = "breaks the resolver"


#: What leaves a line out of the corpus.
THROWN_OUT = (Verdict.CONTRADICTED, Verdict.BROKEN)


@dataclasses.dataclass(frozen=True)
class Intent:
    """What a command is about, known from how its world was made. `found` and `goal`: what its times for finding, and for the new
    thing or place in time, fix; `subjects`: uids that it must find, empty where that is not sure."""

    command: Command
    sentence: Sentence
    subjects: frozenset[str] = frozenset()
    found: tuple[Moment, ...] = ()
    goal: tuple[Moment, ...] = ()

    def said(self, *labels: str) -> tuple[str, ...]:
        """The words of its spans with these labels."""
        return tuple(self.text[s.start : s.end] for s in self.command.spans if s.label in labels)

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.sentence.text


@dataclasses.dataclass(frozen=True)
class Finding:
    """A verdict and, for a contradiction, what contradicts."""

    verdict: Verdict
    reason: str = ""


def frame_name(frame: Frame) -> str:
    """Operation and object in words."""
    return " ".join(filter(None, (frame.operation, frame.object)))


def gold_tagging(sentence: Sentence) -> Tagging:
    """The marks of a sentence as a tagger that makes no mistake would give them."""
    text, commands = sentence.text, sentence.commands
    ends = [*(c.start for c in commands[1:]), len(text)]
    return Tagging(
        text,
        tuple(
            TaggedCommand(
                command.frame.operation,
                command.frame.object,
                command.frame.asks,
                1.0,
                tuple(TaggedSlot(s.label, s.start, s.end, text[s.start : s.end], 1.0) for s in command.spans),
                command.start if number else 0,
                end,
            )
            for number, (command, end) in enumerate(zip(commands, ends, strict=True))
        ),
    )


def execute(sentence: Sentence, context: Context) -> Plan | Answer | Clarification | None:
    """What the shipped program makes of the marks; None where there is nothing to do."""
    orders: tuple[Order, ...] = tuple(c for c in interpret(gold_tagging(sentence)) if c.operation not in IDLE)
    return resolve_all(orders, sentence.text, context) if orders else None


def examine(
    sentence: Sentence, intents: Sequence[Intent], context: Context, calendars: Mapping[str, Calendar]
) -> Finding:
    """Executes a sentence and judges what comes of it."""
    try:
        outcome = execute(sentence, context)
    except MISTAKES as mistake:
        place = traceback.extract_tb(mistake.__traceback__)[-1]
        return Finding(Verdict.BROKEN, f"{type(mistake).__name__} in {Path(place.filename).stem}.{place.name}")
    return judge(intents, outcome, calendars)


def judge(
    intents: Sequence[Intent], outcome: Plan | Answer | Clarification | None, calendars: Mapping[str, Calendar]
) -> Finding:
    """Holds an outcome against what the sentence's commands are about; `calendars` are the stored ones by id."""
    intents = [i for i in intents if i.command.frame.operation not in IDLE]
    if outcome is None or not intents:
        return Finding(Verdict.IDLE)
    if isinstance(outcome, Clarification):
        return Finding(Verdict.ASKED)
    fault = (
        judge_answer(intents, outcome, calendars)
        if isinstance(outcome, Answer)
        else judge_plan(intents, outcome, calendars)
    )
    return Finding(Verdict.CONTRADICTED, fault) if fault else Finding(Verdict.AGREED)


def judge_answer(intents: Sequence[Intent], answer: Answer, calendars: Mapping[str, Calendar]) -> str:
    """What is wrong with an answer; empty where nothing is."""
    reads = [i for i in intents if i.command.frame.operation == "read"]
    if len(reads) < len(intents):
        return "an answer where a change was asked for"
    uids = {identity(row) for row in answer.items}
    for intent in reads:
        if intent.subjects and not intent.subjects <= uids:
            return "does not find what is there"
    for row in answer.items:
        faults = [i.command.frame.asks != "free" and misnamed(row, i, calendars) for i in reads]
        if all(faults):
            return f"answers with what the words do not name: {faults[0]}"
    return ""


def judge_plan(intents: Sequence[Intent], plan: Plan, calendars: Mapping[str, Calendar]) -> str:
    """What is wrong with a plan; empty where nothing is."""
    changing = [i for i in intents if i.command.frame.operation != "read"]
    known = dict(calendars) | {e.row.id: e.row for e in plan.effects if isinstance(e.row, Calendar)}
    if not changing:
        return "a change where a question was asked"
    for effect in plan.effects:
        faults = [FAULTS[i.command.frame.operation](effect, i, known) for i in changing]
        if all(faults):
            return faults[0]
    touched = {identity(row) for e in plan.effects for row in (e.before, e.after) if row is not None}
    for intent in changing:
        if plan.question is None and not intent.subjects <= touched:
            return f"{intent.command.frame.operation} leaves out what is named"
        if intent.command.frame.operation == "create" and not any(e.before is None for e in plan.effects):
            about = bool(intent.said("alarm", "list")) and not intent.said("when", "recurrence", "duration")
            if not about:
                return "create makes nothing"
    return ""


def create_fault(effect: Effect, intent: Intent, calendars: Mapping[str, Calendar]) -> str:
    """What in an effect contradicts a create."""
    row, frame = effect.row, intent.command.frame
    if effect.before is not None:
        moved = changed(effect.before, row)
        return "" if moved <= {"alarms"} or moved <= {"calendar_id"} else f"create changes {', '.join(sorted(moved))}"
    if isinstance(row, Calendar):
        names = intent.said("list", *(("summary",) if frame.object == "list" else ()))
        return "" if any(same_name(name, row.name) for name in names) else "create makes a list that is not named"
    if frame.object != ("event" if isinstance(row, Event) else "task") and frame.object != "list":
        return f"create makes the wrong kind of thing for {frame.object}"
    names = intent.said("summary")
    if names and not any(set(content(name)) - PLAIN <= set(texts_of(row)) for name in names):
        return "create gives another name"
    if not all(m.holds(begin_of(row)) for m in intent.goal):
        return "create begins at another time than said"
    if isinstance(row, Event) and not all(m.ends_at(local(row.end)) for m in intent.goal):
        return "create ends at another time than said"
    places = intent.said("location")
    if places and (row.location is None or not all(set(words_of(p)) <= set(words_of(row.location)) for p in places)):
        return "create loses the place"
    lists = intent.said("list")
    if lists and not any(same_name(name, calendars[row.calendar_id].name) for name in lists):
        return "create puts it into another list" if set(words_of(lists[0])) - {"to", "do", "todo", "task"} else ""
    people = [p for p in intent.said("attendee") if not set(words_of(p)) <= PLAIN]
    if any(not set(content(p)) - PLAIN <= set(texts_of(row)) for p in people):
        return "create loses who comes"
    return ""


def update_fault(effect: Effect, intent: Intent, calendars: Mapping[str, Calendar]) -> str:
    """What in an effect contradicts an update."""
    before, after = effect.before, effect.after
    if after is None:
        return "update deletes"
    if before is None:
        listed = isinstance(after, Calendar) and any(same_name(n, after.name) for n in intent.said("new_list"))
        goes_on = isinstance(after, Event | Task) and after.related_to is not None
        return "" if listed or goes_on else "update creates"
    if fault := misnamed(before, intent, calendars):
        return f"update touches what the words do not name: {fault}"
    spans = (s for command in intent.sentence.commands for s in command.spans)
    allowed = set().union(ALWAYS, *(FIELDS[s.label] for s in spans if s.label in FIELDS))
    allowed |= set().union(*(fields for found, fields in WORDED if found.search(intent.text)))
    if isinstance(before, Calendar):
        allowed |= {"name", "color", "visible", "is_default", "position"}
    if foreign := changed(before, after) - allowed:
        return f"update changes {', '.join(sorted(foreign))}"
    if isinstance(after, Event) and END.search(intent.text) and all(m.holds(local(after.end)) for m in intent.goal):
        return ""
    if isinstance(after, Event | Task) and not all(m.holds(begin_of(after)) for m in intent.goal):
        return "update moves to another time than said"
    return ""


def delete_fault(effect: Effect, intent: Intent, calendars: Mapping[str, Calendar]) -> str:
    """What in an effect contradicts a delete; an alarm or the rest of a series may go without the row."""
    before = effect.before
    if before is None:
        return "delete creates"
    if effect.after is not None and not changed(before, effect.after) <= {
        "alarms",
        "rrule",
        "exdates",
        "rdates",
        *ALWAYS,
    }:
        return "delete changes a row"
    fault = misnamed(before, intent, calendars)
    return f"delete touches what the words do not name: {fault}" if fault else ""


def complete_fault(effect: Effect, intent: Intent, calendars: Mapping[str, Calendar]) -> str:
    """What in an effect contradicts a tick."""
    if not isinstance(effect.before, Task) or not isinstance(effect.after, Task) or effect.after.is_open:
        return "complete does not tick off"
    fault = misnamed(effect.before, intent, calendars)
    return f"complete touches what the words do not name: {fault}" if fault else ""


FAULTS: Mapping[str, Callable[[Effect, Intent, Mapping[str, Calendar]], str]] = {
    "create": create_fault,
    "update": update_fault,
    "delete": delete_fault,
    "complete": complete_fault,
}


def misnamed(row: Row, intent: Intent, calendars: Mapping[str, Calendar]) -> str:
    """The label of a slot of the command that does not hold of a row; empty where all hold."""
    names = intent.said("summary")
    if isinstance(row, Calendar):
        names += intent.said("list")
        return "" if not names or any(same_name(name, row.name) for name in names) else "list"
    thing = intent.command.frame.object
    lists = intent.said("list")
    home = calendars[row.calendar_id].name
    if thing == "list":
        return "" if any(same_name(name, home) for name in (*names, *lists)) else "list"
    texts = set(texts_of(row))
    if any(set(content(name)) <= texts for name in intent.said("excluded")):
        return "excluded"
    if names and not any(set(content(name)) <= texts for name in names):
        return "summary"
    if lists and not any(same_name(name, home) for name in lists):
        return "list"
    people = [set(content(p)) - PLAIN for p in intent.said("attendee")]
    if people and not any(person <= texts for person in people):
        return "attendee"
    places = intent.said("location")
    if places and not any(set(words_of(place)) - PLAIN <= texts for place in places):
        return "location"
    begins = begin_of(row)
    if not all(m.holds(begins) for m in intent.found):
        return "when"
    if not names and (thing == "event") != isinstance(row, Event):
        return "object"
    return ""


def changed(before: Row, after: Row) -> set[str]:
    """Names of the fields that differ."""
    fields = {f.name for f in dataclasses.fields(before)} & {f.name for f in dataclasses.fields(after)}
    return {name for name in fields if getattr(before, name) != getattr(after, name)}


def identity(row: Row) -> str:
    """The uid of a thing, the id of a calendar."""
    return row.id if isinstance(row, Calendar) else row.uid


def texts_of(row: Event | Task) -> tuple[str, ...]:
    """The words by which a thing can be named."""
    people = " ".join(a.name for a in row.attendees)
    return words_of(f"{row.summary} {people} {row.location or ''}")


def same_name(said: str, name: str) -> bool:
    """Whether a list or calendar is called so."""
    words = set(words_of(said)) - PLAIN
    return words <= set(words_of(name)) or words_of(said) == words_of(name)


def begin_of(row: Event | Task) -> When | None:
    """The local start of an event, due time of a task. Worlds hold one zone, so a stored time is local already."""
    return local((row.due or row.start) if isinstance(row, Task) else row.start)


def local(when: When | None) -> When | None:
    """A stored time without its zone."""
    return when.replace(tzinfo=None) if isinstance(when, datetime) else when
