"""Clauses that go on from the one before: what they leave unsaid was said there."""

import dataclasses
import re

from assistant import wording
from assistant.commands import Command, Referent, Selector, Values, with_selector, with_values
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME, day_words, with_clock
from assistant.temporal.reading import read_time

CONTINUED = re.compile(r"^\s*(?:and|or|nor|,)\s+(?:the|my|our|a|an)\b", re.I)
EXCEPT_LAST = re.compile(rf"{wording.EXCEPT_WORDS}\W*$", re.I)
EXCEPT_FIRST = re.compile(rf"\W*{wording.EXCEPT_WORDS}", re.I)
ELLIPTIC = re.compile(r"\W*(?:and |then )*(?:(?:another )?one |another )?(?:for|with)\b", re.I)
FOR_SOMEBODY = re.compile(r"\s+(?:for|with)\s+.*$", re.I)
RELATIVE_WORD = re.compile(r"\s*(?:that|which|whose|who)\b", re.I)
#: "cancel gym on those days".
THOSE_DAYS = re.compile(
    r"\b(?:on |in |over |during |for )?(?:those|these|the same|that same|that) (?:days?|dates?|weeks?|weekends?)\b",
    re.I,
)
THAT_WEEK = re.compile(r"\b(?:that|the same) week\b", re.I)
THAT_DAY = re.compile(r"(?:on )?(?:that|the) (?:same )?day", re.I)
#: "that night", "same day | at 12", "that evening | at 7": of the day that was said before, and its part.
THEN = re.compile(
    r"\b(?:on |in |during )?(?:that|(?:the )?same)(?: same)? (?:day|date|(?P<part>morning|afternoon|evening|night))\b",
    re.I,
)
#: "so cancel yoga then", "cancel yoga while we're away".
SAME_DAYS = re.compile(
    THOSE_DAYS.pattern
    + r"|\b(?:while|when) (?:i'?m|i am|we'?re|we are) (?:away|gone|there|off)\b|(?<!and )(?<!since )(?<!by )\bthen\W*$",
    re.I,
)
#: "so no gym", "and no spin", "skip swim", "so cancel it".
NONE = re.compile(
    r"(?:\W*|.*\bso\s+)(?:(?:and|so|then|there['’]?s|there is|nor)\W+)*(?:no|skip|(?<=\bso )(?:cancel|delete|drop))\b",
    re.I,
)
#: What leads a clause that goes on from the one before; "and again at 6".
GOES_ON, AGAIN = re.compile(r"\W*(?:(?:and|then|also)\W+)+(?:to\W+)?", re.I), re.compile(r"again\b", re.I)
#: "and | Lily's | to the 5th", of which nothing says what it is; and whose the one before is.
OWNERS = re.compile(
    r"\W*(?:(?:and|then|but)\W+)+([\w-]+)['’]s\s+(?=(?:(?:back|forward|up|out)\s+)?(?:to|on|at|by|for|until|an?|half)\b|\d)",
    re.I,
)
OWNED = re.compile(r"^.*['’]s?\s+")
THE_ONE = re.compile(r"\W*(?:(?:and|then|but)\W+)+(?:the|that) one\b", re.I)
#: "take | the one on the 29th | off": of the noun that was said before.
SUCH_ONE = re.compile(
    rf"\b(?:the|my|that) (?:one (?:(?:on|in|at|from|for|of|with|this|next) |(?:today|tomorrow|{wording.WEEKDAY_OR_SHORT})\b)"
    rf"|(?:(?:this |next )?{wording.WEEKDAY_OR_SHORT}|\d{{1,2}}(?:st|nd|rd|th)) one\b(?! to\b))",
    re.I,
)
PART_ALONE = re.compile(r"tonight|this evening|(?:[a-z]+ )(?:evening|night)", re.I)
LED_NAME = re.compile(r"^(?:the|my|our)\s+", re.I)
ALL_ON = re.compile(r"\b(?:all|both) (?:of (?:them|it|that|these) )?(?:on|for|this|next)\b.*$", re.I)
ONLY_TIMES = re.compile(r"\W*(?:(?:and|then|also|on|at)\W*)*\|\W*", re.I)
#: "remind me to call mom at 9 | and Dan at 10": whom one reaches so, and the verb that is said once.
REACHING = re.compile(r"(call|phone|ring|text|email|message|ping|pay|chase|ask)\s+\S+", re.I)
PART_ALONE = re.compile(r"tonight|this evening|(?:[a-z]+ )(?:evening|night)", re.I)
LED_NAME = re.compile(r"^(?:the|my|our)\s+", re.I)
REACHED = re.compile(r"[A-Z]\w+")
ALL_ON = re.compile(r"\b(?:all|both) (?:of (?:them|it|that|these) )?(?:on|for|this|next)\b.*$", re.I)
#: "lemons too", and what is a new thing to do though "too" is said of it.
TOO = re.compile(
    r"\W*(?:(?:and|so|also|the|my|our)\W+)*\|(?:,? (?:is|are))?,? (?:too|as well|also)(?: (?:done|finished))?\W*", re.I
)
ORDERED = re.compile(
    r"(?:buy|get|order|fetch|bring|pack|call|ring|phone|e-?mail|text|write|send|post|pay|book|ask|tell|check|clean|wash|water|make|do|take|pick|fix|find|go|return)\b",
    re.I,
)


