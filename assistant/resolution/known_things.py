"""A new thing that may be one that is there already: then the words change that, or it is offered beside the new one."""

import dataclasses
import re
from collections.abc import Sequence

from assistant import wording
from assistant.commands import Command, Scope, Selector, Values, says_again, with_selector, with_values
from assistant.marks.slots import ALARM_WORD, DAYS_SINCE, is_since
from assistant.nouns import is_kind_word
from assistant.phrasing import WEEKDAYS, takes_days
from assistant.plan import Clarification
from assistant.resolution.bearing import at_an_end, called, is_called, is_meant, titled
from assistant.resolution.company import DIARY
from assistant.resolution.context import Context
from assistant.resolution.exact_names import says_what
from assistant.resolution.last_times import as_last_told, series_named
from assistant.resolution.matching import words_of
from assistant.resolution.repetition import ADDED, SINCE_LAST, weekdays_named
from assistant.resolution.selection import select_events, targets_found
from assistant.resolution.target_selection import has_candidates, select
from assistant.resolution.weekdays import is_of_period, rule_days
from assistant.resolution.windows import DENIED, without_day
from assistant.temporal.carried import ANY_TIME, day_words
from assistant.temporal.reading import read_time
from assistant.temporal.values import Purpose
from assistant.timespan import is_all_day
from models.rows import Task

CHANGING = re.compile(rf"{wording.POLITE}(?:make|change|mark|set(?=.*\bdue\b))\b", re.I)
#: "repeat the party every year", which is no other party.
REPEATING = re.compile(rf"{wording.POLITE}repeat\b", re.I)
#: "put renew passport down for Friday", said of a task that is there.
PUT_DOWN = re.compile(rf"{wording.POLITE}(?:put|pencil)\b.*\b(?:down|in) (?:for|on)\b", re.I)
INVITE = re.compile(rf"{wording.POLITE}invite\b", re.I)
INVITED = re.compile(rf"invite\s+(\S.*?)\s+(?:along\s+)?to\s+{wording.THE}(\S.*)", re.I)
#: "from November at 8", as "at 8 from November".
SINCE_FIRST = re.compile(rf"^({wording.SINCE_WHEN}\s+.+?)(?:\s+at)?\s+(\d\S*(?:\s*[ap]m)?)$", re.I)
#: "the day before | at 6".
DAY_BEFORE = re.compile(r"\b(?:day|night|evening) before$", re.I)
#: "the plumber is | coming on Thursday": somebody comes, which is no "Call the plumber".
COMES = re.compile(
    r"\s+(?:(?:now|also|finally|only|actually)\s+)?(?:coming|here|there|arriving|visiting|back|being delivered)\b", re.I
)
#: What those who have a time already say of it.
WISH = re.compile(
    r"\b(?:wants?|(?:would|['’]d) (?:like|prefer)|prefers?|asked|needs?|has|have) (?:to (?:start|begin|come|train)|for)\b",
    re.I,
)
#: From one day to another.
FROM_TO = re.compile(r"(?:from )?(\S.*?)\s+(?:to|->|→)\s+(\S.*)", re.I)
#: One hour, and no span.
HOUR = re.compile(r"(?:at\s+)?(?:half\s+)?\d{1,2}(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?", re.I)
#: What is said of a thing that is there, before its time.
SAID_OF = r"(?:is|are|will be|starts?|begins?|(?:(?:will|is going to) )?(?:go(?:es)? on|runs?|lasts?)(?= (?:un)?til))"
#: "the house meeting is at 8, | bring the rent book", and not "Kev works late".
TO_NOTE = re.compile(r"\W*(?:bring|take|remember|don['’]?t forget|ask|wear|use|meet|note)\b", re.I)
#: "the physio|'s| in room 4"; behind "'s" only a place is told of the thing itself.
IS_THERE = rf"['’]s(?=\s+(?:at|in|online|on (?:{wording.CALL_PROGRAMS}))\b(?!\s+\d))"


