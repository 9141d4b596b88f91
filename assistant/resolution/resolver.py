"""Commands → a plan, an answer or a question. Several commands are one plan; later ones see the earlier ones' result (policy 26)."""

import contextlib
import dataclasses
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from assistant import wording
from assistant.commands import Command, Number, Referent, Selector, Values
from assistant.plan import Answer, Choice, Clarification, Effect, Plan, Question, compose, talked_of
from assistant.resolution.alteration import NO_ALARM, UNCHANGED, complete, update, update_list
from assistant.resolution.answering import answer
from assistant.resolution.asking import shared_names
from assistant.resolution.context import THAT_DAY, Context, Target, key
from assistant.resolution.counted import from_events
from assistant.resolution.creation import Creation, create
from assistant.resolution.exclusion import ENUMERATION
from assistant.resolution.explanation import explained
from assistant.resolution.matching import words_of
from assistant.resolution.naming import capital
from assistant.resolution.reference import day_talked_of
from assistant.resolution.removal import delete, delete_list
from assistant.resolution.repetition import ended_on, from_then_on, of_series, until_then
from assistant.resolution.selection import select_events
from assistant.resolution.swapping import swap
from assistant.resolution.task_selection import occurrences_due, select_tasks
from assistant.resolution.titles import (
    as_name,
    called_by_kind,
    telling_unmet,
    unmet_names,
    with_day_of_name,
    with_mentioned,
    with_parts,
    with_rule_of_name,
)
from assistant.resolution.warnings import warned
from assistant.resolution.weekdays import by_weekday
from assistant.resolution.windows import day_by_day
from assistant.sequences import Lazy
from assistant.temporal.values import Purpose
from assistant.timespan import elapsed, occupied
from models.changes import ChangeSet, RowChange
from models.rows import Calendar, Event, Task

CHANGING = re.compile(r"^\W*(?:please |can you |could you )?(?:make|change|mark|set(?=.*\bdue\b))\b", re.I)
REMINDING = re.compile(r"\b(?:reminders?|alarms?|alerts?|notifications?)\b", re.I)
#: "another haircut" is a new one.
ANOTHER = re.compile(r"\b(?:another|new|second|extra|further|one more|an?)\b", re.I)
#: Counted from what was last talked of.
BESIDE = re.compile(r"the day (before|after) that day")

EVERY_SECOND = Question("I can't pick every second one of a series. Which dates do you mean?")

Result = Creation | Answer | Clarification


def resolve(command: Command, context: Context) -> Result:
    """What one command leads to."""
    meant = from_events(command, context, in_selector=command.operation != "create")
    if isinstance(meant, Clarification):
        return meant
    command = meant
    if command.operation == "read":
        return answer(command, context)
    if command.operation == "create":
        known = as_update(command, context)
        return resolve(known, context) if known else with_change_offered(create(command, context), command, context)
    if command.object == "list":
        return delete_list(command, context) if command.operation == "delete" else update_list(command, context)
    if command.unheard and command.selector.number is Number.ALL:
        return Clarification(Question("I can't tell which ones those are. Name them, or say when they are."))
    if command.other is not None:
        return swap(command, context)
    if is_alternating(command):
        return Clarification(EVERY_SECOND)
    command = of_series(by_weekday(until_then(from_then_on(ended_on(command, context)), context), context), context)
    command = with_rule_of_name(with_mentioned(called_by_kind(command, context), context), context)
    targets = select(command, context)
    if isinstance(targets, Clarification) and (silenced := without_alarm(command, context)):
        return silenced
    if isinstance(targets, Clarification):
        return explained(targets, command, context)
    if alternates(command, targets):
        return Clarification(EVERY_SECOND)
    made = applied(command, context.effort.first(targets), context)
    question = shared_names(command, targets) or telling_unmet(command, targets)
    if isinstance(made, Creation) and question and made.question is None:
        return dataclasses.replace(made, question=question)
    return made


def is_alternating(command: Command) -> bool:
    """ "skip every second standup": neither all of them nor any that a rule of the series names."""
    said = command.selector.recurrence or command.values.recurrence
    return said is None and bool(wording.ALTERNATING.search(command.text))


def alternates(command: Command, targets: Sequence[Target]) -> bool:
    """ "cancel standup every second Friday", where standup is on every one."""
    said = command.selector.recurrence or ""
    rules = [t.series.rrule or "" for t in targets if t.series is not None]
    return bool(wording.ALTERNATING.search(said)) and any("INTERVAL" not in rule for rule in rules)


