"""Dates and hours in words."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from small_calendar import NOW, ZONE, at

from app.formatting import Formatter
from app.theme import scale
from app.theme.lettering import in_order, write_line
from assistant.temporal.reading import read_time
from assistant.temporal.values import Purpose, Setting
from models.rows import Event, Task

TODAY = NOW.date()
FORMATTER = Formatter(ZONE)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (3, "in 3 days"),
        (-9, "9 days ago"),
        (21, "in 3 weeks"),
        (100, "in 3 months"),
        (800, "in 2 years"),
    ],
)
def test_distance(days: int, words: str) -> None:
    assert FORMATTER.distance(TODAY + timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(
    ("hour", "minute", "words"), [(0, 0, "12 am"), (9, 5, "9:05 am"), (12, 0, "12 pm"), (15, 30, "3:30 pm")]
)
def test_twelve_hours(hour: int, minute: int, words: str) -> None:
    assert Formatter(ZONE, twelve_hours=True).clock(at(4, hour, minute)) == words


def test_when_of_rows() -> None:
    timed = Event(id="a", uid="a", calendar_id="c", summary="a", start=at(6, 15), end=at(6, 16))
    assert FORMATTER.when(timed, TODAY) == "Fri 6 Mar, 15:00 – 16:00"
    days = Event(id="a", uid="a", calendar_id="c", summary="a", start=date(2026, 3, 6), end=date(2026, 3, 9))
    assert FORMATTER.when(days, TODAY) == "Fri 6 Mar – Sun 8 Mar"
    assert (
        FORMATTER.when(Task(id="t", uid="t", calendar_id="c", summary="t", due=date(2027, 1, 2)), TODAY)
        == "Sat 2 Jan 2027"
    )


@pytest.mark.parametrize("twelve_hours", [False, True])
@pytest.mark.parametrize(
    "when", [date(2026, 3, 6), date(2024, 2, 29), at(6, 15, 45), at(1, 0), datetime(2027, 12, 31, 23, 59, tzinfo=ZONE)]
)
def test_a_field_reads_back_what_it_was_filled_with(when: date | datetime, twelve_hours: bool) -> None:
    read = read_time(Formatter(ZONE, twelve_hours).phrase(when), Setting(NOW, ZONE, Purpose.CREATE))
    assert read is not None and read.start is not None
    assert read.time_said is isinstance(when, datetime)
    assert (read.start.replace(tzinfo=ZONE) if isinstance(when, datetime) else read.start.date()) == when


@pytest.mark.parametrize(
    ("day", "start", "end", "words"),
    [
        (6, at(6, 15), at(6, 16), "15:00 – 16:00"),
        (6, at(6, 22, 30), at(7, 7), "22:30 – 7:00"),
        (7, at(6, 22, 30), at(7, 7), "until 7:00"),
        (6, at(6, 17), at(8, 10), "from 17:00"),
        (7, at(6, 17), at(8, 10), "all day"),
        (8, at(6, 17), at(8, 10), "until 10:00"),
    ],
)
def test_a_line_of_a_day_says_what_lies_on_it(day: int, start: datetime, end: datetime, words: str) -> None:
    assert FORMATTER.span_on(date(2026, 3, day), start, end) == words


def test_titles_of_spans() -> None:
    assert FORMATTER.week(date(2026, 3, 2), 7) == "2 – 8 March 2026"
    assert FORMATTER.week(date(2026, 3, 30), 7) == "30 Mar – 5 Apr 2026"
    assert FORMATTER.week(date(2026, 12, 28), 7) == "28 Dec 2026 – 3 Jan 2027"
    assert FORMATTER.brief_week(date(2026, 3, 2), 7) == "2 – 8 Mar"
    assert FORMATTER.brief_week(date(2026, 3, 30), 7) == "30 Mar – 5 Apr"
    assert FORMATTER.brief_week(date(2026, 3, 3), 1) == "Tue 3 Mar"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("overlaps שיעור, 10:00–11:00", "overlaps שיעור\N{LEFT-TO-RIGHT MARK}, 10:00–11:00"),
        ("درس 9:30–10:00, Gym", "درس\N{LEFT-TO-RIGHT MARK} 9:30–10:00, Gym"),
        ("שיעור 3 עם דנה (Thu 26 Nov, 10:00)", "שיעור 3 עם דנה (Thu 26 Nov, 10:00)"),
        ("Lunch, 10:00–11:00", "Lunch, 10:00–11:00"),
    ],
)
def test_an_hour_stays_behind_a_name_that_is_read_from_the_right(words: str, written: str) -> None:
    assert in_order(words) == written


@pytest.mark.parametrize("words", ["Standup", "Zoë", "\N{MATHEMATICAL SCRIPT CAPITAL A} maths", "会議 Kickoff"])
def test_letters_of_another_font_stand_on_the_same_line(qapp: QApplication, words: str) -> None:
    """What is shaped once and kept looks as Qt writes it anew, to the pixel."""

    def written(write: Callable[[QPainter], object]) -> QImage:
        picture = QImage(200, 60, QImage.Format.Format_RGB32)
        picture.fill(0xFFFFFF)
        painter = QPainter(picture)
        painter.setFont(scale.font())
        write(painter)
        painter.end()
        return picture

    at = QPointF(5, 40)
    kept = written(lambda painter: write_line(painter, at, words, scale.font()))
    assert kept == written(lambda painter: painter.drawText(at, words))
