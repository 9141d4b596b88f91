"""An order said otherwise, while it waits for an answer, is planned or was just carried out: another hour, another length, another of its times, "not
Friday, Thursday", "the plumber comes at 2 so make it 12", which speaks of what is planned, whatever its reason names (policy 24)."""

import dataclasses
import re
from datetime import timedelta

from assistant.commands import Command, Number, Referent, Scope, Selector, Values, with_one, with_selector, with_values
from assistant.conversation import Commands, Conversation, Turn
from assistant.follow_ups import cues
from assistant.follow_ups.amounts import says_length, shifted_so_far
from assistant.follow_ups.next_periods import near_day, step
from assistant.follow_ups.once_more import are_days, day_of
from assistant.follow_ups.past_the_hour import whole_hour
from assistant.follow_ups.questions import next_of
from assistant.follow_ups.revision import as_change, calling, follows, of_some_times
from assistant.interpretation import says_since
from assistant.plan import Plan
from assistant.resolution.matching import content, holds, words_of
from assistant.schema import CHANGES
from assistant.temporal.calendar_units import week_start
from assistant.temporal.carried import ANY_TIME, day_words, read_whens, with_said
from assistant.temporal.reading import find_times, read_time
from assistant.temporal.shifts import read_shift
from assistant.temporal.values import Setting
from assistant.timespan import is_all_day, start_of
from assistant.wording import END_KEPT, UNTIL_WHEN, WEEKDAY_OR_SHORT
from models.rows import Event, Task

