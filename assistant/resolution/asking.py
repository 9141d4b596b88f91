"""Questions back: which one, which occurrences, when; never more than three choices and "all" (policies 12, 13, 21)."""

import dataclasses
import itertools
import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from assistant import wording
from assistant.commands import Command, Number, Scope, Values, with_selector, with_values
from assistant.marks.jottings import day_at_tail
from assistant.phrasing import join, say_day, say_many, say_phrase
from assistant.plan import Choice, Clarification, Question, ask
from assistant.resolution import matching
from assistant.resolution.calendars import of_kind
from assistant.resolution.context import Context, Target, key
from assistant.resolution.naming import TO_DO, capital
from assistant.resolution.telling_apart import nearest_named, told_apart
from assistant.resolution.verbs_done import is_verb_of, told_verbs
from assistant.temporal.expressions import Length, Repetition
from assistant.temporal.reading import find_times, values_of
from assistant.temporal.values import Anchored
from models.occurrence import Occurrence
from models.rows import Event, Task

STEPS = ("15 minutes", "30 minutes", "1 hour")
CHOICES = 3
#: What one does oneself by some day: "finish the homepage by Wednesday"; the others change what is there.
OWN_DEED = re.compile(
    r"(?!(?:move|cancel|drop|put|make|get|book|plan|remind|change|push|check|see|find|give|go)\b)" + TO_DO.pattern, re.I
)
BY = re.compile(r"(?:by|before|due)\s", re.I)
WHOSE = "Whose?"
NAME_ASKED = "What shall it be called?"
#: Words that only point to a new thing, or to the time for it.
#: "| same again | Thursday", which names nothing.
SAME_AGAIN = re.compile(r"(?:the )?same(?: (?:again|thing|one))*|ditto|another(?: one)?", re.I)
POINTED = re.compile(
    r".*\b(?:put|book|schedule|pencil|slot|squeeze|fit|stick|pop) (?:it|that|this)\b"
    r"|\W*(?:\S+ ){0,2}(?:the|that) (?:first|second|third|fourth|fifth|last|earliest|latest)\b",
    re.I,
)
#: The verb of a thing to do, which others begin with too.
WHAT_TO_DO = re.compile(rf"^\w+\s+{wording.THE}")
#: What may stand at the end of a sentence to which something is added.
CLOSING = " .!?,;"
#: What follows the name of a thing that changes: where to, or by how much.
AMOUNTS = rf"to|at|is|are|starts?|ends?|by|back|forward|up|later|earlier|{wording.UNTIL_WHEN}|an?|half|\d+"
KIND_WORDS = "|".join(wording.KINDS)
UNTIL = re.compile(r"\b(?:un)?till? .*", re.I | re.S)


def replaced(command: Command, words: str, instead: str) -> str:
    """The command's sentence with some of its words said otherwise; "the" goes before what says "the" or "all" itself, and what the other
    words say too behind them: "coffee with Isobel" by "Coffee with Isobel on Sat 3 Oct"."""
    found = re.search(rf"{re.escape(words)}(?!['’]?s\b)", command.text) if words else None
    if found is None:
        return f"{command.text} ({instead})"
    before, after = command.text[: found.start()], command.text[found.end() :]
    whens = "|".join(map(re.escape, command.selector.whens))
    if whens and " on " in instead:  # "the interview tomorrow" by "Interview on Fri 2 Apr": that is its day
        after = re.sub(rf"^\s+(?:(?:on|at|in|the)\s+)*(?:{whens})(?![\w'’])", "", after)
    ends = (word.end() for word in re.finditer(r"\w+(?!\S)", after))
    there = f" {instead} ".casefold()
    again = max((end for end in ends if f"{words}{after[:end]} ".casefold() in there), default=0)
    if re.match(r"(?:the|all)\b", instead, re.I):
        before = re.sub(r"\b(?:the|my|our|his|her|their) $", "", before, flags=re.I)
    return f"{before}{instead}{after[again:]}"


def narrowed(command: Command, *picked: str, scope: Scope | None = None) -> Command:
    """The same command about these rows alone."""
    return dataclasses.replace(with_selector(command, picked=picked), scope=scope or command.scope)


