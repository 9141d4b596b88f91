"""What finds the things that a command speaks of: its selector, from the slots and from the words that no slot holds."""

import re
from collections.abc import Iterable

from assistant import wording
from assistant.commands import Number, Referent, Selector, Status
from assistant.marks.slots import ALARM_WORD, Pieces, first
from assistant.marks.spans import ARTICLES
from assistant.nouns import WORD, clean_name, is_kind_word, kind_of, looks_plural, singular
from assistant.schema import CHANGES, EXCLUDED
from assistant.tagging import TaggedCommand

#: "empty the list, we're done": who is done, and not which of the tasks, as in "the tasks I'm done with".
WE_ARE = re.compile(
    r"(?:[,;.!–—-]\s*|\b(?:it|them|list|calendar)\s+)(?:we|i)(?:['’]?re|['’]?m| are| am)(?: all)? (?:done|finished)\W*$",
    re.I,
)
#: "add a reminder the day before": no reminder that is there is meant.
NEW_ALARM = re.compile(rf"\b(?:an?|another|one more) (?:\w+ )?{ALARM_WORD.pattern}", re.I)
#: "hold [the proofs off] until Monday": the particle belongs to the verb.
PUTTING = re.compile(rf"{wording.POLITE}(?:hold|put|push|call|bring|pull|set)\b", re.I)
PARTICLE = re.compile(r"(?<!\bday)(?<!\btime)(?<!\bdays)\s+(?:off|back|forward)$", re.I)
EACH, NOUN = re.compile(r"every|each|every single", re.I), re.compile(r"\s*([a-z]{3,})\s*", re.I)
SINCE = re.compile(rf"(?:{wording.SINCE_WHEN}|since)\b", re.I)
#: "how many days' leave | in December": what is counted, where no slot holds it.
COUNTED = re.compile(
    rf"\W*how many (?:days['’]?(?: of)? )?(?!(?:{wording.UNTIL_WHEN}|before|after|since|left|from|have|with|were|will|does|there|away|these|those|that|this|still|them|ones|much|more|other|times|people|days?|hours?|nights?|weeks?|weekends?|weekdays?|months?|minutes?|mornings|"
    rf"afternoons|evenings|sleeps|guests|clashes|conflicts|overlaps|things|free|items)\b)([a-z]{{4,}})\b(?! (?:{wording.UNTIL_WHEN}|to go))",
    re.I,
)
#: "is anyone visiting | in March".
ANYBODY_DOING = re.compile(
    r"\W*is (?:any|some)(?:one|body) (?!(?:coming|going|joining|attending|being|free|invited)\b)([a-z]+ing)\b", re.I
)
#: "am I on call | this weekend": one word.
ON_CALL = re.compile(r"\bon[ -]?call\b", re.I)
#: "when did I last | do yoga |".
DOING = re.compile(r"^(?:do|did|doing|have|had|go to|went to|going to|been to|attend(?:ed)?)\s+(?=\w)", re.I)
#: "with Raj | or | Ines".
EITHER = re.compile(r"\|\s*,?\s*or\s*\|", re.I)
FIRST_THING = re.compile(r"\b(?:first|1st) thing\b(?:\s+in the (?:morning|day)\b)?(?:,|\s+on\b)?", re.I)
#: "what's left from last week" is of that week.
OF_LAST = re.compile(r"^from (?:the )?(?=(?:last|past|previous) (?:week|month|year|weekend)$|yesterday$)", re.I)
#: "cancel | next weeks | sync", "and next tuesdays", "cancel | wednesdays | standup", without an apostrophe.
OWNER = re.compile(rf"((?:this|next|last) week|(?:(this|next|last) )?{wording.WEEKDAY})s", re.I)
#: "for the | next week |", "in the next week": seven days from today on, where "next week" begins on its Monday.
ROLLING = re.compile(r"(?P<led>(?:in|over|for|within|during) the )?(?:the )?next (?P<unit>week|month)", re.I)
FOR_THE = re.compile(r"\b(?:in|over|for|within|during|throughout) the\s*$", re.I)
#: "for the | next weeks", "on | fridays | standup": several.
SEVERAL = re.compile(r"\b(?:the|in|over|for|during|of|within|on|all|every|each)\s+\|", re.I)
#: "cancel one of my meetings on Friday": one, though the word for it is in the plural.
ONE_OF = re.compile(r"\b(?:one|1) of (?:the|my|our|these|those|\|)", re.I)
EVERYTHING = re.compile(r"\beverything\b", re.I)
#: "move it all to Thursday", but "make it all day".
IT_ALL = re.compile(
    rf"\b(?:everything|it all(?=\W+(?:from|to|on|{wording.UNTIL_WHEN}|back|forward|by)\b|\W*$)|all of it)\b", re.I
)
#: "cancel my | afternoon tomorrow |", "cancel | friday morning |": all that is in it; an hour may be that of one thing.
PART_OF_DAY = re.compile(r"\b(?:morning|afternoon|evening)\b(?!['’]s)", re.I)
AN_HOUR = re.compile(r"\d(?!\d*(?:st|nd|rd|th)\b)|\b(?:noon|midday)\b", re.I)
ON_A_DAY = re.compile(rf"\bon an? ({wording.WEEKDAY})\W*$", re.I)
#: "megans | is Friday": one thing of Megan's, and no plural.
IS_ONE = re.compile(r"\|\s+(?:is|was|isn['’]t)\b", re.I)
REST_OF_TIME = re.compile(r"\b(?:rest|remainder) of\b", re.I)
MY_TIME = re.compile(r"\bmy\s+(?:(?:whole|entire)\s+)?\|", re.I)
WHOLE_DAY = re.compile(rf"\b(?:{wording.WEEKDAY}|weekend)\b(?!['’]s)", re.I)
ARTICLES_LED = re.compile(r"^(?:the|my)\s+")
#: "the yoga after next".
AFTER_NEXT = re.compile(r"(?:the one )?after next", re.I)
#: "the [last] two": a count that was left out.
COUNT_LEFT = re.compile(rf"\|\s+({'|'.join(list(wording.CARDINALS)[1:])}|[2-9])(?=\W*$)", re.I)
#: "move the | 3 | interviews": three of them, where "3" of a single thing is its place.
A_COUNT = re.compile(rf"\b(?:\d+|{'|'.join(list(wording.CARDINALS)[1:])})\b", re.I)
#: "cancel the next standup and the one after that".
TWO_IN_A_ROW = re.compile(rf"\band {wording.ONE_AFTER}\b", re.I)


