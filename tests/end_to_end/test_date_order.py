"""Whether 3/4 is in March or in April, on the command line as in the window."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli.date_order import locale_says_day_first, says_day_first
from app.settings import Preferences, Settings

Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(("day_first", "start"), [(True, "2027-04-03"), (False, "2027-03-04")])
def test_the_windows_setting_holds(plainday: Program, tmp_path: Path, day_first: bool, start: str) -> None:
    file = tmp_path / "config/plainday/settings.ini"
    file.parent.mkdir(parents=True)
    Settings(file).preferences = Preferences(day_first=day_first)
    assert says_day_first(file) is day_first
    assert json.loads(plainday("when", "3/4").stdout)["start"][:10] == start


DAYS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:june@test
DTSTART;VALUE=DATE:20270605
SUMMARY:In June
END:VEVENT
BEGIN:VEVENT
UID:may@test
DTSTART;VALUE=DATE:20270506
SUMMARY:In May
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize(("day_first", "found"), [(True, "In June"), (False, "In May")])
def test_the_agenda_reads_its_days_so(plainday: Program, tmp_path: Path, day_first: bool, found: str) -> None:
    calendar, file = tmp_path / "days.ics", tmp_path / "config/plainday/settings.ini"
    calendar.write_text(DAYS.replace("\n", "\r\n"), encoding="utf-8", newline="")
    file.parent.mkdir(parents=True)
    Settings(file).preferences = Preferences(day_first=day_first)
    plainday("import", str(calendar))
    rows = json.loads(plainday("agenda", "--from", "5/6", "--to", "5/6", "--json").stdout)
    assert [row["summary"] for row in rows] == [found]


def test_without_a_setting_the_locale_says_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert says_day_first(tmp_path / "settings.ini") is locale_says_day_first() is False
    monkeypatch.setenv("LC_ALL", "xx_YY.UTF-8")
    assert locale_says_day_first() is False


def test_a_settings_file_that_is_none_is_overlooked(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    file.write_bytes(b"\xff no settings\n")
    assert says_day_first(file) is locale_says_day_first()