#: "not this week, next week", "not this one but the next".
NOT_BUT = cues.led(
    r"not\s+(?:on\s+)?(?P<no>[^,;–—]+?)\s*(?:[,;–—]+|\bbut\b|(?= (?:the|my|our) ))\s*(?:but\s+|rather\s+|on\s+)?(?P<yes>\S.*?)[\s.!]*"
)
#: "make it brie instead of cheese", "Thursday not Friday".
RATHER_THAN = cues.led(
    r"(?:make (?:it|that|this)\W+)?(?P<yes>[^,;–—]+?)\s*(?:,\s*)?\b(?:instead of|rather than|not)\s+(?:on\s+)?(?P<no>[^,;–—]+?)[\s.!]*"
)
#: "but | not Gary", "maybe | not Gary": nothing stands in the place of what is denied.
SAYS_NONE = cues.led(
    "",
    rf"{cues.OPENING}|or|just|only|maybe|perhaps|probably|certainly|preferably|better|though|it['’]?s|it is|that['’]?s|that is|is|i['’]d|i would|why|if",
)
#: "the dentist", a name with no further "not".
THING = re.compile(r"(?:the|my|our) ((?:(?!not\b)[\w'’:&-]+ ?)+)", re.I)
#: "Thursday and Friday", "mon to wed".
DAYS = rf"\b{WEEKDAY_OR_SHORT}\b(?:(?:\s*(?:,|-|&|and|to|thru|through|till?)\s*)+{WEEKDAY_OR_SHORT}\b)*"
OTHER_DAYS = cues.led(
    rf"(?:make (?:it|that|them)\s+)?(?:on\s+)?(?:the\s+)?(?:(?P<days>{DAYS})|week (?P<way>after|before)(?: that)?)(?:\s+(?:instead|rather|please))*\W*",
    cues.WAIT,
)
NEXT_ONE = re.compile(r"(?:the )?(?:next|following)(?: one| time)?|the (?:one|time) after(?: that| this)?", re.I)
OF_DAY = re.compile(r"(?:the )?(?!(?:first|second|third|fourth|fifth)\b)(\S.*?)(?:['’]s)? one", re.I)
#: "the 20th".
DATE = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)", re.I)
#: "no, Thursday was fine, make it 1", "keep Thursday but at 1".
DAY_KEPT = re.compile(
    rf"{cues.SPARING}(?:(?:keep|leave) (?:(?:it|that) )?(?:on )?(?!(?:the )?(?:same )?(?:day|date)\b)(?:the )?(?P<kept>\S+?(?: \S+)??)"
    r"|(?!(?:the )?(?:day|date)\b)(?:the )?(?P<fine>\S+?(?: \S+)??)(?: is| was|['’]s) (?:fine|ok(?:ay)?|good|right|alright|all right|great))"
    r",? (?:(?:but|and|just|only|so) )*(?:(?:make (?:it|that)|move it to|do|at|to|for) )+(?P<hour>\S.*?)(?: (?:instead|though|please))?[\s.!]*",
    re.I,
)
#: "no, leave it on Thursday", "keep the day but make it 3".
KEPT_AT = cues.led(
    r"(?:keep|leave) (?:(?:it|that|this) (?:on|at|in)|the (?:same )?(?:day|date|time|hour)\W+(?:but|and))\b"
)
#: A reason, and what follows from it; without a "so" it speaks of what is planned by its first word.
SO = re.compile(
    r"(?:(?P<why>\S.*?),?\s+so|(?P<oh>\W*(?:oh|ah|wait|hm+|oops|no|that|it|there|i|we)\b.*?)\s*[,;.!–—])\s*(?:then\s+)?"
    r"(?:make (?:it|that)|do|let['’]?s (?:say|do|make it))\s+(?P<when>\S.*)",
    re.I,
)
#: "oh no, the talk is then | . 5-8".
THEN_AT = re.compile(r"(?P<oh>[^,;.!–—]*(?:[,!]\s[^,;.!–—]*)?)[,;.!–—]+\s+(?P<when>[^,;!]+)")
#: "oh thats | roadmap review", "oh no the talk is | then": what stands at the time that was just said.
STANDS_THEN = re.compile(
    r"\W*(?:(?:oh|ah|no|wait|hm+|oops|sorry)\b\W*)*(?:that['’]?s (?!(?:now|at|on|in|moved)\b)\S"
    r"|(?!(?:it|that)\b).*(?:\b(?:is|are|have|has|got|ve)\b|['’](?:s|m|ve)\b).*\b(?:then|that (?:day|time|morning|afternoon|evening|night))\W*$)",
    re.I,
)
#: "no, Sunday, tomorrow's netball", "no, at 4, I've got the dentist then": another time, and why; "it's at 3" is no reason.
RATHER = re.compile(
    rf"(?P<said>\W*(?:(?:{cues.WAIT})\b\W*)+(?P<when>[^,;–—]+))[,;–—]\s*(?:(?:because|cos|since|as)\s+)?"
    r"(?P<why>(?!(?:it|that|this|and|but|or|at|from|with|not|make|so)\b)[^,;–—]+)",
    re.I,
)
THEY = r"(?:they|she|he|everyone|everybody)(?:['’](?:ll(?: be)?|re|s)| will(?: be)?| are| is)? "
#: "they'll go at 6.30", "she's leaving around 4", "she's staying till Monday", "stays until Tuesday", of a visit.
VISIT = cues.led(
    rf"(?:{THEY}(?:go|goes|going|leaves?|leaving|off|(?:head(?:s|ing)?|set(?:s|ting)?) (?:home|off|back))"
    rf"(?: (?:home|off|again|back))* (?:at|by|around|about) (?P<leaves>\S.*)"
    rf"|(?:{THEY})?(?:stay|stays|staying|here) (?:(?P<stays>(?:till|til|until|for) (?!another|\w+ more)\S.*)|(?:for )?(?P<more>\S.*)))"
)
#: "leave at 3", "we set off around 8", of a drive whose hour was not said yet.
SETS_OFF = cues.led(
    r"(?:(?:we|i)(?:['’](?:ll|re|m)| will| are| am)? )?(?:leav(?:e|ing)|set(?:ting)? off|depart(?:ing)?|head(?:ing)? (?:out|off))"
    r" (?P<at>(?:at|around|about) \S.*)"
)
#: "snooze it till tomorrow morning", of what was talked of.
SNOOZE = cues.led(
    rf"snooze (?:it|that|this|them|that one|this one) (?:(?P<till>{UNTIL_WHEN} \S.*?)|(?:for|by) (?P<by>\S.*?)|to (?P<to>\S.*?))(?:\s+(?:please|then|instead))*[\s.!]*"
)
#: "oh wait, I'm on the scout | Thursday instead | same time": why, and the other time.
WHY_THEN = cues.led(
    r"(?:i|we)(?:['’]?m|['’]re|['’]ve| am| are| have| can['’]?t)\s+\S.*?\s+instead(?:\W+(?:at )?(?:the )?same time)?[\s.!]*",
    cues.WAIT,
)
#: "the vet, I mean", "Mark Tran I meant": what is meant instead, as if that came first.
I_MEAN = re.compile(r"\W*(?P<meant>(?:\S+ ){0,4}?(?!(?:what|that|who|which|how|as|you|if)\b)[^\s,]+),? i meant?", re.I)


