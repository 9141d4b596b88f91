"""What is wanted instead of what is planned, in plainer words: "don't cancel it, just move it to Friday", "no, don't, just clear the done ones", "28th sorry"
of days that were planned up to the 27th, "earlier I mean" of what was to go later (policy 24)."""

import re
from datetime import date, datetime, timedelta

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time
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
#: "just the done ones", "only clear what's ticked off", of a list that is to go.
DONE_ALONE = cues.led(
    r"(?:(?:just|only)\s+)?(?:(?:clear|delete|remove|get rid of|take off|cross off|bin)\s+)?(?:just\s+|only\s+)?(?:the|what['’]?s(?: been)?|whatever['’]?s|all the)\s+"
    rf"(?:done|finished|completed|ticked(?:[- ]off)?|checked(?:[- ]off)?|crossed[- ]off)(?: (?:ones?|items?|stuff|tasks?|things?|bits?))?(?: (?:off|out))?{cues.END}"
)
#: "28th | sorry", "sorry, | the 28th", "I mean 5".
SAID_WRONG = re.compile(
    r"\W*(?:(?P<before>(?:(?:oh|no|ah|wait)\W+)*(?:sorry|i meant?)\W+)(?P<when>\S.*?)|(?P<then>\S.*?)\W+(?:sorry|i meant?))\W*",
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
    """What is done on the list that was to go."""
    last = conversation.planned[-1:]
    gone = [c.selector.list_name or " ".join(c.names) for c in last if (c.operation, c.object) == ("delete", "list")]
    said = gone and gone[0] and DONE_ALONE.fullmatch(text)
    return f"clear the done ones on the {re.sub(r' list$', '', gone[0], flags=re.I)} list" if said else None


def bound_corrected(text: str, conversation: Conversation) -> str | None:
    """ "until the 28th" for "28th sorry", of new days up to the 27th: the nearer of the first and the last of them; of hours the end, which was said
    last."""
    said, row = SAID_WRONG.fullmatch(text), conversation.thing
    made = [c for c in conversation.planned if c.makes("event")]
    if said is None or not isinstance(row, Event) or len(made) != 1 or not UP_TO.search(" ".join(made[0].values.when)):
        return None
    words = re.sub(r"^(?:on|at|the|to|till?|until)\s+", "", said["when"] or said["then"], flags=re.I)
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
