"""`make bench`: one table of times and memory, and the same as ``build/bench.json``; units end the names.

Times are wall-clock of single calls in this process, on one thread, after warm-up; starts are those of fresh processes.
"""

import functools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy

from app.student import load_tagger, new_uid
from assistant.conversation import Conversation
from assistant.pipeline import Assistant
from assistant.plan import Plan
from assistant.preview import preview
from assistant.tokenization import tokenize
from models import history
from models.database import Database, open_database
from models.queries import Queries
from tests.benchmarks.calendar import NOW, SENTENCES, ZONE, filled
from tests.benchmarks.store import store_times
from training.engine import measure_apart

ROOT = Path(__file__).parents[2]
RUNS = 200
STARTS = 10


def timed(work: Callable[[], object], runs: int = RUNS) -> list[float]:
    """Milliseconds of each run."""
    found = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        found.append((time.perf_counter() - begin) * 1000)
    return found


def summary(values: list[float]) -> dict[str, float]:
    """Percentiles of a list."""
    ordered = sorted(values)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 3)

    return {"p50": round(statistics.median(ordered), 3), "p95": at(0.95), "p99": at(0.99), "n": len(ordered)}


def student_times() -> Iterator[tuple[str, dict[str, float]]]:
    """The student alone, and with tokenization and decoding."""
    tagger = load_tagger()
    ids = {"ids": numpy.array([tokenize(SENTENCES[0], tagger.tokenizer).ids], dtype="int64")}
    yield "student_forward_ms", summary(timed(lambda: tagger.session.run(None, ids), 500))
    times = [t for text in SENTENCES for t in timed(functools.partial(tagger.tag, text), 50)]
    yield "parse_ms", summary(times)


def engine_figures() -> Iterator[tuple[str, dict[str, float]]]:
    """Memory of the loaded student over a bare interpreter, and a forward pass of 16 pieces, in a process of their own."""
    figures = measure_apart(ROOT / "resources/student")
    for name in ("memory_mb", "forward_p50_ms", "forward_p99_ms"):
        yield f"engine_{name.replace('memory_mb', 'over_python_mb')}", summary([figures[name]])


def plan_times(database: Database) -> Iterator[tuple[str, dict[str, float]]]:
    """Text to preview, commit and undo on 10,000 events, and a month of occurrences."""
    queries = Queries(database, ZONE)
    assistant = Assistant(load_tagger(), ZONE, new_uid)

    def planned(text: str) -> Plan | None:
        outcome = assistant.understand(text, NOW, queries, Conversation()).outcome
        if isinstance(outcome, Plan):
            preview(outcome, queries, NOW, ZONE)
            return outcome
        return None

    for text in SENTENCES:
        planned(text)
    yield "plan_10000_events_ms", summary([t for text in SENTENCES for t in timed(lambda text=text: planned(text), 20)])  # type: ignore[misc]
    commits, undos = [], []
    for number in range(50):
        plan = planned(f"lunch with Kim on friday at {number % 5 + 1}pm")
        if plan is None:
            continue
        commits += timed(lambda plan=plan: history.commit(database, plan.change_set(), NOW), 1)  # type: ignore[misc]
        undos += timed(lambda: history.undo(database, NOW), 1)
    yield "commit_ms", summary(commits)
    yield "undo_ms", summary(undos)
    first = NOW.replace(day=1, hour=0)
    yield (
        "month_of_occurrences_ms",
        summary(timed(lambda: queries.event_occurrences(first, first.replace(month=4)), 100)),
    )


#: Starts a process from a small one: a process counts the peak of whoever forked it as its own.
LAUNCHER = (
    "import resource, subprocess, sys, time\n"
    "begin = time.perf_counter()\n"
    "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
    "print((time.perf_counter() - begin) * 1000, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)\n"
    "sys.exit(done.returncode)"
)


def started(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """(milliseconds until a process has ended, its peak resident megabytes). Modules are compiled, as they are where the program is
    installed: this folder may be set up not to keep that, and compiling takes a third of a start."""
    launch = [sys.executable, "-S", "-c", LAUNCHER, *command]
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(ROOT / "build/compiled")}
    done = subprocess.run(launch, capture_output=True, text=True, env=os.environ | compiled | environment, check=True)
    elapsed, megabytes = done.stdout.split()
    return float(elapsed), float(megabytes)


def start_times(database: Path) -> Iterator[tuple[str, dict[str, float]]]:
    """Fresh processes: the first answer of `parse`, and the window until it is painted and typed lines are answered."""
    plainday = str(ROOT / ".venv/bin/plainday")
    for once in ([plainday, "parse", SENTENCES[0]], [sys.executable, "-m", "tests.benchmarks.window", str(database)]):
        started(once, {"QT_QPA_PLATFORM": "offscreen"})
    parse = [started([plainday, "parse", SENTENCES[0]], {}) for _ in range(STARTS)]
    yield "first_parse_of_a_process_ms", summary([t for t, _ in parse])
    yield "parse_process_mb", summary([m for _, m in parse])
    window = [
        started([sys.executable, "-m", "tests.benchmarks.window", str(database)], {"QT_QPA_PLATFORM": "offscreen"})
        for _ in range(STARTS)
    ]
    yield "window_started_and_closed_ms", summary([t for t, _ in window])
    yield "window_process_mb", summary([m for _, m in window])


def window_times(database: Path, wanted: str, runs: int = 1) -> Iterator[tuple[str, dict[str, float]]]:
    """What the window measures of itself in fresh processes: from the start to the painted week and to the student, and what is `wanted`."""
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.json"
        for _ in range(runs):
            begin = time.time()
            command = [sys.executable, "-m", "tests.benchmarks.window", str(database), str(figures), wanted]
            started(command, {"QT_QPA_PLATFORM": "offscreen"})
            own = json.loads(figures.read_text(encoding="utf-8"))
            for name in ("painted", "ready"):
                own[f"{name}_ms"] = [(at - begin) * 1000 for at in own.pop(f"{name}_at")]
            for name, values in own.items():
                found.setdefault(f"window_{wanted}_{name}", []).extend(values)
    yield from ((name, summary(values)) for name, values in found.items())


def main() -> int:
    """Measures everything, prints the table, writes the file."""
    figures: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite"
        with open_database(path) as database:
            filled(database, events=10_000, series=300)
        figures |= dict(student_times())
        figures |= dict(engine_figures())
        with open_database(path) as database:
            figures |= dict(plan_times(database))
        figures |= dict(start_times(path))
        figures |= dict(window_times(path, "start", STARTS))
        figures |= dict(window_times(path, "keys"))
        figures |= dict(window_times(path, "hand"))
        figures |= dict(window_times(path, "idle"))
        large = Path(folder) / "large.sqlite"
        with open_database(large) as database:
            filled(database, events=50_000, series=300, years=5)
        figures |= dict(window_times(large, "switches"))
        figures |= {name: summary(values) for name, values in store_times(Path(folder))}
    student = ROOT / "resources/student/student.int8.onnx"
    figures["student_file_mb"] = summary([student.stat().st_size / 1e6])
    print(f"{'':36s}{'p50':>10s}{'p95':>10s}{'p99':>10s}{'n':>7s}")
    for name, row in figures.items():
        print(f"{name:36s}{row['p50']:10.2f}{row['p95']:10.2f}{row['p99']:10.2f}{row['n']:7.0f}")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build/bench.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
