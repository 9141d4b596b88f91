"""Names that the tagger marked in part: a title that stands whole in the sentence is the name, where its words go on beyond the mark."""

import itertools
import re

from assistant import wording
from assistant.marks.recognition import says_kind
from assistant.resolution.matching import EMPTY, WORD, content, words_of
from assistant.resolution.name_index import Indexes, NameIndex
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging, spanning
from assistant.temporal.carried import day_words
from assistant.temporal.reading import values_of
from models.queries import Queries

#: What somebody's thing is led by, and the word for it right behind them, where the name ends.
THE = re.compile(r"\b(?:the|my|our)\s+$", re.I)
THING = re.compile(rf"\s+([^\W\d_]{{3,}})(?=['’]s\b|\W*$|[,.;:?!]|\s+(?:{wording.WEEKDAY}|on|at|in|to|by|is|are|was|has|moves?|starts?|from|for|with|before|after"
                   rf"|{wording.UNTIL_WHEN}|this|next|tomorrow|today|tonight|and|please|\d)\b)", re.I)  # fmt: skip
#: "when am I | collecting |", "how many times do I mind |": what is done with somebody; whom one sees or meets is looked for by the name alone.
DONE_WITH = re.compile(
    r"\b(?:am|are|do|did|was|were|will|have|can)\s+(?:i|we)\s+(?:(?:be|next|last|have to)\s+)*"
    r"(?!(?:see|meet|hav|hang|visit|catch|with|next|last|due|got)[a-z]*\b)([a-z]{4,})\s+$",
    re.I,
)
#: A word right behind a name that begins nothing else, and what somebody is called by beside their name.
BEHIND = re.compile(
    rf"\s+(?!(?:and|or|but|so|again|next|last|then|now|today|tomorrow|tonight|please|too|{wording.UNTIL_WHEN})\b)([^\W\d_]{{3,}})(?=['’]s\b|\W*$|\W*\s)",
    re.I,
)
EACH = re.compile(r"(?:every|each|all)\s+", re.I)
OF_SOMEBODY = frozenset({"doctor", "professor", "prof"})


