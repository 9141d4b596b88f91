"""A read command → its answer: a sentence in plain words, and the rows (policies 2, 12, 23). Nothing changes."""

import dataclasses
import re
from collections.abc import Sequence

from assistant.commands import Command, Number, Referent, with_selector, without_words
from assistant.lazy import Lazy
from assistant.phrasing import join, say_count, say_when, takes_days
from assistant.plan import Answer, Clarification, ask
from assistant.resolution.alternatives import answer_alternatives
from assistant.resolution.asking import ask_which, nothing_found
from assistant.resolution.between_events import (
    after_that_day,
    answer_between,
    beginning_after,
    on_one_day,
    time_between,
)
from assistant.resolution.calendars import as_calendar, holds_all_of
from assistant.resolution.clashes import answer_touching, asks_for_clashes, clashing, say_lasting, this_clashes
from assistant.resolution.clocks_abroad import with_hours_there
from assistant.resolution.context import Context, Target, key
from assistant.resolution.duplicates import answer_duplicates
from assistant.resolution.exact_names import is_borne
from assistant.resolution.explanation import (
    ABOUT_ONE,
    at_another_hour,
    at_other_times,
    called_off,
    elsewhen,
    falls_then,
    held_otherwise,
    is_of_one_name,
    not_yet,
    nothing_called,
    of_shorter_name,
    tasks_found,
)
from assistant.resolution.falling_on import answer_falling_on
from assistant.resolution.hours_of_days import in_hours, into_night
from assistant.resolution.in_notes import told_by_note, with_noted
from assistant.resolution.list_answers import answer_lists, on_that_list
from assistant.resolution.parts_of_period import by_parts
from assistant.resolution.qualities import not_theirs, picked_out, with_unheard
from assistant.resolution.question_words import reworded, tasks_due
from assistant.resolution.ranking import next_of_mine, numbered
from assistant.resolution.recounting import answer_done
from assistant.resolution.reference import among_focus, comes_to_end, is_of_those, is_reference, referred
from assistant.resolution.rhythm import answer_end, answer_how_often, answer_usual
from assistant.resolution.saying import (
    NAMED,
    PEOPLE,
    SAYERS,
    counted_words,
    how_many,
    nothing_of,
    people_of,
    rhythms_of,
    said_time,
    say_what,
)
from assistant.resolution.selection import Found, find_events, occurrences_found
from assistant.resolution.task_answers import answer_tasks, as_deed, is_deed, is_of_rest, of_both, with_due
from assistant.resolution.titles import with_day_of_name
from assistant.resolution.waiting import UNTIL, answer_late, asks_wait, say_waits
from assistant.resolution.whereabouts import answer_there
from assistant.resolution.which_days import answer_busiest, answer_empty
from assistant.resolution.whose_time import answer_whose_free
from assistant.timespan import is_all_day
from assistant.wording import BY_LENGTH, LEFT, PAST
from models.occurrence import Occurrence

