"""What is said of some weekdays of a series: "no yoga on Mondays", "move yoga on Mondays to Tuesdays", "yoga on Mondays is at 7am".

The other days stay as they are. Weekdays are numbers, 0 is Monday; they are those of the zone of the series. A weekday may also be part
of what a series is called: "move all my Friday catch-ups to 3", "stop the Wednesday visits" (policy 13).
"""

import dataclasses
import re
from collections.abc import Iterable
from datetime import timedelta

from assistant import wording
from assistant.commands import Command, Number, Scope, with_selector, with_values
from assistant.interpretation import says_since
from assistant.phrasing import WEEKDAYS, join
from assistant.plan import Clarification, Effect, ask
from assistant.resolution import rules, series
from assistant.resolution.asking import ask_scope
from assistant.resolution.context import Context, Target
from assistant.resolution.exact_names import called_so
from assistant.resolution.first_dates import from_first, from_moved_dates
from assistant.resolution.parts_of_period import parts_of as parts_of_period
from assistant.resolution.repetition import ARTICLE, EARLY, ENDS, MOVED, OF_EACH, weekdays_named
from assistant.resolution.selection import CEASING, targets_found
from assistant.schema import CHANGES
from assistant.temporal.values import Anchored, Purpose
from assistant.timespan import instant, start_of, wall
from models.changes import RowChange
from models.occurrence import Occurrence
from models.recurrence import by_rule
from models.recurrence import parts as parts_of
from models.rows import Event, Task, When
from models.timeline import LEAST, MOST, aligned, at_position, position

#: The words for a rule that takes the place of the present one, and those that say which of its days are meant ("to 8 on Fridays").
NEW_RULE, INSTEAD = re.compile(r"\b(?:to|from now on|now)\b", re.I), re.compile(r"\binstead\b", re.I)
ON = re.compile(r"\bon\s+(?:the\s+)?$", re.I)
#: What gives a rule an end of its own: "every Tuesday until June", "for six weeks".
BOUNDED = re.compile(rf"\b(?:{wording.UNTIL_WHEN}|{wording.SINCE_WHEN}|to|through|for|over)\b", re.I)
WEEKDAY = re.compile(rf"(?:from (?=.*(?:,|\band\b)))?((?:(?:,|\band\b|\s)*\b{wording.WEEKDAY})+)", re.I)
#: Periods with several of a weekday.
LONG = frozenset({"month", "quarter", "season", "year"})
Row = Event | Task
Days = frozenset[int]


@dataclasses.dataclass(frozen=True)
class Part:
    """A target of which only some weekdays are meant, and those days."""

    target: Target
    days: Days


def by_weekday(command: Command, context: Context) -> Command:
    """Weekdays by which a change finds things ("cancel yoga on Mondays") are words of a rule, not a time from the next of them on."""
    selector = command.selector
    if command.operation == "read":
        return command
    if selector.recurrence:
        return of_weekday(command, context)
    if selector.names and selector.excluded and not selector.whens:
        return but_weekdays(command, context)
    read = [context.read_time(phrase, Purpose.SELECT) for phrase in selector.whens]
    long = selector.plural and any(r is not None and r.grain in LONG for r in read)  # "Monday lessons in March"
    for_good = wording.LASTING.search(command.text)
    lasts = long or for_good or is_of_days(command.values.recurrence, context)
    for phrase in selector.whens:
        if any(r is not None and r.time_said and parts_of_period(r, context) for r in read):
            return command  # "in the mornings next week" says when, and no day of a rule
        of_each = for_good and OF_EACH.search(phrase)
        days = WEEKDAY.fullmatch(phrase) if lasts else None
        each = f"every {ARTICLE.sub('', phrase)}" if of_each else f"every {days[1]}" if days else phrase
        if of_each or is_of_days(each, context):
            whens = tuple(w for w in selector.whens if w != phrase)
            only = rf"\b(?:just|only)\s+(?:on\s+)?(?:the\s+)?{re.escape(phrase)}"
            if command.scope is Scope.ONE and re.search(only, command.text, re.I):  # those, of all, and no single one
                command = dataclasses.replace(command, scope=None)
            return with_selector(command, whens=whens, recurrence=each)
    return command


def of_weekday(command: Command, context: Context) -> Command:
    """ "cancel Friday lessons", "weekend shifts in March": a day that was taken for a rule says when, or on which days of a period."""
    selector, each = command.selector, f"every {command.selector.recurrence}"
    if wording.LASTING.search(command.text) and OF_EACH.search(each):  # "not on the first Saturday of the month"
        return with_selector(command, recurrence=each)
    said = context.read_time(selector.recurrence or "", Purpose.SELECT)
    if said is not None and said.kind != "recurrence" and not selector.whens:
        return with_selector(command, whens=(selector.recurrence,), recurrence=None)
    plain = (said is None or said.kind != "recurrence") and is_of_days(each, context)
    return with_selector(command, recurrence=each) if plain else command


