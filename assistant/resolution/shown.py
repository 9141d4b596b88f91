"""What a name means after rows were answered: first those rows, and of a series the times that were shown (policy 24)."""

import dataclasses
import re
from collections.abc import Iterable, Sequence

from assistant import wording
from assistant.commands import Command, Number, Referent, Scope
from assistant.plan import Clarification, Question
from assistant.resolution import matching
from assistant.resolution.asking import ask_scope
from assistant.resolution.context import Context, Target, key
from assistant.resolution.exact_names import called_so
from assistant.resolution.exclusion import DAY_OF_MONTH, at_time, texts_of, without
from assistant.resolution.extent import in_time, of_its_days, search_span
from assistant.resolution.reference import is_one_of_its, targets_of_key
from assistant.resolution.windows import windows_for
from assistant.schema import CHANGES
from assistant.timespan import occupied
from models.occurrence import Occurrence
from models.rows import Event

#: "move Jack's one to 4:30", "make Ana's 5": whose of those that were shown, and nothing of what it is.
WHOSE = re.compile(
    rf"\b(?P<who>\w+)['’]s(?: one)?(?=\W*$|\s+(?:to|at|on|by|back|forward|up|for|{wording.UNTIL_WHEN}|is|an?|half|earlier|later|\d+|noon)\b)",
    re.I,
)
EVERY_TIME = re.compile(r"\b(?:every|each|always|future|series|from now on)\b", re.I)


def with_shown(command: Command, found: Sequence[Occurrence], context: Context) -> tuple[Command, Sequence[Occurrence]]:
    """ "cancel yoga", "cancel the 3 o'clock" after "what's on Friday": Friday's, of the occurrences found and of all that were shown;
    nothing else of that name. What was not shown, or is meant at all of its times, stays as found."""
    if theirs := of_shown_theirs(command, context):
        once = any(o.series is not None for o in theirs)
        return dataclasses.replace(command, scope=Scope.ONE) if once else command, theirs
    if context.focus and is_one_of_its(command):
        talked_of = {named.partition("\n")[0] for named in context.focus}
        found = of_those_then(command, context) or [o for o in found if o.stored.uid in talked_of]
    shown = shown_of(command, found, context) if context.shown and means_one(command) else []
    if command.selector.whens:
        return command, then_shown(command, shown, context) or found
    if not shown or not names_it(command):
        return command, found
    meant: dict[int, Occurrence] = {}
    for name in command.selector.names or ("",):
        called = matching.best(name, found, texts_of) if name else found
        meant |= {id(o): o for o in meant_by(name, called, shown, command) or called}
    chosen = sorted(meant.values(), key=lambda o: occupied(o.row, context.zone).start or context.now)
    repeating = [o for o in chosen if o.series is not None]
    seen, uids = {id(o) for o in shown}, {o.stored.uid for o in repeating}
    once = all(id(o) in seen for o in repeating) and len(uids) == len(repeating)
    return dataclasses.replace(command, scope=Scope.ONE) if once else command, chosen


def of_shown_theirs(command: Command, context: Context) -> list[Occurrence]:
    """ "move Jack's one to 4:30" after "when is the dentist", which told two: the one that has Jack in its name, its people or its notes, all that
    were told where none has, and never another thing of his; none where nothing was told, or it is said what is meant."""
    selector, said = command.selector, WHOSE.search(command.text)
    named = (*selector.names, *selector.attendees)
    alone = said is not None and len(named) == 1 and re.fullmatch(rf"{said['who']}(?:['’]s(?: one)?)?", named[0], re.I)
    one = command.operation in CHANGES and means_one(command) and not selector.whens
    if not alone or said is None or not one or len(context.shown) < 2:
        return []
    events = events_of(context.shown, context)
    who = matching.content(said["who"])
    told = (" ".join((*matching.everything(texts_of(o)), o.row.description or "")) for o in events)
    return [o for o, words in zip(events, told, strict=True) if matching.holds(who, matching.words_of(words))] or events


def of_those_then(command: Command, context: Context) -> list[Occurrence]:
    """ "the Friday one is 2 till 6", "drop the one on the 12th", after three shifts were made: those of that day or hour, however far ahead, of
    several events that were last made or changed; none where rows were answered, of which the nearest is meant."""
    if context.shown or len(context.focus) < 2 or not means_one(command):
        return []
    return at_time(" ".join(command.selector.whens), events_of(context.focus, context), context, dated=False)


def events_of(keys: Iterable[str], context: Context) -> list[Occurrence]:
    """The events of these keys, as they stand now."""
    targets = (t for named in keys for t in targets_of_key(named, Command("read", "event"), context))
    return [Occurrence(t.row, t.series) for t in targets if isinstance(t.row, Event)]