#: Of several, and of none that is called so.
DEADLINES = re.compile(r"\bdeadlines\b", re.I)
#: "is anyone coming to the review".
ANYBODY = re.compile(r"\b(?:any|some)(?:one|body)\b", re.I)
#: "what else is on that day": but what was talked of.
ELSE = re.compile(r"\belse\b", re.I)
WHICH_ONE = re.compile(r"\W*(?:and |so )?which\b", re.I)
#: "is she in anything else", where nobody was talked of.
SOMEBODY = re.compile(r"\b(?:is|was|am i (?:seeing|meeting)|with) (?:she|he|her|him)\b", re.I)
#: "who am I seeing this week": of things to which nobody comes nothing is said.
SEEING = re.compile(r"^\W*who(?:['’]s| is| all)? (?:am|are|was|were|did|do|will|have) (?:i|we)\b", re.I)
#: The person is in the name of the thing.
WHOSE = re.compile(r"\bwhose\b", re.I)
#: "what are the notes on the review".
NOTES = re.compile(r"\b(?:notes?|description|details)\b", re.I)
#: "did my gym get cancelled": it is there, so no.
CALLED_OFF = re.compile(r"\b(?:cancel(?:l?ed)?|off)\b", re.I)
#: "do I have no meetings on Friday".
NONE_THERE = re.compile(r"^\W*(?:do|did|have|will) (?:i|we) (?:really )?(?:have |got )?(?:no|nothing)\b", re.I)
#: "has the offsite been moved": nobody knows where it was, but where it stands can be said.
MOVED = re.compile(r"\b(?:moved|changed|rescheduled|postponed|pushed|shifted|delayed|brought forward)\b", re.I)
#: "when is our | last practice".
IS_LAST = re.compile(r"(?:\b(?:is|are)|['’]s) (?:\w+ )?(?:very )?(?:last|final)\b", re.I)
#: "am I away next weekend": things of several days.
AWAY = re.compile(
    r"\b(?:am i|are we|i['’]?m|i am|we['’]?re|we are) (?:away|in|out of (?:town|office|the office))\b", re.I
)
OFF = re.compile(r"\b(?:am i|are we) (?:off|away)\b", re.I)
BACK = re.compile(r"\b(?:am i|are we) back\b", re.I)
DAYS = re.compile(r"\b(?:days|nights)\b", re.I)
ASKED = {"where": "where", "when": "when", "what time": "when", "who": "who", "how long": "how_long"}
BOTH = re.compile(rf"\W*({'|'.join(ASKED)}) and (?:at )?({'|'.join(ASKED)})\b", re.I)
#: Of these the first rows are an answer by themselves: "At least 24 meetings".
COUNTABLE = (None, "what", "how_many")


def answer(command: Command, context: Context) -> Answer | Clarification:
    """What a read command asks."""
    for way in (answer_alternatives, answer_late, answer_done, answer_duplicates, answer_between, told_by_note):
        if (first := way(command, context)) is not None:
            return first
    if command.object == "list":
        return answer_lists(command, context)
    command = reworded(on_that_list(command, context), context)
    if both := answer_deadlines(command, context):
        return both
    if command.object == "task" or is_deed(command, context):
        of_tasks = answer_tasks(command, context)
        if is_of_rest(command):
            of_day = with_selector(command, status=None)
            return of_both(answer_events(dataclasses.replace(of_day, object="event"), context), of_tasks, command)
        return of_tasks if isinstance(of_tasks, Clarification) else with_unheard(of_tasks, command)
    if told := answer_busiest(command, context) or answer_empty(command, context) or answer_there(command, context):
        return told
    made = answer_whose_free(command, context) if command.asks == "free" else answer_events(command, context)
    if isinstance(made, Clarification):
        return made
    return with_unheard(with_hours_there(with_noted(made, command), command, context), command)


def answer_deadlines(command: Command, context: Context) -> Answer | Clarification | None:
    """ "which deadlines do I have this week", where an event is called one: what is due then, and those events; None where something else is asked."""
    due = tasks_due(command) if command.selector.whens and DEADLINES.search(command.text) else None
    if due is None or command.asks not in ("what", "exists"):
        return None
    events, tasks = answer_events(command, context), answer_tasks(due, context)
    nothing = isinstance(events, Clarification) or not events.items
    return tasks if nothing and isinstance(tasks, Answer) else of_both(events, tasks, command)


def answer_events(command: Command, context: Context) -> Answer | Clarification:
    """Events asked about: what, when, where, who, how many, how long, whether."""
    command = still_ahead(by_parts(command, context), context)
    selector = command.selector
    if not may_be_cut(command):
        context = dataclasses.replace(context, effort=context.effort.whole())
    pointed = selector.referent or command.asks in ABOUT_ONE or PEOPLE.search(command.text)
    if unclear := asked_back(command, context):
        return unclear
    about_it = (selector.is_empty and pointed) or this_clashes(command)
    if (context.focus and about_it) or selector.picked or is_counted(command, context):
        number = Number.FIRST if selector.number is Number.NEXT else selector.number
        targets = referred(with_selector(command, referent=Referent.THEM, number=number), context)
        if isinstance(targets, Clarification):
            return targets
        if AWAY.search(command.text) and not any(takes_days(t.row) for t in targets):
            return ask_which(command, (), context)
        occurrences = [Occurrence(t.row, t.series) for t in targets]
        return told_clashes(command, occurrences, context) or spoken(command, occurrences, context)
    found = of_those(command, context)
    if isinstance(found, Clarification):
        return found
    if falling := no_other(command, found) or answer_falling_on(command, found, context):
        return falling
    occurrences = picked_out(command, numbered(command, found, context), context)
    told = days_away(command, found, occurrences, context) or time_between(command, found, context)
    told = told or on_one_day(command, found, context) or at_another_hour(command, found, context)
    if told or (not occurrences and (told := after_that_day(command, found, context))):
        return told
    if selector.ordinal and found.occurrences and not occurrences:
        count = len(found.occurrences)
        return Answer(f"There {'is' if count == 1 else 'are'} only {counted_words(command, count)}.", ())
    if not occurrences and selector.names and command.asks != "how_many":
        return of_that_name(command, context)
    if ELSE.search(command.text) and command.asks in ("what", "exists"):
        occurrences = [o for o in occurrences if key(o.row) not in context.focus]
    for answers in (told_clashes, answer_touching, answer_usual, answer_how_often, answer_end):
        if said := answers(command, occurrences, context):
            return said
    told_all = with_due(spoken(command, occurrences, context), command, found.window, context)
    mine = next_of_mine(command, found, occurrences, context)
    return dataclasses.replace(told_all, text=told_all.text + mine, beside=told_all.beside + mine)