def as_update(command: Command, context: Context) -> Command | None:
    """ "remind me 10 minutes before the dentist", "put jazz night on my work calendar": without a time of their own, and about a
    thing that exists, these change it (policy 16)."""
    values = command.values
    if len(values.names) != 1:
        return None
    if changes_known(command, context) or (command.bare and is_called(values.names[0], command, context)):
        before = command.text[: command.text.find(values.names[0])]
        finding = tuple(
            w for w in values.when if len(values.when) > 1 and w in before
        )  # "next week's piano is on Thursday"
        selector = Selector(names=values.names, attendees=values.attendees, whens=finding)
        kept = dataclasses.replace(
            values, names=(), attendees=(), when=tuple(w for w in values.when if w not in finding)
        )
        return dataclasses.replace(command, operation="update", selector=selector, values=kept)
    if values.when or values.recurrence or values.duration:
        return None
    if (
        command.object == "event"
        and (values.location or values.attendees)
        and is_called(values.names[0], command, context)
    ):
        selector, kept = Selector(names=values.names), dataclasses.replace(values, names=())
        return dataclasses.replace(command, operation="update", selector=selector, values=kept)
    about_event = (
        values.alarm if command.object == "task" else (values.list_name if command.object == "event" else None)
    )
    if about_event is None:
        return None
    selector = Selector(names=values.names, attendees=values.attendees)
    kept = Values(alarm=values.alarm, list_name=None if command.object == "task" else values.list_name)
    meant = dataclasses.replace(command, operation="update", object="event", selector=selector, values=kept)
    found = select_events(meant, context)
    return None if isinstance(found, Clarification) and not found.question.choices else meant


def with_change_offered(made: Result, command: Command, context: Context) -> Result:
    """ "haircut at noon", where a haircut lies ahead: beside the new one, that one is offered to be changed."""
    values = command.values
    if not isinstance(made, Creation) or made.question is not None or len(values.names) != 1:
        return made
    name = values.names[0]
    if command.object == "list" or ANOTHER.search(command.text) or not is_called(name, command, context):
        return made
    if called(name, command, context) & {
        each.split("\n")[0] for each in context.focus
    }:  # made a moment ago: "yoga Monday at 6, Wednesday at 7"
        return made
    kept = dataclasses.replace(values, names=(), list_name=None)
    selector = Selector(names=(name,))
    meant = dataclasses.replace(command, operation="update", selector=selector, values=kept, scope=None)
    ahead = select(meant, context)
    if isinstance(ahead, Clarification) and not has_candidates(ahead):
        return made
    question = Question(
        f"You have “{capital(name)}” already.", (Choice("Change that one", "change that one", (meant,)),)
    )
    return dataclasses.replace(made, question=question)


def is_called(name: str, command: Command, context: Context) -> bool:
    """Whether one thing, and no other, bears just that name."""
    return len(called(name, command, context)) == 1


def called(name: str, command: Command, context: Context) -> set[str]:
    """The uids of the things that bear just that name."""
    kind: Literal["event", "task"] = "task" if command.object == "task" else "event"
    index, words = context.index(kind), words_of(name)
    ids = set.intersection(*(set(index.words.get(word, ())) for word in words)) if words else set()
    return {index.rows[id_].uid for id_ in ids if words_of(index.rows[id_].summary) == words}


def changes_known(command: Command, context: Context) -> bool:
    """ "make renew passport due Friday": a verb of change, no "a" or "new", and something that is called just so."""
    name, thing = command.values.names[0], command.object
    is_told = re.search(rf"\b{re.escape(name)}\s+(?:is|are|will be|starts?|begins?)\b", command.text, re.I)
    if thing not in ("event", "task") or not (is_told or CHANGING.match(command.text)):
        return False
    if re.search(rf"\b(?:an?|another|new)\s+[\"“]?{re.escape(name)}", command.text, re.I):
        return False
    words = words_of(name)
    kind: Literal["event", "task"] = "task" if thing == "task" else "event"
    if is_told:
        for index in (context.index(kind), context.index("event" if kind == "task" else "task")):
            rows = [index.rows[id_] for id_ in set.intersection(*(set(index.words.get(word, ())) for word in words))]
            if rows:
                return len({row.summary for row in rows}) == 1 or len(command.values.when) > 1
        return False
    return any(words_of(summary) == words for summary in context.index(kind).said_whole(set(words)))


def by_list(command: Command) -> tuple[Command, ...]:
    """ "remove lyrics and caterer, both lists", "clear groceries and camping": one command for each list, of one plan."""
    selector = command.selector
    if command.object == "list" and command.operation == "delete" and selector.list_name is None and selector.names:
        selector = dataclasses.replace(selector, list_name=selector.names[0], more_lists=selector.names[1:], names=())
    if not selector.more_lists or selector.names or command.operation == "update":
        return (command,)
    lists = (selector.list_name, *selector.more_lists)
    each = (dataclasses.replace(selector, list_name=name, more_lists=()) for name in lists)
    return tuple(dataclasses.replace(command, selector=one) for one in each)