def number_of(quantities: tuple[str, ...], plural: bool) -> tuple[Number, int | None, int | None]:
    """(number, count, ordinal) of quantity slots such as "all", "next", "first three", "2"."""
    words = WORD.findall(" ".join(quantities).lower())
    counts = (wording.CARDINALS.get(w) or int(w) for w in words if w.isdigit() or w in wording.CARDINALS)
    count = next(counts, None)
    if "both" in words:
        return Number.ALL, 2, None
    for word in words:
        if word in wording.ALL_WORDS:
            return Number.ALL, count, None
        if word in wording.NEXT_WORDS:
            return Number.NEXT, count, None
        if word in wording.LAST_WORDS or word == "recent":
            return Number.LAST, count, None
        if word in wording.BY_LENGTH:
            return wording.BY_LENGTH[word], count, None
        if word in wording.ORDINALS:
            return (Number.FIRST, count, None) if word == "first" else (Number.ONE, None, wording.ORDINALS[word])
    if count and any(w.isdigit() for w in words) and not plural:
        return Number.ONE, None, count
    return (Number.ALL if plural else Number.ONE), count, None


def count_left(number: Number, rest: str) -> int | None:
    """How many of the next or last ones the words around say, where no slot does: "the next three", "two in a row"."""
    if number in (Number.NEXT, Number.FIRST, Number.LAST) and (more := COUNT_LEFT.search(rest)):
        return wording.CARDINALS.get(more[1].lower()) or int(more[1])
    return 2 if number is Number.NEXT and TWO_IN_A_ROW.search(rest) else None


