"""Whether what was just talked of is when something else is: "isn't that when I ring my mother?", "isn't that the day of the fair?"."""

import re
from typing import Final

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.resolution.matching import words_of
from assistant.resolution.name_index import NameIndex
from assistant.resolution.reaching import REACHES
from assistant.resolution.such_days import WITHIN, asks_within

#: What is asked of that time, or of its day.
IS_THEN: Final = cues.led(
    r"(?:is|isn['’]?t|is not|wasn['’]?t|won['’]?t) (?:that|it|this)(?: not| be)?(?: exactly| right| just)? "
    r"(?:when|during|(?:at )?the same time (?:as|that|when)|(?P<day>(?:on )?the (?:same )?(?:day|date|evening|afternoon|morning|night) (?:of|as|that|when)))"
    r"\s+(?P<thing>[^?]+?)[\s?!.]*$",
    "and|but|so|oh|ah|hm+|no|wait|hang on|hold on|actually|sorry",
)
#: "so do I miss choir".
MISSES: Final = cues.led(
    r"(?:do|will|would|does|did) (?:i|we|that make me) (?:(?:still|now|then|have to) )*miss (?P<thing>[^?]+?)(?: then| now)?[\s?!.]*$",
    "and|but|so|oh|no|wait|then|ok|okay",
)
#: "that's sports day, isn't it".
THATS: Final = re.compile(
    r"\W*(?:(?:and|but|so|oh|ah|hm+|no|wait|hang on)\W+)*(?:that|it)['’]?s (?:on |the (?:same )?day of )?(?P<thing>[^,?]+?),?\s+(?:isn['’]?t it|is it not|innit|right|yeah)\W*",
    re.I,
)
#: What one does with it, before its name, and that it is, behind it.
DOES: Final = re.compile(
    r"^(?:(?:i|we)(?:['’]?(?:m|re|ve|ll|d))? )?(?:(?:am|are|have|has|got|to|need|usually|always|normally|also|already|supposed|meant|due|going|go|be|at|in|on|with|for"
    r"|having|doing|do|see|seeing|meet|meeting|visit|visiting|ring|ringing|call|calling|phone|phoning|speak|speaking|talk|talking|play|playing"
    r"|the|my|our|a|an)\s+)*",
    re.I,
)
IS: Final = re.compile(
    r"(?:['’]s| is| are)?(?: (?:on|there|here|booked|planned|happening|then|starts?|begins?|comes?|calls?|visits?))+$|(?:['’]s| is| are)$",
    re.I,
)
#: Who is called one or the other.
KIN: Final = (
    frozenset({"mother", "mum", "mom", "mam", "mama", "mummy", "mommy", "ma"}), frozenset({"father", "dad", "papa", "daddy", "pa"}),
    frozenset({"grandmother", "gran", "granny", "grandma", "nan", "nana", "nanna", "oma", "abuela"}),
    frozenset({"grandfather", "grandad", "granddad", "grandpa", "opa", "abuelo"}),
)  # fmt: skip


def asked_as_clash(text: str, conversation: Conversation, events: NameIndex) -> str:
    """ "isn't that when I ring my mother?" as "does that clash with mama", where an event that is called so is there; of a day, whether it is on
    that day; other sentences as they are."""
    if (reached := in_time_for(text, conversation, events)) is not None:
        return reached
    if (within := falling_into(text, conversation, events)) is not None:
        return within
    talked_of = conversation.plan is not None or conversation.focus
    found = (IS_THEN.match(text) or MISSES.match(text) or THATS.fullmatch(text)) if talked_of else None
    thing = IS.sub("", DOES.sub("", found["thing"])) if found else ""
    words = tuple(known(word, events) for word in words_of(thing))
    if found is None or not words or not events.holding(words):
        return text
    name = " ".join(words)
    on_day = found.re is THATS or found.groupdict().get("day")
    return f"do I have {name} that day" if on_day else f"does that clash with {name}"


def in_time_for(text: str, conversation: Conversation, events: NameIndex) -> str | None:
    """ "can I still make it to shinty" as the student reads it best, where an event that is called so is there; None of all else."""
    said = REACHES.match(text) if conversation.plan is not None or conversation.focus else None
    there = said is not None and events.holding(words_of(said["other"]))
    return f"will I be in time for {said['other']}" if said is not None and there else None


def falling_into(text: str, conversation: Conversation, events: NameIndex) -> str | None:
    """ "is that in exam marking" as a question of when, where something is called so as a whole, which is then no place; None of all else."""
    said = WITHIN.match(text) if conversation.plan is not None or conversation.focus else None
    words = words_of(said["what"]) if said is not None and not asks_within(text) else ()
    whole = words and any(words_of(events.rows[id_].summary) == words for id_ in events.holding(words))
    return f"does that fall in {said['what']}" if said is not None and whole else None


def known(word: str, events: NameIndex) -> str:
    """The word, or as somebody is called in the calendar who is none other."""
    kin = next((names for names in KIN if word in names), frozenset())
    return word if events.holding((word,)) else next((name for name in sorted(kin) if events.holding((name,))), word)
