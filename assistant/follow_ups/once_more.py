"""What a plan, or what was carried out, makes or changes, at another time or of something else too: "and again at 6", "and Wednesday", "and next week
too", "same for Ben" (policy 24)."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from assistant.commands import Command, Number, Referent, Scope, Selector, Values, with_selector, with_values
from assistant.continuations import FOR_SOMEBODY, THEN
from assistant.conversation import Commands, Turn
from assistant.follow_ups import cues
from assistant.follow_ups.next_periods import NEXT_WEEK, WEEK_AFTER, near_day, step, weeks_between
from assistant.follow_ups.questions import STEP, found_by_day
from assistant.follow_ups.revision import as_planned, calling
from assistant.plan import Effect
from assistant.resolution.asking import SAME_AGAIN
from assistant.resolution.first_dates import its_own
from assistant.resolution.new_days import UNITS
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME, day_words, read_whens, with_said
from assistant.temporal.exact import exact_day
from assistant.temporal.reading import find_times, read_time
from assistant.temporal.values import Purpose, Setting
from assistant.timespan import start_of
from assistant.wording import WEEKDAY, WEEKDAY_OR_SHORT
from models.rows import Event, Task

#: "same for Ben", "and do the same thing on Friday".
THE_SAME = cues.led(r"(?:do\W+)?(?:the )?same(?: thing| again)?(?: goes)? (?:for|with|to|on)\b\W*")
#: "and again on Monday", "another one at 4", "and one with Sam on Friday".
MORE = re.compile(r"\b(?:again|another|one more)\b|\bone (?:with|for)\b", re.I)
ONE = re.compile(r"(?:an(?:other)? )?one", re.I)
SAME = re.compile(r"\W*(?:(?:the|do the) )?same(?! time)\b", re.I)
#: "tomorrow's", "the one on Friday": the thing of that day, and no new day of another.
OF_THAT = re.compile(rf"\w['’]s?(?!\w)|\bones?\b|\b(?:{WEEKDAY}|tomorrow|today|tonight)s\b", re.I)
#: "same for Cadi | straight after".
AFTER_IT = re.compile(r"\b(?:(?:straight|right) )?after(?:wards| that| it)?\W*$", re.I)
#: The one weekday of "every Wednesday from 7 April".
ITS_DAY = re.compile(rf"\b{WEEKDAY_OR_SHORT}(?=s?\b)", re.I)
PLURAL_DAY = re.compile(rf"\b{WEEKDAY_OR_SHORT}s\b|\bevery\b", re.I)
#: "the Saturday after | at 1", "next week to 7".
WEEK_AND_HOUR = re.compile(rf"(?P<week>{NEXT_WEEK.pattern}|{WEEK_AFTER.pattern}),? (?:at |to )?(?P<hour>\S.*)", re.I)


def likewise(command: Command, text: str, earlier: Commands, effects: Sequence[Effect] = ()) -> Commands | None:
    """The commands before from the last that named a thing on, about what is named now; None where the sentence says no such thing. `effects`: what
    they do, or did."""
    lead = THE_SAME.match(text)
    if lead and earlier and earlier[-1].selector.referent and (same := done_then(command, earlier[-1], effects)):
        return (same,)
    named = [at for at, c in enumerate(earlier) if c.operation == "create" or c.selector.referent is not Referent.IT]
    if lead is None or not named or WEEK_AFTER.fullmatch(" ".join(command.whens)):  # which is counted from a day
        return None
    if not command.whens and (after := AFTER_IT.search(text)):
        command = with_selector(command, whens=(after[0].strip(" ."),))
    base, *further = earlier[named[-1] :]
    if base.operation == "create":
        if (
            changed := as_planned(tuple(earlier[named[-1] :]))
        ) is not None:  # what was said of it since gives way to what is said now
            base, further = changed, []
        made = on_another_day(command, base) or made_for(command, base)
    else:
        made = done_to(command, base, text[lead.end() :]) if base.operation in CHANGES else None
    return (made, *further) if made is not None else None


def done_then(command: Command, base: Command, effects: Sequence[Effect]) -> Command | None:
    """ "and the same on the 31st", after what was shown of a day was cancelled: what of it repeats, on that day."""
    whens, rows = command.whens, [e.before for e in effects if isinstance(e.before, Event) and e.before.recurrence_id]
    time = read_whens(whens)
    alone = time is not None and time.day_alone and not (command.names or command.people)
    if not (rows and alone and base.operation == "delete"):
        return None
    names = tuple(dict.fromkeys(row.summary for row in rows))
    return dataclasses.replace(base, object="event", selector=Selector(names=names, whens=whens, number=Number.ALL))


def on_another_day(command: Command, made: Command) -> Command | None:
    """ "the same on Fridays" after Pilates every Wednesday: a second series, of the same hour; None where no one weekday gives way to another."""
    rule, said = (
        made.values.recurrence,
        command.selector.recurrence or command.values.recurrence or " ".join(command.whens),
    )
    day = re.fullmatch(rf"(?:on |every |each )*({WEEKDAY_OR_SHORT})s?", said, re.I)
    named = (
        command.names
        or command.people
        or not (command.values.has_only("recurrence") or command.values.has_only("when"))
    )
    if rule is None or day is None or named or len(ITS_DAY.findall(rule)) != 1:
        return None
    times = ITS_DAY.sub(day[1], made.values.times) if made.values.times else None
    return with_values(made, recurrence=ITS_DAY.sub(day[1], rule), times=times)


def weekly_too(turn: Turn) -> Command | None:
    """ "and Fridays too", after a series of Wednesdays was made: that as well."""
    made = as_planned(turn.earlier)
    adds = (cues.ALSO.match(turn.text) or cues.TOO.search(turn.text)) and "?" not in turn.text
    plain = adds and not cues.OWN_VERB.search(turn.text) and PLURAL_DAY.search(turn.text)
    return on_another_day(turn.command, made) if made is not None and plain else None


def names_said(command: Command) -> tuple[str, ...]:
    """The names that the sentence says, though one was taken for a list."""
    return command.names or ((command.selector.list_name,) if command.selector.list_name else ())


def made_for(command: Command, base: Command) -> Command | None:
    """Another new thing, for somebody else or at another time."""
    who, before = command.people or names_said(command), base.values
    when = with_said(command.whens, before.when)
    if not who:
        return with_values(base, when=when) if when else None
    if before.attendees:
        text = base.text.replace(before.attendees[0], who[0])  # which says whether it is with or for somebody
        return with_values(dataclasses.replace(base, text=text), attendees=who, when=when or before.when)
    called = tuple(FOR_SOMEBODY.sub(f" for {' and '.join(who)}", name) for name in before.names)
    return with_values(base, names=called, when=when or before.when) if called != before.names else None


def done_to(command: Command, base: Command, words: str) -> Command:
    """The same change of another thing; an hour beside it is the new one."""
    names, people, whens = names_said(command), command.people, command.whens
    before, new = base.selector, base.values.when
    time = read_whens(whens) if new and (names or people) else None
    if time is not None and time.hour_alone:
        base, whens = with_values(base, when=with_said(whens, new)), ()
    if whens and not (names or people):  # "move the standup to 9:30 tomorrow, same on Wednesday"
        base = found_by_day(base)
    if cues.ONE.search(words) or not (names or people) or (people and not names and before.attendees):
        people, whens = people or before.attendees, whens or before.whens
        return with_selector(base, attendees=people, whens=whens, picked=(), untouched=())
    selector = Selector(names=names, attendees=people, whens=whens, number=command.selector.number)
    base = calling(base, before.names[0], names[0]) if len(before.names) == len(names) == 1 else base
    return dataclasses.replace(base, selector=selector)


def again(turn: Turn) -> Command | None:
    """What the plan, or what was carried out, makes or changes, at a further time."""
    planned = as_planned(turn.earlier)
    made = once(planned) if planned is not None else None
    return a_week_on(turn, made or turn.last) or once_more(counted_on(turn), turn.text, made)


def week_after(turn: Turn) -> Command | None:
    """ "and the Thursday after that": what was carried out a week later, and no thing of that name."""
    return again(turn) if WEEK_AFTER.fullmatch(" ".join(turn.command.whens)) else None


def once(made: Command) -> Command:
    """ "book club | mon the 22nd | at 6", of which the day was taken for a repetition: on that day, as it is planned."""
    rule = made.values.recurrence
    said = read_time(rule, ANY_TIME) if rule else None
    if said is None or said.rrule or said.kind == "recurrence" or not said.day_said:
        return made
    return with_values(made, when=(" ".join((rule or "", *made.values.when)),), recurrence=None, times=None)


def once_more(command: Command, text: str, made: Command | None) -> Command | None:
    """ "and on Wednesday as well", "and again at 6", "and one with Sam on Friday" after something new (`made`, as it is planned by now):
    another one then; without such words a further day ("and Wednesday"), where a day was said before."""
    selector, values = command.selector, command.values
    whens, before = command.whens, made.values.when if made is not None else ()
    alone = values.has_only("when", "attendees") and not (selector.names or selector.referent is Referent.IT)
    if made is not None and alone and MORE.search(text) and (on_days := on_its_days(command, made)):
        return made_for(with_values(command, when=()), on_days)
    if made is None or not (whens and before and alone) or made.values.recurrence or cues.KEEP.match(text):
        return None
    more = MORE.search(text)
    if cues.INSTEAD.search(text) or cues.CORRECTS.match(text) or (cues.OWN_VERB.search(text) and not more):
        return None
    adds = more or (cues.TOO.search(text) and not selector.attendees)
    also = cues.ALSO.match(text) and "?" not in text and not values.attendees
    return made_for(command, made) if adds or (also and are_days(before, whens)) else None


def on_its_days(command: Command, made: Command) -> Command | None:
    """ "and one with Dan | same day at 11 |" after a monthly hour with Helen: a series of the same days, at that hour; None of all else."""
    phrase, times, before = " ".join(command.whens), made.values.times or "", " ".join(made.values.when)
    hour = THEN.sub("", phrase).strip()
    said = read_whens((hour,)) if hour and hour != phrase and made.values.recurrence else None
    if said is None or not said.hour_alone or not before or times.count(before) != 1:
        return None
    return with_values(made, when=(hour,), times=times.replace(before, hour))


def another_such(command: Command, last: Command | None) -> Command:
    """ "and add one on Thursday at 2" after "cancel the late shift on Tuesday": another of what was spoken of, and nothing called One; "same again
    Thursday" is also as long, and there."""
    values = command.values
    name = values.names[0] if command.makes("event") and len(values.names) == 1 else ""
    same = SAME_AGAIN.fullmatch(name)
    if last is None or last.object != "event" or len(last.names) != 1 or not (same or ONE.fullmatch(name)):
        return command
    anew = with_values(command, names=last.names, attendees=values.attendees or last.people)
    long, place = values.duration or last.values.duration, values.location or last.values.location
    return with_values(anew, duration=long, location=place) if same else anew


