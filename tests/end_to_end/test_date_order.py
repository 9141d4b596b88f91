"""Whether 3/4 is in March or in April, on the command line as in the window."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.cli.date_order import locale_says_day_first, says_day_first
from app.settings import Preferences, Settings

Program = Callable[..., subprocess.CompletedProcess[str]]
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(("day_first", "start"), [(True, "2027-04-03"), (False, "2027-03-04")])
def test_the_windows_setting_holds(plainday: Program, tmp_path: Path, day_first: bool, start: str) -> None:
    file = tmp_path / "config/plainday/settings.ini"
    file.parent.mkdir(parents=True)
    Settings(file).preferences = Preferences(day_first=day_first)
    assert says_day_first(NEW_YORK, file) is day_first
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


@pytest.mark.parametrize(
    ("zone", "day_first"),
    [
        ("Europe/London", True),
        ("Australia/Sydney", True),
        ("Asia/Calcutta", True),
        ("America/New_York", False),
        ("US/Pacific", False),
        ("UTC", False),
    ],
)
def test_without_a_setting_or_a_locale_the_country_says_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, zone: str, day_first: bool
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert locale_says_day_first() is None
    assert says_day_first(ZoneInfo(zone), tmp_path / "settings.ini") is day_first
    monkeypatch.setenv("LC_ALL", "xx_YY.UTF-8")
    assert locale_says_day_first() is None


def test_the_other_order_is_offered(plainday: Program) -> None:
    read = json.loads(plainday("when", "3/4", "--tz", "Europe/London", "--now", "2026-03-01T09:00:00+00:00").stdout)
    assert [time["start"][:10] for time in (read, *read["alternatives"])] == ["2026-04-03", "2026-03-04"]


def test_a_settings_file_that_is_none_is_overlooked(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    file.write_bytes(b"\xff no settings\n")
    assert says_day_first(NEW_YORK, file) is bool(locale_says_day_first())
