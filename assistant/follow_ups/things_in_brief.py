"""Which of the things talked of are meant, said in a few words: "drop the middle one" of three that were shown, "forget the gallery one", "put em in music", "Jaden's not mine"
(policy 24)."""

import re

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.among_shown import offered
from assistant.follow_ups.deciding import is_reason
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import find_times, read_time
from assistant.wording import ORDINALS

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
#: "Jaden's | not mine", "not mine, | Jaden's |".
NOBODY = r"(?!(?:it|that|this|there|he|she|who|what|where|when|let|mine|mines|yours)['’]?s?\b)"
NOT_MINE = cues.led(
    rf"{NOBODY}(?P<who>[^\W\d_][\w-]*?)['’]?s[\s,–—-]+not (?:mine|ours|my one|my own)\W*|not (?:mine|ours|my one)[\s,–—-]+{NOBODY}(?P<whose>[^\W\d_][\w-]*?)['’]?s\W*"
)
#: "in fact | all the lettings that week".
ALL_THOSE = cues.led(
    r"(?:in fact|actually|come to think of it|you know what|on second thoughts?)\W+(?:do )?all (?:of )?(?P<what>(?:the|my|our) \S.*)"
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
#: "add Bec | she might take the spare room".
ADD_WHY = cues.led(
    r"(?P<order>(?:add|include|invite|bring)\s+(?!an?\b|the\b|some\b)[^\W\d_][\w'’-]*(?:\s+(?!(?:he|she|they|i|we|it|and|that|if|when|so|but)\b)[^\W\d_][\w'’-]*){0,2})[\s,;.–—-]+(?P<why>(?:because |cos |as )?(?:he|she|they|i|we)(?:['’]?(?:s|re|d|ll|ve|m))?\s.*)"
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


def that_one_off(text: str, conversation: Conversation) -> str | None:
    """ "cancel the one on sunday" for "Ava wants Sunday back so take that one off me", where several things were shown: its day is told before."""
    said = THAT_ONE_OFF.fullmatch(text) if len(conversation.shown) > 1 and "?" not in text else None
    times = find_times(said["why"]) if said else []
    if said is None or len(times) != 1 or cues.says_order(said["why"]) or not TAKES_OVER.search(said["why"]):
        return None
    time = read_time(day := said["why"][slice(*times[0])], ANY_TIME)
    the = "the " if re.match(r"\d+(?:st|nd|rd|th)", day) else ""
    return f"cancel the one on {the}{day}" if time is not None and time.day_alone and time.grain == "day" else None


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


def whose_instead(text: str, conversation: Conversation) -> str | None:
    """ "no, Jaden's dentist" for "Jaden's not mine", where the dentist is to go, or to be moved."""
    said, last = NOT_MINE.fullmatch(text), conversation.planned[-1:]
    names = last[0].selector.names if last and last[0].operation in CHANGES else ()
    if said is None or len(names) != 1:
        return None
    return f"no, {said['who'] or said['whose']}'s {names[0]}"


def all_those(text: str, conversation: Conversation) -> str | None:
    """ "cancel all the lettings that week" for "in fact all the lettings that week", where one was cancelled just now."""
    said, done = ALL_THOSE.fullmatch(text), conversation.done[-1:] if conversation.just_done else ()
    if said is None or not done or done[0].operation != "delete" or "?" in text or cues.says_order(said["what"]):
        return None
    return f"cancel all {said['what']}"