def just_once(turn: Turn) -> Commands | None:
    """ "no, just this one", "just the 16th actually", of a change that was to last ("from June 16 on the call is at 6"): that day's alone; the
    16th is no new day."""
    last, values, whens = turn.last, turn.command.values, turn.last.selector.whens
    if last.scope not in (Scope.ALL, Scope.FUTURE) or last.operation not in CHANGES:
        return None
    if whens and cues.SCOPES[0][0].fullmatch(turn.text):
        day = step("day", 0, whens, turn.setting) if says_since(whens) else None
        one = with_selector(last, whens=(f"from {day}",), number=Number.NEXT) if day else last
        return turn.instead(dataclasses.replace(one, scope=Scope.ONE))
    day_alone = turn.command.selector == Selector() and values == Values(when=values.when) and are_days(values.when)
    if not (cues.ONLY.match(turn.text) and day_alone) or (last.values.when and are_days(last.values.when)):
        return None
    return turn.instead(dataclasses.replace(with_selector(of_some_times(last), whens=values.when), scope=Scope.ONE))


def made_into(command: Command, text: str) -> Command:
    """ "make it dinner at 7" after "when's lunch with Ana": that gets another name, and no dinner is meant that is there already."""
    selector, values, made = command.selector, command.values, cues.MAKE_IT.match(text)
    names, when = command.names, command.whens
    told = command.operation in ("create", "update") and selector.referent is None and len(names) == 1 and when
    if made is None or not told or not text[made.end() :].lower().startswith(names[0].lower()):
        return command
    anew = dataclasses.replace(values, names=names, when=when)
    it = Selector(referent=Referent.IT)
    return dataclasses.replace(command, operation="update", asks=None, selector=it, values=anew)


def corrected(command: Command, text: str, last: Command) -> Command | None:
    """The order that waits as it is said now; None where the sentence says nothing of it anew."""
    if last.operation not in CHANGES:
        return None
    if (found := NOT_BUT.fullmatch(text)) is not None:
        return next_of_it(found["yes"], last)
    far = command.values.duration or command.values.shift
    told = cues.CORRECTS.match(text) or cues.INSTEAD.search(text) or says_length(text, far)
    if told and (shifted := shifted_so_far(command, text, last)) is not None:
        return said_so(shifted, last.values.shift or "", shifted.values.shift or "")
    if not (told and is_of_same_form(command.whens, last.values.when)) or cues.ONE.search(text):
        return None
    return retimed(last, command.whens)


def next_of_it(now: str, last: Command) -> Command | None:
    """ "not this one, the next", "not this week, next week", of that which repeats, whatever day was said of it."""
    if NEXT_ONE.fullmatch(now):
        return next_of(last) if last.selector.is_described else None
    then = dataclasses.replace(with_selector(last, whens=(now,), number=Number.ONE), scope=Scope.ONE)
    return then if read_time(now, ANY_TIME) is not None else None


def said_rather(text: str) -> tuple[str, str] | None:
    """(what is not meant, what is) of "not Friday, Thursday" and "brie instead of cheese"; None of all else."""
    found = NOT_BUT.fullmatch(text) or RATHER_THAN.fullmatch(text)
    if found is None or cues.says_order(found["yes"]) or SAYS_NONE.fullmatch(found["yes"]):
        return None
    return of_day(found["no"]), of_day(found["yes"])


def of_day(words: str) -> str:
    """ "the Monday one" as "Monday"; other words as they are."""
    one = OF_DAY.fullmatch(words)
    return one[1] if one and read_time(one[1], ANY_TIME) is not None else words


