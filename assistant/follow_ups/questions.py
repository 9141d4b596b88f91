"""A further question after an answer: another time, name, person or number for what was asked (policy 24)."""

import dataclasses
import re

from assistant.commands import Command, Number, Referent, Selector, Values, with_selector, with_values
from assistant.conversation import Conversation, Turn
from assistant.follow_ups import cues
from assistant.follow_ups.next_periods import period_of, same_part, step, weeks_on
from assistant.resolution.clashes import asks_for_clashes
from assistant.resolution.comparing import asks_of_it
from assistant.schema import CHANGES
from assistant.temporal.carried import day_words, read_whens, said_hour, with_clock, with_said
from assistant.temporal.values import Purpose, Setting
from assistant.wording import EARLIER_OR_LATER, ONE_AFTER, UNTIL_WHEN
from models.rows import Event, Task

#: Words that lead a further question.
FURTHER = rf"{cues.OPENING}|or|what about|how about|ugh|cool|good|great|right"
#: "and the one after that?": the next of what was asked about, or the next such period.
AFTER_THAT = cues.led(
    r"(?:(?:what|who|when|where)(?:['’]?s| is| comes| do i have)?(?: next| on| at| in)? )?(?:(?:the )?(?:next |first )?(?:one )?after (?:that|this)(?: one)?|the one after)\W*",
    FURTHER,
)
#: "move the next standup to 10 and the one after that to 11".
THE_ONE_AFTER = re.compile(rf"\b{ONE_AFTER}\b", re.I)
#: "and move the one before to 4:30".
THE_ONE_BEFORE = re.compile(
    rf"\bthe one before(?: (?:that|this|it)(?: one)?)?(?=\W*$| (?:to|at|by|back|{UNTIL_WHEN}|too|as well|an?|half|earlier|later)\b)",
    re.I,
)
#: "what do I have after that", of one thing: what comes after it that day, and no other time of it.
WHAT_AFTER = cues.led(
    r"what(?:['’]?s| is| comes| do i have| have i got| am i doing)?(?: on)?(?: straight| right)? after(?:wards| (?:that|this))\W*",
    FURTHER,
)
NEXT_ONE = cues.led(
    r"(?:(?:the )?(?:next|following) one|(?:the )?next|then|then what|what then|what(?:['’]?s| is)? next)\W*", FURTHER
)
#: "what's next" goes on only where one after the other is asked about.
WHATS_NEXT = re.compile(r"\W*what(?:['’]?s| is) next\W*", re.I)
#: "and the one before", after the next of something.
BEFORE_THAT = cues.led(r"the (?:(?:one )?before(?: that| this)?|previous one|last one)\W*", FURTHER)
#: "and the day before?", "the following week": counted from what was asked about.
STEP = cues.led(
    r"(?:show(?: me)? |what(?:['’]?s| is) )?(?:on |in )?(?:(?:the )?(?P<unit>day|week|weekend|month|year) (?P<way>after|before)(?: that| this)?|the (?P<to>next|following|previous) (?P<of>day|week|weekend|month|year))\W*",
    FURTHER,
)
#: "and the next one too", after an order about one day.
THE_NEXT = rf"(?:(?:the )?next one|{ONE_AFTER})"
AND_NEXT = re.compile(
    rf"\W*(?:(?:and|also|plus) (?:then )?{THE_NEXT}(?: too| as well)?|{THE_NEXT} (?:too|as well))[\s.!]*", re.I
)
#: "cancel yoga on Monday | and the one after".
BOTH = re.compile(rf",?\s+(?:and|plus) (?:also )?{THE_NEXT}(?: too| as well)?(?!\w)", re.I)
#: "when's the next one", after what has been, or how often.
WHEN_NEXT = cues.led(r"when(?:['’]?s| is| will be) (?:the|my) next(?: one)?\W*")
#: "and when next", "when am I seeing her again", after when it was last.
NEXT_THEN = cues.led(
    r"(?:when(?:['’]?s| is| will)?(?: (?:it|that|the|my))? next(?: (?:one|time))?|next time|when(?: am| are| do| will| is| does)? (?:i|we|he|she|they)(?: next)?(?: be)? (?:see|seeing|have|having|go|going|get|getting|meet|meeting|visit|visiting|due)"
    r"(?: (?:it|that|him|her|them|one|there|in))?(?: (?:next|again))?)\W*",
    FURTHER,
)
#: "when did I last | get a | haircut".
GETTING = re.compile(
    r"^(?:(?:get|have|had|see|visit)\s+(?:an?|the|my)\s+|(?:go (?:to|for)|went to|attend|be at|do|play)\s+(?:(?:an?|the|my)\s+)?(?=\w))",
    re.I,
)
#: "how many are left", "how many things are left": of what was told, or of what was done to.
LEFT = re.compile(
    r"\W*(?:and |so |ok |then )*how many(?: (?:things|items|ones|more))?(?: (?:are|is|have i got|do i have))?(?: there)?(?: still)? left(?: now| then)?\W*",
    re.I,
)
IT = re.compile(r"\b(?:is|does|will|starts?|ends?) it\b", re.I)
HOW_OFTEN = re.compile(r"\bhow often\b", re.I)
#: "how many of those are with Dana", "which ones are meetings": among what was answered.
AMONG = cues.led(
    r"(?:(?:which|what|how many|who|where|when|any|are any|is any|do any|does any)(?: ones?| of (?:them|those|these))\b|how many (?=are\b))"
    r"|(?:is (?:there )?)?any(?:thing)?\b(?=.*\b(?:in there|on there|(?:among|of) (?:them|those|these))\W*$)"
)
#: "and the later?", of several that were answered.
ASKED_BY_TIME = cues.led(rf"(?:the )?{EARLIER_OR_LATER}(?: one)?\W*", FURTHER)
#: "and how many in July": of what was asked about.
HOW_MANY = re.compile(r"\W*(?:and|so)\W+how many(?: times| of (?:them|those))?(?: (?:were|are) there)?\b", re.I)
#: "is anything on the 24th": a question whole in itself, whatever was asked before.
ANYTHING = cues.led(r"(?:is|are|was|were)(?:n['’]?t)? (?:there )?any")
#: "anything right after that?": what else there is.
BESIDE_THAT = re.compile(r"\b(?:before|after) (?:that|this|it)\W*$", re.I)
WHETHER = cues.led(r"(?:is|are|was|were)\b")
#: "and at half 4", "what about Friday?": a question still.
ASKS_ON = re.compile(r"^\W*(?:(?:ok|okay|so|hm+)\W+)*(?:and|or|what about|how about)\b|\?\s*$", re.I)
ASKED = {"what": "what", "who": "who", "who'": "who", "when": "when", "wher": "where"}


