"""Times counted from another event, marked as one span each, whatever the student made of them: "an hour before the dentist", "right after lunch
with Jo", "the day of the recital on Friday"."""

import dataclasses
import itertools
import re
from collections.abc import Callable, Iterator
from typing import Final

from assistant import wording
from assistant.marks.seams import value_of
from assistant.resolution.matching import content, words_of
from assistant.resolution.name_index import NameIndex
from assistant.schema import TIMES, WHENS
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging, joined, marking, spanning
from assistant.temporal.carried import day_words
from assistant.temporal.expressions import Point, Repetition, Value
from assistant.temporal.reading import find_times, values_of
from assistant.temporal.shifts import read_length

COUNT: Final = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty[- ]five|\d+"
    r"|half an?|(?:a )?quarter of an|three quarters of an|a couple of|a few)(?: and a half)?"
)
UNIT: Final = r"(?:minutes?|mins?|hours?|hrs?|days?|weeks?|fortnights?|months?)"
LENGTH: Final = rf"{COUNT}\s*{UNIT}(?:\s+and\s+(?:a half|{COUNT}\s*{UNIT}))?"
#: What stands before the name of the event.
BEGIN: Final = re.compile(
    rf"(?<!\w)(?:(?P<between>(?:in )?between)|(?P<away>(?:whil(?:e|st)|when|(?:on )?(?:the |those )?days? (?:that |when )?) ?(?:i|we)['’ ]?(?:a?m|a?re)"
    rf"|(?:whil(?:e|st)|the (?:days?|week|weekend)(?: that| when)?) (?!(?:it|that|there)\b){wording.THE}\w+(?:['’](?:s|re)| is| are)) (?:away )?(?:in|at|on)"
    r"|(?P<goes_on>whil(?:e|st))(?! (?:i|we|you|it|that|there)\b)"
    rf"|(?:on )?(?:the (?:same )?|same |(?=week(?:end)? of ))(?P<same>day|night|evening|afternoon|morning|week|weekend) (?:of|as)"
    rf"|(?:(?P<length>{LENGTH})\s+|(?:the )?(?P<part>day|night|evening|afternoon|morning|week|weekend|month) )?"
    r"(?:(?:right|straight|immediately|directly|just|shortly|soon) )?(?P<way>before|after|following|prior to|ahead of|during))\s+",
    re.I,
)
#: "this and all following yoga" are times of a series.
THIS_AND: Final = re.compile(r"\b(?:this|that|these)(?: one)? and (?:all )?(?:the )?$", re.I)
#: "the following | weekend" follows no thing that is called so.
NEXT_PERIOD: Final = re.compile(rf"(?:week(?:end)?|month|day|{wording.WEEKDAY})\b", re.I)
DETERMINER: Final = re.compile(r"\b(?:the|my|our|this|that|his|her|their)\s+", re.I)
NAME_WORD: Final = re.compile(r"[^\W_]+(?:[''’&:-][^\W_]+)*")
#: "while Mum | is | staying".
IS: Final = re.compile(r"\s+(?:is|are)\s+", re.I)
WHOSE: Final = re.compile(r"['’]s\s")
AND: Final = re.compile(r"\s+and\s+", re.I)
TO_DAY: Final = re.compile(r"\s*,?\s*(?:on\s+)?(?:the\s+)?", re.I)
#: A name neither ends with one of these nor is one.
LITTLE: Final = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
LONGEST_NAME: Final = 7
#: "block | 30 minutes before the vet", "room for | an hour after lunch": how long, and not how long before or after.
BLOCKING: Final = re.compile(r"\b(?:for|find|block|book|reserve|keep|hold|set aside)(?: off| out)?\s+$", re.I)
NEW: Final = ("new_when", "new_alarm", "new_duration", "shift")
#: A time that is nothing without the name behind it, whichever word of the title that is.
ALONE: Final = re.compile(r"(?:(?:right|straight|just) )?(?:after|before)", re.I)
#: "is there any overlap between the gym and the dentist" asks about the two.
CLASHING: Final = re.compile(r"\b(?:conflict|clash|overlap)(?:s|es)?\s*$", re.I)
#: "how long before the dentist" counts from now, and finds the dentist.
WAIT: Final = re.compile(
    rf"\W*how (?:long|much time|(?:many|few) (?:more )?(?:{UNIT}|(?:(?:work|week)\w*[ -]?)?days|weekends|nights|sleeps))\b.*\bbefore\b",
    re.I,
)
LEAD: Final = re.compile(r"before(?:\s+(?:the|my|our))?", re.I)
#: "… for the party | a week before |".
BEFORE_IT: Final = re.compile(
    rf"((?:the )?(?:day|night|evening|afternoon|morning|week|month)|{LENGTH}) before((?:,? at .*)?)", re.I
)
FOR_IT: Final = re.compile(r"\b(?:for|to|at|of|about)\s+(?:(?:the|my|our|a|an)\s+)?", re.I)
#: "remind me about the | hip op | day before".
REMINDS_OF: Final = re.compile(
    rf"{wording.REMIND.pattern}(?:\s+(?:me|us))?\s+(?:about|of)\s+(?:(?:the|my|our)\s+)?$", re.I
)
LEAD_DAY: Final = re.compile(r"^(?=(?:day|night|evening|afternoon|morning|week|month)\b)", re.I)
#: A word of so many letters may tell which event is meant, with others that are shortened.
LEAST: Final = 3
UNTIL: Final = re.compile(rf"\s+(?:{wording.UNTIL_WHEN}|up to)\s+", re.I)
#: "dinner | on Sinead's birthday |".
NAMED_DAY: Final = re.compile(r"(?:day|anniversary)$", re.I)
ON_DAY: Final = re.compile(rf"(?P<name>.*\S)\s+(?P<when>on\s+{wording.THE}(?P<day>\S.*(?:day|anniversary)))", re.I)
#: "remind me the evening before the flight to | pack".
TO_DO: Final = re.compile(r"\bto\s+$", re.I)
#: "remind me | before the haircut": how long before is not said.
REMINDS: Final = re.compile(
    rf"{wording.POLITE}(?:(?:remind|alert|notify|warn|ping|nudge|buzz) (?:me|us)|(?:set|add|put|create|give me) an? (?:reminder|alarm|alert)"
    r"|reminder)\s+$",
    re.I,
)