def on_more_days(turn: Turn) -> Commands | None:
    """ "and Thursday" after "yoga every Tuesday at 7": the new series is on both; "and Thursdays" after "cancel the standup on Tuesdays": both go."""
    command, text, made = turn.command, turn.text, as_planned(turn.earlier) or turn.last
    values, times = command.values, made.values.times
    before = made.values.recurrence or made.selector.recurrence or ""
    said = " ".join(command.whens or filter(None, (values.recurrence,))).removeprefix("on ").removeprefix("every ")
    alone = values.has_only("when") or values.has_only("recurrence")
    adds = (cues.ALSO.match(text) or cues.TOO.search(text)) and not (cues.OWN_VERB.search(text) or "?" in text)
    if not (before and alone and adds and re.fullmatch(rf"{WEEKDAY_OR_SHORT}s?", said, re.I)) or command.selector.names:
        return None
    often = f"{before} and {said}"
    both = read_time(often, ANY_TIME)
    if both is None or "FREQ=WEEKLY" not in (both.rrule or ""):
        return None
    if made.operation != "create":
        text = made.text.replace(before, often, 1)
        return turn.instead(dataclasses.replace(with_selector(made, recurrence=often), text=text))
    series = with_values(made, recurrence=often, times=times.replace(before, often, 1) if times else None)
    return tuple(series if c.operation == "create" and c.names == made.names else c for c in turn.earlier)


