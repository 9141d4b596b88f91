"""What a sentence that takes up another one means in plainer words: "can he do it the 8th instead" moves it to the 8th, "i have lab then. day after"
makes it the day after. Swearing and "obviously" say nothing (policy 24)."""

import re
from collections.abc import Callable
from typing import Final

from assistant.commands import Command
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.deciding import is_reason
from assistant.follow_ups.in_the_way import WHY_NOT, is_time, rather_then
from assistant.follow_ups.of_asked import done_told, her_invited, list_read, reminded_of_refused
from assistant.follow_ups.rather_so import (
    bound_corrected,
    done_alone,
    instead_of,
    not_then,
    other_meal,
    other_way,
    then_rather,
    without_why,
)
from assistant.follow_ups.things_in_brief import (
    all_those,
    forgotten,
    just_done,
    middle_one,
    on_too,
    that_one_off,
    them,
    who_alone,
    whose_instead,
)
from assistant.follow_ups.times_in_brief import (
    alarm_set,
    at_most,
    from_till,
    left_at,
    made_up_for,
    put_back_then,
    put_beside,
)
from assistant.phrasing import takes_days
from assistant.resolution.reminding import asks_to_be_reminded
from assistant.temporal.carried import ANY_TIME, with_said
from assistant.temporal.reading import find_times, read_time
from models.rows import Event

#: "shit, | wrong week", "ugh | and the one after": what is felt, before what is said.
SWEARING = re.compile(
    r"\W*(?:(?:oh|ah|no|aw|eh)\W+)?(?:(?:shit|sh[*!]t|fuck|f[*]+k|damn(?: it)?|dammit|darn(?: it)?|dang(?: it)?|drat|shucks|crap|bugger|bollocks|arr?gh+|aargh+"
    r"|ugh+|e+h|meh|bah|pff+t?|bleh|[ao]ch|tsk|aw+|gah|jeez|sheesh|omg|ffs)\b[\s,.!]+"
    # what is a thing or a deed as well ("shoot moved to 3", "bother Ben") before a clause, or a sign
    r"|(?:shoot|blast|bother|sugar|rats|fiddlesticks|crikey|blimey)(?:\s*[,.!…–—]+\s*|\s+(?=(?:that|this|it|there|he|she|i|we|they)(?:['’]?(?:s|m|ve|re|d|ll))?\b"
    r"|no\b|wrong\b|forgot|wait\b|sorry\b)))(?=\S)",
    re.I,
)
#: "pay back | ines 42.50 | for gas", and "and | kev 18 | for pizza" behind it.
SUM: Final = r"(?:[£$€]\s?)?\d+(?:\.\d\d)?(?:\s?(?:quid|bucks|dollars|pounds|euros?|p|k))?"
OWED: Final = re.compile(
    rf"(?P<do>(?:pay|give|lend|send|owe|transfer|refund|reimburse)(?:\s+back)?)\s+[^\W\d_]+(?:\s+back)?\s+{SUM}(?!\S)",
    re.I,
)
SUM_TOO: Final = re.compile(
    rf"(?P<and>\W*(?:and|also|plus)\s+)(?P<whom>(?!at\b|on\b|for\b|by\b|the\b)[^\W\d_]+\s+{SUM})(?P<for>(?:\s+for\s+\S.*)?)",
    re.I,
)
#: "n stockfish", "+ eggs", "an yam"; "an hour later" is none.
AND_SHORT = re.compile(r"\W*(?:['’]?n['’d]?\s+|[+&]\s*|an\s+(?=[bcdfgjklmnpqrstvwxyz]))(?=\w)", re.I)
#: "am | obv", "not on Good Friday | of course".
CLEARLY = re.compile(r"(?<=\w)(?:\W+(?:obvs?|obviously|of course|ofc|lol|haha+|duh|clearly))+[\s.!]*$", re.I)
WHO = r"(?:he|she|they|we|you|i|it)"
INSTEAD = r"(?: instead| rather| then| please)*"
SAME = r"(?P<same>(?:,? (?:at |but )?(?:the )?same time)?)"
#: "or actually can he do it the 8th instead", "could she make it Friday".
CAN_DO = cues.led(
    rf"(?:can|could) {WHO} (?:do|make|have|come|manage|fit)(?: (?:it|that|this))? (?:on |at |to )?(?P<when>\S.*?){INSTEAD}{cues.END}",
    rf"{cues.OPENING}|or|maybe|perhaps",
)
#: "no wait he moved it to the 18th same time", "they've pushed it back to Friday".
MOVED_IT = cues.led(
    rf"(?:\w+|the \w+)(?:['’]?(?:s|ve|re)| has| have| is| are)? (?:just |now )?(?:moved|moving|changed|changing|pushed|pushing|shifted|switched|swapped|put|rescheduled|rebooked|brought)"
    rf" (?:it|that|this|me|us)(?: back| forward| out)? (?:to|till|until|for) (?P<when>\S.*?){SAME}{INSTEAD}{cues.END}",
    cues.OPENING,
)
#: "give them Friday at six instead".
GIVE_THEM = cues.led(rf"(?:give|offer) (?:them|him|her|it|that|this)(?: one)? (?P<when>\S.*?){INSTEAD}{cues.END}")
#: "oh she says | the 2nd of November same time | instead": behind a plan, or with a word for what it is in place of.
SAYS_WHEN = cues.led(
    rf"(?:{WHO}|(?:the |my )?\w+)(?:['’]?s)? (?:(?:now|just|has|have) )*(?:says?|said|suggests?|suggested|suggesting|offers?|offered|offering|wants?|asked for|prefers?|(?:would|['’]d) prefer)"
    rf" (?:it(?:['’]?s| is)? )?(?:on |for |to make it )?(?P<when>\S.*?){SAME}(?P<instead>{INSTEAD}){cues.END}",
    cues.OPENING,
)
#: "not on Good Friday, start in April", "start it from May", of what repeats.
STARTS = cues.led(
    rf"(?:(?:not|except) (?:on |in )?[^,;.–—]+[,;.–—]\s*)?(?:(?:so|just|but|please|we|it|that) )*(?:start|begin)(?:s|ing)?(?: (?:it|that|them|this))?(?: off)? (?P<lead>in|on|from|with)? ?(?P<when>\S.*?){INSTEAD}{cues.END}"
)
#: "open that one again".
OPEN_AGAIN = re.compile(r"\bopen (?P<what>it|that|this|them)(?: one)? (?:again|up again|back up)\b", re.I)


