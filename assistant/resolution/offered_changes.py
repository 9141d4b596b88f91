"""What else may be meant, offered beside a plan: for a new thing the change of what is there already ("gym on Friday at 6:30", where Gym is that
day at 7:30), for things of a name the calendar that is called so."""

import dataclasses
import re
from collections.abc import Sequence

from assistant import wording
from assistant.commands import Command, Number, Selector, with_selector, with_values
from assistant.marks.told_names import NEEDS
from assistant.nouns import known_kind
from assistant.phrasing import and_more, join
from assistant.plan import Choice, Clarification, Question
from assistant.resolution.bearing import at_an_end, called, is_called, titled
from assistant.resolution.calendars import as_calendar, find_list, of_kind
from assistant.resolution.coming_and_going import MOVING
from assistant.resolution.context import Context, Target, key
from assistant.resolution.creation import Creation
from assistant.resolution.exact_names import head_of, says_what
from assistant.resolution.known_things import WISH, changed
from assistant.resolution.matching import EMPTY, GENERIC, begins, content, is_said_there, only, words_of
from assistant.resolution.readings import typed
from assistant.resolution.renumbering import GOODS
from assistant.resolution.selection import targets_found
from assistant.resolution.target_selection import has_candidates, select
from assistant.temporal.calendar_units import week_start
from assistant.temporal.exact import exact_day
from assistant.timespan import instant, is_all_day, occupied
from models.rows import Calendar, Event, Row, Task

NEEDED = re.compile(r"\s+(?:needs?|has|have|must)\b|['’]s(?=\s+got\s+to\b)", re.I)
#: "has to be done by Friday", "needs doing by Friday".
TO_BE = re.compile(r"\b(?:(?:needs?|has|have|got) to|must) be\b|\bneeds?\s+\w+ing\b", re.I)
#: "on the 20th this month", of a task that comes every month: this month's.
THIS = re.compile(r"\bthis (?:week|month|year)\b", re.I)
#: "another haircut" is a new one.
ANOTHER = re.compile(rf"\b(?:another|new|second(?! (?:{wording.WEEKDAY}|day)s?\b)|extra|further|one more|an?)\b", re.I)

#: What leads to the name of a thing that is there: "put | the | haircut", "Vik wants | our | demo"; nothing at all may ("yoga Thursday at 7").
PUT, WISHED = (
    r".*\bput\s+",
    rf".*(?:{WISH.pattern}|\b(?:want(?:s|ed)?|need(?:s|ed)?|prefers?|asked for))\s+(?:to (?:do|have)\s+)?",
)
THE_ONE, BARE = r"(?:the|my|our)\s+", r"\W*(?:(?:and|so|then|ok)\W+)*(?:(?:the|my|our)\s+)?"
LIST, LISTED = re.compile(r"\blists?\b", re.I), 3
KNOWN = r".*(?:\b(?:the|my|our|do) |(?=\w+['’]s ))"
#: "put the vet in my calendar", "put the vet in for Friday": that makes a new one.
IN_CALENDAR = re.compile(
    r"\b(?:in|on|into|onto|to)\s+(?:\w+\s+){0,2}(?:calendar|diary|agenda|schedule)\b"
    rf"|\bput\s(?:[^,;]*\s)?(?:in|down)\s+(?:(?:for|on|at|next|this|today|tonight|tomorrow|\d\S*|{wording.WEEKDAY_OR_SHORT})\b|$)",
    re.I,
)

#: What stands before whoever is told of, and what they do: "the | carer | coming".
LEADING, MOVES = re.compile(r"\W*(?:(?:the|my|our)\s+)?", re.I), re.compile(rf"(?<=\w)\s+{MOVING}", re.I)


