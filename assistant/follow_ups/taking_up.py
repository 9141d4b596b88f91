"""How a sentence takes up what was said before: the commands meant, with what a follow-up takes from the plan, the question or the answer before it
(policy 24)."""

import dataclasses
import re
from collections.abc import Callable

from assistant.commands import Command, Number, Referent, Scope, Values, with_selector, with_values
from assistant.continuations import on_same_days
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.also_named import TO_THING, going_too, of_its_day
from assistant.follow_ups.among_shown import (
    about_other_one,
    another_listed,
    next_too,
    of_thing,
    other_one,
    ranked_of_shown,
    the_rest,
)
from assistant.follow_ups.amounts import lead_time
from assistant.follow_ups.aside import beside_question
from assistant.follow_ups.corrections import one_of_several, other_thing, otherwise_called, remade
from assistant.follow_ups.cues import is_fragment
from assistant.follow_ups.free_slots import named_so, put_there
from assistant.follow_ups.likewise import likewise
from assistant.follow_ups.listed import RANKED, naming_it, picked, ranked_anew, says_change
from assistant.follow_ups.lists import further_item, items_alone, list_named, on_other_list, with_last_list
from assistant.follow_ups.once_more import (
    a_week_on,
    another_such,
    counted_on,
    not_then,
    on_more_days,
    on_that_day_too,
    once_more,
    then_too,
)
from assistant.follow_ups.people import with_brought, with_person
from assistant.follow_ups.questions import asked_on, how_many_then, one_after, with_it_named, with_next
from assistant.follow_ups.revision import (
    as_change,
    as_planned,
    beside,
    filled,
    follows,
    given_anew,
    is_of_its_own,
    narrower,
    one_more,
    one_of_those,
    revised,
    spared_names,
)
from assistant.follow_ups.same_day import (
    in_its_month,
    in_same_week,
    of_all,
    of_month_planned,
    on_day_planned,
    on_same_day,
    own_weekday_planned,
    then_is_known,
)
from assistant.follow_ups.second_thoughts import (
    KEPT_AT,
    another_days,
    corrected,
    just_once,
    kept_at,
    made_into,
    not_so,
    on_day_kept,
    retimed,
    with_day_kept,
    with_end_kept,
)
from assistant.follow_ups.turn import Commands, Turn, Way
from assistant.interpretation import says_since
from assistant.resolution.asking import NAME_ASKED
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME, with_said, within
from assistant.temporal.reading import read_time
from assistant.temporal.values import Setting

#: "two days before", "the evening before that".
BESIDE_IT = re.compile(
    r"(?:\S+ ){0,2}(?:day|night|evening|morning|week|weekend|month|hour)s? (?:before|after)(?:hand)?(?: (?:that|it|this))?(?: at \S+)?",
    re.I,
)
#: "camping | list", a name and no order.
A_LIST = re.compile(r"\blist(?: please)?\W*$", re.I)
DENIES = re.compile(r"\bnot\b|n['’]t\b", re.I)


def take_up(commands: Commands, text: str, conversation: Conversation, setting: Setting) -> Commands:
    """The commands meant, with what a follow-up takes from before; the same commands where the sentence stands alone."""
    if conversation.plan is not None or not conversation.commands:
        item = items_alone(commands, text, conversation.commands or conversation.done)
        if item is not None:
            return (*conversation.commands, item)
    commands = own_weekday_planned(commands, text, conversation, setting)
    commands, text = of_month_planned(commands, text, conversation, setting)
    commands = with_last_named(commands, text, conversation, setting)
    if len(commands) != 1:
        return ranked_of_shown(commands, conversation)
    before = (*conversation.done, *conversation.planned)
    if rest := the_rest(commands[0], text, before, conversation.listed, conversation.focus):
        return (*conversation.planned, rest)
    conversation = beside_question(commands[0], text, conversation)
    if not conversation.answered:
        same = likewise(commands[0], text, conversation.commands or conversation.done)
        if same is not None:
            return (*conversation.planned, *same)
    if not conversation.commands:
        return (after_done(commands[0], text, conversation, setting),)
    turn = Turn(commands[0], text, conversation, setting)
    taken = (way(turn) for when, way in WAYS if when(turn))
    taken_up = next((found for found in taken if found is not None), commands)
    return tuple(c if c in turn.earlier else in_same_week(c, turn.last, text, setting) for c in taken_up)


