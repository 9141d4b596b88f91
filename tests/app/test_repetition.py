"""The boxes for a repetition: what they write is read back as the rule that they mean."""

import dataclasses
from datetime import date

import pytest
from hands import open_form
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from small_calendar import NOW, ZONE, at
from test_editors import saved, write
from test_gestures_of_hand import times

from app.item_models.repetition import Repetition, days_of_month, repetition_of
from app.views.editors import EventEditor, TaskEditor
from app.views.main_window import MainWindow
from assistant.temporal.reading import read_time
from assistant.temporal.values import Purpose, Setting
from models.database import Database
from models.rows import Event, Task

FRIDAY = Repetition(date(2026, 3, 27))


@pytest.mark.parametrize(
    ("chosen", "rule"),
    [
        ({}, "FREQ=WEEKLY;BYDAY=FR"),
        ({"unit": "day", "every": 3, "times": 5}, "FREQ=DAILY;INTERVAL=3;COUNT=5"),
        ({"every": 2, "weekdays": (0, 2, 4)}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR"),
        ({"weekdays": (5, 6), "until": "30 June 2026"}, "FREQ=WEEKLY;BYDAY=SA,SU;UNTIL=20260630T235959"),
        ({"unit": "month"}, "FREQ=MONTHLY;BYMONTHDAY=27"),
        ({"unit": "month", "on": "the fourth Friday"}, "FREQ=MONTHLY;BYDAY=4FR"),
        ({"unit": "month", "every": 2, "on": "the last Friday"}, "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR"),
        ({"unit": "year", "times": 3}, "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=27;COUNT=3"),
    ],
)
def test_what_is_chosen_is_read_back(chosen: dict[str, object], rule: str) -> None:
    words = dataclasses.replace(FRIDAY, **chosen).words  # type: ignore[arg-type]
    read = read_time(words, Setting(NOW, ZONE, Purpose.CREATE))
    assert read is not None and read.rrule == rule, words


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 3, 27), ("the 27th", "the fourth Friday", "the last Friday")),
        (date(2026, 3, 3), ("the 3rd", "the first Tuesday")),
        (date(2026, 3, 22), ("the 22nd", "the fourth Sunday")),
        (date(2026, 3, 12), ("the 12th", "the second Thursday")),
        (date(2026, 1, 31), ("the 31st", "the fifth Saturday", "the last Saturday")),
    ],
)
def test_how_a_day_of_every_month_may_be_said(day: date, said: tuple[str, ...]) -> None:
    assert days_of_month(day) == said


@pytest.fixture
def form(window: MainWindow) -> EventEditor:
    """The form of a new event, Wednesday at ten."""
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    (editor,) = window.findChildren(EventEditor)
    write(editor.title, "Swim")
    return editor


def test_a_series_is_made_by_the_boxes_alone(
    window: MainWindow, form: EventEditor, filled: Database, qtbot: QtBot
) -> None:
    builder = form.repeat.builder
    assert not builder.isVisible()
    qtbot.mouseClick(form.repeat.choose, Qt.MouseButton.LeftButton)
    assert builder.isVisible() and form.repeat.text == "", "nothing is chosen yet"
    assert not any(day.isChecked() for day in builder.weekdays) and builder.every.hasFocus()
    QTest.keyClicks(builder.every, "2")
    qtbot.waitUntil(lambda: builder.weekdays[4].height() > 0)
    qtbot.mouseClick(builder.weekdays[4], Qt.MouseButton.LeftButton)
    assert builder.unit.currentText() == "weeks"
    QTest.keyClicks(builder.end, "so")
    write(builder.times, "3")
    assert form.repeat.text == "every 2 weeks on Wednesday and Friday for 3 times"
    assert "every 2 weeks" in form.repeat.read_back.text()
    with qtbot.waitSignal(window.workspace.committed):
        saved(form, qtbot)
    assert [start for start, _ in times(filled, "Swim")] == [at(4, 10), at(6, 10), at(18, 10)]


def test_the_boxes_take_up_what_is_typed(form: EventEditor, qtbot: QtBot) -> None:
    write(form.repeat, "every 120 days")
    qtbot.mouseClick(form.repeat.choose, Qt.MouseButton.LeftButton)
    assert form.repeat.builder.every.text() == "120" and form.repeat.text == "every 120 days"
    assert form.repeat.builder.unit.currentText() == "days"


