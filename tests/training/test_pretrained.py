"""A pretrained BERT or MPNet read from a folder computes in our network what it computes in its own."""

from pathlib import Path

import pytest
import torch
import transformers

from training.pretrained import WEIGHTS, PretrainedError, build_encoder, keep_teacher, load_pretrained, locate
from training.vocabulary import build_tokenizer

#: Sizes of the tiny networks.
TINY = {
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 48,
    "max_position_embeddings": 160,
    "initializer_range": 0.3,
}
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefgh", *(f"##{c}" for c in "abcdefgh")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A tiny random BERT as `transformers` stores it."""
    torch.manual_seed(3)
    config = transformers.BertConfig(
        vocab_size=len(PIECES),
        **TINY,
    )
    transformers.BertModel(config, add_pooling_layer=False).save_pretrained(tmp_path)
    (tmp_path / "vocab.txt").write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    transformers.BertTokenizer(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    return tmp_path


def test_states_are_those_of_bert(folder: Path) -> None:
    pretrained = load_pretrained(str(folder))
    assert pretrained.pieces == PIECES
    ours = build_encoder(pretrained).eval()
    theirs = transformers.BertModel.from_pretrained(folder, add_pooling_layer=False).eval()
    ids = torch.randint(0, len(PIECES), (3, 9), generator=torch.Generator().manual_seed(1))
    mask = torch.ones_like(ids, dtype=torch.bool)
    mask[1, 6:] = False
    with torch.no_grad():
        found = ours.hidden_states(ids, mask)
        wanted = theirs(ids, attention_mask=mask.long(), output_hidden_states=True).hidden_states
    for mine, its in zip(found, wanted, strict=True):
        assert torch.allclose(mine[mask], its[mask], atol=2e-5)


def test_states_are_those_of_mpnet(tmp_path: Path) -> None:
    torch.manual_seed(4)
    named = ["<s>", "<pad>", "</s>", "<unk>", *PIECES, "<mask>"]
    config = transformers.MPNetConfig(
        vocab_size=len(named),
        **TINY,
        layer_norm_eps=1e-12,
    )
    theirs = transformers.MPNetModel(config, add_pooling_layer=False).eval()
    theirs.save_pretrained(tmp_path)
    (tmp_path / "vocab.txt").write_text("\n".join(named) + "\n", encoding="utf-8")
    transformers.MPNetTokenizer(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    pretrained = load_pretrained(str(tmp_path))
    assert pretrained.pieces == PIECES
    ours = build_encoder(pretrained).eval()
    text = ["[CLS]", *("abcdefgh" * 6), "[SEP]"]
    named_text = ["<s>", *text[1:-1], "</s>"]
    ids = torch.tensor([[PIECES.index(piece) for piece in text]] * 2)
    their_ids = torch.tensor([[named.index(piece) for piece in named_text]] * 2)
    mask = torch.ones_like(ids, dtype=torch.bool)
    mask[1, 40:] = False
    their_ids[~mask] = named.index("<pad>")
    with torch.no_grad():
        found = ours.hidden_states(ids, mask)
        wanted = theirs(their_ids, attention_mask=mask.long(), output_hidden_states=True).hidden_states
    for mine, its in zip(found, wanted, strict=True):
        assert torch.allclose(mine[mask], its[mask], atol=1e-4)


def test_a_teacher_that_was_kept_is_read_with_its_heads(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    taught = build_encoder(load_pretrained(str(folder)))
    keep_teacher(taught, build_tokenizer(PIECES), kept)
    read = load_pretrained(str(kept))
    assert (read.pieces, read.shape) == (PIECES, taught.shape)
    ids = torch.tensor([[PIECES.index(piece) for piece in ("[CLS]", *"badge")]])
    mask = torch.ones_like(ids, dtype=torch.bool)
    scores = [network.eval().scores(network.hidden_states(ids, mask)[-1]) for network in (taught, build_encoder(read))]
    assert torch.equal(*scores)


def test_weights_of_no_teacher_are_named(tmp_path: Path) -> None:
    torch.save({"weights": {}}, tmp_path / WEIGHTS)
    with pytest.raises(PretrainedError, match="holds no teacher"):
        load_pretrained(str(tmp_path))


def test_other_architectures_are_named(tmp_path: Path) -> None:
    transformers.GPT2Config(n_layer=1).save_pretrained(tmp_path)
    with pytest.raises(PretrainedError, match="gpt2"):
        load_pretrained(str(tmp_path))


def test_a_source_that_is_no_package_is_a_place() -> None:
    assert locate("/somewhere/model") == "/somewhere/model"
    assert locate("owner/model-name") == "owner/model-name"
