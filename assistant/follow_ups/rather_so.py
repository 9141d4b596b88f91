"""What is wanted instead of what is planned, in plainer words: "don't cancel it, just move it to Friday", "no, don't, just clear the done ones", "28th sorry"
of days that were planned up to the 27th, "earlier I mean" of what was to go later (policy 24)."""

import re
from datetime import date, datetime, timedelta

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.deciding import is_reason
from assistant.follow_ups.in_the_way import is_time
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import MEALS, find_times, read_time
from assistant.temporal.shifts import read_shift
from models.rows import Event

IT = r"(?:it|that|this|them|those|all of (?:it|them)|the (?:whole )?(?:list|thing|lot|series))"
#: "actually don't cancel it | just | move it to Friday", "rather than delete the list, | clear it".
AND_RATHER = r"(?:(?:but|and|so|just|only|instead|rather|please|can you|could you|let['’]?s)\s+)"
INSTEAD_OF = cues.led(
    r"(?:(?:don['’]?t|do not|no need to|rather than|instead of)"
    rf"\s+(?:cancel|delete|remov|scrap|drop|bin|axe|clear|skip|mov|chang|push|book|add|tick|do)(?:e|l?ing|p?ping)?(?:\s+(?:off|out))?\s+{IT}(?:\s+(?:off|out|all))*"
    rf"\s*[,;.–—]?\s+{AND_RATHER}*|(?<=no )don['’]?t\W+{AND_RATHER}+)(?P<order>(?!\w+ {IT}\W*$)\S.*)"
)
#: "no dont cancel, |", before what is wanted rather.
DONT = (
    r"(?:don['’]?t|do not|no need to)\s+(?:cancel|delete|remove|scrap|drop|bin|axe|skip|clear)(?:\s+(?:off|out))?"
    rf"(?:\s+{IT})?(?:\s+(?:then|yet|after all))?\s*[,;:.!–—-]+\s*"
)
#: "| he can do | Saturday at 2", "| she's free | at 4".
CAN_DO = (
    r"(?:(?:(?:the|my|our|her|his)\s+)?\w+(?:\s+says)?(?:\s+\w+)?\s+(?:can|could)(?:\s+(?:only|still|now|actually))*"
    r"\s+(?:do|make|manage|fit (?:it|me|us|him|her|them) in)(?:\s+it)?|(?:he|she|they|it|\w+)(?:['’]?(?:s|re)|\s+is|\s+are)\s+free)"
)
#: Both, and "don't scrap it, | Friday | works for her".
THEN_RATHER = cues.led(
    rf"{DONT}(?:(?:because|cos|since|as|apparently|turns out)\s+)?{CAN_DO}\s+(?:(?:on|at)\s+)?(?P<when>\S.*?)(?:\s+(?:instead|rather|then))*[\s.!]*"
)
SUITS_RATHER = cues.led(
    rf"{DONT}(?P<when>\S.*?)\s+(?:works|suits|would (?:work|suit|do)|(?:is|would be|['’]s) (?:fine|better|ok(?:ay)?))(?:\s.*)?"
)
#: "just the done ones", "only clear what's ticked off", of a list that is to go.
DONE_ALONE = cues.led(
    r"(?:(?:just|only)\s+)?(?:(?:clear|delete|remove|get rid of|take off|cross off|bin|empty)\s+)?(?:just\s+|only\s+)?"
    r"(?:the|what['’]?s(?: been)?|whatever['’]?s(?: been)?|all the|(?:all )?(?:the )?(?:ones?|items?|stuff|things?|bits?)(?: that)?(?:['’]?(?:s|re)| is| are| have been| i['’]?ve| we['’]?ve))\s+(?:already\s+)?"
    rf"(?:done|finished|completed|ticked(?:[- ]off)?|checked(?:[- ]off)?|crossed[- ]off)(?: (?:ones?|items?|stuff|tasks?|things?|bits?))?(?: (?:off|out|already))*{cues.END}"
)
#: "28th | sorry", "sorry, | the 28th", "I mean 5".
SAID_WRONG = re.compile(
    r"\W*(?:(?P<before>(?:(?:oh|no|ah|wait)\W+)*(?:sorry|i meant?)\W+)(?P<when>\S.*?)|(?P<then>\S.*?)\W+(?:sorry|i meant?))\W*",
    re.I,
)
#: "til the 19th sorry | we'll be back too late": what was said wrong, and why.
WHY_WRONG = re.compile(r"\W*(?:(?:oh|no|ah|wait)\W+)*(?P<when>\S.*?)\W+(?:sorry|i meant?)\W+(?P<why>\S.*)", re.I)
#: "not the 22nd though, | we're at grandma's |", "not on Good Friday, | half term |".
NOT_THEN = re.compile(
    r"(?P<not>\W*(?:(?:but|just|oh|only|and)\W+)*not (?:on |in )?(?P<when>\S[^,;–—]*?)(?: (?:though|tho))?)\s*[,;–—]\s*(?P<why>\S.*)",
    re.I,
)
#: "no | lunch | i mean", "sorry | brunch", "make that | breakfast": another meal than the one that is planned.
MEAL = rf"(?:{'|'.join(sorted(MEALS))}|tea)"
OTHER_MEAL = re.compile(
    rf"(?P<lead>(?:\W*(?:{cues.WAIT}|naw|rather|better|make (?:it|that)|(?:it|that)['’]?s|call it)\b\W*)*)(?P<meal>{MEAL})\b(?P<then>(?:\W+(?:i meant?|instead|rather|then|sorry|please|not {MEAL}))*)"
    r"(?:\W+(?P<why>\S.*))?",
    re.I,
)
UP_TO = re.compile(r"\w\s*(?:\b(?:to|till?|until|through)\b|[-–])\s*\w", re.I)
#: "sorry earlier i mean", "no, the other way", "I meant forward".
OTHER_WAY = cues.led(
    r"(?:(?:by|to)\s+)?(?:(?P<earlier>earlier|sooner|forwards?|before)|(?P<later>later|back(?:wards?)?|after)|(?:in )?the other (?:way|direction)(?: round)?)"
    r"(?:\W+(?:i meant?|sorry|instead|rather|not (?:later|earlier|back|forwards?|sooner)|please))*\W*"
)
WAY = re.compile(r"\b(?:earlier|sooner|later|back(?:wards?)?|forwards?|up|out|by)\b\s*", re.I)

