"""Everything that a key or a menu does, in one table."""

import dataclasses
from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclasses.dataclass(frozen=True)
class ActionSpec:
    """One action: its name for code, its words for a person, its keys, and what it calls."""

    name: str
    text: str
    keys: tuple[str, ...]
    call: Callable[[], object]
    #: It is on or off, and shown with a mark where it is on.
    checkable: bool = False


def make_actions(owner: QWidget, specs: Iterable[ActionSpec]) -> dict[str, QAction]:
    """The actions, each added to `owner` so that its keys work wherever the focus is."""
    actions: dict[str, QAction] = {}
    for spec in specs:
        action = QAction(spec.text, owner)
        action.setObjectName(spec.name)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setCheckable(spec.checkable)
        call = spec.call
        action.triggered.connect(lambda _checked=False, call=call: call())
        owner.addAction(action)
        actions[spec.name] = action
    return actions