def after_done(command: Command, text: str, conversation: Conversation, setting: Setting) -> Command:
    """What a follow-up to nothing but what was last applied means."""
    if conversation.done:
        last = conversation.done[-1]
        if (lead := lead_time(command.values, text, last)) is not None and follows(command.selector, text):
            return dataclasses.replace(lead, text=text)
        if whens := on_day_kept(text, conversation.carried_out, setting):
            return dataclasses.replace(as_change(command, Values(when=whens)), object=last.object)
        keeps = KEPT_AT.match(text) and command.values.has_only("when")
        if keeps and not command.selector.names:  # "keep the day but make it 10"
            return dataclasses.replace(as_change(command, command.values), object=last.object)
        item = further_item(command, last, text, conversation.list_name)
        if cues.ALSO.match(text) or says_change(command, text):
            keys = picked(command.selector, conversation.shown, conversation.focus)
            if keys and (further := ranked_anew(command, text, (last,), keys, answered=False)):
                return further[-1]
        beside = cues.says_too(text) or TO_THING.fullmatch(text)
        goes = going_too(command, text, last) if cues.ALSO.match(text) else None
        same = one_more(command, text, last) if last.operation in CHANGES and (beside or goes) else None
        planned = dataclasses.replace(conversation, commands=conversation.done, plan=conversation.carried_out)
        bare = is_fragment(text) and command.selector.referent is not Referent.OTHER
        both = on_that_day_too(Turn(command, text, planned, setting)) if bare else None
        then = (both[-1] if both else None) or a_week_on(command, text, last, conversation.carried_out, setting)
        then = then or then_too(command, last, text) or not_then(command, last, text)
        then = then or once_more(counted_on(command, conversation.done, setting), text, as_planned(conversation.done))
        if taken := item or same or then or other_one(command, last, conversation.listed, conversation.focus):
            return taken
    return answering(command, text, conversation)


def with_last_named(commands: Commands, text: str, conversation: Conversation, setting: Setting) -> Commands:
    """The commands with the list and the person last named, where they say no other."""
    before = conversation.commands or conversation.done
    last = before[-1] if before else None
    made: list[Command] = []
    each = with_last_list(commands, text, conversation.list_name, last)
    for command in (another_such(one, last) for said in each for one in with_next(said, last, setting)):
        command = of_its_day(with_it_named(command, last), last) if last is not None and not made else command
        command = made_into(command, text) if conversation.focus else command
        command = in_its_month(command, conversation.thing)
        further = one_after(command, made[-1] if made else of_thing(last, conversation, setting), setting)
        planned = conversation.focus if conversation.plan is not None and len(conversation.focus) > 1 else ()
        of_shown = picked(command.selector, conversation.shown or planned, ())
        if last is not None and not (made or conversation.answered or of_shown):
            further = one_of_those(further, last, conversation)
        if (earlier := made[-1] if made else last) and (made or not then_is_known(further, earlier, setting)):
            further = on_same_days(further, earlier)
        said = text if len(commands) == 1 else further.text
        for named in (*made[-1:], *before[-1:]):
            further = with_person(with_brought(further, said, named), said, named)
        made.append(further)
    return tuple(made)


def answering(command: Command, text: str, conversation: Conversation) -> Command:
    """A time said after a plan was carried out that had asked for one ("tomorrow at noon") changes what was made."""
    when = command.selector.whens or command.values.when
    named = command.selector.names or command.values.names or command.selector.attendees
    named = named or (command.selector.whens and command.values.when)  # "make the Wednesday one 12"
    if conversation.question is None or not conversation.focus or not when or named or not is_fragment(text):
        return command
    return as_change(command, Values(when=when), Referent.THEM)


def asking_further(turn: Turn) -> Commands | None:
    """ "and on Friday?", "Saturday, not Friday": the question before, asked anew."""
    if otherwise := not_so(turn.text, turn.last):
        return turn.instead(otherwise)
    shown = max(len(turn.conversation.focus), 1)
    counted = how_many_then(turn.command, turn.text, turn.last, turn.setting)
    return turn.instead(counted or asked_on(turn.command, turn.text, turn.last, turn.setting, shown))


def name_said(turn: Turn) -> Commands | None:
    """ "admin", "call it camping", "camping list", where it was asked what a new event or list is called."""
    question = turn.conversation.question
    asks = turn.command.operation == "read" and cues.ASKS_ITSELF.match(turn.text)
    if question is None or question.text != NAME_ASKED or asks or not is_fragment(A_LIST.sub("", turn.text)):
        return None
    return turn.instead((named_so if turn.last.object == "event" else list_named)(turn.text, turn.last))


def in_free_time(turn: Turn) -> Commands | None:
    """ "put drinks at 8" after "am I free on Sunday evening": on that day; "book a call" after "am I free at 3": then."""
    made = put_there(turn.command, turn.text, turn.last, turn.conversation.free)
    return (made,) if made is not None else None


def on_day_asked(turn: Turn) -> Commands | None:
    """ "add drinks at 8" after "what's on Sunday": on that day."""
    shown = len(turn.conversation.focus)
    there = of_all(turn.command, turn.last, turn.setting, shown) or on_same_day(turn.command, turn.last, turn.setting)
    return (there,) if there is not None else None


