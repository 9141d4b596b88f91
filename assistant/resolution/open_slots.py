"""What goes where there is room: "in the first free slot tomorrow", "whenever I'm free this week", "squeeze in a run on Friday".

It begins with the first gap of that time that holds its length (policies 6 and 8), and never lies on another event."""

import dataclasses
from collections.abc import Iterator
from datetime import datetime, timedelta

from assistant.commands import Command, with_values, without_words
from assistant.marks.gaps import FIRST_GAP, FITTED, WHENEVER
from assistant.phrasing import say_date, say_length, say_time
from assistant.plan import Choice, Clarification, ask
from assistant.resolution.availability import gaps, is_busy, standing_in
from assistant.resolution.context import Context
from assistant.resolution.free_hours import DAYS_ASKED, EVENING, WORKING, hours_in
from assistant.resolution.halves import hour_hint
from assistant.resolution.new_times import HOUR, MEALS, SOMETIME, Times, event_times, length_said, meal_hour
from assistant.resolution.windows import windows_of
from assistant.temporal.exact import exact_moment
from assistant.temporal.lengths import rough_time
from assistant.temporal.values import Anchored, Purpose
from assistant.timespan import Slot, elapsed, is_all_day, later, occupied
from models.rows import Event

#: What is fitted in before the working day is sought in these hours before it ends, the last first.
EARLY = timedelta(hours=3)
#: What begins now begins at a round time.
ROUND = timedelta(minutes=5)
#: One day, on which clocks may change.
DAY = timedelta(hours=25)
#: For so many days another one with room is looked for.
DAYS_AFTER = 14


def in_gap(command: Command, context: Context) -> Command | Clarification:
    """The new event at an hour at which nothing else is, where its words leave the hour open; a question where that time has no room."""
    values, length = command.values, length_said(command)
    said = without_words(command.text, *values.names, *values.attendees, values.location, values.description)
    first = bool(FIRST_GAP.search(said))
    anywhere = first or bool(WHENEVER.search(said))
    if not (anywhere or FITTED.search(said)) or values.recurrence or (length and (length.days or length.months)):
        return command
    read = context.read_time(" ".join(values.when), Purpose.CREATE, hour_hint(command.text)) if values.when else None
    least = (rough_time(length) if length else None) or HOUR
    open_ = read is not None and leaves_open(read, least) and (anywhere or is_fitted(read, command))
    if not open_ and (values.when or not anywhere):
        return command
    usual = None if first else event_times(command, context)
    begins = usual.start if isinstance(usual, Times) and isinstance(usual.start, datetime) else None
    return at_first_room(command, Wish(read, part_meant(command, read), begins, least), context)


def moved_to_gap(command: Command, row: Event, context: Context) -> Command | Clarification:
    """ "move the dentist to the first free slot on Friday": to where nothing but itself is, at its own hour if any will do."""
    phrase = " ".join(command.values.when)
    first = FIRST_GAP.search(phrase)
    rest = WHENEVER.sub("", FIRST_GAP.sub("", phrase)).strip()
    if rest == phrase.strip() or row.is_series or is_all_day(row.start):
        return command
    read, time = context.read_time(rest, Purpose.CHANGE) if rest else None, occupied(row, context.zone)
    if (rest and read is None) or time.start is None or time.end is None:
        return command
    least = elapsed(time.start, time.end)
    if read is not None and not leaves_open(read, least):
        return with_values(command, when=(rest,))
    wish = Wish(read, read.part_of_day if read else None, None if first else time.start, least, row)
    return at_first_room(command, wish, context)


@dataclasses.dataclass(frozen=True)
class Wish:
    """When something is to be: in that time, or in the days to come, in that part of each day, best from the hour of `usual` on, for so long;
    what is `moved` is in nobody's way."""

    read: Anchored | None
    part: str | None
    usual: datetime | None
    least: timedelta
    moved: Event | None = None


def at_first_room(command: Command, wish: Wish, context: Context) -> Command | Clarification:
    """The command at the first time at which there is room, or as it is where that is its own; a question where there is none."""
    read, today = wish.read, context.midnight.replace(tzinfo=None)
    if read is None or not (read.day_said or FITTED.search(command.text)):
        read = Anchored("interval", "day", today, today + timedelta(days=DAYS_ASKED + 1))
    timed = read.time_said or wish.part is not None
    read = dataclasses.replace(read, bare_weekday=None, part_of_day=wish.part, time_said=timed)
    slot = next(rooms(read, wish, context), None)
    if slot is None:
        return ask_later(command, read, wish, context)
    return command if slot == wish.usual and wish.moved is None else with_values(command, when=(exact_moment(slot),))


