"""What is told of somebody who comes to a thing that was just shown, made or changed, in plainer words: "Jim's pulled out and Alison's playing" takes him off it
and adds her, "Neil's running late make it half ten" is of the one of several things that is with Neil, "Nige is joining us every week now" adds him to the series."""

import re

from assistant.conversation import Conversation
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time

PERSON = r"(?!(?:Yes|Yeah|No|Ok|OK|Okay|Oh|Right|Well|So|And|But|Then|I|It|That|This|They|He|She|We|You|There|What|Who|When|Where|How)\b)[A-Z][\w'’-]*?(?: [A-Z][\w-]*)?"
IS = r"(?:['’]s|['’]ll| is| has| will| can)"
#: "Jim's pulled out", with who comes for him: "and Alison's playing", "so it's Ana instead".
OUT = re.compile(
    rf"\W*(?:(?:oh|ok|and|so|but|right|well)\W+)*(?P<who>{PERSON})(?:{IS})?(?: had to)? (?:(?:pull|dropp?)(?:ed|ing)? out|pulls out|drops out|cried off|crying off|bailed(?: on us)?|no longer coming)"
    rf"(?:\s*[,;–—]?\s*(?:(?:and|so|but)\s+)?(?:it['’]?s\s+)?(?P<new>{PERSON})(?:{IS}\s+(?:\w+ing|in)\b[^,;]*|\s+instead))?[\s.!]*"
)
#: "Neil's running late, make it | half ten", "Sheila would rather | half eight".
RATHER = re.compile(
    rf"\W*(?:(?:oh|ok|and|so|but|right|well)\W+)*(?P<who>{PERSON})(?:(?:['’]s| is) (?:running )?late\W+(?:so |can we |let['’]?s )*(?:make|do|start|move) (?:it|that)(?: to| at)?|(?:['’]d| would) (?:rather|prefer)(?: do)?(?: it)?)(?: to| at)? (?P<when>\S.*?)(?: (?:instead|please))*[\s.!]*"
)

#: "Nige is joining us every week now".
EVERY_TIME = re.compile(
    r"\W*(?:(?:oh|ok|and|so|but)\W+)*(?P<who>(?!(?:i|it|that|this|they|he|she|we|you|there|who|what)\b)[\w-]+?)(?:['’]?s| is|['’]ll be) "
    r"(?:now )?(?:joining|coming)(?: us| along| with us| to (?:it|that))? (?:(?:every|each) (?:week|time|fortnight|month)|from now on|for good|regularly)(?: now| too)*[\s.!]*",
    re.I,
)


def pulled_out(text: str, conversation: Conversation) -> str | None:
    """ "take Jim off it and add Alison" for "Jim's pulled out and Alison's playing", behind one thing."""
    said = OUT.fullmatch(text) if len(conversation.focus) == 1 else None
    last = (conversation.commands or conversation.done)[-1:]
    if said is None or any(who.casefold() == said["who"].casefold() for c in last for who in c.people):
        return None  # of lunch with Jim, who has pulled out, nothing is left
    return f"take {said['who']} off it" + (f" and add {said['new']}" if said["new"] else "")


def joins_always(text: str, conversation: Conversation) -> str | None:
    """ "add Nige to it every week" for "Nige is joining us every week now", behind one thing."""
    said = EVERY_TIME.fullmatch(text) if len(conversation.focus) == 1 else None
    return f"add {said['who']} to it every week" if said else None


def rather_then(text: str, conversation: Conversation) -> str | None:
    """ "move the one with Neil to half ten" for "Neil's running late make it half ten", behind several things that were
    shown and no question."""
    asked = conversation.question is not None or bool(conversation.free)
    said = RATHER.fullmatch(text) if len(conversation.shown) > 1 and not asked else None
    if said is None or read_time(said["when"], ANY_TIME) is None:
        return None
    return f"move the one with {said['who']} to {said['when']}"
