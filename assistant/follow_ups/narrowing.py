"""Of several things that a plan changes, or that were offered, those that a further sentence names stay as they are, or change alone: "not today's",
"leave the 9:45 one", "only the first two"; of what was carried out they are again as they were: "not the call", "put the second one back" (policies
14 and 24)."""

import dataclasses
import re
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime

from assistant import wording
from assistant.commands import Command, Number, Selector, with_selector
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.corrections import LEFT_OUT, less_made, only_made
from assistant.follow_ups.known_names import said_by_name
from assistant.follow_ups.more_times import of_fewer_days, of_more_times
from assistant.follow_ups.named_rows import is_back_then, told_back
from assistant.follow_ups.orders_planned import orders_left
from assistant.follow_ups.people import is_guest_still, only_guests
from assistant.marks.left_over import ORDER
from assistant.nouns import WORD, is_kind_word, kind_of
from assistant.plan import Effect, Plan
from assistant.resolution.context import Context, Target, key
from assistant.resolution.exclusion import PLACE_WORDS, PRONOUN, at_time, spared
from assistant.resolution.kinds import KINDS
from assistant.resolution.matching import content, holds, is_person, words_of
from assistant.resolution.reference import targets_of_key
from assistant.resolution.warnings import warned
from assistant.schema import CHANGES
from assistant.temporal.reading import MEALS
from assistant.temporal.values import Purpose
from assistant.timespan import is_all_day, occupied, start_of
from assistant.wording import WEEKDAY_OR_SHORT
from models.changes import RowChange
from models.rows import Event, Row, Task

AS_IT_IS = r"(?:\s+(?:alone|be|out|in|on|please|sorry|actually|though|either|too|also|as well|after all|as (?:it is|they are|is)|(?:where|how) (?:it is|they are)))*"
THE_OTHER = cues.led(r"the other(?: one)?\W*")
ONES = re.compile(r"\s+ones?$", re.I)
#: "the one after", "the earlier one", of two.
OF_TWO = re.compile(
    rf"{wording.ONE_AFTER}|the {wording.EARLIER_OR_LATER}(?: one)?|(the (?:previous one|one before)(?: (?:that|this))?)",
    re.I,
)
#: "no, just this one", of several times of one series: the nearest.
THIS_ONE = re.compile(r"this(?: one)?(?: time)?", re.I)
#: "the first one", of what was answered rather than of what was planned before.
PLACES = {*wording.ORDINALS, *wording.LAST_WORDS, *wording.NEXT_WORDS}
#: "the grout isn't done", of what is about to be ticked off, too.
UNDONE = re.compile(r"(?:is|are)(?:n['’]?t| not) (?:done|finished)(?: yet)?", re.I)
#: "untick the second", of what is about to be ticked off.
UNTICK = re.compile(r"un-?(?:tick|check|mark|cross)", re.I)
#: "I still need the call", of what is about to go, or to be ticked off.
NEEDED = re.compile(
    r"\b(?:i|we)(?:['’]d)? (?:still |do )?(?:want|need|like|would like)(?: to (?:keep|go to|do|attend|make|buy))?\b",
    re.I,
)
#: The operations of which such words are said.
SAID_OF = (
    (UNTICK, frozenset({"complete"})),
    (UNDONE, frozenset({"complete"})),
    (NEEDED, frozenset({"delete", "complete"})),
)
#: "leave the vet where it is", "not the sand", "the tiling stays".
STAYS = cues.led(
    rf"(?:(?:{cues.SPARE}|leave(?: out)?|spare|{UNTICK.pattern}|{NEEDED.pattern})\s+(?P<named>\S.*?){AS_IT_IS}"
    rf"|(?P<staying>(?!(?:it|that|they|all|everything)\b)\S.*?)\s+(?:can |should |will )?(?:stays?(?:\s+put)?{AS_IT_IS}|{UNDONE.pattern}))\W*"
)
#: "just the first one", "only Lee"; "not that one, the August one", "keep that one, just today's".
ALONE = cues.led(
    r"(?:(?:just|only)\s+(?!not\b|don)(?P<named>\S.*?)|(?<=one, )(?P<other>the\s.*\bone))(?:\s+(?:please|actually|then|though|after all))*\W*",
    rf"{cues.OPENING}|(?:keep|leave) (?:it|that|this|them|those)(?: ones?)?(?: (?:in|on|alone))?",
)
#: "I mean the one | at the gallery |".
THE_ONE_AT = cues.led(
    r"(?:i mean(?:t)? )?(?:the|my) one (?:that['’]?s |which is )?(?:at|in|on|by|near|with|from|for|of|about) (?:the |my |our )?(?P<what>\S.*?)(?:,? (?:i mean(?:t)?|please|then))*\W*",
    cues.WAIT,
)
#: "put the second one back", "bring back the dentist".
BACK = cues.led(
    r"(?:(?:put|bring|get)\s+(?P<named>(?!(?:it|that|this|them|everything|both|all)\b)\S.*?)\s+back"
    r"|(?:(?:put|bring|get) back|restore|reinstate)\s+(?P<again>(?!(?:it|that|this|them|everything|both|all)\b)\S.*?))(?:\s+(?:please|again|in|on(?:to)?(?: (?:it|there|(?:the|my|our) (?:\w+ ){0,3}list))?))*\W*"
)
#: "keep Monday | just tomorrow", "just the first, | leave the others".
SIDES = re.compile(
    r"\s*[,;.–—]?\s+(?:(?:and|but|so)\s+)*(?=(?:just|only|keep|leave|not|don['’]?t (?:touch|cancel|delete|move|change|drop|tick))\b)",
    re.I,
)
#: "mondays", "next fridays": Monday's, typed without an apostrophe.
OWN_DAY = re.compile(rf"\b({WEEKDAY_OR_SHORT}|today|tomorrow|tonight|week|weekend|month)s\b", re.I)