def not_so(text: str, last: Command) -> Command | None:
    """ "not Friday, Thursday", where the order or question is of a Friday, "not the dentist, the vet": that of the other one; None where the
    sentence denies neither its day nor its thing."""
    found = said_rather(text)
    if found is None:
        return None
    denied, meant = found
    if read_time(meant, ANY_TIME) is None:
        thing, named = THING.fullmatch(meant), last.selector.names
        if thing is None or len(named) != 1 or not holds(content(denied), words_of(named[0])):
            return None
        return dataclasses.replace(calling(last, named[0], thing[1]), selector=Selector(names=(thing[1],)))
    if (whens := said_anew(denied, meant, last.selector.whens)) is not None:
        return with_selector(last, whens=whens, picked=(), untouched=())
    when = said_anew(denied, meant, last.values.when)
    return retimed(last, when) if when is not None else None


def another_days(turn: Turn) -> Commands | None:
    """ "sorry, Tuesday's" after "move the shift on Monday to 8": that of Tuesday, which goes to no other day."""
    values, last, own = turn.command.values, turn.last, cues.POSSESSIVE.search(turn.text.strip(" .!"))
    bare = values.when and values.has_only("when") and last.operation in CHANGES
    if not (own and bare and cues.CORRECTS.match(turn.text)):
        return None
    whens = with_said(values.when, last.selector.whens)
    return turn.instead(with_selector(last, whens=whens, picked=(), untouched=()))


def other_days(turn: Turn) -> Commands | None:
    """ "I mean Thursday and Friday", "I meant the week after", after "skip standup from Wednesday to Friday next week": those days of that week,
    that week; None where not all that changes repeats, and is in one week to come."""
    found, last, setting = OTHER_DAYS.fullmatch(turn.text), turn.last, turn.setting
    leads = cues.CORRECTS.match(turn.text) or cues.MAKE_IT.match(turn.text)
    open_ = last.operation in CHANGES and last.selector.whens and not last.values.when
    rows = [effect.before for effect in turn.effects]
    if found is None or not (leads and open_) or not all(isinstance(r, Event | Task) and r.recurrence_id for r in rows):
        return None
    weeks = {week_start(day, setting.first_weekday) for row in rows if (day := day_of(row, setting)) is not None}
    if len(weeks) != 1:
        return None
    monday = weeks.pop() + timedelta(weeks={"after": 1, "before": -1}.get((found["way"] or "").lower(), 0))
    if monday <= setting.now.date():
        return None
    days = found["days"] or " ".join(re.findall(DAYS, " ".join(last.selector.whens), re.I))
    rule = None if found["days"] else last.selector.recurrence
    whens = (f"{days} week of {near_day(monday, setting)}".strip(),)
    return turn.instead(with_selector(last, whens=whens, recurrence=rule, picked=(), untouched=()))


def ticked_rather(turn: Turn) -> Commands | None:
    """ "don't delete it, just tick it off"."""
    ticked = turn.last.operation == "delete" and turn.command.operation == "complete"
    if not ticked or turn.command.selector.is_described:
        return None
    return turn.instead(dataclasses.replace(turn.last, operation="complete", object="task"))


def kept_at(turn: Turn) -> Commands | None:
    """ "leave it on Thursday but at 6" after "move the haircut to Friday": its own day; "keep the day but make it 3": the hour alone."""
    earlier, selector = turn.earlier, turn.command.selector
    at = next((at for at, c in enumerate(earlier) if c.values.when), None)
    whens = (*selector.whens, *turn.command.values.when)
    if not KEPT_AT.match(turn.text) or at is None or not whens or selector.names or earlier[at].operation != "update":
        return None
    before = whens[:-1] or earlier[-1].values.when
    said = with_said(whens[-1:], before)
    later = (c for c in earlier[at + 1 :] if not (c.selector.referent is Referent.IT and c.values.has_only("when")))
    return (*earlier[:at], retimed(earlier[at], said), *later)


