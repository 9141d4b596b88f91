"""What a follow-up changes of the plan on the table: another time, another value, one thing more, one thing less (policy 24)."""

import dataclasses
import re

from assistant import wording
from assistant.commands import Command, Number, Referent, Scope, Selector, Values, with_one, with_selector, with_values
from assistant.conversation import Commands, Conversation, Turn, first
from assistant.follow_ups import amounts, cues
from assistant.follow_ups.also_named import also_named, known_thing, with_own_length
from assistant.follow_ups.people import of_other_person, with_others, without_guests
from assistant.interpretation import says_since
from assistant.resolution.context import THAT_DAY
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME, read_whens, with_said
from assistant.temporal.reading import MEALS, read_time
from models.rows import Event, Task

SINCE = re.compile(rf"\s+{wording.SINCE_WHEN}\s+(?!.*\b(?:to|{wording.UNTIL_WHEN})\b).*$", re.I)
#: "but skip next week".
SKIPS = cues.led(r"skip\b")
#: "she can do Thursday", "Friday suits him better", of what is not to be: then it is.
CAN_THEN = cues.led(
    r"(?:says )?(?:\w+ (?:can|could) (?:only |still )?(?:do|make|manage)|(?:s?he|they)(?:['’]?ll| will) (?:do|make)(?! it\b)|\S+ (?:works|suits))\b"
)
#: "and let's do nothing on Sunday either".
NOTHING = re.compile(rf"{cues.ALSO.pattern}[^?]*\bnothing\b[^?]*$", re.I)
UNTIL = re.compile(rf"(?:{wording.UNTIL_WHEN}|through)\s+(?=\S)", re.I)


def follows(selector: Selector, text: str) -> bool:
    """The selector finds nothing by itself."""
    bare = selector.referent is Referent.IT or (cues.is_fragment(text) and not selector.attendees)
    return selector.is_empty or (bare and not selector.names)


def one_of_those(command: Command, last: Command, conversation: Conversation) -> Command:
    """ "skip the next one" after a change of something called by its name, "skip the first two", "skip next week" after a series was made or
    changed: of that."""
    selector, done = command.selector, conversation.just_done
    row = conversation.thing if done is not None else None
    series = row.summary if isinstance(row, Event | Task) and row.is_series else None
    names = last.selector.names if last.operation in CHANGES and last.other is None else ()
    names = names or ((series,) if series else ())
    some = series and selector.count and selector.takes_place
    ranked = (wording.RANKED_ONE.search(command.text) or some) and not selector.is_described
    skips = series or (done is not None and last.operation == "delete")
    skipped = skips and selector == Selector(whens=selector.whens) and SKIPS.match(command.text)
    if not names or command.operation not in CHANGES or not (ranked or skipped):
        return command
    return with_selector(dataclasses.replace(command, object=last.object), names=names, referent=None)


def revised(turn: Turn) -> Commands | None:
    """The commands of the plan on the table with what a follow-up changes of it; None where the sentence is none."""
    said = first((since_then, amounts.before_it, amounts.how_long_before, without_spared), turn)
    spares = cues.KEEP.match(turn.text) and not cues.RATHER.search(turn.text)  # no new time, but for an end
    if said is not None or (spares and not (turn.command.end_alone or cues.BEGINS_OR_ENDS.search(turn.text))):
        return said
    return first((one_otherwise, those_alone, one_more_too, revalued, at_other_time), turn)


def those_alone(turn: Turn) -> Commands | None:
    """ "just the vet", "the one with Theo", of what the plan changes: that alone."""
    command, text, last, selector = turn.command, turn.text, turn.last, turn.command.selector
    the_one = cues.THE_ONE.match(text) and not cues.OWN_VERB.search(text) and command.operation == "read"
    told = command.values.is_empty or says_which(selector)  # not "just 20 minutes"
    which = command.operation in ("read", last.operation) or (command.operation == "update" and command.values.is_empty)
    if not ((cues.ONLY.match(text) or the_one) and told and last.operation in CHANGES and which):
        return None
    if not selector.names:  # what is kept alone may have been taken for what is spared, or for a list
        listed = (selector.list_name,) if selector.list_name and last.object == "event" else ()
        selector = dataclasses.replace(selector, names=selector.excluded or listed, excluded=(), list_name=None)
    return turn.instead(about_those(of_some_times(last), selector)) if says_which(selector) else None


def one_more_too(turn: Turn) -> Commands | None:
    """ "and the vet", "the dal too": that besides."""
    as_far = None if cues.CORRECTS.match(turn.text) else with_own_length(turn.command, turn.text, turn.last)
    also = cues.adds(turn.text, turn.last) or cues.DEFINITE.match(turn.text) or as_far
    return turn.besides(one_more(turn.command, turn.text, turn.last)) if also else None