def with_whole_names(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """Names that stop short of what is called as long as that: "tutorial | B", for Tutorial B, "the midnight | 5k", for Midnight 5K, "shifts | on
    the tills" for Shift on the tills."""
    text = tagging.text

    def lengthened(slot: TaggedSlot, command: TaggedCommand) -> TaggedSlot:
        stop = min([s.start for s in command.slots if s.start > slot.start] + [command.end])
        rest = text[slot.start : stop]
        index = indexes.named(command.object, queries)
        if theirs := of_theirs(slot, text[:stop], index) or of_surname(slot, text[:stop], index):
            return theirs
        if slot.name != "summary" or not words_of(rest[len(slot.text) :]):
            return slot
        end = title_end(text, slot, stop, index)
        return slot if end <= slot.end else spanning(text, slot, end=end)

    def whole(command: TaggedCommand) -> TaggedCommand:
        command = with_deed(into_time(command, text, queries, indexes), text, queries, indexes)
        longer = command.with_slots(lengthened(slot, command) for slot in command.slots)
        return begun_before(longer, text, queries, indexes)

    def made(command: TaggedCommand) -> TaggedCommand:  # "afternoon | nap at 1 tomorrow", where Afternoon nap is
        return begun_before(command, text, queries, indexes) if command.object == "event" else command

    return tagging.with_commands(made(c) if c.operation == "create" else whole(c) for c in tagging.commands)


def title_end(text: str, slot: TaggedSlot, stop: int, index: NameIndex) -> int:
    """Where the longest title ends that begins where a mark does, before `stop`; 0 where none does."""
    rest = text[slot.start : stop]
    titles = set(map(words_of, index.said_whole(set(words_of(rest)))))
    ends = (word.end() for word in WORD.finditer(rest))
    return max((slot.start + at for at in ends if words_of(rest[:at]) in titles), default=0)


def into_time(command: TaggedCommand, text: str, queries: Queries, indexes: Indexes) -> TaggedCommand:
    """ "study group | B next week", for Study group B: the beginning of a time that says none is the name's end; "on call | weekend in April",
    for On call weekend, where nothing is called just On call, also one that says one."""
    for slot, when in itertools.pairwise(command.in_order):
        if slot.name != "summary" or when.name not in ("when", "new_when") or text[slot.end : when.start].strip():
            continue
        index = indexes.named(command.object, queries)
        end = title_end(text, slot, when.end, index)
        left = text[end : when.end].strip()
        if end <= when.start or (left and not values_of(left)):
            continue
        if values_of(text[when.start : end]) and title_end(text, slot, slot.end, index):
            continue
        rest = [spanning(text, when, start=when.end - len(left))] if left else []
        return command.with_slot(when, *rest).with_slot(slot, spanning(text, slot, end=end))
    return command


def with_deed(command: TaggedCommand, text: str, queries: Queries, indexes: Indexes) -> TaggedCommand:
    """ "when am I collecting | Cian | next", where something is called Collect Cian from school: that, and not all that there is with Cian."""
    people = command.named("attendee", "summary")
    one = people[0] if len(people) == 1 and people[0].name == "attendee" and command.operation == "read" else None
    verb = DONE_WITH.search(text, command.start, one.start) if one else None
    if one is None or verb is None or not indexes.named("event", queries).candidates(text[verb.start(1) : one.end]):
        return command
    return command.with_slot(one, spanning(text, one, start=verb.start(1), name="summary"))


def of_theirs(slot: TaggedSlot, text: str, index: NameIndex) -> TaggedSlot | None:
    """ "the | Nguyen | hearing", where something is called Hearing Nguyen: that, and not all that there is with Nguyen; None of other words."""
    word = (
        THING.match(text, slot.end) if slot.name in ("attendee", "summary") and THE.search(text[: slot.start]) else None
    )
    if word is None or not content(word[1]) or says_kind(word[1]) or not set(content(word[1])).isdisjoint(EMPTY):
        return None
    held = index.holding({*content(slot.text), *words_of(word[1])}) if content(slot.text) else set()
    return spanning(text, slot, end=word.end(1), name="summary") if held else None


def of_surname(slot: TaggedSlot, text: str, index: NameIndex) -> TaggedSlot | None:
    """ "see | doctor | Hagen", "see | Bob | Niemi tomorrow": with the word behind it where something is called so, or where nobody is called just
    "doctor"; None of other words."""
    word = BEHIND.match(text, slot.end) if slot.name in ("attendee", "summary") else None
    said = content(slot.text) if word else ()
    if (
        word is None
        or not said
        or not content(word[1])
        or not set(content(word[1])).isdisjoint(EMPTY)
        or says_kind(word[1])
    ):
        return None
    held = index.holding({*said, *words_of(word[1])})
    titled = said[-1] in OF_SOMEBODY and not THE.search(text[: slot.start])
    return spanning(text, slot, end=word.end(1), name="summary" if held else slot.name) if held or titled else None


def begun_before(command: TaggedCommand, text: str, queries: Queries, indexes: Indexes) -> TaggedCommand:
    """A name whose title begins before it, with no mark there but that of an hour or a part of the day: "the | midnight | 5k", "visit | mum |",
    "no more late | shifts |" of those that are called Late shift."""
    for slot in command.slots:
        said = indexes.named(command.object, queries).said_whole(set(words_of(text[command.start : slot.end])))
        titles, begun = (
            {words_of(name) for name in said},
            (m.start() for m in WORD.finditer(text, command.start, slot.start)),
        )
        start = next((at for at in begun if words_of(text[at : slot.end]) in titles), slot.start)
        before = [s for s in command.slots if start < s.end and s.start < slot.start]
        each = next((s for s in before if s.name == "recurrence" and EACH.fullmatch(text[s.start : start])), None)
        in_it = all(s.start >= start and s.name == "when" and day_words(s.text) is None for s in before if s != each)
        if slot.name in ("summary", "attendee") and command.start <= start < slot.start and in_it:
            left = command.with_slots(s for s in command.slots if s not in before)
            if each is not None:  # "every morning | surgery", for Morning surgery
                end = each.start + len(text[each.start : start].rstrip())
                left = left.with_slots((*left.slots, spanning(text, each, end=end, name="quantity")))
            return left.with_slot(slot, spanning(text, slot, start=start, name="summary"))
    return command
