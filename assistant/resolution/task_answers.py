"""Tasks asked about: by list, state, time, name (policies 16–18, 23)."""

import dataclasses
import itertools
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from assistant import wording
from assistant.commands import Command, Number, Referent, Selector, Status, at_place, with_selector, without_words
from assistant.phrasing import and_more, join, say_count, say_date, say_when_short
from assistant.plan import Answer, Clarification
from assistant.resolution.asking import ask_which
from assistant.resolution.calendars import of_kind
from assistant.resolution.context import Context, Target
from assistant.resolution.explanation import other_state, tasks_found
from assistant.resolution.free_hours import EACH_DAY
from assistant.resolution.matching import content, holds, words_of
from assistant.resolution.qualities import say_unheard
from assistant.resolution.reference import among_focus, is_reference, referred
from assistant.resolution.saying import NAMED, SAYERS, how_many, said_time, say_done
from assistant.resolution.task_selection import candidates, described, find_tasks, is_overdue, occurrences_due
from assistant.resolution.waiting import say_waits
from assistant.resolution.windows import Window
from assistant.temporal.reading import find_times
from assistant.temporal.values import Purpose
from assistant.timespan import is_all_day, occupied, start_of
from models.rows import Calendar, Event, Task

#: "what do I still need to pack", "what's left to pack for the cruise", but not "to do".
NEEDED = re.compile(
    r"\bwhat(?: (?:else )?(?:do|should|must|did|have) (?:i|we) (?:still |also )?(?:(?:need|have|want|got) )?|(?:['’]s| is)?(?: (?:still|left|else|there))+ )to "
    r"(?!(?:do|finish|complete|remember|know|tick|have|be|buy|purchase|shop|get|pick)\b)([a-z]{3,})(?: for\b.*)?\W*$",
    re.I,
)
#: "what's not packed yet".
NOT_DONE = re.compile(
    rf"\bwhat(?=.*(?:\bnot\b|{wording.NT}|\bstill\b))\w*(?:['’]\w+)?(?: (?:is|are|have|i|we|still|not|been|isn['’]?t|haven['’]?t))* "
    r"(?!(?:finish|complet|tick|check|cross|need|plan|schedul)\w*)([a-z]{3,}ed)(?: yet)?\W*$",
    re.I,
)
NEEDED_SORT = re.compile(
    r"\b(?:what|which) (?!(?:tasks?|todos?|to-dos?|things?|items?|else|errands?|chores?|jobs?|reminders?|lists?|more|stuff)\b)([a-z]{4,}) (?:(?:do|should|must|have) (?:i|we)|(?:is|are) (?:still )?(?:due|open|outstanding|left))\b",
    re.I,
)
#: "is the deposit paid", "have the bins been put out yet", of which what was noted names only a part.
ASKED_DONE = re.compile(
    rf"\b(?:did (?:i|we) (?!need|have|want\b)\w|have (?:i|we) (?:\w+ )?(?!got\b){wording.PARTICIPLE}\b)"
    rf"|^\W*(?:is|are|was|were|has|have)\b(?! there\b).*\b{wording.PARTICIPLE}(?: (?:out|off|up|in|away|back|down|on))?(?: (?:yet|already|now))?\W*$",
    re.I,
)
#: "did I add eggs": whether they are noted.
NOTED = re.compile(
    r"\b(?:did|have) (?:i|we) (?:already |ever |remember to )?(add|note|enter|save|schedule)d?(?:ed)?\b", re.I
)
TO_DO = r"to (?:do|get done)"
#: A question in these words alone is about all that is on then; any other word asks for some of it.
ALL_THAT_IS_ON = frozenset(
    ["a", "again", "all", "am", "and", "any", "anything", "are", "be", "been", "bit", "can", "coming", "day", "days", "diary", "do", "does", "doing", "everything", "for", "give", "going", "good", "got",
     "happening", "has", "have", "hello", "hey", "hi", "how", "hows", "i", "in", "is", "just", "left", "like", "list", "look", "looking", "looks", "lined", "me", "my", "now", "of", "oh", "ok", "okay", "on", "our",
     "planned", "plans", "please", "remains", "right", "s", "scheduled", "see", "so", "shape", "shaping", "show", "something", "tell", "thanks", "the", "then", "there", "up", "us", "ve", "we", "what", "whats", "you"]
)  # fmt: skip
#: What is asked for in order of when it is due; what is due on no day comes last.
DUE, LATER = re.compile(r"\bdue\b", re.I), datetime.max.replace(tzinfo=UTC)
GREETING = re.compile(
    r"^\W*(?:hi|hello|hey)?\W*(?:good )?(?:morning|afternoon|evening|day)\b(?=\W*[,.!–-])|\bgood (?:morning|afternoon|evening|day)\b",
    re.I,
)
#: Tasks that are named beside events.
DUE_NAMED = 3
#: As many letters of a verb name its list: "pack" and "Packing".
STEM = 4
#: So many letters does a trade share with its list, and these are the rest of each.
SELLERS = frozenset({"place", "shop", "store", "guy", "man", "people", "lady"})
BEGUN, TRADE = 5, re.compile(r"(?:e?rs?|e?ry|i?sts?|y|e|ie|s)?")


