"""A selector → the events it means, or the question that settles it. Policies 1–3 and 9–14."""

import dataclasses
import functools
import re
from collections.abc import Hashable, Iterable, Sequence

from assistant import wording
from assistant.commands import Command, Number, Referent, Scope, Selector, Values, at_place, with_selector
from assistant.interpretation import says_since
from assistant.plan import Clarification, ask
from assistant.resolution import kinds, matching
from assistant.resolution.ambiguous import ask_ambiguous, is_either, of_same_words
from assistant.resolution.asking import ask_scope, ask_which, ask_whose, nothing_found
from assistant.resolution.beginning import first_matching, is_open
from assistant.resolution.calendars import as_calendar, find_list, of_kind
from assistant.resolution.context import Context, Target, key
from assistant.resolution.exact_names import (
    called_so,
    held_with,
    is_of_all,
    is_of_each,
    of_rows,
    staying_until,
    those_cancelled,
    with_people,
    with_person,
    without_lesser,
    without_modified,
    without_places,
)
from assistant.resolution.exclusion import NOTHING_LEFT, not_understood, texts_of, without
from assistant.resolution.extent import in_time, is_boundless, is_of_each_day, of_its_days, search_span, tells_of_now
from assistant.resolution.reference import is_of_those, is_reference, referred, talked_of_there
from assistant.resolution.repetition import weekdays_named
from assistant.resolution.shown import several_shown, with_shown
from assistant.resolution.windows import Window, is_of_days, windows_for
from assistant.temporal.values import Purpose
from assistant.timespan import Timespan, is_all_day, occupied
from models.occurrence import Occurrence
from models.rows import Event, Task

#: How many times of a series are looked at beyond those asked for, since some may be over, cancelled or excluded.
FEW = 12
#: "quitting piano at the end of May": that one, or all from then on.
NONE_THEN = re.compile(r"\bno more\b.*\b(?:during|over|throughout|this|next)\b", re.I)
CEASING = re.compile(
    r"\b(?:stop(?:s|ped|ping)?|quit(?:s|ting)?|g[ia]v(?:e|es|en|ing) up|drop(?:s|ped|ping)? out|no more)\b"
    r"(?![^,;.]*[,;.]\s*(?:\w+\s+){0,2}(?:cancel|delete|remove|drop)\b)",
    re.I,
)


@dataclasses.dataclass(frozen=True)
class Found:
    """Occurrences that match, in order of start, with the window in which they were found (None: no time was said)."""

    occurrences: tuple[Occurrence, ...]
    window: Window | None
    reasons: tuple[str, ...]
    #: Those that would be among them, but were spared ("except …").
    spared: tuple[Occurrence, ...] = ()


def find_events(command: Command, context: Context) -> Found | Clarification:
    """The occurrences that a command's selector describes, before number and scope are looked at."""
    selector = command.selector
    found_windows = windows_for(command, context)
    if found_windows is None:
        return ask(f"I could not read “{' '.join(selector.whens)}” as a time. When is it?")
    # "skip gym until Friday" is about no later week
    tried: list[Window | None] = list(found_windows[:1] if command.pauses else found_windows) or [None]
    ids = candidate_ids(selector, context)
    for window, exact in ((w, e) for e in (True, False) for w in tried if not e or (w is not None and w.point)):
        occurrences = remembered(command, window, ids, context)
        if window is not tried[0] and is_next_weekday(tried[0]):
            named = selector.names or selector.attendees or selector.places
            occurrences = tuple(o for o in occurrences if named and o.series is None)
        if exact and window is not None:  # "my 3pm" starts at three, wherever it can; else it is what goes on at three
            occurrences = tuple(o for o in occurrences if occupied(o.row, context.zone).start == window.span.start)
        if occurrences:
            said = (*selector.names, *selector.attendees, *selector.places, *selector.whens)
            reasons = said or ((selector.kind,) if selector.kind else ())
            asks_all = command.operation == "read" and not said
            if selector.excluded or asks_all:
                occurrences = on_days_said(occurrences, selector, context)
            if not selector.excluded:
                return Found(occurrences, window, reasons)
            if command.operation != "read" and (asked := not_understood(command, occurrences, context)):
                return asked
            kept = without(selector.excluded, occurrences, context)
            stays = {id(o) for o in kept}
            return Found(tuple(kept), window, reasons, tuple(o for o in occurrences if id(o) not in stays))
    return Found((), tried[0], ())


def occurrences_found(command: Command, context: Context) -> tuple[Occurrence, ...]:
    """As :func:`find_events`; nothing where the words are no time."""
    found = find_events(command, context)
    return () if isinstance(found, Clarification) else found.occurrences


def is_next_weekday(window: Window | None) -> bool:
    """ "next Friday": what is once only may be on the Friday before, no other time of a series is meant."""
    return window is not None and window.anchored.next_weekday