def leaves_open(read: Anchored, least: timedelta) -> bool:
    """A day, a part of one, several, or hours longer than what is to be in them: "Friday", "after 3", "between 2 and 5"."""
    start, end = read.start, read.end
    if read.kind != "interval" or read.rrule or read.undecided or start is None or end is None:
        return False
    return not read.time_said or bool(read.part_of_day or read.bound) or end - start > least


def is_fitted(read: Anchored, command: Command) -> bool:
    """ "squeeze in a run on Friday", "block an hour on Friday"; "sometime on Friday" has an hour only where a length or a part of the day says so
    (policy 7), and "sometime next week" where a length does."""
    assert read.start is not None and read.end is not None
    clocks = read.time_said and not (read.part_of_day or read.bound)
    if not SOMETIME.search(command.text):
        return not clocks
    long = length_said(command) is not None
    timed = read.time_said or meal_hour(command.text) is not None
    return long or (read.end - read.start <= DAY and timed)


def part_meant(command: Command, read: Anchored | None) -> str | None:
    """The part of the day, said or that of the meal; of a party or a film the evening."""
    if read is not None and (read.part_of_day or read.time_said):
        return read.part_of_day
    meal = next((name for name, at in MEALS.items() if meal_hour(command.text) == at), None)
    return meal or ("evening" if hour_hint(command.text) == "pm" else None)


def rooms(read: Anchored, wish: Wish, context: Context) -> Iterator[datetime]:
    """When it could begin on each day of that time: from its usual hour on, else first of all, before the working day last of all."""
    own = (wish.moved.uid, wish.moved.recurrence_id) if wish.moved else None
    for span in spans_in(read, context):
        standing = standing_in(span.start, span.end, context)
        busy = [time for o, time in standing if is_busy(o) and (o.row.uid, o.row.recurrence_id) != own]
        hour = wish.usual.timetz() if wish.usual else span.end.timetz()
        parts = (span, Slot(max(datetime.combine(span.start.date(), hour), span.start), span.end))
        found, late = ([*gaps(part, (b for b in busy if b.overlaps(part)), wish.least)] for part in parts)
        if found:
            is_early = span.end.time() <= WORKING[0] and not late
            yield later(found[-1][1], -wish.least) if is_early else (late or found)[0][0]


def spans_in(read: Anchored, context: Context) -> Iterator[Slot]:
    """The hours of its days, from now on: "after 5" goes on into the evening, what is before the working day does not begin at midnight."""
    for window in list(windows_of(read, (), context, past=False, any_day=False))[:1]:
        for start, end in hours_in(window, context):
            if read.bound in ("after", "from") and read.time_said:
                end = max(end, datetime.combine(start.date(), EVENING[1], context.zone))
            if end.time() <= WORKING[0]:
                start = max(start, later(end, -EARLY))
            over = (start - start.replace(minute=0, second=0, microsecond=0)) % ROUND
            yield Slot(later(start, ROUND - over) if over else start, end)


def ask_later(command: Command, read: Anchored, wish: Wish, context: Context) -> Clarification:
    """That there is no room in that part of the day, what else of the day has some, and the next day that has some in it."""
    steps = (timedelta(days=n) for n in range(1, DAYS_AFTER + 1))
    assert read.start and read.end
    shifted = (dataclasses.replace(read, start=read.start + step, end=read.end + step) for step in steps)
    own = [whole_day(read)] if read.part_of_day and read.end - read.start <= DAY else []
    days = (own, shifted)
    slots = [slot for each in days if (slot := next((s for one in each for s in rooms(one, wish, context)), None))]
    nothing = f"There is no room for {say_length(wish.least)} then."
    labels = [f"{say_date(slot.date(), context.now.date())} at {say_time(slot)}" for slot in slots]
    meant = [with_values(command, when=(exact_moment(slot),)) for slot in slots]
    choices = (Choice(label, f"make it {label}", (one,)) for label, one in zip(labels, meant, strict=True))
    return ask(f"{nothing} The next is {labels[0]}." if labels else nothing, tuple(choices))


def whole_day(read: Anchored) -> Anchored:
    """The day of which a part was said."""
    assert read.start is not None
    midnight = read.start.replace(hour=0, minute=0)
    return dataclasses.replace(
        read, start=midnight, end=midnight + timedelta(days=1), part_of_day=None, time_said=False
    )