#: From which on a step is counted, to see whether it goes forward.
SOME_DAY = datetime(2000, 1, 1)


def instead_of(text: str, conversation: Conversation) -> str | None:
    """The order that is given instead of the one that is planned, or asked about; behind a "no", so that it is of that."""
    said = INSTEAD_OF.fullmatch(text) if conversation.commands and not conversation.answered else None
    if said is None or "?" in text or not cues.OWN_VERB.match(said["order"]):
        return None
    return done_alone(said["order"], conversation) or f"no, {said['order']}"


def done_alone(text: str, conversation: Conversation) -> str | None:
    """What is done on the list that was to go, or all that is on it."""
    last = conversation.planned[-1:]
    gone = [
        c.selector.list_name or " ".join(c.names)
        for c in last
        if c.operation == "delete"
        and (c.object == "list" or (c.object == "task" and c.selector.list_name and not c.names))
    ]
    said = gone and gone[0] and DONE_ALONE.fullmatch(text)
    return f"clear the done ones on the {re.sub(r' list$', '', gone[0], flags=re.I)} list" if said else None


def bound_corrected(text: str, conversation: Conversation) -> str | None:
    """ "until the 28th" for "28th sorry", of new days up to the 27th: the nearer of the first and the last of them; of hours the end, which was said
    last."""
    said, row = SAID_WRONG.fullmatch(text), conversation.thing
    made = [c for c in conversation.planned if c.makes("event")]
    if said is None or not isinstance(row, Event) or len(made) != 1 or not UP_TO.search(" ".join(made[0].values.when)):
        return None
    words = re.sub(r"^(?:(?:on|at|the|to|till?|until)\s+)+", "", said["when"] or said["then"], flags=re.I)
    time = read_time(words, ANY_TIME)
    if time is None or time.start is None or time.bound or time.rrule or UP_TO.search(words):
        return None
    if isinstance(row.start, datetime):
        return f"until {words}" if time.hour_alone else None
    return bound_of_days(words, time.start.date(), row) if time.day_alone else None