def day_kept(text: str) -> tuple[str, str] | None:
    """(the day, the hour) of "no, Thursday was fine, make it 1", "keep Thursday but at 1"; None of other words."""
    said = DAY_KEPT.fullmatch(text)
    day, hour = (said["kept"] or said["fine"], said["hour"]) if said else ("", "")
    kept, new = (read_time(words, ANY_TIME) for words in (day, hour))
    return (day, hour) if kept is not None and kept.day_alone and new is not None and new.hour_alone else None


def on_day_kept(text: str, plan: Plan | None, setting: Setting) -> tuple[str, ...]:
    """That hour of that day, which is the one before the plan moved it, where it was on such a day."""
    if (said := day_kept(text)) is None:
        return ()
    (day, hour), effects = said, plan.effects if plan is not None else ()
    stood, date = day_of(effects[0].before, setting) if len(effects) == 1 else None, DATE.fullmatch(day)
    kept = read_time(day, ANY_TIME)
    if stood and kept and (kept.bare_weekday == stood.weekday() or (date and int(date[1]) == stood.day)):
        day = near_day(stood, setting)
    return with_said((hour,), (day,))


def with_day_kept(turn: Turn) -> Commands | None:
    """The plan with that day in place of another one that it moved a thing to; None where no day is kept."""
    whens = on_day_kept(turn.text, turn.conversation.plan, turn.setting)
    at = next((at for at, c in enumerate(turn.earlier) if c.values.when or c.values.shift), None)
    if not whens or at is None or turn.earlier[at].operation not in ("create", "update"):
        return None
    moved = with_values(retimed(turn.earlier[at], whens), shift=None)
    return (*turn.earlier[:at], moved, *(c for c in turn.earlier[at + 1 :] if c.selector.referent is not Referent.IT))


def with_end_kept(turn: Turn) -> Commands | None:
    """ "keep the end the same", "same end time" after "move the shift to 7": its start alone moves, as if that had been said with it."""
    moves = (at for at, c in enumerate(turn.earlier) if c.operation == "update" and (c.values.when or c.values.shift))
    at, bare = max(moves, default=None), turn.command.values.is_empty and not turn.command.selector.is_described
    if at is None or not (bare and END_KEPT.search(turn.text)):
        return None
    kept = dataclasses.replace(turn.earlier[at], text=f"{turn.earlier[at].text}, {turn.text}")
    return with_one(turn.earlier, at, kept)


def said_anew(before: str, now: str, whens: tuple[str, ...]) -> tuple[str, ...] | None:
    """These times with other words for a part of theirs, "20th of November" where "the 20th" is said for the 13th; None where they say no such
    thing."""
    old, new, phrase = DATE.fullmatch(before), DATE.fullmatch(now), " ".join(whens)
    day = day_words(phrase) or ""
    then = re.sub(rf"\b{old[1]}(?:st|nd|rd|th)?\b", new[0].removeprefix("the "), day, count=1) if old and new else day
    if then != day and read_time(then, ANY_TIME) is not None:
        return (phrase.replace(day, then, 1),)
    said = set(words_of(before)) - {"this", "next", "the", "on", "at"}  # "this Friday" of "Friday at 3"
    return with_said((now,), whens) if said and said <= set(words_of(phrase)) else None


def is_of_same_form(now: tuple[str, ...], before: tuple[str, ...]) -> bool:
    """Both say a day to which something is moved: "no, Sunday at 10" after "to Saturday"; the 28th rather finds another one."""
    new, old = read_whens(now), read_whens(before)
    if new is None or old is None or not (new.day_said and old.day_said):
        return False
    return new.time_said or None not in (new.bare_weekday, old.bare_weekday)


def retimed(last: Command, whens: tuple[str, ...]) -> Command:
    """The order with another new time, and its sentence, from which the choices of a question are made, with it."""
    when = with_said(whens, last.values.when)
    return said_so(with_values(last, when=when), " ".join(last.values.when), " ".join(when))


def besides_which(turn: Turn) -> Commands | None:
    """ "make it an hour" where it is asked which consult moves to Friday: of whichever it is, too."""
    command, values, question = turn.command, turn.command.values, turn.conversation.question
    changes = turn.last.operation == command.operation == "update" and not turn.last.values.shift
    length = values.duration and values.has_only("duration", "attendees", "location")
    asks_which = question is not None and question.choices and follows(command.selector, turn.text)
    return turn.besides(as_change(command, values)) if changes and length and asks_which else None