def as_update(command: Command, context: Context) -> Command | None:
    """ "remind me 10 minutes before the dentist", "put jazz night on my work calendar": about a thing that exists, a change (policy 16)."""
    command = with_since_apart(command)
    values = command.values
    if len(values.names) != 1:
        return wished(command, context)
    if command.object == "task" and DAY_BEFORE.search(values.alarm or "") and is_hour(" ".join(values.when)):
        command = with_values(command, alarm=f"{values.alarm} at {' '.join(values.when)}", when=())
        values = command.values
    for way in (
        looked_up,
        from_to,
        days_on,
        until_then,
        invited,
        found_by_time,
        of_known,
        as_changed_since,
        as_last_told,
        made_to_be,
    ):
        if (change := way(command, context)) is not None:
            return change
    bare = command.bare and not DENIED.match(values.names[0]) and is_meant(values.names[0], command, context)
    if bare or changes_known(command, context) or told_then(command, context):
        return told_change(command, context, bare)
    if values.has_only("names", "recurrence", "times") and ADDED.search(command.text):
        return with_more_days(command, context)
    if values.has_only("names", "when", "recurrence", "times") and (change := of_period(command, context)):
        return change
    if values.when or values.recurrence or values.duration:
        return None
    is_event = command.object == "event"
    if is_event and (values.location or values.attendees) and is_called(values.names[0], command, context):
        return changed(command, dataclasses.replace(values, names=()))
    about_event = values.list_name if is_event else values.alarm if command.object == "task" else None
    if about_event is None:
        return None
    kept = Values(alarm=values.alarm, list_name=values.list_name if is_event else None)
    by = Selector(names=values.names, attendees=values.attendees)
    meant = changed(dataclasses.replace(command, object="event"), kept, by)
    found = select_events(meant, context)
    return None if isinstance(found, Clarification) and not found.question.choices else meant


def told_change(command: Command, context: Context, bare: bool) -> Command | None:
    """What is told of a thing that is there, as the change of it; None where nothing is found of which that can be said."""
    values = command.values
    lasting = DAYS_SINCE.fullmatch(" ".join(values.when))
    values = dataclasses.replace(values, when=lasting.groups()) if lasting else values
    told = told_of(dataclasses.replace(command, values=values))
    before = f"{command.text[: command.text.find(values.names[0])]} {told[1] if told and told[1] else ''}"
    more = len(values.when) > 1 or not values.has_only("names", "attendees", "when")
    finding = tuple(  # "next week's piano is on Thursday", "piano in May starts at 7", "bingo at 2 from now on", "bingo is an hour from May"
        w for w in values.when if more and (is_said(w, before) or wording.SCOPE_FUTURE.fullmatch(w) or is_since(w))
    )
    new = tuple(w for w in values.when if w not in finding)
    note = values.description if TO_NOTE.match(values.description or "") else None  # why it changes is none
    kept = dataclasses.replace(values, names=(), attendees=(), when=new, description=note)
    if any(map(is_since, finding)):
        command = dataclasses.replace(command, scope=Scope.FUTURE)
    meant = changed(command, kept, Selector(names=values.names, attendees=values.attendees, whens=finding))
    put_down = command.object == "task" and PUT_DOWN.match(command.text)
    found = select(meant, context) if (told and told[1]) or put_down or bare else ()
    return None if isinstance(found, Clarification) and not has_candidates(found) else meant


def with_since_apart(command: Command) -> Command:
    """ "stand up is at 9 | starting Monday |", taken for how often: since when the hour holds."""
    values, since = command.values, command.values.recurrence or ""
    if not (values.when and is_since(since)) or weekdays_named(read_time(since, ANY_TIME)):
        return command
    return with_values(command, when=(*values.when, since), recurrence=None)