def change_of_known(made: Creation, command: Command, context: Context) -> tuple[Command, str] | None:
    """ "haircut at noon", where one lies ahead: the change of that one, and what it is called; for "put the haircut on Friday" beside another
    question."""
    values = command.values
    if len(values.names) > 1 or command.object == "list" or ANOTHER.search(wording.ALTERNATING.sub(" ", command.text)):
        return None
    row = made.effects[0].after if made.effects else None
    asks = leads_to(WISHED, command)  # whoever asks for it comes already
    if same := there_that_day(row, command, context):
        place = None if is_said_there(values.location or "", same.summary) else values.location
        bare = dataclasses.replace(values, names=(), attendees=(), location=place)
        return changed(command, bare, Selector(picked=(key(same),))), same.summary
    if not values.names:
        return None
    is_there = leads_to(KNOWN, command) or asks
    met = is_there or leads_to(PUT, command) or (values.recurrence and values.attendees)  # "tea with Mira every Friday"
    titles = (row.summary if met and isinstance(row, Event | Task) else "", values.names[0])
    known = next((t for title in titles if (t := titled(title, command, context))), None)
    known = known or series_beginning(command, context) or needed(command, context)
    known = known or (named_in_part(command, context) if is_there else None)
    task = task_of_day(row, command, context) if known is None else None
    if task is not None and isinstance(row, Event) and row.start is not None:
        known = task
        command = dataclasses.replace(command, object="task")
        values = dataclasses.replace(values, when=(exact_day(row.start),))  # the very day that is shown
    if known is None or (made.question is not None and not is_there):
        return None
    if called(known, command, context) & context.made:
        return None  # made a moment ago: "yoga Monday at 6, Wednesday at 7"
    kept = dataclasses.replace(values, names=(), list_name=None, attendees=() if met else values.attendees)
    period = THIS.search(" ".join(values.when)) if command.object == "task" else None
    selector = Selector(names=(known,), whens=(period[0],) if period else ())
    meant = dataclasses.replace(changed(command, kept, selector), scope=None)
    ahead = select(meant, context)
    several = isinstance(ahead, Clarification) and not (has_candidates(ahead) and is_called(known, command, context))
    if several or (not isinstance(ahead, Clarification) and len(ahead) != 1):
        return None
    return meant, known


def leads_to(words: str, command: Command) -> bool:
    """The name of what is new, or of whom it is with where nothing is named, stands right behind these words."""
    values = command.values
    name = next(iter((*values.names, *values.attendees)), None)
    return name is not None and re.match(rf"{words}{re.escape(name)}\b", command.text, re.I) is not None


def is_that_one(made: Creation, command: Command, instead: Command, context: Context) -> bool:
    """Whether the words are of the very thing that is there, and of no new one: "put the haircut on the 25th at 6", "Vik wants our demo at 5"; where
    it comes in the same week "put coffee with Kim on Friday", on the same day "yoga Thursday at 7", of a series or with somebody, at that hour "mum's at half 12", where it is at hers."""
    values, found = command.values, targets_found(instead, context)
    plain = command.object == "event" and values.has_only("names", "attendees", "when", "duration", "location")
    row = found[0].row if plain and len(found) == 1 else None
    if not isinstance(row, Event) or row.is_series or row.start is None or wording.TOO.search(command.text):
        return False
    at, name = instant(row.start, context.zone), next(iter((*values.names, *values.attendees)), "")
    new = made.effects[0].after
    assert isinstance(new, Event)
    held_there = is_said_there(name, row.summary) and occupied(row, context.zone).overlaps(occupied(new, context.zone))
    whole = " ".join((*values.names, *values.attendees))  # "call with Hannah", of Call Hannah
    is_it = held_there or says_what(name, row.summary) or says_what(whole, row.summary)
    if at <= context.now or IN_CALENDAR.search(command.text) or not is_it:
        return False
    if leads_to(rf"(?:{PUT}|{WISHED}){THE_ONE}", command):
        return True
    if leads_to(PUT, command):
        days = (occupied(new, context.zone).start, at)
        return len({day and week_start(day.date(), context.first_weekday) for day in days}) == 1
    met = row.recurrence_id is not None or row.attendees or values.attendees
    # "inspection" may be another than the final one
    told = held_there or begins(row.summary, words_of(name)) or MOVES.search(command.text)
    return bool(instead.selector.picked and met and told) and leads_to(rf"(?:{WISHED}|{BARE})", command)


def with_new_offered(changed: Creation, command: Command) -> Creation:
    """What changes, and beside it a new thing of that name."""
    asked = changed.question or Question("")
    question = Question(asked.text or "Or is it a new one?", (*asked.choices, new_one(command)))
    return dataclasses.replace(changed, question=question)


def new_one(command: Command) -> Choice:
    """The choice of a new thing, whatever is there."""
    new = dataclasses.replace(command, text=f"{command.text}, a new one")
    return Choice("Add a new one", "add a new one", (new,))


def whole_calendar(command: Command, targets: Sequence[Target], context: Context) -> Question | None:
    """ "cancel my classes next week", where some are called so, and a calendar is, too: all that is on that is offered beside them (policy 9)."""
    selector = command.selector
    several = (selector.plural or selector.number is Number.ALL) and selector.whens
    all_of_it = as_calendar(command, context) if several and len(selector.names) == 1 else None
    found = select(all_of_it, context) if all_of_it else ()
    more = not isinstance(found, Clarification) and {key(t.row) for t in found} - {key(t.row) for t in targets}
    if all_of_it is None or not more or all_of_it.selector.names:
        return None
    label = f"All in {all_of_it.selector.list_name}"
    choice = Choice(label, label.lower(), (all_of_it,))
    return Question(f"“{all_of_it.selector.list_name}” is a calendar, too.", (choice,))


