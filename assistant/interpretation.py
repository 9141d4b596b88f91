"""A tagging → commands. Slots fill selector and values; the words that no slot holds say kind, number, scope, state, direction.

Nothing is looked up and no time is anchored here.
"""

import dataclasses
import re

from assistant import wording
from assistant.clauses import apart, residue, sides_of, slots_by_name, with_exclusions
from assistant.commands import Command, Number, Referent, Scope, Selector, Status, Values
from assistant.kinds import WORD, clean_name, is_kind_word, kind_of, looks_plural
from assistant.pauses import is_pause, paused
from assistant.schema import EXCLUDED
from assistant.seams import as_new, is_bare, joined, joined_times, led, led_recurrences
from assistant.tagging import TaggedCommand, Tagging
from assistant.temporal.shifts import read_length

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
ALARM_WORD = re.compile(r"\b(?:reminder|alarm|alert|notification)s?\b", re.I)
CONTINUED = re.compile(r"^\s*(?:and|or|nor|,)\s+(?:the|my|our|a|an)\b", re.I)
#: "buy milk and | call mom"; what is quoted is taken whole.
QUOTED = re.compile(r"[\"“] \| [\"”]")
AND_LEFT = re.compile(r"(?<=\w)\s*(?:,|\band|&)$", re.I)
ELLIPTIC = re.compile(r"\W*(?:and |then )*(?:for|with)\b", re.I)
#: "due tomorrow on my tasks list" picks out nothing more.
LIST_WORDS = re.compile(r"\b(?:(?:tasks?|to-?dos?) )?lists?\b", re.I)
RELATIVE_WORD = re.compile(r"\s*(?:that|which|whose|who)\b", re.I)


def interpret(tagging: Tagging) -> tuple[Command, ...]:
    """The commands of a sentence, in order."""
    commands: list[Command] = []
    for tagged in (one for several in tagging.commands for one in apart(several)):
        command = interpret_one(tagging.text, tagged)
        last = commands[-1] if commands else None
        if last and is_relative(command, last):
            commands[-1] = dataclasses.replace(last, unheard=True)
            continue
        if last and is_elliptic(command, last):
            command = dataclasses.replace(command, values=dataclasses.replace(command.values, names=last.values.names))
        if last and last.selector.excluded and is_more_excluded(command, last):
            names = (*last.selector.excluded, *excluded_names(command))
            commands[-1] = dataclasses.replace(last, selector=dataclasses.replace(last.selector, excluded=names))
        else:
            commands.append(command)
    return tuple(commands)


def is_relative(command: Command, last: Command) -> bool:
    """ "cancel all meetings | which Kim set up": no question, but words on those that are meant."""
    changes = last.operation in ("update", "delete", "complete") and not re.search(r"[,.;!?]\W*$", last.text)
    return changes and command.operation == "read" and bool(RELATIVE_WORD.match(command.text))


def is_elliptic(command: Command, last: Command) -> bool:
    """ "dentist for Ruby on Monday | and for Finn on Tuesday": what the second is called was said with the first."""
    made = all((c.operation, c.object) == ("create", "event") for c in (command, last))
    people = command.values.attendees and not command.values.names and command.values.when
    return bool(made and people and last.values.attendees and ELLIPTIC.match(command.text))


def is_more_excluded(command: Command, last: Command) -> bool:
    """ "except the review | and the coffee with Ines": a clause without a verb of its own goes on naming what stays."""
    return command.operation == last.operation and bool(CONTINUED.match(command.text))


def excluded_names(command: Command) -> tuple[str, ...]:
    """What such a clause names, a person with the thing."""
    selector = command.selector
    together = " ".join((*selector.names, *selector.attendees))
    return (*selector.excluded, *((together,) if together else ()))


