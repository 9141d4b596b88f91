"""What a few words say of what was talked of, in plainer words: "drop the middle one" of three that were shown, "forget the gallery one", "alarm for 5 that
morning" before what is planned, "start 4 finish half 5", "Jaden's not mine", "next week's then" of what was put back (policy 24)."""

import re

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.among_shown import offered
from assistant.follow_ups.deciding import is_reason
from assistant.follow_ups.in_the_way import is_time
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import find_times, read_time
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
#: "end of june | max", "until june tops", "no later than the 3rd of July": the last day of what is planned to repeat.
AT_MOST = cues.led(
    r"(?P<lead>(?:up to|till?|until|(?:till? |until )?(?:no|not) later than|no longer than|(?:it )?(?:ends|finishes|stops|runs)(?: at| by| until| till)?) )?"
    r"(?P<when>(?!(?:later|longer) than\b)\S.*?)(?P<most>\W+(?:max(?:imum)?|tops|at (?:the )?(?:most|latest|max)|latest|and (?:then )?(?:no more|that['’]?s it|stop|done)|then (?:stop|done|it stops)))*[\s.!]*"
)
#: "just did it", "yeah paid that this morning", of the one open task that was told; "got it" says that one has heard.
JUST_DID = cues.led(
    r"(?:(?:i|we)(?:['’]ve| have)? )?(?:(?P<just>just|already|now) )?(?:did|done|paid|sent|posted|finished|sorted|bought|booked|returned|submitted) (?:it|that|that one|them)"
    r"(?: (?:now|already|just now|today|this morning|this afternoon|a (?:minute|second|moment) ago|earlier))*(?:\W+actually)?\W*",
    "yes|yeah|yep|ah|oh|ok(?:ay)?|actually|and|well|so|no|nah",
)
#: "chuck | spare snare | on too", right after a list was made or added to.
ON_TOO = cues.led(
    r"(?:put|chuck|stick|pop|add|whack|bung|throw|shove|slap|sling|get)\s+(?P<things>(?!(?:it|that|this|them|those)\b)\S(?:(?!\b(?:on|at|in|to|for)\b).)*?)\s+on(?: there| it)?,? (?:too|as well|also)\W*"
)
#: "put | em | in music", "move 'em to Friday"; "call Em on Friday", "book em in" may be somebody.
EM = re.compile(
    r"^(?P<verb>\W*(?:(?:and|then|now|ok(?:ay)?|please|just|can you|could you|no|so)\W+)*(?:put|move|push|shift|bring|stick|chuck|pop|make|cancel|delete|bin|scrap|drop|tick|set|file|change)) ['’]?em\b"
)
#: "give him | a makeup one | fri 430", of what was cancelled just now.
MADE_UP = cues.led(
    r"(?:give|offer|book|do|get) (?:(?:them|him|her|us|me)(?: in(?: for)?)? )?(?:another|an? (?:make[- ]?up|catch[- ]?up|replacement|new|different|extra)) (?:one|slot|session|lesson|appointment|time)"
    r" (?:(?:on|at|for|in) )?(?P<when>\S.*?)(?:\W+(?:instead|rather|then|please))*\W*"
)
#: "add Bec | she might take the spare room".
ADD_WHY = cues.led(
    r"(?P<order>(?:add|include|invite|bring)\s+(?!an?\b|the\b|some\b)[^\W\d_][\w'’-]*(?:\s+(?!(?:he|she|they|i|we|it|and|that|if|when|so|but)\b)[^\W\d_][\w'’-]*){0,2})[\s,;.–—-]+(?P<why>(?:because |cos |as )?(?:he|she|they|i|we)(?:['’]?(?:s|re|d|ll|ve|m))?\s.*)"
)
#: "but leave the one on | the 24th | at | 6 |".
LEAVE_AT = cues.led(
    r"(?:except |only |apart from )?(?:leave|keep|have|put|make) (?:the|that) one (?:on |for )?(?P<day>\S.*?) (?:at|for|to) (?P<hour>\S.*?)(?:\W+(?:though|please|instead|then))*\W*"
)
#: "Ava wants | Sunday | back so | take that one off me", of several that were shown.
THAT_ONE_OFF = re.compile(
    r"(?P<why>\S.*?)(?:\s*[,;.–—]+\s+(?:(?:so|then|and)\s+)?|\s+so\s+)(?:(?:please|just|can you|could you|you can)\s+)*"
    r"(?:take|cancel|drop|delete|bin|scrap|remove|ditch|axe|get rid of|call off|clear|lose) (?:that|this) (?:one|shift|day)(?: (?:off|out|down|of|me|my|the|list|calendar|diary|then|please))*[\s.!]*",
    re.I,
)
#: "wants Sunday | back", "is covering Friday": somebody takes it over.
TAKES_OVER = re.compile(r"\b(?:back|takes?|taking|took|covers?|covering|swapp\w+|do|doing|need)\b", re.I)
#: An hour of their own.
AT_HOUR = re.compile(r"\d|\b(?:late|early|noon)\b", re.I)


