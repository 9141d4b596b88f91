"""An artefact that ships → a network that can learn on: the weights of the course that made it, where they still lie beside it, else read
back out of its ONNX graph (see `graph`, `quantization`).

int8 matrices come back as what they stand for (a scale a channel), so the network says what the artefact says.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy
import onnx
import tokenizers
import torch
from onnx import numpy_helper
from torch import Tensor

from assistant.tagger import MANIFEST, MODEL, TOKENIZER, read_manifest
from training.encoder import Encoder, Shape
from training.graph import HEADS, Float
from training.recipe import RecipeError
from training.vocabulary import AFTER

#: Ours in a layer → the graph's.
LAYER = (("qkv", "qkv"), ("out", "mixed"), ("attention_norm", "mixed.norm"), ("up", "up"), ("down", "output"), ("output_norm", "output.norm"))  # fmt: skip

#: Beside an artefact that was just built: the weights before int8 (see `build`).
LEARNT = Path("student") / "weights.pt"


def is_artefact(folder: Path) -> bool:
    """Whether a folder holds a student that ships."""
    return (folder / MANIFEST).is_file() and (folder / MODEL).is_file()


def revive(folder: Path) -> tuple[Encoder, list[str]]:
    """The network of an artefact and its pieces in order of id; raises TaggerError where it is not whole, KeyError for another graph."""
    shape = Shape(**read_manifest(folder)["shape"])
    encoder = Encoder(shape)
    learnt = folder.parent / LEARNT
    before_int8 = torch.load(learnt, weights_only=True)["weights"] if learnt.is_file() else None
    encoder.load_state_dict(before_int8 or read_weights(folder / MODEL, shape.layers))
    ids = tokenizers.Tokenizer.from_file(str(folder / TOKENIZER)).get_vocab()
    return encoder, sorted(ids, key=ids.__getitem__)


def with_pieces(encoder: Encoder, known: Sequence[str], wanted: Mapping[str, int]) -> Encoder:
    """The network, which reads the `known` pieces, over those `wanted`, by their ids. What stands for [CLS] after a command (see
    `assistant.tokenization`) and is new to it begins as that; raises RecipeError for any other new piece."""
    rows = {piece: row for row, piece in enumerate(known)}
    ordered = sorted(wanted, key=wanted.__getitem__)
    if strange := [piece for piece in ordered if piece not in rows and piece not in AFTER]:
        raise RecipeError(f"Students with other pieces can't go on together: one does not read {strange[0]!r}.")
    wider = Encoder(dataclasses.replace(encoder.shape, vocabulary=len(ordered)))
    state = encoder.state_dict()
    table = state["pieces.weight"][[rows[piece if piece in rows else "[CLS]"] for piece in ordered]]
    wider.load_state_dict(state | {"pieces.weight": table})
    return wider


def blend(before: Mapping[str, Tensor], after: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """Weights between two networks: `share` of the latter."""
    return {name: torch.lerp(before[name], weight, share) for name, weight in after.items()}


def mean(students: Sequence[tuple[Encoder, list[str]]]) -> tuple[Encoder, list[str]]:
    """The network whose weights are the mean of several, which went on from one student apart from each other (Wortsman et al. 2022, "Model
    soups"), or of one before and after it learnt on ("Robust fine-tuning"), and the pieces of the first; raises RecipeError where others have
    not the same pieces."""
    pieces = max((known for _, known in students), key=len)
    ids = {piece: number for number, piece in enumerate(pieces)}
    encoder, *others = (with_pieces(each, known, ids) for each, known in students)
    states = [encoder.state_dict(), *(other.state_dict() for other in others)]
    encoder.load_state_dict({name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]})
    return encoder, pieces


def read_weights(path: Path, layers: int) -> dict[str, Tensor]:
    """The state of an `Encoder` from a graph, packed or not."""
    found = {c.name: numpy_helper.to_array(c) for c in onnx.load(path).graph.initializer}
    pairs = [("norm", "norm"), ("scores", HEADS)]
    pairs += [(f"layers.{n}.{mine}", f"layer{n}.{theirs}") for n in range(layers) for mine, theirs in LAYER]
    table = found["pieces"] * found["scales"] if "scales" in found else found["pieces"]
    state = {"pieces.weight": table, "places.weight": found["places"]}
    for mine, theirs in pairs:
        if "norm" in mine:
            state |= {f"{mine}.weight": found[f"{theirs}.gain"], f"{mine}.bias": found[f"{theirs}.offset"]}
        else:
            state |= {f"{mine}.weight": matrix(found, f"{theirs}.weight").T, f"{mine}.bias": found[f"{theirs}.bias"]}
    return {name: torch.from_numpy(numpy.array(value, dtype=numpy.float32)) for name, value in state.items()}


def matrix(constants: dict[str, Float], name: str) -> Float:
    """A matrix [in, out] by its name, whether int8 or not."""
    if name in constants:
        return constants[name]
    steps = constants[f"{name}_quantized"].astype(numpy.float32) - constants[f"{name}_zero_point"]
    scaled: Float = steps * constants[f"{name}_scale"]
    return scaled
