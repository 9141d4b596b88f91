"""Tokenizers of teacher and student: one recipe of words and pieces, two vocabularies.

The student's is a cut of the teacher's: every single character, every piece that the bank and the lexicons use, and the most
frequent others (BERT's vocabulary is in order of frequency). Greedy longest-match makes any such cut a whole vocabulary.
"""

import collections
import re
from collections.abc import Iterable, Sequence

import tokenizers
from tokenizers import models, normalizers, pre_tokenizers, processors

from assistant.tokenization import said_before
from training.bank import whole_frames

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")

#: What stands for [CLS] in a sentence after a command of any frame.
AFTER = tuple(said_before(str(frame)) for frame in whole_frames())


def build_tokenizer(pieces: Sequence[str]) -> tokenizers.Tokenizer:
    """An uncased WordPiece tokenizer over these pieces, their index being their id."""
    ids = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = tokenizers.Tokenizer(models.WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    symbols = pre_tokenizers.Split(tokenizers.Regex(r"[\p{So}\p{Sk}]"), "isolated")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([symbols, pre_tokenizers.BertPreTokenizer()])
    special = [(name, ids[name]) for name in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=special)
    return tokenizer


def cut_pieces(pieces: Sequence[str], lines: Iterable[str], size: int) -> list[str]:
    """At most `size` pieces: special ones, single characters of ASCII and Latin letters, those `lines` use, frequent others."""
    tokenizer = build_tokenizer(pieces)
    counts: collections.Counter[int] = collections.Counter()
    for encoding in tokenizer.encode_batch(list(lines), add_special_tokens=False):
        counts.update(encoding.ids)
    wanted = list(SPECIAL)
    wanted += [p for p in pieces if len(p.removeprefix("##")) == 1 and ord(p[-1]) < 0x250]
    wanted += [pieces[number] for number, _ in counts.most_common()]
    wanted += [p for p in pieces if not p.startswith("[unused")]
    return list(dict.fromkeys(wanted))[:size]


def invent_pieces(lines: Iterable[str], size: int) -> list[str]:
    """A vocabulary from nothing, for runs without a pretrained teacher: characters, and the most frequent words of `lines`."""
    normalizer, splitter = normalizers.BertNormalizer(lowercase=True), pre_tokenizers.BertPreTokenizer()
    words = collections.Counter(
        w for line in lines for w, _ in splitter.pre_tokenize_str(normalizer.normalize_str(line))
    )
    characters = sorted({c for word in words for c in word} | set("abcdefghijklmnopqrstuvwxyz0123456789"))
    wanted = [*SPECIAL, *characters, *("##" + c for c in characters), *(word for word, _ in words.most_common())]
    return list(dict.fromkeys(wanted))[:size]


def count_words(lines: Iterable[str], short: Iterable[str], pieces: Iterable[str]) -> tuple[list[str], list[str]]:
    """What a speller knows: words that `lines` use more than once, the most frequent first; all others, short forms and whole words among `pieces`."""
    counts = collections.Counter(
        word for line in lines for word in re.findall(r"[a-z]{3,}", re.sub(r"{[^}]*}", " ", line.lower()))
    )
    common = sorted((word for word, n in counts.items() if n > 1), key=lambda word: (-counts[word], word))
    whole = (p for p in pieces if p.isascii() and p.isalpha() and len(p) > 2)
    return common, sorted({*counts, *short, *whole} - set(common))
