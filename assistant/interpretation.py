"""A tagging → commands. Slots fill selector and values; the words that no slot holds say kind, number, scope, state, direction.

Nothing is looked up and no time is anchored here.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator

from assistant import wording
from assistant.commands import Command, Scope, Selector, Status, Values
from assistant.continuations import completed, continued
from assistant.marks import (
    bare_sums,
    beside_times,
    clauses,
    corrected,
    gaps,
    jottings,
    late_and_early,
    left_over,
    new_lists,
    numbers,
    old_values,
    people,
    put_there,
    rule_days,
    seams,
    shown_times,
    slots,
    stories,
    swaps,
    told_duties,
    told_names,
    told_spans,
    torn_by_time,
    torn_names,
    torn_times,
    unmarked,
    verbless,
    whole_titles,
)  # fmt: skip
from assistant.marks.slots import Pieces, first
from assistant.marks.spans import ARTICLES
from assistant.nouns import WORD, kind_of, looks_plural, unquoted
from assistant.selectors import selector_of
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging, mend, residue, spanning
from assistant.temporal.carried import ANY_TIME, day_words
from assistant.temporal.reading import read_time

#: Verbs that begin with a kind word.
PHRASAL = re.compile(
    r"\bcall(?:ed|ing)? (?:off|it|that|this|them|back|in)\b|\b(?:plan|schedule|book) (?=\w)"
    r"|(?:^|[,;]|\b(?:please|to|and|can|could|you|i|we|just|should))\W*\bcall\b(?=\s+(?:my|the|our|his|her|their|tomorrow|today)\b|\s+\|)",
    re.I,
)
#: "move it to my tasks": the list that needs no name.
TO_TASKS = re.compile(r"\b(?:on|in)?to (?:my |the )?(tasks|to-?dos?|to-?do list|task list)\b", re.I)
#: "buy milk and | call mom"; what is quoted is taken whole.
QUOTED = re.compile(r"[\"“] \| [\"”]")
WORD_LEFT = re.compile(r"(?<=\w)(?:\s*(?:,|\band|&|(?<=\s)the))+$", re.I)
#: "due tomorrow on my tasks list" picks out nothing more.
LIST_WORDS = re.compile(r"\b(?:(?:(?:tasks?|to-?dos?) )?lists?|calendars?)\b", re.I)
#: "the fit is only | three days": how long, not how often.
SO_LONG = re.compile(r"\b(?:only|just)\s+\|", re.I)
SINCE = re.compile(rf"(?:{wording.SINCE_WHEN}|after|since)\b", re.I)
#: What is put off until five begins then.
UNTIL = re.compile(rf"^{wording.UNTIL_WHEN}\s+", re.I)
#: Slots whose words say nothing but what something is called.
NAMING = frozenset({"summary", "new_summary", "attendee", "location", "list", "description"})
#: "push lunch to 2 | i finish late", "move it to 4 | school ends at half 3": that somebody's work ends says nothing of the end of a thing.
ONE_ENDS = re.compile(
    r"(?<=\|)\s*(?:[,;–—-]\s*)?(?:i|we|he|she|they|you|work|school|(?:my|his|her|their|the) shift)(?:['’](?:m|re|s|ll)|\s+(?:only|always|usually|never|don['’]?t"
    r"|doesn['’]?t|won['’]?t|won|will|am|is|are))*\s+(?:finish|end|stop)(?:e?s|n?ing)?\b[^,;|]*",
    re.I,
)
#: "holidays got extended, so please | change it to …": why.
SO_ORDER = re.compile(
    r"^.*\bso\s+(?:(?:pls|please|then|now|can you|could you)\s+)*(?=(?:change|move|make|put|shift|set|push)\b)", re.I
)
#: "rename it to just Floors"; "Just Dance" has a capital, or quotes.
JUST = re.compile(r"^(?:just|simply)\s+(?=\w)")
#: "the train to Lisbon | gets in at | 21:15".
ARRIVES = re.compile(rf"\|\s*(?:(?:now|actually|only|already)\s+)?{wording.ARRIVING}\b", re.I)
#: "by | an hour |, I need longer to get there", "to | 2 | i finish late", "| an hour | because the bus takes more": why it is moved, and not how.
WHY_MOVED = re.compile(
    r"(?<=\|)\s*(?:[,;.–—]\s*)?(?i:(?:because|cos|since|as)\s+)?(?:(?i:i|we|he|she|they)(?:['’]\w+)?|(?i:the|my|our)\s+\w+|[A-Z]\w+|(?!(?:and|but|so|to|it|that|then)\b)\w+(?=\s+(?:ends|finishes|stops)\b))\s+"
    r"(?!(?:it|that)\b)\w(?:(?!\b(?:it|this|that one)\b)[^|])*$"
)
#: "washing powder | the", and what may stand behind a name.
OPEN_END = re.compile(r"\b(?:the|an?|of|for|with|and|in|at|on|to|my|our)$", re.I)
PLEASE_AT_END = re.compile(r"(?:[\s,]+(?:please|pls|thanks))?[\s.!]*$", re.I)
#: "share my work calendar".
SHARES = re.compile(rf"{wording.POLITE}(?:share|send|forward|e-?mail|publish|print)\b", re.I)
ALWAYS = re.compile(r"\balways\b", re.I)
#: "the end of the month": not that of the thing.
END_OF = re.compile(r"\bend of\b", re.I)


def interpret(tagging: Tagging) -> tuple[Command, ...]:
    """The commands of a sentence, in order."""
    tagging = rule_days.with_spared(stories.without_told(tagging))
    text, commands = tagging.text, list[Command]()
    said = new_lists.named_whole(text, (mend(text, tagged, MARKED) for tagged in tagging.commands))
    for tagged in parted(text, clauses.going_on(text, jottings.begun_with(text, said))):
        goes_on = bool(commands) and commands[-1].operation == tagged.operation
        commands = continued(commands, late_and_early.ending_early(interpret_one(text, tagged, goes_on)))
    return completed(commands)


def parted(text: str, commands: Iterable[TaggedCommand]) -> Iterator[TaggedCommand]:
    """The commands, several things that one makes or changes as one each."""
    for tagged in commands:
        noted = torn_by_time.with_note_behind_time(text, tagged)
        whole = torn_by_time.with_end_behind_time(text, unmarked.taken_in(text, noted))
        for line in clauses.by_line(text, whole):
            for each in clauses.apart(text, line):
                yield from clauses.by_rule(each)


def interpret_one(text: str, tagged: TaggedCommand, goes_on: bool = False) -> Command:
    """One tagged command with the words around its slots; one that goes on (`goes_on`) has its verb in the one before."""
    tagged = mend(text, tagged, OF_ONE)
    heard = left_over.without_limit(tagged.operation, residue(text, tagged))
    tagged = mend(text, tagged, (without_old_time, clauses.with_exclusions, seams.with_whole_times))
    if not goes_on and verbless.is_bare(text, tagged):
        made = interpret_one(text, jottings.as_event(text, verbless.as_new(text, tagged)))
        return dataclasses.replace(made, bare=True)
    tagged = mend(text, tagged, (seams.led, people.with_owners))
    clause = text[tagged.start : tagged.end]
    rest = PHRASAL.sub(" ", left_over.without_limit(tagged.operation, residue(text, tagged)))
    texts = slots.slots_by_name(seams.joined_times(text, seams.led_recurrences(text, tagged.slots)))
    pieces, rest = of_the_rest(texts, rest)
    tagged, pieces = slots.read_anew(tagged, pieces, rest)
    if tagged.operation == "delete" and wording.FIELD_TAKEN_AWAY.match(rest):
        tagged = dataclasses.replace(tagged, operation="update")
    pauses, updates = rule_days.is_pause(tagged, pieces, clause, rest), tagged.operation == "update"
    if pauses or (updates and "new_recurrence" not in pieces and wording.PAUSED.match(clause)):
        tagged, pieces = rule_days.paused(tagged, pieces, rest)
    pieces, lost = left_over.with_lost_day(tagged, left_over.as_corrected(pieces, heard), heard)
    if sides := swaps.sides_of(text, tagged):
        return swapping(text, tagged, sides)
    moving = WHY_MOVED.sub("", rest) if pieces.keys() & {"shift", "new_when"} else rest
    selector, values = selector_of(tagged, pieces, wording.OTHER_TIME.sub(" ", rest)), new_values(tagged, pieces, rest)
    if wording.DID_I_NOTE.search(clause):
        selector = dataclasses.replace(selector, past=False)
    if tagged.operation == "update" and values.is_empty:
        selector, values = as_told(selector, values, clause)
    if tagged.operation == "create":
        values = rule_days.weekly(dataclasses.replace(values, times=seams.times_typed(text, tagged)))
        values, clause = without_haste(values, clause, tagged.object)
    return Command(
        operation=tagged.operation,
        object="event" if selector.everything and selector.attendees and not selector.names else tagged.object,
        asks=tagged.asks,
        selector=selector,
        values=values,
        scope=scope_of(pieces, rest, clause),
        lead=lead_of(pieces, moving),
        unheard=says_more(rest) or ("priority" not in pieces and bool(wording.HAVING_FIELD.search(rest))),
        unread=left_over.unread(tagged.operation, heard),
        lost_day=lost,
        mixed=left_over.is_mixed(text, tagged),
        left_out=left_over.left_out(tagged.operation, pieces, heard),
        pauses=pauses and bool(selector.names),
        end_alone=moves_end_alone(pieces, moving),
        duration=first(pieces, "duration"),
        text=clause,
        confidence=tagged.confidence,
    )


def swapping(text: str, tagged: TaggedCommand, sides: Iterable[TaggedCommand]) -> Command:
    """The exchange of the times of what both sides name."""
    one, other = (selector_of(side, slots.slots_by_name(side.slots), residue(text, side)) for side in sides)
    clause = text[tagged.start : tagged.end]
    return Command("update", "event", selector=one, other=other, text=clause, confidence=tagged.confidence)


def of_the_rest(pieces: Pieces, rest: str) -> tuple[Pieces, str]:
    """ "delete the | rest | of the choirs": no time, but which of them; the words around it with it among them."""
    whens = pieces.get("when", ())
    if len(whens) != 1 or not wording.REST_ALONE.fullmatch(whens[0]):
        return pieces, rest
    return slots.without(pieces, "when"), re.sub(r"\|(?=\s*of\b)", whens[0], rest, count=1)


def as_told(selector: Selector, values: Values, clause: str) -> tuple[Selector, Values]:
    """ "payroll is on the 28th", "next week's piano is on Thursday", "vet again in six weeks": what is said of it is how it will be."""
    name = selector.names[0] if len(selector.names) == 1 else ""
    told = rf"\b{re.escape(name)}\s+(?:is|are|will be|again|starts?|begins?)\s+(?:on|at|in|from)\b"
    if not name or not re.search(told, clause, re.I):
        return selector, values
    before = clause[: clause.find(name)]
    finding = tuple(w for w in selector.whens if len(selector.whens) > 1 and w in before)
    new = tuple(w for w in selector.whens if w not in finding)
    return dataclasses.replace(selector, whens=finding), dataclasses.replace(values, when=new)


def says_more(rest: str) -> bool:
    """A relative clause says more than its slots: what it picks out is not known, so that nothing may be done to the others."""
    clause = wording.RELATIVE.search(rest)
    said = LIST_WORDS.sub(" ", wording.DONE.sub(" ", clause[1]).lower().replace("’", "'")) if clause else ""
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)?", said)
    return not wording.HEARD.issuperset(words)


def moves_end_alone(pieces: Pieces, rest: str) -> bool:
    """The words speak of the end ("extend", "until 5", "add 30 minutes"); what is put off until five begins then, and a deadline is no more than
    an end."""
    if any(map(wording.DEADLINES.search, pieces.get("summary", ()))):
        return False
    if wording.END_KEPT.search(rest):
        return bool(pieces.keys() & {"when", "new_when"}) and bool(wording.END_GIVEN.fullmatch(rest))
    if "shift" in pieces and wording.LENGTH_CHANGED.match(rest):
        return True
    rest, new = ONE_ENDS.sub("", SO_ORDER.sub("", rest)), pieces.get("new_when", ())
    travels = "new_when" in pieces and any(map(wording.TRAVEL.search, pieces.get("summary", ())))
    if travels and ARRIVES.search(rest):
        return True
    if wording.GOES_TO.search(rest) and any((said := read_time(w, ANY_TIME)) and said.time_said for w in new):
        return True
    whens = (END_OF.sub(" ", when) for when in new)
    words = " ".join([rest, *pieces.get("shift", ()), *whens])
    return bool(wording.END_ALONE.search(wording.UNTIL.sub(" ", words) if wording.POSTPONED.search(rest) else words))


def without_old_time(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "the dentist is not at 3 but at 4": the hour that it is no more spares nothing, where a single thing gets a new one; a day beside it
    finds the thing."""
    pieces = slots.slots_by_name(tagged.slots)
    many = "quantity" in pieces or kind_of(WORD.findall(residue(text, tagged)))[1]
    if tagged.operation != "update" or many or not (pieces.get("new_when") or pieces.get("shift")):
        return tagged
    if any(looks_plural(name) for name in pieces.get("summary", ())):
        return tagged
    before = {s: text[: s.start] for s in tagged.slots if s.name == "when"}
    hours = {s for s, led in before.items() if old_values.NOT.search(led) and old_values.is_spare_hour(text, s)}
    gone = hours | {s for s, led in before.items() if wording.NO_MORE.search(led)}
    new = read_time(" ".join(pieces.get("new_when", ())), ANY_TIME) if "new_when" in pieces else None
    day_said = new is None or new.day_said
    left = (s if s not in gone else None if day_said else its_day(text, s) for s in tagged.slots)
    return dataclasses.replace(tagged, slots=tuple(s for s in left if s is not None))