def ask_which(
    command: Command, things: Sequence[Occurrence], context: Context, times: Sequence[Occurrence] = ()
) -> Clarification:
    """Several were found for one: at most three of them and "all"; each at all of its `times`, where those of a period are meant."""
    if not things:
        return ask("Which one do you mean?")
    named, rows = nearest_named(command.selector, things, CHOICES), [o.row for o in times or things]
    choices = each_of(command, [o.row for o in named], context, rows)
    if context.effort.is_cut:
        return ask(f"Which one? I found at least {len(rows)}.", choices)
    if len(rows) == 1:
        return ask("I found only one. That one?", choices)
    everything = narrowed(command, *map(key, rows))
    choices.append(all_of(command, rows, everything, context.zone))
    return ask(f"Which one? I found {len(rows)}.", choices)


def each_of(
    command: Command, rows: Sequence[Event | Task], context: Context, times: Sequence[Event | Task] = ()
) -> list[Choice]:
    """Each of several things that were found for one, at all of its `times`: "Jen K on Tue 19 Oct and Thu 21 Oct" of "next week"."""
    said, choices = command.selector.names[0] if command.selector.names else "", list[Choice]()
    apart = {key(row) for row in rows}
    for row, (label, name) in zip(rows, told_apart(rows, context), strict=True):
        further = [other for other in times if other.uid == row.uid and key(other) not in apart]
        days = [say_day(other, context.zone) for other in further]
        days = days if len(days) < CHOICES else [f"{len(days)} more"]
        meant = narrowed(command, key(row), *map(key, further))
        choices.append(Choice(join([label, *days]), replaced(command, said, join([name, *days])), (meant,)))
    return choices


def ask_whose(command: Command, things: Sequence[Occurrence]) -> Clarification | None:
    """ "cancel her shifts", where nobody was named whose they are, and several people have such: nobody means everybody's."""
    name = next(iter(command.selector.names), "")
    hers = re.search(rf"\b(?:his|her)\s+(?=(?:\w+\s+)?{re.escape(name)})", command.text) if name else None
    several = command.selector.number is Number.ALL or command.selector.plural
    met = [tuple(a.name for a in o.row.attendees) for o in things]
    people = list(dict.fromkeys(person.split()[0] for row in met for person in row))[:CHOICES]
    if hers is None or not several or len(people) < 2 or set.intersection(*map(set, met)):
        return None
    before, after, others = command.text[: hers.start()], command.text[hers.end() :], command.selector.names[1:]
    meant = {whose: with_selector(command, names=(f"{whose} {name}", *others)) for whose in (f"{p}'s" for p in people)}
    return ask(WHOSE, [Choice(whose, f"{before}{whose} {after}", (one,)) for whose, one in meant.items()])


def all_of(command: Command, rows: Sequence[Event | Task], everything: Command, zone: ZoneInfo) -> Choice:
    """All of several things that were found for one: "All 3 gigs", "Both lunches"; a person or a place is not several."""
    name, count = next(iter(command.selector.names), ""), len(rows)
    called = all(matching.holds(matching.content(name), matching.words_of(row.summary), typos=True) for row in rows)
    many = say_many(name) if called and len(command.selector.names) == 1 else "of them"
    label = f"Both {many}" if count == 2 else f"All {count} {many}"
    once = count <= CHOICES and any(row.recurrence_id is not None for row in rows)  # "all labs" would be whole series
    instead = join([f"{row.summary} on {say_day(row, zone)}" for row in rows]) if once else f"all {many}"
    return Choice(label, replaced(command, name, instead), (everything,))


def shared_names(command: Command, targets: Sequence[Target]) -> Question | None:
    """Things with two people of one first name: each alone is offered beside the plan (policy 12)."""
    people, guests = command.selector.attendees, [[guest.name for guest in t.row.attendees] for t in targets]
    for said in people:
        words = matching.content(said)
        met = list(dict.fromkeys(n for names in guests for n in names if matching.holds(words, matching.words_of(n))))
        apart = any(not {*names}.issuperset(met) for names in guests)  # the Patels come together, as one family
        if len(words) == 1 and len(met) > 1 and apart:
            alone = ((name, with_selector(command, attendees=swapped(people, said, name))) for name in met[:CHOICES])
            choices = tuple(Choice(f"Only {name}", replaced(command, said, name), (one,)) for name, one in alone)
            return Question(f"There are {len(met)} people called {said}.", choices)
    return None