def asked_on(turn: Turn) -> Command | None:
    """What a sentence asks after an answer; None where it is no further question about what was asked."""
    command, text, last, setting = turn.command, turn.text, turn.last, turn.setting
    whens, shown = last.selector.whens, max(len(turn.conversation.focus), 1)
    if way := ASKED_BY_TIME.fullmatch(text):
        selector = Selector(referent=Referent.THEM, number=Number.FIRST if way[1] else Number.LAST)
        return dataclasses.replace(last, selector=selector)
    if asks_next_time(text, last):
        return next_time(command, last, shown, setting)
    one = (last.selector.names or last.selector.attendees) and not last.selector.takes_place
    if WHAT_AFTER.fullmatch(text) and one and not last.selector.ordinal:
        return Command("read", "event", "what", Selector(whens=("after that",)), text=text)
    if then := next_period(text, last, setting):
        return then
    if WHATS_NEXT.fullmatch(text) and not (last.selector.ordinal or last.selector.takes_place):
        return command
    if BEFORE_THAT.fullmatch(text) and last.selector.number is Number.NEXT and not last.selector.ordinal:
        return with_selector(last, number=Number.LAST, past=True)
    if AFTER_THAT.fullmatch(text) or NEXT_ONE.fullmatch(text):
        further = one_later(last, setting) if one and whens else next_of(last, shown)
        return dataclasses.replace(further, asks=ASKED.get(text.split()[0].lower()[:4]) or last.asks)
    if said := STEP.fullmatch(text):
        unit = (said["unit"] or said["of"]).lower()
        steps = -1 if (said["way"] or said["to"]).lower() in ("before", "previous") else 1
        if whens:
            return at_time(last, step(unit, steps, whens, setting))
        if unit == "day":  # beside the thing that was asked about
            side = "before" if steps < 0 else "after"
            return Command("read", "event", "what", Selector(whens=(f"the day {side} that day",)), text=text)
    if cues.is_fragment(text) and (anew := asked_anew(command, text, last)):
        return anew
    if command.operation != "read":
        return None
    if AMONG.match(text):
        return among(command, last)
    return ranked(command, last) if cues.is_fragment(text) else None