def named_like_list(command: Command, targets: Sequence[Target], context: Context) -> Question | None:
    """ "move my kite tasks to Friday": those on the list Kite, or those that are called so; the others are offered beside them."""
    other = other_sense(command, targets, context)
    found, taken = select(other, context) if other is not None else (), {key(t.row) for t in targets}
    others = [] if isinstance(found, Clarification) else [t.row for t in found if key(t.row) not in taken]
    if other is None or not others:
        return None
    one, keys, also = len(others) == 1, tuple(map(key, others)), and_more([row.summary for row in others], LISTED)
    label = "That one, too" if one else "Those, too"
    meant = (with_selector(command, untouched=keys), with_selector(other, picked=keys))
    where = f"on the list {other.selector.list_name}" if other.selector.list_name else "not on that list"
    said = (
        f"{also} {'is' if one else 'are'} {where} and {'stays' if one else 'stay'} as {'it is' if one else 'they are'}."
    )
    return Question(said, (Choice(label, label.lower(), meant),))


def other_sense(command: Command, targets: Sequence[Target], context: Context) -> Command | None:
    """The same order of the tasks that are called as a list is, or of those on the list; None where only one of the two can be meant."""
    selector = command.selector
    if command.object != "task" or selector.picked or LIST.search(command.text):
        return None
    if selector.list_name and not selector.names:
        return with_selector(command, list_name=None, names=(selector.list_name,), number=Number.ALL)
    several = len(targets) > 1 or selector.number is Number.ALL
    alone = several and len(selector.names) == 1 and not selector.list_name and selector.kind == "task"
    home = find_list(selector.names[0], of_kind("task", context)) if alone else None
    return with_selector(command, names=(), list_name=home.name, number=Number.ALL) if home else None


def named_beside(command: Command, targets: Sequence[Target], context: Context) -> Question | None:
    """ "delete all the cafe shifts", which finds what is called just so, where a Cafe closing shift lies ahead: that is offered beside them."""
    selector = command.selector
    several = (selector.plural or selector.number is Number.ALL) and command.object == "event" and not selector.picked
    said = words_of(selector.names[0]) if several and len(selector.names) == 1 else ()
    if len(said) < 2 or {words_of(target.row.summary) for target in targets} != {said}:
        return None
    titles = sorted(context.index("event").titles(said))
    others = tuple(title for title in titles if words_of(title) != said and head_of(title)[-1:] == said[-1:])
    more = with_selector(command, names=(selector.names[0], *others))
    found = select(more, context) if others else ()
    if isinstance(found, Clarification) or not {key(t.row) for t in found} - {key(t.row) for t in targets}:
        return None
    also = join([*dict.fromkeys(t.row.summary for t in found if words_of(t.row.summary) != said)])
    return Question(f"“{also}” stays as it is.", (Choice(f"{also}, too", f"{also}, too", (more,)),))


def offering(made: Creation, instead: Command, known: str) -> Creation:
    """What is made, and beside it the change of what is known by that name."""
    asked, choice = made.question or Question(""), Choice("Change that one", "change that one", (instead,))
    question = Question(f"{asked.text} You have “{known}” already.".strip(), (*asked.choices, choice))
    return dataclasses.replace(made, question=question)


def there_that_day(row: Row | None, command: Command, context: Context) -> Event | Task | None:
    """ "gym on Friday at 6:30", where the one Gym of that Friday is at another time: that one, of whatever series it is; "the carer's coming at
    half nine on Friday", where Mum's carer does; not what was made a moment ago, nor beside what repeats."""
    plain = command.values.has_only("names", "attendees", "when", "duration", "location")
    time = occupied(row, context.zone).start if isinstance(row, Event) and plain else None
    if time is None or not isinstance(row, Event) or row.rrule or is_all_day(row.start):
        return None
    day = time.replace(hour=0, minute=0)
    others = [o.row for o in context.queries.event_occurrences(day, day.replace(hour=23, minute=59))]
    said = said_of(command) | {
        *words_of(row.location or "")
    }  # somewhere else it is another, unless it is called just so
    alike = [o for o in others if words_of(o.summary) == words_of(row.summary)]
    alike = alike or [o for o in others if said and not is_all_day(o.start) and said <= words_about(o)]
    same = alike[:1] and alike[0].start == row.start and not row.location
    if len(alike) != 1 or same or alike[0].uid in context.made:
        return None
    return alike[0]