def of_its_own(turn: Turn) -> Commands | None:
    """A question or an order that answers nothing that was asked."""
    return (turn.command,) if is_of_its_own(turn.command, turn.text, turn.last) else None


def on_same_list(turn: Turn) -> Commands | None:
    """ "and basil", after tomatoes were put on a list."""
    last = (as_planned(turn.earlier) if turn.is_planned else None) or turn.last
    item = further_item(turn.command, last, turn.text, last.values.list_name or turn.conversation.list_name)
    if item is None:
        return None
    return (*turn.earlier, item) if turn.is_planned else (item,)


def instead(way: Callable[[Command, str, Command], Command | None]) -> Way:
    """The way by which what is made of the command, the text and the last command before takes the place of that."""
    return lambda turn: turn.instead(way(turn.command, turn.text, turn.last))


def about_another(turn: Turn) -> Commands | None:
    """The same order about another thing or list ("no wait, the vet", "not the vet, the dentist", "sorry, groceries"), or about the first that is
    named."""
    if elsewhere := on_other_list(turn.command, turn.text, turn.earlier):
        return elsewhere
    other = other_thing(turn.command, turn.text, turn.earlier)
    if other is None and not turn.is_planned and not turn.conversation.answered:
        other = naming_it(turn.command, turn.text, turn.last)
    return turn.instead(other)


def also_kept(turn: Turn) -> Commands | None:
    """ "and the pills" after "push everything back except meals", which nothing was left of: what stays, never what goes."""
    also, excluded = cues.ALSO.match(turn.text), turn.last.selector.excluded
    if also is None or not excluded or cues.OWN_VERB.search(turn.text):
        return None
    return turn.instead(with_selector(turn.last, excluded=(*excluded, turn.text[also.end() :].strip(" .!"))))


def planned_anew(turn: Turn) -> Commands | None:
    """The commands of the plan on the table as a further sentence changes it; None where it is about something else."""
    if (otherwise := another_days(turn.command, turn.text, turn.last)) is not None:
        return turn.instead(otherwise)
    ticked = turn.last.operation == "delete" and turn.command.operation == "complete"
    if ticked and not turn.command.selector.is_described:  # "don't delete it, just tick it off"
        return turn.instead(dataclasses.replace(turn.last, operation="complete", object="task"))
    anew = otherwise_called(turn.text, turn.earlier) or with_day_kept(turn) or with_end_kept(turn)
    if (anew := anew or kept_at(turn.command, turn.text, turn.earlier)) is not None:
        return anew
    if (once := just_once(turn)) is not None:
        return turn.instead(once)
    denied = DENIES.search(turn.text)
    command = turn.command if denied else counted_on(turn.command, turn.earlier, turn.setting)
    command = on_day_planned(command, turn)
    anew = remade(turn.text, turn.earlier) or one_of_several(command, turn.text, turn.earlier)
    return anew or revised(command, turn.text, turn.earlier) or beside_plan(turn)


def beside_plan(turn: Turn) -> Commands | None:
    """ "remind me the day before to buy wine", "dinner the evening before at 7": counted from what is planned, with which it is made; a haircut
    that is planned and typed again with "remind me an hour before" is that one."""
    values, planned = (
        turn.command.values,
        {name.casefold() for command in turn.earlier for name in command.values.names},
    )
    counted = any(BESIDE_IT.fullmatch(said or "") for said in (*values.when, values.alarm))
    further = turn.command.operation == "create" and not planned.issuperset(map(str.casefold, values.names))
    return (*turn.earlier, turn.command) if further and counted else None


def another_time(turn: Turn) -> Commands | None:
    """ "and again at 6", "and Wednesday", "and next week too": that besides."""
    plan, setting = turn.conversation.plan, turn.setting
    base = as_planned(turn.earlier) or turn.last
    further = a_week_on(turn.command, turn.text, base, plan, setting)
    if further is None and (series := on_more_days(turn.command, turn.text, base)):
        if base.operation != "create":
            return turn.instead(series)
        names = base.values.names
        return tuple(series if c.operation == "create" and c.values.names == names else c for c in turn.earlier)
    if further is None and base.operation == "create":
        further = once_more(counted_on(turn.command, turn.earlier, setting), turn.text, base)
    return (*turn.earlier, further) if further is not None else None


def of_new_thing(turn: Turn) -> Commands | None:
    """ "tomorrow at 8am", "with Marek": what the new thing before has besides."""
    asks = turn.command.operation == "read" and is_of_its_own(turn.command, turn.text, turn.last)
    said = None if asks else beside(turn.command)
    if said is None:
        return None
    if said.when:  # "leave at 3" is on the day that is planned
        before = turn.last.values.when
        when = (within(" ".join(said.when), " ".join(before)),) if turn.is_asked else with_said(said.when, before)
        said = dataclasses.replace(said, when=when)
    return turn.instead(dataclasses.replace(turn.last, values=filled(turn.last.values, said)))


