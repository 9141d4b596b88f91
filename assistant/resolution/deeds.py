"""What somebody does, of whom a question marks only the name: "when does Linda get in", "when do I pick up Mason"."""

import re
from collections.abc import Callable

from assistant import wording
from assistant.commands import Command, with_selector
from assistant.phrasing import takes_days
from assistant.resolution.context import Context
from assistant.resolution.matching import content
from models.rows import Event

#: By which titles something may be called, the likeliest first.
Ways = tuple[Callable[[Event], bool], ...]

JOURNEY = r"\b(?:flights?|plane|trains?|ferry|coach|bus)\b"
HOMEWARD = re.compile(r"\b(?:home|back|leav\w+|depart\w*|out)\b", re.I)


def says(pattern: str, but: re.Pattern[str] | None = None) -> Callable[[Event], bool]:
    """Whether a row is called so, and not as the second says."""
    said = re.compile(pattern, re.I)
    return lambda row: bool(said.search(row.summary)) and not (but and but.search(row.summary))


#: What is done behind a name, or before it, as a question says it; and what is called so, the likeliest first: a guest comes and goes with their stay.
BEHIND: tuple[tuple[str, Ways], ...] = (
    (
        r"(?:get(?:s|ting)? (?:in|here)|com(?:e|es|ing) in|fl(?:y|ies|ying) in|land(?:s|ing)?|touch(?:es|ing)? down|arriv(?:e|es|ing))",
        (says(r"\b(?:lands?|landing|arriv\w+|touch(?:es)? down|gets? in)\b"), says(JOURNEY, HOMEWARD), takes_days),
    ),
    (
        r"(?:leav(?:e|es|ing)|depart(?:s|ing)?|take(?:s|ing)? off|fl(?:y|ies|ying) (?:out|off|home|back)|(?:go|goes|going|head|heads|heading) (?:back )?home)",
        (says(rf"\b(?:leaves?|leaving|depart\w*|takes? off)\b|{JOURNEY}.*{HOMEWARD.pattern}|\bfl(?:y|ies) (?:out|home|back)\b"), takes_days),
    ),
)  # fmt: skip
BEFORE: tuple[tuple[str, Ways], ...] = (
    (r"(?:get|getting|pick(?:ing)? up|collect(?:ing)?|fetch(?:ing)?)", (says(r"\b(?:pick(?:ing)?[ -]?up|collect\w*|fetch\w*|get)\b"),)),
    (r"(?:drop(?:ping)?|drop(?:ping)? off|take|taking|bring|bringing)", (says(r"\b(?:drop\w*|take|taking|bring)\b"),)),
)  # fmt: skip
#: "when do I | get Mason |", and no question whether one sees him.
DOER = r"\b(?:i|we)\s+(?:(?:have|need|got|am going|are going|supposed) to\s+|am\s+|are\s+)?(?:be\s+)?"
ASKED = ("when", "where", "exists", "how_long")


def as_deed_of(command: Command, context: Context) -> Command:
    """The question about what is called by that deed and the name, where something is, and about nothing else that there is with them."""
    selector = command.selector
    named = (*selector.names, *selector.attendees)
    if command.object != "event" or command.asks not in ASKED or len(named) != 1 or selector.places:
        return command
    if re.search(JOURNEY, named[0], re.I):  # "when does my flight leave": each of them does
        return command
    titles = next(
        (found for ways in ways_said(command.text, named[0]) if (found := called(named[0], ways, context))), ()
    )
    return with_selector(command, names=titles, attendees=()) if titles else command


def ways_said(text: str, name: str) -> list[Ways]:
    """By which titles what is said of the name to be done may be called."""
    who = rf"{re.escape(name)}(?:['’]s(?: (?:plane|flight|train|bus))?)?"
    forms = [(ways, rf"\b{who}\s+(?:\w+\s+)?{deed}\b") for deed, ways in BEHIND]
    forms += [(ways, rf"{DOER}{deed}\s+{wording.THE}{who}(?:\s+up)?\b") for deed, ways in BEFORE]
    return [ways for ways, form in forms if re.search(form, text, re.I)]


def called(name: str, ways: Ways, context: Context) -> tuple[str, ...]:
    """The titles of what the first of these ways finds among what bears the name, or has them for a guest."""
    index = context.index("event")
    rows = [row for row in context.queries.rows(sorted(index.holding(content(name)))) if isinstance(row, Event)]
    theirs = next((held for way in ways if (held := [row for row in rows if way(row)])), [])
    return tuple(dict.fromkeys(row.summary for row in theirs))
