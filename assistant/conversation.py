"""What was last said: the plan on the table, the question asked, the rows talked of; and how a further sentence takes them up.

A conversation is a value: every turn gives the next one (policy 24).
"""

import dataclasses
import re
from collections.abc import Sequence
from typing import Literal

from assistant.commands import Command, Number, Referent, Scope, Selector, Values
from assistant.follow_ups import (
    ALSO,
    ANY_TIME,
    CHANGES,
    FRAGMENT,
    FRAGMENT_WORDS,
    OWN_VERB,
    beside,
    filled,
    heads,
    is_fragment,
    narrower,
    other_thing,
    revised,
    says_only,
    with_clock,
    with_selector,
    with_values,
)
from assistant.plan import Answer, Choice, Clarification, Outcome, Plan, Question, talked_of
from assistant.resolution.context import key
from assistant.resolution.matching import content, holds, words_of
from assistant.sequences import Lazy
from assistant.temporal.reading import read_time
from models.changes import ChangeSet
from models.rows import Calendar

YES = re.compile(
    r"\W*(?:(?:yes|yep|yeah|yup|sure|ok(?:ay)?|do it|go ahead|confirm(?:ed)?|please do|sounds good|that's right|correct|apply|fine)\b[\s,.!]*(?:please|do it|thanks|go ahead)?)\W*",
    re.I,
)
NO = re.compile(
    r"\W*(?:(?:actually|on second thoughts?|hm+|oh|wait|ok(?:ay)?)\W+)*(?:no+|nope|nah|never ?mind|no,? never ?mind|forget (?:it|that|about it)|don't|stop|dismiss|no thanks?|no,? thank you|leave it|scratch that|not now|cancel|neither(?: of them)?|none(?: of (?:them|those|these))?)\W*",
    re.I,
)
CANCEL_THAT = re.compile(
    r"\W*(?:no,? )?(?:please )?(?:cancel|scrap|drop|delete|remove|skip) (?:that|this|it)(?: please)?\W*", re.I
)
UNDO = re.compile(
    r"\W*(?:please )?(?:undo(?: (?:that|it|this|the last (?:one|change|thing)))?|take (?:that|it) back|revert(?: (?:that|it))?)(?: please)?\W*",
    re.I,
)
REDO = re.compile(r"\W*(?:please )?(?:redo(?: (?:that|it))?)(?: please)?\W*", re.I)
MORE_ITEMS = re.compile(r"^\W*(?:and|also|plus|add|put|then|oh and)\b", re.I)
ADDED = re.compile(r"^\W*(?:(?:and|also|then|plus)\W+)*(?:add|put)\b", re.I)
#: "and the one after that?": the next of what was asked about.
AFTER_THAT = re.compile(
    r"\W*(?:and )?(?:what about )?(?:the )?(?:(?:next )?one after (?:that|this)(?: one)?|(?:next|following) one|next)\W*",
    re.I,
)
THE_LIST = re.compile(r"\b(?:the|this|that) list\b", re.I)
NUMBERED = re.compile(
    r"\W*(?:no,? )?(?:just |only )?(?:the |number |option |#)?(\d|first|second|third|1st|2nd|3rd)(?: one)?\W*", re.I
)
EVERY = re.compile(
    r"\W*(?:all(?: of (?:them|it))?|both(?: of them)?|every(?:thing| one(?: of them)?)?|the (?:whole|entire) (?:series|thing)|the series)\W*",
    re.I,
)
#: Words that pick a scope where it was asked for.
SCOPES = (
    (re.compile(r"\W*(?:no,? )?(?:just |only )?(?:the next|this|that)(?: one)?(?: time)?\W*|\W*(?:just|only) once\W*", re.I), Scope.ONE),
    (re.compile(r"\W*(?:this|that)(?: one)? and (?:all )?(?:the )?(?:following|future|later)(?: ones)?\W*|\W*from (?:now|then|here|this one|that one) on(?:wards?)?\W*", re.I), Scope.FUTURE),
)  # fmt: skip
#: Of two things in order of time.
BY_TIME = re.compile(
    r"\W*(?:(?:no|ok|sorry|i mean),? )?(?:the )?(?:(earlier|former|sooner)|(later|latter|last))(?: one)?\W*", re.I
)
COUNTED = {"first": 1, "second": 2, "third": 3, "1st": 1, "2nd": 2, "3rd": 3}


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
    #: Change sets taken back in a rehearsal, the latest last.
    retaken: tuple[ChangeSet, ...] = ()
    #: Something was changed in this conversation: "cancel that" then takes it back.
    changed: bool = False
    #: The commands last carried out: "the other one".
    done: tuple[Command, ...] = ()
    #: "undo" or "redo" that waits for a yes.
    retake: Literal["undo", "redo"] | None = None
    #: The journal's number of the entry that was shown as what would be taken back or repeated.
    shown_entry: int | None = None
    #: The list that items last went to: "and butter" goes there too.
    list_name: str | None = None

    def after(self, outcome: Outcome, commands: tuple[Command, ...]) -> "Conversation":
        """The conversation once this outcome has been shown."""
        if isinstance(outcome, Plan):
            return dataclasses.replace(
                self,
                commands=commands,
                plan=outcome,
                question=outcome.question,
                focus=keys_of(outcome),
                answered=False,
                retake=None,
                list_name=last_list(commands) or self.list_name,
            )
        if isinstance(outcome, Answer):
            keys = Lazy(outcome.items, key)
            return dataclasses.replace(
                self,
                commands=commands,
                plan=None,
                question=None,
                focus=keys or self.focus,
                answered=True,
                retake=None,
                list_name=last_list(commands) or self.list_name,
            )
        if isinstance(outcome, Clarification):
            return dataclasses.replace(
                self, commands=commands, plan=None, question=outcome.question, answered=False, retake=None
            )
        return self

    def committed(self, plan: Plan) -> "Conversation":
        """The plan was carried out: its rows are what "it" means now; what it asked beside can still be answered."""
        return dataclasses.replace(
            self,
            commands=(),
            plan=None,
            question=plan.question,
            focus=keys_of(plan),
            answered=False,
            changed=True,
            done=self.commands,
        )

    def rehearsed(self, plan: Plan) -> "Conversation":
        """The plan was confirmed in a rehearsal: from now on it counts as done."""
        return dataclasses.replace(self.committed(plan), supposed=(*self.supposed, plan.change_set()), retaken=())

    def dropped(self) -> "Conversation":
        """The plan or question was dismissed."""
        return dataclasses.replace(self, commands=(), plan=None, question=None, retake=None, shown_entry=None)

    def retaking(self, direction: Literal["undo", "redo"]) -> "Conversation":
        """Undo or redo was asked for: it takes the place of what was on the table."""
        return dataclasses.replace(self.dropped(), retake=direction, answered=False)


