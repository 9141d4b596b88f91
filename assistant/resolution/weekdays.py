"""What is said of some weekdays of a series: "no yoga on Mondays", "move yoga on Mondays to Tuesdays", "yoga on Mondays is at 7am".

The other days stay as they are. Weekdays are numbers, 0 is Monday; they are those of the zone of the series.
"""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from assistant import wording
from assistant.commands import Command, Scope, with_selector, with_values
from assistant.phrasing import WEEKDAYS, join
from assistant.plan import Clarification, Effect, ask
from assistant.resolution import rules, series
from assistant.resolution.asking import ask_scope
from assistant.resolution.context import Context, Target
from assistant.resolution.first_dates import stepped_row
from assistant.resolution.repetition import ARTICLE, MOVED, OF_EACH, weekdays_named
from assistant.temporal.values import Anchored, Purpose
from assistant.timespan import instant, start_of, stepped, wall
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
    if command.operation != "read" and selector.recurrence:
        return of_weekday(command, context)
    if command.operation == "read":
        return command
    if selector.names and selector.excluded and not selector.whens:
        return but_weekdays(command, context)
    read = [context.read_time(phrase, Purpose.SELECT) for phrase in selector.whens]
    long = selector.plural and any(r is not None and r.grain in LONG for r in read)  # "Monday lessons in March"
    lasts = long or bool(wording.LASTING.search(command.text)) or is_of_days(command.values.recurrence, context)
    for_good = wording.LASTING.search(command.text)
    for phrase in selector.whens:
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
    if wording.LASTING.search(command.text) and OF_EACH.search(
        each
    ):  # "not on the first Saturday of the month any more"
        return with_selector(command, recurrence=each)
    said = context.read_time(selector.recurrence or "", Purpose.SELECT)
    if said is not None and said.kind != "recurrence" and not selector.whens:
        return with_selector(command, whens=(selector.recurrence,), recurrence=None)
    plain = (said is None or said.kind != "recurrence") and is_of_days(each, context)
    return with_selector(command, recurrence=each) if plain else command


def but_weekdays(command: Command, context: Context) -> Command:
    """ "cancel yoga except on Thursdays": the other weekdays are meant."""
    spared = [
        weekdays_named(context.read_time(name, Purpose.SELECT)) or frozenset() for name in command.selector.excluded
    ]
    others = set(range(7)).difference(*spared)
    if not all(spared) or not others:
        return command
    phrase = f"every {' and '.join(WEEKDAYS[day] for day in sorted(others))}"
    return with_selector(command, excluded=(), recurrence=phrase)


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
    return ask_scope(command, met, context) if met is not None and met.series is not None else None


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
    asked = say_days(named)
    return ask(f"“{row.summary}” is not on {asked}{f', but on {held}' if held else ''}.")


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
    days = {
        at_position(found, first)
        for found in by_rule(said.rrule, first, position(first), position(first + timedelta(300)))
    }
    return [
        Target(o.row, o.series, Scope.ONE, target.reasons)
        for o in ahead_of(target, context)
        if (start := start_of(o.row)) is not None and instant(start, context.zone).date() in days
    ]


def dropped(part: Part, context: Context) -> tuple[Effect, ...]:
    """The series without these days, from now on: the old one ends, the others go on under a new uid."""
    old = part.target.series
    assert old is not None
    boundary = first_ahead(part.target, context)
    later = boundary is not None and position(boundary) > position(series.start_of(old))
    base, ended = divided(part.target, boundary, context) if boundary is not None and later else (old, ())
    after = on_days(base, rule_days(old) - part.days)
    if after is None:
        last = boundary if boundary is not None else series.start_of(old)
        return (series.end_series(part.target, last, context),)
    gone = overrides_from(old, boundary, context)
    writes = tuple(RowChange(o, followed(o, after)) for o in gone)
    if not ended:
        return (Effect(old, after, (RowChange(old, after), *writes), reasons=part.target.reasons),)
    return (*ended, Effect(None, after, (RowChange(None, after), *writes), reasons=part.target.reasons))


def first_ahead(target: Target, context: Context) -> When | None:
    """The occurrence with which a change begins: the one found, or the next."""
    assert target.series is not None
    if target.row.recurrence_id is not None:
        return target.row.recurrence_id
    return rules.first_from(target.series, context.now)


def divided(target: Target, boundary: When, context: Context) -> tuple[Row, tuple[Effect, ...]]:
    """(the rest of a series from `boundary` on, the effect by which the old one ends)."""
    old = target.series
    assert old is not None
    ended = series.ended_before(old, boundary)
    return series.rest_of(old, boundary, context), (
        Effect(old, ended, (RowChange(old, ended),), reasons=target.reasons),
    )


def overrides_from(row: Row, boundary: When | None, context: Context) -> list[Row]:
    """The overrides of a series from an occurrence on; all of them where that is its first."""
    return series.overrides_of(row, context) if boundary is None else series.from_on(row, boundary, context)


