"""Of what was carried out some things are to be as they were: "not the call", "keep the first one", "only the dentist" (policy 24)."""

import re
from collections.abc import Collection

from assistant.conversation import Conversation
from assistant.follow_ups.narrowing import ALONE, LEAD, named, singled_out
from assistant.plan import Effect, Plan
from assistant.resolution.context import Context, key
from assistant.resolution.matching import words_of
from assistant.resolution.warnings import warned
from assistant.temporal.values import Purpose
from assistant.timespan import occupied
from models.changes import RowChange
from models.rows import Event, Row, Task

#: "put the second one back", "bring back the dentist".
BACK = re.compile(
    rf"{LEAD}(?:(?:put|bring|get)\s+(?P<named>(?!(?:it|that|this|them|everything|both|all)\b)\S.*?)\s+back"
    r"|(?:(?:put|bring|get) back|restore|reinstate)\s+(?P<again>(?!(?:it|that|this|them|everything|both|all)\b)\S.*?))(?:\s+(?:please|again|in))*\W*",
    re.I,
)
#: "no, put it back to Tuesday".
BACK_TO = re.compile(rf"{LEAD}(?:put|move) (?:it|that) back (?:to|on) (.+?)(?: please)?\W*", re.I)


def is_back_then(text: str, effect: Effect, context: Context) -> bool:
    """ "put it back to Tuesday", where it was before it was moved."""
    said, row = BACK_TO.fullmatch(text), effect.before
    start = occupied(row, context.zone).start if isinstance(row, Event | Task) else None
    when = context.read_time(said[1], Purpose.SELECT) if said and start is not None else None
    if when is None or when.start is None or start is None or not when.day_said or when.kind == "recurrence":
        return False
    weekday, hour = when.bare_weekday, when.start.time() if when.time_said else start.time()
    same_day = weekday == start.weekday() if weekday is not None else when.start.date() == start.date()
    return same_day and hour == start.time()


def taken_back(text: str, conversation: Conversation, context: Context) -> Plan | None:
    """The plan by which these things are again as they were; None where the sentence names none of them, or they changed since."""
    done, alone, again = conversation.carried_out, ALONE.fullmatch(text), BACK.fullmatch(text)
    words = again["named"] or again["again"] if again else singled_out(text)
    if done is not None and len(done.effects) == 1 and is_back_then(text, done.effects[0], context):
        return undone(done, (), text, context)
    if done is None or not words:
        return None
    pairs = [(effect.before or effect.row, effect.row) for effect in done.effects]
    stored, made = ([row for row in rows if isinstance(row, Event | Task)] for rows in zip(*pairs, strict=True))
    titles = {word for row in (*stored, *made) for word in words_of(row.summary)}
    if len(pairs) == 1 and titles.isdisjoint(words_of(words)):  # "not Dad" is about a part of the one thing
        return None
    found = next(filter(None, (named(words, rows, bool(alone), context) for rows in (stored, made))), set())
    meant = {whole(row) for row in made if key(row) in found}
    kept = [at for at, (_, row) in enumerate(pairs) if (whole(row) in meant) == bool(alone)]
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
