"""Relations between positions: the student attends to a sentence's words as the teacher does (MiniLMv2, Wang et al. 2021).

Queries, keys and values of the last layer are cut into the same number of relation heads on both sides, so hidden sizes and head
counts may differ. A relation is the softmax of scaled products of a kind with itself, over the words that both sides have.
"""

from torch import Tensor

from training.encoder import Encoder, Layer

#: Relation heads; every hidden size that is used is a multiple.
HEADS = 16


def last_projections(encoder: Encoder, states: list[Tensor]) -> Tensor:
    """[B, T, 3 × hidden]: queries, keys and values of the last layer, from the states that `hidden_states` gave."""
    layer = encoder.layers[-1]
    assert isinstance(layer, Layer)
    found: Tensor = layer.qkv(states[-2])
    return found


def log_relations(projections: Tensor, known: Tensor) -> Tensor:
    """[B, 3, HEADS, A, A] in fp32: log shares of attention among the anchors that are `known` [B, A]."""
    batch, anchors, width = projections.shape
    parts = projections.float().view(batch, anchors, 3, HEADS, width // (3 * HEADS)).permute(0, 2, 3, 1, 4)
    products = parts @ parts.transpose(3, 4) * parts.shape[-1] ** -0.5
    seen: Tensor = products.masked_fill(~known[:, None, None, None, :], -1e4)
    return seen.log_softmax(-1)


def relation_loss(student: Tensor, teacher: Tensor, known: Tensor) -> Tensor:
    """KL(teacher ‖ student) of the relations, averaged over kinds, heads and known anchors.

    Both are projections [B, A, 3 × hidden] at anchors that stand for the same words where `known` [B, A].
    """
    mine, theirs = log_relations(student, known), log_relations(teacher, known)
    apart = (theirs.exp() * (theirs - mine)).sum(-1).mean((1, 2))
    total: Tensor = (apart * known).sum() / known.sum().clamp(min=1)
    return total