def interpret_one(text: str, tagged: TaggedCommand) -> Command:
    """One tagged command with the words around its slots."""
    tagged = joined(text, with_exclusions(text, without_old_time(text, tagged)))
    if is_bare(text, tagged):
        made = interpret_one(text, as_new(text, tagged))
        return dataclasses.replace(made, bare=True)
    tagged = led(text, tagged)
    if tagged.asks == "free" and FREE_UP.match(text[tagged.start : tagged.end]):
        tagged = dataclasses.replace(tagged, operation="delete", object="event", asks=None)
    clause = text[tagged.start : tagged.end]
    rest = PHRASAL.sub(" ", residue(text, tagged))
    pieces = slots_by_name(joined_times(text, led_recurrences(text, tagged.slots)))
    pieces = as_alarm(tagged, pieces, rest)
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
    if (
        tagged.operation == "update"
        and values.is_empty
        and len(selector.names) == 1
        and is_told(selector.names[0], clause)
    ):
        selector, values = dataclasses.replace(selector, whens=()), dataclasses.replace(values, when=selector.whens)
    return Command(
        operation=tagged.operation,
        object=tagged.object,
        asks=tagged.asks,
        selector=selector,
        values=values,
        scope=scope_of(tagged, pieces, rest),
        lead=lead_of(pieces, rest),
        unheard=says_more(rest) or ("priority" not in pieces and bool(wording.HAVING_FIELD.search(rest))),
        pauses=pauses and bool(selector.names),
        end_alone=moves_end_alone(pieces, rest),
        duration=first(pieces, "duration"),
        text=clause,
        confidence=tagged.confidence,
    )


def is_told(name: str, clause: str) -> bool:
    """ "payroll is on the 28th this month": what is said of it is how it will be."""
    return bool(re.search(rf"\b{re.escape(name)}\s+(?:is|are|will be)\s+(?:on|at|in|from)\b", clause, re.I))


def says_more(rest: str) -> bool:
    """A relative clause says more than its slots: what it picks out is not known, so that nothing may be done to the others."""
    clause = wording.RELATIVE.search(rest)
    said = LIST_WORDS.sub(" ", clause[1].lower().replace("’", "'")) if clause else ""
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)?", said)
    return not wording.HEARD.issuperset(words)


def moves_end_alone(pieces: dict[str, tuple[str, ...]], rest: str) -> bool:
    """The words speak of the end ("extend", "until 5"); what is put off until five begins then."""
    words = " ".join([rest, *pieces.get("shift", ()), *pieces.get("new_when", ())])
    return bool(wording.END_ALONE.search(wording.UNTIL.sub(" ", words) if wording.POSTPONED.search(rest) else words))


def as_alarm(tagged: TaggedCommand, pieces: dict[str, tuple[str, ...]], rest: str) -> dict[str, tuple[str, ...]]:
    """ "change the interview's reminder to 30 minutes": a length beside a word for the alarm is the alarm's."""
    if tagged.operation == "update" and "alarm" in pieces and "new_alarm" not in pieces:
        pieces = {("new_alarm" if name == "alarm" else name): texts for name, texts in pieces.items()}
    if tagged.operation != "update" or "new_duration" not in pieces or not ALARM_WORD.search(rest):
        return pieces
    kept = {name: texts for name, texts in pieces.items() if name != "new_duration"}
    return kept | {"new_alarm": tuple(f"{text} before" for text in pieces["new_duration"])}


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
    named = [n for n in pieces.get("summary", ()) if not is_kind_word(n, tagged.object)]
    marked = [n for n in pieces.get("summary", ()) if is_kind_word(n, tagged.object)]
    kind, plural = kind_of([*marked, *WORD.findall(rest)])
    if not named and tagged.operation in ("delete", "update"):
        plural |= bool(wording.REST.search(rest)) or (tagged.operation == "delete" and bool(wording.CLEAR.search(rest)))
    quantities = pieces.get("quantity", ())
    number, count, ordinal = number_of(quantities, plural)
    low = rest.lower()
    return Selector(
        names=tuple(clean_name(n) if not PUTTING.match(rest) else PARTICLE.sub("", clean_name(n)) for n in named),
        attendees=pieces.get("attendee", ()),
        places=pieces.get("location", ()),
        whens=pieces.get("when", ()) or (("now",) if tagged.operation == "read" and wording.NOW.search(rest) else ()),
        list_name=first(pieces, "list"),
        more_lists=pieces.get("list", ())[1:],
        priority=first(pieces, "priority"),
        kind=kind,
        kind_name=clean_name(marked[0]) if marked and number_of(quantities, False)[0] is not Number.ALL else None,
        number=number,
        plural=bool(named) and all(looks_plural(n) for n in named),
        count=count,
        ordinal=ordinal,
        status=status_of(tagged, low, quantities),
        excluded=tuple(clean_name(n) for n in pieces.get(EXCLUDED, ())),
        referent=referent_of(rest, bool(named or pieces.get("attendee") or pieces.get("when") or kind)),
        past=(tagged.operation == "read" and bool(wording.PAST.search(rest)))
        or (number is Number.LAST and tagged.operation == "read" and not pieces.get("when")),
        everything=bool(
            re.search(r"\beverything\b", rest + " " + " ".join(pieces.get("summary", ()) + quantities), re.I)
        ),
        recurrence=first(pieces, "recurrence"),
    )


