"""Which choice of an open question words pick, and what it means once the plan beside it was carried out."""

import dataclasses
import re
from collections.abc import Sequence

from assistant import wording
from assistant.commands import Command, Referent, Scope, Values, with_selector, with_values
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.deciding import is_reason, parts
from assistant.follow_ups.revision import as_change
from assistant.plan import Choice, Question
from assistant.resolution.matching import content, holds, words_of
from assistant.temporal.carried import ANY_TIME, read_whens
from assistant.temporal.reading import find_times, read_time

#: "yes | change that one | please".
BESIDE_CHOICE = re.compile(rf"^{cues.LEAD}(?:just\s+)?|{cues.END}$", re.I)

#: "no, I meant move the one I have", "change the existing one", where that is offered.
THE_ONE_THERE = cues.led(
    r"(?:(?:(?:just )?(?:move|change|update|use|take) )?the (?:(?:existing|old|current|original) one"
    r"|one (?:(?:that['’]?s|that is) (?:already )?there|(?:that )?(?:i|we)(?:['’]ve| have)?(?: already)?(?: have| got| had)?))"
    r"|(?:i|we)(?:['’]ve)?(?: already)? (?:have|got) (?:one|it|that)(?: already)?\W+(?:so )?(?:move|change|update|use) (?:it|that|that one))"
    rf"(?: already| there| instead)*{cues.END}"
)
#: In so many words a choice may be named with more than its name.
FEW_WORDS = 7
#: What is offered beside a new thing that is there already.
CHANGE_THAT = "change that one"
#: What is done in the stead of what was carried out, and nothing more of that.
INSTEAD = frozenset({CHANGE_THAT, "add a new one"})
#: "the one on the | 1 | st", and what else in a choice is a number: "Dentist, Thu 1 Apr | (in 10 days)".
DATE, DISTANCE = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)$"), re.compile(r" \([^)]*\d[^)]*\)")
#: "I could not read “on spring garden” as a time. When is it?": to this "yes" says nothing.
OPEN = re.compile(r"(?:^|[.!”]\s+)(?:when|how|what|who|where|which)\b[^.?]*\?\s*$", re.I)
#: What is asked of somebody of whose first name there are several, and before whom it is not.
#: Words beside a name that say who is meant.
SAYS_WHO = frozenset(
    str.split("dr mr mrs ms miss prof doctor i mean meant it s is the one no of course please sorry actually my old")
)
WHICH_PERSON, NOT_HIM = re.compile(r"Which [^\W\d_]\S*\?"), re.compile(r"\b(?:not|rather than|instead of)\b", re.I)
#: "In the morning? Or at 8 pm?": another reading of what was done.
ANOTHER = re.compile(r"\bOr\b")


def revising(choice: Choice, done: tuple[Command, ...]) -> tuple[Command, ...]:
    """A choice made after its plan was carried out: the same reading as a change of the rows that were made."""
    command = choice.commands[-1]
    if len(choice.commands) > 1 and command.selector.picked:  # "the car service too": the others are done
        return (command,)
    if command.operation not in ("create", "update"):
        return choice.commands
    said = [name for before in done for name in before.values.attendees]
    met = tuple(name for name in command.values.attendees if name not in said)
    if met and said:
        left = tuple(name for name in said if name not in command.values.attendees)
        return (as_change(command, Values(attendees=met, removed=left), Referent.THEM),)
    if not command.values.when:
        return choice.commands
    made = as_change(command, Values(when=command.values.when), Referent.THEM)
    return (dataclasses.replace(made, end_alone=False),)


