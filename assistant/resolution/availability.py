"""Free time: between the busy events, within the hours that policy 8 gives. Instants are aware, spans half-open."""

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from assistant import wording
from assistant.commands import Command, Number, Referent, with_selector
from assistant.phrasing import and_more, say_date, say_hours, say_time
from assistant.plan import Answer, Clarification, ask
from assistant.resolution.context import Context
from assistant.resolution.free_hours import (
    EACH_WEEKDAY,
    FREE_FOR,
    HOURS,
    PART,
    PARTS_FIRST,
    WORKING,
    from_now,
    hours_in,
    hours_of_each_day,
    hours_on,
    in_parts,
    in_whole_days,
    part_of_thing,
    until_then,
)
from assistant.resolution.reference import day_talked_of, referred
from assistant.resolution.saying_free import (
    NAMED,
    SATURDAY,
    say_all_day,
    say_free,
    say_hours_looked,
    say_parts,
    say_taken,
    say_weekends,
)
from assistant.resolution.windows import Window, windows
from assistant.temporal.exact import exact_day
from assistant.temporal.lengths import rough_time
from assistant.temporal.shifts import read_length
from assistant.timespan import Slot, elapsed, is_all_day, later, occupied, start_of
from models.occurrence import Occurrence
from models.rows import Event, Task

SHORTEST = timedelta(minutes=30)
#: "could I fit in a run tomorrow morning", "are there any openings", "am I free at all": some of that time will do.
FITS = re.compile(r"\b(?:fit|squeeze|slots?|openings?|gaps?|any|some|at all|(?:time|room|space) for)\b", re.I)
YES_OR_NO = re.compile(
    r"^\W*(?:(?!when|what|which|how|find|where)\w+[,:]? )?(?:am|are|is|do|does|would|will|could|can|have)\b(?!.*\bfind\b)",
    re.I,
)
#: The question is whether time is taken, not whether it is free.
BUSY = re.compile(r"\b(?:busy|bad|full|packed|hectic|booked(?: up)?|occupied|taken|tied up|engaged)\b", re.I)
BUSY_WHETHER = re.compile(r"^\W*(?!(?:when|what|which|how|where)\b)", re.I)
FREE = r"(?:free|clear|open|empty|available)"
WHOLLY = r"(?:(?:completely|totally|entirely|fully|wholly) )"
#: "my next free evening", "first day that's completely free", "the next evening I'm free": the first such part of a day that is free as a whole.
NEXT_PART = re.compile(
    r"\b(?:next|first)\b(?! (?:week|month|year|weekend|few|\w+day|\d+)\b)"
    r"(?:(?: \w+){0,3} (?:free|open|available|empty|clear) (?P<part>morning|afternoon|evening|night|day|weekend)\b"
    r"| (?P<named>morning|afternoon|evening|night|day)\b(?: (?!or\b|and\b)[\w'’]+){0,4} (?:free|clear|empty|available|off)\b)",
    re.I,
)
NEXT = re.compile(r"(?:(?:the|my) )?(?:next|first)", re.I)
ALL_DAY = re.compile(r"\b(?:all|whole|entire) day\b", re.I)
#: "any | day | before the 10th" is no length.
NO_LENGTH = re.compile(r"days?", re.I)
#: "do I have a clear day next week".
CLEAR_DAY = re.compile(
    rf"\b(?:an?|any|one|which|what) {WHOLLY}?(?:clear|free|open|empty) days?\b|\bwh(?:ich|at) days?\b.* {WHOLLY}(?:clear|free)\b",
    re.I,
)
#: "my longest gap today": that one alone.
SOONEST = re.compile(r"\b(?:earliest|soonest|first (?:free|open|available))\b", re.I)
LONGEST = re.compile(r"\b(?:longest|biggest|largest)\b", re.I)
DAYS_AHEAD = 28
#: Of a period its weekends alone.
AT_WEEKENDS = re.compile(r"\b(?:weekends|any weekend)\b", re.I)
#: "which weekends are free": as a whole.
WEEKENDS = re.compile(r"\b(?:which|what|how many|free|my) weekends\b|\bany weekends?\b", re.I)
#: "which evenings next week", "which weekends in May".
PARTS_ASKED = re.compile(
    r"\b(?:(?:any|how many|free|open|available) (?=\w+s\b)|(?:which|what) )(morning|afternoon|evening|night)s?\b", re.I
)
#: "which | Thursday | evenings | in December".
PART_OF_WEEKDAY = re.compile(rf"\b{wording.WEEKDAY} (morning|afternoon|evening|night)s\b", re.I)
#: "which | Fridays | am I free next month".
WEEKDAYS_ASKED = re.compile(rf"\b(?:which|what|how many|any) ({wording.WEEKDAY}s)\b", re.I)
#: "how much free time have I", "how many free hours", "how long am I free".
HOW_MUCH = re.compile(
    rf"\bhow (?:(?:much (?:free |spare )?time|many (?:free |spare )?hours)\b(?! (?:is|does|will|for)\b)|{FREE_FOR})",
    re.I,
)
#: "but not in the mornings", "except lunch".
DENIED = re.compile(rf"\b(?:not|except|no|outside|other than|apart from)\s+{PART.pattern}", re.I)
AFTER = re.compile(r"\bafter\b", re.I)
#: "what else is on then".
THEN = re.compile(r"\bthen\W*$", re.I)
LENGTH_WORDS = re.compile(
    r"\b(?:an?|one|half an?|two|three|\d+)?\s*(?:free\s+)?(hours?|half[- ]hours?|minutes?|mins?)\b", re.I
)
#: "is that clear", of which nothing but what was talked of says when that is.
IS_IT = re.compile(
    r"\W*(?:(?:and|so|but|ok(?:ay)?|great|oh)\W+)*(?:is|isn['’]?t) (?:that|it|this)\W+(?:\w+\W+)?" + FREE + r"\W*$",
    re.I,
)
Slots = tuple[Slot, ...]


