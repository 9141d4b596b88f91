"""What was last said: the plan on the table, the question asked, the rows talked of; and how a further sentence takes them up.

A conversation is a value: every turn gives the next one (policy 24).
"""

import dataclasses
import re

from assistant.commands import Command, Number, Referent, Scope, Selector, Values
from assistant.plan import Answer, Choice, Clarification, Outcome, Plan, Question
from assistant.resolution.context import key
from assistant.resolution.matching import content, holds, words_of
from models.changes import ChangeSet

YES = re.compile(
    r"\W*(?:(?:yes|yep|yeah|yup|sure|ok(?:ay)?|do it|go ahead|confirm(?:ed)?|please do|sounds good|that's right|correct|apply|fine)\b[\s,.!]*(?:please|do it|thanks|go ahead)?)\W*",
    re.I,
)
NO = re.compile(
    r"\W*(?:no+|nope|nah|never ?mind|no,? never ?mind|forget (?:it|that|about it)|don't|stop|dismiss|no thanks?|no,? thank you|leave it|scratch that|not now|cancel)\W*",
    re.I,
)
CANCEL_THAT = re.compile(r"\W*(?:no,? )?(?:please )?(?:cancel|scrap|drop|delete) (?:that|this|it)(?: please)?\W*", re.I)
UNDO = re.compile(
    r"\W*(?:please )?(?:undo(?: (?:that|it|this|the last (?:one|change|thing)))?|take (?:that|it) back|revert(?: (?:that|it))?)(?: please)?\W*",
    re.I,
)
REDO = re.compile(r"\W*(?:please )?(?:redo(?: (?:that|it))?)(?: please)?\W*", re.I)
KEEP = re.compile(
    r"^\W*(?:but|except|and)?\W*(?:keep|leave|not|don't (?:cancel|delete|touch|move)|except|but not|other than)\b", re.I
)
FRAGMENT = re.compile(
    r"^\W*(?:and|but|no|nope|just|only|what about|how about|or|actually|the|make it|for|on|at|in|with|sorry|i mean|rather|wait|oh|then|also|all|from|this|that|tomorrow|today|next)\b",
    re.I,
)
OWN_VERB = re.compile(
    r"\b(?:add|create|schedule|book|put|remind|set|delete|cancel|remove|clear|move|reschedule|push|rename|mark|tick|complete|show|list|when|where|who|what's|whats|how many|do i|am i|is there|find|wake|plan|new)\b",
    re.I,
)
FRAGMENT_WORDS = 9
MORE_ITEMS = re.compile(r"^\W*(?:and|also|plus|add|then|oh and)\b", re.I)
THE_LIST = re.compile(r"\b(?:the|this|that) list\b", re.I)
NUMBERED = re.compile(r"\W*(?:the |number |option |#)?(\d|first|second|third|1st|2nd|3rd)(?: one)?\W*", re.I)
EVERY = re.compile(
    r"\W*(?:all(?: of (?:them|it))?|both(?: of them)?|every(?:thing| one(?: of them)?)?|the (?:whole|entire) (?:series|thing)|the series)\W*",
    re.I,
)
COUNTED = {"first": 1, "second": 2, "third": 3, "1st": 1, "2nd": 2, "3rd": 3}


