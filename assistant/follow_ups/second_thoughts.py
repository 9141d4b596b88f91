"""An order said otherwise, while it waits for an answer, is planned or was just carried out: another hour, another length, another of its times, "not
Friday, Thursday" (policy 24)."""

import dataclasses
import re

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
from assistant.follow_ups import cues
from assistant.follow_ups.amounts import says_length, shifted_so_far
from assistant.follow_ups.once_more import are_days, day_of
from assistant.follow_ups.questions import near_day, next_of, step
from assistant.follow_ups.revision import calling
from assistant.follow_ups.turn import Turn
from assistant.interpretation import says_since
from assistant.plan import Plan
from assistant.resolution.matching import content, holds, words_of
from assistant.schema import CHANGES
from assistant.temporal.carried import ANY_TIME, day_words, with_said
from assistant.temporal.reading import read_time
from assistant.temporal.values import Setting
from assistant.wording import END_KEPT

#: "not this week, next week", "not this one but the next".
NOT_BUT = re.compile(
    r"\W*(?:(?:no|oh|sorry|actually|wait)\W+)*not\s+(?:on\s+)?(?P<no>[^,;–—]+?)\s*(?:[,;–—]+|\bbut\b|(?= (?:the|my|our) ))\s*(?:but\s+|rather\s+|on\s+)?(?P<yes>\S.*?)[\s.!]*",
    re.I,
)
#: "make it brie instead of cheese", "Thursday not Friday".
RATHER_THAN = re.compile(
    r"\W*(?:(?:no|oh|and|but|sorry|actually|wait|make (?:it|that|this))\W+)*(?P<yes>[^,;–—]+?)\s*(?:,\s*)?\b(?:instead of|rather than|not)\s+(?:on\s+)?(?P<no>[^,;–—]+?)[\s.!]*",
    re.I,
)
#: "but | not Gary", "maybe | not Gary": nothing stands in the place of what is denied.
SAYS_NONE = re.compile(
    r"(?:\W*(?:and|but|or|oh|ok(?:ay)?|yes|so|then|well|just|only|maybe|perhaps|probably|definitely|certainly|preferably|better|please|though|it['’]?s|it is|that['’]?s|that is|is|i['’]d|i would|why|if)\b)+\W*",
    re.I,
)
#: "the dentist", a name with no further "not".
THING = re.compile(r"(?:the|my|our) ((?:(?!not\b)[\w'’:&-]+ ?)+)", re.I)
NEXT_ONE = re.compile(r"(?:the )?(?:next|following)(?: one| time)?|the (?:one|time) after(?: that| this)?", re.I)
OF_DAY = re.compile(r"(?:the )?(?!(?:first|second|third|fourth|fifth)\b)(\S.*?)(?:['’]s)? one", re.I)
#: "the 20th".
DATE = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)", re.I)
NEAR_DAY = re.compile(r"\b(?:today|tonight|tomorrow)\b", re.I)
#: "8, I mean".
MEANT = re.compile(r"\b(?:i mean|i meant|rather|instead)\W*$", re.I)
#: "no, Thursday was fine, make it 1", "keep Thursday but at 1".
DAY_KEPT = re.compile(
    rf"{cues.SPARING}(?:(?:keep|leave) (?:(?:it|that) )?(?:on )?(?!(?:the )?(?:same )?(?:day|date)\b)(?:the )?(?P<kept>\S+?(?: \S+)??)"
    r"|(?!(?:the )?(?:day|date)\b)(?:the )?(?P<fine>\S+?(?: \S+)??)(?: is| was|['’]s) (?:fine|ok(?:ay)?|good|right|alright|all right|great))"
    r",? (?:(?:but|and|just|only|so) )*(?:(?:make (?:it|that)|move it to|do|at|to|for) )+(?P<hour>\S.*?)(?: (?:instead|though|please))?[\s.!]*",
    re.I,
)
#: "no, leave it on Thursday", "keep the day but make it 3".
KEPT_AT = re.compile(
    rf"{cues.SPARING}(?:keep|leave) (?:(?:it|that|this) (?:on|at|in)|the (?:same )?(?:day|date|time|hour)\W+(?:but|and))\b",
    re.I,
)