def swapped(people: Sequence[str], said: str, name: str) -> tuple[str, ...]:
    """The people, one of them by another name."""
    return tuple(name if person == said else person for person in people)


def ask_scope(command: Command, things: Sequence[Occurrence], context: Context) -> Clarification:
    """A series, or several things named one by one of which some repeat: the next time of each, from it on, all; the others as they are."""
    repeating = [o for o in things if o.series is not None]
    day, text = say_day(repeating[0].row, context.zone), command.text.rstrip(CLOSING)
    next_ones, onward = f"Just {day}", f"From {day} on"
    if len(repeating) > 1:
        next_ones, onward = "Just the next of each", "From the next of each on"
    this_time, since = f"{text}, only this time", f"{text}, from now on"
    if len(things) == 1:
        this_time, since = said_of_day(command, day), f"from {day} on, {command.text}"
    here, wholly = (
        [key(row) for row in rows] for rows in ((o.row for o in things), (o.series or o.row for o in things))
    )
    choices = (
        Choice(next_ones, this_time, (narrowed(command, *here, scope=Scope.ONE),)),
        Choice(onward, since, (narrowed(command, *here, scope=Scope.FUTURE),)),
        Choice("The whole series", f"{text}, the whole series", (narrowed(command, *wholly, scope=Scope.ALL),)),
    )
    names = join([f"“{o.row.summary}”" for o in repeating])
    return ask(f"{names} repeat{'s' if len(repeating) == 1 else ''}. Which ones?", choices)


def said_of_day(command: Command, day: str) -> str:
    """The sentence with the one day that it is of: "move physio on Wed 20 Oct to Friday", "no more physio, just Wed 20 Oct"."""
    name = re.escape(command.selector.names[0]) if len(command.selector.names) == 1 else ""
    changed = re.search(rf"{name}(?: (?:{KIND_WORDS})\b)?(?= (?:{AMOUNTS})\b)", command.text) if name else None
    if changed is not None:  # two times behind each other would not tell which is the new one
        return f"{command.text[: changed.end()]} on {day}{command.text[changed.end() :]}"
    return f"{command.text.rstrip(CLOSING)}, just {day}"


def namesakes(command: Command, context: Context) -> Question | None:
    """Somebody who comes and has a first name with others: beside the plan, which has the name as typed, each of them is offered."""
    people = command.values.attendees
    for said in people:
        known = sorted(p for p in context.index("event").people(said) if len(matching.words_of(p)) > 1)
        if len(matching.words_of(said)) != 1 or len(known) < 2:
            continue
        among = f"the {said}" if f"the {said}" in command.text else said  # "having the Rosses for dinner"
        meant = ((name, with_values(command, attendees=swapped(people, said, name))) for name in known[:CHOICES])
        choices = tuple(Choice(name, replaced(command, among, name), (one,)) for name, one in meant)
        return Question(f"Which {said.capitalize()}?", choices)
    return None


def said_so(label: str, text: str, meant: Command) -> Choice:
    """A choice of what a sentence means, which a further order goes on from."""
    return Choice(label, text, (dataclasses.replace(meant, text=text),))


def calendar_meant(command: Command, context: Context) -> Question | None:
    """ "party on the 16th at 7 in kitchen", where a calendar is called so, too: beside the plan, which takes it for the place, that is offered."""
    place = command.values.location or ""
    so_called = (c for c in of_kind("event", context) if matching.words_of(c.name) == matching.words_of(place))
    led = (
        re.search(rf"\b(?:in|on|under)\s+{re.escape(place)}(?!\w)", command.text) if place else None
    )  # "in the office"
    known = next(so_called, None) if led and not command.values.list_name else None
    if known is None:
        return None
    there = with_values(command, list_name=known.name, location=None)
    said = replaced(command, place, f"the {known.name} calendar")
    return Question(
        f"Is “{place}” where it is? Or the calendar?", (said_so(f"The calendar {known.name}", said, there),)
    )


