"""Which of several days, weeks, weekends or parts of days: the busiest ("which day next week is the busiest"), the quietest, and those on which
something is not ("which days next week have no meetings"); of what else is not, it is asked."""

import re
from collections.abc import Iterator
from datetime import timedelta

from assistant import wording
from assistant.commands import Command, Number, with_selector
from assistant.nouns import kind_of, singular
from assistant.phrasing import and_more, join, say_count, say_date, say_distance, say_hours
from assistant.plan import Answer, Clarification, ask
from assistant.resolution.availability import YES_OR_NO, is_busy
from assistant.resolution.context import Context
from assistant.resolution.free_hours import COMING_DAYS, HOURS, MANY_DAYS, hours_on
from assistant.resolution.saying import said_time
from assistant.resolution.saying_free import SATURDAY
from assistant.resolution.selection import occurrences_found
from assistant.resolution.windows import Window, windows
from assistant.timespan import Slot, elapsed, is_all_day, later
from models.occurrence import Occurrence

BUSIEST = re.compile(r"\b(?:(?:the|my) most (?:packed|booked|busy|crowded|on)|busiest|fullest|heaviest)\b", re.I)
QUIETEST = re.compile(
    r"\b(?:least (?:packed|booked|busy|crowded|on)|most free|quietest|emptiest|freest|lightest|calmest)\b", re.I
)
#: "which day has the most meetings".
MOST_OF = re.compile(
    r"^\W*(?:when\b|(?:which|what) (?:weekday|weekend|week|day|morning|afternoon|evening)\b).*"
    r"\b(?:(?P<most>most)|fewest|least) (?P<what>meetings?|events?|appointments?|calls?|things)\b",
    re.I,
)
#: "am I busier this week or next".
COMPARES = re.compile(
    r"\b(?:busier|quieter|(?:(?<!any )(?<!some )more|fewer) (?:(?:meetings|events|appointments|calls|things|free time)\b|(?=on\b))|more free\b).* (?:or|than) ",
    re.I,
)
UNIT = re.compile(r"\b(weekday|weekend|week|day|morning|afternoon|evening)\b\s*(?:(?:in|of|on)\s+)?", re.I)
#: The thing that is denied: "no meetings", "don't I have", "haven't I", "nothing".
DENIED = (
    r"\b(?:with no|without|nothing|(?:have|has|got|having|(?:is|are) there|there (?:is|are)|there['’]s) no|(?:i|we) (?:not|never)"
    rf"|\w*{wording.NT} (?:i|we)|(?:i|we) \w*{wording.NT})\b"
)
DAYS = re.compile(
    rf"\b(weekday|weekend|day)s?\b.*(?:{DENIED}|\b(?:is|are|looks?)\s+(?:\w+\s+)?(?:empty|clear|blank)(?! of)\b)", re.I
)
#: "the | next day | with no lessons".
NEXT_DAY = re.compile(r"(?:(?:the|my) )?next (?:weekday|weekend|day)", re.I)
WHO_OR_WHICH = re.compile(
    rf"^\W*(?:who(?:m)?|which|when)\b.*{DENIED}|^\W*when (?:does|do|is|are|will)(?:n['’]t\b| (?:\S+ ){{1,4}}?not\b)",
    re.I,
)
#: "what haven't I scheduled".
WHAT_NOT = re.compile(r"^\W*what (?:(?:have|did)n['’]?t (?:i|we)|have (?:i|we) not)\b", re.I)
#: "which days am I not free": those that are taken.
TAKEN = re.compile(r"\b(?:not|n['’]t i|n['’]t we) (?:free|available)\b", re.I)
EVERYTHING = re.compile(r"\b(?:nothing|empty|clear|blank)\b", re.I)
#: How many of one rank are named, things in the busiest, and days without something.
NAMED, DAYS_NAMED = 3, 7