def narrowed(text: str, conversation: Conversation, context: Context) -> tuple[Command, ...] | None:
    """The commands about what is left; None where the sentence names none of these things, or all of them as what stays."""
    tried = (narrowed_by(part, conversation, context) for part in sides(text))
    return next((fewer for fewer in tried if fewer is not None), None)


def sides(text: str) -> tuple[str, ...]:
    """ "just tomorrow", and then "no keep Monday", of a sentence that says both what alone is to change and what stays: the first says all, where
    something is meant by it; any other sentence whole."""
    parts = [part.strip(" ,;.!") for part in SIDES.split(text.strip())]
    if len(parts) == 3 and re.fullmatch(cues.LEAD, f"{parts[0]} ", re.I):  # "no | keep Monday | just tomorrow"
        parts = [" ".join(parts[:2]), parts[2]]
    alone, stays = (next((p for p in parts if way.fullmatch(p)), None) for way in (ALONE, STAYS))
    return (alone, stays) if len(parts) == 2 and alone and stays and alone != stays else (text,)


def narrowed_by(text: str, conversation: Conversation, context: Context) -> tuple[Command, ...] | None:
    """The commands about what is left by one such word."""
    if conversation.plan is not None and not conversation.commands:
        return None
    plan, table = conversation.plan, conversation
    aside = conversation.aside  # something was asked beside it
    if plan is None and aside is not None and not PLACES.intersection(words_of(text)):
        plan, table = aside.plan, aside
    fewer = orders_left(text, table.commands) if plan is not None and len(plan.effects) > 1 else None
    if fewer is None and plan is not None:
        fewer = less_made(text, table.commands, first_day(plan, context))
    fewer = fewer or of_the_one(text, conversation, context)
    if (fewer := fewer or said_by_name(text, conversation, context)) is not None:
        return fewer
    others = turned(text, conversation) or of_more_times(text, conversation, context)
    if others := others or of_fewer_days(text, conversation, context):
        return others
    if (back := also_taken_back(text, conversation, context)) is not None:
        return back
    alone, words = is_alone(text), singled_out(text) or also_spared(text, conversation)
    ranked = cues.NUMBERED.fullmatch(text) or cues.FEW.fullmatch(text)
    if not words and ranked and not (conversation.listed or re.search(r"\d\b", text)):
        alone, words = True, re.sub(rf"^{cues.LEAD}", "", text, flags=re.I)  # "actually the second one"
    if not words or conversation.answered:
        return None
    if conversation.plan is None:
        waits = conversation.commands if conversation.question is not None else ()
        return of_named(words, alone, waits) or of_offered(words, alone, conversation, context)
    if alone and (only := only_guests(words, conversation.commands) or only_made(words, conversation.commands)):
        return only
    rows = [(e.before, e.after) for e in conversation.plan.effects if isinstance(e.before, Event | Task)]
    changes = [command.operation in CHANGES for command in conversation.commands]
    orders = {c.operation for c in conversation.commands}
    if any(words.search(text) and not orders <= operations for words, operations in SAID_OF):
        return None
    once = len(rows) == 1 and not rows[0][0].is_series
    if not (len(rows) > 1 or (alone and once)) or not (all(changes) if alone else any(changes)):
        return None
    stored, made = [before for before, _ in rows], [after for _, after in rows if isinstance(after, Event | Task)]
    found = named_in((stored, made), words, alone, context)
    # "keep that one, just Thursday" has one to keep
    if not found or (len(found) == len(rows) and (not alone or cues.KEEP.match(text))):
        return None
    meant, planned = tuple(k for k in map(key, stored) if (k in found) == alone), conversation.commands
    left = tuple(k for k in map(key, stored) if k not in meant)
    kept = [of_items(c, meant) or with_selector(c, untouched=(*c.selector.untouched, *left)) for c in planned]
    return tuple(s if c.operation in CHANGES else c for c, s in zip(planned, kept, strict=True))