def continued(commands: list[Command], command: Command) -> list[Command]:
    """The commands of a sentence with a further one, which may go on from the one before, or be words on it."""
    if not commands:
        return [command]
    *before, last = commands
    if is_relative_clause(command, last):
        return [*before, dataclasses.replace(last, unheard=True)]
    if is_reminder_of(command, last):
        return [*before, with_values(last, alarm=" ".join(command.values.when))]
    last, command = reminded_too(done_too(command, last), last)
    command = with_unsaid(command, last) if is_elliptic(command, last) else on_same_days(then(command, last), last)
    command = with_noun(command, last)
    if is_more_excluded(command, last):
        return [*before, with_selector(last, excluded=(*last.selector.excluded, *excluded_names(command)))]
    return [*before, last, command]


def completed(commands: list[Command]) -> tuple[Command, ...]:
    """The commands of a whole sentence, with what was said of one that comes later."""
    return on_last_day(with_one_time(tuple(commands)))


def is_relative_clause(command: Command, last: Command) -> bool:
    """ "cancel all meetings | which Kim set up": no question, but words on those that are meant."""
    changes = last.operation in CHANGES and not re.search(r"[,.;!?]\W*$", last.text)
    return changes and command.operation == "read" and bool(RELATIVE_WORD.match(command.text))


def is_reminder_of(command: Command, last: Command) -> bool:
    """ "flight Tuesday at 6am | remind me at 3am": a reminder of nothing else is that of the event."""
    makes = (last.frame, command.frame) == (("create", "event"), ("create", "task"))
    alone = bool(command.values.when) and command.values.has_only("when")
    reminds = wording.REMIND.search(command.text) and not wording.WAKE.search(command.text)
    return bool(makes and alone and reminds and not last.values.alarm)


def reminded_too(command: Command, last: Command) -> tuple[Command, Command]:
    """The command before and this one, as they are meant: "remind me to X tomorrow at 4 | and Y at 6" reminds of both on that day, "remind me
    at 4 | and again at 6 to X" twice of the same."""
    tasks = all(c.frame == ("create", "task") for c in (command, last))
    said = command.values
    if not tasks or not (said.names and said.when) or said.list_name or not wording.REMIND.search(last.text):
        return last, command
    begun = GOES_ON.match(command.text)
    rest = command.text[begun.end() :] if begun else ""
    if (AGAIN.match(rest) or rest.startswith(said.when[0])) and last.values.has_only("when"):
        last = with_values(last, names=said.names)
        command = dataclasses.replace(command, text=f"remind me {rest}")
    elif LED_NAME.sub("", rest).startswith(said.names[0]):
        command = with_shared_verb(dataclasses.replace(command, text=f"remind me to {rest}"), last)
    elif rest.removeprefix("at ").startswith(said.when[0]):
        command = dataclasses.replace(command, text=f"remind me {rest}")
    return last, on_its_day(command, last) if rest else command


def with_shared_verb(command: Command, last: Command) -> Command:
    """ "remind me to call mom at 9 | and Dan at 10", "| and the vet at 10": Dan is to be called too."""
    verb = REACHING.fullmatch(last.values.names[0]) if last.values.names else None
    name = command.values.names[0]
    led = re.search(rf"\b(?:the|my|our)\s+(?={re.escape(name)}\b)", command.text, re.I)
    if verb is None or not (led or REACHED.fullmatch(name)):
        return command
    whom = f"{led[0] if led else ''}{name}"
    text = command.text.replace(whom, f"{verb[1]} {whom}", 1)
    return dataclasses.replace(with_values(command, names=(f"{verb[1]} {whom}",)), text=text)


