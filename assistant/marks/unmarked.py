"""Words of a new thing that the tagger left out, or put into the slot before, taken into the slot to which they belong."""

import dataclasses
import re

from assistant import wording
from assistant.marks.jottings import jotted
from assistant.marks.noted import with_note, with_told_between
from assistant.marks.openings import OF_NO_NAME, SPOKEN, with_left_before, with_name_before_place
from assistant.marks.seams import DUE, LITTLE, value_of
from assistant.marks.spans import ARTICLES
from assistant.marks.tellers import with_whom_for, without_tellers
from assistant.marks.told_names import BEFORE_TIME, told, with_hold
from assistant.marks.torn_names import AND_TOO, joined_pieces
from assistant.nouns import looks_plural
from assistant.schema import TIMES
from assistant.tagging import TaggedCommand, TaggedSlot, instead, marking, spanning
from assistant.temporal.expressions import Point, Repetition
from assistant.temporal.lexicon import ZONE_PLACES
from assistant.temporal.reading import find_times, values_of
from assistant.temporal.shifts import read_length

#: Words that begin a time, and nothing else does where a number follows.
AT = re.compile(rf"(?:at|@|from|around|{wording.UNTIL_WHEN}|after|before|by)\b", re.I)
#: Before a length that was taken for a calendar or a lead time: "for | 30 years".
LONG = re.compile(
    r"\b(?:for|(?:it['’]?ll|it will|will|should) (?:be|take|last)|it['’]?s|lasts|lasting|takes)\s+(?:about\s+)?$", re.I
)
#: "a | fortnight today".
A_WEEK = re.compile(r"\s+(?:week|fortnight|month)\b", re.I)
#: "jan 15 | and feb 15".
MORE = re.compile(r"\s*(?:,|&|\band\b)\s*(.*\w)", re.I)
#: As many words before a time may belong to it; each costs a reading.
FEW = 3
#: A word of the name that was left out before the time: "blood test | fasting | 14 June".
OF_NAME = re.compile(
    rf"((?:['’]s(?=\s))?(?:\s+(?!(?:{OF_NO_NAME})\b)[A-Za-z]{{2,}}){{1,2}})(?=\s+(?:(?:in\s+)?(?:on|at|for|due)\s+(?:the\s+)?)?$)",
    re.I,
)
#: "Helen's 60th | do |", "book group | extra one |", "leaving do | for her |"; of "a fitting for the Broadway | thing |" the whole name, too.
LAST_WORD = re.compile(
    r"(\s+(?:do|(?:extra|another|additional|spare)\s+one|for\s+(?:her|him|them)))(?=(?:\s+(?:on|at|for|the))*\s*$)",
    re.I,
)
THE_THING = re.compile(
    r".*\b(?:for|about|of|from|at|to|with)\s+(?:the|that|an?|my|our)\s+[^|]*\w(?:\|)(\s+(?:thing|event|job|task))(?=(?:\s+(?:on|at|for|the|due))*\s*$)",
    re.I,
)
#: "Mam's staying | over | from the 23rd".
STAYS_OVER = re.compile(r".*ing\|(\s+over)\b", re.I)
#: "meet | Tom | outside | friday".
VISIT = re.compile(r"\b(?:meet|see|visit)\s+(?:with\s+)?$", re.I)
#: "self tape for | Toyota | ad |": of what somebody's name says of which it is.
OF_WHICH = re.compile(r"\bfor\s+(?:(?:the|an?|my|our)\s+)?$", re.I)
#: "hand my essay | in | tomorrow": a part of the verb, and none of a time.
TAKEN_IN = re.compile(
    r"(?:take|bring|hand|turn|drop|send|get|give|pop|phone|call)\s+[^|]+\|\s+in\s+(?:(?:on|by)\s+)?\|(?:by |on )?"
    rf"(?:tomorrow|tmrw|tmw|today|tonight|{wording.WEEKDAY_OR_SHORT})\b.*",
    re.I,
)
#: "fix banner | one": the number at the end of what is to be done says which; "add one", "add this one" has none before it.
WHICH_ONE = re.compile(rf"\s+(?:{'|'.join(wording.CARDINALS)}|\d+)(?=[\s.!]*$)", re.I)
#: "ring the garage about that | exhaust", whose words do not end there.
OPEN = re.compile(r"\b(?:about|for|of|with|from|to)\s+(?:that|this|those|these|the|my|our|his|her|their)$", re.I)
ABOUT_WHAT = re.compile(r"(?:\s+[^\W\d_][\w'’-]*){1,2}(?=[\s.!]*$)")
MEANT_TOO = re.compile(r"\b(?:too|well|urgently|quickly|soon|first|asap|today|tonight|tomorrow)\b", re.I)
#: What stands before the next item, before the list, and before whom an event is for.
BORDERS = {
    ("task", "summary"): re.compile(r"\s*(?:,|&|\band\b)\s*(?:and\s+)?(?:(?:the|a|an|some|my)\s+)?$", re.I),
    ("task", "list"): re.compile(rf"\s+(?:to|on|onto|for|in)\s+{wording.THE}$", re.I),
    ("event", "attendee"): re.compile(rf"\s+(?:with|for)\s+{wording.THE}$", re.I),
    ("event", "location"): re.compile(rf"\s+(?:at|in|@|near)\s+{wording.THE}$", re.I),
}
#: "until my grade 5 exam on 12 March": at most so many words before the day.
UNTIL, LONG_NAME = re.compile(r"\b(?:un)?till?\s+(?:(?:the|my|our|his|her|their)\s+)?", re.I), 6
#: "at 2 | starts in September", behind the times of a series.
BEGINS_THEN = re.compile(
    r"[\s,;–-]+(?:(?:it|and|which)\s+)*(?P<since>(?:starts?|starting|begins?|beginning)\s.*?)[\s.!]*", re.I
)
#: "7 till | 9 starts | june", where that is the hour until which it goes, and since when it does.
HOUR_TOLD = re.compile(
    r"(?:\d{1,2}(?:[.:]\d\d)?(?:\s*[ap]\.?m\b\.?)?|half\s+\w+|quarter\s+(?:past|to)\s+\w+|noon|midnight)\s+", re.I
)
PARTS = re.compile(r"[,;.:?!]|\b(?:and|then|or|but)\b", re.I)
NO_LENGTH = re.compile(r".*\b(?:before|early|prior|ahead)\b|.*\|\s*(?:remind|alert|alarm|notice|warning|before)", re.I)
#: "buy onion sets | for the allotment", "a bottle of wine for the | reunion |".
WHAT_FOR = re.compile(
    r"(?:\s+for\s+(?:the|my|our|his|her|their)|(?<=\bfor)(?:\s+(?:the|my|our|his|her|their))?|(?<=\bfor the)|(?<=\bfor my))"
    r"(?:\s+[^\W\d_][\w'’-]*){1,4}",
    re.I,
)
#: What a number says of the name before it: "dinner | for 4 |", "meeting | room 12 |".
NUMBERED = re.compile(
    r"((?:\s+(?!and\b|at\b|from\b|on\b)[A-Za-z.#]+)?\s+#?\d+(?:[ -]\d{3,})*)(?=\s*(?:\s(?:on|at|from)\s*)?$)", re.I
)

