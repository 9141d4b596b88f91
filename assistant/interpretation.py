"""A tagging → commands. Slots fill selector and values; the words that no slot holds say kind, number, scope, state, direction.

Nothing is looked up and no time is anchored here.
"""

import dataclasses
import re

from assistant import wording
from assistant.clauses import apart, by_rule, going_on, residue, sides_of, slots_by_name, with_exclusions
from assistant.commands import Command, Number, Referent, Scope, Selector, Status, Values
from assistant.continuations import (
    completed,
    excluded_names,
    is_elliptic,
    is_more_excluded,
    is_relative,
    is_reminder_of,
    on_last_day,
    on_same_days,
)
from assistant.kinds import WORD, clean_name, is_kind_word, kind_of, looks_plural, unquoted
from assistant.pauses import is_pause, paused
from assistant.schema import EXCLUDED
from assistant.seams import as_new, as_typed, is_bare, joined, joined_times, led, led_recurrences, lengths_of
from assistant.slots import ALARM_WORD, as_alarm, as_length, since_apart, taken_off, with_another, with_days
from assistant.spans import ARTICLES
from assistant.tagging import TaggedCommand, Tagging
from assistant.unmarked import taken_in

#: Verbs that begin with a kind word.
PHRASAL = re.compile(
    r"\bcall(?:ed|ing)? (?:off|it|that|this|them|back|in)\b|\b(?:plan|schedule|book) (?=\w)"
    r"|(?:^|[,;]|\b(?:please|to|and|can|could|you|i|we|just|should))\W*\bcall\b(?=\s+(?:my|the|our|his|her|their|tomorrow|today)\b|\s+\|)",
    re.I,
)
#: "free up wednesday" is no question about free time.
FREE_UP = re.compile(r"^\W*(?:please |can you |could you )?free up\b(?!.*\?)", re.I)
#: "hold [the proofs off] until Monday": the particle belongs to the verb.
PUTTING = re.compile(r"\W*(?:please )?(?:hold|put|push|call|bring|pull|set)\b", re.I)
PARTICLE = re.compile(r"(?<!\bday)(?<!\btime)(?<!\bdays)\s+(?:off|back|forward)$", re.I)
#: "move it to my tasks": the list that needs no name.
TO_TASKS = re.compile(r"\b(?:on|in)?to (?:my |the )?(tasks|to-?dos?|to-?do list|task list)\b", re.I)
#: "buy milk and | call mom"; what is quoted is taken whole.
QUOTED = re.compile(r"[\"“] \| [\"”]")
AND_LEFT = re.compile(r"(?<=\w)\s*(?:,|\band|&)$", re.I)
#: "due tomorrow on my tasks list" picks out nothing more.
LIST_WORDS = re.compile(r"\b(?:(?:tasks?|to-?dos?) )?lists?\b", re.I)
SINCE = re.compile(r"(?:from|starting|beginning|as of|after|since)\b", re.I)
#: Slots whose words say nothing but what something is called.
NAMING = frozenset({"summary", "new_summary", "attendee", "location", "list", "description"})
#: "the end of the month": not that of the thing.
END_OF = re.compile(r"\bend of\b", re.I)
#: "the yoga after next".
AFTER_NEXT = re.compile(r"(?:the one )?after next", re.I)
#: "the [last] two": a count that was left out.
COUNT_LEFT = re.compile(rf"\|\s+({'|'.join(list(wording.CARDINALS)[1:])}|[2-9])(?=\W*$)", re.I)
#: "cancel the next standup and the one after that".
TWO_IN_A_ROW = re.compile(rf"\band {wording.ONE_AFTER}\b", re.I)


def interpret(tagging: Tagging) -> tuple[Command, ...]:
    """The commands of a sentence, in order."""
    commands: list[Command] = []
    whole = (taken_in(tagging.text, tagged) for tagged in going_on(tagging.text, tagging.commands))
    for tagged in (one for each in whole for several in apart(tagging.text, each) for one in by_rule(several)):
        last = commands[-1] if commands else None
        goes_on = last is not None and last.operation == tagged.operation
        command = interpret_one(tagging.text, tagged, goes_on)
        if last and is_relative(command, last):
            commands[-1] = dataclasses.replace(last, unheard=True)
            continue
        if last and is_reminder_of(command, last):
            values = dataclasses.replace(last.values, alarm=" ".join(command.values.when))
            commands[-1] = dataclasses.replace(last, values=values)
            continue
        if last:
            command = completed(command, last) if is_elliptic(command, last) else on_same_days(command, last)
        if last and last.selector.excluded and is_more_excluded(command, last):
            names = (*last.selector.excluded, *excluded_names(command))
            commands[-1] = dataclasses.replace(last, selector=dataclasses.replace(last.selector, excluded=names))
        else:
            commands.append(command)
    return on_last_day(tuple(commands))