def are_days(*phrases: tuple[str, ...]) -> bool:
    """Each says a day and neither a beginning nor an end alone: no "and until Friday"."""
    times = map(read_whens, phrases)
    return all(time is not None and time.day_said and not time.bound and not time.rrule for time in times)


def a_week_on(turn: Turn, last: Command) -> Command | None:
    """ "and next week too", "and the Saturday after at 1", where a plan is about a day or a week: the same then, or at that hour."""
    command, text, setting, plan = turn.command, turn.text, turn.setting, turn.conversation.plan
    (*said, hour), selector = week_said(command), command.selector
    timed = command.values in (Values(), Values(when=command.values.when))
    alone = timed and not (selector.names or selector.attendees)
    adds = cues.adds(text, last) or cues.TOO.search(text) or SAME.match(text)
    if plan is None or len(said) != 1 or not (adds and alone) or "?" in text or last.selector.referent is Referent.IT:
        return None
    whens = last.values.when if last.operation == "create" else last.selector.whens
    asked = read_time(" ".join(whens), setting)
    day = asked.start.date() if asked is not None and asked.start is not None else None
    effects = [e for e in plan.effects if day_of(e.before or e.after, setting) == day] or plan.effects
    days = [day_of(e.before or e.after, setting) for e in effects]
    weeks = weeks_between(days[0], said[0], setting) if days and days[0] is not None else 0
    if not weeks or days[0] is None or last.values.recurrence or last.operation not in (*CHANGES, "create"):
        return None
    then = near_day(days[0] + timedelta(weeks=weeks), setting)
    if last.operation == "create":
        dated = with_said((then,), whens)
        again = with_values(last, when=with_said((hour,), dated) if hour else dated)
        return again if whens and len(days) == 1 else None
    if asked is not None and asked.grain == "week":
        then = step("week", 1, whens, setting) or then
    elif len(days) > 1:
        return None
    new = last.values.when
    moved = day_of(effects[0].after, setting) if len(days) == 1 else None
    if moved is not None and are_days(new):
        new = with_said((near_day(moved + timedelta(weeks=weeks), setting),), new)
    if hour:
        last, new = with_values(last, shift=None), with_said((hour,), new)
    number = Number.ONE if last.selector.number in (Number.NEXT, Number.FIRST) else last.selector.number
    further = with_selector(last, whens=(then,), number=number, ordinal=None, picked=(), untouched=())
    scope = Scope.ONE if len(days) == 1 else last.scope
    text = last.text.replace(" ".join(whens) or "\0", then, 1)
    return dataclasses.replace(with_values(further, when=new), scope=scope, text=text)


