"""Which thing a follow-up means: of those of an answer ("and the last", "no, the first"), or of none so far ("cancel it", "the vet")."""

import dataclasses
import re
from collections.abc import Sequence

from assistant.commands import Command, Number, Selector, Values, at_place
from assistant.follow_ups import cues
from assistant.follow_ups.cues import is_fragment
from assistant.plan import Question
from assistant.schema import CHANGES
from assistant.selectors import number_of
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time
from assistant.wording import BY_LENGTH, LAST_WORDS, ORDINALS

BESIDE = re.compile(
    r"\W*(?:and|also|plus)(?: then)? the one (?:(before)|after)(?: (?:that|this|it))?(?: one)?(?: too| as well)?\W*",
    re.I,
)
CAN_GO = re.compile(r"\b(?:can|should|must|has to) go\b", re.I)
RANKED = (Number.NEXT, Number.FIRST, Number.LAST, *BY_LENGTH.values())
TO_ANOTHER = re.compile(
    rf"\W*(?:(?:and|then|also|no|wait|sorry|actually)\W+)*the (?P<place>{'|'.join((*filter(str.isalpha, ORDINALS), *LAST_WORDS))})(?: one)? (?:to|at|for) (?P<when>\S.*?)(?: (?:too|please))?\W*",
    re.I,
)


def is_ranked(selector: Selector) -> bool:
    """Nothing but a place among several: "the first", "the third one"."""
    free = {"number", "count", "ordinal", "more_ordinals", "past", "referent"}
    said = {name: getattr(selector, name) for name in free}
    return selector == Selector(**said) and bool(selector.ordinal or selector.number in RANKED)


def picked(selector: Selector, listed: Sequence[str], focus: Sequence[str]) -> tuple[str, ...]:
    """The keys of `listed` at the place that is said, "the next one" after the `focus`; none where none is said."""
    if not (listed and is_ranked(selector)):
        return ()
    if selector.number in BY_LENGTH.values() and not selector.ordinal:
        return tuple(listed)
    if selector.number is not Number.NEXT or selector.ordinal:
        return at_place(selector, listed) or ()
    after = [at + 1 for at, key in enumerate(listed) if key in focus]
    return tuple(listed[after[-1] :][: selector.count or 1]) if after else ()


def offered(question: Question | None) -> tuple[str, ...]:
    """The keys of the things that were offered one by one, of which one was picked."""
    choices = question.choices if question is not None else ()
    each = (c.commands[-1].selector.picked for c in choices if c.commands)
    return tuple(keys[0] for keys in each if len(keys) == 1)


def next_to(text: str, listed: Sequence[str], focus: Sequence[str]) -> tuple[str, ...]:
    """ "and the one before that", "and the one after it": beside those of an answer that were talked of."""
    said, at = BESIDE.fullmatch(text), [place for place, key in enumerate(listed) if key in focus]
    if said is None or not at:
        return ()
    return tuple(listed[max(at[0] - 1, 0) : at[0]] if said[1] else listed[at[-1] + 1 : at[-1] + 2])


def naming_it(command: Command, text: str, last: Command) -> Command | None:
    """ "to the vet" after "invite Lena": the order that named no thing, about this one, whatever its words were taken for."""
    selector, values = command.selector, command.values
    said = selector.names or values.names or ((values.location,) if values.location else ())
    lacks = last.operation in CHANGES and last.selector.is_empty and not last.selector.excluded and last.other is None
    bare = values in (Values(), Values(names=said), Values(location=values.location))
    if not (lacks and said and bare and is_fragment(text)) or cues.OWN_VERB.search(text) or last.values.names:
        return None
    found = Selector(names=said, attendees=selector.attendees, whens=selector.whens)
    return dataclasses.replace(last, selector=found)


def ranked_anew(
    command: Command, text: str, earlier: tuple[Command, ...], keys: tuple[str, ...], answered: bool
) -> tuple[Command, ...] | None:
    """The commands about the things of these keys in place of, or beside, those that were talked of; None where none are meant."""
    last, own = earlier[-1], says_change(command, text)
    rank = command.selector.number if command.selector.number in BY_LENGTH.values() else Number.ONE
    selector = Selector(picked=keys, number=rank)
    asks_on = cues.FRAGMENT.match(text) and not cues.OWN_VERB.search(text)
    if answered:
        meant = last if asks_on and command.operation == "read" else command
        return (dataclasses.replace(meant, selector=selector, text=text),)
    if last.operation not in CHANGES or not (own or is_fragment(text)):
        return None
    other = dataclasses.replace(command if own else last, selector=selector)
    instead = says_instead(text) or not (own or cues.ALSO.match(text) or cues.TOO.search(text))
    return (*earlier[:-1], other) if instead else (*earlier, other)


def says_instead(text: str) -> bool:
    """ "no, the second one", "the last one instead": that one, and not the one before."""
    return bool(cues.CORRECTS.match(text) or cues.INSTEAD.search(text))


def says_change(command: Command, text: str) -> bool:
    """It says itself what is to be done: "move the last one to 9", "the second to noon"."""
    if command.operation == "update":
        return not command.values.is_empty
    return command.operation in CHANGES and bool(cues.OWN_VERB.search(text) or CAN_GO.search(text))


def to_another(command: Command, text: str, last: Command) -> Command:
    """ "and the second to Friday", "then the third at noon", after the first was moved: where that one goes, whatever its words were taken for."""
    said = TO_ANOTHER.fullmatch(text)
    moved = last.operation == "update" and (last.values.when or last.values.shift)
    if not (said and moved and read_time(said["when"], ANY_TIME)):
        return command
    number, _, ordinal = number_of((said["place"],), False)
    update = dataclasses.replace(command, operation="update", object=last.object, asks=None, end_alone=False)
    selector, values = Selector(number=number, ordinal=ordinal), Values(when=(said["when"],))
    return dataclasses.replace(update, selector=selector, values=values)
