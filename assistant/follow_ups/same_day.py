"""A day or a week that was just asked about: it holds for a further question, and for a new thing, that name none (policy 24)."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.commands import Command, Number, Referent, Scope, Selector, Values, with_selector, with_values
from assistant.conversation import Commands, Conversation, Turn
from assistant.follow_ups import cues
from assistant.follow_ups.next_periods import near_day
from assistant.follow_ups.once_more import MORE, at_day, day_of
from assistant.follow_ups.questions import BESIDE_THAT
from assistant.follow_ups.second_thoughts import day_kept
from assistant.marks.torn_times import PARTS
from assistant.resolution.new_days import among_days
from assistant.schema import CHANGES
from assistant.temporal.calendar_units import week_start
from assistant.temporal.carried import ANY_TIME, at_hour_of, day_words, of_month, read_whens, with_said, within
from assistant.temporal.reading import read_time
from assistant.temporal.values import Setting
from assistant.wording import ALL_ELSE, REST, WEEKDAY
from models.rows import Event, Row

NEXT_DAY = re.compile(rf"\bnext {WEEKDAY}\b", re.I)
THE_DAY = re.compile(rf"\bthe {WEEKDAY}\b(?! (?:after|before|following))", re.I)

#: "evenings | next week".
WITHOUT_PARTS = re.compile(rf"^{PARTS}\s+(?:(?:of|in|for)\s+)?|\s+{PARTS}$", re.I)
#: "remind me | in the morning |", beside what is planned for a day.
IN_THE_PART = re.compile(r"in the (?:morning|afternoon|evening)", re.I)


def day_asked(last: Command, setting: Setting) -> date | None:
    """The one day to come that a question was about; None where it was about a thing, a longer time, or today."""
    day = day_of_question(last, setting)
    return day if day is not None and day > setting.now.date() else None


def day_of_question(last: Command, setting: Setting) -> date | None:
    """The one day that a question was about; None where it was about a thing or a longer time."""
    selector = last.selector
    if last.operation != "read" or not selector.whens or selector.names or selector.places:
        return None
    return one_day(selector.whens, setting)


def one_day(whens: Sequence[str], setting: Setting) -> date | None:
    """The one day that words of time say; None where they say none, or a longer time."""
    asked = read_time(" ".join(whens), setting)
    if asked is None or asked.start is None or asked.bound or not asked.day_said or asked.kind == "recurrence":
        return None
    if not asked.time_said and asked.grain != "day":
        return None
    return asked.start.date()


def day_alone(said: Commands, text: str, conversation: Conversation, setting: Setting) -> Commands:
    """ "20.12.", "Dec 20", "Friday": a day and nothing else, where nothing was talked of, asks what is on it; else what was said of it, or the
    new day of what was talked of. The commands as they are where it is none."""
    command = said[0] if len(said) == 1 else None
    if command is not None and not (command.operation == "update" and command.values.has_only("when")):
        return said
    if not said and (conversation.question or not re.search(r"\d", text)):  # "the third" of those that were offered
        return said
    when = text.strip(" ?!")
    read = read_time(when, setting) if command is None or command.selector.is_empty else None
    if read is None or read.grain != "day" or read.time_said or read.kind != "interval" or read.bound or len(said) > 1:
        return said
    if not (conversation.commands or conversation.plan or conversation.question or conversation.focus):
        return (Command("read", "event", "what", Selector(whens=(when,)), text=text),)
    return said or (Command("update", "event", values=Values(when=(when,)), text=text),)


def then_is_known(command: Command, last: Command, setting: Setting) -> bool:
    """ "am I free then", after a plan or a question about one thing: by the rows themselves, not by the words; "book a run then" goes where
    time was found free. After "I'm in Melbourne 10 to 12 May" it is all of those days."""
    if command.operation == "read":
        selector, new = last.selector, read_time(" ".join(last.values.when), setting)
        if new is not None and new.start and new.end and new.all_day and new.end - new.start > timedelta(days=1):
            return False
        one = selector.names or selector.attendees or any(map(BESIDE_THAT.search, selector.whens))
        return last.operation != "read" or bool(one)
    return command.operation == "create" and last.asks == "free"


def week_asked(last: Command, setting: Setting) -> str | None:
    """ "next week", "week of 11 October": the week or weekend to come that a question was about, or of which a day was said."""
    whole = last.selector.whens if last.operation == "read" else ()
    days = (when.partition(" of ")[2] for when in (*last.selector.whens, *last.values.when))
    weeks = (WITHOUT_PARTS.sub("", phrase) for phrase in (*whole, *days))
    for phrase in weeks:
        asked = read_time(phrase, setting) if phrase else None
        if asked is None or asked.start is None or asked.kind != "interval" or asked.bound:
            continue
        if asked.grain in ("week", "weekend") and asked.start.date() > setting.now.date():
            return phrase
    return None


def week_of_day(command: Command, last: Command, text: str, weekday: int, setting: Setting) -> str | None:
    """The week of a day that was asked about, of which a further weekday is: "what about the Thursday" after "am I free on the 12th", "and
    Thursday?" after "what's on next Wednesday"; today's own name is the one after the day asked about, and not today. None where no such
    day was asked about."""
    reads_on = command.operation == "read" and cues.is_fragment(text)
    said_next = NEXT_DAY.search(" ".join(last.selector.whens))
    own = reads_on and weekday == setting.now.weekday() and not said_next
    day = day_asked(last, setting) if own or (reads_on and said_next) or THE_DAY.search(text) else None
    if day and own:
        day += timedelta(days=(weekday - day.weekday()) % 7)
    return f"week of {near_day(day, setting)}" if day else None


def in_same_week(command: Command, last: Command, text: str, setting: Setting) -> Command:
    """ "and Tuesday?", "lunch with Bo on Thursday at 1", "clear Friday", after "what's on next week": that week's. What a change names is
    looked for among what was shown."""
    makes, selector = command.operation == "create" and not command.values.recurrence, command.selector
    whens = command.values.when if makes else selector.whens
    unnamed = command.operation == "read" or not (selector.names or selector.attendees or selector.places)
    phrase = " ".join(whens)
    alone = read_time(phrase, setting) if command.object == "event" and unnamed else None
    if alone is None or alone.bare_weekday is None:
        return command
    week = week_asked(last, setting) or week_of_day(command, last, text, alone.bare_weekday, setting)
    day = day_words(phrase) or phrase
    said = f"{phrase} of {week}"
    if week and read_time(said, setting) is None:  # "Friday, 2 till half past four"
        said = phrase.replace(day, f"{day} of {week}", 1)
    dated = read_time(said, setting) if week else None
    if dated is None or dated.start is None:
        return command
    command = dataclasses.replace(command, text=command.text.replace(phrase, said, 1))
    return with_values(command, when=(said,)) if makes else with_selector(command, whens=(said,))


def in_its_week(phrase: str, before: str, setting: Setting) -> str:
    """ "Thursday, half 12", said for "next Tuesday at 1" before that was planned: the Thursday of that week, where it lies ahead, at that hour where
    none is said; other times `within` those before, as they are."""
    anew, old = within(phrase, before), read_time(before, setting)
    said = read_time(anew, setting)
    if said is None or old is None or said.bare_weekday is None or old.start is None or not old.day_said or old.rrule:
        return anew
    first = week_start(old.start.date(), setting.first_weekday)
    day = first + timedelta(days=(said.bare_weekday - setting.first_weekday) % 7)
    words = day_words(anew)
    if words is None or day <= setting.now.date() or old.grain in ("week", "month"):
        return anew
    return " ".join(with_said((anew.replace(words, near_day(day, setting), 1),), (before,)))


def on_day_asked(turn: Turn) -> Commands | None:
    """ "add drinks at 8" after "what's on Sunday": on that day."""
    command, last, setting, shown = turn.command, turn.last, turn.setting, len(turn.conversation.focus)
    there = of_all(command, last, setting, shown) or on_same_day(command, last, setting)
    return (there,) if there is not None else None


def on_same_day(command: Command, last: Command, setting: Setting) -> Command | None:
    """ "add drinks at 6pm", "am I free in the afternoon", "clear the evening" after "what's on Thursday": on that Thursday; None where a
    day is said, a thing is named that may be on another one, or none was asked about."""
    day, selector = day_asked(last, setting), command.selector
    if day is None or selector.recurrence or selector.referent or command.values.recurrence:
        return None
    said = near_day(day, setting)
    if command.operation == "create":
        asked = read_time(" ".join(last.selector.whens), setting)  # an hour is of the part of the day that this says
        part = asked.part_of_day if asked is not None else None
        when = hour_on(said, command.values.when, part) if command.object == "event" else None
        return with_values(command, when=(when,)) if when else None
    named = selector.names or selector.attendees or selector.places or selector.list_name
    if named or command.object != "event" or command.operation not in ("read", *CHANGES):
        return None
    when = hour_on(said, selector.whens)
    return with_selector(command, whens=(when,)) if when else None


def on_day_changed(command: Command, text: str, conversation: Conversation, setting: Setting) -> Command | None:
    """ "anything after 4", after the call of tomorrow was moved, or would be: tomorrow; None where a day or a name is said, or several days are
    talked of."""
    plan, selector = conversation.plan or conversation.just_done, command.selector
    bare = selector == Selector(whens=selector.whens, number=selector.number, kind=selector.kind)
    asks = command.operation == "read" and command.object == "event" and command.asks in ("what", "exists")
    if plan is None or not (bare and asks and cues.is_fragment(text)) or BESIDE_THAT.search(text):
        return None
    days = {day_of(effect.row, setting) for effect in plan.effects if not getattr(effect.row, "is_series", False)}
    day = days.pop() if len(days) == 1 else None
    when = hour_on(near_day(day, setting), selector.whens) if day and day > setting.now.date() else None
    return with_selector(command, whens=(when,)) if when else None


def on_day_planned(turn: Turn) -> Command:
    """ "and add coffee with Ana at 10" after "cancel swimming on Thursday", or after "what's on Thursday" and "cancel swimming": on that Thursday;
    so is "and remind me about the shoes in the morning", after what is new on a Thursday, too."""
    command, last, setting = turn.command, turn.last, turn.setting
    reminds = command.makes("task") and IN_THE_PART.fullmatch(" ".join(command.values.when))
    makes = (command.makes("event") or reminds) and not command.values.recurrence
    if not (makes and cues.ALSO.match(turn.text)) or not (reminds or last.operation in ("update", "delete")):
        return command
    days = {day_of(effect.row, setting) for effect in turn.effects if isinstance(effect.row, Event)}
    day = days.pop() if len(days) == 1 else None
    read = (read_time(when, ANY_TIME) for when in (*last.selector.whens, *last.values.when))
    told = any(time is not None and time.day_said for time in read) or len(turn.conversation.listed) > 1
    if day is None or day <= setting.now.date() or not told or last.scope in (Scope.FUTURE, Scope.ALL):
        return command
    when = hour_on(near_day(day, setting), command.values.when)
    return with_values(command, when=(when,)) if when else command


def of_all(command: Command, last: Command, setting: Setting, shown: int) -> Command | None:
    """ "cancel everything but the lunch" after "what's on the 16th", "tick off all but the milk" after "what's on my list": of all that was
    asked about, of which `shown` were told; None where it says itself of what, or one thing was asked about."""
    selector, asked = command.selector, last.selector
    both = selector.count == shown
    count = None if both else selector.count
    said = dataclasses.replace(selector, excluded=(), everything=False, kind=None, count=count)
    of_thing = shown < 2 or asked.ordinal or asked.takes_place or last.asks == "free"
    bare = said == Selector(number=Number.ALL) and selector.kind in (None, "event")
    if not bare or command.operation not in CHANGES or last.operation != "read" or of_thing:
        return None
    if REST.search(command.text) or ALL_ELSE.search(command.text):
        return None
    if both or last.object != "event" or not asked.whens:  # which were not yet over
        those = dataclasses.replace(selector, referent=Referent.THEM, kind=None, count=None)
        return dataclasses.replace(command, object=last.object, selector=those)
    day = day_asked(with_selector(last, attendees=(), places=()), setting)
    found = dataclasses.replace(asked, number=Number.ALL, excluded=selector.excluded, everything=selector.everything)
    whens = (near_day(day, setting),) if day else asked.whens
    return dataclasses.replace(command, selector=dataclasses.replace(found, whens=whens))


def in_its_month(command: Command, row: Row | None) -> Command:
    """ "actually 3 to 5" of a visit from 2 to 5 April (`row`) that is planned, or was made: days of that April, which "those days" are then
    too."""
    selector, when = command.selector, command.values.when
    of_it = command.operation == "update" and len(when) == 1 and not (selector.names or selector.attendees)
    if not of_it or not isinstance(row, Event):
        return command
    days = among_days(when[0], row)
    return dataclasses.replace(with_values(command, when=(days,)), end_alone=False) if days != when[0] else command


def on_the_day(command: Command, text: str, row: Row | None, setting: Setting) -> Command:
    """ "remind me to bake something for it on the Saturday", after what is on a Sunday (`row`) was planned, or made: the Saturday before it;
    a further event "on the Friday" is in its week."""
    phrase = " ".join(command.values.when) if command.operation == "create" and not command.values.recurrence else ""
    alone = read_time(phrase, setting) if phrase and THE_DAY.search(text) and isinstance(row, Event) else None
    near = day_of(row, setting) if alone is not None else None
    if alone is None or alone.bare_weekday is None or near is None:
        return command
    before = (near.weekday() - alone.bare_weekday) % 7
    day = near - timedelta(days=before if command.object == "task" else near.weekday() - alone.bare_weekday)
    said = day_words(phrase)
    if said is None or day <= setting.now.date():
        return command
    dated = phrase.replace(said, near_day(day, setting), 1)
    return dataclasses.replace(with_values(command, when=(dated,)), text=command.text.replace(phrase, dated, 1))


def moved_to_day(command: Command, row: Row | None, setting: Setting) -> Command:
    """ "Tuesday sorry. 5.45", of the one thing (`row`) that was planned, or made, for a Monday: there it goes, as no thing of a Tuesday is talked of."""
    day, new = command.lost_day, command.values.when
    once = isinstance(row, Event) and not row.is_series and command.operation == "update" and command.selector.is_empty
    said = read_time(day, setting) if day and new and once else None
    near = day_of(row, setting) if isinstance(row, Event) else None
    if said is None or not said.day_alone or near is None or said.bare_weekday == near.weekday():
        return command
    return dataclasses.replace(with_values(command, when=(" ".join((str(day), *new)),)), lost_day=None)


def of_month_planned(
    commands: Commands, text: str, conversation: Conversation, setting: Setting
) -> tuple[Commands, str]:
    """The commands and the text with the month of what is planned, asked about or was done in a month to come, or the next one, whichever is
    nearer: "same on the 21st", "and the 25th too"."""
    plan, earlier, said = conversation.plan or conversation.just_done, conversation.commands, commands[:1]
    bare = len(commands) == 1 and not said[0].names
    itself = cues.ASKS_ITSELF.match(text) or cues.KEEP.match(text) or day_kept(text)
    if not bare or itself or not (cues.is_fragment(text) or MORE.search(text)):
        return commands, text
    days = [day_of(effect.row, setting) for effect in plan.effects] if plan is not None else []
    if not days and earlier:
        asked = read_time(" ".join(earlier[-1].selector.whens), setting)
        days = [asked.start.date()] if asked is not None and asked.start is not None and asked.day_said else []
    near = days[-1] if days else None
    if near is None or near <= setting.now.date() or (near.year, near.month) == (setting.now.year, setting.now.month):
        return commands, text
    whens, when = (tuple(of_month(w, near) for w in ws) for ws in (said[0].selector.whens, said[0].values.when))
    dated = with_values(with_selector(said[0], whens=whens), when=when)
    return ((dated,), of_month(text, near)) if dated != said[0] else (commands, text)


def own_weekday_planned(commands: Commands, text: str, conversation: Conversation, setting: Setting) -> Commands:
    """ "and on Friday too", "and yoga on Friday", said on a Friday after a change of Wednesday's, which is planned or was done: the Friday that
    follows, never today."""
    plan, earlier = conversation.plan or conversation.just_done, conversation.commands or conversation.done
    further = (cues.ALSO.match(text) or cues.AS_WELL.search(text)) and "?" not in text and len(commands) == 1
    if plan is None or not further or not earlier or earlier[-1].operation not in CHANGES or not plan.effects:
        return commands
    (command,), near = commands, day_of(plan.effects[-1].before, setting)
    phrase = " ".join(command.whens)
    makes = command.operation == "create" and (cues.says_order(text) or earlier[-1].operation != "delete")
    said = None if makes and (command.names or command.people) else read_time(phrase, setting)
    day = day_words(phrase) if said is not None and said.bare_weekday == setting.now.weekday() else None
    if day is None or near is None or near <= setting.now.date():
        return commands
    then = near + timedelta(days=(setting.now.weekday() - near.weekday() - 1) % 7 + 1)
    return (at_day(command, phrase.replace(day, near_day(then, setting), 1)),)


def hour_on(day: str, whens: tuple[str, ...], part: str | None = None) -> str | None:
    """The words for an hour, or a part of a day, on that day (in that part of it); None where they say a day, or no hour."""
    said = read_whens(whens)
    if said is None or not said.hour_alone or said.kind == "recurrence":
        return None
    return at_hour_of(day, " ".join(whens), part)
