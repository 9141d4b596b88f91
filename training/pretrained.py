"""Where a teacher comes from: BERT and MPNet encoders of an installed package, a folder, or a hub id that the user names (only then a
network is used); or a student of ours that learns on."""

import dataclasses
import importlib.util
from pathlib import Path

import transformers
from torch import Tensor

from training.encoder import MPNET_SHIFT, Encoder, Shape, load_weights
from training.recipe import ShapeNumbers
from training.revival import is_artefact, revive


class PretrainedError(ValueError):
    """The named model is neither a BERT nor an MPNet encoder with a WordPiece vocabulary."""


@dataclasses.dataclass(frozen=True)
class Pretrained:
    """Weights of an encoder under their usual names (under ours, with heads, where it is a student of ours), its sizes, BERT's
    vocabulary in order of id, and an MPNet's distances."""

    weights: dict[str, Tensor]
    numbers: ShapeNumbers
    pieces: list[str]
    buckets: int = 0
    whole: bool = False


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
    if is_artefact(Path(place)):
        return revived(Path(place))
    config = transformers.AutoConfig.from_pretrained(place)
    if config.model_type not in ("bert", "mpnet"):
        raise PretrainedError(f"{source} is a {config.model_type} model; the teacher must be a BERT or MPNet encoder")
    model = transformers.AutoModel.from_pretrained(place, add_pooling_layer=False)
    ids = transformers.AutoTokenizer.from_pretrained(place).get_vocab()
    pieces = sorted(ids, key=ids.__getitem__)
    buckets = 0
    if config.model_type == "mpnet":
        pieces, buckets = bert_pieces(pieces), config.relative_attention_num_buckets
    numbers = ShapeNumbers(
        config.num_hidden_layers, config.hidden_size, config.num_attention_heads, config.intermediate_size
    )
    return Pretrained(dict(model.state_dict()), numbers, pieces, buckets)


def revived(folder: Path) -> Pretrained:
    """A student of ours."""
    student, pieces = revive(folder)
    numbers = ShapeNumbers(**{f.name: getattr(student.shape, f.name) for f in dataclasses.fields(ShapeNumbers)})
    return Pretrained(dict(student.state_dict()), numbers, pieces, whole=True)


def bert_pieces(pieces: list[str]) -> list[str]:
    """MPNet's vocabulary in BERT's order and with BERT's names: its own four in front and its mask behind are left out."""
    return pieces[MPNET_SHIFT:-1]


def build_encoder(pretrained: Pretrained, dropout: float) -> Encoder:
    """An encoder with the pretrained weights, and fresh heads where it has none; the pieces stay as they are, which halves a step."""
    numbers = pretrained.numbers
    shape = Shape(len(pretrained.pieces), **dataclasses.asdict(numbers), buckets=pretrained.buckets)
    encoder = Encoder(shape, dropout)
    if pretrained.whole:
        encoder.load_state_dict(pretrained.weights)
    else:
        load_weights(encoder, pretrained.weights, pretrained.pieces)
    encoder.pieces.requires_grad_(False)
    return encoder
