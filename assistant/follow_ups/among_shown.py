"""Ways to take up the rows that were answered, offered or planned, of which some were talked of since: "and the last one to 5", "no, the first", "the other
one", "and delete the rest" (policy 24)."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import timedelta

from assistant.commands import Command, Number, Referent, Selector, Values, at_place, with_selector, with_values
from assistant.conversation import Commands, Conversation, Turn
from assistant.follow_ups import cues
from assistant.follow_ups.next_periods import near_day, step
from assistant.follow_ups.once_more import are_days, day_of
from assistant.follow_ups.questions import AND_NEXT, GETTING
from assistant.plan import Plan, Question
from assistant.resolution.clashes import asks_for_clashes
from assistant.schema import CHANGES
from assistant.selectors import number_of
from assistant.temporal.carried import ANY_TIME, with_said
from assistant.temporal.reading import read_time
from assistant.temporal.values import Setting
from assistant.wording import BY_LENGTH, LAST_WORDS, ORDINALS, RANKED_ONE, UNTIL_WHEN
from models.rows import Event, Task

#: "and the one before that", "and the one after it too".
BESIDE = cues.led(
    r"the one (?:(before)|after)(?: (?:that|this|it))?(?: one)?(?: too| as well)?\W*", "and|also|plus|then"
)
CAN_GO = re.compile(r"\b(?:can|should|must|has to) go\b", re.I)
#: "and the second to Friday", "then the third at noon".
TO_ANOTHER = cues.led(
    rf"the (?P<place>{'|'.join((*filter(str.isalpha, ORDINALS), *LAST_WORDS))})(?: one)? (?:to|at|for) (?P<when>\S.*?)(?: (?:too|please))?\W*"
)
#: "and delete the rest", "push the others to Friday".
THE_REST = cues.led(
    rf"(?:\w+(?: off| out)? )?(?:the (?:rest|others|other ones|remaining(?: ones)?)|all the (?:rest|others)|everything else)(?: of (?:them|those))?(?: (?:off|out|too|as well|as done|done|to|by|back|{UNTIL_WHEN})\b.*)?\W*"
)
#: "cancel both", of two that clash.
BOTH = re.compile(r"\bboth\b", re.I)
#: So many of a series are told.
SOME = 5
#: "when are the others", "what days are the other ones".
WHEN_OTHERS = cues.led(
    r"(?:when|(?:on )?(?:what|which) (?:days?|dates?))(?:['’]?re| are)(?: all)? (?:the|its) (?:others?|other ones|rest|remaining ones|ones (?:that are )?left)(?: of (?:them|it|those))?(?: (?:then|now))?\W*"
)
#: "when's the next one", "when is the next one after tonight", "so next one's the 21st?".
NEXT_OF_IT = cues.led(
    r"(?:when(?:['’]?s| is| will be) (?:the|my|its) next(?: one| time)?(?: after (?:(?P<day>today|tonight|tomorrow)|that|this|it)(?:['’]s)?(?: one)?)?\W*"
    r"|(?:the )?next (?:one|time)(?:['’]?s| is)?(?: on)? (?:the )?\S[^?]*\?+\s*|is (?:the )?next (?:one|time) (?:on )?\S[^?]*\?+\s*)"
)
THAT_IS_WRONG = re.compile(r"\W*(?:no\W+)?not (?:that|this) one\b\W+(?:i meant?\W+)?(?:the|my)\b(?! other)", re.I)


def picked(selector: Selector, listed: Sequence[str], focus: Sequence[str] = ()) -> tuple[str, ...]:
    """The keys of `listed` at the place that is said, "the next one" after the `focus`; none where none is said."""
    if not (listed and selector.is_ranked):
        return ()
    if selector.number in BY_LENGTH.values() and not selector.ordinal:
        return tuple(listed)
    if selector.number is not Number.NEXT or selector.ordinal:
        return at_place(selector, listed) or ()
    after = [at + 1 for at, key in enumerate(listed) if key in focus]
    return tuple(listed[after[-1] :][: selector.count or 1]) if after else ()


def next_of_asked(command: Command, last: Command | None, conversation: Conversation) -> Command:
    """ "add Ana to the next one" after "who is on the committee": the next committee; other commands as they are."""
    asked = last.selector if last is not None and last.operation == "read" and conversation.answered else Selector()
    one = len(asked.names) == 1 or (len(asked.attendees) == 1 and not asked.names)
    ranked = command.operation in CHANGES and RANKED_ONE.search(command.text) and not command.selector.is_described
    if last is None or not (one and ranked and command.selector.number is Number.NEXT):
        return command
    names = tuple(GETTING.sub("", name) for name in asked.names)
    found_by = dataclasses.replace(command, object="event")
    return with_selector(found_by, names=names, attendees=asked.attendees, referent=None)


def next_of_done(text: str, plan: Plan | None, setting: Setting) -> Command | None:
    """ "when's the next one", "so the next one's the 21st?", after a series was made or changed, or one of its times: its next, the one after that
    time."""
    said = NEXT_OF_IT.fullmatch(text)
    rows = [effect.row for effect in plan.effects if isinstance(effect.row, Event)] if plan is not None and said else []
    times = [row for row in rows if row.is_series or row.recurrence_id]
    if said is None or len(times) != len(rows) or len({row.summary for row in times}) != 1:
        return None
    day = day_of(times[-1], setting) if times[-1].recurrence_id else None
    if said["day"]:
        day = setting.now.date() + timedelta(days=said["day"].lower() == "tomorrow")
    whens = (f"from {near_day(day + timedelta(days=1), setting)}",) if day else ()
    selector = Selector(names=(times[0].summary,), whens=whens, number=Number.NEXT)
    return Command("read", "event", "when", selector, text=text)


def of_done(text: str, plan: Plan | None, setting: Setting) -> Command | None:
    """What is asked of the series that was changed: its next, or all the others."""
    return next_of_done(text, plan, setting) or others_of_done(text, plan)


def others_of_done(text: str, plan: Plan | None) -> Command | None:
    """ "when are the others", after one time of a series went or was changed: the next that there are of it still."""
    rows = [effect.row for effect in plan.effects] if plan is not None and WHEN_OTHERS.fullmatch(text) else []
    times = {row.summary for row in rows if isinstance(row, Event) and (row.is_series or row.recurrence_id)}
    if len(times) != 1 or len({row.uid for row in rows if isinstance(row, Event)}) != 1:
        return None
    some = Selector(names=(times.pop(),), number=Number.NEXT, count=SOME)
    return Command("read", "event", "when", some, text=text)


def offered(question: Question | None) -> tuple[str, ...]:
    """The keys of the things that were offered one by one, of which one was picked."""
    choices = question.choices if question is not None else ()
    each = (c.commands[-1].selector.picked for c in choices if c.commands)
    return tuple(keys[0] for keys in each if len(keys) == 1)


def next_to(text: str, listed: Sequence[str], focus: Sequence[str]) -> tuple[str, ...]:
    """ "and the one before that", "and the one after it": beside those of an answer that were talked of."""
    said, at = BESIDE.fullmatch(text), [place for place, key in enumerate(listed) if key in focus]
    if said is None or not at:
        return ()
    return tuple(listed[max(at[0] - 1, 0) : at[0]] if said[1] else listed[at[-1] + 1 : at[-1] + 2])


def ranked_anew(
    command: Command, text: str, earlier: Commands, keys: tuple[str, ...], answered: bool
) -> Commands | None:
    """The commands about the things of these keys in place of, or beside, those that were talked of; None where none are meant."""
    last, own = earlier[-1], says_change(command, text)
    rank = command.selector.number if command.selector.number in BY_LENGTH.values() else Number.ONE
    selector = Selector(picked=keys, number=rank)
    if answered:
        asks_on = cues.FRAGMENT.match(text) and not cues.OWN_VERB.search(text) and command.operation == "read"
        return (dataclasses.replace(last if asks_on else command, selector=selector, text=text),)
    if last.operation not in CHANGES or not (own or cues.is_fragment(text)):
        return None
    other = dataclasses.replace(command if own else last, selector=selector)
    instead = says_instead(text) or not (own or cues.ALSO.match(text) or cues.TOO.search(text))
    return (*earlier[:-1], other) if instead else (*earlier, other)


def says_instead(text: str) -> bool:
    """ "no, the second one", "the last one instead": that one, and not the one before."""
    return bool(cues.CORRECTS.match(text) or cues.INSTEAD.search(text))


def says_change(command: Command, text: str) -> bool:
    """It says itself what is to be done: "move the last one to 9", "the second to noon"."""
    if command.operation == "update":
        return not command.values.is_empty
    return command.operation in CHANGES and bool(cues.OWN_VERB.search(text) or CAN_GO.search(text))


def to_another(turn: Turn) -> Command:
    """ "and the second to Friday", "then the third at noon", after the first was moved: where that one goes, whatever its words were taken for."""
    said, last = TO_ANOTHER.fullmatch(turn.text), turn.last
    moved = last.operation == "update" and (last.values.when or last.values.shift)
    if not (said and moved and read_time(said["when"], ANY_TIME)):
        return turn.command
    number, _, ordinal = number_of((said["place"],), False)
    update = dataclasses.replace(turn.command, operation="update", object=last.object, asks=None, end_alone=False)
    selector, values = Selector(number=number, ordinal=ordinal), Values(when=(said["when"],))
    return dataclasses.replace(update, selector=selector, values=values)


def another_listed(turn: Turn) -> Commands | None:
    """ "and the last", "no, the first": another of the things that an answer listed, of which one was talked of since."""
    conversation, said = turn.conversation, cues.NUMBERED.fullmatch(turn.text)
    among = offered(conversation.offered) if turn.is_planned else ()
    if turn.is_planned and not (among or conversation.shown) and (apart := of_planned(turn)):
        return apart
    shown = among or conversation.shown
    command = to_another(turn) if shown else turn.command
    if said and said[1].isalpha():  # no date, where things were listed
        command = Command("read", command.object, turn.last.asks, Selector(ordinal=ORDINALS[said[1].lower()]))
    changes = conversation.answered and command.operation in CHANGES  # the same once its plan is talked of
    listed = among or conversation.listed or (conversation.focus if changes else ())
    keys = picked(command.selector, listed, conversation.focus)
    if shown and turn.is_planned and (near := next_to(turn.text, listed, conversation.focus)):
        command, keys = Command("read", command.object), near
    if not keys and turn.is_planned and shown and command.selector.is_ranked:
        return (*turn.earlier, command) if says_change(command, turn.text) else None  # of fewer: it is asked which
    return ranked_anew(command, turn.text, turn.earlier, keys, conversation.answered) if keys else None


def of_planned(turn: Turn) -> Commands | None:
    """ "and the last one to 5" after "push my meetings tomorrow an hour": that one of the several rows of the plan goes there instead."""
    command, last = to_another(turn), turn.last
    keys = picked(command.selector, turn.conversation.focus)
    several = all(c.operation in CHANGES for c in turn.earlier) and len(turn.conversation.focus) > len(keys)
    if not (keys and several and says_change(command, turn.text)):
        return None
    anew = last.operation == "delete" or command.values.when or command.values.shift
    if len(turn.earlier) > 1 or not anew:
        return (*turn.earlier, dataclasses.replace(command, selector=Selector(picked=keys)))
    others = with_selector(last, untouched=(*last.selector.untouched, *keys))
    names = last.selector.names if len(last.selector.names) == 1 else ()
    return others, dataclasses.replace(command, selector=Selector(names=names, picked=keys))


def next_too(turn: Turn) -> Commands | None:
    """ "and the next one too" after "push standup on Tuesday back an hour": the first after that day, and not the same one where it goes to
    Friday."""
    since = with_time_since(turn.earlier) if AND_NEXT.fullmatch(turn.text) else None
    last = of_thing(since, turn.conversation, turn.setting)
    if last is None or last.operation not in CHANGES or not last.selector.whens:
        return None
    said = last.selector
    one = len(said.names) == 1 or (said.attendees and not said.names)  # "cancel Priya on Friday"
    later = step("day", 1, said.whens, turn.setting) if one else None
    further = with_selector(last, whens=(f"from {later}",), number=Number.NEXT, referent=Referent.OTHER)
    return (*turn.earlier, further) if later else None


def of_thing(last: Command | None, conversation: Conversation, setting: Setting) -> Command | None:
    """ "cancel it", after Monday's yoga was told, as of the yoga of that day, after which "the one after" comes; other commands as they are."""
    plan = conversation.plan or conversation.just_done
    row = plan.effects[0].before if plan is not None and len(plan.effects) == 1 else None
    day, bare = day_of(row, setting), last is not None and last.selector == Selector(referent=Referent.IT)
    if last is None or day is None or not bare or not isinstance(row, Event | Task):
        return last
    return with_selector(last, names=(row.summary,), whens=(near_day(day, setting),), referent=None)


