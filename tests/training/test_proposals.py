"""Proposals of a generative teacher: what is kept, why the rest is not, and both ways to a model, run for real."""

import contextlib
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import tokenizers
import transformers

from assistant.tagger import OnnxTagger
from training import bank, proposals
from training.bank import parse_frame, parse_sentence
from training.endpoint import EndpointError, complete
from training.folders import STUDENT
from training.lexicon import load_lexicon
from training.proposals import CausalModel, Filter, propose, read_examples, write_proposals

MOVE = parse_frame("update event")


@pytest.fixture(scope="module")
def checks() -> Filter:
    """The filter with one known phrase and the shipped student."""
    known = parse_sentence("move [summary lunch] to [new_when 3pm]", (MOVE,))
    return Filter([known], OnnxTagger(STUDENT), load_lexicon())


@pytest.mark.parametrize(
    ("marked", "frame", "reason"),
    [
        ("please move the [summary dentist appointment] over to [new_when Friday]", "update event", ""),
        ("move [summary yoga] to [new_when Monday]", "update event", "a phrase that is there already"),
        ("move [summary yoga to [new_when Monday]", "update event", "not well marked"),
        ("move yoga to Monday", "update event", "not well marked"),
        ("move [title yoga] to [new_when Monday]", "update event", "not well marked"),
        ("what is the weather like for [summary yoga]", "update event", "the tagger reads another frame"),
        (
            "delete all events with [attendee Bob] except lunch, move [new_when Friday]",
            "delete event",
            "not well marked",
        ),
    ],
)
def test_what_is_kept(checks: Filter, marked: str, frame: str, reason: str) -> None:
    assert checks.reason(marked, parse_frame(frame)) == reason


def test_a_kept_phrase_is_kept_once(checks: Filter) -> None:
    marked = "could you shift the [summary piano lesson] to [new_when Tuesday]"
    assert checks.reason(marked, MOVE) == ""
    assert checks.reason(marked.replace("piano lesson", "swim meet"), MOVE) == "a phrase that is there already"


def test_proposals_are_read_like_the_bank(tmp_path: Path) -> None:
    path = tmp_path / "proposed.txt"
    write_proposals([("move [summary a] to [new_when noon]", MOVE), ("nice", parse_frame("none"))], path)
    assert [s.commands[0].frame for _, s in bank.read_file(path) if isinstance(s, bank.Sentence)] == [
        MOVE,
        parse_frame("none"),
    ]


def test_examples_and_proposals() -> None:
    examples = read_examples(bank.PHRASES / "update_event.txt")
    asked: list[str] = []

    def write(prompt: str, seed: int) -> str:
        asked.append(prompt)
        return f"- say {seed}\n2. say more\n\nand this"

    found = list(propose(write, examples, 5, 1))
    assert [line for line, _ in found] == ["say 1", "say more", "and this", "say 2", "say more"]
    assert all(any(line in prompt for line in examples[MOVE]) for prompt in asked)
    assert list(propose(write, examples, 5, 1)) == found


@contextlib.contextmanager
def serving(answer: bytes, status: int = 200) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """A chat endpoint on this machine, and what it was asked."""
    asked: list[dict[str, object]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))) | {"path": self.path})
            self.send_response(status)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", asked
        server.shutdown()
        thread.join()


def test_an_endpoint_is_asked_and_answers() -> None:
    with serving(json.dumps({"choices": [{"message": {"content": "- hello"}}]}).encode()) as (address, asked):
        assert complete(f"{address}#small", "write", 3) == "- hello"
    assert asked[0]["path"] == "/v1/chat/completions"
    assert (asked[0]["model"], asked[0]["messages"]) == ("small", [{"role": "user", "content": "write"}])


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [(b"{}", 200, "does not answer as"), (b"no", 200, "does not answer as"), (b"", 404, "404")],
)
def test_an_endpoint_that_fails_says_so(answer: bytes, status: int, said: str) -> None:
    with serving(answer, status) as (address, _), pytest.raises(EndpointError, match=said):
        complete(address, "write", 3)
    with pytest.raises(EndpointError, match="can't be reached"):
        complete(address, "write", 3)


def test_a_local_model_writes_the_same_for_a_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposals, "LENGTH", 12)
    words = tokenizers.Tokenizer(tokenizers.models.WordLevel({w: n for n, w in enumerate(["</s>", "move", "lunch", "to"])}, unk_token="</s>"))  # fmt: skip
    words.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    transformers.PreTrainedTokenizerFast(tokenizer_object=words, eos_token="</s>").save_pretrained(tmp_path)
    numbers = transformers.GPT2Config(vocab_size=4, n_positions=256, n_embd=8, n_layer=1, n_head=1, eos_token_id=0, bos_token_id=0)  # fmt: skip
    transformers.GPT2LMHeadModel(numbers).save_pretrained(tmp_path)
    model = CausalModel(str(tmp_path))
    assert model.write("move lunch", 1) == model.write("move lunch", 1) != model.write("move lunch", 2)
