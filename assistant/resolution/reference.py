"""What "it", "them", "the second one" mean: the rows last changed or answered (policy 24)."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from assistant.commands import Command, Number, Referent, Scope, at_place, with_selector
from assistant.marks.known_words import ORDER_BEHIND
from assistant.plan import Clarification
from assistant.resolution import kinds, matching
from assistant.resolution.asking import ask_which
from assistant.resolution.context import THAT_DAY, Context, Target, key, that_day_dated
from assistant.resolution.exclusion import NOTHING_LEFT, texts_of, without
from assistant.temporal.calendar_units import week_start
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.exact import exact_day
from assistant.temporal.reading import find_times, read_time
from assistant.temporal.values import Purpose
from assistant.timespan import elapsed, is_all_day, occupied
from assistant.wording import BY_LENGTH, RANKED_ONE, WEEKDAY, WEEKDAY_OR_SHORT
from models.occurrence import Occurrence
from models.rows import Event, Task

#: "can't do | the vet | then do it on Friday".
CANNOT_DO = re.compile(
    r"\b(?:can['’]?t|cannot|won['’]?t|not|unable to)\s+(?:do|make|manage|get to|go to|come to|be at|attend)\s+(?P<name>\w.*?)"
    r"(?=\s+(?:so|then|and|but|on|at|please|do|move|put|make|shift|push)\b|\s*[,.;!–—]|\s*$)",
    re.I,
)
#: "dinner | that Friday |", "| by that Monday |"; behind "I hear that" and "make that" it is no day's.
THAT_WEEKDAY = re.compile(
    rf"(?<![\w'’])(?P<no>(?:so|know|hear|heard|sure|true|think|say|said|is|make|do|have|put|move|push|shift|set|change|keep|book|swap)\s+)?"
    rf"(?P<led>(?:on|by|from|for|until|till|since|before|after|of) )?that (?P<day>{WEEKDAY}|{WEEKDAY_OR_SHORT}(?=[\s.!?]*$|\s+(?:too|as well|please|instead|at|morning|afternoon|evening|night)\b))\b"
    r"(?!['’]?s\b| (?:is|was|will|has|after|before|works|does|can)\b)",
    re.I,
)
#: "and the | Monday after |?".
DAY_AFTER = re.compile(rf"(?:the )?(?P<day>{WEEKDAY_OR_SHORT}) after(?: (?:that|this))?", re.I)
#: "| I'm off | that Monday, cancel the shift": what is to be done is of that day.
OF_ONESELF = re.compile(
    r"\W*(?:(?:oh|ok|so|and|also|as|because|cos|since) )*(?:i|we)(?:['’]?m|['’]?re| am| are)\b[^,;.]*", re.I
)
#: A series that has a last time.
ENDS = re.compile(r"\b(?:UNTIL|COUNT)=")
Thing = TypeVar("Thing", Occurrence, Target)


def is_reference(command: Command, context: Context) -> bool:
    """The words find nothing by themselves, but point to what was last talked of."""
    selector = command.selector
    if selector.picked:
        return True
    if selector.is_described or selector.status or not context.focus:
        return False
    if selector.referent in (Referent.IT, Referent.THEM):
        return True
    counted = selector.ordinal or selector.number in (Number.FIRST, Number.LAST, *BY_LENGTH.values())
    if selector.excluded and not counted:
        return False
    return bool(counted and selector.kind is None) or (
        selector.number is Number.ONE and selector.kind in (None, "event")
    )


def is_of_those(command: Command) -> bool:
    """ "the first one": of several that were talked of, and nothing else says of which."""
    selector = command.selector
    return not selector.is_described and selector.kind is None and bool(RANKED_ONE.search(command.text))


def is_one_of_its(command: Command) -> bool:
    """ "skip this week's", "cancel the Friday one", "the one at 3": of what was last talked of, since nothing else is named."""
    selector = command.selector
    named = selector.names or selector.attendees or selector.places or selector.kind or selector.list_name
    said = " ".join(selector.whens)
    if selector.referent is Referent.IT and not named:  # "make it 45 minutes from next week"
        return True
    end = r"(?:\W*$|\s+(?:to|by|back|forward|until|is|are|was|starts?|ends?|runs?|goes|should|needs?|can|now|\d+)\b)"
    its = rf"{re.escape(said)}(?:(?:['’]s|(?<=s)['’])(?: ones?)?| ones?){end}|\bones?\s+(?:(?:on|at|from|in|of)\s+)?(?:the\s+)?{re.escape(said)}{end}"
    return bool(said) and not named and bool(re.search(its, command.text, re.I))


def referred(command: Command, context: Context) -> tuple[Target, ...] | Clarification:
    """The rows pointed to, as they stand now; "it" among several answered rows is asked about."""
    selector = command.selector
    meant = selector.picked or keys_meant(command, context)
    targets = [t for named in meant for t in targets_of_key(named, command, context)]
    if not targets and command.operation == "update" and command.values.has_only("names"):
        targets = whole_series(meant, context)  # "and call it Choir", of which one time was left out
    if not targets and is_made_again(command):  # "put it on Thursday instead", of what was cancelled
        targets = rows_gone(context)
        if not command.values.shift:  # of several times of a series one more is held then
            targets = list({target.row.uid: target for target in targets}.values())
    found, targets = targets, without(selector.excluded, targets, context)
    if found and not targets:
        return NOTHING_LEFT
    if not targets:
        return ask_which(command, (), context)
    # "the other one" of three, or of one
    if selector.referent is Referent.OTHER and (len(targets) > 1 or not selector.picked):
        called = [t for name in selector.names for t in matching.best(name, targets, texts_of)]
        if len(called) == 1:
            return tuple(called)
        one = with_selector(command, referent=None, names=())
        others = targets if selector.picked else []
        return ask_which(one, [Occurrence(t.row, t.series) for t in others], context)
    if selector.number in BY_LENGTH.values():
        return tuple(by_length(targets, selector.number, context))
    if selector.picked:
        return tuple(targets)
    placed = at_place(selector, targets) if selector.ordinal or selector.number is not Number.NEXT else None
    if placed is not None:
        return placed or ask_which(command, (), context)
    several = selector.referent is Referent.THEM or selector.number is Number.ALL
    if (
        len(targets) == 1
        and context.answered
        and command.operation == "update"
        and not (selector.past or command.copies)
    ):
        return (coming(targets[0], command, context),)
    if len(targets) > 1 and context.answered and not several:
        targets = that_cannot_be(command, targets) or targets
        ahead = [t for t in targets if command.operation == "read" or not is_over(t.row, context)] or targets
        which = [Occurrence(t.row, t.series) for t in ahead]
        return tuple(ahead) if len(ahead) == 1 else ask_which(command, which, context)
    day = context.focus_day if context.answered and several and not selector.count else None
    if day is not None and command.operation != "read":
        targets = [t for t in targets if not stays(t.row, day, context.zone)] or targets
    return tuple(targets)


def that_cannot_be(command: Command, targets: Sequence[Target]) -> list[Target]:
    """ "can't do the vet then, do it on Friday", of all that was listed: the one of which that is told; none where it is not one."""
    said = CANNOT_DO.search(command.text)
    named = matching.best(said["name"], targets, texts_of) if said else []
    return named if len(named) == 1 else []


def whole_series(keys: Iterable[str], context: Context) -> list[Target]:
    """The series of these times, which are there no more."""
    families = (context.queries.family(named.partition("\n")[0]) for named in keys)
    masters = [family[0] for family in families if family]
    return [Target(row, row, Scope.ALL) for row in masters if row.is_series]


def keys_meant(command: Command, context: Context) -> Sequence[str]:
    """The keys of what is talked of: for "it" the one of which the last questions were asked, for what goes that or what they told."""
    selector = command.selector
    several = selector.referent in (Referent.THEM, Referent.OTHER) or selector.number is not Number.ONE
    if not context.about or several or selector.ordinal or command.operation == "read":
        return context.focus
    if command.operation != "delete":
        return context.about
    return tuple(dict.fromkeys((*context.about, *context.focus)))


def coming(target: Target, command: Command, context: Context) -> Target:
    """Of what is over and was told, the next that is called so, which is what can be moved (policy 11); itself where there is none."""
    if (
        target.series is not None
        or not (command.values.when or command.values.shift)
        or not is_over(target.row, context)
    ):
        return target
    ids = {id_ for id_, named in context.index("event").rows.items() if named.summary == target.row.summary}
    ahead = context.queries.event_occurrences(context.now, None, ids, 1)
    return next((Target(o.row, o.series) for o in ahead[:1]), target)


def among_focus(things: Iterable[Thing], context: Context) -> list[Thing]:
    """Of these what was last talked of; of a series that was as a whole all of its times."""
    talked_of = set(context.focus)
    return [thing for thing in things if not talked_of.isdisjoint((key(thing.row), f"{thing.row.uid}\n"))]


def stays(row: Event | Task, day: date, zone: ZoneInfo) -> bool:
    """The holiday of a week, a bank holiday, a birthday: no change of all that is on one of their days takes them (policy 9)."""
    if not isinstance(row, Event) or not is_all_day(row.start):
        return False
    if kinds.is_holiday(row) or kinds.is_birthday(row) or kinds.is_of_its_day(row, zone):
        return True
    return row.start != day or (row.end is not None and row.end > day + timedelta(days=1))


def is_over(row: Event | Task, context: Context) -> bool:
    """An event that has ended: "push it back" means none of those."""
    end = occupied(row, context.zone).end
    return isinstance(row, Event) and end is not None and end <= context.now


def by_length(things: Sequence[Thing], number: Number, context: Context) -> list[Thing]:
    """The longest, or the shortest, of things that take time; several where they take as long."""
    spans = [(occupied(thing.row, context.zone), thing) for thing in things]
    taken = [(elapsed(span.start, span.end), thing) for span, thing in spans if span.start and span.end]
    meant = (max if number is Number.LONGEST else min)((length for length, _ in taken), default=None)
    return [thing for length, thing in taken if length == meant]


def day_talked_of(context: Context) -> date | None:
    """The day on which everything lies that was last talked of."""
    return only_day(rows_talked_of(context), context.zone)


def with_that_day(commands: tuple[Command, ...], context: Context) -> tuple[Command, ...]:
    """What is asked of "that day" with the date of it, so that a further sentence may be of that, too."""
    said = [command.operation == "read" and any(map(THAT_DAY.search, command.selector.whens)) for command in commands]
    day = (context.focus_day or day_talked_of(context)) if any(said) else None
    if day is None:
        return commands
    return tuple(
        with_selector(c, whens=tuple(that_day_dated(when, day) for when in c.selector.whens)) if of_it else c
        for c, of_it in zip(commands, said, strict=True)
    )


def with_day_after(commands: tuple[Command, ...], context: Context) -> tuple[Command, ...]:
    """What is looked for on "the Monday after" with the date of it, counted from the day that was talked of."""
    asked = [DAY_AFTER.fullmatch(" ".join(command.selector.whens)) for command in commands]
    day = (context.focus_day or day_talked_of(context)) if any(asked) else None
    if day is None:
        return commands
    return tuple(
        with_selector(c, whens=(exact_day(day_after(said["day"], day)),)) if said else c
        for c, said in zip(commands, asked, strict=True)
    )


def day_after(weekday: str, day: date) -> date:
    """The first such weekday after a day."""
    wanted = read_time(weekday, ANY_TIME)
    assert wanted is not None and wanted.bare_weekday is not None
    return day + timedelta(days=(wanted.bare_weekday - day.weekday() - 1) % 7 + 1)


def with_that_weekday(text: str, context: Context) -> str:
    """ "dinner that Friday", "I'm off that Monday", with its date: that of the week of what was talked of, beside the order where it only tells why. The
    sentence as it is where nothing was talked of, or several days, or that day is over."""
    said = THAT_WEEKDAY.search(text)
    near = (context.focus_day or day_talked_of(context)) if said and not (said["no"] and not said["led"]) else None
    weekday = read_time(said["day"], context.setting(Purpose.SELECT)) if said and near else None
    if said is None or near is None or weekday is None or weekday.bare_weekday is None:
        return text
    first = week_start(near, context.first_weekday)
    day = first + timedelta(days=(weekday.bare_weekday - context.first_weekday) % 7)
    if day < context.now.date():
        return text
    before, behind, date_ = text[: said.start()], text[said.end() :], f"{said['day']} {day.day} {day:%B %Y}"
    order = ORDER_BEHIND.search(behind) if OF_ONESELF.fullmatch(before) else None
    if order and not find_times(behind[order.start() :]):
        return f"{before.rstrip()}{behind.rstrip(' .!')} on {date_}"
    return f"{before}{said['no'] or ''}{said['led'] or 'on '}{date_}{behind}"


def rows_talked_of(context: Context) -> list[Event | Task]:
    """The rows last talked of as they stand now; as they stood, where they were just deleted."""
    found = [t for named in context.focus for t in targets_of_key(named, Command("read", None), context)]
    return [target.row for target in found or rows_gone(context)]


def rows_gone(context: Context) -> list[Target]:
    """What was just deleted, or cancelled, where nothing that is there was talked of since; no whole series, of which no day is meant."""
    return [Target(row) for row in context.gone if not row.is_series]


def is_made_again(command: Command) -> bool:
    """A change that says when, which makes anew what is gone; what else it says of that can't be done."""
    return command.operation == "update" and bool(command.values.when or command.values.shift)


