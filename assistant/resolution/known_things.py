"""A new thing that may be one that is there already: then the words change that, or it is offered beside the new one."""

import dataclasses
import re
from collections.abc import Sequence

from assistant import wording
from assistant.commands import Command, Scope, Selector, Values, says_again, with_selector
from assistant.marks.slots import ALARM_WORD, FROM_NOW_ON
from assistant.plan import Choice, Clarification, Question
from assistant.resolution.context import Context
from assistant.resolution.creation import Creation
from assistant.resolution.matching import content, words_of
from assistant.resolution.repetition import ADDED
from assistant.resolution.selection import select_events
from assistant.resolution.target_selection import has_candidates, select
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time
from models.rows import Event, Task

CHANGING = re.compile(rf"{wording.POLITE}(?:make|change|mark|set(?=.*\bdue\b))\b", re.I)
INVITE = re.compile(rf"{wording.POLITE}invite\b", re.I)
#: "the day before | at 6".
DAY_BEFORE = re.compile(r"\b(?:day|night|evening) before$", re.I)
#: "the plumber is | coming on Thursday": somebody comes, which is no "Call the plumber".
COMES = re.compile(
    r"\s+(?:(?:now|also|finally|only|actually)\s+)?(?:coming|here|there|arriving|visiting|back|being delivered)\b", re.I
)
#: "another haircut" is a new one.
ANOTHER = re.compile(rf"\b(?:another|new|second(?! (?:{wording.WEEKDAY}|day)s?\b)|extra|further|one more|an?)\b", re.I)


def as_update(command: Command, context: Context) -> Command | None:
    """ "remind me 10 minutes before the dentist", "put jazz night on my work calendar": about a thing that exists, a change (policy 16)."""
    values = command.values
    if len(values.names) != 1:
        return None
    if command.object == "task" and DAY_BEFORE.search(values.alarm or "") and is_hour(" ".join(values.when)):
        values = dataclasses.replace(values, alarm=f"{values.alarm} at {' '.join(values.when)}", when=())
        command = dataclasses.replace(command, values=values)
    if meant := found_by_time(command, context) or of_known(command, context):
        return meant
    if changes_known(command, context) or (command.bare and is_called(values.names[0], command, context)):
        lasting = FROM_NOW_ON.fullmatch(" ".join(values.when))
        values = dataclasses.replace(values, when=lasting.groups()) if lasting else values
        told = told_of(dataclasses.replace(command, values=values))
        before = f"{command.text[: command.text.find(values.names[0])]} {told[1] if told and told[1] else ''}"
        finding = tuple(  # "next week's piano is on Thursday", "piano in May starts at 7", "bingo at 2 from now on"
            w for w in values.when if len(values.when) > 1 and (w in before or wording.SCOPE_FUTURE.fullmatch(w))
        )
        kept = dataclasses.replace(
            values, names=(), attendees=(), when=tuple(w for w in values.when if w not in finding)
        )
        meant = changed(command, kept, Selector(names=values.names, attendees=values.attendees, whens=finding))
        found = select(meant, context) if told and told[1] else ()
        return None if isinstance(found, Clarification) and not has_candidates(found) else meant
    if values.has_only("names", "recurrence", "times") and ADDED.search(command.text):
        return with_more_days(command, context)
    if values.when or values.recurrence or values.duration:
        return None
    is_event = command.object == "event"
    if is_event and (values.location or values.attendees) and is_called(values.names[0], command, context):
        return changed(command, dataclasses.replace(values, names=()))
    about_event = values.list_name if is_event else values.alarm if command.object == "task" else None
    if about_event is None:
        return None
    kept = Values(alarm=values.alarm, list_name=values.list_name if is_event else None)
    found_by = Selector(names=values.names, attendees=values.attendees)
    meant = changed(dataclasses.replace(command, object="event"), kept, found_by)
    found = select_events(meant, context)
    return None if isinstance(found, Clarification) and not found.question.choices else meant