ADDRESS = re.compile(r"(?:https?://|www\.)\S*[^\s.,;:!?)]", re.I)
QUOTE_FIRST = re.compile(r"[\"”]\s+(?!(?:on|at|for|from|by|in|to|this|next|every)\b)[A-Za-z]{3,}")
ADDED = re.compile(
    r"\W*(?:(?:please|add|create|book|schedule|put|new|the|a|an|event|entry|appointment)\s+)*[\"“]", re.I
)
ON = re.compile(r"(?:\s+(?:on|at|by|for|from|in|this|the))*\s*$", re.I)
#: Before a note what it tells to do, unless that only says that it is one: "vet at 10, bring | the card", but "note: | the card".
ITS_VERB = re.compile(
    r"(?:^|[,;(–-]|\band\b)\s*((?:(?!(?:please|to|that|this|with|as|in|on|under(?:neath)?|subject|focus|notes?|notice|details?|descriptions?|comments?|memo|remarks?|info|text|body|"
    r"say\w*|said|it|i|we|he|she|they|self|me|put\w*|write|written|add|mention\w*|includ\w*|remember|read\w*|jot|type|the|a|an|and|is|are|should|has|have|also)\b)"
    r"[a-z]+:?\s+)(?:(?!(?:to|that|with|as|is|are|put|say\w*|note)\b)[a-z]+:?\s+)?)(?:(?:the|a|an|my|our|your)\s+)?$",
    re.I,
)
#: "2 | dozen eggs", "3 | hose clamps".
NUMBER_LEFT, DOZEN = re.compile(r"(?<![\w:.])\d+ $"), re.compile(r"(?:dozen|hundred|thousand|pairs? of)\b", re.I)
#: "8am | their time": the clock of a place that is named elsewhere.
THEIR_TIME = re.compile(r"[\s,(]*\b(?:their|his|her) (?:local )?time\b", re.I)
ZONED = re.compile(rf"\b(?:{'|'.join(ZONE_PLACES.values())})\b", re.I)
#: What may stand around a day that no slot holds.
AROUND = re.compile(r"^[\s:;(–-]*(?:(?:on|for|the)\s+)*|[\s:;)–-]*(?:\s(?:on|at|from|the|my|our|a|an))*\s*$", re.I)
#: "at | 10 to 9", "alarm for | 5 to 2": no hours from ten to nine, and what is due has one.
TEN_TO = re.compile(r"(5|10) to(?= (?:[1-9]|1[0-2])\b(?![:.]\d))", re.I)
AT_LEFT = re.compile(r"\bat\s+$", re.I)


