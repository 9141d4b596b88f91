"""When it is to be, said in a few words of what was talked of: "alarm for 5 that morning" before what is planned, "start 4 finish half 5", "end of june max", "next week's
then" of what was put back (policy 24)."""

import re

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.in_the_way import is_time
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time
from models.rows import Event

#: "and an alarm for | 5 that morning |".
ALARM_FOR = cues.led(
    r"(?:an? )?(?:alarm|alarm clock|wake[- ]?up(?: call)?) (?:for|at) (?P<when>\S.*?)(?:\W+(?:please|too|as well))*\W*"
)
#: "start | 4 | finish | half 5 |", "make it start at 9 and end at 10".
START_FINISH = cues.led(
    r"(?:(?:it|that|make it|have it|it should|let it) )?(?:start|begin)(?:s|ing)? (?:at |from )?(?P<start>\S.*?)(?:,? and| ?,| then)? (?:it )?(?:finish|end)(?:e?s|ing)? (?:at |by )?(?P<end>\S.*?)"
    r"(?:\W+(?:instead|now|please|then))*\W*"
)
#: "yeah | next week's | then", "just tomorrow's one", "Friday instead".
THEN_THAT = cues.led(
    r"(?:(?:just|only|do|the|cancel|skip|drop|delete)\s+)*(?P<when>(?:next|this|the following) \w+?|tomorrow|tonight|(?:next )?\w+?day|the \w+ after)(?P<own>['’]?s(?: one)?)?(?P<then>\W+(?:then|instead|rather))*\W*"
)
#: "put | an hour's | travel | in front of | it", "half an hour for parking before that".
LENGTH = (
    rf"(?:half an hour|an hour and a half|an? (?:hour|quarter of an hour)|{cues.COUNT} (?:minutes?|mins?|hours?|hrs?))"
)
BESIDE_THING = cues.led(
    rf"(?:put|add|stick|book|block(?: out| off)?|leave|schedule|allow|pop)(?: in| me)? (?P<long>{LENGTH})['’]?s?['’]? (?:of |for )?(?P<what>(?!(?:more|longer|later|earlier|extra|on|to|onto|it)\b)\w+(?: \w+)?) "
    r"(?P<side>in front of|before|ahead of|after|behind) (?:it|that|this)\W*"
)
#: "end of june | max", "until june tops", "no later than the 3rd of July": the last day of what is planned to repeat.
AT_MOST = cues.led(
    r"(?P<lead>(?:up to|till?|until|(?:till? |until )?(?:no|not) later than|no longer than|(?:it )?(?:ends|finishes|stops|runs)(?: at| by| until| till)?) )?"
    r"(?P<when>(?!(?:later|longer) than\b)\S.*?)(?P<most>\W+(?:max(?:imum)?|tops|at (?:the )?(?:most|latest|max)|latest|and (?:then )?(?:no more|that['’]?s it|stop|done)|then (?:stop|done|it stops)))*[\s.!]*"
)
#: "give him | a makeup one | fri 430", of what was cancelled just now.
MADE_UP = cues.led(
    r"(?:give|offer|book|do|get) (?:(?:them|him|her|us|me)(?: in(?: for)?)? )?(?:another|an? (?:make[- ]?up|catch[- ]?up|replacement|new|different|extra)) (?:one|slot|session|lesson|appointment|time)"
    r" (?:(?:on|at|for|in) )?(?P<when>\S.*?)(?:\W+(?:instead|rather|then|please))*\W*"
)
#: "but leave the one on | the 24th | at | 6 |".
LEAVE_AT = cues.led(
    r"(?:except |only |apart from )?(?:leave|keep|have|put|make) (?:the|that) one (?:on |for )?(?P<day>\S.*?) (?:at|for|to) (?P<hour>\S.*?)(?:\W+(?:though|please|instead|then))*\W*"
)