def on_days_said(occurrences: tuple[Occurrence, ...], selector: Selector, context: Context) -> tuple[Occurrence, ...]:
    """Those on the weekdays of a rule, where one is said: the last of "all Tuesday duties but the last" is a Tuesday."""
    days = weekdays_named(context.read_time(selector.recurrence, Purpose.SELECT)) if selector.recurrence else None
    begun = ((o, occupied(o.row, context.zone).start) for o in occurrences)
    return tuple(o for o, start in begun if start is not None and start.weekday() in days) if days else occurrences


def candidate_ids(selector: Selector, context: Context) -> set[str] | None:
    """Ids of the rows that could carry the names, people and places, typos forgiven; None where none is said."""
    together = [selector.attendees] if selector.either else [(person,) for person in selector.attendees]
    either = [selector.names, *together, *((place,) for place in selector.places)]
    index = context.index("event")
    ids = [{id_ for said in words for id_ in index.candidates(said)} for words in either if words]
    return set.intersection(*ids) if ids else None


def each_needed(command: Command, window: Window | None) -> int | None:
    """How many of the next times of each thing can matter: where no time is said, a few settle which thing is meant; None: all."""
    selector = command.selector
    asks = command.operation == "read" and selector.number is not Number.NEXT
    counts = asks and (command.asks == "how_many" or not selector.names)
    if window is not None or selector.past or selector.number is Number.LAST or counts:
        return None
    return FEW + (selector.count or 0) + (selector.ordinal or 0)


def remembered(
    command: Command, window: Window | None, ids: set[str] | None, context: Context
) -> tuple[Occurrence, ...]:
    """As :func:`matching_in`, kept from one key of a sentence to the next; what had ended a minute ago has ended still."""
    asked = (
        dataclasses.replace(command, values=Values(), text="", confidence=1.0),
        is_of_all(command),
        context.queries.calendars() if command.selector.list_name else (),
        *circumstances(command, window, ids, context),
    )
    span = search_span(command, window, context)

    def find(within: Timespan) -> tuple[Occurrence, ...]:
        return matching_in(command, window, ids, context, within)

    if asked in context.indexes.found or not is_open(command, span, ids, context):
        return context.indexes.remembered(asked, lambda: find(span))
    found, is_cut = context.indexes.remembered(
        (*asked, context.effort.most), lambda: first_matching(command, window, context, span, find)
    )
    context.effort.is_cut |= is_cut
    return found


def circumstances(
    command: Command, window: Window | None, ids: set[str] | None, context: Context
) -> tuple[Hashable, ...]:
    """What besides the selector says which occurrences are found: words that clear or leave, the window, the rows, the minute."""
    clears, leaves = bool(wording.CLEAR.search(command.text)), bool(wording.LEFT.search(command.text))
    rows = None if ids is None else frozenset(ids)
    return clears, leaves, window, rows, context.now.replace(second=0, microsecond=0)


def matching_in(
    command: Command, window: Window | None, ids: set[str] | None, context: Context, span: Timespan
) -> tuple[Occurrence, ...]:
    """The occurrences of a window, looked for in a span, that the selector describes."""
    selector = command.selector
    home = find_list(selector.list_name, of_kind("event", context)) if selector.list_name is not None else None
    if (ids is not None and not ids) or (selector.list_name is not None and home is None):
        return ()
    occurrences = occurrences_in(command, window, ids, context, span)
    if home is not None:
        occurrences = [o for o in occurrences if o.stored.calendar_id == home.id]
    if selector.either:
        either = {id(o) for person in selector.attendees for o in with_person(person, occurrences, command)}
        occurrences = [o for o in occurrences if id(o) in either]
    else:
        occurrences = with_people(selector.attendees, occurrences, command)
    for place in selector.places:
        at = of_rows(occurrences, lambda row: is_held_at(place, row))  # noqa: B023
        occurrences = at or matching.best(place, occurrences, texts_of)
    if selector.names:
        ahead = functools.partial(bearing_name, command, window, ids, context)
        named = set[int]()
        for name in selector.names:
            each = is_of_each(name, command, occurrences)
            best = of_its_days(matching.best(name, occurrences, texts_of, each=each), command, window, context)
            best = without_modified(name, without_places(name, best, ahead), ahead)
            named |= {id(o) for o in without_lesser(name, best, ahead)}
        occurrences = [o for o in occurrences if id(o) in named]
    elif selector.attendees or selector.places or command.operation != "read" or selector.number is Number.FIRST:
        occurrences = of_its_days(occurrences, command, window, context)
    return tuple(occurrences)


def is_held_at(place: str, row: Event | Task) -> bool:
    """It is there, or its title says so."""
    return matching.is_there(place, row.location or "") or matching.is_said_there(place, row.summary)