def status_of(tagged: TaggedCommand, rest: str, quantities: tuple[str, ...]) -> Status | None:
    """The state of the tasks that the words mean."""
    words = rest + " " + " ".join(quantities).lower()
    if tagged.object == "event":
        return None
    if wording.OVERDUE.search(words):
        return Status.OVERDUE
    if tagged.operation in ("read", "delete") and wording.DONE.search(words):
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
        length = first(pieces, "duration")
        counts = length and pieces.get("recurrence") and read_length(length) is None
        counted = (f"for {length}",) if counts else ()  # "for 6 sessions"
        more_items = pieces.get("list", ())[1:] if tagged.object == "list" else ()
        names = (n.strip().strip('"“”') for n in (*more_items, *pieces.get("summary", ())))
        return Values(
            names=tuple(n if QUOTED.search(rest) else AND_LEFT.sub("", n) for n in names),
            attendees=pieces.get("attendee", ()),
            location=", ".join(pieces.get("location", ())) or None,
            when=pieces.get("when", ()),
            duration=None if counted else first(pieces, "duration"),
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
        names=tuple(n.strip().strip('"“”') for n in pieces.get("new_summary", ())),
        attendees=pieces.get("new_attendee", ()),
        removed=pieces.get("removed_attendee", ()) or (("everyone",) if wording.EVERYONE_OUT.search(rest) else ()),
        location=first(pieces, "new_location"),
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


def scope_of(tagged: TaggedCommand, pieces: dict[str, tuple[str, ...]], rest: str) -> Scope | None:
    """The scope that the words say; None where they don't (policy 13 then decides by what was found)."""
    outside = " ".join([rest, *pieces.get("quantity", ()), *(w for w in pieces.get("when", ()))])
    if wording.SCOPE_FUTURE.search(outside):
        return Scope.FUTURE
    if wording.SCOPE_ALL.search(" ".join([rest, *pieces.get("quantity", ())])):
        return Scope.ALL
    if any(
        re.match(r"(?:from|starting|beginning|as of|after|since)\b", w, re.I)
        and not re.search(r"\b(?:to|until|till)\b|[-–]", w)
        for w in pieces.get("when", ())
    ):
        return Scope.FUTURE
    if pieces.get("new_recurrence") and not pieces.get("when"):
        return Scope.ALL  # another repetition is the whole series'
    return Scope.ONE if wording.SCOPE_ONE.search(rest) else None


def lead_of(pieces: dict[str, tuple[str, ...]], rest: str) -> int:
    """+1 where the words point later or longer, -1 earlier or shorter (policy 15)."""
    words = " ".join([*pieces.get("shift", ()), rest])
    if wording.PUSHED.search(words) and not re.search(r"\b(?:earlier|sooner)\b", words, re.I):
        return 1
    return -1 if wording.EARLIER.search(words) and not wording.LATER.search(" ".join(pieces.get("shift", ()))) else 1
