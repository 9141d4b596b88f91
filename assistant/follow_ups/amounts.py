"""An amount that a follow-up says anew: how far a thing is moved, how long before it a reminder comes."""

import dataclasses
import re
from datetime import datetime

from assistant.commands import Command, Values, with_values
from assistant.conversation import Commands, Turn
from assistant.follow_ups import cues
from assistant.resolution.retiming import MOVES
from assistant.temporal.reading import read_time
from assistant.temporal.shifts import read_shift
from assistant.timespan import start_of
from assistant.wording import CARDINALS, REMIND

#: "by an hour and a half".
BY = re.compile(r"\W*by\b", re.I)
#: "another 15 minutes", "30 more minutes", and no way.
MORE = re.compile(r"(?:another|an extra|\S+ more)\b(?!.*(?:longer|shorter|later|earlier|sooner)$)", re.I)
#: "no, 8", "two": of what was said before.
NUMBER = re.compile(rf"\W*(?P<lead>(?:(?:{cues.WAIT})\b\W*)+)?(?P<much>{cues.COUNT})\W*", re.I)
DIGITS = re.compile(r"\d+")
#: The number of "30 minutes", "an hour", "two days"; none of "half an hour".
SOME = re.compile(rf"(?<!half )\b(?:an?|{cues.COUNT})\b(?! half)", re.I)
#: "the day before at 6", "two days before".
BEFORE_IT = re.compile(
    rf"\W*(?:(?:make it|say|on)\s+)?(?P<far>(?:(?:(?:the|an?|{cues.COUNT}) )(?:days?|nights?|evening|morning|weeks?|hours?|min(?:ute)?s?)|half an hour|a quarter of an hour) before)(?: that| it)?(?P<at> at \S.*?)?[\s.!]*",
    re.I,
)
#: "only by half an hour", after a move to an hour.
ONLY_BY = re.compile(r"\b(?:only|just) by\b", re.I)
#: "15", "make it 20", "no half an hour", "30 minutes before".
UNIT = r"(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?)"
SO_LONG = cues.led(
    rf"(?:(?:make (?:it|that)|say|rather|better)\s+)?(?:(?P<half>half an hour|an hour|a quarter of an hour)|(?P<much>{cues.COUNT})(?: (?P<unit>{UNIT}))?)(?: before(?:hand)?| ahead)?(?: instead| rather| then| please)*\W*"
)
#: "ten | minutes | before | the fire drill", "the | day | before | Sunday".
COUNTED = re.compile(
    rf"(?:(?:the|an?|{cues.COUNT}) (?P<unit>{UNIT})|half an hour|a quarter of an hour) (?P<side>before|after) (?P<thing>(?!that\b|it\b)\S.*)",
    re.I,
)
#: The number of "10 minutes before", "an hour before".
AMOUNT = re.compile(r"\W*(?:\w+)(?=\s)", re.I)


def says_length(text: str, length: str | None) -> bool:
    """The sentence is nothing but this length: "two hours", "45 minutes rather"; "make it two hours" is how long something takes."""
    words = set(cues.WORD.findall(text.lower())) - set(cues.WORD.findall((length or "").lower()))
    return bool(length) and words <= (cues.LITTLE | {"rather", "more"}) - {"for"}


def shifted_so_far(command: Command, text: str, last: Command) -> Command | None:
    """ "no, half an hour", "no, back two hours" after "push it an hour": by how much, not how long."""
    values = command.values
    far = values.duration or values.shift
    if far is not None and values == Values(shift=far) and ONLY_BY.search(text) and last.values.has_only("when"):
        return dataclasses.replace(last, values=values) if last.operation == "update" else None
    if far is None or last.values.is_empty or not last.values.has_only("shift"):
        return None
    if turned_round(command, last):
        return dataclasses.replace(last, values=values, lead=command.lead)
    same = (command.lead, command.end_alone) == (last.lead, last.end_alone)
    if values == Values(shift=far) and (same or BY.match(text)):
        return dataclasses.replace(last, values=values)
    return dataclasses.replace(last, values=Values(shift=far)) if values == Values(duration=far) else None


def turned_round(command: Command, last: Command) -> bool:
    """ "no, half an hour earlier" after "push it back half an hour": the other way, and not as if nothing had been said."""
    values, before = command.values, last.values.shift
    if not (values.shift and before and values.has_only("shift") and cues.CORRECTS.match(command.text)):
        return False
    now, then = read_shift(values.shift, command.lead), read_shift(before, last.lead)
    return now is not None and then is not None and now.delta == -then.delta


def further_on(turn: Turn) -> Values:
    """ "another 15 minutes" after "push it an hour": that much further the same way, and no longer."""
    values, last = turn.command.values, turn.last
    more, way = MORE.match(values.shift or values.duration or ""), "later" if last.lead > 0 else "earlier"
    if not (more and last.values.has_only("shift") and MOVES.search(last.text)) or last.end_alone:
        return values
    return Values(shift=f"{more.string} {way}") if values.has_only("shift", "duration") else values