def selector_of(tagged: TaggedCommand, pieces: Pieces, rest: str) -> Selector:
    """What finds the things that a read, update, delete or complete speaks of."""
    if tagged.operation == "create":
        return Selector()
    summaries = [n for n in pieces.get("summary", ()) if n.casefold() not in ARTICLES]
    named = [n for n in summaries if not is_kind_word(n, tagged.object)]
    marked = [n for n in summaries if is_kind_word(n, tagged.object)]
    kind, plural = kind_said(tagged, pieces, (marked, named), rest)
    named = named or ([] if kind and tagged.asks not in ("how_many", "exists") else left_out(tagged, rest))
    plural |= not named and tagged.operation in ("delete", "update") and is_of_all(tagged, pieces, rest)
    one_of = tagged.operation in CHANGES and bool(ONE_OF.search(rest))
    plural, quantities = plural and not one_of, pieces.get("quantity", ())
    gone = is_gone(tagged, rest, quantities, plural or any(map(looks_plural, named)))
    counted = any(map(looks_plural, named)) and any(map(A_COUNT.search, quantities))
    number, count, ordinal = number_of(quantities, plural or (counted and not one_of))
    number = Number.ALL if gone and plural and number is Number.LAST else number
    said = (OF_LAST.sub("", w) for w in pieces.get("when", ()) if not AFTER_NEXT.fullmatch(w))
    whens = tuple(from_today(owner(w, tagged, rest), tagged, rest) for w in said)
    count = count if count is not None else count_left(number, rest)
    ordinal = 2 if len(whens) < len(pieces.get("when", ())) else ordinal
    if days := days_of_first_thing(tagged, pieces):
        number, whens = Number.FIRST, days
    of_ends = tagged.asks == "when" and whens and not named
    number = by_time(rest, bool(of_ends), bool(quantities or ordinal)) or number
    if places := places_of(quantities):
        number, count, ordinal = Number.ONE, None, places[0]
    people = pieces.get("attendee", ()) or whose(pieces, named)
    return Selector(
        names=clean_names(tagged, named, rest),
        attendees=people,
        either=tagged.operation == "read" and len(people) > 1 and len(whens) < 2 and bool(EITHER.search(rest)),
        places=pieces.get("location", ()),
        whens=whens or said_by(tagged, rest),
        list_name=first(pieces, "list"),
        more_lists=pieces.get("list", ())[1:],
        priority=first(pieces, "priority"),
        kind=kind,
        kind_name=clean_name(marked[0]) if marked and number_of(quantities, False)[0] is not Number.ALL else None,
        number=number,
        plural=bool(named) and all(map(looks_plural, named)) and not (one_of or IS_ONE.search(rest)),
        count=count,
        ordinal=ordinal,
        more_ordinals=places[1:],
        status=status_of(tagged, rest.lower(), quantities, gone),
        excluded=tuple(clean_name(n) for n in pieces.get(EXCLUDED, ())),
        referent=referent_of(tagged, rest, bool(named or pieces.get("attendee") or kind or is_found_by(pieces))),
        past=gone or looks_back(tagged, pieces, rest, number),
        everything=bool(EVERYTHING.search(" ".join((rest, *pieces.get("summary", ()), *quantities)))),
        recurrence=first(pieces, "recurrence"),
    )


def by_time(rest: str, of_ends: bool, is_ranked: bool) -> Number | None:
    """Which the words say by its time ("the earlier one"), or which end of the day ("when do I start"); None where they say neither."""
    ends = wording.MY_ENDS.search(rest) if of_ends else None
    way = ends or (None if is_ranked else wording.BY_TIME.search(rest))
    return (Number.FIRST if way[1] else Number.LAST) if way else None


def clean_names(tagged: TaggedCommand, named: Iterable[str], rest: str) -> tuple[str, ...]:
    """Names without the words that are none of them: "when did I last | do yoga |", "hold | the proofs off | until Monday"."""
    asked = (tagged.operation, tagged.object) == ("read", "event")
    clean = (clean_name(DOING.sub("", name) if asked else name) for name in named)
    return tuple(PARTICLE.sub("", name) if PUTTING.match(rest) else name for name in clean)


def days_of_first_thing(tagged: TaggedCommand, pieces: Pieces) -> tuple[str, ...]:
    """ "what's on first thing on Monday": the day of which what comes first is asked, however late that is; none where something else is asked,
    or a thing is named, which is then sought in the early morning."""
    asked = (tagged.operation, tagged.object) == ("read", "event") and tagged.asks in ("what", "exists", "when")
    whens = pieces.get("when", ()) if asked and not {"summary", "attendee", "quantity"} & pieces.keys() else ()
    days = tuple(day for when in whens if (day := FIRST_THING.sub("", when).strip()))
    return (days or ("tomorrow",)) if days != whens else ()


