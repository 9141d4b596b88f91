"""A generative teacher proposes marked sentences; what survives is written to a file for a person to read, never into the bank.

``python -m training.proposals --model ID_OR_FOLDER_OR_URL --phrases FILE --count N --out FILE``: examples of one file of the bank are shown
to a causal model (an installed package, a folder, also with a GGUF file, a hub id) or to an OpenAI-compatible endpoint (``http…/v1#MODEL``).
Kept is what parses as marked, repeats no phrase, and whose frame both the shipped tagger and its execution in a world agree on.
"""

import argparse
import collections
import logging
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import torch
import transformers

from assistant.tagger import OnnxTagger
from assistant.tagging import Tagger
from training import bank
from training.bank import BankError, Frame, Sentence, parse_sentence, read_file
from training.endpoint import complete
from training.execution import THROWN_OUT, Verdict, frame_name
from training.folders import STUDENT
from training.lexicon import Lexicon, load_lexicon
from training.pretrained import locate
from training.timephrases import TimePhrases
from training.world import World

log = logging.getLogger("training.proposals")

#: Examples in a prompt, lines asked for, the pieces that so many lines may take, and how often a local model goes on side by side.
SHOWN, ASKED, LENGTH, ABREAST = 12, 8, 160, 4
#: What a model puts before a line of a list.
BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")

#: (prompt, seed) → what the model writes.
Writer = Callable[[str, int], str]


class CausalModel:
    """A local causal model through transformers."""

    def __init__(self, source: str) -> None:
        place = Path(locate(source))
        gguf = next((path.name for path in sorted(place.glob("*.gguf"))), None) if place.is_dir() else None
        name = str(place) if place.is_dir() else source
        self.tokenizer = transformers.AutoTokenizer.from_pretrained(name, gguf_file=gguf)
        self.model = transformers.AutoModelForCausalLM.from_pretrained(name, gguf_file=gguf, dtype=torch.float32)

    @torch.no_grad()
    def write(self, prompt: str, seed: int) -> str:
        """Goes on with the prompt in several ways, one below the other; the same for a seed."""
        torch.manual_seed(seed)
        asked = self.tokenizer(prompt, return_tensors="pt")
        written = self.model.generate(
            **asked, max_new_tokens=LENGTH, min_new_tokens=LENGTH // 2, do_sample=True, temperature=0.8, top_p=0.95,
            pad_token_id=self.tokenizer.eos_token_id, num_return_sequences=ABREAST,
        )  # fmt: skip
        new = written[:, asked["input_ids"].shape[1] :]
        return "\n".join(self.tokenizer.batch_decode(new, skip_special_tokens=True))


def writer_of(source: str) -> Writer:
    """The model at an address, or a local one."""
    if source.startswith(("http://", "https://")):
        return lambda prompt, seed: complete(source, prompt, seed)
    return CausalModel(source).write


def prompt_of(frame: str, examples: Iterable[str]) -> str:
    """Asks for more lines like these."""
    return (
        f"Below are different sentences that people type into a calendar app ({frame}). Words that matter are marked in brackets as "
        f"[slot words], with the slots' names as in the examples. Write {ASKED} more, one a line, each worded differently, no other text.\n\n"
        + "".join(f"- {line}\n" for line in examples)
        + "- "
    )