def is_busy(occurrence: Occurrence) -> bool:
    """Timed, not cancelled, not transparent (policy 8)."""
    row = occurrence.stored
    takes_time = row.status != "CANCELLED" and getattr(row, "transparency", None) != "TRANSPARENT"
    return takes_time and not is_all_day(row.start)


def length_asked(command: Command) -> timedelta:
    """How long a slot has to be: as said, else half an hour (policy 23)."""
    if HOW_MUCH.search(command.text):
        return SHORTEST
    phrase = command.duration if not ALL_DAY.search(command.text) else None
    found = read_length(phrase) if phrase and not NO_LENGTH.fullmatch(phrase) else None
    if found is None and (word := LENGTH_WORDS.search(command.text)):
        found = read_length(re.sub(r"\bfree\b", "", word[0]).strip())
    return (rough_time(found) if found else None) or SHORTEST


def standing_in(start: datetime, end: datetime, context: Context) -> list[tuple[Occurrence, Slot]]:
    """The events of a span with the time that they take, kept for the keys of a minute."""
    context.index("event")  # lets go of what was found before a row changed
    minute = start.replace(second=0, microsecond=0)
    found = context.indexes.remembered(
        ("standing", minute, end, context.whose),
        lambda: [(o, context.held(o)) for o in context.events(minute, end)],
    )
    return [(o, time) for o, time in found if time.start >= start or time.end > start]


def gaps(span: Slot, busy: Iterable[Slot], least: timedelta) -> Iterator[Slot]:
    """The longest free stretches of a span, each at least `least` long."""
    at = span.start
    for taken in sorted(busy):
        if taken.start > at and elapsed(at, min(taken.start, span.end)) >= least:
            yield Slot(at, min(taken.start, span.end))
        at = max(at, taken.end)
    if at < span.end and elapsed(at, span.end) >= least:
        yield Slot(at, span.end)