def at_most(text: str, conversation: Conversation) -> str | None:
    """ "until end of june" for "end of june max", of what is planned to repeat."""
    said = AT_MOST.fullmatch(text)
    repeats = any(c.operation == "create" and c.values.recurrence for c in conversation.planned)
    time = read_time(said["when"], ANY_TIME) if said and repeats and (said["most"] or said["lead"]) else None
    if said is None or time is None or not time.day_alone or time.bound or time.rrule:
        return None
    end = "the end of " if time.grain == "month" and said["most"] and "end" not in said["when"].casefold() else ""
    return f"until {end}{said['when']}"


def left_at(text: str, conversation: Conversation) -> str | None:
    """ "move the one on the 24th to 6" for "but leave the one on the 24th at 6", of a series that got another hour."""
    thing = conversation.thing if conversation.just_done is not None else None
    said = LEAVE_AT.fullmatch(text) if isinstance(thing, Event) and thing.is_series else None
    day, hour = [read_time(said[part], ANY_TIME) for part in ("day", "hour")] if said else (None, None)
    if said is None or day is None or hour is None or not (day.day_alone and hour.hour_alone):
        return None
    return f"move the one on {said['day']} to {said['hour']}"


def made_up_for(text: str, conversation: Conversation) -> str | None:
    """ "move it to fri 430" for "give him a makeup one fri 430": what was cancelled just now is made again then."""
    done, said = conversation.just_done, MADE_UP.fullmatch(text)
    gone = done is not None and len(done.effects) == 1 and done.effects[0].after is None
    return f"put it on for {said['when']} instead" if said and gone and is_time(said["when"]) else None


def alarm_set(text: str, conversation: Conversation) -> str | None:
    """ "set an alarm for 5 that morning", beside what is planned or was made, which stays at its hour."""
    said, thing = ALARM_FOR.fullmatch(text), conversation.thing
    when = said["when"] if said is not None and isinstance(thing, Event) else ""
    hour = re.search(r"\d|noon|midnight|\b(?:five|six|seven|eight|nine|ten|four|three)\b", when, re.I)
    return f"set an alarm for {when}" if hour and "before" not in when.casefold() else None


def from_till(text: str, conversation: Conversation) -> str | None:
    """ "move it to 4 till half 5" for "start 4 finish half 5", of the one thing that is talked of."""
    said = START_FINISH.fullmatch(text)
    one = len(conversation.focus) == 1 and "?" not in text
    hours = [read_time(said[side], ANY_TIME) for side in ("start", "end")] if said and one else []
    if said is None or not hours or not all(hour and hour.hour_alone and hour.kind == "moment" for hour in hours):
        return None
    return f"move it to {said['start']} till {said['end']}"


def put_beside(text: str, conversation: Conversation) -> str | None:
    """ "schedule an hour of travel before the knee clinic" for "put an hour's travel in front of it", of the one event that is talked of."""
    said, thing, last = BESIDE_THING.fullmatch(text), conversation.thing, conversation.commands[-1:]
    asked = last[0].selector.names if last and conversation.answered and len(conversation.focus) == 1 else ()
    name = (
        asked[0] if len(asked) == 1 else thing.summary if isinstance(thing, Event) and not conversation.answered else ""
    )
    if said is None or not name:
        return None
    lead, side = "and " if cues.ALSO.match(text) else "", "after" if said["side"] in ("after", "behind") else "before"
    return f"{lead}schedule {said['long']} of {said['what']} {side} {name}"


def put_back_then(text: str, conversation: Conversation) -> str | None:
    """ "cancel brownies next week" for "next week's then", where brownies that were cancelled were put back just now."""
    undone = conversation.changed and conversation.carried_out is None and not conversation.commands
    last, said = conversation.done[-1:] if undone else (), THEN_THAT.fullmatch(text)
    names = last[0].selector.names if last and last[0].operation == "delete" else ()
    if said is None or len(names) != 1 or not (said["own"] or said["then"]) or not is_time(said["when"]):
        return None
    return f"cancel {names[0]} {said['when']}"
