"""What a follow-up changes of the plan on the table: another time, another value, one thing more, one thing less (policy 24)."""

import dataclasses
import re

from assistant import wording
from assistant.commands import (
    Command,
    Number,
    Referent,
    Scope,
    Selector,
    Values,
    of_some_times,
    with_selector,
    with_values,
)
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.also_named import also_named, known_thing, with_own_length
from assistant.follow_ups.amounts import (
    BY,
    before_it,
    every_so_often,
    further_on,
    lead_time,
    remind_then,
    says_length,
    shifted_so_far,
)
from assistant.follow_ups.cues import is_fragment
from assistant.follow_ups.people import of_other_person, with_others, without_guests
from assistant.interpretation import says_since
from assistant.resolution.matching import content, holds, words_of
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME, with_said
from assistant.temporal.reading import MEALS, read_time
from models.rows import Event, Task

SINCE = re.compile(rf"\s+{wording.SINCE_WHEN}\s+(?!.*\b(?:to|until|till)\b).*$", re.I)
#: "but skip next week".
SKIPS = re.compile(r"\W*(?:(?:but|and|oh|please)\W+)*skip\b", re.I)
#: "she can do Thursday", "Friday suits him better", of what is not to be: then it is.
CAN_THEN = re.compile(
    r"\W*(?:(?:and|but|oh|ok(?:ay)?|no|says)\W+)*(?:\w+ (?:can|could) (?:only |still )?(?:do|make|manage)|\S+ (?:works|suits))\b",
    re.I,
)
UNTIL = re.compile(r"(?:until|till|til|through)\s+(?=\S)", re.I)


def follows(selector: Selector, text: str) -> bool:
    """The selector finds nothing by itself."""
    bare = selector.referent is Referent.IT or (is_fragment(text) and not selector.attendees)
    return selector.is_empty or (bare and not selector.names)


def is_of_its_own(command: Command, text: str, last: Command) -> bool:
    """A question or an order that answers nothing that was asked about `last`: "what did I finish", "untick the tent", "and cancel choir"."""
    said, before = command.selector.names, last.selector.names
    if command.operation == "read":
        return bool(cues.ASKS_ITSELF.match(text))
    if not said or command.operation not in CHANGES or (command.operation == "update" and command.values.is_empty):
        return False
    if cues.NOT.match(text):  # "not the dentist, the vet"
        return False
    if command.operation == "complete" != last.operation and cues.I_DID.match(text):
        return True
    first = next((word for word in cues.WORD.findall(text.lower()) if word not in cues.LEADS), "")
    parts = " ".join((*said, *command.selector.whens)).lower()
    if first not in cues.LITTLE and first not in cues.WORD.findall(parts):
        return True
    others = not any(holds(content(a), words_of(b)) for a in said for b in before)
    return command.operation == last.operation == "update" and bool(before) and others


def one_of_those(command: Command, last: Command, conversation: Conversation) -> Command:
    """ "skip the next one" after a change of something called by its name, "skip the first two", "skip next week" after a series was made or
    changed: of that."""
    selector, done = command.selector, conversation.just_done
    row = conversation.thing if done is not None else None
    series = row.summary if isinstance(row, Event | Task) and row.is_series else None
    names = last.selector.names if last.operation in CHANGES and last.other is None else ()
    names = names or ((series,) if series else ())
    some = series and selector.count and selector.number in (Number.NEXT, Number.FIRST, Number.LAST)
    ranked = (wording.RANKED_ONE.search(command.text) or some) and not selector.is_described
    skips = series or (done is not None and last.operation == "delete")
    skipped = skips and selector == Selector(whens=selector.whens) and SKIPS.match(command.text)
    if not names or command.operation not in CHANGES or not (ranked or skipped):
        return command
    return with_selector(dataclasses.replace(command, object=last.object), names=names, referent=None)