def answer_free(command: Command, context: Context) -> Answer | Clarification:
    """When the person is free, or whether at the time asked for."""
    said = NEXT_PART.search(command.text)
    part = (said["part"] or said["named"]).lower() if said else ""
    clear, whether = CLEAR_DAY.search(command.text), YES_OR_NO.match(command.text)
    part = part or ("day" if clear and not command.selector.whens else "")
    denied = {said[1].lower() for said in DENIED.finditer(command.text)}
    whens = whens_said(command, part, denied, context)
    least = length_asked(command)
    if (asked := spans_asked(whens, command, least, context)) is None:
        return ask(f"I could not read “{' '.join(whens)}” as a time. When?")
    window, spans = asked
    if part:
        since = window.span.start if window is not None and AFTER.search(command.text) else None
        found = next_part(part, window, since or context.now, least, context)
        yes = whether and found.text.startswith("You")
        return dataclasses.replace(found, text=f"Yes, y{found.text[1:]}") if yes else found
    if window is not None and window.point and window.span.start and not is_over(window, context):
        return free_between(window.span.start, later(window.span.start, least), command, context)
    if not spans:
        return Answer("No, that time has passed." if whether else "Nothing is left of that time.", free=())
    of_day = BUSY.search(command.text) or asks_of_time(command)
    asked_of = in_whole_days(window, spans, context) if of_day else spans
    standing = standing_in(asked_of[0].start, asked_of[-1].end, context)
    occurrences = tuple(occurrence for occurrence, time in standing if any(map(time.overlaps, asked_of)))
    busy = [time for occurrence, time in standing if is_busy(occurrence)]
    days = {span.start.date() for span in spans}
    busy += [hours_on(day, HOURS[part], context) for part in denied for day in days]
    free = tuple(slot for span in spans for slot in gaps(span, [b for b in busy if b.overlaps(span)], least))
    if BUSY.search(command.text):
        return answer_busy(command, occurrences, free, context)
    if command.selector.number in (Number.NEXT, Number.FIRST) or SOONEST.search(command.text):
        free = free[: command.selector.count or 1]
        occurrences = beside(free, occurrences, context)
    if LONGEST.search(command.text) and free:
        free = (max(free, key=lambda slot: elapsed(*slot)),)
    all_day = ALL_DAY.search(command.text)
    if clear or (all_day and not whether):  # "which days am I free all day"
        free = tuple(slot for slot in free if slot in spans)
        occurrences = beside(free, occurrences, context)
    whole_days = (clear or all_day) and not free
    text = "No day is free as a whole." if whole_days else say_free(free, least, context)
    if not free and window is not None and window.anchored.bare_weekday is not None:
        text = text.replace("there", f"on {say_date(spans[0].start.date(), context.now.date())}")
    text = in_units(command, spans, free, least, text, context)
    if whether:
        text = yes_or_no(command, window, spans, busy, free, text)
    text += say_standing(command, spans, free, occurrences, context)
    also = say_hours_looked(spans, free, context) + say_all_day(occurrences)
    return Answer(text + also, beside=also, free=free)


def say_standing(
    command: Command, spans: list[Slot], free: Slots, occurrences: Sequence[Occurrence], context: Context
) -> str:
    """What stands there, where the time itself is asked about, or nothing of one day is free."""
    named = asks_of_time(command) or (not free and len(spans) == 1)
    taken = [o for o in occurrences if is_busy(o)] if named else []
    return f" You have {say_taken(taken, context)}." if taken else ""


def in_units(command: Command, spans: list[Slot], free: Slots, least: timedelta, text: str, context: Context) -> str:
    """The free time in what it was asked by: hours in all, parts of days, weekends; else `text`."""
    if WEEKENDS.search(command.text):
        return say_weekends(spans, free, least, context)
    if PARTS_ASKED.search(command.text) and not YES_OR_NO.match(command.text):
        return say_parts(spans, free, least, context)
    if HOW_MUCH.search(command.text) and free:
        return f"{say_hours(sum((elapsed(*slot) for slot in free), timedelta()))} in all. {text}"
    return text


def beside(free: Slots, occurrences: Iterable[Occurrence], context: Context) -> tuple[Occurrence, ...]:
    """Of these events those that take some of the free time: what lasts all day."""
    return tuple(o for o in occurrences if any(map(context.held(o).overlaps, free)))


