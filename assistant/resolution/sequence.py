"""The commands of a sentence → a plan, an answer or a question: one plan for all, later ones see the earlier ones' result (policy 26)."""

import contextlib
import dataclasses
import itertools
import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant import wording
from assistant.commands import Command, Number, Referent, with_selector, with_values
from assistant.continuations import GOES_ON
from assistant.lazy import Lazy
from assistant.plan import Answer, Choice, Clarification, Effect, Plan, Question, compose, made_by, talked_of
from assistant.resolution.all_else import sparing_it, sparing_told
from assistant.resolution.alteration import UNCHANGED
from assistant.resolution.context import THAT_DAY, Context, key
from assistant.resolution.counted import from_event, from_talked_of, own_length, with_day_and_hour, with_time_beside
from assistant.resolution.creation import Creation
from assistant.resolution.exclusion import NOTHING_LEFT
from assistant.resolution.like_the_last import like_the_last
from assistant.resolution.naming import TO_DO
from assistant.resolution.once_again import once_again
from assistant.resolution.put_back import put_back
from assistant.resolution.readings import OWN_DAY, feast_of
from assistant.resolution.reference import day_talked_of, only_day
from assistant.resolution.reminding import asks_to_be_reminded
from assistant.resolution.resolver import Result, by_list, resolve
from assistant.resolution.spoken_of import THERE, of_those, place_of
from assistant.resolution.things_together import by_company
from assistant.resolution.told_over import without_told_over
from assistant.resolution.warnings import tasks_left, told, warned, without_freed
from assistant.resolution.weekdays import stops_weekdays
from assistant.resolution.windows import day_by_day
from assistant.temporal.exact import exact_day
from assistant.temporal.values import Purpose
from models.changes import ChangeSet, RowChange
from models.rows import Calendar, Event, Task
from models.timeline import finish

INSTEAD = re.compile(r"\binstead\b", re.I)
#: What is put on a list.
ADDING = re.compile(rf"{wording.POLITE}(?:add|put|stick|pop|chuck|throw)\b", re.I)
#: Counted from what was last talked of.
BESIDE = re.compile(r"the day (before|after) that day|(?:the )?(next|following|previous) day", re.I)


def resolve_all(commands: Sequence[Command], text: str, context: Context) -> Plan | Answer | Clarification:
    """The outcome of a sentence's commands in order. A read among changes is left to its own sentence. Where the effort ends before
    the last row, nothing is said of what to look out for."""
    effects = latest = tuple[Effect, ...]()
    question: Question | None = None
    answers: list[Answer] = []
    reads: list[Command] = []
    nothing: Question | None = None
    commands, of_days = one_by_one(commands, context)
    commands, context = from_focus(sparing_told(without_told_over(commands, context), context), context)
    if len(commands) > 1:  # a later one may be about any row of an earlier one
        context = dataclasses.replace(context, effort=context.effort.whole())
    for at, command in enumerate(commands):
        with contextlib.ExitStack() as stack:
            here = context
            if effects:
                queries = stack.enter_context(context.queries.supposing([ChangeSet(compose(effects))]))
                here = dataclasses.replace(in_light_of(command, effects, latest, context), queries=queries)
            elif answers and answers[-1].items:  # "when did I last see Ana and where"
                here = dataclasses.replace(context, focus=Lazy(answers[-1].items, key))
            command = beside_those(command, commands[:at], latest, here)
            result = anew_of(command, here) or by_its_day(command, resolve(command, here), latest, here)
            if isinstance(result, Creation):
                made = result.effects if here.effort.is_cut else warned(result.effects, here, effects)
        if result is UNCHANGED and effects:
            continue
        if isinstance(result, Clarification):
            named = result.question.choices or command.selector.names or command.selector.attendees
            if result is not NOTHING_LEFT and (named or not of_days[at]):
                return Clarification(settling(result.question, commands, at, text))
            nothing = nothing or settling(result.question, commands, at, text)
            continue
        if isinstance(result, Answer):
            answers.append(result)
            reads.append(command)
        else:
            effects, latest = merged(effects, made), tuple(e for e in made if e.after is not None) or latest or made
            asked = result.question and settling(result.question, commands, at, text)
            question = asked if asked or retimes(command) else question
    if nothing and not (effects or answers):
        return Clarification(nothing)
    if not effects and answers:
        return all_answers(answers)
    if not effects and all(command.operation == "update" for command in commands):
        return UNCHANGED
    effects = without_freed(effects, context) if len(commands) > 1 else effects
    warnings = (*told(effects), *tasks_left(commands, context))
    return Plan(text, effects, warnings, question or (still_to_answer(reads[-1]) if reads else left_out(commands)))


