"""A new number of what is called, or is, by one: "it's at 31, not 29", "size 3 now", "make it two sacks"."""

import re
from collections.abc import Sequence

from assistant.commands import Command, with_values
from assistant.resolution import matching
from assistant.resolution.context import Context, Target
from assistant.wording import CARDINALS
from models.rows import Event, Task

#: "| 29 | Mill Lane, Otley |".
HOUSE = re.compile(r"(?:(?:number|no\.?)\s+)?(\d+[a-z]?)(|\s+\S.*)", re.I)
#: "size | 3 |".
COUNTED = re.compile(r"([^\W\d_]+) (\d+)")

#: "| two sacks |" of dog food.
UNIT = (
    r"(?:sacks?|bags?|bottles?|box(?:es)?|packs?|packets?|tins?|cans?|jars?|cartons?|pints?|lit(?:er|re)s?"
    r"|kilos?|kgs?|loa(?:f|ves)|bunch(?:es)?|tubs?|rolls?|bars?|crates?|trays?|punnets?|slabs?)"
)
NUMBER = rf"(?:\d+|an?|a couple(?: of)?|(?:half )?a dozen|{'|'.join(CARDINALS)})"
SO_MUCH = re.compile(rf"{NUMBER} {UNIT}", re.I)
#: "| 2 | oat milks", "| two tins of | soup".
AMOUNT = re.compile(rf"{NUMBER} (?:{UNIT} of )?(?=\S)", re.I)
#: "| kilo of | spuds".
MEASURED = re.compile(rf"(?:{NUMBER} )?{UNIT} of (?=\S)", re.I)

#: Lists of things to buy; what already says how many in words.
GOODS = re.compile(r"shop|grocer|supermarket|market|pantry|supplies|food", re.I)
COUNT_FIRST = re.compile(rf"(?:an?|a couple|half|dozen|{'|'.join(CARDINALS)})\b", re.I)
MAKE_IT = re.compile(r"\bmake (?:it|that|them|those) (?!at\b|for\b)\w+\b(?!\s*(?:[ap]m|o['’]?clock))", re.I)


def renumbered(said: str | None, there: str | None) -> str | None:
    """ "it's at 31, not 29", of 29 Mill Lane, Otley, "size 3" of Nappies size 2: only the number is new; any other place, or name, is as it is said."""
    counted = COUNTED.fullmatch(said or "")
    if counted is not None and len(there_too := re.findall(rf"\b{counted[1]} \d+\b", there or "", re.I)) == 1:
        return (there or "").replace(there_too[0], f"{there_too[0].split()[0]} {counted[2]}")
    new, old = HOUSE.fullmatch(said or ""), HOUSE.fullmatch(there or "")
    same = new and old and re.match(rf"{re.escape(new[2])}(?!\w)", old[2], re.I)
    return f"{new[1]}{old[2]}" if new and old and same else said


def so_much(said: str, row: Event | Task) -> str | None:
    """ "two sacks", of the item Dog food, are of that; None of other names."""
    if not isinstance(row, Task) or not SO_MUCH.fullmatch(said):
        return None
    there = row.summary
    thing = MEASURED.sub("", there, count=1) if MEASURED.match(there) else f"{there[:1].lower()}{there[1:]}"
    return f"{said} of {thing}"


def as_amount(command: Command, targets: Sequence[Target], context: Context) -> Command:
    """ "make it 2", of items of a list of things to buy that have no time: so many, and no hour."""
    values = command.values
    lists = {c.id for c in context.queries.calendars() if c.kind == "task" and GOODS.search(c.name)}
    said = " ".join(values.when).casefold()
    counts = values.has_only("when") and MAKE_IT.search(command.text) and (said.isdecimal() or said in CARDINALS)
    items = all(
        isinstance(t.row, Task) and t.row.due is t.row.start is None and t.row.calendar_id in lists for t in targets
    )
    if not (counts and items and targets) or any(COUNT_FIRST.match(t.row.summary) for t in targets):
        return command
    return with_values(command, when=(), names=(str(CARDINALS.get(said, said)),))


def counted_again(command: Command, targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """ "2 oat milks actually", of three items that were just added: the one that is called so, and none of the others."""
    said = command.values.names
    thing = AMOUNT.sub("", said[0], count=1) if len(said) == 1 and len(targets) > 1 else ""
    named = (
        matching.best(thing, targets, lambda t: matching.Texts(t.row.summary, (), ""))
        if thing not in ("", *said)
        else []
    )
    return tuple(named) or targets
