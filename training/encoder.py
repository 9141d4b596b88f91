"""The network of teacher and student: a post-norm BERT encoder with four heads on every position, in torch.

Every position gets a BIO tag and an "opens a further command" score; frame and asks are read at [CLS] for the first command
and at the opening word's first piece for each further one. One pass thus serves a sentence of several commands.
"""

import dataclasses
import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.schema import ASKS, FRAMES, TAGS
from training.rounding import Embedding, Linear


@dataclasses.dataclass(frozen=True)
class Shape:
    """Sizes of an encoder; ``positions`` is the longest input in word pieces, ``buckets`` how many relative distances have a
    bias of their own in attention (MPNet; 0: none, as in BERT)."""

    vocabulary: int
    layers: int
    hidden: int
    heads: int
    intermediate: int
    positions: int = 128
    buckets: int = 0


#: Distance from which on all share a bucket in MPNet.
FURTHEST = 128

#: Scores that each head gives at a position: tags, opens, frames, asks.
HEAD_SIZES = (len(TAGS), 1, len(FRAMES), len(ASKS))


@dataclasses.dataclass(frozen=True)
class Scores:
    """Logits of a batch at T positions: ``tags`` [B, T, TAGS], ``opens`` [B, T], ``frames`` [B, T, FRAMES], ``asks`` [B, T, ASKS]."""

    tags: Tensor
    opens: Tensor
    frames: Tensor
    asks: Tensor


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT; query, key and value in one matrix. Attention is written out: for lines this
    short, torch's fused kernel is several times slower backwards on a CPU."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads, self.dropout = shape.heads, 0.0
        self.qkv = Linear(shape.hidden, 3 * shape.hidden)
        self.out = Linear(shape.hidden, shape.hidden)
        self.attention_norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.up = Linear(shape.hidden, shape.intermediate)
        self.down = Linear(shape.intermediate, shape.hidden)
        self.output_norm = nn.LayerNorm(shape.hidden, eps=1e-12)

    def attend(self, x: Tensor, mask: Tensor | None, shares: Tensor | None = None) -> Tensor:
        """What the heads gather, side by side, each times its share [heads] where there are some."""
        batch, length, hidden = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        weights = torch.matmul(q * (hidden // self.heads) ** -0.5, k.transpose(2, 3))
        if mask is not None:
            weights = weights + mask
        mixed = torch.matmul(weights.softmax(-1), v)
        if shares is not None:
            mixed = mixed * shares[:, None, None]
        return mixed.transpose(1, 2).reshape(batch, length, hidden)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        mixed = self.out(self.attend(x, mask))
        x = self.attention_norm(x + drop(mixed, self.dropout, self.training))
        mixed = self.down(functional.gelu(self.up(x)))
        normed: Tensor = self.output_norm(x + drop(mixed, self.dropout, self.training))
        return normed


class Encoder(nn.Module):
    """Token and position embeddings, layers, and the four heads as one matrix (`split_scores` tells them apart). A course sets its dropout."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape, self.dropout = shape, 0.0
        self.pieces = Embedding(shape.vocabulary, shape.hidden)
        self.places = nn.Embedding(shape.positions, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.scores = nn.Linear(shape.hidden, sum(HEAD_SIZES))
        self.relative = nn.Embedding(shape.buckets, shape.heads) if shape.buckets else None
        self.apply(initialize)

    def hidden_states(self, ids: Tensor, mask: Tensor | None = None) -> list[Tensor]:
        """States after the embeddings and after each layer, [B, T, hidden] each; `mask` [B, T] is True on real pieces."""
        x = self.norm(self.pieces(ids) + self.places.weight[: ids.shape[1]])
        states = [drop(x, self.dropout, self.training)]
        keys = None if mask is None else x.new_zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        if self.relative is not None:
            nearness = self.relative(relative_buckets(ids.shape[1], self.shape.buckets)).permute(2, 0, 1)[None]
            keys = nearness if keys is None else keys + nearness
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


def set_dropout(encoder: Encoder, share: float) -> None:
    """Gives an encoder another dropout in training."""
    for module in encoder.modules():
        if isinstance(module, Layer | Encoder):
            module.dropout = share


def split_scores(scores: Tensor) -> Scores:
    """One row of logits a position, as `Encoder.scores` gives it → the four heads."""
    tags, opens, frames, asks = torch.split(scores, list(HEAD_SIZES), dim=-1)
    return Scores(tags, opens.squeeze(-1), frames, asks)


def initialize(module: nn.Module) -> None:
    """BERT's initial values: normal with deviation .02, biases zero."""
    if isinstance(module, nn.Linear | nn.Embedding):
        nn.init.normal_(module.weight, std=0.02)
    if isinstance(module, nn.Linear):
        nn.init.zeros_(module.bias)


def relative_buckets(length: int, buckets: int) -> Tensor:
    """[length, length]: the bucket of the distance from each place to each other one; half of the buckets for either side, of
    these the first half one a distance, the others logarithmic up to `FURTHEST` (Raffel et al. 2020, as MPNet uses it)."""
    places = torch.arange(length)
    ahead = places[None, :] - places[:, None]
    side, exact = buckets // 2, buckets // 4
    distance = ahead.abs()
    wide = exact + (torch.log(distance.clamp(min=1) / exact) / math.log(FURTHEST / exact) * (side - exact)).long()
    near = torch.where(distance < exact, distance, wide.clamp(max=side - 1))
    return near + side * (ahead > 0)


@dataclasses.dataclass(frozen=True)
class Names:
    """How an architecture of `transformers` names the parts of a layer: query, key and value, and ours → theirs."""

    attention: tuple[str, str, str]
    parts: tuple[tuple[str, str], ...]


SHARED = (("up", "intermediate.dense"), ("down", "output.dense"), ("output_norm", "output.LayerNorm"))
BERT = Names(
    ("attention.self.query", "attention.self.key", "attention.self.value"),
    (("out", "attention.output.dense"), ("attention_norm", "attention.output.LayerNorm"), *SHARED),
)
MPNET = Names(
    ("attention.attn.q", "attention.attn.k", "attention.attn.v"),
    (("out", "attention.attn.o"), ("attention_norm", "attention.LayerNorm"), *SHARED),
)

#: MPNet numbers its pieces as BERT does, four further on, and has its own ids for BERT's [PAD], [UNK], [CLS] and [SEP].
MPNET_SHIFT = 4
MPNET_SPECIAL = {"[PAD]": 1, "[UNK]": 3, "[CLS]": 0, "[SEP]": 2}
#: Its first two positions stand for padding.
MPNET_PLACES = 2


def load_weights(encoder: Encoder, source: dict[str, Tensor], pieces: list[str] | None = None) -> None:
    """Copies embeddings and layers of a BERT or MPNet of the same shape (names of `transformers`); heads keep their values.

    A BERT's segment embedding is folded into its positions. For an MPNet, `pieces` are BERT's pieces in order of id; its rows are
    laid out alike, so that one tokenizer serves both. Raises KeyError for another architecture, RuntimeError for another shape.
    """
    state, words = encoder.state_dict(), source["embeddings.word_embeddings.weight"]
    place = source["embeddings.position_embeddings.weight"]
    if encoder.relative is None:
        names, place = BERT, place + source["embeddings.token_type_embeddings.weight"][0]
    else:
        assert pieces is not None
        names, place = MPNET, place[MPNET_PLACES:]
        words = words[[MPNET_SPECIAL.get(piece, number + MPNET_SHIFT) for number, piece in enumerate(pieces)]]
        state["relative.weight"] = source["encoder.relative_attention_bias.weight"]
    state["pieces.weight"], state["places.weight"] = words, place[: encoder.shape.positions]
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = source[f"embeddings.LayerNorm.{part}"]
        for number in range(encoder.shape.layers):
            old, new = f"encoder.layer.{number}.", f"layers.{number}."
            state[f"{new}qkv.{part}"] = torch.cat([source[f"{old}{name}.{part}"] for name in names.attention])
            for mine, theirs in names.parts:
                state[f"{new}{mine}.{part}"] = source[f"{old}{theirs}.{part}"]
    encoder.load_state_dict(state)