#: "i have lab then. | day after": why, and what is counted from what is planned.
THEN_BESIDE = re.compile(
    r"(?P<why>\S.*?)\s*[.;,!–—]+\s+(?:(?:so|then|maybe|ok(?:ay)?|do|make it|let['’]?s (?:do|say|make it))\W+)*(?P<when>[^.;,!–—]+?)"
    rf"{INSTEAD}[\s.!]*",
    re.I,
)
BESIDE_IT = re.compile(r"(?:the )?(?:day|week|month|evening|morning|night|weekend) (?:after|before)", re.I)


#: "make it | 3:30 | i'll be at piano by 4": which time, and why. Who comes along, and what "it" is, are no reasons.
MAKE_IT = cues.led(
    r"(?P<make>(?:(?:can|could) (?:you|we) )?(?:make|move|push|put|shift|bring) (?:it|that|this)(?: (?:back|forward|up|out))?(?: (?:to|at|for|till|until))?)\s+"
    r"(?P<rest>\S.*)"
)
NO_REASON = re.compile(r"\W*it\b(?!['’]?ll)|\W*its\b|.*\b(?:bringing|coming|joining|invited?|remind|needs?)\b", re.I)
#: "still | ends at 11 | though".
STILL = re.compile(
    r"(?=.*\b(?:still|tho|though)\b)\W*(?:(?:but|and|it|that|yes|ok(?:ay)?|still)\b\W*)*(?P<what>(?:ends|finishes|starts|begins) (?:at |by )?\S.*?)"
    r"(?:\W+(?:still|tho|though))*[\s.!]*",
    re.I,
)