def chosen(text: str, conversation: Conversation) -> Choice | None:
    """The choice of the open question that the words pick: by number, label, sentence, or words that one of them alone holds."""
    question = conversation.question
    other = cues.OTHER_CHOICE.fullmatch(text) or any(words.fullmatch(text) for words, _ in cues.SCOPES)
    if question is None and conversation.plan is not None and other:
        question = conversation.offered
    if question is None:
        return None
    choices = question.choices
    if (
        cues.YES.fullmatch(text)
        and conversation.plan is None
        and len(choices) == 1
        and asks_whether(question, conversation)
    ):
        return choices[0]
    if THE_ONE_THERE.fullmatch(text) and (there := next((c for c in choices if c.text == CHANGE_THAT), None)):
        return there
    if cues.EVERY.fullmatch(text):
        return of_all_offered(question) or (choices[-1] if choices and conversation.plan is None else None)
    scope = next((scope for words, scope in cues.SCOPES if words.fullmatch(text)), None)
    scoped = [c for c in choices if scope and scope_of(c) is scope]
    if len(scoped) == 1:
        return scoped[0]
    if number := cues.NUMBERED.fullmatch(text):
        return None if cues.ONLY.match(text) and is_of_rows(conversation) else numbered(number[1], choices)
    if cues.FEW.fullmatch(text):
        return few(text, choices)
    if by_time := cues.PICKED_BY_TIME.fullmatch(text):
        two = in_order(choices)
        return two[0 if by_time[1] else 1] if len(two) == 2 else None
    said = text.strip(" .!?").casefold()
    ways = {said, BESIDE_CHOICE.sub("", said)}
    exact = next((c for c in choices if {c.label.casefold(), c.text.strip(" .!?").casefold()} & ways), None)
    if (
        exact
        or (exact := another_time(text, conversation) or person_meant(text, question))
        or not cues.is_fragment(text)
    ):
        return exact
    asked = tuple(w for w in content(re.sub(r"\b(?:no|just|only|the|one|list|please|i mean)\b", " ", text, flags=re.I)))
    asked = tuple(DATE.sub(r"\1", word) for word in asked)  # "the one on the 1st"
    held = [c for c in choices if asked and holds(asked, words_of(DISTANCE.sub("", c.label)))]
    if len(held) == 1:
        return held[0]
    if head := next((does for does, why, first in parts(said) if not first and is_reason(why, True)), ""):
        return chosen(head, conversation)
    return None if held or not asked else named_within(said, choices)