def beside_those(command: Command, before: Sequence[Command], latest: Sequence[Effect], context: Context) -> Command:
    """The command with what it takes from those before it in the sentence, and from what they make."""
    made = [effect.after for effect in latest]
    command = like_the_last(beside_item(command, latest, context), made[-1] if made else None, context)
    command = of_those(after_that(command, latest, context), made, place_of(made, context))
    return sparing_it(on_that_day(command, before, context), context)


def anew_of(command: Command, context: Context) -> Creation | Clarification | None:
    """What was taken away put back, or another time of what has been."""
    return put_back(command, context) or once_again(command, context)


def by_its_day(command: Command, found: Result, latest: Sequence[Effect], context: Context) -> Result:
    """ "cancel the tea that night", which begins at half past five: what is named is found by that day, where nothing is in that part of it;
    "the tasting is at 12:30 now and the fitting at 3", of several fittings that of the day on which the tasting is and was."""
    whens = command.selector.whens
    parts = [THAT_DAY.fullmatch(when) for when in whens]
    if not isinstance(found, Clarification) or not command.selector.names or context.focus_day is None:
        return found
    beside = not whens and command.operation == "update" and stays_on_day(latest, context)
    if not beside and (not parts or any(part is None or part[1] in (None, "week") for part in parts)):
        return found
    of_day = resolve(with_selector(command, whens=("that day",)), context)
    return found if isinstance(of_day, Clarification) else of_day


def stays_on_day(latest: Sequence[Effect], context: Context) -> bool:
    """What was changed last is on the one day on which it was."""
    rows = [row for effect in latest for row in (effect.before, effect.after)]
    events = [row for row in rows if isinstance(row, Event)]
    return bool(events) and len(events) == len(rows) and only_day(events, context.zone) is not None


def one_by_one(commands: Sequence[Command], context: Context) -> tuple[list[Command], list[bool]]:
    """The commands by list, company and day, and of each whether it is about one of several days."""
    each = (one for command in commands for several in by_list(command) for one in by_company(several, context))
    several = [(one,) if stops_weekdays(one) else day_by_day(one, context) for one in each]
    return [each for days in several for each in days], [len(days) > 1 for days in several for _ in days]


def all_answers(answers: Sequence[Answer]) -> Answer:
    """Several answers of a sentence as one; what is said beside several of them is said once."""
    if len(answers) == 1:
        return answers[-1]
    items = tuple({key(row): row for a in answers for row in a.items}.values())
    last = {a.beside: number for number, a in enumerate(answers)}
    said = (a.text if last[a.beside] == n else a.text.removesuffix(a.beside) for n, a in enumerate(answers))
    return Answer(" ".join(said), items, noted=answers[-1].noted)


def left_out(commands: Sequence[Command]) -> Question | None:
    """What of the sentence no command holds, said rather than passed over."""
    said = next((command.left_out for command in commands if command.left_out), None)
    return Question(f"I left out “{said}”. Say it by itself if you want that too.") if said else None


def in_light_of(command: Command, effects: tuple[Effect, ...], latest: tuple[Effect, ...], context: Context) -> Context:
    """What a later command's "it" and "that day" mean: what the one before changes; "them all" is all that is changed so far."""
    all_of_them = command.selector.referent and command.selector.number is Number.ALL
    focus = Lazy(talked_of(effects if all_of_them else latest), key)
    made = context.made | made_by(effects)
    return dataclasses.replace(context, focus=focus, made=made, focus_day=day_of_focus(effects, context))