def interpret_one(text: str, tagged: TaggedCommand, goes_on: bool = False) -> Command:
    """One tagged command with the words around its slots; one that goes on (`goes_on`) has its verb in the one before."""
    tagged = joined(text, with_exclusions(text, without_old_time(text, tagged)))
    if not goes_on and is_bare(text, tagged):
        made = interpret_one(text, as_new(text, tagged))
        return dataclasses.replace(made, bare=True)
    tagged = led(text, tagged)
    if tagged.asks == "free" and FREE_UP.match(text[tagged.start : tagged.end]):
        tagged = dataclasses.replace(tagged, operation="delete", object="event", asks=None)
    clause = text[tagged.start : tagged.end]
    rest = PHRASAL.sub(" ", residue(text, tagged))
    pieces = slots_by_name(joined_times(text, led_recurrences(text, tagged.slots)))
    pieces = with_another(tagged, since_apart(tagged, pieces), rest)
    tagged, pieces = with_days(tagged, as_length(tagged, as_alarm(tagged, pieces, rest)), rest)
    if tagged.operation == "delete" and wording.FIELD_TAKEN_AWAY.match(rest):
        tagged = dataclasses.replace(tagged, operation="update")
    pauses = is_pause(tagged, pieces, clause, rest)
    if pauses or (tagged.operation == "update" and wording.PAUSED.match(clause)):
        tagged, pieces = paused(tagged, pieces, rest)
    sides = sides_of(text, tagged)
    if sides:
        found = [selector_of(side, slots_by_name(side.slots), residue(text, side)) for side in sides]
        return Command("update", "event", selector=found[0], other=found[1], text=clause, confidence=tagged.confidence)
    selector, values = selector_of(tagged, pieces, rest), values_of(tagged, pieces, rest)
    if wording.DID_I_NOTE.search(clause):
        selector = dataclasses.replace(selector, past=False)
    if tagged.operation == "update" and values.is_empty:
        selector, values = as_told(selector, values, clause)
    if times := as_typed(text, tagged):
        values = dataclasses.replace(values, times=times)
    return Command(
        operation=tagged.operation,
        object=tagged.object,
        asks=tagged.asks,
        selector=selector,
        values=values,
        scope=scope_of(tagged, pieces, rest, clause),
        lead=lead_of(pieces, rest),
        unheard=says_more(rest) or ("priority" not in pieces and bool(wording.HAVING_FIELD.search(rest))),
        pauses=pauses and bool(selector.names),
        end_alone=moves_end_alone(pieces, rest),
        duration=first(pieces, "duration"),
        text=clause,
        confidence=tagged.confidence,
    )


def as_told(selector: Selector, values: Values, clause: str) -> tuple[Selector, Values]:
    """ "payroll is on the 28th this month", "next week's piano is on Thursday": what is said of it is how it will be."""
    name = selector.names[0] if len(selector.names) == 1 else ""
    if not name or not re.search(rf"\b{re.escape(name)}\s+(?:is|are|will be)\s+(?:on|at|in|from)\b", clause, re.I):
        return selector, values
    before = clause[: clause.find(name)]
    finding = tuple(w for w in selector.whens if len(selector.whens) > 1 and w in before)
    new = tuple(w for w in selector.whens if w not in finding)
    return dataclasses.replace(selector, whens=finding), dataclasses.replace(values, when=new)


def says_more(rest: str) -> bool:
    """A relative clause says more than its slots: what it picks out is not known, so that nothing may be done to the others."""
    clause = wording.RELATIVE.search(rest)
    said = LIST_WORDS.sub(" ", clause[1].lower().replace("’", "'")) if clause else ""
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)?", said)
    return not wording.HEARD.issuperset(words)


