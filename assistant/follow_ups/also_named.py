"""What a clause without a verb of its own names beside the thing that a plan changes, whatever its words were taken for: "and the accountant to 11"
after a move, "and spin on Thursday" after a cancel (policy 24)."""

import dataclasses
import re

from assistant.commands import Command, Referent, Selector, Values, with_selector
from assistant.conversation import Commands, Conversation, Turn
from assistant.follow_ups import cues
from assistant.follow_ups.amounts import says_length
from assistant.marks.left_over import FURTHER_ORDER
from assistant.nouns import is_kind_word
from assistant.resolution.verbs_done import PASTS
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME, read_whens
from assistant.temporal.reading import find_times, read_time
from assistant.temporal.shifts import read_length
from assistant.wording import END_KEPT, PARTICIPLE, WEEKDAY_OR_SHORT

#: "and a massage", "and dinner instead": a new one.
NEW = re.compile(rf"{cues.ALSO.pattern}\s+(?:an?|another|some|new)\b|\binstead\b", re.I)
ALSO_THE = rf"{cues.ALSO.pattern}\s+(?:then )?"
ENDING = r"(?:\W+(?:too|as well))?[\s.!]*"
#: "and the accountant to 11", "and the physio on Tuesday by an hour".
TO_NEW = re.compile(
    rf"{ALSO_THE}(?:the |my |our )?(?P<thing>\S.*?) (?:(?:back|forward|up|out) )?(?P<by>to|until|by) (?P<new>\S.*?){ENDING}",
    re.I,
)
#: "and to the workshop", of somebody who was invited to something else.
TO_THING = re.compile(rf"{ALSO_THE}(?:to|from|off) (?:the |my |our )(?P<thing>\S.*?){ENDING}", re.I)
#: "and the post", of which a question was made.
THE_THING = re.compile(
    rf"{ALSO_THE}(?:the|my|our) (?P<thing>(?!(?:rest|others?|lot|whole|ones?)\b)(?:(?!ones?\b)\S+ ?)+?){ENDING}", re.I
)
#: "and a dimmer switch", "plus some tape", of which nothing was understood.
AN_ITEM = re.compile(
    rf"{ALSO_THE}(?:an?|some|another) (?P<thing>(?:(?!(?:at|on|in|with|for|by)\b)[^\s?,\d]+ ?){{1,3}}?){ENDING}", re.I
)
#: "fraser email | is done", "the library books | back": that it is, and no part of its name.
IS_DONE = re.compile(
    r"(?:(?:\s+(?:is|are|has been|have been|all)|['’]s|['’]ve been)*\s+(?:done|finished|complete[d]?|sorted|back|paid|sent(?: off)?|posted|bought|handed in|ticked(?: off)?|dealt with|taken care of)"
    r"|(?:\s+(?:is|are)|['’]s)\s+(?:(?:all|now|safely)\s+)*(?:in|out|up|down|away|off|gone))[\s.!]*$",
    re.I,
)
#: "and | paid | the | school lunches as well": what was done with it is no part of its name.
DID_TOO = re.compile(
    rf"{cues.LEAD}(?:(?:i|we)(?:['’]ve| have)? )?(?:just |already )?(?:{PARTICIPLE}|{'|'.join(PASTS)})(?: (?:up|off|out|in|back))?"
    r" (?:(?:the|my|our|that|those) )?",
    re.I,
)
LEADING = re.compile(cues.LEAD, re.I)
#: "we need eggs too", "get eggs as well", "remember the vet too": told or ordered of that alone, and not what was done before.
TELLS_OTHER = re.compile(
    rf"{cues.LEAD}(?:(?:i|we|he|she|they|you)(?:['’]\w+)? (?:need\b|(?!(?:have |just |already )*(?:{PARTICIPLE}|{'|'.join(PASTS)})\b))|(?:get|need|remember|do\s?n['’]?t|have|keep)\b)",
    re.I,
)
#: "and | Leo|'s on Wednesday", "and | leo|s too", whose noun was said before.
THEIRS = re.compile(
    rf"{ALSO_THE}(?:my |our )?(?P<who>(?!{WEEKDAY_OR_SHORT}s?\b)[^\W\d_]+?)(?P<own>['’]s|s)?(?![\w'’])", re.I
)
#: "wednesdays", without an apostrophe.
OWN_DAY = re.compile(rf"({WEEKDAY_OR_SHORT})s", re.I)


