"""Days on which something is not: "which days next week have no meetings", "my next weekend with nothing on"; of what else is not, it is asked."""

import re

from assistant.commands import Command, Number, with_selector
from assistant.phrasing import and_more, say_date, say_distance
from assistant.plan import Answer, Clarification, ask
from assistant.resolution.availability import is_busy
from assistant.resolution.busiest import stretches
from assistant.resolution.context import Context
from assistant.resolution.free_hours import COMING_DAYS
from assistant.resolution.saying import said_time
from assistant.resolution.selection import find_events
from assistant.resolution.windows import windows
from assistant.timespan import occupied

#: The thing that is denied: "no meetings", "don't I have", "haven't I", "nothing".
DENIED = r"\b(?:with no|(?:have|has|got|having|is there|are there|there is|there are|there['’]s) no|without|nothing|(?:have|do|did|am|are) (?:i|we) (?:not|never)|(?:i|we) (?:not|never)|\w+n['’]t (?:i|we)|(?:i|we) \w+n['’]t)\b"
DAYS = re.compile(rf"\b(weekday|weekend|day)s?\b.*(?:{DENIED})", re.I)
WHO_OR_WHICH = re.compile(rf"^\W*(?:who(?:m)?|which|when)\b.*{DENIED}", re.I)
#: "what haven't I scheduled".
WHAT_NOT = re.compile(r"^\W*what (?:(?:have|did)n['’]?t (?:i|we)|have (?:i|we) not)\b", re.I)
#: "which days am I not free": those that are taken.
TAKEN = re.compile(r"\b(?:not|n['’]t i|n['’]t we) (?:free|available)\b", re.I)
EVERYTHING = re.compile(r"\bnothing\b", re.I)
HOW_OFTEN = re.compile(r"^\W*how (?:often|long)\b", re.I)
#: How many of them are named.
NAMED = 7


def answer_empty(command: Command, context: Context) -> Answer | Clarification | None:
    """The days of a period on which nothing is that the words name, or the first of them; None where nothing of that is asked."""
    text, selector = command.text, command.selector
    asked = DAYS.search(text)
    if asked is None or HOW_OFTEN.match(text):
        denied = WHAT_NOT.match(text) or (WHO_OR_WHICH.match(text) and command.asks in ("who", "when"))
        unclear = ask("I find what is on the calendar, not what isn't. For which day or name shall I look?")
        return unclear if denied else None
    found = find_events(with_selector(command, number=Number.ALL), context)
    window = next(iter(windows((" ".join(selector.whens) or COMING_DAYS,), context) or ()), None)
    if isinstance(found, Clarification) or window is None:
        return found if isinstance(found, Clarification) else None
    meant = [o for o in found.occurrences if is_busy(o)] if TAKEN.search(text) else found.occurrences
    times = [occupied(o.row, context.zone) for o in meant]
    taken = bool(TAKEN.search(text))
    spans = [
        s for s in stretches(asked[1].lower(), window, context) if s.start and any(map(s.overlaps, times)) is taken
    ]
    if selector.number is Number.NEXT:  # a day after today
        spans = [s for s in spans if s.start and s.start.date() > context.now.date()]
    if selector.number in (Number.NEXT, Number.FIRST):
        spans = spans[:1]
    what = " or ".join(selector.names) or (f"{selector.kind}s" if selector.kind not in (None, "event") else "")
    none = "something" if taken else "nothing" if EVERYTHING.search(text) or not what else f"no {what}"
    period = said_time(command) or f" {COMING_DAYS}"
    if not spans:
        return Answer(f"There is no such {asked[1].lower()}{period}.", free=())
    today = context.now.date()
    days = [say_date(s.start.date(), today) for s in spans if s.start]
    near = say_distance(spans[0].start.date(), today) if spans[0].start and len(spans) == 1 else ""
    said = f"{and_more(days, NAMED)}{f' ({near})' if near else ''}"
    of = "The weekend of " if asked[1].lower() == "weekend" else ""
    free = tuple((s.start, s.end) for s in spans if s.start and s.end)
    return Answer(f"{of}{said}: {none} on {'that day' if len(spans) == 1 and not of else 'these days'}.", free=free)
