"""Words to the program itself: yes, no, undo, redo, "cancel that" (policy 24)."""

import dataclasses
from typing import Literal

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.agreeing import agrees
from assistant.follow_ups.choices import asks_openly
from assistant.follow_ups.deciding import is_taken_back
from assistant.follow_ups.narrowing import spares_all
from assistant.follow_ups.staying import STAYS
from assistant.plan import Answer, Clarification, Confirmation, Outcome, Plan, Retake

DROPPED = "All right, nothing changed."
WELCOME = "You're welcome."
CAN_DO = (
    "I keep your calendar, tasks and lists. Try “lunch with Ana tomorrow at 1”, “what's on this week?”, "
    "“move the dentist to Friday” or “add milk to my shopping list”."
)
THANKED = cues.led(
    r"(?:many )?(?:thanks|thank you|thanx|thx|ta|cheers)\b(?! to\b)(?!.*\b(?:but|can|could|would|not|n['’]t|please)\b)",
    rf"{cues.OPENING}|perfect|lovely|brilliant|super|right|cool|good",
)


def nothing_asked(text: str) -> str:
    """What is said to words that ask for nothing: to thanks that, to others what can be asked."""
    return WELCOME if THANKED.match(text) else CAN_DO


def told(text: str, conversation: Conversation) -> tuple[Outcome, Conversation] | None:
    """Words to the program itself: yes, no, undo, redo, "cancel that" (policy 24)."""
    if cues.UNDO.fullmatch(text):
        return retake("undo", conversation)
    if cues.REDO.fullmatch(text):
        return retake("redo", conversation)
    if conversation.retake is not None and cues.YES.fullmatch(text):
        return Retake(conversation.retake, confirmed=True), conversation
    open_ = conversation.plan is not None or (conversation.question is not None and bool(conversation.commands))
    plan = conversation.plan
    if plan is not None and agrees(text, conversation, plan):
        return confirmed(conversation, plan)
    waits = conversation.question is not None and conversation.question.choices
    aside = conversation.aside if not waits else None
    if aside is not None and cues.YES.fullmatch(text):  # questions between leave on the table what is there
        if aside.plan is not None:
            return confirmed(aside, aside.plan)
        if aside.question is not None:
            return Clarification(aside.question), aside
    if (unanswered := agreed_to_nothing(text, conversation)) is not None:
        return unanswered
    done = conversation.carried_out is not None and not (open_ or conversation.question or conversation.answered)
    back = is_taken_back(text, conversation)
    ticked = any(command.operation == "complete" for command in conversation.done) and cues.NOT_SO.fullmatch(text)
    if done and (back or ticked or cues.NOT_YET.fullmatch(text)):
        return Retake("undo"), conversation.retaking("undo")
    drops = plan is not None and (back or spares_all(text, plan))
    if (cues.NO.fullmatch(text) or drops) and (
        open_ or conversation.question is not None or not text.strip().casefold().startswith("cancel")
    ):
        stays = conversation.plan is None and not conversation.commands and conversation.changed
        return Answer(STAYS if stays else DROPPED), conversation.dropped()
    if cues.CANCEL_THAT.fullmatch(text):
        if open_:
            return Answer(DROPPED), conversation.dropped()
        if conversation.changed and not conversation.answered and not cues.DELETE_IT.fullmatch(text):
            step = conversation.carried_out
            made = step is not None and all(effect.before is None for effect in step.effects)
            return Retake("undo"), conversation.retaking("undo", called_off=made)
    return None


def agreed_to_nothing(text: str, conversation: Conversation) -> tuple[Outcome, Conversation] | None:
    """What waits is a question to which a "yes" is no answer: it is asked again, and "perfect, thanks" ends it."""
    asked = conversation.question if conversation.plan is None and conversation.commands else None
    if asked is None or (len(asked.choices) == 1 and not asks_openly(asked)):
        return None
    if cues.THANKS.fullmatch(text):
        return Answer(DROPPED), conversation.dropped()
    return (Clarification(asked), conversation) if cues.YES.fullmatch(text) else None


def was_only_asked(conversation: Conversation) -> bool:
    """Of what was said last nothing came but a question: "actually put it back" takes back nothing else."""
    return conversation.question is not None and conversation.plan is None and bool(conversation.commands)


def retake(direction: Literal["undo", "redo"], conversation: Conversation) -> tuple[Outcome, Conversation]:
    """Undo or redo; where nothing was done yet, and a plan or a question is on the table, that is what "undo" takes back. What was
    called off just before ("cancel it") is there again."""
    open_ = conversation.plan is not None or conversation.question is not None or conversation.retake is not None
    if direction == "undo" and conversation.called_off and not open_:
        return Retake("redo"), conversation.retaking("redo")
    if direction == "undo" and (conversation.plan or conversation.question) and not conversation.changed:
        return Answer(DROPPED), conversation.dropped()
    return Retake(direction), conversation.retaking(direction)


def confirmed(conversation: Conversation, plan: Plan) -> tuple[Outcome, Conversation]:
    """ "yes" to the plan on the table: it is to be done; shown once more, where something else was wanted that was not understood."""
    if conversation.doubted:
        return plan, dataclasses.replace(conversation, doubted=False)
    return Confirmation(plan), conversation
