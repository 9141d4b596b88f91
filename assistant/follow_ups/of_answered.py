"""An answer narrowed by its own rows: "just the evenings", "only the ones with Priya", "without the family ones". Nothing is looked for anew, and where none
of the rows is meant, that is said."""

import re
from collections.abc import Callable
from datetime import datetime, time

from assistant.commands import Command
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.narrowing import kind_named, named
from assistant.plan import Answer
from assistant.resolution.context import Context, Target, key
from assistant.resolution.exclusion import PLACE_WORDS, home_named
from assistant.resolution.reference import rows_talked_of
from assistant.resolution.saying import say_what
from assistant.resolution.selection import is_held_at
from assistant.resolution.task_answers import tasks_spoken
from assistant.temporal.values import Purpose
from assistant.timespan import Timespan, is_all_day, occupied, start_of
from assistant.wording import CARDINALS, ORDINALS, priority_of
from models.rows import Event, Task

SHOWN = r"(?:(?:show|give|tell)(?: me)? )?"
#: "just | the evenings", "only show me | the ones with Priya".
ONLY = cues.led(rf"{SHOWN}(?:just|only)\s+{SHOWN}(?P<words>\S.*?){cues.END}")
#: "without | the family ones", "leave out | the school run".
WITHOUT = cues.led(
    rf"{SHOWN}(?:{cues.APART}|(?:leave|leaving) out|hide|hiding|ignore|ignoring|excluding|but not|not)\s+(?P<words>\S.*?){cues.END}"
)
ARTICLE = re.compile(r"^(?:the|my|our|any|all)\s+", re.I)
ONES = re.compile(r"\s+(?:ones?|things|stuff|events)$", re.I)
#: "the first two", "the last one", "the second".
PLACED = re.compile(
    rf"(?:the\s+)?(first|last|final|{'|'.join(filter(str.isalpha, ORDINALS))})(?:\s+(\d|{'|'.join(CARDINALS)}))?(?:\s+(?:ones?|things|of (?:them|those)))?",
    re.I,
)
AT_PLACE = re.compile(
    r"^(?:(?:the )?(?:ones|things|events|those)\s+)?(?:that are )?(?:at|in)\s+(?:the\s+)?(\S.*)$", re.I
)
#: The hours of a part of the day, on whichever day (policy 6).
PARTS = {
    "mornings": (time(6), time(12)),
    "afternoons": (time(12), time(18)),
    "evenings": (time(18), time(22)),
    "nights": (time(20), time.max),
}
WEEKENDS = {"weekends": (5, 6), "weekdays": (0, 1, 2, 3, 4)}

Rows = list[Event | Task]


def among_answered(text: str, conversation: Conversation, context: Context) -> Answer | None:
    """The rows of the last answer that are left; None where the sentence says nothing of that, or of something that they are not told by."""
    only, without = ONLY.fullmatch(text), WITHOUT.fullmatch(text)
    said = only or without
    asked = conversation.answered and conversation.of_answer and conversation.aside is None and conversation.commands
    if said is None or not asked or len(conversation.focus) < 2 or is_of_its_own(said["words"]):
        return None
    if conversation.commands[-1].operation != "read" or conversation.commands[-1].asks == "free":
        return None
    rows = rows_talked_of(context)
    meant = those_of(said["words"], rows, context)
    if meant is None or (not meant and not only):
        return None
    keys = {key(row) for row in meant}
    return told([row for row in rows if (key(row) in keys) is bool(only)], context)


def is_of_its_own(words: str) -> bool:
    """An order, or another thing instead ("not the dentist, the vet")."""
    return bool(cues.OWN_VERB.search(words) or cues.RATHER.search(words))


def those_of(words: str, rows: Rows, context: Context) -> Rows | None:
    """Which of the rows these words mean; None where they are no such words, or a time, which the question is asked anew about."""
    if said := PLACED.fullmatch(words.strip()):
        return by_place(said[1].casefold(), (said[2] or "1").casefold(), rows)
    if set(words.casefold().split()) <= PLACE_WORDS:
        return None
    bare = ARTICLE.sub("", words.strip())
    bare = ONES.sub("", bare) or bare
    if (test := of_times(bare, context)) is not None:
        return list(filter(test, rows))
    if band := priority_of(bare):
        return [row for row in rows if isinstance(row, Task) and row.priority and abs(row.priority - band) <= 3]
    if place := AT_PLACE.match(words):
        return [row for row in rows if is_held_at(place[1], row)] or None
    if any(context.read_time(w, Purpose.SELECT) for w in (words, bare)):
        return None
    found = named(words, rows, True, context) or named(bare, rows, True, context)
    known = home_named(bare, context) or kind_named(bare)
    return [row for row in rows if key(row) in found] if found or known else None


def by_place(place: str, count: str, rows: Rows) -> Rows:
    """The first, or the last, so many of them; the second alone."""
    many = int(count) if count.isdigit() else CARDINALS[count]
    if place in ("last", "final"):
        return rows[-many:]
    at = ORDINALS.get(place, 1) - 1
    return rows[at : at + many]


def of_times(words: str, context: Context) -> Callable[[Event | Task], bool] | None:
    """Whether a row is in such a part of its day, or on such a day of the week; None where the words are none."""
    hours, days = PARTS.get(words.casefold()), WEEKENDS.get(words.casefold())

    def in_hours(row: Event | Task) -> bool:
        held = occupied(row, context.zone)
        if hours is None or held.start is None or is_all_day(start_of(row)):
            return False
        begin, end = (datetime.combine(held.start.date(), hour, held.start.tzinfo) for hour in hours)
        return held.overlaps(Timespan(begin, end))

    def on_days(row: Event | Task) -> bool:
        start = occupied(row, context.zone).start
        return days is not None and start is not None and start.weekday() in days

    return in_hours if hours else on_days if days else None


def told(rows: Rows, context: Context) -> Answer:
    """What is left, events before tasks."""
    events, tasks = ([row for row in rows if isinstance(row, kind)] for kind in (Event, Task))
    if not rows:
        return Answer("None of those.")
    due = tasks_spoken(Command("read", "task", "what"), [Target(row) for row in tasks], context).text if tasks else ""
    both = f"{say_what(events, context)} To do: {due}" if events and tasks else due or say_what(events, context)
    return Answer(both, (*events, *tasks))