def several_shown(command: Command, found: Sequence[Occurrence], context: Context) -> list[Occurrence]:
    """ "push the meetings an hour", "cancel both calls" after "what's on Friday": Friday's, of those that were found, which have not begun;
    none where the words say when, or mean all times of a series ("every meeting"), or where none of what was shown is meant."""
    selector = command.selector
    told = selector.whens or selector.recurrence or selector.past or selector.ordinal or selector.list_name
    lasts = command.scope not in (None, Scope.ONE) or command.values.recurrence or command.pauses
    several = (selector.number is Number.ALL or selector.plural) and names_it(command) and len(context.shown) > 1
    if not several or told or lasts or EVERY_TIME.search(command.text):
        return []
    talked_of = set(context.focus) if selector.referent is Referent.OTHER else set()
    uids = {o.stored.uid for o in found}
    held = [o for o in shown_of(command, found, context) if o.stored.uid in uids and key(o.row) not in talked_of]
    held = [o for o in held if (occupied(o.row, context.zone).start or context.now) >= context.now]
    held = without(selector.excluded, held, context)
    return held if len(held) > 1 or not selector.plural else []


def means_one(command: Command) -> bool:
    """No word says which of several is meant, or that all times of a series are."""
    selector = command.selector
    told = selector.recurrence or selector.referent or selector.past or selector.ordinal or selector.picked
    lasts = command.scope not in (None, Scope.ONE) or command.values.recurrence or command.pauses
    return selector.number is Number.ONE and not (told or lasts or selector.excluded or selector.list_name)


def names_it(command: Command) -> bool:
    """A name, a person, a place or a kind says what is meant."""
    selector = command.selector
    return bool(selector.names or selector.attendees or selector.places or selector.kind not in (None, "event"))


def shown_of(command: Command, found: Sequence[Occurrence], context: Context) -> list[Occurrence]:
    """The rows shown that have not ended, of what was found and of what could be called so, with the people and at the places named."""
    selector, index = command.selector, context.index("event")
    uids = {o.stored.uid for o in found}
    uids |= {index.rows[id_].uid for name in selector.names for id_ in index.candidates(name)}
    keys = [named for named in context.shown if named.partition("\n")[0] in uids or not names_it(command)]
    return [
        o
        for o in events_of(keys, context)
        if (occupied(o.row, context.zone).end or context.now) > context.now
        and all(matching.is_person(person, (a.name for a in o.row.attendees)) for person in selector.attendees)
        and all(matching.is_there(place, o.row.location or "") for place in selector.places)
    ]


def meant_by(name: str, found: Sequence[Occurrence], shown: Sequence[Occurrence], command: Command) -> list[Occurrence]:
    """Of the rows shown those that a name means: what it finds, or holds all its words; a plural is one thing only if called so."""
    uids, asked = {o.stored.uid for o in found}, matching.content(name)
    held = [
        o for o in shown if o.stored.uid in uids or (name and matching.holds(asked, matching.words_of(o.row.summary)))
    ]
    if command.selector.plural:
        held = [o for o in held if called_so((name,), (o,))]
    return matching.best(name, held, texts_of) if name else held


def then_shown(command: Command, shown: Sequence[Occurrence], context: Context) -> list[Occurrence]:
    """Of the rows shown those on such a date or at such a time ("the 9th", "my 3pm"), at the first that any has; none where the words say when."""
    windows, phrase, names = (
        windows_for(command, context) or [],
        " ".join(command.selector.whens),
        command.selector.names,
    )
    if DAY_OF_MONTH.fullmatch(phrase) and (dated := at_time(phrase, shown, context, dated=False)):  # "the 19th", of May
        days = [start.date() for o in dated if (start := occupied(o.row, context.zone).start)]
        return [o for o, day in zip(dated, days, strict=True) if day == min(days)]
    for window in windows if len(windows) > 1 else ():
        span = search_span(command, window, context)
        there = [o for o in shown if in_time(o, command, window, span, context)]
        there = of_its_days(there, command, window, context)
        if window.point:
            there = [o for o in there if occupied(o.row, context.zone).start == window.span.start]
        if there:
            return [o for name in names for o in matching.best(name, there, texts_of)] if names else there
    return []


def wider_scopes(command: Command, targets: Sequence[Target], context: Context) -> Question | None:
    """ "cancel yoga" after "what's on Friday", which takes Friday's: from then on and the whole series are offered beside it (policy 13)."""
    if len(targets) != 1 or command.scope or not means_one(command) or command.selector.whens or not names_it(command):
        return None
    target = targets[0]
    if target.series is None or target.scope is not Scope.ONE or key(target.row) not in context.shown:
        return None
    asked: Clarification = ask_scope(command, [Occurrence(target.row, target.series)], context)
    return Question(f"{asked.question.choices[0].label}? Or more of the series?", asked.question.choices[1:])
