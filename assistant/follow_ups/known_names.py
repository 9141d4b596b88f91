"""What a further sentence names of which only the calendar knows what it is: a list or calendar for what is planned, somebody to come to it,
its place, or another task (policy 24)."""

import dataclasses
import re

from assistant.commands import Command, Number, Referent, Selector, Values, with_one, with_values
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.people import with_others
from assistant.follow_ups.revision import as_planned, calling, one_more
from assistant.plan import Plan
from assistant.resolution.calendars import called
from assistant.resolution.context import Context
from assistant.resolution.matching import words_of
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import read_time
from models.rows import Calendar, Event, Task

#: "put it in the cafe calendar", "no, house move", "family calendar": how it is said, the name, and the word for what has it.
FILED = cues.led(
    r"(?:wrong (?:list|calendar)\W+)?(?P<filed>(?:(?:put|move|add|save|keep|file) (?:it|that|this|them|these|those)|(?:it|that|this|they)(?:['’]s| should (?:be|go)| belongs?| goes?))\s+)?"
    r"(?:(?:in|on|to|into|onto|under)\s+)?(?:(?:the|my|our)\s+)?(?P<name>\S.*?)(?P<kind>\s+(?:list|cal(?:endar)?))?(?:\s+(?:please|pls|plz|thanks|ta|thx|instead|then|rather))*\W*"
)
#: "add Emma", "include Emma and Raj too".
COME_TOO = cues.led(r"(?:add|include|invite|bring)\s+(?P<who>\S.*?)(?:\s+(?:too|as well|please|to (?:it|that)))*\W*")
#: "Mary Costello", and not "with Mary".
WHOLE_NAME = re.compile(r"(?!with\b)[\w'’-]+(?:\s+[\w'’-]+)+", re.I)
#: "no, the other Sarah".
OTHER_PERSON = cues.led(r"the other\s+(?P<who>\w+)\W*")
#: "in Concord", "it's in the North End": a name, which begins with a capital.
IN_PLACE = re.compile(
    r"\W*(?:(?i:and|oh|but|it['’]s|that['’]s)\W+)*(?i:in)\s+(?P<place>(?:(?i:the|our|my)\s+)?[A-Z][\w'’-]*(?:\s+[A-Z0-9][\w'’-]*)*)\W*"
)
#: "at the | second cup on spring garden", "its in | tupper 3h".
AT_PLACE = cues.led(
    r"(?:(?:it|that)(?:['’]?s| is) )?(?:at|in) (?P<the>(?:the|our|my) )?(?P<place>[^\W\d_][^,;?]*?)(?: (?:instead|please|then))*[\s.!]*"
)
ON_STREET = re.compile(r"(\S.*?) on (?:the )?(\S.*)", re.I)
#: "tupper 3h", "room 12b", and not "about 3h".
ROOM = re.compile(r"(?!(?:about|around|another|only|just|under|less|over)\b)[^\W\d_]\S* \d{1,4}[a-z]", re.I)
#: "and pay Kim too", "and book fair as well", and not "and the eggs?".
TOO = re.compile(rf"{cues.ALSO.pattern}\s+(?P<thing>[^\s?][^?]*?)(?:\W+(?:too|as well))?[\s.!]*", re.I)

#: "call it Camping instead", "rename the list to Party".
RENAMED = cues.led(
    r"(?:rename|retitle|call|name)\s+(?:it|that|this|(?:the|that|this) list)\s+(?:to\s+|as\s+)?(?P<name>\S.*?)(?:\s+(?:instead|rather|please))*\W*"
)


def said_by_name(text: str, conversation: Conversation, context: Context) -> tuple[Command, ...] | None:
    """The commands of the plan on the table with what its further words name, or the change of what was carried out that they mean; None
    where they name nothing of the kind."""
    planned, plan = conversation.commands, conversation.plan
    if plan is not None and (named := called_anew(text, planned, plan)) is not None:
        return named
    earlier = planned if plan is not None or planned else conversation.done
    if not earlier or earlier[-1].object not in ("event", "task") or (planned and plan is None):
        return None
    if (elsewhere := filed(text, earlier, plan is not None, context)) is not None:
        return elsewhere
    if plan is not None and (other := with_other_person(text, earlier, context)) is not None:
        return other
    if (same := named_too(text, earlier, plan or conversation.carried_out, context)) is not None:
        return (*planned, *same)
    values = come_too(text, earlier[-1], context) or in_place(text, as_planned(earlier) or earlier[-1], context)
    if values is None:
        return None
    its = Command("update", "event", selector=Selector(referent=Referent.IT), values=values, text=text)
    return (*planned, its)


def called_anew(text: str, earlier: tuple[Command, ...], plan: Plan) -> tuple[Command, ...] | None:
    """ "call it Camping" after "make a list for the trip" and "add a tent": the new list of the plan, none of what goes on it."""
    said = RENAMED.fullmatch(text)
    new = [effect.after.name for effect in plan.effects if effect.before is None and isinstance(effect.after, Calendar)]
    if said is None or len(new) != 1:
        return None
    before, now = words_of(new[0]), said["name"]

    def anew(command: Command) -> Command:
        said = command.values.names
        names = tuple(now if command.object == "list" and words_of(n) == before else n for n in said)
        at = command.values.list_name
        return with_values(command, names=names, list_name=now if at and words_of(at) == before else at)

    return tuple(map(anew, earlier))


