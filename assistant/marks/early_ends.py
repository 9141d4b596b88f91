"""What ends early or is cut short: the end of one time moves, and its day finds it: "end the call early tomorrow"."""

import dataclasses
import re

from assistant import wording
from assistant.commands import Command, with_selector, with_values
from assistant.temporal.carried import day_words

#: "early", and "short" of "cut it short", that say when it ends, and are no part of what is called "the early shift".
EARLY = re.compile(
    rf"\s*\b(?:early|short)\b(?=\W*$|,|\s+(?:at|on|by|to|today|tonight|tomorrow|this|next|{wording.WEEKDAY_OR_SHORT})\b)\s*",
    re.I,
)
ENDS_EARLY = re.compile(
    rf"(?:{wording.POLITE}(?:end|finish|stop|wrap up|cut)\b.*?|\b(?:ends|finishes|stops|ending|finishing))(?:{EARLY.pattern})",
    re.I,
)
TO = re.compile(r"\b(?:to|until|till?)\s+(?:the\s+)?$", re.I)


def ending_early(command: Command) -> Command:
    """ "end the call early tomorrow", of which something called "call early", or a time "early tomorrow", was made; "cut it short to an hour on
    Monday", of which a move to Monday was."""
    early = ENDS_EARLY.search(command.text)
    if command.object != "event" or command.operation not in ("update", "delete"):
        return command
    return of_its_day(without_early(command) if early else command, says_end=bool(early))


def without_early(command: Command) -> Command:
    """The change of an end, without the word in what is called so, or in a time."""
    selector, values = command.selector, command.values
    names, whens, new = (
        tuple(kept for words in said if (kept := re.sub(r"\b(?:early|short)\b\s*", "", words, flags=re.I).strip()))
        for said in (selector.names, selector.whens, values.when)
    )
    meant = with_values(with_selector(command, names=names, whens=whens), when=new)
    return dataclasses.replace(meant, operation="update", end_alone=True, lead=-1)


def of_its_day(command: Command, says_end: bool) -> Command:
    """A day beside a new length, or no new end, is that of the thing."""
    phrase, ends = " ".join(command.values.when), command.values.duration or says_end
    if not (command.operation == "update" and command.end_alone and phrase and ends) or command.selector.whens:
        return command
    if day_words(phrase) != phrase or TO.search(command.text[: command.text.find(phrase)]):
        return command
    return with_values(with_selector(command, whens=(phrase,)), when=())
