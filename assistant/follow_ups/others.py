"""The others of several things, of which some were talked of: "the other one", "and delete the rest" (policy 24)."""

import dataclasses
import re
from collections.abc import Sequence

from assistant.commands import Command, Number, Referent, Selector, with_selector
from assistant.follow_ups import cues
from assistant.schema import CHANGES

#: "and delete the rest", "push the others to Friday".
THE_REST = re.compile(
    r"\W*(?:(?:and|then|also|please|ok(?:ay)?)\W+)*(?:\w+(?: off| out)? )?(?:the (?:rest|others|other ones|remaining(?: ones)?)|all the (?:rest|others)|everything else)(?: of (?:them|those))?(?: (?:off|out|too|as well|as done|done|to|by|back|until|till)\b.*)?\W*",
    re.I,
)
THAT_IS_WRONG = re.compile(r"\W*(?:no\W+)?not (?:that|this) one\b\W+(?:i meant?\W+)?(?:the|my)\b(?! other)", re.I)


def other_one(command: Command, last: Command, listed: Sequence[str], focus: Sequence[str]) -> Command | None:
    """ "the other one": what the last command was about, but for the rows last talked of; with the new values that are said now."""
    if command.selector.referent is not Referent.OTHER or last.operation not in CHANGES:
        return None
    if THAT_IS_WRONG.match(command.text):  # "not that one, the coffee"
        return None
    if command.operation in CHANGES and (command.operation != "update" or not command.values.is_empty):
        last = dataclasses.replace(command, selector=last.selector)
    said = tuple(re.sub(r"^other\s+", "", n, flags=re.I) for n in command.selector.names)
    names, others = said or heads(last.selector.names), left_of(listed, focus)
    if not said and others:  # of several, the one that is called as that
        called = names if len(others) > 1 else ()
        selector = Selector(names=called, picked=others, referent=Referent.OTHER)
        return dataclasses.replace(last, selector=selector, text=command.text)
    if not names and not last.selector.attendees and not last.selector.kind:  # of those that were answered
        if " one" not in command.text:  # "the other calendar"
            return None
        return dataclasses.replace(last, selector=Selector(referent=Referent.OTHER))
    return with_selector(last, names=names, referent=Referent.OTHER, picked=())


def left_of(listed: Sequence[str], focus: Sequence[str]) -> tuple[str, ...]:
    """Those of an answer that were not talked of since; none where something else was."""
    return tuple(named for named in listed if named not in focus) if set(focus) <= set(listed) else ()


def the_rest(
    command: Command, text: str, before: tuple[Command, ...], listed: Sequence[str], focus: Sequence[str]
) -> Command | None:
    """ "and delete the rest" after "tick off the first two" of those that were answered: the others of these."""
    others = left_of(listed, focus)
    if not (others and before and THE_REST.fullmatch(text) and before[-1].operation in CHANGES):
        return None
    order = command if command.operation in CHANGES and cues.OWN_VERB.search(text) else before[-1]
    return dataclasses.replace(order, selector=Selector(picked=others, number=Number.ALL), text=text)


def heads(names: tuple[str, ...]) -> tuple[str, ...]:
    """The last word of each name: "the other one" after "the budget review" is another review."""
    return tuple(name.split()[-1] for name in names)