#: "take the sim card off | again", "take the rug off".
OFF_AGAIN = cues.led(
    r"(?P<off>(?:take|cross|strike|knock) (?!(?:it|that|them|him|her|us|me)\b)\S.*? (?:off|out))(?: of it)?(?P<again> again)?\W*"
)
#: "and | drop | darts".
DROP_TOO = re.compile(
    r"\W*(?P<and>and|also|then|and then|oh and) (?:drop|scrap|axe|bin|ditch|chuck) (?P<thing>(?!(?:it|that|this|them|off|in|me|us)\b)(?:(?!(?:off|at|in|to|from|by|on|round|back|with|for)\b)[^\s,;?]+ ?){1,3}?)(?: too| as well)?[\s.!]*",
    re.I,
)
#: "airbed, spare keys and oyster cards | on it", right after a list was made.
ON_IT = cues.led(
    r"(?P<things>(?!(?:put|add|stick|pop|write|is|are|what|how|who|when|any|anything|nothing|with)\b)[\w'’&()/-]+(?:(?:,| and| &| or)? [\w'’&()/-]+)*?)"
    r" (?:on|onto|in) (?:it|there|that(?: list| one)?|the list)(?:\W+(?:please|too|as well))*[\s.!]*"
)

#: "and | every Wednesday night to charge the tablet", "also to water the ferns": what follows "remind me".
TO_DO_THEN = re.compile(
    r"(?P<and>\W*(?:oh,?\s+)?(?:and|also|plus|n|then|and then|and also)\s+)(?P<when>(?:\S.*?\s+)?)(?P<do>to\s+(?!(?:the|my|our|an?|that|this)\b)[^\W\d_].*)",
    re.I,
)

#: "put the milk back on | i got the wrong kind".
BACK_ON = cues.led(
    r"(?P<order>(?:put|stick|pop|add|bring|chuck|whack) (?!(?:it|that|this|them) back\b)\S(?:(?! back )[^,;.])*? back (?:on|onto)(?: (?:it|there|(?:the|my|our) (?:\w+ ){0,3}list))?)[\s,;.–—-]+(?P<why>\S.*)"
)
#: "oh its already in", "that's on there already", "I've got that one already", of something new that is planned.
ALREADY_THERE = cues.led(
    r"(?=.*\balready\b)(?:(?:it|that|this|they|those|these)(?: one)?(?:['’]?(?:s|re)| is| are)|(?:i|we)(?:['’]?ve| have)(?: already)?(?: got| put| added| booked)?(?: already)? (?:it|that|this|them|those|these)(?: one)?)"
    r"(?: (?:already|all|in|on|down|there|here|booked|added|put|planned|(?:in|on) (?:it|there|(?:the|my) (?:\w+ )?(?:calendar|diary|list))))*\W*"
)
#: "did that | mess up | anything on Friday", "will it mess | anything | up".
IN_ITS_WAY = cues.led(
    r"(?:did|does|do|will|would|could|is|are|has|have)(?:n['’]?t)? (?:that|this|it|they|those)(?: (?:still|now|gonna|going to|be|been))*"
    r" (?:(?:(?:mess(?:e[sd]|ing)?|muck(?:s|ed|ing)?|screw(?:s|ed|ing)?) up|(?:get(?:s|ting)?|got|stand(?:s|ing)?) in the way of|in the way of"
    r"|(?:ran|bump(?:s|ed|ing)?|crash(?:es|ed|ing)?|cut(?:s|ting)?|eat(?:s|ing)?) into|hit|hits|land(?:s|ed)? on|(?:interfer(?:es?|ed|ing)|collid(?:es?|ed|ing)) with)"
    r" (?P<what>\S.*?)"
    r"|(?:mess|muck|screw) (?P<between>(?:any|some)(?:thing|one|body)(?: else)?) up(?P<then> .*?)?)\W*"
)
#: "anything | on Friday".
ANYTHING_THEN = re.compile(r"((?:any|some)thing(?: else)?)\b.*", re.I)


#: "am I on call | then", "do I have choir then": on that day; "am I free then" asks for the hours.
THEN_TOO = re.compile(
    r"(?P<asks>\W*(?:(?:and|so|but|oh|wait)\b\W*)*(?:(?:am|are|was|were) (?:i|we)|(?:do|does|did) (?:i|we|he|she|they) (?:have|work|start|finish)|have (?:i|we) got)"
    r" (?!(?:free|busy|available|around|able|ok(?:ay)?|right|sure|done|any|some|time|enough|to|it|that|anything|something|nothing|supposed|meant|allowed)\b)(?:\S+ ){1,4}?)then\W*",
    re.I,
)


