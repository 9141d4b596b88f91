"""Names that the tagger left out: a word in the place of a name, where something in the calendar is called so.

"is there a | late | tomorrow", where the person works Lates, asks for no list of the day; "cancel yoga today and | sculling | on Friday" takes
two things. A word that the program knows by itself, or of which no title holds anything, stays what it was.
"""

import dataclasses
import re
from collections.abc import Iterator
from typing import Final

from assistant import wording
from assistant.marks.left_over import VERBS
from assistant.marks.recognition import is_there, titles_in
from assistant.nouns import known_kind, singular
from assistant.resolution.matching import words_of
from assistant.resolution.name_index import Indexes, NameIndex
from assistant.schema import ABOUT_TIME, CHANGES, WHENS
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging, marking, spanning
from assistant.temporal.reading import values_of
from models.queries import Queries

#: What stands right before a name, where no number word that is marked does ("my | next |").
LEAD: Final = re.compile(r"(?:\b(?:a|an|any|the|my|our|another|how many|which|what)|\bon|['’]s)\s+$", re.I)
#: "before the dentist", "because of the plumber": what something else is said by.
BESIDE: Final = re.compile(
    rf"\b(?:before|after|{wording.UNTIL_WHEN}|during|since|of|to|between|than|for|with|as|from)\s+(?:(?:the|my|our|an?)\s+)?$",
    re.I,
)
#: "| voice | at 7 instead", but no verb.
INSTEAD: Final = re.compile(
    rf"\W*(?:(?:and|so|ok|actually)\s+)*(?:the\s+|my\s+)?(?!(?:{VERBS}|no)\b)(?=.*\binstead\W*$)", re.I
)
#: "| Friday |'s sculling".
WHOSE: Final = re.compile(r"['’]s\s+$")
#: "| today | and sculling on | Friday |": between two times there is no verb.
AND, ITS_TIME = (
    re.compile(r"(?:['’]s)?\s*(?:and|,)\s+$", re.I),
    re.compile(r"\s*(?:(?:on|at|in|from)\s+)?(?:the\s+)?$", re.I),
)
#: "am I on | earlies |": without an article only of several.
ON: Final = re.compile(r"\bon\s+$", re.I)
#: A name is of at most so many words, and behind it something else begins.
WORD, LONGEST = re.compile(r"[^\W\d_](?:[\w-]|['’](?!s\b))*"), 3
BEHIND: Final = re.compile(
    rf"(?:['’]s)?\s*(?:$|[,.;:?!]|(?:on|at|in|to|for|from|with|by|before|after|{wording.UNTIL_WHEN}|do|am|are|is|have|did|will|and"
    r"|again|please|off|instead|too)\b)",
    re.I,
)
#: Nouns of time and of the calendar itself, and what a question ends in ("what's on"): they name no thing, whatever is called so.
PLAIN: Final = frozenset(
    ["time", "day", "date", "week", "weekend", "month", "year", "hour", "minute", "gap", "break", "room", "space", "slot", "chance", "list",
     "calendar", "schedule", "diary", "planner", "rest", "other", "one", "start", "end", "evening", "afternoon", "morning", "free", "busy", "on", "up", "off", "in", "out", "over", "about", "left", "due"]
)  # fmt: skip
ORDER_BEHIND: Final = re.compile(rf"[,;.]\W*(?:\w+ ){{0,2}}?{VERBS}\b", re.I)
#: A question about free time says so.
FREE: Final = re.compile(r"\b(?:free|available|availability|open|spare|gaps?|busy|off)\b", re.I)
#: So does one whether there is room for something.
FREE_FOR: Final = re.compile(rf"{FREE.pattern}|\b(?:time|room|space)\b.*\bfor\b|\b(?:fit|squeeze)\b", re.I)
ROOM: Final = re.compile(
    rf"{FREE.pattern}|\b(?:time|room|space|slots?|fit|squeeze|windows?|openings?|can|could|shall|should|might)\b", re.I
)
WHETHER: Final = re.compile(r"\W*(?:do|does|did|have|has|am|are|is|will)\b", re.I)
ANY: Final = re.compile(r"\b(?:an?|any|how many|another)\s+$", re.I)
#: "the | 9 to 5 |": of a time no "the" is said.
HOURS, THE = re.compile(r"\d{1,2}\s*(?:to|-|–)\s*\d{1,2}", re.I), re.compile(r"\bthe\s+$", re.I)
#: "cancel yoga on Monday and tennis on Friday" never moves anything.
CANCEL: Final = re.compile(rf"{wording.POLITE}(?:cancel|delete|scrap)\b", re.I)
#: "the | WOF | to 11".
GOES_TO: Final = re.compile(rf"\s+(?:to|at|{wording.UNTIL_WHEN})\s+\S", re.I)
#: "Diwali | week" is a time.
ITS_WEEK: Final = re.compile(r"\s+week(?:end)?\b", re.I)
TO: Final = re.compile(rf"\b(?:to|{wording.UNTIL_WHEN}|for)\s+(?:the\s+)?$", re.I)
#: "the | second interview |".
RANKED: Final = re.compile(rf"({'|'.join((*wording.ORDINALS, *wording.LAST_WORDS))})\s+(?=\S)", re.I)
#: "| work | stuff": what is on that calendar.
STUFF: Final = re.compile(r"\b([\w-]+)\s+(?:stuff|things?|events?)\b", re.I)
#: What is to be done, or takes place: "the Patel | job |", "how many | jobs | next week".
JOB: Final = re.compile(r"\bjobs?\b", re.I)
#: "the | dentist | and the | accountant |".
AND_THE: Final = re.compile(r"(?:\s*(?:,|&)|\s+and|\s+or)\s+(?:the|my|our)\s+", re.I)
OF_JOB: Final = re.compile(r"(?:['’]s?)?\s+", re.I)
FOUND_BY: Final = frozenset({"summary", "attendee", "when", "new_when"})
NAMED: Final = frozenset({"summary", "attendee", "location", "list"})


