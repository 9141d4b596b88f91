"""Something new that is put where time was found free: "put gym there", "lunch in the second slot", "great, a run at 4 then" (policy 24)."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from assistant.commands import Command, Referent, Selector, Values, with_values
from assistant.conversation import ASKS_OF_THEN, Commands, Conversation, Turn
from assistant.follow_ups import cues
from assistant.marks.gaps import PUT
from assistant.resolution.availability import YES_OR_NO
from assistant.temporal.carried import ANY_TIME, day_words, read_whens, with_said
from assistant.temporal.exact import exact_day, exact_moment
from assistant.temporal.reading import read_time
from assistant.wording import LAST_WORDS, ORDINALS

EVENING = 18
Slots = Sequence[tuple[datetime, datetime]]
LEAD = cues.led("", rf"{cues.OPENING}|good|cool|nice|lovely|brilliant|right|let['’]?s")
ARTICLE = re.compile(r"(?:an?|some)\s+", re.I)
#: Words for one of the times that were found free.
PLACE = r"(?P<place>first|second|third|fourth|fifth|last|earliest|latest)(?: (?:free|open))?"
ONE_OF_THEM = r"(?: (?:one|slot|gap|time|window))(?: of (?:those|them))?"
THERE = re.compile(
    r"\s*\b(?:(?:in|into|for|at|on)\s+)*(?:there|then|that (?:time|slot|gap|hour|window)"
    rf"|(?:the|that) {PLACE}{ONE_OF_THEM})(?!\w)",
    re.I,
)
#: "take the second for a call with Bo", "the last one, lunch with Ann", "the first": what it is for is said, or was asked about.
TAKE = re.compile(
    rf"{LEAD.pattern}(?:(?:i['’]?ll )?(?:take|use|grab|have|book|reserve|schedule|block|go (?:with|for)|do) )?"
    rf"(?:the|that) {PLACE}(?:{ONE_OF_THEM})?"
    rf"(?:(?: for|,(?: for)?(?= (?:an?|some) | [^,]* with )|,(?= {PUT.pattern}))\s+(?:{PUT.pattern})?(?:(?:an?|some)\s+)?"
    r"(?!(?:it|that|me|us|now|please)\b)(?P<name>[^\W\d][^,.;!?]*))?\W*",
    re.I,
)
#: "put it in at 1", "book that": what was asked about.
IT = re.compile(
    r"\b(?:put|book|schedule|pencil|slot|squeeze|fit|stick|pop)\s+(?:it|that|this|them|her|him|us|me)\b", re.I
)
#: "Wednesday at 11 | then", "2pm | please", "| ok, | at 3": what was asked about is to be then; "and at 4", "what about 4 then" ask on.
ASKS_ON = re.compile(r".*(?:\?|\b(?:and at|or|about|if)\b)", re.I)
AGREED = re.compile(
    rf"(?!{ASKS_ON.pattern}).*\b(?:{cues.AGREES}|great|good|lovely|brilliant|then|please|thanks|works|suits|it is"
    r"|let['’]?s (?:say|do|go|take|make it)|take|book|go (?:for|with))\b",
    re.I,
)
#: "7 it is": the hour, and no thing that was talked of.
IT_IS = re.compile(r"\bit is\b", re.I)
#: "put | the Lees | in at 4": with whom it is.
BOOKS = re.compile(rf"{LEAD.pattern}(?:put|book|pencil|slot|squeeze|fit|stick|pop|schedule)\b", re.I)
#: "book | the plumber | for 4".
FOR_HOUR = re.compile(
    r"(?:book|schedule|(?:pencil|slot|squeeze|fit|put) in)\s+(?:(?:the|my|our|an?)\s+)?(?!(?:it|that|this|them|me|us)\b)"
    r"(\w.*?)\s+(?:for|at|on|in)\s+$",
    re.I,
)
WITH = re.compile(r"\s+with\s+", re.I)
WITH_NAME = re.compile(r"\bwith ([A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*)\W*$")
#: "put | the dentist", "move my haircut": what is there already, if anything is called so.
THE = re.compile(
    rf"{LEAD.pattern}(?:(?P<moves>move|shift|reschedule)|put|add|book|schedule|pencil|slot|squeeze|fit|stick|pop)\s+"
    r"(?:in\s+)?(?:the|my|our|his|her|their)\s+",
    re.I,
)
#: As they stand in a slot of the sentence.
SAYS_THERE = re.compile(r"(?:there|then|(?:in )?(?:that|(?:the )?\w+) (?:time|slot|gap|hour|window|one))", re.I)


def put_there(turn: Turn) -> Commands | None:
    """ "put drinks at 8" after "am I free on Sunday evening": on that day; "book a call" after "am I free at 3": then."""
    made = made_there(turn.command, turn.text, turn.last, turn.conversation.free)
    return (made,) if made is not None else None


def made_there(command: Command, text: str, last: Command, slots: Slots) -> Command | None:
    """The new thing, or what is moved ("move the dentist there"), at the time that was asked about, or in the slot that is said, else the
    first of those that were found free; None where the sentence makes or moves nothing, or says another day."""
    begin = LEAD.match(text)
    there = THERE.search(text, begin.end() if begin else 0) or TAKE.fullmatch(text)
    moved = command if there and moves(command) else None
    made = as_asked(command, text, last, slots) or as_new(command, text) or moved
    if made is None or made.values.recurrence:
        return None
    before = day_found(last.selector.whens, slots)
    own = tuple(when for when in made.values.when if not SAYS_THERE.fullmatch(when))
    if own:
        when = with_said(own, day_of_hours(before))
        said = read_whens(own) if read_whens(when) else None  # "3" is no hour of "next week"
        changed = said is not None and not said.day_said and when != own
        duration = made.values.duration or (last.duration if made.operation == "create" else None)
        return with_values(made, when=when, duration=duration) if changed or made is not command else None
    asked = read_whens(last.selector.whens)
    at_hour = asked is not None and asked.time_said and not asked.part_of_day
    if asked is not None and at_hour and not (there and there["place"]):
        begins = asked.kind == "moment" and slots  # which settles am or pm
        return with_values(made, when=(exact_moment(slots[0][0]),) if begins else before)
    slot = slot_meant(there["place"], slots) if there else None
    if slot is None:
        return None
    minutes = (slot[1] - slot[0]) // timedelta(minutes=1)
    new = made.operation == "create" and not made.bare
    room = last.duration or (f"{minutes} minutes" if minutes < 60 else None) if new else None
    return with_values(made, when=(exact_moment(slot[0]),), duration=made.values.duration or room)


def as_definite(command: Command, text: str, conversation: Conversation) -> Command:
    """ "put the dentist there", "move my haircut to the first slot", after a question, whatever the name was taken for: it is the one that is
    there, and where nothing is called so something new, but for what is moved; the command as it is where no such thing is put."""
    last, values = conversation.commands[-1:] if conversation.answered else (), command.values
    lead = THE.match(text) if last and (last[0].asks == "free" or THERE.search(text)) else None
    name, *others = (*command.names, *command.people) or ("",)
    named = lead is not None and name and text.startswith(name, lead.end()) and values.location is None
    if lead is None or not named or command.operation not in ("create", "update"):
        return command
    if last[0].selector.names and not command.names and name[0].isupper() and not THERE.search(text):
        return command  # "put the Lees in at 4", of the viewing that was asked about
    when = values.when or command.selector.whens
    if lead["moves"]:
        found = Selector(names=(name,), attendees=tuple(others))
        return dataclasses.replace(command, operation="update", selector=found, values=Values(when=when))
    new = Values(names=(name,), attendees=tuple(others), when=when, duration=values.duration)
    return dataclasses.replace(as_event(command, new), bare=True)


def slot_taken(text: str, slots: Slots) -> tuple[Command, ...]:
    """ "book the last one", said of what was found free, of which nothing was understood: something new, whose name is asked."""
    return (Command("create", "event", text=text),) if slots and TAKE.fullmatch(text) else ()


def as_asked(command: Command, text: str, last: Command, slots: Slots) -> Command | None:
    """The new thing that is only pointed to ("put it in at 1", "book that with Sam", "the second") as what was asked about, and "the first,
    a call with Bo" as what it says; None where nothing is pointed to."""
    take, then = TAKE.fullmatch(text) if slots else None, agreed(command, text, last)
    command = then or command
    values = command.values
    if take is not None and take["name"]:
        return new_event(take["name"], command) if read_time(take["name"], ANY_TIME) is None else None
    placed = values.location and not (then or (values.when and IT.search(text)))  # "put it in 8 to 11 at the Belgrave"
    bare = not (values.names or command.selector.names or placed) and (take or command.bare or IT.search(text))
    if not bare or not (take or command.operation in ("create", "update")):
        return None
    met = WITH_NAME.search(text)
    people = (*last.selector.attendees, *(values.attendees or ((met[1],) if met else ())))
    if not (last.selector.names or people or take or command.operation == "create"):
        return None
    duration = values.duration or last.duration
    named = dataclasses.replace(values, names=last.selector.names, attendees=people, duration=duration)
    said = (
        re.search(rf"(?:\b(the|my|our)\s+)?\b{re.escape(' '.join(named.names))}\b", last.text, re.I)
        if named.names
        else None
    )
    command = dataclasses.replace(command, text=f"{said[0]} {command.text}") if said else command  # dinner is at 7 pm
    return dataclasses.replace(as_event(command, named), bare=bool(said and said[1]))