def asks_next_time(text: str, last: Command) -> bool:
    """ "when's the next one"; "and the next one" after "when did I last get a haircut", of one thing or person."""
    said = last.selector
    if WHEN_NEXT.fullmatch(text):
        return bool(said.names or said.attendees or said.kind)
    one = len(said.names) == 1 or (not said.names and len(said.attendees) == 1)
    return (
        one and said.past and said.number is Number.LAST and bool(NEXT_ONE.fullmatch(text) or NEXT_THEN.fullmatch(text))
    )


def how_many_then(turn: Turn) -> Command | None:
    """ "and how many in July" after "what did I do in June": how many of that; None where nothing is counted, or another thing."""
    counted = HOW_MANY.match(turn.text) if turn.last.selector.whens and turn.command.asks == "how_many" else None
    if counted is None:
        return None
    of_then = dataclasses.replace(turn.command, asks="what")
    then = asked_on(dataclasses.replace(turn, command=of_then, text=f"and {turn.text[counted.end() :]}"))
    return dataclasses.replace(then, asks="how_many") if then is not None else None


def left_of_it(command: Command, conversation: Conversation) -> Command:
    """ "how many are left" after something was ticked off, taken away or moved: of its list, or of what is called so, and never of everything."""
    plan = conversation.plan or conversation.just_done
    rows = [effect.row for effect in plan.effects] if plan is not None else []
    if not rows or command.operation != "read" or not LEFT.fullmatch(command.text):
        return command
    summaries = {row.summary for row in rows if isinstance(row, Event)}
    if len(summaries) == 1 and all(isinstance(row, Event) for row in rows):
        selector = Selector(names=(summaries.pop(),), number=Number.ALL)
        return dataclasses.replace(command, object="event", asks="how_many", selector=selector)
    listed = conversation.list_name if all(isinstance(row, Task) for row in rows) else None
    return with_selector(command, list_name=listed) if listed and not command.selector.is_described else command


def with_it_named(command: Command, last: Command) -> Command:
    """ "how long is it on the 19th" after "when's date night": that thing, and not all of that day."""
    said, before = command.selector, last.selector
    bare = said.whens and said == Selector(whens=said.whens) and IT.search(command.text)
    if command.operation != "read" or command.asks not in ("when", "how_long", "where", "who") or not bare:
        return command
    return with_selector(command, names=before.names, attendees=before.attendees) if len(before.names) == 1 else command


def next_time(command: Command, last: Command, shown: int, setting: Setting) -> Command:
    """ "when's the next one" after "how often do I have yoga", "when was my last haircut": of that; after "when's yoga" the one after that."""
    before = last.selector
    later = step("day", 1, before.whens, setting) if before.whens and not before.past else None
    if not (before.past or later or HOW_OFTEN.search(last.text)):
        return dataclasses.replace(next_of(last, shown), asks="when")
    whens = (f"from {later}",) if later else ()
    names = tuple(GETTING.sub("", name) for name in before.names)
    selector = dataclasses.replace(
        before, names=names, whens=whens, number=Number.NEXT, past=False, count=None, ordinal=None
    )
    return dataclasses.replace(command, asks="when", selector=selector)


def next_period(text: str, last: Command, setting: Setting) -> Command | None:
    """The question about the period that comes after the one asked about: "and the one after that?"."""
    after, said = AFTER_THAT.fullmatch(text), STEP.fullmatch(text)
    if said is not None and (phrase := same_part(last, said, setting)):
        return with_selector(last, whens=(phrase,))
    if not (after or (NEXT_ONE.fullmatch(text) and last.asks in ("free", "exists"))):
        return None
    if cues.ONE.search(text) and (then := weeks_on(last, 1, setting)):
        return with_selector(last, whens=(then,))
    grain = period_of(last, setting) if after else None
    return at_time(last, step(grain, 1, last.selector.whens, setting)) if grain else None


def at_time(last: Command, phrase: str | None) -> Command | None:
    """The question before at another time; at the hour that it asked for."""
    return with_selector(last, whens=(with_clock(phrase, last.selector.whens),)) if phrase else None


def next_of(last: Command, shown: int = 1) -> Command:
    """The next of what was asked about, after those that were named."""
    number = last.selector.number if last.selector.number in (Number.NEXT, Number.FIRST) else Number.ONE
    return with_selector(last, number=number, count=None, ordinal=(last.selector.ordinal or shown) + 1)


