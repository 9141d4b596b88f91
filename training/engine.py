"""What a student costs: ``python -m training.engine FOLDER`` prints size, latency and memory of an artefact as one line of JSON.

Run in a process of its own, which loads what the app loads and nothing else: memory is its resident size after 200 sentences, less that of a bare
interpreter (``/proc``, so Linux only). Times are wall-clock of single calls on one thread.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy

from assistant.tagger import MODEL, OnnxTagger
from training.folders import ROOT

RUNS = 1_000
PROCESSES = 3

#: Pieces of the line whose forward pass is timed, [CLS] and [SEP] among them.
PIECES = 16

LINES = (
    "move lunch with Ana to 3pm", "what's on this week?", "add milk and eggs to the shopping list", "cancel yoga tomorrow",
    "remind me to pay rent on the 1st of every month", "when am I free on Friday for 45 minutes", "dentist next Tuesday at half past nine",
)  # fmt: skip

RESIDENT = "import re, pathlib; print(re.search(r'VmRSS:\\s+(\\d+)', pathlib.Path('/proc/self/status').read_text())[1])"


def resident() -> float:
    """Megabytes of this process."""
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    assert found
    return int(found[1]) / 1024


def time_calls(work: Callable[[], object]) -> tuple[float, float]:
    """(Median, 99th percentile) of milliseconds a call."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return round(times[RUNS // 2], 3), round(times[RUNS * 99 // 100], 3)


def measure(folder: Path) -> dict[str, float]:
    """The figures of an artefact, measured in this process."""
    bare = subprocess.run([sys.executable, "-c", RESIDENT], capture_output=True, text=True, check=True).stdout
    tagger = OnnxTagger(folder)
    for number in range(200):
        tagger.tag(LINES[number % len(LINES)])
    megabytes = resident() - int(bare) / 1024
    ids = {"ids": numpy.arange(5, 5 + PIECES, dtype=numpy.int64)[None]}
    forward, parse = time_calls(lambda: tagger.session.run(None, ids)), time_calls(lambda: tagger.tag(LINES[0]))
    return {
        "file_mb": round((folder / MODEL).stat().st_size / 1e6, 2),
        "forward_p50_ms": forward[0],
        "forward_p99_ms": forward[1],
        "parse_p50_ms": parse[0],
        "parse_p99_ms": parse[1],
        "memory_mb": round(megabytes, 1),
    }


def measure_apart(folder: Path) -> dict[str, float]:
    """The figures of an artefact, the best of a few fresh processes each: what else runs here costs time, never saves it."""
    command = [sys.executable, "-m", "training.engine", str(folder.resolve())]
    runs: list[dict[str, float]] = [
        json.loads(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)
        for _ in range(PROCESSES)
    ]
    return {name: min(run[name] for run in runs) for name in runs[0]}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