def only_day(rows: Iterable[Event | Task], zone: ZoneInfo) -> date | None:
    """The day on which all of these begin; None where they begin on several or on none."""
    starts = [occupied(row, zone).start for row in rows]
    days = {start.date() for start in starts if start is not None}
    return days.pop() if len(days) == 1 else None


def targets_of_key(named: str, command: Command, context: Context) -> list[Target]:
    """The row of a key as stored: a whole thing, or one occurrence of a series."""
    uid, _, at = named.partition("\n")
    family = context.queries.family(uid)
    if not family:
        return []
    master = family[0]
    if not at and command.operation == "read" and isinstance(master, Event) and master.is_series:  # "when is it": next
        most = None if is_of_its_times(command, master) else 1
        ahead = context.queries.event_occurrences(context.now, None, {master.id}, most)
        return [Target(o.row, o.series, Scope.ONE) for o in ahead[:most]] or [Target(master, master, Scope.ALL)]
    if not at:
        scope = command.scope or (Scope.ALL if master.is_series else Scope.ONE)
        return [Target(master, master if master.is_series else None, scope)]
    read = context.queries.event_occurrences if isinstance(master, Event) else context.queries.task_occurrences
    found = (o for o in read(None, None, {master.id}) if key(o.row) == named)
    return [Target(o.row, o.series, command.scope or Scope.ONE) for o in found]


def comes_to_end(occurrences: Sequence[Occurrence]) -> bool:
    """Several are ahead, and none of them goes on without an end."""
    rules = (o.series.rrule or "" for o in occurrences if o.series is not None)
    return len(occurrences) > 1 and all(map(ENDS.search, rules))


def is_of_its_times(command: Command, series: Event) -> bool:
    """ "how many of those", "when is the last of them", of a series: its times ahead are counted; what goes on without an end has no last."""
    selector, ends = command.selector, ENDS.search(series.rrule or "")
    last = selector.number is Number.LAST or (selector.ordinal or 1) < 0
    return bool(command.asks == "how_many" or (ends if last else selector.takes_place or selector.ordinal))


def talked_of_there(
    things: Sequence[Occurrence], within: Sequence[Occurrence], command: Command, context: Context
) -> list[Occurrence]:
    """Those of several things that were just talked of; of those within a time, where nothing is named: "skip today and next Saturday"."""
    told = {*context.about, *context.focus}
    if not within:
        return [o for o in things if key(o.row) in told]
    unnamed = not (command.names or command.people or command.selector.places)
    named = {each.partition("\n")[0] for each in told} if unnamed else set()
    return [o for o in within if key(o.row).partition("\n")[0] in named]
