"""Forms: date fields take phrases, only what changed is told, nothing is lost without asking."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hands import open_form
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from small_calendar import NOW, ZONE, at

from app.item_models.forms import alarms_of, attendees_of, event_times
from app.views.day_field import DayPopup
from app.views.editor import Edit, Editor
from app.views.editors import EventEditor, TaskEditor
from app.views.fields_area import FieldsArea
from app.views.main_window import MainWindow
from app.views.mini_month import CELL, NAMES, TITLE
from app.views.time_field import TimeField
from assistant.temporal.reading import read_time
from assistant.temporal.values import Anchored, Purpose, Setting
from models.rows import Alarm, Attendee, Event, Task


def edited(window: MainWindow, name: str) -> Editor:
    """The form of the thing with that name."""
    open_form(window, name)
    (editor,) = window.findChildren(EventEditor)
    return editor


def write(field: QWidget, text: str) -> None:
    """Replaces what is in a field, by keys."""
    target = field.field if isinstance(field, TimeField) else field
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(target, text)


def saved(editor: Editor, qtbot: QtBot) -> Edit:
    """What the form tells on Ctrl+Return."""
    with qtbot.waitSignal(editor.saved) as told:
        QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    edit = told.args[0]
    assert isinstance(edit, Edit)
    return edit


@pytest.fixture
def haircut(window: MainWindow) -> EventEditor:
    """The form of Thursday's haircut, 16 to 17."""
    editor = edited(window, "Haircut")
    assert isinstance(editor, EventEditor)
    return editor


def test_of_a_long_title_the_beginning_is_seen(window: MainWindow, qtbot: QtBot) -> None:
    title = "Call the plumber about the leaking tap in the upstairs bathroom before it gets worse"
    task = Task(id="tap", uid="tap@test", calendar_id="groceries", summary=title)
    window.editing.open(task)
    (editor,) = window.findChildren(TaskEditor)
    qtbot.waitUntil(lambda: editor.title.selectedText() == title and editor.title.cursorPosition() == 0)
    QTest.keyClicks(editor.title, "Tap")
    assert editor.title.text() == "Tap"


