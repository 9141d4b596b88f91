"""How a sentence takes up what was said before: the commands meant, with what a follow-up takes from the plan, the question or the answer before it
(policy 24)."""

import dataclasses
import re

from assistant.carried_times import ANY_TIME
from assistant.commands import Command, Number, Referent, Scope, Selector, Values
from assistant.continuations import on_same_days
from assistant.conversation import COUNTED, NUMBERED, THERE, Conversation
from assistant.corrections import other_thing, remade
from assistant.follow_ups import (
    ALSO,
    CHANGES,
    DEFINITE,
    OWN_VERB,
    beside,
    filled,
    heads,
    is_fragment,
    is_of_its_own,
    narrower,
    one_more,
    one_of_those,
    revised,
    says_only,
    with_person,
    with_said,
    with_selector,
    with_values,
)
from assistant.further_questions import asked_on, one_after
from assistant.interpretation import says_since
from assistant.list_follow_ups import further_item, on_other_list, with_last_list
from assistant.listed import naming_it, picked, ranked_anew
from assistant.plan import Plan
from assistant.resolution.matching import content, holds, words_of
from assistant.temporal.reading import read_time
from assistant.temporal.values import Setting
from models.rows import Calendar


def take_up(
    commands: tuple[Command, ...], text: str, conversation: Conversation, setting: Setting
) -> tuple[Command, ...]:
    """The commands meant, with what a follow-up takes from before; the same commands where the sentence stands alone.

    `setting` anchors what is counted from a time said before ("the day after")."""
    earlier = conversation.commands
    commands = completed(commands, text, conversation)
    if len(commands) != 1:
        return commands
    if not earlier:
        return (after_done(commands[0], text, conversation),)
    if one := of_listed(commands[0], text, earlier, conversation):
        return one
    command, last = commands[0], earlier[-1]
    if conversation.plan is None and last.operation == "read" and (asked_now := asked_on(command, text, last, setting)):
        return (*earlier[:-1], asked_now)
    if conversation.answered and last.asks == "free" and (booked := on_day_asked(command, last)):
        return (booked,)
    if conversation.question is not None and conversation.plan is None and is_of_its_own(command, text, last):
        return commands
    if item := further_item(command, last, text, conversation.list_name):
        return (*earlier, item) if conversation.plan is not None else (item,)
    asked = conversation.question is not None and conversation.plan is None and last.operation == "update"
    if asked and last.values.is_empty and is_fragment(text) and (given := with_values(command, text, last)) is not None:
        return (*earlier[:-1], given)
    if other := other_one(command, last, conversation):
        beside_it = conversation.plan is not None and ALSO.match(text)
        return (*earlier, other) if beside_it else (*earlier[:-1], other)
    on_table = conversation.plan is not None or conversation.question is not None
    if on_table and (corrected := about_another(command, text, earlier, conversation)) is not None:
        return corrected
    if (
        conversation.plan is not None
        and (changed := planned_anew(command, text, earlier, conversation.plan)) is not None
    ):
        return changed
    if last.operation == "create" and is_fragment(text) and (said := beside(command)) is not None:
        return (*earlier[:-1], dataclasses.replace(last, values=filled(last.values, said)))
    if not is_fragment(text) or command.operation in ("create", "undo", "redo"):
        return commands
    return refined(command, text, earlier, conversation)


def of_listed(
    command: Command, text: str, earlier: tuple[Command, ...], conversation: Conversation
) -> tuple[Command, ...] | None:
    """ "and the last", "no, the first": another of the things that an answer listed, of which one was talked of since."""
    said = NUMBERED.fullmatch(text)
    if said and said[1].isalpha():  # no date, where things were listed
        command = Command("read", command.object, earlier[-1].asks, Selector(ordinal=COUNTED[said[1].lower()]))
    keys = picked(command.selector, conversation.listed, conversation.focus)
    return ranked_anew(command, text, earlier, keys, conversation.answered) if keys else None


def about_another(
    command: Command, text: str, earlier: tuple[Command, ...], conversation: Conversation
) -> tuple[Command, ...] | None:
    """The same order about another thing or list ("no wait, the vet", "sorry, groceries"), or about the first that is named."""
    if elsewhere := on_other_list(command, text, earlier):
        return elsewhere
    other = other_thing(command, text, earlier[-1])
    if other is None and conversation.plan is None and not conversation.answered:
        other = naming_it(command, text, earlier[-1])
    return (*earlier[:-1], other) if other is not None else None


def after_done(command: Command, text: str, conversation: Conversation) -> Command:
    """What a follow-up to nothing but what was last applied means."""
    if conversation.done:
        last = conversation.done[-1]
        item = further_item(command, last, text, conversation.list_name)
        same = one_more(command, last, text) if last.operation in CHANGES and DEFINITE.match(text) else None
        if taken := item or same or other_one(command, last, conversation):
            return taken
    return answering(command, text, conversation)