def revised(command: Command, text: str, earlier: tuple[Command, ...]) -> tuple[Command, ...] | None:
    """The commands of the plan on the table (`earlier`) with what a follow-up changes of it; None where the sentence is none."""
    last, selector = earlier[-1], command.selector
    named = (*selector.names, *command.values.names)
    if (since := since_then(command, text, earlier)) is not None:
        return since
    if (counted := before_it(text, last)) is not None:
        return (*earlier[:-1], counted)
    if fewer := without_spared(command, text, earlier):
        return fewer
    spares = cues.KEEP.match(text) and not cues.RATHER.search(text)  # what is spared is no new time, but for an end
    if spares and not command.end_alone:
        return None
    if otherwise := one_otherwise(command, text, earlier):
        return otherwise
    the_one = cues.THE_ONE.match(text) and not cues.OWN_VERB.search(text) and command.operation == "read"
    told = command.values.is_empty or says_which(selector)  # not "just 20 minutes"
    which = command.operation in ("read", last.operation) or (command.operation == "update" and command.values.is_empty)
    if (cues.ONLY.match(text) or the_one) and told and last.operation in CHANGES and which:
        if not selector.names:  # what is kept alone may have been taken for what is spared, or for a list
            listed = (selector.list_name,) if selector.list_name and last.object == "event" else ()
            names = selector.excluded or listed
            selector = dataclasses.replace(selector, names=names, excluded=(), list_name=None)
        if kept := among_several(selector.names, earlier):
            return kept
        return (*earlier[:-1], about_those(of_some_times(last), selector, text)) if says_which(selector) else None
    as_far = None if cues.CORRECTS.match(text) else with_own_length(command, text, last)
    also = cues.adds(text, last) or cues.DEFINITE.match(text)
    if (also or as_far) and (more := one_more(command, text, last)) is not None:
        return (*earlier, more)
    if command.operation in ("create", "update") and not command.values.is_empty:
        return revalued(command, text, earlier)
    asks = cues.OWN_VERB.search(text) or (command.operation == "read" and cues.ASKS_ITSELF.match(text))
    meant = named or selector.attendees or selector.places or selector.excluded
    timed = command.operation in ("read", *CHANGES) and is_fragment(text) and selector.whens
    return at_other_time(command, earlier) if timed and not (asks or meant) else None


def without_spared(command: Command, text: str, earlier: tuple[Command, ...]) -> tuple[Command, ...]:
    """ "not Tom", "except the review", "not that Ben, Ben Tran": whoever is not to come, what stays, and what was not meant."""
    last = earlier[-1]
    names = spared_names(command, text) if cues.KEEP.match(text) else ()
    if others := without_guests(command.values if command.values.removed else Values(removed=names), earlier):
        return others
    if (theirs := of_other_person(command, last)) is not None:
        return (*earlier[:-1], theirs)
    if names and last.operation in CHANGES:
        return (*earlier[:-1], with_selector(last, excluded=(*last.selector.excluded, *names)))
    return ()


def one_otherwise(command: Command, text: str, earlier: tuple[Command, ...]) -> tuple[Command, ...] | None:
    """ "the pergola one two hours later", of several that are moved by one: that one by itself."""
    names, last = command.selector.names, earlier[-1]
    told = command.operation == last.operation == "update" and not command.values.is_empty
    if not (told and names and cues.THE_ONE.match(text) and is_fragment(text)) or cues.OWN_VERB.search(text):
        return None
    if last.selector.referent is Referent.IT or last.selector.excluded:
        return None
    others, one = with_selector(last, excluded=names), about_those(last, command.selector, text).selector
    return (*earlier[:-1], others, dataclasses.replace(command, selector=one))


def since_then(command: Command, text: str, earlier: tuple[Command, ...]) -> tuple[Command, ...] | None:
    """ "from April actually", of a change that is to last, or of a new series: since when it does, no new time."""
    whens = command.selector.whens or command.values.when
    time = read_time(" ".join(whens), ANY_TIME) if says_since(whens) and is_fragment(text) else None
    named = command.selector.names or command.selector.attendees or command.values not in (Values(), Values(when=whens))
    lasting = [at for at, c in enumerate(earlier) if c.operation in CHANGES and c.scope in (Scope.FUTURE, Scope.ALL)]
    if not (time is not None and time.day_said and not time.time_said and not named):
        return None
    new = max((at for at, c in enumerate(earlier) if c.values.recurrence), default=-1)
    of_it = all(c.operation == "update" and c.selector.referent is Referent.IT for c in earlier[new + 1 :])
    if new >= 0 and earlier[new].operation == "create" and of_it:
        rule = f"{SINCE.sub('', earlier[new].values.recurrence or '')} {' '.join(whens)}"
        read, made = read_time(rule, ANY_TIME), with_values(earlier[new], recurrence=rule, times=None)
        return (*earlier[:new], made, *earlier[new + 1 :]) if read is not None and read.rrule else None
    if not lasting:
        return None
    at = lasting[-1]
    anew = dataclasses.replace(with_selector(earlier[at], whens=whens), scope=Scope.FUTURE)
    return (*earlier[:at], anew, *earlier[at + 1 :])


