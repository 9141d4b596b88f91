"""How a sentence takes up what was said before: the commands meant, with what a follow-up takes from the plan, the question or the answer before it
(policy 24)."""

import dataclasses
import re
from collections.abc import Callable

from assistant.commands import Command, Number, Referent, Scope, Selector, Values, with_selector, with_values
from assistant.continuations import on_same_days
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.afterwards import not_then, then_too
from assistant.follow_ups.amounts import lead_time
from assistant.follow_ups.aside import beside_question
from assistant.follow_ups.corrections import other_thing, remade
from assistant.follow_ups.cues import is_fragment
from assistant.follow_ups.free_slots import put_there
from assistant.follow_ups.likewise import likewise
from assistant.follow_ups.listed import naming_it, picked, ranked_anew
from assistant.follow_ups.lists import further_item, on_other_list, with_last_list
from assistant.follow_ups.others import other_one, the_rest
from assistant.follow_ups.people import with_person
from assistant.follow_ups.questions import STEP, asked_on, near_day, one_after
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
    with_said,
)
from assistant.follow_ups.same_day import on_same_day
from assistant.follow_ups.second_thoughts import corrected, not_so, retimed, with_hour_said
from assistant.interpretation import says_since
from assistant.resolution.retiming import UNITS
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME, day_words, within
from assistant.temporal.reading import read_time
from assistant.temporal.values import Setting
from assistant.wording import ORDINALS
from models.rows import Event, Task

Commands = tuple[Command, ...]
DENIES = re.compile(r"\bnot\b|n['’]t\b", re.I)
MAKE_IT = re.compile(r"\W*(?:(?:no|ok(?:ay)?|actually|oh|and|or|then|please|so),? )*make (?:it|that|them)\b", re.I)


@dataclasses.dataclass(frozen=True)
class Turn:
    """A sentence of one command that may take up those before it; `setting` anchors what is counted from a time said before."""

    command: Command
    text: str
    conversation: Conversation
    setting: Setting

    @property
    def earlier(self) -> tuple[Command, ...]:
        """The commands of the sentence before."""
        return self.conversation.commands

    @property
    def last(self) -> Command:
        """What it may take up."""
        return self.earlier[-1]

    @property
    def is_planned(self) -> bool:
        """A plan is on the table."""
        return self.conversation.plan is not None

    @property
    def is_asked(self) -> bool:
        """A question waits for its answer, and no plan."""
        return self.conversation.question is not None and not self.is_planned

    @property
    def is_fragment(self) -> bool:
        """It is too short to stand alone."""
        return is_fragment(self.text)

    def instead(self, command: Command | None) -> Commands | None:
        """The commands before with this one in the place of the last."""
        return (*self.earlier[:-1], dataclasses.replace(command, unread=None)) if command is not None else None


Way = Callable[[Turn], Commands | None]


def take_up(commands: Commands, text: str, conversation: Conversation, setting: Setting) -> Commands:
    """The commands meant, with what a follow-up takes from before; the same commands where the sentence stands alone."""
    commands = with_last_named(commands, text, conversation)
    if len(commands) != 1:
        return commands
    before = conversation.commands if conversation.plan is not None else ()
    if rest := the_rest(commands[0], text, (*conversation.done, *before), conversation.listed, conversation.focus):
        return (*before, rest)
    conversation = beside_question(commands[0], text, conversation)
    if conversation.plan is not None or not conversation.commands:
        same = likewise(commands[0], text, conversation.commands or conversation.done)
        if same is not None:
            return (*conversation.commands, *same)
    if not conversation.commands:
        return (after_done(commands[0], text, conversation),)
    turn = Turn(with_hour_said(commands[0], conversation.commands), text, conversation, setting)
    taken = (way(turn) for when, way in WAYS if when(turn))
    return next((found for found in taken if found is not None), commands)


def after_done(command: Command, text: str, conversation: Conversation) -> Command:
    """What a follow-up to nothing but what was last applied means."""
    if conversation.done:
        last = conversation.done[-1]
        if (lead := lead_time(command.values, last)) is not None and follows(command.selector, text):
            return dataclasses.replace(lead, text=text)
        item = further_item(command, last, text, conversation.list_name)
        same = one_more(command, last, text) if last.operation in CHANGES and cues.DEFINITE.match(text) else None
        then = then_too(command, last, text) or not_then(command, last, text)
        if taken := item or same or then or other_one(command, last, conversation.listed, conversation.focus):
            return taken
    return answering(command, text, conversation)


def with_last_named(commands: Commands, text: str, conversation: Conversation) -> Commands:
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


def answering(command: Command, text: str, conversation: Conversation) -> Command:
    """A time said after a plan was carried out that had asked for one ("tomorrow at noon") changes what was made."""
    when = command.selector.whens or command.values.when
    named = command.selector.names or command.values.names or command.selector.attendees
    if conversation.question is None or not conversation.focus or not when or named or not is_fragment(text):
        return command
    return as_change(command, Values(when=when), Referent.THEM)