def without_spared(turn: Turn) -> Commands | None:
    """ "not Tom", "except the review", "not that Ben, Ben Tran": whoever is not to come, what stays, and what was not meant."""
    command, last = turn.command, turn.last
    names = spared_names(command, turn.text) if cues.KEEP.match(turn.text) else ()
    if others := without_guests(command.values if command.values.removed else Values(removed=names), turn.earlier):
        return others
    spared = with_selector(last, excluded=(*last.selector.excluded, *names))
    return turn.instead(of_other_person(command, last) or (spared if names and last.operation in CHANGES else None))


def one_otherwise(turn: Turn) -> Commands | None:
    """ "the pergola one two hours later", of several that are moved by one: that one by itself."""
    command, text, last, names = turn.command, turn.text, turn.last, turn.command.selector.names
    told = command.operation == last.operation == "update" and not command.values.is_empty
    bare = last.selector.referent is not Referent.IT and not last.selector.excluded
    if not (told and bare and names and cues.THE_ONE.match(text) and turn.is_fragment) or cues.OWN_VERB.search(text):
        return None
    others, one = with_selector(last, excluded=names), about_those(last, command.selector).selector
    return (*turn.earlier[:-1], others, dataclasses.replace(command, selector=one))


def since_then(turn: Turn) -> Commands | None:
    """ "from April actually", of a change that is to last, or of a new series: since when it does, no new time."""
    command, earlier, whens = turn.command, turn.earlier, turn.command.whens
    time = read_whens(whens) if says_since(whens) and turn.is_fragment else None
    named = command.selector.names or command.selector.attendees or command.values not in (Values(), Values(when=whens))
    if time is None or not time.day_alone or named:
        return None
    new = max((at for at, c in enumerate(earlier) if c.values.recurrence), default=-1)
    of_it = all(c.operation == "update" and c.selector.referent is Referent.IT for c in earlier[new + 1 :])
    if new >= 0 and earlier[new].operation == "create" and of_it:
        rule = f"{SINCE.sub('', earlier[new].values.recurrence or '')} {' '.join(whens)}"
        read, made = read_time(rule, ANY_TIME), with_values(earlier[new], recurrence=rule, times=None)
        return with_one(earlier, new, made) if read is not None and read.rrule else None
    lasting = [at for at, c in enumerate(earlier) if c.operation in CHANGES and c.scope in (Scope.FUTURE, Scope.ALL)]
    if not lasting:
        return None
    since = with_selector(earlier[lasting[-1]], whens=whens)
    return with_one(earlier, lasting[-1], dataclasses.replace(since, scope=Scope.FUTURE))


def of_some_times(command: Command) -> Command:
    """A command about all times of a series that has a name, as one about those that are said yet ("only this week")."""
    if command.scope not in (Scope.ALL, Scope.FUTURE) or not command.selector.names:
        return command
    return dataclasses.replace(with_selector(command, picked=()), scope=None)


def spared_names(command: Command, text: str) -> tuple[str, ...]:
    """What "not Ana's", "except Friday" name, whatever it was taken for."""
    selector, values = command.selector, command.values
    spares = cues.EXCEPT.match(text) and not (cues.OWN_VERB.search(text) or cues.BEGINS_OR_ENDS.search(text))
    times = (*selector.whens, *values.when) if spares else ()
    named = (*selector.excluded, *selector.names, *values.names, *times)
    return tuple(cues.POSSESSIVE.sub("", n) for n in (*named, *selector.attendees, *values.attendees, *values.removed))


def says_which(selector: Selector) -> bool:
    """The words single something out."""
    named = selector.names or selector.attendees or selector.places or selector.whens or selector.ordinal
    return bool(named or selector.takes_place)


def about_those(last: Command, selector: Selector) -> Command:
    """The command about those alone that a further name, person or time picks."""
    onward = wording.SCOPE_FUTURE.fullmatch(" ".join(last.selector.whens))  # "just this Friday" after "from now on"
    said = {
        "names": selector.names,
        "attendees": selector.attendees,
        "places": selector.places,
        "whens": selector.whens if selector.names or onward else with_said(selector.whens, last.selector.whens),
        "ordinal": selector.ordinal,
        "number": selector.number if selector.takes_place else None,
        "count": selector.count,
    }
    if selector.names:  # another one than those that an answer showed; a choice names it, too
        last = with_selector(last, picked=())
        if len(last.selector.names) == len(selector.names) == 1:
            last = calling(last, last.selector.names[0], selector.names[0])
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