def week_said(command: Command) -> tuple[str, ...]:
    """("Saturday after", "1") of "and the Saturday after at 1", the hour last, which may be empty; the times as they are of other words."""
    whens = (*command.selector.whens, *command.values.when)
    if len(whens) == 2 and WEEK_AFTER.fullmatch(whens[0]):  # "and at 1 the Saturday after"
        return whens
    parts = WEEK_AND_HOUR.fullmatch(whens[0]) if len(whens) == 1 else None
    hour = read_time(parts["hour"], ANY_TIME) if parts else None
    return (parts["week"], parts["hour"]) if parts and hour and hour.hour_alone else (*whens, "")


def on_that_day_too(turn: Turn) -> Commands | None:
    """ "and Friday" after "dialysis is at 8 on Monday": that one and Friday's. "And Friday's too", and "the one on Friday", or after "move Monday's
    to 8": so also of what happens once, of which that is another one. "And the Friday one to 9" goes there itself."""
    last, when, theirs = turn.last, turn.last.values.when, OF_THAT.search(turn.text)
    said = read_whens(when)
    command = to_own_hour(turn.command) if theirs and said and said.time_said else turn.command
    whens, own = command.whens, command.values
    adds = cues.ALSO.match(turn.text) or (theirs and cues.AS_WELL.search(turn.text))
    further = read_whens(whens) if adds else None
    if last.operation != "update" or not (said and further and further.day_alone):
        return None
    named = command.names or command.selector.attendees
    if named or further.bound or further.grain == "week":  # the next from then on is told by itself, and so is a week
        return None
    effects = turn.effects
    stays = all(day_of(e.before, turn.setting) == day_of(e.after, turn.setting) for e in effects)
    if not last.selector.whens and said.day_said and stays:  # the day of the new time is that of what changes
        once = any(not (isinstance(e.before, Event | Task) and e.before.recurrence_id) for e in effects)
        if once and not theirs:
            return None
        last = with_selector(last, whens=tuple(filter(None, map(day_words, when))))
        new, finder = with_said(whens, when), last
    elif theirs or (last.selector.whens and command.selector.whens and not said.day_said):
        finder = next((c for c in reversed(turn.earlier) if c.selector.referent is not Referent.IT), last)
        new = when
    else:
        return None
    one = dataclasses.replace(last, scope=Scope.ONE if last.selector.whens else last.scope)
    other = dataclasses.replace(with_values(one, when=new), selector=finder.selector)
    if command.selector.whens and not own.is_empty:
        other = dataclasses.replace(other, values=own, lead=command.lead, end_alone=command.end_alone)
    if command.operation == "delete" and not cues.says_nothing_else(command, turn.text):  # "and July's is cancelled"
        other = dataclasses.replace(command, selector=finder.selector, scope=Scope.ONE)
    return (*turn.earlier[:-1], one, with_selector(other, whens=whens, picked=(), untouched=()))