def its_day(text: str, slot: TaggedSlot) -> TaggedSlot | None:
    """ "at 8 instead of | 7:30 next Monday": the day of a time; None where it is nothing else, or an hour alone."""
    day = day_words(slot.text) if re.search(r"\d", slot.text) else None
    if day is None or day == slot.text:
        return None
    begin = slot.start + slot.text.rfind(day)
    return spanning(text, slot, start=begin, end=begin + len(day))


def new_values(tagged: TaggedCommand, pieces: Pieces, rest: str) -> Values:
    """What is new: the plain slots of a create, the ``new_`` slots of an update."""
    if tagged.operation == "create":
        length, counted = slots.lengths_of(pieces)
        more_items = pieces.get("list", ())[1:] if tagged.object == "list" else ()
        names = (unquoted(n) for n in (*more_items, *pieces.get("summary", ())))
        return Values(
            names=tuple(n if QUOTED.search(rest) else WORD_LEFT.sub("", n) for n in names),
            attendees=tuple(WORD_LEFT.sub("", person) for person in pieces.get("attendee", ())),
            location=", ".join(pieces.get("location", ())) or None,
            when=pieces.get("when", ()),
            duration=length,
            recurrence=" ".join(sorted((*pieces.get("recurrence", ()), *counted), key=slots.is_since)) or None,
            alarm=" and ".join(pieces.get("alarm", ())) or None,
            list_name=first(pieces, "list"),
            priority=first(pieces, "priority"),
            description=first(pieces, "description"),
        )
    if tagged.operation != "update":
        return Values()
    postponed, whens = wording.POSTPONED.search(rest), pieces.get("new_when", ())
    put_back = tagged.object == "task" and "new_when" not in pieces and wording.BACK_ON.search(rest)
    return Values(
        names=tuple(unquoted(JUST.sub("", name)) for name in pieces.get("new_summary", ())),
        attendees=pieces.get("new_attendee", ()),
        removed=slots.taken_off(pieces, rest),
        location=", ".join(pieces.get("new_location", ())) or None,
        when=tuple(UNTIL.sub("", w) for w in whens) if postponed else whens,
        duration=first(pieces, "new_duration"),
        recurrence=" ".join(pieces.get("new_recurrence", ())) or None,
        alarm=" and ".join(a for a in pieces.get("new_alarm", ()) if a.casefold() not in ARTICLES) or None,
        list_name=first(pieces, "new_list") or (to_tasks[1] if (to_tasks := TO_TASKS.search(rest)) else None),
        priority=first(pieces, "new_priority"),
        description=first(pieces, "new_description"),
        shift=first(pieces, "shift"),
        status=Status.OPEN if wording.REOPEN.search(rest) or put_back else None,
        cleared=cleared_by(pieces, rest),
    )