def at_most(text: str, conversation: Conversation) -> str | None:
    """ "until end of june" for "end of june max", of what is planned to repeat."""
    said = AT_MOST.fullmatch(text)
    repeats = any(c.operation == "create" and c.values.recurrence for c in conversation.planned)
    time = read_time(said["when"], ANY_TIME) if said and repeats and (said["most"] or said["lead"]) else None
    if said is None or time is None or not time.day_alone or time.bound or time.rrule:
        return None
    end = "the end of " if time.grain == "month" and said["most"] and "end" not in said["when"].casefold() else ""
    return f"until {end}{said['when']}"


def just_done(text: str, conversation: Conversation) -> str | None:
    """ "tick it off" for "just did it", where one task alone was told."""
    last = conversation.commands[-1:] if conversation.answered and len(conversation.focus) == 1 else ()
    return "tick it off" if last and last[0].object == "task" and JUST_DID.fullmatch(text) else None


def on_too(text: str, conversation: Conversation) -> str | None:
    """ "put spare snare on it" for "chuck spare snare on too", of the list that was last made or added to."""
    said = ON_TOO.fullmatch(text) if conversation.list_name and not conversation.answered else None
    return f"put {said['things']} on it" if said and "?" not in text else None


def them(text: str, conversation: Conversation) -> str | None:
    """ "put them in music" for "put em in music", where something is talked of."""
    talked_of = conversation.plan is not None or conversation.focus
    return EM.sub(r"\g<verb> them", text) if talked_of and EM.match(text) else None


def left_at(text: str, conversation: Conversation) -> str | None:
    """ "move the one on the 24th to 6" for "but leave the one on the 24th at 6", of a series that got another hour."""
    thing = conversation.thing if conversation.just_done is not None else None
    said = LEAVE_AT.fullmatch(text) if isinstance(thing, Event) and thing.is_series else None
    day, hour = [read_time(said[part], ANY_TIME) for part in ("day", "hour")] if said else (None, None)
    if said is None or day is None or hour is None or not (day.day_alone and hour.hour_alone):
        return None
    return f"move the one on {said['day']} to {said['hour']}"


def that_one_off(text: str, conversation: Conversation) -> str | None:
    """ "cancel the one on sunday" for "Ava wants Sunday back so take that one off me", where several things were shown: its day is told before."""
    said = THAT_ONE_OFF.fullmatch(text) if len(conversation.shown) > 1 and "?" not in text else None
    times = find_times(said["why"]) if said else []
    if said is None or len(times) != 1 or cues.says_order(said["why"]) or not TAKES_OVER.search(said["why"]):
        return None
    time = read_time(day := said["why"][slice(*times[0])], ANY_TIME)
    the = "the " if re.match(r"\d+(?:st|nd|rd|th)", day) else ""
    return f"cancel the one on {the}{day}" if time is not None and time.day_alone and time.grain == "day" else None


def made_up_for(text: str, conversation: Conversation) -> str | None:
    """ "move it to fri 430" for "give him a makeup one fri 430": what was cancelled just now is made again then."""
    done, said = conversation.just_done, MADE_UP.fullmatch(text)
    gone = done is not None and len(done.effects) == 1 and done.effects[0].after is None
    return f"put it on for {said['when']} instead" if said and gone and is_time(said["when"]) else None


def who_alone(text: str, conversation: Conversation) -> str | None:
    """ "add Bec" for "add Bec she might take the spare room", of the one event that is talked of."""
    said, last = ADD_WHY.fullmatch(text), (conversation.commands or conversation.done)[-1:]
    one = len(conversation.focus) == 1 and last and last[0].object == "event"
    if said is None or not one or "?" in text or find_times(said["why"]) or AT_HOUR.search(said["why"]):
        return None
    return said["order"] if is_reason(said["why"], comes_first=True) else None


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
