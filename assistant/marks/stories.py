"""What is told beside an order: why, and of whom. Its words say what the order is about at most, and never what changes."""

import dataclasses
import re
from typing import Final

from assistant import wording
from assistant.commands import Command, Number, with_selector
from assistant.marks.left_over import FOUND_BY, ORDER, ORDERED, SURE_VERBS
from assistant.resolution.matching import words_of
from assistant.resolution.name_index import Indexes
from assistant.schema import CHANGES, EXCLUDED
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging, marking, spanning
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time
from models.queries import Queries

#: "that clashes with the |", before "make it".
#: "so that I don't miss |", "so we can catch |"; "so I have to |" is an order.
SO_THAT: Final = re.compile(
    r"\bso\s+(?:that\s+)?(?:i|we|he|she|they|it)\s+(?:do\s?n['’]?t|does\s?n['’]?t|do\s+not|wo\s?n['’]?t|will\s+not|ca\s?n['’]?t|can(?:not)?|could|never|get|catch|make|reach|arrive)\b",
    re.I,
)
#: "remind me to | leave | at".
TO_DO: Final = re.compile(r"\bto\s+(?!(?:the|my|our)\b)([^\W\d_][^,;|]*?)\s+(?:(?:on|at|by)\s+)?\S$", re.I)
REASON: Final = re.compile(
    r"\b(?:(?:clash|overlap|conflict)\w*\s+with|because\s+of|due\s+to)\s+(?:(?:the|my|our|a|an)\s+)?$", re.I
)
#: ", they say it's the |", ", something about the |", behind a change of time: no place.
STORY: Final = re.compile(
    r"[,;.–—]\s*(?:because|cos|apparently|seemingly|(?:they|he|she)\s+(?:say|says|said|think|thinks|reckon|reckons)|something)\b[^,;.]*"
    r"(?:\bit['’]?s|\bit is|\bit was|\babout|\bwith|\bof)\s+(?:(?:the|a|an|his|her|their)\s+)?$",
    re.I,
)
#: "it's shifted to | Monday | …, so change it to | the 11th at 9:30 |".
RESTATED: Final = re.compile(
    r"[,;.]\W*(?:\w+\s+){0,2}?(?:change|move|make|put|shift|set|push)\s+(?:it|that|this)\b", re.I
)
IT: Final = re.compile(r"[,;.–—]\W*(?:\w+\s+){1,3}(?:it|that|them)\b", re.I)
#: Words of which nothing is told, where they begin a clause.
NOBODY: Final = r"(?:it|that|this|there|which|what|who|when|where|why|how|we|you|let|please|and|or|is|are|do|does|can|could|will|no|not|so)\b"
WHY: Final = r"(?:\s*[,;.–—]\s*(?:(?:because|cos|since|as)\s+)?|\s+(?:because|cos|since|as)\s+)"
ARE: Final = (
    r"(?:['’](?:s|m|re|ve)|\s+(?:is|are|am|was|were|has|have|had|works?|runs?|teach\w*))(?:\s+already)?(?:\s+got)?"
)
#: A further clause at the end that says why: "Lotte works until 8", "Joost has no space", "no time today".
TOLD: Final = re.compile(
    rf"{WHY}(?:(?!{NOBODY}){wording.THE}(?!\d)[\w'’]+?(?:\s+\w+)?(?:{ARE}\s(?:[^,;.?]*?\b{wording.UNTIL_WHEN}|no|not enough|too \w+"
    r"|(?:\w+\s+)?(?:closed|closing|shut|full|packed|taken))|\s+can\s+(?:do|make)\s+(?:(?:the|his|her|their)\s+)?(?:normal|usual|same))\b"
    r"|(?:no (?:time|room|space|chance|energy)|not enough \w+|(?:far |much |way )?too (?:much|busy|little|many|tired))\b)"
    r"(?:[^,;.?]|\.(?=\d))*[.!\s]*$",
    re.I,
)
UNTIL: Final = re.compile(rf"{wording.UNTIL_WHEN}\b", re.I)
#: Words of one clause that say no hour: with one it may be something new.
NO_HOUR: Final = (
    r"(?:(?!\b(?:and|but|so|then|plus|noon|midday|half|quarter|at (?:one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve))\b)(?:[^,;.?\d]|\d{1,2}(?:st|nd|rd|th)\b))*"
)
#: ", I'm in Burley that day", ", she has a meeting on Tuesday", ", we're home with Theo on the 9th".
BUSY: Final = re.compile(
    rf"{WHY}(?:i|we|he|she|they){ARE}\s+(?:in|at|on|away|off|out|an?|my|the|his|her|with|home|back|busy|sick|ill|stuck|not)\b{NO_HOUR}[.!\s]*$",
    re.I,
)
#: ", I have standup at 10", ", Noor has another call at 4": of an hour alone, which is one of the day of the order.
HAS: Final = re.compile(
    rf"{WHY}(?:i|we|he|she|they|[A-Z]\w+)(?:(?:['’]ve| has| have|['’]s) got| has| have)(?! to\b)\s[^,;]*$"
)
#: Deeds that are told even by a bare "Tom working", and where the sentence was taken for nothing: "Bo's crashing on Friday" is none.
KNOWN_DEED: Final = r"(?:pick|collect|dropp|tak|driv|walk|bring|mind|babysitt|feed|fetch|watch|look|work|cover)ing\b"
#: ", I'm picking up Theo at 4 instead": of a deed of which only who and when were marked even the hour is told.
DOES: Final = re.compile(rf"{WHY}(?:i|we|he|she|they)(?:['’](?:m|s|re)|\s+(?:am|is|are))\s+{KNOWN_DEED}[^,;?]*$", re.I)
#: ", he's at college that day", ", we don't need it that week".
BUSY_THEN: Final = re.compile(
    rf"{WHY}(?:i|we|he|she|they)(?:{ARE}|\s+can(?:['’]?t|not)|\s+(?:do|does|is|are|wo)n['’]?t)\s{NO_HOUR}"
    r"\bthat (?:day|week|weekend|morning|afternoon|evening|night)[.!\s]*$",
    re.I,
)
THAT: Final = re.compile(r"(?:on )?that\b", re.I)
#: Marks of which an order that stands before such words has one.
TOLD_BEFORE: Final = re.compile(r"when|shift|new_\w+")
#: "Priya's sick", "as Noah is late", "Jess quit": of whom something is told.
TOLD_OF: Final = re.compile(
    rf"(?:^\W*|[,;.!–—]\s*|\b(?:as|since|because|cos|so)\s+)(?:my\s+|our\s+)?(?!{NOBODY}|(?:i|he|she|they|today|tomorrow|{wording.WEEKDAY})\b)([^\W\d_][\w-]+)"
    r"(?:['’](?:s|ll|d)|\s+(?:just\s+)?(?:is|was|has|had|will|won['’]t|can['’]t|cannot|isn['’]t|got|broke|caught|hurt|\w+ed|quit|rang|said|says"
    r"|wants|needs|left))\b",
    re.I,
)
#: "| Mrs Gray | 's poorly", but not "| Emma | 's mum".
IS_SO: Final = re.compile(
    rf"(?!['’]){ARE}\s|['’]s\s+(?:poorly|ill|sick|away|unwell|not|off|out|busy|late|stuck|got|been|broken|hurt|in|on|at|\w+ing)\b",
    re.I,
)
#: "her |", "his next |", "with her".
HERS: Final = re.compile(r"\b(?:his|her|their)\s+(?:(?:next|last|first|old|usual)\s+)?$", re.I)
WITH_HER: Final = re.compile(r"\bwith (?:him|her|them)\b", re.I)
#: "I'm away on Friday so cancel the |", "Mark's working Friday so | date night | 's off".
SO: Final = r"\bso\s+(?:(?:then|now|that means)\s+)?"
#: The first, and "Easter break, no | brownies | on the 2nd".
SO_CANCEL: Final = re.compile(
    rf"(?:{SO}(?:\w+\s+)?(?:cancel|skip|drop|scrap|delete)\s+{wording.THE}"
    r"|\w\s*[,;:.!–—-]\s*(?:so\s+)?no\s+(?:more\s+)?)$",
    re.I,
)
SO_IT: Final = re.compile(rf"{SO}(?:(?:the|my|our|his|her|their)\s+)?$", re.I)
IS_OFF: Final = re.compile(
    r"(?:['’]s|\s+(?:is|are|will be))\s+(?:off|cancell?ed|not (?:on|happening)|out)\b|\s+(?:isn|aren|won)['’]t\s+(?:be\s+)?(?:on|happening)\b",
    re.I,
)

