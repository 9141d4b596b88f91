"""What the calendar knows by a longer name than was marked, and which calendar is named at the end: "at | culinary | dropout", "…, | shop"."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.resolution.matching import WORD, words_of
from assistant.resolution.name_index import Indexes, NameIndex
from assistant.schema import PLACES, TIMES
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging, instead, marking, outside, spanning
from models.queries import Queries

#: Slots that hold somebody or a place.
NAMED: Final = PLACES | {"attendee", "new_attendee"}
#: A name goes on over what was taken for one of these.
OVER: Final = frozenset({"summary", "new_summary", "priority", "new_priority", "location", "attendee", "description"})
#: "tempe | high |", of which nothing says that it is a priority.
RANK: Final = re.compile(r"high|low|middle|medium|top|normal", re.I)
PRIORITY: Final = re.compile(r"\s*(?:prio|priority|importance)\b", re.I)
#: A name that was left over at the very end.
AT_END: Final = re.compile(r",\s*([^\W\d_][\w'’& -]*?)[\s.!]*$")
#: What the name of a calendar may have been taken for.
UNSURE: Final = frozenset({"description", "location", "attendee"})


def with_whole_places(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """The tagging with the places and people of what is new as far as their names go, and with the calendar that is named last."""
    text = tagging.text

    def mended(command: TaggedCommand) -> TaggedCommand:
        if command.operation == "create":
            command = with_calendar_at_end(text, command, queries)
        if command.operation not in ("create", "update") or command.object != "event":
            return command
        for slot in command.named(*NAMED):
            end = name_end(text, command, slot, indexes.named("event", queries))
            if end > slot.end:
                kept = [
                    piece for s in command.slots for piece in ((s,) if s is slot else outside(text, s, slot.end, end))
                ]
                command = command.with_slots(instead(kept, slot, spanning(text, slot, end=end)))
        return command

    return tagging.with_commands(map(mended, tagging.commands))


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


def with_calendar_at_end(text: str, command: TaggedCommand, queries: Queries) -> TaggedCommand:
    """ "delivery on friday at 10, | shop |", where a calendar is called just so: in that, and no note."""
    found = AT_END.search(text, command.start, command.end)
    if found is None or command.named("list") or not command.named(*TIMES) or found.end() < command.end:
        return command
    over = command.over(*found.span(1))
    kinds: list[str] = [c.kind for c in queries.calendars() if words_of(c.name) == words_of(found[1])]
    if command.object not in kinds or any(s.name not in UNSURE or s.start < found.start(1) for s in over):
        return command
    kept = (s for s in command.slots if s not in over)
    return command.with_slots((*kept, *marking(text, command.confidence, ("list", *found.span(1)))))