def without_haste(values: Values, clause: str, thing: str | None) -> tuple[Values, str]:
    """ "sync with Dan asap": no time, which is asked for, and none of its name; "call the bank asap" is urgent."""
    if len(values.when) != 1 or not wording.ASAP.fullmatch(values.when[0]):
        return values, clause
    urgent = values.priority or (values.when[0] if thing == "task" else None)
    return dataclasses.replace(values, when=(), priority=urgent), wording.ASAP.sub("", clause).rstrip()


def cleared_by(pieces: Pieces, rest: str) -> tuple[str, ...]:
    """The fields that an update takes away ("remove the due date"); none where it says anything new."""
    taken = wording.FIELD_TAKEN_AWAY.match(rest)
    if taken is None or any(name.startswith(("new_", "removed_", "shift")) for name in pieces):
        return ()
    return tuple(field for words, field in wording.FIELDS if words.search(taken[0]))


def says_since(whens: tuple[str, ...]) -> bool:
    """Some of these times have a beginning and no end: "from April"."""
    return any(SINCE.match(when) and not re.search(rf"\b(?:to|{wording.UNTIL_WHEN})\b|[-–]", when) for when in whens)


def scope_of(pieces: Pieces, rest: str, clause: str) -> Scope | None:
    """The scope that the words say; None where they don't (policy 13 then decides by what was found)."""
    outside = " ".join([rest, *pieces.get("quantity", ()), *(w for w in pieces.get("when", ()))])
    future = wording.SCOPE_FUTURE.search(clause)
    named = future and any(future[0] in text for name, texts in pieces.items() if name in NAMING for text in texts)
    if wording.SCOPE_FUTURE.search(outside) or (future and not named):
        return Scope.FUTURE
    onward = wording.REST_OF.search(rest) or wording.NONE_AHEAD.match(clause)
    if onward and not pieces.get("when"):  # "the rest of yoga this month" is of that month
        return Scope.FUTURE
    whole = wording.THE_LOT.search(rest) or wording.WHOLLY.search(rest)
    lot = whole and len(pieces.get("summary", ())) == 1 and not pieces.get("when")
    since = says_since(pieces.get("when", ()))
    words = ALWAYS.sub(" ", rest) if since else rest  # "always at 18:30 from November"
    if lot or wording.SCOPE_ALL.search(" ".join([words, *pieces.get("quantity", ())])):
        return Scope.ALL
    if since:
        return Scope.FUTURE
    if pieces.get("new_recurrence") and not pieces.get("when"):
        return Scope.ALL  # another repetition is the whole series'
    words = SO_LONG.sub(" ", rest) if pieces.get("new_duration") else rest
    return Scope.ONE if wording.SCOPE_ONE.search(words) else None


