"""How a sentence takes up what was said before: the commands meant, with what a follow-up takes from the plan, the question or the answer before it
(policy 24)."""

import dataclasses
import re
from collections.abc import Callable

from assistant.commands import Command, Number, Referent, Scope, Selector, Values, with_selector, with_values
from assistant.continuations import of_such_noun, on_same_days
from assistant.conversation import Commands, Conversation, Turn, Way, first
from assistant.follow_ups import (
    alike,
    also_named,
    among_shown,
    amounts,
    asked_on,
    corrections,
    cues,
    free_slots,
    gone,
    lists,
    named_rows,
    once_more,
    people,
    questions,
    revision,
    same_day,
    second_thoughts,
    staying,
)
from assistant.follow_ups.choices import scope_of
from assistant.follow_ups.of_its_own import is_of_its_own, of_its_own, told_of_another
from assistant.interpretation import says_since
from assistant.plan import Plan
from assistant.resolution.asking import NAME_ASKED
from assistant.resolution.comparing import asks_of_it
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME, read_whens, with_said, within
from assistant.temporal.reading import read_time
from assistant.temporal.values import Setting

#: "two days before", "the evening before that", "that morning".
BESIDE_IT = re.compile(
    r"(?:(?:at )?[\w:.]+(?: ?[ap]m)? )?(?:on )?that (?:day|night|morning|afternoon|evening)(?: at \S+)?|(?:\S+ ){0,2}(?:day|night|evening|morning|week|weekend|month|hour)s? (?:before|after)(?:hand)?(?: (?:that|it|this))?(?: at \S+)?",
    re.I,
)
#: "the day before", "two hours after that".
BEFORE_IT = re.compile(r"((?:\S+ ){0,2}\w+ (?:before|after))(?:hand)?(?: (?:that|it|this))?", re.I)
#: "camping | list", a name and no order.
A_LIST = re.compile(r"\blist(?: please)?\W*$", re.I)
DENIES = re.compile(r"\bnot\b|n['’]t\b", re.I)


def take_up(
    commands: Commands, text: str, conversation: Conversation, setting: Setting
) -> tuple[Commands, Plan | None]:
    """The commands meant, with what a follow-up takes from before, and the plan on the table that it changes or goes with; the same commands,
    and None, where the sentence stands alone."""
    if asks_of_it(text) and all(command.operation == "read" for command in commands):
        return commands, None
    if (instead := gone.of_gone(commands, text, conversation, setting)) is not None:
        return instead, conversation.plan
    if (numbered := alike.numbered(commands, text, conversation, setting)) is not None:
        return numbered, conversation.plan
    if conversation.plan is not None or not conversation.commands:
        item = lists.items_alone(commands, text, conversation.commands or conversation.done)
        if item is not None:
            return (*conversation.commands, item), conversation.plan
    commands = same_day.own_weekday_planned(commands, text, conversation, setting)
    commands, text = same_day.of_month_planned(commands, text, conversation, setting)
    commands = with_last_named(commands, text, conversation, setting)
    commands = tuple(questions.left_of_it(command, conversation) for command in commands)
    if len(commands) != 1:
        if conversation.just_done is not None and cues.AS_WELL.search(commands[0].text):
            commands = (after_done(commands[0], commands[0].text, conversation, setting), *commands[1:])
        return among_shown.ranked_of_shown(commands, conversation), None
    if rest := among_shown.the_rest(commands[0], text, conversation):
        return (*conversation.planned, rest), conversation.plan
    command = among_shown.sparing_asked(commands[0], text, conversation)
    commands = (free_slots.as_definite(command, text, conversation),)
    conversation = staying.beside_question(commands[0], text, conversation)
    there = same_day.on_day_changed(commands[0], text, conversation, setting)
    if (then := there or among_shown.of_done(text, conversation.just_done, setting)) is not None:
        return (then,), None
    if not conversation.answered:
        plan = conversation.plan or conversation.just_done
        earlier, effects = conversation.commands or conversation.thread, plan.effects if plan is not None else ()
        same = once_more.likewise(commands[0], text, earlier, effects)
        if same is not None:
            return (*conversation.planned, *same), conversation.plan
    if not conversation.commands:
        return (after_done(commands[0], text, conversation, setting),), None
    turn = at_one_time(Turn(commands[0], text, conversation, setting))
    taken_up = first((way for when, way in WAYS if when(turn)), turn)
    meant = taken_up or commands
    same_week = tuple(c if c in turn.earlier else same_day.in_same_week(c, turn.last, text, setting) for c in meant)
    return same_week, conversation.plan if taken_up else None


