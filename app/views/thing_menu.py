"""The menu of an event or a task: what a drag, a tick, the keys and the form do, each by the same way."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app import proposals
from app.formatting import count
from app.item_models.blocks import Block, Move, block_at, block_of, stands_in_calendar
from app.item_models.forms import COLORS, PRIORITIES, STATUSES
from app.item_models.pulls import carried
from app.theme.lettering import literal
from app.views.editing import Editing, named
from app.workspace import Workspace
from models.colors import own_color, with_own_color
from models.rows import Event, Task
from models.task_tree import repeats

#: The keys of a list of tasks: to tomorrow, and to next week, as one goes on in a month; and priorities.
TO_TOMORROW, TO_NEXT_WEEK = QKeySequence("Ctrl+Shift+Right"), QKeySequence("Ctrl+Shift+Down")
PRIORITY_KEYS = {1: QKeySequence("Ctrl+Shift+H"), 5: QKeySequence("Ctrl+Shift+M"), 9: QKeySequence("Ctrl+Shift+L")}


def fill_menu_of(editing: Editing, menu: QMenu, things: tuple[Block | Task, ...]) -> None:
    """Adds what can be done with one thing, with several that are chosen, or where nothing is."""
    if len(things) == 1:
        fill_menu(editing, menu, things[0])
    elif things:
        add_clipping(editing, menu, tuple(thing for thing in things if isinstance(thing, Block)))
        menu.addSeparator()
        words = menu.tr("Delete {}").format(count(len(things), "entry", "entries"))
        add(menu, words, lambda: editing.remove(*things), Qt.Key.Key_Delete)
    elif held := editing.clipping.blocks:
        words = menu.tr("Move {} here") if editing.clipping.is_cut else menu.tr("Paste {}")
        add(menu, literal(words.format(named(held))), editing.paste, QKeySequence.StandardKey.Paste)


def fill_menu_of_tasks(editing: Editing, menu: QMenu, tasks: tuple[Task, ...]) -> None:
    """Adds what can be done with the tasks that are chosen in a list, which has its own way to say that they are done, and takes the keys of
    what it offers."""
    if len(tasks) == 1:
        fill_menu(editing, menu, tasks[0], ticks=False)
        return
    today, zone = editing.workspace.today, editing.workspace.zone
    days = (
        (menu.tr("Due today"), 0, None),
        (menu.tr("Due tomorrow"), 1, TO_TOMORROW),
        (menu.tr("Due in a week"), 7, TO_NEXT_WEEK),
    )
    for words, later, key in days:
        day = today + timedelta(days=later)
        add(menu, words, partial(editing.do_all, [proposals.dating(task, day, zone) for task in tasks]), key)
    lists = menu.addMenu(menu.tr("List"))
    for home in editing.workspace.calendars.values():
        if home.kind == "task":
            others = [task for task in tasks if task.calendar_id != home.id]
            moved = [proposals.saving(t, {"calendar_id": home.id}, proposals.alone(t), False) for t in others]
            add(lists, literal(home.name), partial(editing.do_all, moved)).setEnabled(bool(others))
    menu.addSeparator()
    words = menu.tr("Delete {}").format(count(len(tasks), "task", "tasks"))
    add(menu, words, lambda: editing.remove(*tasks), Qt.Key.Key_Delete)


def add_clipping(editing: Editing, menu: QMenu, blocks: tuple[Block, ...]) -> None:
    """Adds the way to another place by the clipboard."""
    add(menu, menu.tr("Copy"), lambda: editing.copy(blocks, False), QKeySequence.StandardKey.Copy)
    add(menu, menu.tr("Cut"), lambda: editing.copy(blocks, True), QKeySequence.StandardKey.Cut)


def fill_menu(editing: Editing, menu: QMenu, thing: Block | Event | Task, ticks: bool = True) -> None:
    """Adds what can be done with a thing; whether it is done only where `ticks`, since a list of tasks has its own way to that."""
    workspace = editing.workspace
    block = block_for(thing, workspace)
    row = block.row
    add(menu, menu.tr("Open"), lambda: editing.open(thing), Qt.Key.Key_Return)
    if isinstance(row, Task):
        if ticks:
            done = add(menu, menu.tr("Done"), lambda: workspace.perform(proposals.ticking(row, workspace.clock())))
            done.setCheckable(True)
            done.setChecked(not row.is_open)
        levels = [(menu.tr(words), level) for words, level in PRIORITIES]
        keys = {} if ticks else PRIORITY_KEYS
        add_choice(
            menu, menu.tr("Priority"), levels, row.priority, lambda level: editing.change(row, priority=level), keys
        )
    else:
        states = [(menu.tr(words), status) for words, status in STATUSES]
        held = row.status or "CONFIRMED"
        add_choice(menu, menu.tr("Status"), states, held, lambda status: editing.change(row, status=status))
        shades = [(menu.tr(words), name) for words, name in COLORS]
        own = {name: with_own_color(row, name).extra for _, name in shades}
        add_choice(menu, menu.tr("Colour"), shades, own_color(row), lambda name: editing.change(row, extra=own[name]))
    menu.addSeparator()
    day = block.start.date() if stands_in_calendar(row) else None
    one_day = timedelta(days=1)
    if day and isinstance(row, Event):  # counted from where it stands; what is to be done is put off from now
        later = [(menu.tr("One day later"), day + one_day), (menu.tr("One week later"), day + 7 * one_day)]
    else:
        later = [(menu.tr("Move to tomorrow"), workspace.today + one_day)]
        later += [(menu.tr("Move to next week"), next_week(day, workspace))]
    for (words, target), key in zip(later, (None, None) if ticks else (TO_TOMORROW, TO_NEXT_WEEK), strict=True):
        add(menu, words, partial(put_on, editing, block, target), key).setEnabled(target != day)
    if isinstance(row, Task) and day and not repeats(row):
        add(menu, menu.tr("Take its date away"), lambda: editing.do(proposals.freeing(row)))
    kind, words = ("event", menu.tr("Calendar")) if isinstance(row, Event) else ("task", menu.tr("List"))
    homes = [(calendar.name, calendar.id) for calendar in workspace.calendars.values() if calendar.kind == kind]
    add_choice(menu, words, homes, row.calendar_id, lambda home: editing.change(row, calendar_id=home))
    add(menu, menu.tr("Duplicate"), lambda: editing.move(Move(block, block.start, block.end, copies=True)))
    if ticks and stands_in_calendar(row):
        add_clipping(editing, menu, (block,))
    menu.addSeparator()
    add(menu, menu.tr("Delete"), lambda: editing.remove(thing), Qt.Key.Key_Delete)


def block_for(thing: Block | Event | Task, workspace: Workspace) -> Block:
    """The thing as a drag would hold it; a task without a day as if it were due now."""
    if isinstance(thing, Block):
        return thing
    if stands_in_calendar(thing):
        return block_of(thing, workspace.zone, workspace.calendars)
    return block_at(thing, workspace.clock(), workspace.zone, workspace.calendars)


def next_week(day: date | None, workspace: Workspace) -> date:
    """The same weekday of the week after this one; its first day for what has no day."""
    first_of_week = workspace.formatter.first_of_week
    return first_of_week(workspace.today) + timedelta(days=7 + ((day - first_of_week(day)).days if day else 0))


def put_on(editing: Editing, block: Block, day: date) -> None:
    """Moves a thing to a day, as a drag over the month does; a task without a day gets it."""
    step = day - block.start.date()
    if stands_in_calendar(block.row):
        editing.move(Move(block, *carried(block, step)))
    elif isinstance(block.row, Task):
        editing.do(proposals.dating(block.row, day, editing.workspace.zone))


def add(
    menu: QMenu,
    words: str,
    deed: Callable[[], object],
    key: Qt.Key | QKeySequence.StandardKey | QKeySequence | None = None,
) -> QAction:
    """An entry, with the key that does the same where the thing is chosen."""
    action = menu.addAction(words)
    if key is not None:
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda _: deed())
    return action


def add_choice(
    menu: QMenu,
    words: str,
    choices: Iterable[tuple[str, Any]],
    value: Any,
    choose: Callable[[Any], object],
    keys: Mapping[Any, QKeySequence] = MappingProxyType({}),
) -> None:
    """A menu of values, of which the one that is stored is marked; some have keys."""
    inside = menu.addMenu(words)
    inside.setAccessibleName(words)
    group = QActionGroup(inside)
    for label, choice in choices:
        action = add(inside, literal(label), partial(choose, choice), keys.get(choice))
        action.setCheckable(True)
        action.setChecked(choice == value)
        action.setEnabled(choice != value)
        group.addAction(action)


def open_menu_at(widget: QWidget | None) -> None:
    """The context menu of what has the focus: Shift+F10 is the Menu key, which not every keyboard has; Qt knows only that one on X11."""
    if widget:
        reason, place = QContextMenuEvent.Reason.Keyboard, widget.rect().center()
        QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))