def whens_said(command: Command, part: str, denied: set[str], context: Context) -> tuple[str, ...]:
    """The words for the time in which free time is looked for, without the next `part` of a day and parts that are `denied`."""
    whens, parts = command.selector.whens, command.selector.recurrence
    if parts and PART.match(parts) and not PART.search(" ".join(whens)):
        whens = (*whens, parts)  # "this week, | mornings | only"
    elif parts and EACH_WEEKDAY.match(parts):
        whens = (parts, *whens)  # "every Tuesday | at 3 in June", "weekday evenings | next week"
    if (days := WEEKDAYS_ASKED.search(command.text)) and not EACH_WEEKDAY.search(" ".join(whens)):
        whens = (days[1], *whens)
    lost = PART_OF_WEEKDAY.search(command.text)
    if lost and not PART.search(" ".join(whens)):
        whens = (*whens, f"{lost[1]}s")
    if part:
        rests = (re.sub(rf"\b{part}\b", "", w, flags=re.I).strip() for w in whens)
        whens = tuple(rest for rest in rests if rest and not NEXT.fullmatch(rest))
    whens = tuple(w for w in whens if not ((said := PART.fullmatch(w.strip())) and said[1].lower() in denied))
    day = context.focus_day or (day_talked_of(context) if context.focus else None)
    return (exact_day(day),) if not whens and day is not None and THEN.search(command.text) else whens


def spans_asked(
    whens: tuple[str, ...], command: Command, least: timedelta, context: Context
) -> tuple[Window | None, list[Slot]] | None:
    """Where free time is looked for, and the hours of its days, none of a point in time; None where the words are no time."""
    if weekly := hours_of_each_day(whens, least, context):
        return weekly
    found = windows_asked(whens, command, context)
    if found is None:
        return None
    window = until_then(still_ahead(found, least, context), " ".join(whens), context) if found else None
    spans = list(hours_in(window, context)) if window is None or not window.point else []
    if AT_WEEKENDS.search(command.text):
        spans = [span for span in spans if span.start.weekday() >= SATURDAY]
    return window, spans


def still_ahead(found: Sequence[Window], least: timedelta, context: Context) -> Window:
    """ "Friday at noon", of which nothing is left on a Friday evening: next week's (policies 3, 4, 8)."""
    for window in found if found[0].anchored.bare_weekday is not None else ():
        room = (gaps(span, (), least) for span in hours_in(window, context))
        if window.point or any(itertools.chain.from_iterable(room)):
            return window
    return found[0]


def is_over(window: Window, context: Context) -> bool:
    """The point in time that was said lies behind."""
    start = window.span.start
    return window.point and start is not None and start < context.now.replace(second=0, microsecond=0)


def windows_asked(whens: tuple[str, ...], command: Command, context: Context) -> list[Window] | None:
    """Where free time is looked for; for a meal at its hours, in "evenings" in each of them. None where the words are no time."""
    asked = PARTS_ASKED.search(command.text)
    if asked and not PART.search(" ".join(whens)):
        return [from_now(window, context) for window in in_parts((*whens, asked[1]), context) or ()] or None
    part, found = part_of_thing(command.selector.names), windows(whens, context)
    if part and not (found and found[0].anchored.time_said):
        return in_parts(whens, context, part)
    if found and (found[0].anchored.kind == "recurrence" or PARTS_FIRST.match(" ".join(whens))):
        return in_parts(whens, context) or found
    return found or in_parts(whens, context)


def next_part(part: str, window: Window | None, since: datetime, least: timedelta, context: Context) -> Answer:
    """The next morning, afternoon, evening, day or weekend without anything busy, `since` a time; else the next in which there is room."""
    named = window.span if window is not None and window.anchored.day_said and not window.single_day else None
    named = None if since > context.now else named
    first = max((named.start if named else None) or since, context.now)
    limit = named.end if named and named.end else first + timedelta(DAYS_AHEAD)
    days = [(first + timedelta(n)).date() for n in range((limit - first).days + 1)]
    lasting = range(2) if part == "weekend" else range(1)
    begins = (day for day in days if part != "weekend" or day.weekday() == SATURDAY)
    hours = HOURS.get(part, WORKING)
    blocks = [[hours_on(day + timedelta(n), hours, context) for n in lasting] for day in begins]
    ahead = [block for block in blocks if block[0].start >= first]
    until = limit + timedelta(days=len(lasting))
    standing = [(o, context.held(o)) for o in context.events(first, until)]
    taken = [time for o, time in standing if is_busy(o)]
    for block in ahead:
        if not any(b.overlaps(slot) for slot in block for b in taken):
            there = [o for o, time in standing if any(map(time.overlaps, block))]
            also = say_all_day(there)
            return Answer(say_free(tuple(block), least, context) + also, beside=also, free=tuple(block))
    spans = itertools.chain.from_iterable(ahead)
    rooms = (tuple(gaps(span, [b for b in taken if b.overlaps(span)], least)) for span in spans)
    free = next((room for room in rooms if room), ())
    return Answer(f"No {part} is free as a whole. {say_free(free, least, context)}", free=free)


