"""Another one like what was just spoken of: "book another one for Friday" after "when was my last haircut", "the third one four weeks later" after the
second vaccination, "Megan's is the day after" after Cadi's sports day, "and her prescription the same day" (policy 24)."""

import dataclasses
import re
from datetime import datetime, timedelta

from assistant.commands import Command, Number, Selector, Values, with_selector, with_values
from assistant.continuations import FOR_SOMEBODY
from assistant.conversation import Commands, Conversation, Turn
from assistant.follow_ups import cues
from assistant.follow_ups.once_more import AFTER_IT, day_of
from assistant.follow_ups.questions import STEP
from assistant.follow_ups.revision import as_planned
from assistant.resolution.matching import words_of
from assistant.resolution.name_index import NameIndex
from assistant.resolution.new_days import UNITS
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME, day_words, of_month, with_said
from assistant.temporal.exact import exact_day, exact_hour, exact_moment
from assistant.temporal.reading import read_time
from assistant.temporal.shifts import read_shift
from assistant.temporal.values import Setting
from assistant.timespan import start_of
from assistant.wording import ORDINALS
from models.rows import Event, Task

#: "book another one", "same again", "do the same", where a time follows that is not the same one.
ANOTHER = cues.led(
    r"(?:(?:can|could) (?:you|we|i) )?(?:(?:book|schedule|add|put|make|do|set up|have|get|i (?:need|want)|arrange|plan)\s+)?(?:in\s+|me\s+)?"
    r"(?:another(?: one)?|one more|(?:the )?same(?: thing)?(?: again)?|one again)(?! time\b| day\b)(?=\s+(?:on|at|for|in|next|this|to(?:day|morrow)|\w+day|\d|the)\b)",
    f"{cues.OPENING}|cool|good|great|right",
)
ANOTHERS_NAME = re.compile(r"(?:another(?: one)?|one more|one|the same(?: again)?)", re.I)
NUMBER = rf"(?:{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th)?)"
#: "and the 3rd one | by a week", "number 3 | to Monday".
NUMBERED_ONE = re.compile(rf"\b(?:the |number |no\.? ?|#)(?P<number>{NUMBER})(?: one)?\b(?!\s+of\b)", re.I)
#: "care plan | 2", "Lola's | second | vaccination".
OWN_NUMBER = re.compile(rf"(?<![\w.:])(?:{NUMBER})(?![\w.:])", re.I)
#: "and her prescription | same day".
SAME_DAY_TOO = re.compile(
    rf"{cues.ALSO.pattern}\s+(?P<thing>\S.*?),?\s+(?:(?:on|for|by)\s+)?(?:the |that )?same (?:day|date)\W*", re.I
)
#: "megans | is the day after same time".
THEIRS_IS = cues.led(
    r"(?:my )?(?P<who>[^\W\d_]+?)['’]?s(?: one)?(?P<is>(?: is|['’]s| will be)?)\s+(?:on |at )?(?P<when>(?:the |(?:straight |right )?after|\d|\w+day\b).*)",
    "and|also|then|so|ok(?:ay)?",
)
#: "hi|s is at 10": who is not said.
NOBODY = re.compile(r"it|this|that|hi|her|our|your|their|one|other", re.I)
SAME_TIME = re.compile(r",?\s*(?:at |and )?(?:the )?same (?:time|hour)\W*$", re.I)


def another(turn: Turn) -> Commands | None:
    """ "book another one for Friday", after one thing was told, or changed: that once more, as it is, then."""
    command, keys = turn.command, turn.conversation.focus
    names = tuple(name for name in command.names if not ANOTHERS_NAME.fullmatch(name))
    said = command.whens and not (names or command.people or command.values.location or command.values.recurrence)
    if len(keys) != 1 or not said or "?" in turn.text or not ANOTHER.match(turn.text):
        return None
    values = Values(when=command.whens, duration=command.values.duration)
    like = dataclasses.replace(command, operation="update", asks=None, selector=Selector(picked=tuple(keys)))
    return (dataclasses.replace(like, object=turn.last.object, values=values, copies=True),)


def once_more_then(turn: Turn) -> Command | None:
    """The same after what was carried out, where that made nothing new, which `once_more.again` makes again."""
    like = another(turn) if as_planned(turn.earlier) is None else None
    return like[-1] if like else None


def numbered(commands: Commands, text: str, conversation: Conversation, setting: Setting) -> Commands | None:
    """ "and the 3rd one by a week" after "push care plan 2 to Sunday": care plan 3; after something new is planned, or was made, that has a
    number, a new one of that number. None where no number is said, or several things were told, of which it may be a place."""
    row, said = conversation.thing, NUMBERED_ONE.search(text)
    if (
        said is None
        or len(commands) != 1
        or conversation.shown
        or conversation.answered
        or not isinstance(row, Event | Task)
    ):
        return None
    (command,), earlier = commands, conversation.commands or conversation.thread
    values, named = command.values, with_number(row.summary, said["number"])
    told = values.has_only("shift") or (command.whens and values.has_only("when"))
    if not named or not told or command.names or command.people or not earlier or "?" in text:
        return None
    made = as_planned(earlier)
    if made is None:
        if command.operation != "update" or earlier[-1].operation not in CHANGES:
            return None
        thing = "event" if isinstance(row, Event) else "task"
        one = with_selector(command, names=(named,), ordinal=None, number=Number.ONE)
        return (*conversation.planned, dataclasses.replace(one, object=thing, lead=earlier[-1].lead))
    new = with_number(" ".join(made.values.names), said["number"])
    when = counted_from(row, values.shift, setting) if values.shift else with_said(command.whens, made.values.when)
    return (*conversation.planned, with_values(made, names=(new,), when=when)) if new and when else None


