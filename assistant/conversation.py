"""What was last said: the plan on the table, the question asked, the rows talked of; and how a further sentence takes them up.

A conversation is a value: every turn gives the next one (policy 24).
"""

import dataclasses
import re
from collections.abc import Sequence
from typing import Literal

from assistant.carried_times import ANY_TIME
from assistant.commands import Command, Number, Referent, Scope, Selector, Values
from assistant.continuations import on_same_days
from assistant.follow_ups import (
    ALSO,
    CHANGES,
    FRAGMENT,
    FRAGMENT_WORDS,
    OWN_VERB,
    beside,
    filled,
    heads,
    is_fragment,
    is_of_its_own,
    narrower,
    one_of_those,
    other_thing,
    remade,
    revised,
    says_only,
    with_person,
    with_said,
    with_selector,
    with_values,
)
from assistant.further_questions import asked_on, one_after
from assistant.interpretation import says_since
from assistant.list_follow_ups import further_item, last_list, with_last_list
from assistant.plan import Answer, Choice, Clarification, Outcome, Plan, Question, talked_of
from assistant.resolution.context import key
from assistant.resolution.matching import content, holds, words_of
from assistant.sequences import Lazy
from assistant.temporal.reading import read_time
from assistant.temporal.values import Setting
from assistant.wording import EARLIER_OR_LATER
from models.changes import ChangeSet
from models.rows import Calendar

YES = re.compile(
    r"\W*(?:(?:y|yes|yep|yeah|yup|sure|ok(?:ay)?|do it|go ahead|confirm(?:ed)?|please do|sounds good|that's right|correct|apply|fine)\b[\s,.!]*(?:please|do it|thanks|go ahead)?)\W*",
    re.I,
)
NO = re.compile(
    r"\W*(?:(?:actually|on second thoughts?|hm+|oh|wait|ok(?:ay)?)\W+)*(?:no+|nope|nah|never ?mind|no,? never ?mind|forget (?:it|that|about it)|don't|stop|dismiss|no thanks?|no,? thank you|leave it|scratch that|not (?:now|yet)|(?:no,? )?(?:i|we) (?:have|did|do|wo|are|was)n['’]?t(?: yet)?|cancel|neither(?: of them)?|none(?: of (?:them|those|these))?)\W*",
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
    (re.compile(r"\W*(?:this|that)(?: one)? and (?:all )?(?:the )?(?:following|future|later)(?: ones)?\W*|\W*from (?:now|then|here|this one|that one) on(?:wards?)?\W*|\W*(?:all )?(?:the )?(?:future|following|later|coming) ones\W*", re.I), Scope.FUTURE),
)  # fmt: skip
#: "the later", of two that were offered.
PICKED_BY_TIME = re.compile(rf"\W*(?:(?:no|ok|sorry|i mean),? )?(?:the )?(?:{EARLIER_OR_LATER}|last)(?: one)?\W*", re.I)
#: "put a call there", where free time was asked about.
THERE = re.compile(r"\b(?:there|then)\W*$", re.I)
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
    #: The rows of the last answer, where the last plan was about some of them: "the other one" is another of these.
    listed: Sequence[str] = ()
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
                listed=self.focus if self.answered else self.listed,
                answered=False,
                retake=None,
                list_name=last_list(commands) or self.list_name,
            )
        if isinstance(outcome, Answer):
            keys = Lazy(outcome.items or outcome.instead, key)
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
    if by_time := PICKED_BY_TIME.fullmatch(text):
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
    command, last = commands[0], earlier[-1]
    if conversation.answered and last.operation == "read" and (asked_now := asked_on(command, text, last, setting)):
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
    if on_table and (corrected := other_thing(command, text, last)) is not None:
        return (*earlier[:-1], corrected)
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


def after_done(command: Command, text: str, conversation: Conversation) -> Command:
    """What a follow-up to nothing but what was last applied means."""
    if conversation.done:
        last = conversation.done[-1]
        item = further_item(command, last, text, conversation.list_name)
        if taken := item or other_one(command, last, conversation):
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
