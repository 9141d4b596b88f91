"""What a follow-up takes back of the plan on the table: another thing was meant, another number of it, one thing less (policy 24)."""

import dataclasses
import itertools
import re
from datetime import date

from assistant.commands import Command, Referent, Selector, Values, with_one, with_selector, with_values
from assistant.conversation import Commands, Turn
from assistant.follow_ups import cues
from assistant.follow_ups.also_named import with_own_length
from assistant.follow_ups.cues import says_only
from assistant.follow_ups.revision import about_those, calling
from assistant.follow_ups.second_thoughts import not_so, said_rather
from assistant.nouns import clean_name
from assistant.resolution.exclusion import POSSESSIVE, by_place
from assistant.resolution.matching import content, holds, words_of
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME, with_said
from assistant.temporal.exact import exact_day
from assistant.temporal.reading import read_time
from assistant.wording import CARDINALS, WEEKDAY_OR_SHORT

#: "not the butter", "scrap the eggs": of what is about to be made.
LEFT_OUT = cues.led(
    rf"(?:{cues.ALL_BUT}|{cues.APART}|not|no|forget|scrap|scratch|strike|drop|remove|delete|cancel|skip|(?:leave|take|cross) (?:out|off))\b(?!,)"
)
#: "plasters aren't needed", "we've got milk already", "take the shoes off".
NEEDLESS = cues.led(
    r"(?:(?:take|cross|leave) (\S.*?) (?:off|out)(?: again)?|(?:the )?(\S.*?)\s+(?:is|are)(?:n['’]?t| not) needed|(?:i|we)(?:['’]ve| have)(?: already)?(?: got)? (\S.*?))(?: already)?\W*"
)
#: "make it 4", "no, six".
SO_MANY = cues.led(rf"(?:make (?:it|that)\s+)?({cues.COUNT})\W*")
FIRST_TIME = re.compile(r"\W*(?:the )?(?:very )?first(?: one| time)?\W*", re.I)
#: "no school run on Friday": an order of its own.
NO_SUCH = re.compile(r"\W*no (?!(?:wait|sorry|not|i|actually|the|my|our)\b)[^\W\d]", re.I)
#: "the dentist is in Leeds": said of it, and no other thing.
TOLD = re.compile(r"\b(?:is|are|was|were|will|be|has|have|starts?|ends?)\b|['’]s (?:on|at|in)\b", re.I)
#: "not Orla, it's Grace", "I said Kim".
IT_IS = re.compile(r"^(?:(?:it['’]?s|it is|with|i (?:said|meant?)|that['’]?s)\s+)+", re.I)
EXCEPTED = re.compile(r"\bexcept\b", re.I)


def remade(turn: Turn) -> Commands | None:
    """ "actually 3 torches" after "add two torches and some batteries": the one new thing of the plan that has this noun is called so; "make
    it four", after the torches alone: of those."""
    text, earlier, last = turn.text, turn.earlier, turn.last
    lead, count = cues.CORRECTS.match(text), SO_MANY.fullmatch(text)
    said = text[lead.end() :].strip(" ,.!") if lead else ""
    if count and last.operation == "create" and len(last.values.names) == 1 and not last.values.when:
        number, _, things = last.values.names[0].partition(" ")
        said = f"{count[1]} {things}" if number.isdecimal() or number.lower() in CARDINALS else said
    noun = words_of(said)[-1:]
    named = [name for c in earlier if c.operation == "create" for name in c.values.names if words_of(name)[-1:] == noun]
    if len(named) != 1 or len(said.split()) > len(named[0].split()) + 1 or words_of(said) == words_of(named[0]):
        return None

    names = [tuple(said if name is named[0] else name for name in c.values.names) for c in earlier]
    return tuple(with_values(c, names=anew) for c, anew in zip(earlier, names, strict=True))


def one_of_several(turn: Turn) -> Commands | None:
    """ "no, haircut at 3" after "move the tasting to 4 and the haircut to 5": the haircut anew, and the other as before; so is "wait, Ana at 5" of
    what is with Ana, and nothing new."""
    text, earlier = turn.text, one_each(turn.earlier)
    command = with_own_length(turn.command, text, turn.last) or as_change_of_theirs(turn)
    said, values = command.selector.names or command.selector.attendees, command.values
    anew = command.operation in CHANGES and not (command.operation == "update" and values.is_empty)
    asked = [content(name) for name in said]
    named = ((at, name) for at, c in enumerate(earlier) for name in (*c.selector.names, *c.selector.attendees))
    about = list(dict.fromkeys(at for at, name in named if any(holds(a, words_of(name)) for a in asked)))
    if len(about) > 1:
        about = [at for at in about if earlier[at].selector.whens == command.selector.whens]
    if len(earlier) < 2 or not anew or len(about) != 1 or cues.ONLY.match(text) or cues.KEEP.match(text):
        return None
    before, *further = earlier[about[0] :]
    both = (before.values, values)
    if before.operation == command.operation == "update" and not all(v.when or v.shift or v.duration for v in both):
        return (*turn.earlier, turn.command)  # "invite Ana to the haircut"
    values = dataclasses.replace(values, when=with_said(values.when, before.values.when))
    selector = about_those(before, command.selector).selector
    command = dataclasses.replace(command, object=before.object, selector=selector, values=values)
    others = itertools.dropwhile(lambda c: c.selector.referent is Referent.IT, further)  # said of it so far
    return (*earlier[: about[0]], command, *others)