def another_listed(turn: Turn) -> Commands | None:
    """ "and the last", "no, the first": another of the things that an answer listed, of which one was talked of since."""
    command, conversation, said = turn.command, turn.conversation, cues.NUMBERED.fullmatch(turn.text)
    if said and said[1].isalpha():  # no date, where things were listed
        command = Command("read", command.object, turn.last.asks, Selector(ordinal=ORDINALS[said[1].lower()]))
    changes = (
        conversation.answered and command.operation in CHANGES
    )  # which must mean the same once its plan is talked of
    listed = conversation.listed or (conversation.focus if changes else ())
    keys = picked(command.selector, listed, conversation.focus)
    if said and said[1].isalpha() and conversation.listed and not keys and turn.last.operation in CHANGES:
        return turn.instead(dataclasses.replace(turn.last, selector=command.selector))  # of fewer: no date either
    return ranked_anew(command, turn.text, turn.earlier, keys, conversation.answered) if keys else None


def asking_further(turn: Turn) -> Commands | None:
    """ "and on Friday?": the question before, asked anew."""
    shown = max(len(turn.conversation.focus), 1)
    return turn.instead(asked_on(turn.command, turn.text, turn.last, turn.setting, shown))


def in_free_time(turn: Turn) -> Commands | None:
    """ "put drinks at 8" after "am I free on Sunday evening": on that day; "book a call" after "am I free at 3": then."""
    made = put_there(turn.command, turn.text, turn.last, turn.conversation.free)
    return (made,) if made is not None else None


def on_day_asked(turn: Turn) -> Commands | None:
    """ "add drinks at 8" after "what's on Sunday": on that day."""
    there = on_same_day(turn.command, turn.last, turn.setting)
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


def given_value(turn: Turn) -> Commands | None:
    """ "half an hour", where it was asked how much: the order before with that."""
    return turn.instead(given_anew(turn.command, turn.text, turn.last))


def about_other_one(turn: Turn) -> Commands | None:
    """ "no, the other one" in the place of the first, "and the other one" beside it."""
    other = other_one(turn.command, turn.last, turn.conversation.listed, turn.conversation.focus)
    if other is None or not (turn.is_planned and cues.ALSO.match(turn.text)):
        return turn.instead(other)
    return (*turn.earlier, other)


def about_another(turn: Turn) -> Commands | None:
    """The same order about another thing or list ("no wait, the vet", "sorry, groceries"), or about the first that is named."""
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


def on_that_day_too(turn: Turn) -> Commands | None:
    """ "and Friday" after "dialysis is at 8 on Monday": that one and Friday's."""
    command, last, when = turn.command, turn.last, turn.last.values.when
    whens = command.selector.whens or command.values.when
    said = read_time(" ".join(when), ANY_TIME) if when else None
    further = read_time(" ".join(whens), ANY_TIME) if whens and cues.ALSO.match(turn.text) else None
    if last.operation != "update" or not (said and further and further.day_said and not further.time_said):
        return None
    if said.day_said == bool(last.selector.whens):  # "from Monday to Tuesday", or at no hour of a day that was said
        return None
    planned = turn.conversation.plan.effects if turn.conversation.plan is not None else ()
    if not all(isinstance(e.before, Event | Task) and e.before.recurrence_id for e in planned):  # what happens once
        return None
    days = last.selector.whens or tuple(filter(None, map(day_words, when)))
    once = dataclasses.replace(with_selector(last, whens=days), scope=Scope.ONE)
    other = with_selector(with_values(once, when=with_said(whens, when) if said.day_said else when), whens=whens)
    return (*turn.earlier[:-1], once, other)


def one_instead(turn: Turn) -> Commands | None:
    """ "the dal too" after "tick rice", which was done already: that one."""
    more = one_more(turn.command, turn.last, turn.text) if turn.last.operation in CHANGES else None
    return turn.instead(more)


def planned_anew(turn: Turn) -> Commands | None:
    """The commands of the plan on the table as a further sentence changes it; None where it is about something else."""
    if (otherwise := not_so(turn.text, turn.last)) is not None:
        return turn.instead(otherwise)
    denied = DENIES.search(turn.text)
    command = turn.command if denied else counted_on(turn.command, turn.earlier, turn.setting)
    return remade(turn.text, turn.earlier) or revised(command, turn.text, turn.earlier) or None


def counted_on(command: Command, earlier: Commands, setting: Setting) -> Command:
    """ "the day after", "the week after" as a date, counted from the time that the plan has by now."""
    whens = command.selector.whens or command.values.when
    made, said = as_planned(earlier), STEP.fullmatch(whens[0]) if len(whens) == 1 else None
    if made is None or said is None or not said["unit"] or not made.values.when:
        return command
    asked = read_time(" ".join(made.values.when), setting)
    far = UNITS.get(said["unit"].lower())
    if asked is None or asked.start is None or far is None:
        return command
    near = asked.start.date()
    date = near_day(near + far if said["way"].lower() == "after" else near - far, setting)
    return with_selector(command, whens=(date,)) if command.selector.whens else with_values(command, when=(date,))


