"""What a command calls: names that were not marked, were marked as a kind or a person, or hold more than a name."""

import re
from collections.abc import Sequence

from assistant import wording
from assistant.commands import Command, Number, Referent, Scope, with_selector, with_values
from assistant.resolution.calendars import find_list
from assistant.resolution.context import Context, Target
from assistant.resolution.exclusion import ENUMERATION, texts_of
from assistant.resolution.matching import best, only, words_of
from assistant.temporal.reading import find_times
from assistant.temporal.values import Purpose

#: Verbs of time, where no list is named with them.
MOVING = re.compile(
    rf"{wording.POLITE}(?:move|shift|push|postpone|reschedule|bring)\b(?!.*\b(?:calendar|list)\b)", re.I
)
#: "the | window cleaner | has just rung to say that he can't come until Friday": it is of him.
HAS_SAID = re.compile(
    r"\W*(?:(?:the|my|our)\s+)?(?P<who>\S+(?:\s+\S+){0,4}?)(?:\s+(?:has|have)|['’](?:s|ve))?\s+(?:just\s+)?"
    r"(?:rang|rung|(?:tele)?phoned|called|e-?mailed|texted|written|wrote|messaged|said|says|let (?:me|us) know)\b.*\b(?:s?he|they)\b",
    re.I,
)
#: "the | coach party's gone up to forty |, so allow two hours": what comes first.
BEGINS = re.compile(r"\W*(?:(?:the|my|our)\s+)?((?:\S+\s+){1,4}\S+)", re.I)
#: "Leo's | last | swimming lesson", "second | gear pickup".
RANK_IN_NAME = re.compile(r"(\S+['’]s?\s+)?(first|next|last|second|third)\s+(\S.*)", re.I)


def moved_there(command: Command, context: Context) -> Command:
    """ "move the visit to mum's birthday": what is moved gets no other name, so that what no list is called says when."""
    values = command.values
    name = next(iter(values.names), values.list_name)
    alone = values.has_only("names") or values.has_only("list_name")
    if command.object != "event" or not name or not alone or not MOVING.match(command.text):
        return command
    known = find_list(name, context.queries.calendars())
    return with_values(command, names=(), list_name=None, when=(name,)) if known is None else command


def told_once(command: Command, context: Context) -> Command:
    """ "PT at 8 today, just this once": an hour that is told of one time alone is the new one, and finds nothing."""
    phrase = " ".join(command.selector.whens)
    told = command.operation == "update" and command.scope is Scope.ONE and command.values.is_empty
    said = context.read_time(phrase, Purpose.CHANGE) if told and phrase else None
    if said is None or not said.time_said:
        return command
    return with_values(with_selector(command, whens=()), when=(phrase,))


def called_by_kind(command: Command, context: Context) -> Command:
    """A kind word that was marked as a name, and stands as it was typed in the title of one thing alone, is that thing's name."""
    selector = command.selector
    if selector.kind_name is None or selector.names:
        return command
    word, index = selector.kind_name.casefold(), context.index(command.object)
    titles = [t for said in words_of(word) for t in index.summaries(said) if word in t.casefold().split()]
    if len(titles) != 1:
        return command
    number = Number.ONE if selector.number is Number.ALL else selector.number
    return with_selector(command, names=(selector.kind_name,), kind=None, number=number)


def with_mentioned(command: Command, context: Context) -> Command:
    """A change that marks no name, but whose words hold the whole name of one thing ("stop the office hours from april")."""
    selector = command.selector
    unnamed = not (selector.names or selector.attendees or selector.places or selector.kind or selector.picked)
    told = selector.referent is Referent.IT and command.operation == "update" and HAS_SAID.match(command.text)
    if (
        command.object != "event"
        or not unnamed
        or (selector.referent and not told)
        or selector.number is not Number.ONE
    ):
        return command
    times = (*selector.whens, *command.values.when)
    said = set(words_of(command.text)) - {w for when in times for w in words_of(when)}
    index = context.index("event")
    if told:  # "the vet rang, move it": whatever "it" is
        said = set(words_of(told["who"]))
        name = only(index.said_whole(said)) if len(said) > 1 else None
    else:
        begins = BEGINS.match(command.text) if not selector.whens else None
        name = only(index.said_whole(said)) or (
            only(index.said_before_sign(set(words_of(begins[1])))) if begins else None
        )
    if name is None:
        return command
    return with_selector(command, names=(name,), referent=None)


def with_day_of_name(command: Command) -> Command | None:
    """ "Sunday yoga", "yoga on Sunday", where nothing is called so: the yoga on Sunday."""
    selector, name = command.selector, command.selector.names[0]
    times = [] if selector.whens else [(s, e) for s, e in find_times(name) if s == 0 or e == len(name)]
    if len(times) != 1:
        return None
    start, end = times[0]
    rest = re.sub(r"^(?:['’]s)?\s+", "", name[end:]) or re.sub(r"\s+(?:on|of)(?: the)?\s*$", "", name[:start])
    if not rest or rest == name[:start]:
        return None
    return with_selector(command, names=(rest,), whens=(name[start:end],))


def with_rule_of_name(command: Command, context: Context) -> Command:
    """ "Friday yoga" that is to be on Thursdays, "Friday lessons" of a month, where nothing is called so: the Fridays of yoga."""
    selector = command.selector
    lasts = command.values.recurrence or wording.LASTING.search(command.text)
    if not (lasts or selector.whens) or selector.recurrence or len(selector.names) != 1:
        return command
    dated = with_day_of_name(with_selector(command, whens=()))
    if dated is None or context.index("event").candidates(selector.names[0]):
        return command
    rule = f"{dated.selector.whens[0].removesuffix('s')}s"
    said = context.read_time(rule, Purpose.SELECT)
    if not lasts and (said is None or said.kind != "recurrence"):
        return command
    return with_selector(dated, whens=selector.whens, recurrence=rule)


def with_rank_of_name(command: Command, context: Context) -> Command:
    """ "Leo's last swimming lesson", where nothing is called so: the last of his swimming lessons."""
    selector = command.selector
    ranked = RANK_IN_NAME.fullmatch(selector.names[0]) if len(selector.names) == 1 else None
    if ranked is None or selector.number is not Number.ONE or context.index("event").candidates(selector.names[0]):
        return command
    rank, names = ranked[2].lower(), (f"{ranked[1] or ''}{ranked[3]}",)
    if not (ranked[1] or context.index("event").titles(words_of(ranked[3]))):
        return command
    if rank in ("second", "third"):
        return with_selector(command, names=names, ordinal=wording.ORDINALS[rank], plural=False)
    return with_selector(command, names=names, number=Number(rank), plural=False)


def with_parts(command: Command, targets: Sequence[Target]) -> Command:
    """Of several things named one that nothing bears may be two: "gym | vet and dentist"."""
    unmet = unmet_names(command, targets)
    if not unmet:
        return command
    names = command.selector.names
    parts = tuple(part for n in names for part in (ENUMERATION.split(n) if n in unmet else (n,)) if part)
    return with_selector(command, names=parts)


def unmet_names(command: Command, targets: Sequence[Target]) -> tuple[str, ...]:
    """Of several things named those that nothing bears."""
    names = command.selector.names
    if len(names) < 2 or command.selector.picked:
        return ()
    return tuple(name for name in names if not best(name, targets, texts_of))


def as_name(command: Command) -> Command:
    """The command with its people as a name, where it says no other: "call Mrs Harmon" may be what a task is called."""
    selector = command.selector
    if selector.names or not selector.attendees:
        return command
    return with_selector(command, names=(" ".join(selector.attendees),), attendees=())
