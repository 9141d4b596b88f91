"""A sentence that leaves a question as it was has not answered it, and may stand alone: "MOT is on Friday", where it was asked when something else is."""

import dataclasses
import re
from typing import Final

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.plan import Answer, Clarification, NotUnderstood, Outcome

#: What a question quotes, or counts.
QUOTED: Final = re.compile(r"“[^”]*”|\d+")
GIVEN_UP: Final = "I still don't know what is meant, so nothing changed. Please say it once more as a whole."


def is_asked_again(text: str, outcome: Outcome, conversation: Conversation) -> bool:
    """The words led to the question that had been asked; "and the vet", "no, the vet" go on from it all the same."""
    asked = conversation.question if conversation.plan is None and conversation.commands else None
    goes_on = cues.ALSO.match(text) or cues.CORRECTS.match(text)
    return asked is not None and not goes_on and is_same(outcome, asked.text)


def is_same(outcome: Outcome, asked: str) -> bool:
    """It asks this, whatever it quotes."""
    return isinstance(outcome, Clarification) and QUOTED.sub("", outcome.question.text) == QUOTED.sub("", asked)


def not_thrice(outcome: Outcome, after: Conversation, conversation: Conversation) -> tuple[Outcome, Conversation]:
    """The outcome, and the conversation after it, where that is the very question that waits: asked twice, and not a third time."""
    asked = conversation.question if conversation.plan is None and conversation.commands else None
    same = asked is not None and isinstance(outcome, Clarification) and outcome.question.text == asked.text
    if not same or (after.commands[:1] and after.commands[0].text != conversation.commands[0].text):
        return outcome, after  # of a sentence of its own it is asked for the first time
    if conversation.repeated:
        return Answer(GIVEN_UP), conversation.dropped()
    return outcome, dataclasses.replace(after, repeated=True)


def stands_alone(outcome: Outcome, after: Conversation, conversation: Conversation) -> bool:
    """What the words lead to without the question is something else, and of what they name themselves."""
    asked = conversation.question
    if isinstance(outcome, NotUnderstood) or (asked is not None and is_same(outcome, asked.text)):
        return False
    return bool(after.commands) and all(
        command.names and command.selector.referent is None and not cues.POINTS.search(command.text)
        for command in after.commands
    )
