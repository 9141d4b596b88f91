"""Times counted from another event: "an hour before the dentist", "right after lunch with Jo", "the day of the recital on Friday".

`marked` makes one span of such words, which taggers tear; `from_events` says them as a date and an hour, once the event is found.
"""

import dataclasses
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from assistant import wording
from assistant.commands import Command, Scope, Selector
from assistant.phrasing import say_when
from assistant.plan import Choice, Clarification, Question
from assistant.resolution.context import Context
from assistant.resolution.matching import content, words_of
from assistant.resolution.name_index import NameIndex
from assistant.resolution.readings import say_clock
from assistant.resolution.selection import distinct, find_events
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging
from assistant.temporal.expressions import Feast, Point, Repetition
from assistant.temporal.reading import find_times, values_of
from assistant.temporal.shifts import read_lead, read_length
from assistant.temporal.values import Purpose
from assistant.timespan import is_all_day, later, moved, occupied
from models.occurrence import Occurrence
from models.rows import Event

COUNT: Final = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty[- ]five|\d+"
    r"|half an?|(?:a )?quarter of an|three quarters of an|a couple of|a few)"
)
UNIT: Final = r"(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?)"
LENGTH: Final = rf"{COUNT}\s*{UNIT}(?:\s+and\s+(?:a half|{COUNT}\s*{UNIT}))?"
#: What stands before the name of the event.
BEGIN: Final = re.compile(
    rf"(?<!\w)(?:(?P<between>(?:in )?between)|(?P<away>whil(?:e|st)|when) (?:i|we)['’ ]?(?:a?m|a?re) (?:away )?(?:in|at|on)"
    rf"|(?:on )?the (?:same )?(?P<same>day|night|evening|afternoon|morning) (?:of|as)"
    rf"|(?:(?P<length>{LENGTH})\s+|(?:the )?(?P<part>day|night|evening|morning|week|weekend|month) )?"
    r"(?:(?:right|straight|immediately|directly|just|shortly|soon) )?(?P<way>before|after|following|prior to|ahead of|during))\s+",
    re.I,
)
AFTERWARDS: Final = re.compile(r"\bafter(?:wards?| that)\b", re.I)
#: "this and all following yoga" are times of a series.
THIS_AND: Final = re.compile(r"\b(?:this|that|these)(?: one)? and (?:all )?(?:the )?$", re.I)
DETERMINER: Final = re.compile(r"(?:the|my|our|this|that|his|her|their)\s+", re.I)
NAME_WORD: Final = re.compile(r"[^\W_]+(?:[''’&:-][^\W_]+)*")
AND: Final = re.compile(r"\s+and\s+", re.I)
TO_DAY: Final = re.compile(r"\s*,?\s*(?:on\s+)?(?:the\s+)?", re.I)
#: A name neither ends with one of these nor is one.
LITTLE: Final = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
LONGEST_NAME: Final = 7
HOUR: Final = timedelta(hours=1)
NEW: Final = ("new_when", "new_alarm", "new_duration", "shift")
#: "remind me the evening before the flight to | pack".
TO_DO: Final = re.compile(r"\bto\s+$", re.I)
#: "in half term".
OVER: Final = re.compile(r"^(?:in|on|over|throughout)\s+(?:(?:the|my|our)\s+)?", re.I)
#: Units that leave an hour open: what comes "two days before" is on that day.
DAYS: Final = re.compile(r"\b(?:day|week|month)s?\b", re.I)


@dataclasses.dataclass(frozen=True)
class Place:
    """Where such words stand in a text, how they count, and from which events; `day`: words for the day of the event."""

    start: int
    end: int
    way: str
    names: tuple[str, ...]
    length: str | None
    part: str | None
    day: str


def places(text: str, index: NameIndex) -> Iterator[Place]:
    """The places of a text that count from an event of the index."""
    at = 0
    while found := BEGIN.search(text, at):
        at = found.end()
        if found["way"] and found["way"].lower() == "following" and THIS_AND.search(text[: found.start()]):
            continue
        end = name_end(text, found.end(), index, bool(found["away"]))
        if end is None:
            continue
        names = [text[found.end() : end]]
        if found["between"]:
            link = AND.match(text, end)
            second = name_end(text, link.end(), index) if link else None
            if link is None or second is None:
                continue
            names.append(text[link.end() : second])
            end = second
        day_at, at = day_after(text, end)
        way = next((way for way in ("same", "between", "away") if found[way]), None) or found["way"].lower()
        stripped = tuple(DETERMINER.sub("", name, count=1) for name in names)
        part = found["part"] or (found["same"] or "").lower().replace("day", "")
        yield Place(found.start(), at, way, stripped, found["length"], part or None, text[day_at:at])


