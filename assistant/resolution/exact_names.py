"""Which of the things found bear the very words that were said, which only stand at a place that is called so, and all that there is for
somebody (policies 9, 11)."""

import re
from collections.abc import Callable, Sequence

from assistant import wording
from assistant.commands import Command, Number, Referent, Selector
from assistant.nouns import kind_of, looks_plural
from assistant.phrasing import takes_days
from assistant.resolution import kinds, matching
from assistant.resolution.context import Context, Target
from assistant.resolution.exclusion import Placed, texts_of
from assistant.resolution.windows import windows
from assistant.temporal.carried import read_whens
from assistant.timespan import occupied
from models.occurrence import Occurrence
from models.rows import Event, Task

#: A kind word that makes another thing of a name: "the lab" is no nearer to Lab meeting than to TA lab.
MEETING = frozenset({"meeting"})
#: Behind these, or a mark, a title says no more what it is.
HEAD_END = re.compile(r"\s+(?:with|at|in|on|for|from|to|of|by|about|and|&|-)\s+|\s*(?:[,;()\[\]/–—|]|:(?!\d))", re.I)
#: Last words of a title by which it is something else than what stands before them.
OTHER_SORTS = (
    matching.LESSON, *(s for s in matching.SORTS if not s & {"meeting", "party"}),
    frozenset({"prep", "preparation", "planning", "revision", "handover", "debrief"}),
)  # fmt: skip
#: What is cancelled already can't be so again; it can go.
CANCEL = re.compile(rf"{wording.POLITE}cancel\b", re.I)
#: "Ana | & | Leo engagement shoot".
COUPLE = re.compile(r"\s+(?:&|and)\s+", re.I)
#: "am I seeing Karen on Friday": of what one is there for with her.
MEETS = re.compile(r"\b(?:see|seeing|meet|meeting)\b", re.I)


def same_words(things: list[Occurrence], selector: Selector) -> list[Occurrence]:
    """The one of several things that is called by exactly the words said ("the call with Priya"); all where none or many are."""
    said = {w for words in (*selector.names, *selector.attendees) for w in matching.words_of(words)}
    titles = [(o, set(matching.words_of(o.row.summary))) for o in things]
    titles = [(o, t) for o, t in titles if t - matching.EMPTY == said - matching.EMPTY]
    exact = [o for o, title in titles if title & MEETING <= {*said, selector.kind}]
    return exact if len(exact) == 1 and selector.number is Number.ONE and not selector.plural else things


def held_with(things: list[Occurrence], command: Command) -> list[Occurrence]:
    """ "my thing with Priya", who comes to meetings of many, too: what is called by her, or has her alone; all where that is none, or several."""
    selector = command.selector
    who = selector.attendees[0] if len(selector.attendees) == 1 and selector.kind in (None, "event") else ""
    one = selector.number is Number.ONE and not (selector.names or selector.plural)
    if not (who and one and re.search(rf"\bwith {re.escape(who)}\b", command.text, re.I)):
        return things
    hers = [o for o in things if len(o.row.attendees) == 1 or in_title(who, o)]
    return hers if len(hers) == 1 else things


def called_so(names: Sequence[str], things: Sequence[Placed]) -> bool:
    """The things bear these very words, "s" and all: "Pilates", "Drinks with Jo"."""
    return all(
        any(set(name.casefold().split()) <= set(o.row.summary.casefold().split()) for name in names) for o in things
    )


def is_of_each(name: str, command: Command, things: Sequence[Placed]) -> bool:
    """A question about a kind: "how many site visits" counts Site visit - Mill Lane beside a Site visit, and "the other one" may be that; "when is
    Drinks" is of what is just so called."""
    asks = command.asks == "how_many" or command.selector.referent is Referent.OTHER
    plural = looks_plural(name) and not any(name.casefold() == texts_of(o).summary.casefold() for o in things)
    return command.operation == "read" and (plural or asks)


def in_title(name: str, thing: Placed) -> bool:
    """The words of content of a name are in what a thing is called, typos aside."""
    return matching.holds(matching.content(name), matching.words_of(texts_of(thing).summary))


def at_place_only(name: str, thing: Placed) -> bool:
    """A thing that nothing but its place lends a word of the name: a shift at Ward 5B, for "the ward meeting"."""
    texts = texts_of(thing)
    elsewhere = texts._replace(place="")
    return not any(way(elsewhere) for way in matching.ways_of(name)) and any(
        way(texts) for way in matching.ways_of(name)
    )


def without_places(name: str, found: list[Occurrence], ahead: Callable[[], Sequence[Occurrence]]) -> list[Occurrence]:
    """What a name found, without what only stands at such a place ("the ward meeting" is no shift at Ward 5B), where something else bears it."""
    if not any(at_place_only(name, o) for o in found):
        return found
    meets = kind_of(name.split())[0] == "meeting"
    taken = any(in_title(name, o) for o in ahead())
    return [o for o in found if not at_place_only(name, o) or not (taken or (meets and not kinds.is_meeting(o.stored)))]


def without_lesser(name: str, found: list[Occurrence], ahead: Callable[[], Sequence[Occurrence]]) -> list[Occurrence]:
    """What a name found, without what is called otherwise and bears but a part of it ("the team meeting" is not Team photos), where something
    else bears the whole; Dentist stays the "dentist appointment"."""
    said = set(matching.words_of(name))
    whole = [o for o in found if matching.bears(name, texts_of(o)) or said >= {*matching.content(o.row.summary)}]
    if len(whole) == len(found) or not any(matching.bears(name, texts_of(o)) for o in ahead()):
        return found
    return whole