def on_days(row: Row, days: Days) -> Row | None:
    """A series on these of its weekdays alone, beginning on the first of them; None where none is left."""
    start = series.start_of(row)
    rule = parts_of(row.rrule or "")
    names = ",".join(rules.DAYS[day] for day in sorted(days))
    endless = {name: value for name, value in rule.items() if name != "COUNT"} | {"FREQ": "WEEKLY", "BYDAY": names}
    first = rules.first_from(dataclasses.replace(row, rrule=rules.joined(endless)), start) if days else None
    count = sum(wall(at_position(p, start)).weekday() in days for p in given(row)) if "COUNT" in rule else 1
    if first is None or not count:
        return None
    made = {name: (str(count) if name == "COUNT" else endless[name]) for name in rule | endless}
    step = wall(first) - wall(start)
    return dataclasses.replace(
        stepped_row(row, step),
        rrule=rules.joined(made),
        exdates=tuple(d for d in row.exdates if weekday(d, row) in days),
    )


def weekday(when: When, row: Row) -> int:
    """The weekday of an EXDATE or RECURRENCE-ID, in the zone of its series."""
    return wall(aligned(when, series.start_of(row))).weekday()


def given(row: Row) -> Iterable[int]:
    """The positions that the rule of a series with an end gives."""
    assert row.rrule is not None
    return by_rule(row.rrule, series.start_of(row), LEAST, MOST)


def followed(override: Row, after: Row) -> Row | None:
    """An override that goes on with its series under a new uid; None where the series has no such occurrence any more."""
    at = series.replaced(override)
    kept = series.occurs(at, after) or override.status == "COMPLETED"
    return dataclasses.replace(override, uid=after.uid) if kept else None


def exchanged(part: Part, new: Days, context: Context) -> tuple[Effect, ...]:
    """The series with its named weekdays exchanged for others, within the same week; exceptions and overrides of those days go along."""
    old = part.target.series
    assert old is not None
    steps = rules.exchanged(old.rrule or "", part.days, new, context.first_weekday)
    if part.target.scope is Scope.FUTURE and part.target.row.recurrence_id is not None:
        boundary = part.target.row.recurrence_id
        base, ended = divided(part.target, boundary, context)
    else:
        boundary, base, ended = None, old, ()
    after = on_other_days(base, steps, (rule_days(old) - part.days) | new)
    carry = carrying(old, after, steps)
    moved = tuple(RowChange(o, carry(o)) for o in overrides_from(old, boundary, context))
    if ended:
        return (*ended, Effect(None, after, (RowChange(None, after), *moved), reasons=part.target.reasons))
    return (Effect(old, after, (RowChange(old, after), *moved), reasons=part.target.reasons),)


def on_other_days(row: Row, steps: Mapping[int, timedelta], days: Days) -> Row:
    """The series on its new weekdays, beginning with the first occurrence that it then has."""
    start = series.start_of(row)
    rule = parts_of(row.rrule or "")
    rule |= {"FREQ": "WEEKLY", "BYDAY": ",".join(rules.DAYS[day] for day in sorted(days))}
    present = [at_position(p, start) for p in by_rule(row.rrule or "", start, LEAST, position(start) + 14 * 86_400)]
    steps_from = [wall(at) + steps.get(wall(at).weekday(), timedelta()) for at in present] or [wall(start)]
    made = stepped_row(row, min(steps_from) - wall(start))
    if "UNTIL" in rule and (last := max(given(row), default=None)) is not None:
        at = wall(at_position(last, start))
        moved = at + steps.get(at.weekday(), timedelta())
        later = rules.until_text(moved.replace(hour=23, minute=59, second=59), start)
        rule["UNTIL"] = max(rule["UNTIL"], later) if moved > at else rule["UNTIL"]
    return dataclasses.replace(
        made,
        rrule=rules.joined(rule),
        exdates=tuple(stepped(d, steps.get(weekday(d, row), timedelta())) for d in row.exdates),
    )


def carrying(old: Row, after: Row, steps: Mapping[int, timedelta]) -> Callable[[Row], Row | None]:
    """What becomes of an override: it moves as the weekday of its occurrence does."""

    def carry(override: Row) -> Row | None:
        at = series.replaced(override)
        step = steps.get(weekday(at, old), timedelta())
        made = dataclasses.replace(stepped_row(override, step), recurrence_id=stepped(at, step), uid=after.uid)
        return followed(made, after)

    return carry


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
            return (*rest, *created_from(own, change, part, boundary, context))
    staying = on_days(old, rule_days(old) - part.days)
    if staying is None or own is None:
        return series.alter(part.target, change, context)
    kept = Effect(old, staying, (RowChange(old, staying),), reasons=part.target.reasons, aside=True)
    return (kept, *created_from(own, change, part, None, context))


def created_from(
    own: Row, change: series.Change, part: Part, boundary: When | None, context: Context
) -> tuple[Effect, ...]:
    """The weekdays split off as a new series, with their overrides."""
    old = part.target.series
    assert old is not None
    own = dataclasses.replace(
        own, id=context.new_id(), uid=context.new_id(), related_to=old.related_to or old.uid, rdates=(), sequence=0
    )
    changed = change(own)
    steps = series.steps_by_weekday(own, changed, context)
    after = series.with_dates(own, changed, steps)
    mine = [o for o in overrides_from(old, boundary, context) if weekday(series.replaced(o), old) in part.days]
    moved = series.following(mine, own, after, changed.rrule != own.rrule, steps)
    return (Effect(None, after, (RowChange(None, after), *moved), reasons=part.target.reasons),)
