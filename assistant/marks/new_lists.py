"""What a new list is called, and what stands on it from the start: "start a packing list for the wedding: tent, stove and mats"."""

import re
from collections.abc import Iterable
from itertools import pairwise

from assistant import wording
from assistant.marks.left_over import ORDER
from assistant.marks.openings import SPOKEN
from assistant.tagging import TaggedCommand, TaggedSlot, spanning
from assistant.temporal.reading import find_times

#: "packing list for the wedding", of which the first group is "packing", the second what it is a list of, or for.
NAME = (
    r"((?:(?!(?:to(?![ -]do)|on|onto|in|into|from|add|put|is|are|what|called|named|it|that|this)\b)[\w'’-]+\s+){0,3}?)(?:check|wish)?list"
    rf"(?:\s+(?:for|of)\s+((?!(?:me|us|him|her|them)\b){wording.THE}[^:;,|]*?\w))?"
)
LISTED = re.compile(
    rf"{wording.POLITE}((?:(?:start|make|create|begin|set up|open|write|new|(?:(?:i|we)\s+)?(?:need|want))\s+)?(?:(?:me|us)\s+)?)(?:(?:an?|the|my|our|another)\s+)?"
    rf"((?:new\s+)?){NAME}(?:\s*:|\s+[-–—])\s+(?:[-*•]\s+)?(\S.*?)[\s.!]*",
    re.I | re.S,
)
#: "a list called Ana & Raj | shot list with rings and grandparents", "new list bbq: buns, burgers", whatever is marked in the name.
CALLED = re.compile(
    rf"{wording.POLITE}(?:start|make|create|begin|set up|open|new)\s+(?:(?:me|us)\s+)?(?:an?\s+)?(?:new\s+)?list\s+"
    r"(?:(?:called|named)\s+|(?!(?:for|of|to|with|called|named)\b)(?=[^:;,|]+:))"
    r"([^:;,|]*?\w)(?:\s+list)?\s*(?::|\s(?:with|containing|including))\s+((?:(?!\blist\b).)*?\w)(?:\s+(?:on|in)\s+it)?[\s.!]*",
    re.I | re.S,
)
#: "packing | list for the wedding".
FOR = re.compile(
    rf"\s+list\s+for\s+((?!(?:me|us|him|her|them)\b){wording.THE}[\w'’]+(?:\s+(?!(?:with|to|and|on|at|by|in|from|until|please)\b)[\w'’]+){{0,3}})(?=\s|\W*$|[:,;])",
    re.I,
)
#: Words that only say that it is a list: "a to-do list for the move" is called Move.
ANY = re.compile(r"(?:to[ -]?do|task|tasks)?", re.I)
OF, ARTICLE = re.compile(r".*\blist\s+of\s+", re.I | re.S), re.compile(r"(?:the|my|our)\s+", re.I)
#: A thing to do in several words, and its steps.
OUTLINE = re.compile(
    r"\W*(?!(?:add|put|remind|note|tell|buy|get)\b)(\w[\w'’-]*(?:\s+[\w'’-]+){1,4}):\s+([^:]+,[^:]*?)[\s.!]*", re.I
)
#: Below this the reading of such a sentence is a guess.
DOUBT = 0.5
#: Words of an item that was left out, at most.
MOST = 4
#: "the 85, | flashes, | step stool", of which nothing was marked.
LEFT_BETWEEN = re.compile(
    r"\s*,\s*(?:and\s+)?([^\W_][^,:;.!?()|]*?)\s*,\s*(?:and\s+)?(?:(?:the|a|an|some|my)\s+)?", re.I
)
BORDER, AND = re.compile(r"\s*[,;\n]\s*(?:[-*•]\s+)?(?:and\s+)?"), re.compile(r"\s+(?:and|&)\s+")