def of_items(command: Command, keys: tuple[str, ...]) -> Command | None:
    """ "just the eggs", of a list that goes with its items: that these go, and the list stays; None of what takes no list."""
    if (command.operation, command.object) != ("delete", "list"):
        return None
    return dataclasses.replace(command, object="task", selector=Selector(picked=keys, number=Number.ALL))


def is_alone(text: str) -> bool:
    """ "only Lee": that alone is to change."""
    return ALONE.fullmatch(text) is not None


def singled_out(text: str, *ways: re.Pattern[str]) -> str:
    """What a sentence says to change alone, or to stay: "only Lee", "leave the vet"."""
    said = next(filter(None, (way.fullmatch(text) for way in ways or (ALONE, STAYS))), None)
    return next(filter(None, said.groups()), "") if said else ""


def leaves_alone(text: str) -> bool:
    """ "the vet can stay as it is": said of it, whatever is on the table."""
    stays = STAYS.fullmatch(text)
    return stays is not None and stays["staying"] is not None and not ORDER.match(text)


def spares_all(text: str, plan: Plan) -> bool:
    """ "actually the van can stay", "keep the van", where the plan changes nothing else."""
    words = "" if cues.NOT.match(text) else singled_out(text, STAYS)
    said, rows = content(words), [effect.before for effect in plan.effects]
    if len(rows) == 1 and words and set(words.casefold().split()) <= PLACE_WORDS:  # "the last one can stay too"
        return True
    return bool(said and rows) and all(isinstance(r, Event | Task) and holds(said, words_of(r.summary)) for r in rows)


def turned(text: str, conversation: Conversation) -> tuple[Command, ...] | None:
    """ "no, the other one" after "only the gym", of two: the one that was left out; "both": all that was first meant."""
    left = {k for command in conversation.commands for k in command.selector.untouched}
    rows = [e.before for e in conversation.plan.effects if e.before is not None] if conversation.plan else []
    if not left or not rows or not (cues.EVERY.fullmatch(text) or (THE_OTHER.fullmatch(text) and len(left) == 1)):
        return None
    instead = () if cues.EVERY.fullmatch(text) else tuple(map(key, rows))
    return tuple(with_selector(c, untouched=instead) for c in conversation.commands)


def also_spared(text: str, conversation: Conversation) -> str:
    """What "and dinner" names, after "but keep the client call"."""
    before, also = conversation.commands[-1:], cues.ALSO.match(text) or cues.NOR.match(text)
    keeps = also and not cues.OWN_VERB.search(text) and any(c.selector.excluded or c.selector.untouched for c in before)
    return text[also.end() :].strip(" .!") if also and keeps else ""


def named(words: str, rows: Sequence[Event | Task], alone: bool, context: Context) -> set[str]:
    """The keys of the rows that the words mean; none where any of the things that they name is not there. `alone`: these change, so that a
    time is no name, and what lasts all day is not in the morning."""
    if (of_kind := kind_named(words)) is not None:
        rows, words = [row for row in rows if of_kind[0](row)], of_kind[1]
        met = [row for row in rows if not words or is_person(words, [a.name for a in row.attendees])]
        if met or not words:
            return {key(row) for row in met}
    if alone and THIS_ONE.fullmatch(words) and len({row.uid for row in rows}) == 1:
        words = "first"
    if len(rows) == 2 and (by_time := OF_TWO.fullmatch(words)):
        words = "first" if by_time[1] or by_time[2] else "last"
    words = ONES.sub("", words) or words  # "the August one" is no date
    far, said = datetime.max.replace(tzinfo=context.zone), context.read_time(words, Purpose.SELECT)
    if (meal := content(words)) and MEALS.issuperset(meal):  # "the lunch" is no hour
        return {key(row) for row in rows if holds(meal, words_of(row.summary))}
    timed = alone and said is not None and not set(words.casefold().split()) <= PLACE_WORDS
    if timed and said is not None and said.time_said:
        rows = [row for row in rows if not is_all_day(start_of(row))]
    things = [Target(row) for row in sorted(rows, key=lambda row: occupied(row, context.zone).start or far)]
    whole = at_time(words, things, context, dated=False) if timed else spared(words, things, context)
    parts = [spared(part, things, context) for part in cues.enumerated(words)] if whole else []
    return {key(thing.row) for thing in whole} if parts and (len(parts) == 1 or all(parts)) else set()