def still_to_answer(command: Command) -> Question:
    """A question among changes, which is answered once it is picked."""
    asked = GOES_ON.sub("", command.text, count=1).strip(" ,.;")
    return Question("Shall I answer your question too?", (Choice(asked, asked, (command,)),))


def on_that_day(command: Command, earlier: Sequence[Command], context: Context) -> Command:
    """ "visit on Friday at 11, then lunch at 12:30, then collect the car at 5", "cancel gym on Monday and book a massage at 6 instead", "lunch there at 1": the hour of
    a further event is of the day said with the first, unless its name says its day ("and a New Year's Day walk at 11")."""
    last, when = earlier[-1] if earlier else command, command.values.when
    makes_last = (last.operation, last.object) == ("create", "event")
    makes = command.operation == "create" and not asks_to_be_reminded(command.text)
    instead = last.operation == "delete" and INSTEAD.search(command.text)
    there = THERE.search(command.text)
    if any(OWN_DAY.search(feast) for feast in map(feast_of, command.values.names) if feast):
        return command
    if not (earlier and makes and (makes_last or instead or there) and when) or command.values.recurrence:
        return command
    once = itertools.takewhile(lambda one: not one.values.recurrence, reversed(earlier))
    said = [one.values.when for one in once] if makes_last else [last.selector.whens]
    here, *before = (context.read_time(" ".join(words), Purpose.CREATE) for words in (when, *said))
    dated = there or any(time and time.day_said for time in before)
    if context.focus_day is None or here is None or not here.hour_alone or not dated:
        return command
    at = "at " if when[0][:1].isdigit() else ""  # "2026-12-20 5.45" would be a quarter to six in the morning
    return with_values(command, when=(f"{context.focus_day.isoformat()} {at}{' '.join(when)}",))


def beside_item(command: Command, latest: Sequence[Effect], context: Context) -> Command:
    """ "tick off eggs and add butter": where items of one list were changed, another one is for that list too."""
    rows = [e.before for e in latest if isinstance(e.before, Task) and e.before.due is None]
    item = (command.operation, command.object) == ("create", "task") and command.values.has_only("names")
    adds = item and ADDING.match(GOES_ON.sub("", command.text, count=1))
    if not adds or len(rows) < len(latest) or any(map(TO_DO.match, command.values.names)):
        return command
    homes = [c for c in context.queries.calendars() if c.id in {row.calendar_id for row in rows}]
    named = len(homes) == 1 and not homes[0].is_default
    return with_values(command, list_name=homes[0].name) if named else command


def after_that(command: Command, latest: Sequence[Effect], context: Context) -> Command:
    """ "demo at 2, then a debrief straight after", "exam on the 12th, and remind me the evening before": counted from the last event."""
    row, values = latest[-1].after if latest else None, command.values
    makes = command.operation == "create" and (command.object == "event" or (command.object == "task" and values.names))
    if not makes or not isinstance(row, Event):
        return command
    own = command.object == "task" or not asks_to_be_reminded(command.text)  # else it is an alarm of that event
    as_alarm = own and not values.when  # "an hour after" was taken for a lead time
    phrase = values.alarm or "" if as_alarm else " ".join(values.when)
    counted = from_event(phrase, row, own_length(command), context)
    if counted is None:
        return command
    alarm = None if as_alarm else values.alarm
    return with_values(command, when=(counted,), alarm=alarm)


def from_focus(commands: list[Command], context: Context) -> tuple[list[Command], Context]:
    """ "cancel lunch that day", "remind me to pack the day before", after "when is my flight": counted from the flight's day."""
    commands = [with_time_beside(c) if context.focus else c for c in map(with_day_and_hour, commands)]
    if context.focus and any(
        THAT_DAY.search(w) or BESIDE.fullmatch(w) for c in commands for w in (*c.selector.whens, *c.values.when)
    ):
        context = dataclasses.replace(context, focus_day=context.focus_day or day_talked_of(context))
        commands = [beside_that_day(command, context) for command in commands]
    if not context.focus or not commands:
        return commands, context
    return [from_talked_of(commands[0], context), *commands[1:]], context