def said_of(command: Command) -> set[str]:
    """The words by which one thing of that day may be known: the name without what somebody does ("Denise | coming"), and who is there; none
    where these say its kind alone, or only whom it is with ("call at 3", "meeting with Denise")."""
    values = command.values
    who = next(iter(values.attendees), "")
    told = values.names or (who and LEADING.sub("", command.text, count=1).startswith(who))
    typed = " ".join(sorted((*values.names, *values.attendees), key=command.text.find))
    words = set(words_of(MOVES.sub("", typed)))
    return words if told and not all(w in EMPTY | GENERIC or known_kind(w) in wording.KINDS for w in words) else set()


def words_about(row: Event | Task) -> set[str]:
    """The words of a title and of those who are there."""
    people = (who.name for who in row.attendees) if isinstance(row, Event) else ()
    return {w for said in (row.summary, *people) for w in words_of(said)}


def task_of_day(row: Row | None, command: Command, context: Context) -> str | None:
    """The title of the one task that begins with the name of what is put on a day without an hour ("put book the hall down for Monday":
    Book the hall for May)."""
    said = words_of(command.values.names[0])
    plain = isinstance(row, Event) and is_all_day(row.start) and command.values.has_only("names", "when")
    titles = context.index("task").titles(said) if plain and len(said) > 1 else ()
    return only([title for title in titles if begins(title, said)])


#: "we need eggs", but "I need to call Ana".
NEEDED = re.compile(r"\b(?:needs?(?! to\b)|(?:running |run )?out of|(?:running )?(?:low|short) (?:on|of))\b", re.I)


def lists_of_goods(command: Command, context: Context) -> list[Calendar]:
    """The lists of things to buy, where the words say that something is needed ("we need eggs and bread")."""
    needs = NEEDED.search(command.text)
    return [c for c in context.queries.calendars() if needs and c.kind == "task" and GOODS.search(c.name)]


def other_list(command: Command, context: Context) -> Question | None:
    """Whether new items of which no list is said belong on the one other list that has held any of them, and which stand there still ("milk,
    bread", where Milk is on Groceries), or on the one of things to buy, where they are needed; None where there is none."""
    if command.object != "task" or not command.values.has_only("names"):
        return None
    index, default = context.index("task"), context.queries.default_calendar("task")
    said = {words_of(name) for name in command.values.names}
    ids = {id_ for words in said if words for id_ in index.holding(words) if words_of(index.rows[id_].summary) in said}
    rows = [row for row in context.queries.rows(sorted(ids)) if isinstance(row, Task)]
    homes = {row.calendar_id for row in rows}
    lists = [calendar for calendar in context.queries.calendars() if calendar.id in homes]
    lists = lists or lists_of_goods(command, context)
    if len(lists) != 1 or default.id in homes:
        return None
    home, text = lists[0].name, f"add {join(list(command.values.names))} to {lists[0].name}"
    there = list(dict.fromkeys(f"“{row.summary}”" for row in rows if row.is_open))
    stands = f"{join(there)} {'are' if len(there) > 1 else 'is'} on {home} already. " if there else ""
    onto = typed(f"On {home}", text, with_values(command, list_name=home))
    return Question(f"{stands}On {default.name}? Or on {home}?", (onto,))


def series_beginning(command: Command, context: Context) -> str | None:
    """The title of the one series that begins with the name of a new one ("football every Thursday": Football practice Sam)."""
    said, index = words_of(command.values.names[0]), context.index(command.object)
    if not (said and command.values.recurrence):
        return None
    rows = [index.rows[id_] for id_ in index.holding(said)]
    # "call with Olivia" is no Call with Mom
    people = {w for person in command.values.attendees for w in words_of(person)[:1]}
    titles = {row.summary for row in rows if row.is_series and begins(row.summary, said)}
    return only({title for title in titles if people <= {*words_of(title)}})


def named_in_part(command: Command, context: Context) -> str | None:
    """The title of the one event that ends in the name of a new one, or begins with it ("put the rehearsal on Thursday": Wedding rehearsal)."""
    said = words_of(command.values.names[0])
    titles = context.index("event").titles(said) if command.object == "event" else ()
    wished = leads_to(WISHED + THE_ONE, command)  # whichever words of it are said
    return only([title for title in titles if wished or at_an_end(said, words_of(title))])


def needed(command: Command, context: Context) -> str | None:
    """The title of the one task about what needs doing by then ("jerseys need to be ordered by Tuesday": Order team jerseys; "the tax has got to
    be done by Friday": Tax return)."""
    name = command.values.names[0]
    said = name if NEEDS.match(name) else command.text[command.text.find(name) :] if TO_BE.search(command.text) else ""
    needs = NEEDED.search(said) if command.object == "task" and command.values.when else None
    return only(context.index("task").titles(content(said[: needs.start()]))) if needs else None