def owner(when: str, tagged: TaggedCommand, rest: str) -> str:
    """ "wednesday" of "cancel wednesdays standup" and "cancel wednesdays meeting", "next week" of "and next weeks too", typed without an
    apostrophe; other times as they are."""
    said = OWNER.fullmatch(when)
    if said is None:
        return when
    slots, parts = tagged.in_order, rest.split("|")
    around = [
        (f"{parts[n]}|", parts[n + 1]) for n, slot in enumerate(slots) if slot.text == when and n + 1 < len(parts)
    ]
    ends = [slot.end for slot in slots if slot.text == when]
    owns = any(slot.name == "summary" and slot.start - 1 in ends for slot in slots)
    owns = owns or any(names_one(behind, tagged) for _, behind in around)
    several = next((found for before, _ in around if (found := SEVERAL.search(before))), None)
    if several and not (owns and several[0].lower().startswith("the")):
        return when
    return said[1] if owns or said[2] or said[1].lower().endswith("week") else when


def names_one(behind: str, tagged: TaggedCommand) -> bool:
    """ "cancel | fridays | meeting", "move | fridays | one": a word for a single thing follows, which no slot holds."""
    noun = behind.split()[0].strip(".,!?").lower() if behind.split() else ""
    return noun == "one" or (is_kind_word(noun, tagged.object) and not looks_plural(noun))


def from_today(when: str, tagged: TaggedCommand, rest: str) -> str:
    """ "the next 7 days" of "no gym for the next week"; "no gym next week" is of that week, as other times are as they are said."""
    said, parts = ROLLING.fullmatch(when), rest.split("|")
    led = said and said["led"]
    if said and not led and len(parts) == len(tagged.slots) + 1:
        before = (part for slot, part in zip(tagged.in_order, parts, strict=False) if slot.text == when)
        led = any(map(FOR_THE.search, before)) and "the "
    return f"{led}next {7 if said['unit'].lower() == 'week' else 30} days" if said and led else when


def is_of_all(tagged: TaggedCommand, pieces: Pieces, rest: str) -> bool:
    """ "move the rest", "clear the list", "push it all back", "cancel my afternoon": without a name, and everything."""
    cleared = tagged.operation == "delete" and wording.CLEAR.search(rest)
    return bool(wording.REST.search(rest) or cleared or IT_ALL.search(rest)) or is_whole_time(tagged, pieces, rest)


def is_whole_time(tagged: TaggedCommand, pieces: Pieces, rest: str) -> bool:
    """ "cancel my afternoon tomorrow", "cancel Friday morning", "push my Friday back an hour", "move the rest of today": nothing but a part of a
    day, the rest of a time, or somebody's day, so all that is in it."""
    said = " ".join(pieces.get("when", ()))
    found_by = {"summary", "attendee", "location", "list", "quantity", "recurrence"} & pieces.keys()
    if found_by or AN_HOUR.search(said):
        return False
    mine = MY_TIME.search(rest) and (PART_OF_DAY.search(said) or WHOLE_DAY.search(said))
    return bool(mine or REST_OF_TIME.search(said) or (tagged.operation == "delete" and PART_OF_DAY.search(said)))


def left_out(tagged: TaggedCommand, rest: str) -> list[str]:
    """ "cancel every | job | next week": the word for what is meant, where no slot holds it."""
    if tagged.frame == ("read", "event") and (duty := ON_CALL.search(rest)):
        return [duty[0]]
    form = {"how_many": COUNTED, "exists": ANYBODY_DOING}.get(tagged.asks or "") if tagged.object == "event" else None
    counted = form.match(rest) if form else None
    if counted and counted[1].lower() not in wording.HEARD and not is_kind_word(counted[1], tagged.object):
        return [counted[1]]
    slots, parts = tagged.in_order, rest.split(" | ")
    if tagged.operation not in CHANGES or len(parts) != len(slots) + 1:
        return []
    after = (part for slot, part in zip(slots, parts[1:], strict=True) if EACH.fullmatch(slot.text))
    found = (NOUN.fullmatch(part) for part in after)
    return [noun[1] for noun in found if noun and noun[1].lower() not in wording.HEARD | wording.CARDINALS.keys()]


def kind_said(
    tagged: TaggedCommand, pieces: Pieces, summaries: tuple[list[str], list[str]], rest: str
) -> tuple[str | None, bool]:
    """The kind that the words name, and whether in the plural; `summaries` are kind words that were marked as names, and names."""
    marked, named = summaries
    words = wording.MEASURED.sub(" ", rest) if tagged.asks in ("when", "how_long") else rest
    found = [*marked, *WORD.findall(wording.MEETS.sub(" ", words))]
    said = kind_of(found)
    if said[1] and tagged.operation in ("delete", "update"):
        other = kind_of(word for word in found if singular(word.lower()) not in wording.WHOLE)
        # "is a long day now": not all of the day; "put it in the cafe calendar": not all that is in one
        said = (said[0], other[1]) if named else other if "new_list" in pieces else said
    if "new_alarm" in pieces and tagged.object == "event":  # "add a reminder to every meeting"
        other = kind_of(WORD.findall(ALARM_WORD.sub(" ", rest)))
        return other if other[0] or NEW_ALARM.search(rest) else said
    return said