def among_several(names: tuple[str, ...], earlier: tuple[Command, ...]) -> tuple[Command, ...]:
    """ "no, just the vet" after an order about a call and one about the vet: that one alone; none where it is not one of several."""
    about = [n for n in names if not any(n == other for c in earlier for other in c.selector.excluded)]
    kept = tuple(c for c in earlier if any(holds(content(a), words_of(n)) for a in about for n in c.selector.names))
    return kept if len(kept) < len(earlier) else ()


def spared_names(command: Command, text: str) -> tuple[str, ...]:
    """What "not Ana's", "except Friday" name, whatever it was taken for."""
    selector, values = command.selector, command.values
    times = (*selector.whens, *values.when) if cues.EXCEPT.match(text) and not cues.OWN_VERB.search(text) else ()
    named = (*selector.excluded, *selector.names, *values.names, *times)
    return tuple(cues.POSSESSIVE.sub("", n) for n in (*named, *selector.attendees, *values.attendees, *values.removed))


def says_which(selector: Selector) -> bool:
    """The words single something out."""
    named = selector.names or selector.attendees or selector.whens or selector.ordinal
    return bool(named or selector.number in (Number.NEXT, Number.FIRST, Number.LAST))


def about_those(last: Command, selector: Selector, text: str) -> Command:
    """The command about those alone that a further name, person or time picks."""
    names = narrower(last.selector.names, selector.names, text) if selector.names else ()
    onward = wording.SCOPE_FUTURE.fullmatch(" ".join(last.selector.whens))  # "just this Friday" after "from now on"
    said = {
        "names": names,
        "attendees": selector.attendees,
        "whens": selector.whens if selector.names or onward else with_said(selector.whens, last.selector.whens),
        "ordinal": selector.ordinal,
        "number": selector.number if selector.number in (Number.NEXT, Number.FIRST, Number.LAST) else None,
        "count": selector.count,
    }
    if selector.names:  # another one than those that an answer showed; a choice names it, too
        last = with_selector(last, picked=())
        if len(last.selector.names) == len(names) == 1:
            last = calling(last, last.selector.names[0], names[0])
    return with_selector(last, **{name: value for name, value in said.items() if value})


def as_planned(earlier: tuple[Command, ...]) -> Command | None:
    """The last new thing of the plan with the values that were said of it since; None where it was changed by how much."""
    at = max((at for at, command in enumerate(earlier) if command.operation == "create"), default=None)
    if at is None:
        return None
    made = earlier[at]
    for command in earlier[at + 1 :]:
        values = command.values
        of_it = command.operation == "update" and command.selector == Selector(referent=Referent.IT)
        if not of_it or values.shift or values.removed:
            return None
        when = with_said(values.when, made.values.when) if values.when else made.values.when
        made = with_values(dataclasses.replace(made, values=filled(made.values, values)), when=when)
    return made


