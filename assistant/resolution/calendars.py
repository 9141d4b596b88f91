"""Calendars and lists by their names (policy 17)."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence

from assistant import wording
from assistant.commands import Command, Number, with_selector, with_values
from assistant.resolution import matching
from assistant.resolution.context import Context
from models.occurrence import Occurrence
from models.rows import Calendar

ANY_LIST = frozenset({"to", "do", "todo", "task", "my", "list", "reminder"})
FOR = re.compile(r"\s+list\s+for\b.*", re.I | re.S)

#: How work is called in a question, and in a calendar that has no work of that name.
WORK, SHIFT = "work", "shift"
#: "does Alex have anything".
HAS = re.compile(r"\b(?:has|have|having)\b", re.I)
#: Somebody's thing.
OWNED = re.compile(r"([\w-]+)['’]s\s+(\S.*)")
SPOKEN_LIST = re.compile(r"\blists?\b", re.I)
LIST_OR_CALENDAR = re.compile(r"\b(?:lists?|calendars?|agenda|diary)\b", re.I)
#: "put tape on hardware" tells where it is noted; "buy flowers on Mum's birthday" when.
NOTED = re.compile(rf"{wording.POLITE}(?:put|add|note|jot|stick|pop|throw|chuck|write|include|save)\b", re.I)


def find_list(name: str, calendars: Iterable[Calendar]) -> Calendar | None:
    """The calendar or list of this name or part of it, but for case, plural, "list" and a typo; "Saturday errands" is not "Errands", but "the
    shopping list for the party" is Shopping where there is none for a party."""
    spared = matching.EMPTY | {"list", "calendar"}
    asked = tuple(w for w in matching.words_of(name) if w not in spared) or matching.words_of(name)
    known = list(calendars)
    tests: tuple[Callable[[tuple[str, ...]], bool], ...] = (
        lambda words: words == asked,
        lambda words: "".join(words) == "".join(asked),
        lambda words: matching.holds(asked, words),
        lambda words: matching.holds(asked, words, typos=True),
    )
    kind = tuple(w for w in matching.words_of(FOR.sub("", name)) if w not in spared) if FOR.search(name) else None
    tests += (lambda words: words == kind,)
    return next((c for test in tests for c in known if test(matching.words_of(c.name))), None)


def of_kind(kind: str, context: Context) -> list[Calendar]:
    """The calendars, or the lists."""
    return [c for c in context.queries.calendars() if c.kind == kind]


def called(name: str, kind: str, context: Context) -> Calendar | None:
    """The calendar or list of just this name."""
    words = matching.words_of(name)
    return next((c for c in of_kind(kind, context) if matching.words_of(c.name) == words), None)


def as_calendar(command: Command, context: Context) -> Command | None:
    """ "Monday's office events", "what's on for the kids": a name that nothing bears, in a question anybody's, may be that of a calendar, and so
    may be whose a thing is, or things are: "Alex's budget review", "cancel Alex's meetings"."""
    selector = command.selector
    whose = selector.kind and any(f"{person}'s " in command.text.replace("’", "'") for person in selector.attendees)
    said = (*selector.names, *(selector.attendees if command.operation == "read" or whose else ()))
    if len(said) != 1 or selector.list_name:
        return None
    known, theirs = called(said[0], "event", context), OWNED.fullmatch(said[0])
    if known is not None:
        if are_with_me(said[0], command, context):
            return None
        number = Number.ALL if selector.kind else selector.number
        people = tuple(person for person in selector.attendees if person not in said)
        return with_selector(command, names=(), attendees=people, list_name=known.name, number=number)
    if shifts := as_shifts(said[0], context):
        return with_selector(command, names=(shifts,), attendees=())
    owner = called(theirs[1], "event", context) if theirs and selector.names else None
    return with_selector(command, names=(theirs[2],), list_name=owner.name) if theirs and owner else None


def as_shifts(name: str, context: Context) -> str | None:
    """The word by which work is called where shifts are there, and nothing is called work: "except work", "when do I work"."""
    is_work = matching.words_of(name) in (("work",), ("working",)) and not context.index("event").candidates(WORK)
    return SHIFT if is_work and context.index("event").candidates(SHIFT) else None