def wished(command: Command, context: Context) -> Command | None:
    """ "Ada and Bo want to start at 8:30 this Saturday", where they alone have an event that day: that hour is its new one."""
    values, phrase = command.values, " ".join(command.values.when)
    day = day_words(phrase) if values.has_only("attendees", "when") and WISH.search(command.text) else None
    hour = without_day(phrase, day) if day else ""
    if command.object != "event" or not day or not is_hour(hour):
        return None
    meant = changed(command, Values(when=(hour,)), Selector(attendees=values.attendees, whens=(day,)))
    found = targets_found(meant, context)
    return meant if len(found) == 1 and len(found[0].row.attendees) == len(values.attendees) else None


def made_to_be(command: Command, context: Context) -> Command | None:
    """ "make dinner with Megan 7:30", taken for something to do, where an event, and no task, is called just so: that is to be then."""
    values, (made, _, name) = command.values, command.values.names[0].partition(" ")
    orders = command.object == "task" and made.lower() == "make" and CHANGING.match(command.text)
    event = dataclasses.replace(with_values(command, names=(name,)), object="event")
    if not (orders and values.has_only("names", "when") and values.when and " " in name):
        return None
    there = is_called(name, event, context) and not called(values.names[0], command, context)
    return changed(event, Values(when=values.when)) if there else None


def changed(command: Command, values: Values, selector: Selector | None = None) -> Command:
    """The change of what is called like the new thing, or found by other words."""
    found_by = selector or Selector(names=command.values.names)
    return dataclasses.replace(command, operation="update", selector=found_by, values=values)


def found_by_time(command: Command, context: Context) -> Command | None:
    """ "remind me an hour before the vet on Friday", or that of another time; "invite Zoe to choir on Sunday", where choir is that day."""
    values, about = command.values, dataclasses.replace(command, object="event", bare=False)
    name = rf"\s+{wording.THE}{re.escape(values.names[0])}\b"
    lead = rf"(?:{re.escape(values.alarm or '')}|\b{ALARM_WORD.pattern}\s+(?:to|for|on)){name}"
    alarm = values.alarm and re.search(lead, command.text)
    invited = values.attendees and re.match(rf"{INVITE.pattern}.*\bto{name}|.*{DIARY}", command.text, re.I)
    if not values.when or values.recurrence or not (alarm or invited):
        return None
    kept = Values(alarm=values.alarm) if alarm else Values(attendees=values.attendees)
    people = values.attendees if alarm else ()
    meant = changed(about, kept, Selector(names=values.names, attendees=people, whens=values.when))
    found = select(with_selector(meant, whens=()) if alarm else meant, context)
    return None if isinstance(found, Clarification) and not (alarm and has_candidates(found)) else meant


def invited(command: Command, context: Context) -> Command | None:
    """ "invite Karen to the accountant", taken for a thing to do, where that is an appointment: she is asked along to it."""
    values = command.values
    is_order = command.object == "task" and values.has_only("names", "when") and INVITE.match(command.text)
    found = INVITED.fullmatch(values.names[0]) if is_order else None
    about = dataclasses.replace(command, object="event", bare=False)
    title = titled(found[2], about, context) if found else None
    if found is None or title is None:
        return None
    people = tuple(re.split(r"\s*(?:,|&|\band\b)\s*", found[1]))
    return changed(about, Values(attendees=people), Selector(names=(title,), whens=values.when))


def looked_up(command: Command, context: Context) -> Command | None:
    """ "choir on Sunday", without a verb, where it is that day: it moves nowhere, and is asked about."""
    values, said = command.values, read_time(" ".join(command.values.when), ANY_TIME)
    plain = command.bare and command.object == "event" and values.has_only("names", "when")
    if not plain or said is None or said.time_said or not titled(values.names[0], command, context):
        return None
    by = Selector(names=values.names, whens=values.when)
    meant = Command("read", "event", "what", by, text=command.text, confidence=command.confidence)
    return meant if targets_found(meant, context) else None