def of_its_day(command: Command, last: Command) -> Command:
    """ "and wednesdays too" after "cancel tomorrow's standup", or a change of one on another day: that Wednesday's, and not every one."""
    selector, values = command.selector, command.values
    said, before = selector.whens or ((values.recurrence,) if values.recurrence else ()), last.selector.whens
    owner = OWN_DAY.fullmatch(said[0]) if len(said) == len(before) == 1 and last.operation in CHANGES else None
    bare = selector == Selector(whens=selector.whens) and values.has_only("recurrence")
    day = read_time(before[0], ANY_TIME) if owner and bare else None
    if owner is None or day is None or not day.day_said or day.rrule or day.kind == "recurrence":
        return command
    return about(command, Selector(whens=(owner[1],)))


def also_named(command: Command, text: str, last: Command) -> Command:
    """The command about the thing that the clause names; the same command where it names none, or has a verb of its own."""
    closed = cues.says_order(text, command.names) or "?" in text or last.operation not in CHANGES
    if closed or command.selector.referent is not None:
        return command
    ways = (theirs, going_too, with_its_person, with_own_length, to_new_time, invited_there, unasked)
    return next((found for way in ways if (found := way(command, text, last)) is not None), command)


def unheard(heard: Commands, text: str, conversation: Conversation) -> Commands:
    """ "and the broadband", of which nothing was understood, as words on another thing to which the same is done, "and a dimmer switch" as an
    item of the list to which another one goes, whether or not it was taken for a new thing without a name; "does that work with choir" as a
    question of the time of a plan. What was `heard` stays."""
    if any(c.operation != "create" or not (c.values.is_empty and c.selector.is_empty) for c in heard):
        return heard
    earlier = conversation.planned
    done = conversation.done if conversation.just_done is not None else ()
    made = next(reversed(earlier or done), None)
    listed = made is not None and made.makes("task") and made.values.list_name
    item = AN_ITEM.fullmatch(text) if listed else None
    kind = item is not None and is_kind_word(item["thing"].lower(), "task")  # "and a reminder"
    if item is not None and not (kind or cues.says_order(text) or find_times(item["thing"])):
        return (Command("create", "task", values=Values(names=(item["thing"],)), text=text),)
    if earlier and END_KEPT.search(text):
        return (Command("update", earlier[-1].object, selector=Selector(referent=Referent.IT), text=text),)
    if earlier and cues.OKAY_WITH.match(text):
        return (Command("read", "event", "free", Selector(referent=Referent.THEM), text=text),)
    last = earlier[-1] if earlier and earlier[-1].operation in CHANGES and "?" not in text else None
    thing = THE_THING.fullmatch(text)
    said = thing["thing"] if thing else ""
    if not said and last is not None and last.operation == "complete" and (order := FURTHER_ORDER.match(text)):
        said = order[1]  # "and redirect the post"
    return (Command("read", last.object, "what", Selector(names=(said,)), text=text),) if last and said else heard


def theirs(command: Command, text: str, last: Command) -> Command | None:
    """ "and Leo's on Wednesday" after "cancel Maya's swimming on Tuesday": his swimming, though no more of it is said."""
    said, values = THEIRS.match(text), command.values
    owned = cues.OWNED.fullmatch(last.selector.names[0]) if len(last.selector.names) == 1 else None
    if said is None or owned is None or not (said["own"] or command.selector.attendees or last.operation == "delete"):
        return None
    whole = Selector(attendees=(said["who"] + (said["own"] or ""),), whens=command.whens)
    named = command.names or not values.has_only("attendees", "when") or read_time(whole.attendees[0], ANY_TIME)
    timed = not whole.whens or read_whens(whole.whens)  # not "Wednesday to 4"
    bare = dataclasses.replace(command, selector=whole, values=Values())
    if named or not timed or not cues.says_nothing_else(bare, cues.AS_WELL.sub("", text)):
        return None
    return about(command, Selector(names=(f"{said['who']}'s {owned['what']}",), whens=command.whens))