def bound_of_days(words: str, said: date, row: Event) -> str | None:
    """ "until the 28th", where the last of its days is nearer to that than the first; of a month where one is said."""
    first, end = row.start, row.end
    if not isinstance(first, date) or not isinstance(end, date) or (end - first).days < 2:
        return None
    last = end - timedelta(days=1)
    alone = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", words)
    if alone is not None:
        return f"until the {words}" if abs(int(alone[1]) - last.day) <= abs(int(alone[1]) - first.day) else None
    days = [abs((said.replace(year=2000) - side.replace(year=2000)).days) for side in (first, last)]
    return f"until {words}" if min(days[1], 366 - days[1]) <= min(days[0], 366 - days[0]) else None


def then_rather(text: str, conversation: Conversation) -> str | None:
    """ "no, move it to Saturday at 2" for "no dont cancel, he can do Saturday at 2", of what was to go."""
    said, goes = THEN_RATHER.fullmatch(text) or SUITS_RATHER.fullmatch(text), conversation.planned
    if said is None or not goes or any((c.operation, c.object) != ("delete", "event") for c in goes):
        return None
    return f"no, move it to {said['when']}" if is_time(said["when"]) else None


def without_why(text: str, conversation: Conversation) -> str | None:
    """ "til the 19th sorry" for "til the 19th sorry we'll be back too late", of what is planned."""
    said = WHY_WRONG.fullmatch(text) if conversation.plan is not None else None
    if said is None or not is_reason(said["why"], comes_first=False):
        return None
    bound = bound_corrected(f"{said['when']} sorry", conversation)
    return bound or (f"sorry, {said['when']}" if is_time(said["when"]) else None)


def not_then(text: str, conversation: Conversation) -> str | None:
    """ "not the 22nd though" for "not the 22nd though, we're at grandma's": behind a day that is left out stands why."""
    said = NOT_THEN.fullmatch(text) if conversation.plan or conversation.focus else None
    day = read_time(said["when"], ANY_TIME) if said else None
    if said is None or day is None or not day.day_alone or find_times(said["why"]) or cues.says_order(said["why"]):
        return None
    return said["not"]


def other_meal(text: str, conversation: Conversation) -> str | None:
    """ "make it lunch" for "no lunch i mean, she's worn out by the evening", of a dinner that is planned."""
    said, made = OTHER_MEAL.fullmatch(text), [c for c in conversation.planned if c.makes("event")]
    names = [name.lower() for c in made for name in c.values.names]
    if said is None or len(names) != 1 or not re.fullmatch(MEAL, names[0]) or names[0] == said["meal"].lower():
        return None
    why = said["why"]
    if not (said["lead"].strip() or said["then"].strip()) or (why and not is_reason(why, comes_first=False)):
        return None
    return f"make it {said['meal']}"


def other_way(text: str, conversation: Conversation) -> str | None:
    """ "no, half an hour earlier" for "sorry, earlier I mean", of what was to go half an hour later."""
    last, said = conversation.planned[-1:], OTHER_WAY.fullmatch(text)
    far = last[0].values.shift if last and last[0].values.has_only("shift") else None
    shift = read_shift(far, last[0].lead) if said and far else None
    if said is None or far is None or shift is None:
        return None
    way = "earlier" if SOME_DAY + shift.delta > SOME_DAY else "later"
    if said["earlier" if way == "later" else "later"]:  # "later", of what goes later
        return None
    return f"no, {WAY.sub('', far).strip()} {way}"
