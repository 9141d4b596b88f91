"""The bundled student at work: an int8 network run by onnxruntime on one thread, checked against its manifest when loaded."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any, Final

import numpy

# Before the import: else the runtime leaves a device id and a log of events in the person's home, to be sent to its makers.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# isort: split
import onnxruntime

from assistant.decoding import Calibration, Scores, decode, read_calibration
from assistant.errors import TaggerError
from assistant.marks.spans import mended
from assistant.schema import ASKS, FRAMES, LABELS
from assistant.spelling import read_words
from assistant.tagging import Tagging
from assistant.tokenization import Tokens, load_tokenizer, tokenize

MODEL: Final = "student.int8.onnx"
TOKENIZER: Final = "tokenizer.json"
WORDS: Final = "words.txt"
MANIFEST: Final = "manifest.json"

#: Names of the network's outputs, in the order of `Scores`.
OUTPUTS: Final = ("tags", "opens", "frames", "asks")

#: What the runtime would make of a sum and its norm takes three times as long as the two nodes (1.32, AVX2).
SLOWER: Final = ("SkipLayerNormFusion",)

WARM_UP: Final = "move lunch with Ana to 3pm"


class OnnxTagger:
    """Tags text with the student of a folder. Not for use by two threads at once."""

    def __init__(self, folder: Path) -> None:
        """Loads and checks the network, its tokenizer, its words and ``manifest.json``; raises TaggerError."""
        manifest = read_manifest(folder)
        self.tokenizer, self.speller = load_tokenizer(folder / TOKENIZER), read_words(folder / WORDS)
        self.calibration = read_calibration(manifest)
        try:
            self.session = open_session(folder / MODEL)
        except (onnxruntime.capi.onnxruntime_pybind11_state.Fail, RuntimeError) as problem:
            raise TaggerError(f"The language model in {folder} can't be run here: {problem}") from problem
        for _ in range(2):
            self.tag(WARM_UP)

    def tag(self, text: str, before: str | None = None) -> Tagging:
        """The commands of a sentence, any text will do, perhaps as one that follows a command of a frame ("read event when")."""
        tokens, scores = self.read(text, before)
        return understand(text, tokens, scores, self.calibration)

    def read(self, text: str, before: str | None = None) -> tuple[Tokens, Scores]:
        """The words of a text and the student's logits for them, before anything is decided."""
        tokens = tokenize(text, self.tokenizer, self.speller, before)
        ids = numpy.array([tokens.ids], dtype=numpy.int64)
        tags, opens, frames, asks = (output[0] for output in self.session.run(OUTPUTS, {"ids": ids}))
        words, anchors = list(tokens.firsts), [0, *tokens.firsts]
        return tokens, Scores(tags[words], opens[words], frames[anchors], asks[anchors])


def understand(text: str, tokens: Tokens, scores: Scores, calibration: Calibration) -> Tagging:
    """What a network's scores of a text say: decoded, and mended where spans can't be so."""
    return mended(decode(text, tokens.words, scores, calibration))


def open_session(network: Path) -> onnxruntime.InferenceSession:
    """A network ready to run, on one thread that sleeps between calls."""
    chosen = onnxruntime.SessionOptions()
    chosen.intra_op_num_threads = chosen.inter_op_num_threads = 1
    chosen.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    chosen.log_severity_level = 3
    chosen.enable_cpu_mem_arena = False
    chosen.add_session_config_entry("session.intra_op.allow_spinning", "0")
    chosen.add_session_config_entry("session.inter_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        str(network), chosen, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
    )


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest, after checking that the files are those that it names and that it speaks today's schema; raises TaggerError."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        wanted = {name: manifest["sha256"][name] for name in (MODEL, TOKENIZER, WORDS)}
        found = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in wanted}
        schema = manifest["schema"]
        read_calibration(manifest)
    except OSError as problem:
        raise TaggerError(f"The language model is not complete: {problem.filename} can't be read.") from problem
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise TaggerError(f"The manifest of the language model in {folder} is damaged.") from problem
    for name, digest in wanted.items():
        if found[name] != digest:
            raise TaggerError(
                f"{name} of the language model is not the file that its manifest names; please reinstall Plainday."
            )
    if schema != describe_schema():
        raise TaggerError("The language model was made for another version of Plainday; please reinstall Plainday.")
    return manifest


def describe_schema() -> str:
    """SHA-256 of the names that the network's outputs stand for, in order."""
    names = json.dumps([LABELS, FRAMES, ASKS])
    return hashlib.sha256(names.encode()).hexdigest()
