"""What a few words say of what was talked of, in plainer words: "drop the middle one" of three that were shown, "forget the gallery one", "alarm for 5 that
morning" before what is planned, "start 4 finish half 5", "Jaden's not mine", "next week's then" of what was put back (policy 24)."""

import re

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.among_shown import offered
from assistant.follow_ups.in_the_way import is_time
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time
from assistant.wording import ORDINALS
from models.rows import Event

#: "drop | the middle one |", "the middle of the three".
MIDDLE = re.compile(
    r"\bthe middle(?: one| of (?:the |those |these )?(?:three|3|five|5|them|those|these))?(?=\W*$| (?:to|at|by|back|off|out)\b)",
    re.I,
)
#: "forget | the gallery one |", of what is there.
FORGET = cues.led(
    r"forget (?:about )?(?P<what>(?:the|my|our) (?!(?:other|new|old|whole|middle)\b)(?:\S+ ){1,4}?one)(?:\W+(?:please|then|now|after all|altogether))*\W*"
)
RANKED = re.compile(r"\w+ (?:last|first|second|third|fourth|next|previous|latest)\b", re.I)
#: "and an alarm for | 5 that morning |".
ALARM_FOR = cues.led(
    r"(?:an? )?(?:alarm|alarm clock|wake[- ]?up(?: call)?) (?:for|at) (?P<when>\S.*?)(?:\W+(?:please|too|as well))*\W*"
)
#: "start | 4 | finish | half 5 |", "make it start at 9 and end at 10".
START_FINISH = cues.led(
    r"(?:(?:it|that|make it|have it|it should|let it) )?(?:start|begin)(?:s|ing)? (?:at |from )?(?P<start>\S.*?)(?:,? and| ?,| then)? (?:it )?(?:finish|end)(?:e?s|ing)? (?:at |by )?(?P<end>\S.*?)"
    r"(?:\W+(?:instead|now|please|then))*\W*"
)
#: "Jaden's | not mine", "not mine, | Jaden's |".
NOBODY = r"(?!(?:it|that|this|there|he|she|who|what|where|when|let|mine|mines|yours)['’]?s?\b)"
NOT_MINE = cues.led(
    rf"{NOBODY}(?P<who>[^\W\d_][\w-]*?)['’]?s[\s,–—-]+not (?:mine|ours|my one|my own)\W*|not (?:mine|ours|my one)[\s,–—-]+{NOBODY}(?P<whose>[^\W\d_][\w-]*?)['’]?s\W*"
)
#: "yeah | next week's | then", "just tomorrow's one", "Friday instead".
THEN_THAT = cues.led(
    r"(?:(?:just|only|do|the|cancel|skip|drop|delete)\s+)*(?P<when>(?:next|this|the following) \w+?|tomorrow|tonight|(?:next )?\w+?day|the \w+ after)(?P<own>['’]?s(?: one)?)?(?P<then>\W+(?:then|instead|rather))*\W*"
)
#: "in fact | all the lettings that week".
ALL_THOSE = cues.led(
    r"(?:in fact|actually|come to think of it|you know what|on second thoughts?)\W+(?:do )?all (?:of )?(?P<what>(?:the|my|our) \S.*)"
)
#: "put | an hour's | travel | in front of | it", "half an hour for parking before that".
LENGTH = (
    rf"(?:half an hour|an hour and a half|an? (?:hour|quarter of an hour)|{cues.COUNT} (?:minutes?|mins?|hours?|hrs?))"
)
BESIDE_THING = cues.led(
    rf"(?:put|add|stick|book|block(?: out| off)?|leave|schedule|allow|pop)(?: in| me)? (?P<long>{LENGTH})['’]?s?['’]? (?:of |for )?(?P<what>(?!(?:more|longer|later|earlier|extra|on|to|onto|it)\b)\w+(?: \w+)?) "
    r"(?P<side>in front of|before|ahead of|after|behind) (?:it|that|this)\W*"
)


def middle_one(text: str, conversation: Conversation) -> str | None:
    """ "drop the second one", of three that were shown, offered or planned; of an even number none is in the middle."""
    if MIDDLE.search(text) is None:
        return None
    planned = conversation.focus if conversation.plan is not None else ()
    many = len(offered(conversation.question) or conversation.shown or planned)
    places = [word for word, n in ORDINALS.items() if many > 2 and many % 2 and n == (many + 1) // 2]
    return MIDDLE.sub(f"the {places[0]} one", text) if places else None


def forgotten(text: str, conversation: Conversation) -> str | None:
    """ "cancel the gallery one" for "forget the gallery one", which is none of a plan on the table; "the last one" is one of those that are shown."""
    said = FORGET.fullmatch(text) if conversation.waiting is None else None
    if said is None or (RANKED.match(said["what"]) and not conversation.shown):
        return None
    return f"cancel {said['what']}"


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


def whose_instead(text: str, conversation: Conversation) -> str | None:
    """ "no, Jaden's dentist" for "Jaden's not mine", where the dentist is to go, or to be moved."""
    said, last = NOT_MINE.fullmatch(text), conversation.planned[-1:]
    names = last[0].selector.names if last and last[0].operation in CHANGES else ()
    if said is None or len(names) != 1:
        return None
    return f"no, {said['who'] or said['whose']}'s {names[0]}"


def put_back_then(text: str, conversation: Conversation) -> str | None:
    """ "cancel brownies next week" for "next week's then", where brownies that were cancelled were put back just now."""
    undone = conversation.changed and conversation.carried_out is None and not conversation.commands
    last, said = conversation.done[-1:] if undone else (), THEN_THAT.fullmatch(text)
    names = last[0].selector.names if last and last[0].operation == "delete" else ()
    if said is None or len(names) != 1 or not (said["own"] or said["then"]) or not is_time(said["when"]):
        return None
    return f"cancel {names[0]} {said['when']}"


def all_those(text: str, conversation: Conversation) -> str | None:
    """ "cancel all the lettings that week" for "in fact all the lettings that week", where one was cancelled just now."""
    said, done = ALL_THOSE.fullmatch(text), conversation.done[-1:] if conversation.just_done else ()
    if said is None or not done or done[0].operation != "delete" or "?" in text or cues.says_order(said["what"]):
        return None
    return f"cancel all {said['what']}"
