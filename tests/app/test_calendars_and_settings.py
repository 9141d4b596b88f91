"""Calendars by hand: new, renamed, coloured, the default, gone and taken back; and what the settings change, at once and for good."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from hands import grid_of, undo
from PySide6.QtCore import QPoint, Qt, QTime
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QToolButton
from pytestqt.qtbot import QtBot
from small_calendar import NOW, ZONE, at, stored
from test_gestures_of_hand import drag, point

from app import autostart
from app.formatting import Formatter
from app.item_models.rings import Ring
from app.orders import Order, order_of
from app.settings import Appearance, Preferences, Settings, quiet_hours
from app.views.calendar_dialog import CalendarDialog
from app.views.main_window import MainWindow
from app.views.settings_dialog import SettingsDialog
from app.views.tray import next_event
from assistant.temporal.values import Setting
from models import history
from models.changes import ChangeSet, RowChange
from models.colors import PALETTE, next_color
from models.database import Database
from models.rows import Calendar


def calendars(database: Database) -> dict[str, Calendar]:
    """What is stored, by name."""
    with stored(database) as queries:
        return {c.name: c for c in queries.calendars()}


def press(window: MainWindow, name: str) -> CalendarDialog:
    """Clicks a small button of the sidebar, and gives the form that opens."""
    button = next(b for b in window.sidebar.findChildren(QToolButton) if b.accessibleName() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    return window.findChildren(CalendarDialog)[-1]


def test_the_next_colour_is_one_that_is_free() -> None:
    made: list[Calendar] = []
    for n in range(len(PALETTE) + 1):
        made.append(Calendar(id=str(n), name=str(n), kind="event", color=next_color(made), position=n))
    assert {c.color for c in made[:-1]} == set(PALETTE) and made[-1].color == PALETTE[0]


def test_a_list_is_made_by_hand(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    form = press(window, "New list")
    assert not form.save_button.isEnabled()
    with qtbot.waitSignal(window.workspace.changed):
        QTest.keyClicks(form.name, "garden")
        QTest.keyClick(form.name, Qt.Key.Key_Return)
    made = calendars(filled)["Garden"]
    others = [c.color for c in calendars(filled).values() if c.id != made.id]
    assert made.kind == "task" and made.color in PALETTE and made.color not in others


def test_a_calendar_is_renamed_coloured_and_made_the_default(
    window: MainWindow, filled: Database, qtbot: QtBot
) -> None:
    form = press(window, "Change Work")
    form.name.selectAll()
    QTest.keyClicks(form.name, "Office")
    pink = next(b for b in form.colors.buttons() if b.accessibleName() == "Pink")
    QTest.mouseClick(pink, Qt.MouseButton.LeftButton)
    QTest.keyClick(form.default, Qt.Key.Key_Space)
    with qtbot.waitSignal(window.workspace.changed):
        QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    after = calendars(filled)
    assert after["Office"].color == "#c2255c" and after["Office"].is_default and not after["Personal"].is_default
    assert after["Tasks"].is_default, "tasks keep theirs"
    with qtbot.waitSignal(window.workspace.changed):
        undo(window, qtbot)
    assert calendars(filled)["Work"].color == "#0c8599" and calendars(filled)["Personal"].is_default


def test_a_calendar_goes_with_what_it_holds_after_a_preview(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    form = press(window, "Change Work")
    with qtbot.waitSignal(window.workspace.previewed):
        QTest.mouseClick(form.remove_button, Qt.MouseButton.LeftButton)
    assert "Work" in calendars(filled), "nothing goes before it was shown"
    assert len(window.command.card.model.lines) == 7  # six rows and the calendar
    with qtbot.waitSignal(window.workspace.changed):
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    assert "Work" not in calendars(filled)
    with qtbot.waitSignal(window.workspace.changed):
        undo(window, qtbot)
    assert "Work" in calendars(filled)
    qtbot.waitUntil(lambda: len(window.panel.calendars["week"].blocks) == 7)


def test_the_default_calendar_stays(window: MainWindow) -> None:
    form = press(window, "Change Personal")
    assert not form.remove_button.isEnabled() and not form.default.isEnabled()
    form.reject()


@pytest.fixture
def dialog(window: MainWindow) -> SettingsDialog:
    """The settings, opened by their key."""
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    return window.findChildren(SettingsDialog)[-1]


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("hide the weekend", "shows_weekend", False),
        ("fold the night", "folds_night", True),
        ("Compact view", "compact", True),
        ("use a compact look", "compact", True),
        ("show the time in Tokyo", "second_zone", "Asia/Tokyo"),
        ("Show Lima time", "second_zone", "America/Lima"),
        ("second zone: Europe/Berlin", "second_zone", "Europe/Berlin"),
        ("add the clock for India", "second_zone", "Asia/Kolkata"),
    ],
)
def test_a_typed_preference_is_chosen_and_kept(
    window: MainWindow, qtbot: QtBot, words: str, field: str, value: object
) -> None:
    QTest.keyClicks(window.command.line, words)
    qtbot.waitUntil(lambda: window.command.hint.text() == "↵ do that")
    with qtbot.waitSignal(window.workspace.preferences_changed):
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
    assert getattr(window.settings.preferences, field) == value and window.command.line.text == ""


def test_the_other_zone_goes_by_words_too(window: MainWindow, qtbot: QtBot) -> None:
    for words, zone in (("tokyo", "Asia/Tokyo"), ("lima", "America/Lima")):
        for deed, after in (("show", zone), ("hide", "")):
            QTest.keyClicks(window.command.line, f"{deed} {words} time")
            QTest.keyClick(window.command.line, Qt.Key.Key_Return)
            assert window.settings.preferences.second_zone == after


def test_hours_of_a_place_that_are_not_shown_can_t_be_hidden(window: MainWindow, qtbot: QtBot) -> None:
    def order(words: str) -> str:
        QTest.keyClicks(window.command.line, words)
        QTest.keyClick(window.command.line, Qt.Key.Key_Return)
        qtbot.waitUntil(window.toast.isVisible)
        return window.toast.label.text().replace("\n", " ")

    assert order("hide tokyo time") == "No other hours than your own are shown."
    window.preferring.choose(Preferences(second_zone="Europe/Paris"))
    assert order("hide tokyo time") == "The other hours that are shown are those of Paris."
    assert window.settings.preferences.second_zone == "Europe/Paris"


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("dark mode", Order("appearance", Appearance.DARK)),
        ("switch to the light theme", Order("appearance", Appearance.LIGHT)),
        ("export", Order("action", "export")),
        ("save as PDF", Order("action", "print")),
        ("settings", Order("action", "settings")),
        ("unfold the night", Order("preference", ("folds_night", False))),
        ("hide the time in Tokyo", Order("hidden_zone", "Asia/Tokyo")),
        ("remove the second time zone", Order("preference", ("second_zone", ""))),
        ("next three days", Order("days", 3)),
        ("30 days", None),
        ("show the time in Atlantis", None),
        ("show lunch time", None),
        ("export the report tomorrow", None),
        ("print boarding pass tomorrow", None),
        ("Please print my week.", Order("print", "week")),
        ("print my shopping list", Order("print_list", "shopping")),
        ("Please make the letters bigger.", Order("letters", 1)),
        ("make the text a bit smaller", Order("letters", -1)),
        ("larger letters", Order("letters", 1)),
        ("normal letters please", Order("letters", 0)),
        ("send the letters", None),
        ("write bigger letters to Ann tomorrow", None),
        ("hide", None),
    ],
)
def test_orders_to_the_window(words: str, order: Order | None) -> None:
    assert order_of(words, Setting(NOW, ZONE)) == order


def test_a_menu_s_switch_is_marked_while_it_is_on(window: MainWindow, qtbot: QtBot) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    week, action = window.panel.calendars["week"], window.actions_by_name["weekend"]
    for shown in (False, True):
        with qtbot.waitSignal(week.filled):
            QTest.keyClick(window, Qt.Key.Key_W, modifiers)
        assert action.isChecked() is shown and week.span[1] == (7 if shown else 5)


def test_weeks_begin_on_sunday_everywhere(window: MainWindow, dialog: SettingsDialog) -> None:
    assert window.panel.bar.title.text() == "2 – 8 March 2026"
    QTest.keyClicks(dialog.weekday, "Sun")
    assert window.panel.bar.title.text() == "1 – 7 March 2026"
    assert window.workspace.time_setting.first_weekday == 6
    assert window.settings.preferences.first_weekday == 6


def test_hours_and_dates_are_written_as_chosen(window: MainWindow, dialog: SettingsDialog, qtbot: QtBot) -> None:
    QTest.keyClick(dialog.clock, Qt.Key.Key_Down)
    assert window.workspace.formatter.clock(time(15)) == "3 pm"
    for key, day in ((Qt.Key.Key_Up, date(2026, 4, 3)), (Qt.Key.Key_Down, date(2026, 3, 4))):
        QTest.keyClick(dialog.order, key)
        assert order_of("go to 3/4", window.workspace.time_setting) == Order("day", day)


def test_a_compact_window_shows_more_at_once_and_is_as_it_was_afterwards(
    window: MainWindow, dialog: SettingsDialog, qtbot: QtBot
) -> None:
    grid, tasks = grid_of(window), window.panel.tasks.list
    window.panel.tasks.reload()
    qtbot.waitUntil(lambda: window.panel.tasks.model.rowCount() > 0)
    grid.zoom(2.0, 0.0)

    def measures() -> tuple[float, ...]:
        window.grab()
        height = tasks.visualRect(tasks.model().index(1, 0)).height()
        panel, header = window.panel.mapTo(window, QPoint()).y(), grid.view.header.height()
        return panel, header, height, window.command.card.confirm.sizeHint().height(), grid.hour_height

    before = measures()
    QTest.keyClick(dialog.density, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: all(one < other for one, other in zip(measures(), before, strict=True)))
    assert window.settings.preferences.compact
    QTest.keyClick(dialog.density, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: measures() == before)
    assert not window.settings.preferences.compact


def test_a_drag_can_stop_at_the_preview(window: MainWindow, dialog: SettingsDialog, qtbot: QtBot) -> None:
    QTest.keyClick(dialog.drags, Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    grid = grid_of(window)
    with qtbot.waitSignal(window.workspace.previewed), qtbot.assertNotEmitted(window.workspace.changed):
        drag(grid.viewport(), point(grid, at(5, 16, 20)), point(grid, at(6, 16, 20)))
    assert window.command.card.isVisible()


def test_quiet_hours_keep_the_desktop_quiet(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(window.tray, "notify", lambda ring: told.append(ring.row.summary))
    ring = Ring(at(4, 9), next(b.row for b in window.panel.calendars["week"].blocks))
    window.preferring.choose(Preferences(quiet=(time(22), time(7))))
    window.reminders.rang.emit(ring)
    assert len(told) == 1
    window.preferring.choose(Preferences(quiet=(time(8), time(10))))
    window.reminders.rang.emit(ring)
    assert len(told) == 1 and window.bell.isVisible() and ring.row.summary in window.bell.others.text()
    QTest.mouseClick(window.bell.answer_all, Qt.MouseButton.LeftButton)
    assert window.bell.isHidden()


@pytest.mark.parametrize(
    ("quiet", "hour", "is_quiet"),
    [("22:00 07:00", 23, True), ("22:00 07:00", 6, True), ("22:00 07:00", 7, False), ("12:00 13:00", 12, True),
     ("12:00 13:00", 13, False), ("", 3, False), ("nonsense", 3, False)],
)  # fmt: skip
def test_quiet_hours_may_go_past_midnight(quiet: str, hour: int, is_quiet: bool) -> None:
    assert Preferences(quiet=quiet_hours(quiet)).is_quiet(time(hour)) is is_quiet


def test_quiet_hours_are_set_and_kept(window: MainWindow, dialog: SettingsDialog) -> None:
    QTest.keyClick(dialog.quiet, Qt.Key.Key_Space)
    dialog.quiet_from.setTime(QTime(21, 30))
    assert window.settings.preferences.quiet == (time(21, 30), time(7))


def test_preferences_survive_a_restart(tmp_path: Path) -> None:
    chosen = Preferences(6, True, True, (time(22), time(7)), True, True, "Asia/Tokyo", False, True, True)
    settings = Settings(tmp_path / "s.ini")
    settings.preferences = chosen
    del settings
    assert Settings(tmp_path / "s.ini").preferences == chosen


def test_the_autostart_entry_is_written_and_taken_away(tmp_path: Path) -> None:
    file = tmp_path / "autostart/plainday.desktop"
    autostart.turn(file, True)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert autostart.is_on(file) and lines[0] == "[Desktop Entry]" and any(line.startswith("Exec=") for line in lines)
    autostart.turn(file, False)
    autostart.turn(file, False)
    assert not autostart.is_on(file)


def test_the_tray_says_the_next_event(window: MainWindow, filled: Database) -> None:
    with stored(filled) as queries:
        found = next_event(queries, at(4, 9))
        assert found is not None and found.summary == "Budget meeting"
        assert next_event(queries, at(4, 14)) != found, "one that has begun is not next"
    window.tray.show_next(found)
    assert window.tray.next.text() == "Budget meeting, Wed 4 Mar, 14:00 – 15:00"
    window.tray.show_next(None)
    assert window.tray.next.text() == "Nothing ahead"


def test_a_closed_window_without_a_tray_ends(window: MainWindow) -> None:
    window.preferring.choose(Preferences(stays_in_tray=True))
    assert window.close() and not window.isVisible()


def test_the_week_of_a_day_by_first_weekday() -> None:
    assert Formatter(ZONE).first_of_week(date(2026, 3, 1)) == date(2026, 2, 23)
    assert Formatter(ZONE, first_weekday=6).first_of_week(date(2026, 3, 1)) == date(2026, 3, 1)


def test_names_of_the_sidebar_keep_their_signs_and_end_before_their_pencil(
    open_main: Callable[[Database], MainWindow], qtbot: QtBot, filled: Database
) -> None:
    for place, name in enumerate(("R&D", "The very long name of what we do together on Sundays")):
        row = Calendar(id=f"n{place}", name=name, kind="event", color="#2f9e44", position=8 + place)
        history.commit(filled, ChangeSet((RowChange(None, row),), "calendar"), NOW)
    window = open_main(filled)
    boxes = {box.accessibleName(): box for box in window.sidebar.findChildren(QCheckBox)}
    assert boxes["Show R&D"].text() == "R&&D"
    long = next(box for name, box in boxes.items() if "together" in name)
    assert long.text().endswith("…") and "together" in long.toolTip()
    qtbot.waitUntil(lambda: long.parentWidget().width() > 0 and long.width() >= long.sizeHint().width())
    pencils = [b for b in window.sidebar.findChildren(QToolButton) if b.accessibleName().startswith("Change")]
    area = window.sidebar.rect()
    assert all(area.contains(pencil.mapTo(window.sidebar, pencil.rect().center())) for pencil in pencils)


def test_the_pencils_of_the_sidebar_follow_the_theme(window: MainWindow) -> None:
    pencil = next(b for b in window.sidebar.findChildren(QToolButton) if b.accessibleName().startswith("Change"))

    def ink() -> QColor:
        picture = pencil.icon().pixmap(14, 14).toImage()
        dots = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
        return max(dots, key=lambda color: color.alpha())

    light = ink().lightness()
    window.preferring.choose_appearance(Appearance.DARK)
    assert ink().lightness() > light + 50