def agreed(command: Command, text: str, last: Command) -> Command | None:
    """ "Wednesday at 11 then, half an hour" after "when can Sam and I meet next week", "book the Lees at 4" after "have I time for a viewing": an
    event at that hour, whatever it was taken for; None where no hour of what was asked about is agreed to."""
    values, whens = command.values, command.values.when or command.selector.whens
    found = dataclasses.replace(command.selector, referent=None) if IT_IS.search(text) else command.selector
    alone = found == Selector(whens=found.whens)
    said, adds = read_whens(whens), (values.duration or values.location) and command.operation != "read"
    answers = not (YES_OR_NO.match(last.text) or ASKS_ON.match(text))  # "Tuesday at 9", of "when can I fit that in"
    hour = said is not None and said.time_said and not said.part_of_day
    about = last.selector.names or last.selector.attendees or (values.location and not ASKS_OF_THEN.search(last.text))
    agrees = bool(AGREED.match(text) or adds or answers)
    if values.attendees:  # with whom what was asked about is to be
        about, agrees = last.selector.names, bool(AGREED.match(text) or BOOKS.match(text))
    fits = values.has_only("when", "duration", "location", "attendees") and hour and alone
    made = as_event(command, dataclasses.replace(values, when=whens))
    return dataclasses.replace(made, bare=True) if about and fits and agrees else None