def with_known_words(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """The tagging with such names as marks."""

    def mended(command: TaggedCommand) -> TaggedCommand:
        if command.operation not in ("read", *CHANGES):
            return command
        command = without_guest(tagging.text, command, indexes.named("event", queries))
        command = with_place_among(tagging.text, command, indexes.named(command.object, queries))
        command = of_calendar(tagging.text, with_jobs(tagging.text, command, queries, indexes), queries)
        return with_names(tagging.text, as_cancelled(tagging.text, command), indexes.named(command.object, queries))

    return tagging.with_commands(map(mended, tagging.commands))


def without_guest(text: str, command: TaggedCommand, index: NameIndex) -> TaggedCommand:
    """ "and | book club |", taken for somebody to invite, "cancel the | dentist | and the | accountant |", for one who comes, where that is the whole
    title of a thing, and nobody: what is so called."""
    if command.operation not in CHANGES:
        return command

    def mended(slot: TaggedSlot) -> TaggedSlot:
        alone = slot.name == "new_attendee" and len(command.slots) == 1 and command.operation == "update"
        beside = slot.name == "attendee" and any(
            AND_THE.fullmatch(text, s.end, slot.start) for s in command.named("summary", "when")
        )
        thing = (alone or beside) and not index.people(slot.text) and is_there(slot.text, index, whole=True)
        return dataclasses.replace(slot, name="summary") if thing else slot

    return command.with_slots(map(mended, command.slots))


def with_place_among(text: str, command: TaggedCommand, index: NameIndex) -> TaggedCommand:
    """ "when's the | second interview |", where nothing is called so, and something Interview: which of the interviews."""
    for slot in command.named("summary"):
        ranked = RANKED.match(slot.text)
        if ranked and not index.candidates(slot.text) and index.candidates(slot.text[ranked.end() :]):
            place = spanning(text, slot, end=slot.start + ranked.end(1), name="quantity")
            return command.with_slot(slot, place, spanning(text, slot, start=slot.start + ranked.end()))
    return command


def with_jobs(text: str, command: TaggedCommand, queries: Queries, indexes: Indexes) -> TaggedCommand:
    """ "how many | jobs | next week", "move the Patel | job |", taken for tasks: events, where a calendar or an event is called so, and no list or
    task, or where the name before it is an event's alone."""
    job = JOB.search(text, command.start, command.end)
    if job is None or command.object != "task" or command.operation not in ("read", "update", "delete"):
        return command
    events, tasks = indexes.named("event", queries), indexes.named("task", queries)
    kinds = {c.kind for c in queries.calendars() if singular(c.name.casefold()) == singular(job[0].casefold())}
    titled = [
        any(words_of(t)[-1] == "job" for t in index.titles(("job",))) for index in (events, tasks)
    ]  # no job interview
    so_called = ("event" in kinds or titled[0]) and not ("task" in kinds or titled[1])
    before = (s for s in command.named("summary", "attendee") if s.start < job.start())
    named = next((s for s in before if s.end == job.end() or OF_JOB.fullmatch(text, s.end, job.start())), None)
    if named is None and so_called and not command.named("summary", "list"):
        mark = marking(text, command.confidence, ("list" if "event" in kinds else "summary", *job.span()))
        return command.with_slots((*command.slots, *mark), object="event")
    if named is None:
        return command
    name = spanning(text, named, end=min(named.end, len(text[: job.start()].rstrip())), name="summary")
    if not events.candidates(name.text) or (tasks.candidates(name.text) and not so_called):
        return command
    return dataclasses.replace(command.with_slot(named, name), object="event")


def of_calendar(text: str, command: TaggedCommand, queries: Queries) -> TaggedCommand:
    """ "what | work | stuff do I have Thursday", where a calendar is called so: a question about that one."""
    found = STUFF.search(text, command.start, command.end)
    if found is None or command.frame != ("read", "event") or command.named(*NAMED):
        return command
    if words_of(found[1]) not in (words_of(c.name) for c in queries.calendars() if c.kind == "event"):
        return command
    return command.with_slots((*command.slots, *marking(text, command.confidence, ("list", *found.span(1)))))


def as_cancelled(text: str, command: TaggedCommand) -> TaggedCommand:
    """ "cancel yoga on Monday and tennis on Friday", taken for a move to Friday: a deletion, with both days to find things by."""
    clause = text[command.start : command.end]
    moves = command.operation == "update" and {s.name for s in command.slots} <= FOUND_BY and CANCEL.match(clause)
    if not moves or any(TO.search(text[: s.start]) for s in command.named("new_when")):
        return command
    return command.with_slots(
        (dataclasses.replace(s, name=s.name.removeprefix("new_")) for s in command.slots), operation="delete"
    )


def with_names(text: str, command: TaggedCommand, index: NameIndex) -> TaggedCommand:
    """The command with the name that stands between its marks."""
    reads = command.operation == "read"
    titled = with_title_of_room(text, command, index)
    if is_of_slot(text, titled, index):
        return dataclasses.replace(titled, asks=asked_of(text, titled))
    if reads and command.named(*NAMED):
        return command
    command = with_title_of_times(text, as_name_of_time(text, command, index), index)
    named = bool(command.named("summary", "attendee"))
    spans = (
        name_in(text, (start, end), (before, after), named or not (reads or start == command.start), index)
        for start, end, before, after in gaps(command)
    )
    found = marking(text, command.confidence, *(("summary", *span) for span in spans if span))
    if len(found) == 1:
        command = command.with_slots((*command.slots, *found))
    if command.asks == "free" and not FREE_FOR.search(text, command.start, command.end) and command.named("summary"):
        return dataclasses.replace(command, asks=asked_of(text, command))
    return command


def asked_of(text: str, command: TaggedCommand) -> str:
    """What is asked of a thing, where a question was taken for one about free time."""
    return "exists" if WHETHER.match(text, command.start, command.end) else "when"


def with_title_of_room(text: str, command: TaggedCommand, index: NameIndex) -> TaggedCommand:
    """ "any | xrd slots | next week", taken for a question about free time that names nothing, with the name of several words that stands there."""
    if command.frame != ("read", "event") or command.asks != "free" or command.named(*NAMED):
        return command
    words = list(WORD.finditer(text, command.start, command.end))
    titles = set(map(words_of, index.said_whole(set(words_of(text[command.start : command.end])))))
    stretches = (
        (a.start(), b.end()) for n in range(LONGEST - 1, 0, -1) for a, b in zip(words, words[n:], strict=False)
    )
    name = next(((a, b) for a, b in stretches if words_of(text[a:b]) in titles and not command.over(a, b)), None)
    return (
        command.with_slots((*command.slots, *marking(text, command.confidence, ("summary", *name))))
        if name
        else command
    )


def is_of_slot(text: str, command: TaggedCommand, index: NameIndex) -> bool:
    """ "next | xrd slot |?", where things are called so: about these, unless other words ask for room: "a slot for the | xrd slot |"."""
    names = command.named("summary") if command.frame == ("read", "event") and command.asks == "free" else ()
    if len(names) != 1:
        return False
    beside = text[command.start : names[0].start] + text[names[0].end : command.end]
    said = words_of(names[0].text)
    titles = {words_of(index.rows[id_].summary) for id_ in index.holding(said)}
    return said in titles and not ROOM.search(beside)


def gaps(command: TaggedCommand) -> Iterator[tuple[int, int, str, str]]:
    """Where the words of a command stand that no mark holds, with the names of the marks before and behind them."""
    at, before = command.start, ""
    for slot in command.in_order:
        yield at, slot.start, before, slot.name
        at, before = max(at, slot.end), slot.name
    yield at, command.end, before, ""


def name_in(
    text: str, gap: tuple[int, int], beside: tuple[str, str], named: bool, index: NameIndex
) -> tuple[int, int] | None:
    """Where in a gap the longest name stands that something leads: at its beginning a number word or a length that is marked, between two
    times an "and"; an article, unless something is `named` already."""
    start, end = gap
    words = list(WORD.finditer(text, start, end))
    for at, word in enumerate(words):
        before = text[start : word.start()]
        if ORDER_BEHIND.search(text, word.end(), end):  # "I quit the cafe, delete my shifts": why, and no other thing
            continue
        joins = set(beside) <= WHENS and AND.fullmatch(before)
        counted = beside[0] in ("quantity", "duration") and not before.strip()
        led = LEAD.search(before) and not (BESIDE.search(before) or named)
        moves = INSTEAD.match(text) if beside[1] == "new_when" else None
        begins = moves is not None and moves.end() == word.start()
        if not (led or begins or joins or counted or WHOSE.fullmatch(before)):
            continue
        for last in reversed(words[at : at + LONGEST]):
            said = text[word.start() : last.end()]
            on = bool(ON.search(before))
            several = not on or said != singular(said)
            ends = (ITS_TIME if joins else BEHIND).match(text[last.end() : end])
            if several and ends and is_called(said, index, whole=on):
                return word.start(), last.end()
    return None


def is_called(said: str, index: NameIndex, whole: bool) -> bool:
    """Something has these words for its title, or where not `whole` for the beginning or the end of it; and the program has none of them."""
    words = words_of(said)
    if not words or any(w in PLAIN or known_kind(w) in wording.KINDS for w in words):
        return False
    titles = {words_of(index.rows[id_].summary) for id_ in index.holding(words)}
    return words in titles or (not whole and any(words in (t[: len(words)], t[-len(words) :]) for t in titles))


def as_name_of_time(text: str, command: TaggedCommand, index: NameIndex) -> TaggedCommand:
    """ "do I have a | night | this weekend", where something is called Night; "cancel the | 9 to 5 |", where there is a 9 to 5 shift; "and the | WOF | to
    11", of which the word alone says no time."""

    def names(slot: TaggedSlot) -> bool:
        before = text[: slot.start]
        goes = command.operation == "update" and GOES_TO.match(text, slot.end) and not values_of(slot.text)
        if THE.search(before) and (goes or HOURS.fullmatch(slot.text)):
            return is_called(slot.text, index, whole=False)
        one = command.operation == "read" and ANY.search(before)
        return bool(one) and is_called(slot.text, index, whole=True)

    for slot in filter(names, command.named("when")):
        command = command.with_slot(slot, dataclasses.replace(slot, name="summary"))
    return command


def with_title_of_times(text: str, command: TaggedCommand, index: NameIndex) -> TaggedCommand:
    """ "cancel | sunday | funday |", "let's do | sunday funday on saturday | instead": a title that stands there whole and is no time is a name,
    whatever times its words were taken for; what is left of them stays one."""
    if command.named("summary", "attendee"):
        return command
    clause = text[command.start : command.end]
    for found in titles_in(clause, index):
        if values_of(found[0]):
            continue
        start, end = command.start + found.start(), command.start + found.end()
        inside = command.over(start, end)
        if not inside or any(s.name not in ABOUT_TIME or s.start < start for s in inside) or ITS_WEEK.match(text, end):
            continue
        begin = re.compile(r"\s*(?:(?:on|to|at|for)\s+)*(?:the\s+)?", re.I).match(text, end)
        left = [spanning(text, s, start=begin.end()) for s in inside if begin and begin.end() < s.end]
        moved = [dataclasses.replace(s, name="new_when") if s.name == "new_recurrence" else s for s in left]
        kept = (s for s in command.slots if s not in inside)
        return command.with_slots((*kept, *marking(text, command.confidence, ("summary", start, end)), *moved))
    return command
