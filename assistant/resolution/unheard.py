"""Words of a question that pick out some of the events, and of which no event says anything: "anything important", "the most expensive trip"."""

import dataclasses
import re

from assistant import wording
from assistant.commands import Command, said_beside
from assistant.plan import Answer

#: Superlatives that are understood, and words that only look like one.
KNOWN = (
    r"(?:earliest|latest|longest|shortest|soonest|nearest|closest|biggest|largest|best|rest|guest|test|request|interest|west"
    r"|fest|contest|forest|harvest|protest|quest)"
)
#: What may follow "anything" and picks out nothing, or is understood.
PLAIN = (
    r"(?:else|about|after|around|before|between|beside|besides|but|during|except|for|from|happening|left|like|other|over|planned"
    r"|since|than|through|till|today|tomorrow|tonight|under|until|with|within|without|yesterday|next|this|that|which|the|all|any"
    r"|back|early|late|overdue|due|open|free|busy|clash|overlap|conflict|off|out|into|and|not|yet|now|more|where|when|whose|who)"
)
PICKING = (
    re.compile(rf"\b(?:any|some|every)thing (?:(?:really|very|at all|particularly) )?(?!{PLAIN}\b)(?!\w+(?:ing|ed)\b)([a-z]{{3,}})\b", re.I),
    re.compile(rf"\b(?!{KNOWN}s?\b)([a-z]{{3,}}est)\b", re.I),
    re.compile(r"(?<!at )\b((?:most|least) (?!of\b)[a-z]{3,})\b", re.I),
    re.compile(r"\bhow many times (?:do|did|will) (?:i|we) (?!(?:have|meet|overlap|clash)\b)([a-z]{4,})\b", re.I),
    re.compile(r"\bany (early|late) (?:starts?|finish(?:es)?|ones?|nights?)\b", re.I),
    re.compile(r"\bwhat(?:['’]s| is| are)? (?:so )?(different|new|special|unusual|important|interesting)\b", re.I),
)  # fmt: skip


#: "am I working on Saturday", where no calendar is called Work (see `question_words`).
WORKING = re.compile(r"\b(?:am|are|do|will) (?:i|we) (?:\w+ )?(work(?:ing)?)\b(?! (?:from|at|with)\b)", re.I)


def with_unheard(answered: Answer, command: Command) -> Answer:
    """The answer, which says that such a word picked nothing out of what it lists."""
    selector, text = command.selector, said_beside(command)
    forms = PICKING if selector.list_name or selector.names else (*PICKING, WORKING)
    found = next(
        (m[1] for picking in forms if (m := picking.search(text))),
        None if command.object == "task" else selector.priority,
    )
    if not found or not (answered.items or answered.free) or wording.OPEN.fullmatch(found):
        return answered
    if any(name.startswith(found.lower()) for name in selector.names):  # "how many times do I swim": Swimming
        return answered
    return dataclasses.replace(
        answered, text=f"{answered.text} I can't tell what is “{found.lower()}”, so this is all of it."
    )
