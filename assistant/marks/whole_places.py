"""What the calendar knows by a longer name than was marked, and which calendar is named beside what is new: "at | culinary | dropout", "…, | shop"."""

import dataclasses
import re
from collections.abc import Iterator
from typing import Final

from assistant import wording
from assistant.marks.openings import OF_NO_NAME, SAID, SPOKEN
from assistant.resolution.matching import WORD, words_of
from assistant.resolution.name_index import Indexes, NameIndex
from assistant.schema import PLACES, TIMES
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging, instead, outside, spanning
from assistant.temporal.reading import find_times, values_of
from models.queries import Queries

#: Slots that hold somebody or a place.
NAMED: Final = PLACES | {"attendee", "new_attendee"}
#: A name goes on over what was taken for one of these.
OVER: Final = frozenset({"summary", "new_summary", "priority", "new_priority", "location", "attendee", "description"})
#: "tempe | high |", of which nothing says that it is a priority.
RANK: Final = re.compile(r"high|low|middle|medium|top|normal", re.I)
PRIORITY: Final = re.compile(r"\s*(?:prio|priority|importance)\b", re.I)
#: A calendar's name at the very end, "…, | shop", "…, calendar | shop", "in | work | please", "Friday 3pm | family"; "in the office" is a place. And before the order,
#: "in | production | add a briefing".
AT_END: Final = (
    r"(?:(?P<comma>,)\s*|\s+(?P<led>in|on|under|to|into)\s+|\s+)(?P<kind>(?:calendar|cal|list)(?:\s*:)?\s+)?"
    r"(?P<the>(?:the|my|our)\s+)?(?P<name>{})(?P<sort>\s+(?:calendar|cal|diary))?(?:,?\s+(?:for me|please|pls|plz|thanks))*[\s.!]*$"
)
AT_BEGIN: Final = (
    r"\W*(?:in|on|to|into|under)\s+(?:my\s+)?(?P<name>{})(?:\s+(?:list|calendar|cal))?[\s,:]+(?:(?:please|can you|could you)\s+)*"
    r"(?:add|put|create|schedule|book|pop|stick|enter|pencil)\b"
)
#: "lgi" behind the time, "thurs 8.30 | halfords |".
LAST_WORD: Final = re.compile(r"[\s,]+(?P<word>[^\W\d_][\w'’&-]+)[\s.!]*")
#: What is a place however it is written.
SOMEWHERE: Final = re.compile(
    rf"\b(?:{wording.CALL_PROGRAMS}|online|virtual|remote|(?:on|off)site|home|work|office|hq|room|hall|studio|library|school|lab|"
    r"church|cafe|café|pub|bar|upstairs|downstairs|downtown|outside|here|there)\b|\d",
    re.I,
)
#: What says how sure or when it is, or is said to the program.
NO_NAME: Final = re.compile(
    rf"{OF_NO_NAME}|sharp|ish|latest|max|tops|approx|tbc|tba|tbd|provisional(?:ly)?|tentative(?:ly)?|unconfirmed|confirmed|asap|ta|thx|ty|xx*|lmk|\w+ly|onwards?"
    r"|today|tonight|tomorrow|each|both|too|again|instead|prompt|local|early|late|time|hours?|mins?|minutes?|week|day|month|morning|afternoon|evening|night",
    re.I,
)
#: "new helmet | add to | tasks".
ADD_TO: Final = re.compile(
    r"[\s,;.–-]+(?:(?:and|so|then|please|can you)\s+)*(?:add|put|stick|pop)(?:\s+(?:it|this|that|them))?(?:\s+(?:down|up))?$",
    re.I,
)
#: "LGI", "qmc", "lgi": letters that begin no word.
INITIALS: Final = re.compile(
    r"[A-Z]{2,6}|[A-Z]&[A-Z]|(?i:a&e|(?!(?:[bcfgkps]l|[bcdfgkptw]r|[cgpstw]h|s[ckmnpqtw]|[dkt]w|[gk]n|ps)[a-z])[bcdfghjklmnpqrstvwxz]{2}[a-z]{0,3})"
)
#: What the name of a calendar may have been taken for.
UNSURE: Final = frozenset({"description", "location", "attendee"})