def keys_of(plan: Plan) -> Sequence[str]:
    """The keys of a plan's rows, those that stay before those that go."""
    return Lazy(talked_of(plan.effects), key)


def last_list(commands: tuple[Command, ...]) -> str | None:
    """The list that the commands name."""
    names = (c.values.list_name or c.selector.list_name for c in reversed(commands) if c.object in ("task", "list"))
    return next((name for name in names if name), None)


def revising(choice: Choice, done: tuple[Command, ...]) -> tuple[Command, ...]:
    """A choice made after its plan was carried out: the same reading as a change of the rows that were made."""
    command = choice.commands[-1]
    said = [name for before in done for name in before.values.attendees]
    met = tuple(name for name in command.values.attendees if name not in said)
    if met and said and command.operation in ("create", "update"):
        left = tuple(name for name in said if name not in command.values.attendees)
        values, selector = Values(attendees=met, removed=left), Selector(referent=Referent.THEM)
        return (dataclasses.replace(command, operation="update", asks=None, selector=selector, values=values),)
    if command.operation not in ("create", "update") or not command.values.when:
        return choice.commands
    values = Values(when=command.values.when)
    selector = Selector(referent=Referent.THEM)
    return (
        dataclasses.replace(command, operation="update", asks=None, selector=selector, values=values, end_alone=False),
    )


