"""One command → what it makes, an answer or a question. `sequence` makes one plan of several."""

import dataclasses
import re
from collections.abc import Sequence

from assistant import wording
from assistant.commands import Command, Number, Scope, Values, with_selector, with_values
from assistant.continuations import THOSE_DAYS
from assistant.marks.stories import of_its_own_day
from assistant.plan import Answer, Clarification, ask
from assistant.resolution import repetition, titles
from assistant.resolution.alteration import NO_ALARM, complete, update, update_list
from assistant.resolution.answering import answer
from assistant.resolution.arrivals import of_stay
from assistant.resolution.asking import ask_lost_day, ask_which_day, shared_names
from assistant.resolution.calendars import find_list, without_false_list
from assistant.resolution.clocks_abroad import by_clock_there
from assistant.resolution.company import ask_away, of_those_told, owner_invited, with_guests, without_absent
from assistant.resolution.comparing import answer_compared
from assistant.resolution.context import Context, Target, key
from assistant.resolution.counted import from_events, until_event
from assistant.resolution.creation import Creation, create
from assistant.resolution.duplicates import of_copies
from assistant.resolution.ends import stopped
from assistant.resolution.exclusion import NOTHING_LEFT
from assistant.resolution.explanation import elsewhere, explained, of_done
from assistant.resolution.known_things import as_update
from assistant.resolution.last_times import with_last_told
from assistant.resolution.matching import words_of
from assistant.resolution.naming import with_topic
from assistant.resolution.offered_changes import (
    change_of_known,
    is_that_one,
    named_beside,
    named_like_list,
    offering,
    other_list,
    whole_calendar,
    with_new_offered,
)
from assistant.resolution.open_slots import moved_to_gap
from assistant.resolution.readings import by_month
from assistant.resolution.removal import delete, delete_list
from assistant.resolution.selection import occurrences_found, select_events, targets_found
from assistant.resolution.shown import wider_scopes
from assistant.resolution.spoken_hours import in_hours, with_other_hours
from assistant.resolution.spoken_of import reminded_of
from assistant.resolution.swapping import swap, swaps_both
from assistant.resolution.target_selection import has_candidates, select
from assistant.resolution.task_selection import occurrences_due
from assistant.resolution.tasks_there import task_there, told_of_task
from assistant.resolution.things_together import with_shared_noun
from assistant.resolution.weekdays import by_own_weekday, by_weekday, each_time
from assistant.resolution.windows import either_day, without_day
from assistant.schema import CHANGES
from assistant.temporal.carried import day_words
from assistant.temporal.shifts import read_shift
from assistant.temporal.values import Purpose
from assistant.timespan import elapsed, occupied
from models.rows import Event, Task

REMINDING = re.compile(r"\b(?:reminders?|alarms?|alerts?|notifications?)\b", re.I)
#: What silences a thing, and is never said of a task that has no alarm.
SILENCING = re.compile(r"\b(?:alarms?|(?:turn|switch)(?:ed|ing)? off)\b", re.I)

#: "skip Italian Easter week": when it is, and no thing.
PERIOD = re.compile(r"\b(?:days?|weeks?|weekends?|months?|terms?|holidays?|break)$", re.I)

#: "scrum is at 10", which moves nothing to another day.
TOLD = re.compile(r"\b(?:is|are|will be|starts?|begins?)\s+(?:at|from)\b", re.I)
#: The day is today, and the part of it says which half of the day an hour is in.
PART_OF_TODAY = re.compile(r"\b(?:tonight|this (?:morning|afternoon|evening))\b", re.I)
#: "at 7 instead of | 8", "from | 8 to 7".
OLD_HOUR = re.compile(rf"{wording.NO_MORE.pattern}|\bfrom\s+$", re.I)
#: "7:30 instead of | 7", "at 10 not | 3".
OLD_ONE = re.compile(
    r"\b(?:instead of|rather than|not)\s+(?:at\s+)?(noon|midday|midnight|\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]m)?)(?![\w/])",
    re.I,
)