def as_deed(command: Command, context: Context) -> Command:
    """ "have I taken my pills", "is the van booked": whether it is done; "did I add the vet", no task's first word: whether it is there."""
    selector, text = command.selector, command.text
    if command.asks != "exists" or not selector.names or selector.status not in (None, Status.DONE):
        return command
    noted, anyhow = NOTED.search(text), with_selector(command, status=None)
    if noted and not any(row.summary.lower().startswith(noted[1].lower()) for row in tasks_found(anyhow, context)):
        return anyhow
    return with_selector(command, status=Status.DONE) if ASKED_DONE.search(said_beside_names(command)) else command


def is_deed(command: Command, context: Context) -> bool:
    """ "has the vet been called", beside a Vet in the calendar: whether the task that begins with that verb is done."""
    deed = as_deed(command, context)
    if deed.selector.status is not Status.DONE:
        return False
    verbs = {verb[:3] for verb in words_of(said_beside_names(command))}
    states = (with_selector(command, status=status) for status in (None, Status.DONE))
    titles = (words_of(row.summary) for state in states for row in tasks_found(state, context))
    return any(title[0][:3] in verbs for title in titles if title)


def said_beside_names(command: Command) -> str:
    """The words of a question that neither name its tasks nor say when: "have I taken my  "."""
    return without_words(command.text, *command.selector.names, *command.selector.whens).strip()


def answer_tasks(command: Command, context: Context) -> Answer | Clarification:
    """Tasks asked about: by list, state, time, name."""
    command = as_deed(command, context)
    if command.selector.referent and is_reference(command, context):  # "when is it due"
        meant = referred(with_selector(command, referent=Referent.THEM), context)
        if isinstance(meant, Clarification):
            return meant
        urgent = described([*meant], command, context) if command.selector.priority else meant
        return tasks_spoken(command, urgent, context)
    if command.selector.referent and command.selector.is_empty and not context.focus:
        return ask_which(command, (), context)
    last = command.selector.past and command.selector.number is Number.LAST
    deed = command.asks == "when" and wording.DID_I.search(command.text)
    if (last or deed) and (told := last_done(command, context)):
        return told
    forms = ((NEEDED, "to {}"), (NOT_DONE, "{}"), (NEEDED_SORT, "{}"))
    for needed, so in forms if is_of_list(command, context) else ():
        if said := needed.search(command.text):
            return answer_needed(command, said[1].lower(), so, context)
    if shelf := named_list(command, context):
        command = with_selector(command, names=(), attendees=(), places=(), list_name=shelf.name)
    return answer_described(command, context)


