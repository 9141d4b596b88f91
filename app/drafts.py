"""What a typed line, or a gesture, would lead to, with its preview in the colours that the calendars are shown in."""

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.conversation import Conversation
from assistant.plan import NotUnderstood, Outcome, Plan
from assistant.preview import Preview, PreviewRow, preview
from assistant.sequences import Lazy
from assistant.tagging import Tagging
from models.queries import Queries
from models.rows import Calendar, Event, Task

#: So many things are worked out at first, while more may be typed: twice what a card hands out at a time.
FIRST = 24
#: Results of a search, at most.
MOST_FOUND = 20
#: Characters that are too few to be searched for.
LEAST_SEARCHED = 3


@dataclasses.dataclass(frozen=True)
class Draft:
    """What a typed line, or a gesture, would lead to. `preview` is set where `outcome` changes rows."""

    text: str
    outcome: Outcome
    tagging: Tagging | None
    conversation: Conversation
    #: The first rows alone were worked out: it may be looked at, but not done or kept.
    is_cut: bool = False
    preview: Preview | None = None
    #: What holds the words, where the sentence means nothing else.
    found: tuple[Event | Task, ...] = ()


def plan_of(outcome: Outcome) -> Plan | None:
    """The plan that confirming `outcome` would commit, if any."""
    plan = getattr(outcome, "plan", outcome)
    return plan if isinstance(plan, Plan) else None


def with_preview(
    draft: Draft, queries: Queries, calendars: Mapping[str, Calendar], now: datetime, zone: ZoneInfo
) -> Draft:
    """The draft with its preview, or with what holds its words."""
    plan = plan_of(draft.outcome)
    if plan is not None:
        return dataclasses.replace(
            draft, preview=colored_preview(plan, calendars, preview(plan, queries, now, zone, draft.is_cut))
        )
    if isinstance(draft.outcome, NotUnderstood) and len(draft.text) >= LEAST_SEARCHED:
        return dataclasses.replace(draft, found=queries.search(draft.text, limit=MOST_FOUND))
    return draft


def colored_preview(plan: Plan, calendars: Mapping[str, Calendar], shown: Preview) -> Preview:
    """The preview in the colours that the calendars are shown in."""
    effects = plan.effects

    def colored_row(number: int) -> PreviewRow:
        row, of = shown.rows[number], effects[number].row
        home = calendars.get(getattr(of, "calendar_id", of.id))
        return dataclasses.replace(row, color=home.color) if home else row

    return dataclasses.replace(shown, rows=Lazy(range(len(effects)), colored_row))