def beside_that_day(command: Command, context: Context) -> Command:
    """ "the day before that day" as a date, which can be said in an answer."""
    day, selector = context.focus_day, command.selector
    beside = BESIDE.fullmatch(" ".join(selector.whens))
    if day is None or beside is None or command.operation != "read":
        return command
    near = day + timedelta(days=-1 if re.search("before|previous", beside[0], re.I) else 1)
    return with_selector(command, whens=(exact_day(near),))


def day_of_focus(effects: Sequence[Effect], context: Context) -> date | None:
    """The day of the last row that was changed."""
    row = effects[-1].row
    return None if isinstance(row, Calendar) else only_day([row], context.zone)


def retimes(command: Command) -> bool:
    """A later word on the time of what an earlier command was about: what that one asked is settled."""
    return command.selector.referent is Referent.IT and bool(command.values.when or command.values.shift)


def settling(question: Question, commands: Sequence[Command], at: int, text: str) -> Question:
    """The question that one of several commands asks: its choices settle that one and keep the others."""
    if len(commands) < 2:
        return question
    choices = list[Choice]()
    for choice in question.choices:
        if choice.commands:
            whole = (*commands[:at], *choice.commands, *commands[at + 1 :])
            choice = dataclasses.replace(choice, text=sentence_of(choice, commands[at], text), commands=whole)
        choices.append(choice)
    return dataclasses.replace(question, choices=tuple(choices))


def sentence_of(choice: Choice, command: Command, text: str) -> str:
    """What says a choice of one of several commands: the whole sentence ("cancel the vet, and yoga Monday at 8 pm"), where that is one; of
    a plan that further turns changed, another time alone ("make it Monday at 8 pm")."""
    clause, values = command.text.strip(), choice.commands[-1].values
    if clause and clause in text:
        return text.replace(clause, choice.text.strip(), 1)
    retimed = values != command.values and dataclasses.replace(values, when=command.values.when) == command.values
    return f"make it {' '.join(values.when)}" if retimed else choice.text


def merged(earlier: tuple[Effect, ...], later: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Effects in order, one a row: what a later command does to a row of an earlier one is seen from the stored row."""
    stored: dict[str, Event | Task | Calendar | None] = {e.excluded[0].id: e.excluded[0] for e in earlier if e.excluded}
    stored |= {w.row.id: w.before for e in earlier for w in reversed(e.writes)}
    found = {key(e.row): e for e in earlier}
    for effect in later:
        effect = from_stored(effect, stored) if stored else effect
        before = found.pop(key(effect.before), None) if effect.before is not None else None
        if before is not None:
            if before.before is None and effect.after is None:
                continue
            said = tuple(w for w in effect.warnings if before.before is not None or not w.startswith("people"))
            effect = dataclasses.replace(
                effect,
                before=before.before,
                writes=(*before.writes, *effect.writes),
                excluded=effect.excluded or before.excluded,
                reasons=before.reasons or effect.reasons,
                warnings=tuple(dict.fromkeys((*still_warned(before, effect), *said))),
            )
            if is_as_it_was(effect):
                continue
        found[key(effect.row)] = effect
    return tuple(found.values())


def is_as_it_was(effect: Effect) -> bool:
    """A later change took back the earlier one, so that nothing is left of both."""
    before, after = effect.before, effect.after
    if not (isinstance(before, Event | Task) and isinstance(after, Event | Task)) or effect.excluded:
        return False
    return dataclasses.replace(after, sequence=before.sequence) == before


def still_warned(earlier: Effect, later: Effect) -> tuple[str, ...]:
    """What there was to look out for, while a later change leaves name and time as they are: the overlap of a dinner that gets a place."""
    before, after = later.before, later.after
    if not (isinstance(before, Event | Task) and isinstance(after, Event | Task)):
        return ()
    same = (before.summary, before.start, finish(before)) == (after.summary, after.start, finish(after))
    return earlier.warnings if same else ()


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