def answer_busy(command: Command, occurrences: Sequence[Occurrence], free: Slots, context: Context) -> Answer:
    """What takes the time asked about, and what is left of it."""
    taken, left = [o for o in occurrences if is_busy(o)], say_free(free, SHORTEST, context)
    whether = BUSY_WHETHER.match(command.text)
    text = f"{'No' if whether else 'Not at all'}, {left[0].lower()}{left[1:]}"
    if taken:
        text = f"{'Yes, you' if whether else 'You'} have {say_taken(taken, context)}. {left}"
    also = say_all_day(occurrences)
    return Answer(text + also, tuple(o.row for o in taken), beside=also, free=free)


def yes_or_no(
    command: Command, window: Window | None, spans: list[Slot], busy: list[Slot], free: Slots, text: str
) -> str:
    """Free: for as long as asked, or, where a part of one day is asked about and no length, all of it."""
    part_of_it = FITS.search(command.text) or PARTS_ASKED.search(command.text)
    timed = window is not None and (window.timed or (window.anchored.time_said and window.anchored.bound == "from"))
    whole = not part_of_it and ((timed and command.duration is None) or (window and ALL_DAY.search(command.text)))
    whole = whole or asks_of_time(command)
    taken = any(b.overlaps(span) for b in busy for span in spans)
    so = "No," if not free else "No, not all of it;" if whole and taken else "Yes,"
    return f"{so} {text[0].lower()}{text[1:]}"


def asks_of_time(command: Command) -> bool:
    """ "is Friday free", "is the 13th still clear": all of it, and what stands there; "am I free on Friday" asks when, and "is Friday free for a
    call" whether there is room."""
    selector, said = command.selector, command.selector.whens[:1]
    led = (
        rf"^\W*(?:\w+[,:]? )?(?:is|are|isn['’]?t) (?:(?:the|my|our|all|of|whole|entire|this|coming) )*{re.escape(said[0])}(?!\w)"
        if said
        else ""
    )
    for_something = selector.names or selector.attendees or command.duration or FITS.search(command.text)
    return bool(said and not for_something and re.search(rf"{led}.*\b{FREE}\b", command.text, re.I))


def free_beside(command: Command, context: Context) -> Answer | Clarification | None:
    """ "is that free", "am I free then": whether anything else takes the time of the one thing talked of, and where there is none, which is meant;
    None where something else is asked."""
    selector, of_it = command.selector, IS_IT.match(command.text)
    pointed = selector.referent or (THEN.search(command.text) and not re.search(r"\bwhen\b", command.text, re.I))
    if not (selector.is_empty and (of_it or (pointed and context.focus))):
        return None
    targets = referred(with_selector(command, referent=Referent.THEM), context)
    if isinstance(targets, Clarification) and of_it and not context.focus:
        return targets
    if isinstance(targets, Clarification) or len(targets) != 1 or is_all_day(start_of(targets[0].row)):
        return None
    row, time = targets[0].row, occupied(targets[0].row, context.zone)
    return free_between(time.start, time.end, command, context, row) if time.start and time.end else None


def free_between(
    start: datetime, end: datetime, command: Command, context: Context, spared: Event | Task | None = None
) -> Answer:
    """Whether nothing busy takes any of that time, but for what is `spared`."""
    standing = context.events(start, end)
    occurrences = [o for o in standing if spared is None or o.row.uid != spared.uid]
    taken = [o for o in occurrences if is_busy(o)]
    at = f"{say_date(start.date())} at {say_time(start)}"
    yes, no = ("No", "Yes") if BUSY.search(command.text) else ("Yes", "No")
    if taken:
        names = and_more([f"{o.row.summary} ({say_time(context.held(o).start)})" for o in taken], NAMED)
        return Answer(f"{no}, on {at} you have {names}.", tuple(o.row for o in taken), free=())
    apart = f" apart from {spared.summary}" if spared is not None else ""
    return Answer(f"{yes},{apart} you are free on {at}.{say_all_day(occurrences)}", free=(Slot(start, end),))