#: ". You can tick that off", behind what was done.
TICK_IT: Final = re.compile(
    r"[.;!,]\s*(?:so\s+)?(?:(?:you can|please|can you|could you)\s+)*(?:tick|cross|check|mark|strike)\s+(?:it|that|this|them)\b",
    re.I,
)

#: "I can't mind the | grandchildren | tomorrow", and no more: what one can't do is nothing new, but what one can't forget is.
CANNOT: Final = re.compile(
    r"\W*(?:(?:sorry|sadly|unfortunately|oh|and|but)\W+)*(?:(?:i|we)\s*)?"
    r"(?:(?:ca|wo)n['’]?t|cannot|can not|will not|(?:am|are|['’]m|['’]re) (?:not able|unable) to)\s+"
    rf"(?!(?:(?:be )?able to )?(?:forget|miss|wait|believe|stop)\b)(?:(?!\b(?:so|but|and|because|cos|{wording.UNTIL_WHEN}|unless|if|put|make it)\b)[^,;:?])*",
    re.I,
)

#: "Tom can't come until 2, so | move the gutters |": the order, which is no part of the name.
ORDER_IN: Final = re.compile(rf"{SURE_VERBS}\s+(?:the|my|our)\s+(?=\w)", re.I)
SO_BEFORE: Final = re.compile(r"\bso\s+$", re.I)