@dataclasses.dataclass(frozen=True)
class Place:
    """Where such words stand in a text, how they count, and from which events; `day`: words for the day of the event; `limit`: a time on the
    other side of the one event ("between the dentist and | 1pm")."""

    start: int
    end: int
    way: str
    names: tuple[str, ...]
    length: str | None
    part: str | None
    day: str
    limit: str = ""


def places(text: str, index: NameIndex, any_word: bool = False) -> Iterator[Place]:
    """The places of a text that count from an event of the index, by any word of its title where `any_word`."""
    at = 0
    while found := BEGIN.search(text, at):
        at = found.end()
        follows = found["way"] and found["way"].lower() == "following"
        if follows and (THIS_AND.search(text[: found.start()]) or NEXT_PERIOD.match(text, found.end())):
            continue
        if found["between"] and CLASHING.search(text[: found.start()]):
            continue
        if found["between"]:
            if pair := pair_of(text, found, index, any_word):
                at = pair.end
                yield pair
            continue
        end = name_end(text, found.end(), index, any_word or bool(found["away"] or found["goes_on"]))
        if end is None:
            continue
        name = IS.sub(" ", DETERMINER.sub("", text[found.end() : end], count=1))
        day_at, at = day_after(text, end)
        way = next((way for way in ("same", "away") if found[way]), None) or (found["way"] or "during").lower()
        part = found["part"] or (found["same"] or "").lower().replace("day", "")
        yield Place(found.start(), at, way, (name,), found["length"], part or None, text[day_at:at])


def pair_of(text: str, found: re.Match[str], index: NameIndex, any_word: bool) -> Place | None:
    """Between two events, or between one and a time: "between the GP and 1pm on Monday", "between 9 and the dentist"."""
    end, names, limit = found.end(), list[str](), ""
    for first in (True, False):
        stop = name_end(text, end, index) or name_end(text, end, index, any_word or bool(names))
        if stop is not None:
            names.append(DETERMINER.sub("", text[end:stop], count=1))
        elif not limit and (stop := time_end(text, end)):
            limit = text[end:stop]
        link = AND.match(text, stop) if first and stop is not None else None
        if stop is None or (first and link is None):
            return None
        end = link.end() if link else stop
    day_at, at = day_after(text, end)
    day = text[day_at:at] or (day_words(limit) or "").replace(limit, "")
    return Place(found.start(), at, "between", tuple(names), None, None, day, limit) if names else None