def bearing_name(
    command: Command, window: Window | None, ids: set[str] | None, context: Context
) -> tuple[Occurrence, ...]:
    """What bears the names at any other time, where one was said."""
    always = with_selector(command, whens=(), excluded=())
    return remembered(always, None, ids, context) if window is not None else ()


def occurrences_in(
    command: Command, window: Window | None, ids: set[str] | None, context: Context, span: Timespan
) -> list[Occurrence]:
    """The occurrences of these rows that count in a span, kept as long as the words that are typed mean the same rows and time."""
    unnamed = {"attendees": (), "places": (), "excluded": (), "list_name": None, "whens": ()}
    of_time = with_selector(command, names=("",) if command.selector.names else (), **unnamed).selector
    each = each_needed(command, window)
    kind = kind_meant(command.selector)
    asked = (command.operation, of_time, kind, span.end, each, *circumstances(command, window, ids, context))

    def find() -> list[Occurrence]:
        found: Sequence[Occurrence] = context.queries.event_occurrences(span.start, span.end, ids, each)
        if kind != "event":
            found = of_rows(found, kinds.KINDS[kind])
        held = (o for o in context.effort.each(found) if o.stored.status != "CANCELLED")
        return [o for o in held if in_time(o, command, window, span, context)]

    return find() if ids is None else context.indexes.remembered(asked, find)


def kind_meant(selector: Selector) -> str:
    """The kind word that narrows what is meant, "event" where none does; where nothing is named, everything is meant, but see `spared`."""
    # "my meeting with Lena" is any event with Lena
    if selector.names or (selector.attendees and selector.kind == "meeting"):
        return "event"
    return selector.kind if selector.kind in kinds.KINDS else "event"


def select_events(command: Command, context: Context) -> tuple[Target, ...] | Clarification:
    """The events a change is about: number and scope settled, or asked."""
    selector = command.selector
    if is_reference(command, context):
        return referred(command, context)
    if selector.is_empty or is_of_those(command):
        return ask_which(command, (), context)
    if is_boundless(selector):
        return ask("All of your events? Say for which days, or name them.")
    found = find_events(command, context)
    if isinstance(found, Clarification):
        return found
    if not found.occurrences and (renamed := as_calendar(command, context)):
        return select_events(renamed, context)
    occurrences: Sequence[Occurrence] = found.occurrences
    if selector.referent is Referent.OTHER:
        occurrences = [o for o in occurrences if key(o.row) not in context.focus]
        talked_of = {named.partition("\n")[0] for named in context.focus} if selector.number is Number.NEXT else set()
        same = {row.summary for uid in talked_of for row in context.queries.family(uid)}
        occurrences = [o for o in occurrences if o.row.summary in same] or occurrences  # "and the one after"
    if those := several_shown(command, occurrences, context):
        few = len(those) <= (command.selector.count or len(those))
        return targets_of(those, Scope.ONE, found) if few else ask_which(command, those, context)
    command, occurrences = (
        (command, occurrences) if ceases(command, found) else with_shown(command, occurrences, context)
    )
    if not occurrences and found.spared:
        return NOTHING_LEFT
    if not occurrences:
        return those_cancelled(command, context) or nothing_found(command, context)
    unclear = ask_whose(command, occurrences) or ask_ambiguous(command, occurrences, context)
    return unclear or settle(command, dataclasses.replace(found, occurrences=tuple(occurrences)), context)


def targets_found(command: Command, context: Context) -> tuple[Target, ...]:
    """As :func:`select_events`; nothing where it would be asked."""
    found = select_events(command, context)
    return () if isinstance(found, Clarification) else found