def with_number(name: str, number: str) -> str | None:
    """A name with another number in the place of its own, written as that is; None where it has none, or the same."""
    own = [*OWN_NUMBER.finditer(name)]
    if not own:
        return None
    found, before = own[-1], own[-1][0].lower()
    digits = ORDINALS.get(number.lower()) or int(re.sub(r"\D", "", number))
    if before in ORDINALS:
        new = next((word for word, place in ORDINALS.items() if place == digits and word.isalpha()), None)
    else:
        new = f"{digits}{nth(digits) if before[-1].isalpha() else ''}"
    return f"{name[: found.start()]}{new}{name[found.end() :]}" if new and new.lower() != before else None


def nth(number: int) -> str:
    """ "rd" of 3."""
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def counted_from(row: Event | Task, far: str, setting: Setting) -> tuple[str, ...]:
    """So much later than a thing, in words that can be read in one way only."""
    shift, start = read_shift(far, 1), start_of(row)
    if shift is None or start is None:
        return ()
    if not isinstance(start, datetime):
        return (exact_day(start + shift.delta),)
    local = start.astimezone(setting.zone).replace(tzinfo=None) if start.tzinfo else start
    return (exact_moment(local + shift.delta),)


def same_day_too(text: str, conversation: Conversation) -> Commands:
    """ "and her prescription same day", of which nothing was understood, after something new: one more, on its day."""
    said, made = SAME_DAY_TOO.fullmatch(text), as_planned(conversation.commands or conversation.thread)
    if said is None or made is None or cues.says_order(said["thing"]) or made.values.recurrence:
        return ()
    when = day_words(" ".join(made.values.when))
    if when is None:
        return ()
    new = Values(names=(said["thing"],), when=(when,), list_name=made.values.list_name)
    return (Command("create", made.object, values=new, text=text),)


def theirs_said(text: str, conversation: Conversation, index: NameIndex, setting: Setting) -> str:
    """ "megans is the day after same time" after something new is planned, or was made, for Cadi: that of Megan, where the calendar knows things of
    both; the sentence as it is where it is about something else."""
    plan = conversation.plan or conversation.just_done
    row, said = conversation.thing, THEIRS_IS.fullmatch(text.strip(" .!"))
    new = plan is not None and all(effect.before is None for effect in plan.effects)
    if said is None or not new or not isinstance(row, Event) or conversation.answered or row.is_series:
        return text
    name, when = of_other(row.summary, said["who"], index, owns=bool(said["is"])), then_said(said["when"], row, setting)
    return f"add {name} on {when}" if name and when else text


def of_other(summary: str, who: str, index: NameIndex, owns: bool) -> str | None:
    """ "Megan sports day" of "Cadi sports day", "Haircut for Megan" of "Haircut for Cadi"; None where it is not known of whom it is, or who that
    is, but for "Megan's is": she has (`owns`) what he has."""
    owner, _, rest = summary.partition(" ")
    of_somebody = FOR_SOMEBODY.search(summary) or (cues.OWNED.fullmatch(summary) and cues.POSSESSIVE.search(owner))
    known = index.titles(words_of(who)) or (
        of_somebody and owns and not (NOBODY.fullmatch(who) or read_time(who, ANY_TIME))
    )
    if not known or who.lower() in words_of(summary):
        return None
    if FOR_SOMEBODY.search(summary):
        return FOR_SOMEBODY.sub(f" for {who.capitalize()}", summary)
    if cues.OWNED.fullmatch(summary) and cues.POSSESSIVE.search(owner):
        return f"{who.capitalize()}'s {rest}"
    others = [title for title in index.titles(words_of(owner)) if words_of(title) != words_of(summary)]
    return f"{who.capitalize()} {rest}" if rest and len(others) > 1 else f"{who.capitalize()}'s {in_midst(summary)}"


def in_midst(summary: str) -> str:
    """A name behind another word: "dentist" of "Dentist"; "MOT" as it is."""
    return summary[0].lower() + summary[1:] if summary[1:2].islower() else summary


def then_said(said: str, row: Event, setting: Setting) -> str | None:
    """When that is, counted from a thing: "the day after", "the 25th at 2", at its hour where none is said; None where it is no time."""
    phrase, near, start = SAME_TIME.sub("", said), day_of(row, setting), row.start
    clock = (
        f" at {exact_hour(start.astimezone(setting.zone) if start.tzinfo else start)}"
        if isinstance(start, datetime)
        else ""
    )
    if near is None:
        return None
    if AFTER_IT.fullmatch(phrase):
        end = row.end.astimezone(setting.zone) if isinstance(row.end, datetime) and row.end.tzinfo else row.end
        return exact_moment(end) if isinstance(end, datetime) else None
    step = STEP.fullmatch(phrase)
    if step and step["unit"] and (far := UNITS.get(step["unit"].lower())):
        return f"{exact_day(near + far if step['way'].lower() == 'after' else near - far)}{clock}"
    read = read_time(phrase, ANY_TIME)
    if read is None or read.bound or read.rrule or not (read.day_said or read.time_said):
        return None
    words = day_words(phrase)
    hour = phrase.replace(words, "", 1).strip() if words else phrase
    if read.bare_weekday is not None:
        near += timedelta(days=(read.bare_weekday - near.weekday()) % 7)
        day = exact_day(near)
    else:
        day = of_month(words, near) if words else exact_day(near)
    return f"{day} {hour if hour.startswith('at ') else f'at {hour}'}" if hour else f"{day}{clock}"