Result = Creation | Answer | Clarification


def resolve(command: Command, context: Context) -> Result:
    """What one command leads to."""
    if (told := answer_compared(command, context)) is not None:
        return told
    command = without_false_list(command if context.focus_day else of_its_own_day(command), context)
    meant = from_events(command, context, in_selector=command.operation != "create")
    if isinstance(meant, Clarification):
        return meant
    meant = with_guests(owner_invited(with_shared_noun(meant, context), context), context)
    if isinstance(meant, Clarification):
        return meant
    command = meant
    if command.operation == "read":
        return answer(command, context)
    if command.operation == "create":
        command = by_clock_there(in_hours(with_topic(command)), context)
        known = of_stay(command, context) or reminded_of(command, context) or as_update(command, context)
        return resolve(known, context) if known else made_anew(command, context)
    if command.object == "list":
        return delete_list(command, context) if command.operation == "delete" else update_list(command, context)
    if asked := ask_of_vague(command):
        return asked
    if command.other is not None or swaps_both(command):
        return swap(command, context)
    return change(of_stay(command, context) or command, context)


def made_anew(command: Command, context: Context) -> Creation | Clarification:
    """The new thing of a create, with what else its words may mean: a change of what is there, "every second Tuesday" of each month."""
    made = create(command, context)
    made = with_other_hours(made, command, context) if isinstance(made, Creation) else made
    row = made.effects[-1].after if isinstance(made, Creation) and made.effects else None
    if not isinstance(made, Creation):
        return made
    if other := other_list(command, context):
        made = dataclasses.replace(made, question=other)
    elif task := task_there(row, command, context):
        return told_of_task(task, made, resolve(task.change, context) if task.is_sure else None, command)
    elif known := change_of_known(made, command, context):
        that_one = resolve(known[0], context) if is_that_one(made, command, known[0], context) else None
        if isinstance(that_one, Creation):
            return with_new_offered(that_one, command)
        made = offering(made, *known)
    if not isinstance(row, Event | Task):
        return made
    return dataclasses.replace(made, question=by_month(command, row.rrule, made.question))


def ask_of_vague(command: Command) -> Clarification | None:
    """The words narrow what is meant by something that was not understood."""
    selector = command.selector
    if command.unheard and (selector.number is Number.ALL or selector.plural or len(selector.names) > 1):
        return ask("I can't tell which ones those are. Name them, or say when they are.")
    if (beside := beside_name(command)) and command.operation in CHANGES:
        return ask(f"I can't tell what “{beside}” says of “{selector.names[0]}”. Name one of them, or say when it is.")
    unnamed = not (selector.names or selector.attendees or selector.referent) and command.operation in CHANGES
    if unnamed and wording.THEIR_THINGS.search(command.text):
        return ask("Whose are they? Say it with the name.")
    if command.mixed:
        return ask("I can't tell what is to happen to each of them. Say one thing at a time.")
    if command.unread:
        return ask(f"I could not read “{command.unread}” as a time. When is it?")
    if command.lost_day:
        return ask_lost_day(command, command.lost_day)
    if THOSE_DAYS.search(command.text) and not (selector.whens or any(map(THOSE_DAYS.search, command.values.when))):
        return ask("I can't tell which days those are. Which ones?")
    days = selector.recurrence if command.operation == "delete" and selector.whens else None
    if days and re.search(rf"\bonly\s+(?:on\s+)?{re.escape(days)}", command.text, re.I):
        return ask("Which days shall go, and which shall stay?")
    return None


def beside_name(command: Command) -> str | None:
    """ "skip standup on board meeting days": a name that says when another thing is, and is none itself; None where there is none."""
    names = map(re.escape, command.selector.names[:2])
    between = r"\s+(?:on|during|over|throughout|before|after|while|when)\s+(?:(?:the|my|our|all)\s+)?"
    found = re.search(between.join(names), command.text) if len(command.selector.names) > 1 else None
    return command.selector.names[1] if found else None


