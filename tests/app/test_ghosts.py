"""What a plan changes is painted into the picture that stands, and looks as if all of it were painted anew."""

import dataclasses
import random
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_calendar import ZONE

from app.item_models.blocks import Ghosts
from app.item_models.ghosts import ghosts_of
from app.views.main_window import MainWindow
from app.views.week import WeekView
from assistant.plan import Effect
from models.changes import RowChange
from models.rows import Alarm


def picture(week: WeekView) -> QImage:
    """The hours as they are painted."""
    return week.grid.viewport().grab().toImage()


@pytest.mark.parametrize("sentence", ["cancel my meetings for the week", "move haircut to friday at 4pm"])
def test_what_changes_looks_as_in_a_picture_made_anew(window: MainWindow, qtbot: QtBot, sentence: str) -> None:
    week = window.panel.calendars["week"]
    assert isinstance(week, WeekView)
    before = picture(week)
    QTest.keyClicks(window.command.line, sentence)
    qtbot.waitUntil(lambda: window.command.draft is not None and window.command.draft.text == sentence)
    ghosted = picture(week)
    assert ghosted != before
    week.refresh()
    assert picture(week) == ghosted
    window.command.dismiss()
    qtbot.waitUntil(lambda: not week.ghosts.leaving and not week.ghosts.coming)
    assert picture(week) == before


def test_what_many_plans_change_looks_as_in_a_picture_made_anew(window: MainWindow, qtbot: QtBot) -> None:
    """Each plan after the other, without one between them that changes nothing."""
    week = window.panel.calendars["week"]
    assert isinstance(week, WeekView)
    blocks = [block for block in week.blocks if not block.all_day]
    assert len(blocks) > 3
    chance = random.Random(7)
    pictures = [picture(week)]
    for _ in range(12):
        leaving = chance.sample(blocks, chance.randrange(len(blocks)))
        coming = tuple(
            dataclasses.replace(block, start=block.start + step, end=block.end + step, ghost="updated")
            for block in leaving
            for step in [timedelta(minutes=15 * chance.randrange(-4, 5))]
        )
        ghosts = Ghosts(frozenset(block.key for block in leaving), coming[: chance.randrange(len(coming) + 1)])
        before, week.ghosts = week.ghosts, ghosts
        week.ghosts_changed(before.days_unlike(ghosts, week.blocks))
        shown = picture(week)
        week.grid.set_blocks()
        assert picture(week) == shown
        pictures += [shown] if shown != pictures[-1] else []
    assert len(pictures) > 6


def test_what_changes_and_does_not_move_is_seen_once(window: MainWindow) -> None:
    week = window.panel.calendars["week"]
    haircut = next(block for block in week.blocks if block.row.summary == "Haircut")
    rung = dataclasses.replace(haircut.row, alarms=(Alarm(trigger=timedelta(minutes=-10)),))
    later = dataclasses.replace(
        haircut.row, start=haircut.start + timedelta(hours=1), end=haircut.end + timedelta(hours=1)
    )
    for after, times in ((rung, 1), (later, 2)):
        effects = [Effect(haircut.row, after, (RowChange(haircut.row, after),))]
        week.ghosts = ghosts_of(effects, week.blocks, week.span, ZONE, window.workspace.calendars)
        shown = [block for block in week.shown if block.row.uid == haircut.row.uid]
        assert len(shown) == times and [block.ghost for block in shown][-1] == "updated"
        assert [week.ghosts.leaves(block) for block in shown] == [True, False][-times:]


def test_a_series_that_is_called_otherwise_is_seen_once_each_time(window: MainWindow) -> None:
    week = window.panel.calendars["week"]
    yoga = next(block for block in week.blocks if block.row.summary == "Yoga")
    assert yoga.occurrence and yoga.occurrence.series
    series = yoga.occurrence.series
    after = dataclasses.replace(series, summary="Pilates")
    effects = [Effect(series, after, (RowChange(series, after),))]
    week.ghosts = ghosts_of(effects, week.blocks, week.span, ZONE, window.workspace.calendars)
    assert {block.name for block in week.shown if block.row.uid == series.uid} == {"Pilates"}
    assert not week.ghosts.leaving and len(week.shown) == len(week.blocks)


def test_where_a_plan_leads_is_marked_and_can_be_looked_at(window: MainWindow, qtbot: QtBot) -> None:
    """From a week in which nothing of it is to be seen; what was typed stays, and the keyboard with it."""
    week, way, month = window.panel.calendars["week"], window.command.card.way, window.sidebar.month
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: week.span == (date(2026, 3, 9), 7))
    before = month.grab().toImage()
    QTest.keyClicks(window.command.line, "move haircut to friday at 4pm")
    qtbot.waitUntil(way.isVisible)
    marked = month.grab().toImage()
    assert marked != before
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: week.span == (date(2026, 3, 2), 7))
    qtbot.waitUntil(lambda: [block.start.date() for block in week.ghosts.coming] == [date(2026, 3, 6)])
    assert not way.isVisible() and window.command.card.isVisible()
    assert window.command.line.hasFocus() and window.command.line.text == "move haircut to friday at 4pm"
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(way.isVisible)
    window.command.dismiss()
    qtbot.waitUntil(lambda: month.grab().toImage() == before)


def test_what_an_answer_speaks_of_can_be_looked_at(window: MainWindow, qtbot: QtBot) -> None:
    week, way = window.panel.calendars["week"], window.command.card.way
    QTest.keyClicks(window.command.line, "what's on tomorrow")
    qtbot.waitUntil(window.command.card.isVisible)
    assert not way.isVisible(), "tomorrow is in sight"
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(way.isVisible)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: week.span == (date(2026, 3, 2), 7) and not way.isVisible())