def answer_described(command: Command, context: Context) -> Answer | Clarification:
    """The tasks that the words describe: "the next two on my list"."""
    found = find_tasks(command, context)
    if isinstance(found, Clarification):
        return found
    targets, window = found
    if command.selector.referent is Referent.THEM:  # "how many of those are due on Friday"
        targets = among_focus(targets, context)
    if not targets and (other := done_today(command, context) or other_state(command, context)):
        return other
    if window is None:
        targets = list(occurrences_due(targets, context))
    elif window.span.start is None:  # of what came again and again and was never done, the last time
        late = [t for t in targets if isinstance(t.row, Task) and is_overdue(t.row, context)]
        last = {t.row.uid: t for t in late}
        targets = [t for t in targets if t not in late or last[t.row.uid] is t]
    if command.selector.number in (Number.NEXT, Number.FIRST):
        starts = ((t, occupied(t.row, context.zone).start) for t in targets)
        targets = [t for t, start in starts if start is not None and start >= context.now] or targets
    if DUE.search(command.text) and command.selector.number is not Number.LAST:
        targets = sorted(targets, key=lambda t: occupied(t.row, context.zone).start or LATER)
    placed = at_place(command.selector, targets)
    told = tasks_spoken(command, targets if placed is None else placed, context)
    return told if targets or not command.selector.priority else with_first_due(told, command, context)


def with_first_due(told: Answer, command: Command, context: Context) -> Answer:
    """ "anything urgent", where nothing is marked so: what is due first is the nearest to it that the tasks tell."""
    found = find_tasks(with_selector(command, priority=None), context)
    targets = [] if isinstance(found, Clarification) else found[0]
    if command.selector.referent is Referent.THEM:
        targets = among_focus(targets, context)
    dated = [t.row for t in targets if occupied(t.row, context.zone).start is not None]
    first = min(dated, key=lambda row: occupied(row, context.zone).start or context.now, default=None)
    if first is None:
        return told
    also = f" First due: {first.summary} ({due_said(first, context)})."
    return dataclasses.replace(told, text=told.text + also, instead=(first,))


def done_today(command: Command, context: Context) -> Answer | None:
    """ "have I taken my pills", which come daily: whether the last of those due by now is done; None where it is not, or a time is said."""
    selector, tonight = command.selector, context.midnight + timedelta(days=1)
    if command.asks != "exists" or selector.status is not Status.DONE or selector.whens or not selector.names:
        return None
    for row in tasks_found(with_selector(command, status=None), context):
        times = context.queries.task_occurrences(None, tonight, {row.id}) if row.is_series else ()
        if times and isinstance(last := times[-1].row, Task) and not last.is_open:
            return tasks_spoken(command, (Target(last, times[-1].series),), context)
    return None


def is_of_list(command: Command, context: Context) -> bool:
    """A question of which nothing says what is meant, unless that is what a list is for: "what do I need to pack for the cruise"."""
    selector = command.selector
    bare = with_selector(command, names=(), status=None if selector.status is Status.OPEN else selector.status)
    return bare.selector.is_empty and (not selector.names or is_no_task(command, context))


def said_of(command: Command) -> tuple[str, ...]:
    """What names the tasks, whose they are and where."""
    selector = command.selector
    return (*selector.names, *selector.attendees, *selector.places)


def is_no_task(command: Command, context: Context) -> bool:
    """No task, and one thing, is called so, or at such a place, or of such a person."""
    said = said_of(command)
    return len(said) == 1 and not context.index("task").candidates(said[0])


def named_list(command: Command, context: Context) -> Calendar | None:
    """ "what else do we need for the cruise", "from the wholesaler", where no task is called so: the one list that is, Cruise or Wholesale."""
    selector = command.selector
    asked = command.asks in ("what", "how_many") or (command.asks == "exists" and not selector.names)
    if selector.list_name or not asked or not is_no_task(command, context):
        return None
    words = tuple(w for w in content(said_of(command)[0]) if w not in SELLERS) or content(said_of(command)[0])
    lists = of_kind("task", context)
    held = [c for c in lists if holds(words, words_of(c.name))]
    if not held and len(words) == 1:
        held = [c for c in lists if any(of_one_trade(words[0], word) for word in words_of(c.name))]
    return held[0] if len(held) == 1 else None


