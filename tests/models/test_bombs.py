"""Files made to hang or to fill the memory, here at a small scale; ``python -m tests.benchmarks.bombs`` lights them whole."""

from pathlib import Path

import pytest

from tests.benchmarks.bombs import BOMBS, light


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_taken_or_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    _, said = light(name, 0.005, tmp_path)
    assert said and len(said) < 250
