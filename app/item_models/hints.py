"""What Enter and Esc do with what is on show, in few words beside the typed line."""

from PySide6.QtCore import QCoreApplication

from app.drafts import Draft, sole_thing
from app.item_models.card import is_doubtful
from app.orders import Order


def tr(text: str) -> str:
    """A sentence of this module, in the language of the window."""
    return QCoreApplication.translate("hints", text)


def hint_of(draft: Draft | None, order: Order | None, confirmable: bool, has_choices: bool) -> str:
    """Of an order to the window, else of the draft on show: whether it can be confirmed, or has choices to be taken; empty where nothing is."""
    if order:
        return tr("↵ go there") if order.name in ("day", "days", "view") else tr("↵ do that")
    if draft is None:
        return ""
    if confirmable:
        return tr("↵ look   Esc drop") if is_doubtful(draft) else tr("↵ do   Esc drop")
    if has_choices:
        return tr("Alt 1 choose   Esc close")
    return tr("↵ go there   Esc close") if sole_thing(draft) else tr("Esc close")