def but_weekdays(command: Command, context: Context) -> Command:
    """ "cancel yoga except on Thursdays": the other weekdays are meant."""
    read = (context.read_time(name, Purpose.SELECT) for name in command.selector.excluded)
    spared = [weekdays_named(said) or frozenset() for said in read]
    others = set(range(7)).difference(*spared)
    if not all(spared) or not others:
        return command
    return with_selector(
        command, excluded=(), recurrence=f"every {' and '.join(WEEKDAYS[day] for day in sorted(others))}"
    )


def is_of_days(phrase: str | None, context: Context) -> bool:
    """The phrase names weekdays of a rule, and nothing else."""
    return phrase is not None and weekdays_named(context.read_time(phrase, Purpose.SELECT)) is not None


def by_days_kept(command: Command, targets: tuple[Target, ...], context: Context) -> Command:
    """ "make gym 45 minutes on Fridays", "standup to 10 every day next week": days that the series has, or all of a period, say which of its
    times change; "gym to Fridays at 7" is a new rule."""
    values, selector = command.values, command.selector
    phrase, rest = values.recurrence, dataclasses.replace(values, recurrence=None)
    said = context.read_time(phrase, Purpose.SELECT) if phrase and not (rest.is_empty or selector.recurrence) else None
    named = weekdays_named(said)
    if said is None or phrase is None or named is None:
        return command
    before = command.text[: command.text.find(phrase)] + phrase[: phrase.find(" ") + 1]
    held = [days_of(target, context) for target in targets]
    # "standup to 10 every day": each of the days that it has; "standup every day at 10" is a new rule
    if len(named) == len(WEEKDAYS):
        own = bool(values.shift) or (" ".join(values.when) in before and all(len(days) > 1 for days in held))
    else:
        is_new = INSTEAD.search(command.text) or (NEW_RULE.search(command.text) and not ON.search(before))
        own = not is_new and all(named < days for days in held)
        # "move gym to 8 every Monday until June", which is on Mondays: it goes on after that
        until = "UNTIL" in (said.rrule or "") and MOVED.search(command.text) and (values.when or values.shift)
        own = own or bool(until and all(named == days for days in held))
    # no time of a series has a rule
    several = len(targets) > 1 and all(t.series and t.scope is Scope.ONE for t in targets)
    meant = own or is_of_period(phrase, said) or (several and not named.isdisjoint(frozenset().union(*held)))
    return with_values(with_selector(command, recurrence=phrase), recurrence=None) if meant else command


def is_of_period(phrase: str, said: Anchored) -> bool:
    """ "every Monday next month", "every weekday this week": how often within a period, and not until when."""
    return "UNTIL" in (said.rrule or "") and not BOUNDED.search(phrase)


def parted(
    command: Command, targets: tuple[Target, ...], context: Context
) -> tuple[tuple[Target, ...], tuple[Part, ...]] | Clarification:
    """(targets meant as they are, series of which some weekdays are meant) where the selector names weekdays of a rule."""
    said = context.read_time(command.selector.recurrence, Purpose.SELECT) if command.selector.recurrence else None
    named = weekdays_named(said)
    if said is None or named is None:
        return targets, ()
    whole, parts = list[Target](), list[Part]()
    for target in targets:
        held = days_of(target, context)
        if parts_of(said.rrule or "").keys() - {"FREQ", "BYDAY", "INTERVAL"}:
            whole += within_rule(target, said, context)
        elif not held and (asked := ask_about(command, target, named, context)):
            return asked
        elif not held & named:
            continue
        elif held <= named:
            whole.append(target)
        else:
            parts.append(Part(target, held & named))
    if not whole and not parts:
        return not_then(targets, named, context)
    return tuple(whole), tuple(parts)


def ask_about(command: Command, target: Target, named: Days, context: Context) -> Clarification | None:
    """A series that goes by months or years can't do without a weekday: which of its occurrences are meant is asked."""
    found = ahead_of(target, context)
    met = next((o for o in found if days_of(Target(o.row), context) & named), None)
    return ask_scope(command, [met], context) if met is not None and met.series is not None else None


def ahead_of(target: Target, context: Context) -> tuple[Occurrence, ...]:
    """The occurrences of a series within a year from now."""
    read = context.queries.task_occurrences if isinstance(target.row, Task) else context.queries.event_occurrences
    return read(context.now, context.midnight + timedelta(365), {(target.series or target.row).id})


def not_then(targets: tuple[Target, ...], named: Days, context: Context) -> Clarification:
    """None of what was found is on these days."""
    row = targets[0].row
    if len(named) == len(WEEKDAYS):
        return ask(f"“{row.summary}” is on none of those days.")
    held = say_days(days_of(targets[0], context))
    return ask(f"“{row.summary}” is not on {say_days(named)}{f', but on {held}' if held else ''}.")


