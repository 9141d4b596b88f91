"""Ours beside the libraries of the field, on one suite of phrases: right answers a source, median and p99 microseconds a phrase.

`python -m tests.benchmarks.time_peers SUITE.jsonl SCORER.py [--python VENV/bin/python] [--node FOLDER]`, by hand. SCORER is the suite's own judge
(its `agrees`); VENV holds what is there of dateparser, recurrent, ctparse, parsedatetime and timefhuman, FOLDER the node_modules of chrono-node and
@microsoft/recognizers-text-suite. What is missing is left out. Every time is the fastest of three readings in a process that is warm.
"""

import argparse
import collections
import importlib.util
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from assistant.temporal.answer import when_answer
from assistant.temporal.reading import read_time
from assistant.temporal.values import Setting

HERE = Path(__file__).parent
PYTHON_PEERS = ("dateparser", "recurrent", "ctparse", "parsedatetime", "timefhuman")
NODE_PEERS = {"chrono": "chrono-node", "recognizers": "@microsoft/recognizers-text-suite"}
RUNS = 3

Json = dict[str, Any]
Judge = Callable[[Json, Json, str, str], bool]


def judge_of(scorer: Path) -> Judge:
    """The `agrees` of a scorer, loaded by its path."""
    spec = importlib.util.spec_from_file_location("scorer", scorer)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    judge: Judge = module.agrees
    return judge


def ours(suite: list[Json]) -> list[Json]:
    """Our answers."""
    told = []
    for phrase in (suite[0], *suite):
        now = datetime.fromisoformat(phrase["now"])
        setting, took, found = Setting(now, now.tzinfo), [], None  # type: ignore[arg-type]
        for _ in range(RUNS):
            begin = time.perf_counter()
            found = read_time(phrase["text"], setting)
            took.append(time.perf_counter() - begin)
        told.append({"answer": when_answer(phrase["text"], found), "us": min(took) * 1e6})
    return told[1:]


def asked(command: list[str], suite: list[Json]) -> list[Json] | None:
    """A peer's answers, None where it is not there."""
    lines = "".join(json.dumps({"text": s["text"], "now": s["now"]}) + "\n" for s in suite)
    run = subprocess.run(
        command, input=lines, capture_output=True, text=True, check=False, env=os.environ | {"TZ": "UTC"}
    )
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    if len(answers) == len(suite):
        return answers
    print(f"left out: {' '.join(command)}: {run.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
    return None


def peers(arguments: argparse.Namespace) -> Iterator[tuple[str, list[str]]]:
    """The name and the command of each peer that may be there."""
    if arguments.python:
        for name in PYTHON_PEERS:
            yield name, [arguments.python, "-I", str(HERE / "time_adaptors.py"), name]
    if arguments.node and shutil.which("node"):
        for key, name in NODE_PEERS.items():
            yield name, ["node", str(HERE / "time_peers.js"), key, arguments.node]


def is_right(phrase: Json, answer: Json, judge: Judge) -> bool:
    """Whether any accepted reading agrees; an answer that can't be judged is wrong."""
    try:
        return any(judge(reading, answer, phrase["text"], phrase["now"]) for reading in phrase["accept"])
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return False


def row(name: str, suite: list[Json], told: list[Json], judge: Judge) -> str:
    """One line of the table."""
    right, total = collections.Counter[str](), collections.Counter[str]()
    for phrase, answer in zip(suite, told, strict=True):
        source = phrase["id"].split("/")[0]
        total[source] += 1
        right[source] += is_right(phrase, answer["answer"], judge)
    times = sorted(answer["us"] for answer in told)
    shares = " | ".join(f"{right[source] / total[source]:.0%}" for source in sorted(total))
    p99 = times[int(len(times) * 0.99)]
    return f"| {name} | {right.total() / total.total():.1%} | {shares} | {statistics.median(times):,.0f} | {p99:,.0f} |"


def main() -> int:
    """Prints the table."""
    options = argparse.ArgumentParser()
    options.add_argument("suite", type=Path)
    options.add_argument("scorer", type=Path)
    options.add_argument("--python")
    options.add_argument("--node")
    arguments = options.parse_args()
    suite = [json.loads(line) for line in arguments.suite.read_text(encoding="utf-8").splitlines() if line.strip()]
    judge, sources = judge_of(arguments.scorer), sorted({s["id"].split("/")[0] for s in suite})
    print(
        f"{date.today()}, {len(suite)} phrases, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n"
    )
    print(f"| library | right | {' | '.join(sources)} | median µs | p99 µs |\n|{' --- |' * (len(sources) + 4)}")
    print(row("Plainday", suite, ours(suite), judge), flush=True)
    for name, command in peers(arguments):
        told = asked(command, suite)
        if told:
            print(row(name, suite, told, judge), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
