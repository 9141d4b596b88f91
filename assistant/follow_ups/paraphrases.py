"""What a sentence that takes up another one means in plainer words: "does that hit anything" asks for clashes, "not the 22nd, we're at grandma's" leaves that
day out. Swearing and "obviously" say nothing (policy 24). Only what people's lines were found to need stands here: what else goes on from a line before, the
student reads by itself."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.deciding import TELLS
from assistant.follow_ups.next_periods import NEXT_WEEK, WEEK_AFTER
from assistant.follow_ups.told_people import joins_always, pulled_out, rather_then
from assistant.plan import gone_by
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.expressions import Point
from assistant.temporal.reading import find_times, read_time, values_of
from assistant.wording import CARDINALS, UNTIL_WHEN
from models.rows import Event, Task

#: "shit, | wrong week", "ugh | and the one after": what is felt, before what is said.
SWEARING = re.compile(
    r"\W*(?:(?:oh|ah|no|aw|eh)\W+)?(?:(?:shit|sh[*!]t|fuck|f[*]+k|damn(?: it)?|dammit|darn(?: it)?|dang(?: it)?|drat|shucks|crap|bugger|bollocks|arr?gh+|aargh+"
    r"|ugh+|e+h|meh|bah|pff+t?|bleh|[ao]ch|tsk|aw+|gah|jeez|sheesh|omg|ffs)\b[\s,.!]+"
    # what is a thing or a deed as well ("shoot moved to 3", "bother Ben") before a clause, or a sign
    r"|(?:shoot|blast|bother|sugar|rats|fiddlesticks|crikey|blimey)(?:\s*[,.!…–—]+\s*|\s+(?=(?:that|this|it|there|he|she|i|we|they)(?:['’]?(?:s|m|ve|re|d|ll))?\b"
    r"|no\b|wrong\b|forgot|wait\b|sorry\b)))(?=\S)",
    re.I,
)
#: "n stockfish", "+ eggs", "an yam"; "an hour later" is none.
AND_SHORT = re.compile(r"\W*(?:['’]?n['’d]?\s+|[+&]\s*|an\s+(?=[bcdfgjklmnpqrstvwxyz]))(?=\w)", re.I)
#: "am | obv", "not on Good Friday | of course".
CLEARLY = re.compile(r"(?<=\w)(?:\W+(?:obvs?|obviously|of course|ofc|lol|haha+|duh|clearly))+[\s.!]*$", re.I)
#: "did that | mess up | anything on Friday", "will it mess | anything | up".
IN_ITS_WAY = cues.led(
    r"(?:did|does|do|will|would|could|is|are|has|have)(?:n['’]?t)? (?:that|this|it|they|those)(?: (?:still|now|gonna|going to|be|been))*"
    r" (?:(?:(?:mess(?:e[sd]|ing)?|muck(?:s|ed|ing)?|screw(?:s|ed|ing)?) up|(?:get(?:s|ting)?|got|stand(?:s|ing)?) in the way of|in the way of"
    r"|(?:ran|bump(?:s|ed|ing)?|crash(?:es|ed|ing)?|cut(?:s|ting)?|eat(?:s|ing)?) into|hit|hits|land(?:s|ed)? on(?: top of)?|(?:interfer(?:es?|ed|ing)|collid(?:es?|ed|ing)) with)"
    r" (?P<what>\S.*?)"
    r"|(?:mess|muck|screw) (?P<between>(?:any|some)(?:thing|one|body)(?: else)?) up(?P<then> .*?)?)\W*"
)
#: "anything | on Friday".
ANYTHING_THEN = re.compile(r"((?:any|some)thing(?: else)?)\b.*", re.I)
#: "not the 22nd though, | we're at grandma's |", "not on Good Friday, | half term |".
NOT_THEN = re.compile(
    r"(?P<not>\W*(?:(?:but|just|oh|only|and)\W+)*not (?:on |in )?(?P<when>\S[^,;–—]*?)(?: (?:though|tho))?)\s*[,;–—]\s*(?P<why>\S.*)",
    re.I,
)
#: "I'm in Leeds on the 4th, | so not that one": of which of them it is, the reason says the day.
NOT_THAT_ONE = re.compile(
    r"(?P<why>\S.*?)\s*[,;.–—]*\s+(?:(?:and|so|then|please|no)\W+)+(?:(?:not|skip|drop|cancel|leave out|without)\s+(?:that|this)(?:\s+(?:one|time|week|day|date))?"
    r"|leave (?:that|this) (?:one|time|week|day|date) out)\W*",
    re.I,
)
#: "same time?", "still the same place?": asked of what was moved or made, and no order to keep it.
SAME_STILL = cues.led(
    r"(?:(?:is|at|in|on|it|that|still|the|it['’]s|that['’]s) )*same (?:time|hour|(?P<place>place|venue))(?: (?:as (?:before|usual)|still|then))?\s*\?+\W*"
)
#: "90", "make it | 90", behind a length in minutes: no hour of the day.
MINUTES = cues.led(rf"(?:make (?:it|that) )?(?P<count>\d{{2,3}}){cues.END}")
IN_MINUTES = re.compile(r"\bmin(?:ute)?s?\b", re.I)
#: So many minutes may be an hour of the day.
HOURS = 24
#: "he wants to | talk | friday at 5", "she'd like a | call | on Monday", of whom one has reached or has to reach.
WANTS = cues.led(
    r"(?:he|she|they)(?:['’]?d| would)? (?:wants?|likes?|needs?)(?: to| an?)? (?P<deed>talk|chat|speak|call|meet(?:ing)?|catch[- ]up)(?: (?:with|to) me| me)? (?P<when>\S.*)"
)
REACHED = re.compile(
    r"\W*(?:(?:i|just|i['’]?ve|have|we)\s+)*(?:call|rang|ring|phon|e-?mail|text|messag|spoke|spoken|talk|heard|chas|follow(?:ed)? up|g[oe]t back)e?d?\s+"
    r"(?:back\s+)?(?:(?:with|to|from|up)\s+)*(?:(?:the|my|our)\s+)?(?P<who>\w[\w'’]*(?:\s+(?!(?:about|re|for|on|at|to|back|and|regarding)\b)\w[\w'’]*)?)",
    re.I,
)


def still_the_same(text: str, conversation: Conversation) -> str | None:
    """ "when is it" for "same time?", behind one thing that was moved or made."""
    said = SAME_STILL.fullmatch(text) if isinstance(conversation.thing, Event | Task) else None
    return None if said is None else "where is it" if said["place"] else "when is it"


def in_minutes(text: str, conversation: Conversation) -> str | None:
    """ "make it 90 minutes" for "90", where what was carried out was given a length in minutes; of a plan on the table it is one anyway."""
    said, before = MINUTES.fullmatch(text), conversation.done[-1:]
    length = before[0].values.duration if before and not conversation.commands else None
    if said is None or not IN_MINUTES.search(length or "") or int(said["count"]) <= HOURS:
        return None
    return f"make it {said['count']} minutes"


def wants_to_meet(text: str, conversation: Conversation) -> str | None:
    """ "Talk with Denise friday at 5" for "she wants to talk friday at 5", behind a call to her that is ticked off, or is to be made."""
    said, task = WANTS.fullmatch(text), conversation.thing
    whom = REACHED.match(task.summary) if said is not None and isinstance(task, Task) else None
    if said is None or not isinstance(task, Task) or not find_times(said["when"]):
        return None
    told = whom or next((m for c in reversed(conversation.done) if (m := REACHED.match(c.text))), None)
    return f"{said['deed']} with {told['who']} {said['when']}" if told is not None else None


#: "give her till | wednesday".
GIVEN_UNTIL = cues.led(rf"give (?P<whom>him|her|them|it|that|me|us) (?:{UNTIL_WHEN}|to) (?P<when>\S.*?){cues.END}")
#: "for good I mean, not just this week", "not only this once".
JUST_ONCE = r"not (?:just|only) (?:(?:for )?(?:this|the|that) )?(?:week|time|once|one|day|month)"
FOR_GOOD = cues.led(
    rf"(?:(?:for good|permanently|for ever|forever|going forwards?)(?: (?:i|we) (?:mean|meant))?(?:\W+{JUST_ONCE})?|{JUST_ONCE}(?:\W+(?:but )?(?:for good|permanently|from now on|always))?){cues.END}"
)
#: "another for | the work list", "| the day after".
OF_THAT = re.compile(r"(?:the|that|this|next)\b", re.I)
#: "another for | price labels", "another one to | ring the vet".
ANOTHER = cues.led(r"another(?: (?:one|task|reminder|job))? (?:for|(?P<to>to )) ?(?P<what>(?!\d)\S.*)")
HOUR = rf"(?:\d\S*|(?:half|quarter|noon|midday|eleven|twelve|{'|'.join(CARDINALS)})\b)"
#: "half one to four", "no, 12:30 till 4".
HOURS_ALONE = re.compile(
    rf"\W*(?:no\W+)?(?P<hours>{HOUR}(?: \S+){{0,3}}? ?(?:to|till?|{UNTIL_WHEN}|-|–) ?\w\S*(?: \S+){{0,2}}?)[\s.!]*",
    re.I,
)


#: "same | the week after", "the same goes for | the 23rd", "likewise | on Friday".
SAME_THEN = cues.led(
    r"(?P<does>do )?(?:the )?(?:same(?: thing| again)?|ditto|likewise)(?P<goes> goes)?(?: (?P<for>for|with))?,? (?P<then>(?:(?:on|in) )?\S.*?)(?: (?:too|please))?\W*"
)


#: "remind me about it | Monday at 12"; how long before it is said otherwise.
ABOUT_IT = cues.led(
    rf"remind (?:me|us) (?:about|of) (?:it|that|this) (?:(?:on|for) )?(?P<when>(?!.*\bbefore\b)\S.*?){cues.END}"
)
#: "except | the 22nd", said of a series.
BUT_THEN = cues.led(rf"(?:just )?(?:except|apart from|other than|but not)(?: for| on)* (?P<when>\S.*?){cues.END}")


def reminded_then(text: str, conversation: Conversation) -> str | None:
    """ "add a reminder to it for Monday at 12" for "remind me about it Monday at 12", behind an event; what is to be done by a time stays so, and
    is reminded of by a further one."""
    said, thing = ABOUT_IT.fullmatch(text), conversation.thing
    if said is None or len(conversation.focus) > 1 or read_time(said["when"], ANY_TIME) is None:
        return None
    if isinstance(thing, Task):
        return f"remind me about “{thing.summary}” {said['when']}" if thing.due is not None else None
    of_event = any(command.object == "event" for command in (conversation.commands or conversation.done)[-1:])
    return f"add a reminder to it for {said['when']}" if of_event else None


def but_then(text: str, conversation: Conversation) -> str | None:
    """ "not the 22nd" for "except the 22nd", behind a series that was made or changed."""
    said, thing = BUT_THEN.fullmatch(text), conversation.thing
    done = conversation.plan is None and conversation.just_done is not None
    if said is None or not (done and isinstance(thing, Event) and thing.is_series):
        return None
    return f"not {said['when']}" if read_time(said["when"], ANY_TIME) is not None else None


def hours_alone(text: str, conversation: Conversation) -> str | None:
    """ "make it from half one to four" for "half one to four", behind an event that is to be made or changed."""
    planned = conversation.plan is not None or conversation.just_done is not None
    last, thing = (conversation.planned or conversation.done)[-1:] if planned else (), conversation.thing
    timed = isinstance(thing, Event) and isinstance(thing.start, datetime)
    if not timed or not last or last[0].operation not in ("create", "update") or conversation.free:
        return None
    said = HOURS_ALONE.fullmatch(text)
    value = next(iter(values_of(said["hours"])), None) if said else None
    if said is None or not (isinstance(value, Point) and value.clock and value.until and value.day is None):
        return None
    return f"make it from {said['hours']}"


def given_until(text: str, conversation: Conversation) -> str | None:
    """ "make it due wednesday" for "give her till wednesday", behind a task; "extend it till wednesday" behind an event."""
    said, thing = GIVEN_UNTIL.fullmatch(text), conversation.thing
    if said is None or thing is None or read_time(said["when"], ANY_TIME) is None:
        return None
    if isinstance(thing, Task):
        return f"make it due {said['when']}"
    return None if said["whom"].lower() in ("me", "us") else f"extend it until {said['when']}"


def for_good(text: str, conversation: Conversation) -> str | None:
    """ "from now on" for "for good I mean, not just this week", behind a change that is planned or asked of."""
    last = conversation.commands[-1:]
    return "from now on" if last and last[0].operation in CHANGES and FOR_GOOD.fullmatch(text) else None


def another_task(text: str, conversation: Conversation) -> str | None:
    """ "add a task price labels same day" for "another for price labels same day", behind a task that is made."""
    last, said = (conversation.planned or conversation.done)[-1:], ANOTHER.fullmatch(text)
    if said is None or not (last and last[0].makes("task")):
        return None
    begins = next((start for start, _ in find_times(said["what"])), 1) == 0 or OF_THAT.match(said["what"])
    if not said["to"] and begins:  # "another for tomorrow": the same then
        return None
    return f"add a task {said['to'] or ''}{said['what']}"


def not_then(text: str, conversation: Conversation) -> str | None:
    """ "not the 22nd though" for "not the 22nd though, we're at grandma's": behind a day that is left out stands why."""
    said = NOT_THEN.fullmatch(text) if conversation.plan or conversation.focus else None
    day = read_time(said["when"], ANY_TIME) if said else None
    if said is None or day is None or not day.day_alone or find_times(said["why"]) or cues.says_order(said["why"]):
        return None
    return said["not"]


def not_that_one(text: str, conversation: Conversation) -> str | None:
    """ "skip the one on 4 December" for "I'm in Leeds on 4 December, so not that one"."""
    said = NOT_THAT_ONE.fullmatch(text)
    times = find_times(said["why"]) if said else []
    if said is None or len(times) != 1 or not TELLS.match(said["why"]):
        return None
    start, end = times[0]
    day = read_time(said["why"][start:end], ANY_TIME)
    the = "the " if said["why"][:start].endswith("the ") else ""
    phrase = re.sub(r"^on ", "", said["why"][start:end], flags=re.I)
    return f"skip the one on {the}{phrase}" if day is not None and day.day_alone else None


def same_then(text: str, conversation: Conversation) -> str | None:
    """ "and the week after" for "same the week after", behind a time of a series that goes: that of then, too. "Same thing Saturday" is another one,
    where a Tuesday's went."""
    said, plan = SAME_THEN.fullmatch(text), conversation.plan or conversation.just_done
    of_other = cues.ALSO.match(text) or cues.INSTEAD.search(text)  # "and the same on Friday" is read as it is
    gone = gone_by(plan.effects) if said and plan is not None and not of_other else ()
    starts = [row.start for row in gone if isinstance(row, Event) and row.recurrence_id and row.start]
    named = [c for c in (conversation.planned or conversation.done)[-1:] if c.names or c.people or len(gone) == 1]
    if said is None or not (starts and named) or len(starts) < len(gone) or len({row.uid for row in gone}) > 1:
        return None
    then = "the week after" if NEXT_WEEK.fullmatch(said["then"]) else said["then"]
    time = read_time(then, ANY_TIME)
    if not (time.day_alone and not time.rrule if time else WEEK_AFTER.fullmatch(then)):
        return None
    own = time is None or time.bare_weekday in (None, *(start.weekday() for start in starts))
    acts = said["does"] or said["goes"] or said["for"]
    return f"and {then}" if own or acts else None