def just_once(turn: Turn) -> Command | None:
    """ "no, just this one", "just the 16th actually", of a change that was to last ("from June 16 on the call is at 6"): that day's alone; the
    16th is no new day."""
    last, values, whens = turn.last, turn.command.values, turn.last.selector.whens
    if last.scope not in (Scope.ALL, Scope.FUTURE) or last.operation not in CHANGES:
        return None
    if whens and cues.SCOPES[0][0].fullmatch(turn.text):
        day = step("day", 0, whens, turn.setting) if says_since(whens) else None
        one = with_selector(last, whens=(f"from {day}",), number=Number.NEXT) if day else last
        return dataclasses.replace(one, scope=Scope.ONE)
    day_alone = turn.command.selector == Selector() and values == Values(when=values.when) and are_days(values.when)
    if not (cues.ONLY.match(turn.text) and day_alone) or (last.values.when and are_days(last.values.when)):
        return None
    return dataclasses.replace(with_selector(of_some_times(last), whens=values.when), scope=Scope.ONE)


def made_into(command: Command, text: str) -> Command:
    """ "make it dinner at 7" after "when's lunch with Ana": that gets another name, and no dinner is meant that is there already."""
    selector, values, made = command.selector, command.values, cues.MAKE_IT.match(text)
    names, when = selector.names or values.names, selector.whens or values.when
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
    told = cues.CORRECTS.match(text) or MEANT.search(text) or says_length(text, far)
    if told and (shifted := shifted_so_far(command, text, last)) is not None:
        return said_so(shifted, last.values.shift or "", shifted.values.shift or "")
    whens = command.selector.whens or command.values.when
    if not (told and whens and is_of_same_form(" ".join(whens), " ".join(last.values.when))) or cues.ONE.search(text):
        return None
    return retimed(last, whens)


def next_of_it(now: str, last: Command) -> Command | None:
    """ "not this one, the next", "not this week, next week", of that which repeats, whatever day was said of it."""
    if NEXT_ONE.fullmatch(now):
        return next_of(last) if last.selector.is_described else None
    if read_time(now, ANY_TIME) is None:
        return None
    return dataclasses.replace(with_selector(last, whens=(now,), number=Number.ONE), scope=Scope.ONE)


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
    if found is None or last.operation not in (*CHANGES, "create", "read"):
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


def another_days(command: Command, text: str, last: Command) -> Command | None:
    """ "sorry, Tuesday's" after "move the shift on Monday to 8": that of Tuesday, which goes to no other day."""
    whens, own = command.values.when, cues.POSSESSIVE.search(text.strip(" .!"))
    bare = whens and command.values.has_only("when") and last.operation in CHANGES
    if not (own and bare and cues.CORRECTS.match(text)):
        return None
    return with_selector(last, whens=with_said(whens, last.selector.whens), picked=(), untouched=())


def kept_at(command: Command, text: str, earlier: tuple[Command, ...]) -> tuple[Command, ...] | None:
    """ "leave it on Thursday but at 6" after "move the haircut to Friday": its own day; "keep the day but make it 3": the hour alone."""
    selector, at = command.selector, next((at for at, c in enumerate(earlier) if c.values.when), None)
    whens = (*selector.whens, *command.values.when)
    if not KEPT_AT.match(text) or at is None or not whens or selector.names or earlier[at].operation != "update":
        return None
    before = whens[:-1] or earlier[-1].values.when
    said = with_said(whens[-1:], before)
    if said == whens and (time := read_time(" ".join(said), ANY_TIME)) and not time.time_said:  # the hour said since
        hour = with_said(before, whens)
        said = hour if hour != before else said
    later = (c for c in earlier[at + 1 :] if not (c.selector.referent is Referent.IT and c.values.has_only("when")))
    return (*earlier[:at], retimed(earlier[at], said), *later)