def change(command: Command, context: Context) -> Result:
    """A change of what is there: how it is meant, of what, and what it does to that."""
    ruled = command.selector.recurrence or command.values.recurrence
    if not ruled and wording.ALTERNATING.search(command.text):  # neither all of them nor any that a rule names
        return ask("I can't pick every second one of a series. Which dates do you mean?")
    if days := either_day(command, context):
        return ask_which_day(command, days)
    meant = of_copies(command, context)
    if isinstance(meant, Clarification):
        return meant
    command, other_copy = meant
    for reworded in REWORDINGS:
        command = reworded(command, context)
    rule = command.selector.recurrence or ""
    if " " in rule.strip() and context.read_time(rule, Purpose.SELECT) is None and not wording.ALTERNATING.search(rule):
        return ask(f"I could not read “{rule}” as a time. When is it?")
    targets = select(command, context)
    if silenced := without_alarm(command, targets, context):
        return silenced
    if isinstance(targets, Clarification):
        return of_list(targets, command, context) or explained(targets, command, context)
    if asked := of_done(command, targets, context) or ask_away(command, targets):
        return asked
    untouched = command.selector.untouched
    nowhere = () if command.selector.excluded else titles.unmet_names(titles.with_parts(command, targets), targets)
    if when := next((name for name in nowhere if PERIOD.search(name) or context.read_time(name, Purpose.SELECT)), None):
        return ask(f"I could not read “{when}” as a time. When is it?")
    unmet = elsewhere(command, nowhere, context)
    command, targets = each_time(command, targets, context)
    targets = tuple(target for target in targets if not is_untouched(target, untouched))
    if not targets:
        return NOTHING_LEFT
    if repetition.is_rarer(command, targets, context):
        return ask("I can't pick only those of a series that comes more often. Which dates do you mean?")
    made = applied(command, context.effort.first(targets), context)
    if not isinstance(made, Creation):
        return made
    beside = shared_names(command, targets) or wider_scopes(command, targets, context)
    for others in (whole_calendar, named_beside, named_like_list):
        beside = beside or others(command, targets, context)
    question = unmet or made.question or other_copy or (None if untouched else beside)
    return dataclasses.replace(made, question=question)


def is_untouched(target: Target, keys: Sequence[str]) -> bool:
    """The target is a row of these keys, or a series of which one of them speaks."""
    whole = target.scope is not Scope.ONE and target.row.uid in {named.partition("\n")[0] for named in keys}
    return whole or key(target.row) in keys


def from_an_hour(command: Command, context: Context) -> Command:
    """ "move piano from 4 to 5 on the 16th": the day is that of both hours, where it is there then."""
    whens, phrase = command.selector.whens, " ".join(command.values.when)
    hour = whens[0] if len(whens) == 1 and command.operation == "update" else ""
    said = context.read_time(hour, Purpose.SELECT) if hour and phrase else None
    if said is None or said.day_said or not re.search(rf"\bfrom\s+{re.escape(hour)}\s+to\b", command.text, re.I):
        return command
    day = day_words(phrase)
    new = without_day(phrase, day) if day else ""
    if not new:
        return command
    meant = with_values(with_selector(command, whens=(f"{day} at {hour}",)), when=(new,))
    return command if isinstance(select_events(meant, context), Clarification) else meant


def at_shifted_hour(command: Command, context: Context) -> Command:
    """ "move the dentist a day later at 4": behind days by which it moves, an hour is the new one."""
    shift, whens = command.values.shift or "", command.selector.whens
    if len(whens) != 1 or not re.search(rf"\b{re.escape(shift)},? (?:at )?{re.escape(whens[0])}", command.text):
        return command
    moves = read_shift(shift, command.lead) if shift and not command.values.when else None
    hour = context.read_time(whens[0], Purpose.CHANGE)
    if moves is None or moves.end_only or moves.delta.hours or moves.delta.minutes:
        return command
    alone = hour is not None and hour.hour_alone and hour.kind == "moment"
    return with_values(with_selector(command, whens=()), when=whens) if alone else command