def in_its_way(text: str, conversation: Conversation) -> str | None:
    """Whether what was talked of takes the same time as something else: of one thing that was planned or moved, on whichever day it is now."""
    said, thing = IN_ITS_WAY.fullmatch(text), conversation.thing
    if said is None or not (conversation.focus or conversation.plan):
        return None
    what = said["what"] or f"{said['between']}{said['then'] or ''}"
    once = isinstance(thing, Event) and not thing.is_series
    what = ANYTHING_THEN.sub(r"\1", what) if once else what
    return f"does that clash with {what}"


#: Each gives the sentence in plainer words, or None where it is none of its kind.
WAYS: Final[tuple[Callable[[str, Conversation], str | None], ...]] = (
    not_then,
    not_that_one,
    same_then,
    in_its_way,
    still_the_same,
    in_minutes,
    hours_alone,
    reminded_then,
    but_then,
    given_until,
    for_good,
    another_task,
    pulled_out,
    joins_always,
    rather_then,
    wants_to_meet,
)


def in_plain_words(text: str, conversation: Conversation) -> str:
    """The sentence in plainer words, behind something that was said or done; others, and those that are plain, as they are."""
    if not (conversation.commands or conversation.done):
        return text
    text = AND_SHORT.sub("and ", text, count=1) if AND_SHORT.match(text) else text
    plain = CLEARLY.sub("", SWEARING.sub("", text, count=1) if SWEARING.match(text) else text) or text
    return next((anew for way in WAYS if (anew := way(plain.strip(), conversation)) is not None), plain)