def on_its_day(command: Command, last: Command) -> Command:
    """ "remind me to call Gloria tomorrow at 9 | and to text Beth at 10": the hour of the second is of the day said with the first."""
    said, before = command.values.when, last.values.when
    dated = with_clock(said[0], before) if len(said) == 1 and before and not last.values.recurrence else ""
    if dated == said[0] and len(before) == 1 and PART_ALONE.fullmatch(before[0]):
        dated = f"{before[0]} at {said[0].removeprefix('at ')}"
    if command.values.recurrence or not dated or says_day(said[0]) or not dated.endswith(said[0]):
        return command
    text = re.sub(rf"(?:\bat )?{re.escape(said[0])}(?!\w)", lambda _: dated, command.text, count=1)
    return dataclasses.replace(with_values(command, when=(dated,)), text=text)


def is_elliptic(command: Command, last: Command) -> bool:
    """ "dentist for Ruby on Monday | and for Finn on Tuesday", "yoga Monday at 6 | Wednesday at 7": what the second is called was said with
    the first."""
    made = all(c.frame == ("create", "event") for c in (command, last))
    if not made or command.values.names or not command.values.when:
        return False
    if command.values.has_only("when"):
        return bool(ONLY_TIMES.fullmatch(command.text.replace(" ".join(command.values.when), "|")))
    met = last.values.attendees or any(FOR_SOMEBODY.search(name) for name in last.values.names)
    return bool(command.values.attendees and met and ELLIPTIC.match(command.text))


def done_too(command: Command, last: Command) -> Command:
    """ "brochure done | catalogue too": that one is done as well, and no new task; "| buy eggs too" is one."""
    said = command.values.names
    new = command.frame == ("create", "task") and command.values.has_only("names")
    if last.operation != "complete" or not new or len(said) != 1 or ORDERED.match(said[0]):
        return command
    if not TOO.fullmatch(command.text.replace(said[0], "|")):
        return command
    return dataclasses.replace(command, operation="complete", selector=Selector(names=said), values=Values())


def with_unsaid(command: Command, last: Command) -> Command:
    """Such a command with what the first one has: its name, without whom it is for where that is said anew, its people and its place."""
    values, before = command.values, last.values
    names = tuple(FOR_SOMEBODY.sub("", name) for name in before.names) if values.attendees else before.names
    people, place = values.attendees or before.attendees, values.location or before.location
    return with_values(command, names=names, attendees=people, location=place)


def with_noun(command: Command, last: Command) -> Command:
    """ "move Owen's dentist to 4 | and Lily's to 5", "and the one on the 27th to 6": what is meant was said before."""
    if (such := of_such_noun(command, last)) is not command:
        return such
    changes = last.operation in CHANGES and command.operation == last.operation and last.selector.names
    owner, one = (OWNERS.match(command.text), THE_ONE.match(command.text)) if changes else (None, None)
    if owner is None and (one is None or command.selector.names or not command.selector.whens):
        return command
    before = last.selector.names[0]
    noun = OWNED.sub("", before)
    timed = owner is None or any(owner[1] in when for when in command.selector.whens)
    name = before if timed or owner is None else f"{owner[1]}'s {noun}"
    people = () if owner and owner[1] in command.selector.attendees else command.selector.attendees
    return with_selector(command, names=(name,), attendees=people, referent=None)


def of_such_noun(command: Command, last: Command) -> Command:
    """ "a haircut on the 17th | and take the one on the 29th off": the haircut of that day; other commands as they are."""
    selector, names = command.selector, last.names if last.operation in ("create", *CHANGES) else ()
    kind = last.selector.kind if not names else None
    told = selector.whens or selector.attendees or selector.places
    bare = not (selector.names or selector.list_name or selector.referent or selector.picked or selector.takes_place)
    noun = len(names) == 1 or (kind and not selector.kind)
    if command.operation not in CHANGES or not (noun and told and bare and SUCH_ONE.search(command.text)):
        return command
    return with_selector(dataclasses.replace(command, object=last.object), names=names, kind=kind or selector.kind)


def says_day(phrase: str) -> bool:
    """No mere hour or part of a day."""
    read = read_time(phrase, ANY_TIME)
    return read is None or read.day_said or not read.time_said


def on_same_days(command: Command, last: Command) -> Command:
    """ "we're away from Friday to Sunday | cancel yoga on those days": the times that were said before, where no others are."""
    phrases = last.values.when or last.selector.whens
    said = command.values.when if command.operation == "create" else command.selector.whens
    then = last.asks == "free" and [when.casefold() for when in said] == ["then"]  # "am I free at 11? | book it then"
    times = tuple((not then and day_words(when)) or when for when in phrases if says_day(when))
    if command.selector.referent is Referent.IT and not said:  # "move it to five then"
        return command
    if said and all(map(THAT_DAY.fullmatch, said)):  # the day of what is done before, which need not be said
        return command
    if not times or not SAME_DAYS.search(command.text) or not all(SAME_DAYS.fullmatch(when) for when in said):
        return command
    if THAT_WEEK.search(command.text):  # of a day: all the week around it
        times = tuple(f"week of {t}" if (r := read_time(t, ANY_TIME)) and r.grain == "day" else t for t in times)
    if command.operation == "create":
        return with_values(command, when=times)
    return with_selector(command, whens=times)