def settle(command: Command, found: Found, context: Context) -> tuple[Target, ...] | Clarification:
    """Number (policy 12), then scope (policy 13)."""
    selector, occurrences = command.selector, list(found.occurrences)
    if (placed := at_place(selector, occurrences)) is not None:
        last = ask_last(placed, command, found)
        return last or targets_of(placed, Scope.ONE, found) or nothing_found(command, context)
    if found.window is not None and found.window.point:
        starting = [o for o in occurrences if occupied(o.row, context.zone).start == found.window.span.start]
        occurrences = starting or occurrences
    things = staying_until(held_with(of_same_words(distinct(occurrences), command), command), command)
    plural = selector.number is Number.ALL or len(selector.names) > 1
    plural = plural or (selector.plural and not called_so(selector.names, things))
    if len(things) > 1 and not plural:
        things = beginning_there(things, found, context)
    uids = {t.stored.uid for t in things}
    occurrences = [o for o in occurrences if o.stored.uid in uids]
    few = occurrences if found.window is not None else things
    one_name = len(selector.names) < 2
    of_days = found.window is not None and is_of_days(found.window)
    fewer = of_days and len(few) == 1  # "both", of three, and of one alone
    if one_name and selector.number is Number.ALL and selector.count and (fewer or len(few) > selector.count):
        return ask_which(command, few, context)
    if len(things) > 1 and not plural:
        talked_of = talked_of_there(things, occurrences if found.window else (), command, context)
        if len({o.stored.uid for o in talked_of}) == 1:
            return targets_of(talked_of, Scope.ONE, found)
        return ask_which(command, things, context, occurrences if of_days else ())
    scope = Scope.FUTURE if says_since(selector.whens) and command.scope is None else command.scope
    if scope is Scope.ALL or (scope is Scope.FUTURE and not ends_that_day(command, found)):
        return ask_until(found) or targets_of(things, scope, found)
    if any(o.series for o in occurrences) and (
        has_no_end(command, found) or (scope is None and ceases(command, found))
    ):
        return ask_scope(command, things, context)
    if (found.window is not None and not is_of_each_day(command, found.window, context)) or selector.past:
        return targets_of(occurrences, Scope.ONE, found)
    if len(things) > 1 and is_either(command):
        return ask_which(command, things, context)
    each_alone = plural and selector.number is Number.ONE and not (selector.plural or selector.recurrence)
    repeating = [o for o in things if o.series is not None]
    if each_alone and repeating:  # "the demo and the yoga" says no more of yoga than "the yoga" does
        once = command.scope is Scope.ONE
        return targets_of(things, Scope.ONE, found) if once else ask_scope(command, things, context)
    if plural or selector.recurrence:
        return ask_until(found) or targets_of(things, Scope.ALL, found)
    only = occurrences[0]
    of_now = tells_of_now(command, only, context)
    if only.series is None or len(occurrences) == 1 or command.scope is Scope.ONE or of_now:
        return targets_of([only], Scope.ONE, found)
    return ask_until(found) or ask_scope(command, [only], context)


def ceases(command: Command, found: Found) -> bool:
    """ "I'm quitting piano at the end of May", which says no weekday: then alone, or from then on; "I quit, delete all my lessons" says, as
    does "no more stand-ups during the fair"."""
    if found.window is not None and is_of_days(found.window) and NONE_THEN.search(command.text):
        return False
    all_of_it = command.selector.number is Number.ALL and not command.selector.whens
    says = all_of_it or command.operation != "delete" or command.selector.recurrence
    return not says and bool(CEASING.search(command.text))


def has_no_end(command: Command, found: Found) -> bool:
    """All times of a series from then on, where the words don't say so: never changed one by one unasked."""
    window = found.window if command.operation in ("update", "delete") else None
    return window is not None and not (window.point or window.past) and window.span.end is None


def ask_last(placed: Sequence[Occurrence], command: Command, found: Found) -> Clarification | None:
    """ "the last soccer practice" of a series that has none."""
    series = placed[-1].series if placed and command.selector.number is Number.LAST else None
    rule = (series.rrule or "") if series is not None else ""
    if not rule or found.window is not None or "UNTIL" in rule or "COUNT" in rule:
        return None
    return ask(f"“{placed[-1].row.summary}” goes on without an end. Which day do you mean?")


def beginning_there(things: list[Occurrence], found: Found, context: Context) -> list[Occurrence]:
    """ "the shift on Sunday" is the one that begins then, not the one that ends in its small hours; all where none or many do."""
    since = found.window.span.start if found.window is not None else None
    if since is None or any(is_all_day(o.row.start) for o in things):
        return things
    there = [o for o in things if (start := occupied(o.row, context.zone).start) is not None and start >= since]
    return there if len(there) == 1 else things


def ask_until(found: Found) -> Clarification | None:
    """ "all yoga except the one on the 8th": a series goes or changes as a whole, so that single times are only spared in a period."""
    uids = {o.row.uid for o in found.occurrences if o.series}
    if not any(o.row.uid in uids for o in found.spared):
        return None
    return ask(f"“{found.spared[0].row.summary}” goes on. Which days do you mean, say until when?")


def ends_that_day(command: Command, found: Found) -> bool:
    """ "everything after 3pm on Friday" is about that day, "after Easter" about all that follows."""
    timed = found.window is not None and found.window.anchored.time_said
    return timed and not wording.SCOPE_FUTURE.search(command.text)


def distinct(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """The first occurrence of each thing."""
    first: dict[str, Occurrence] = {}
    for occurrence in occurrences:
        first.setdefault(occurrence.stored.uid, occurrence)
    return list(first.values())


def targets_of(occurrences: Iterable[Occurrence], scope: Scope, found: Found) -> tuple[Target, ...]:
    """Targets with one scope; a single event has no scope but its own."""
    return tuple(
        Target(
            o.series if scope is Scope.ALL and o.series else o.row,
            o.series,
            scope if o.series else Scope.ONE,
            found.reasons,
        )
        for o in occurrences
    )