def read_examples(path: Path) -> dict[Frame, list[str]]:
    """The single commands of a file of the bank as marked lines, by frame; raises BankError where a line is wrong."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found: dict[Frame, list[str]] = {}
    for number, sentence in read_file(path):
        if isinstance(sentence, BankError):
            raise BankError(f"{path.name}:{number}: {sentence}")
        if len(sentence.commands) == 1:
            found.setdefault(sentence.commands[0].frame, []).append(lines[number - 1].strip())
    return found


class Filter:
    """Keeps a proposal, or says in a word why not."""

    def __init__(self, known: Iterable[Sentence], tagger: Tagger, lexicon: Lexicon) -> None:
        self.skeletons = {sentence.skeleton for sentence in known}
        self.tagger, self.lexicon, self.times = tagger, lexicon, TimePhrases(lexicon)

    def reason(self, marked: str, frame: Frame) -> str:
        """Why a marked line is not kept; empty where it is, and then its phrase is known from now on."""
        try:
            sentence = parse_sentence(marked, (frame,), "proposals")
        except BankError:
            return "not well marked"
        if not sentence.skeleton or (frame.operation != "none" and not sentence.commands[0].spans):
            return "not well marked"
        if sentence.skeleton in self.skeletons:
            return "a phrase that is there already"
        tagged = self.tagger.tag(sentence.text).commands
        if [(c.operation, c.object, c.asks) for c in tagged] != [(frame.operation, frame.object, frame.asks)]:
            return "the tagger reads another frame"
        world = World(f"proposal {sentence.skeleton}", self.lexicon, self.times)
        ((_, finding),) = world.run([world.place(sentence)])
        if finding.verdict in (*THROWN_OUT, Verdict.ASKED):
            return "its execution does not agree"
        self.skeletons.add(sentence.skeleton)
        return ""


def propose(write: Writer, examples: dict[Frame, list[str]], count: int, seed: int) -> Iterator[tuple[str, Frame]]:
    """`count` lines that the model proposes, each with the frame whose examples it was shown."""
    rng, made, asked = random.Random(seed), 0, 0
    frames = [frame for frame, lines in examples.items() if len(lines) > 1]
    while made < count and asked < count:
        (frame,) = rng.choices(frames, [len(examples[frame]) for frame in frames])
        shown = rng.sample(examples[frame], min(SHOWN, len(examples[frame])))
        written = write(prompt_of(frame_name(frame), shown), seed + asked).splitlines()
        lines = [BULLET.sub("", line).strip() for line in written if line.strip()]
        for line in lines[: count - made]:
            yield line, frame
        made, asked = made + len(lines), asked + 1


def write_proposals(kept: Sequence[tuple[str, Frame]], path: Path) -> None:
    """The proposals in the bank's own format, a block a frame."""
    blocks: dict[Frame, list[str]] = {}
    for line, frame in kept:
        blocks.setdefault(frame, []).append(line)
    parts = ["# Proposed by a model, read by nobody yet"]
    for frame, lines in blocks.items():
        parts += ["= " + " ".join(filter(None, (frame.operation, frame.object, frame.asks))), *lines]
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")


def main() -> int:
    """The command line; exit status 1 with one sentence where the model or the examples can't be had."""
    parser = argparse.ArgumentParser(prog="python -m training.proposals", description="Marked sentences from a model.")
    parser.add_argument("--model", required=True, help="installed package, folder, hub id, or http…/v1#MODEL")
    parser.add_argument("--phrases", type=Path, required=True, help="file of the bank whose sentences are shown")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    logging.basicConfig(format="%(message)s")
    log.setLevel(logging.INFO)
    checks = Filter(bank.load(), OnnxTagger(STUDENT), load_lexicon())
    counts: collections.Counter[str] = collections.Counter()
    kept: list[tuple[str, Frame]] = []
    problem: Exception | None = None
    try:
        for line, frame in propose(writer_of(chosen.model), read_examples(chosen.phrases), chosen.count, chosen.seed):
            reason = checks.reason(line, frame)
            counts[reason or "kept"] += 1
            log.info("%s: %s", reason or "kept", line)
            if not reason:
                kept.append((line, frame))
    except (OSError, ValueError) as raised:  # no such model or file, another architecture, no answer
        print(raised, file=sys.stderr)
        problem = raised
    if kept:
        write_proposals(kept, chosen.out)
    for name, number in counts.most_common():
        print(f"{number:5d}  {name}")
    print(f"{len(kept)} of {counts.total()} kept")
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main())
