"""Names of new things that the tagger tore: their halves are joined, and what is no name gets its own."""

import re

from assistant.marks.people import is_nobody
from assistant.marks.seams import value_of
from assistant.tagging import TaggedCommand, TaggedSlot, joined, spanning
from assistant.temporal.expressions import Point

PREPOSITION = re.compile(r"\s(?:in|to|at|around|through|from|for|about|of|with)$", re.I)
FOR_ONE, AND_TOO = re.compile(r"\b(?:for|with|from|to|of|about)\s+[A-Z][\w'’-]*$"), re.compile(r"\s*(?:and|&)\s*", re.I)
FOR_MANY = re.compile(r"\bfor\s+the\s+$", re.I)
#: Below this one item may be the end of another.
SURE, AND_LAST = 0.9, re.compile(r"(?:\band|&)$", re.I)
#: What is bought by itself more often than it begins or ends another name: "milk | bread and", but "rice | vinegar".
GOODS = re.compile(
    r"milk|bread|butter|cheese|ham|bacon|sugar|flour|tea|coffee|pasta|cereal|yogh?urts?|squash|crisps|biscuits|eggs|bananas|apples|oranges|grapes"
    r"|potatoes|carrots|onions|tomatoes|peppers|mushrooms|beans|peas|sausages|bin bags|nappies|wipes|loo roll|toilet roll|kitchen roll|washing up liquid",
    re.I,
)
#: Of these two in a row are two: "two bags of onions | tomatoes"; "butter beans" are not.
PLURALS = "|".join(
    word for word in GOODS.pattern.split("|") if word.endswith("s") and " " not in word and "?" not in word
)
BESIDE = re.compile(rf"(?P<first>.*\b(?:{PLURALS}))\s+(?P<next>{PLURALS})", re.I)
#: "batteries | bulbs": a name that ends in a plural is seldom the beginning of another.
MANY = re.compile(r"[^\W\d_]{2,}(?<!s)s$", re.I)
#: So many names side by side, which nothing parts, are a list's items, and no pieces of one.
RUN = 4
ITS = re.compile(r"\s+(?:the|an?|my|our|his|her|their)\s+", re.I)
OF_IT = re.compile(rf"\s+(?:for|at|from|about|of|with)(?:{ITS.pattern}|\s+)", re.I)
AND_ONE = re.compile(r"\s*(?:and|&|,)\s+([\w'’.-]+)\s+(?:(?:is|are)\s+)?", re.I)
AMOUNT = (
    r"(?:\d+|an?|half a|one|two|three|four|six) ?(?:pints?|kgs?|kilos?|g|grams?|l|litres?|liters?|ml|lbs?|pounds?|oz|packs?|bags?|boxes|bottles?"
    r"|tins?|cans?|loaves|dozen)"
)
#: Two slots that are one name: object, the first, what is between, the second.
TORN = re.compile(
    r"\w+ summary=.*\w\|[-–/]\|(?:attendee|location|summary)=\w.*"  # "flight SYD-|MEL"
    rf"|task summary=(?:.*\s(?:the|my)|{AMOUNT})\|\s+\|summary=.*"  # "swap the | car battery", "2 pints | milk"
    r"|task summary=.*\|\s+\|summary=size \w+"
    r"|event summary=.*\|\s+(?:is|are|will be)(?:\s+on)?\s+\|summary=.*",  # "Ines | is | away"
    re.I,
)
#: "2 days before | 15 December".
BEFORE = re.compile(r"\b(?:before|after)$", re.I)
#: "put | laundry at 4".
SAID = re.compile(r"(?:put|add|book|schedule|pencil)$", re.I)


