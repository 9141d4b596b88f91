"""The program as it is started: without a display it talks in the terminal; a second window start raises the first and ends."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import history
from models.database import open_database

NOW = ["--now", "2026-03-04T09:00:00-05:00", "--tz", "America/New_York"]
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def command(database: Path) -> list[str]:
    """`plainday` without a verb, over a file."""
    return [sys.executable, "-m", "app", "--db", str(database), *NOW]


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """An environment whose home is empty, and without a display."""
    kept = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    folders = {name: str(home / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    return kept | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)} | folders | more


def test_without_a_display_the_conversation_is_in_the_terminal(tmp_path: Path) -> None:
    said = "lunch with Kim friday at 1pm\nyes\nundo\nlunch with Kim friday at 1pm\nno\n\n"
    database = tmp_path / "calendar.sqlite"
    talk = subprocess.run(
        command(database),
        input=said,
        env=surroundings(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "Lunch with Kim" in talk.stdout and "Fri 6 Mar" in talk.stdout
    assert talk.stderr == ""
    with open_database(database) as opened:
        assert [(e.text, e.undone) for e in history.entries(opened)] == [("lunch with Kim friday at 1pm", True)]


def test_words_without_a_command_become_a_task_by_a_number_in_the_terminal(tmp_path: Path) -> None:
    database = tmp_path / "calendar.sqlite"
    talk = subprocess.run(
        command(database), input="call mum\n1\nyes\n\n", env=surroundings(tmp_path), capture_output=True, text=True,
        timeout=60, check=True,
    )  # fmt: skip
    assert "1. Note it as a task" in talk.stdout and "Search" not in talk.stdout
    with open_database(database) as opened:
        assert [e.text for e in history.entries(opened)] == ['add "call mum" to my tasks']


def test_words_without_a_command_leave_the_plan_on_the_table_in_the_terminal(tmp_path: Path) -> None:
    database = tmp_path / "calendar.sqlite"
    said = "lunch with Kim friday at 1pm\nwhat is the weather like\nyes\n\n"
    subprocess.run(command(database), input=said, env=surroundings(tmp_path), text=True, timeout=60, check=True)
    with open_database(database) as opened:
        assert [e.text for e in history.entries(opened)] == ["lunch with Kim friday at 1pm"]


@pytest.fixture
def first(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A window that is open."""
    started = subprocess.Popen(
        command(tmp_path / "calendar.sqlite"),
        env=surroundings(tmp_path, QT_QPA_PLATFORM="offscreen"),
        stderr=subprocess.PIPE,
        text=True,
    )
    yield started
    started.terminate()
    started.wait(10)
    assert started.stderr is not None
    started.stderr.close()


def test_a_second_start_ends_at_once_and_the_first_lives(first: "subprocess.Popen[str]", tmp_path: Path) -> None:
    database = tmp_path / "calendar.sqlite"
    until = time.monotonic() + 30
    while not database.exists() and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)  # the socket listens soon after the file is there
    second = subprocess.run(
        command(database),
        env=surroundings(tmp_path, QT_QPA_PLATFORM="offscreen"),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert second.returncode == 0
    assert first.poll() is None


def test_a_file_that_is_none_of_ours_is_refused_in_one_sentence(tmp_path: Path) -> None:
    database = tmp_path / "calendar.sqlite"
    database.write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    refused = subprocess.run(
        command(database),
        input="hello\n\n",
        env=surroundings(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert refused.returncode == 1
    assert len(refused.stderr.strip().splitlines()) == 1 and "Traceback" not in refused.stderr
    assert database.read_bytes().startswith(b"not a database")
