"""What a sentence says of what was asked, or shown, before it, in plainer words: "add her to the bout" after "when am I seeing Jess Tran", "just remind me to
do it tonight" after "can you email Hannah the contract", "read me the whole list" after something was put on one, "probe thing I've done" (policy 24)."""

import re

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import find_times, read_time

#: "add | her | to the Houston bout".
ADD_HER = cues.led(
    r"(?:add|invite|put|include|get)\s+(?P<who>her|him)\s+(?:to|on|in|for|along to)\s+(?P<thing>(?!it\b|that\b|there\b)\S.*)"
)
#: "fine, just remind me to do it | tonight".
REMIND_TO = cues.led(
    r"(?:(?:can you|could you|just|then|at least)\s+)*remind me\s+(?P<then>(?:(?!to\b)\S+\s+)*?)to(?:\s+(?:do (?:it|that|so)|do it myself))?(?=\s|\W*$)(?P<when>.*?)(?:\s+(?:then|instead|myself|please))*\W*"
)
#: "remind me | tomorrow at 12 | then".
REMIND_AT = cues.led(
    r"(?:(?:can you|could you|just|then|at least)\s+)*remind me\s+(?P<then>)(?P<when>(?!to\b)\S.*?)(?:\s+(?:then|instead|myself|please|about it|of it|of that|about that))*\W*"
)
#: "can you | email Hannah the contract | for me".
ASKED = re.compile(
    r"\W*(?:(?:hey|hi|ok(?:ay)?|please|oh|and|so|now)\W+)*(?:(?:can|could|would|will) (?:you|u)\s+)?(?:please\s+)?(?P<deed>[^\W\d].*?)(?:\s+(?:for me|please|pls|plz|thanks|asap))*\W*",
    re.I,
)
#: "ok read me the whole list", "what's on the list now".
WHOLE_LIST = cues.led(
    r"(?:(?:read|show|give|tell)(?: me)?(?: out)?(?: back)?|let['’]?s (?:see|hear)|see|what['’]?s(?: now)? on|read out)\s+(?:the|that|my)\s+(?:whole |entire |full |complete )?list(?: (?:now|again|back|out|to me|so far))*\W*"
)
#: "probe thing | ive done", "the fridge one is sorted".
DONE_THAT = cues.led(
    r"(?:the |my )?(?P<what>[^\W\d_][\w'’-]*(?:\s+[\w'’-]+){0,3}?)(?:\s+(?:thing|one|bit|job|task))?\s+(?:i['’]?ve|i have|we['’]?ve|i(?=\s+(?:did|finished)))\s+(?:just |already |now )?(?:done|did|finished|sorted|paid|sent|posted)(?: (?:that|it|too|already|now))*\W*"
)
NO_DEED = re.compile(
    r"(?:what|when|where|who|which|how|why|is|are|am|was|will|do|does|did|any|thank|hello|hi|yes|no|ok)\b", re.I
)
NO_THING = re.compile(
    r"(?:what|which|who|when|how|that|this|it|all|everything|nothing|things?|stuff)\b|\b(?:and|but|because|cos|so|if|when|than|the day|last|first)\b",
    re.I,
)


def her_invited(text: str, conversation: Conversation) -> str | None:
    """The one person who was asked about comes to something else."""
    said, last = ADD_HER.fullmatch(text), conversation.commands[-1:]
    people = last[0].selector.attendees if last and last[0].operation == "read" else ()
    if said is None or len(people) != 1 or not conversation.answered:
        return None
    return f"invite {people[0]} to {said['thing']}"


def reminded_of_refused(text: str, conversation: Conversation) -> str | None:
    """What could not be done for somebody, as a reminder to do it."""
    said = REMIND_TO.fullmatch(text) or REMIND_AT.fullmatch(text)
    asked = ASKED.fullmatch(conversation.refused or "")
    if said is None or asked is None:
        return None
    when = " ".join(filter(None, (said["then"].strip(), said["when"].strip())))
    if (
        (when and read_time(when, ANY_TIME) is None)
        or cues.ASKS_WHEN.match(asked["deed"])
        or NO_DEED.match(asked["deed"])
    ):
        return None
    return " ".join(filter(None, ("remind me to", asked["deed"], when)))


def list_read(text: str, conversation: Conversation) -> str | None:
    """The list on which something was put last, or is to be put."""
    name = conversation.list_name if WHOLE_LIST.fullmatch(text) else None
    return f"show me the {re.sub(r' list$', '', name, flags=re.I)} list" if name else None


def done_told(text: str, conversation: Conversation) -> str | None:
    """ "I've done probe" for "probe thing I've done"."""
    said = DONE_THAT.fullmatch(text)
    if said is None or "?" in text or NO_THING.search(said["what"]) or cues.says_order(said["what"]):
        return None
    return f"i've done {said['what']}" if not find_times(said["what"]) else None
