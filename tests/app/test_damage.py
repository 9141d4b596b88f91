"""A damaged file is never overwritten: the newest copy is offered, and the file set aside."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from app import bootstrap
from models.backup import back_up_daily
from models.database import open_database
from models.queries import Queries

NOW = datetime(2026, 10, 20, 10, tzinfo=UTC)


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No])
def test_the_newest_copy_is_offered(
    answer: QMessageBox.StandardButton, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    file = tmp_path / "calendar.sqlite"
    with open_database(file) as database:
        assert back_up_daily(database, NOW) is not None
    file.write_bytes(b"not a database at all" * 200)
    monkeypatch.setattr(QMessageBox, "question", lambda *words: answer)
    opened = bootstrap.opened(file, NOW)
    if answer == QMessageBox.StandardButton.No:
        assert opened is None and file.read_bytes().startswith(b"not a database")
        return
    assert opened is not None
    with opened:
        assert [c.name for c in Queries(opened, NOW.tzinfo).calendars()] == ["Personal", "Tasks"]  # type: ignore[arg-type]
    assert any(p.read_bytes().startswith(b"not a database") for p in tmp_path.glob("calendar-set-aside-*"))


def test_without_a_copy_it_says_so_and_leaves_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    file = tmp_path / "calendar.sqlite"
    file.write_bytes(b"not a database at all" * 200)
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "critical", lambda parent, title, text: said.append(text))
    assert bootstrap.opened(file, NOW) is None
    assert len(said) == 1 and file.read_bytes().startswith(b"not a database")
