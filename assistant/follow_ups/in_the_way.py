"""What is in the way of the plan on the table, or of what was just done, and what is wanted rather: "oh no, that's aqua. Ten o'clock then", "ah the haircut,
make it 12", "only half an hour, I'd forgotten the swimming". Whatever the reason names, the change is of the plan (policy 24)."""

import re
from collections.abc import Iterator

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.deciding import ASKED, is_reason
from assistant.resolution.matching import content, holds, words_of
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time
from assistant.temporal.shifts import read_shift
from assistant.timespan import start_of
from models.rows import Event, Task

#: "(make it) Friday then", "(only) half an hour", and that its hour stays.
RATHER = cues.led(
    r"(?:(?:make|move) (?:it|that)(?: to)?|let['’]?s (?:say|do|make it)|do|try|say|how about|what about|better make it|to|at|on)?\s*"
    r"(?P<when>\S.*?)(?P<same>,? (?:at )?(?:the )?same (?:time|hour))?(?:\W+(?:then|instead|rather|please|maybe))*[\s.!?]*"
)
SO_LONG = cues.led(
    r"(?:make (?:it|that)\s+(?:(?:just|only)\s+)?|(?:just|only|no more than)\s+)(?P<long>\S.*?)(?:\W+(?:then|instead|rather|please))*[\s.!]*",
    rf"{cues.WAIT}|{cues.AGREES}|so|then|well|now|please|and|but",
)
#: "the vet is shut, | Friday 3pm": why, and when rather.
CUT = re.compile(
    r"\s*[.;,!–—]+\s+(?:(?:so|then|maybe|ok(?:ay)?)\W+)*|,?\s+so\s+(?:then\s+)?|(?<=that day)\s+(?=\w)", re.I
)
#: "i have lab | then", "that clashes", and nothing that tells the thing's own hours ("the late is a long day now, 7 till 7").
WHY_NOT = cues.led(
    r"(?:i|he|she|they|we|you|that|there)\b|(?:i['’]?(?:m|ve)|(?:he|she|that|there)['’]?s|theyre|theyve|weve)\b"
)
IS = r"(?:['’]?s|\s+is|\s+are)"
#: "lunch with Sue's then", "the vet is at the same time".
IS_THEN = cues.led(
    rf"(?:\S+ ){{0,4}}?\S+?{IS} (?:on |at )?(?:then|that day|the same (?:day|time)|that time|that (?:morning|afternoon|evening|night))\W*"
)
#: "I'm on leave that day", "we have the inspectors in then", of what was just done.
THEN_TOLD = re.compile(
    r".*\b(?:then|(?:on )?(?:that|the same) (?:day|date|morning|afternoon|evening|night|week|weekend))\W*", re.I
)
#: "I'd forgotten the swimming", "forgot about choir".
FORGOT = cues.led(
    r"(?:i(?:['’]d| had|['’]ve| have)? (?:clean |completely |totally )?)?(?:forgot|forgotten)\b(?! to\b).*"
)
#: "monday's | my swimming", "the 4th is | no good".
OF_DAY = cues.led(rf"(?:on )?(?:the )?(?P<day>\S+?){IS} (?P<what>\S.*)")
#: "ah, the haircut": remembered, and nothing is said of it; no correction, as "no, the haircut" is.
OH_THAT = re.compile(
    r"\W*(?:oh|ah|aah|hm+|um+|gosh|damn|blast|bother)\b\W*(?:(?:yes|of course|i forgot)\W+)?(?:the|my|our|there['’]?s) (?:\w[\w'’]* ?){1,4}",
    re.I,
)
IT_THEN = re.compile(r"\b(?:make it|let['’]?s (?:say|do|make it))\b|\b(?:then|instead)\W*$", re.I)
#: Words beside the name of what is in the way: "ah, I've got the haircut then".
BESIDE = frozenset(
    ["is", "are", "have", "got", "has", "ve", "d", "then", "that", "day", "time", "at", "there", "clash", "clashes", "overlap", "runs", "run", "into", "forgot",
     "forgotten", "about", "of", "course", "it", "there", "already", "damn", "bother", "yes", "when", "after", "before", "and", "still", "same"]
)  # fmt: skip
BECAUSE = re.compile(r"^\W*(?:because|cos|since|as)\s+", re.I)


