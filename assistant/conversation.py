"""What was last said: the plan on the table, the question asked, the rows talked of, and a further sentence, which may take them up
(`follow_ups/taking_up`: how).

A conversation is a value: every turn gives the next one (policy 24).
"""

import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Literal

from assistant.commands import Command, Referent, Selector
from assistant.follow_ups import cues
from assistant.follow_ups.lists import last_list
from assistant.lazy import Lazy
from assistant.plan import Answer, Clarification, Effect, Outcome, Plan, Question, gone_by, talked_of
from assistant.resolution.context import key
from assistant.tagging import Tagging
from assistant.temporal.values import Setting
from models.changes import ChangeSet
from models.rows import Event, Row, Task

Commands = tuple[Command, ...]
#: So many of the things taken away are remembered, to be had again.
MOST_REMOVED = 50
#: "the April one", "this week's": which is meant.
WHICH = re.compile(rf"{cues.ONE.pattern}|^{cues.ONLY.pattern}|['’]s\W*$|^\W*this (?:week|month)s?\W*$", re.I)
#: "does that clash with the pick-up", "will it run into anything", "that's the same day as the vet, isn't it": asked of what was talked of.
ASKS_OF_IT = cues.led(
    r"(?:does|do|did|is|isn['’]t|doesn['’]t|will|won['’]t|would|could|has|was|what does|what['’]?s) (?:that|it|this)\b(?! (?:a|an|my|our|the(?! same))\b)"
    r"|(?:(?:that|it|this)(?:['’]?s| is)? (?:still |also )?)?(?:clash|collid|overlap|conflict|(?:at |on )?the same (?:day|time|week)|same (?:day|time|week) as)"
)
#: "will that leave me time to get to the vet", as the student reads it best.
IN_TIME = cues.led(r"will i be in time for\b")
#: "is Jo about that day", "what have I got then": asked of when it is, which is put in with its date.
ASKS_OF_THEN = re.compile(r"\bthat (?:day|week|weekend|morning|afternoon|evening|night|time)\b|\bthen\W*$", re.I)
THEN_DATED = re.compile(rf"{ASKS_OF_THEN.pattern}|\b\d{{4}}-\d\d-\d\d\W*$", re.I)