def days_away(
    command: Command, found: Found, occurrences: Sequence[Occurrence], context: Context
) -> Answer | Clarification | None:
    """ "am I away next week", "how many nights am I in Austin": of what takes days; None where something else is asked, or nothing does."""
    selector, said = command.selector, DAYS.search(said_beside_names(command))
    days_asked = said if command.asks == "how_many" or (said and "night" in said[0].lower()) else None
    if command.asks == "when" and OFF.search(command.text) and not (selector.names or selector.places):
        ahead = found.occurrences if found.window else context.queries.event_occurrences(context.now, None, None, 1)
        next_one = next((o for o in ahead if takes_days(o.row)), None)
        unknown = ask("I see no days off ahead. What are they called?")
        return spoken(command, [next_one], context) if next_one else unknown
    gone = [o for o in occurrences if takes_days(o.row)]
    if days_asked and not gone:
        gone = [o for o in occurrences if nights_of(o, context)]
    named = days_asked and (selector.names or selector.places) and not asks_wait(command)
    if not gone or not (named or AWAY.search(command.text)):
        return None
    if days_asked and "night" in days_asked[0].lower():
        nights, rows = sum(nights_of(o, context) for o in gone), [o.row for o in gone]
        return Answer(f"{say_count(nights, 'night')}: {say_what(rows, context)}", tuple(rows))
    return spoken(dataclasses.replace(command, asks="how_long" if days_asked else command.asks), gone, context)


def nights_of(occurrence: Occurrence, context: Context) -> int:
    """How many nights lie within it."""
    time = context.held(occurrence)
    return (time.end.date() - time.start.date()).days - is_all_day(occurrence.row.start)


def of_that_name(command: Command, context: Context) -> Answer | Clarification:
    """What is said where no event of that name lies ahead: a task ("when is the rent due"), what is over, else that there is none."""
    tasks = tasks_found(command, context) or tasks_found(as_deed(command, context), context)
    if any(is_borne(command.selector.names, Target(row)) for row in tasks):
        return answer_tasks(command, context)
    if occurrences := over(command, context):
        return spoken(command, occurrences, context)
    dated = with_day_of_name(command) if len(command.selector.names) == 1 else None  # "the November on call"
    if dated is not None and (then := occurrences_found(dated, context)):
        return spoken(dated, then, context)
    return absent(command, context)


def of_those(command: Command, context: Context) -> Found | Clarification:
    """What is found; of what was talked of where that is meant: "how many of those are with Ben"."""
    if command.asks == "who":  # "who else is coming besides Ana" leaves out no event
        command = with_selector(command, excluded=())
    found = in_hours(command, context) or find_events(command, context)
    if isinstance(found, Found) and (others := not_theirs(command, found.occurrences, context)) is not None:
        return dataclasses.replace(found, occurrences=others)
    renamed = as_calendar(command, context)
    if isinstance(found, Found) and renamed and holds_all_of(command, renamed, found.occurrences, context):
        found = find_events(renamed, context)
    if not isinstance(found, Clarification):
        found = into_night(command, beginning_after(command, found), context)
    if not isinstance(found, Clarification) and command.selector.referent is Referent.OTHER:
        others = tuple(o for o in found.occurrences if key(o.row) not in context.focus)
        return dataclasses.replace(found, occurrences=others)
    if isinstance(found, Clarification) or command.selector.referent is not Referent.THEM:
        return found
    return dataclasses.replace(found, occurrences=tuple(among_focus(found.occurrences, context)))