def ask_day(command: Command) -> Question | None:
    """ "remind me at 5 to book a table on Saturday": beside the plan, which takes the day for the table's, that day is offered."""
    values = command.values
    tail = day_at_tail(values.names[0], values.when) if len(values.names) == 1 else None
    if tail is None or not command.text.rstrip(" .!").endswith(values.names[0]):
        return None
    at, name, day = values.when[0], values.names[0][: tail.start()], tail[1]
    text = command.text.replace(values.names[0], name, 1).replace(at, f"{at} {day}", 1)
    choice = said_so(capital(day), text, with_values(command, names=(name,), when=(at, day)))
    return Question(f"Shall I remind you {day}?", (choice,))


def ask_name(command: Command) -> Clarification | None:
    """ "book that", "the second one", of time that was found free, "same again Thursday", where nothing was said before: for what; None where
    something says what it is."""
    values = command.values
    known = values.names or values.attendees or values.location
    nameless = not known and POINTED.match(command.text)
    return ask(NAME_ASKED) if nameless or any(map(SAME_AGAIN.fullmatch, values.names)) else None


def ask_whom(command: Command) -> Clarification | None:
    """ "lunch with Marta or Sam": with one of them, or both."""
    people = command.values.attendees
    for first, other in itertools.pairwise(people):
        names = rf"{re.escape(first)}\s*,?\s+or\s+((?:the |my |our )?{re.escape(other)})\b"
        if (found := re.search(names, command.text, re.I)) is None:
            continue
        ways = ((first, other, first), (other, first, found[1]), ("Both", "", f"{first} and {found[1]}"))
        choices = []
        for label, without, said in ways:
            meant = with_values(command, attendees=tuple(p for p in people if p != without))
            choices.append(said_so(capital(label), replaced(command, found[0], said), meant))
        return ask(f"With {first} or with {other}?", choices)
    return None


def ask_how_much(command: Command, name: str) -> Clarification:
    """An end alone shall move ("make the dentist longer"), nothing says how far."""
    word = "longer" if command.lead > 0 else "shorter"
    choices = (Choice(step, f"make {name} {step} {word}", (with_values(command, shift=step),)) for step in STEPS)
    return ask(f"How much {word} shall “{name}” be?", choices)


def ask_how_often(command: Command) -> Clarification:
    """ "dentist for 3 weeks from tomorrow at 3:45": nothing goes on for weeks from an hour on; how often it is in them is not said."""
    length = command.values.duration or ""
    choices = list[Choice]()
    for often in ("every day", "every week"):
        said = f"{often} for {length}"
        text = re.sub(rf"(?:for )?{re.escape(length)}", said, command.text, count=1)
        choices.append(said_so(capital(often), text, with_values(command, duration=None, recurrence=said)))
    return ask(f"How often in {'' if length.startswith('a') else 'these '}{length}?", choices)


def ask_days(command: Command, repeats: Anchored | None, phrase: str) -> Clarification:
    """No repetition, one that names no days ("twice a week"), or only days that no rule gives ("every Easter")."""
    until = UNTIL.search(phrase)
    if repeats is None and until and any(isinstance(v, Repetition) for v in values_of(phrase[: until.start()])):
        return ask_end(command, phrase[: until.start()], until[0].strip())
    if repeats is None:
        return ask(f"I could not read “{phrase}” as a repetition. How often?")
    if repeats.start is None:
        when = "At what times" if repeats.grain in ("minute", "hour", "day") else "On which days"
        return ask(f"{when} is it “{phrase}”?")
    return ask(f"“{phrase}” falls on another date each time, so I can't repeat it. On which day is the next one?")


def ask_end(command: Command, repetition: str, end: str) -> Clarification:
    """ "yoga on Tuesdays until the baby comes": nobody knows when that is."""
    endless = with_values(command, recurrence=repetition)
    text = command.text.replace(end, "").rstrip()
    choices = () if text == command.text else (Choice("With no end", text, (endless,)),)
    return ask(f"When is that, “{end}”?", choices)


def ask_which_day(command: Command, days: Sequence[str]) -> Clarification:
    """ "cancel gym on Monday or Tuesday": one of them."""
    meant = [(day, with_selector(command, whens=(day,))) for day in days[:CHOICES]]
    whole = command.selector.whens[0]
    return ask(
        "Which day do you mean?", [Choice(capital(day), replaced(command, whole, day), (one,)) for day, one in meant]
    )


