"""A network in torch behind the decoding that ships."""

import tokenizers
import torch

from assistant.decoding import Calibration, Scores
from assistant.spelling import Speller
from assistant.tagger import understand
from assistant.tagging import Tagging
from assistant.tokenization import Tokens, tokenize
from training.encoder import Encoder


class TorchTagger:
    """A network in torch behind the same decoding, to compare teacher and student."""

    def __init__(self, encoder: Encoder, tokenizer: tokenizers.Tokenizer, speller: Speller | None = None) -> None:
        self.encoder, self.tokenizer, self.speller = encoder.eval(), tokenizer, speller

    def tag(self, text: str, before: str | None = None) -> Tagging:
        """The commands of a sentence, perhaps as one that follows a command of a frame."""
        tokens, scores = self.read(text, before)
        return understand(text, tokens, scores, Calibration())

    @torch.no_grad()
    def read(self, text: str, before: str | None = None) -> tuple[Tokens, Scores]:
        """Words and logits."""
        tokens = tokenize(text, self.tokenizer, self.speller, before)
        found = self.encoder(torch.tensor([tokens.ids]))
        words, anchors = list(tokens.firsts), [0, *tokens.firsts]
        tags, opens, frames, asks = (part[0].numpy() for part in (found.tags, found.opens, found.frames, found.asks))
        return tokens, Scores(tags[words], opens[words], frames[anchors], asks[anchors])
