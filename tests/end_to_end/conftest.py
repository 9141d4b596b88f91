"""The program as its users start it: fresh processes over a file in a temporary home."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from resources.files import path

CALENDARS = Path(__file__).parents[1] / "corpus/calendars"
NOW = ("--now", "2026-10-20T10:15:00+02:00", "--tz", "Europe/Berlin")

needs_student = pytest.mark.skipif(not path("student/student.int8.onnx").exists(), reason="no student is bundled")


@pytest.fixture
def plainday(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `plainday` with words and standard input; its home and file are temporary."""
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    environment |= {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }

    def run(*words: str, stdin: str = "", status: int = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "app", *NOW, *words, "--db", str(tmp_path / "plainday.sqlite")]
        done = subprocess.run(
            command, input=stdin, capture_output=True, text=True, env=environment, check=False, timeout=120
        )
        assert done.returncode == status, done.stderr
        return done

    return run


def answers(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    """The JSON lines of a run."""
    return [json.loads(line) for line in done.stdout.splitlines() if line.strip()]


def requests(*turns: dict[str, object]) -> str:
    """JSON lines."""
    return "".join(json.dumps(turn) + "\n" for turn in turns)
