"""A thing of the plan on the table, or of what was just made, that a short word names, looked for there before it is looked for among all that is stored:
"the insurer can wait until Wednesday", "scrubs by tomorrow" (policy 24)."""

import re

from assistant.commands import Command, Selector, Values, with_values
from assistant.conversation import Commands, Turn
from assistant.follow_ups import cues
from assistant.plan import Effect, Plan
from assistant.resolution.context import Context, key
from assistant.resolution.matching import content, holds, words_of
from assistant.temporal.carried import ANY_TIME, read_whens, with_said
from assistant.temporal.reading import find_times, read_time
from assistant.temporal.values import Purpose
from assistant.timespan import occupied
from models.rows import Event, Task

#: "the insurer | can wait | until Wednesday".
WAITS = re.compile(
    r"\s+(?:(?:can|could|should|will) (?:wait|be(?: done)?)|(?:is|are) (?:only )?(?:due|for|needed)|(?:isn['’]?t|aren['’]?t) (?:due|needed)|due|has time|needs? to be done|goes)\s*$",
    re.I,
)
#: "no, put it back to Tuesday".
BACK_TO = cues.led(r"(?:put|move) (?:it|that) back (?:to|on) (.+?)(?: please)?\W*")
#: "Ruth won't like that, | put her back".
BACK_TOLD = re.compile(
    r"(?P<told>\S.*?\S)[\s,;.–—-]+(?:so\s+)?(?:put|bring|get|move)\s+(?:it|that(?: one)?|her|him|hers|his|them)\s+back\W*",
    re.I,
)
LEADING = re.compile(rf"{cues.LEAD}(?:(?:move|push|make|put|change) )?(?:(?:the|my|our) )?", re.I)
MOST = 5


def thing_and_time(text: str) -> tuple[str, str] | None:
    """(what is named, its time) of a sentence that says no more than these: "scrubs by tomorrow"; None of all else."""
    said, times = text.strip(" .!"), find_times(text.strip(" .!"))
    if len(times) != 1 or times[0][1] != len(said) or "?" in text:
        return None
    lead = LEADING.match(said)
    named = WAITS.sub(
        "", cues.TIME_LED.sub("", re.sub(r"\s+to\s*$", "", said[lead.end() if lead else 0 : times[0][0]]))
    )
    short = 0 < len(named.split()) <= MOST and not (cues.says_order(named) or re.search(r"[,;:]", named))
    return (named, said[times[0][0] :]) if short else None


def of_new(turn: Turn) -> Commands | None:
    """The one new thing of the plan that is named is at, or due by, another time, and the others stay."""
    said = thing_and_time(turn.text)
    asked = content(said[0]) if said and turn.command.operation != "read" else ()
    makes = turn.command.operation == "create"
    made_now = [
        words_of(e.after.summary) for e in turn.effects if e.before is None and isinstance(e.after, Event | Task)
    ]
    news = [
        (at, name)
        for at, c in enumerate(turn.earlier)
        if c.operation == "create" and not c.values.recurrence and (c.object == "task" or not makes)
        for name in c.values.names
        if asked and holds(asked, words_of(name)) and words_of(name) in made_now
    ]
    if said is None or len(news) != 1 or (makes and cues.ALSO.match(turn.text)):
        return None
    (at, name), made = news[0], turn.earlier[news[0][0]]
    then = with_values(made, names=(name,), when=with_said((said[1],), made.values.when))
    rest = tuple(other for other in made.values.names if other != name)
    others = (with_values(made, names=rest),) if rest else ()
    return (*turn.earlier[:at], *others, then, *turn.earlier[at + 1 :])


def of_changed(turn: Turn) -> Commands | None:
    """ "Bramble at 4:15", after Tess's and Bramble's boosters are to go to Friday at 4: the one of them that is named, at that hour."""
    bare = turn.command.operation == "create" or (
        turn.command.operation == "update" and not turn.command.selector.names
    )
    plan = turn.conversation.plan if bare and len(turn.earlier) == 1 < len(turn.effects) else None
    return turn.besides(at_own_hour(turn.text, plan))


def at_own_hour(text: str, plan: Plan | None) -> Command | None:
    """The one event of those that were moved that is named, at another hour of its day."""
    said = thing_and_time(text) if plan is not None else None
    moved = (
        [e.after for e in plan.effects if e.before is not None and isinstance(e.after, Event)] if plan and said else []
    )
    found = [row for row in moved if said and holds(content(said[0]), words_of(row.summary))]
    time = read_time(said[1], ANY_TIME) if said else None
    if said is None or time is None or not time.hour_alone or time.bound or len(found) != 1 or found[0].rrule:
        return None
    picked = Selector(picked=(key(found[0]),))
    return Command("update", "event", selector=picked, values=Values(when=(said[1],)), text=text)


def of_done(text: str, plan: Plan | None) -> Command | None:
    """The one task just made or changed that is named is due then; one of the events that were moved is at that hour."""
    if (event := at_own_hour(text, plan)) is not None:
        return event
    said = thing_and_time(text) if plan is not None else None
    rows = [e.after for e in plan.effects if isinstance(e.after, Task) and e.after.is_open] if plan and said else []
    found = [row for row in rows if said and holds(content(said[0]), words_of(row.summary))]
    if said is None or len(found) != 1 or found[0].rrule:
        return None
    return Command(
        "update", "task", selector=Selector(picked=(key(found[0]),)), values=Values(when=(said[1],)), text=text
    )


def due_then(command: Command, text: str, plan: Plan | None) -> Command | None:
    """ "and the slides on Tuesday", after another task got a new day: that is when they are due then."""
    pairs = [(effect.before, effect.after) for effect in plan.effects] if plan is not None else []
    moved = [isinstance(a, Task) and isinstance(b, Task) and a.due != b.due for a, b in pairs]
    time = read_whens(command.whens) if moved and all(moved) and cues.DEFINITE.match(text) else None
    due = Command(
        "update", "task", selector=Selector(names=command.names), values=Values(when=command.whens), text=text
    )
    plain = time is not None and time.day_alone and command.names and cues.says_nothing_else(due, text)
    return due if plain else None


def told_back(text: str, plan: Plan | None) -> str:
    """What is to be as it was, of several things that were changed: the one of whose name, or people, a word stands in what is told before."""
    said = BACK_TOLD.fullmatch(text)
    told = (
        set(words_of(said["told"])) if said is not None and plan is not None and len(plan.effects) > 1 else set[str]()
    )
    rows = [effect.row for effect in plan.effects if isinstance(effect.row, Event | Task)] if told and plan else []
    found = [row.summary for row in rows if told.intersection(content(" ".join((row.summary, *people_of(row)))))]
    return found[0] if len(found) == 1 else ""


def people_of(row: Event | Task) -> tuple[str, ...]:
    """Who comes, where somebody does."""
    return tuple(person.name for person in row.attendees if person.name)


def is_back_then(text: str, effect: Effect, context: Context) -> bool:
    """ "put it back to Tuesday", where it was before it was moved."""
    said, row = BACK_TO.fullmatch(text), effect.before
    start = occupied(row, context.zone).start if isinstance(row, Event | Task) else None
    when = context.read_time(said[1], Purpose.SELECT) if said and start is not None else None
    if when is None or when.start is None or start is None or not when.day_said or when.kind == "recurrence":
        return False
    weekday, hour = when.bare_weekday, when.start.time() if when.time_said else start.time()
    same_day = weekday == start.weekday() if weekday is not None else when.start.date() == start.date()
    return same_day and hour == start.time()
