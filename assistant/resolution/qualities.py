"""Which of the events a question picks out by what they lack, how long they are, or who is not in them; and words that pick out some, of which
no event says anything: "anything important", "the most expensive trip"."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import timedelta

from assistant import wording
from assistant.commands import Command, said_beside, with_selector
from assistant.plan import Answer
from assistant.resolution.clashes import CLASH
from assistant.resolution.context import Context
from assistant.resolution.selection import occurrences_found
from assistant.temporal.shifts import read_length
from assistant.timespan import elapsed, is_all_day, occupied
from models.occurrence import Occurrence

#: "which meetings have no place": those of which it isn't noted.
LACKING = re.compile(
    r"\b(?:without|with no|(?:have|has|got|having) no|(?:do|does)(?:n['’]?t| not) have) (?:an? |any )?", re.I
)
#: "which events have notes".
HAVING = re.compile(r"\b(?:with|have|has|having) (?:an? |any )?", re.I)
#: "longer than an hour", "under 30 minutes".
THAN = re.compile(
    r"\b(?:(longer|more)|shorter|less) than ((?:(?!than\b)[\w.-]+ ){1,4}?(?:hours?|minutes?|mins?)(?: and a half)?)\b|\b(?:(over)|under) ((?:an?|half an|\w+) (?:hours?|minutes?|mins?))\b",
    re.I,
)
#: "which Sundays are we at Steve's".
WHICH_DAYS = re.compile(rf"\b(?:which|what|how many) ({wording.WEEKDAY})s\b", re.I)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: "which meetings is Wei not in".
NOT_THEIRS = re.compile(
    r"\b(?:is|are|was|were)(?:n['’]t|\b.*\bnot)\s+(?:\w+\s+)?(?:in|at|part of|on|invited|coming|attending)\b|\b(?:do|does)(?:n['’]?t| not) (?:have|include|involve)\b",
    re.I,
)
#: Superlatives that are understood, and words that only look like one.
KNOWN = (
    r"(?:earliest|latest|longest|shortest|soonest|nearest|closest|biggest|largest|best|rest|guest|test|request|interest|west"
    r"|fest|contest|forest|harvest|protest|quest)"
)
#: What may follow "anything" and picks out nothing, or is understood.
PLAIN = (
    r"(?:else|about|after|around|before|between|beside|besides|but|during|except|for|from|happening|left|like|other|over|planned"
    rf"|since|than|through|today|tomorrow|tonight|under|{wording.UNTIL_WHEN}|first(?= thing)|with|within|without|yesterday|next|this|that|which|the|all|any"
    r"|back|early|late|overdue|due|open|free|busy|clash|overlap|conflict|off|out|into|and|not|yet|now|more|where|when|whose|who)"
)
PICKING = (
    re.compile(rf"\b(?:any|some|every)thing (?:(?:really|very|at all|particularly) )?(?!{PLAIN}\b)(?!\w+(?:ing|ed)\b)([a-z]{{3,}})\b(?!['’])", re.I),
    re.compile(rf"\b(?!{KNOWN}s?\b)([a-z]{{3,}}est)\b", re.I),
    re.compile(r"(?<!at )\b((?:most|least) (?!of\b)[a-z]{3,})\b", re.I),
    re.compile(r"\bany (early|late) (?:starts?|finish(?:es)?|ones?|nights?)\b", re.I),
    re.compile(r"\bwhat(?:['’]s| is| are)? (?:so )?(different|new|special|unusual|important|interesting)\b", re.I),
)  # fmt: skip
#: "am I working on Saturday", where no calendar is called Work (see `question_words`).
WORKING = re.compile(
    r"\b(?:am|are|do|will) (?:i|we) (?:\w+ )?(work(?:ing)?)\b(?! (?:from|at|with)\b(?!\s+(?:the\s+)?$))", re.I
)
#: "is there anything I could move": what can be moved, or skipped, nobody has noted.
COULD = re.compile(
    r"things? (?:that |which )?(?:i|we) (?:could|can|might) (move|skip|cancel|drop|miss|postpone|put off)\b", re.I
)


def on_weekday(occurrence: Occurrence, weekday: int, context: Context) -> bool:
    """It begins on such a day, or lasts all of one."""
    time = context.held(occurrence)
    if not is_all_day(occurrence.row.start):
        return time.start.weekday() == weekday
    return (weekday - time.start.weekday()) % 7 < (time.end.date() - time.start.date()).days


def picked_out(command: Command, occurrences: list[Occurrence], context: Context) -> list[Occurrence]:
    """Of events those on the weekdays that are asked about, and that lack what the question says, or are longer or shorter than it says."""
    if day := WHICH_DAYS.search(command.text):
        weekday = WEEKDAYS.index(day[1][:3].lower())
        occurrences = [o for o in occurrences if on_weekday(o, weekday, context)]
    asks_which, lacking = command.asks in ("what", "how_many", "exists"), LACKING.search(command.text)
    noted = lacking or (HAVING.search(command.text) if asks_which else None)
    field = next((field for words, field in wording.FIELDS if noted and words.match(command.text, noted.end())), None)
    if field and field != "due":
        occurrences = [o for o in occurrences if bool(getattr(o.row, field)) is not bool(lacking)]
    than = THAN.search(command.text)
    said = read_length(than[2] or than[4]) if than and (asks_which or command.asks is None) else None
    if than is None or said is None or said.days or said.months:
        return occurrences
    least, longer = timedelta(hours=said.hours, minutes=said.minutes), bool(than[1] or than[3])
    times = [(o, occupied(o.row, context.zone)) for o in occurrences if not is_all_day(o.row.start)]
    lengths = [(o, elapsed(t.start, t.end)) for o, t in times if t.start and t.end]
    return [o for o, length in lengths if (length > least if longer else length < least)]


def not_theirs(command: Command, theirs: Sequence[Occurrence], context: Context) -> tuple[Occurrence, ...] | None:
    """The events of which somebody who is named is none; None where that is not asked."""
    if not (command.selector.attendees and NOT_THEIRS.search(command.text) and command.asks in ("what", "how_many")):
        return None
    mine = occurrences_found(with_selector(command, attendees=()), context)
    keys = {(o.row.uid, o.row.start) for o in theirs}
    return tuple(o for o in mine if (o.row.uid, o.row.start) not in keys)


def with_unheard(answered: Answer, command: Command) -> Answer:
    """The answer, which says that such a word picked nothing out of what it lists."""
    selector, text = command.selector, CLASH.sub(" ", said_beside(command))
    forms = PICKING if selector.list_name or selector.names else (*PICKING, WORKING)
    marked = None if command.object == "task" else selector.priority
    found = next((m[1] for picking in forms if (m := picking.search(text))), marked)
    if (could := COULD.search(text)) and answered.items and command.operation == "read":
        said = f" I can't tell which of them you could {could[1].lower()}."
        return dataclasses.replace(answered, text=answered.text + said, beside=answered.beside + said)
    if command.object == "task" and selector.priority and found and found.lower() in selector.priority.lower():
        return answered  # it picked them out
    if not found or not (answered.items or answered.free) or wording.OPEN.fullmatch(found):
        return answered
    return say_unheard(answered, found.lower())


def say_unheard(answered: Answer, words: str) -> Answer:
    """The answer, which says that these words picked nothing out of it."""
    said = f" I can't tell what is “{words}”, so this is all of it."
    return dataclasses.replace(answered, text=answered.text + said, beside=answered.beside + said)