def then(command: Command, last: Command) -> Command:
    """ "physio on the 30th at 9 | and lunch | that day at 12 |": on the day that was said with the one before; "that day" alone need not be said."""
    of_new = command.operation == "create"
    phrase = " ".join(command.values.when if of_new else command.selector.whens)
    days = tuple(day_words(when) or when for when in (*last.values.when, *last.selector.whens) if says_day(when))
    named = command.operation in CHANGES and bool(command.selector.names)
    meant = None if THAT_DAY.fullmatch(phrase) else of_day_before(phrase, days, named)
    if meant is None:
        return command
    command = dataclasses.replace(command, text=command.text.replace(phrase, meant))
    return with_values(command, when=(meant,)) if of_new else with_selector(command, whens=(meant,))


def of_day_before(phrase: str, before: tuple[str, ...], named: bool) -> str | None:
    """ "that night", "the same day at 12", after "on the 3rd of October": of that day; None where no one day was said before. What is `named`
    is found by its day alone: a tea at half past five is that night's, too."""
    found = THEN.search(phrase)
    for time in before if found else ():
        read = read_time(time, ANY_TIME)
        part = "" if found is None or (named and found[0] == phrase) else found["part"] or ""
        meant = " ".join(THEN.sub(f"{time} {part}", phrase, count=1).split())
        if read is not None and read.grain == "day" and read_time(meant, ANY_TIME) is not None:
            return meant
    return None


def with_one_time(commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """ "no yoga | and no spin next week", "I'm away this weekend | so no gym | and no call with mum", "Mark's working Friday, | date night's
    off": the time that is said once is that of all that is not to be."""
    reasons = [at for at, c in enumerate(commands) if c.operation == "create" and c.values.has_only("when")]
    none = [
        at for at, c in enumerate(commands) if c.operation == "delete" and (NONE.match(c.text) or at - 1 in reasons)
    ]
    said = {commands[at].selector.whens for at in none} - {()}
    before = commands[none[0] - 1] if none and none[0] else None
    told = before is not None and before.frame == ("create", "event")
    if told and before and not said:
        said = {tuple((day_words(when) or when).strip(" ,") for when in before.values.when if says_day(when))} - {()}
    if len(said) != 1 or not (told or commands[none[-1]].selector.whens):
        return commands
    (whens,) = said
    return tuple(with_selector(c, whens=whens) if at in none else c for at, c in enumerate(commands))


def on_last_day(commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """ "coffee at 9 | and a call at 10 tomorrow": a day after the last hour is that of those before, where they say none."""
    if commands and (all_on := ALL_ON.search(commands[-1].text)):  # "gym 6pm - all on Thursday"
        *before, last = commands
        shared = last.values.when[-1] if len(last.values.when) > 1 else ""
        if shared and shared in all_on[0] and all(c.operation == "create" and len(c.values.when) < 2 for c in before):
            return (*(with_values(c, when=(shared, *c.values.when)) for c in before), last)
    made = [c for c in commands if c.frame == ("create", "event")]
    phrases = [c.values.when[0] for c in made if len(c.values.when) == 1]
    if len(phrases) != len(commands) or len(phrases) < 2:
        return commands
    day, times = day_words(phrases[-1]), [read_time(phrase, ANY_TIME) for phrase in phrases]
    clocks = all(time is not None and time.time_said for time in times)
    alone = not any(time is None or time.day_said for time in times[:-1])
    if not (day and clocks and alone and phrases[-1].endswith(day) and day != phrases[-1]):
        return commands
    dated = (with_clock(phrase, (phrases[-1],)) for phrase in phrases[:-1])
    return (*(with_values(c, when=(when,)) for c, when in zip(commands, dated, strict=False)), commands[-1])


def is_more_excluded(command: Command, last: Command) -> bool:
    """ "except the review | and the coffee with Ines", "except | what is on the school calendar": a clause without a verb of its own goes
    on naming what stays."""
    if command.operation == "read":
        return last.operation in CHANGES and bool(EXCEPT_LAST.search(last.text) or EXCEPT_FIRST.match(command.text))
    goes_on = command.operation == last.operation and CONTINUED.match(command.text)
    return bool(last.selector.excluded and goes_on)


def excluded_names(command: Command) -> tuple[str, ...]:
    """What such a clause names, a person with the thing."""
    selector = command.selector
    together = " ".join((*selector.names, *selector.attendees))
    return (*selector.excluded, *(name for name in (together, selector.list_name) if name))