def one_more(command: Command, text: str, last: Command) -> Command | None:
    """A further command beside the last one, whose operation, list and new values it takes over where it says none of its own."""
    command = also_named(command, text, last)
    selector, values = command.selector, command.values
    if last.operation in CHANGES and (known := known_thing(command, last, text)):
        command, selector = dataclasses.replace(command, operation="read"), Selector(names=known)
    if command.operation == "create":
        untimed = not (values.list_name or values.when or values.recurrence)
        inherits = last.operation == "create" and last.object == command.object and untimed
        values = dataclasses.replace(values, list_name=last.values.list_name) if inherits else values
        return dataclasses.replace(command, values=values) if values.names else None
    if command.operation in CHANGES and selector.names and (not values.is_empty or command.operation != "update"):
        return command
    same = command.operation in ("read", last.operation) or (command.operation == "update" and values.is_empty)
    if last.operation in CHANGES and same and not cues.says_order(text):
        fixed = last.operation == "update" and not (last.values.shift or selector.names or selector.attendees)
        last = with_selector(last, untouched=())
        if selector.kind and selector.number is Number.ALL and not selector.names:  # "and all meetings on Thursday"
            return dataclasses.replace(last, selector=selector)
        if selector.names and not cues.ONE.search(text):  # whoever comes to the one comes not to the other
            if selector.whens and last.selector.whens:
                last = dataclasses.replace(last, text=last.text.replace(last.selector.whens[0], selector.whens[0], 1))
            last = with_selector(last, attendees=(), picked=(), ordinal=None)
        if not says_which(selector) or fixed:
            return None
        further = about_those(last, selector, text)
        own = command.operation == "update" and values.has_only("when", "shift")  # "and the Tuesday one to 6"
        if not own or values.is_empty:
            return further
        return dataclasses.replace(further, values=values, lead=command.lead, end_alone=command.end_alone)
    return None


def calling(command: Command, before: str, now: str) -> Command:
    """The command with a sentence that names the other thing, of which the choices of a question are made."""
    named = re.sub(rf"\b{re.escape(before)}\b", lambda _: now, command.text, count=1, flags=re.I)
    return dataclasses.replace(command, text=named)


def revalued(command: Command, text: str, earlier: tuple[Command, ...]) -> tuple[Command, ...] | None:
    """New values for what the plan makes or changes ("make it an hour later", "no, friday", "and invite Sam")."""
    last, values = earlier[-1], command.values
    if command.operation == "create" and (values.names or not is_fragment(text) or last.operation != "create"):
        return None
    if command.operation == "update" and not (follows(command.selector, text) or cues.MAKE_IT.match(text)):
        return None
    told = cues.CORRECTS.match(text) or cues.ONLY.match(text) or BY.match(text) or says_length(text, values.duration)
    if told and (corrected := shifted_so_far(command, text, last)) is not None:
        return (*earlier[:-1], corrected)
    if (changed := lead_time(values, text, last) or every_so_often(values, text, last)) is not None:
        return (*earlier[:-1], changed)
    changed_plan = until_then(values, earlier) or other_meal(values, earlier) or remind_then(values, earlier)
    if changed_plan is not None:
        return changed_plan
    replaces = (cues.INSTEAD.search(text) or cues.CORRECTS.match(text)) and not cues.TOO.search(text)
    if replaces and values.has_only("attendees") and any(c.values.attendees for c in earlier):
        return with_others(earlier, values.attendees)
    goes = last.operation == "delete" or (last.values.removed and last.values.has_only("removed"))
    moves = cues.OWN_VERB.search(text) if last.operation == "delete" else None  # "no, move it to Monday instead"
    new = values.when or values.shift
    if moves and new and command.selector.whens and cues.ALSO.match(text):  # "and move Thursday's to 7"
        other = with_selector(of_some_times(last), whens=command.selector.whens, picked=()).selector
        return (*earlier, dataclasses.replace(command, selector=other, scope=Scope.ONE))
    if goes and values.when and (moves or CAN_THEN.match(text)):
        return (*earlier[:-1], dataclasses.replace(command, selector=last.selector, scope=last.scope))
    if any(c.operation in ("create", "update") for c in earlier):
        return (*earlier, with_selector(as_change(command, further_on(values, last)), whens=command.selector.whens))
    if last.operation == "delete" and values.when:
        adds = cues.adds(text, last) or cues.TOO.search(text)
        then = with_selector(of_some_times(last), whens=with_said(values.when, last.selector.whens))
        return (*(earlier if adds else earlier[:-1]), then)
    return None


def until_then(values: Values, earlier: tuple[Command, ...]) -> tuple[Command, ...] | None:
    """ "make that the 24th" after "the fair until the 22nd": until when it lasts, as before."""
    last, when = earlier[-1], " ".join(values.when)
    lead = UNTIL.match(" ".join(last.values.when))
    time = read_time(when, ANY_TIME) if lead and values.has_only("when") else None
    if lead is None or time is None or time.bound or not time.day_said or time.time_said:
        return None
    return (*earlier[:-1], with_values(last, when=(f"{lead[0]}{when}",)))


