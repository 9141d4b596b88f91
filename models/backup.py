"""Copies of the file: dated, beside it, the newest ten kept; and the way back to one of them.

A copy is made with SQLite's own backup, so that it is whole whatever is being written meanwhile.
"""

import contextlib
import datetime as dt
import os
import sqlite3
from pathlib import Path
from typing import Final

from models.database import Database
from models.errors import StoreError

KEPT: Final = 10
FOLDER: Final = "backups"


def backups(path: Path) -> tuple[Path, ...]:
    """The copies of a file, newest first."""
    return tuple(sorted((path.parent / FOLDER).glob(f"{path.stem}-????-??-??T??????Z{path.suffix}"), reverse=True))


def taken(copy: Path) -> dt.datetime:
    """When a copy was made (UTC), as its name says."""
    return dt.datetime.strptime(copy.stem[-18:], "%Y-%m-%dT%H%M%SZ").replace(tzinfo=dt.UTC)


def back_up(database: Database, at: dt.datetime) -> Path | None:
    """Copies the file, dated `at` (aware), and removes all but the newest copies; None for a database in memory.

    Raises :class:`StoreError` where the copy can't be written; no half copy is left.
    """
    path = database.path
    if path is None:
        return None
    copy = path.parent / FOLDER / f"{path.stem}-{at.astimezone(dt.UTC):%Y-%m-%dT%H%M%SZ}{path.suffix}"
    part = copy.with_name(copy.name + ".part")
    try:
        copy.parent.mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
        target = sqlite3.connect(part)
        try:
            database.raw.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            target.close()
        part.replace(copy)
    except (OSError, sqlite3.Error) as problem:
        with contextlib.suppress(OSError):
            part.unlink()
        raise StoreError(f"No backup of {path.name} could be written: {problem}.") from problem
    for old in backups(path)[KEPT:]:
        old.unlink()
    return copy


def back_up_daily(database: Database, at: dt.datetime) -> Path | None:
    """Copies the file unless that has been done on the day of `at` (aware; its zone's day)."""
    made = backups(database.path) if database.path else ()
    if made and taken(made[0]).astimezone(at.tzinfo).date() >= at.date():
        return None
    return back_up(database, at)


def restore(path: Path, copy: Path, at: dt.datetime) -> Path:
    """Puts a copy in the place of a file that nobody has open, and sets that file aside, under the name that is given back.

    Raises :class:`StoreError`; then the file is where it was.
    """
    aside = path.with_name(f"{path.stem}-set-aside-{at.astimezone(dt.UTC):%Y-%m-%dT%H%M%SZ}{path.suffix}")
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(copy.read_bytes())
        part.chmod(0o600)
        for companion in ("-wal", "-shm", ""):
            found = path.with_name(path.name + companion)
            if found.exists():
                found.rename(aside.with_name(aside.name + companion))
        part.replace(path)
    except OSError as problem:
        with contextlib.suppress(OSError):
            part.unlink()
        raise StoreError(f"{copy.name} could not be put in the place of {path.name}: {problem.strerror}.") from problem
    return aside