def without_told(tagging: Tagging) -> Tagging:
    """The sentence without such a clause at its end ("movie night is at 9 |, Lotte works until 8", "move physio to Friday, | I'm in Leeds that
    day"), of which nothing is changed, made or asked."""
    told, busy, does = (words.search(tagging.text) for words in (TOLD, BUSY, DOES))
    has = HAS.search(tagging.text)
    beside = [s.text for c in tagging.commands for s in c.named("when") if has and s.start >= has.start()]
    has = has if all(read and not read.day_said for read in (read_time(when, ANY_TIME) for when in beside)) else None
    begin = min((m.start() for m in (told, busy, does, has) if m), default=0)
    ordered = [c for c in tagging.commands if c.start < begin]
    own = [s for c in ordered[:1] for s in c.slots if s.end <= begin]
    if not own or ordered[0].operation == "read":
        return tagging
    changes = ordered[-1].operation in CHANGES
    if told and any(TOLD_BEFORE.fullmatch(s.name) for s in own):
        ordered = [
            c.with_slots(
                (
                    s
                    for s in c.slots
                    if s.end <= begin or s.name == EXCLUDED or not (c.operation in CHANGES or UNTIL.match(s.text))
                ),
                end=c.end if c.named(EXCLUDED) else min(c.end, begin),
            )
            for c in ordered
        ]
    elif busy and changes:  # "skip yoga on Thursday, I'm with | Ben |"
        ordered[-1] = ordered[-1].with_slots(s for s in ordered[-1].slots if s.end <= begin or s.name != "attendee")
    why = changes and bool(busy or has)
    later = (c for c in tagging.commands if c.start >= begin)
    # of "I'm picking up | Theo | at | 4:15 | instead" nothing was marked as what it is called
    kept = (c for c in later if not is_told(c, why or (changes and bool(does) and not c.named("summary"))))
    return tagging.with_commands((*ordered, *kept))


def is_told(command: TaggedCommand, why: bool) -> bool:
    """Nothing of its own: where somebody is (`why`), a question, a thing without a beginning ("I have spin | until 7 |"), or no change."""
    whens = [s.text for s in command.named("when")]
    if command.operation == "create":
        return (why and command.object == "event") or (bool(whens) and all(UNTIL.match(when) for when in whens))
    empty = command.operation == "update" and not any(TOLD_BEFORE.fullmatch(s.name) for s in command.slots)
    return command.operation == "read" or empty


def of_its_own_day(command: Command) -> Command:
    """ "cancel the dentist, I'm on site that day", before which no day was talked of: that is the thing's own day, and finds nothing; of
    several it would have to."""
    told = BUSY_THEN.search(command.text) if command.operation in CHANGES else None
    whens = tuple(when for when in command.selector.whens if not THAT.match(when))
    many = command.selector.number is Number.ALL or command.selector.plural
    if told is None or (many and not whens):
        return command
    return dataclasses.replace(with_selector(command, whens=whens), text=command.text[: told.start()])