def is_gone(tagged: TaggedCommand, rest: str, quantities: tuple[str, ...], plural: bool) -> bool:
    """The words of a change say that what it is about is over: "past haircuts", "all old events"."""
    counted = any(wording.GONE.search(words) for words in quantities)
    return tagged.operation != "read" and (counted or (plural and bool(wording.GONE.search(rest))))


def whose(pieces: Pieces, named: list[str]) -> tuple[str, ...]:
    """ "Raj can't come on Monday": of that day's, those that he would come to."""
    return pieces.get("removed_attendee", ()) if pieces.get("when") and not named else ()


def said_by(tagged: TaggedCommand, rest: str) -> tuple[str, ...]:
    """A time that no slot holds: "what am I doing right now", "show my day", "is yoga on a Friday"."""
    if tagged.operation != "read":
        return ()
    if tagged.asks == "exists" and (day := ON_A_DAY.search(rest)):
        return (day[1],)
    return ("now",) if wording.NOW.search(rest) else ("today",) if wording.MY_DAY.search(rest) else ()


def status_of(tagged: TaggedCommand, rest: str, quantities: tuple[str, ...], gone: bool) -> Status | None:
    """The state of the tasks that the words mean."""
    words = rest + " " + " ".join(quantities).lower()
    if tagged.object == "event":
        return None
    if wording.OVERDUE.search(words):
        return Status.OVERDUE
    reads, exists = tagged.operation == "read", tagged.asks == "exists"
    undone = (wording.PUT_ON_LIST, wording.ANY_UNDONE) if exists else (wording.UNDONE,)
    if reads and any(form.search(words) for form in undone):
        return Status.OPEN
    done = (reads or tagged.operation == "delete") and wording.DONE.search(WE_ARE.sub(" ", words))
    if done or (reads and (wording.DID_I if exists else wording.DID_WHAT).search(words)):
        return Status.DONE
    return Status.OPEN if wording.OPEN.search(words) else Status.OVERDUE if gone and tagged.object == "task" else None


def looks_back(tagged: TaggedCommand, pieces: Pieces, rest: str, number: Number) -> bool:
    """A question about what has been: by its tense, or the last of what has no time."""
    last = number is Number.LAST and not pieces.get("when")
    return tagged.operation == "read" and (last or bool(wording.PAST.search(rest)))


def places_of(quantities: tuple[str, ...]) -> tuple[int, ...]:
    """The places of "the first and the third", "the first two and the last"; none where there are not several, or a quantity says something
    else."""
    each = [places_in(quantity) for quantity in quantities]
    return tuple(place for places in each for place in places) if len(each) > 1 and all(each) else ()


def places_in(quantity: str) -> tuple[int, ...]:
    """The places that "first", "third", "last two" say among several, from 1; -1 is the last."""
    word = ARTICLES_LED.sub("", quantity.casefold())
    if word in wording.ORDINALS:
        return (wording.ORDINALS[word],)
    known = wording.ORDINALS.keys() | wording.LAST_WORDS | wording.CARDINALS.keys()
    if word not in known and not all(part in known or part.isdigit() for part in word.split()):
        return ()
    number, count, _ = number_of((word,), False)
    many = range(1, (count or 1) + 1)
    return tuple(many) if number is Number.FIRST else tuple(-n for n in reversed(many)) if number is Number.LAST else ()


def is_found_by(pieces: Pieces) -> bool:
    """A time finds a thing; "make it an hour from next week" says since when."""
    whens = pieces.get("when", ())
    return bool(whens) and not (SINCE.match(whens[0]) and "new_duration" in pieces)


def referent_of(tagged: TaggedCommand, rest: str, named: bool) -> Referent | None:
    """A word for what was last talked of; "it" only where nothing is named."""
    if wording.REFERENT_OTHER.search(rest):
        return Referent.OTHER
    if tagged.operation == "read" and wording.OF_THOSE.search(rest):
        return Referent.THEM
    if named:
        return None
    if wording.REFERENT_THEM.search(rest):
        return Referent.THEM
    return Referent.IT if wording.REFERENT_IT.search(rest) else None
