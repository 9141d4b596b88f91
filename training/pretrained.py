"""Pretrained BERT encoders: from an installed package, a folder, or a hub id that the user names (only then a network is used)."""

import dataclasses
import importlib.util
from pathlib import Path

import transformers
from torch import Tensor

from training.encoder import Encoder, Shape, load_bert
from training.recipe import ShapeNumbers


class PretrainedError(ValueError):
    """The named model is not a BERT encoder with a WordPiece vocabulary."""


@dataclasses.dataclass(frozen=True)
class Pretrained:
    """Weights of a BERT encoder under their usual names, its sizes and its vocabulary in order of id."""

    weights: dict[str, Tensor]
    numbers: ShapeNumbers
    pieces: list[str]


def locate(source: str) -> str:
    """The folder of an installed package of that name, else `source` itself: a folder or a hub id."""
    name = source.replace("-", "_")
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    if spec is not None and spec.origin:
        return str(Path(spec.origin).parent / "model")
    return source


def load_pretrained(source: str) -> Pretrained:
    """Loads a model; raises PretrainedError for another architecture, OSError where there is none."""
    place = locate(source)
    config = transformers.AutoConfig.from_pretrained(place)
    if config.model_type != "bert":
        raise PretrainedError(f"{source} is a {config.model_type} model; the teacher must be a BERT encoder")
    model = transformers.BertModel.from_pretrained(place, add_pooling_layer=False)
    ids = transformers.AutoTokenizer.from_pretrained(place).get_vocab()
    numbers = ShapeNumbers(
        config.num_hidden_layers, config.hidden_size, config.num_attention_heads, config.intermediate_size
    )
    return Pretrained(dict(model.state_dict()), numbers, sorted(ids, key=ids.__getitem__))


def build_encoder(pretrained: Pretrained, dropout: float) -> Encoder:
    """An encoder with the pretrained weights and fresh heads; the pieces stay as they are, which halves a step."""
    numbers = pretrained.numbers
    shape = Shape(len(pretrained.pieces), numbers.layers, numbers.hidden, numbers.heads, numbers.intermediate)
    encoder = Encoder(shape, dropout)
    load_bert(encoder, pretrained.weights)
    encoder.pieces.requires_grad_(False)
    return encoder
