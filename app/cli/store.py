"""What the verbs that touch the file share: opening it, its calendars, and errors as one sentence on stderr."""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.cli.options import Options
from app.paths import database_file
from assistant.errors import AssistantError
from models.database import Database, open_database
from models.errors import StoreError
from models.queries import Queries
from models.rows import Calendar


@contextlib.contextmanager
def opened(options: Options) -> Iterator[tuple[Database, Queries]]:
    """The database that the command line names, else the person's own."""
    with open_database(options.db or database_file()) as database:
        yield database, Queries(database, options.zone())


def calendars_of(queries: Queries) -> dict[str, Calendar]:
    """Calendars and lists by id."""
    return {c.id: c for c in queries.calendars()}


def reported(verb: Callable[[Options], int]) -> Callable[[Options], int]:
    """The verb with its failures said in one sentence, status 1."""

    def run(options: Options) -> int:
        try:
            return verb(options)
        except (StoreError, AssistantError, OSError) as problem:
            print(sentence(problem), file=sys.stderr)
            return 1

    return run


def sentence(problem: Exception) -> str:
    """What to tell a person of an error."""
    if isinstance(problem, OSError) and problem.strerror:
        return f"{problem.filename}: {problem.strerror}." if problem.filename else f"{problem.strerror}."
    return str(problem)


def print_json(value: Any) -> None:
    """One JSON value on a line."""
    print(json.dumps(value, ensure_ascii=False))


def readable(name: str) -> bytes:
    """The bytes of a file."""
    return Path(name).read_bytes()