def completed(commands: tuple[Command, ...], text: str, conversation: Conversation) -> tuple[Command, ...]:
    """The commands with the list and the person last named, where they say no other."""
    before = conversation.commands or conversation.done
    last = before[-1] if before else None
    made: list[Command] = []
    for command in with_last_list(commands, text, conversation.list_name, last):
        further = one_after(command, made[-1] if made else last)
        if last is not None and not made and not conversation.answered:
            further = one_of_those(further, last)
        if earlier := made[-1] if made else last:
            further = on_same_days(further, earlier)
        for named in (*made[-1:], *before[-1:]):
            further = with_person(further, text if len(commands) == 1 else further.text, named)
        made.append(further)
    return tuple(made)


def on_day_asked(command: Command, last: Command) -> Command | None:
    """ "put drinks at 8" after "am I free on Sunday evening": on that day; "book a call" after "am I free at 3": then."""
    if (command.operation, command.object) != ("create", "event") or len(command.values.when) > 1:
        return None
    when = with_said(command.values.when, last.selector.whens) or last.selector.whens
    said = read_time(" ".join(command.values.when or when), ANY_TIME)
    if not command.values.when:
        hour = said is not None and said.time_said and not said.part_of_day
        if not (hour or (said and THERE.search(command.text))) or command.values.recurrence:
            return None
    elif said is None or said.day_said or when == command.values.when:
        return None
    return dataclasses.replace(command, values=dataclasses.replace(command.values, when=when))


def planned_anew(command: Command, text: str, earlier: tuple[Command, ...], plan: Plan) -> tuple[Command, ...] | None:
    """The commands of the plan on the table as a further sentence changes it; None where it is about something else."""
    return remade(text, earlier) or also_spared(command, text, earlier, plan) or revised(command, text, earlier)


def also_spared(command: Command, text: str, earlier: tuple[Command, ...], plan: Plan) -> tuple[Command, ...] | None:
    """ "and dinner" after "but keep the client call": what the plan would change, and is named with what it spares, is spared too."""
    last, names = earlier[-1], (*command.selector.names, *command.selector.attendees)
    taken = (*command.values.names, *command.values.attendees)  # for what is new
    if not names and says_only(taken, text, ALSO):
        names = taken
    if not last.selector.excluded or not names or not ALSO.match(text) or OWN_VERB.search(text):
        return None
    titles = [words_of(e.row.summary) for e in plan.effects if not isinstance(e.row, Calendar)]
    if not all(any(holds(content(name), title) for title in titles) for name in names):
        return None
    return (*earlier[:-1], with_selector(last, excluded=(*last.selector.excluded, *names)))


def other_one(command: Command, last: Command, conversation: Conversation) -> Command | None:
    """ "the other one": what the last command was about, but for the rows last talked of; with the new values that are said now."""
    if command.selector.referent is not Referent.OTHER or last.operation not in CHANGES:
        return None
    if command.operation in CHANGES and (command.operation != "update" or not command.values.is_empty):
        last = dataclasses.replace(command, selector=last.selector)
    names = tuple(re.sub(r"^other\s+", "", n, flags=re.I) for n in command.selector.names) or heads(last.selector.names)
    if not names and not last.selector.attendees and not last.selector.kind:  # of those that were answered
        others = tuple(named for named in conversation.listed if named not in conversation.focus)
        if not others and " one" not in command.text:  # "the other calendar"
            return None
        return dataclasses.replace(last, selector=Selector(picked=others, referent=Referent.OTHER))
    return with_selector(last, names=names, referent=Referent.OTHER, picked=())


def answering(command: Command, text: str, conversation: Conversation) -> Command:
    """A time said after a plan was carried out that had asked for one ("tomorrow at noon") changes what was made."""
    when = command.selector.whens or command.values.when
    named = command.selector.names or command.values.names or command.selector.attendees
    if conversation.question is None or not conversation.focus or not when or named or not is_fragment(text):
        return command
    selector = Selector(referent=Referent.THEM)
    return dataclasses.replace(command, operation="update", asks=None, selector=selector, values=Values(when=when))


def refined(
    command: Command, text: str, earlier: tuple[Command, ...], conversation: Conversation
) -> tuple[Command, ...]:
    """A fragment that says another time, name or person for the command before it."""
    last, selector, values = earlier[-1], command.selector, command.values
    whens = selector.whens or values.when
    if conversation.question is not None and conversation.plan is None and last.operation != "read":
        if last.operation == "update" and last.values.when and values.when and not conversation.question.choices:
            return (*earlier[:-1], dataclasses.replace(last, values=dataclasses.replace(last.values, when=values.when)))
        if last.operation == "create":
            given = dataclasses.replace(
                last.values, when=whens or last.values.when, names=last.values.names or selector.names
            )
            return (*earlier[:-1], dataclasses.replace(last, values=given))
        repeats = selector.recurrence or values.recurrence
        if repeats and not last.values.recurrence:  # "only on Mondays"
            return (*earlier[:-1], with_selector(last, recurrence=repeats))
        if whens or selector.names or selector.attendees or command.scope:
            scope = (Scope.FUTURE if says_since(whens) else Scope.ONE) if whens else command.scope or last.scope
            changed = {
                "whens": whens,
                "names": selector.names and narrower(last.selector.names, selector.names, text),
                "attendees": selector.attendees,
            }
            made = with_selector(last, **{name: value for name, value in changed.items() if value}, number=Number.ONE)
            return (*earlier[:-1], dataclasses.replace(made, scope=scope))
    return (command,)