def test_a_last_day_is_typed_and_the_series_ends_with_it(
    window: MainWindow, form: EventEditor, filled: Database, qtbot: QtBot
) -> None:
    qtbot.mouseClick(form.repeat.choose, Qt.MouseButton.LeftButton)
    QTest.keyClicks(form.repeat.builder.unit, "d")
    QTest.keyClicks(form.repeat.builder.end, "u")
    write(form.repeat.builder.until, "6 March")
    with qtbot.waitSignal(window.workspace.committed):
        saved(form, qtbot)
    assert [start for start, _ in times(filled, "Swim")] == [at(4, 10), at(5, 10), at(6, 10)]


def test_a_series_begins_on_the_first_day_of_its_rule(
    window: MainWindow, form: EventEditor, filled: Database, qtbot: QtBot
) -> None:
    write(form.repeat, "every friday")
    write(form.start, "thu 12 mar 18:00")
    assert form.repeat.read_back.text().endswith("first on Fri 13 Mar")
    with qtbot.waitSignal(window.workspace.committed):
        saved(form, qtbot)
    assert times(filled, "Swim") == [(at(day, 18), at(day, 19)) for day in (13, 20, 27)]


def test_one_of_a_series_says_how_it_repeats(window: MainWindow, qtbot: QtBot) -> None:
    """A list of tasks holds the one that is due, not the rule."""
    one = Event(
        id="y",
        uid="Yoga@test",
        calendar_id="work",
        summary="Yoga",
        recurrence_id=at(10, 18),
        start=at(10, 18),
        end=at(10, 19),
    )
    window.editing.open(one)
    qtbot.waitUntil(lambda: bool(window.findChildren(EventEditor)))
    (editor,) = window.findChildren(EventEditor)
    assert editor.repeat.field.text() == "every week" and editor.repeat.read_back.isHidden()