def name_end(text: str, at: int, index: NameIndex, is_place: bool = False) -> int | None:
    """Where the longest name of an event ends that begins here, or that of where it is (`is_place`: any word of a title); None where none
    does."""
    determined = DETERMINER.match(text, at)
    begin = determined.end() if determined else at
    ends = list[int]()
    for word in NAME_WORD.finditer(text, begin):
        if text[ends[-1] if ends else begin : word.start()].strip() or len(ends) == LONGEST_NAME:
            break
        ends.append(word.end())
    return next((end for end in reversed(ends) if is_event(text[begin:end], is_place or bool(determined), index)), None)


def is_event(name: str, determined: bool, index: NameIndex) -> bool:
    """Whether an event bears all words of the name. Without "the", or where it is a time as well ("lunch"), only one that is called
    so, or whose last word it is: "before swimming" is before Ruby swimming, "after school" is not after the school run."""
    said = name.casefold().split()
    if said[-1] in LITTLE or said[0] in LITTLE:
        return False
    asked = content(name)
    ids = set.intersection(*(set(index.words.get(word, ())) for word in asked))
    titles = [words_of(index.rows[id_].summary) for id_ in ids]
    if determined and not values_of(name):
        return any(set(asked) & set(title) for title in titles)
    return any(title == words_of(name) or head_of(title)[-len(asked) :] == asked for title in titles)


def head_of(title: tuple[str, ...]) -> tuple[str, ...]:
    """A title up to a preposition: the lunch of "Lunch with Jo"."""
    return next((title[:at] for at, word in enumerate(title) if at and word in LITTLE), title)


def day_after(text: str, end: int) -> tuple[int, int]:
    """The words for a day that follow ("on Thursday the 8th"); nothing where none do."""
    joined = TO_DAY.match(text, end)
    begin = joined.end() if joined else end
    for start, stop in find_times(text[begin:]):
        said = text[begin : begin + stop]
        repeats = any(isinstance(value, Repetition) for value in values_of(said))  # "after standup every Friday"
        if start == 0 and not repeats and not read_length(said):
            return begin, begin + stop
        break
    return end, end


def marked(tagging: Tagging, index: Callable[[], NameIndex]) -> Tagging:
    """The tagging with such words as one time span each, whatever the tagger made of them; quoted words stay as they are."""
    if not BEGIN.search(tagging.text):
        return tagging
    found = [p for p in places(tagging.text, index()) if tagging.text[: p.start].count('"') % 2 == 0]
    commands = tagging.commands
    for place in found:
        commands = tuple(
            with_place(tagging.text, c, place, index()) if c.start <= place.start and place.end <= c.end else c
            for c in commands
        )
    return dataclasses.replace(tagging, commands=commands)


def with_place(text: str, command: TaggedCommand, place: Place, index: NameIndex) -> TaggedCommand:
    """One command with the place as a time. A reminder of nothing else stays an alarm of the event; a title stays a title."""
    inside = [s for s in command.slots if s.start < place.end and place.start < s.end]
    around = (s for s in inside if s.start < place.start)
    outside = [s for s in command.slots if s not in inside] + [
        t for s in around if (t := trimmed(text, s, place.start))
    ]
    outside = with_particle(text, outside)
    names = {s.name for s in outside}
    titled = any(s.start < place.start and words_of(s.text) in map(words_of, index.said_whole(set(words_of(s.text)))) for s in inside)  # fmt: skip
    reminds = bool(wording.REMIND.search(text[command.start : command.end]))
    alone = command.operation == "create" and not names & {"summary", "attendee"}
    if reminds and command.operation == "update" and names == {"summary"} and TO_DO.search(text[: outside[0].start]):
        command = dataclasses.replace(command, operation="create", object="task")
    if titled or command.operation == "none" or (reminds and (alone or command.operation == "update")):
        return command
    if is_title_alone(text, command, outside):
        command = dataclasses.replace(command, operation="create", object="event", asks=None)
    new = command.operation == "update" and (
        any(s.name in NEW for s in inside) or not any(n.startswith(("new_", "removed")) or n == "shift" for n in names)
    )
    span = TaggedSlot("new_when" if new else "when", place.start, place.end, text[place.start : place.end], command.confidence)  # fmt: skip
    slots = tuple(sorted((*outside, span), key=lambda s: s.start))
    return dataclasses.replace(command, slots=slots)