def head_of(title: str) -> tuple[str, ...]:
    """The words of a title up to a preposition or a mark: the shift of "Night shift at the ward", of "Shift (swap with Emily)"."""
    return matching.words_of(HEAD_END.split(title.strip(), maxsplit=1)[0])


def only_modifies(word: str, title: str) -> bool:
    """A title in which a word says only what something of another sort is for: a "Shift handover training" is no shift, an "Exam prep" no
    exam; a "Lunch meeting" is a lunch, and "Swim training" a swim."""
    *before, last = head_of(title) or ("",)
    sort = next((sort for sort in OTHER_SORTS if last in sort), frozenset[str]())
    itself = before[-1:] == [word] and last in matching.GENERIC
    return word in before and word not in sort and bool(sort) and not itself


def without_modified(name: str, found: list[Occurrence], ahead: Callable[[], Sequence[Occurrence]]) -> list[Occurrence]:
    """What a kind word in the plural found, without those whose names it only modifies ("how many shifts": no Shift handover training), where
    something else is one (policies 9 and 11)."""
    word = (head_of(name) or ("",))[-1]
    kept = [o for o in found if not only_modifies(word, o.row.summary)]
    if len(kept) == len(found) or not looks_plural(name):
        return found
    return kept if any(word in head_of(o.row.summary)[-1:] for o in (*kept, *ahead())) else found


def is_borne(names: Sequence[str], thing: Placed) -> bool:
    """A thing of the other kind bears one of the names whole: "netball training" is no task "Order netball bibs"."""
    return any(matching.bears(name, texts_of(thing)) for name in names)


def with_person(person: str, occurrences: list[Occurrence], command: Command) -> list[Occurrence]:
    """Those to which somebody comes, and of all that there is for them what is called by them too ("Keys from Karen"); where nobody is called
    so, those that bear the name best."""
    said = matching.content(person)

    def comes(row: Event | Task) -> bool:
        return matching.is_person(person, (a.name for a in row.attendees))

    def is_called_by(row: Event | Task) -> bool:
        return matching.holds(said, matching.words_of(row.summary)) and not kinds.is_birthday(row)

    met = of_rows(occurrences, comes)
    if not met or not is_of_all(command):
        return met or matching.best(person, occurrences, texts_of)
    return of_rows(occurrences, lambda row: comes(row) or is_called_by(row))


def with_people(people: Sequence[str], occurrences: list[Occurrence], command: Command) -> list[Occurrence]:
    """Those to which several people come, and before those what bears all their names: "Ana & Leo" is the Ana & Leo wedding, whatever Ana comes
    to."""
    said = {w for person in people for w in matching.content(person)}
    called = of_rows(occurrences, lambda row: said <= {*matching.words_of(row.summary)})
    if called and len(people) > 1:
        return called
    for person in people:
        occurrences = with_person(person, occurrences, command)
    return occurrences


def is_of_all(command: Command) -> bool:
    """ "what have I got for Karen", "cancel everything for Kovacs": whatever there is, not when one meets, and no meetings."""
    selector = command.selector
    asks = command.operation == "read" and command.asks in ("what", "exists") and not MEETS.search(command.text)
    return selector.kind in (None, "event") and (asks or selector.number is Number.ALL)


def of_rows(occurrences: Sequence[Occurrence], test: Callable[[Event | Task], bool]) -> list[Occurrence]:
    """Those whose row passes a test of what is the same at all of its times; each row is looked at once."""
    rows = {id(o.stored): o.stored for o in occurrences}
    passed = {number for number, row in rows.items() if test(row)}
    return [o for o in occurrences if id(o.stored) in passed]


def says_what(name: str, title: str) -> bool:
    """A name says what a title is, not only what it is for: "the shoot" is the engagement shoot, and "the car" no Car service."""
    said = matching.words_of(name)
    return matching.content(name) == matching.content(title) or said[-1:] == head_of(COUPLE.sub(" ", title))[-1:]


def staying_until(things: list[Occurrence], command: Command) -> list[Occurrence]:
    """ "Linda is staying till the 27th", with a call with her in the calendar, too: what takes days, if that is one; a call ends at an hour."""
    when = (
        read_whens(command.values.when) if command.operation == "update" and command.values.has_only("when") else None
    )
    if when is None or when.bound != "until" or not when.day_alone or command.selector.number is Number.ALL:
        return things
    long = [o for o in things if takes_days(o.row)]
    return long if len(long) == 1 else things


def cancelled(name: str, context: Context) -> list[Target]:
    """The events of this name that are there, but cancelled."""
    index = context.index("event")
    rows = context.queries.rows(sorted(index.candidates(name), key=lambda id_: (index.rows[id_].summary, id_)))
    off = [Target(row) for row in rows if isinstance(row, Event) and row.status == "CANCELLED"]
    return matching.best(name, off, texts_of)


def those_cancelled(command: Command, context: Context) -> tuple[Target, ...]:
    """ "delete the gala", which is cancelled and stands there still: one event of that name, to come or then, goes; nothing of several."""
    selector = command.selector
    named = len(selector.names) == 1 and not (selector.attendees or selector.places)
    if command.operation != "delete" or not named or CANCEL.match(command.text):
        return ()
    spans = [w.span for w in windows(selector.whens, context) or ()] if selector.whens else None
    times = ((target, occupied(target.row, context.zone)) for target in cancelled(selector.names[0], context))
    ahead = [
        t
        for t, time in times
        if (any(map(time.overlaps, spans)) if spans is not None else (time.end or context.now) >= context.now)
    ]
    return tuple(ahead) if len(ahead) == 1 and ahead[0].row.rrule is None else ()
