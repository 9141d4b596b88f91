"""The network of teacher and student: a post-norm BERT encoder with four heads on every position, in torch.

Every position gets a BIO tag and an "opens a further command" score; frame and asks are read at [CLS] for the first command
and at the opening word's first piece for each further one. One pass thus serves a sentence of several commands.
"""

import dataclasses

import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.schema import ASKS, FRAMES, TAGS


@dataclasses.dataclass(frozen=True)
class Shape:
    """Sizes of an encoder; ``positions`` is the longest input in word pieces."""

    vocabulary: int
    layers: int
    hidden: int
    heads: int
    intermediate: int
    positions: int = 128


@dataclasses.dataclass(frozen=True)
class Scores:
    """Logits of a batch: ``tags`` [B, T, TAGS], ``opens`` [B, T], ``frames`` [B, T, FRAMES], ``asks`` [B, T, ASKS]."""

    tags: Tensor
    opens: Tensor
    frames: Tensor
    asks: Tensor


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT; query, key and value in one matrix. Attention is written out: for lines this
    short, torch's fused kernel is several times slower backwards on a CPU."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = shape.heads, dropout
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.attention_norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.up = nn.Linear(shape.hidden, shape.intermediate)
        self.down = nn.Linear(shape.intermediate, shape.hidden)
        self.output_norm = nn.LayerNorm(shape.hidden, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, hidden = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        weights = torch.matmul(q * (hidden // self.heads) ** -0.5, k.transpose(2, 3))
        if mask is not None:
            weights = weights + mask
        mixed = torch.matmul(weights.softmax(-1), v)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, hidden))
        x = self.attention_norm(x + drop(mixed, self.dropout, self.training))
        mixed = self.down(functional.gelu(self.up(x)))
        normed: Tensor = self.output_norm(x + drop(mixed, self.dropout, self.training))
        return normed


class Encoder(nn.Module):
    """Token and position embeddings, layers, and the four heads as one matrix (`split_scores` tells them apart)."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.pieces = nn.Embedding(shape.vocabulary, shape.hidden)
        self.places = nn.Embedding(shape.positions, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.scores = nn.Linear(shape.hidden, len(TAGS) + 1 + len(FRAMES) + len(ASKS))
        self.apply(initialize)

    def hidden_states(self, ids: Tensor, mask: Tensor | None = None) -> list[Tensor]:
        """States after the embeddings and after each layer, [B, T, hidden] each; `mask` [B, T] is True on real pieces."""
        x = self.norm(self.pieces(ids) + self.places.weight[: ids.shape[1]])
        states = [drop(x, self.dropout, self.training)]
        keys = None if mask is None else x.new_zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            states.append(layer(states[-1], keys))
        return states

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Scores:
        return self.score(self.hidden_states(ids, mask)[-1])

    def score(self, state: Tensor) -> Scores:
        """Logits of the last state; in training after dropout."""
        return split_scores(self.scores(drop(state, self.dropout, self.training)))


def drop(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout of whole units of a line, at all its positions alike: on a CPU, drawing a number an activation costs more than the network."""
    if not training or share == 0.0:
        return x
    return x * functional.dropout(x.new_ones(x.shape[0], 1, x.shape[2]), share)


def split_scores(scores: Tensor) -> Scores:
    """One row of logits a position, as `Encoder.scores` gives it → the four heads."""
    tags, opens, frames, asks = torch.split(scores, [len(TAGS), 1, len(FRAMES), len(ASKS)], dim=-1)
    return Scores(tags, opens.squeeze(-1), frames, asks)


def initialize(module: nn.Module) -> None:
    """BERT's initial values: normal with deviation .02, biases zero."""
    if isinstance(module, nn.Linear | nn.Embedding):
        nn.init.normal_(module.weight, std=0.02)
    if isinstance(module, nn.Linear):
        nn.init.zeros_(module.bias)


def load_bert(encoder: Encoder, source: dict[str, Tensor]) -> None:
    """Copies embeddings and layers of a BERT of the same shape (names of `transformers`).

    The segment embedding is folded into the positions; heads keep their initial values. Raises KeyError for another
    architecture, RuntimeError for another shape.
    """
    state = encoder.state_dict()
    place = source["embeddings.position_embeddings.weight"] + source["embeddings.token_type_embeddings.weight"][0]
    state["pieces.weight"] = source["embeddings.word_embeddings.weight"]
    state["places.weight"] = place[: encoder.shape.positions]
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = source[f"embeddings.LayerNorm.{part}"]
        for number in range(encoder.shape.layers):
            old, new = f"encoder.layer.{number}.", f"layers.{number}."
            qkv = [source[f"{old}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            state[f"{new}qkv.{part}"] = torch.cat(qkv)
            for mine, theirs in BERT_NAMES:
                state[f"{new}{mine}.{part}"] = source[f"{old}{theirs}.{part}"]
    encoder.load_state_dict(state)


#: Parts of a layer and their names in a BERT checkpoint.
BERT_NAMES = (
    ("out", "attention.output.dense"),
    ("attention_norm", "attention.output.LayerNorm"),
    ("up", "intermediate.dense"),
    ("down", "output.dense"),
    ("output_norm", "output.LayerNorm"),
)