def time_end(text: str, at: int) -> int | None:
    """Where the longest time phrase of a few words ends that begins here; None where none does."""
    ends = [word.end() for word in itertools.islice(re.finditer(r"[^\s,;?!]+", text[at:]), LONGEST_NAME)]
    return next((at + end for end in reversed(ends) if values_of(text[at : at + end])), None)


def name_end(text: str, at: int, index: NameIndex, is_place: bool = False) -> int | None:
    """Where the longest name of an event, or of where it is (`is_place`), ends that begins here; None where none does."""
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
    so, or whose last word it is: "before swimming" is before Ruby swimming, "after school" is not after the school run. Digits alone are
    an hour, though a title begins with them: "before 9" is not before 9 to 5 the musical."""
    said = name.casefold().split()
    asked = content(IS.sub(" ", name))
    titles = [words_of(index.rows[id_].summary) for id_ in index.holding(asked)]
    if said[-1] in LITTLE or said[0] in LITTLE:
        return len(said) > 1 and words_of(name) in titles  # "On call weekend"
    if all(map(str.isdigit, asked)):
        return asked in titles
    if determined and not values_of(name):
        return any(set(asked) & set(title) for title in titles)
    whose = set(asked) if WHOSE.search(name) else None  # "Jo's call" is the call with Jo
    return any(
        title == words_of(name) or head_of(title)[-len(asked) :] == asked or {*title} - LITTLE == whose
        for title in titles
    )


def head_of(title: tuple[str, ...]) -> tuple[str, ...]:
    """A title up to a preposition: the lunch of "Lunch with Jo"."""
    return next((title[:at] for at, word in enumerate(title) if at and word in LITTLE), title)


def day_after(text: str, end: int) -> tuple[int, int]:
    """The words for a day that follow ("on Thursday the 8th"); nothing where none do."""
    joined = TO_DAY.match(text, end)
    begin = joined.end() if joined else end
    start, stop = next(iter(find_times(text[begin:])), (0, 0))
    said = text[begin : begin + stop]
    limit = next((m for m in UNTIL.finditer(said) if (at := value_of(said[m.end() :])) and says_hour(at)), None)
    if limit is not None:  # "after church on Sunday | till 12", which is the end of the new thing
        stop, said = limit.start(), said[: limit.start()]
    value = value_of(said)  # "after standup every Friday" repeats, "6-8" is an hour
    other = isinstance(value, Repetition) or (isinstance(value, Point) and (value.day is None or bool(value.bound)))
    return (end, end) if start or not stop or other or read_length(said) else (begin, begin + stop)


def says_hour(value: Value) -> bool:
    """An hour of no day."""
    return isinstance(value, Point) and value.clock is not None and value.day is None


def marked(tagging: Tagging, index: Callable[[], NameIndex]) -> Tagging:
    """The tagging with such words as one time span each, whatever the tagger made of them; quoted words stay as they are."""
    if WAIT.match(tagging.text):  # "how many weekends | before the | wedding": no time by itself
        return tagging.with_commands(
            c.with_slots(s for s in c.slots if not (s.name == "when" and LEAD.fullmatch(s.text)))
            for c in tagging.commands
        )
    if BEFORE_IT.search(tagging.text):
        tagging = tagging.with_commands(before_named(tagging.text, c, index) for c in tagging.commands)
    if ON_DAY.search(tagging.text):
        tagging = tagging.with_commands(on_day_named(tagging.text, c, index) for c in tagging.commands)
    if not BEGIN.search(tagging.text):
        return tagging
    alone = {s.start for c in tagging.commands for s in c.slots if s.name == "when" and ALONE.fullmatch(s.text)}
    found = [p for p in places(tagging.text, index(), bool(alone)) if tagging.text[: p.start].count('"') % 2 == 0]
    commands = tagging.commands
    if len(found) == len(commands) == 1 and (alarm := before_alone(tagging.text, commands[0], found[0])):
        return tagging.with_commands((alarm,))
    for place in found:
        commands = tuple(
            with_place(tagging.text, c, place, index()) if c.start <= place.start and place.end <= c.end else c
            for c in commands
        )
    return tagging.with_commands(commands)


def day_named(name: str, index: NameIndex) -> re.Match[str] | None:
    """How a name ends in a day that stands in the calendar: "table at Nonna's | on Sinead's birthday |"."""
    found = ON_DAY.fullmatch(name)
    words = words_of(found["day"]) if found and not values_of(found["day"]) else ()
    return found if words and words in map(words_of, index.said_whole(set(words))) else None


def on_day_named(text: str, command: TaggedCommand, index: Callable[[], NameIndex]) -> TaggedCommand:
    """ "dinner | on Sinead's birthday | at 8", a new thing of which no other day is said: that is its day, no part of its name, and no
    second thing."""
    names = command.named("summary") if command.operation == "create" else []
    name = names[0] if names else None
    times = (value_of(s.text) for s in command.named(*TIMES))
    dated = any(not isinstance(time, Point) or time.day for time in times)
    found = day_named(text[name.start : names[-1].end], index()) if name and not dated else None
    end = name.start + found.end("name") if name and found else 0
    if name is None or found is None or (names[1:] and (len(names) > 2 or end != name.end)):
        return command
    day = spanning(text, names[-1], start=name.start + found.start("when"), name="when")
    return command.with_slots((*(s for s in command.slots if s not in names), spanning(text, name, end=end), day))


def before_named(text: str, command: TaggedCommand, index: Callable[[], NameIndex]) -> TaggedCommand:
    """ "remind me to order the cake for the party | a week before |", "… for the race | the day before at 4 |": before that of which the name
    of the task tells, where there is such an event; "remind me about the | hip op | the day before" is an alarm of it."""
    if command.frame != ("create", "task"):
        return command
    slots = [s for s in command.in_order if not (s.name == "alarm" and s.text.casefold() == "the")]
    if [s.name for s in slots[-2:]] != ["summary", "when"]:
        return command
    (*_, name), when = (names := slots[:-1]), slots[-1]
    found = BEFORE_IT.fullmatch(when.text)
    if found is None:
        return command
    if len(names) == 1 and REMINDS_OF.search(text[command.start : name.start]) and tells_of(name.text, index()):
        alarm = dataclasses.replace(when, name="new_alarm", text=LEAD_DAY.sub("the ", when.text))
        return command.with_slots((name, alarm), operation="update", object="event", asks=None)
    whole = text[min(s.start for s in names if s.name == "summary") : name.end]
    told = (whole[for_it.end() :] for for_it in FOR_IT.finditer(whole))
    event = next((said for words in told if (said := tells_of(words, index()))), None)
    if event is None:
        return command
    return command.with_slots((*names, dataclasses.replace(when, text=f"{found[1]} before {event}{found[2]}")))


def tells_of(words: str, index: NameIndex) -> str | None:
    """The words where they tell of an event, by its words or, beside one of them, by how they begin ("hip op", of Mam hip operation), then as it
    is called, if one alone is; None where they don't."""
    said = content(words)
    if index.holding(said):
        return words
    held = [word for word in said if len(word) >= LEAST and index.holding((word,))]
    begun = {word for word in said if word not in held}
    rows = (index.rows[id_] for id_ in index.holding(held))
    titles = {r.summary for r in rows if all(any(w.startswith(b) for w in words_of(r.summary)) for b in begun)}
    return next(iter(titles)) if len(titles) == 1 else words if titles else None