def at_old_hour(command: Command, context: Context) -> Command:
    """ "Nina wants 7:30 instead of 7": of several things the one that is at that hour."""
    selector, old = command.selector, OLD_ONE.search(command.text)
    one = selector.number is Number.ONE and not (selector.plural or selector.picked or selector.whens)
    said = context.read_time(old[1], Purpose.SELECT) if old and one and command.operation == "update" else None
    if said is None or said.day_said or said.start is None:
        return command
    first = {o.row.uid: o for o in reversed(occurrences_found(command, context))}
    starts = {uid: occupied(o.row, context.zone).start for uid, o in first.items()}
    hour = (said.start.hour % 12, said.start.minute)
    then = [first[uid] for uid, at in starts.items() if at is not None and (at.hour % 12, at.minute) == hour]
    if len(first) < 2 or len(then) != 1:
        return command
    if then[0].series is not None:
        return with_selector(command, names=(then[0].row.summary,))
    return with_selector(command, picked=(key(then[0].row),))


def without_old_hour(command: Command, context: Context) -> Command:
    """ "all rehearsals next week at 7 instead of 8", which are at eight: the hour that it is no more finds nothing besides."""
    whens, text = command.selector.whens, command.text
    old = next((when for when in whens if OLD_HOUR.search(text[: text.rfind(when)])), None)
    said = context.read_time(old, Purpose.SELECT) if old and command.operation == "update" else None
    if said is None or said.day_said or said.start is None:
        return command
    meant = with_selector(command, whens=tuple(when for when in whens if when != old))
    if context.shown and not meant.selector.whens:  # of those shown, not of the whole series
        return command
    starts = [occupied(t.row, context.zone).start for t in targets_found(meant, context)]
    hours = {(start.hour % 12, start.minute) for start in starts if start is not None}
    return meant if hours == {(said.start.hour % 12, said.start.minute)} else command


def on_its_day(command: Command, context: Context) -> Command:
    """ "scrum is at 10 on Monday", "scrum is an hour on Monday", "yoga this Friday at 9 instead", where it is then: that one; not "move yoga to
    Friday at 6"."""
    selector, phrase = command.selector, " ".join(command.values.when)
    named = selector.names or selector.attendees
    changes = command.operation == "update" and named and not (command.scope or selector.whens)
    today = PART_OF_TODAY.search(phrase)
    day = ("today" if today else day_words(phrase)) if changes else None
    told = TOLD.search(command.text)
    more = day != phrase or command.values.duration or command.values.location
    if not day or not more or not (told or selector.number is Number.ONE):
        return command
    there_after = rf"\b(?:to|for|{wording.UNTIL_WHEN})\s+(?:the\s+)?"
    leads_there = re.match(there_after, day, re.I) or re.search(rf"{there_after}{re.escape(day)}", command.text, re.I)
    if leads_there or (repetition.MOVED.search(command.text) and phrase.startswith(day)):
        return command
    new = phrase if today else without_day(phrase, day)
    there = with_values(with_selector(command, whens=(day,)), when=(new,) if new else ())
    found = select_events(there, context)
    if isinstance(found, Clarification):  # of several of that day one is meant, and none of another
        return there if not selector.names and has_candidates(found) else command
    return there if found and all(told is None or t.series for t in found) else command


def at_same_time(command: Command, context: Context) -> Command:
    """ "move the vet to the same time next week", "to the week after, same time": the hour stays, as it does unsaid."""
    phrase = " ".join(command.values.when)
    same = wording.SAME_TIME.search(phrase) if command.operation == "update" else None
    rest = f"{phrase[: same.start()]} {phrase[same.end() :]}".strip(" ,") if same else ""
    if same is None or not rest or (same.end() < len(phrase) and context.read_time(rest, Purpose.CHANGE) is None):
        return command
    return with_values(command, when=(rest,))