@dataclasses.dataclass(frozen=True)
class Conversation:
    """`commands` made the `plan` on the table, the `question` or the last answer; `focus` are the keys of the rows talked of.

    `supposed` are change sets confirmed in a rehearsal ("dry run"): later turns see them as done, the file does not."""

    commands: tuple[Command, ...] = ()
    plan: Plan | None = None
    question: Question | None = None
    focus: Sequence[str] = ()
    answered: bool = False
    supposed: tuple[ChangeSet, ...] = ()
    #: `focus` are rows of an answer: "it" is one of them.
    of_answer: bool = False
    #: Of what the last questions were asked, where these told other things: "move it", after "is Jo about that day", is of that still.
    about: Sequence[str] = ()
    #: The time that the last answer found free.
    free: Sequence[tuple[datetime, datetime]] = ()
    #: The rows of the last answer, where one of them was talked of since: "the other one" is another of these.
    listed: Sequence[str] = ()
    #: Those of them that something was done to since: "cancel the rest" leaves them alone.
    dealt_with: tuple[str, ...] = ()
    #: Change sets taken back in a rehearsal, the latest last.
    retaken: tuple[ChangeSet, ...] = ()
    #: Something was changed in this conversation: "cancel that" then takes it back.
    changed: bool = False
    #: The commands last carried out: "the other one".
    done: tuple[Command, ...] = ()
    #: The commands carried out since a thing was named, of which the later ones are: "at 5 on Friday" and then "5:15".
    thread: tuple[Command, ...] = ()
    #: The keys of what that thread is about.
    thread_of: Sequence[str] = ()
    #: The plan last carried out: "not the call", of what it took away.
    carried_out: Plan | None = None
    #: What is talked of still, once what was told beside it is ticked off.
    beside: Sequence[str] = ()
    #: All that was taken away in this conversation, as it stood, the latest last: "Jenkins rebooked for Friday".
    removed: tuple[Event | Task, ...] = ()
    #: "undo" or "redo" that waits for a yes.
    retake: Literal["undo", "redo"] | None = None
    #: What was made last was called off ("cancel it"): "undo" then has it again.
    called_off: bool = False
    #: The journal's number of the entry that was shown as what would be taken back or repeated.
    shown_entry: int | None = None
    #: The list that items last went to: "and butter" goes there too, until something is planned that is not of a list.
    list_name: str | None = None
    #: The conversation with a plan on the table, or a question that waits, while other questions are asked beside it.
    aside: "Conversation | None" = None
    #: The question whose answer led to the plan on the table: another of its choices may be meant.
    offered: Question | None = None
    #: The question that waits was asked once more already, as words were said that left it as it was.
    repeated: bool = False
    #: Something was said of the plan that was not understood: a "yes" shows it once more.
    doubted: bool = False
    #: The frame of the last order or question, as the student read it ("read event when"): the next sentence may go on from it.
    said: str | None = None
    #: The note that the last answer read out: "add those to my list".
    noted: str = ""

    @property
    def shown(self) -> Sequence[str]:
        """The rows of the last answer, while nothing else was talked of since."""
        if self.of_answer:
            return self.focus
        return self.listed if self.focus and set(self.focus) <= set(self.listed) else ()

    @property
    def planned(self) -> tuple[Command, ...]:
        """The commands of the plan on the table; none where there is none."""
        return self.commands if self.plan is not None else ()

    @property
    def waiting(self) -> Plan | None:
        """The plan on the table, or the one beside which something else was asked."""
        return self.plan or (self.aside.plan if self.aside is not None else None)

    @property
    def just_done(self) -> Plan | None:
        """The plan last carried out, where nothing was planned or asked since."""
        return self.carried_out if self.plan is None and not self.commands else None

    @property
    def thing(self) -> Row | None:
        """The one thing that the plan on the table, else the one last carried out, makes or changes; None where it is none, or several."""
        plan = self.plan or self.carried_out
        return plan.effects[0].after if plan is not None and len(plan.effects) == 1 else None

    def after(self, outcome: Outcome, commands: tuple[Command, ...]) -> "Conversation":
        """The conversation once this outcome has been shown."""
        if not isinstance(outcome, Plan | Answer | Clarification):
            return self
        noted = outcome.noted if isinstance(outcome, Answer) else ""
        turn = dataclasses.replace(self, commands=commands, plan=None, question=None, answered=False, retake=None)
        turn = dataclasses.replace(turn, repeated=False, noted=noted)
        if isinstance(outcome, Clarification):
            aside = self if self.plan is not None else self.aside
            table = dataclasses.replace(turn, question=outcome.question, aside=aside)
            return table if self.plan is not None else table.talking_of_asked(commands)
        before, named = self.listed or self.focus, last_list(commands)
        turn = dataclasses.replace(turn, list_name=named or self.list_name)
        if isinstance(outcome, Plan):
            elsewhere = any(c.object != "task" or c.operation == "create" for c in commands)
            turn = dataclasses.replace(turn, list_name=named if elsewhere else turn.list_name)
            turn = dataclasses.replace(turn, aside=None, offered=None, doubted=False, of_answer=False, about=())
            listed = before if self.answered else self.listed
            question, focus = outcome.question, keys_of(outcome)
            return dataclasses.replace(turn, plan=outcome, question=question, focus=focus, listed=listed)
        turn = dataclasses.replace(turn, about=self.asked_of(commands))
        keys = Lazy(outcome.items or outcome.instead, key)
        selector = commands[-1].selector if commands else Selector()
        if selector.referent is Referent.IT and not self.of_answer and same_things(keys, self.focus):
            keys = Lazy((), key)  # "when is it", of a series that was changed: all of it is talked of still
        if (beside := self.beside_it(commands, keys)) is not None:
            turn = dataclasses.replace(turn, dealt_with=())
            return dataclasses.replace(turn, listed=keys, focus=beside, answered=True, free=outcome.free or ())
        among = before if selector.is_ranked else self.listed if selector.picked else ()
        open_ = self.plan is not None or (self.question is not None and self.commands)
        turn = dataclasses.replace(turn, dealt_with=self.dealt_with if among else ())
        turn = dataclasses.replace(turn, listed=among, free=outcome.free or (), aside=self if open_ else self.aside)
        of_answer = bool(keys) or self.of_answer
        return dataclasses.replace(turn, focus=keys or self.focus, of_answer=of_answer, answered=True)

    def talking_of_asked(self, commands: Commands) -> "Conversation":
        """ "it" behind a question about something that an order named: the one thing offered, and never what was talked of before."""
        last = commands[-1] if commands else None
        if last is None or last.operation == "read" or last.selector.referent is not None:
            return self
        if not (last.selector.is_described or (last.operation == "create" and last.names)):
            return self
        choices = self.question.choices if self.question is not None else ()
        picked = [c.commands[-1].selector.picked for c in choices if c.commands and not c.commands[-1].selector.past]
        keys = tuple(dict.fromkeys(named for some in picked for named in some))
        one = keys[:1] if keys and same_things(keys, keys[:1]) else ()
        asked_anyway = self.of_answer and len(self.focus) > 1
        if not one and (asked_anyway or (not keys and last.operation == "complete")):
            return self
        return dataclasses.replace(self, focus=one, of_answer=False, about=(), listed=())

    def asked_of(self, commands: Commands) -> Sequence[str]:
        """The one thing of which, or of whose time, a question is asked that names others: that was made or changed, or is pointed to."""
        thing = self.about or self.focus
        if len(commands) != 1 or commands[0].operation != "read" or len(thing) != 1 or self.plan is not None:
            return ()
        text, whens = commands[0].text, commands[0].selector.whens
        own = self.about or not self.of_answer
        of_then = ASKS_OF_THEN.search(text) and (not whens or THEN_DATED.search(" ".join(whens)))
        # "am I free on Friday at 3": what stands there is not what moves there
        room = commands[0].asks == "free" and not (commands[0].names or commands[0].people)
        return thing if (own and (of_then or room or IN_TIME.match(text))) or ASKS_OF_IT.match(text) else ()

    def beside_it(self, commands: Commands, keys: Sequence[str]) -> Sequence[str] | None:
        """The one thing talked of, where a question about "it" told others beside it: "does that clash with the dentist" is still about that."""
        points = len(commands) == 1 and commands[0].operation == "read" and ASKS_OF_IT.match(commands[0].text)
        open_ = self.plan is not None or (self.question is not None and self.commands)
        if not points or open_ or len(self.focus) != 1 or len(keys) < 2:
            return None
        one = tuple(named for named in keys if same_things((named,), self.focus))
        return self.focus if one else None

    def committed(self, plan: Plan) -> "Conversation":
        """The plan was carried out: its rows are what "it" means now; what it asked beside can still be answered."""
        table = dataclasses.replace(self.dropped(), question=plan.question, answered=False, of_answer=False, about=())
        table = dataclasses.replace(
            table, focus=self.beside or keys_of(plan), changed=True, done=self.commands, carried_out=plan
        )
        dealt_with = (*self.dealt_with, *table.focus) if self.listed else ()
        removed = (*self.removed, *gone_by(plan.effects))[-MOST_REMOVED:]
        table = dataclasses.replace(table, called_off=False, dealt_with=dealt_with, removed=removed)
        thread = tuple(map(of_it, self.commands)) if self.thread and same_things(table.focus, self.thread_of) else ()
        further = thread and all(command.selector == Selector(referent=Referent.IT) for command in thread)
        return dataclasses.replace(
            table, thread=(*self.thread, *thread) if further else self.commands, thread_of=table.focus
        )

    def rehearsed(self, plan: Plan) -> "Conversation":
        """The plan was confirmed in a rehearsal: from now on it counts as done."""
        return dataclasses.replace(self.committed(plan), supposed=(*self.supposed, plan.change_set()), retaken=())

    def dropped(self) -> "Conversation":
        """The plan or question was dismissed."""
        table = dataclasses.replace(self, commands=(), plan=None, question=None, aside=None)
        return dataclasses.replace(table, retake=None, shown_entry=None)

    def saying(self, tagging: Tagging) -> "Conversation":
        """The conversation once this was said; what orders and asks nothing leaves what was said before."""
        orders = [c for c in tagging.commands if c.object is not None]
        return dataclasses.replace(self, said=orders[-1].words) if orders else self

    def retaking(self, direction: Literal["undo", "redo"], called_off: bool = False) -> "Conversation":
        """Undo or redo was asked for: it takes the place of what was on the table. `called_off`: what was made goes by it."""
        table = dataclasses.replace(self.dropped(), retake=direction, answered=False, carried_out=None)
        return dataclasses.replace(table, called_off=called_off)