def told_of_gone(conversation: Conversation, setting: Setting) -> Conversation:
    """The conversation with "cancel it", "cancel the nets", of which a time of a series went, as of the one of that day, so that others go like it."""
    plan, last = conversation.just_done, conversation.done[-1]
    if plan is None or last.operation != "delete":
        return conversation
    found, before = last.selector, plan.effects[0].before if len(plan.effects) == 1 else None
    named = found == Selector(names=found.names, plural=found.plural)
    if named and isinstance(before, Event) and before.recurrence_id:
        last = with_selector(last, names=(), plural=False, referent=Referent.IT)
    that = (of_thing(last, conversation, setting) or last,)
    return dataclasses.replace(conversation, done=conversation.done[:-1] + that, thread=conversation.thread[:-1] + that)


def with_time_since(earlier: Commands) -> Command | None:
    """ "no, Friday", "make it 5", after "move piano on Wednesday to Thursday": that order with the day, or the hour, said since; None where something
    else was said of it."""
    found = next((command for command in earlier[::-1] if command.selector.referent is not Referent.IT), earlier[-1])
    if found is earlier[-1]:
        return found
    before, since = found.values, earlier[-1].values
    if not (before.has_only("when") and since.has_only("when")):
        return None
    day, hour = (since.when, before.when) if are_days(since.when) else (before.when, since.when)
    return with_values(found, when=with_said(day, hour) if are_days(day) else since.when)