def from_to(command: Command, context: Context) -> Command | None:
    """ "dentist on 2 nov to 3 nov same time", where the one thing that is called just so is on the first of these days, and lasts hours: it goes
    to the other, and is no new one of two days; "haircut sat to 4" goes to that hour."""
    values, phrase = command.values, " ".join(command.values.when)
    plain = command.object == "event" and values.has_only("names", "when", "times")
    found = FROM_TO.fullmatch(phrase) if plain else None
    days = [context.read_time(day, Purpose.SELECT) for day in found.groups()] if found else []
    if found and plain and is_hour(found[2]):  # "haircut sat to 4"
        days = days[:1]
    if found is None or any(day is None or day.time_said or day.grain != "day" for day in days):
        return None
    title = titled(values.names[0], command, context)
    meant = changed(command, Values(when=(found[2],)), Selector(names=(title or "",), whens=(found[1],)))
    rows = [t.row for t in targets_found(meant, context)] if title else []
    return meant if len(rows) == 1 and not takes_days(rows[0]) and not is_all_day(rows[0].start) else None


def days_on(command: Command, context: Context) -> Command | None:
    """ "physio | mon to tues | 3pm", taken for how often, where one thing that is called so is on the first of these days: it goes to the other."""
    values, hour = command.values, " ".join(command.values.when)
    found = (
        FROM_TO.fullmatch(values.recurrence or "") if values.has_only("names", "when", "recurrence", "times") else None
    )
    days = [context.read_time(day, Purpose.SELECT) for day in found.groups()] if found else []
    weekdays = [day.bare_weekday if day is not None else None for day in days]
    if found is None or None in weekdays or weekdays == [0, 4] or not HOUR.fullmatch(hour) or not is_hour(hour):
        return None
    if command.object != "event" or is_kind_word(values.names[0], "event"):
        return None
    meant = changed(command, Values(when=(f"{found[2]} at {hour}",)), Selector(names=values.names, whens=(found[1],)))
    rows = [t.row for t in targets_found(meant, context)]
    return meant if len(rows) == 1 and not takes_days(rows[0]) and not is_all_day(rows[0].start) else None


def until_then(command: Command, context: Context) -> Command | None:
    """ "date night till 11", of which no beginning is said, where one thing is called just so: that goes on until then."""
    values, phrase = command.values, " ".join(command.values.when)
    said = read_time(phrase, ANY_TIME) if values.has_only("names", "attendees", "when") and is_hour(phrase) else None
    open_ = said is not None and said.bound == "until" and command.object == "event"
    title = titled(" ".join((*values.names, *values.attendees)), command, context) if open_ else None
    if title is None:
        return None
    return dataclasses.replace(changed(command, Values(when=values.when), Selector(names=(title,))), end_alone=True)


def of_known(command: Command, context: Context) -> Command | None:
    """ "vet again in three weeks", like the one there is."""
    values, meant = command.values, changed(command, Values(when=command.values.when))
    again = values.has_only("names", "when") and values.when and says_again(meant)
    found = select(meant, context) if again else ()
    return meant if found and not isinstance(found, Clarification) and all(t.series is None for t in found) else None