def to_own_hour(command: Command) -> Command:
    """ "and Tuesday's at 6", "and the Tuesday one at 6", after one of another day got a new hour: Tuesday's, to six."""
    whens = command.whens
    bare = command.selector in (Selector(), Selector(whens=whens)) and command.values in (Values(), Values(when=whens))
    if not bare or command.operation not in ("read", "update"):
        return command
    moved = dataclasses.replace(command, operation="update", asks=None, selector=Selector(), values=Values(when=whens))
    split = found_by_day(moved)
    return split if split is not moved else command


def day_of(row: object, setting: Setting) -> date | None:
    """The day on which a thing begins, or is due."""
    start = start_of(row) if isinstance(row, Event | Task) else None
    if not isinstance(start, datetime):
        return start
    return start.astimezone(setting.zone).date() if start.tzinfo else start.date()


def then_too(turn: Turn) -> Command | None:
    """ "and Thursday", "nor the 25th", after Tuesday's swimming was cancelled: that too."""
    command, last, text = turn.command, turn.last, turn.text
    nor, before = cues.NOR.match(text), last.selector.whens
    day = command.values.has_only("when") and not cues.OWN_VERB.search(text)
    whens = command.selector.whens or (command.values.when if nor or day else ())
    bare = command.selector == Selector(whens=command.selector.whens)
    fragment = bare and (nor or day or command.operation in ("read", "delete")) and "?" not in text
    if not (last.operation == "delete" and fragment and whens and before and (nor or cues.ALSO.match(text))):
        return None
    return with_selector(last, whens=with_said(whens, before), picked=())


def not_then(turn: Turn) -> Command | None:
    """ "not the 4th of May", "not the 30th", after a new series was made: that day of it goes, and nothing else of that day."""
    text, last, row = turn.text, turn.last, turn.conversation.thing
    whens, names = tuple(text[start:end] for start, end in find_times(text))[:1], last.values.names[:1]
    made = last.makes("event") and last.values.recurrence and names
    if not (made and whens and cues.NOT.match(text)) or turn.command.selector.names:
        return None
    day = its_own(whens[0], row, turn.setting) if isinstance(row, Event) else None
    selector = Selector(names=names, whens=(exact_day(day),) if day else whens)
    return Command("delete", "event", selector=selector, text=text)


def counted_on(turn: Turn) -> Command:
    """ "the day after", "the week after" as a date, counted from the time that the plan has by now."""
    command, setting, whens = turn.command, turn.setting, turn.command.whens
    made, said = as_planned(turn.earlier), STEP.fullmatch(whens[0]) if len(whens) == 1 else None
    alone = not (command.names or cues.OWN_VERB.search(command.text))
    adds = cues.TOO.search(command.text) or (alone and cues.ALSO.match(command.text))
    if made is not None and made.values.when and len(whens) == 1 and said is None and adds:
        return in_its_week(command, whens[0], " ".join(made.values.when), setting)
    if made is None or said is None or not said["unit"] or not made.values.when:
        return command
    asked = read_time(" ".join(made.values.when), setting)
    far = UNITS.get(said["unit"].lower())
    if asked is None or asked.start is None or far is None:
        return command
    near = asked.start.date()
    return at_day(command, near_day(near + far if said["way"].lower() == "after" else near - far, setting))


def in_its_week(command: Command, said: str, before: str, setting: Setting) -> Command:
    """ "and Tuesday as well", of something new on Monday of next week: the Tuesday of that week; so is "and Tuesday at 6", of a date."""
    words = day_words(said) or said
    day, made = read_time(words, setting), read_time(before, dataclasses.replace(setting, purpose=Purpose.CREATE))
    if day is None or day.bare_weekday is None or day.time_said or made is None or made.start is None:
        return command
    if made.bare_weekday is not None and not cues.TOO.search(command.text):  # "yoga on Monday", "and Thursday"
        return command
    near = made.start.date() + timedelta(days=day.bare_weekday - made.start.weekday())
    then = said.replace(words, near_day(near, setting), 1)
    return at_day(command, then) if near > setting.now.date() else command


def at_day(command: Command, date: str) -> Command:
    """The command with this day in the place of the time that it says."""
    return with_selector(command, whens=(date,)) if command.selector.whens else with_values(command, when=(date,))