def changed(command: Command, values: Values, selector: Selector | None = None) -> Command:
    """The change of what is called like the new thing, or found by other words."""
    found_by = selector or Selector(names=command.values.names)
    return dataclasses.replace(command, operation="update", selector=found_by, values=values)


def found_by_time(command: Command, context: Context) -> Command | None:
    """ "remind me an hour before the vet on Friday", or that of another time; "invite Zoe to choir on Sunday", where choir is that day."""
    values, about = command.values, dataclasses.replace(command, object="event", bare=False)
    name = rf"\s+(?:(?:the|my|our)\s+)?{re.escape(values.names[0])}\b"
    lead = rf"(?:{re.escape(values.alarm or '')}|\b{ALARM_WORD.pattern}\s+(?:to|for|on)){name}"
    alarm = values.alarm and re.search(lead, command.text)
    invited = values.attendees and re.match(rf"{INVITE.pattern}.*\bto{name}", command.text, re.I)
    if not values.when or values.recurrence or not (alarm or invited):
        return None
    kept = Values(alarm=values.alarm) if alarm else Values(attendees=values.attendees)
    people = values.attendees if alarm else ()
    meant = changed(about, kept, Selector(names=values.names, attendees=people, whens=values.when))
    found = select(with_selector(meant, whens=()) if alarm else meant, context)
    return None if isinstance(found, Clarification) and not (alarm and has_candidates(found)) else meant


def of_known(command: Command, context: Context) -> Command | None:
    """ "vet again in three weeks", like the one there is; "yoga every other week from now on", a new rule of the one that repeats."""
    values, whens = command.values, " ".join(command.values.when)
    ruled = values.has_only("names", "when", "recurrence", "times") and wording.SCOPE_FUTURE.fullmatch(whens)
    kept = Values(recurrence=values.recurrence) if ruled else Values(when=values.when)
    meant = dataclasses.replace(changed(command, kept), scope=Scope.FUTURE if ruled else None)
    again = values.has_only("names", "when") and values.when and says_again(meant)
    found = select(meant, context) if again or (ruled and values.recurrence) else ()
    unmet = not found or isinstance(found, Clarification) or any((t.series is None) is not again for t in found)
    return None if unmet else meant


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
    found = select_events(meant, context)
    series = [] if isinstance(found, Clarification) else [t.series for t in found]
    weekly = [row for row in series if row is not None and "FREQ=WEEKLY" in (row.rrule or "")]
    return meant if weekly and len(weekly) == len(series) else None


def with_change_offered(made: Creation | Clarification, command: Command, context: Context) -> Creation | Clarification:
    """ "haircut at noon", where one lies ahead: that one is offered, too; for "put the haircut on Friday" beside another question."""
    values = command.values
    if not isinstance(made, Creation) or len(values.names) != 1 or command.object == "list":
        return made
    is_there = re.search(rf"\b(?:(?:the|my|our|do) |(?=\w+['’]s )){re.escape(values.names[0])}\b", command.text, re.I)
    text = wording.ALTERNATING.sub(" ", command.text)
    row = made.effects[0].after if made.effects else None
    titles = (row.summary if is_there and isinstance(row, Event | Task) else "", values.names[0])
    known = next((t for title in titles if (t := titled(title, command, context))), None)
    known = known or series_beginning(command, context)
    if ANOTHER.search(text) or known is None or (made.question is not None and not is_there):
        return made
    if called(known, command, context) & {named.split("\n")[0] for named in context.focus}:
        return made  # made a moment ago: "yoga Monday at 6, Wednesday at 7"
    kept = dataclasses.replace(values, names=(), list_name=None)
    meant = dataclasses.replace(changed(command, kept, Selector(names=(known,))), scope=None)
    ahead = select(meant, context)
    several = isinstance(ahead, Clarification) and not (has_candidates(ahead) and is_called(known, command, context))
    if several or (not isinstance(ahead, Clarification) and len(ahead) != 1):
        return made
    asked, choice = made.question or Question(""), Choice("Change that one", "change that one", (meant,))
    question = Question(f"{asked.text} You have “{known}” already.".strip(), (*asked.choices, choice))
    return dataclasses.replace(made, question=question)