def as_changed_since(command: Command, context: Context) -> Command | None:
    """ "choir at 8 every Tuesday from now on", "choir at 8 from next week", where the one choir that repeats comes on Tuesdays: that one, from
    then on; what bears just that name gets other days, too, and another hour every Tuesday "from November"."""
    values, phrase = command.values, " ".join(command.values.when)
    now_on, rule = wording.SCOPE_FUTURE.search(phrase), values.recurrence
    apart = SINCE_LAST.fullmatch(phrase) if rule else None  # "mum call | at 7 | on Sundays | from today"
    phrase, rule = (apart[1], f"{rule} from {apart[2]}") if apart else (phrase, rule)
    begun = None if now_on else SINCE_LAST.fullmatch(rule or SINCE_FIRST.sub(r"\2 \1", phrase))
    hour = begun[1] if begun and not rule else wording.SCOPE_FUTURE.sub("", phrase).strip()
    told = (now_on or (begun and hour)) if rule else ((now_on or begun) and is_hour(hour))
    plain = values.has_only("names", "attendees", "when", "recurrence", "times")
    of_planned = begun and begun[2].casefold() not in command.text.casefold()  # said since, of a new series
    new = of_planned or (hour and rule and wording.TOO.search(command.text))  # "swim every Saturday at 8 too"
    if new or not (told and plain) or command.object != "event" or is_kind_word(values.names[0], "event"):
        return None
    since, kept = (f"from {begun[2]}",) if begun else (), Values(when=(hour,) if hour else (), recurrence=rule)
    index, said = context.index("event"), words_of(" ".join((*values.names, *values.attendees)))
    near = map(index.rows.__getitem__, index.holding(said) or index.candidates(" ".join(said)))  # "boulderng"
    titles = {row.summary for row in near if row.is_series}
    ways = [dataclasses.replace(changed(command, kept, Selector(names=(t,))), scope=Scope.FUTURE) for t in titles]
    rows = [(way, series) for way in ways if (series := series_named(way, context)) is not None]
    days = weekdays_named(context.read_time(rule, Purpose.SELECT)) if rule else None
    there = [(way, row) for way, row in rows if (now_on or not rule) and (days is None or days <= rule_days(row))]
    there = there or [(way, row) for way, row in rows if sorted(words_of(row.summary)) == sorted(said)]  # Call mum
    way, row = there[0] if len(there) == 1 else (None, None)
    if way is None or row is None or (rule and not (hour and days and days < rule_days(row))):
        return way
    days_of_it = begun[1] if rule and begun else rule  # its other days stay
    return with_selector(with_values(way, recurrence=None), recurrence=days_of_it, whens=since)


def is_hour(phrase: str) -> bool:
    """An hour of no day."""
    read = read_time(phrase, ANY_TIME) if phrase else None
    return read is not None and read.time_said and not read.day_said


def with_more_days(command: Command, context: Context) -> Command | None:
    """ "gym on Saturdays too", where the one gym there is comes by the week: it gets that day as well."""
    values = command.values
    meant = dataclasses.replace(changed(command, Values(recurrence=values.recurrence)), scope=Scope.ALL)
    if command.object != "event" or not is_called(values.names[0], command, context):
        return None
    series = [t.series for t in targets_found(meant, context)]
    weekly = [row for row in series if row is not None and "FREQ=WEEKLY" in (row.rrule or "")]
    return meant if weekly and len(weekly) == len(series) else None


def of_period(command: Command, context: Context) -> Command | None:
    """ "standup at 10 every day next week", without a verb, where the one standup comes several times then, "at 10 all next week", where it
    comes at all: those change."""
    values = command.values
    phrase = values.recurrence or " ".join(values.when)
    said = context.read_time(phrase, Purpose.SELECT) if phrase else None
    leads = re.match(rf"\W*{wording.THE}{re.escape(values.names[0])}\b", command.text, re.I)
    if said is None or not leads or len(weekdays_named(said) or ()) < len(WEEKDAYS) or not is_of_period(phrase, said):
        return None
    period = day_words(phrase) or ""
    hour = values.when if values.recurrence else (without_day(phrase, period),)
    meant = changed(command, Values(when=hour), Selector(names=values.names, whens=(period,)))
    found = targets_found(meant, context) if period and all(hour) and titled(values.names[0], command, context) else ()
    often = len(found) > 1 or (found and period.startswith("all "))
    return meant if often and len({t.row.uid for t in found}) == 1 else None