def outlined(text: str, commands: list[TaggedCommand]) -> list[TaggedCommand]:
    """ "paint the shed: buy paint, sand it, paint it", of which the student made no head or tail: the list of what is to be done for it, with
    all that stands behind the colon."""
    found = OUTLINE.fullmatch(text)
    tasks = all(t.object == "task" and t.operation in ("create", "update") and t.confidence < DOUBT for t in commands)
    if found is None or not commands or not tasks or ORDER.match(text) or find_times(text):
        return commands
    blank = TaggedSlot("list", *found.span(1), found[1], commands[0].confidence)
    slots = (blank, *items_of(text, spanning(text, blank, *found.span(2), "summary")))
    return [commands[0].with_slots(slots, operation="create", asks=None, end=commands[-1].end)]


def named_whole(text: str, commands: Iterable[TaggedCommand]) -> list[TaggedCommand]:
    """The commands with "packing | list for the | wedding" as the name of one list, and with what stands behind its colon as its items."""
    made = outlined(text, [with_whole_list(text, tagged) for tagged in commands])
    found = LISTED.fullmatch(text)
    marks = {s.name for tagged in made for s in tagged.slots}
    makes = all(tagged.operation == "create" and tagged.object in ("task", "list") for tagged in made)
    if not made or not makes or marks & {"when", "recurrence", "alarm", "priority"}:
        return made
    if len(made) > 1 and (called := CALLED.fullmatch(text)):
        blank = TaggedSlot("list", *called.span(1), called[1], made[0].confidence)
        items = items_of(text, spanning(text, blank, *called.span(2), "summary"))
        return [made[0].with_slots((blank, *items), object="list", end=made[-1].end)]
    if found is None:
        return made
    new, name, about = found[1].strip() or found[2], found[3].strip(), found[4]
    if not about and (not new or ANY.fullmatch(name)):
        return made
    begin, end = found.start(3), found.end(4) if about else found.end(3)
    if about and (ANY.fullmatch(name) or OF.fullmatch(text, begin, found.start(4))):
        article = ARTICLE.match(text, found.start(4))
        begin = article.end() if article else found.start(4)
    blank = TaggedSlot("list", begin, end, text[begin:end].strip(), made[0].confidence)
    items = items_of(text, spanning(text, blank, found.start(5), found.end(5), "summary"))
    thing = "list" if new else made[0].object
    return [made[0].with_slots((blank, *items), object=thing, end=made[-1].end)]


def items_of(text: str, whole: TaggedSlot) -> list[TaggedSlot]:
    """What stands between commas, and before and behind the one "and": "dress, shoes and tie"; of "fish and chips, salt and pepper" two."""
    borders, ands = ([*sign.finditer(text, whole.start, whole.end)] for sign in (BORDER, AND))
    borders += ands if len(ands) == 1 else []
    edges = [whole.start, *(at for m in sorted(borders, key=lambda m: m.start()) for at in m.span()), whole.end]
    items = (spanning(text, whole, begin, end) for begin, end in list(pairwise(edges))[::2] if begin < end)
    return [item for item in items if item.text.strip()]


def with_items_between(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "step stool, | flashes, | granola bars": what stands between two items and their commas is one, too."""
    names = tagged.named("summary") if tagged.frame == ("create", "task") else []
    for last, slot in pairwise(names):
        found = LEFT_BETWEEN.fullmatch(text, last.end, slot.start)
        lost = found and not (SPOKEN.search(found[1]) or find_times(found[1]) or tagged.over(*found.span(1)))
        if found and lost and len(found[1].split()) <= MOST:
            tagged = tagged.with_slots((*tagged.slots, spanning(text, last, *found.span(1))))
    return tagged


def with_whole_list(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "make a packing | list for | Galena with wipes", "take the tie off the packing | list for the wedding": one list; for a day it is none."""
    for home in tagged.named("list") if tagged.object in ("task", "list") else ():
        found = FOR.match(text, home.end, tagged.end)
        inside = [s for s in tagged.slots if found and home.end <= s.start and s.end <= found.end()]
        named = {s.name for s in inside}
        if found and home in tagged.slots and "summary" not in named and ("list" in named or not find_times(found[1])):
            kept = (s for s in tagged.slots if s is not home and s not in inside)
            tagged = tagged.with_slots((*kept, spanning(text, home, end=found.end())))
    return tagged