def before_alone(text: str, command: TaggedCommand, place: Place) -> TaggedCommand | None:
    """ "remind me before the haircut": an alarm of the haircut, of which how long before is still to be said; None of all else."""
    way = re.compile(r"before\s+", re.I).match(text, place.start)
    at = text.find(place.names[0], place.start)
    if way is None or at < 0 or not REMINDS.match(text[: place.start]) or text[place.end :].strip(" .!?"):
        return None
    spans = [("new_alarm", place.start, way.end() - 1), ("summary", at, at + len(place.names[0]))]
    if place.day:
        spans.append(("when", place.end - len(place.day), place.end))
    return command.with_slots(marking(text, command.confidence, *spans), operation="update", object="event", asks=None)


def with_place(text: str, command: TaggedCommand, place: Place, index: NameIndex) -> TaggedCommand:
    """One command with the place as a time. A reminder of nothing else stays an alarm of the event; a title stays a title."""
    inside = command.over(place.start, place.end)
    around = [s for s in inside if s.start < place.start]
    before = (trimmed(text, s, place.start) for s in around)
    behind = (left_over(text, s, place.end) for s in inside if s.name in WHENS)
    others = (s for s in command.slots if s not in inside)
    outside = with_particle(text, [s for s in (*others, *before, *behind) if s])
    names = {s.name for s in outside}
    titled = any(words_of(s.text) in map(words_of, index.said_whole(set(words_of(s.text)))) for s in around)
    reminds = bool(wording.REMIND.search(text[command.start : command.end]))
    alone = command.operation == "create" and not names & {"summary", "attendee"}
    if reminds and command.operation == "update" and names == {"summary"} and TO_DO.search(text[: outside[0].start]):
        command = dataclasses.replace(command, operation="create", object="task")
    if is_in_title(command, place, inside):
        return command
    if titled or command.operation == "none" or (reminds and (alone or command.operation == "update")):
        return command
    if is_title_alone(text, command, outside):
        command = dataclasses.replace(command, operation="create", object="event", asks=None)
    new = command.operation == "update" and (
        any(s.name in NEW for s in inside) or not any(n.startswith(("new_", "removed")) or n == "shift" for n in names)
    )
    (span,) = marking(text, command.confidence, ("new_when" if new else "when", place.start, place.end))
    taken = command.operation == "create" or command.asks == "free"
    blocks = taken and "duration" not in names and BLOCKING.search(text[: place.start])
    if place.length and blocks:
        at = place.start + len(place.length)
        outside, span = [*outside, spanning(text, span, end=at, name="duration")], spanning(text, span, start=at + 1)
    return command.with_slots((*outside, span))