def with_whole_places(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """The tagging with the places and people of what is new as far as their names go, and with the calendar that is named last."""
    text, events = tagging.text, indexes.named("event", queries)

    def mended(command: TaggedCommand) -> TaggedCommand:
        if command.operation == "create":
            command = with_calendar_beside(text, command, queries)
            command = with_last_word(text, command, events)
        if command.operation not in ("create", "update") or command.object != "event":
            return command
        for slot in command.named(*NAMED):
            end = name_end(text, command, slot, events)
            if end > slot.end:
                kept = [
                    piece for s in command.slots for piece in ((s,) if s is slot else outside(text, s, slot.end, end))
                ]
                command = command.with_slots(instead(kept, slot, spanning(text, slot, end=end)))
        return command

    return tagging.with_commands(map(mended, tagging.commands))


def with_last_word(text: str, command: TaggedCommand, index: NameIndex) -> TaggedCommand:
    """ "hospital tour sunday 7th 330 | lgi |", "gym friday at 7 | legs |": a last word that no mark holds is where it is, if it is somewhere or
    nothing that people write small and often; somebody who is known comes; any other belongs to the title."""
    last, names = command.in_order[-1] if command.slots else None, command.named("summary")
    found = LAST_WORD.fullmatch(text, last.end, command.end) if last and last.name in TIMES else None
    word = found["word"] if found else ""
    if last is None or found is None or len(names) != 1 or NO_NAME.fullmatch(word) or SPOKEN.search(word):
        return command
    if word.casefold() in SAID or find_times(f"on {word}") or values_of(f"{last.text} {word}"):
        return command
    mark = spanning(text, last, *found.span("word"), name="location")
    event = command.object == "event"
    if event and index.people(word) and not command.named("attendee"):
        return command.with_slots((*command.slots, dataclasses.replace(mark, name="attendee")))
    somewhere = SOMEWHERE.search(word) or INITIALS.fullmatch(word) or word[:1].isupper()
    if event and somewhere and not command.named("location"):
        return command.with_slots((*command.slots, mark))
    # no word of it may stand in two places
    title = dataclasses.replace(names[0], text=f"{names[0].text} {word}")
    return command.with_slot(names[0], title)


def name_end(text: str, command: TaggedCommand, slot: TaggedSlot, index: NameIndex) -> int:
    """Where the name ends that begins with a mark: as far as something that is there is called so, else behind the word that can be nothing else."""
    later = [s for s in command.in_order if s.start >= slot.end]
    stop = next((s.start for s in later if s.name not in OVER), command.end)
    if longest := max(known_ends(text, slot, stop, index), default=0):
        return longest
    after = later[0] if later and text[slot.end : later[0].start].isspace() else None
    if after is None:
        return slot.end
    if after.name.endswith("priority") and RANK.fullmatch(after.text) and not PRIORITY.match(text, after.end):
        return after.end
    said = command.operation == "update" and slot.name == "new_location" and after.name == "summary"
    return after.end if said and after is later[-1] and not index.candidates(after.text) else slot.end


def known_ends(text: str, slot: TaggedSlot, stop: int, index: NameIndex) -> Iterator[int]:
    """The ends of what is written as a place or somebody of the calendar is, from where a mark begins."""
    rows = [index.rows[id_] for id_ in index.holding(words_of(slot.text))] if words_of(slot.text) else []
    names = {words_of(n) for row in rows for n in ((row.location or "").split(",")[0], *(a for a in row.attendees))}
    for word in WORD.finditer(text, slot.end, stop):
        if words_of(text[slot.start : word.end()]) in names:
            yield word.end()


def with_calendar_beside(text: str, command: TaggedCommand, queries: Queries) -> TaggedCommand:
    """ "delivery on friday at 10, | shop |", "leave from the 2nd to the 16th in | work |", "in | production | add a briefing", where a calendar is
    called just so: in that, and no note, no place and nobody."""
    names = (r"\s+".join(map(re.escape, c.name.split())) for c in queries.calendars() if c.kind == command.object)
    called = "|".join(names)
    if command.named("list") or not called:
        return command
    if begun := re.compile(AT_BEGIN.format(called), re.I).match(text, command.start, command.end):
        return with_list(text, command, begun.start("name"), begun)
    found = re.compile(AT_END.format(called), re.I).search(text, command.start, command.end)
    if found is None or found.end() < command.end:
        return command
    added = ADD_TO.search(text, command.start, found.start()) if found["led"] else None
    over = command.over(*found.span("name"))
    if added or found["kind"]:  # nothing of "add to tasks", "calendar shop" is of a name
        return with_list(text, command, added.start() if added else found.start("kind"), found)
    if found["sort"]:  # "studio cal"
        return with_list(
            text, command, found.start("led" if found["led"] else "the" if found["the"] else "name"), found
        )
    if found["the"]:  # "in the office"
        return command
    if found["comma"]:
        taken = all(s.name in UNSURE and s.start >= found.start("name") for s in over) and bool(command.named(*TIMES))
    elif found["led"]:
        placed = [s.name for s in over] == ["location"] and over[0].text.casefold() == found["name"].casefold()
        taken = (not over or placed) and found["led"].lower() in ("in", "on", "under")
        taken = taken and (command.object == "task" or bool(command.named(*TIMES)))
    else:
        last = command.in_order[-1] if command.slots else None
        behind = last is not None and not text[last.end : found.start("name")].strip()
        taken = behind and last is not None and last.name in (*TIMES, "duration")
    return with_list(text, command, found.start("name"), found) if taken else command


def with_list(text: str, command: TaggedCommand, begin: int, found: re.Match[str]) -> TaggedCommand:
    """The command with the calendar that is named, in whose mark all words from `begin` on are."""
    end = found.end("sort" if found.groupdict().get("sort") else "name")
    kept = [piece for s in command.slots for piece in outside(text, s, begin, end)]
    return command.with_slots((*kept, TaggedSlot("list", begin, end, found["name"], command.confidence)))
