"""A second look at what the student says: what the calendar holds is evidence too.

A sentence that it takes for nothing it knows: "how long is the flight to Lisbon" is a question to a travel agent, unless a Flight to Lisbon stands in the calendar. Only the next
likeliest reading is looked at, only where it is not far-fetched, and only where the whole name of a thing stands in the sentence.

A new thing's words that a dash holds together, "renovation - 2nd floor bath": a title, unless what stands before it is a list that is there.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator

from assistant import wording
from assistant.marks.told_deeds import called_then, told_deed, told_stay
from assistant.marks.told_names import BEFORE_TIME
from assistant.nouns import known_kind, singular
from assistant.resolution.calendars import find_list
from assistant.resolution.matching import WORD, words_of
from assistant.resolution.name_index import Indexes, NameIndex
from assistant.tagging import Certainty, TaggedCommand, TaggedSlot, Tagging, marking
from assistant.temporal.expressions import Point
from assistant.temporal.reading import find_times, values_of
from assistant.temporal.shifts import read_length
from models.queries import Queries

#: How likely the other reading must at least be: a question costs nothing, a change is looked at and confirmed, a new thing has no name yet.
LEAST = {"read": 0.005, "update": 0.1, "delete": 0.1, "complete": 0.1}

#: What no calendar knows, whatever is named beside it.
ELSEWHERE = re.compile(
    r"\b(?:weather|forecast|temperature|rain\w*|snow\w*|recipes?|(?:phone|telephone) numbers?|traffic|parking|news|scores?|lyrics|directions|prices?|cost)\b",
    re.I,
)

#: A reading less sure than this is doubted; from so many words on a name alone is more likely a thing to do than one that is looked for.
DOUBT, MANY = 0.6, 4

#: Orders that need no more evidence where the whole sentence is verb, name and time.
ORDERS = tuple(
    (re.compile(rf"{wording.POLITE}(?:{verbs})\s+(?:(?:the|my|our)\s+)?", re.I), operation)
    for verbs, operation in (
        ("cancel|delete|drop|scrap|remove|skip|end|stop|discontinue|no", "delete"),
        ("move|postpone|push|delay|reschedule|defer|shift|extend|lengthen|prolong|shorten", "update"),
        ("do", "create"),  # "do the long run at 7 this Sunday": no task, where one is in the calendar
    )
)
#: "cancel the boiler | one", "move the boiler | one | to 5": no hour.
OF_KIND = re.compile(r"ones?\s*(?=$|\b(?:to|by|on|at|from|this|next|until|till|tomorrow|today)\b)", re.I)
#: "no school on Friday", taken for a new thing, may well be one.
NONE_OF = re.compile(r"\W*no\b", re.I)
#: "put the marmalade back on": of a task, which is open again.
BACK_ON = re.compile(rf"{wording.POLITE}put\s+(?:(?:the|my|our)\s+)?(\S.*?)\s+back on\W*", re.I)
#: "is the rent paid", "did I take my pills": of a task, whether it is done.
DEED = re.compile(
    rf"\W*(?:(?:is|are|was|were|has|have)\s+(?:the|my|our)\s+(\S.*?)\s+(?:been\s+)?{wording.PARTICIPLE}"
    r"|(?:did|have)\s+(?:i|we)\s+(\w+\s+\S.*?))(?:\s+(?:yet|already|now))?\W*",
    re.I,
)
#: "when do prelims start", "how many shifts have I got left": of what is in the calendar.
ASKED_OF = tuple(
    (re.compile(rf"\W*{words}\W*", re.I), asks)
    for words, asks in (
        (
            r"(?:when|what time|what day) (?:do|does|is|are) (?:(?:the|my|our) )?(\S.*?) (?:start|begin|finish|end|over|on)",
            "when",
        ),
        (
            r"how many (?:more )?(\S.*?) (?:have (?:i|we) (?:got )?left|(?:are|is) (?:there )?(?:left|still to come|to go)|left)",
            "how_many",
        ),
    )
)
#: "got | chem homework due Thursday".
GOT = re.compile(r"\W*(?:i(?:['’]ve| have)? )?got (?!any)(?!.*\?)", re.I)
DUE = re.compile(r"\s*(?:(?:due|for|by|on|in|this|next)\s*)*", re.I)
#: "I need a haircut", "book me a massage": when is asked.
WANTED = re.compile(
    rf"{wording.POLITE}(?:(?:i|we)\s+need\s+(?:an?|another)\s+(?P<needed>(?:[\w'’-]+\s+){{0,3}}"
    r"(?:appointment|appt|check-?up|hair ?cut|massage|facial|manicure|pedicure|trim|eye test|blood test|scan|"
    r"x-?ray|consultation|fitting|(?:physio|therapy|training) session))"
    r"|(?:book|schedule)\s+(?:me|us)\s+(?:in for\s+)?(?:an?|another)\s+"
    r"(?!(?:flight|ticket|hotel|room|taxi|cab|uber|ride|table|seat|car|train)s?\b)"
    r"(?P<booked>[\w'’-]+(?:\s+(?!(?:at|on|for|in|to|with|from|next|this|tomorrow|today|tonight)\b)[\w'’-]+){0,2}))\W*",
    re.I,
)
#: "book a table at Taberna on Friday at 8", "table for two at Etto Friday at 8": nobody is called, but the evening is kept free.
TABLE = re.compile(
    rf"{wording.POLITE}(?:(?:book|reserve|get)\s+(?:(?:me|us)\s+)?an?\s+(?=table\b)|(?:an?\s+)?(?=table for \w+ at\b))",
    re.I,
)
HOUR_BEFORE = re.compile(r"\bat\s+\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]m)?\s+(?:on\s+)?$", re.I)
NOUN = re.compile(r"[^\W\d_]{3,}")
BY = re.compile(r"by\s+(?=\S)", re.I)
TO = re.compile(r"(?:back )?(?:to|until|till)\s+(?=\S)", re.I)
DUTY = re.compile(rf"{wording.POLITE}(?:remind|ping|nudge) me to\s+", re.I)

#: The end of "tick off the bins and the shed", and what is done so to several things.
AND_THING = re.compile(r"\W*(?:and|then|,)\s+(?:the\s+|my\s+)?(\S.*?\w)\W*", re.I)
TICKED = frozenset({"complete", "delete"})

#: A dash between words, and what it may seem to part.
DASH = re.compile(r"\s+[-–—]\s+")
PARTED = frozenset({"summary", "list", "location", "description"})


def recognize(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """The tagging by its other reading where the sentence names a thing that is there, else as it is."""
    other, text = tagging.other, tagging.text
    if other is None or other.confidence < LEAST.get(other.operation, 1.0) or other.object == "list":
        return tagging
    if other.asks == "free" or ELSEWHERE.search(text):
        return tagging
    found = next(titles_in(text, indexes.named(other.object, queries)), None)
    slots = marking(text, other.confidence, ("summary", *found.span())) if found else ()
    return Tagging(text, (dataclasses.replace(other, slots=slots),)) if slots else tagging


def titles_in(text: str, index: NameIndex) -> Iterator[re.Match[str]]:
    """Where the whole names of things that are there stand in a text, the longest first: "Sunday funday" in "cancel sunday funday"."""
    for title in sorted(index.said_whole(set(words_of(text))), key=len, reverse=True):
        if found := re.search(rf"(?<!\w){re.escape(title)}(?!\w)", text, re.I):
            yield found


def with_known_rest(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """ "mark bins as done and pay accompanist", of which the end was taken for none: a thing that is there, to which the same happens."""
    commands = list[TaggedCommand]()
    for command in tagging.commands:
        last = commands[-1] if commands else None
        rest = AND_THING.fullmatch(tagging.text, command.start, command.end)
        if last is None or rest is None or command.operation != "none" or last.operation not in TICKED:
            commands.append(command)
        elif len(indexes.named(last.object, queries).candidates(rest[1])) == 1:
            slot = TaggedSlot("summary", *rest.span(1), rest[1], command.confidence)
            commands[-1] = dataclasses.replace(last, slots=(*last.slots, slot), end=command.end)
        else:
            commands.append(command)
    return dataclasses.replace(tagging, commands=tuple(commands))


def with_plain_order(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """What is doubted, and all verb, name of a thing that is there, and time, as just that; "remind me to …" as a reminder."""
    command = tagging.commands[0]
    unsure = command.certainty is Certainty.ASK or (command.confidence < DOUBT and ORDERS[-1][0].match(tagging.text))
    doubted = command.operation == "none" or (
        command.operation == "create" and unsure and not NONE_OF.match(tagging.text)
    )
    if len(tagging.commands) != 1:
        return tagging
    for told in (told_stay, told_deed, called_then):
        if new := told(tagging.text, command):
            return dataclasses.replace(tagging, commands=(new,))
    if command.operation == "update" and (duty := DUTY.match(tagging.text)):
        return dataclasses.replace(tagging, commands=(as_duty(command, duty.end()),))
    if tells_task(command, tagging.text, queries, indexes):
        return Tagging(tagging.text, (dataclasses.replace(command, operation="create", asks=None),))
    if is_long_name(command, tagging.text) and not ordered(tagging.text, queries, indexes):
        return Tagging(tagging.text, (dataclasses.replace(command, operation="create", object="task", asks=None),))
    lost = loses_name(tagging.text, command)
    order = ordered(tagging.text, queries, indexes) if doubted or lost else None
    named = order is not None and (doubted or (order.operation == "delete" and not says_kind(order.in_order[0].text)))
    return Tagging(tagging.text, (order,)) if order and named else tagging


def loses_name(text: str, command: TaggedCommand) -> bool:
    """ "no | track | Thursday", "skip | track | Thursday": of an order, whatever it was taken for, only the time was marked."""
    marked = {s.name for s in command.slots} == {"when"} and command.operation in ("read", "delete")
    return marked and "?" not in text and ORDERS[0][0].match(text) is not None


def says_kind(name: str) -> bool:
    """The word says when or what kind of thing is meant: "Friday", "meetings"."""
    word = name.casefold()
    return bool(values_of(word)) or known_kind(word) in wording.KINDS or singular(word) in wording.KINDS


def is_long_name(command: TaggedCommand, text: str) -> bool:
    """ "Call Mark about the May budget": taken with doubt for a question, all one name of many words, and no question mark."""
    doubted = command.operation == "read" and command.confidence < DOUBT and "?" not in text
    marks = [(s.name, s.start, s.end) for s in command.slots]
    return doubted and len(text.split()) >= MANY and marks == [("summary", 0, len(text.rstrip()))]


def as_duty(command: TaggedCommand, begin: int) -> TaggedCommand:
    """A reminder of what follows "remind me to"; what is called something else belongs to the name before it."""
    names = [s for s in command.slots if s.name == "summary" and s.start >= begin]
    if not names:
        return command
    slots = tuple(dataclasses.replace(s, name=s.name.removeprefix("new_")) for s in command.slots)
    return dataclasses.replace(command, operation="create", object="task", slots=slots)


def ordered(text: str, queries: Queries, indexes: Indexes) -> TaggedCommand | None:
    """The order that a sentence of verb, name and time is, what one needs, or whether a task is done; None where words are left over or nothing is called so."""
    tasks = indexes.named("task", queries)
    for words, operation, asks in ((BACK_ON, "update", None), (DEED, "read", "exists")):
        found = words.fullmatch(text)
        named = found[found.lastindex or 0] if found else ""
        whole = map(str.casefold, tasks.said_whole(set(words_of(named)))) if named else ()
        if found and (named.casefold() in whole if asks is None else tasks.candidates(named)):
            slot = TaggedSlot("summary", *found.span(found.lastindex or 0), named, 1.0)
            return TaggedCommand(operation, "task", asks, 0.5, (slot,), 0, len(text), Certainty.ASK)
    if question := asked_of(text, indexes.named("event", queries)):
        return question
    if wanted := WANTED.fullmatch(text):
        at = wanted.lastgroup or 0
        slot = TaggedSlot("summary", *wanted.span(at), wanted[at], 1.0)
        return TaggedCommand("create", "event", None, 0.5, (slot,), 0, len(text), Certainty.ASK)
    if table := reserved(text):
        return table
    for verb, operation in ORDERS:
        begin = verb.match(text)
        if begin is None:
            continue
        for kind in ("event", "task") if operation != "create" else ("event",):
            index, rest = indexes.named(kind, queries), text[begin.end() :].casefold()
            said = index.said_whole(set(words_of(text)))
            name = title_at(rest, said)
            first = NOUN.match(rest)
            if (
                name is None
                and kind == "event"
                and operation != "create"
                and first
                and index.holding(words_of(first[0]))
            ):
                name = first[0]  # "cancel the call", where a Call with Ryan is
            if name is None:
                continue
            end = begin.end() + len(name)
            slots = (TaggedSlot("summary", begin.end(), end, text[begin.end() : end], 1.0),)
            time = time_after(text, end, operation)
            if time is not None:
                return TaggedCommand(operation, kind, None, 0.5, slots + time, 0, len(text), Certainty.ASK)
    return None


def asked_of(text: str, events: NameIndex) -> TaggedCommand | None:
    """ "when do prelims start", "how many shifts have I got left", where events are called so: a question about those."""
    for words, asks in ASKED_OF:
        found = words.fullmatch(text)
        if found and events.candidates(found[1]):
            slot = TaggedSlot("summary", *found.span(1), found[1], 1.0)
            return TaggedCommand("read", "event", asks, 0.5, (slot,), 0, len(text), Certainty.ASK)
    return None


def tells_task(command: TaggedCommand, text: str, queries: Queries, indexes: Indexes) -> bool:
    """ "got chem homework due Thursday", taken for a question, where nothing is called so: it is told."""
    asks = (command.operation, command.object, command.asks) == ("read", "task", "exists")
    if not asks or [s.name for s in command.in_order] != ["summary", "when"] or not GOT.match(text):
        return False
    name, when = command.in_order
    unknown = not any(indexes.named(kind, queries).candidates(name.text) for kind in ("task", "event"))
    return unknown and DUE.fullmatch(text, name.end, when.start) is not None


def title_at(text: str, titles: Iterable[str]) -> str | None:
    """The longest beginning of a text that is a title, its words in any order: "nguyen hearing" of Hearing Nguyen."""
    wanted = {tuple(sorted(WORD.findall(title.casefold()))) for title in titles}
    begun = (text[: word.end()] for word in WORD.finditer(text))
    return max((b for b in begun if tuple(sorted(WORD.findall(b.casefold()))) in wanted), key=len, default=None)


def reserved(text: str) -> TaggedCommand | None:
    """ "book a table at Taberna for four on Friday at 8", of which a day and an hour are said: an event of that name, as a diary has it."""
    verb = TABLE.match(text)
    day, end = next((time for time in find_times(text) if verb and time[0] >= verb.end()), (0, 0))
    if verb is None or not day:
        return None
    hour = HOUR_BEFORE.search(text, verb.end(), day)
    begin = hour.start() if hour else day
    value = next(iter(values_of(text[begin:end])), None)
    if not (isinstance(value, Point) and value.day and value.clock):
        return None
    spans = (("summary", verb.end(), len(BEFORE_TIME.sub("", text[:begin]))), ("when", begin, end))
    return TaggedCommand("create", "event", None, 0.5, marking(text, 1.0, *spans), 0, len(text), Certainty.ASK)


def time_after(text: str, at: int, operation: str) -> tuple[TaggedSlot, ...] | None:
    """The slot of what follows a name, which has to be a time as a whole; () where a deletion needs none, None where it is no time."""
    last = len(text.rstrip(" .!?,"))
    begin = at + len(text[at:last]) - len(text[at:last].lstrip(" ,"))
    begin = one.end() if (one := OF_KIND.match(text[:last], begin)) else begin
    if begin >= last:
        return () if operation == "delete" else None
    name = "new_when" if operation == "update" else "when"
    by, to = BY.match(text, begin), TO.match(text, begin)
    if operation == "update" and by and read_length(text[by.end() : last]):
        return (TaggedSlot("shift", by.end(), last, text[by.end() : last], 1.0),)
    begin = to.end() if to and operation == "update" else begin
    phrase = text[begin:last]
    return (TaggedSlot(name, begin, last, phrase, 1.0),) if values_of(phrase) else None


def hold_together(tagging: Tagging, queries: Queries) -> Tagging:
    """The tagging with the new things' titles whole across dashes."""
    commands = tuple(
        with_dashes(command, tagging.text, queries) if command.operation == "create" else command
        for command in tagging.commands
    )
    return dataclasses.replace(tagging, commands=commands)


def with_dashes(command: TaggedCommand, text: str, queries: Queries) -> TaggedCommand:
    """A command whose names on both sides of a dash are one."""
    slots: list[TaggedSlot] = []
    itemized = sum(s.name == "summary" for s in command.slots) > 1  # "new list: hardware - nails, glue and screws"
    for slot in command.slots:
        last = slots[-1] if slots else None
        parted = last and {last.name, slot.name} <= PARTED and DASH.fullmatch(text, last.end, slot.start)
        if last and parted and not (last.name == "list" and (itemized or find_list(last.text, queries.calendars()))):
            confidence = min(last.confidence, slot.confidence)
            slots[-1] = TaggedSlot("summary", last.start, slot.end, text[last.start : slot.end], confidence)
        else:
            slots.append(slot)
    return dataclasses.replace(command, slots=tuple(slots))