def of_new_thing(turn: Turn) -> Commands | None:
    """ "tomorrow at 8am", "with Marek": what the new thing before has besides."""
    asks = turn.command.operation == "read" and is_of_its_own(turn.command, turn.text, turn.last)
    said = None if asks else beside(turn.command)
    if said is None:
        return None
    if said.when and turn.is_asked:
        said = dataclasses.replace(said, when=(within(" ".join(said.when), " ".join(turn.last.values.when)),))
    return turn.instead(dataclasses.replace(turn.last, values=filled(turn.last.values, said)))


def said_otherwise(turn: Turn) -> Commands | None:
    """ "no, make it two hours", "not this week, next week", where something was asked of the order before."""
    return turn.instead(corrected(turn.command, turn.text, turn.last))


def answering_question(turn: Turn) -> Commands | None:
    """A fragment that says the time, name or person that was asked for, or another one."""
    last, selector, values = turn.last, turn.command.selector, turn.command.values
    if (turn.command.operation, last.operation) == ("update", "delete") and cues.OWN_VERB.search(turn.text):
        return None  # "no keep it, move it to the 17th"
    if cues.EXCEPT.match(turn.text) and (spared := spared_names(turn.command, turn.text)):
        return turn.instead(with_selector(last, excluded=(*last.selector.excluded, *spared)))
    if cues.NOT.match(turn.text) and not cues.RATHER.search(turn.text):  # which says no answer
        return None
    question, whens = turn.conversation.question, selector.whens or values.when
    if question is not None and not question.choices:
        if (lead := lead_time(values, last)) is not None:
            return turn.instead(lead)
        if last.operation == "update" and last.values.when and values.when:
            return turn.instead(with_values(last, when=values.when))
        if MAKE_IT.match(turn.text):  # no time that finds another thing
            return None
    before = last.selector
    bare = not (before.names or before.attendees or before.places or (before.whens and before.referent is None))
    repeats = question is not None and any(c.commands and c.commands[-1].scope for c in question.choices)
    corrects = cues.CORRECTS.match(turn.text) and not cues.ONE.search(turn.text)
    said = (
        read_time(" ".join(whens), ANY_TIME) if whens and last.values.when and (bare or repeats or corrects) else None
    )
    if said is not None and said.time_said and not said.day_said:  # no hour picks one of a series, nor one of "it"
        if turn.command.end_alone and not last.end_alone:
            return (*turn.earlier, as_change(turn.command, values))
        return turn.instead(retimed(last, whens))
    if last.operation == "create":
        names, period = last.values.names or selector.names, " ".join(last.values.when)
        alone = turn.text.strip(" .!?")
        when = within(alone if read_time(alone, ANY_TIME) else " ".join(whens), period) or period
        return turn.instead(with_values(last, when=(when,) if when else (), names=names))
    rule = selector.recurrence or values.recurrence
    if rule and not last.values.recurrence:  # "only on Mondays"
        return turn.instead(with_selector(last, recurrence=rule))
    if not (whens or selector.names or selector.attendees or turn.command.scope):
        return None
    scope = (Scope.FUTURE if says_since(whens) else Scope.ONE) if whens else turn.command.scope or last.scope
    changed = {
        "whens": whens,
        "names": selector.names and narrower(last.selector.names, selector.names, turn.text),
        "attendees": selector.attendees,
    }
    made = with_selector(last, **{name: value for name, value in changed.items() if value}, number=Number.ONE)
    return turn.instead(dataclasses.replace(made, scope=scope))


#: When a way is open, and what the sentence then takes from the one before; the first way that leads to commands is taken.
WAYS: tuple[tuple[Callable[[Turn], bool], Way], ...] = (
    (lambda turn: True, another_listed),
    (lambda turn: turn.last.operation == "read" and not turn.is_planned, asking_further),
    (lambda turn: turn.last.asks == "free" and turn.conversation.answered, in_free_time),
    (lambda turn: turn.conversation.answered, on_day_asked),
    (lambda turn: turn.is_asked, of_its_own),
    (lambda turn: True, on_same_list),
    (
        lambda turn: (
            turn.is_asked and turn.is_fragment and turn.last.operation == "update" and turn.last.values.is_empty
        ),
        given_value,
    ),
    (lambda turn: True, about_other_one),
    (lambda turn: turn.is_asked or turn.is_planned, about_another),
    (lambda turn: turn.is_asked, also_kept),
    (lambda turn: (turn.is_asked or turn.is_planned) and turn.is_fragment, on_that_day_too),
    (
        lambda turn: turn.is_asked and bool(cues.DEFINITE.match(turn.text) or cues.AS_WELL.search(turn.text)),
        one_instead,
    ),
    (lambda turn: turn.is_planned, planned_anew),
    (lambda turn: turn.is_asked and turn.is_fragment, said_otherwise),
    (lambda turn: turn.last.operation == "create" and turn.is_fragment, of_new_thing),
    (
        lambda turn: (
            turn.is_asked
            and turn.is_fragment
            and turn.last.operation != "read"
            and turn.command.operation not in ("create", "undo", "redo")
        ),
        answering_question,
    ),
)