def is_said(words: str, text: str) -> bool:
    """The words stand in a text, and not within other ones: "9" in no "9th"."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def told_of(command: Command) -> re.Match[str] | None:
    """ "piano starts at 7", "piano in May starts at 7", "leave goes on till the 8th": something is said of what is called so, and of when (1)."""
    values = command.values
    whens = "|".join(map(re.escape, values.when)) or "(?!)"
    name = re.escape(values.names[0])
    between = rf"(?:\s+(?:(?:on|in|the|of)\s+)*({whens}))?"
    return re.search(rf"\b{name}(?:{between}\s+{SAID_OF}|{IS_THERE})\b", command.text, re.I)


def told_before(command: Command) -> re.Match[str] | None:
    """ "the rehearsal clashes with his stag do, so put the rehearsal on Thursday at 5": of what is put there something is told before."""
    named = rf"\b(?:the|my|our)\s+{re.escape(command.values.names[0])}\b"
    return re.search(rf"{named}(?=.*\bso\s+(?:\w+\s+){{0,2}}{named})", command.text, re.I)


def told_then(command: Command, context: Context) -> bool:
    """ "soccer on Thursday starts at 5:30", "soccer is in the gym on Thursday": more than a day is told of the one thing with that word in the
    midst of its title on that day; not of Mila, whose soccer it is."""
    values, phrase = command.values, " ".join(command.values.when)
    day = day_words(phrase) if command.object == "event" and not values.recurrence and told_of(command) else None
    if not day or (day == phrase and values.has_only("names", "attendees", "when")) or is_whereabouts(command, context):
        return False
    meant = changed(command, Values(), Selector(names=values.names, attendees=values.attendees, whens=(day,)))
    name = words_of(values.names[0])
    titles = [words_of(t.row.summary) for t in targets_found(meant, context)]
    return len(titles) == 1 and set(name) <= set(titles[0]) and not at_an_end(name, titles[0])


def is_whereabouts(command: Command, context: Context) -> bool:
    """ "carla is in the office on Monday": where somebody is whom events are held with, and nothing about these; nothing is called just so."""
    name, index = command.values.names[0], context.index("event")
    held = index.titles(words_of(name))
    met = index.people(name) or any(re.search(rf"\bwith\b.*\b{re.escape(name)}\b", title, re.I) for title in held)
    return bool(command.values.location and met) and not is_called(name, command, context)


def changes_known(command: Command, context: Context) -> bool:
    """ "make renew passport due Friday", "put renew passport down for Friday": a verb of change, no "a" or "new", and something that is called
    just so; what is told of an event ("the plumber is here on Thursday") is said of no task of which that is a part ("Call the plumber")."""
    name, thing = command.values.names[0], command.object
    is_told = told_of(command) or told_before(command)
    changes = CHANGING.match(command.text) or (thing == "task" and PUT_DOWN.match(command.text))
    changes = changes or (command.values.recurrence is not None and REPEATING.match(command.text))
    if thing not in ("event", "task") or not (is_told or changes) or (is_told and is_whereabouts(command, context)):
        return False
    if re.search(rf"\b(?:an?|another|new)\s+[\"“]?{re.escape(name)}", command.text, re.I):
        return False
    words = words_of(name)
    if not is_told:
        there = (thing, "event") if REPEATING.match(command.text) else (thing,)
        called_so = (summary for kind in there for summary in context.index(kind).said_whole(set(words)))
        return any(words_of(summary) == words for summary in called_so)
    if thing == "task" and re.search(rf"\b{re.escape(name)}\s+{wording.IS_DUE}\b", command.text, re.I):
        return len(due_so(words, name, context)) == 1
    comes = COMES.match(command.text, is_told.end())
    for kind in (thing, "event" if thing == "task" else "task"):
        titles = {title for title in context.index(kind).titles(words) if at_an_end(words, words_of(title))}
        whole = {title for title in titles if words_of(title) == words}
        titles = whole or (set() if comes or (kind, thing) == ("task", "event") else titles)
        if titles and not (comes and kind == "task"):  # "the balloons are arriving": no item of a list
            return len(titles) == 1 or len(command.values.when) > 1
    return False


def due_so(words: Sequence[str], name: str, context: Context) -> set[str]:
    """The titles of the open tasks that are called just so, else of those of which it says what they are ("the roster is due on the 10th": Submit
    tournament roster)."""
    rows = context.queries.rows(sorted(context.index("task").holding(words)))
    titles = {row.summary for row in rows if isinstance(row, Task) and row.is_open}
    whole = {title for title in titles if words_of(title) == words}
    return whole or {title for title in titles if says_what(name, title)}
