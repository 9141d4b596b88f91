"""What is told beside an order: why, of whom, until when. Its words say what the order is about at most, and never what changes."""

import dataclasses
import re
from typing import Final

from assistant import wording
from assistant.commands import Command, Number, with_selector
from assistant.marks.left_over import FOUND_BY, ORDER, ORDERED, VERBS
from assistant.schema import CHANGES
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging
from assistant.temporal.reading import find_times

#: "that clashes with the |", before "make it".
REASON: Final = re.compile(
    r"\b(?:(?:clash|overlap|conflict)\w*\s+with|because\s+of|due\s+to)\s+(?:(?:the|my|our|a|an)\s+)?$", re.I
)
#: ", they say it's the |", ", something about the |", behind a change of time: no place.
STORY: Final = re.compile(
    r"[,;.–—]\s*(?:because|cos|apparently|seemingly|(?:they|he|she)\s+(?:say|says|said|think|thinks|reckon|reckons)|something)\b[^,;.]*"
    r"(?:\bit['’]?s|\bit is|\bit was|\babout|\bwith|\bof)\s+(?:(?:the|a|an|his|her|their)\s+)?$",
    re.I,
)
IT: Final = re.compile(r"[,;.–—]\W*(?:\w+\s+){1,3}(?:it|that|them)\b", re.I)
#: Words of which nothing is told, where they begin a clause.
NOBODY: Final = r"(?:it|that|this|there|which|what|who|when|where|why|how|we|you|let|please|and|or|is|are|do|does|can|could|will|no|not|so)\b"
IS: Final = r"(?:\s+(?:is|are|am|was|were|looks)|['’](?:s|m|re))"
#: A further clause at the end that says why: "Lotte works until 8", "Joost has no space", "thursday is packed", "no time today".
TOLD: Final = re.compile(
    rf"(?:\s*[,;.–—]\s*|\s+)(?:(?:because|cos|since|as)\s+|(?<=[,;.–—]\s))(?:(?!{NOBODY})(?:(?:the|my|our)\s+)?(?!\d)[\w'’]+?(?:\s+\w+)?(?:"
    rf"(?:{IS}|\s+(?:works?|has|have|had|runs?|teach\w*))\b[^,;.?]*?\b{wording.UNTIL_WHEN}\b"
    r"|(?:\s+(?:has|have|had)|['’](?:s|ve)\s+got)\s+(?:no|not enough|too (?:much|many|little)|an?(?!\s+(?:\w+\s+)?(?:slot|opening|gap"
    r"|space|spot|table|room|court|appointment)\b))\b"
    rf"|{IS}\s+(?:\w+\s+)?(?:closed|closing|booked|full|taken|shut|packed|crazy|busy|hectic|mad|crammed|chock|rammed|manic|impossible"
    r"|tricky|a (?:public |bank )?holiday|no good|too \w+)\b"
    r"|\s+(?:can|could)\s+(?:do|make)\s+(?:(?:the|his|her|their)\s+)?(?:normal|usual|old|original|same)\b)|(?:no (?:time|room|space"
    r"|chance|energy)|not enough \w+|(?:far |much |way )?too (?:much|busy|little|many|tired))\b)"
    r"(?:[^,;.?]|\.(?=\d))*[.!\s]*$",
    re.I,
)
UNTIL: Final = re.compile(rf"{wording.UNTIL_WHEN}\b", re.I)
#: Somebody of whom it is told at the end, and words of one clause that say no hour: then it may be something new.
SOMEBODY: Final = r"\s*[,;.–—]\s*(?:(?:because|cos|since|as)\s+)?(?:i|we|he|she|they)"
NO_HOUR: Final = (
    r"(?:(?!\b(?:and|but|so|then|plus|noon|midday|half|quarter|at (?:one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve))\b)[^,;.?\d])*"
)
#: ", I'm in Burley that day", ", she has a meeting on Tuesday".
BUSY: Final = re.compile(
    rf"{SOMEBODY}(?:(?:['’](?:m|s|re)|\s+(?:am|is|are))\s+(?:already\s+)?(?:in|at|on|away|off|out)"
    rf"|(?:['’](?:ve|s)\s+(?:already\s+)?got|\s+(?:already\s+)?(?:have|has)(?:\s+got)?)\s+(?:an?|my|the|his|her))\b{NO_HOUR}[.!\s]*$",
    re.I,
)
#: ", he's at college that day", ", we don't need it that week".
BUSY_THEN: Final = re.compile(
    rf"{SOMEBODY}(?:['’](?:m|s|re|ve)|\s+(?:am|is|are|was|have|has|can(?:['’]?t|not)|(?:do|does|is|are|wo)n['’]?t|works?))\s{NO_HOUR}"
    r"\bthat (?:day|week|weekend|morning|afternoon|evening|night)[.!\s]*$",
    re.I,
)
THAT: Final = re.compile(r"(?:on )?that\b", re.I)
#: Marks that may be somebody.
PEOPLE: Final = frozenset({"attendee", "removed_attendee"})
#: Marks of which an order that stands before such words has one.
TOLD_BEFORE: Final = re.compile(r"when|shift|new_\w+")
#: "Priya's sick", "as Noah is late", "Jess quit": of whom something is told.
TOLD_OF: Final = re.compile(
    rf"(?:^\W*|[,;.!–—]\s*|\b(?:as|since|because|cos|so)\s+)(?:my\s+|our\s+)?(?!{NOBODY}|(?:i|he|she|they|today|tomorrow|{wording.WEEKDAY})\b)([^\W\d_][\w-]+)"
    r"(?:['’](?:s|ll|d)|\s+(?:is|was|has|had|will|won['’]t|can['’]t|cannot|isn['’]t|got|broke|caught|hurt|\w+ed|quit|rang|said|says"
    r"|wants|needs|left))\b",
    re.I,
)
#: "her |", "his next |", "with her".
HERS: Final = re.compile(r"\b(?:his|her|their)\s+(?:(?:next|last|first|old|usual)\s+)?$", re.I)
WITH_HER: Final = re.compile(r"\bwith (?:him|her|them)\b", re.I)
#: "I'm in Chicago on Tuesday so cancel the | swim |", "gym's closed, so no yoga".
SO: Final = r"(?:(?:please|just|then|i['’]ll|we['’]ll|let['’]?s|there['’]s)\s+)*"
SO_CANCEL: Final = re.compile(rf"(?:\bso\s+|,\s*){SO}(?:cancel|skip|drop|scrap|delete)\s+(?:(?:the|my|our)\s+)?$", re.I)
SO_NOT: Final = re.compile(rf"\bso\s+{SO}(?:no\b|{VERBS})", re.I)