def one_each(earlier: Commands) -> Commands:
    """The commands with one for each of the things that one names, with no person or place: "cancel the haircut and the vet"."""
    made: list[Command] = []
    for command in earlier:
        names, bare = command.selector.names, Selector(command.selector.names, whens=command.selector.whens)
        apart = len(names) > 1 and command.operation in CHANGES and command.selector == bare
        made.extend([with_selector(command, names=(name,)) for name in names] if apart else [command])
    return tuple(made)


def as_change_of_theirs(turn: Turn) -> Command:
    """ "wait, Ana at 5" as a change of what is with Ana; other sentences as they are."""
    command, values = turn.command, turn.command.values
    rather = cues.CORRECTS.match(turn.text) or cues.INSTEAD.search(turn.text)
    theirs = command.makes("event") and values == Values(attendees=values.attendees, when=values.when)
    if not (rather and theirs and values.attendees and values.when):
        return command
    whose = Selector(attendees=values.attendees)
    return dataclasses.replace(command, operation="update", selector=whose, values=Values(when=values.when))


def less_made(text: str, earlier: tuple[Command, ...], begins: date | None = None) -> tuple[Command, ...] | None:
    """ "not the butter" after "add bread and butter to groceries": the new things of the plan but for those that are named. `begins`: the
    day of its new series, which "skip the first one" leaves out."""
    lead, needless = LEFT_OUT.match(text), NEEDLESS.fullmatch(text)
    named = next(filter(None, needless.groups())) if needless else text[lead.end() :] if lead else ""
    said = content(named)
    if not said or not all(map(is_of_new, earlier)):
        return None
    named = re.sub(rf"{cues.END}$", "", named)
    day = exact_day(begins) if begins is not None and FIRST_TIME.fullmatch(named) else named.strip(" .!")
    if skipping := without_days(earlier[-1], day):
        return (*earlier[:-1], skipping)
    return of_new(named, earlier, alone=False)


def only_made(words: str, earlier: tuple[Command, ...]) -> tuple[Command, ...] | None:
    """ "just the nails" after "add nails and glue to materials": of the new things of the plan those that are named."""
    return of_new(words, earlier, alone=True) if content(words) and all(map(is_of_new, earlier)) else None


def of_new(words: str, earlier: tuple[Command, ...], alone: bool) -> tuple[Command, ...] | None:
    """The commands with those of their new things alone that are named by place, name or time ("Monday", of what is at 8 then), or without
    them; None where none is named, or nothing new is left."""
    news = [(at, n) for at, c in enumerate(earlier) if c.operation == "create" for n in c.values.names]
    said, whens = content(words), [words_of(in_short(" ".join(c.values.when))) for c in earlier]
    then = content(in_short(words))
    named = by_place(words, news) or [(at, n) for at, n in news if holds(said, words_of(n))]
    named = named or [(at, n) for at, n in news if then and holds(then, whens[at])]
    gone = {new for new in news if (new in named) != alone}
    kept = [tuple(n for n in c.values.names if (at, n) not in gone) for at, c in enumerate(earlier)]
    left = [(c, names) for c, names in zip(earlier, kept, strict=True) if names or not c.values.names]
    made = tuple(with_values(c, names=names) for c, names in left)
    return made if named and any(c.operation == "create" for c in made) else None


def in_short(words: str) -> str:
    """ "the Saturday one" as "the Sat", as it is in "Sat 12 June": by whichever word its weekday was said."""
    return re.sub(rf"\b{WEEKDAY_OR_SHORT}\b", lambda day: day[0][:3], re.sub(r"\s+ones?$", "", words), flags=re.I)


def is_of_new(command: Command) -> bool:
    """It makes something, or says more of what is made ("put them on materials")."""
    return command.operation == "create" or command.selector.referent is Referent.IT


def without_days(made: Command, phrase: str) -> Command | None:
    """ "skip the 18th" after "squash every Saturday in March": the new series without that day."""
    values, days = made.values, read_time(phrase, ANY_TIME)
    if not values.recurrence or days is None or not days.day_alone:
        return None
    but = f"{'and' if EXCEPTED.search(values.recurrence) else 'except'} {phrase}"
    times = f"{values.times} {but}" if values.times else None
    return with_values(made, recurrence=f"{values.recurrence} {but}", times=times)