#: How the words of a change are meant, one after the other.
REWORDINGS = (
    of_those_told,
    at_old_hour,
    without_absent,
    until_event,
    at_same_time,
    at_shifted_hour,
    without_old_hour,
    from_an_hour,
    stopped,
    titles.told_once,
    on_its_day,
    by_own_weekday,
    repetition.ended_on,
    with_last_told,
    repetition.from_then_on,
    repetition.until_then,
    repetition.until_that_hour,
    by_weekday,
    repetition.of_series,
    titles.moved_there,
    titles.called_by_kind,
    titles.with_mentioned,
    titles.with_rank_of_name,
    titles.with_rule_of_name,
)


def of_list(problem: Clarification, command: Command, context: Context) -> Creation | Clarification | None:
    """ "rename camping to trips": what no event or task is called may be a list."""
    name = command.selector.names[0] if len(command.selector.names) == 1 else ""
    renames = command.operation == "update" and command.values.has_only("names")
    known = find_list(name, context.queries.calendars()) if name and renames and not has_candidates(problem) else None
    return update_list(command, context) if known and words_of(known.name) == words_of(name) else None


def by_list(command: Command) -> tuple[Command, ...]:
    """ "remove lyrics and caterer, both lists", "clear groceries and camping": one command for each list, of one plan."""
    selector = command.selector
    called = command.object == "list" and command.operation == "delete" and selector.list_name is None
    lists = selector.names if called and selector.names else (selector.list_name, *selector.more_lists)
    if len(lists) < 2 or (selector.names and not called) or command.operation == "update":
        return (command,)
    return tuple(with_selector(command, list_name=name, more_lists=(), names=()) for name in lists)


def without_alarm(
    command: Command, tasks: tuple[Target, ...] | Clarification, context: Context
) -> Creation | Clarification | None:
    """ "no reminder for the demo", where no task is called so, or none that rings and the demo does: an event of that name keeps its time and
    loses its alarms. "Turn off the alarm for the demo" deletes nothing that never rang."""
    if command.object != "task" or command.operation != "delete" or not REMINDING.search(command.text):
        return None
    meant = dataclasses.replace(command, operation="update", object="event", values=Values(alarm=NO_ALARM))
    if not isinstance(tasks, Clarification):
        if any(t.row.alarms for t in tasks) or not (command.selector.names or command.selector.attendees):
            return None
        held, silences = occurrences_found(meant, context), SILENCING.search(command.text)
        if not held or not (silences or any(o.row.alarms for o in held)):
            return ask(f"“{tasks[0].row.summary}” has no alarm.") if silences else None
    found = select_events(meant, context)
    if isinstance(found, Clarification):
        return found if has_candidates(found) else None
    if any(t.row.alarms for t in found):
        return applied(meant, found, context)
    return ask(f"“{found[0].row.summary}” has no reminder.") if len(found) == 1 else None


def each_once(command: Command, targets: tuple[Target, ...], context: Context) -> tuple[Target, ...]:
    """ "move all my tasks to Friday": of those that repeat the one that is due, and no series (policy 13)."""
    selector, values = command.selector, command.values
    told = selector.names or selector.referent or selector.recurrence or selector.picked or command.scope
    bulk = selector.number is Number.ALL and not told and (values.when or values.shift)
    return (bulk and occurrences_due((t for t in targets if isinstance(t.row, Task)), context)) or targets


def applied(command: Command, targets: tuple[Target, ...], context: Context) -> Creation | Clarification:
    """What a change does to the things found."""
    if command.operation == "complete":
        return complete(occurrences_due((t for t in targets if isinstance(t.row, Task)), context), context)
    if command.operation == "delete":
        return delete(command, targets, context)
    targets = each_once(command, targets, context)
    time = occupied(targets[0].row, context.zone)
    length = elapsed(time.start, time.end) if time.start and time.end and isinstance(targets[0].row, Event) else None
    meant = from_events(command, context, length=length, on=time.start and time.start.date())
    if not isinstance(meant, Clarification) and isinstance(targets[0].row, Event) and len(targets) == 1:
        meant = moved_to_gap(meant, targets[0].row, context)
    return meant if isinstance(meant, Clarification) else update(meant, targets, context)