def at_one_time(turn: Turn) -> Turn:
    """ "Monday 2 till 4", of what is planned or asked about: one new time, of which a part was taken for when that is, or for a name."""
    command, when = turn.command, cues.CORRECTS.sub("", turn.text).strip(" ,.!")
    parts = (command.selector, command.values) == (
        Selector(whens=command.selector.whens),
        Values(when=command.values.when),
    )
    apart = command.bare or (command.operation == "update" and parts and command.selector.whens and command.values.when)
    time = read_time(when, ANY_TIME) if apart and (turn.is_asked or turn.is_planned) else None
    if time is None or not (time.day_said and time.time_said) or time.bound or time.rrule:
        return turn
    whole = Command("update", turn.last.object, values=Values(when=(when,)), text=turn.text)
    return dataclasses.replace(turn, command=whole)


def after_done(command: Command, text: str, conversation: Conversation, setting: Setting) -> Command:
    """What a follow-up to nothing but what was last applied means."""
    if conversation.done:
        conversation = among_shown.told_of_gone(conversation, setting)
        planned = dataclasses.replace(conversation, commands=conversation.done, plan=conversation.carried_out)
        turn, last = Turn(command, text, planned, setting), conversation.done[-1]
        anew = dataclasses.replace(turn, conversation=dataclasses.replace(planned, commands=conversation.thread))
        told = command.operation == "update" and command.selector.names and command.values.when
        if not told and (named := named_rows.of_done(text, conversation.just_done)) is not None:
            return named
        if (due := named_rows.due_then(command, text, conversation.just_done)) is not None:
            return due
        if (lead := amounts.lead_time(turn)) is not None and revision.follows(command.selector, text):
            return dataclasses.replace(lead[-1], text=text)
        if whens := second_thoughts.on_day_kept(text, conversation.carried_out, setting):
            return dataclasses.replace(revision.as_change(command, Values(when=whens)), object=last.object)
        if cues.ALSO.match(text) or among_shown.says_change(command, text):
            keys = among_shown.picked(command.selector, conversation.shown, conversation.focus)
            if keys and (further := among_shown.ranked_anew(command, text, (last,), keys, answered=False)):
                return further[-1]
        goes = cues.ALSO.match(text) and (
            also_named.theirs(command, text, last)
            or also_named.going_too(command, text, last)
            or also_named.alone(command, text)
        )
        too = cues.says_too(text) or also_named.TO_THING.fullmatch(text) or goes
        same = revision.one_more(command, text, last) if last.operation in CHANGES and too else None
        bare = turn.is_fragment and command.selector.referent is not Referent.OTHER
        both = once_more.on_that_day_too(turn) if bare else None
        ways = (alike.once_more_then, once_more.then_too, once_more.not_then, among_shown.other_one)
        same = same or (revision.of_all_then(command, text, last) if cues.ALSO.match(text) else None)
        same = once_more.week_after(anew) or same
        return (
            lists.further_item(command, last, text, conversation.list_name)
            or same
            or (both[-1] if both else None)
            or once_more.again(anew)
            or once_more.weekly_too(anew)
            or next(filter(None, (way(turn) for way in ways)), None)
            or command
        )
    return command


