""" "half past", "quarter to", "Bramble at quarter past": of the hour that was last said, of the thing that is named or talked of (policy 24)."""

from datetime import datetime

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.deciding import is_reason
from assistant.resolution.matching import content, holds, words_of
from assistant.temporal.carried import PART_OF_HOUR, part_of_hour, read_whens, said_hour
from assistant.timespan import start_of
from models.rows import Event, Task

PART = rf"(?P<part>{PART_OF_HOUR.pattern})"
#: "…, they never answer on the dot": why.
WHY = r"(?:\s*[,;.–—-]\s+(?P<why>\D*))?"
#: "no, | half past |", "make it | quarter to |".
PAST = cues.led(
    rf"(?:(?:or|(?:make|move) (?:it|that)(?: to)?|(?:what|how) about|let['’]?s (?:say|do|make it)|at)\W+)*{PART}(?:{cues.END}|{WHY}$)"
)
#: "| Bramble | at quarter past", "and move | Tess | to ten to".
OF_NAMED = cues.led(
    rf"(?:(?:can you |could you )?(?:move|push|make|put|change|shift) )?(?P<thing>(?!(?:it|that|this|them|remind|wake)\b)\S.*?)(?:\s+(?:is|goes|can be))?\s+(?:(?P<at>at|to|for|till?|until|from)\s+)?{PART}{cues.END}"
)


def whole_hour(text: str, conversation: Conversation) -> str:
    """ "no, at 18:30" for "no, half past", where what is planned, or what was asked about, is at 6 pm, "Bramble at 16:15" for "Bramble at quarter
    past", where that is at 4 pm; other sentences as they are."""
    found = PAST.fullmatch(text)
    named = None if found is not None else OF_NAMED.fullmatch(text)
    if found is None and named is None:
        return text
    said = found or named
    assert said is not None
    asked = read_whens(conversation.commands[-1].selector.whens) if conversation.answered else None
    begins = begins_named(named["thing"], conversation) if named else begins_talked_of(conversation)
    if begins is None and found and asked is not None and asked.time_said:
        begins = asked.start
    hour = part_of_hour(said["part"], begins) if begins is not None else None
    if hour is None:
        return text
    time = said_hour(hour, asked is not None and asked.meridiem_assumed)
    led = "" if named and named["at"] else "at "
    behind = "" if found and found["why"] and is_reason(found["why"], comes_first=False) else text[said.end("part") :]
    return f"{text[: said.start('part')]}{led}{time}{behind}"


def begins_talked_of(conversation: Conversation) -> datetime | None:
    """When the one thing begins that is planned, or was made or changed."""
    row = None if conversation.answered else conversation.thing
    begins = start_of(row) if isinstance(row, Event | Task) else None
    return begins if isinstance(begins, datetime) else None


def begins_named(thing: str, conversation: Conversation) -> datetime | None:
    """When what is called so begins, of what is planned, or was made or changed; None where nothing is, or several at several hours."""
    plan = None if conversation.answered else conversation.plan or conversation.carried_out
    rows = [e.after for e in plan.effects if isinstance(e.after, Event | Task)] if plan is not None else []
    said = content(thing)
    begun = {start_of(row) for row in rows if said and holds(said, words_of(row.summary))}
    begins = begun.pop() if len(begun) == 1 else None
    return begins if isinstance(begins, datetime) else None
