"""What other shapes would cost: ``python -m training.shapes`` measures file, latency and memory of int8 students with random weights.

The table goes to ``training/results/shapes.json``; quality of a shape stands in ``training/results/trained.json`` where a student of it was trained.
"""

import dataclasses
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from assistant.tagger import TOKENIZER, WORDS
from training.encoder import Encoder, Shape
from training.engine import measure_apart
from training.export import write_network
from training.folders import RESULTS, STUDENT

TABLE = RESULTS / "shapes.json"

#: (Layers, hidden, heads, inner units).
SHAPES = ((3, 256, 8, 1024), (4, 256, 8, 1024), (6, 256, 8, 1024), (6, 384, 12, 896), (6, 384, 12, 1536))


def measure_shape(shape: Shape, tokenizer: Tokenizer) -> dict[str, Any]:
    """Sizes and figures of a shape."""
    torch.manual_seed(0)
    encoder = Encoder(shape).eval()
    with tempfile.TemporaryDirectory() as folder:
        write_network(encoder, tokenizer, STUDENT / WORDS, Path(folder))
        figures = measure_apart(Path(folder))
    parameters = sum(p.numel() for p in encoder.parameters())
    return {"shape": dataclasses.asdict(shape), "parameters": parameters, **figures}


def main() -> int:
    """Measures all shapes and writes the table."""
    tokenizer = Tokenizer.from_file(str(STUDENT / TOKENIZER))
    rows = [measure_shape(Shape(tokenizer.get_vocab_size(), *numbers), tokenizer) for numbers in SHAPES]
    TABLE.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    for row in rows:
        print(json.dumps(row))
    return 0


if __name__ == "__main__":
    sys.exit(main())
