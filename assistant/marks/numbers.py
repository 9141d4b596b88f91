"""Numbers that are no hours: the code of a booking, the number of a house, how many are meant, how old somebody is, a sum of money."""

import itertools
import re

from assistant import wording
from assistant.nouns import WORD, is_kind_word, looks_plural
from assistant.schema import ABOUT_TIME, CHANGES, WHENS
from assistant.tagging import TaggedCommand, TaggedSlot, marking, outside, spanning
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time

OF_BOOKING = r"(?:booking|confirmation|reservation|order|ticket|record)"
CODE = re.compile(
    rf"(?i:\b(?:{OF_BOOKING}\s+)?(?:{OF_BOOKING}|ref(?:erence)?|conf|code|pnr|locator)(?:\s+(?:code|number|no|nr|ref(?:erence)?|is))*)"
    r"[.:]?\s*#?\s*(?=[A-Z-]*\d)(?=[\d-]*[A-Z])[A-Z\d-]{4,}(?![\w-])"
)
#: Streets whose number stands behind their name.
STREET = re.compile(
    r"(?:str|stra(?:ß|ss)e|weg|allee|platz|gasse|damm|ufer|ring)\.?$|\b(?:rue|via|viale|calle|avenida|paseo|piazza|plaza)\b",
    re.I,
)
#: Those of which it mostly stands before: "Main Street 7 on Friday" may be at seven, "Main Street 7 on Friday at 5" is not.
ENGLISH = re.compile(rf"\b{wording.STREET}\.?$", re.I)
OF_HOUSE = re.compile(
    rf"(\d{{1,3}}[a-f]?)(?:\s*,\s*|\s+|$)(?!(?:[ap]\.?m\b|h\b|uhr|o['’]?clock|noon|midday|midnight|to\b|un?til|till?\b|[-–]|(?:of\s+)?{wording.MONTH}\b))"
    r"(?:(?:on|at)\s+)?(?:the\s+)?",
    re.I,
)
#: "830 W Belden", "1402 West 18th St"; a small "w" is "with".
BY_COMPASS = re.compile(
    rf"\b\d{{1,5}}\s+(?:[NESW]|[NS][EW]|(?i:north|south|east|west))\b\.?\s+\w{{3,}}(?:\s+(?i:{wording.STREET})\b)?"
)
#: What leads to a place, left of a time: "Thursday | at".
TO_PLACE = re.compile(r"(?:[\s,]|\b(?:at|on)\b)*$", re.I)
#: "the | 30 | interviews".
COUNTED = re.compile(r"\b(?:the|my|our|these|those|all)\s+$", re.I)
COUNT = re.compile(r"\d{1,2}(?=\s+[a-z])", re.I)
#: "she will be | eight |", "Emily turns | 8 |", and no more: how old somebody gets.
AGE = re.compile(
    r"\b(?:(?:he|she|they|who)(?:['’](?:s|re|ll be)|\s+(?:is|are|will be))(?:\s+going to be)?|(?:will\s+|['’]ll\s+)?turn(?:s|ing)?|(?:is|will be) turning)"
    r"\s+(?:just\s+)?(?P<age>\d{1,3}|[a-z]+(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)(?:\s+(?:years?(?:\s+old)?|then|this time|that day))?"
    rf"(?=\s*(?:[,;!?]|\.(?!\d)|$|\b(?:on|in|and|so|this|next|tomorrow|today|{wording.WEEKDAY})\b))",
    re.I,
)
#: So much money, so heavy, so far, so many: "450 kr", "£20", "5 km", "3 pages", but no "at 7 guests arrive".
MONEY, NUMBER = r"(?:kr|nok|sek|dkk|usd|eur|gbp|chf|aud|cad|inr|rs)", r"\d+(?:[.,]\d+)*k?"
SUM = re.compile(
    rf"(?<![\w:.,])(?:(?:[£$€]\s?|\b{MONEY}\s?){NUMBER}|{NUMBER}\s?(?:[£$€%]|(?:{MONEY}|kroner|euros?|dollars?|bucks|quid|pounds?|pence|cents?|percent|pct"
    r"|kgs?|kilos?|g|grams?|lbs?|oz|ml|cl|dl|lit(?:er|re)s?|kms?|k|kilomet(?:er|re)s?|miles?|met(?:er|re)s|cm|mm|feet|ft|gb|mb)\b)"
    rf"|(?<!\bat )(?<!@ )(?<!@){NUMBER}\s(?:pages?|people|persons|guests|pax|pieces|pcs|copies|boxes|bottles|bags|reps|calories|kcal)\b)(?![\w'’])",
    re.I,
)
#: "party of | 12 |", "a group of | eight |": so many heads.
HEADS = re.compile(
    rf"\b(?:party|group|table|family|crew|team|booking|reservation|gang|crowd)\s+of\s+(?P<count>\d{{1,3}}|{'|'.join(wording.CARDINALS)})(?![\w:/-]|[.,]\d)"
    rf"(?!\s+(?:[ap]m|{wording.MONTH})\b)",
    re.I,
)
#: What may stand between a sum and the time behind it, or where the command ends.
TO_TIME = re.compile(r"\s*(?:(?:on|by|at|due|before|for|in|from|this|next|the)\s*)*[\s.!,]*", re.I)