def otherwise_called(turn: Turn) -> Commands | None:
    """ "not Gary, Marco" after "remind me to call Gary": the new thing of the plan with the other name in its words; "milk, not eggs",
    of both, leaves out the other one."""
    earlier, found = turn.earlier, said_rather(turn.text)
    if found is None or read_time(found[1], ANY_TIME):
        return None
    denied, now = found[0], clean_name(IT_IS.sub("", found[1]))
    surname = r"(?:\s+[A-Z][\w'’-]*)*" if " " in now else ""
    part = re.compile(rf"(?i:\b{re.escape(clean_name(denied))}\b){surname}")

    def anew(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(part.sub(lambda _: now, word) for word in words)

    made = [with_values(c, names=anew(c.values.names), attendees=anew(c.values.attendees)) for c in earlier]
    changed = [at for at, c in enumerate(earlier) if c.operation == "create" and made[at] != c]
    said = {words_of(name) for c in earlier for name in (*c.values.names, *c.values.attendees)}
    if words_of(now) in said:
        return of_new(denied, earlier, alone=False)
    if not changed:
        return None
    at = changed[0]
    return with_one(earlier, at, dataclasses.replace(made[at], text=anew((earlier[at].text,))[0]))


def other_thing(command: Command, text: str, earlier: Commands) -> Command | None:
    """ "no wait, the vet", "not the dentist, the vet" after "delete the dentist": the same order about another thing, whatever the words were
    taken for; after a new name it is another new name."""
    if (otherwise := not_so(text, earlier[-1])) is not None:
        return otherwise
    last, command = earlier[-1], as_meant(command, text, earlier)
    said, people = command.names, command.people
    bare = command.values.has_only("names", "attendees")
    if not (cues.CORRECTS.match(text) and (said or people) and bare and last.operation in CHANGES):
        return None
    if cues.adds(text, last):  # "actually the vet as well"
        return None
    if command.values.names and cues.NAMING.match(cues.CORRECTS.sub("", text)):  # "sorry, call it budget review"
        return None
    if cues.ASKS_WHEN.match(text):  # "wait, when is the choir tour?"
        return None
    if cues.says_order(text) or last.values.names or (command.selector.whens and NO_SUCH.match(text)):
        return None
    if not said:  # "sorry, I meant Ana": the one with her
        if last.values.attendees or last.values.removed or not says_only(people, text, cues.CORRECTS):
            return None
        said = last.selector.names if last.selector.attendees or cues.WITH.search(text) else ()
    if len(said) == len(last.selector.names) == 1 and POSSESSIVE.search(said[0]):  # "I meant Finn's": his dentist too
        said = (f"{said[0]} {last.selector.names[0]}",)
    parts = tuple(part for name in said for part in cues.enumerated(name))
    if last.other is not None:
        if len(parts) != 2:
            return None
        first, second = (Selector(names=(part,)) for part in parts)
        return dataclasses.replace(last, selector=first, other=second)
    if len(said) == len(last.selector.names) == 1:
        last = calling(last, last.selector.names[0], said[0])
    named = dataclasses.replace(command.selector, names=said, attendees=people, number=last.selector.number)
    return dataclasses.replace(last, selector=named)


def as_meant(command: Command, text: str, earlier: tuple[Command, ...]) -> Command:
    """ "wrong one, I meant the vet in Leeds on Monday", "sorry, the dentist": the place and, of what goes, the time find what is meant, whatever
    they were taken for, and are nothing new of it."""
    lead, values, selector, last = cues.CORRECTS.match(text), command.values, command.selector, earlier[-1]
    rest = text[lead.end() :].strip(" ,.!") if lead else ""
    place, timed = values.location or "", values.when and last.operation == "update"
    called = place and re.match(rf"(?:(?:the|my|our)\s+)?{re.escape(place)}\b", rest, re.I)
    names = selector.names or ((place,) if called else ())
    closed = cues.says_order(rest) or TOLD.search(rest) or "?" in rest or any(c.values.location for c in earlier)
    if not names or timed or closed or last.operation not in CHANGES:
        return command
    places = (place,) if place and not called else selector.places
    people, whens = (*selector.attendees, *values.attendees), (*selector.whens, *values.when)
    meant = dataclasses.replace(command, selector=Selector(names, people, places=places, whens=whens), values=Values())
    return meant if cues.says_nothing_else(meant, rest) else command


def told_of(turn: Turn, meant: Command) -> Command:
    """ "the Wednesday one is cancelled" after "move yoga to 8", where it was asked which: that one is, and gets no other hour."""
    own = turn.command.operation
    told = own in ("delete", "complete") and cues.tells_of(turn.text, turn.command.whens)
    return dataclasses.replace(meant, operation=own, values=Values()) if told else meant