def test_a_task_that_repeats_is_due_on_the_first_day_of_its_rule(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    window.editing.open(Task(id="t", uid="t", calendar_id="groceries", summary="Bins"))
    (editor,) = window.findChildren(TaskEditor)
    write(editor.repeat, "every other friday")
    edit = saved(editor, qtbot)
    assert (edit.fields["due"], edit.fields["rrule"]) == (date(2026, 3, 6), "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR")


def test_a_task_with_a_start_begins_its_rule_with_both_sides(window: MainWindow, qtbot: QtBot) -> None:
    task = Task(id="t", uid="t", calendar_id="groceries", summary="Bins", start=date(2026, 3, 9), due=date(2026, 3, 10))
    window.editing.open(task)
    (editor,) = window.findChildren(TaskEditor)
    write(editor.repeat, "every friday")
    edit = saved(editor, qtbot)
    assert (edit.fields["start"], edit.fields["due"]) == (date(2026, 3, 12), date(2026, 3, 13))


@pytest.mark.parametrize(
    "chosen",
    [
        {"weekdays": (4,)},
        {"every": 2, "weekdays": (0, 2, 4), "times": 3},
        {"unit": "day", "every": 3, "until": "30 June 2026"},
        {"unit": "month", "on": "the 27th"},
        {"unit": "month", "every": 2, "on": "the last Friday"},
        {"unit": "year", "times": 3},
    ],
)
def test_a_rule_is_shown_by_the_boxes_that_make_it(chosen: dict[str, object]) -> None:
    made = dataclasses.replace(FRIDAY, **chosen)  # type: ignore[arg-type]
    read = read_time(made.words, Setting(NOW, ZONE, Purpose.CREATE))
    assert read is not None and read.rrule is not None
    shown = repetition_of(read.rrule, made.start, ZONE)
    assert shown is not None and shown.words == made.words


@pytest.mark.parametrize(
    "rule", ["FREQ=HOURLY", "FREQ=MONTHLY;BYMONTHDAY=12", "FREQ=WEEKLY;BYDAY=FR;BYSETPOS=1", "FREQ=DAILY;BYDAY=MO",
     "FREQ=DAILY;INTERVAL=1000", "FREQ=DAILY;COUNT=1000"],
)  # fmt: skip
def test_what_the_boxes_can_t_say_is_no_repetition_of_theirs(rule: str) -> None:
    assert repetition_of(rule, FRIDAY.start, ZONE) is None


def test_a_last_day_in_utc_is_that_of_the_wall_here() -> None:
    shown = repetition_of("FREQ=DAILY;UNTIL=20260701T035959Z", FRIDAY.start, ZONE)
    assert shown == dataclasses.replace(FRIDAY, unit="day", until="30 June 2026")


def test_the_boxes_show_what_was_chosen_or_typed_when_they_open_again(form: EventEditor, qtbot: QtBot) -> None:
    repeat, days = form.repeat, form.repeat.builder.weekdays

    def open_again() -> list[int]:
        for _ in range(2 if repeat.builder.isVisible() else 1):
            qtbot.mouseClick(repeat.choose, Qt.MouseButton.LeftButton)
        return [n for n, button in enumerate(days) if button.isChecked()]

    assert open_again() == [], "a look chooses nothing"
    qtbot.waitUntil(lambda: days[4].height() > 0)
    for day in (2, 4):
        qtbot.mouseClick(days[day], Qt.MouseButton.LeftButton)
    assert open_again() == [2, 4] and repeat.text == "every week on Wednesday and Friday"
    write(repeat, "every 3 weeks on tuesday for 5 times")
    assert open_again() == [1] and (repeat.builder.every.value(), repeat.builder.times.value()) == (3, 5)
    assert repeat.text == "every 3 weeks on tuesday for 5 times", "the words stay until a box is changed"


def test_the_boxes_show_the_rule_that_is_stored(window: MainWindow, qtbot: QtBot) -> None:
    choir = Event(id="e", uid="e", calendar_id="work", summary="Choir", start=at(5, 10), end=at(5, 11))
    window.editing.open(dataclasses.replace(choir, rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"))
    (editor,) = window.findChildren(EventEditor)
    qtbot.mouseClick(editor.repeat.choose, Qt.MouseButton.LeftButton)
    assert editor.repeat.builder.repetition == Repetition(date(2026, 3, 5), 2, "week", (1, 3), "the 5th")
    assert editor.repeat.text == "every 2 weeks on Tue and Thu" and editor.repeat.keeps


def test_a_series_keeps_its_rule_while_nothing_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    open_form(window, "Yoga")
    (editor,) = window.findChildren(EventEditor)
    label = editor.form.labelForField(editor.scope)
    assert isinstance(label, QLabel) and label.text() == "Change"
    assert editor.form.getWidgetPosition(editor.scope)[0] == 0, "which of the series is asked first"
    qtbot.mouseClick(editor.repeat.choose, Qt.MouseButton.LeftButton)
    assert editor.repeat.text == "every week" and editor.repeat.keeps and not editor.repeat.is_wrong
    QTest.keyClicks(editor.repeat.builder.unit, "m")
    assert editor.repeat.text == "every month on the 3rd"


def test_tab_goes_from_field_to_field_as_the_eye_does(form: EventEditor, qtbot: QtBot) -> None:
    form.title.setFocus()
    seen = []
    for _ in range(15):
        QTest.keyClick(QApplication.focusWidget() or form, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName() or focused.text())  # type: ignore[attr-defined]
    assert seen == [
        "Starts", "Ends", "All day", "Time zone…", "Repeats", "Choose how it repeats", "Place", "People", "Reminder", "Calendar",
        "Colour", "Status", "Notes", "Cancel", "Save",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"), [("fri 3pm tokyo time", "15:00 in Tokyo; here Fri 6 Mar, 1:00"), ("fri 3pm", "15:00")]
)
def test_an_hour_of_another_place_is_read_back_as_both(form: EventEditor, words: str, said: str) -> None:
    write(form.start, words)
    assert form.start.read_back.text() == f"Fri 6 Mar (in 2 days), {said}"


def test_who_only_looks_at_the_boxes_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    open_form(window, "Haircut")
    (editor,) = window.findChildren(EventEditor)
    qtbot.waitUntil(editor.isVisible)
    height, before = editor.height(), editor.values_typed()
    qtbot.mouseClick(editor.repeat.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: editor.height() > height)
    qtbot.mouseClick(editor.repeat.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: editor.height() == height)
    assert editor.repeat.text == "" and editor.values_typed() == before
    with qtbot.assertNotEmitted(editor.saved):
        editor.save()


def test_a_day_that_is_pressed_is_every_week_and_is_told_so(window: MainWindow, qtbot: QtBot) -> None:
    open_form(window, "Haircut")
    (editor,) = window.findChildren(EventEditor)
    qtbot.mouseClick(editor.repeat.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: editor.repeat.builder.weekdays[3].height() > 0)
    qtbot.mouseClick(editor.repeat.builder.weekdays[3], Qt.MouseButton.LeftButton)
    assert editor.repeat.text == "every week on Thursday"
    with qtbot.waitSignal(window.workspace.committed) as told:
        saved(editor, qtbot)
    assert told.args[0] == "“Haircut” changed: now every week on Thu"
