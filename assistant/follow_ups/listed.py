"""Which thing a follow-up means: of those of an answer ("and the last", "no, the first"), or of none so far ("cancel it", "the vet")."""

import dataclasses
from collections.abc import Sequence

from assistant.commands import Command, Number, Selector, Values, at_place
from assistant.follow_ups import cues
from assistant.follow_ups.cues import is_fragment
from assistant.schema import CHANGES
from assistant.wording import BY_LENGTH

RANKED = (Number.NEXT, Number.FIRST, Number.LAST, *BY_LENGTH.values())


def is_ranked(selector: Selector) -> bool:
    """Nothing but a place among several: "the first", "the third one"."""
    alone = dataclasses.replace(
        selector, number=Number.ONE, count=None, ordinal=None, more_ordinals=(), past=False, referent=None
    )
    return alone == Selector() and bool(selector.ordinal or selector.number in RANKED)


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
    last = earlier[-1]
    rank = command.selector.number if command.selector.number in BY_LENGTH.values() else Number.ONE
    selector = Selector(picked=keys, number=rank)
    asks_on = cues.FRAGMENT.match(text) and not cues.OWN_VERB.search(text)
    if answered:
        meant = last if asks_on and command.operation == "read" else command
        return (dataclasses.replace(meant, selector=selector, text=text),)
    if (
        last.operation not in CHANGES
        or not is_fragment(text)
        or not command.values.is_empty
        or cues.OWN_VERB.search(text)
    ):
        return None
    other = dataclasses.replace(last, selector=selector)
    return (*earlier, other) if cues.ALSO.match(text) or cues.TOO.search(text) else (*earlier[:-1], other)
