"""Text → words and word pieces: what the student reads, and where each word stands in the text.

Words are runs between blanks, each punctuation mark a word of its own (BERT's pre-tokenization); pieces are those of the
WordPiece vocabulary that is stored with the student, of the words as they were meant (`spelling`). Offsets are Python string offsets of the text as it was typed.
"""

import dataclasses
import re
from pathlib import Path

import tokenizers

from assistant.spelling import Speller

#: The student reads this many pieces, [CLS] and [SEP] included; what comes after is not read.
MAX_PIECES = 128

#: Characters beyond this can't be among the pieces read (a word of more than 100 characters is one unknown piece).
MAX_CHARACTERS = 101 * MAX_PIECES

#: Half of a surrogate pair: a Python string may hold one, UTF-8 may not.
SURROGATE = re.compile("[\ud800-\udfff]")

#: Quotation marks and apostrophes as word processors and telephones write them, to those of a keyboard, one for one.
STRAIGHT = str.maketrans("“”„‟″‘’‚‛′ʼ", '"' * 5 + "'" * 6)


@dataclasses.dataclass(frozen=True)
class Tokens:
    """Word pieces of a text and its words.

    ``ids`` are the pieces with [CLS], or what stands for it, first and [SEP] last; ``words`` the half-open character spans of the words;
    ``firsts`` the index in ``ids`` of each word's first piece.
    """

    ids: tuple[int, ...]
    words: tuple[tuple[int, int], ...]
    firsts: tuple[int, ...]


def load_tokenizer(path: Path) -> tokenizers.Tokenizer:
    """Reads a ``tokenizer.json``; raises `Exception` subclasses of the library's own where the file is not one."""
    tokenizer = tokenizers.Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_PIECES)
    return tokenizer


def said_before(frame: str) -> str:
    """The piece that stands for [CLS] where a command of this frame ("read event when") was said just before."""
    return f"[after {frame}]"


def tokenize(
    text: str, tokenizer: tokenizers.Tokenizer, speller: Speller | None = None, before: str | None = None
) -> Tokens:
    """Any text → its first `MAX_PIECES` word pieces and the words that they belong to. `before` is the frame of the command before it; where the
    vocabulary has no piece for that, the text is read as one that follows nothing."""
    typed = SURROGATE.sub("\ufffd", text[:MAX_CHARACTERS]).translate(STRAIGHT)
    read, origins = speller.mend(typed) if speller else (typed, range(len(typed) + 1))
    encoding = tokenizer.encode(read)
    words: list[tuple[int, int]] = []
    firsts: list[int] = []
    last = None
    for index, (word, (start, end)) in enumerate(zip(encoding.word_ids, encoding.offsets, strict=True)):
        if word is None:
            continue
        begin, stop = origins[start], origins[end - 1] + 1
        if word == last:
            words[-1] = (words[-1][0], stop)
        else:
            words.append((begin, stop))
            firsts.append(index)
        last = word
    first = tokenizer.token_to_id(said_before(before)) if before else None
    ids = encoding.ids if first is None else (first, *encoding.ids[1:])
    return Tokens(tuple(ids), tuple(words), tuple(firsts))