def on_that_day(text: str, conversation: Conversation) -> str | None:
    """ "am I on call that day" for "am I on call then", of one thing that is on one day and is talked of."""
    said, thing = THEN_TOO.fullmatch(text), conversation.thing
    long = isinstance(thing, Event) and thing.rrule is None and takes_days(thing)
    return f"{said['asks']}that day" if said and not long and (conversation.plan or conversation.focus) else None


def is_day(when: str) -> bool:
    """A day or a period, of which no hour is said."""
    time = read_time(when, ANY_TIME)
    return time is not None and time.day_alone and not time.bound


def to_another_time(text: str, conversation: Conversation) -> str | None:
    """What is planned, or was just done, moves there; what is new is then."""
    said = next((found for way in (CAN_DO, MOVED_IT, GIVE_THEM, SAYS_WHEN) if (found := way.fullmatch(text))), None)
    if said is not None and said.re is SAYS_WHEN and not (conversation.plan and (said["instead"] or said["same"])):
        return None
    if said is None or not (conversation.plan or conversation.focus) or not is_time(said["when"]):
        return None
    return f"move it to {said['when']}{said.groupdict().get('same') or ''}"


def since(text: str, conversation: Conversation) -> str | None:
    """What is planned to repeat, or was just made to, does so from then on."""
    made = conversation.planned or (conversation.done if conversation.just_done is not None else ())
    said, rule = STARTS.fullmatch(text), any(map(repeats, made))
    return f"from {said['when']}" if said and rule and is_day(said["when"]) else None


def repeats(command: Command) -> bool:
    """It makes a series."""
    return command.operation == "create" and bool(command.values.recurrence)


def then_beside(text: str, conversation: Conversation) -> str | None:
    """Why not then, and on which day beside that."""
    said = THEN_BESIDE.fullmatch(text) if conversation.plan or conversation.focus else None
    if said is None or not (
        BESIDE_IT.fullmatch(said["when"]) and WHY_NOT.match(said["why"]) and is_reason(said["why"], True)
    ):
        return None
    the = "" if said["when"].lower().startswith("the") else "the "
    return f"make it {the}{said['when']}"


def time_alone(text: str, conversation: Conversation) -> str | None:
    """ "make it 3:30" for "make it 3:30 i'll be at piano by 4": behind the new time stands why."""
    said = MAKE_IT.fullmatch(text) if conversation.plan or conversation.focus else None
    if said is None:
        return None
    for cut in reversed(list(re.finditer(r"[\s,;.–—-]+(?=\S)", said["rest"]))):
        when, why = said["rest"][: cut.start()], said["rest"][cut.end() :]
        if is_time(when) and is_reason(why, comes_first=False) and not NO_REASON.match(why):
            return f"{said['make']} {when}"
    return None


def still_ends(text: str, conversation: Conversation) -> str | None:
    """ "ends at 11" for "still ends at 11 though", of what is planned or was just done."""
    said = STILL.fullmatch(text) if conversation.plan or conversation.focus else None
    return said["what"] if said else None


def opened_again(text: str, conversation: Conversation) -> str | None:
    """It is open again, though it was ticked off."""
    anew = OPEN_AGAIN.sub(r"reopen \g<what>", text)
    return anew if anew != text and conversation.done else None


def off_again(text: str, conversation: Conversation) -> str | None:
    """ "take the sim card off again", of what was shown or made: off; "take the rug off", where things of a list were shown: off the list."""
    off = OFF_AGAIN.fullmatch(text) if conversation.focus or conversation.plan else None
    if off is None:
        return None
    of_list = conversation.answered and bool(conversation.commands) and conversation.commands[-1].object == "task"
    return f"{off['off']} the list" if of_list and off["off"].endswith("off") else off["off"] if off["again"] else None


def on_new_list(text: str, conversation: Conversation) -> str | None:
    """What belongs on a list that was just made, or is planned."""
    said, last = ON_IT.fullmatch(text), (conversation.commands or conversation.done)[-1:]
    told = said is not None and re.search(cues.TOLD, said["things"], re.I)
    if said is None or told or "?" in text or cues.says_order(said["things"]) or not (last and last[0].makes("list")):
        return None
    return f"put {said['things']} on it"