def say_days(days: Iterable[int]) -> str:
    """ "Mon and Thu"."""
    return join([WEEKDAYS[day] for day in sorted(days)])


def days_of(target: Target, context: Context) -> Days:
    """The weekdays of a series by the week, or of the one row meant; empty where the rule goes by months or years."""
    if target.series is None or target.scope is Scope.ONE:
        start = start_of(target.row)
        return frozenset() if start is None else frozenset({instant(start, context.zone).weekday()})
    return rule_days(target.series)


def rule_days(row: Row) -> Days:
    """The weekdays on which a series by the week, or by the day, comes."""
    return rules.weekdays_of(row.rrule or "", series.start_of(row))


def within_rule(target: Target, said: Anchored, context: Context) -> list[Target]:
    """The occurrences ahead of a series, or the one of what happens once, on the days that a rule gives within its next year."""
    assert said.start is not None and said.rrule is not None
    first = said.start.date()
    ruled = by_rule(said.rrule, first, position(first), position(first + timedelta(300)))
    days = {at_position(found, first) for found in ruled}
    return [
        Target(o.row, o.series, Scope.ONE, target.reasons)
        for o in ahead_of(target, context)
        if (start := start_of(o.row)) is not None and instant(start, context.zone).date() in days
    ]


def dropped(part: Part, context: Context) -> tuple[Effect, ...]:
    """The series without these days, from now on: the old one ends, the others go on under a new uid."""
    old = part.target.series
    assert old is not None
    start, days = series.start_of(old), rule_days(old) - part.days
    since = first_ahead(part.target, context) or start
    ahead = by_rule(old.rrule or "", start, position(aligned(since, start)), MOST)
    if not any(wall(at_position(place, start)).weekday() in days for place in ahead):
        return (series.end_series(part.target, since, context),)
    return series.split(part.target, since, lambda row: on_days(row, days) or row, context)


def first_ahead(target: Target, context: Context) -> When | None:
    """The occurrence with which a change begins: the one found, or the next."""
    assert target.series is not None
    if target.row.recurrence_id is not None:
        return target.row.recurrence_id
    return rules.first_from(target.series, context.now)


def overrides_from(row: Row, boundary: When | None, context: Context) -> list[Row]:
    """The overrides of a series from an occurrence on; all of them where that is its first."""
    return series.overrides_of(row, context) if boundary is None else series.from_on(row, boundary, context)


def on_days(row: Row, days: Days) -> Row | None:
    """A series on these of its weekdays alone, beginning on the first of them; None where none is left."""
    start, rule = series.start_of(row), row.rrule or ""
    parts = parts_of(rule) | by_weekdays(days)
    if "COUNT" in parts:
        given = (wall(at_position(p, start)) for p in by_rule(rule, start, LEAST, MOST))
        parts["COUNT"] = str(sum(at.weekday() in days for at in given))
    exdates = tuple(d for d in row.exdates if weekday(d, row) in days)
    made = dataclasses.replace(row, rrule=rules.joined(parts), exdates=exdates)
    gone = not days or parts.get("COUNT") == "0" or rules.first_from(made, start) is None
    return None if gone else from_first(made)


def by_weekdays(days: Days) -> dict[str, str]:
    """The parts of a rule that comes on these days of the week."""
    return {"FREQ": "WEEKLY", "BYDAY": ",".join(rules.DAYS[day] for day in sorted(days))}


def weekday(when: When, row: Row) -> int:
    """The weekday of an EXDATE or RECURRENCE-ID, in the zone of its series."""
    return wall(aligned(when, series.start_of(row))).weekday()


def exchanged(part: Part, new: Days, context: Context) -> tuple[Effect, ...]:
    """The series with its named weekdays exchanged for others, within the same week; exceptions and overrides of those days go along."""

    def exchange(row: Row) -> Row:
        old, start = row.rrule or "", series.start_of(row)
        rule = parts_of(old) | by_weekdays((rule_days(row) - part.days) | new)
        steps = rules.exchanged(old, part.days, new, context.first_weekday)
        if "UNTIL" in rule and (last := rules.last_time(old, start)) is not None:
            moved = last + steps.get(last.weekday(), timedelta())
            rule["UNTIL"] = max(rule["UNTIL"], rules.until_day(moved.date(), start)) if moved > last else rule["UNTIL"]
        return from_moved_dates(row, dataclasses.replace(row, rrule=rules.joined(rule)), steps)

    return series.alter(part.target, exchange, context)


