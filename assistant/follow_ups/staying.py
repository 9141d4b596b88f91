"""What stays: the plan on the table beside a question, or beside words that led to no other one, so that it is doubted and a "yes" shows it once more;
and what words change nothing of (policy 24)."""

import dataclasses
import re
from datetime import datetime

from assistant import wording
from assistant.commands import Command, Number, Referent, Selector, Values, with_selector
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.lists import MORE_ITEMS
from assistant.follow_ups.narrowing import leaves_alone
from assistant.follow_ups.of_its_own import is_of_its_own
from assistant.follow_ups.revision import follows
from assistant.plan import Answer, Choice, Clarification, NotUnderstood, Outcome, Plan, Question
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.exact import exact_day
from assistant.temporal.reading import read_time
from assistant.timespan import start_of
from models.rows import Event, Row, Task

#: "I still need the vet", "with the exception of the call": something is to stay.
REFUSES = re.compile(
    rf"\b(?:not|but|without|minus|except\w*|exception|keep\w*|leav\w+|stay\w*|apart|besides|still)\b|{wording.NT}", re.I
)

#: "same place | as today".
SAME_PLACE = cues.led(rf"(?:it['’]?s )?(?:at |in )?(?:the )?same place(?: (?:as|again)(?: \S+){{0,3}})?{cues.END}")
#: "am", "in the evening", and the half of the day that was taken: "In the morning? Or at 9 pm?".
HALF_SAID = cues.led(
    rf"(?:(?:it['’]?s |that['’]?s )?(?:at |in the )?)(?:(?P<am>a\.?m\.?|morning)|p\.?m\.?|afternoon|evening|night){cues.END}"
)
HALF_TAKEN = re.compile(r"(?:(?P<am>In the morning)|In the (?:afternoon|evening)|At night)\?")
#: "is that before the dentist", "will it still be after lunch".
IN_ORDER = cues.led(
    r"(?:is|will|would) (?:that|it|this)(?: still)?(?: be)? (?P<time>(?:before|after) (?P<what>\S.*?))\W*"
)
LIST_SAID = re.compile(r"\b(?:list|to|on|onto|in|into|under)\b", re.I)
PLAN_STAYS = "I don't know how to change that; the plan stays as it is."
NOT_IN_PLAN = "I don't see what that leaves out; the plan stays as it is."
STAYS = "All right, it stays as it is."


def settled(text: str, outcome: Outcome, before: Conversation, after: Conversation) -> tuple[Outcome, Conversation]:
    """The outcome of a sentence and the conversation after it, where both know what stays."""
    if lets_all_be(text, outcome, before.plan):
        outcome, after = NotUnderstood(NOT_IN_PLAN), before
    return outcome, doubting(text, outcome, before, after)


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


def asks_order(command: Command, thing: Row | None) -> Command | None:
    """ "is that before Priya", of the vet that is planned for Friday: whether the vet is, that day; None where something else is asked."""
    asked = IN_ORDER.fullmatch(command.text)
    if asked is None or not isinstance(thing, Event) or thing.start is None:
        return None
    beside = read_time(asked["what"], ANY_TIME)
    dated = beside is not None and beside.day_said
    when = asked["time"] if dated else f"{asked['time']} on {exact_day(thing.start)}"
    text = f"is {thing.summary} {when}"
    return Command("read", "event", "exists", Selector(names=(thing.summary,), whens=(when,)), text=text)


def refuses(text: str) -> bool:
    """It says that something is to stay, or that only something is to change."""
    asks = "?" in text or cues.ASKS_ITSELF.match(text)
    return bool(cues.KEEP.match(text) or cues.ONLY.match(text) or (REFUSES.search(text) and not asks))


def is_as_before(plan: Plan, before: Plan, text: str) -> bool:
    """ "I still want the vet", of a plan that takes nothing else, or "only the beans", of any: it does the same."""
    changes = [[(effect.before, effect.after) for effect in each.effects] for each in (plan, before)]
    alone = cues.ONLY.match(text)
    return changes[0] == changes[1] and (not cues.POINTS.search(text) if alone else len(changes[0]) == 1)


def lets_all_be(text: str, outcome: Outcome, before: Plan | None) -> bool:
    """ "no keep Thursday", of which a plan has none: that plan is not carried out for it."""
    if not isinstance(outcome, Plan) or before is None or not cues.KEEP.match(text):
        return False
    pairs = [[(effect.before, effect.after) for effect in each.effects] for each in (outcome, before)]
    return pairs[0] == pairs[1]


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