def ask_lost_day(command: Command, day: str) -> Clarification:
    """ "pop the dentist back Wednesday and to 1": the day on which it is, or the one that it moves to."""
    command, new = dataclasses.replace(command, lost_day=None), command.values.when
    meant = [(f"The one on {capital(day)}", with_selector(command, whens=(*command.selector.whens, day)))]
    if command.operation == "update":
        meant.append((f"It moves to {capital(day)}", with_values(command, when=(" ".join((day, *new)),))))
    choices = (Choice(label, f"{command.text}: {label[0].lower()}{label[1:]}", (one,)) for label, one in meant)
    return ask(f"What is “{day}” here?", choices)


def ask_unreadable(command: Command, phrase: str) -> Clarification:
    """A time phrase that can't be read whole: the parts of it that can are offered, nothing is dropped unasked."""
    parts = [phrase[start:end] for start, end in find_times(phrase)]
    parts = [part for part in parts if not isinstance(values_of(part)[0], Length)][:CHOICES]  # "24 hours" is no time
    meant = [(part, with_values(command, when=(part,))) for part in parts if part != phrase]
    choices = tuple(Choice(part, replaced(command, phrase, part), (one,)) for part, one in meant)
    return ask(f"I could not read “{phrase}” as a time. When is it?", choices)


def nothing_found(command: Command, context: Context, kind: str = "event") -> Clarification:
    """Nothing matches: the nearest candidates, or none; nothing changes."""
    selector = command.selector
    asked = selector.names[0] if selector.names else ""
    near = context.index(kind).nearest(asked, CHOICES) if asked else []
    if kind == "task" and asked:  # "finished the book" may be Finish Middlemarch, and no Book car
        near = list(dict.fromkeys((*still_begun(command, context), *near)))
        near = [name for name in near if not is_verb_of(command, matching.words_of(name))]
    if TO_DO.match(asked):  # "call mom" is no "Call the plumber"
        alike = context.index(kind).nearest(WHAT_TO_DO.sub("", asked), CHOICES)
        near = [n for n in near if n in alike or matching.words_of(n) == matching.words_of(WHAT_TO_DO.sub("", asked))]
    choices = (*noted(command), *(Choice(n, replaced(command, asked, n), (renamed(command, n),)) for n in near))
    what = f"no “{asked}”" if asked else say_sought(command)
    text = f"I found {what}{''.join(f' {say_phrase(words)}' for words in selector.whens)}."
    return ask(text + (" Did you mean one of these?" if near else ""), choices[:CHOICES])


def still_begun(command: Command, context: Context) -> list[str]:
    """The open tasks that begin with the verb of what was done."""
    verbs = told_verbs(command) if command.operation == "complete" else ()
    ids = {id_ for verb in verbs for id_ in context.index("task").holding((verb,))}
    rows = (row for row in context.queries.rows(sorted(ids)) if isinstance(row, Task) and row.is_open)
    return [row.summary for row in rows if {*matching.words_of(row.summary)[:1]} & {*verbs}]


def noted(command: Command) -> tuple[Choice, ...]:
    """ "finish the homepage by Wednesday", where nothing is called so: what one is to do by then is offered as a task."""
    whens, text = command.values.when, command.text.strip(CLOSING)
    due = whens[0] if len(whens) == 1 and command.values.has_only("when") else ""
    name = text.removesuffix(due).rstrip()
    if command.operation != "update" or not (BY.match(due) and name != text and OWN_DEED.match(name)):
        return ()
    task = Command("create", "task", values=Values(names=(name,), when=whens), text=text)
    return (Choice("Note it as a task", f'add "{name}" to my tasks {due}', (task,)),)


def say_sought(command: Command) -> str:
    """What was looked for, where it has no name: "no meeting with Bob", "nothing"."""
    selector = command.selector
    together = " together" if len(selector.attendees) > 1 else ""
    people = f" with {join(list(selector.attendees))}{together}" if selector.attendees else ""
    places = f" at {join(list(selector.places))}" if selector.places else ""
    if not (people or places or selector.kind not in (None, "event")):
        return f"nothing on “{selector.list_name}”" if selector.list_name else "nothing"
    return f"no {selector.kind or command.object or 'event'}{people}{places}"


def renamed(command: Command, name: str) -> Command:
    """The same command about a thing of this name."""
    return with_selector(command, names=(name,), number=Number.ONE)
