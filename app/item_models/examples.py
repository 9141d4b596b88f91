"""A sentence that could be typed at what is on screen."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.item_models.blocks import Block
from models.rows import Calendar, Event


def tr(text: str) -> str:
    """A sentence of this module, in the language of the window."""
    return QCoreApplication.translate("examples", text)


#: What can be said of an event, one after the other.
OF_EVENT: Final = ("move {} an hour later", "when is {}?", "make {} 30 minutes longer", "remind me an hour before {}")


def example_for(view: str, blocks: Iterable[Block], lists: Iterable[Calendar], now: datetime, turn: int = 0) -> str:
    """About the first event ahead that a view shows, another sentence with each thing that was done (the `turn`), or a list of tasks; else one
    that fits any calendar."""
    if view == "history":
        return tr("undo")
    if view == "tasks":
        name = next((home.name for home in lists if home.kind == "task" and not home.is_default), tr("shopping"))
        return tr("add milk to the {} list").format(name.lower().removesuffix(tr(" list")))
    ahead = (b.row for b in blocks if isinstance(b.row, Event) and not b.all_day and b.start > now)
    event = next((row for row in ahead if row.recurrence_id is None), None)
    return tr(OF_EVENT[turn % len(OF_EVENT)]).format(event.summary) if event else tr("lunch with Ana Friday at 1")