def of_told(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "Priya's sick, cancel her | shifts |": Priya's, and "coffee with her" is with her of whom something is told."""
    names, met = tagged.named("summary"), WITH_HER.search(text, tagged.start, tagged.end)
    hers = [s for s in names if HERS.search(text[tagged.start : s.start])]
    if tagged.operation == "create" or not (hers or met):
        return tagged
    said = (m for m in TOLD_OF.finditer(text, 0, tagged.end) if all(not s.start <= m.start(1) < s.end for s in names))
    told = {m[1] for m in said}
    told = {n for n in told if n[0].isupper()} or told
    if len(told) != 1:
        return tagged
    name = told.pop()
    people = tagged.named("attendee", "removed_attendee")
    others = [s for s in tagged.slots if s not in hers and not (s in people and s.text.startswith(name))]
    named = [dataclasses.replace(s, text=f"{name}'s {s.text}") for s in hers]
    if not hers and met:
        named = [TaggedSlot("attendee", *met.span(), name, tagged.confidence)]
    return tagged.with_slots((*others, *named))


def without_strangers(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """ "| Mrs Gray |'s poorly so cancel | piano |": she is told of, and finds nothing where no piano is with somebody called so."""

    def with_her(command: TaggedCommand, person: TaggedSlot) -> bool:
        index, said = indexes.named(command.object, queries), set(words_of(person.text))
        rows = (index.rows[id_] for name in command.named("summary") for id_ in index.candidates(name.text))
        return any(not said.isdisjoint(words_of(each)) for row in rows for each in (row.summary, *row.attendees))

    def known(command: TaggedCommand) -> TaggedCommand:
        people = command.named("attendee") if command.operation in CHANGES and command.named("summary") else ()
        told = [s for s in people if IS_SO.match(tagging.text, s.end) and not with_her(command, s)]
        return command.with_slots(s for s in command.slots if s not in told)

    return tagging.with_commands(map(known, tagging.commands))


def called_off(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "I'm away on Friday so cancel the | match |", "Mark's working Friday so | date night | 's off": what was taken for something new, and is
    to go on the day that is told before it; "I can't mind the | grandchildren | tomorrow"."""
    name = next(iter(tagged.named("summary")), None)
    if tagged.operation != "create" or name is None:
        return tagged
    off = SO_IT.search(text, tagged.start, name.start) and IS_OFF.match(text, name.end)
    cannot = tagged.object == "event" and CANNOT.fullmatch(text, tagged.start, tagged.end)
    goes = off or cannot or SO_CANCEL.search(text, tagged.start, name.start)
    return dataclasses.replace(tagged, operation="delete") if goes else tagged


def without_done_time(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "called the plumber | this morning |. You can tick that off": when it was done finds no task."""
    tick = TICK_IT.search(text, tagged.start) if tagged.operation == "complete" else None
    if tick is None:
        return tagged
    return tagged.with_slots(s for s in tagged.slots if s.name != "when" or s.start > tick.start())


def without_purposes(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "wake me at 6 so that I don't miss | the train |": what it is for gives no name to it, and is no second thing; "remind me to | leave | at
    7 so that I catch | the train |" is called by what is to be done."""
    found = SO_THAT.search(text, tagged.start, tagged.end) if tagged.operation == "create" else None
    names = tagged.named("summary") if found else []
    told = [s for s in names if found and s.start > found.start()]
    if found is None or not told:
        return tagged
    kept = [s for s in tagged.slots if s not in told]
    first = min((s.start for s in kept), default=found.start())
    left = TO_DO.search(text, tagged.start, min(first, found.start()) + 1) if len(told) == len(names) else None
    if left is not None:
        return tagged.with_slots((*kept, *marking(text, tagged.confidence, ("summary", *left.span(1)))))
    woken = wording.WAKE.search(text) or wording.ALARM.search(text)
    return tagged.with_slots(kept) if len(told) < len(names) or woken else tagged


def without_reasons(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "| payroll | cancelled on me. Take the | call | off", "that clashes with | the car service |, make it 9:30", "the trip is put back a
    week, they say it's | the engines": what says why is not what changes. Whose things are meant is told there."""
    tagged = of_told(text, tagged)
    for slot in tagged.named("summary") if tagged.operation in CHANGES else ():
        order = ORDER_IN.match(slot.text) if SO_BEFORE.search(text[: slot.start]) else None
        tagged = tagged.with_slot(slot, spanning(text, slot, start=slot.start + order.end())) if order else tagged

    def led(name: str, words: re.Pattern[str]) -> list[TaggedSlot]:
        return [s for s in tagged.named(name) if words.search(text[tagged.start : s.start])]

    whens = tagged.named("new_when")
    told = [s for s in whens[:-1] if RESTATED.search(text[s.end : whens[-1].start])]
    told += led("new_location", STORY) if any(s.name in ("shift", "new_when") for s in tagged.slots) else []
    if tagged.operation in CHANGES:
        whys, named = led("summary", REASON), tagged.named(*FOUND_BY)
        told += whys if any(IT.search(text, s.end, tagged.end) for s in whys) else []
        begun = ORDERED.search(text, tagged.start, tagged.end)
        if begun and not ORDER.match(text[tagged.start : begun.start()]) and any(s.start >= begun.end() for s in named):
            told += [s for s in named if s.end <= begun.start()]
    return tagged.with_slots(s for s in tagged.slots if s not in told)