def numbered(said: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice of a number or ordinal; "the third" of two things is not the button that takes both."""
    ordinal = wording.ORDINALS.get(said.lower())
    things = [c for c in choices if not (ordinal and c is of_all(choices))]
    at = ordinal or int(said)
    return things[at - 1] if 1 <= at <= len(things) else None


def named_within(said: str, choices: Sequence[Choice]) -> Choice | None:
    """ "the solicitor sian parry", "sian parry from the office": the one whose whole name stands in few words, behind which nothing else is told."""
    if len(said.split()) > FEW_WORDS or cues.NOT.match(said) or re.search(rf"\bnot\b|{cues.TOLD}", said, re.I):
        return None
    words = f" {' '.join(words_of(said))} "
    names = [(choice, words_of(choice.label.partition(",")[0])) for choice in choices]
    found = [choice for choice, name in names if len(name) > 1 and f" {' '.join(name)} " in words]
    return found[0] if len(found) == 1 else None


def person_meant(text: str, question: Question) -> Choice | None:
    """ "Dr Barker I mean, not the pastor", "not Adeyemi", where it is asked which John: the one of whom alone a name is said, or who alone is left."""
    labels = [words_of(choice.label) for choice in question.choices]
    about = f"{text} " if WHICH_PERSON.fullmatch(question.text) and len(text.split()) <= FEW_WORDS else ""
    if (
        not about
        or cues.ALSO.match(text)
        or cues.TOO.search(text)
        or cues.WITH.search(text)
        or cues.OWN_VERB.search(text)
        or find_times(text)
    ):
        return None
    shared = set.intersection(*map(set, labels)) if len(labels) > 1 else set()
    is_he, is_not = (set(words_of(part)) for part in f"{NOT_HIM.sub(' | ', about, count=1)}|".split("|")[:2])
    if is_he - SAYS_WHO - {word for label in labels for word in label}:  # "ring Dr Barker back"
        return None
    named = [c for c, label in zip(question.choices, labels, strict=True) if is_he & (set(label) - shared)]
    left = [c for c, label in zip(question.choices, labels, strict=True) if not is_not & (set(label) - shared)]
    found = named or (left if len(left) < len(labels) else [])
    return found[0] if len(found) == 1 else None


def asks_openly(question: Question) -> bool:
    """It asks when, how or which, and not whether what it offers is meant."""
    return bool(OPEN.search(question.text))


def asks_whether(question: Question, conversation: Conversation) -> bool:
    """A "yes" means the one thing that it offers; "perfect" after what was done so takes no other reading, which was offered beside."""
    beside = conversation.just_done is not None and (ANOTHER.search(question.text) or not question.text.endswith("?"))
    return not (asks_openly(question) or beside)


def is_of_rows(conversation: Conversation) -> bool:
    """ "just the first one", of several rows of a plan, beside which other hours, and no other things, are offered."""
    plan, question = conversation.plan, conversation.question
    things = question is not None and any(c.commands and c.commands[-1].selector.picked for c in question.choices)
    return plan is not None and len(plan.effects) > 1 and not things


def another_time(text: str, conversation: Conversation) -> Choice | None:
    """ "tomorrow at 7", "Friday morning", where "This evening" and the like were offered for a reminder that was made: that due and alarm."""
    question = conversation.question if conversation.plan is None else None
    offered = [c for c in question.choices if c.commands and c.commands[-1].makes("task")] if question else []
    times = [" ".join(c.commands[-1].values.when) for c in offered]
    said = BESIDE_CHOICE.sub("", text.strip(" .!"))
    then = read_time(said, ANY_TIME) if offered and times == [c.label.lower() for c in offered] else None
    if then is None or then.start is None or then.rrule or then.bound:
        return None
    command = dataclasses.replace(offered[0].commands[-1], text=offered[0].text.replace(times[0], said))
    return Choice(text, command.text, (with_values(command, when=(said,)),))


def scope_of(choice: Choice) -> Scope | None:
    """The scope that a choice settles, of whichever of its commands that is: "move yoga to 5, and it ends at 7"."""
    return next((command.scope for command in reversed(choice.commands) if command.scope), None)


def few(text: str, choices: Sequence[Choice]) -> Choice | None:
    """ "the first two", "1 and 3", where each of several things was offered, and all of them together."""
    together, found = of_all(choices), cues.FEW.fullmatch(text)
    each = [c.commands[-1].selector.picked for c in choices if c.commands and c is not together]
    if found is None or together is None or len(each) < 2:
        return None
    *before, last = together.commands
    if sum(map(len, each)) < len(last.selector.picked):  # more than were offered one by one
        each = [(named,) for named in last.selector.picked]
    if found[1]:
        count = wording.CARDINALS.get(found[2].lower()) or int(found[2])
        some = each[:count] if found[1].lower() == "first" else each[-count:]
    else:
        some = [each[int(n) - 1] for n in re.findall(r"\d", text) if 1 <= int(n) <= len(each)]
    kept = tuple(named for times in some for named in times)
    return Choice(text, text, (*before, with_selector(last, picked=kept))) if kept else None


def of_all_offered(question: Question) -> Choice | None:
    """The choice of all times of a series, or of all things that are offered."""
    return next((c for c in question.choices if scope_of(c) is Scope.ALL), None) or of_all(question.choices)


def of_all(choices: Sequence[Choice]) -> Choice | None:
    """The choice that takes all that the others offer one by one: "Both lunches", "All 4 of them"."""
    picks = [(choice, set(choice.commands[-1].selector.picked)) for choice in choices if choice.commands]
    held = set[str]().union(*(picked for _, picked in picks))
    return next((choice for choice, picked in picks if len(picks) > 2 and len(picked) > 1 and picked == held), None)


def in_order(choices: Sequence[Choice]) -> list[Choice]:
    """The choices of one thing each, which come in order of time; where they are times, those, the earliest first."""
    commands = [(choice, choice.commands[-1]) for choice in choices if choice.commands]
    single = [choice for choice, c in commands if len((c.other or c.selector).picked or c.selector.picked) == 1]
    if single:
        return single
    read = [(read_whens(c.values.when), choice) for choice, c in commands]
    times = {time.start: choice for time, choice in read if time is not None and time.start is not None}
    return [times[start] for start in sorted(times)] if len(times) == len(choices) else []
