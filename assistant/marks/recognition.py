"""A second look at what the student says: what the calendar holds is evidence too.

A sentence that it takes for nothing it knows: "how long is the flight to Lisbon" is a question to a travel agent, unless a Flight to Lisbon stands in the calendar. Only the next
likeliest reading is looked at, only where it is not far-fetched, and only where the whole name of a thing stands in the sentence.
A new thing's words that a dash holds together, "renovation - 2nd floor bath": a title, unless what stands before it is a list that is there.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator

from assistant import wording
from assistant.marks.left_over import VERBS
from assistant.marks.seams import value_of
from assistant.marks.told_deeds import called_then, told_deed, told_stay
from assistant.marks.told_hours import finished_at, told_hour
from assistant.marks.told_names import end_before
from assistant.nouns import known_kind, singular
from assistant.resolution.calendars import find_list
from assistant.resolution.matching import WORD, words_of
from assistant.resolution.name_index import Indexes, NameIndex
from assistant.tagging import Certainty, TaggedCommand, TaggedSlot, Tagging, joined, marking
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

#: A reading less sure than this is doubted.
DOUBT = 0.6

#: Orders that need no more evidence where the whole sentence is verb, name and time.
CANCELLING, CHANGING, DOING, OFF = (
    re.compile(rf"{wording.POLITE}(?:{verbs})\s+{wording.THE}", re.I)
    for verbs in (
        "cancel|delete|drop|scrap|remove|skip|end|stop|discontinue|no",
        "move|postpone|push|delay|reschedule|defer|shift|extend|lengthen|prolong|shorten",
        "do",  # "do the long run at 7 this Sunday": no task, where one is in the calendar
        # "I'm off gym until Friday", where that is in the calendar; off work is what one is oneself
        rf"(?:i|we)(?:['’]?(?:m|re)| am| are) off(?! work)(?=.*\b(?:{wording.UNTIL_WHEN}|for)\b)",
    )
)
ORDERS = ((CANCELLING, "delete"), (CHANGING, "update"), (DOING, "create"), (OFF, "delete"))
#: Of these nothing but a whole title is a name; who drops the car somewhere cancels no car service.
BY_TITLE = (DOING, OFF)
DROPPING = re.compile(rf"{wording.POLITE}drop\b", re.I)
#: "cancel the boiler | one", "move the boiler | one | to 5": no hour.
OF_KIND = re.compile(rf"ones?\s*(?=$|\b(?:to|by|on|at|from|this|next|{wording.UNTIL_WHEN}|tomorrow|today)\b)", re.I)
#: "no school on Friday", taken for a new thing, may well be one.
NONE_OF = re.compile(r"\W*no\b", re.I)
#: "did the gloves order", without a question mark: it is done.
DID = re.compile(
    r"\W*(?:(?:i|we)(?:['’]ve)?\s+)?(?:just\s+)?(?:did|done|finished|sorted)\s+(?:with\s+)?(?:the|my|our|that|those)\s+(\S[^,;?]*?)"
    r"(?:\s+(?:already|now|today|earlier))?[\s.!]*",
    re.I,
)
#: Why it is, behind an order: "cancel the tyres, | we sold the car", "no choir on the 30th | its the party".
WHY = re.compile(
    r"(?:\s*[,;–—]\s*(?:(?:because|cos|since|as)\s+)?|\s+(?:because|cos|since)\s+)(?=(?:i|we|he|she|they|it|there|the|my|our|his|her|their)\b|\w+['’]s\s)"
    r"|\s+(?=(?:it['’]?s|we['’]re|i['’]?m|they['’]re|(?:s?he)['’]s)\s)",
    re.I,
)
ORDER_IN = re.compile(rf"\b{VERBS}\b", re.I)
#: "put the marmalade back on": of a task, which is open again.
BACK_ON = re.compile(rf"{wording.POLITE}put\s+{wording.THE}(\S.*?)\s+back on\W*", re.I)
#: "is the rent paid", "did I take my pills": of a task, whether it is done.
DEED = re.compile(
    rf"\W*(?:(?:is|are|was|were|has|have)\s+(?:the|my|our)\s+(\S.*?)\s+(?:been\s+)?{wording.PARTICIPLE}"
    r"|(?:did|have)\s+(?:i|we)\s+(\w+\s+\S.*?))(?:\s+(?:yet|already|now))?\W*",
    re.I,
)
#: "when do prelims start", "what date is the fete", "how many days till the fete", "how many shifts have I got left": of what is in the calendar.
WHEN_IS = re.compile(
    r"\W*(?:when|what time|what day) (?:do|does|is|are) (?:(?:the|my|our) )?(\S.*?) "
    r"(?:(?:start|begin|finish|end|happen)(?:n?ing)?|com(?:e|ing)|held|over|on)\W*",
    re.I,
)
#: "when is Victoria Day", of which a whole title says that it is in the calendar.
WHEN_ALONE = re.compile(r"\W*when(?: (?:is|are)|['’]?s) (?:(?:the|my|our) )?(\S.*?)\W*", re.I)
ADDRESSES = r"(?:the )?(?:(?:full|exact|street|home) )?(?:address|post ?code|zip code|venue|location)"
WHAT_DAY = re.compile(r"\W*(?:what|which) (?:date|day)s? (?:is|are) (?:(?:the|my|our) )?(\S.*?)\W*", re.I)
#: "what's the address of the clinic", "what's Nina Brandt's address", "where does Nina live": where what is called so takes place.
ADDRESS = re.compile(
    rf"\W*(?:(?:what(?:['’]?s| is| was)|(?:give|tell|show|send) (?:me|us))\s+(?:{ADDRESSES} (?:of|for) {wording.THE}(\S.*?)"
    rf"|{wording.THE}(\S.*?)(?:['’]s?)? {ADDRESSES})|where do(?:es)? {wording.THE}(\S.*?) live)\W*",
    re.I,
)
WAIT = re.compile(
    r"\W*how (?:many (?:more )?(?:days|weeks|sleeps|nights)|long) (?:un)?till? (?:(?:the|my|our) )?(\S.*?)\W*", re.I
)
HOW_MANY = re.compile(
    r"\W*how many (?:more )?(\S.*?) (?:have (?:i|we) (?:got )?left|(?:are|is) (?:there )?(?:left|still to come|to go)|left)\W*",
    re.I,
)
#: "is it | choir | tonight", "| choir | clashes, doesn't it", "and | choir |?": what no slot holds.
IS_IT = re.compile(
    rf"\W*(?:(?:and|so|oh) )*(?:is|isn['’]?t) it {wording.THE}(\S.*?)(?: again)? (?:today|tonight|tomorrow|(?:on )?(?:this )?{wording.WEEKDAY_OR_SHORT})\W*",
    re.I,
)
CLASHES = re.compile(
    rf"\W*(?:(?:but|oh|wait|and|no)\W+)*{wording.THE}(?!(?:th(?:is|at|ey|ese|ose)|it|wh\w+|any\w*|some\w*|no\w*|how|does|do|did|is|are|will)\b)(\S[^,]*?)"
    r" (?:clash(?:es)?|overlaps?)(?:,? (?:(?:do|does)n?['’]?t (?:it|they)|right|innit|yeah))?\W*",
    re.I,
)
AND_IT = re.compile(rf"\W*(?:and|or) {wording.THE}(\S[^?]*?)\s*\?\W*", re.I)
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
#: What a sentence as a whole is, where something is called as its last group, or something new is.
WHOLE_SENTENCES = (
    (BACK_ON, "update", "task", None),
    (DEED, "read", "task", "exists"),
    (DID, "complete", "task", None),
    (WHEN_IS, "read", "event", "when"),
    (WHEN_ALONE, "read", "event", "when"),
    (WHAT_DAY, "read", "event", "when"),
    (ADDRESS, "read", "event", "where"),
    (WAIT, "read", "event", "how_long"),
    (HOW_MANY, "read", "event", "how_many"),
    (IS_IT, "read", "event", "exists"),
    (CLASHES, "read", "event", "exists"),
    (AND_IT, "read", "event", "what"),
    (WANTED, "create", "event", None),
)
#: "what's at | Elm Street", "which events are at the | town hall | in November".
WHATS_AT = re.compile(
    rf"\W*(?:(?:and|so|ok)\W+)*(?:what(?:['’]?s| is)(?: (?:going )?on| happening)?|(?:what|which) (?:events|things|meetings|appointments) (?:are|do (?:i|we) have|have (?:i|we)(?: got)?)"
    rf"|what (?:do (?:i|we) have|have (?:i|we)(?: got)?)) (?:at|in) {wording.THE}(?=\S)",
    re.I,
)
LED_IN = re.compile(r"(?:\s+(?:in|on|at|for|over|during))?(?:\s+the)?\W*$", re.I)
#: Of these nothing less than a whole title is a name.
OF_TITLES = (BACK_ON, WHEN_ALONE)
#: "book a table at Taberna on Friday at 8", "table for two at Etto Friday at 8": nobody is called, but the evening is kept free.
TABLE = re.compile(
    rf"{wording.POLITE}(?:(?:book|reserve|get)\s+(?:(?:me|us)\s+)?(?:an?\s+)?(?=table\b)"
    r"|(?:an?\s+)?(?=table for \w+ at\b))",
    re.I,
)
HOUR_BEFORE = re.compile(r"\bat\s+\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]m)?\s+(?:on\s+)?$", re.I)
NOUN = re.compile(r"[^\W\d_]{3,}")
BY, FOR = re.compile(r"by\s+(?=\S)", re.I), re.compile(r"for\s+(?=\S)", re.I)
TO = re.compile(rf"(?:back )?(?:to|{wording.UNTIL_WHEN})\s+(?=\S)", re.I)

#: A dash between words, of an event a colon, too, and what it may seem to part.
DASH, COLON = re.compile(r"\s+[-–—]\s+"), re.compile(r":\s+|\s+[-–—]\s+")
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


def with_plain_order(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """What is doubted, and all verb, name of a thing that is there, and time, as just that."""
    command = tagging.commands[0]
    text = tagging.text
    if len(tagging.commands) != 1:
        return tagging
    for told in (told_stay, told_deed, called_then):
        if new := told(text, command, indexes.named("event", queries)):
            return tagging.with_commands((new,))
    events = indexes.named("event", queries)
    if other := told_hour(text, command, queries, events) or finished_at(text, command, events):
        return tagging.with_commands((other,))
    unsure = command.certainty is Certainty.ASK or (command.confidence < DOUBT and DOING.match(text)) or OFF.match(text)
    doubted = command.operation == "none" or (
        command.operation == "create" and unsure and (WHY.search(text) or not NONE_OF.match(text))
    )
    # "no | track | Thursday", "skip | track | Thursday": of an order, whatever it was taken for, only the time was marked
    timed = {s.name for s in command.slots} == {"when"} and command.operation in ("read", "delete")
    lost = timed and "?" not in text and CANCELLING.match(text)
    bare = command.operation == "read" and {s.name for s in command.slots} <= {"excluded"}
    order = ordered(text, queries, indexes) if doubted or lost or bare else None
    asked = order is not None and bare and order.operation == "read"
    named = order is not None and (
        doubted or asked or (order.operation == "delete" and not says_kind(order.in_order[0].text))
    )
    return Tagging(text, (order,)) if order and named else tagging


def says_kind(name: str) -> bool:
    """The word says when or what kind of thing is meant: "Friday", "meetings"."""
    word = name.casefold()
    return bool(values_of(word)) or known_kind(word) in wording.KINDS or singular(word) in wording.KINDS


def ordered(text: str, queries: Queries, indexes: Indexes) -> TaggedCommand | None:
    """The order that a sentence of verb, name and time is, what one needs, or whether a task is done; None where words are left over or nothing is called so."""
    for words, operation, thing, asks in WHOLE_SENTENCES:
        found = words.fullmatch(text)
        at = (found.lastindex or 0) if found else 0
        index = indexes.named(thing, queries)
        there = found and (operation == "create" or is_there(found[at], index, words in OF_TITLES))
        if found and there and (words is not ADDRESS or is_alone(found[at], index)):
            whens = [("when", *span) for span in find_times(text) if operation == "read" and span[0] >= found.end(at)]
            return guessed(text, operation, thing, ("summary", *found.span(at)), *whens, asks=asks)
    if made := reserved(text) or held_there(text, indexes.named("event", queries)):
        return made
    for verb, operation in ORDERS:
        begin = verb.match(text)
        if begin is None:
            continue
        for kind in ("event", "task") if operation != "create" else ("event",):
            index, rest = indexes.named(kind, queries), text[begin.end() :].casefold()
            name = title_at(rest, index.said_whole(set(words_of(text))))
            whole = verb in BY_TITLE or DROPPING.match(text)
            first = NOUN.match(rest) if name is None and kind == "event" and not whole else None
            if first and index.holding(words_of(first[0])):
                name = first[0]  # "cancel the call", where a Call with Ryan is
            if name is None:
                continue
            end = begin.end() + len(name)
            time = time_after(text, end, operation)
            if time is None and (why := WHY.search(text, end)) and not ORDER_IN.search(text, why.end()):
                time = time_after(text[: why.start()], end, operation)
            if time is not None:
                return guessed(text, operation, kind, ("summary", begin.end(), end), *time)
    return None


def is_there(name: str, index: NameIndex, whole: bool) -> bool:
    """Something may be called so; `whole`: is, in all its words."""
    if not whole:
        return bool(index.candidates(name))
    return name.casefold() in map(str.casefold, index.said_whole(set(words_of(name))))


def guessed(
    text: str, operation: str, thing: str, *spans: tuple[str, int, int], asks: str | None = None
) -> TaggedCommand:
    """A command over a whole sentence, of which the person is asked."""
    return TaggedCommand(operation, thing, asks, 0.5, marking(text, 1.0, *spans), 0, len(text), Certainty.ASK)


def is_alone(name: str, index: NameIndex) -> bool:
    """Something may be called so by its title, or by the only one who comes: where several meet is no address of one of them."""
    rows = [index.rows[id_] for id_ in index.candidates(name)]
    return any(len(row.attendees) < 2 or not {*words_of(name)}.isdisjoint(words_of(row.summary)) for row in rows)


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
    value = value_of(text[begin:end])
    stop = end_before(text, begin)
    if not (isinstance(value, Point) and value.clock and value.day):
        return None
    return guessed(text, "create", "event", ("summary", verb.end(), stop), ("when", begin, end))


def held_there(text: str, index: NameIndex) -> TaggedCommand | None:
    """ "what's at Elm Street", where something of the calendar takes place: a question about that."""
    asked = WHATS_AT.match(text)
    if asked is None:
        return None
    whens = [time for time in find_times(text) if time[0] > asked.end()]
    end = LED_IN.search(text[: whens[0][0]] if whens else text.rstrip(" ?!.")).start()  # type: ignore[union-attr]
    place = set(words_of(text[asked.end() : end]))
    if not place or not any(row.location and place <= set(words_of(row.location)) for row in index.rows.values()):
        return None
    return guessed(text, "read", "event", ("location", asked.end(), end), *(("when", *w) for w in whens), asks="what")


def time_after(text: str, at: int, operation: str) -> tuple[tuple[str, int, int], ...] | None:
    """The mark of what follows a name, which has to be a time as a whole; () where a deletion needs none, None where it is no time."""
    last = len(text.rstrip(" .!?,"))
    begin = at + len(text[at:last]) - len(text[at:last].lstrip(" ,"))
    begin = one.end() if (one := OF_KIND.match(text[:last], begin)) else begin
    if begin >= last:
        return () if operation == "delete" else None
    name = "new_when" if operation == "update" else "when"
    by, to = BY.match(text, begin), TO.match(text, begin)
    if operation == "update" and by and read_length(text[by.end() : last]):
        return (("shift", by.end(), last),)
    length = FOR.match(text, begin) if operation == "delete" else None
    if length and read_length(text[length.end() : last]):
        return (("duration", length.end(), last),)
    begin = to.end() if to and operation == "update" else begin
    return ((name, begin, last),) if values_of(text[begin:last]) else None


def hold_together(tagging: Tagging, queries: Queries) -> Tagging:
    """The tagging with the new things' titles whole across dashes."""
    return tagging.with_commands(with_dashes(command, tagging.text, queries) for command in tagging.commands)


def with_dashes(command: TaggedCommand, text: str, queries: Queries) -> TaggedCommand:
    """A new thing whose names on both sides of a dash are one."""
    if command.operation != "create":
        return command
    border = COLON if command.object == "event" else DASH
    itemized = len(command.named("summary")) > 1  # "new list: hardware - nails, glue and screws"

    def name_of(last: TaggedSlot, slot: TaggedSlot) -> str | None:
        parted = {last.name, slot.name} <= PARTED and border.fullmatch(text, last.end, slot.start)
        known = last.name == "list" and (itemized or find_list(last.text, queries.calendars()))
        return "summary" if parted and not known else None

    return command.with_slots(joined(text, command.slots, name_of))