def titled(name: str, command: Command, context: Context) -> str | None:
    """What is called by these words, if all of that is called the same: "1:1 with Hannah", and "Call with Olivia" by "Olivia's call"."""
    index, words = context.index(command.object), set(content(name))
    rows = [index.rows[id_] for id_ in index.holding(words)]
    titles = {row.summary for row in rows if set(content(row.summary)) == words}
    return titles.pop() if len(titles) == 1 else None


def series_beginning(command: Command, context: Context) -> str | None:
    """The title of the one series that begins with the name of a new one ("football every Thursday": Football practice Sam)."""
    said, index = words_of(command.values.names[0]), context.index(command.object)
    if not (said and command.values.recurrence):
        return None
    rows = [index.rows[id_] for id_ in index.holding(said)]
    rows = [row for row in rows if row.is_series and words_of(row.summary)[: len(said)] == said]
    # "call with Olivia" is no Call with Mom
    people = {w for person in command.values.attendees for w in words_of(person)[:1]}
    titles = {row.summary for row in rows if people <= {*words_of(row.summary)}}
    return titles.pop() if len(titles) == 1 else None


def is_called(name: str, command: Command, context: Context) -> bool:
    """Whether one thing, and no other, bears just that name."""
    return len(called(name, command, context)) == 1


def called(name: str, command: Command, context: Context) -> set[str]:
    """The uids of the things that bear just that name."""
    index, words = context.index(command.object), words_of(name)
    return {index.rows[id_].uid for id_ in index.holding(words) if words_of(index.rows[id_].summary) == words}


def at_an_end(name: Sequence[str], title: Sequence[str]) -> bool:
    """Whether a title begins or ends with a name: "school starts again" speaks of no "Lotte on school camp"."""
    return name in (title[: len(name)], title[-len(name) :])


def told_of(command: Command) -> re.Match[str] | None:
    """ "piano starts at 7", "piano in May starts at 7": something is said of what is called so, and of when (1)."""
    values = command.values
    whens = "|".join(map(re.escape, values.when)) or "(?!)"
    name = re.escape(values.names[0])
    between = rf"(?:\s+(?:(?:on|in|the|of)\s+)*({whens}))?"
    return re.search(rf"\b{name}{between}\s+(?:is|are|will be|starts?|begins?)\b", command.text, re.I)


def changes_known(command: Command, context: Context) -> bool:
    """ "make renew passport due Friday": a verb of change, no "a" or "new", and something that is called just so; what is told of an event
    ("the plumber is here on Thursday") is said of no task of which that is a part ("Call the plumber")."""
    name, thing = command.values.names[0], command.object
    is_told = told_of(command)
    if thing not in ("event", "task") or not (is_told or CHANGING.match(command.text)):
        return False
    if re.search(rf"\b(?:an?|another|new)\s+[\"“]?{re.escape(name)}", command.text, re.I):
        return False
    words = words_of(name)
    if is_told:
        comes = COMES.match(command.text, is_told.end())
        for kind in (thing, "event" if thing == "task" else "task"):
            if comes and kind == "task":  # "the balloons are arriving": no item of a list
                continue
            index = context.index(kind)
            rows = [index.rows[id_] for id_ in index.holding(words)]
            rows = [row for row in rows if at_an_end(words, words_of(row.summary))]
            whole = [row for row in rows if words_of(row.summary) == words]
            rows = whole or ([] if comes or (kind, thing) == ("task", "event") else rows)
            if rows:
                return len({row.summary for row in rows}) == 1 or len(command.values.when) > 1
        return False
    return any(words_of(summary) == words for summary in context.index(thing).said_whole(set(words)))