def filed(text: str, earlier: tuple[Command, ...], is_planned: bool, context: Context) -> tuple[Command, ...] | None:
    """ "put it in the cafe calendar" after something new, "no, house move" where a list was said: the same on that one; what is there by
    now goes there."""
    said, last = FILED.fullmatch(text), earlier[-1]
    known = called(said["name"], last.object or "event", context) if said else None
    before, corrects = last.values.list_name, cues.CORRECTS.match(text)
    bare = before and not cues.ALSO.match(text) and (is_planned or corrects)
    if said is None or known is None or not (said["filed"] or bare or (said["kind"] and (is_planned or corrects))):
        return None
    if not (last.operation == "create" or (last.operation == "update" and before)):
        return None
    if not is_planned:
        them = Selector(referent=Referent.THEM, number=Number.ALL)
        return (Command("update", last.object, selector=them, values=Values(list_name=known.name), text=text),)
    like = [c for c in earlier if (c.operation, c.object, c.values.list_name) == (last.operation, last.object, before)]
    return tuple(with_values(c, list_name=known.name) if c in like else c for c in earlier)


def come_too(text: str, last: Command, context: Context) -> Values | None:
    """ "add Emma" over an event: she comes too, where there is somebody of that name."""
    too, people = COME_TOO.fullmatch(text), context.index("event").people
    met = cues.enumerated(too["who"]) if too else ()
    known = all(words_of(part) and people(part) for part in met)
    its = last.object == "event" and last.operation in ("create", "update")
    return Values(attendees=met) if met and known and its else None


def with_other_person(text: str, earlier: tuple[Command, ...], context: Context) -> tuple[Command, ...] | None:
    """ "no, the other Sarah": she is invited instead, where there are two of that name; it is asked again which, where none was meant yet.
    So is somebody whose whole name is said ("no, I meant Mary Costello"), whatever else bears it."""
    other, people = OTHER_PERSON.fullmatch(text), context.index("event").people
    if (corrected := cues.CORRECTS.match(text)) and len(earlier[-1].values.attendees) == 1:
        who = text[corrected.end() :].strip(" ,.!")
        if WHOLE_NAME.fullmatch(who) and len(people(who)) == 1:
            return with_others(earlier, (who,))
    at = next((at for at, c in reversed(list(enumerate(earlier))) if c.values.attendees), None)
    if other is None or at is None:
        return None
    named, met = people(other["who"]), earlier[at].values.attendees
    mine = [n for n in met if people(n) & named]
    left = named - people(mine[0]) if len(mine) == 1 else frozenset[str]()
    if len(left) != 1:
        return earlier if len(mine) == 1 and len(people(mine[0])) > 1 else None
    (she,) = left
    return with_one(earlier, at, with_values(earlier[at], attendees=tuple(she if n == mine[0] else n for n in met)))


def named_too(
    text: str, earlier: tuple[Command, ...], plan: Plan | None, context: Context
) -> tuple[Command, ...] | None:
    """ "and pay Kim too", after another task was moved: where that is the whole name of an open one, the same is done to it. "And book fair too"
    after an event was taken away: so does the one that has this in its name, and nothing is made."""
    said, found = TOO.fullmatch(text), [at for at, c in enumerate(earlier) if c.selector.referent is not Referent.IT]
    if said is None or plan is None or not found or earlier[found[-1]].operation not in CHANGES:
        return None
    words, (base, *further) = words_of(said["thing"]), earlier[found[-1] :]
    of_tasks = all(isinstance(effect.row, Task) for effect in plan.effects)
    goes = base.operation == "delete" and cues.AS_WELL.search(text) and len(words) > 1
    if not of_tasks and goes and all(isinstance(effect.row, Event) for effect in plan.effects):
        titles = (f" {' '.join(words_of(title))} " for title in context.index("event").titles(words))
        named = Command("read", "event", "what", Selector(names=(said["thing"],)), text=text)
        also = one_more(named, text, base) if any(f" {' '.join(words)} " in title for title in titles) else None
        return (also,) if also is not None else None
    rows = context.queries.rows(sorted(context.index("task").holding(words))) if of_tasks else ()
    if not any(isinstance(row, Task) and row.is_open and words_of(row.summary) == words for row in rows):
        return None
    base = calling(base, base.selector.names[0], said["thing"]) if len(base.selector.names) == 1 else base
    return (dataclasses.replace(base, selector=Selector(names=(said["thing"],))), *further)


def at_place(text: str, context: Context) -> re.Match[str] | None:
    """ "at the second cup on spring garden", "its in tupper 3h", "in good robot": a house on a street, a room, or a place that is known."""
    said = AT_PLACE.fullmatch(text)
    if said is None or len(words := words_of(said["place"])) < 2:
        return None
    index, street = context.index("event"), ON_STREET.fullmatch(said["place"])
    known = any(set(words) <= set(words_of(index.rows[id_].location or "")) for id_ in index.holding(words))
    on_street = street is not None and not any(read_time(part, ANY_TIME) for part in street.groups())
    room = said["the"] is None and ROOM.fullmatch(said["place"])
    return said if known or on_street or room else None


def in_place(text: str, last: Command, context: Context) -> Values | None:
    """ "in Concord" after a dinner that is new: there."""
    said = IN_PLACE.fullmatch(text) or at_place(text, context)
    if said is None or not last.makes("event"):
        return None
    elsewhere = read_time(said["place"], ANY_TIME) or called(said["place"], "event", context)
    return None if elsewhere else Values(location=said["place"])
