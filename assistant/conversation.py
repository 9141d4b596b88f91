"""What was last said: the plan on the table, the question asked, the rows talked of (`taking_up`: how a further sentence takes them up).

A conversation is a value: every turn gives the next one (policy 24).
"""

import dataclasses
import re
from collections.abc import Sequence
from typing import Literal

from assistant.carried_times import ANY_TIME
from assistant.commands import Command, Referent, Scope, Selector, Values
from assistant.follow_ups import (
    FRAGMENT,
    FRAGMENT_WORDS,
    OWN_VERB,
)
from assistant.list_follow_ups import last_list
from assistant.listed import is_ranked
from assistant.plan import Answer, Choice, Clarification, Outcome, Plan, Question, talked_of
from assistant.resolution.context import key
from assistant.resolution.matching import content, holds, words_of
from assistant.sequences import Lazy
from assistant.temporal.reading import read_time
from assistant.wording import EARLIER_OR_LATER
from models.changes import ChangeSet

YES = re.compile(
    r"\W*(?:(?:y|yes|yep|yeah|yup|sure|ok(?:ay)?|do it|go ahead|confirm(?:ed)?|please do|sounds good|that's right|correct|apply|fine)\b[\s,.!]*(?:please|do it|thanks|go ahead)?)\W*",
    re.I,
)
NO = re.compile(
    r"\W*(?:(?:actually|on second thoughts?|hm+|oh|wait|ok(?:ay)?)\W+)*(?:no+|nope|nah|never ?mind|no,? never ?mind|forget (?:it|that|about it)|don't|stop|dismiss|no thanks?|no,? thank you|no,? (?:wait|hold on)|(?:no,? )?(?:leave|keep) (?:it|that|them)(?: alone| be| (?:where|how|as) (?:it|they) (?:is|was|are|were))?|scratch that|not (?:now|yet)|(?:no,? )?(?:i|we) (?:have|did|do|wo|are|was)n['’]?t(?: yet)?|cancel|neither(?: of them)?|none(?: of (?:them|those|these))?)\W*",
    re.I,
)
CANCEL_THAT = re.compile(
    r"\W*(?:no,? )?(?:please )?(?:cancel|scrap|drop|delete|remove|skip) (?:that|this|it)(?: please)?\W*", re.I
)
#: "delete it": the thing itself, where "cancel that" is what was done to it.
DELETE_IT = re.compile(r"\W*(?:please )?(?:delete|remove) it(?: please)?\W*", re.I)
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
    #: The rows of the last answer, where one of them was talked of since: "the other one" is another of these.
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
                listed=(self.listed or self.focus) if self.answered else self.listed,
                answered=False,
                retake=None,
                list_name=last_list(commands) or self.list_name,
            )
        if isinstance(outcome, Answer):
            keys = Lazy(outcome.items or outcome.instead, key)
            selector = commands[-1].selector if commands else Selector()
            among = (self.listed or self.focus) if is_ranked(selector) else self.listed if selector.picked else ()
            return dataclasses.replace(
                self,
                commands=commands,
                plan=None,
                question=None,
                focus=keys or self.focus,
                listed=among,
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
