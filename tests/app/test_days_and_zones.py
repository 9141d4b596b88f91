"""Some days, the year, another zone's hours, the working week, and how high an hour is."""

from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hands import grid_of, hide_calendar, say
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot
from small_calendar import ZONE, at
from test_gestures_of_hand import drag, point, times

from app.formatting import Formatter
from app.item_models.blocks import block_of
from app.settings import Preferences, Settings, city_of
from app.theme import scale
from app.views.editors import EventEditor
from app.views.gutter import COLUMN, clock_beside, column_of, head_of, week_number
from app.views.main_window import MainWindow
from app.views.settings_dialog import SettingsDialog
from app.views.year import YearView
from models.database import Database
from models.rows import Event

CONTROL = Qt.KeyboardModifier.ControlModifier


def year_of(window: MainWindow, qtbot: QtBot) -> YearView:
    """The year, shown by its key and read."""
    view = window.panel.calendars["year"]
    assert isinstance(view, YearView)
    with qtbot.waitSignal(view.filled):
        QTest.keyClick(window, Qt.Key.Key_5, CONTROL)
    assert window.panel.current is view
    return view


@pytest.mark.parametrize(("words", "days"), [("next 3 days", 3), ("show ten", 0), ("5 days", 5), ("two days", 2)])
def test_a_typed_number_of_days_is_shown(window: MainWindow, qtbot: QtBot, words: str, days: int) -> None:
    say(window, qtbot, words)
    assert window.panel.name == ("days" if days else "week")
    if days:
        assert window.panel.calendars["days"].span == (date(2026, 3, 4), days)
        assert window.panel.bar.switch["days"].text() == f"{days} days"
        assert window.command.line.text == ""


def test_a_typed_name_of_a_view_shows_it(window: MainWindow, qtbot: QtBot) -> None:
    say(window, qtbot, "show the month")
    assert window.panel.name == "month"
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert window.panel.name == "days" and window.panel.calendars["days"].span[1] == 4


