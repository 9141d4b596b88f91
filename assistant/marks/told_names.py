"""Names that are told: what needs doing, who is fetched, a title behind its colon. All words up to the time are the name, whatever was marked."""

import dataclasses
import re

from assistant import wording
from assistant.marks.openings import DOUBT, SAID, SPOKEN
from assistant.schema import TIMES
from assistant.tagging import TaggedCommand, marking, mend, residue, spanning
from assistant.temporal.reading import find_times

#: What ends such a name: times, and what is said to the program of it.
ENDING = frozenset({*TIMES, "alarm", "duration", "priority", "list", "description"})
#: "the hedge needs cutting", "the rent has to be paid", where nobody speaks of themselves, nor says only that there is something to do.
NEEDS = re.compile(
    rf"(?:^\W*|\band\s+){wording.THE}"
    r"((?!(?:i|we|you|it|they|he|she|this|that|there|who|what|someone|everyone|also|still|just|really|so|and)\b)[^\W\d_][^,;.:()]*?\s+"
    r"(?:(?:needs?|could\s+(?:do\s+with|use))\s+(?!(?:doing|reminding|waking|telling|sorting|adding|putting|noting|listing|ticking|removing|(?:some|any|no|every)thing|string)\b)"
    r"([a-z]+ing)\b|(?:needs?\s+to|ha(?:s|ve)\s+to|must)\s+(?:be\s+(?!able\b|done\b|sorted\b)|go\s+(?:out|in|back|off)\b)[a-z]*))",
    re.I,
)
#: "Tom needs | new school shoes", "the dog needs his | worm tablet": what somebody or something is to get, and whose it is.
WANTS = re.compile(
    rf"\W*{wording.THE}("
    r"(?!(?:i|we|you|it|they|he|she|this|that|these|those|there|who|what|which|someone|anyone|no\w*|if|when|where|why|how|also|still"
    r"|will|would|do|does|did|can|could|should|shall|may|might|is|are|was|were|am|have|has|had|won['’]?t|don['’]?t|doesn['’]?t)\b)"
    r"[^\W\d_][\w'’-]*(?:\s+[^\W\d_][\w'’-]*){0,2}?)\s+needs?\s+(?!(?:to|on|at|by|for|from|in|with|it|that|this|them|me|us|more|today|tonight|tomorrow|string"
    r"|doing|reminding|telling|waking|\w+thing)\b)(?=\w[^,;?]*$)",
    re.I,
)
#: What is still to be done, and is not ticked off: "the ironing needs doing".
STILL_NEEDS = re.compile(rf"{NEEDS.pattern}|\bneeds?\s+(?:doing|sorting|to be (?:done|sorted))\b", re.I)
#: "buy | a new watch with a light", "get a new | phone charger": to be got, and none of what is sold elsewhere.
BUYS = re.compile(
    r"\W*(?:(?:please|go|and)\s+)*(?:buy\s+(?!(?:me|us|it|this|that|them|\d+)\b)|get\s+(?:an?|some)\s+new\s+)"
    r"(?=\w[^,;?]*$)(?!.*\b(?:shares?|stocks?|tickets?|bitcoin|crypto)\b)",
    re.I,
)
PLEASE = re.compile(r"(?:[\s,]+please)?[\s.!]*$", re.I)
ARTICLE, AND = re.compile(rf"^\W*{wording.THE}", re.I), re.compile(r"\s+and\s+", re.I)
LEADING = re.compile(r"[\s,]*(?:(?:on|by|for|in|the|my|our)\s+)*", re.I)
FURTHER_NEED = re.compile(r"\s+(?:and|&)\s+(?=[^,;.]*\bneeds?\b)", re.I)
#: "pick up Owen from", "drop Lily off at", "collect Ruby from".
ERRAND = re.compile(
    r"\W*(?:(?:please|add|i|we|['’]?ll|['’]?ve|have|has|got|need|must|to|and|then)\s+)*"
    r"((?:(?:pick|drop)\b(?=(?:\s+[^\W\d_]['’\w-]*){0,3}?\s+(?:up|off)\b)|collect|fetch|drive|walk)\s+)(?:(?:up|off)\s+)?(?:(?:my|our|the|his|her)\s+)?",
    re.I,
)
#: Whom an errand is for, without what follows: "Owen | from soccer".
FROM_THERE = re.compile(r"\s+(?:from|to|at|off|up|for|in)\b.*$", re.I)
TITLED = re.compile(
    r"\W*(?:(?:please|add|create|(?:put|book|schedule)(?=\s+(?:an?|new)\b)|an?|new)\s+)*(?:(?:new|event|appointment|entry):\s*(?=\w))?",
    re.I,
)
#: "design review: | cache layer", "viewing: | 12 Haddington Road |", and words that stand so before what is no title of which they are a part.
LABEL = re.compile(rf"((?!{wording.FIELD_WORD}:)[^\W\d_][\w'’&/-]+(?:\s+[\w'’&/-]+){{0,3}}):\s+(?=\w)", re.I)
ANNOUNCED = re.compile(r"^(?:got|has|have)\s|\brequest$")
#: "put a | hold | on the 23rd for | KPMG |", and what leads to whom it is for.
HOLD = re.compile(r"\W*(?:(?:please|can|could|you|put|place|add|make|pop|stick|in)\s+)+an?\s+(hold)\b", re.I)
HELD = re.compile(r"\W*((?:hold|option)\s*[-–—:]\s+)", re.I)
FOR = re.compile(r"\bfor\s+(?:the\s+)?$", re.I)
#: "union people want a | zoom |, put it in | on Friday |", and what may stand between the marks of that.
WISH = re.compile(
    rf"\W*{wording.THE}((?!(?:i|we|you|they|he|she|it)\b)[^\W\d_][^,;.?!]*?\s+(?:wants?|needs?|asked\s+for)\s+(?:to|an?|the|some)\s+[^,;.?!]*\w)"
    r"\s*[,;.–-]\s*(?:(?:so|can you|could you|please)\s+)*(?:put|pop|stick|add|book|schedule|pencil)\s+(?:it|that|this)\b",
    re.I,
)
WANTED = re.compile(r"(?:\W|\b(?:the|my|our|wants?|needs?|asked|for|to|an?|some)\b)*", re.I)
#: "| schedule a ride |".
SCHEDULE = re.compile(r"\W*(?:please\s+|(?:can|could) you\s+)*schedule\s+(?:an?|another)\s+(?=\w)", re.I)
#: What stands between such a name and its time.
BEFORE_TIME = re.compile(r"(?:[\s,;:–-]|\b(?:on|at|by|for|from|the|this|is|are)\b|\bin(?=\s+the\b))*$", re.I)