def of_all_then(command: Command, text: str, last: Command) -> Command | None:
    """ "clear Sunday too", "and nothing on Sunday either", "cancel everything on Friday", whatever `last` names: all of that time goes; None where
    only something of it is meant."""
    selector, nothing = command.selector, NOTHING.match(text) and not cues.ASKS_ITSELF.match(text)
    bare = dataclasses.replace(selector, whens=(), kind=None, number=Number.ONE, everything=False) == Selector()
    if not (selector.whens and bare):
        return None
    if nothing and "delete" in (command.operation, last.operation):
        anew = dataclasses.replace(command, operation="delete", object="event", asks=None)
        return with_selector(anew, kind="event", number=Number.ALL)
    cleared = command.operation == "delete" and selector.number is Number.ALL
    return command if cleared and cues.OWN_VERB.search(text) else None


def one_more(command: Command, text: str, last: Command) -> Command | None:
    """A further command beside the last one, whose operation, list and new values it takes over where it says none of its own."""
    orders = cues.says_order(text, command.names)
    if last.operation in CHANGES and "?" in text and command.names and not orders:  # "and the dentist?" asks
        return None
    command = also_named(command, text, last)
    selector, values = command.selector, command.values
    goes = last.operation == "delete" and command.makes("event") and not orders
    if goes and THAT_DAY.search(text) and cues.AS_WELL.search(text):  # "coffee with Margaret that week as well"
        there = Selector(names=values.names, attendees=values.attendees, whens=values.when)
        return about_those(with_selector(last, picked=(), ordinal=None, untouched=()), there)
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
    if last.operation not in CHANGES or not same or orders:
        return None
    fixed = last.operation == "update" and not (last.values.shift or selector.names or selector.attendees)
    last = with_selector(last, untouched=())
    if selector.kind and selector.number is Number.ALL and not selector.names:  # "and all meetings on Thursday"
        return dataclasses.replace(last, selector=selector)
    if selector.names and not cues.ONE.search(text):  # whoever comes to the one comes not to the other
        last = with_selector(last, attendees=(), picked=(), ordinal=None)
    if not says_which(selector) or fixed:
        return None
    further = about_those(last, selector)
    own = command.operation == "update" and not values.is_empty and values.has_only("when", "shift")
    if own:  # "and the Tuesday one to 6"
        further = dataclasses.replace(further, values=values, lead=command.lead, end_alone=command.end_alone)
    return further


def calling(command: Command, before: str, now: str) -> Command:
    """The command with a sentence that names the other thing, of which the choices of a question are made."""
    named = re.sub(rf"\b{re.escape(before)}\b", lambda _: now, command.text, count=1, flags=re.I)
    return dataclasses.replace(command, text=named)


def revalued(turn: Turn) -> Commands | None:
    """New values for what the plan makes or changes ("make it an hour later", "no, friday", "and invite Sam")."""
    command, text, last, values = turn.command, turn.text, turn.last, turn.command.values
    if command.operation not in ("create", "update") or values.is_empty:
        return None
    if command.operation == "create" and (values.names or not turn.is_fragment or last.operation != "create"):
        return None
    if command.operation == "update" and not (follows(command.selector, text) or cues.MAKE_IT.match(text)):
        return None
    of_amounts = (shifted, amounts.lead_time, amounts.every_so_often)
    ways = (*of_amounts, until_then, other_meal, amounts.remind_then, other_people)
    if (changed := first(ways, turn)) is not None:
        return changed
    goes = last.operation == "delete" or (last.values.removed and last.values.has_only("removed"))
    verb = cues.OWN_VERB.search(text) or cues.BEGINS_OR_ENDS.search(text)
    moves = verb if last.operation == "delete" else None  # "no, move it to Monday instead"
    new = values.when or values.shift
    if moves and new and command.selector.whens and cues.ALSO.match(text):  # "and move Thursday's to 7"
        other = with_selector(of_some_times(last), whens=command.selector.whens, picked=()).selector
        return turn.besides(dataclasses.replace(command, selector=other, scope=Scope.ONE))
    if goes and values.when and (moves or CAN_THEN.match(text)):
        return (*turn.earlier[:-1], dataclasses.replace(command, selector=last.selector, scope=last.scope))
    if any(c.operation in ("create", "update") for c in turn.earlier):
        return turn.besides(with_selector(as_change(command, amounts.further_on(turn)), whens=command.selector.whens))
    if last.operation == "delete" and values.when:
        adds = cues.adds(text, last) or cues.TOO.search(text)
        then = with_selector(of_some_times(last), whens=with_said(values.when, last.selector.whens))
        return (*(turn.earlier if adds else turn.earlier[:-1]), then)
    return None


def shifted(turn: Turn) -> Commands | None:
    """ "no, half an hour", "only by an hour", of what is moved by how much."""
    text = turn.text
    leads = cues.CORRECTS.match(text) or cues.ONLY.match(text) or amounts.BY.match(text)
    told = leads or amounts.says_length(text, turn.command.values.duration)
    return turn.instead(amounts.shifted_so_far(turn.command, text, turn.last)) if told else None