def test_the_keys_of_the_views_are_in_the_order_of_their_buttons(window: MainWindow) -> None:
    bar = window.panel.bar
    row = sorted(bar.switch, key=lambda name: bar.switch[name].x())
    for number, name in enumerate(row, 1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
        assert window.panel.name == name and bar.switch[name].toolTip().endswith(f"(Ctrl+{number})")


def test_every_view_has_its_button(window: MainWindow) -> None:
    for name, button in window.panel.bar.switch.items():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert window.panel.name == name and button.isChecked()
        assert sum(other.isChecked() for other in window.panel.bar.switch.values()) == 1


def test_the_year_shows_how_full_its_days_are(window: MainWindow, qtbot: QtBot) -> None:
    year = year_of(window, qtbot)
    assert window.panel.bar.title.text() == "2026"
    assert (year.density[date(2026, 3, 5)], year.density[date(2026, 3, 10)], year.density[date(2026, 3, 11)]) == (
        2,
        1,
        0,
    )
    picture = year.grab().toImage()
    ratio = picture.devicePixelRatio()

    def color(day: date) -> str:
        corner = year.rect_of(day).topLeft() + QPointF(5, 5)
        return picture.pixelColor((corner * ratio).toPoint()).name()

    assert len({color(date(2026, 3, day)) for day in (5, 10, 11)}) == 3
    hide_calendar(window, "Work")
    assert not +year.density


def test_a_click_in_the_year_goes_to_the_day_and_one_on_a_name_to_the_month(window: MainWindow, qtbot: QtBot) -> None:
    year = year_of(window, qtbot)
    qtbot.mouseClick(year, Qt.MouseButton.LeftButton, pos=year.rect_of(date(2026, 8, 13)).center().toPoint())
    assert window.panel.name == "day" and window.panel.day == date(2026, 8, 13)
    year = year_of(window, qtbot)
    qtbot.mouseClick(year, Qt.MouseButton.LeftButton, pos=year.title_rect(11).center().toPoint())
    assert window.panel.name == "month" and window.panel.day == date(2026, 11, 1)


def test_a_double_click_in_the_year_opens_no_form(window: MainWindow, qtbot: QtBot) -> None:
    year = year_of(window, qtbot)
    place = year.mapTo(window, year.rect_of(date(2026, 8, 13)).center().toPoint())
    QTest.mouseDClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert window.panel.name == "day" and not window.findChildren(EventEditor)


def test_keys_go_through_the_year(window: MainWindow, qtbot: QtBot) -> None:
    year = year_of(window, qtbot)
    year.setFocus()
    QTest.keyClick(year, Qt.Key.Key_Right)
    assert year.accessibleDescription() == "Thursday 5 March 2026, 2 events"
    with qtbot.waitSignal(year.filled):
        QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert year.title == "2027"
    QTest.keyClick(year, Qt.Key.Key_Return)
    assert window.panel.name == "day" and window.panel.day == date(2027, 3, 5)


def test_days_of_a_narrow_year_do_not_touch(window: MainWindow, qtbot: QtBot) -> None:
    year = year_of(window, qtbot)
    year.resize(490, 520)
    assert year.rect_of(date(2026, 3, 30)).width() > scale.width_of("30", scale.CAPTION) + 2


@pytest.mark.parametrize("size", [(1100, 760), (520, 400), (900, 420)])
def test_each_day_of_a_year_has_a_place_of_its_own(window: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    year = year_of(window, qtbot)
    year.resize(*size)
    first, days = year.span
    for n in range(0, days, 5):
        day = date.fromordinal(first.toordinal() + n)
        assert year.day_at(year.rect_of(day).center()) == day
        assert year.rect().contains(year.rect_of(day).toRect())


@pytest.mark.parametrize(
    ("zone", "hour", "days", "shown"),
    [
        ("Asia/Tokyo", 9, [date(2026, 3, 4)], "23:00"),
        ("Asia/Tokyo", 9, [date(2026, 3, 9)], "22:00"),
        ("Asia/Tokyo", 9, [date(2026, 3, 7), date(2026, 3, 8)], "23/22:00"),
        ("Europe/Berlin", 9, [date(2026, 3, 28), date(2026, 3, 29)], "14/15:00"),
        ("Asia/Kolkata", 9, [date(2026, 7, 1)], "18:30"),
    ],
)
def test_the_clock_of_another_zone_follows_both_changes_of_the_clock(
    zone: str, hour: int, days: list[date], shown: str
) -> None:
    assert clock_beside(hour, days, Formatter(ZONE), ZoneInfo(zone)) == shown


def test_the_clock_of_another_zone_in_twelve_hours() -> None:
    days = [date(2026, 3, 7), date(2026, 3, 8)]
    twelve = Formatter(ZONE, twelve_hours=True)
    assert clock_beside(9, days, twelve, ZoneInfo("Asia/Tokyo")) == "11/10 pm"
    assert clock_beside(9, days[:1], twelve, ZoneInfo("Asia/Tokyo")) == "11 pm"


@pytest.mark.parametrize("twelve", [False, True])
def test_the_hour_that_it_is_is_read_whole_to_the_minute(qapp: QApplication, twelve: bool) -> None:
    formatter = Formatter(ZONE, twelve_hours=twelve)
    minutes = [formatter.clock(time(*divmod(minute, 60))) for minute in range(24 * 60)]
    widest = max(scale.width_of(words, scale.CAPTION, QFont.Weight.DemiBold) for words in minutes)
    assert widest <= column_of(formatter) - scale.S


def test_another_zone_is_chosen_and_the_hours_make_room(window: MainWindow, filled: Database, qtbot: QtBot) -> None:
    grid = grid_of(window)
    narrow = grid.column_width
    QTest.keyClick(window, Qt.Key.Key_Comma, CONTROL)
    dialog = window.findChildren(SettingsDialog)[-1]
    dialog.zone.setFocus()
    dialog.zone.lineEdit().selectAll()
    QTest.keyClicks(dialog.zone.lineEdit(), "Tokyo (Asia)")
    QTest.keyClick(dialog.zone.lineEdit(), Qt.Key.Key_Return)
    assert window.settings.preferences.second_zone == "Asia/Tokyo"
    dialog.close()
    assert grid.gutter == 2 * COLUMN and grid.column_width < narrow
    with qtbot.waitSignal(window.workspace.committed):
        drag(grid.viewport(), point(grid, at(5, 16, 20)), point(grid, at(6, 14, 50)))
    assert times(filled, "Haircut") == [(at(6, 14, 30), at(6, 15, 30))]


@pytest.mark.parametrize(
    ("typed", "zone", "trouble"),
    [
        ("berlin", "Europe/Berlin", ""),
        ("Europe/Berlin", "Europe/Berlin", ""),
        ("new york", "America/New_York", ""),
        ("kolk", "Asia/Kolkata", ""),
        ("none", "", ""),
        ("", "", ""),
        ("atlantis", "Asia/Tokyo", "I know no place of that name."),
        ("bel", "Asia/Tokyo", "Which one: Belem (America), Belfast (Europe) …?"),
    ],
)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_place_that_is_typed_is_taken_or_told_to_be_none(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, typed: str, zone: str, trouble: str
) -> None:
    window.preferring.set("second_zone", "Asia/Tokyo")
    QTest.keyClick(window, Qt.Key.Key_Comma, CONTROL)
    dialog = window.findChildren(SettingsDialog)[-1]
    field = dialog.zone.lineEdit()
    dialog.activateWindow()
    dialog.zone.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClicks(field, typed)
    dialog.zone.completer().popup().hide()  # the platform without a screen gives it the keys
    QTest.keyClick(field, key)
    assert window.settings.preferences.second_zone == zone
    assert [label.text() for label in dialog.findChildren(QLabel) if label.property("wrong")] == [trouble]
    assert dialog.isVisible() or not trouble
    if trouble:
        qtbot.mouseClick(dialog.findChild(QDialogButtonBox).buttons()[0], Qt.MouseButton.LeftButton)
        assert dialog.isVisible() and field.text() == typed
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("zone", "head"),
    [
        ("Asia/Tokyo", "Tokyo"),
        ("America/Argentina/Buenos_Aires", "UTC-03"),
        ("America/North_Dakota/New_Salem", "UTC-06"),
        ("Australia/Broken_Hill", "UTC+10:30"),
    ],
)
def test_of_a_place_with_a_long_name_the_clock_is_said(qapp: QApplication, zone: str, head: str) -> None:
    assert head_of(ZoneInfo(zone), date(2026, 3, 2)) == head


@pytest.mark.parametrize("name", ["Nowhere/Atlantis", "../etc", ""])
def test_a_zone_that_is_none_is_not_shown(name: str) -> None:
    assert Preferences(second_zone=name).zone_beside is None


def test_what_was_chosen_is_kept(tmp_path: Path) -> None:
    chosen = Preferences(second_zone="Asia/Tokyo", shows_weekend=False)
    Settings(tmp_path / "a.ini").preferences = chosen
    kept = Settings(tmp_path / "a.ini").preferences
    assert (kept.second_zone, kept.shows_weekend) == ("Asia/Tokyo", False)
    assert city_of("America/Argentina/Buenos_Aires") == "Buenos Aires"


@pytest.mark.parametrize(("first_weekday", "monday"), [(0, 2), (6, 2), (5, 2)])
def test_the_working_week(window: MainWindow, qtbot: QtBot, first_weekday: int, monday: int) -> None:
    week = window.panel.calendars["week"]
    with qtbot.waitSignal(week.filled):
        window.preferring.choose(Preferences(first_weekday=first_weekday, shows_weekend=False))
    assert week.span == (date(2026, 3, monday), 5)
    with qtbot.waitSignal(week.filled):
        QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert week.span == (date(2026, 3, monday + 7), 5)
    assert window.panel.calendars["day"].span[1] == 1


@pytest.mark.parametrize(
    ("first", "number"),
    [
        (date(2026, 3, 2), 10),
        (date(2026, 3, 1), 10),
        (date(2025, 12, 29), 1),
        (date(2027, 1, 3), 1),
        (date(2020, 12, 28), 53),
    ],
)
def test_the_number_of_a_week_is_that_of_its_thursday(first: date, number: int) -> None:
    assert week_number(first) == number


def test_short_events_in_a_row_get_the_whole_width_where_hours_are_high(window: MainWindow) -> None:
    grid = grid_of(window)
    short = [
        Event(id=f"s{n}", uid=f"s{n}", calendar_id="work", summary=f"Slot {n}", start=at(7, 9, 20 * n), end=at(7, 9, 20 * n + 20))
        for n in range(2)
    ]  # fmt: skip
    grid.view.blocks = tuple(block_of(row, ZONE, {}) for row in short)
    grid.set_blocks()

    def widths() -> list[bool]:
        return [rect.width() > 0.8 * grid.column_width for rect, _ in grid.painted()]

    assert widths() == [False, False], "each needs a line to be read, so they stand side by side"
    grid.zoom(2.0, 0.0)
    assert widths() == [True, True]
    grid.zoom(0.5, 0.0)
    assert widths() == [False, False]


def test_the_wheel_with_control_makes_hours_higher_in_small_steps(window: MainWindow) -> None:
    grid = grid_of(window)
    grid.scroll_to(9 * 60)
    where = QPointF(300, 200)
    under, before = grid.ground.place_at(where), grid.hour_height

    def turn(delta: int) -> None:
        wheel = QWheelEvent(
            where, grid.viewport().mapToGlobal(where), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, CONTROL,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(grid.viewport(), wheel)

    turn(30)
    small = grid.hour_height
    assert before < small < before * 1.05
    for _ in range(5):
        turn(120)
    assert grid.hour_height > small * 1.5
    assert abs(grid.ground.place_at(where)[1] - under[1]) <= 6, "what is under the pointer stays there"
    QTest.keyClick(grid, Qt.Key.Key_0, CONTROL)
    assert grid.hour_height == pytest.approx(before)
    QTest.keyClick(grid, Qt.Key.Key_Minus, CONTROL)
    assert grid.hour_height < before


@pytest.mark.parametrize("width", [1600, 1280, 1020, 800])
def test_no_button_of_a_view_is_cut(window: MainWindow, qtbot: QtBot, width: int) -> None:
    window.resize(width, 700)
    QTest.keyClick(window, Qt.Key.Key_6, CONTROL)
    for button in window.panel.bar.switch.values():
        qtbot.waitUntil(lambda button=button: button.width() >= button.sizeHint().width())
    styles = {button.toolButtonStyle() for button in window.panel.bar.switch.values()}
    assert styles in ({Qt.ToolButtonStyle.ToolButtonTextBesideIcon}, {Qt.ToolButtonStyle.ToolButtonTextOnly}), (
        "words stay, if need be in a line of their own"
    )