def one_later(last: Command, setting: Setting) -> Command:
    """The next after the day that was named with the thing ("yoga on Monday")."""
    later = step("day", 1, last.selector.whens, setting)
    return with_selector(last, whens=(f"from {later}",), number=Number.NEXT) if later else next_of(last)


def one_after(command: Command, last: Command | None, setting: Setting) -> Command:
    """A change of the one after that which `last` changes, or of the one before it; the command as it is where it is about something else."""
    alone = AND_NEXT.fullmatch(command.text)
    after, earlier = alone or THE_ONE_AFTER.search(command.text), THE_ONE_BEFORE.search(command.text)
    asked = last.selector if last is not None else Selector()
    if asked == Selector(referent=asked.referent):  # it is not known yet which one is meant
        return command
    if last is not None and last.operation in CHANGES and alone:
        last = found_by_day(last)
        command = dataclasses.replace(last, selector=Selector(), text=command.text)
    changes = last is not None and {command.operation, last.operation} <= set(CHANGES)
    named = command.selector.names or command.selector.attendees or command.selector.places or command.selector.kind
    spared = command.operation == "update" and command.values.is_empty  # "no, keep the one after"
    if last is None or not changes or named or spared or not (after or earlier):
        return command
    before = last.selector
    if not after:
        day = step("day", 0, before.whens, dataclasses.replace(setting, purpose=Purpose.SELECT))
        found_by = with_selector(last, whens=(f"before {day}",), number=Number.LAST) if day else None
        return dataclasses.replace(command, selector=found_by.selector if found_by else Selector(names=("one before",)))
    if before.number in (Number.NEXT, Number.FIRST) and not (before.ordinal or before.count):
        return dataclasses.replace(command, selector=dataclasses.replace(before, referent=Referent.OTHER))
    later = with_selector(one_later(last, setting), referent=Referent.OTHER) if before.whens else next_of(last)
    return dataclasses.replace(command, selector=later.selector)


def with_next(command: Command, last: Command | None, setting: Setting) -> tuple[Command, ...]:
    """ "cancel yoga on Monday and the one after", "skip it and the one after" after "when's yoga": that one, and the next; other commands as
    they are."""
    selector, tail = command.selector, BOTH.search(command.text)
    of_it = last is not None and selector.referent is Referent.IT and not selector.whens
    base = last if last is not None and of_it else command
    said, ranked = base.selector, base.selector.number in (Number.NEXT, Number.FIRST)
    if tail is None or command.operation not in ("update", "delete") or not (of_it or selector.whens or ranked):
        return (command,)
    if not (said.names or said.attendees or said.kind) or said.count or said.ordinal:
        return (command,)
    one = dataclasses.replace(command, text=command.text.replace(tail[0], "", 1))
    one = with_selector(one, number=Number.ONE) if selector.whens else one  # "and the next one"
    selecting = dataclasses.replace(setting, purpose=Purpose.SELECT)
    then = one_later(base, selecting) if said.whens else base if ranked else next_of(base)
    return (one, dataclasses.replace(one, selector=dataclasses.replace(then.selector, referent=Referent.OTHER)))


def found_by_day(last: Command) -> Command:
    """ "move the standup to 9:30 on Wednesday", which moves Wednesday's: that one, found by its day and moved to the hour."""
    when, new = " ".join(last.values.when), None if last.selector.whens else read_whens(last.values.when)
    day = day_words(when) or ("today" if "tonight" in when.lower() else None)
    if last.operation != "update" or new is None or day is None or not new.time_said or new.start is None or new.end:
        return last
    hour = f"at {said_hour(new.start, new.meridiem_assumed)}"
    return with_values(with_selector(last, whens=(day,)), when=(hour,))


def among(command: Command, last: Command) -> Command:
    """The question before, narrowed by what a further one says, and asked as that asks."""
    said, before = command.selector, last.selector
    narrowed = {
        field.name: getattr(said, field.name) or getattr(before, field.name)
        for field in dataclasses.fields(Selector)
        if field.name in ("names", "attendees", "places", "whens", "list_name", "priority", "status", "past")
    }
    number = said.number if said.takes_place else before.number
    kind = said.kind if said.kind not in (None, "event") else before.kind
    narrowed |= {"number": number, "count": said.count or before.count, "ordinal": said.ordinal, "kind": kind}
    selector = dataclasses.replace(before, **narrowed, referent=Referent.THEM)
    text = f"{command.text} {last.text}" if last.object == "task" else command.text
    return dataclasses.replace(command, object=last.object, selector=selector, text=text)