def test_saving_what_was_not_touched_changes_nothing(haircut: EventEditor, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(haircut.saved):
        QTest.keyClick(haircut, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not haircut.isVisible()


def test_an_event_under_way_keeps_its_start(window: MainWindow, qtbot: QtBot) -> None:
    """It is nine: a person who types “8:00” means the evening, but the event began at eight."""
    breakfast = Event(id="b", uid="b@test", calendar_id="work", summary="Breakfast", start=at(4, 8), end=at(4, 9, 30))
    editor = EventEditor(window.workspace, window.theme, breakfast, None, False, window)
    editor.show()
    assert editor.start.read_back.text() == "Wed 4 Mar (today), 8:00"
    write(editor.end, "10:30")
    assert saved(editor, qtbot).fields == {"end": at(4, 10, 30)}


def test_a_task_says_the_hour_at_which_it_is_due(window: MainWindow) -> None:
    pills = Task(id="p", uid="p@test", calendar_id="groceries", summary="Pills", due=at(4, 8))
    editor = TaskEditor(window.workspace, window.theme, pills, None, False, window)
    assert editor.due.read_back.text() == "Wed 4 Mar (today), 8:00"


@pytest.mark.parametrize(("right", "down"), [(0.0, 0.0), (0.0, 1.0), (1.0, 0.5), (1.0, 1.0), (-1.0, 0.5)])
def test_the_month_beside_a_date_stays_on_the_screen(haircut: EventEditor, right: float, down: float) -> None:
    """Wherever on the screen, or half over its sides, the field is: the month covers neither it nor what is beyond the screen."""
    field, screen = haircut.start.field, haircut.screen().availableGeometry()
    wanted = QPoint(round(screen.center().x() * (1 + right)) - 60, round((screen.height() - field.height()) * down))
    haircut.move(haircut.pos() + wanted - field.mapToGlobal(QPoint()))
    haircut.start.pick.trigger()
    (popup,) = haircut.findChildren(DayPopup)
    month, beside = popup.geometry(), QRect(field.mapToGlobal(QPoint()), field.size())
    shift = QPoint(2, 2)  # the platform without a screen puts a popup so much beside its place
    assert screen.contains(month.translated(-shift)) and not month.translated(-shift).intersects(beside)
    assert (month.y() < beside.y()) is (down == 1.0), "above where there is no room below"


def test_a_day_is_chosen_from_a_month(haircut: EventEditor, qtbot: QtBot) -> None:
    """It is Thursday the fifth, 16:00; the arrows go on choosing until Enter, a click is a choice."""
    haircut.start.pick.trigger()
    (popup,) = haircut.findChildren(DayPopup)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(popup.month, key)
    assert haircut.start.text == "Fri 13 Mar 2026 16:00"
    assert haircut.end.read_back.text() == "Fri 13 Mar, 17:00"
    QTest.keyClick(popup.month, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not haircut.findChildren(DayPopup))
    haircut.start.pick.trigger()
    (popup,) = haircut.findChildren(DayPopup)
    QTest.mouseClick(popup.month, Qt.MouseButton.LeftButton, pos=QPoint(10, TITLE + NAMES + CELL // 2))
    qtbot.waitUntil(lambda: not haircut.findChildren(DayPopup))
    assert saved(haircut, qtbot).fields == {
        "start": datetime(2026, 2, 23, 16, tzinfo=ZONE),
        "end": datetime(2026, 2, 23, 17, tzinfo=ZONE),
    }


@pytest.mark.parametrize(
    ("start", "end", "times"),
    [
        ("fri 3pm", None, (at(6, 15), at(6, 16))),
        ("friday", None, (at(6, 16), at(6, 17))),
        ("10am", None, (at(5, 10), at(5, 11))),
        (None, "18:30", (at(5, 16), at(5, 18, 30))),
        (None, "90 minutes", (at(5, 16), at(5, 17, 30))),
        ("fri 11pm", "1am", (at(6, 23), at(7, 1))),
    ],
)
def test_date_fields_take_phrases(
    haircut: EventEditor, qtbot: QtBot, start: str | None, end: str | None, times: tuple[datetime, datetime]
) -> None:
    if start:
        write(haircut.start, start)
    if end:
        write(haircut.end, end)
    edit = saved(haircut, qtbot)
    assert (edit.fields.get("start", haircut.row.start), edit.fields.get("end")) == times
    assert set(edit.fields) <= {"start", "end"}


def test_a_phrase_that_is_no_time_is_said_and_not_saved(haircut: EventEditor, qtbot: QtBot) -> None:
    write(haircut.start, "banana")
    assert "no time" in haircut.start.read_back.text()
    with qtbot.assertNotEmitted(haircut.saved):
        QTest.keyClick(haircut, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert haircut.isVisible() and haircut.message.text()


def test_other_fields(haircut: EventEditor, qtbot: QtBot) -> None:
    write(haircut.title, "Haircut at Rosa's")
    write(haircut.people, "Rosa, Sam Ortiz")
    write(haircut.location, "Main Street")
    write(haircut.repeat, "every 6 weeks")
    edit = saved(haircut, qtbot)
    assert edit.fields["summary"] == "Haircut at Rosa's"
    assert edit.fields["attendees"] == (Attendee(name="Rosa"), Attendee(name="Sam Ortiz"))
    assert edit.fields["location"] == "Main Street"
    assert edit.fields["rrule"].startswith("FREQ=WEEKLY;INTERVAL=6")
    assert "start" not in edit.fields and "alarms" not in edit.fields


def test_the_status_is_told_only_where_it_is_another(haircut: EventEditor, qtbot: QtBot) -> None:
    assert haircut.status.currentText() == "Confirmed", "what says nothing takes place"
    haircut.status.setFocus()
    QTest.keyClick(haircut.status, Qt.Key.Key_Down)
    assert saved(haircut, qtbot).fields == {"status": "TENTATIVE"}


def test_escape_asks_before_it_throws_away(haircut: EventEditor, qtbot: QtBot) -> None:
    write(haircut.title, "Something else")
    answers = iter(["Keep editing", "Discard"])

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        wanted = next(answers)
        QTest.mouseClick(next(b for b in box.buttons() if b.text() == wanted), Qt.MouseButton.LeftButton)

    QTimer.singleShot(50, answer)
    QTest.keyClick(haircut.title, Qt.Key.Key_Escape)
    assert haircut.isVisible()
    QTimer.singleShot(50, answer)
    QTest.keyClick(haircut.title, Qt.Key.Key_Escape)
    assert not haircut.isVisible()


def test_escape_of_an_untouched_form_just_closes(haircut: EventEditor) -> None:
    QTest.keyClick(haircut.title, Qt.Key.Key_Escape)
    assert not haircut.isVisible()


def test_a_task_that_stands_in_hours_keeps_its_length_when_it_is_due_on_another_day(
    window: MainWindow, qtbot: QtBot
) -> None:
    task = Task(id="t", uid="t", calendar_id="groceries", summary="Write the letter", start=at(4, 15), due=at(4, 16))
    window.editing.open(task)
    (editor,) = window.findChildren(TaskEditor)
    write(editor.due, "6 march 4pm")
    assert saved(editor, qtbot).fields == {"start": at(6, 15), "due": at(6, 16)}


def test_a_task_without_an_hour_is_due_a_day(window: MainWindow, qtbot: QtBot) -> None:
    task = Task(id="t", uid="t", calendar_id="groceries", summary="Pay rent")
    window.editing.open(task)
    (editor,) = window.findChildren(TaskEditor)
    write(editor.due, "friday")
    assert "in 2 days" in editor.due.read_back.text()
    assert saved(editor, qtbot).fields == {"due": date(2026, 3, 6)}


def read(phrase: str) -> Anchored:
    """A phrase at the tests' now."""
    found = read_time(phrase, Setting(NOW, ZONE, Purpose.CREATE))
    assert found is not None
    return found


def test_all_day_and_back() -> None:
    timed = Event(id="e", uid="e", calendar_id="c", summary="e", start=at(5, 16), end=at(5, 17))
    assert event_times(read("fri 6 mar"), None, timed, True, ZONE) == {
        "start": date(2026, 3, 6),
        "end": date(2026, 3, 7),
    }
    days = Event(id="e", uid="e", calendar_id="c", summary="e", start=date(2026, 3, 5), end=date(2026, 3, 8))
    assert event_times(read("fri 6 mar"), None, days, True, ZONE) == {
        "start": date(2026, 3, 6),
        "end": date(2026, 3, 9),
    }
    assert event_times(read("fri 6 mar"), read("8 mar"), days, True, ZONE)["end"] == date(2026, 3, 9)
    assert event_times(read("fri 6 mar"), None, days, False, ZONE) == {"start": at(6, 9), "end": at(6, 10)}


def test_a_length_is_elapsed_time_over_a_clock_change() -> None:
    night = Event(id="e", uid="e", calendar_id="c", summary="e", start=at(5, 22), end=at(6, 6))
    times = event_times(read("sat 7 mar 10pm"), None, night, False, ZONE)
    assert times["end"] == at(8, 7)  # the clock skips an hour that night


def test_attendees_keep_their_address() -> None:
    known = (Attendee(name="Sam Ortiz", address="mailto:sam@example.org"),)
    assert attendees_of("sam ortiz, Kim,", known) == (known[0], Attendee(name="Kim"))


def test_only_the_first_alarm_is_the_form_s() -> None:
    two = (Alarm(trigger=timedelta(minutes=-5)), Alarm(trigger=timedelta(hours=-1)))
    assert alarms_of(timedelta(minutes=-10), two) == (Alarm(trigger=timedelta(minutes=-10)), two[1])
    assert alarms_of(None, two) == two[1:]


def test_the_last_day_of_a_series_is_said_as_the_wall_here_shows_it(window: MainWindow) -> None:
    rule = "FREQ=WEEKLY;UNTIL=20260501T035959Z"  # the last second of April in New York
    row = Event(id="y", calendar_id="", uid="y", summary="Yoga", start=at(5, 19), end=at(5, 20), rrule=rule)
    editor = EventEditor(window.workspace, window.theme, row, rule, False, window)
    last = datetime(2026, 5, 1, 3, 59, 59, tzinfo=UTC).astimezone(ZONE)
    assert f"until {last.day} {last:%b} 2026" in editor.repeat.field.placeholderText()


@pytest.mark.parametrize(
    ("trigger", "said"),
    [
        (timedelta(minutes=-10), "10 minutes before"),
        (timedelta(minutes=-25), "25 minutes before"),
        (datetime(2026, 3, 4, 12, tzinfo=UTC), "Wed 4 Mar"),
    ],
)
def test_a_form_says_an_alarm_and_keeps_it(
    window: MainWindow, qtbot: QtBot, trigger: timedelta | datetime, said: str
) -> None:
    row = Event(
        id="y",
        calendar_id="",
        uid="y",
        summary="Yoga",
        start=at(5, 19),
        end=at(5, 20),
        alarms=(Alarm(trigger=trigger),),
    )
    editor = EventEditor(window.workspace, window.theme, row, None, False, window)
    assert said in editor.alarm.currentText()
    write(editor.title, "Yoga class")
    assert "alarms" not in saved(editor, qtbot).fields
    editor.alarm.setCurrentIndex(0)
    assert saved(editor, qtbot).fields["alarms"] == ()


def test_enter_presses_the_button_that_has_the_keyboard(haircut: EventEditor, qtbot: QtBot) -> None:
    haircut.cancel.setFocus()
    with qtbot.assertNotEmitted(haircut.saved):
        QTest.keyClick(haircut.cancel, Qt.Key.Key_Return)
    assert not haircut.isVisible()


def test_enter_in_a_field_saves(haircut: EventEditor, qtbot: QtBot) -> None:
    write(haircut.title, "Trim")
    with qtbot.waitSignal(haircut.saved) as told:
        QTest.keyClick(haircut.title, Qt.Key.Key_Return)
    assert told.args[0].fields == {"summary": "Trim"}


def test_save_is_in_reach_where_the_screen_is_lower_than_the_fields(haircut: EventEditor, qtbot: QtBot) -> None:
    area = haircut.findChildren(FieldsArea)[0]
    bar, screen = area.verticalScrollBar(), haircut.screen().availableGeometry()
    assert bar.maximum() == 0, "where there is room nothing scrolls"
    haircut.location.setFixedHeight(screen.height())  # as large letters make of all fields
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert haircut.frameGeometry().height() <= screen.height()
    assert haircut.rect().contains(haircut.save_button.geometry())
    haircut.status.setFocus()
    QTest.keyClick(haircut.status, Qt.Key.Key_Tab)
    assert haircut.focusWidget() is haircut.notes and bar.value() > 0, "the keys scroll to where they go"
    write(haircut.location, "Main Street")
    with qtbot.waitSignal(haircut.saved) as told:
        QTest.mouseClick(haircut.save_button, Qt.MouseButton.LeftButton)
    assert told.args[0].fields == {"location": "Main Street"}


def test_a_form_without_a_title_says_so_and_leads_there(haircut: EventEditor) -> None:
    write(haircut.title, " ")
    haircut.notes.setFocus()
    QTest.keyClick(haircut, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert haircut.isVisible() and haircut.message.text() and haircut.title.hasFocus()


def test_the_end_moves_along_with_the_start(haircut: EventEditor, qtbot: QtBot) -> None:
    write(haircut.start, "tomorrow 18:00")
    assert haircut.end.text == "19:00" and haircut.end.read_back.text() == "Thu 5 Mar, 19:00"
    write(haircut.start, "friday 23:30")
    assert haircut.end.read_back.text() == "Sat 7 Mar, 0:30"
    assert saved(haircut, qtbot).fields == {"start": at(6, 23, 30), "end": at(7, 0, 30)}


def test_an_end_that_was_typed_stays_and_is_read_as_it_is_stored(haircut: EventEditor, qtbot: QtBot) -> None:
    write(haircut.end, "17:30")
    write(haircut.start, "tomorrow 18:00")
    assert haircut.end.text == "17:30" and haircut.end.read_back.text() == "Fri 6 Mar, 17:30"
    assert saved(haircut, qtbot).fields == {"start": at(5, 18), "end": at(6, 17, 30)}


def test_of_whole_days_the_end_is_written_anew(haircut: EventEditor, qtbot: QtBot) -> None:
    haircut.all_day.setChecked(True)
    assert haircut.end.read_back.text() == "Thu 5 Mar"
    haircut.all_day.setChecked(False)
    assert haircut.end.text == "17:00"
    with qtbot.assertNotEmitted(haircut.saved):
        QTest.keyClick(haircut, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