def without_told(tagging: Tagging) -> Tagging:
    """The sentence without such a clause at its end ("movie night is at 9 |, Lotte works until 8"), of which nothing is changed or asked."""
    text = tagging.text
    found = TOLD.search(text)
    first = next((c for c in tagging.commands if found and c.start < found.start()), None)
    own = [s for s in first.slots if s.end <= found.start()] if first and found else []
    if found is None or not own or (first and first.operation == "read"):
        return tagging
    changed = any(TOLD_BEFORE.fullmatch(s.name) for s in own)
    commands = list[TaggedCommand]()
    for command in tagging.commands:
        if command.start < found.start() and command.operation in CHANGES and changed:
            kept = tuple(s for s in command.slots if s.end <= found.start())
            command = dataclasses.replace(command, slots=kept, end=min(command.end, found.start()))
        elif command.operation == "create" and any(s.name == "when" for s in own):  # its other words may be a note
            told = (s for s in command.slots if not (s.start > found.start() and UNTIL.match(s.text)))
            command = dataclasses.replace(command, slots=tuple(told)) if command.start < found.start() else command
        if command.start < found.start() or not is_told(command):
            commands.append(command)
    return dataclasses.replace(tagging, commands=tuple(commands))


def without_busy(tagging: Tagging) -> Tagging:
    """ "move physio to Friday, | I've got a meeting on Thursday", "…, | I'm in Leeds that day": after an order, where somebody is says why,
    and is nothing new."""
    found = BUSY.search(tagging.text)
    ordered = [c for c in tagging.commands if found and c.start < found.start()]
    if not ordered or ordered[-1].operation not in CHANGES:
        return tagging
    later = (c for c in tagging.commands[len(ordered) :] if (c.operation, c.object) != ("create", "event"))
    return dataclasses.replace(tagging, commands=(*ordered, *later))