def thing_asked(command: Command, text: str, last: Command) -> tuple[str, ...]:
    """ "and the groomer" after "when is the vet": another thing, whatever it was taken for; nobody who is to come, and no list. "and Leo's" after
    "when is Maya's swimming": his swimming."""
    people, listed = command.people, command.selector.list_name
    named = command.values.names if command.operation == "create" and command.values.has_only("names") else ()
    people = people or named  # "and haircut", taken for something new
    called = people[0] if len(people) == 1 and not command.selector.names else listed or ""
    known = last.object == "event" and last.selector.names and not last.selector.attendees and called
    lead = "" if called == listed else r"(?:the|my|our)\s+"
    thing = cues.led(rf"{lead}{re.escape(called)}(?:\W+(?:too|as well))?\W*", FURTHER)
    if known and thing.fullmatch(text):
        return (called,)
    whose = cues.OWNED.fullmatch(last.selector.names[0]) if known and last.asks != "who" else None
    theirs = cues.led(rf"(?:(?:my|our)\s+)?{re.escape(called)}(?:['’]s)?(?:\W+(?:too|as well))?\W*", FURTHER)
    return (f"{called}'s {whose['what']}",) if whose and theirs.fullmatch(text) else ()


def asked_anew(command: Command, text: str, last: Command) -> Command | None:
    """ "and on friday?", "and Dana?": the question before about another time, name, person, kind or list."""
    before = last.selector
    if thing := thing_asked(command, text, last):
        command = dataclasses.replace(command, operation="read", selector=Selector(names=thing), values=Values())
    selector, values = command.selector, command.values
    bare = values.has_only("when") or values.has_only("attendees")
    if (last.asks == "free" and ANYTHING.match(text)) or BESIDE_THAT.search(text) or asks_of_it(last.text):
        return None
    if selector.names and values.when and cues.INSTEAD.search(text):  # "haircut at 6 instead"
        return None
    clashes = asks_for_clashes(last) and not before.whens and command.operation == "update" and values.when
    if clashes and not ASKS_ON.search(text):  # "half 4 then", of what clashes
        return None
    if command.operation not in ("read", "update") or not bare or not cues.says_nothing_else(command, text):
        return None
    people = selector.attendees or (values.attendees if before.attendees or last.asks == "who" else ())
    names = selector.names or (people if last.object == "task" else ())
    if names and WHETHER.match(text):  # "is milk on it"
        return None
    # "and packing?" after "what's on my grocery list" is another list, after "is milk on it" another item.
    of_list = last.object == "task" and before.list_name and not before.names and last.asks != "exists" and names
    said: dict[str, object] = {
        "whens": with_said(command.whens, before.whens),
        "names": () if of_list else names,
        "attendees": () if last.object == "task" else people,
        "list_name": selector.list_name or (names[0] if of_list else None),
        "kind": selector.kind if selector.kind != "event" else None,
    }
    changed = {name: value for name, value in said.items() if value}
    if not changed:
        return None
    if names and not selector.kind:  # "and lunches?", after meetings
        changed["kind"] = None
    if names or people:  # "and the review", after the second of something else
        changed["ordinal"] = None
    return dataclasses.replace(with_selector(last, **changed), text=with_name_said(last, names or people))


def with_name_said(last: Command, said: tuple[str, ...]) -> str:
    """ "when is Marek off", of "when is Priya off" and "and Marek": what else is asked of her is asked of him."""
    named = (*last.selector.names, *last.selector.attendees)
    return last.text.replace(named[0], said[0], 1) if len(named) == len(said) == 1 else last.text


def ranked(command: Command, last: Command) -> Command | None:
    """ "and my last?" after "my first meeting tomorrow"."""
    said, before = command.selector, last.selector
    first = before.number in (Number.FIRST, Number.NEXT) and not before.ordinal
    if said.ordinal and first and said.is_ranked:  # "and the second?"
        return with_selector(last, number=Number.ONE, ordinal=said.ordinal, count=None)
    if said.referent or not (said.is_ranked and said.takes_place and before.takes_place):
        return None
    past = before.past or (said.number is Number.LAST and not before.whens)
    return with_selector(last, number=said.number, count=said.count, ordinal=None, past=past)
