"""Which orders of a plan stay, where it makes one thing and takes or moves another: "no, leave the 29th, just add the new one", "just the lunch", "don't
cancel the haircut" (policies 14 and 24)."""

import re

from assistant.commands import Command, Referent
from assistant.conversation import Commands
from assistant.follow_ups import cues
from assistant.follow_ups.corrections import in_short
from assistant.resolution.matching import content, holds, words_of
from assistant.schema import CHANGES

VERB = r"(?:(?:add|put|pop|book|make|do|schedule|create|cancel|delete|remove|drop|take|move|change|push|keep|tick|want|need)\s+)?"
ITS_END = r"(?:\s+(?:in|on|down|off|out|alone|be|there|as (?:it|they) (?:is|are|was|were)|where (?:it|they) (?:is|are|was|were)))*"
#: "leave | the 29th |", "don't cancel | the haircut |", of what there is.
SPARES = cues.led(
    rf"(?:leave|keep|spare|don['’]?t (?:touch|cancel|delete|remove|move|change|drop|tick)|not)\s+(?P<what>\S.*?){ITS_END}{cues.END}"
)
#: "forget | the lunch |", "don't add | the lunch |", of what is new.
SKIPS = cues.led(
    rf"(?:forget|skip|scrap|scratch|not|(?:leave|take) out|don['’]?t (?:add|book|put|make|schedule|create))\s+(?P<what>\S.*?){ITS_END}{cues.END}"
)
#: "just | the lunch |", "only add | the new one |".
ALONE = cues.led(rf"(?:just|only)\s+{VERB}(?P<what>\S.*?){ITS_END}{cues.END}")
CUT = re.compile(r"\s*[,;.–—]\s*(?:(?:and|but)\s+)?|\s+(?:and|but)\s+(?=just\b|only\b|leave\b|keep\b|don)", re.I)
#: "the new one", "the old one": what is made, and what is there.
NEW_ONE = re.compile(r"(?:the |a |that )?new (?:one|thing|appointment|event|time|date)", re.I)
OLD_ONE = re.compile(
    r"(?:the |that |my )?(?:old|existing|current|original|first) (?:one|thing|appointment|event)", re.I
)
OTHER_ONE = re.compile(r"(?:the )?other(?: one)?", re.I)
ONE = re.compile(r"^(?:the )?(?:one|ones) (?:on |at |in |from )?|\s+ones?$", re.I)


def orders_left(text: str, earlier: Commands) -> Commands | None:
    """The orders of the plan without those that the sentence takes from it; None where it is no such plan, or they are not told apart."""
    kinds = {command.operation == "create" for command in earlier if not is_of_it(command)}
    if len(kinds) < 2 or not all(c.operation in ("create", *CHANGES) for c in earlier):
        return None
    spared, alone = set[int](), set[int]()
    for part in filter(None, CUT.split(text.strip(" .!"))):
        single = ALONE.fullmatch(part)
        if single and (single["what"] and OTHER_ONE.fullmatch(single["what"])) and spared:
            alone |= {at for at in range(len(earlier)) if at not in spared}
            continue
        ways = ((single, alone, None), (SPARES.fullmatch(part), spared, False), (SKIPS.fullmatch(part), spared, True))
        found = ((into, meant(said["what"], earlier, new)) for said, into, new in ways if said)
        into, those = next(((into, those) for into, those in found if those), (spared, set[int]()))
        if not those:
            return None
        into |= those
    gone = spared | ({at for at in range(len(earlier)) if at not in alone} if alone else set[int]())
    left = tuple(c for at, c in enumerate(earlier) if not gone & {at, base(at, earlier)})
    return left if gone and left and not alone & spared else None


def is_of_it(command: Command) -> bool:
    """It says more of what the order before it is about."""
    return command.selector.referent is Referent.IT


def base(at: int, earlier: Commands) -> int:
    """The order of which this one says more."""
    return next((n for n in range(at, -1, -1) if not is_of_it(earlier[n])), at)


def meant(words: str, earlier: Commands, new: bool | None) -> set[int]:
    """The places of the orders that the words name, by what they are about or when that is; `new`: of those alone that make something, or that
    do not."""
    those = [
        at for at, c in enumerate(earlier) if not is_of_it(c) and (new is None or (c.operation == "create") is new)
    ]
    for way, makes in ((NEW_ONE, True), (OLD_ONE, False)):
        if way.fullmatch(words):
            return {at for at in those if (earlier[at].operation == "create") is makes}
    said = content(in_short(ONE.sub("", words)))
    found = {at for at in those if said and holds(said, words_for(earlier[at]))}
    return found if len(found) == 1 else set()


def words_for(command: Command) -> tuple[str, ...]:
    """By which words an order is named."""
    said = (*command.names, *command.people, *command.selector.whens, *command.values.when)
    return words_of(in_short(" ".join(said)))