def other_meal(values: Values, earlier: tuple[Command, ...]) -> tuple[Command, ...] | None:
    """ "make it dinner" after "lunch with Marta tomorrow": a new meal of which no hour was said comes at the hour of the other one."""
    made = as_planned(earlier)
    meals = made is not None and {*map(str.lower, (*made.values.names, *values.names))} <= MEALS
    if made is None or not (meals and values.names and values.has_only("names") and made.values.names):
        return None
    said = read_time(" ".join(made.values.when), ANY_TIME) if made.values.when else None
    if said is None or said.time_said:
        return None
    at = max(at for at, command in enumerate(earlier) if command.operation == "create")
    other = calling(with_values(earlier[at], names=values.names), made.values.names[0], values.names[0])
    return (*earlier[:at], other, *earlier[at + 1 :])


def as_change(command: Command, values: Values, referent: Referent = Referent.IT) -> Command:
    """The command as a change of what was last talked of, or of all of it ("make them all 45 minutes")."""
    number = Number.ALL if command.selector.referent is Referent.THEM else Number.ONE
    selector = Selector(referent=referent, number=number)
    return dataclasses.replace(command, operation="update", asks=None, selector=selector, values=values)


def at_other_time(command: Command, earlier: tuple[Command, ...]) -> tuple[Command, ...]:
    """ "what about thursday?": the new time of what the plan moves or makes, else the time at which the plan looks for things."""
    last, whens = earlier[-1], command.selector.whens
    if last.operation in ("create", "update") and (last.values.when or last.values.shift):
        return (*earlier, as_change(command, Values(when=whens)))
    if last.operation == "create":
        return (*earlier[:-1], dataclasses.replace(last, values=filled(last.values, Values(when=whens))))
    return (*earlier[:-1], with_selector(last, whens=with_said(whens, last.selector.whens)))


def beside(command: Command) -> Values | None:
    """What a fragment without a name of its own adds to the create before it ("tomorrow at 8am", "with Marek")."""
    selector, values = command.selector, command.values
    if command.operation == "create":
        return None if values.names else values
    if command.operation in ("undo", "redo") or selector.names or not values.is_empty:
        return None
    place = ", ".join(selector.places) or None
    said = Values(when=selector.whens, attendees=selector.attendees, location=place, duration=command.duration)
    return None if said.is_empty else said


def filled(before: Values, now: Values) -> Values:
    """What a create has, with what a fragment says anew; people are added."""
    changes = {f.name: value for f in dataclasses.fields(now) if (value := getattr(now, f.name))}
    people = tuple(dict.fromkeys((*before.attendees, *now.attendees)))
    return dataclasses.replace(before, **changes | {"attendees": people})


def narrower(before: tuple[str, ...], now: tuple[str, ...], text: str) -> tuple[str, ...]:
    """ "the budget one" after "the review" is the budget review, "and the Berlin one" after "the Paris trip" the Berlin trip; "the vet" is
    another thing."""
    one = len(before) == len(now) == 1 and cues.ONE.search(text)
    if not one or holds(content(before[0]), words_of(now[0])):
        return now
    further = cues.ALSO.match(text) or cues.AS_WELL.search(text)
    return (f"{now[0]} {before[0].split()[-1] if further else before[0]}",)


def given_anew(command: Command, text: str, last: Command) -> Command | None:
    """The last command with the new value that was asked for; a length is by how much where that was asked ("half an hour")."""
    given = new_values(command, last)
    if given is None:
        return None
    far = given.duration or given.shift
    ends = last.end_alone and last.values.is_empty  # "when does it end?"
    length = given.has_only("duration", "shift") and (ends or wording.LENGTH.search(last.text))
    if far and length and not cues.TO.match(text):
        return dataclasses.replace(last, values=Values(shift=far))
    lead = last.lead if ends else command.lead
    return dataclasses.replace(last, values=given, end_alone=command.end_alone or ends, lead=lead)


def new_values(command: Command, last: Command) -> Values | None:
    """What a fragment says as the new value that was asked for ("to friday at 9"); None where it says nothing."""
    if not command.values.is_empty:
        return command.values
    if command.selector.names and cues.NAMING.match(last.text):
        return Values(names=command.selector.names)
    return Values(when=command.selector.whens) if command.selector.whens else None