def split_off(part: Part, change: series.Change, context: Context) -> tuple[Effect, ...]:
    """The named weekdays as a series of their own, with the change, from the next time on; the others stay as they are."""
    old = part.target.series
    assert old is not None
    start, own = series.start_of(old), on_days(old, part.days)
    future = part.target.scope is Scope.FUTURE and part.target.row.recurrence_id is not None
    begun = own is not None and position(series.start_of(own)) < position(aligned(context.now, start))
    boundary = first_ahead(part.target, context) if future or begun else None
    if boundary is not None and position(boundary) > position(start):
        own = on_days(series.rest_of(old, boundary, context), part.days)
        if own is not None:
            rest = (dataclasses.replace(effect, aside=True) for effect in dropped(part, context))
            return (*rest, created_from(own, change, part, boundary, context))
    staying = on_days(old, rule_days(old) - part.days)
    if staying is None or own is None:
        return series.alter(part.target, change, context)
    kept = Effect(old, staying, (RowChange(old, staying),), reasons=part.target.reasons, aside=True)
    return (kept, created_from(own, change, part, None, context))


def created_from(own: Row, change: series.Change, part: Part, boundary: When | None, context: Context) -> Effect:
    """The weekdays split off as a new series, with their overrides."""
    old = part.target.series
    assert old is not None
    own = dataclasses.replace(
        own, id=context.new_id(), uid=context.new_id(), related_to=old.related_to or old.uid, rdates=(), sequence=0
    )
    mine = [o for o in overrides_from(old, boundary, context) if weekday(series.replaced(o), old) in part.days]
    return series.altered(None, own, change, mine, part.target, context)


def by_own_weekday(command: Command, context: Context) -> Command:
    """ "all my Friday catch-ups", "stop the Friday catch-up": weekdays before the name of one series that has them are words of its rule, and
    what is stopped is so from now on. "The Friday catch-up" and "all catch-ups on Friday" name a day."""
    selector = command.selector
    days = next((when for when in selector.whens if WEEKDAY.fullmatch(when)), None)
    if days is None or command.object != "event" or command.scope is Scope.ONE or not leads_name(days, command):
        return command
    others = tuple(when for when in selector.whens if when != days)
    ends = is_stopped(command)
    many = selector.number is Number.ALL or (selector.plural and not context.shown)
    if not (ends or (many and command.operation in CHANGES)) or not all(says_since((when,)) for when in others):
        return command
    scope = Scope.FUTURE if ends else command.scope
    operation = "delete" if ends else command.operation
    each = with_selector(command, whens=others, recurrence=f"every {days}")
    meant = dataclasses.replace(each, operation=operation, scope=scope, end_alone=command.end_alone and not ends)
    named = weekdays_named(context.read_time(f"every {days}", Purpose.SELECT)) or frozenset()
    found = targets_found(dataclasses.replace(meant, scope=scope or Scope.ALL), context)
    there = [t for t in found if days_of(t, context) & named]
    held = frozenset[int]().union(*(rule_days(t.series) for t in there if t.series is not None))
    if (len(there) > 1 and len(named) < 2) or any(t.series is None for t in there) or not named <= held:
        return command
    alone = not ends and selector.number is not Number.ALL and called_so(selector.names, there)  # "Tuesday Pilates"
    return command if alone else meant


def stops_weekdays(command: Command) -> bool:
    """ "discontinue the Monday and Friday visits": weekdays of one order, and no two of them."""
    return is_stopped(command) and any(WEEKDAY.fullmatch(d) and leads_name(d, command) for d in command.selector.whens)


def leads_name(days: str, command: Command) -> bool:
    """ "the | Friday | catch-ups", "Sunday calls with Ryan": the weekday stands right before what is named, and tells no day itself."""
    selector = command.selector
    kinds = (f"{selector.kind}s?",) if selector.attendees and selector.kind else ()
    named = "|".join((*map(re.escape, (*selector.names, *selector.attendees)), *kinds))
    return bool(named and re.search(rf"(?<!\bon ){re.escape(days)}\s+(?:{named})\b", command.text, re.I))


def is_stopped(command: Command) -> bool:
    """ "stop the Friday catch-up", "no more Friday catch-ups"; what ends early, or at an hour, goes on."""
    unsaid = command.operation == "delete" or (command.operation == "update" and command.values.is_empty)
    early = EARLY.search(command.text)
    return unsaid and not early and bool(ENDS.match(command.text) or CEASING.search(command.text))


def each_time(command: Command, targets: tuple[Target, ...], context: Context) -> tuple[Command, tuple[Target, ...]]:
    """ "only the first one" after "skip yoga the next two Tuesdays": the times that such a rule gives, each by itself, where some of them are to
    stay; all else as it is."""
    found = parted(command, targets, context) if command.selector.untouched and command.selector.recurrence else None
    if found is None or isinstance(found, Clarification) or found[1] or any(t.scope is not Scope.ONE for t in found[0]):
        return command, targets
    return with_selector(command, recurrence=None), found[0]