def of_its_own_day(command: Command) -> Command:
    """ "cancel the dentist, I'm on site that day", before which no day was talked of: that is the thing's own day, and finds nothing; of
    several it would have to."""
    told = BUSY_THEN.search(command.text) if command.operation in CHANGES else None
    whens = tuple(when for when in command.selector.whens if not THAT.match(when))
    many = command.selector.number is Number.ALL or command.selector.plural
    if told is None or (many and not whens):
        return command
    return dataclasses.replace(with_selector(command, whens=whens), text=command.text[: told.start()])


def is_told(command: TaggedCommand) -> bool:
    """Nothing of its own: a question ("NDSM is fully booked"), a thing without a beginning ("I have spin | until 7 |"), or no change."""
    whens = [s.text for s in command.slots if s.name == "when"]
    if command.operation == "create":
        return bool(whens) and all(UNTIL.match(when) for when in whens)
    empty = command.operation == "update" and not any(TOLD_BEFORE.fullmatch(s.name) for s in command.slots)
    return command.operation == "read" or empty


def of_told(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "Priya's sick, cancel her | shifts |": Priya's, and "coffee with her" is with her of whom something is told."""
    names, met = [s for s in tagged.slots if s.name == "summary"], WITH_HER.search(text, tagged.start, tagged.end)
    hers = [s for s in names if HERS.search(text[tagged.start : s.start])]
    if tagged.operation == "create" or not (hers or met):
        return tagged
    said = (m for m in TOLD_OF.finditer(text, 0, tagged.end) if all(not s.start <= m.start(1) < s.end for s in names))
    people = {m[1] for m in said}
    people = {n for n in people if n[0].isupper()} or people
    if len(people) != 1:
        return tagged
    name = people.pop()
    others = [s for s in tagged.slots if s not in hers and not (s.name in PEOPLE and s.text.startswith(name))]
    named = [dataclasses.replace(s, text=f"{name}'s {s.text}") for s in hers]
    if not hers and met:
        named = [TaggedSlot("attendee", *met.span(), name, tagged.confidence)]
    return dataclasses.replace(tagged, slots=(*others, *named))


def so_cancelled(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "I'm away on Tuesday so cancel the | swim |" is a deletion; of "gym's closed | next week | so no yoga" the time told is that of what goes."""
    names = [s for s in tagged.slots if s.name == "summary"]
    goes = (tagged.operation, tagged.object) in (("create", "event"), ("delete", "event")) and len(names) == 1
    so = SO_CANCEL.search(text, tagged.start, names[0].start) if goes else None
    if so and so.start() > tagged.start:  # where one is then, it is not
        slots = tuple(s for s in tagged.slots if s.name != "location" or s.start > so.start())
        return dataclasses.replace(tagged, operation="delete", slots=slots)
    so = SO_NOT.search(text, tagged.start, tagged.end) if tagged.operation == "delete" else None
    if so is None or any(s.name == "when" or s.start < so.start() for s in tagged.slots):
        return tagged
    told = text[tagged.start : so.start()]
    times = [] if wording.PAST.search(told) else find_times(told)
    if len(times) != 1:
        return tagged
    start, end = (tagged.start + at for at in times[0])
    when = TaggedSlot("when", start, end, text[start:end], tagged.confidence)
    return dataclasses.replace(tagged, slots=(when, *tagged.slots))


def without_reasons(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "| payroll | cancelled on me. Take the | call | off", "that clashes with | the car service |, make it 9:30", "the trip is put back a
    week, they say it's | the engines": what says why is not what changes. Whose things are meant is told there."""
    tagged = so_cancelled(text, of_told(text, tagged))

    def led(name: str, words: re.Pattern[str]) -> list[TaggedSlot]:
        return [s for s in tagged.slots if s.name == name and words.search(text[tagged.start : s.start])]

    told = led("new_location", STORY) if any(s.name in ("shift", "new_when") for s in tagged.slots) else []
    if tagged.operation in CHANGES:
        whys, named = led("summary", REASON), [s for s in tagged.slots if s.name in FOUND_BY]
        told += whys if any(IT.search(text, s.end, tagged.end) for s in whys) else []
        begun = ORDERED.search(text, tagged.start, tagged.end)
        if begun and not ORDER.match(text[tagged.start : begun.start()]) and any(s.start >= begun.end() for s in named):
            told += [s for s in named if s.end <= begun.start()]
    return dataclasses.replace(tagged, slots=tuple(s for s in tagged.slots if s not in told))