def without_alarm(command: Command, context: Context) -> Creation | Clarification | None:
    """ "no reminder for the demo": an event of that name keeps its time and loses its alarms."""
    if command.object != "task" or command.operation != "delete" or not REMINDING.search(command.text):
        return None
    meant = dataclasses.replace(command, operation="update", object="event", values=Values(alarm=NO_ALARM))
    found = select_events(meant, context)
    if isinstance(found, Clarification):
        return found if has_candidates(found) else None
    return applied(meant, found, context) if any(t.row.alarms for t in found) else None


def applied(command: Command, targets: tuple[Target, ...], context: Context) -> Creation | Clarification:
    """What a change does to the things found."""
    if command.operation == "complete":
        return complete(command, occurrences_due((t for t in targets if isinstance(t.row, Task)), context), context)
    if command.operation == "delete":
        return delete(command, targets, context)
    time = occupied(targets[0].row, context.zone)
    length = elapsed(time.start, time.end) if time.start and time.end and isinstance(targets[0].row, Event) else None
    meant = from_events(command, context, length=length)
    return meant if isinstance(meant, Clarification) else update(meant, targets, context)


def select(command: Command, context: Context) -> tuple[Target, ...] | Clarification:
    """The things meant, of the object said; where nothing there carries the name, of the other kind."""
    found = select_as_said(command, context)
    if not isinstance(found, Clarification) and (meant := with_parts(command, found)) != command:
        several = select_as_said(meant, context)
        return found if isinstance(several, Clarification) or len(several) <= len(found) else several
    if not isinstance(found, Clarification) or has_candidates(found) or len(command.selector.names) != 1:
        return found
    if (dated := with_day_of_name(command)) is not None:
        return select_as_said(dated, context)
    parts = tuple(part for part in ENUMERATION.split(command.selector.names[0]) if part)
    apart = dataclasses.replace(command, selector=dataclasses.replace(command.selector, names=parts))
    several = select_as_said(apart, context) if len(parts) > 1 else found
    return found if isinstance(several, Clarification) or unmet_names(apart, several) else several


def select_as_said(command: Command, context: Context) -> tuple[Target, ...] | Clarification:
    """The things of the names as they were marked."""
    if command.object == "task" and command.operation in ("delete", "complete"):
        return select_tasks(command, context)
    order = (select_tasks, select_events) if command.object == "task" else (select_events, select_tasks)
    first = order[0](command, context)
    named = as_name(command) if order[0] is select_events else command
    if (
        not isinstance(first, Clarification)
        or not named.selector.names
        or command.operation == "complete"
        or has_candidates(first)
    ):
        return first
    second = order[1](named, context)
    return first if isinstance(second, Clarification) and not has_candidates(second) else second


def has_candidates(problem: Clarification) -> bool:
    """The question offers things that were found, not just similar names."""
    return any(c.commands and c.commands[0].selector.picked for c in problem.question.choices)


def resolve_all(commands: Sequence[Command], text: str, context: Context) -> Plan | Answer | Clarification:
    """The outcome of a sentence's commands in order. A read among changes is left to its own sentence. Where the effort ends before
    the last row, nothing is said of what to look out for."""
    effects: tuple[Effect, ...] = ()
    latest: tuple[Effect, ...] = ()
    question: Question | None = None
    answers: list[Answer] = []
    commands = [each for command in commands for one in by_list(command) for each in day_by_day(one, context)]
    if context.focus and any(THAT_DAY.search(w) for c in commands for w in (*c.selector.whens, *c.values.when)):
        context = dataclasses.replace(context, focus_day=day_talked_of(context))
        commands = [beside_that_day(command, context) for command in commands]
    if len(commands) > 1:  # a later one may be about any row of an earlier one
        context = dataclasses.replace(context, effort=context.effort.whole())
    for at, command in enumerate(commands):
        with contextlib.ExitStack() as stack:
            here = context
            if effects:
                queries = stack.enter_context(context.queries.supposing([ChangeSet(compose(effects))]))
                focus = Lazy(talked_of(latest), key)
                here = dataclasses.replace(
                    context, queries=queries, focus=focus, focus_day=day_of_focus(effects, context)
                )
            result = resolve(on_that_day(command, commands[:at], here), here)
            if isinstance(result, Creation):
                made = result.effects if here.effort.is_cut else warned(result.effects, here)
        if result is UNCHANGED and effects:
            continue
        if isinstance(result, Clarification):
            return within(result, commands, at)
        if isinstance(result, Answer):
            answers.append(result)
        else:
            effects, latest = merged(effects, made), standing(made) or latest or made
            asked = result.question and settling(result.question, commands, at)
            question = asked if asked or retimes(command) else question
    if not effects and answers:
        return answers[-1] if len(answers) == 1 else joined(answers)
    warnings = tuple(dict.fromkeys(w for e in effects for w in e.warnings))
    return Plan(text, effects, warnings, question)