def named_in(seen: Sequence[Sequence[Event | Task]], words: str, alone: bool, context: Context) -> set[str]:
    """The keys of the rows that the words mean, as they stood, else as they are made."""
    ways = dict.fromkeys((words, OWN_DAY.sub(r"\1", words)))
    return next(filter(None, (named(way, rows, alone, context) for way in ways for rows in seen)), set())


def kind_named(words: str) -> tuple[Callable[[Event | Task], bool], str] | None:
    """ "the meetings", "the calls with Ben": (what is of that kind, who they are with); None where no kind is named."""
    said, _, company = words.partition(" with ")
    kind = kind_of(WORD.findall(said))[0] if is_kind_word(said, "event") else None
    kind = "event" if company and PRONOUN.fullmatch(said) else kind
    if kind is None:
        return None
    test = (lambda row: isinstance(row, Task)) if kind == "task" else KINDS[kind]
    return test, company


def first_day(plan: Plan, context: Context) -> date | None:
    """The day on which the one new series of a plan begins."""
    made = [effect.after for effect in plan.effects if effect.before is None and isinstance(effect.after, Event | Task)]
    start = occupied(made[0], context.zone).start if len(made) == 1 and made[0].rrule else None
    return start.date() if start is not None else None


def of_named(words: str, alone: bool, earlier: tuple[Command, ...]) -> tuple[Command, ...] | None:
    """ "not the flu jab", where it was asked which choir practice "cancel choir and the flu jab" means: that order about the choir alone."""
    named = {n for c in earlier if c.operation in CHANGES for n in c.selector.names}
    parts = [{n for n in named if holds(content(part), words_of(n))} for part in cues.enumerated(words)]
    found = set[str]().union(*parts)
    gone = named - found if alone else found
    if not all(parts) or not 0 < len(gone) < len(named):
        return None
    left = [(c, tuple(n for n in c.selector.names if n not in gone)) for c in earlier]
    return tuple(called(c, names) for c, names in left if names or not c.selector.names)


def called(command: Command, names: tuple[str, ...]) -> Command:
    """The command about these of its names alone, as its sentence then says."""
    if names == command.selector.names:
        return command
    text = command.text
    for name in (n for n in command.selector.names if n not in names):
        named = rf"(?:(?:the|my|our)\s+)?{re.escape(name)}"
        behind = rf"\s*(?:,\s*(?:and|or)?|&|\band|\bor)\s+{named}\b"
        before = rf"\b{named}\s*(?:,\s*(?:and\s)?|&|\band\b|\bor\b)\s*"
        text = re.sub(rf"{behind}|{before}", "", text, count=1)
    return dataclasses.replace(with_selector(command, names=names), text=text)


def of_offered(words: str, alone: bool, conversation: Conversation, context: Context) -> tuple[Command, ...] | None:
    """ "leave the 9:45 one", where each of several things was offered, and all of them together."""
    choices = conversation.question.choices if conversation.question is not None else ()
    offered = [c.commands for c in choices if c.commands and c.commands[-1].operation in CHANGES]
    if any(commands[-1].scope for commands in offered):  # of one thing several times were offered
        return None
    together = next((commands for commands in offered if len(commands[-1].selector.picked) > 1), None)
    if together is None:
        return None
    *before, last = together
    rows = [t.row for picked in last.selector.picked for t in targets_of_key(picked, last, context)]
    found = named(words, rows, alone, context)
    kept = tuple(k for k in last.selector.picked if (k in found) == alone)
    return (*before, with_selector(last, picked=kept)) if found and kept else None