def with_sum(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "pay | kayak club | 450 | kr by friday": no hour, and a part of the name that stands beside it."""
    for found in SUM.finditer(text, tagged.start, tagged.end) if tagged.operation == "create" else ():
        begin, end = found.span()
        over = tagged.over(begin, end)
        times = [s for s in over if s.name in ABOUT_TIME and (s.start >= begin or s.end < end or s.name != "duration")]
        if len(times) < len(over):
            continue
        tagged = tagged.with_slots(
            piece for s in tagged.slots for piece in (outside(text, s, begin, end) if s in times else (s,))
        )
        if name := beside(text, tagged, begin, end, bool(times)):
            whole = spanning(text, name, start=min(name.start, begin), end=max(name.end, end))
            tagged = tagged.with_slot(name, whole)
    return tagged


def with_heads(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "party of | 12 | fri 12 nov |": no day, but how many come, in the name that leads to it."""
    found = HEADS.search(text, tagged.start, tagged.end) if tagged.operation == "create" else None
    begin, end = found.span("count") if found else (0, 0)
    times = [s for s in tagged.over(begin, end) if s.name in ABOUT_TIME]
    name = next(
        (s for s in tagged.named("summary") if found and s.start <= found.end() and found.start() < s.end), None
    )
    if found is None or not times or (name is None and tagged.named("description")):
        return tagged
    left = [piece for s in times for piece in outside(text, s, begin, end)]
    if name is None:  # "group of 8 sat 7pm tasting"
        return tagged.with_slots(
            (
                *marking(text, tagged.confidence, ("description", *found.span())),
                *left,
                *(s for s in tagged.slots if s not in times),
            )
        )
    whole = spanning(text, name, end=max(name.end, end))
    return tagged.with_slots((whole, *left, *(s for s in tagged.slots if s is not name and s not in times)))


def beside(text: str, tagged: TaggedCommand, begin: int, end: int, was_time: bool) -> TaggedSlot | None:
    """The name right before a span, or right behind it; what was no time only ends one that a time, or nothing, follows."""
    names, stop = tagged.named("summary"), min((s.start for s in tagged.slots if s.start >= end), default=tagged.end)
    before = next((s for s in names if s.end <= begin and text[s.end : begin].isspace()), None)
    if before and (was_time or TO_TIME.fullmatch(text, end, stop)):
        return before
    behind = next((s for s in names if s.start >= end and text[end : s.start] in (" ", " of ")), None)
    return behind if was_time else None


def with_code(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "flight on Friday at 9, confirmation | 83AB2": noted with the word before it, whatever it was taken for; in a name it stays."""
    found = CODE.search(text, tagged.start, tagged.end) if tagged.frame == ("create", "event") else None
    over = tagged.over(*found.span()) if found else []
    if found is None or not over:
        return tagged
    begin, end = found.span()
    if any(s.name == "summary" or (s.end > end and s.name != "description") for s in over):
        return tagged
    notes = tagged.named("description")
    cut = (s for s in over if s.start < begin and s not in notes)
    left = (spanning(text, s, end=s.start + len(text[s.start : begin].rstrip(" ,;("))) for s in cut)
    span = min([begin, *(s.start for s in notes)]), max([end, *(s.end for s in notes)])
    kept = (s for s in tagged.slots if s not in (*over, *notes))
    return tagged.with_slots((*kept, *left, *marking(text, tagged.confidence, ("description", *span))))


def with_address(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "at | 830 | W | Belden |": a house number, where it stands by the compass, and a street are one place, and neither hour nor guest."""
    found = BY_COMPASS.search(text, tagged.start, tagged.end)
    over = tagged.over(*found.span()) if found else []
    begin, end = found.span() if found else (0, 0)
    places, others = ("location", "new_location"), ("attendee", *WHENS)
    if not over or any(s.name not in (*places, *others) and not s.start < begin < s.end < end for s in over):
        return tagged
    held = [s for s in over if s.name in places]
    span = min([begin, *(s.start for s in held)]), max([end, *(s.end for s in held)])
    name = "new_location" if any(s.name.startswith("new_") for s in over) else "location"
    torn = [s for s in over if s.name not in places]
    left = [
        spanning(text, s, end=s.start + len(TO_PLACE.sub("", text[s.start : begin]))) for s in torn if s.start < begin
    ]
    right = [spanning(text, s, start=end + 1) for s in torn if s.end > end + 1]
    kept = (s for s in tagged.slots if s not in over)
    return tagged.with_slots((*kept, *left, *right, *marking(text, tagged.confidence, (name, *span))))


def with_house_number(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "party at | Sonnenallee | 8 on Saturday", "dinner at | Weserstr |. 12 saturday at 7": the number is the street's, where a day or
    another hour is said; of "party at Sonnenallee 8" it is the hour."""
    slots = tagged.in_order
    for place, time in itertools.pairwise(slots):
        street = STREET.search(place.text) or (english := ENGLISH.search(place.text))
        number = OF_HOUSE.match(time.text) if time.name in WHENS else None
        placed = street and place.name in ("location", "new_location", "attendee")
        if not (placed and number) or text[place.end : time.start].strip(" ."):
            continue
        rest = time.text[number.end() :]
        said = read_time(rest or " ".join(s.text for s in tagged.named(time.name) if s is not time), ANY_TIME)
        if said is None or said.part_of_day or not (said.time_said or (said.day_said and not english)):
            continue
        name = "location" if place.name == "attendee" else place.name
        whole = spanning(text, place, end=time.start + number.end(1), name=name)
        left = [spanning(text, time, start=time.end - len(rest))] if rest else []
        return tagged.with_slots((*(s for s in slots if s not in (place, time)), whole, *left))
    return tagged


def with_age(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "Emily's birthday is on the | 14th |, she will be | eight |": how old she is then is no hour, beside a time that is said."""
    found = AGE.search(text, tagged.start, tagged.end)
    over = [s for s in tagged.over(*found.span("age")) if s.name in WHENS] if found else []
    left = [piece for s in over for piece in outside(text, s, *found.span())] if found else []
    kept = [s for s in tagged.slots if s not in over] + left
    dated = any(s.name in (*WHENS, "recurrence", "new_recurrence") for s in kept)
    return tagged.with_slots(kept) if over and dated else tagged


def with_count(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "cancel the 5 interviews on Friday", "the 30 interviews start an hour later": so many of them, and none at five or with that number."""
    if tagged.operation not in CHANGES or tagged.object != "event":
        return tagged
    for slot in tagged.named("when", "summary"):
        number = COUNT.match(text, slot.start)
        if (
            number is None
            or not COUNTED.search(text[: slot.start])
            or (slot.name == "when" and slot.end > number.end())
        ):
            continue
        begin = number.end() + 1
        name = next((s.text for s in tagged.named("summary") if s.start == begin), None)
        name = slot.text[begin - slot.start :] if slot.name == "summary" else name
        noun = WORD.match(text, begin)
        kind = noun[0] if noun and is_kind_word(noun[0], "event") else ""
        if looks_plural(name or kind):
            left = [spanning(text, slot, start=begin)] if slot.end > begin else []
            return tagged.with_slot(slot, spanning(text, slot, end=number.end(), name="quantity"), *left)
    return tagged
