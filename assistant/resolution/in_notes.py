"""Questions that a note answers: "what are we bringing to the fair", "do I have to fast", "when does the minibus go", "who is cooking tonight"."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from assistant import wording
from assistant.commands import Command, Selector, with_selector
from assistant.phrasing import say_when, say_when_short
from assistant.plan import Answer
from assistant.resolution.context import Context
from assistant.resolution.matching import WORD, stem, words_of
from assistant.resolution.question_words import NO_DEED, WHO_DOES, is_unnamed
from assistant.resolution.reference import rows_talked_of
from assistant.resolution.windows import windows_for
from assistant.temporal.reading import find_times
from models.rows import Event, Task

#: What is asked of a note; how many, how long and when one is free stands in none.
ASKED = ("what", "when", "where", "who", "exists", None)
QUESTION = re.compile(
    r"\W*(?:(?:and|so|but|ok|okay|hey|oh)\W+)*(?:what|which|when|where|who|do|does|am|are|is|can|should|must|shall|have)",
    re.I,
)
WE = r"(?:i|we|they|he|she)"
#: Whether one has to, or may: what for is no name of a thing.
WHETHER = re.compile(
    rf"\b(?:(?:do|does|did|will) {WE} (?:still |also |even )?(?:need\b|have to|has to|ought to)|have {WE} got to|(?:should|must|shall|can|could) {WE}"
    rf"|(?:am|are|is) {WE} (?:supposed|meant|allowed|expected|able) to)\b",
    re.I,
)
#: What one brings, wears or eats there.
WHAT = re.compile(rf"\b(?:what|which(?: \w+)?)(?: else)? (?:do|should|must|shall|am|are|is|can|will) {WE}\b", re.I)
#: "what's the code for the cottage".
WHAT_OF_IT = re.compile(
    rf"\b(?:what|which)(?:['’]?s| is| are)? {wording.THE}(?:\w+ ){{1,2}}(?:for|of|at|to|on|in)\b", re.I
)
#: "do I need anything": not what a name would have to say.
ANY = re.compile(r"\b(?:any|some|every)(?:thing|one|body|where)?\b", re.I)
#: When one has to be there is not always when it begins.
BE_THERE = re.compile(
    rf"\b(?:do|should|must|shall|am|are) {WE} (?:(?:need|have|supposed|meant|got) to )?(?:be|get|leave|set off|meet|arrive|go)\b",
    re.I,
)
#: What lists are for.
SHOPPING = frozenset({"buy", "pick", "collect", "purchase", "shop", "order"})
NO_WORD = (NO_DEED | wording.HEARD | frozenset(
    ["note", "notes", "noted", "description", "details", "what", "whats", "which", "when", "whens", "where", "wheres", "who", "whos", "how", "why", "t", "ll", "d", "you", "they", "he", "she", "us", "them", "there", "here",
     "meant", "allowed", "expected", "able", "can", "could", "must", "shall", "should", "will", "would", "may", "did", "ok", "okay", "hey", "oh", "hi", "hello", "good",
     "anywhere", "anyone", "anybody", "someone", "everyone", "look", "looking", "happening", "happen", "says", "say", "if", "about", "one", "ones", "thing", "things", "stuff", "gets", "comes", "starts",
     "many", "much", "date", "hour", "place", "people", "list", "calendar", "diary", "event", "events", "task", "tasks", "meeting", "meetings", "due", "even", "just", "really", "other"]
)) - {"take", "takes", "taken"}  # fmt: skip


def asked_words(text: str) -> tuple[str, ...]:
    """The words of a question that say what it is about, without those of asking and of time."""
    for start, end in reversed(find_times(text)):
        text = f"{text[:start]} {text[end:]}"
    return words_of(" ".join(word for word in WORD.findall(text.replace("’", "'").lower()) if word not in NO_WORD))


def told_by_note(command: Command, context: Context) -> Answer | None:
    """What a note says of it, where nothing is called by all words of the question; that nothing is noted, where no field answers it; None where
    it asks for something else."""
    selector, text = command.selector, command.text
    words = asked_words(text) if command.asks in ASKED and QUESTION.match(text) else ()
    told = selector.list_name or selector.priority or selector.status or selector.picked or command.object == "list"
    if not words or told or any(context.index(kind).candidates(" ".join(words)) for kind in ("event", "task")):
        return None
    needed = WHETHER.search(text) or (WHAT.search(text) if command.asks in ("what", None) else None)
    if command.asks == "exists" and not needed:
        return None
    if rows := saying_so(words, command, context):
        return told_of(rows[0], context)
    if SHOPPING.intersection(words) or not (needed or (command.asks == "what" and WHAT_OF_IT.search(text))):
        return None
    rows = then(named_by(words, context), command, context) or talked_of(words, command, context)
    if any(row.description for row in rows):
        return told_of(next(row for row in rows if row.description), context)
    if not needed or (command.object == "task" and command.asks == "what"):
        return None
    no = "No, nothing" if command.asks == "exists" else "Nothing"
    if rows:
        return Answer(f"{no} is noted for {rows[0].summary}, {say_when(rows[0], context.now, context.zone)}.", rows[:1])
    known = any(context.index(kind).holding((word,)) for kind in ("event", "task") for word in words)
    if command.asks != "exists" or known or ANY.search(text):
        return None
    return Answer(f"{no} is noted of “{' '.join(words)}”.")


def asked_of_notes(text: str) -> Command:
    """A question that the student takes for nothing, as one that a note may answer."""
    whens = tuple(text[start:end] for start, end in find_times(text))
    return Command("read", "event", selector=Selector(whens=whens), text=text)


def told_of(row: Event | Task, context: Context) -> Answer:
    """What is noted for a thing, and when it is."""
    note = re.sub(r"\s*\n\s*", ", ", (row.description or "").strip()).rstrip(".")
    return Answer(f"{row.summary} ({say_when_short(row, context.now, context.zone)}): {note}.", (row,), noted=note)


def saying_so(words: Sequence[str], command: Command, context: Context) -> list[Event | Task]:
    """The things whose notes hold all of these words that their names do not, the soonest first."""

    def says(row: Event | Task) -> bool:
        named, note = named_in(row), {stem(word) for word in words_of(row.description or "")}
        rest = {stem(word) for word in words if word not in named}
        return bool(rest) and rest <= note

    found = {row.id: row for word in words for row in context.queries.search(stem(word)) if row.description}
    return then((id_ for id_, row in found.items() if says(row)), command, context)


def named_in(row: Event | Task) -> set[str]:
    """The words that a thing can be found by."""
    return {
        word for said in (row.summary, row.location or "", *(a.name for a in row.attendees)) for word in words_of(said)
    }


def named_by(words: Sequence[str], context: Context) -> set[str]:
    """The ids of the events that bear the most of these words."""
    index = context.index("event")
    held = [index.holding((word,)) for word in words]
    count = {id_: sum(id_ in ids for ids in held) for ids in held for id_ in ids}
    return {id_ for id_, n in count.items() if n == max(count.values())}


def then(ids: Iterable[str], command: Command, context: Context) -> list[Event | Task]:
    """Of these events those at the time that is said, else those that are not over, each once, the soonest first."""
    meant, whens = set(ids), command.selector.whens
    if not meant:
        return []
    window = next(iter(windows_for(with_selector(command, past=False), context) or ()), None) if whens else None
    start: datetime | None = window.span.start if window is not None else context.now
    found = context.queries.event_occurrences(start, window.span.end if window is not None else None, meant, 1)
    return [occurrence.row for occurrence in found]


def talked_of(words: Sequence[str], command: Command, context: Context) -> list[Event | Task]:
    """The one event last talked of, where the question names no other, and no time."""
    if command.selector.whens or any(context.index("event").holding((word,)) for word in words):
        return []
    rows = rows_talked_of(context)
    return rows if len(rows) == 1 and isinstance(rows[0], Event) else []


def with_noted(answered: Answer, command: Command) -> Answer:
    """ "what time do I have to be there": with what is noted, where that tells an hour; "who is driving tonight", of which nothing is noted: with
    that, beside those who come."""
    does = WHO_DOES.match(command.text) if command.asks == "who" and answered.items else None
    if does and is_unnamed(command):
        return Answer(f"{answered.text} Nothing is noted of “{does[1]}”.", answered.items)
    row = answered.items[0] if len(answered.items) == 1 else None
    note = row.description if isinstance(row, Event) and command.asks == "when" else None
    if not note or not BE_THERE.search(command.text) or not find_times(note):
        return answered
    return Answer(f"{answered.text} Noted: {note.strip().rstrip('.')}.", answered.items, noted=note)