def with_last_named(commands: Commands, text: str, conversation: Conversation, setting: Setting) -> Commands:
    """The commands with the list and the person last named, where they say no other."""
    before = conversation.commands or conversation.done
    last = before[-1] if before else None
    made: list[Command] = []
    each = lists.with_last_list(commands, text, conversation.list_name, last)
    for said in (one for several in each for one in questions.with_next(several, last, setting)):
        command = once_more.another_such(said, last)
        if last is not None and not made:
            command = also_named.of_its_day(questions.with_it_named(command, last), last)
        waits = conversation.question is not None and not conversation.question.choices
        if last is not None and (last.operation == "create" or waits) and not (made or conversation.answered):
            # of several that were made the one is told by its day or person, not by the name of the last
            command = of_such_noun(command, last) if len({c.names for c in before}) == 1 else command
        command = second_thoughts.made_into(command, text) if conversation.focus else command
        command = people.told_of_it(command, text, last, conversation)
        command = same_day.in_its_month(command, conversation.thing)
        command = same_day.moved_to_day(command, conversation.thing, setting)
        if not conversation.answered:
            command = same_day.on_the_day(command, text, conversation.thing, setting)
        before_it = made[-1] if made else among_shown.of_thing(last, conversation, setting)
        further = questions.one_after(command, before_it, setting)
        planned = conversation.focus if conversation.plan is not None and len(conversation.focus) > 1 else ()
        of_shown = among_shown.picked(command.selector, conversation.shown or planned)
        if last is not None and not (made or conversation.answered or of_shown):
            further = revision.one_of_those(further, last, conversation)
        further = further if of_shown or made else among_shown.next_of_asked(further, last, conversation)
        if (earlier := made[-1] if made else last) and (made or not same_day.then_is_known(further, earlier, setting)):
            further = on_same_days(further, earlier)
        words = text if len(commands) == 1 else further.text
        for named in (*made[-1:], *before[-1:]):
            further = people.with_person(people.with_brought(further, words, named), words, named)
        made.append(further)
    return tuple(made)


def asking_further(turn: Turn) -> Commands | None:
    """ "and on Friday?", "Saturday, not Friday": the question before, asked anew."""
    if otherwise := second_thoughts.not_so(turn.text, turn.last):
        return turn.instead(otherwise)
    anew = asked_on.when_over(turn) or asked_on.in_next(turn) or questions.how_many_then(turn)
    return turn.instead(anew or questions.asked_on(turn))


def name_said(turn: Turn) -> Commands | None:
    """ "admin", "call it camping", "camping list", where it was asked what a new event or list is called."""
    question = turn.conversation.question
    asks = cues.ASKS_ITSELF.match(turn.text) if turn.command.operation == "read" else of_its_own(turn)
    if question is None or question.text != NAME_ASKED or asks or not cues.is_fragment(A_LIST.sub("", turn.text)):
        return None
    named = free_slots.named_so if turn.last.object == "event" else lists.list_named
    return turn.instead(named(turn.text, turn.last))


def all_then(turn: Turn) -> Commands | None:
    """ "and clear Sunday too", beside the plan."""
    found = revision.of_all_then(turn.command, turn.text, turn.last)
    if turn.is_planned and cues.adds(turn.text, turn.last):
        return turn.besides(found)
    return (found,) if found is not None else None


def on_same_list(turn: Turn) -> Commands | None:
    """ "and basil", after tomatoes were put on a list."""
    last = (revision.as_planned(turn.earlier) if turn.is_planned else None) or turn.last
    item = lists.further_item(turn.command, last, turn.text, last.values.list_name or turn.conversation.list_name)
    if item is None:
        return None
    return (*turn.earlier, item) if turn.is_planned else (item,)


def instead(way: Callable[[Command, str, Command], Command | None]) -> Way:
    """The way by which what is made of the command, the text and the last command before takes the place of that."""
    return lambda turn: turn.instead(way(turn.command, turn.text, turn.last))


def beside_asked(turn: Turn) -> Commands | None:
    """ "remind me the day before to pack", where it was asked what shall change about the Hill job: the day before that job."""
    command, last = turn.command, turn.last
    when, named = " ".join(command.values.when), last.selector.names or last.selector.attendees
    before = BEFORE_IT.fullmatch(when) if command.operation == "create" and command.values.names else None
    if before is None or len(named) != 1:
        return None
    return (with_values(command, when=(f"{before[1]} {named[0]}",)),)


def also_done(turn: Turn) -> Commands | None:
    """ "the dal too" after "tick rice", which was done already."""
    changes = turn.last.operation in CHANGES
    return turn.instead(revision.one_more(turn.command, turn.text, turn.last)) if changes else None


def about_another(turn: Turn) -> Commands | None:
    """The same order about another thing ("no wait, the vet", "not the vet, the dentist"), or about the first that is named."""
    other = corrections.other_thing(turn.command, turn.text, turn.earlier)
    if other is None and not turn.is_planned and not turn.conversation.answered:
        other = also_named.naming_it(turn)
    return turn.instead(other)