def end_before(text: str, time: int) -> int:
    """Where a name ends that stands before a time, without the words that lead to that."""
    return len(BEFORE_TIME.sub("", text[:time]))


def told(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The marks of a new thing with all words of such a name in it."""
    return mend(text, tagged, (scheduled, with_title, with_wish, with_errand, with_needs, with_wants))


def as_needed(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "the gutters need cleaning", taken for what is done, "buy some wine for Saturday", taken for nothing: it is still to be done, and noted."""
    nothing = tagged.operation == "none" and not tagged.slots
    clause = PLEASE.sub("", text[tagged.start : tagged.end])
    needs = STILL_NEEDS.search(clause) or WANTS.match(clause)
    if not (nothing and BUYS.match(clause)) and not (needs and (nothing or tagged.operation == "complete")):
        return tagged
    slots = tuple(tagged.named("summary", "attendee", *TIMES))
    times = find_times(clause)
    if not slots and (not times or (len(times) == 1 and times[0][1] == len(clause))):
        begin, at = tagged.start + len(clause) - len(ARTICLE.sub("", clause)), times[0][0] if times else len(clause)
        name = ("summary", begin, end_before(text, tagged.start + at))
        when = [("when", tagged.start + at, tagged.start + len(clause))] if times else []
        slots = marking(text, tagged.confidence, name, *when)
    return tagged.with_slots(slots, operation="create", object="task", asks=None)


def named(text: str, tagged: TaggedCommand, *begins: int) -> TaggedCommand:
    """The command with names that begin there and end before a time, a comma or a further one; of the slots within only who is met, and where."""
    spans = list[tuple[int, int]]()
    for begin in begins:
        stop = min((s.start for s in tagged.slots if s.name in ENDING and s.start > begin), default=tagged.end)
        mark = re.search(r"[,;:()!?]|\.(?:\s|$)", text[begin:stop]) or FURTHER_NEED.search(text[begin:stop])
        spans.append((begin, max(begin, end_before(text, begin + mark.start() if mark else stop))))
    inside = [s for s in tagged.slots if any(start <= s.start < end for start, end in spans)]
    if not inside or any(s not in inside for s in tagged.named("summary")):
        return tagged  # "collect Grandma at 4, call it Grandma pickup"
    names = marking(text, tagged.confidence, *(("summary", *span) for span in spans))
    return tagged.with_slots(
        (*names, *(s for s in tagged.slots if s not in inside or s.name in ("attendee", "location")))
    )


def with_hold(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "put a | hold | on the 23rd for | KPMG |", "hold - | stage tour |": what is not yet confirmed is called a hold, for those that it is for."""
    held = HOLD.match(text, tagged.start, tagged.end) if tagged.object == "event" else None
    name = next(iter(tagged.named("summary")), None)
    if name and tagged.object == "event" and (dashed := HELD.fullmatch(text, tagged.start, name.start)):
        return tagged.with_slot(name, spanning(text, name, start=dashed.start(1)))
    led = FOR.search(text[: name.start]) if name else None
    if not (held and name and led) or any(s.start < held.end() for s in tagged.slots):
        return tagged
    return tagged.with_slot(name, dataclasses.replace(name, text=f"{held[1]} {led[0]}{name.text}"))


def scheduled(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "| schedule a ride |": the word to the program is no thing to be done."""
    found, names = SCHEDULE.match(text, tagged.start), tagged.named("summary", "list")
    if not found or [s.name for s in names] != ["summary"] or not names[0].start < found.end() < names[0].end:
        return tagged
    return tagged.with_slot(names[0], spanning(text, names[0], start=found.end()), object="event")


def with_title(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "new event: Sing It Loud | workshop |, Saturday", "design review: | cache layer |, Tuesday": what stands before a colon begins the title,
    unless it says only that there is something."""
    found = TITLED.match(text, tagged.start, tagged.end) if tagged.object == "event" else None
    if found is None:
        return tagged
    label = LABEL.match(text, found.end(), tagged.end)
    if label and not is_word_to_program(label[1]) and not find_times(label[1]):
        return labelled(text, tagged, label)
    first = next((s for s in tagged.in_order if s.start >= found.end()), None)
    titled = found[0].rstrip().endswith(":") and first and first.name == "summary"
    return named(text, tagged, found.end()) if titled else tagged


def labelled(text: str, tagged: TaggedCommand, label: re.Match[str]) -> TaggedCommand:
    """The command whose title is the label and what stands behind its colon; a place or somebody there is where or with whom it is
    ("viewing: | 12 Haddington Road |")."""
    begin, slots = label.end(), tagged.in_order
    behind = [s for s in slots if s.start >= begin]
    if tagged.named("list") or any(s.name != "summary" for s in slots if s not in behind):
        return tagged
    first = behind[0] if behind and behind[0].start == begin else None
    if first and first.name not in ("summary", "attendee", "location"):  # "dinner: 7pm on Friday"
        return tagged
    alone = first and not any(s.name == "summary" for s in behind)
    if first and alone and (first.name == "location" or not first.text.islower()):
        return tagged.with_slots((*marking(text, tagged.confidence, ("summary", *label.span(1))), *behind))
    blank = marking(text, tagged.confidence, ("summary", begin, begin))
    made = named(
        text, tagged.with_slots((*blank, *(s for s in behind if s is not first or s.name == "summary"))), begin
    )
    name = next((s for s in made.named("summary") if s.start == begin and s.text), None)
    return made.with_slot(name, spanning(text, name, start=label.start())) if name else tagged


def is_word_to_program(label: str) -> bool:
    """ "task", "new", "note to self", "tiny request", "got moved": no part of a title."""
    word = label.casefold()
    said = word in SAID or wording.KINDS.get(word) in ("event", "task", "meeting")
    return said or bool(SPOKEN.search(word) or ANNOUNCED.search(word))


def with_wish(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "union people want a | zoom |, put it in on Friday": of what somebody wants who is not marked the title is all that was said."""
    found = WISH.match(text, tagged.start, tagged.end) if tagged.object == "event" else None
    inside = tagged.over(*found.span(1)) if found else []
    said = found and dataclasses.replace(tagged, slots=tuple(inside), start=found.start(1), end=found.end(1))
    if found is None or not said or any(s.name != "summary" for s in inside) or WANTED.fullmatch(residue(text, said)):
        return tagged
    name = marking(text, tagged.confidence, ("summary", *found.span(1)))
    return tagged.with_slots((*name, *(s for s in tagged.slots if s not in inside)))


def with_needs(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "the hedge needs cutting by Sunday": a thing to do that is called so, not the hedge alone, nor an appointment unless that is sure."""
    found = list(NEEDS.finditer(text, tagged.start, tagged.end))
    kit = any(s.start == m.start(2) and s.end > m.end(2) for s in tagged.named("summary") for m in found)
    begins = [after_time(text, tagged, m) for m in found]
    if not found or kit or None in begins or any(SPOKEN.search(m[1]) for m in found):
        return tagged  # "the kids need swimming kit", "remind me the …"
    made = named(text, tagged, *(begin for begin in begins if begin is not None))
    doubted = made is not tagged and tagged.confidence < DOUBT
    return dataclasses.replace(made, object="task") if doubted else made


def with_wants(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "Tom needs | new school shoes": one thing to get is called by all of it, so that it says whose it is; a sure appointment is not, nor what
    a list needs."""
    found = WANTS.match(text, tagged.start, tagged.end)
    names = tagged.named("summary")
    sure = tagged.object == "event" and tagged.confidence >= DOUBT
    if found is None or len(names) != 1 or names[0].start < found.end() or sure:
        return tagged
    listed = any(s.start < found.end() for s in tagged.named("list")) or SPOKEN.search(AND.sub(" ", found[1]))
    return tagged if listed else named(text, tagged, found.start(1))


def after_time(text: str, tagged: TaggedCommand, found: re.Match[str]) -> int | None:
    """Where the name begins of what needs doing, behind the time with which it may open ("on Friday | the bins need emptying"); None where a
    time is in it."""
    times = [s for s in tagged.slots if s.name in ENDING and found.start(1) <= s.start < found.end(1)]
    if not times:
        return found.start(1)
    leads = len(times) == 1 and LEADING.fullmatch(text, found.start(1), times[0].start)
    behind = LEADING.match(text, times[0].end) if leads else None
    return behind.end() if behind else None


def with_errand(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "pick up Owen from soccer at 5", "drop Lily off at Zoe's": doubted, it is called so, and is about the one who is fetched."""
    met = tagged.named("attendee")
    if len(met) != 1 or tagged.object != "event" or tagged.confidence >= DOUBT:
        return tagged
    found = ERRAND.match(text, tagged.start)
    if found is None or found.end() != met[0].start:  # "walk through of the flat with the agent"
        return tagged
    whom = spanning(text, met[0], end=met[0].start + len(FROM_THERE.sub("", met[0].text)))
    return named(text, tagged.with_slot(met[0], whom), found.start(1))