def moves_end_alone(pieces: dict[str, tuple[str, ...]], rest: str) -> bool:
    """The words speak of the end ("extend", "until 5", "add 30 minutes"); what is put off until five begins then."""
    if wording.END_KEPT.search(rest):
        return False
    if "shift" in pieces and wording.LENGTH_CHANGED.match(rest):
        return True
    whens = (END_OF.sub(" ", when) for when in pieces.get("new_when", ()))
    words = " ".join([rest, *pieces.get("shift", ()), *whens])
    return bool(wording.END_ALONE.search(wording.UNTIL.sub(" ", words) if wording.POSTPONED.search(rest) else words))


def without_old_time(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "the dentist is not at 3 but at 4": the hour that it is no more spares nothing, where a single thing gets a new one."""
    pieces = slots_by_name(tagged.slots)
    many = "quantity" in pieces or kind_of(WORD.findall(residue(text, tagged)))[1]
    if tagged.operation != "update" or many or not (pieces.get("new_when") or pieces.get("shift")):
        return tagged
    if any(looks_plural(name) for name in pieces.get("summary", ())):
        return tagged
    kept = tuple(s for s in tagged.slots if s.name != "when" or not wording.NO_MORE.search(text[: s.start]))
    return dataclasses.replace(tagged, slots=kept)


def first(pieces: dict[str, tuple[str, ...]], *names: str) -> str | None:
    """The first text of the first of these slots that is there."""
    return next((pieces[n][0] for n in names if pieces.get(n)), None)


def number_of(quantities: tuple[str, ...], plural: bool) -> tuple[Number, int | None, int | None]:
    """(number, count, ordinal) of quantity slots such as "all", "next", "first three", "2"."""
    words = WORD.findall(" ".join(quantities).lower())
    count = next(
        (
            wording.CARDINALS.get(w) or (int(w) if w.isdigit() else None)
            for w in words
            if w.isdigit() or w in wording.CARDINALS
        ),
        None,
    )
    if "both" in words:
        return Number.ALL, 2, None
    for word in words:
        if word in wording.ALL_WORDS:
            return Number.ALL, count, None
        if word in wording.NEXT_WORDS:
            return Number.NEXT, count, None
        if word in wording.LAST_WORDS or word == "recent":
            return Number.LAST, count, None
        if word in wording.ORDINALS:
            return (Number.FIRST, count, None) if word == "first" else (Number.ONE, None, wording.ORDINALS[word])
    if count and any(w.isdigit() for w in words) and not plural:
        return Number.ONE, None, count
    return (Number.ALL if plural else Number.ONE), count, None


def selector_of(tagged: TaggedCommand, pieces: dict[str, tuple[str, ...]], rest: str) -> Selector:
    """What finds the things that a read, update, delete or complete speaks of."""
    if tagged.operation == "create":
        return Selector()
    summaries = [n for n in pieces.get("summary", ()) if n.casefold() not in ARTICLES]
    named = [n for n in summaries if not is_kind_word(n, tagged.object)]
    marked = [n for n in summaries if is_kind_word(n, tagged.object)]
    kind, plural = kind_said(tagged, pieces, marked, rest)
    if not named and tagged.operation in ("delete", "update"):
        plural |= bool(wording.REST.search(rest)) or (tagged.operation == "delete" and bool(wording.CLEAR.search(rest)))
    quantities = pieces.get("quantity", ())
    gone = is_gone(tagged, rest, quantities, plural or any(map(looks_plural, named)))
    number, count, ordinal = number_of(quantities, plural)
    number = Number.ALL if gone and plural and number is Number.LAST else number
    whens = tuple(w for w in pieces.get("when", ()) if not AFTER_NEXT.fullmatch(w))
    if count is None and number in (Number.NEXT, Number.FIRST, Number.LAST) and (more := COUNT_LEFT.search(rest)):
        count = wording.CARDINALS.get(more[1].lower()) or int(more[1])
    ordinal = 2 if len(whens) < len(pieces.get("when", ())) else ordinal
    count = 2 if number is Number.NEXT and count is None and TWO_IN_A_ROW.search(rest) else count
    if not (quantities or ordinal) and (way := wording.BY_TIME.search(rest)):
        number = Number.FIRST if way[1] else Number.LAST
    if tagged.asks == "when" and whens and not named and (way := wording.MY_ENDS.search(rest)):
        number = Number.FIRST if way[1] else Number.LAST
    low = rest.lower()
    return Selector(
        names=tuple(clean_name(n) if not PUTTING.match(rest) else PARTICLE.sub("", clean_name(n)) for n in named),
        attendees=pieces.get("attendee", ()) or whose(pieces, named),
        places=pieces.get("location", ()),
        whens=whens or said_by(tagged, rest),
        list_name=first(pieces, "list"),
        more_lists=pieces.get("list", ())[1:],
        priority=first(pieces, "priority"),
        kind=kind,
        kind_name=clean_name(marked[0]) if marked and number_of(quantities, False)[0] is not Number.ALL else None,
        number=number,
        plural=bool(named) and all(looks_plural(n) for n in named),
        count=count,
        ordinal=ordinal,
        status=status_of(tagged, low, quantities) or (Status.OVERDUE if gone and tagged.object == "task" else None),
        excluded=tuple(clean_name(n) for n in pieces.get(EXCLUDED, ())),
        referent=referent_of(rest, bool(named or pieces.get("attendee") or pieces.get("when") or kind)),
        past=(tagged.operation == "read" and bool(wording.PAST.search(rest)))
        or (number is Number.LAST and tagged.operation == "read" and not pieces.get("when"))
        or gone,
        everything=bool(
            re.search(r"\beverything\b", rest + " " + " ".join(pieces.get("summary", ()) + quantities), re.I)
        ),
        recurrence=first(pieces, "recurrence"),
    )


def kind_said(
    tagged: TaggedCommand, pieces: dict[str, tuple[str, ...]], marked: list[str], rest: str
) -> tuple[str | None, bool]:
    """The kind that the words name, and whether in the plural; `marked` are kind words that were marked as names."""
    words = wording.MEASURED.sub(" ", rest) if tagged.asks in ("when", "how_long") else rest
    said = kind_of([*marked, *WORD.findall(wording.MEETS.sub(" ", words))])
    if "new_alarm" in pieces and tagged.object == "event":  # "add a reminder to every meeting"
        other = kind_of(WORD.findall(ALARM_WORD.sub(" ", rest)))
        return other if other[0] else said
    return said


def is_gone(tagged: TaggedCommand, rest: str, quantities: tuple[str, ...], plural: bool) -> bool:
    """The words of a change say that what it is about is over: "past haircuts", "all old events"."""
    counted = any(wording.GONE.search(words) for words in quantities)
    return tagged.operation != "read" and (counted or (plural and bool(wording.GONE.search(rest))))


def whose(pieces: dict[str, tuple[str, ...]], named: list[str]) -> tuple[str, ...]:
    """ "Raj can't come on Monday": of that day's, those that he would come to."""
    return pieces.get("removed_attendee", ()) if pieces.get("when") and not named else ()


def said_by(tagged: TaggedCommand, rest: str) -> tuple[str, ...]:
    """A time that no slot holds: "what am I doing right now", "show my day"."""
    if tagged.operation != "read":
        return ()
    return ("now",) if wording.NOW.search(rest) else ("today",) if wording.MY_DAY.search(rest) else ()


def status_of(tagged: TaggedCommand, rest: str, quantities: tuple[str, ...]) -> Status | None:
    """The state of the tasks that the words mean."""
    words = rest + " " + " ".join(quantities).lower()
    if tagged.object == "event":
        return None
    if wording.OVERDUE.search(words):
        return Status.OVERDUE
    if tagged.operation == "read" and tagged.asks != "exists" and wording.UNDONE.search(words):
        return Status.OPEN
    if tagged.operation in ("read", "delete") and (
        wording.DONE.search(words) or (tagged.asks == "exists" and wording.DID_I.search(words))
    ):
        return Status.DONE
    return Status.OPEN if wording.OPEN.search(words) else None


def referent_of(rest: str, named: bool) -> Referent | None:
    """A word for what was last talked of; "it" only where nothing is named."""
    if wording.REFERENT_OTHER.search(rest):
        return Referent.OTHER
    if named:
        return None
    if wording.REFERENT_THEM.search(rest):
        return Referent.THEM
    return Referent.IT if wording.REFERENT_IT.search(rest) else None


def values_of(tagged: TaggedCommand, pieces: dict[str, tuple[str, ...]], rest: str) -> Values:
    """What is new: the plain slots of a create, the ``new_`` slots of an update."""
    if tagged.operation == "create":
        length, counted = lengths_of(pieces)
        more_items = pieces.get("list", ())[1:] if tagged.object == "list" else ()
        names = (unquoted(n) for n in (*more_items, *pieces.get("summary", ())))
        return Values(
            names=tuple(n if QUOTED.search(rest) else AND_LEFT.sub("", n) for n in names),
            attendees=pieces.get("attendee", ()),
            location=", ".join(pieces.get("location", ())) or None,
            when=pieces.get("when", ()),
            duration=length,
            recurrence=" ".join((*pieces.get("recurrence", ()), *counted)) or None,
            alarm=" and ".join(pieces.get("alarm", ())) or None,
            list_name=first(pieces, "list"),
            priority=first(pieces, "priority"),
            description=first(pieces, "description"),
        )
    if tagged.operation != "update":
        return Values()
    postponed = wording.POSTPONED.search(rest)
    return Values(
        names=tuple(map(unquoted, pieces.get("new_summary", ()))),
        attendees=pieces.get("new_attendee", ()),
        removed=taken_off(pieces, rest),
        location=", ".join(pieces.get("new_location", ())) or None,
        when=tuple(put_off(w) for w in pieces.get("new_when", ())) if postponed else pieces.get("new_when", ()),
        duration=first(pieces, "new_duration"),
        recurrence=" ".join(pieces.get("new_recurrence", ())) or None,
        alarm=" and ".join(pieces.get("new_alarm", ())) or None,
        list_name=first(pieces, "new_list") or (to_tasks[1] if (to_tasks := TO_TASKS.search(rest)) else None),
        priority=first(pieces, "new_priority"),
        description=first(pieces, "new_description"),
        shift=first(pieces, "shift"),
        status=Status.OPEN if wording.REOPEN.search(rest) else None,
        cleared=cleared_by(pieces, rest),
    )


def cleared_by(pieces: dict[str, tuple[str, ...]], rest: str) -> tuple[str, ...]:
    """The fields that an update takes away ("remove the due date"); none where it says anything new."""
    taken = wording.FIELD_TAKEN_AWAY.match(rest)
    if taken is None or any(name.startswith(("new_", "removed_", "shift")) for name in pieces):
        return ()
    return tuple(field for words, field in wording.FIELDS if words.search(taken[0]))


def put_off(phrase: str) -> str:
    """The time until which a thing is put off, as the one when it begins."""
    return re.sub(r"^(?:until|till|til)\s+", "", phrase, flags=re.I)


def says_since(whens: tuple[str, ...]) -> bool:
    """Some of these times have a beginning and no end: "from April"."""
    return any(SINCE.match(when) and not re.search(r"\b(?:to|until|till)\b|[-–]", when) for when in whens)


def scope_of(tagged: TaggedCommand, pieces: dict[str, tuple[str, ...]], rest: str, clause: str) -> Scope | None:
    """The scope that the words say; None where they don't (policy 13 then decides by what was found)."""
    outside = " ".join([rest, *pieces.get("quantity", ()), *(w for w in pieces.get("when", ()))])
    future = wording.SCOPE_FUTURE.search(clause)
    named = future and any(future[0] in text for name, texts in pieces.items() if name in NAMING for text in texts)
    if wording.SCOPE_FUTURE.search(outside) or (future and not named):
        return Scope.FUTURE
    if wording.SCOPE_ALL.search(" ".join([rest, *pieces.get("quantity", ())])):
        return Scope.ALL
    if says_since(pieces.get("when", ())):
        return Scope.FUTURE
    if pieces.get("new_recurrence") and not pieces.get("when"):
        return Scope.ALL  # another repetition is the whole series'
    return Scope.ONE if wording.SCOPE_ONE.search(rest) else None


def lead_of(pieces: dict[str, tuple[str, ...]], rest: str) -> int:
    """+1 where the words point later or longer, -1 earlier or shorter (policy 15)."""
    words = " ".join([*pieces.get("shift", ()), rest])
    if changed := wording.LENGTH_CHANGED.match(rest):
        return 1 if changed[1] else -1
    if wording.PUSHED.search(words) and not re.search(r"\b(?:earlier|sooner)\b", words, re.I):
        return 1
    return -1 if wording.EARLIER.search(words) and not wording.LATER.search(" ".join(pieces.get("shift", ()))) else 1