def no_other(command: Command, found: Found) -> Answer | None:
    """ "and the other one?", of which there is none."""
    asked = command.selector.names if command.selector.referent is Referent.OTHER else ()
    none = Answer(f"I find no other {join(list(asked))}{said_time(command)}.")
    return none if asked and not found.occurrences else None


def asked_back(command: Command, context: Context) -> Clarification | None:
    """What has to be asked before anything is looked for: which thing, or who; None where the words say it."""
    selector = command.selector
    of_those = selector.referent is Referent.THEM or is_of_those(command)
    if not context.focus and not selector.picked and (speaks_of_one(command) or of_those):
        return ask_which(command, (), context)
    if command.asks == "exists" and BACK.search(command.text) and not (selector.names or selector.places):
        return ask("Back from what?")
    named = selector.names or selector.attendees or selector.places or selector.whens or selector.picked
    if not named and SOMEBODY.search(command.text):
        return ask("Who do you mean?")
    return None


def told_clashes(command: Command, occurrences: Sequence[Occurrence], context: Context) -> Answer | None:
    """Of the events asked about those that overlap others; None where nothing of that is asked."""
    if not asks_for_clashes(command):
        return None
    overlapping = clashing(command, occurrences, context)
    if not overlapping and command.asks != "how_many":
        nothing = f"{'No, n' if command.asks == 'exists' else 'N'}othing overlaps{said_time(command)}."
        about = tuple(o.row for o in occurrences) if command.selector.names else ()  # "move it to 4" speaks of that
        return Answer(nothing + say_lasting(occurrences, context), instead=about)
    return spoken(command, overlapping, context)


def speaks_of_one(command: Command) -> bool:
    """ "when do I fly", "where is it": about one thing, and no word says which."""
    return command.selector.is_empty and bool(command.selector.referent or command.asks in ABOUT_ONE)


def asks_whether_off(command: Command) -> bool:
    """Whether it was asked if something is cancelled; "off" in a name ("day off") asks nothing."""
    return bool(CALLED_OFF.search(said_beside_names(command)) or NONE_THERE.search(command.text))


def said_beside_names(command: Command) -> str:
    """The words of a question without the names and places in it."""
    return without_words(command.text, *command.selector.names, *command.selector.places)


def still_ahead(command: Command, context: Context) -> Command:
    """ "did the dentist get cancelled" is about the one to come, if there is one; where "has it been moved" stands can be said, no more.
    "when is the last lesson" is about the last to come, where none was yet, or where several are ahead and come to an end."""
    selector = command.selector
    if command.asks == "exists" and MOVED.search(said_beside_names(command)):
        return dataclasses.replace(command, asks="when")
    last = selector.number is Number.LAST and not PAST.search(said_beside_names(command))
    if not selector.past or not (last or asks_whether_off(command)):
        return command
    ahead = with_selector(command, past=False)
    coming = occurrences_found(ahead, context)
    if last and not (IS_LAST.search(command.text) and comes_to_end(coming)):
        behind = find_events(command, context)
        if isinstance(behind, Clarification) or behind.occurrences:
            return command
    return ahead if coming else command


def over(command: Command, context: Context) -> list[Occurrence]:
    """What was asked about without a time and lies behind: "when's the dentist again" on the day after."""
    selector = command.selector
    ahead = command.asks == "exists" or LEFT.search(command.text)
    if ahead or selector.whens or selector.past or selector.number is not Number.ONE:
        return []
    looked = with_selector(command, past=True)
    found = find_events(looked, context)
    return [] if isinstance(found, Clarification) else numbered(looked, found, context)


def is_counted(command: Command, context: Context) -> bool:
    """ "which one is first", "the later one": one of those that were answered."""
    selector = command.selector
    picks = selector.number in (Number.FIRST, Number.LAST, *BY_LENGTH.values()) or (
        selector.ordinal and selector.number is Number.ONE
    )
    next_one = selector.number is Number.NEXT and WHICH_ONE.match(command.text)
    return bool(picks or next_one) and (
        is_reference(command, context) or bool(next_one and context.focus and is_of_those(command))
    )