def going_too(command: Command, text: str, last: Command) -> Command | None:
    """ "and spin on Thursday" after "cancel yoga on Monday": what is named goes too, and nothing is made."""
    values, rule = command.values, command.values.recurrence or ""
    called = values.names or values.attendees
    owned = of_that_day(rule, called, text) != rule  # "and mondays committee"
    once = dataclasses.replace(values, when=(rule,), recurrence=None, times=None) if owned else values
    bare = command.makes("event") and called and once.has_only("names", "attendees", "when")
    if last.operation != "delete" or not bare or NEW.search(text):
        return None
    return about(command, Selector(names=called, attendees=once.attendees if once.names else (), whens=once.when))


def alone(command: Command, text: str) -> bool:
    """ "and book club", of what is there: nothing is said of it but its name."""
    changes = command.operation == "update" and command.values.is_empty
    named = command.selector == Selector(names=command.selector.names) and command.selector.names
    return bool(changes and named and cues.says_only(command.selector.names, text, cues.ALSO))


def with_its_person(command: Command, text: str, last: Command) -> Command | None:
    """ "and the call with Priya": she is in the name of the call, and nobody to be invited."""
    values, names = command.values, command.selector.names
    if command.operation != "update" or not (names and values.has_only("attendees")) or last.values.attendees:
        return None
    whole = re.search(rf"\b{re.escape(names[-1])} with {re.escape(' and '.join(values.attendees))}\b", text, re.I)
    return about(command, dataclasses.replace(command.selector, attendees=values.attendees)) if whole else None


def with_own_length(command: Command, text: str, last: Command) -> Command | None:
    """ "and the dentist two weeks" after "push the haircut a week": by how much, not how long."""
    far, named = command.values.duration or command.duration, " ".join(command.selector.names)
    alone = command.operation == "update" and command.values.has_only("duration") and last.values.has_only("shift")
    if not (far and named and alone and last.values.shift):
        return None
    if not says_length(text, f"{named} {far}") or re.search(r"\b(?:is|are)\b", text, re.I):
        return None
    return dataclasses.replace(command, values=Values(shift=far), lead=last.lead, end_alone=last.end_alone)


def to_new_time(command: Command, text: str, last: Command) -> Command | None:
    """ "and the accountant to 11" after "move the rent review to 2", "and the physio on Friday at 5"."""
    said, moves = TO_NEW.fullmatch(text), last.operation == "update" and (last.values.when or last.values.shift)
    if said is None or not moves or command.selector.names or cues.ONE.search(said["thing"]):
        return None
    by, new, thing = said["by"].lower() == "by", said["new"], said["thing"]
    if (read_length(new) if by else read_time(new, ANY_TIME)) is None:
        return None
    times = find_times(thing)
    start, end = times[0] if times else (len(thing), len(thing))
    name = cues.TIME_LED.sub("", thing[:start])
    if not name or len(times) > 1 or thing[end:]:
        return None
    values = Values(shift=new) if by else Values(when=(new,))
    selector = Selector(names=(name,), whens=tuple(thing[start:end] for start, end in times))
    return dataclasses.replace(about(command, selector), operation="update", values=values, lead=last.lead)


def invited_there(command: Command, text: str, last: Command) -> Command | None:
    """ "and to the workshop", after somebody was invited to something: there too."""
    said = TO_THING.fullmatch(text)
    invites = last.operation == "update" and (last.values.attendees or last.values.removed)
    return about(command, Selector(names=(said["thing"],))) if said and invites else None