def with_particle(text: str, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "check in | 24 hours before the flight": nothing is in so long before something, the word is the verb's."""
    whole = list[TaggedSlot]()
    for slot in sorted(slots, key=lambda s: s.start):
        last = whole[-1] if whole else None
        if slot.text.casefold() != "in":
            whole.append(slot)
        elif last and last.name == "summary" and not text[last.end : slot.start].strip():
            whole[-1] = dataclasses.replace(last, end=slot.end, text=text[last.start : slot.end])
    return whole


def trimmed(text: str, slot: TaggedSlot, end: int) -> TaggedSlot | None:
    """A slot up to where a place begins, without the article that belongs to the place; None where nothing is left."""
    kept = re.sub(r"\s+(?:the|on|at|to|in|for)\s*$", "", text[slot.start : end] + " ", flags=re.I).strip()
    return dataclasses.replace(slot, end=slot.start + len(kept), text=kept) if kept else None


def is_title_alone(text: str, command: TaggedCommand, outside: list[TaggedSlot]) -> bool:
    """ "rehearsal an hour before the opera": no verb, and nothing new but the time: that is a new event."""
    first = min(outside, key=lambda s: s.start, default=None)
    plain = all(s.name in ("summary", "attendee", "location", "duration", "when") for s in outside)
    bare = first is not None and first.name == "summary" and not text[command.start : first.start].strip(" ,")
    return command.operation == "update" and plain and bare


def from_events(
    command: Command, context: Context, in_selector: bool = False, length: timedelta | None = None
) -> Command | Clarification:
    """The command with such words said as dates and hours, `in_selector`: those by which it finds things; a `Clarification` where several
    events could be meant.

    `length`: how long the thing is that ends when the event begins ("before the dentist"); of a new one an hour, if unsaid."""
    phrases = command.selector.whens if in_selector else command.values.when
    phrase = " ".join(phrases)
    place = (
        next(places(phrase, context.index("event")), None)
        if BEGIN.search(phrase)
        else on_day(phrase, context, in_selector)
    )
    if place is None:
        return command
    day = " ".join(f"{phrase[: place.start]} {place.day} {phrase[place.end :]}".split())
    met = [events_called(name, day, place.way, context) for name in place.names]
    if not all(met):
        return command

    def said(event: Occurrence) -> Command:
        own = length or (timedelta() if command.object == "task" else length_said(command))
        counted = phrase_of(
            place, [event, *(found[0] for found in met[1:])], own, in_selector, context, command.object == "task"
        )
        when = (counted,)
        if in_selector:
            on = command.scope is Scope.FUTURE and wording.SCOPE_FUTURE.search(command.text)
            scope = command.scope if on else None  # "everything after the assembly" ends with the day
            selector = dataclasses.replace(command.selector, whens=when)
            spared = command.operation != "read" and not selector.names and place.way in ("during", "same", "away")
            if spared:  # what the time is counted from does not go with it
                selector = dataclasses.replace(selector, excluded=(*selector.excluded, event.row.summary))
            return dataclasses.replace(command, selector=selector, scope=scope)
        _, at, clock = counted.partition(" at ")
        rule = context.read_time(command.values.recurrence or "", Purpose.CREATE) if at else None
        if rule is not None and (rule.day_said or "DAILY" in (rule.rrule or "")):  # the rule says on which days
            when = (f"at {clock}",)
        return dataclasses.replace(command, values=dataclasses.replace(command.values, when=when))

    if len(met[0]) == 1:
        return said(met[0][0])
    choices = tuple(
        Choice(f"{o.row.summary}, {say_when(o.row, context.now, context.zone)}", command.text.replace(place.names[0], o.row.summary, 1), (said(o),))
        for o in met[0][:3]
    )  # fmt: skip
    return Clarification(Question(f"Which “{place.names[0]}” do you count from?", choices))


def from_event(phrase: str, row: Event, own: timedelta, context: Context) -> str | None:
    """Words that name no event ("straight after", "the day before at 5") as a date and an hour, counted from this one, which was just
    spoken of; None where they are no such words. `own`: how long the thing is that ends when the event begins."""
    phrase = AFTERWARDS.sub("after", phrase)
    found = BEGIN.match(f"{phrase} ")
    if found is None or not found["way"] or found["way"].lower() == "during" or row.rrule:
        return None
    rest = phrase[found.end() :]
    read = context.read_time(rest, Purpose.CREATE) if rest else None
    if rest and (found["part"] != "day" or read is None or read.day_said):
        return None
    place = Place(0, found.end(), found["way"].lower(), (row.summary,), found["length"], found["part"], "")
    counted = phrase_of(place, [Occurrence(row)], own, False, context)
    return f"{counted} {rest}".strip()


def on_day(phrase: str, context: Context, in_selector: bool) -> Place | None:
    """ "Labour Day", where the calendar has one: its own, whatever the rule of the holiday says; "over half term", "on dad's birthday",
    which are no times by themselves, where things are looked for (`in_selector`)."""
    values = values_of(phrase)
    feast = any(isinstance(value.day, Feast) for value in values if isinstance(value, Point))
    name = phrase if values else OVER.sub("", phrase)
    words = words_of(name)
    if not words or not (feast or (in_selector and not values)):
        return None
    is_called = any(words_of(title) == words for title in context.index("event").said_whole(set(words)))
    return Place(0, len(phrase), "same" if feast else "during", (name,), None, None, "") if is_called else None


def length_said(command: Command) -> timedelta:
    """How long a new event is."""
    length = read_length(command.values.duration or "")
    return timedelta(days=length.days, hours=length.hours, minutes=length.minutes) if length else HOUR


def events_called(name: str, day: str, way: str, context: Context) -> list[Occurrence]:
    """The next time of each event that the name can mean, on that day where one is said; what is counted before lies ahead."""
    day = day or ("today" if values_of(name) and way != "same" else "")  # "after lunch" is after today's
    looked = Command("read", "event", "what", Selector(names=(name,), whens=(day,) if day else ()))
    found = find_events(looked, context)
    occurrences = [] if isinstance(found, Clarification) else list(found.occurrences)
    if way != "after":
        occurrences = [o for o in occurrences if (occupied(o.row, context.zone).start or context.now) > context.now]
    things = distinct(occurrences)
    exact = [o for o in things if words_of(o.row.summary) == words_of(name)]
    stays = [o for o in things if way == "away" and is_all_day(o.row.start)]  # not the flight there
    return exact or stays or things


def phrase_of(
    place: Place, events: list[Occurrence], own: timedelta, in_selector: bool, context: Context, is_task: bool = False
) -> str:
    """The words of a place as a time that can be read in one way only."""
    row = events[0].row
    time = occupied(row, context.zone)
    assert isinstance(row, Event) and time.start is not None and time.end is not None
    all_day, before = is_all_day(row.start), place.way in ("before", "prior to", "ahead of")
    last = time.end - timedelta(days=1) if all_day else time.end
    if place.way == "same":
        return f"{say_day(time.start)} {place.part or ''}".strip()
    if place.way in ("during", "away") and all_day:
        return f"from {say_day(time.start)} to {say_day(last)}"
    if place.way in ("between", "during", "away"):
        end = occupied(events[1].row, context.zone).start if place.way == "between" else time.end
        begin = time.end if place.way == "between" else time.start
        if end is not None and end.date() == begin.date():
            return f"{say_day(begin)} from {say_clock(begin)} to {say_clock(end)}"
        return f"from {say_moment(begin)} to {say_moment(end or begin)}"
    if place.part in ("night", "evening", "morning"):
        lead = read_lead(f"the {place.part} before", row.start) if before else None
        if lead is not None:
            return say_moment(later(time.start, -lead))
        return f"{say_day(last + timedelta(days=-1 if before else 1))} {place.part}"
    if place.part == "weekend":
        near = time.start if before else last
        saturday = -2 if before else 5 if near.weekday() < 5 else 12  # from its Monday
        return f"weekend of {say_day(near + timedelta(days=saturday - near.weekday()))}"
    counted_in = place.part or place.length or ("day" if all_day else "")
    if DAYS.search(counted_in) or all_day:
        days = read_length(place.length or f"1 {place.part or 'day'}") or relativedelta(days=1)
        return say_day(moved(time.start, -days, context.zone) if before else moved(last, days, context.zone))
    step = read_length(place.length) if place.length else None
    if in_selector and step is None and is_task and before:
        return f"by {say_moment(time.start)}"
    if in_selector and step is None:
        return f"{say_day(time.start)} before {say_clock(time.start)}" if before else f"{say_day(time.end)} after {say_clock(time.end)}"  # fmt: skip
    away = timedelta(days=step.days, hours=step.hours, minutes=step.minutes) if step else own if before else timedelta()
    return say_moment(later(time.start, -away) if before else later(time.end, away))


def say_day(at: date) -> str:
    """A date that can be read in one way only."""
    return f"{at.day} {at:%B} {at.year}"


def say_moment(at: datetime) -> str:
    """A date and an hour that can be read in one way only."""
    return f"{say_day(at)} at {say_clock(at)}"