def is_in_title(command: TaggedCommand, place: Place, inside: list[TaggedSlot]) -> bool:
    """ "| after work drinks | friday 6pm |": a new thing's title that goes on behind such words is no time where its own hour is said."""
    times = (value_of(s.text) for s in command.named("when") if s not in inside)
    timed = any(isinstance(time, Point) and time.clock for time in times)
    return command.operation == "create" and timed and any(s.name == "summary" and s.end > place.end for s in inside)


def with_particle(text: str, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "check in | 24 hours before the flight": nothing is in so long before something, the word is the verb's."""

    def is_in(slot: TaggedSlot) -> bool:
        return slot.text.casefold() == "in"

    def name_of(last: TaggedSlot, slot: TaggedSlot) -> str | None:
        of_verb = is_in(slot) and last.name == "summary" and not text[last.end : slot.start].strip()
        return last.name if of_verb else None

    whole = joined(text, sorted(slots, key=lambda s: s.start), name_of)
    return [slot for slot in whole if not is_in(slot)]


def trimmed(text: str, slot: TaggedSlot, end: int) -> TaggedSlot | None:
    """A slot up to where a place begins, without the article that belongs to the place; None where nothing is left."""
    kept = re.sub(r"\s+(?:the|on|at|to|in|for)\s*$", "", text[slot.start : end] + " ", flags=re.I).strip()
    return dataclasses.replace(slot, end=slot.start + len(kept), text=kept) if kept else None


def left_over(text: str, slot: TaggedSlot, begin: int) -> TaggedSlot | None:
    """The time that goes on behind a place: "the day before the marathon | at 4pm"; None where nothing is left."""
    rest = text[begin : slot.end].lstrip(" ,")
    return dataclasses.replace(slot, start=slot.end - len(rest), text=rest) if values_of(rest) else None


def is_title_alone(text: str, command: TaggedCommand, outside: list[TaggedSlot]) -> bool:
    """ "rehearsal an hour before the opera": no verb, and nothing new but the time: that is a new event."""
    first = min(outside, key=lambda s: s.start, default=None)
    plain = all(s.name in ("summary", "attendee", "location", "duration", "when") for s in outside)
    bare = first is not None and first.name == "summary" and not text[command.start : first.start].strip(" ,")
    return command.operation == "update" and plain and bare