def are_with_me(name: str, command: Command, context: Context) -> bool:
    """ "do I have the kids next weekend", "have I got the kids", where an event is called "Kids with me": asked of that, and not of what is in their calendar."""
    named = rf"\b(?:(?:i|we)(?:['’]ve| have)?(?: got| having)?|have (?:i|we)(?: got)?) the {re.escape(name)}\b|\bthe {re.escape(name)} (?:be )?with (?:me|us)\b"
    words = matching.words_of(name)
    titles = map(matching.words_of, context.index("event").titles(words))
    asked = command.asks == "exists" and re.search(named, command.text, re.I)
    return bool(asked) and any(title[: len(words)] == words for title in titles)


def holds_all_of(command: Command, renamed: Command, found: Sequence[Occurrence], context: Context) -> bool:
    """Nothing is found by a name but by the calendar's; or it is asked what somebody has some day, and what is called by them is all in it, so
    that the whole calendar is theirs: "what does Alex have on Thursday", where Alex away is on another one."""
    selector, calendar = command.selector, called(renamed.selector.list_name or "", "event", context)
    has = command.asks in ("what", "how_many") or (command.asks == "exists" and HAS.search(command.text))
    asks = has and selector.whens and selector.attendees and not selector.names
    there = calendar is not None or bool(renamed.selector.names)
    return there and all(asks and calendar and o.stored.calendar_id == calendar.id for o in found)


def is_default_list(name: str) -> bool:
    """ "my to-do list": words that any list of tasks may be meant by."""
    return set(matching.words_of(name)) <= ANY_LIST


def list_named(name: str, context: Context) -> Calendar | None:
    """The list of this name; "to-do list" is the default one where no list is called so."""
    if is_default_list(name):
        return called(name, "task", context) or context.queries.default_calendar("task")
    return find_list(name, of_kind("task", context))


def called_by_list(command: Command, context: Context) -> Command:
    """ "mark all plumber tasks as done", "birthday" alone, which were taken for lists that are not there: what is called so."""
    selector, name = command.selector, command.selector.list_name
    reads = (command.operation, command.object) == ("read", "task")  # "anything on the boat fair" is of its time
    changes = command.operation != "read" and selector.kind and command.object in ("event", "task")
    if not name or selector.names or not (reads or changes):
        return command
    if LIST_OR_CALENDAR.search(command.text) or is_default_list(name) or find_list(name, context.queries.calendars()):
        return command
    kinds = ("task", "event") if reads else (command.object or "event",)
    thing = next((kind for kind in kinds if context.index(kind).candidates(name)), None)
    return (
        dataclasses.replace(with_selector(command, names=(name,), list_name=None), object=thing) if thing else command
    )


def without_false_list(command: Command, context: Context) -> Command:
    """A list that is not there, of which no word says that it is one: "print the sheets for orientation" is called so, "an alarm for 5 on race
    day", "buy flowers on Mum's birthday" say when, and "get nails at Miller's" where."""
    command = called_by_list(command, context)
    values, name = command.values, command.values.list_name
    lists = of_kind("task", context) if name and (command.operation, command.object) == ("create", "task") else None
    if not name or lists is None or SPOKEN_LIST.search(command.text) or find_list(name, lists):
        return command
    led = re.search(rf"\b(on|at)\s+{wording.THE}{re.escape(name)}", command.text, re.I)
    if led and led[1].lower() == "at":
        return with_values(command, location=values.location or name, list_name=None)
    if (values.when and not values.names) or (led and not NOTED.match(command.text)):
        return with_values(command, when=(*values.when, f"on {name}"), list_name=None)
    last = re.escape(re.sub(r"\s+(?:for|of|from)$", "", values.names[-1])) if values.names else "(?!)"
    whole = re.search(rf"{last}\s+(?:for|of|from)\s+{wording.THE}{re.escape(name)}", command.text, re.I)
    return command if whole is None else with_values(command, names=(*values.names[:-1], whole[0]), list_name=None)
