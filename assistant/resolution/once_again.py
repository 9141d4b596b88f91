"""A further time of what has been, told and not ordered: "the vet wants us back in a fortnight", "haircut again in six weeks, same time", "Sam's next
fitting is on 21 April at 3", "Jenkins rebooked for the 2nd", "supper on Friday instead", which was cancelled. It is another one like the last, which stays as it is (policy 19)."""

import re
from collections.abc import Sequence
from datetime import datetime

from assistant import wording
from assistant.commands import Command, Values, without_words
from assistant.plan import Clarification
from assistant.resolution.context import Context, Target
from assistant.resolution.creation import Creation
from assistant.resolution.matching import EMPTY, content, holds, is_said_there, is_there, words_of
from assistant.resolution.reference import rows_talked_of
from assistant.resolution.resolver import applied
from assistant.temporal.reading import find_times
from assistant.temporal.values import Purpose
from assistant.timespan import instant
from models.rows import Event

#: "the vet | wants us back |", "he | comes again |", "I see | Dr Hagen | again".
AGAIN = re.compile(
    r"\b(?:wants?|needs?|wanted|needed|asked|(?:['’]d|would) (?:like|love))\s+(?:to\s+(?:see|have|get)\s+)?(?:me|us)\s+(?:to (?:come|be|go)\s+)?(?:(?:back|in|again)\b\s*)+"
    r"|\b(?:com(?:es?|ing)\s+)?(?:back\s+)?again\b",
    re.I,
)
#: "the plumber | is coming back |", "back at | the dentist": who comes home is not meant, so that all of a title is said.
BACK = re.compile(r"\bcom(?:es?|ing)\s+back\b|\bback\s+(?:at|to|with)\b", re.I)
#: "Sam|'s next | fitting | is on", "the plumber | rebooked |": where it lies ahead, these words move it.
ANEW = re.compile(r"(?:['’]?s\s+)?\bnext\b(?=.*\b(?:is|will be)\b)|\b(?:been\s+)?re-?(?:booked|arranged)\b", re.I)
#: "supper on Friday | instead |": where one was cancelled, and none of that name lies ahead.
INSTEAD = re.compile(r"\binstead\b", re.I)
SAME = re.compile(
    rf"[\s,]*(?:and\s+)?(?:(?:in|at)\s+)?(?:the\s+)?same\s+place\b(?:\s+and\s+time\b)?|[\s,]*{wording.SAME_TIME.pattern}(?:\s+and\s+place\b)?",
    re.I,
)
#: Words around the thing, and those for what was talked of.
AROUND = frozenset(
    words_of("i we im ive weve were am are is be will have has having got see seeing meet meeting visit visiting book booked need do at with in to on for so ok okay oh right well also then now please me us and")
)  # fmt: skip
IT = frozenset(words_of("he she they it that one appointment"))
#: Who sees one is written so or so.
DOCTORS = ("doctor", "dr", "doc", "gp")


def once_again(command: Command, context: Context) -> Creation | Clarification | None:
    """Another one like the last, at the time that is said; None of all else, and where nothing has been that is called so."""
    values, text, when = command.values, command.text, said_when(command)
    known = context.read_time(when, Purpose.CREATE) if when and "?" not in text else None
    makes = (
        command.operation in ("create", "update")
        and command.object != "list"
        and not (values.recurrence or values.shift)
    )
    if not makes or known is None or known.bound or known.rrule or not known.day_said:
        return None
    row = next((found for marker in (AGAIN, BACK, ANEW, INSTEAD) if (found := last_of(command, marker, context))), None)
    if row is None:
        return None
    said = values.location or ""
    place = None if is_there(said, row.location or "") or is_said_there(said, row.summary) else values.location
    new = Values(when=(when,), duration=values.duration, location=place, alarm=values.alarm)
    like = Command("update", "event", values=new, copies=True, text=text, confidence=command.confidence)
    return applied(like, (Target(row),), context)


def said_when(command: Command) -> str:
    """The time of a sentence, of which no more is left than that is new."""
    said = SAME.sub(" ", " ".join(command.whens)).strip(" ,")
    plain = SAME.sub(" ", command.text)
    return said or " ".join(plain[start:end] for start, end in find_times(plain))


def last_of(command: Command, marker: re.Pattern[str], context: Context) -> Event | None:
    """What has been, and is again as these words tell it: what was talked of, or took place today, else the last that is called so."""
    if marker.search(command.text) is None:
        return None
    said = words_around(command, marker)
    names = [w for w in said if w not in IT and w not in EMPTY] or [w for w in said if w in DOCTORS]
    talked_of = [row for row in rows_talked_of(context) if isinstance(row, Event)]
    if not names:
        it = talked_of[0] if len(talked_of) == 1 and marker in (AGAIN, ANEW) and IT.intersection(said) else None
        return it if it is not None and not it.rrule else None
    stored = rows_called(names, context)
    begun = [row for row in stored if not row.is_series and begins(row, context) <= context.now]
    now = [row for row in begun if row in talked_of or begins(row, context).date() == context.now.date()]
    if len(begun) < len(stored) and not (now and marker is AGAIN):
        return None
    been = () if marker is INSTEAD else now or begun
    whole = [row for row in been if marker is not BACK or set(content(row.summary)) <= set(names)]
    gone = [row for row in context.removed if isinstance(row, Event) and holds(names, words_of(row.summary))]
    return max(whole, key=lambda row: begins(row, context), default=gone[-1] if gone else None)


def begins(row: Event, context: Context) -> datetime:
    """When an event begins."""
    assert row.start is not None
    return instant(row.start, context.zone)


def words_around(command: Command, marker: re.Pattern[str]) -> list[str]:
    """What a sentence says beside these words, its times and the little words around all that."""
    values = command.values
    told = without_words(command.text, *command.whens, values.duration, values.location, values.alarm)
    plain = SAME.sub(" ", marker.sub(" ", told))
    for start, end in reversed(find_times(plain)):
        plain = f"{plain[:start]} {plain[end:]}"
    return [word for word in words_of(plain) if word not in AROUND]


def rows_called(names: Sequence[str], context: Context) -> list[Event]:
    """The events in whose titles these words stand."""
    index = context.index("event")
    ways = [(way,) for way in DOCTORS] if len(names) == 1 and names[0] in DOCTORS else [tuple(names)]
    ids = {id_ for way in ways for id_ in index.holding(way) if holds(way, words_of(index.rows[id_].summary))}
    return [row for row in context.queries.rows(sorted(ids)) if isinstance(row, Event)]