def further_cancelled(text: str, conversation: Conversation) -> str | None:
    """ "and drop darts": a few words without a place or a time, of which nobody is dropped anywhere."""
    said = DROP_TOO.fullmatch(text)
    return f"{said['and']} cancel {said['thing']}" if said and not find_times(said["thing"]) else None


def reminded_too(text: str, conversation: Conversation) -> str | None:
    """ "and every Wednesday night to charge the tablet" after "remind me …": one is reminded of that, too."""
    before = next(reversed(conversation.planned or conversation.done), None)
    said = TO_DO_THEN.fullmatch(text) if before is not None and before.makes("task") else None
    if said is None or before is None or not asks_to_be_reminded(before.text):
        return None
    when = re.sub(r"^(?:on|at)\s+", "", said["when"].strip(), flags=re.I)
    time = read_time(when, ANY_TIME) if when else None
    if when and time is None:
        return None
    if time is not None and time.hour_alone:  # on the day that was said before
        when = " ".join(with_said((when,), before.values.when))
    return f"{said['and']}remind me {f'{when} ' if when else ''}{said['do']}"


def owed_too(text: str, conversation: Conversation) -> str | None:
    """ "and pay back kev 18 for pizza by sunday" for "and kev 18 for pizza" after "pay back ines 42.50 for gas by sunday": the sum is no hour."""
    before = next(reversed(conversation.planned or conversation.done), None)
    said = SUM_TOO.fullmatch(text) if before is not None and before.makes("task") else None
    owed = OWED.match(before.values.names[0]) if said and before is not None and before.values.names else None
    if said is None or before is None or owed is None:
        return None
    when = "" if find_times(said["for"]) else " ".join(before.values.when)
    return f"{said['and']}{owed['do']} {said['whom']}{said['for']} {when}".strip()


def back_on(text: str, conversation: Conversation) -> str | None:
    """ "put the milk back on" for "put the milk back on I got the wrong kind"."""
    said = BACK_ON.fullmatch(text)
    return said["order"] if said and is_reason(said["why"], comes_first=False) else None


def already_there(text: str, conversation: Conversation) -> str | None:
    """It needs not be made."""
    new = conversation.planned and all(c.operation == "create" for c in conversation.planned)
    return "never mind" if new and ALREADY_THERE.fullmatch(text) else None


def in_its_way(text: str, conversation: Conversation) -> str | None:
    """Whether what was talked of takes the same time as something else: of one thing that was planned or moved, on whichever day it is now."""
    said, thing = IN_ITS_WAY.fullmatch(text), conversation.thing
    if said is None or not (conversation.focus or conversation.plan):
        return None
    what = said["what"] or f"{said['between']}{said['then'] or ''}"
    once = isinstance(thing, Event) and not thing.is_series
    what = ANYTHING_THEN.sub(r"\1", what) if once else what
    return f"does that clash with {what}"


WAYS: Final[tuple[Callable[[str, Conversation], str | None], ...]] = (
    to_another_time,
    since,
    then_beside,
    time_alone,
    still_ends,
    rather_then,
    opened_again,
    off_again,
    further_cancelled,
    on_new_list,
    reminded_too,
    owed_too,
    back_on,
    already_there,
    then_rather,
    instead_of,
    done_alone,
    bound_corrected,
    other_meal,
    without_why,
    not_then,
    other_way,
    her_invited,
    list_read,
    done_told,
    in_its_way,
    on_that_day,
    middle_one,
    alarm_set,
    from_till,
    put_beside,
    whose_instead,
    put_back_then,
    all_those,
    forgotten,
    at_most,
    just_done,
    on_too,
    them,
    made_up_for,
    who_alone,
    left_at,
    that_one_off,
)


def in_plain_words(text: str, conversation: Conversation) -> str:
    """The sentence in plainer words, behind something that was said or done; others, and those that are plain, as they are."""
    if (anew := reminded_of_refused(text, conversation)) is not None:
        return anew
    if not (conversation.commands or conversation.done):
        return text
    text = AND_SHORT.sub("and ", text, count=1) if AND_SHORT.match(text) else text
    plain = CLEARLY.sub("", SWEARING.sub("", text, count=1) if SWEARING.match(text) else text) or text
    return next((anew for way in WAYS if (anew := way(plain.strip(), conversation)) is not None), plain)
