"""A selector → the tasks it means. Policies 9, 12, 16–18: open ones of all lists, unless a list, a state or a time is said."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from assistant import wording
from assistant.commands import Command, Number, Referent, Scope, Status, at_place, with_selector
from assistant.nouns import looks_plural
from assistant.plan import Choice, Clarification, ask
from assistant.resolution import matching
from assistant.resolution.ambiguous import ask_ambiguous
from assistant.resolution.asking import CHOICES, all_of, ask_which, each_of, narrowed, nothing_found, replaced
from assistant.resolution.calendars import called, is_default_list, list_named, of_kind
from assistant.resolution.context import Context, Target, key
from assistant.resolution.exact_names import called_so
from assistant.resolution.exclusion import not_understood, texts_of, without
from assistant.resolution.reference import is_of_those, is_reference, referred, rows_talked_of
from assistant.resolution.selection import CEASING
from assistant.resolution.told_over import ask_if_done
from assistant.resolution.verbs_done import by_verb
from assistant.resolution.windows import Window, windows_for
from assistant.timespan import Timespan, instant, is_all_day, occupied, start_of
from models.rows import Event, Task

#: Questions for tasks that no date is noted for.
UNDATED = re.compile(
    r"\b(?:without|with no|(?:have|has|having) no|no|lacking|missing) (?:an? )?(?:due )?(?:dates?|deadlines?|times?)\b|\bundated\b",
    re.I,
)
#: "what's due": of what has a date.
DATED = wording.pattern("deadlines?", "due")
#: "what's left to buy", "things to get from the shop".
SHOPPING = re.compile(
    r"\bto (?:buy|purchase|shop for)\b|\b(?:need|have|left) to (?:get|pick up)\b|\bfrom the (?:shop|store|supermarket|market)\b",
    re.I,
)
SHOP = re.compile(r"\b(?:shop|store|supermarket|market)s?\b", re.I)
SHOPPING_LIST = re.compile(r"\b(?:shopping|grocer(?:y|ies)|supermarket|market|to buy)\b", re.I)
BUYING = re.compile(r"(?:buy|purchase)\b", re.I)
REMINDERS = re.compile(r"\breminders?\b(?!.*\b(?:tasks?|to-?dos?|items?)\b)", re.I)
TICK = re.compile(rf"{wording.POLITE}(?:tick|check|cross|mark|complete|finish|set)\b", re.I)
SEVERAL = re.compile(r"\b(?:any|everything|reminders|tasks|alarms|items|to-?dos)\b", re.I)
JUST_ONE = re.compile(r"\bone\b(?! of)", re.I)
ALARMS = re.compile(r"\balarms?\b", re.I)


def is_overdue(task: Task, context: Context) -> bool:
    """Open, due before today, or before now if timed (policy 16)."""
    due = task.due or (task.start if task.recurrence_id is not None else None)
    if due is None or not task.is_open:
        return False
    return instant(due, context.zone) < (context.midnight if is_all_day(due) else context.now)


def wants(command: Command) -> Callable[[Task], bool]:
    """Which states count: open ones, unless done or everything is said (policy 17)."""
    selector, text = command.selector, command.text
    if selector.status is Status.DONE or (command.operation == "update" and command.values.status is Status.OPEN):
        return lambda task: not task.is_open
    everything = command.operation == "read" and bool(re.search(r"\ball\b|\beverything\b", text, re.I))
    if command.operation == "delete" and not selector.names and not selector.whens:
        emptied = wording.CLEAR.search(text) or selector.number is Number.ALL or selector.kind is None
        everything = selector.everything or bool(emptied)
    return lambda task: task.is_open or bool(selector.list_name and everything)


def find_tasks(command: Command, context: Context) -> tuple[list[Target], Window | None] | Clarification:
    """Tasks that the selector describes, in order of due (undated last), before number is looked at."""
    selector = command.selector
    found = windows_for(command, context)
    if found is None:
        return ask(f"I could not read “{' '.join(selector.whens)}” as a time. When is it?")
    if selector.list_name is None and (listed := as_list(command, context) or with_list_said(command, context)):
        return find_tasks(listed, context)
    shelf = list_named(selector.list_name, context) if selector.list_name is not None else None
    if selector.list_name is not None and shelf is None:
        whole = with_list_as_name(command, context)
        return find_tasks(whole, context) if whole else unknown_list(command, context)
    tried: Sequence[Window | None] = found or [None]
    for window in tried:
        targets = [t for t in candidates(window, command, context) if shelf is None or t.row.calendar_id == shelf.id]
        if command.operation != "read" and (asked := not_understood(command, targets, context)):
            return asked
        targets = described(targets, command, context)
        if targets:
            return targets, window
    return [], tried[0]


def as_list(command: Command, context: Context) -> Command | None:
    """ "the overdue renovation tasks": a name that no task bears may be that of a list."""
    selector = command.selector
    if len(selector.names) != 1 or not (selector.kind or selector.status):
        return None
    words, known = matching.words_of(selector.names[0]), called(selector.names[0], "task", context)
    if known is None or any(matching.holds(words, matching.words_of(n.summary)) for n in context.queries.names("task")):
        return None
    return with_selector(command, names=(), list_name=known.name, number=Number.ALL)


def with_list_as_name(command: Command, context: Context) -> Command | None:
    """ "changed the tubes | in year 2 |", where no list is called so, and a task by all of these words."""
    selector = command.selector
    if len(selector.names) != 1 or selector.list_name is None:
        return None
    name = f"{selector.names[0]} {selector.list_name}"
    held = context.index("task").candidates(name)
    return with_selector(command, names=(name,), list_name=None) if held else None


def with_list_said(command: Command, context: Context) -> Command | None:
    """ "how many quotes are left to send", "what do I need | from | Miller's |": a question that names nothing, or just that place, but holds the
    whole name of a list is about that list."""
    selector = command.selector
    if command.operation != "read" or selector.names or selector.attendees:
        return None
    said = set(matching.words_of(" ".join(selector.places) or command.text))
    lists = [c for c in of_kind("task", context) if not c.is_default]
    held = [c for c in lists if not is_default_list(c.name) and set(matching.words_of(c.name)) <= said]
    return with_selector(command, list_name=held[0].name, places=()) if len(held) == 1 else None


def candidates(window: Window | None, command: Command, context: Context) -> list[Target]:
    """Tasks in a window, or all of them; a series stands for itself where no time is said, and what was done of it for the time that was."""
    wanted, selector = wants(command), command.selector
    if window is None:
        times = command.operation == "read" and selector.status is Status.DONE and not selector.names
        rows = [t for t in context.queries.tasks() if (times or t.recurrence_id is None) and wanted(t)]
        if selector.status is Status.OVERDUE:
            made = overdue(rows, context)
        else:
            made = [Target(t, t if t.is_series else None, Scope.ALL if t.is_series else Scope.ONE) for t in rows]
    else:
        span = from_today(window, command, context)
        end = span.end if span.end != span.start or span.start is None else None
        occurrences = context.queries.task_occurrences(span.start, end)
        made = [
            Target(o.row, o.series)
            for o in occurrences
            if isinstance(o.row, Task) and wanted(o.row) and occupied(o.row, context.zone).overlaps(span)
        ]
        if selector.status is Status.OVERDUE:
            made = [t for t in made if isinstance(t.row, Task) and is_overdue(t.row, context)]
        elif command.operation == "read" and selector.status is Status.DONE and begun(span, context):
            made = [t for t in made if isinstance(t.row, Task) and t.row.completed is None] + ticked_off(span, context)
    return sorted(made, key=lambda t: time_of(t.row, context))


def from_today(window: Window, command: Command, context: Context) -> Timespan:
    """Of a period that contains today what lies from its start on (policy 2), but for what is named or overdue."""
    span, selector = window.span, command.selector
    looks_back = window.past or selector.past or selector.status is not None or selector.names
    early = span.start is not None and span.start < context.midnight
    ahead = span.end is None or span.end > context.midnight
    return Timespan(context.midnight, span.end) if early and ahead and not looks_back else span


def begun(span: Timespan, context: Context) -> bool:
    """A span that does not lie wholly ahead."""
    return span.start is None or span.start <= context.now


def ticked_off(span: Timespan, context: Context) -> list[Target]:
    """ "what did I finish this week": what was ticked off then, whenever it was due."""
    done = (task for task in context.queries.tasks() if not task.is_open)
    return [Target(task) for task in done if task.completed is not None and span.contains(task.completed)]


def overdue(rows: Iterable[Task], context: Context) -> list[Target]:
    """The overdue among tasks; of a repeating one its open occurrences that are."""
    made = []
    for row in rows:
        if not row.is_series:
            made += [Target(row)] if is_overdue(row, context) else []
            continue
        occurrences = context.queries.task_occurrences(None, context.now, {row.id})
        made += [
            Target(o.row, o.series) for o in occurrences if isinstance(o.row, Task) and is_overdue(o.row, context)
        ][-1:]
    return made


def described(targets: list[Target], command: Command, context: Context) -> list[Target]:
    """Those with the names, people and places said, without the excluded."""
    selector = command.selector
    names = selector.names
    shops = SHOPPING.search(command.text) and all(map(SHOP.search, selector.places))  # they only say that it is bought
    for words in (*selector.attendees, *(() if shops else selector.places)):
        targets = matching.best(words, targets, texts_of, typos=len(words) >= matching.FUZZY_LENGTH)  # "Ben", no bean
    if names:
        named = {id(t) for name in names for t in matching.best(name, targets, texts_of)}
        targets = [t for t in targets if id(t) in named]
    if selector.priority and (command.operation == "read" or not names):
        band = wording.priority_of(selector.priority)
        targets = [t for t in targets if band and t.row.priority and abs(t.row.priority - band) <= 3]
    elif not names:
        targets = sorted_out(targets, command, context)
    reasons = (*names, *selector.attendees, *selector.whens, *((selector.list_name,) if selector.list_name else ()))
    return [dataclasses.replace(t, reasons=reasons) for t in without(selector.excluded, targets, context)]


def sorted_out(targets: list[Target], command: Command, context: Context) -> list[Target]:
    """Of tasks without a name those that other words pick: undated ones, what is to be bought, alarms."""
    selector = command.selector
    if UNDATED.search(command.text):
        return [t for t in targets if occupied(t.row, context.zone).start is None]
    if DATED.search(command.text):
        targets = [t for t in targets if occupied(t.row, context.zone).start is not None]
    elsewhere = selector.list_name or selector.whens or selector.status in (Status.DONE, Status.OVERDUE)
    if SHOPPING.search(command.text) and not elsewhere:
        return to_be_bought(targets, context) or targets
    if ALARMS.search(command.text) and not selector.attendees:
        return [t for t in targets if t.row.alarms] or targets
    if REMINDERS.search(command.text) and command.operation != "read" and not elsewhere:
        return [t for t in targets if is_reminder(t.row, context)] or targets
    return targets


def is_reminder(row: Event | Task, context: Context) -> bool:
    """No mere item of a list, like milk: it has a time, or stands where new tasks go."""
    home = next((c for c in context.queries.calendars() if c.id == row.calendar_id), None)
    return bool(row.alarms or start_of(row) or home is None or home.is_default)


def to_be_bought(targets: list[Target], context: Context) -> list[Target]:
    """Of tasks what is on a list for shopping, or says that it is bought."""
    shelves = {c.id for c in context.queries.calendars() if SHOPPING_LIST.search(c.name)}
    return [t for t in targets if t.row.calendar_id in shelves or BUYING.match(t.row.summary)]


def unknown_list(command: Command, context: Context) -> Clarification:
    """No list of this name: the lists there are."""
    name = command.selector.list_name or ""
    lists = [c.name for c in of_kind("task", context)]
    near = matching.nearest(name, lists, CHOICES)
    choices = tuple(Choice(n, replaced(command, name, n), (with_selector(command, list_name=n),)) for n in near)
    return ask(f"I found no list “{name}”.", choices)


def select_tasks(command: Command, context: Context) -> tuple[Target, ...] | Clarification:
    """The tasks that a change is about: number settled, or asked."""
    selector = command.selector
    if selector.picked or (is_reference(command, context) and not selector.kind):
        return referred(command, context)
    if is_of_those(command):
        return ask_which(command, (), context)
    if boundless := ask_which_list(command, context):
        return boundless
    found = find_tasks(command, context)
    if isinstance(found, Clarification):
        return found
    targets, window = found
    if selector.referent is Referent.OTHER:
        targets = [t for t in targets if key(t.row) not in context.focus]
    if not targets and is_when_done(command, window, context):
        return select_tasks(with_selector(command, whens=()), context)
    if not (targets := by_verb(command, targets)):
        return nothing_found(command, context, "task")
    if told := ask_if_done(command, targets, context):
        return told
    meant = by_number(command, targets, window, context)
    ceases = command.operation == "delete" and window is None and CEASING.search(command.text)
    return onward(meant, context) if (command.scope is Scope.FUTURE or ceases) and isinstance(meant, tuple) else meant


def is_when_done(command: Command, window: Window | None, context: Context) -> bool:
    """ "called the plumber this morning, tick it off": when it was done, where no order leads and nothing was due then."""
    whose = any(f"{when}'s" in command.text.replace("’", "'") for when in command.selector.whens)
    told = command.operation == "complete" and command.selector.names and not TICK.match(command.text)
    return bool(told and window and not whose and begun(window.span, context))


def open_ahead(target: Target, context: Context) -> list[Task]:
    """The open times ahead of a repeating task that is meant as a whole; none of all others."""
    whole = target.series if target.row.recurrence_id is None else None
    ahead = context.queries.task_occurrences(context.midnight, None, {whole.id}) if whole else ()
    return [o.row for o in ahead if isinstance(o.row, Task) and o.row.is_open]


def onward(targets: tuple[Target, ...], context: Context) -> tuple[Target, ...]:
    """Repeating tasks from their next time on, each once: of a window ("from Friday") the first time in it."""
    made: dict[str, Target] = {}
    for target in targets:
        row = next(iter(open_ahead(target, context)), target.row)
        made.setdefault((target.series or row).id, dataclasses.replace(target, row=row, scope=Scope.FUTURE))
    return tuple(made.values())


def each_time(targets: list[Target], command: Command, context: Context) -> list[Target]:
    """The targets, with each open time ahead of a repeating one apart where they change or go; for "next" in order of time."""
    if command.operation == "complete":
        return targets
    made: list[Target] = []
    for target in targets:
        ahead = open_ahead(target, context)
        rows = (row for row in ahead if is_all_day(start_of(row)) or time_of(row, context) >= context.now)
        made += [dataclasses.replace(target, row=row, scope=Scope.ONE) for row in rows] or [target]
    return sorted(made, key=lambda t: time_of(t.row, context)) if command.selector.number is Number.NEXT else made


def time_of(row: Event | Task, context: Context) -> datetime:
    """When a task is due or begins; what has no time comes last."""
    start = start_of(row)
    return instant(start, context.zone) if start is not None else datetime.max.replace(tzinfo=context.zone)


def ask_which_list(command: Command, context: Context) -> Clarification | None:
    """ "clear the list", "tick everything": which list or task has to be said, unless all tasks were named ("all my reminders")."""
    selector = command.selector
    named = selector.names or selector.attendees or selector.whens or selector.list_name or selector.status
    narrowed_down = named or selector.ordinal or selector.priority or selector.places or selector.recurrence
    counted_out = selector.number in (Number.NEXT, Number.FIRST, Number.LAST) and command.operation != "delete"
    if narrowed_down or counted_out or (selector.kind == "task" and selector.number is not Number.ONE):
        return None
    if command.operation != "delete":
        return ask("Which task do you mean?")
    lists = [c.name for c in of_kind("task", context)]
    choices = tuple(
        Choice(name, f"{command.text} {name}", (with_selector(command, list_name=name),)) for name in lists[:CHOICES]
    )
    return ask("Which list?", choices)


def by_number(
    command: Command, targets: list[Target], window: Window | None, context: Context
) -> tuple[Target, ...] | Clarification:
    """Number (policy 12): a singular that finds several asks."""
    selector = command.selector
    is_next = selector.number in (Number.NEXT, Number.FIRST) and not selector.ordinal
    if (placed := at_place(selector, each_time(targets, command, context) if is_next else targets)) is not None:
        return placed or nothing_found(command, context, "task")
    targets = targets if selector.number is Number.ALL else begun_so(selector.names, targets)
    one = command.scope is Scope.ONE and command.operation in ("delete", "update")
    if one and window is None and len({t.row.uid for t in targets}) == 1:
        return tuple(each_time(targets, command, context)[:1])  # "skip the bins", "the bins can wait till Thursday"
    if unclear := ask_ambiguous(command, targets, context):
        return unclear
    bulk = (
        selector.number is Number.ALL
        or (selector.plural and not called_so(selector.names, targets))
        or (selector.status in (Status.DONE, Status.OVERDUE) and not JUST_ONE.search(command.text))
        or (selector.list_name and not selector.names)
    )
    if bulk or len(selector.names) > 1 or len(targets) == 1:
        return tuple(targets)
    uids = {t.row.uid for t in targets}
    if len(uids) == 1 or (window and not selector.names and selector.kind and SEVERAL.search(command.text)):
        return tuple(targets)
    listed = [t for t in targets if key(t.row) in context.shown] if window is None else []
    meant = called_alike(targets, context) if not selector.names else listed
    return tuple(meant) if len(meant) == 1 else ask_which_task(command, [t.row for t in targets], context)


def called_alike(targets: list[Target], context: Context) -> list[Target]:
    """Of several tasks those called as the one thing that was talked of: "then the task is due on Friday", after time was set aside for it."""
    rows = rows_talked_of(context) if len(context.focus) == 1 else []
    words = [matching.content(row.summary) for row in rows]
    return [
        t for t in targets if any(asked and matching.holds(asked, matching.words_of(t.row.summary)) for asked in words)
    ]


def begun_so(names: Sequence[str], targets: list[Target]) -> list[Target]:
    """ "the bins": of things with that word the ones that begin with it, "s" and all, Bins out and no Bin bags; all where none does, or another one
    has it as it is typed (Pay bills, beside Bills for March)."""
    if len(names) != 1 or not looks_plural(names[0]):
        return targets
    typed = rf"{re.escape(names[0])}(?!\w)"
    called = [t for t in targets if re.match(typed, t.row.summary, re.I)]
    others = (t for t in targets if t not in called and re.search(rf"(?<!\w){typed}", t.row.summary, re.I))
    return called if called and not any(others) else targets


def ask_which_task(command: Command, rows: Sequence[Event | Task], context: Context) -> Clarification:
    """Several tasks were found for one: at most three of them, each at one time alone, and "all"."""
    choices = each_of(command, rows[:CHOICES], context)
    choices.append(all_of(command, rows, narrowed(command, *map(key, rows)), context.zone))
    return ask(f"Which one? I found {len(rows)}.", choices)


def occurrences_due(targets: Iterable[Target], context: Context) -> tuple[Target, ...]:
    """Of each repeating task the latest open occurrence due by today, else the next (policy 18)."""
    made = []
    for target in targets:
        if target.series is None or target.row.recurrence_id is not None:
            made.append(target)
            continue
        found = context.queries.task_occurrences(None, None, {target.series.id})
        still = [o for o in found if isinstance(o.row, Task) and o.row.is_open]
        end = context.midnight.replace(hour=23, minute=59)
        due = [o for o in still if time_of(o.row, context) <= end]
        chosen = due[-1:] or still[:1]
        made += [Target(o.row, o.series, Scope.ONE, target.reasons) for o in chosen]
    return tuple(made)
