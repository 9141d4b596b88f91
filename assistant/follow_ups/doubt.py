"""What was said of a plan and led to no other one: the plan is no longer surely what is wanted, so that a "yes" shows it once more before it is
carried out (policy 24)."""

import dataclasses
import re

from assistant.commands import Command, Referent
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.plan import Answer, Clarification, NotUnderstood, Outcome, Plan

#: "I still need the vet", "with the exception of the call": something is to stay.
REFUSES = re.compile(
    r"\b(?:not|but|without|minus|except\w*|exception|keep\w*|leav\w+|stay\w*|apart|besides|still)\b|n['’]t\b", re.I
)

#: "just this one": that is the plan.
POINTS = re.compile(r"\b(?:this|that|those|these|them|it)\b", re.I)


def doubting(text: str, outcome: Outcome, before: Conversation, after: Conversation) -> Conversation:
    """The conversation after a sentence, with a plan that was on the table before doubted where the sentence was to change that."""
    if before.plan is None:
        return after
    same = isinstance(outcome, Plan) and refuses(text) and is_as_before(outcome, before.plan, text)
    if not (same or was_to_change_plan(text, outcome, before.commands, after.commands)):
        return after
    if after.plan is not None:
        return dataclasses.replace(after, doubted=True)
    return dataclasses.replace(after, aside=after.aside and dataclasses.replace(after.aside, doubted=True))


def refuses(text: str) -> bool:
    """It says that something is to stay, or that only something is to change."""
    asks = "?" in text or cues.ASKS_ITSELF.match(text)
    return bool(cues.KEEP.match(text) or cues.ONLY.match(text) or (REFUSES.search(text) and not asks))


def is_as_before(plan: Plan, before: Plan, text: str) -> bool:
    """ "I still want the vet", of a plan that takes nothing else, or "only the beans", of any: it does the same."""
    changes = [[(effect.before, effect.after) for effect in each.effects] for each in (plan, before)]
    alone = cues.ONLY.match(text)
    return changes[0] == changes[1] and (not POINTS.search(text) if alone else len(changes[0]) == 1)


def was_to_change_plan(
    text: str, outcome: Outcome, earlier: tuple[Command, ...], commands: tuple[Command, ...]
) -> bool:
    """ "all but the sauna", of which nothing was found, "no, at 25 past", which is no time: the words were about the plan."""
    if not isinstance(outcome, Answer | Clarification | NotUnderstood):
        return False
    asks = "?" in text or cues.ASKS_ITSELF.match(text)
    corrects = cues.CORRECTS.match(text) and not (asks or cues.OWN_VERB.search(text))
    if refuses(text) or corrects:
        return True
    if not isinstance(outcome, Clarification):
        return isinstance(outcome, NotUnderstood) and not asks and bool(cues.OWN_VERB.search(text))
    further = commands[len(earlier) :] if commands[: len(earlier)] == earlier else None
    revises = further is None or any(command.selector.referent is Referent.IT for command in further)
    return revises or bool(cues.CORRECTS.match(text))
