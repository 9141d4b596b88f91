"""Where a teacher comes from: BERT and MPNet encoders of an installed package, a folder, or a hub id that the user names (only then a
network is used); or a student or teacher of ours, as it has learnt."""

import dataclasses
import importlib.util
from pathlib import Path

import tokenizers
import torch
import transformers
from torch import Tensor

from training.encoder import MPNET_SHIFT, Encoder, Shape, load_weights
from training.revival import is_artefact, revive

#: In the folder of a teacher or student that has learnt.
WEIGHTS = "weights.pt"


class PretrainedError(ValueError):
    """The named model is neither a BERT nor an MPNet encoder with a WordPiece vocabulary."""


@dataclasses.dataclass(frozen=True)
class Pretrained:
    """Weights of an encoder under their usual names (`whole`: of a student or teacher of ours, under ours and with heads), its shape, and its
    pieces (BERT's vocabulary) in order of id."""

    weights: dict[str, Tensor]
    shape: Shape
    pieces: list[str]
    whole: bool = False


def locate(source: str) -> str:
    """The folder of an installed package of that name that holds its model, else `source` itself: a folder or a hub id."""
    name = source.replace("-", "_")
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    if spec is None or not spec.origin:
        return source
    package = Path(spec.origin).parent
    return str(package / "model" if (package / "model").is_dir() else package)


def load_pretrained(source: str) -> Pretrained:
    """Loads a model; raises PretrainedError for another architecture, OSError where there is none."""
    place = locate(source)
    if is_artefact(Path(place)):
        student, pieces = revive(Path(place))
        return Pretrained(dict(student.state_dict()), student.shape, pieces, whole=True)
    if (Path(place) / WEIGHTS).is_file():
        return read_teacher(Path(place))
    config = transformers.AutoConfig.from_pretrained(place)
    if config.model_type not in ("bert", "mpnet"):
        raise PretrainedError(f"{source} is a {config.model_type} model; a teacher must be a BERT or MPNet encoder.")
    model = transformers.AutoModel.from_pretrained(place, add_pooling_layer=False)
    ids = transformers.AutoTokenizer.from_pretrained(place).get_vocab()
    pieces = sorted(ids, key=ids.__getitem__)
    buckets = 0
    if config.model_type == "mpnet":
        pieces, buckets = bert_pieces(pieces), config.relative_attention_num_buckets
    shape = Shape(
        len(pieces),
        config.num_hidden_layers,
        config.hidden_size,
        config.num_attention_heads,
        config.intermediate_size,
        buckets=buckets,
    )
    return Pretrained(dict(model.state_dict()), shape, pieces)


def keep_teacher(encoder: Encoder, tokenizer: tokenizers.Tokenizer, folder: Path) -> None:
    """Writes a teacher that has learnt."""
    ids = tokenizer.get_vocab()
    pieces = sorted(ids, key=ids.__getitem__)
    saved = {"shape": dataclasses.asdict(encoder.shape), "pieces": pieces, "weights": encoder.state_dict()}
    torch.save(saved, folder / WEIGHTS)


def read_teacher(folder: Path) -> Pretrained:
    """A teacher that was kept; raises PretrainedError where the folder holds the weights of something else."""
    saved = torch.load(folder / WEIGHTS, weights_only=True)
    if "pieces" not in saved:
        raise PretrainedError(f"{folder} holds no teacher.")
    return Pretrained(saved["weights"], Shape(**saved["shape"]), saved["pieces"], whole=True)


def bert_pieces(pieces: list[str]) -> list[str]:
    """MPNet's vocabulary in BERT's order and with BERT's names: its own four in front and its mask behind are left out."""
    return pieces[MPNET_SHIFT:-1]


def build_encoder(pretrained: Pretrained) -> Encoder:
    """An encoder with the pretrained weights, and fresh heads where it has none; the pieces stay as they are, which halves a step."""
    encoder = Encoder(pretrained.shape)
    if pretrained.whole:
        encoder.load_state_dict(pretrained.weights)
    else:
        load_weights(encoder, pretrained.weights, pretrained.pieces)
    encoder.pieces.requires_grad_(False)
    return encoder