def unasked(command: Command, text: str, last: Command) -> Command | None:
    """ "and the post" after "boxes are done": no question of where it is; "and the plumber on Friday" is what is called so, too, and no other
    thing with the plumber."""
    selector, values = command.selector, command.values
    who = selector.attendees[0] if len(selector.attendees) == 1 else ""
    the = re.match(rf"{ALSO_THE}(?:the|my|our) {re.escape(who)}\b", text, re.I) if who and values.is_empty else None
    if the and selector == Selector(attendees=(who,), whens=selector.whens):
        return about(command, Selector(names=(who,), whens=selector.whens))
    said = THE_THING.fullmatch(text) if command.operation == "read" and selector.is_empty else None
    return about(command, Selector(names=(said["thing"],))) if said else None


def of_that_day(when: str, names: tuple[str, ...], text: str) -> str:
    """ "saturday" of "and saturdays shift", typed without an apostrophe; "and the shift on saturdays", and other times, as they are."""
    said = OWN_DAY.fullmatch(when)
    owned = said and any(re.search(rf"\b{when} {re.escape(name)}(?!\w)", text, re.I) for name in names)
    return said[1] if said and owned else when


def about(command: Command, selector: Selector) -> Command:
    """The command as one that says no more than what is meant."""
    whens = tuple(of_that_day(when, selector.names, command.text) for when in selector.whens)
    selector = dataclasses.replace(selector, whens=whens)
    return dataclasses.replace(command, operation="read", asks=None, selector=selector, values=Values(), bare=False)


def known_thing(command: Command, last: Command, text: str) -> tuple[str, ...]:
    """What "and yoga too", "and the sunscreen" name, to which the same is done, whatever it was taken for."""
    values = dataclasses.replace(command.values, list_name=None)
    too = cues.AS_WELL.search(text) and not cues.says_order(text) and not TELLS_OTHER.match(text)
    bare = values.has_only("names") and cues.says_only(values.names, cues.AS_WELL.sub("", text), LEADING)
    if too and bare and len(" ".join(values.names).split()) == 1:  # not "buy milk"
        return values.names
    told = last.operation == "complete" or (command.operation, last.operation) == ("create", "update")
    told = told and not (command.selector.whens and not command.selector.names)  # "and tomorrow's too"
    if told and too and (done := DID_TOO.match(text)) and command.operation == "complete" and command.selector.names:
        return command.selector.names if text[done.end() :].startswith(command.selector.names[0]) else ()
    if told and too:
        return (IS_DONE.sub("", cues.AS_WELL.sub("", cues.ALSO.sub("", text)).strip()),)
    people = () if last.values.attendees or last.values.removed else values.attendees
    names = values.names or people
    alone = values in (Values(names=names), Values(attendees=names)) and command.selector.is_empty
    goes = last.operation == "delete" and people  # "and the plumber": nobody is invited to what goes
    known = cues.DEFINITE.match(text) or ((last.operation == "complete" or goes) and cues.ALSO.match(text))
    return names if alone and known and cues.says_only(names, cues.AS_WELL.sub("", text), cues.ALSO) else ()


def naming_it(turn: Turn) -> Command | None:
    """ "to the vet" after "invite Lena": the order that named no thing, about this one, whatever its words were taken for."""
    selector, values, last = turn.command.selector, turn.command.values, turn.last
    said = turn.command.names or ((values.location,) if values.location else ())
    lacks = last.operation in CHANGES and last.selector.is_empty and not last.selector.excluded and last.other is None
    bare = values in (Values(), Values(names=said), Values(location=values.location))
    if not (lacks and said and bare and turn.is_fragment) or cues.OWN_VERB.search(turn.text) or last.values.names:
        return None
    found = Selector(names=said, attendees=selector.attendees, whens=selector.whens)
    return dataclasses.replace(last, selector=found)


def also_kept(turn: Turn) -> Commands | None:
    """ "and the pills" after "push everything back except meals", which nothing was left of: what stays, never what goes."""
    also, excluded = cues.ALSO.match(turn.text), turn.last.selector.excluded
    if also is None or not excluded or cues.OWN_VERB.search(turn.text):
        return None
    return turn.instead(with_selector(turn.last, excluded=(*excluded, turn.text[also.end() :].strip(" .!"))))