def with_torn_names(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """ "swap the | car battery", "flight SYD-|MEL", "2 pints | milk": one name, torn at a little word or sign. "put | laundry" is no two, and so long
    before a day is that day, no alarm: "cancel the trial 2 days before | 15 December"."""

    def name_of(last: TaggedSlot, slot: TaggedSlot) -> str | None:
        pair = f"{tagged.object} {last.name}={last.text}|{text[last.end : slot.start]}|{slot.name}={slot.text}"
        led = (tagged.object, last.name, slot.name) == ("task", "alarm", "when") and BEFORE.search(last.text)
        day = value_of(text[last.start : slot.end]) if led else None
        dated = isinstance(day, Point) and not day.clock
        return "when" if dated else "summary" if TORN.fullmatch(pair) else None

    names = [s for s in slots if s.name == "summary"]
    verb = len(names) > 1 and SAID.match(names[0].text) and not text[names[0].end : names[1].start].strip()
    return joined(text, [s for s in slots if not (verb and s is names[0])], name_of)


def joined_pieces(text: str, tagged: TaggedCommand, slots: list[TaggedSlot]) -> list[TaggedSlot]:
    """Of two names the one that is a time is none: "ten past six | tonight | phone Gran", "webinar 11-12:30 | PT". A name that ends in a
    preposition has the place in it ("holiday in | Cornwall"), and between somebody and what is done stands one more: "mum | and dad | visiting"."""
    several = sum(s.name == "summary" for s in slots) > 1

    def name_of(last: TaggedSlot, slot: TaggedSlot) -> str | None:
        value = value_of(text[last.start : slot.end])
        hour = value_of(last.text) if (last.name, slot.name) == ("summary", "when") else None
        clock = isinstance(hour, Point) and hour.clock and not hour.day and not text[last.end : slot.start].strip()
        zoned = last.name == "when" and slot.name == "summary" and slot.text.isupper()
        zoned = zoned and isinstance(value, Point) and value.zone is not None
        if value and several and (clock or zoned):
            return "when"
        return "summary" if is_one_name(text, tagged, last, slot) else None

    made = list[TaggedSlot]()
    for slot in joined(text, slots, name_of):
        last = made[-1] if made else slot
        one = (
            AND_ONE.fullmatch(text, last.end, slot.start) if (last.name, slot.name) == ("attendee", "summary") else None
        )
        if one:
            made.append(spanning(text, slot, start=one.start(1), end=one.end(1), name="attendee"))
        beside = (last.name, slot.name) == ("summary", "location") and not text[last.end : slot.start].strip()
        if beside and PREPOSITION.search(last.text):
            made[-1] = spanning(text, last, end=slot.end)
        made.append(slot)
    return made


def is_in_run(text: str, tagged: TaggedCommand, slot: TaggedSlot) -> bool:
    """ "nappies | vests | snacks | phone charger": one of several in a row that the tagger told apart, though no comma does."""
    row, longest = list[TaggedSlot](), 0
    for name in tagged.named("summary"):
        row = [*row, name] if row and text[row[-1].end : name.start].isspace() else [name]
        longest = len(row) if any(s.end == slot.end for s in row) else longest
    return longest >= RUN


def is_one_name(text: str, tagged: TaggedCommand, last: TaggedSlot, slot: TaggedSlot) -> bool:
    """ "callback for | the | soap ad", "ask Tom about the budget | at | retro", "owe | the | plumber 200": nothing but a preposition, or of what is to
    be done an article, stands between the halves; "edits for Maya | and | Josh" are for both, "worming | for the | ponies" invites nobody; of items
    side by side ("red wine | vinegar |, rice") one that is doubted is none."""
    between = text[last.end : slot.start]
    if (last.name, slot.name) == ("summary", "attendee"):
        many = is_nobody(slot) and FOR_MANY.search(text[last.start : slot.start])
        return bool(many or (FOR_ONE.search(last.text) and AND_TOO.fullmatch(between)))
    its = ITS.fullmatch(between)
    torn = OF_IT.fullmatch(between) or (its and tagged.object == "task")
    beside = not between.strip()
    torn = torn or (PREPOSITION.search(last.text) and (its or beside))
    goods = (GOODS.fullmatch(last.text) and GOODS.fullmatch(slot.text)) or (
        MANY.search(last.text) and MANY.search(slot.text)
    )
    bought = beside and (goods or is_in_run(text, tagged, slot))
    doubted = slot.confidence < SURE and not (AND_LAST.search(last.text) or bought)
    torn = torn or (tagged.object == "task" and beside and doubted)
    return last.name == slot.name == "summary" and bool(torn)


def with_goods_apart(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "two bags of onions tomatoes" of what is put on a list: two things, though no comma parts them."""
    names = tagged.named("summary") if tagged.frame == ("create", "task") and tagged.named("list") else []
    for name in names:
        two = BESIDE.fullmatch(name.text)
        if two is not None:
            first, then = (two.start("first"), two.end("first")), (two.start("next"), two.end("next"))
            parts = (spanning(text, name, start=name.start + a, end=name.start + b) for a, b in (first, then))
            tagged = tagged.with_slot(name, *parts)
    return tagged