def ranked_of_shown(commands: Commands, conversation: Conversation) -> Commands:
    """ "move the physio to 9 and the last one to 8" after "what's on Friday": the last of Friday's; "the first review, and the last one" are
    of the reviews."""
    made = list[Command]()
    for command in commands:
        keys = picked(command.selector, conversation.shown)
        before = made[-1].selector if made else Selector()
        of_kind = before.ordinal or before.number is not Number.ONE
        meant = keys and not of_kind and says_change(command, command.text)
        made.append(dataclasses.replace(command, selector=Selector(picked=keys)) if meant else command)
    return tuple(made)


def about_other_one(turn: Turn) -> Commands | None:
    """ "no, the other one" in the place of the first, "and the other one" beside it."""
    other = other_one(turn)
    changes = says_change(turn.command, turn.text) and not says_instead(turn.text)
    adds = cues.ALSO.match(turn.text) or cues.TOO.search(turn.text) or changes
    if other is None or not (turn.is_planned and adds):
        return turn.instead(other)
    return (*turn.earlier, other)


def other_one(turn: Turn) -> Command | None:
    """ "the other one": what the last command was about, but for the rows last talked of; with the new values that are said now."""
    command, last = turn.command, turn.last
    asks = {command.operation, last.operation} == {"read"} and command.selector == Selector(referent=Referent.OTHER)
    if command.selector.referent is not Referent.OTHER or not (asks or last.operation in CHANGES):
        return None
    if THAT_IS_WRONG.match(command.text):  # "not that one, the coffee"
        return None
    if command.selector.number is Number.NEXT and command.selector.whens:  # "and the one after to 8"
        return command
    if command.operation in CHANGES and (command.operation != "update" or not command.values.is_empty):
        last = dataclasses.replace(command, selector=last.selector)
    said = tuple(re.sub(r"^other\s+", "", n, flags=re.I) for n in command.selector.names)
    names = said or last.selector.names
    if not (said or asks):  # "the budget review": another review
        names = tuple(name.split()[-1] for name in names)
    if asks:  # "and the other one?", "where's the other one?"
        last = with_selector(last, ordinal=None, number=Number.FIRST)
        last = dataclasses.replace(last, asks=last.asks if command.asks == "what" else command.asks)
    others = left_of(turn.conversation)
    if not said and others:  # of several, the one that is called as that
        called = names if len(others) > 1 else ()
        selector = Selector(names=called, picked=others, referent=Referent.OTHER)
        return dataclasses.replace(last, selector=selector, text=command.text)
    if not names and not last.selector.attendees and not last.selector.kind:  # of those that were answered
        return dataclasses.replace(last, selector=Selector(referent=Referent.OTHER))
    whens = command.selector.whens or last.selector.whens  # "sorry, the other one, Monday"
    return with_selector(last, names=names, whens=whens, referent=Referent.OTHER, picked=())