def of_it(command: Command) -> Command:
    """A change that named nothing, and was made of what was talked of, as one of "it"."""
    bare = command.operation == "update" and command.selector == Selector()
    return dataclasses.replace(command, selector=Selector(referent=Referent.IT)) if bare else command


def same_things(keys: Sequence[str], others: Sequence[str]) -> bool:
    """Both name the same things, at whichever of their times."""
    things = [{named.partition("\n")[0] for named in each} for each in (keys, others)]
    return things[0] == things[1]


def keys_of(plan: Plan) -> Sequence[str]:
    """The keys of a plan's rows, those that stay before those that go."""
    return Lazy(talked_of(plan.effects), key)


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
    def effects(self) -> Sequence[Effect]:
        """What the plan on the table does."""
        return self.conversation.plan.effects if self.conversation.plan is not None else ()

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
        return cues.is_fragment(self.text)

    @property
    def answers(self) -> bool:
        """It is too short for anything but an answer to the question that waits."""
        return self.is_asked and self.is_fragment

    @property
    def gives_value(self) -> bool:
        """ "to 3" after "move the dentist"; "the April one", "this week's", say which is meant of those that were offered, and "remind me to pack
        the day before" is new."""
        new = self.command.operation == "create" and self.command.values.names and self.command.values.when
        choices = self.conversation.question.choices if self.conversation.question is not None else ()
        offers = any(c.commands and c.commands[-1].selector.picked for c in choices)
        tells_which = offers and WHICH.search(self.text) and not cues.TO.match(self.text)
        return (
            self.answers and self.last.operation == "update" and self.last.values.is_empty and not (tells_which or new)
        )

    def besides(self, command: Command | None) -> Commands | None:
        """The commands before and this one."""
        return (*self.earlier, command) if command is not None else None

    def instead(self, command: Command | None) -> Commands | None:
        """The commands before with this one in the place of the last."""
        return (*self.earlier[:-1], dataclasses.replace(command, unread=None)) if command is not None else None


Way = Callable[[Turn], Commands | None]


def first(ways: Iterable[Way], turn: Turn) -> Commands | None:
    """What the first of these ways leads to; None where none leads to commands."""
    return next((found for way in ways if (found := way(turn)) is not None), None)
