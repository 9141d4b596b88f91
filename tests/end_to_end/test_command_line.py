"""The verbs of the command line, each in a process of its own, over the corpus' calendars."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).with_name("conftest.py")
SPEC = importlib.util.spec_from_file_location("end_to_end_conftest", HERE)
assert SPEC is not None and SPEC.loader is not None
shared = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(shared)
answers, requests, CALENDARS, needs_student = shared.answers, shared.requests, shared.CALENDARS, shared.needs_student

Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def filled(plainday: Program) -> Program:
    plainday("import", *map(str, sorted(CALENDARS.glob("*.ics"))))
    return plainday


def test_when_needs_no_file_and_answers_lines_in_order(plainday: Program, tmp_path: Path) -> None:
    asked = requests({"text": "friday 3pm"}, {"text": "banana"}) + "no json\n" + requests({"text": "next month"})
    found = answers(plainday("when", "--lines", stdin=asked))
    assert [f.get("kind") for f in found] == ["moment", "none", None, "interval"]
    assert found[0]["start"] == "2026-10-23T15:00:00" and "error" in found[2]
    assert not (tmp_path / "plainday.sqlite").exists()


def test_wrong_usage_is_status_two(plainday: Program) -> None:
    assert "verb" in plainday("fly", status=2).stderr
    assert plainday("parse", status=2).stderr.count("\n") == 1
    assert "zone" in plainday("when", "today", "--tz", "Mars/Olympus", status=2).stderr


def test_a_file_that_is_none_is_one_sentence_and_writes_nothing(plainday: Program, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ics"
    bad.write_text("this is no calendar", encoding="utf-8")
    said = plainday("import", str(bad), status=1)
    assert said.stderr.count("\n") == 1 and "Traceback" not in said.stderr
    assert answers(plainday("history", "--json")) == [[]]
    assert plainday("import", str(tmp_path / "missing.ics"), status=1).stderr.count("\n") == 1


def test_of_several_files_all_are_imported_or_none(plainday: Program, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ics"
    bad.write_text("this is no calendar", encoding="utf-8")
    good = sorted(CALENDARS.glob("*.ics"))[:2]
    said = plainday("import", str(good[0]), str(bad), status=1)
    assert said.stderr.startswith("bad.ics: ") and not said.stdout
    assert answers(plainday("history", "--json")) == [[]]
    assert plainday("import", *map(str, good)).stdout.count("new") == 2
    assert [len(entries) for entries in answers(plainday("history", "--json"))] == [2]


def test_a_cancelled_event_is_marked(plainday: Program, tmp_path: Path) -> None:
    lines = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:u", "DTSTART:20260305T170000Z", "SUMMARY:Choir", "STATUS:CANCELLED", "END:VEVENT", "END:VCALENDAR")  # fmt: skip
    (tmp_path / "a.ics").write_text("\n".join(lines), encoding="utf-8")
    plainday("import", str(tmp_path / "a.ics"))
    assert "Choir (cancelled)" in plainday("agenda", "--from", "2026-03-05", "--to", "2026-03-05").stdout


def test_import_export_and_import_again(filled: Program, tmp_path: Path) -> None:
    out = tmp_path / "out.ics"
    filled("export", str(out))
    assert filled("export").stdout.encode() == out.read_bytes().replace(b"\r\n", b"\n")
    assert out.read_bytes().count(b"BEGIN:VEVENT") >= 60
    said = filled("import", str(out)).stdout
    assert "new" not in said


@needs_student
def test_what_was_cancelled_stays_away_unless_it_is_asked_for(plainday: Program, tmp_path: Path) -> None:
    lines = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:u", "DTSTART:20301105T170000Z", "SUMMARY:Choir", "END:VEVENT", "END:VCALENDAR")  # fmt: skip
    file = tmp_path / "a.ics"
    file.write_text("\n".join(lines), encoding="utf-8")
    plainday("import", str(file))
    plainday("do", "--yes", "cancel choir")
    assert "1 cancelled here and kept away" in plainday("import", str(file)).stdout
    assert "1 new" in plainday("import", "--bring-back", str(file)).stdout


def test_agenda_and_tasks(filled: Program) -> None:
    rows = json.loads(filled("agenda", "--from", "2026-10-21", "--to", "2026-10-21", "--json").stdout)
    assert rows and all(row["component"] == "VEVENT" for row in rows)
    tasks = json.loads(filled("tasks", "--list", "Groceries", "--json").stdout)
    assert {row["calendar"] for row in tasks} == {"Groceries"}
    assert filled("agenda").stdout and filled("tasks").stdout


def test_history_of_nothing_and_undo_of_nothing(plainday: Program) -> None:
    assert plainday("history", "--json").stdout.strip() == "[]"
    assert "nothing to undo" in plainday("undo", status=1).stderr


@needs_student
def test_do_yes_commits_and_undo_in_a_new_process_restores_every_byte(filled: Program) -> None:
    before = filled("export").stdout
    done = json.loads(filled("do", "--yes", "--json", "cancel my meetings for the week").stdout)
    assert done["status"] == "applied" and len(done["deleted"]) > 5 and done["undo"]
    assert filled("export").stdout != before
    filled("undo")
    assert filled("export").stdout == before
    assert filled("redo") and filled("export").stdout != before


@needs_student
def test_do_without_a_terminal_stops_at_the_preview(filled: Program) -> None:
    before = filled("export").stdout
    shown = filled("do", "move the dentist to friday at 4pm").stdout
    assert "Dentist" in shown and "→" in shown
    assert filled("export").stdout == before


@needs_student
def test_lines_share_a_conversation_by_session(filled: Program) -> None:
    turns = requests(
        {"text": "dinner with Lea on saturday", "session": "a"},
        {"text": "make it an hour later", "session": "a"},
        {"text": "yes", "session": "a"},
        {"text": "yes", "session": "b"},
    )
    first, second, third, other = answers(filled("do", "--lines", stdin=turns))
    assert first["status"] == second["status"] == "plan"
    assert first["created"][0]["dtstart"] == "2026-10-24T19:00:00"  # type: ignore[index]
    assert second["created"][0]["dtstart"] == "2026-10-24T20:00:00"  # type: ignore[index]
    assert third["status"] == "applied" and other["status"] != "applied"


@needs_student
def test_a_rehearsal_never_writes(filled: Program) -> None:
    before = filled("export").stdout
    turns = requests(
        {"text": "cancel the dentist", "session": "a", "dry_run": True},
        {"text": "yes", "session": "a", "dry_run": True},
        {"text": "when is the dentist?", "session": "a", "dry_run": True},
        {"text": "undo that", "session": "a", "dry_run": True},
        {"text": "when is the dentist?", "session": "a", "dry_run": True},
    )
    gone, done, without, _, again = answers(filled("do", "--lines", stdin=turns))
    assert gone["status"] == "plan" and done["status"] == "applied"
    dentist = gone["deleted"][0]["uid"]  # type: ignore[index]
    found = [[item["uid"] for item in (a["answer"] or {}).get("items", ())] for a in (without, again)]  # type: ignore[attr-defined]
    assert dentist not in found[0] and dentist in found[1]
    assert filled("export").stdout == before


@needs_student
def test_without_a_display_the_same_conversation_runs_in_the_terminal(plainday: Program) -> None:
    talk = "lunch with Ana friday at 1pm\nyes\nwhat's on friday?\nundo\nwhat's on friday?\n\n"
    said = plainday(stdin=talk).stdout
    assert said.count("Lunch with Ana") >= 2 and "Done" in said


@needs_student
def test_understanding_leaves_nothing_in_the_home(plainday: Program, tmp_path: Path) -> None:
    plainday("parse", "move lunch with Ana to 3pm")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


@needs_student
def test_parse_loads_neither_qt_nor_sql_and_calls_nobody(tmp_path: Path) -> None:
    code = (
        "import sys, socket\n"
        "def refuse(*a, **k): raise AssertionError('a connection was attempted')\n"
        "socket.socket.connect = refuse\n"
        "from app.__main__ import main\n"
        "assert main(['parse', 'move lunch with Ana to 3pm']) == 0\n"
        "assert main(['when', 'tomorrow at 3']) == 0\n"
        "loaded = {m.split('.')[0] for m in sys.modules}\n"
        "assert not loaded & {'PySide6', 'sqlalchemy', 'icalendar', 'torch', 'transformers', 'requests', 'httpx', 'aiohttp'}, loaded\n"
        "assert 'http.client' not in sys.modules and 'urllib.request' not in sys.modules\n"
        f"assert main(['do', '--dry-run', 'lunch with Ana tomorrow at 1', '--db', {str(tmp_path / 'x.sqlite')!r}]) == 0\n"
        "assert 'http.client' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[0])["commands"][0]["operation"] == "update"