def beside_question(command: Command, text: str, conversation: Conversation) -> Conversation:
    """ "make it 4 then" after "am I free at 4?", asked of a plan: the conversation with that plan, if the answer named nothing else, or
    what was to go beside it was not found."""
    aside, question = conversation.aside, conversation.question
    if aside is not None and adds_to(aside.commands, command, text, conversation):
        return aside
    if aside is not None and aside.plan is not None and goes_with_plan(command, text, conversation):
        return aside
    changes = command.operation == "update" and not command.values.is_empty and follows(command.selector, text)
    if aside is None or not changes or conversation.plan is not None:
        return conversation
    last = conversation.commands[-1:]
    if aside.plan is None and asks_of_room(last):
        return conversation
    looked = aside.plan is not None and (len(conversation.focus) != 1 or asks_of_period(last))
    if conversation.answered and (looked or [*conversation.focus] == [*aside.focus]):
        return aside
    # what was asked of something else that was named is answered first
    goes = any(one.operation in ("delete", "complete") or not one.selector.is_described for one in last)
    goes = goes and last != aside.commands[-1:]
    return aside if goes and question is not None and not question.choices else conversation


def adds_to(planned: tuple[Command, ...], command: Command, text: str, conversation: Conversation) -> bool:
    """ "and tablets" after "what else is on it", of a list to which a plan adds: one thing more of that plan."""
    last, asked = planned[-1:], conversation.commands[-1:]
    if not (last and asked and conversation.answered and command.operation == "create" and MORE_ITEMS.match(text)):
        return False
    name, of = last[0].values.list_name, asked[0].selector
    same = name is not None and (of.referent is not None or (of.list_name or "").casefold() == name.casefold())
    return last[0].operation == "create" and same and command.values.has_only("names", "list_name")


def goes_with_plan(command: Command, text: str, conversation: Conversation) -> bool:
    """ "and remind me to tell Ana", "also tick off the milk", where "except choir", said of a plan, led to a question: one order more of that plan,
    and no answer."""
    waits = conversation.commands and conversation.plan is None and not conversation.answered
    if not waits or not cues.ALSO.match(text):
        return False
    makes = command.operation == "create" and command.values.names and cues.says_order(text)
    return bool(makes) or (command.operation != "read" and is_of_its_own(command, text, conversation.commands[-1]))


def asks_of_room(commands: tuple[Command, ...]) -> bool:
    """ "when can I fit in a run": what is said next is of that, and no answer to what was asked before."""
    asked = commands[-1] if commands else None
    return asked is not None and asked.asks == "free" and bool(asked.selector.names or asked.selector.attendees)


def asks_of_period(commands: tuple[Command, ...]) -> bool:
    """ "what else is on Friday": whatever is there, it is not what "it" means."""
    asked = commands[-1].selector if commands else Selector()
    named = asked.names or asked.attendees or asked.ordinal or asked.number is not Number.ONE
    return bool(asked.whens or (commands and cues.AS_PLANNED.search(commands[-1].text))) and not named


def says_nothing(command: Command) -> bool:
    """An update of which neither what is to change nor how was understood: "make it private"."""
    about_it = with_selector(command, referent=None).selector.is_empty
    return command.operation == "update" and about_it and command.values.is_empty


def is_of_no_item(command: Command, plan: Plan, text: str) -> bool:
    """ "the barista one" after "add oat milk", "and the AA ones not AAA" after "add batteries": nobody comes to an item of a list, it is nowhere,
    and no list is said; which one it is can't be told."""
    selector, values = command.selector, command.values
    somewhere = values.attendees or values.location or selector.attendees or selector.places
    if values.has_only("list_name") and selector.list_name and values.list_name:
        told = not LIST_SAID.search(text)
    else:
        told = bool(somewhere) and values.has_only("attendees", "location") and not (selector.names or selector.whens)
    items = all(isinstance(e.after, Task) and e.before is None and start_of(e.after) is None for e in plan.effects)
    clear = cues.OWN_VERB.search(text) or re.search(r"\b(?:with|at|in)\b", text, re.I) or "?" in text
    return command.operation in ("read", "update") and items and told and not clear