def left_of(conversation: Conversation) -> tuple[str, ...]:
    """Those of an answer that were not talked of since; none where something else was."""
    listed, focus = conversation.listed, conversation.focus
    since = {*focus, *conversation.dealt_with}
    return tuple(named for named in listed if named not in since) if set(focus) <= set(listed) else ()


def sparing_asked(command: Command, text: str, conversation: Conversation) -> Command:
    """ "cancel all of those" after "what clashes with the trip": what runs into the trip, and never the trip, which was told with it."""
    last = conversation.commands[-1:] if conversation.answered else ()
    those = command.selector.referent is Referent.THEM or command.selector.number is Number.ALL
    if not (last and those) or command.operation not in CHANGES or command.selector.is_described or BOTH.search(text):
        return command
    names = last[0].selector.names if last[0].operation == "read" and asks_for_clashes(last[0]) else ()
    if not names or last[0].selector.referent is not None:
        return command
    excluded = (*command.selector.excluded, *names)
    return with_selector(command, excluded=excluded, referent=Referent.THEM, kind=None, number=Number.ALL)


def the_rest(command: Command, text: str, conversation: Conversation) -> Command | None:
    """ "and delete the rest" after "tick off the first two" of those that were answered: the others of these."""
    others, before = left_of(conversation), (*conversation.done, *conversation.planned)
    if not (others and before and THE_REST.fullmatch(text) and before[-1].operation in CHANGES):
        return None
    order = command if command.operation in CHANGES and cues.OWN_VERB.search(text) else before[-1]
    return dataclasses.replace(order, selector=Selector(picked=others, number=Number.ALL), text=text)