def may_be_cut(command: Command) -> bool:
    """Whether a count of the first rows answers what is asked; neither one of them by its number, nor a wait, nor people."""
    counts_others = command.asks == "how_many" and (UNTIL.search(command.text) or PEOPLE.search(command.text))
    if asks_for_clashes(command) or command.selector.number in BY_LENGTH.values():
        return False
    return command.asks in COUNTABLE and not command.selector.ordinal and not counts_others


def absent(command: Command, context: Context) -> Answer | Clarification:
    """Nothing of that name then: the next time of it is said; "No" where it was asked whether, else near names are offered."""
    if asks_whether_off(command):
        command = with_selector(command, past=False)
    elif command.asks == "exists" and (held := held_otherwise(command, context)):
        return held
    other = elsewhen(command, context)
    if command.asks == "exists":
        people = f" with {join(list(command.selector.attendees))}" if command.selector.attendees else ""
        no = f"No, I find no {join(list(command.selector.names))}{people}{said_time(command)}."
        rows = at_other_times(command, context)
        off = called_off(command, context) if other is None else None
        if not (rows or off) and (unknown := nothing_called(command, context)):
            return Answer(unknown)
        if other is None or not is_of_one_name(rows):
            return Answer(f"{'Yes' if asks_whether_off(command) else 'No'}, {off.question.text}" if off else no)
        if falls_then(command, rows[0], context):
            return Answer(f"Yes: {rows[0].summary}, {say_when(rows[0], context.now, context.zone)}.", tuple(rows[:1]))
        so = "Yes" if asks_whether_off(command) else "No"
        text = f"{so}: {other.question.text[0].lower()}{other.question.text[1:]}"
        return Answer(text, instead=rows if len(rows) == 1 else ())
    told = other or not_yet(command, context) or of_shorter_name(command, context) or called_off(command, context)
    return told or nothing_found(command, context)


def spoken(command: Command, occurrences: Sequence[Occurrence], context: Context) -> Answer:
    """The sentence for what was found."""
    rows = Lazy(occurrences, lambda o: o.row)
    if context.effort.is_cut:
        return Answer(f"At least {counted_words(command, len(rows))}.", rows)
    if rows and asks_wait(command):
        return Answer(say_waits(command, rows[:NAMED], context), rows)
    if command.asks == "how_many":
        return how_many(command, rows, context)
    if not rows:
        nothing = f"{nothing_of(command)}{said_time(command)}."
        whether = "Yes" if asks_whether_off(command) else "No"  # "am I off on Friday"
        return Answer(f"{whether}, {nothing}" if command.asks == "exists" else nothing[0].upper() + nothing[1:])
    doing = any(name.endswith("ing") for name in command.selector.names)  # "is anyone visiting"
    if command.asks == "exists" and command.selector.names and ANYBODY.search(command.text) and not doing:
        people = list(dict.fromkeys(a.name for row in rows for a in row.attendees))
        return Answer(f"Yes: {join(people)}." if people else f"No, nobody is noted for {rows[0].summary}.", rows)
    if NOTES.search(command.text) and len(rows) == 1 and rows[0].description and command.asks == "what":
        note = rows[0].description.strip().rstrip(".")
        return Answer(f"{rows[0].summary}: {note}.", rows, noted=note)
    say = SAYERS.get("what" if WHOSE.search(command.text) else command.asks or "what", say_what)
    seen = [row for row in rows if people_of(row)] if command.asks == "who" and SEEING.search(command.text) else []
    rows = Lazy(seen, lambda row: row) if seen else rows
    rhythms = rhythms_of(command, occurrences) if say is say_what else {}
    text = say_what(rows, context, rhythms) if rhythms else say(rows, context)
    if both := BOTH.match(command.text):  # "where and when is the recital"
        text = " ".join(SAYERS[ASKED[word.lower()]](rows, context) for word in both.groups())
    so = "No" if asks_whether_off(command) else "Yes"
    return Answer(f"{so}: {text}" if command.asks == "exists" else text, rows)