def cuts(text: str) -> Iterator[tuple[str, str]]:
    """The sentence in two, at each of its borders."""
    return ((text[: cut.start()], text[cut.end() :]) for cut in CUT.finditer(text.strip(" .!")))


def is_time(when: str) -> bool:
    """Some time, by itself."""
    time = read_time(when, ANY_TIME)
    return time is not None and time.start is not None and not time.rrule


def wanted(words: str) -> str | None:
    """ "make it Friday" of "Friday then", "make it half an hour" of "only half an hour"; None where they say neither."""
    then, long = RATHER.fullmatch(words), SO_LONG.fullmatch(words)
    if then and is_time(then["when"]):
        return f"make it {then['when']}"
    length = read_shift(long["long"], 1) if long else None
    return f"make it {long['long']}" if long and length and not (length.direction_said or length.end_only) else None


def in_the_way(why: str, conversation: Conversation) -> bool:
    """It names what the plan, or what was just done, runs into, or says so of its day: no order, and nothing of another day."""
    plan = conversation.plan or conversation.just_done
    why = BECAUSE.sub("", why)
    if plan is None or "?" in why or cues.says_order(ASKED.sub(" ", why)):
        return False
    if FORGOT.fullmatch(why) or IS_THEN.fullmatch(why):
        return True
    said = [word for word in content(re.sub(rf"^{cues.LEAD}", "", why, flags=re.I)) if word not in BESIDE]
    met = [w.partition(" ")[2] for w in plan.warnings if w.startswith("overlaps")]
    if said and any(holds(said, words_of(name)) for name in met):
        return True
    of_day = OF_DAY.fullmatch(why)
    time = read_time(of_day["day"], ANY_TIME) if of_day and not is_time(of_day["what"]) else None
    starts = [start_of(e.after) for e in plan.effects if isinstance(e.after, Event | Task)]
    if time is None or time.start is None or not time.day_alone:
        return False
    day = re.match(r"\d+", of_day["day"]) if of_day else None
    return any(s.day == int(day[0]) if day else s.weekday() == time.bare_weekday for s in starts if s is not None)


def is_remembered(why: str, rather: str, conversation: Conversation) -> bool:
    """ "ah, the haircut" before "make it 12 then", which is of the one thing that is planned."""
    one = conversation.plan is not None and len(conversation.plan.effects) == 1
    return one and bool(OH_THAT.fullmatch(why)) and bool(IT_THEN.search(rather)) and not cues.says_order(why)


def is_told(why: str, rather: str, conversation: Conversation) -> bool:
    """It tells why the plan can't be; of one thing that was just made or changed only where it says so of that time ("I'm on leave that day") before
    another day, or what is wanted "then" or "instead": "there's a party that night, 8pm" is another thing."""
    if not (WHY_NOT.match(why) and is_reason(why, True)):
        return False
    done = conversation.just_done
    one = done is not None and len(done.effects) == 1 and done.effects[0].after is not None
    elsewhen = IT_THEN.search(rather) or ((time := read_time(rather, ANY_TIME)) is not None and time.day_said)
    return conversation.plan is not None or (one and bool(THEN_TOLD.fullmatch(why) and elsewhen))


def rather_then(text: str, conversation: Conversation) -> str | None:
    """What is wanted of the plan, or of what was just done, without what is in the way of it."""
    for first, second in cuts(text):
        told = is_told(first, second, conversation)
        if (anew := wanted(second)) and (
            told or in_the_way(first, conversation) or is_remembered(first, second, conversation)
        ):
            return anew
        if (anew := wanted(first)) and in_the_way(second, conversation):
            return anew
    return None
