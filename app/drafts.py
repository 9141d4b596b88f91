"""What a typed line, or a gesture, would lead to, with its preview in the colours that the calendars are shown in."""

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from app.item_models.blocks import look_of
from app.retaking import effects_of
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.lazy import Lazy
from assistant.marks.recognition import DOUBT
from assistant.offers import LEAST_LETTERS, MOST_FOUND, SEARCH, TALK, asking, offers
from assistant.plan import Answer, Clarification, NotUnderstood, Outcome, Plan, Question, Retake
from assistant.preview import Preview, PreviewRow, preview
from assistant.tagging import Tagging
from models import history
from models.colors import shown_color
from models.history import UndoEntry
from models.queries import Queries
from models.rows import Calendar, Event, Task

#: So many things are worked out at first, while more may be typed: twice what a card hands out at a time.
FIRST = 24
#: The slots of a name that is looked for.
NAMES = ("summary", "list", "attendee", "location")


@dataclasses.dataclass(frozen=True)
class Draft:
    """What a typed line, or a gesture, would lead to. `preview` is set where doing it changes rows."""

    text: str
    outcome: Outcome
    tagging: Tagging | None
    conversation: Conversation
    #: The first rows alone were worked out: it may be looked at, but not done or kept.
    is_cut: bool = False
    preview: Preview | None = None
    #: What holds the words, where the sentence means nothing else, and what else could be done with them.
    found: tuple[Event | Task, ...] = ()
    offered: Question | None = None
    #: What "undo" would take back, or "redo" repeat, or what was chosen in the history: that entry and no other.
    entry: UndoEntry | None = None
    #: The plan that was on the table, where the words confirm, drop, change or add to it.
    of_plan: Plan | None = None


def plan_of(outcome: Outcome) -> Plan | None:
    """The plan that confirming `outcome` would commit, if any."""
    plan = getattr(outcome, "plan", outcome)
    return plan if isinstance(plan, Plan) else None


def with_preview(
    draft: Draft, queries: Queries, calendars: Mapping[str, Calendar], now: datetime, zone: ZoneInfo
) -> Draft:
    """The draft with its preview, with the entry that it takes back, or with what can be done with its words."""
    if isinstance(draft.outcome, Retake):
        direction = draft.outcome.direction
        entry = draft.entry or history.upcoming(queries.database, direction)
        if entry is None:
            return draft
        step = entry.change_set.inverted() if direction == "undo" else entry.change_set
        turned = Plan(entry.text, effects_of(step, queries))
        shown = colored_preview(turned, calendars, preview(turned, queries, now, zone))
        return dataclasses.replace(draft, entry=entry, preview=shown)
    plan = plan_of(draft.outcome)
    if plan is not None:
        return dataclasses.replace(
            draft, preview=colored_preview(plan, calendars, preview(plan, queries, now, zone, draft.is_cut))
        )
    nowhere = where_to(draft)
    if nowhere and len(draft.text) >= LEAST_LETTERS:
        return with_offers(dataclasses.replace(draft, outcome=nowhere), queries.search(draft.text, limit=MOST_FOUND))
    return draft


def where_to(draft: Draft) -> NotUnderstood | None:
    """What a sentence without a command leads to; one that is but a name, and was taken for a list or a task that is not there, counts as
    such. None for every other."""
    outcome = draft.outcome
    if isinstance(outcome, NotUnderstood):
        return outcome
    if isinstance(outcome, Clarification) and not outcome.question.choices and is_bare(draft):
        return NotUnderstood(outcome.question.text)
    if isinstance(outcome, Answer) and not outcome.items and (is_bare(draft) or is_no_question(draft)):
        return NotUnderstood(outcome.text)
    return None


def is_no_question(draft: Draft) -> bool:
    """Whether what was taken for a question is doubted, and has no word of one: "temp task one"."""
    commands = draft.tagging.commands if draft.tagging else ()
    asks = "?" in draft.text or TALK.fullmatch(draft.text) or cues.ASKS_ITSELF.match(draft.text)
    return not asks and [c.operation for c in commands] == ["read"] and commands[0].confidence < DOUBT


def is_bare(draft: Draft) -> bool:
    """Whether all that was typed is the name of something that is there or not."""
    commands = draft.tagging.commands if draft.tagging else ()
    slots = [slot for command in commands for slot in command.slots]
    named = [slot.text for slot in slots if slot.name in NAMES] == [draft.text.strip(" ?!.")]
    return named and len(slots) == len(commands) == 1 and commands[0].operation != "create"


def with_offers(draft: Draft, found: tuple[Event | Task, ...]) -> Draft:
    """The draft with what holds its words, and the question what to do with them on the table."""
    offered = offers(draft.text, searches=not found and not SEARCH.fullmatch(draft.text))
    conversation = asking(offered, draft.conversation) if offered else draft.conversation
    return dataclasses.replace(draft, found=found, offered=offered, conversation=conversation)


def colored_preview(plan: Plan, calendars: Mapping[str, Calendar], shown: Preview) -> Preview:
    """The preview in the colours that the calendars are shown in."""
    effects = plan.effects

    def colored_row(number: int) -> PreviewRow:
        row, of = shown.rows[number], effects[number].row
        if isinstance(of, Calendar):
            return dataclasses.replace(row, color=calendars[of.id].color) if of.id in calendars else row
        return dataclasses.replace(row, color=look_of(of, calendars)[0])

    return dataclasses.replace(shown, rows=Lazy(range(len(effects)), colored_row))


def colored(calendar: Calendar) -> Calendar:
    """A calendar in the colour that it is shown in."""
    return dataclasses.replace(calendar, color=shown_color(calendar))


def adds(whole: Draft, first: Draft) -> bool:
    """Whether a plan has rows, warnings or a question that were not to be seen when only the first of it was worked out."""
    there, here = whole.preview, first.preview
    if there is None:
        return False
    return (
        here is None
        or len(there.rows) > len(here.rows)
        or not set(there.warnings) <= set(here.warnings)
        or there.question not in (None, here.question)
    )


def says_little(draft: Draft) -> bool:
    """Half a sentence often leads nowhere yet: that is no news while more is being typed."""
    outcome = draft.outcome
    return (isinstance(outcome, NotUnderstood) and not draft.found) or (
        isinstance(outcome, Clarification) and not outcome.question.choices
    )


def sole_thing(draft: Draft | None) -> Event | Task | None:
    """The one event or task that an answer speaks of."""
    items = draft.outcome.items if draft and isinstance(draft.outcome, Answer) else ()
    return items[0] if len(items) == 1 and isinstance(items[0], Event | Task) else None