def as_event(command: Command, values: Values) -> Command:
    """The command as one that makes an event of these values."""
    nothing = Selector()
    return dataclasses.replace(command, operation="create", object="event", asks=None, selector=nothing, values=values)


def new_event(said: str, command: Command) -> Command:
    """The command as one that makes what is said, with whom: "call with Derek and Sam"."""
    name, *met = WITH.split(said.strip(), maxsplit=1)
    people = cues.enumerated(met[0]) if met else command.values.attendees
    return as_event(command, dataclasses.replace(command.values, names=(name,), attendees=people))


def named_so(text: str, last: Command) -> Command | None:
    """ "admin", "call it admin", "coffee with Sam", where it was asked what goes where time was found free; None where a time or another slot
    is said."""
    name = cues.CALLED.sub("", text, count=1).strip(" .!?")
    if not name or TAKE.fullmatch(text) or read_time(name, ANY_TIME) is not None:
        return None
    return new_event(name, last)


def day_found(whens: tuple[str, ...], slots: Slots) -> tuple[str, ...]:
    """The time that was asked about, its weekday, or no day, as the date of what was found free: on a Friday "Friday" is today where things are
    looked for, and a week later where they are made (policy 3)."""
    asked, days = read_whens(whens), {exact_day(begin) for begin, _ in slots}
    somewhen = asked is None or not asked.day_said  # "when's my next free evening"
    if len(days) != 1 or not (somewhen or (asked and asked.bare_weekday is not None)):
        return whens
    day = days.pop()
    if asked is None:
        return (day,)
    if not asked.time_said or asked.part_of_day:
        return (f"{day} {asked.part_of_day or ''}".strip(),)
    return (f"{day} at {asked.start:%H:%M}",) if asked.start and asked.end is None else whens


def day_of_hours(whens: tuple[str, ...]) -> tuple[str, ...]:
    """The day of "Thursday 25 March between 1 and 3", in the evening where these are, for an hour of it; other times as they are."""
    asked, day = read_whens(whens), day_words(" ".join(whens))
    if asked is None or day is None or asked.part_of_day or not (asked.time_said and asked.start and asked.end):
        return whens
    return (f"{day} evening" if asked.start.hour >= EVENING else day,)


def moves(command: Command) -> bool:
    """ "put the dentist there", "move it to the first slot": nothing changes but when it is."""
    about = command.selector.names or command.selector.attendees or command.selector.referent is Referent.IT
    return command.operation == "update" and bool(about) and command.values.has_only("when")


def slot_meant(place: str | None, slots: Slots) -> tuple[datetime, datetime] | None:
    """The slot at a place that is said, else the first; None where there is none."""
    word = (place or "first").lower()
    at = -1 if word in LAST_WORDS else ORDINALS.get(word, 1) - 1
    return slots[at] if at < len(slots) and slots else None


def as_new(command: Command, text: str) -> Command | None:
    """The command as one that makes an event: as it was taken, or where "put gym there", "gym at 4 then" was taken for a change of
    something; None where something is named that is there already ("put the dentist there")."""
    lead = LEAD.match(text)
    begin = lead.end() if lead else 0
    put, there = PUT.match(text, begin), THERE.search(text, begin)
    if command.operation == "create":
        named = without_put(command) if there else command
        unnamed = named.object == "event" and not named.values.names and named.values.when
        called = FOR_HOUR.match(text[: text.rfind(named.values.when[0])], begin) if unnamed else None
        return new_event(called[1], named) if called else named if named.object == "event" else None
    selector, values = command.selector, command.values
    said = values.has_only("when", "duration") and (there or values.when) if selector.names else there
    if command.operation != "update" or not said or not (put or (selector.names and values.when)):
        return None
    begin = put.end() if put else begin
    article = ARTICLE.match(text, begin)
    begin = article.end() if article else begin
    name = selector.names[0] if selector.names else text[begin : there.start()].strip() if there else ""
    if not name or not text.startswith(name, begin):
        return None
    new = Values(names=(name,), attendees=selector.attendees, when=values.when, duration=values.duration)
    return as_event(command, new)


def without_put(command: Command) -> Command:
    """ "put a nap | there", of which the verb was taken for a part of the name: an event that is called Nap."""
    put = next((m for name in command.values.names[:1] if (m := PUT.match(name))), None)
    if put is None:
        return command
    return new_event(ARTICLE.sub("", command.values.names[0][put.end() :], count=1), command)