def value_said(turn: Turn) -> Commands | None:
    """A fragment that says the time, name or person that was asked for, or another one."""
    last, selector, values = turn.last, turn.command.selector, turn.command.values
    told = selector.names and not values.has_only("when")  # "the dentist is in Leeds"
    if (turn.command.operation, last.operation) == ("update", "delete") and (told or cues.OWN_VERB.search(turn.text)):
        return None  # "no keep it, move it to the 17th"
    if cues.EXCEPT.match(turn.text) and (spared := spared_names(turn.command, turn.text)):
        return turn.instead(with_selector(last, excluded=(*last.selector.excluded, *spared)))
    if cues.NOT.match(turn.text) and not cues.RATHER.search(turn.text):  # which says no answer
        return None
    question, whens = turn.conversation.question, selector.whens or values.when
    if (lead := lead_time(values, turn.text, last)) is not None:
        return turn.instead(lead)
    if question is not None and not question.choices:
        if last.operation == "update" and last.values.when and values.when:
            return turn.instead(with_values(last, when=values.when))
        if cues.MAKE_IT.match(turn.text):  # no time that finds another thing
            return None
    before = last.selector
    bare = not (before.names or before.attendees or before.places or (before.whens and before.referent is None))
    repeats = question is not None and any(c.commands and c.commands[-1].scope for c in question.choices)
    corrects = cues.CORRECTS.match(turn.text) and not cues.ONE.search(turn.text)
    retimes = whens and last.values.when and (bare or repeats or corrects)
    said = read_time(" ".join(whens), ANY_TIME) if retimes else None
    if said is not None and said.time_said and not said.day_said:  # no hour picks one of a series, nor one of "it"
        if turn.command.end_alone and not last.end_alone:
            return (*turn.earlier, as_change(turn.command, values))
        return turn.instead(retimed(last, whens))
    if last.operation == "create":
        names, period = last.values.names or selector.names or values.names, " ".join(last.values.when)
        alone = turn.text.strip(" .!?")
        when = within(alone if read_time(alone, ANY_TIME) else " ".join(whens), period) or period
        return turn.instead(with_values(last, when=(when,) if when else (), names=names))
    rule = selector.recurrence or values.recurrence
    if rule and not last.values.recurrence:  # "only on Mondays"
        return turn.instead(with_selector(last, recurrence=rule))
    # "only the next two"
    if repeats and selector.count and selector.number in RANKED and not (whens or selector.names):
        some = with_selector(last, number=selector.number, count=selector.count)
        return turn.instead(dataclasses.replace(some, scope=Scope.ONE))
    if not (whens or selector.names or selector.attendees or turn.command.scope):
        return None
    scope = (Scope.FUTURE if says_since(whens) else Scope.ONE) if whens else turn.command.scope or last.scope
    names = selector.names and narrower(before.names, selector.names, turn.text)
    changed = {"whens": whens, "names": names, "attendees": selector.attendees}
    made = with_selector(last, **{name: value for name, value in changed.items() if value}, number=Number.ONE)
    return turn.instead(dataclasses.replace(made, scope=scope))


#: When a way is open, and what the sentence then takes from the one before; the first way that leads to commands is taken.
WAYS: tuple[tuple[Callable[[Turn], bool], Way], ...] = (
    (lambda turn: turn.last.asks == "free" and turn.conversation.answered, in_free_time),
    (lambda turn: turn.is_asked, name_said),
    (lambda turn: turn.is_planned, next_too),
    (lambda turn: True, another_listed),
    (lambda turn: turn.last.operation == "read" and not turn.is_planned, asking_further),
    (lambda turn: turn.conversation.answered, on_day_asked),
    (lambda turn: turn.is_asked, of_its_own),
    (lambda turn: True, on_same_list),
    (lambda turn: turn.gives_value, instead(given_anew)),
    (lambda turn: True, about_other_one),
    (lambda turn: turn.is_asked or turn.is_planned, about_another),
    (lambda turn: turn.is_asked, also_kept),
    (lambda turn: (turn.is_asked or turn.is_planned) and turn.is_fragment, on_that_day_too),
    # "the dal too" after "tick rice", which was done already
    (lambda turn: turn.is_asked and turn.last.operation in CHANGES and cues.says_too(turn.text), instead(one_more)),
    (lambda turn: turn.is_planned, another_time),
    (lambda turn: turn.is_planned, planned_anew),
    (lambda turn: turn.answers, instead(corrected)),
    (lambda turn: turn.last.operation == "create" and turn.is_fragment, of_new_thing),
    (lambda turn: turn.answers and turn.last.operation != "read" and turn.command.operation != "create", value_said),
)