def of_one_trade(said: str, name: str) -> bool:
    """Who sells it and where it is sold: "grocer" and Grocery, "wholesaler" and Wholesale, "pharmacist" and Pharmacy."""
    begun = len(list(itertools.takewhile(lambda pair: pair[0] == pair[1], zip(said, name, strict=False))))
    return begun >= BEGUN and all(TRADE.fullmatch(word, begun) for word in (said, name))


def answer_needed(command: Command, verb: str, so: str, context: Context) -> Answer | Clarification:
    """ "what do I need to pack", "what groceries do I need": what is on the list called after it, else the tasks that say so; else all, and that no task says it."""
    stem, names = verb[:STEM], command.selector.names
    homes = [c for c in of_kind("task", context) if any(w.startswith(stem) for w in words_of(c.name))]
    home = next((c for c in homes if not names or holds(content(names[0]), words_of(c.name))), None)
    home = home or named_list(command, context) or next(iter(homes), None)
    by_name = with_selector(command, list_name=home.name, names=()) if home else with_selector(command, names=(verb,))
    found = find_tasks(by_name, context)
    if home or (not isinstance(found, Clarification) and found[0]):
        return answer_described(by_name, context)
    said = answer_described(with_selector(command, status=Status.OPEN), context)
    if isinstance(said, Clarification) or not said.items:
        return said
    return say_unheard(said, so.format(verb))


def last_done(command: Command, context: Context) -> Answer | None:
    """ "when did I last pay rent": when that was ticked off last; None where no task is named so."""
    named = command.selector.names and with_selector(command, status=None, number=Number.ALL)
    tasks = [Target(task) for task in context.queries.tasks()] if named else []
    found = [t.row for t in described(tasks, named, context) if isinstance(t.row, Task)] if named else []
    done = [row for row in found if not row.is_open and row.completed is not None]
    if done:
        row = max(done, key=lambda task: task.completed or context.now)
        return Answer(SAYERS["when"]((row,), context), (row,))
    return Answer(f"“{found[0].summary}” is not ticked off yet.", tuple(found[:1])) if found else None


def is_of_rest(command: Command) -> bool:
    """ "what's left for today", "what do I still have to do tomorrow": of a day, not of a list, nor only of the tasks."""
    selector = command.selector
    named = selector.names or selector.attendees or selector.list_name or selector.priority or selector.kind == "task"
    days = "|".join(map(re.escape, selector.whens))
    left = rf"\b(?:(?:left|remain(?:s|ing)?|to go)\s+for|(?:left|still)\b(?:\s+\w+)*\s+{TO_DO}(?:\s+(?:for|on|in|over))?)\s+(?:the\s+)?(?:{days})\W*$"
    plain = command.asks in ("what", "exists") and selector.status is Status.OPEN
    return bool(plain and days and not named and re.search(left, command.text, re.I))


def of_both(events: Answer | Clarification, tasks: Answer | Clarification, command: Command) -> Answer | Clarification:
    """The events and the tasks of a time in one answer, or those of the two that there are; the tasks first where they are asked about."""
    if isinstance(events, Clarification) or isinstance(tasks, Clarification) or not tasks.items:
        return events
    if not events.items:
        return tasks
    told = events.text.removesuffix(events.beside)
    if re.search(rf"\b{TO_DO}\b", command.text, re.I):
        return Answer(f"{tasks.text} And {told.removeprefix('Yes: ')}", (*tasks.items, *events.items))
    return Answer(f"{told} To do: {tasks.text.removeprefix('Yes: ')}", (*events.items, *tasks.items))


