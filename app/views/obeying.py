"""What is typed for the window itself, done: a day or a view is shown, a preference turned, something printed."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from app.later import later
from app.orders import Order
from app.views.calendar_panel import CalendarPanel
from app.views.exchange import Exchange
from app.views.preferring import Preferring
from assistant.resolution.matching import words_of

# This loads the printer's part of Qt.
ask_print: Callable[[CalendarPanel], None] = later("app.views.print_dialog", "ask_print")


@dataclasses.dataclass(frozen=True)
class Obeying:
    """Leads each order to what does it; what can't be done is told in a sentence."""

    panel: CalendarPanel
    preferring: Preferring
    exchange: Exchange
    actions: Mapping[str, QAction]
    tell: Callable[[str], object]

    def obey(self, order: Order) -> None:
        """Does what was typed for the window itself."""
        deeds: Mapping[str, Callable[[Any], object]] = {
            "day": self.panel.show_day,
            "view": self.panel.show_view,
            "days": self.panel.show_days,
            "action": lambda name: self.actions[name].trigger(),
            "appearance": self.preferring.choose_appearance,
            "preference": lambda pair: self.preferring.set(*pair),
            "hidden_zone": self.preferring.hide_zone,
            "letters": self.preferring.step_letters,
            "print": self._print_view,
            "print_list": self._print_list,
            "bring_back": self.exchange.bring_back,
        }
        deeds[order.name](order.value)

    def _print_view(self, name: str) -> None:
        """Shows a view, of the tasks all lists, and offers to print it."""
        if name == "tasks":
            self.panel.show_list(None)
        else:
            self.panel.show_view(name)
        ask_print(self.panel)

    def _print_list(self, name: str) -> None:
        """Shows a list of tasks, as it may be called, and offers to print it."""
        homes = (c for c in self.panel.workspace.calendars.values() if c.kind == "task")
        home = next((c for c in homes if words_of(c.name) in (words_of(name), words_of(f"{name} list"))), None)
        if home is None:
            self.tell(QCoreApplication.translate("Obeying", "There is no list called “{}”.").format(name))
            return
        self.panel.show_list(home.id)
        ask_print(self.panel)
