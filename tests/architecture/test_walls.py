"""Imports run one way, and each library stays in its room."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("app", "assistant", "models", "training", "resources")

#: room → the rooms that it may import.
MAY_IMPORT = {
    "resources": set(),
    "models": {"resources"},
    "assistant": {"models", "resources"},
    "app": {"assistant", "models", "resources"},
    "training": {"assistant", "models"},
}
#: The parts of `assistant` that `training` may use: its schema, what ships, and what executes lines.
TRAINING_MAY_USE = (
    "assistant.schema", "assistant.errors", "assistant.tagging", "assistant.spelling", "assistant.tokenization",
    "assistant.tagger", "assistant.decoding",
    "assistant.resolution", "assistant.interpretation", "assistant.commands", "assistant.plan",
)  # fmt: skip
#: library → the only room that may import it.
HOMES = {
    "PySide6": "app",
    "sqlalchemy": "models",
    "alembic": "models",
    "icalendar": "models",
    "sqlite3": "models",
    "torch": "training",
    "transformers": "training",
}
NETWORK = {
    "socket",
    "ssl",
    "http",
    "urllib",
    "requests",
    "httpx",
    "aiohttp",
    "ftplib",
    "smtplib",
    "xmlrpc",
    "socketserver",
    "asyncio",
}
QT_NETWORK_HOME = "app/single_instance.py"
#: The generative teacher at an address that the user names; it is no part of what ships.
NETWORK_HOME = "training/endpoint.py"


def modules() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def imports(source: str) -> Iterator[tuple[str, int, bool]]:
    """(module, line, inside a function) of every import of a source text."""
    tree = ast.parse(source)
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, id(node) in inside
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield node.module or "", node.lineno, id(node) in inside
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno, id(node) in inside


def broken_walls(path: str, source: str) -> list[str]:
    """What a module imports that it may not."""
    room = path.split("/")[0]
    found = []
    for name, line, inside in imports(source):
        top = name.split(".")[0]
        where = f"{path}:{line} imports {name}"
        if inside:
            found.append(f"{where} inside a function")
        if top in ROOMS and top != room and top not in MAY_IMPORT[room]:
            found.append(f"{where}: {room} may not import {top}")
        if room == "training" and top == "assistant" and name != "assistant" and not name.startswith(TRAINING_MAY_USE):
            found.append(f"{where}: not among what training may use")
        if HOMES.get(top, room) != room:
            found.append(f"{where}: {top} lives in {HOMES[top]}")
        if top in NETWORK and path != NETWORK_HOME:
            found.append(f"{where}: no network")
        if name.startswith("PySide6.QtNetwork") and path != QT_NETWORK_HOME:
            found.append(f"{where}: the local socket is for {QT_NETWORK_HOME} alone")
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_module_breaks_a_wall(path: Path) -> None:
    assert broken_walls(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("models/rows.py", "from assistant.plan import Plan"),
        ("assistant/plan.py", "import PySide6.QtCore"),
        ("assistant/plan.py", "from sqlalchemy import select"),
        ("app/workspace.py", "import torch"),
        ("app/workspace.py", "import urllib.request"),
        ("app/window.py", "from PySide6.QtNetwork import QNetworkAccessManager"),
        ("assistant/plan.py", "def f():\n    import json"),
        ("training/proposals.py", "import urllib.request"),
        ("training/build.py", "from assistant.pipeline import Assistant"),
    ],
)
def test_a_broken_wall_is_seen(path: str, source: str) -> None:
    assert broken_walls(path, source)


def test_packages_begin_empty() -> None:
    filled = [p for p in modules() if p.name == "__init__.py" and p.read_text(encoding="utf-8").strip()]
    assert filled == []