def other_people(turn: Turn) -> Commands | None:
    """ "invite Lee instead", "no, Lee"."""
    replaces = (cues.INSTEAD.search(turn.text) or cues.CORRECTS.match(turn.text)) and not cues.TOO.search(turn.text)
    values, invites = turn.command.values, any(c.values.attendees for c in turn.earlier)
    told = replaces and values.has_only("attendees") and invites
    return with_others(turn.earlier, values.attendees) if told else None


def until_then(turn: Turn) -> Commands | None:
    """ "make that the 24th" after "the fair until the 22nd": until when it lasts, as before."""
    values, last = turn.command.values, turn.last
    lead = UNTIL.match(" ".join(last.values.when))
    time = read_whens(values.when) if lead and values.has_only("when") else None
    if lead is None or time is None or time.bound or not time.day_alone:
        return None
    return turn.instead(with_values(last, when=(f"{lead[0]}{' '.join(values.when)}",)))


def other_meal(turn: Turn) -> Commands | None:
    """ "make it dinner" after "lunch with Marta tomorrow": a new meal of which no hour was said comes at the hour of the other one."""
    made, values, earlier = as_planned(turn.earlier), turn.command.values, turn.earlier
    meals = made is not None and {*map(str.lower, (*made.values.names, *values.names))} <= MEALS
    if made is None or not (meals and values.names and values.has_only("names") and made.values.names):
        return None
    said = read_whens(made.values.when)
    if said is None or said.time_said:
        return None
    at = max(at for at, command in enumerate(earlier) if command.operation == "create")
    other = calling(earlier[at], made.values.names[0], values.names[0])
    return with_one(earlier, at, with_values(other, names=values.names))


def as_change(command: Command, values: Values, referent: Referent = Referent.IT) -> Command:
    """The command as a change of what was last talked of, or of all of it ("make them all 45 minutes")."""
    number = Number.ALL if command.selector.referent is Referent.THEM else Number.ONE
    selector = Selector(referent=referent, number=number)
    return dataclasses.replace(command, operation="update", asks=None, selector=selector, values=values)


def at_other_time(turn: Turn) -> Commands | None:
    """ "what about thursday?": the new time of what the plan moves or makes, else the time at which the plan looks for things."""
    command, last, selector, whens = turn.command, turn.last, turn.command.selector, turn.command.selector.whens
    asks = cues.OWN_VERB.search(turn.text) or (command.operation == "read" and cues.ASKS_ITSELF.match(turn.text))
    meant = command.names or selector.attendees or selector.places or selector.excluded
    told = command.operation in ("read", *CHANGES) and command.values.is_empty and turn.is_fragment and whens
    if not told or asks or meant:
        return None
    if last.operation in ("create", "update") and (last.values.when or last.values.shift):
        return turn.besides(as_change(command, Values(when=whens)))
    if last.operation == "create":
        return turn.instead(dataclasses.replace(last, values=filled(last.values, Values(when=whens))))
    if as_planned(turn.earlier) is not None:  # "high priority" was said of it since
        return turn.besides(as_change(command, Values(when=whens)))
    return turn.instead(with_selector(last, whens=with_said(whens, last.selector.whens)))


def beside(command: Command) -> Values | None:
    """What a fragment without a name of its own adds to the create before it ("tomorrow at 8am", "with Marek")."""
    selector, values = command.selector, command.values
    if command.operation == "create":
        return None if values.names else values
    if selector.names or not values.is_empty:
        return None
    place = ", ".join(selector.places) or None
    said = Values(when=selector.whens, attendees=selector.attendees, location=place, duration=command.duration)
    return None if said.is_empty else said


def filled(before: Values, now: Values) -> Values:
    """What a create has, with what a fragment says anew; people are added."""
    changes = {f.name: value for f in dataclasses.fields(now) if (value := getattr(now, f.name))}
    people = tuple(dict.fromkeys((*before.attendees, *now.attendees)))
    return dataclasses.replace(before, **changes | {"attendees": people})


def given_anew(command: Command, text: str, last: Command) -> Command | None:
    """The last command with the new value that was asked for; a length is by how much where that was asked ("half an hour")."""
    given = command.values
    if given.is_empty:
        names = command.selector.names if cues.NAMING.match(last.text) else ()
        given = Values(names=names) if names else Values(when=command.selector.whens)
    if given.is_empty:
        return None
    far = given.duration or given.shift
    ends = last.end_alone and last.values.is_empty  # "when does it end?"
    length = given.has_only("duration", "shift") and (ends or wording.LENGTH.search(last.text))
    if far and length and not cues.TO.match(text):
        return dataclasses.replace(last, values=Values(shift=far))
    lead = last.lead if ends else command.lead
    return dataclasses.replace(last, values=given, end_alone=command.end_alone or ends, lead=lead)