def said_so(command: Command, before: str, now: str) -> Command:
    """The command with these words of its sentence said anew."""
    return dataclasses.replace(command, text=command.text.replace(before, now, 1) if before else command.text)


def put_off(said: str, conversation: Conversation) -> str:
    """ "put it off until tomorrow morning" for "snooze it till tomorrow morning", where something was talked of, "Thursday instead" for "oh wait,
    I'm on the scout Thursday instead", where something is planned; other sentences as they are."""
    snoozed = SNOOZE.fullmatch(said) if conversation.focus or conversation.plan is not None else None
    if snoozed:
        return (
            f"push it back {snoozed['by']}"
            if snoozed["by"]
            else f"move it to {snoozed['to'] or snoozed['till'].partition(' ')[2]}"
        )
    if conversation.plan is None or not WHY_THEN.fullmatch(said):
        return said
    end = said.lower().rindex(" instead")
    when = next((said[a:b] for a, b in find_times(said[:end]) if b == end), None)
    return f"{when} instead" if when else said


def so_said(text: str, conversation: Conversation) -> str:
    """What a sentence says of the plan on the table, without its reason, of the end of the visit last planned or made, or of the hour at which one
    sets off; what it means instead of what was said; the sentence where it gives none."""
    made, said = conversation.thing, text.strip(" .!")
    if (conversation.commands or conversation.done) and (other := I_MEAN.fullmatch(said)):
        return other["meant"] if cues.CORRECTS.match(said) else f"I mean {other['meant']}"
    if (timed := whole_hour(said, conversation)) != said:
        return timed
    if (later := put_off(said, conversation)) != said:
        return later
    about = isinstance(made, Event) and not conversation.answered
    visit = VISIT.fullmatch(said) if about else None
    if visit and visit["more"] and (more := read_shift(visit["more"], 1)) and more.end_only:
        return f"extend it by {visit['more']}"
    if visit and not visit["more"] and read_time(visit["leaves"] or visit["stays"], ANY_TIME):
        return visit["stays"] or f"it ends at {visit['leaves']}"
    sets_off = SETS_OFF.fullmatch(said) if about and made is not None and is_all_day(start_of(made)) else None
    if sets_off and (hour := read_time(sets_off["at"], ANY_TIME)) and hour.hour_alone:
        return f"make it {sets_off['at']}"
    rather = RATHER.fullmatch(said) if conversation.plan is not None else None
    why = rather["why"] if rather else ""
    if (
        rather
        and read_time(rather["when"], ANY_TIME)
        and re.search(cues.TOLD, why, re.I)
        and not cues.OWN_VERB.match(why)
    ):
        return rather["said"]
    return as_it_must_be(text, conversation)


def as_it_must_be(text: str, conversation: Conversation) -> str:
    """ "make it 12" for "the plumber comes at 2 so make it 12", of a plan on the table; of what was just given its time only where the reason is
    what stands there then ("oh thats roadmap review, make it 4.30", "oh no the talk is then. 5-8")."""
    timed = conversation.just_done is not None and any(c.values.when or c.values.shift for c in conversation.done)
    open_, said = conversation.plan is not None or timed, text.strip()
    found, alone = (words.fullmatch(said) if open_ else None for words in (SO, THEN_AT))
    stands = (
        alone and STANDS_THEN.match(alone["oh"]) and not (find_times(alone["oh"]) or cues.YES.fullmatch(alone["oh"]))
    )
    if alone and stands and read_time(alone["when"].strip(" .!"), ANY_TIME):
        return f"make it {alone['when']}"
    why = (found["why"] or found["oh"]) if found else ""
    told = STANDS_THEN.match(why) or (conversation.plan and re.search(cues.TOLD, why, re.I))
    if found is None or not told or day_kept(text) or cues.OWN_VERB.match(why.lstrip()):
        return text
    when = found["when"].strip(" .!?")
    times = [(0, len(when))] if read_time(when, ANY_TIME) else find_times(when)
    return f"make it {when}" if times and times[0][0] == 0 else text