def planned_anew(turn: Turn) -> Commands | None:
    """The commands of the plan on the table as a further sentence changes it; None where it is about something else."""
    if not DENIES.search(turn.text):
        turn = dataclasses.replace(turn, command=once_more.counted_on(turn))
    turn = dataclasses.replace(turn, command=same_day.on_day_planned(turn))
    return first((corrections.remade, corrections.one_of_several, revision.revised, beside_plan), turn)


def beside_plan(turn: Turn) -> Commands | None:
    """ "remind me the day before to buy wine", "dinner the evening before at 7": counted from what is planned, with which it is made; a haircut
    that is planned and typed again with "remind me an hour before" is that one."""
    values = turn.command.values
    planned = {name.casefold() for command in turn.earlier for name in command.values.names}
    counted = any(BESIDE_IT.fullmatch(said or "") for said in (*values.when, values.alarm))
    another = not planned.issuperset(map(str.casefold, values.names))
    alarm = turn.command.makes("task") and not values.names and not any(c.makes("task") for c in turn.earlier)
    further = turn.command.operation == "create" and (another or alarm)  # "wake me at 5 that morning"
    found = turn.command.selector
    makes = all(command.operation == "create" for command in turn.earlier)
    goes = makes and turn.command.operation == "delete" and found.names
    then = goes and any(
        BESIDE_IT.fullmatch(said) for said in found.whens
    )  # "cancel derby that night", which it runs into
    return turn.besides(turn.command) if (further and counted) or then else None


def of_new_thing(turn: Turn) -> Commands | None:
    """ "tomorrow at 8am", "with Marek": what the new thing before has besides."""
    asks = turn.command.operation == "read" and is_of_its_own(turn.command, turn.text, turn.last)
    said = None if asks else revision.beside(turn.command)
    if said is None:
        return None
    if said.when:  # "leave at 3" is on the day that is planned
        before = turn.last.values.when
        when = (within(" ".join(said.when), " ".join(before)),) if turn.is_asked else with_said(said.when, before)
        said = dataclasses.replace(said, when=when)
    return turn.instead(dataclasses.replace(turn.last, values=revision.filled(turn.last.values, said)))


def answered(turn: Turn) -> Commands | None:
    """What was asked for; of the first of two orders where it was asked of which times they are: "just the 6th", after "move yoga to 7" and "also
    make it an hour"."""
    question, last = turn.conversation.question, turn.last
    first_asked = question is not None and any(map(scope_of, question.choices)) and len(turn.earlier) > 1
    if not (first_asked and last.selector == Selector(referent=Referent.IT)):
        return value_said(turn)
    before = dataclasses.replace(turn.conversation, commands=turn.earlier[:-1])
    found = value_said(dataclasses.replace(turn, conversation=before))
    return (*found, last) if found is not None else None


