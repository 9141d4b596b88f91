"""Orders that are none yet: tied to a condition, or denied. Nothing here waits for rain, so that such words are never carried out unasked.

"cancel the picnic if it rains" is asked about; "don't move the dentist" leaves all as it is; "check if I'm free" is a question.
"""

import dataclasses
import re

from assistant import wording
from assistant.clauses import residue
from assistant.commands import Command
from assistant.plan import Choice, Question
from assistant.schema import EXCLUDED
from assistant.tagging import TaggedCommand, Tagging

#: What begins a condition.
IF = r"(?:if|unless|in case|provided(?: that)?|providing|assuming(?: that)?|as long as|on condition that|depending on)"
CONDITION = re.compile(rf"\b{IF}\b|^\W*(?:when|once|as soon as)\b(?! (?:a|an|per|every)\b)[^,|]*[^,|\s|][^,]*,", re.I)
#: "check if", "tell me if", "even if", "as if": a question, or no condition at all.
ASKING = re.compile(
    r"\b(?:check|see|know|tell|ask|wonder(?:ing)?|say|look|find out|figure out|not sure|remember|even|as|what)(?: me| us)?\s+$",
    re.I,
)
#: "if possible", "if you can": only courtesy.
COURTESY = re.compile(
    r"(?:if|unless)\W+(?:possible|you (?:can|could|would|like|please|don't mind|wouldn't mind|have to)|that(?:'s| is| works)|it(?:'s| is) (?:ok|okay|possible|no trouble|not too))\b",
    re.I,
)
#: A condition with its comma, or up to the end.
LED = re.compile(rf"^\W*(?:only\s+)?(?:{IF}|when|once|as soon as)\b[^,]*,\s*(?:then\s+)?", re.I)
TRAILING = re.compile(rf"\s*,?\s*\b(?:but\s+)?(?:only\s+)?{IF}\b.*$", re.I)
DENIED = re.compile(
    r"\W*(?:(?:please|no|oh|wait|and|but|actually|so)\W+)*(?:(?:don't|don’t|dont|do not|never|let's not|better not)\s+(?:ever\s+|actually\s+)?"
    r"(?:cancel|delete|remove|move|change|push|reschedule|postpone|drop|shift|clear|rename|touch|skip|complete|tick|erase|scrap)\b"
    r"|never ?mind\b(?=\W*\w))",
    re.I,
)


def is_denied(text: str) -> bool:
    """ "don't cancel the vet", "never mind the haircut"."""
    return bool(DENIED.match(text))


def tied(tagging: Tagging) -> Tagging | None:
    """The order of a sentence that hangs on a condition, without what the condition names; None where none does. A question waits for
    nothing, and a reminder's own words may hold an "if"."""
    text = tagging.text
    if not any(is_conditional(text, command) for command in tagging.commands):
        return None
    if all(
        c.operation == "read" or (c.operation == "create" and wording.REMIND.search(text)) for c in tagging.commands
    ):
        return None
    led, trailing = LED.match(text), TRAILING.search(text)
    start, end = led.span() if led else trailing.span() if trailing and trailing.start() else (0, 0)
    commands = tuple(
        dataclasses.replace(c, slots=tuple(s for s in c.slots if s.end <= start or end <= s.start))
        for c in tagging.commands
    )
    return dataclasses.replace(tagging, commands=commands)


def ask_condition(text: str, commands: tuple[Command, ...]) -> Question:
    """The question whether an order that hangs on a condition shall be carried out without it."""
    order = LED.sub("", text)
    order = (TRAILING.sub("", text) if order == text else order).strip(" .!?,")
    said = order if order and not CONDITION.search(order) else "do it anyway"
    done = tuple(c for c in commands if c.operation not in ("read", "none"))
    return Question(
        "I can't check that condition. Shall I do it anyway?", (Choice(said[:1].upper() + said[1:], said, done),)
    )


def is_conditional(text: str, tagged: TaggedCommand) -> bool:
    """Whether a condition stands outside what the command names."""
    named = tuple(
        s for s in tagged.slots if s.name in ("summary", "description", "new_summary", "new_description", EXCLUDED)
    )
    rest = residue(text, TaggedCommand(tagged.operation, None, None, 1.0, named, tagged.start, tagged.end))
    return any(
        not ASKING.search(rest[: found.start()]) and not COURTESY.match(rest[found.start() :])
        for found in CONDITION.finditer(rest)
    )