@dataclasses.dataclass(frozen=True)
class Conversation:
    """`commands` made the `plan` on the table, the `question` or the last answer; `focus` are the keys of the rows talked of.

    `supposed` are change sets confirmed in a rehearsal ("dry run"): later turns see them as done, the file does not."""

    commands: tuple[Command, ...] = ()
    plan: Plan | None = None
    question: Question | None = None
    focus: tuple[str, ...] = ()
    answered: bool = False
    supposed: tuple[ChangeSet, ...] = ()
    #: Change sets taken back in a rehearsal, the latest last.
    retaken: tuple[ChangeSet, ...] = ()
    #: Something was changed in this conversation: "cancel that" then takes it back.
    changed: bool = False
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
                list_name=last_list(commands) or self.list_name,
            )
        if isinstance(outcome, Answer):
            keys = tuple(key(row) for row in outcome.items)
            return dataclasses.replace(
                self,
                commands=commands,
                plan=None,
                question=None,
                focus=keys or self.focus,
                answered=True,
                list_name=last_list(commands) or self.list_name,
            )
        if isinstance(outcome, Clarification):
            return dataclasses.replace(self, commands=commands, plan=None, question=outcome.question, answered=False)
        return self

    def committed(self, plan: Plan) -> "Conversation":
        """The plan was carried out: its rows are what "it" means now; what it asked beside can still be answered."""
        return dataclasses.replace(
            self, commands=(), plan=None, question=plan.question, focus=keys_of(plan), answered=False, changed=True
        )

    def rehearsed(self, plan: Plan) -> "Conversation":
        """The plan was confirmed in a rehearsal: from now on it counts as done."""
        return dataclasses.replace(self.committed(plan), supposed=(*self.supposed, plan.change_set()), retaken=())

    def dropped(self) -> "Conversation":
        """The plan or question was dismissed."""
        return dataclasses.replace(self, commands=(), plan=None, question=None)


def keys_of(plan: Plan) -> tuple[str, ...]:
    """The keys of a plan's rows, those that stay before those that go."""
    return tuple(key(e.row) for e in plan.effects if e.after is not None) or tuple(key(e.row) for e in plan.effects)


def last_list(commands: tuple[Command, ...]) -> str | None:
    """The list that the commands name."""
    names = (c.values.list_name or c.selector.list_name for c in reversed(commands) if c.object in ("task", "list"))
    return next((name for name in names if name), None)


def revising(choice: Choice) -> tuple[Command, ...]:
    """A choice made after its plan was carried out: the same reading as a change of the rows that were made."""
    command = choice.commands[-1]
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
    if EVERY.fullmatch(text):
        return next(
            (c for c in choices if c.commands and c.commands[-1].scope is Scope.ALL), choices[-1] if choices else None
        )
    number = NUMBERED.fullmatch(text)
    if number:
        at = COUNTED.get(number[1].lower()) or int(number[1])
        return choices[at - 1] if at <= len(choices) else None
    said = text.strip(" .!?").casefold()
    exact = next((c for c in choices if said in (c.label.casefold(), c.text.casefold())), None)
    if exact or len(text.split()) > FRAGMENT_WORDS or (OWN_VERB.search(text) and not FRAGMENT.match(text)):
        return exact
    asked = tuple(w for w in content(re.sub(r"\b(?:no|just|only|the|one|please|i mean)\b", " ", text, flags=re.I)))
    held = [c for c in choices if asked and holds(asked, words_of(c.label))]
    return held[0] if len(held) == 1 else None


def is_fragment(text: str) -> bool:
    """Too short to stand alone: it takes up what was said before."""
    words = text.split()
    return len(words) <= FRAGMENT_WORDS and (bool(FRAGMENT.match(text)) or not OWN_VERB.search(text))