def beside_days(text: str, context: Context) -> str:
    """A text without its days: "what's on today" is asked of tomorrow by "and tomorrow?"; a good morning asks for nothing."""
    text = GREETING.sub(" ", text)
    said = [(text[start:end], context.read_time(text[start:end], Purpose.SELECT)) for start, end in find_times(text)]
    return without_words(text, *(words for words, time in said if time and time.day_said and not time.time_said))


def with_due(answered: Answer, command: Command, window: Window | None, context: Context) -> Answer:
    """The answer to "what's on today", which is of events alone (policy 9), with the tasks that are due then; as it is where it was asked
    of some events only, or of no time."""
    selector = command.selector
    plain = Selector(whens=selector.whens, kind=selector.kind, number=selector.number, everything=selector.everything)
    said = re.findall(r"[a-z]+", beside_days(without_words(command.text, *selector.whens), context).lower())
    if window is None or selector != plain or not ALL_THAT_IS_ON.issuperset(said):
        return answered
    if EACH_DAY.search(" ".join(selector.whens)) and not window.single_day:  # "after four this week"
        return answered
    due = [t.row for t in candidates(window, dataclasses.replace(command, object="task"), context)]
    hours = window.timed or window.anchored.time_said
    names = [row.summary for row in due if not (hours and is_all_day(start_of(row)))]
    if not names:
        return answered
    also = f" {say_count(len(names), 'task')} {'is' if len(names) == 1 else 'are'} due: {and_more(names, DUE_NAMED)}."
    return dataclasses.replace(answered, text=answered.text + also, beside=answered.beside + also)


def tasks_spoken(command: Command, targets: Sequence[Target], context: Context) -> Answer:
    """The sentence for the tasks found."""
    rows = [t.row for t in targets]
    if command.asks == "how_many":
        return how_many(command, rows, context)
    selector = command.selector
    place = f" on the {selector.list_name} list" if selector.list_name else ""
    state = {Status.OVERDUE: " overdue", Status.DONE: " done"}.get(selector.status or Status.OPEN, "")
    if not rows:
        named = f"I find no {join(list(selector.names))}" if selector.names else ""
        if people := (*selector.attendees, *selector.places):
            what = "task" if selector.whens or selector.list_name else "task or list"
            named = f"{named or f'I find no {what}'} with {join([f'“{said}”' for said in people])}"
        none = "no tasks" if command.asks == "exists" and selector.whens else "nothing"
        if selector.priority:
            said = selector.priority.lower().removesuffix(" priority")
            none = f"nothing of {said} priority" if said in ("high", "medium", "low") else f"nothing {said}"
        nothing = f"{named or none}{state}{place}{said_time(command)}."
        return Answer(f"No, {nothing}" if command.asks == "exists" else nothing[0].upper() + nothing[1:])
    if command.asks == "how_long":
        return Answer(say_waits(command, rows[:NAMED], context), tuple(rows))
    if command.asks in ("when", "where", "who"):
        return Answer(SAYERS[command.asks](rows, context), tuple(rows))
    named_rows = [row.summary + (f" ({due})" if (due := due_said(row, context)) else "") for row in rows]
    homes = {home.id: home.name for home in of_kind("task", context)} if len(set(named_rows)) < len(rows) else {}
    twice = {said for said in named_rows if named_rows.count(said) > 1}  # "is milk on the list": on both
    told = zip(named_rows, rows, strict=True)
    shown = [f"{said} on {homes[row.calendar_id]}" if said in twice else said for said, row in told]
    text = f"{and_more(shown, NAMED)}."
    return Answer(f"Yes: {text}" if command.asks == "exists" else text, tuple(rows))


def due_said(row: Event | Task, context: Context) -> str:
    """When a task is due or was done, in words; empty where neither is noted."""
    if done := say_done(row, context):
        return done
    start = occupied(row, context.zone).start
    if start is None:
        return ""
    day = say_date(start.date(), context.now.date())
    late = start < (context.midnight if is_all_day(start_of(row)) else context.now)
    return f"was due {day}" if late else f"due {say_when_short(row, context.now, context.zone)}"