def of_the_one(text: str, conversation: Conversation, context: Context) -> tuple[Command, ...] | None:
    """ "I mean the one at the gallery", where it was asked which is meant: the one of those that has the words in its place, name or note, or
    comes there; None where it is none of them, or several."""
    said, question = THE_ONE_AT.fullmatch(text), conversation.question if conversation.plan is None else None
    choices = [c.commands for c in question.choices if c.commands] if said is not None and question is not None else []
    offered = {named: c for c in choices for named in c[-1].selector.picked}
    words = content(said["what"]) if said else ()
    found = [
        (named, commands)
        for named, commands in offered.items()
        if any(holds(words, words_about(target.row)) for target in targets_of_key(named, commands[-1], context))
    ]
    if len(found) != 1:
        return None
    named, (*before, last) = found[0][0], found[0][1]
    return (*before, with_selector(last, picked=(named,), number=Number.ONE))


def words_about(row: Event | Task) -> tuple[str, ...]:
    """All words by which a person may tell a thing from another."""
    place = row.location if isinstance(row, Event) else None
    people = (person.name or "" for person in row.attendees) if isinstance(row, Event) else ()
    return words_of(" ".join((row.summary, place or "", row.description or "", *people)))


def also_taken_back(text: str, conversation: Conversation, context: Context) -> tuple[Command, ...] | None:
    """ "not the mint", after mint was put on a list and something else is to be put there now: beside that, what was made goes again."""
    plan, done, words = conversation.plan, conversation.carried_out, singled_out(text, STAYS)
    new = plan is not None and all(effect.before is None for effect in plan.effects)
    if not (new and done and words and LEFT_OUT.match(text)):  # "keep the mint"
        return None
    made = [e.after for e in done.effects if e.before is None and isinstance(e.after, Event | Task)]
    found = tuple(sorted(named(words, made, False, context)))
    thing = "task" if all(isinstance(row, Task) for row in made) else "event"
    them = Selector(picked=found, number=Number.ALL)
    return (*conversation.commands, Command("delete", thing, selector=them, text=text)) if found else None


def taken_back(text: str, conversation: Conversation, context: Context) -> Plan | None:
    """The plan by which these things are again as they were; None where the sentence names none of them, or they changed since."""
    tried = (taken_back_by(part, conversation, context) for part in sides(text))
    return next((plan for plan in tried if plan is not None), None)


def taken_back_by(text: str, conversation: Conversation, context: Context) -> Plan | None:
    """The plan by which what one such word names is as it was."""
    done, alone = conversation.carried_out, is_alone(text)
    words = singled_out(text, BACK, ALONE, STAYS) or told_back(text, done)
    if done is not None and len(done.effects) == 1 and is_back_then(text, done.effects[0], context):
        return undone(done, (), text, context)
    if done is None or not words:
        return None
    pairs = [(effect.before or effect.row, effect.row) for effect in done.effects]
    stored, made = ([row for row in rows if isinstance(row, Event | Task)] for rows in zip(*pairs, strict=True))
    titles = {word for row in (*stored, *made) for word in words_of(row.summary)}
    if len(pairs) == 1 and titles.isdisjoint(words_of(words)):  # "not Dad" is about a part of the one thing
        return None
    if len(pairs) == 1 and is_guest_still(words, *pairs[0]):  # "and not Ana" after "Ben can't come"
        return None
    found = named_in((stored, made), words, alone, context)
    meant = {whole(row) for row in made if key(row) in found}
    kept = [at for at, (_, row) in enumerate(pairs) if (whole(row) in meant) == alone]
    return undone(done, kept, text, context) if meant and len(kept) < len(pairs) else None


def whole(row: Row) -> str:
    """What changes as one: a series and what goes on of it; an occurrence alone."""
    if not isinstance(row, Event | Task):
        return row.id
    return key(row) if row.recurrence_id else row.related_to or row.uid


def said_of(change: RowChange, done: Plan) -> Effect:
    """The effect as a person sees it: what loses its override is as its series has it again."""
    row = change.before
    single = isinstance(row, Event | Task) and row.recurrence_id is not None and change.after is None
    was = next((e.before for e in done.effects if single and e.after == row), None)
    return Effect(row, change.after or was, (change,))


def undone(done: Plan, kept: Collection[int], text: str, context: Context) -> Plan | None:
    """The plan after which only these effects of the other one are left; None where its rows changed since."""
    left = {change.row.id: change.after for change in done.change_set(kept).changes}
    steps = [(c.after, left.get(c.row.id, c.before)) for c in reversed(done.change_set().changes)]
    changes = [RowChange(now, then) for now, then in steps if now != then]
    stored = {row.id: row for row in context.queries.rows([change.row.id for change in changes])}
    if not changes or any(stored.get(change.row.id) != change.before for change in changes):
        return None
    effects = warned([said_of(change, done) for change in changes], context)
    return Plan(text, effects, tuple(dict.fromkeys(warning for effect in effects for warning in effect.warnings)))