def chosen(text: str, conversation: Conversation) -> Choice | None:
    """The choice of the open question that the words pick: by number, label, sentence, or words that one of them alone holds."""
    if conversation.question is None:
        return None
    choices = conversation.question.choices
    if YES.fullmatch(text) and conversation.plan is None and len(choices) == 1:
        return choices[0]
    if EVERY.fullmatch(text):
        return next(
            (c for c in choices if c.commands and c.commands[-1].scope is Scope.ALL), choices[-1] if choices else None
        )
    scope = next((scope for words, scope in SCOPES if words.fullmatch(text)), None)
    scoped = [c for c in choices if scope and c.commands and c.commands[-1].scope is scope]
    if len(scoped) == 1:
        return scoped[0]
    number = NUMBERED.fullmatch(text)
    if number:
        ordinal = COUNTED.get(number[1].lower())
        # "the third" of two things is not the button that takes both.
        things = [c for c in choices if not (ordinal and c.commands and len(c.commands[-1].selector.picked) > 1)]
        at = ordinal or int(number[1])
        return things[at - 1] if 1 <= at <= len(things) else None
    if by_time := BY_TIME.fullmatch(text):
        two = in_order(choices)
        return two[0 if by_time[1] else 1] if len(two) == 2 else None
    said = text.strip(" .!?").casefold()
    exact = next((c for c in choices if said in (c.label.casefold(), c.text.casefold())), None)
    if exact or len(text.split()) > FRAGMENT_WORDS or (OWN_VERB.search(text) and not FRAGMENT.match(text)):
        return exact
    asked = tuple(w for w in content(re.sub(r"\b(?:no|just|only|the|one|please|i mean)\b", " ", text, flags=re.I)))
    held = [c for c in choices if asked and holds(asked, words_of(c.label))]
    return held[0] if len(held) == 1 else None


def in_order(choices: Sequence[Choice]) -> list[Choice]:
    """The choices of one thing each, which come in order of time; where they are times, those, the earliest first."""
    commands = [(choice, choice.commands[-1]) for choice in choices if choice.commands]
    single = [choice for choice, c in commands if len((c.other or c.selector).picked or c.selector.picked) == 1]
    if single:
        return single
    read = [(read_time(" ".join(c.values.when), ANY_TIME), choice) for choice, c in commands]
    times = {time.start: choice for time, choice in read if time is not None and time.start is not None}
    return [times[start] for start in sorted(times)] if len(times) == len(choices) else []


def take_up(commands: tuple[Command, ...], text: str, conversation: Conversation) -> tuple[Command, ...]:
    """The commands meant, with what a follow-up takes from before; the same commands where the sentence stands alone."""
    earlier = conversation.commands
    commands = with_last_list(commands, text, conversation)
    if len(commands) != 1:
        return commands
    if not earlier:
        if conversation.done and (other := other_one(commands[0], conversation.done[-1])):
            return (other,)
        return (answering(commands[0], text, conversation),)
    command, last = commands[0], earlier[-1]
    if conversation.answered and last.operation == "read" and AFTER_THAT.fullmatch(text):
        place = (last.selector.ordinal or 1) + 1
        return (*earlier[:-1], with_selector(last, number=Number.ONE, ordinal=place))
    if item := further_item(command, last, text, conversation):
        return (*earlier, item) if conversation.plan is not None else (item,)
    asked = conversation.question is not None and conversation.plan is None and last.operation == "update"
    if asked and last.values.is_empty and is_fragment(text) and (given := with_values(command, text, last)) is not None:
        return (*earlier[:-1], given)
    if other := other_one(command, last):
        return (*earlier[:-1], other)
    on_table = conversation.plan is not None or conversation.question is not None
    if on_table and (corrected := other_thing(command, text, last)) is not None:
        return (*earlier[:-1], corrected)
    if conversation.plan is not None and (spares := also_spared(command, text, earlier, conversation.plan)):
        return spares
    if conversation.plan is not None and (changed := revised(command, text, earlier)) is not None:
        return changed
    if last.operation == "create" and is_fragment(text) and (said := beside(command)) is not None:
        return (*earlier[:-1], dataclasses.replace(last, values=filled(last.values, said)))
    if not is_fragment(text) or command.operation in ("create", "undo", "redo"):
        return commands
    return refined(command, earlier, conversation)


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