def take_up(commands: tuple[Command, ...], text: str, conversation: Conversation) -> tuple[Command, ...]:
    """The commands meant, with what a follow-up takes from before; the same commands where the sentence stands alone."""
    earlier = conversation.commands
    commands = with_last_list(commands, text, conversation)
    if len(commands) != 1:
        return commands
    if not earlier:
        return (answering(commands[0], text, conversation),)
    command, last = commands[0], earlier[-1]
    selector = command.selector
    asked = conversation.question is not None and conversation.plan is None and last.operation == "update"
    if asked and last.values.is_empty and is_fragment(text) and (given := new_values(command)) is not None:
        return (*earlier[:-1], dataclasses.replace(last, values=given, end_alone=command.end_alone, lead=command.lead))
    if conversation.plan is not None and KEEP.match(text) and last.operation in ("delete", "update", "complete"):
        names = (*selector.excluded, *selector.names, *command.values.names)
        if names:
            return (*earlier[:-1], with_selector(last, excluded=(*last.selector.excluded, *names)))
    if selector.referent is Referent.OTHER and last.operation in ("delete", "update", "complete"):
        names = tuple(re.sub(r"^other\s+", "", n, flags=re.I) for n in selector.names) or heads(last.selector.names)
        return (*earlier[:-1], with_selector(last, names=names, referent=Referent.OTHER, picked=()))
    if (
        command.operation == "update"
        and not command.values.is_empty
        and follows(selector, text)
        and conversation.plan is not None
    ):
        if last.operation in ("create", "update"):
            return (*earlier, with_selector(command, referent=Referent.IT, names=(), whens=()))
        if last.operation == "delete" and command.values.when:
            return (*earlier[:-1], with_selector(last, whens=command.values.when))
    if command.operation == "create" and last.operation == "create" and is_fragment(text) and not command.values.names:
        return (*earlier[:-1], dataclasses.replace(last, values=filled(last.values, command.values)))
    if not is_fragment(text) or command.operation in ("create", "undo", "redo"):
        return commands
    return refined(command, earlier, conversation)


def with_last_list(commands: tuple[Command, ...], text: str, conversation: Conversation) -> tuple[Command, ...]:
    """ "and butter", "show the list": the list last named, where none is."""
    name = conversation.list_name
    if name is None:
        return commands
    made = []
    for c in commands:
        item = c.operation == "create" and c.object == "task" and not c.values.list_name and MORE_ITEMS.match(text)
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


def new_values(command: Command) -> Values | None:
    """What a fragment says as the new value that was asked for ("to friday at 9"); None where it says nothing."""
    if not command.values.is_empty:
        return command.values
    return Values(when=command.selector.whens) if command.selector.whens else None


def answering(command: Command, text: str, conversation: Conversation) -> Command:
    """A time said after a plan was carried out that had asked for one ("tomorrow at noon") changes what was made."""
    when = command.selector.whens or command.values.when
    named = command.selector.names or command.values.names or command.selector.attendees
    if conversation.question is None or not conversation.focus or not when or named or not is_fragment(text):
        return command
    selector = Selector(referent=Referent.THEM)
    return dataclasses.replace(command, operation="update", asks=None, selector=selector, values=Values(when=when))


def filled(before: Values, now: Values) -> Values:
    """What a create has, with what a fragment says anew; people are added."""
    changes = {
        f.name: getattr(now, f.name) for f in dataclasses.fields(now) if getattr(now, f.name) and f.name != "attendees"
    }
    return dataclasses.replace(before, **changes, attendees=tuple(dict.fromkeys((*before.attendees, *now.attendees))))


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
        return (*earlier[:-1], with_selector(last, **{name: value for name, value in changed.items() if value}))
    if conversation.question is not None and conversation.plan is None and last.operation != "read":
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


def narrower(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    """ "the budget one" after "the review" is the budget review."""
    return (
        (f"{now[0]} {before[0]}",)
        if len(before) == 1 and len(now) == 1 and not holds(content(before[0]), words_of(now[0]))
        else now
    )


def heads(names: tuple[str, ...]) -> tuple[str, ...]:
    """The last word of each name: "the other one" after "the budget review" is another review."""
    return tuple(name.split()[-1] for name in names)


def follows(selector: Selector, text: str) -> bool:
    """The selector finds nothing by itself."""
    return (
        selector.is_empty
        or (selector.referent is Referent.IT and not selector.names)
        or (is_fragment(text) and not selector.names and not selector.attendees)
    )


def with_selector(command: Command, **changes: object) -> Command:
    """The command with another selector."""
    return dataclasses.replace(command, selector=dataclasses.replace(command.selector, **changes))  # type: ignore[arg-type]
