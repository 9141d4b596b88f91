"""Two processes that train together stay one network."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import numpy
import pytest
import torch

from training import parallel
from training.folders import ROOT

ALONE = """
import sys, torch
from pathlib import Path
from training import parallel
from training.dataset import Dataset
parallel.join()
here = parallel.number()
weight = torch.zeros(3, requires_grad=True)
weight.grad = torch.full((3,), float(1 + 2 * here))
parallel.average_gradients([weight])
found = parallel.batches(Dataset(Path(sys.argv[1])), 8, 5, 1)
lines = [next(found).lines.tolist() for _ in range(3)]
agreed, leads = parallel.agree(here == 0), parallel.is_first()
parallel.leave()
torch.save((weight.grad, lines, agreed, leads, parallel.count()), Path(sys.argv[1]) / f"{here}.pt")
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Forty lines of one piece and one anchor each."""
    for name in ("ids", "places", "tags", "opens", "frames", "asks", "sources"):
        numpy.save(tmp_path / f"{name}.npy", numpy.zeros(40, dtype=numpy.int64))
    for name in ("piece_starts", "anchor_starts"):
        numpy.save(tmp_path / f"{name}.npy", numpy.arange(41))
    return tmp_path


def test_two_processes(corpus: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    shared = os.environ | {"WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port, "PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.Popen([sys.executable, "-c", ALONE, str(corpus)], env=shared | {"RANK": str(n)}, cwd=ROOT)
        for n in range(2)
    ]
    assert [run.wait(600) for run in runs] == [0, 0]
    (one, first, agreed, leads, left), (two, second, also, follows, alone) = (
        torch.load(corpus / f"{n}.pt") for n in range(2)
    )
    assert one.tolist() == two.tolist() == [2.0, 2.0, 2.0]
    assert (agreed, also, leads, follows) == (True, True, True, False)
    assert (left, alone) == (1, 1)  # what still holds threads when Python ends may abort the process
    parts = [line for batch in first + second for line in batch]
    assert all(len(batch) == 4 for batch in first + second)
    assert len(parts) == len(set(parts)) == 24


def test_one_process_waits_for_nobody(corpus: Path) -> None:
    parallel.join()
    assert (parallel.count(), parallel.number(), parallel.agree(False)) == (1, 0, False)