def joined(answers: Sequence[Answer]) -> Answer:
    """Several answers as one."""
    return Answer(" ".join(a.text for a in answers), tuple(row for a in answers for row in a.items))


def on_that_day(command: Command, earlier: Sequence[Command], context: Context) -> Command:
    """ "visit on Friday at 11, then lunch at 12:30": the hour of a further event is of the day said with the first."""
    last, when = earlier[-1] if earlier else command, command.values.when
    created = all((c.operation, c.object) == ("create", "event") for c in (command, last))
    if not earlier or not created or context.focus_day is None or not when or command.values.recurrence:
        return command
    here, before = (context.read_time(" ".join(c.values.when), Purpose.CREATE) for c in (command, last))
    if here is None or before is None or here.day_said or not here.time_said or not before.day_said:
        return command
    dated = (f"{context.focus_day.isoformat()} {' '.join(when)}",)
    return dataclasses.replace(command, values=dataclasses.replace(command.values, when=dated))


def beside_that_day(command: Command, context: Context) -> Command:
    """ "the day before that day" as a date, which can be said in an answer."""
    day, selector = context.focus_day, command.selector
    beside = BESIDE.fullmatch(" ".join(selector.whens))
    if day is None or beside is None:
        return command
    near = day + timedelta(days=1 if beside[1] == "after" else -1)
    whens = (f"{near.day} {near:%B} {near.year}",)
    return dataclasses.replace(command, selector=dataclasses.replace(selector, whens=whens))


def day_of_focus(effects: Sequence[Effect], context: Context) -> date | None:
    """The day of the last row that was changed."""
    row = effects[-1].row
    if isinstance(row, Calendar):
        return None
    start = occupied(row, context.zone).start
    return start.date() if start else None


def standing(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """The effects whose rows a later command can still speak of."""
    return tuple(e for e in effects if e.after is not None)


def retimes(command: Command) -> bool:
    """A later word on the time of what an earlier command was about: what that one asked is settled."""
    return command.selector.referent is Referent.IT and bool(command.values.when or command.values.shift)


def within(problem: Clarification, commands: Sequence[Command], at: int) -> Clarification:
    """A question about one of several commands."""
    return Clarification(settling(problem.question, commands, at))


def settling(question: Question, commands: Sequence[Command], at: int) -> Question:
    """The question that one of several commands asks: its choices settle that one and keep the others."""
    choices = tuple(
        dataclasses.replace(c, commands=(*commands[:at], *c.commands, *commands[at + 1 :])) if c.commands else c
        for c in question.choices
    )
    return dataclasses.replace(question, choices=choices)


def merged(earlier: tuple[Effect, ...], later: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Effects in order, one a row: what a later command does to a row of an earlier one is seen from the stored row."""
    stored = {w.row.id: w.before for e in earlier for w in reversed(e.writes)}
    found = {key(e.row): e for e in earlier}
    for effect in later:
        effect = from_stored(effect, stored) if stored else effect
        before = found.pop(key(effect.before), None) if effect.before is not None else None
        if before is not None:
            if before.before is None and effect.after is None:
                continue
            effect = dataclasses.replace(
                effect,
                before=before.before,
                writes=(*before.writes, *effect.writes),
                excluded=effect.excluded or before.excluded,
                reasons=before.reasons or effect.reasons,
                warnings=tuple(w for w in effect.warnings if before.before is not None or not w.startswith("people")),
            )
        found[key(effect.row)] = effect
    return tuple(found.values())


def from_stored(effect: Effect, stored: dict[str, Event | Task | Calendar | None]) -> Effect:
    """An effect found on top of others, as if seen from the stored rows."""
    writes = tuple(
        RowChange(stored[w.row.id], w.after) if w.row.id in stored and (stored[w.row.id] or w.after) else w
        for w in effect.writes
    )
    excluded = effect.excluded
    if excluded is not None:
        image = stored.get(excluded[0].id)
        if isinstance(image, Event | Task):
            excluded = (image, excluded[1])
    return dataclasses.replace(effect, writes=writes, excluded=excluded)