def lead_of(pieces: Pieces, rest: str) -> int:
    """+1 where the words point later or longer, -1 earlier or shorter (policy 15)."""
    words = " ".join([*pieces.get("shift", ()), rest])
    if changed := wording.LENGTH_CHANGED.match(rest):
        return 1 if changed[1] else -1
    if wording.PUSHED.search(words) and not re.search(r"\b(?:earlier|sooner)\b", words, re.I):
        return 1
    return -1 if wording.EARLIER.search(words) and not wording.LATER.search(" ".join(pieces.get("shift", ()))) else 1


def whole_renamed(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "rename the insurance renewal | call |": no new name is said, and a word for a kind is the end of the old one."""
    names, new = tagged.named("summary"), tagged.named("new_summary")
    if len(names) != 1 or len(new) != 1 or not wording.RENAMES.match(text, tagged.start):
        return tagged
    beside = not text[names[0].end : new[0].start].strip() and not text[new[0].end : tagged.end].strip(" .!")
    if not beside or not kind_of([new[0].text])[0]:
        return tagged
    others = (s for s in tagged.slots if s is not new[0] and s is not names[0])
    return tagged.with_slots((*others, spanning(text, names[0], end=new[0].end)))


def renamed_to_end(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "change powder to | powder the | non bio one": no new name ends in a little word, so that it goes on to the end."""
    new = tagged.named("new_summary")
    last = tagged.in_order[-1] if new else None
    if len(new) != 1 or last is not new[0] or not OPEN_END.search(last.text):
        return tagged
    end = len(PLEASE_AT_END.sub("", text[: tagged.end]))
    return tagged.with_slot(last, spanning(text, last, end=end)) if end > last.end else tagged


def without_sharing(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "share my | work | calendar with Tom", taken for a list that is renamed: nothing that is done here."""
    renames = tagged.frame == ("update", "list") and not any(s.name.startswith("new_") for s in tagged.slots)
    shared = renames and SHARES.match(text, tagged.start, tagged.end)
    return tagged.with_slots((), operation="none", object=None) if shared else tagged


#: What mends the marks of a command, before any of a sentence is read, and what does before one is.
MARKED = (
    *shown_times.SHOWN, beside_times.beside_times, numbers.with_heads, numbers.with_sum, bare_sums.with_bare_sum, new_lists.with_items_between, torn_names.with_goods_apart, put_there.put_there, torn_times.with_whole_marks, torn_times.with_parts_of_period, *old_values.OLD_VALUES, stories.without_done_time, whole_renamed, renamed_to_end, without_sharing, rule_days.with_listed_days, gaps.with_margin, gaps.with_blocked, told_duties.put_down, seams.with_end_apart, numbers.with_code, numbers.with_address,
    told_spans.with_told_span, told_duties.with_duty, told_duties.as_due, numbers.with_house_number, numbers.with_age, numbers.with_count, people.with_host, people.with_comer, whole_titles.with_whole_title, people.with_whole_people, people.with_name_around, people.with_companions, people.with_whom, stories.called_off,
    told_names.as_needed, late_and_early.held_up, stories.without_purposes, people.of_all, corrected.with_month_kept, corrected.with_day_kept, corrected.with_last_value,
)  # fmt: skip
OF_ONE = (
    slots.without_coming, gaps.with_gap, left_over.with_clause, left_over.with_time_asked, stories.without_reasons, left_over.with_company, slots.of_series, slots.of_list, slots.with_length, slots.without_other_time, slots.with_break, slots.with_whose_place,
)  # fmt: skip
