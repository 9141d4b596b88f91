"""What was just cancelled, or a plan would cancel, is still what is talked of: "when's the one after", "put gym in instead", "make up for it on
Thursday", "a day's leave for it" (policy 24)."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from assistant.commands import Command, Number, Referent, Selector, Values, with_selector, with_values
from assistant.conversation import Commands, Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.once_more import THE_SAME, day_of
from assistant.follow_ups.same_day import hour_on
from assistant.plan import gone_by
from assistant.temporal.carried import at_hour_of, read_whens
from assistant.temporal.exact import exact_day, exact_hour, exact_moment
from assistant.temporal.reading import find_times
from assistant.temporal.values import Setting
from assistant.timespan import is_all_day
from models.rows import Event, Row, Task

LEAD = cues.led("", rf"{cues.OPENING}|ugh|cool|good|great|right|let['’]?s")
#: "when's the one after", "when is the first one after that", "what's the next one".
NEXT_OF_IT = re.compile(
    rf"{LEAD.pattern}(?:when|what)(?:['’]?s| is| will be| do (?:i|we) have) (?:the |my )?"
    r"(?:(?:next|first|following) (?:one|time)|one after|(?:next|first)(?= after))(?: after)?(?: (?:that|this|it)(?: one)?)?(?: then)?\W*",
    re.I,
)
AFTER = re.compile(r"\b(?:after|following|then|that|this|it)\b", re.I)
#: "put | gym | in instead", "book | drinks with Kev | there".
IN_PLACE = re.compile(
    rf"{LEAD.pattern}(?:put|add|book|schedule|pencil|slot|squeeze|fit|stick|pop|move)\s+(?:in\s+)?(?:(?:an?|some|(?P<the>the|my|our))\s+)?(?!(?:it|that|this|them|these|those|her|him)\b)(?P<name>\S.*?)(?: in| on| down)?(?P<day>(?!))?(?: (?:instead(?: of (?:it|that|them|him|her))?|in(?:to)? (?:its|that|the same|his|her|their) (?:place|slot|spot|gap|time)|then|there))+(?: then| please)?\W*",
    re.I,
)
#: What goes there is no task, whatever it was taken for.
ITS_PLACE = re.compile(
    r"\binstead of (?:it|that|them|him|her)\b|\bin(?:to)? (?:its|that|the same|his|her|their) (?:place|slot|spot|gap)\b",
    re.I,
)
#: "a phone call to | him |": the one who was to come to what goes.
HIM = re.compile(r"\b(?:him|her|them)\b(?=\s*$|\s+(?:about|back|on|over|at)\b)", re.I)
#: "and put a day's leave on for it", "book the whole day off for that".
FOR_IT = re.compile(
    rf"{LEAD.pattern}(?:put|book|add|take|have|get|mark)\s+(?:(?:me|us)\s+)?(?:(?:an?|some|the(?= whole)|(?P<the>the|my|our))\s+)?(?P<name>\S.*?)(?: in| on| down)?\s+(?:for|on) (?:it|that(?P<day> day| date)?)(?: then| please| instead)?\W*",
    re.I,
)
#: "put | her in | for Thursday", "book | another one | on Friday", taken for a name.
NO_NAME = re.compile(r"(?:it|that|her|him|them|(?:another )?one|another)(?: in| on| down| back)?", re.I)
#: "make up for it on Thursday", "same thing Thursday at 6", "another one on Friday", which name nothing themselves.
AGAIN = re.compile(
    rf"{LEAD.pattern}(?:(?:make|making) up for (?:it|that)|(?:the |do the )?same(?: thing)?(?: again)?(?! time| day)|(?:(?:re)?book |add |have )?(?:another(?: one)?|one)|(?:put|book|fit|squeeze|pencil|slot|rebook|do|hold|have|get) (?:it|that|her|him|them))\b",
    re.I,
)

#: "add one on Monday" beside a plan to cancel, which stays.
ONE_MORE = re.compile(r"\b(?:add|one|another)\b", re.I)
#: "a | day's | leave", "the whole | day off", which take all of the day.
OF_A_DAY = re.compile(r"^(?:(?:whole|full)\s+)?(?:days?['’]?s?\s+(?!off\b))?", re.I)
OFF = re.compile(r"\b(?:leave|holiday|vacation|day off)\b", re.I)


def of_gone(commands: Commands, text: str, conversation: Conversation, setting: Setting) -> Commands | None:
    """The commands that take up what goes, or is gone; None where nothing went, or the sentence is about something else."""
    plan = conversation.plan or conversation.just_done
    if plan is None or len(commands) != 1:
        return None
    if NEXT_OF_IT.fullmatch(text):
        after = next_of_it(commands[0], [effect.before for effect in plan.effects], setting)
        went = conversation.just_done is plan and len(gone_by(plan.effects)) == len(plan.effects)
        if after is not None and went and not AFTER.search(text):
            after = with_selector(after, whens=())  # what is left, from now on
        return (after,) if after is not None else None
    rows = gone_by(plan.effects)
    too = cues.ALSO.match(text) and THE_SAME.match(text) and not cues.INSTEAD.search(text)  # "and the same on Friday"
    if len(rows) < len(plan.effects) or too:
        return None
    row = rows[0] if len(rows) == 1 and not rows[0].is_series else None
    made = made_instead(commands[0], text, row, setting) if row is not None else None
    planned = conversation.planned
    if made is not None and made.selector.referent and planned:  # what still stands is moved rather
        if ONE_MORE.search(text):
            return None
        return (dataclasses.replace(made, selector=planned[0].selector),) if len(planned) == 1 else None
    return (*planned, made) if made is not None else None


def in_its_place(text: str, conversation: Conversation) -> Commands:
    """ "put a phone call to him in its place", of which nothing was understood, after something went: something new there."""
    plan = conversation.plan or conversation.just_done
    if plan is None or "?" in text or not gone_by(plan.effects) or not IN_PLACE.fullmatch(text):
        return ()
    return (Command("create", "event", text=text),)


def of_whom(name: str, row: Event) -> tuple[str, tuple[str, ...]]:
    """ "phone call to Willie Fraser" of "phone call to him", of something that he was to come to, and him; the name as it is where it is not known
    who that is."""
    people = [person.name for person in row.attendees if person.name]
    if len(people) != 1 or not HIM.search(name):
        return name, ()
    return HIM.sub(people[0], name), tuple(people)


def next_of_it(command: Command, befores: Sequence[Row | None], setting: Setting) -> Command | None:
    """ "when's the one after", of what is called as that which goes, or was moved: the first after the last of it."""
    rows = [row for row in befores if isinstance(row, Event | Task) and not row.is_series]
    days = [day for row in rows if (day := day_of(row, setting)) is not None]
    if not days or len(rows) < len(befores) or len({row.summary for row in rows}) != 1:
        return None
    since = f"from {exact_day(max(days) + timedelta(days=1))}"
    kind = "event" if isinstance(rows[0], Event) else "task"
    selector = Selector(names=(rows[0].summary,), whens=(since,), number=Number.NEXT)
    return Command("read", kind, "when", selector, text=command.text)


def made_instead(command: Command, text: str, row: Event | Task, setting: Setting) -> Command | None:
    """What a sentence makes in the place of a thing that goes, on its day, or of that thing itself at another time."""
    if "?" in text or command.operation not in ("create", "update", "read"):
        return None
    said, names = when_said(command), tuple(name for name in command.names if not NO_NAME.fullmatch(name))
    if said and not (names or command.people or command.values.location) and AGAIN.match(text):
        values = Values(when=said, duration=command.values.duration)
        again = dataclasses.replace(command, operation="update", asks=None, selector=Selector(referent=Referent.IT))
        return dataclasses.replace(again, object="event" if isinstance(row, Event) else "task", values=values)
    if command.makes("event") and names and said and cues.INSTEAD.search(text):
        then = hour_on(exact_day(day), said) if (day := day_of(row, setting)) else None
        return with_values(command, when=(then,)) if then else None
    found, day = IN_PLACE.fullmatch(text) or FOR_IT.fullmatch(text), day_of(row, setting)
    if found is None or day is None or not isinstance(row, Event):
        return None
    if command.object != "event" and not ITS_PLACE.search(text):
        return None
    if found["the"]:  # "put the interview in there instead", which is somewhere else by now
        there = command.operation == "update" and command.values.is_empty and command.selector.names
        return with_values(command, when=(time_of(row, setting),)) if there and not is_all_day(row.start) else None
    name = OF_A_DAY.sub("", found["name"])
    off = OFF.search(name)
    if not off and (find_times(name) or any(time in name for time in said)):
        return None
    when = exact_day(day) if off or found["day"] or is_all_day(row.start) else time_of(row, setting)
    name, him = of_whom(name, row)
    people = him or tuple(person for person in command.people if person in name)
    new = Values(names=(name,), attendees=people, when=(when,))
    return Command("create", "event", values=new, text=text)


def when_said(command: Command) -> tuple[str, ...]:
    """ "do it on the Friday instead at 5": the new day and the hour, which was taken for that of what is found."""
    found, new = command.selector.whens, command.values.when
    hour = read_whens(found) if found and new else None
    return (at_hour_of(" ".join(new), " ".join(found)),) if hour is not None and hour.hour_alone else command.whens


def time_of(row: Event, setting: Setting) -> str:
    """From when to when an event is, in words that can be read in one way only."""
    hours = [at for at in (row.start, row.end) if isinstance(at, datetime)]
    begin, *ends = [at.astimezone(setting.zone) if at.tzinfo else at for at in hours]
    return " to ".join(
        (f"{exact_day(begin)} from {exact_hour(begin)}" if ends else exact_moment(begin), *map(exact_hour, ends))
    )