def before_it(turn: Turn) -> Commands | None:
    """ "the day before at 6" after "remind me about the boiler service": before that, where the reminder has no time yet."""
    said, values = BEFORE_IT.fullmatch(turn.text), turn.last.values
    if said is None or not turn.last.makes("task") or values.when or len(values.names) != 1:
        return None
    when = f"{said['far']} {values.names[0]}{said['at'] or ''}"
    return turn.instead(with_values(turn.last, when=(when,), alarm=None))


def every_so_often(turn: Turn) -> Commands | None:
    """ "no, 8" after "every 6 weeks", "no, 75" after "it is 90 minutes": how often, how long, no hour."""
    said, values, last = NUMBER.fullmatch(turn.text), turn.command.values, turn.last
    field = next((name for name in ("recurrence", "duration", "shift") if last.values.has_only(name)), None)
    before = getattr(last.values, field) if field and said else None
    if said is None or field is None or not before or not values.has_only("when"):
        return None
    much = (SOME if field == "shift" else DIGITS).search(before)
    alone = field == "shift" and said["much"].isalpha() and "min" not in before  # no two minutes
    if much is None or not (said["lead"] or alone):
        return None
    return turn.instead(with_values(last, **{field: f"{before[: much.start()]}{said['much']}{before[much.end() :]}"}))


def lead_time(turn: Turn) -> Commands | None:
    """ "make it 20" after "remind me 10 minutes before the dentist", "an hour" after "remind me before the dentist": how long before, the
    dentist stays where it is."""
    values, last = turn.command.values, turn.last
    alarm, given = last.values.alarm, values.duration or " ".join(values.when)
    if alarm is None or last.values != Values(names=last.values.names, attendees=last.values.attendees, alarm=alarm):
        return None
    unsaid = alarm.casefold() == "before"
    if values.has_only("when") and (given.isdecimal() or given in CARDINALS):
        length = AMOUNT.match(alarm)
        given += alarm[length.end() :] if length else " minutes before"
    elif values.has_only("when") and (minutes := minutes_before(given, turn)):  # "no, half 12"
        given = f"{minutes} minutes before"
    elif given and values.has_only("duration"):
        given = f"{given} before"
    elif values.alarm and values.has_only("alarm") and (unsaid or cues.CORRECTS.match(turn.text)):
        given = values.alarm
    else:
        return None
    return turn.instead(with_values(last, alarm=given))


def minutes_before(phrase: str, turn: Turn) -> int | None:
    """How long before the one thing talked of an hour of its day is; None where the phrase is no such hour."""
    thing = turn.conversation.thing
    begins = start_of(thing) if thing is not None else None
    if not isinstance(begins, datetime):
        return None
    midnight = begins.replace(hour=0, minute=0, tzinfo=turn.setting.zone)
    rings = read_time(phrase, dataclasses.replace(turn.setting, now=midnight, day=begins.date()))
    if rings is None or not rings.hour_alone or rings.start is None or rings.kind != "moment":
        return None
    far = int((begins.replace(tzinfo=None) - rings.start.replace(tzinfo=None)).total_seconds() // 60)
    return far if far > 0 else None


def how_long_before(turn: Turn) -> Commands | None:
    """ "15", "make it 20", "half an hour" after "remind me ten minutes before the fire drill to ring the desk": so long before it, no hour."""
    said, last = SO_LONG.fullmatch(turn.text), turn.last
    when = " ".join(last.values.when)
    before = COUNTED.fullmatch(when) if last.makes("task") and said else None
    minutes = before is not None and (before["unit"] or "").lower().startswith("min")
    if (
        said is None or before is None or not (said["half"] or said["unit"] or minutes)
    ):  # "make it 3", of an hour before
        return None
    unit = said["unit"] or ("" if said["half"] else before["unit"])
    many = unit.rstrip("s") + ("" if said["much"] in ("1", "one") else "s") if unit else ""
    far = said["half"] or f"{said['much']} {many}"
    return turn.instead(with_values(last, when=(f"{far} {before['side']} {before['thing']}",)))


def remind_then(turn: Turn) -> Commands | None:
    """ "friday" after "remind me to buy socks", of which no time was said: the reminders as if that had been said with them."""
    values, earlier = turn.command.values, turn.earlier
    untimed = (c.makes("task") and not (c.values.when or c.values.recurrence) for c in earlier)
    if not (values.when and values.has_only("when") and REMIND.search(earlier[0].text) and all(untimed)):
        return None
    said = " ".join(values.when)
    return tuple(dataclasses.replace(with_values(c, when=values.when), text=f"{c.text} {said}") for c in earlier)