def further_item(command: Command, last: Command, text: str, conversation: Conversation) -> Command | None:
    """ "and basil" after tomatoes were put on a list: nobody is invited to a tomato."""
    names = command.values.attendees
    listed = last.operation == "create" and last.object == "task" and conversation.list_name
    bare = Values(attendees=names) == command.values and command.selector.is_empty and command.operation == "update"
    if not (listed and bare and names and MORE_ITEMS.match(text)):
        return None
    return Command("create", "task", values=Values(names=names, list_name=conversation.list_name), text=text)


def other_one(command: Command, last: Command) -> Command | None:
    """ "the other one": what the last command was about, but for the rows last talked of."""
    if command.selector.referent is not Referent.OTHER or last.operation not in CHANGES:
        return None
    names = tuple(re.sub(r"^other\s+", "", n, flags=re.I) for n in command.selector.names) or heads(last.selector.names)
    return with_selector(last, names=names, referent=Referent.OTHER, picked=())


def with_last_list(commands: tuple[Command, ...], text: str, conversation: Conversation) -> tuple[Command, ...]:
    """ "and butter", "show the list": the list last named, where none is."""
    name = conversation.list_name
    made: list[Command] = []
    for c in commands:
        if made:  # "take the milk off the shopping list and add oat milk"
            name = new_list(made[-1]) if made[-1].object == "list" else last_list((made[-1],)) or name
            text = c.text
        if name is None:
            made.append(c)
            continue
        more = MORE_ITEMS if not made else ADDED
        follows = more.match(text) or (made and new_list(made[-1]))  # "a list called Garden with tulips"
        item = c.operation == "create" and c.object == "task" and not c.values.list_name and follows
        the_list = (
            THE_LIST.search(text)
            and not c.selector.list_name
            and c.object in ("task", "list")
            and c.operation != "create"
        )
        if item and not c.values.when and not c.values.recurrence:
            c = dataclasses.replace(c, values=dataclasses.replace(c.values, list_name=name))
        elif the_list:
            c = with_selector(c, list_name=name)
        made.append(c)
    return tuple(made)


def new_list(command: Command) -> str | None:
    """The name of the list that a command makes."""
    makes = (command.operation, command.object) == ("create", "list")
    return next((n for n in (command.values.list_name, *command.values.names) if n), None) if makes else None


def answering(command: Command, text: str, conversation: Conversation) -> Command:
    """A time said after a plan was carried out that had asked for one ("tomorrow at noon") changes what was made."""
    when = command.selector.whens or command.values.when
    named = command.selector.names or command.values.names or command.selector.attendees
    if conversation.question is None or not conversation.focus or not when or named or not is_fragment(text):
        return command
    selector = Selector(referent=Referent.THEM)
    return dataclasses.replace(command, operation="update", asks=None, selector=selector, values=Values(when=when))


def refined(command: Command, earlier: tuple[Command, ...], conversation: Conversation) -> tuple[Command, ...]:
    """A fragment that says another time, name or person for the command before it."""
    last, selector, values = earlier[-1], command.selector, command.values
    whens = selector.whens or values.when
    if (
        conversation.answered
        and last.operation == "read"
        and (whens or selector.names or selector.attendees or selector.list_name)
    ):
        changed = {
            "whens": whens,
            "names": selector.names,
            "attendees": selector.attendees,
            "list_name": selector.list_name,
        }
        if len(whens) == 1:
            changed["whens"] = (with_clock(whens[0], last.selector.whens),)
        return (*earlier[:-1], with_selector(last, **{name: value for name, value in changed.items() if value}))
    if conversation.question is not None and conversation.plan is None and last.operation != "read":
        if last.operation == "update" and last.values.when and values.when and not conversation.question.choices:
            return (*earlier[:-1], dataclasses.replace(last, values=dataclasses.replace(last.values, when=values.when)))
        if last.operation == "create":
            given = dataclasses.replace(
                last.values, when=whens or last.values.when, names=last.values.names or selector.names
            )
            return (*earlier[:-1], dataclasses.replace(last, values=given))
        if whens or selector.names or selector.attendees or command.scope:
            changed = {
                "whens": whens,
                "names": selector.names and narrower(last.selector.names, selector.names),
                "attendees": selector.attendees,
            }
            made = with_selector(last, **{name: value for name, value in changed.items() if value}, number=Number.ONE)
            return (*earlier[:-1], dataclasses.replace(made, scope=Scope.ONE if whens else command.scope or last.scope))
    return (command,)
