"""What is told of somebody who comes to a thing that was just shown, made or changed, in plainer words: "Jim's pulled out and Alison's playing" takes him off it
and adds her, "Neil's running late make it half ten" is of the one of several things that is with Neil."""

import re

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time

PERSON = r"(?!(?:I|It|That|This|They|He|She|We|You|There|What|Who|When|Where|How)\b)[A-Z][\w'’-]*?(?: [A-Z][\w-]*)?"
IS = r"(?:['’]s|['’]ll| is| has| will| can)"
#: "Jim's pulled out", with who comes for him: "and Alison's playing", "so it's Ana instead".
OUT = re.compile(
    rf"\W*(?:(?:oh|ok|and|so|but|right|well)\W+)*(?P<who>{PERSON})(?:{IS})?(?: had to)? (?:(?:pull|dropp?)(?:ed|ing)? out|pulls out|drops out|cried off|crying off|bailed(?: on us)?|no longer coming)"
    rf"(?:\s*[,;–—]?\s*(?:(?:and|so|but)\s+)?(?:it['’]?s\s+)?(?P<new>{PERSON})(?:{IS}\s+(?:\w+ing|in)\b[^,;]*|\s+instead))?[\s.!]*"
)
#: "Neil's running late, make it | half ten", "Sheila would rather | half eight".
RATHER = re.compile(
    rf"\W*(?:(?:oh|ok|and|so|but|right|well)\W+)*(?P<who>{PERSON})(?:(?:['’]s| is) (?:running )?late\W+(?:so |can we |let['’]?s )*(?:make|do|start|move) (?:it|that)(?: to| at)?|(?:['’]d| would) (?:rather|prefer)(?: do)?(?: it)?"
    r"|(?: says)?(?: (?:s?he|they))?(?: can| could)(?: only)? (?:do|make|manage)(?: it)?)(?: to| at)? (?P<when>\S.*?)(?: (?:instead|please))*[\s.!]*"
)

#: "she'll do | Wednesday same time | instead", "they can fit me in on | Friday".
DOES = cues.led(
    r"(?:s?he|they)(?:['’]?ll| will| can| could)(?: only)? (?:do|make|manage|offer|fit (?:me|us|it|her|him) in)(?: it)?(?: (?:on|for|at))? (?P<when>\S.*?)(?: instead| rather)*\W*"
)


def pulled_out(text: str, conversation: Conversation) -> str | None:
    """ "take Jim off it and add Alison" for "Jim's pulled out and Alison's playing", behind one thing."""
    said = OUT.fullmatch(text) if len(conversation.focus) == 1 else None
    if said is None:
        return None
    return f"take {said['who']} off it" + (f" and add {said['new']}" if said["new"] else "")


def does_then(text: str, conversation: Conversation) -> str | None:
    """ "move it to Wednesday same time" for "she'll do Wednesday same time instead", behind one thing that is to be cancelled, or was."""
    last = (conversation.planned or conversation.done)[-1:]
    said = DOES.fullmatch(text) if last and last[0].operation == "delete" and conversation.thing is None else None
    return f"move it to {said['when']}" if said and read_time(said["when"], ANY_TIME) else None


def rather_then(text: str, conversation: Conversation) -> str | None:
    """ "move the one with Neil to half ten" for "Neil's running late make it half ten", behind several things that were shown."""
    said = RATHER.fullmatch(text) if len(conversation.shown) > 1 else None
    if said is None or read_time(said["when"], ANY_TIME) is None:
        return None
    return f"move the one with {said['who']} to {said['when']}"