def answer_busiest(command: Command, context: Context) -> Answer | Clarification | None:
    """Which of the stretches of a period has most, or least, in it; None where something else is asked, or the words are no time."""
    if COMPARES.search(command.text):
        return answer_fuller(command, context)
    most_of = MOST_OF.search(command.text)
    least = QUIETEST.search(command.text)
    asked = most_of or least or BUSIEST.search(command.text)
    if not asked or YES_OR_NO.match(command.text):
        return None
    word, spans = asked_stretches(command, context)
    if not spans:
        return None
    if most_of:
        return answer_most(command, most_of, word, spans, context)
    there = [context.queries.event_occurrences(*span) for span in spans]
    taken = [[o for o in things if is_busy(o)] for things in there]
    whole = [{o.row.summary: o for o in things if is_all_day(o.row.start)} for things in there]
    times = [load(things, span, context) for things, span in zip(taken, spans, strict=True)]
    loads = [(time, len(names)) for time, names in zip(times, whole, strict=True)]
    most = min(loads) if least else max(loads)
    best = [n for n, one in enumerate(loads) if one == most]
    named = say_stretches(word, [spans[n] for n in best], context)
    rows = tuple(o.row for n in best[:NAMED] for o in taken[n])
    names = list({name: None for n in best[:NAMED] for name in whole[n]})
    nothing = f"nothing but {join(names)}, all day" if names else "nothing on"
    what = f"{say_count(len(taken[best[0]]), 'event')}, {say_hours(most[0])}" if most[0] else nothing
    return Answer(f"{asked[0][:1].upper()}{asked[0][1:]}: {named}, {what}.", rows)


def answer_fuller(command: Command, context: Context) -> Answer | Clarification:
    """ "is there more on Tuesday or on Wednesday", "am I busier on Friday than on Thursday": what each of the two days has, the fuller first."""
    said = re.split(r"\b(?:or|than|and)\b", " or ".join(command.selector.whens), flags=re.I)
    whens = [re.sub(r"^on\s+", "", when.strip()) for when in said if when.strip()]
    found = [windows((when,), context) for when in whens]
    days = [each[0] for each in found if each and each[0].single_day and not each[0].timed]
    told = list[tuple[tuple[timedelta, int], str]]()
    for window in days:
        start = window.span.start or context.now
        span = Slot(start, window.span.end or later(start, timedelta(days=1)))
        taken = [o for o in context.queries.event_occurrences(*span) if is_busy(o)]
        time = load(taken, span, context)
        what = f"{say_count(len(taken), 'event')}, {say_hours(time)}" if taken else "nothing"
        told.append(((time, len(taken)), f"{say_date(start.date(), context.now.date())}: {what}."))
    if len(whens) != 2 or len(told) != 2 or told[0][1] == told[1][1]:
        return ask("I can't compare these. Ask about each by itself.")
    return Answer(" ".join(text for _, text in sorted(told, reverse=True)))


def asked_stretches(command: Command, context: Context) -> tuple[str, list[Slot]]:
    """The unit whose stretches are asked about, and these; none where the words are no time."""
    phrase, text = " ".join(command.selector.whens) or COMING_DAYS, command.text
    led = UNIT.match(phrase)  # "which | week in June"
    unit = led or UNIT.search(text.replace(phrase, " "))
    found = windows((phrase[led.end() :] if led else phrase,), context)
    word = unit[1].lower() if unit else "day"
    return word, list(stretches(word, found[0], context)) if found else []


def answer_most(command: Command, asked: re.Match[str], word: str, spans: list[Slot], context: Context) -> Answer:
    """ "which day has the most meetings": the ones that have most of what the words name, or fewest."""
    whens, kind = command.selector.whens or (COMING_DAYS,), kind_of([asked["what"]])[0]
    meant = with_selector(command, kind=kind, number=Number.ALL, whens=whens)
    starts = [(o, context.held(o).start) for o in occurrences_found(meant, context) if is_busy(o)]
    there = [[o for o, start in starts if begin <= start < end] for begin, end in spans]
    count = (max if asked["most"] else min)(map(len, there))
    best = [n for n, things in enumerate(there) if len(things) == count]
    named = say_stretches(word, [spans[n] for n in best], context)
    noun = singular(asked["what"].lower())
    what = say_count(count, noun) if count else f"no {noun}s"
    rows = tuple(o.row for n in best[:NAMED] for o in there[n])
    return Answer(f"{named[:1].upper()}{named[1:]}: {what}{' each' if count and len(best) > 1 else ''}.", rows)