def keeps_time(plan: Plan, text: str) -> bool:
    """ "same time", "same day", where all that the plan changes begins at the hour, or on the day, on which it begins now."""
    said, rows = cues.SAME_TIME.fullmatch(text), [(e.before, e.after) for e in plan.effects]
    both = [(start_of(a), start_of(b)) for a, b in rows if isinstance(a, Event | Task) and isinstance(b, Event | Task)]
    times = [(a, b) for a, b in both if isinstance(a, datetime) and isinstance(b, datetime)]
    if said is None or len(times) < len(rows):
        return False
    return all(a.date() == b.date() if said[1] else a.time() == b.time() for a, b in times)


def keeps_place(plan: Plan, text: str) -> bool:
    """ "same place as today", of something new that is somewhere already, as what it is like."""
    new = [effect.after for effect in plan.effects if effect.before is None]
    placed = all(isinstance(row, Event) and row.location for row in new)
    return bool(SAME_PLACE.fullmatch(text) and new) and placed and len(new) == len(plan.effects)


def keeps_half(text: str, question: Question | None) -> bool:
    """ "am", "in the morning", where that is what was taken of the two that are asked about."""
    said, taken = HALF_SAID.fullmatch(text), HALF_TAKEN.match(question.text) if question is not None else None
    return bool(said and taken) and bool(said and said["am"]) == bool(taken and taken["am"])


def is_bare_time(text: str, said: tuple[Command, ...], conversation: Conversation) -> bool:
    """ "Friday 2pm", where nothing waits for a time: it may be of what was changed last, or of something new."""
    waits = conversation.plan or conversation.question or conversation.commands
    if waits or not conversation.done or len(said) != 1 or cues.CORRECTS.match(text) or cues.TO.match(text):
        return False
    moves = said[0].operation == "update" and said[0].selector.is_empty and said[0].values.has_only("when")
    read = read_time(text.strip(" .!?"), ANY_TIME) if moves else None
    return read is not None and read.start is not None


def with_new_offered(understood: Outcome, text: str) -> Outcome:
    """A plan that moves what was changed last to a bare time, with something new at that time offered beside it."""
    if not isinstance(understood, Plan) or understood.question is not None:
        return understood
    when = text.strip(" .!?")
    new = Command("create", "event", values=Values(when=(when,)), text=f"book it {when}")
    choice = Choice("Something new then", new.text, (new,))
    return dataclasses.replace(understood, question=Question("Or is it for something new?", (choice,)))


def staying(
    conversation: Conversation, text: str, commands: tuple[Command, ...], said: tuple[Command, ...]
) -> Outcome | None:
    """What is told where the plan on the table, or what was done, stays as it is; None where it does not, or there is none."""
    plan, done = conversation.plan, conversation.just_done
    if (plan or done) and keeps_half(text, conversation.question):
        return Answer(STAYS) if plan is None else dataclasses.replace(plan, question=None)
    if leaves_alone(text) and all(c.operation in CHANGES for c in said):  # "the vet can stay", which no plan takes
        return Answer(STAYS) if plan is None else NotUnderstood(NOT_IN_PLAN)
    if plan is None:
        return Answer(STAYS) if done is not None and (keeps_time(done, text) or keeps_place(done, text)) else None
    once = all(isinstance(e.row, Event | Task) and not e.row.is_series for e in plan.effects)
    of_one = len(plan.effects) < 2 or not cues.ONE.search(text)  # "just this one", of several, tells none
    if (cues.SCOPES[0][0].fullmatch(text) and once and of_one) or keeps_time(plan, text) or keeps_place(plan, text):
        return plan
    further = any(c.operation == "create" for c in commands[len(conversation.commands) :])  # "and basil"
    if len(said) == 1 and not further and is_of_no_item(said[0], plan, text):
        return NotUnderstood(PLAN_STAYS)
    if says_nothing(commands[0]) if len(commands) == 1 else not said and cues.CORRECTS.match(text):
        return NotUnderstood(PLAN_STAYS)
    asks = cues.ONLY.match(text) and all(c.operation == "read" for c in commands)  # the plan would wait behind it
    keeps = cues.KEEP.match(text) and commands == said and all(c.operation != "create" for c in commands)
    return NotUnderstood(NOT_IN_PLAN) if asks or keeps else None  # "leave the vet", which no plan would touch
