"""Which occurrences of a series are meant: the choices, and the menu that asks where the pointer is."""

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from assistant.commands import Scope
from models.rows import Event, Task


def scopes(parent: QWidget) -> tuple[tuple[str, Scope], ...]:
    """Each scope in words, the narrowest first."""
    return (
        (parent.tr("Just this one"), Scope.ONE),
        (parent.tr("From this one on"), Scope.FUTURE),
        (parent.tr("The whole series"), Scope.ALL),
    )


def scope_menu(parent: QWidget) -> QMenu:
    """The menu of scopes, the narrowest one marked."""
    menu = QMenu(parent)
    for words, scope in scopes(parent):
        menu.addAction(words).setData(scope)
    menu.setActiveAction(menu.actions()[0])
    return menu


def ask_scope(parent: QWidget, row: Event | Task) -> Scope | None:
    """The scope that is chosen, None where none is; of what is no occurrence nothing is asked."""
    if row.recurrence_id is None:
        return Scope.ALL
    chosen = scope_menu(parent).exec(QCursor.pos())
    return chosen.data() if chosen else None