def say_stretches(word: str, spans: list[Slot], context: Context) -> str:
    """ "Mon 8 Mar and Tue 9 Mar", "the week of Mon 8 Mar"."""
    of = f"the {word} of " if word in ("week", "weekend") else ""
    return and_more([of + say_date(span.start.date(), context.now.date()) for span in spans], NAMED)


def load(things: list[Occurrence], span: Slot, context: Context) -> timedelta:
    """How much of a span these take, added up."""
    times = map(context.held, things)
    return sum((elapsed(max(t.start, span.start), min(t.end, span.end)) for t in times), timedelta())


def stretches(unit: str, window: Window, context: Context) -> Iterator[Slot]:
    """The days, weeks, weekends or parts of days of a window that are not over, or all of one that is."""
    day = (window.span.start or context.now).replace(hour=0, minute=0, second=0, microsecond=0)
    end = window.span.end or later(day, timedelta(days=28))
    while day < end:
        days = {"weekend": 2, "week": 7}.get(unit, 1)
        if unit == "week":
            days -= (day.weekday() - context.first_weekday) % 7  # the first is cut where the period begins
        counts = {"weekend": day.weekday() == SATURDAY, "weekday": day.weekday() < SATURDAY}.get(unit, True)
        start, close = day, day + timedelta(days=days)
        if unit in HOURS:
            start, close = hours_on(day.date(), HOURS[unit], context)
        if counts and (close > context.now or end <= context.now):
            yield Slot(max(start, context.now) if start < context.now < close else start, close)
        day += timedelta(days=days if counts or unit == "week" else 1)


def answer_empty(command: Command, context: Context) -> Answer | Clarification | None:
    """The days of a period on which nothing is that the words name, or the first of them; None where nothing of that is asked."""
    text, selector, today = command.text, command.selector, context.now.date()
    asked = DAYS.search(text)
    if asked is None:
        denied = WHAT_NOT.match(text) or (WHO_OR_WHICH.match(text) and command.asks in ("who", "when"))
        unclear = ask("I find what is on the calendar, not what isn't. For which day or name shall I look?")
        return unclear if denied else None
    said = tuple(when for when in selector.whens if not NEXT_DAY.fullmatch(when))
    number = Number.NEXT if said != selector.whens else selector.number
    command, ranked = with_selector(command, whens=said), number in (Number.NEXT, Number.FIRST)
    within = MANY_DAYS if ranked else COMING_DAYS
    whens = (" ".join(said) or within,)
    window = next(iter(windows(whens, context) or ()), None)
    if window is None:
        return None
    word, taken = asked[1].lower(), bool(TAKEN.search(text))
    there = occurrences_found(with_selector(command, number=Number.ALL, whens=whens), context)
    times = [context.held(o) for o in there if is_busy(o) or not taken]
    spans = [s for s in stretches(word, window, context) if any(t.overlaps(s) for t in times) is taken]
    if number is Number.NEXT:  # a day after today
        spans = [span for span in spans if span.start.date() > today]
    spans = spans[:1] if ranked else spans
    what = " or ".join(selector.names) or (f"{selector.kind}s" if selector.kind not in (None, "event") else "")
    none = "something" if taken else "nothing" if EVERYTHING.search(text) or not what else f"no {what}"
    if not spans:
        return Answer(f"There is no such {word}{said_time(command) or f' in {within}'}.", free=())
    days = and_more([say_date(span.start.date(), today) for span in spans], DAYS_NAMED)
    near = say_distance(spans[0].start.date(), today) if len(spans) == 1 else ""
    of = "The weekend of " if word == "weekend" else ""
    on = "that day" if len(spans) == 1 and not of else "these days"
    return Answer(f"{of}{days}{f' ({near})' if near else ''}: {none} on {on}.", free=tuple(spans))