def value_said(turn: Turn) -> Commands | None:
    """A fragment that says the time, name or person that was asked for, or another one."""
    last, selector, values = turn.last, turn.command.selector, turn.command.values
    verb = cues.OWN_VERB.search(turn.text) or cues.BEGINS_OR_ENDS.search(turn.text)
    if (turn.command.operation, last.operation) == ("update", "delete") and verb:  # "no keep it, move it to the 17th"
        it = revision.follows(selector, turn.text) and not values.is_empty
        return turn.instead(dataclasses.replace(turn.command, selector=last.selector)) if it else None
    if cues.NOT.match(turn.text) and not cues.RATHER.search(turn.text):  # which says no answer
        return None
    question, whens = turn.conversation.question, turn.command.whens
    if cues.ALSO.match(turn.text) and revision.follows(selector, turn.text) and not values.is_empty:
        return turn.besides(revision.as_change(turn.command, values))
    if (lead := amounts.lead_time(turn)) is not None:
        return lead
    if question is not None and not question.choices:
        if last.operation == "update" and last.values.when and values.when:
            return turn.instead(with_values(last, when=values.when))
        if cues.MAKE_IT.match(turn.text):  # no time that finds another thing
            return None
    before = last.selector
    bare = not (before.names or before.attendees or before.places or (before.whens and before.referent is None))
    repeats = question is not None and any(map(scope_of, question.choices))
    said = read_whens(whens) if last.values.when and (bare or repeats) else None
    if said is not None and said.hour_alone:  # no hour picks one of a series, nor one of "it"
        if turn.command.end_alone and not last.end_alone:
            return turn.besides(revision.as_change(turn.command, values))
        return turn.instead(second_thoughts.retimed(last, whens))
    if last.operation == "create":
        names, period = last.values.names or turn.command.names, " ".join(last.values.when)
        alone = turn.text.strip(" .!?")
        now = alone if read_time(alone, ANY_TIME) else " ".join(whens)
        when = same_day.in_its_week(now, period, turn.setting) or period
        return turn.instead(with_values(last, when=(when,) if when else (), names=names))
    rule = selector.recurrence or values.recurrence
    if rule and not last.values.recurrence:  # "only on Mondays"
        return turn.instead(with_selector(last, recurrence=rule))
    # "only the next two"
    if repeats and selector.count and selector.takes_place and not (whens or selector.names):
        some = with_selector(last, number=selector.number, count=selector.count)
        return turn.instead(dataclasses.replace(some, scope=Scope.ONE))
    own = values.shift and (selector.names or selector.attendees)  # "Ben half an hour later" says another time itself
    if own or not (whens or selector.names or selector.attendees or turn.command.scope):
        return None
    scope = (Scope.FUTURE if says_since(whens) else Scope.ONE) if whens else turn.command.scope or last.scope
    changed = {"whens": whens, "names": selector.names, "attendees": selector.attendees}
    made = with_selector(last, **{name: value for name, value in changed.items() if value}, number=Number.ONE)
    return turn.instead(corrections.told_of(turn, dataclasses.replace(made, scope=scope)))


#: What a sentence changes of the plan on the table, or adds to it.
OF_PLAN: tuple[Way, ...] = (
    named_rows.of_new,
    named_rows.of_changed,
    lambda turn: turn.besides(once_more.again(turn)),
    once_more.on_more_days,
    second_thoughts.another_days,
    second_thoughts.other_days,
    second_thoughts.ticked_rather,
    corrections.otherwise_called,
    second_thoughts.with_day_kept,
    second_thoughts.with_end_kept,
    second_thoughts.kept_at,
    second_thoughts.just_once,
    planned_anew,
)
#: When a way is open, and what the sentence then takes from the one before; the first way that leads to commands is taken.
WAYS: tuple[tuple[Callable[[Turn], bool], Way], ...] = (
    (lambda turn: turn.last.asks == "free" and turn.conversation.answered, free_slots.put_there),
    (lambda turn: turn.conversation.answered, alike.another),
    (lambda turn: turn.is_asked, name_said),
    (lambda turn: turn.is_planned, among_shown.next_too),
    (lambda turn: True, among_shown.another_listed),
    (lambda turn: turn.last.operation == "read" and not turn.is_planned, asking_further),
    (lambda turn: turn.conversation.answered, same_day.on_day_asked),
    (lambda turn: turn.is_asked or turn.is_planned, all_then),
    (lambda turn: turn.is_asked, of_its_own),
    (lambda turn: turn.is_asked and turn.last.operation == "create", told_of_another),
    (lambda turn: turn.is_asked and turn.last.operation == "update", beside_asked),
    (lambda turn: True, on_same_list),
    (lambda turn: turn.gives_value, instead(revision.given_anew)),
    (lambda turn: True, among_shown.about_other_one),
    (lambda turn: turn.is_asked or turn.is_planned, about_another),
    (lambda turn: turn.is_asked, also_named.also_kept),
    (lambda turn: (turn.is_asked or turn.is_planned) and turn.is_fragment, once_more.on_that_day_too),
    (lambda turn: turn.is_asked and cues.says_too(turn.text), also_done),
    (lambda turn: turn.is_planned, lambda turn: first(OF_PLAN, turn)),
    (lambda turn: turn.answers, instead(second_thoughts.corrected)),
    (lambda turn: turn.is_asked, second_thoughts.besides_which),
    (lambda turn: turn.last.operation == "create" and turn.is_fragment, of_new_thing),
    (lambda turn: turn.answers and turn.last.operation != "read" and turn.command.operation != "create", answered),
)