def taken_in(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The command with such words in its slots; one that makes nothing new is as it was."""
    if tagged.operation != "create":
        return tagged
    slots = list[TaggedSlot]()
    tagged = jotted(text, told(text, tagged) if tagged.slots else with_bare_times(text, tagged))
    ordered = [s for s in with_addresses(text, tagged).slots if not is_article(text, s)]
    ordered = joined_pieces(text, tagged, with_named_end(text, tagged, ordered))
    for slot in with_lost_day(text, tagged, ordered):
        begin = slots[-1].end if slots else tagged.start
        lost = slot.name == "list" or (slot.name == "alarm" and tagged.object == "event")
        led = LONG.search(text[begin : slot.start]) or is_length(text, slots, slot)
        if lost and led and read_length(slot.text) is not None:
            slot = dataclasses.replace(slot, name="duration")
        if slots and slots[-1].name == "duration" and slot.text.casefold() == "each":
            continue  # "45 minutes each"
        if slot.name == "description" and (verb := ITS_VERB.search(text[begin : slot.start])):
            slot = spanning(text, slot, start=begin + verb.start(1))
        if DOZEN.match(slot.text) or (slot.name == "summary" and tagged.object == "task" and looks_plural(slot.text)):
            number = NUMBER_LEFT.search(text, begin, slot.start)
            slot = spanning(text, slot, start=number.start()) if number else slot
        if slot.name == "when" and (theirs := THEIR_TIME.match(text, slot.end)):
            place = ZONED.search(text)  # without one nobody can say when that is
            said = f"{slot.text} {place[0] if place else 'their'} time"
            slot = dataclasses.replace(slot, end=theirs.end(), text=said)
        if TEN_TO.match(slot.text) and (tagged.object == "task" or AT_LEFT.search(text[: slot.start])):
            slot = dataclasses.replace(slot, text=TEN_TO.sub(r"\1 minutes to", slot.text))
        slot = back_to(text, slot, begin)
        if slots and slots[-1].name == "summary":
            slots[-1] = with_own_end(text, tagged, slots[-1], slot)
        elif slots and slots[-1].name == "attendee" and slot.name in TIMES:
            slots = with_end_behind(text, tagged, slots, slot)
        slots.append(slot)
    for mending in (with_purpose, with_whom_for, without_tellers, with_name_before_place, with_left_before):
        slots = mending(text, tagged, slots)
    if slots:
        slots = with_words_at_end(text, tagged, slots)
    return with_hold(text, tagged.with_slots((*slots, *with_told_between(text, tagged, slots))))


def with_words_at_end(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """The slots with what stands behind the last one: the time of a name, the rest of a time ("the 12th | forenoon"), a note."""
    if slots[-1].name == "summary" and not any(s.name in (*TIMES, "alarm", "duration") for s in slots):
        slots[-1:] = with_lost_time(text, slots[-1], tagged.end)
    name = slots[-1] if slots[-1].name == "summary" else None
    number = (WHICH_ONE if name and not OPEN.search(name.text) else ABOUT_WHAT).match(text, slots[-1].end, tagged.end)
    if name and number and tagged.object == "task" and sum(s.name == "summary" for s in slots) == 1:
        slots[-1] = spanning(text, slots[-1], end=number.end())
    whole = text[slots[-1].start : tagged.end].rstrip(" .!") if slots[-1].name in TIMES else ""
    if whole and slots[-1].text in whole and values_of(whole):
        slots[-1] = spanning(text, slots[-1], end=slots[-1].start + len(whole))
    slots += with_start_behind(text, slots, tagged.end)
    if not any(s.name == "description" for s in slots):
        clocks = (v for s in slots if s.name == "when" for v in values_of(s.text) if isinstance(v, Point))
        slots += with_note(text, slots, tagged.end, tagged.object == "event" and any(v.clock for v in clocks))
    tail = MORE.match(text[slots[-1].end : tagged.end]) if slots[-1].name in TIMES else None
    if tail and values_of(tail[1]):
        slots[-1] = spanning(text, slots[-1], end=slots[-1].end + tail.end())
    return slots


def with_start_behind(text: str, slots: list[TaggedSlot], end: int) -> list[TaggedSlot]:
    """Since when a new series goes, told behind its hour: "first Tuesday of the month at | 2 | starts in September"."""
    rule, told = (
        next((s for s in slots if s.name == "recurrence"), None),
        BEGINS_THEN.fullmatch(text, slots[-1].end, end),
    )
    if rule is None or told is None or slots[-1].name not in TIMES:
        return []
    said = values_of(f"every {rule.text.removeprefix('every ')} {told['since']}")[:1]
    since = spanning(text, slots[-1], *told.span("since"), name="recurrence")
    return [since] if any(isinstance(v, Repetition) and v.start for v in said) else []


def with_words_before_time(text: str, name: TaggedSlot, when: TaggedSlot) -> TaggedSlot:
    """A name with what stands between it and its time: "blood test | fasting | 14 June", "“Next week today” | podcast recording"."""
    if QUOTE_FIRST.match(text, name.end, when.start) and ADDED.fullmatch(text[: name.start]):
        name = spanning(text, name, start=name.start - 1, end=name.end + 1)
    between = text[name.end : when.start]
    parted = f"{text[: name.end]}|{between}"
    if thing := THE_THING.match(parted) or STAYS_OVER.match(parted):
        return spanning(text, name, end=thing.end(1) - 1)
    more = NUMBERED.match(between) or LAST_WORD.match(between)
    more = more or (None if SPOKEN.search(between) else OF_NAME.match(between))
    return spanning(text, name, end=name.end + more.end(1)) if more else name


def with_end_behind(text: str, tagged: TaggedCommand, slots: list[TaggedSlot], when: TaggedSlot) -> list[TaggedSlot]:
    """ "lunch with | Ana | rooftop | friday", "self tape for | Toyota | ad | friday", "drinks for the | Juilliard | thing | friday": the words behind
    somebody's name end the title; of what is for it the name is nobody's."""
    *before, person = slots
    people = [person]
    while before and before[-1].name == "attendee" and AND_TOO.fullmatch(text, before[-1].end, people[0].start):
        people.insert(0, before.pop())
    end = with_words_before_time(text, person, when).end
    names = [s for s in before if s.name == "summary"]
    meant_too = MEANT_TOO.search(text, person.end, end)  # "coffee with Ana asap"
    several = len(tagged.named("summary")) > len(names) or len(names) > 1 or (names and names[0] is not before[-1])
    if end == person.end or meant_too or several:
        return slots
    verb = VISIT.search(text, 0, people[0].start)
    begin = names[0].start if names else verb.start() if verb else people[0].start
    whole = spanning(text, person, start=begin, end=end, name="summary")
    kept = [] if OF_WHICH.search(text[: people[0].start]) else people
    return [*(s for s in before if s not in names), whole, *kept]


def with_own_end(text: str, tagged: TaggedCommand, name: TaggedSlot, after: TaggedSlot) -> TaggedSlot:
    """A name with its last words that were left out before what follows it: a time, of an item the next one, or its list ("swimming | togs
    and | chargers", "swimming | togs to | groceries"), of an event whom it is for ("training | extra for | Tom")."""
    if tagged.object == "task" and TAKEN_IN.fullmatch(f"{name.text}|{text[name.end : after.start]}|{after.text}"):
        return spanning(text, name, end=text.index("in", name.end) + len("in"))
    if after.name in TIMES:
        return with_words_before_time(text, name, after)
    between = text[name.end : after.start]
    led = BORDERS.get((tagged.object or "", after.name))
    border = led.search(between) if led else None
    words = between[: border.start()] if border else ""
    found = None if SPOKEN.search(words) or MEANT_TOO.search(words) else OF_NAME.match(f"{words} ")
    return spanning(text, name, end=name.end + len(words)) if found and found.end(1) == len(words) else name


def with_purpose(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "buy onion sets | for the allotment", "get a bottle of wine for the | reunion | by Friday": what the one thing to do is for belongs to its
    name."""
    names = [at for at, s in enumerate(slots) if s.name == "summary"]
    after = slots[names[0] + 1] if len(names) == 1 and slots[names[0] + 1 :] else None
    if tagged.object != "task" or len(names) != 1 or (after and after.name not in TIMES):
        return slots
    name = slots[names[0]]
    end = len(BEFORE_TIME.sub("", text[: after.start if after else tagged.end].rstrip(" .!")))
    rest = WHAT_FOR.fullmatch(text, name.end, end)
    if rest is None or SPOKEN.search(rest[0]) or find_times(rest[0]) or read_length(rest[0]) is not None:
        return slots
    return instead(slots, name, spanning(text, name, end=end))


def is_length(text: str, before: list[TaggedSlot], slot: TaggedSlot) -> bool:
    """A length right behind a time, where the lead of an alarm was said elsewhere: "remind me 10 min before: call Thursday 5pm | 20 mins"."""
    beside = before and before[-1].name == "when" and not text[before[-1].end : slot.start].strip(" ,")
    told_before = any(s.name == "alarm" for s in before)
    return bool(beside and told_before) and not NO_LENGTH.match(f"{slot.text}|{text[slot.end :]}")


def with_named_end(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """A repetition that ends with something whose day is said ends on that day: "daily | until my exam | on 12 March"."""
    until = UNTIL.search(text, tagged.start, tagged.end)
    repeats = any(s.name == "recurrence" and until and s.start <= until.start() for s in slots)
    found = next(iter(find_times(text[until.end() : tagged.end])), None) if until and repeats else None
    between = text[until.end() : until.end() + found[0]] if until and found else ""
    if until is None or found is None or not 0 < len(ON.sub("", between).split()) <= LONG_NAME or PARTS.search(between):
        return slots
    if HOUR_TOLD.match(between):
        return slots
    start, end = until.start(), until.end() + found[1]
    date = text[until.end() + found[0] : end]
    if not all(isinstance(value, Point) and value.day for value in values_of(date) or (None,)):
        return slots
    before = [spanning(text, s, end=min(s.end, start)) for s in slots if s.start < start]
    ends = TaggedSlot("recurrence", start, end, f"until {date}", slots[0].confidence)
    trimmed = (dataclasses.replace(s, text=s.text.rstrip()) for s in before)
    return [*trimmed, ends, *(s for s in slots if s.start >= end)]


def is_article(text: str, slot: TaggedSlot) -> bool:
    """Nothing but an article, and no half of a length: "a | fortnight"."""
    return slot.text.casefold() in ARTICLES and not (slot.name == "duration" and A_WEEK.match(text, slot.end))


def with_bare_times(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "Dave starts work | on Monday", of which nothing was marked: its times, beside which its words are the name."""
    at = tagged.start
    times = [(at + begin, at + end) for begin, end in find_times(text[at : tagged.end])]
    return tagged.with_slots(marking(text, tagged.confidence, *(("when", *span) for span in times)))


def with_lost_day(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """Beside times that say no day the one that no slot holds: "house party | New Year's Eve | 9pm to 2am", "lunch | for Sat, 7 people, | 1pm"."""
    times = [s for s in slots if s.name in (*TIMES, "alarm")]
    values = [v for s in times for v in values_of(s.text) or (None,)]
    dayless = all(isinstance(v, Point) and v.day is None and v.length is None for v in values)
    if not times or not dayless or any(s.name != "when" for s in times):
        return slots
    begin = tagged.start
    for at, slot in enumerate(slots):
        for piece in re.finditer("[^,]+", text[begin : slot.start]):
            words = AROUND.sub("", piece[0])
            value = value_of(words) if find_times(f"on {words}") else None
            if isinstance(value, Point) and value == Point(day=value.day):
                start = text.index(words, begin + piece.start())
                return [*slots[:at], TaggedSlot("when", start, start + len(words), words, slot.confidence), *slots[at:]]
        begin = slot.end
    return slots


def with_addresses(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The command with each web address as one slot: where an event is held, or a part of the task or item in which it stands."""
    for found in ADDRESS.finditer(text, tagged.start, tagged.end):
        start, end = found.span()
        inside = tagged.over(start, end)
        if not inside:
            continue
        first, kept = inside[0], [s for s in tagged.slots if s not in inside]
        if tagged.object == "event":
            place = spanning(text, first, start=start, end=end, name="location")
            before = first.start < start and first.name != "location"
            made = [spanning(text, first, end=start), place] if before else [place]
        else:
            made = [spanning(text, first, start=min(first.start, start), end=max(inside[-1].end, end))]
        tagged = tagged.with_slots((*kept, *made))
    return tagged


def with_lost_time(text: str, name: TaggedSlot, end: int) -> list[TaggedSlot]:
    """A name with the time that ends the command, which no slot holds, and the words between: "pay the cleaner | £20 on thursday"."""
    rest = text[name.end : end].rstrip(" .!")
    found = next((f for f in find_times(rest) if f[1] == len(rest)), None)
    between = ON.sub("", rest[: found[0]]) if found else ""
    if found is None or len(between.split()) > FEW or re.search(r"[^\w\s£$€%'’-]", between):
        return [name]
    begin = name.end + found[0]
    when = spanning(text, name, start=begin, end=name.end + len(rest), name="when")
    return [spanning(text, name, end=name.end + len(between.rstrip())), when]


def back_to(text: str, slot: TaggedSlot, least: int) -> TaggedSlot:
    """A time with the words right before it that make it a repetition ("class | TTh | 2-3:15") or say its hour ("at 7 | friday")."""
    words = [*re.finditer(r"\S+", text[least : slot.start])][-FEW:] if slot.name in TIMES else []
    for found in words:
        begin = least + found.start()
        if LITTLE.fullmatch(DUE.sub(" ", text[begin : slot.start])):
            continue
        values = values_of(text[begin : slot.end])
        if values and (AT.match(text[begin:]) or isinstance(values[0], Repetition)):
            return spanning(text, slot, start=begin)
    return slot