def day_kept(text: str) -> tuple[str, str] | None:
    """(the day, the hour) of "no, Thursday was fine, make it 1", "keep Thursday but at 1"; None of other words."""
    said = DAY_KEPT.fullmatch(text)
    day, hour = (said["kept"] or said["fine"], said["hour"]) if said else ("", "")
    kept, new = (read_time(words, ANY_TIME) if words else None for words in (day, hour))
    dated = kept is not None and kept.day_said and not kept.time_said
    return (day, hour) if dated and new is not None and new.time_said and not new.day_said else None


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


def with_day_kept(turn: Turn) -> tuple[Command, ...] | None:
    """The plan with that day in place of another one that it moved a thing to; None where no day is kept."""
    whens = on_day_kept(turn.text, turn.conversation.plan, turn.setting)
    at = next((at for at, c in enumerate(turn.earlier) if c.values.when or c.values.shift), None)
    if not whens or at is None or turn.earlier[at].operation not in ("create", "update"):
        return None
    moved = with_values(retimed(turn.earlier[at], whens), shift=None)
    return (*turn.earlier[:at], moved, *(c for c in turn.earlier[at + 1 :] if c.selector.referent is not Referent.IT))


def with_end_kept(turn: Turn) -> tuple[Command, ...] | None:
    """ "keep the end the same", "same end time" after "move the shift to 7": its start alone moves, as if that had been said with it."""
    moves = (at for at, c in enumerate(turn.earlier) if c.operation == "update" and (c.values.when or c.values.shift))
    at, bare = max(moves, default=None), turn.command.values.is_empty and not turn.command.selector.is_described
    if at is None or not (bare and END_KEPT.search(turn.text)):
        return None
    kept = dataclasses.replace(turn.earlier[at], text=f"{turn.earlier[at].text}, {turn.text}")
    return (*turn.earlier[:at], kept, *turn.earlier[at + 1 :])


def said_anew(before: str, now: str, whens: tuple[str, ...]) -> tuple[str, ...] | None:
    """These times with other words for a part of theirs, "20th of November" where "the 20th" is said for the 13th; None where they say no such
    thing."""
    old, new, phrase = DATE.fullmatch(before), DATE.fullmatch(now), " ".join(whens)
    day = day_words(phrase) or ""
    then = re.sub(rf"\b{old[1]}(?:st|nd|rd|th)?\b", new[0].removeprefix("the "), day, count=1) if old and new else day
    if then != day and read_time(then, ANY_TIME) is not None:
        return (phrase.replace(day, then, 1),)
    return with_said((now,), whens) if says_same(before, whens) else None


def says_same(words: str, whens: tuple[str, ...]) -> bool:
    """The words are among those of these times: "this Friday" of "Friday at 3"."""
    said = set(words_of(words)) - {"this", "next", "the", "on", "at"}
    return bool(said) and said <= set(words_of(" ".join(whens)))


def is_of_same_form(now: str, before: str) -> bool:
    """Both say a day to which something is moved: "no, Sunday at 10" after "to Saturday"; the 28th rather finds another one."""
    new, old = read_time(now, ANY_TIME), read_time(before, ANY_TIME) if before else None
    if new is None or old is None or not (new.day_said and old.day_said):
        return False
    near = NEAR_DAY.search(before)  # "monday" after "to 8 tomorrow"
    return new.time_said or (new.bare_weekday is not None and (old.bare_weekday is not None or bool(near)))


def retimed(last: Command, whens: tuple[str, ...]) -> Command:
    """The order with another new time, and its sentence, from which the choices of a question are made, with it."""
    when = with_said(whens, last.values.when)
    return said_so(with_values(last, when=when), " ".join(last.values.when), " ".join(when))


def said_so(command: Command, before: str, now: str) -> Command:
    """The command with these words of its sentence said anew."""
    return dataclasses.replace(command, text=command.text.replace(before, now, 1) if before else command.text)
