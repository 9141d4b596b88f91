"""The whole chain on tiny random networks: every stage real, resumed where it was stopped, and the artefact runs as shipped."""

import dataclasses
import hashlib
import json
import shutil
from pathlib import Path

import numpy
import pytest
import torch

from assistant.errors import TaggerError
from assistant.schema import FRAMES, OPERATIONS
from assistant.tagger import MANIFEST, MODEL, TOKENIZER, WORDS, OnnxTagger
from assistant.tagging import Certainty
from training import bank, build
from training.ablation import VARIANTS, compare
from training.build import METRICS, Run, run_chain
from training.card import CARD, DIAGRAM, describe
from training.dataset import Batch, Dataset, endless
from training.encoder import Encoder, Shape
from training.evaluation import evaluate
from training.export import install
from training.labels import IGNORED
from training.lexicon import LEXICONS
from training.objective import at_anchors, label_loss
from training.optimization import run_course
from training.pretrained import load_pretrained
from training.recipe import Recipe, Student, Teacher, load_recipe
from training.revival import revive
from training.sentences import read_sentences
from training.teacher import TeacherScores, score

TINY = Path(build.__file__).parent / "recipes" / "tiny.toml"
EACH = 3  #: sentences taken from each block of the bank


@pytest.fixture(scope="module")
def phrases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank cut down to a few sentences a frame."""
    folder = tmp_path_factory.mktemp("phrases")
    for path in bank.files():
        taken = 0
        lines = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("= "):
                taken = 0
            elif line.strip() and not line.startswith("#"):
                taken += 1
            if line.startswith("= ") or (taken <= EACH and line.strip() and not line.startswith("#")):
                lines.append(line)
        (folder / path.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def run(phrases: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The chain, run once."""
    torch.set_num_threads(1)
    work = tmp_path_factory.mktemp("work")
    lexicons = Path(shutil.copytree(LEXICONS, work / "lexicons"))
    found = Run(load_recipe(TINY), work, phrases, lexicons, [None])
    run_chain(found)
    return found


def learn(
    encoder: Encoder, data: Dataset, recipe: Recipe, steps: int, checkpoint: Path, losses: list[float]
) -> Encoder:
    """Trains on the labels, up to `steps`."""
    assert recipe.teachers[0].course
    course = dataclasses.replace(recipe.teachers[0].course, rate=5e-3, head_rate=5e-3)

    def loss(batch: Batch, done: float) -> torch.Tensor:
        value = label_loss(at_anchors(encoder(batch.ids, batch.mask), batch.places), batch)
        losses.append(value.item())
        return value

    def batches(skip: int) -> list[Batch]:
        chosen = endless(data, course.batch, 3, skip)
        return [next(chosen) for _ in range(steps - skip)]

    return run_course(encoder, loss, batches, dataclasses.replace(course, steps=20), checkpoint, "test")


def test_artefact_tags_and_is_measured(run: Run) -> None:
    folder = run.work / "artefact"
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    tagger = OnnxTagger(folder)
    sentences = read_sentences(run.work / "corpus" / "held_out.jsonl")
    assert evaluate(tagger, sentences) == manifest["metrics"]["held_out"]
    assert manifest["made_of"]["phrases"] == bank.fingerprint(run.phrases)
    command = tagger.tag("cancel yoga").commands[0]
    assert (command.operation, command.object) in FRAMES
    assert 0 < command.confidence <= 1


def test_what_was_said_before_is_read(run: Run) -> None:
    tagger = OnnxTagger(run.work / "artefact")
    alone, after = (tagger.read("and friday", before) for before in (None, "delete event"))
    assert alone[0].ids[1:] == after[0].ids[1:]
    assert tagger.tokenizer.id_to_token(after[0].ids[0]) == "[after delete event]"
    assert not numpy.array_equal(alone[1].frames, after[1].frames)
    assert tagger.read("and friday", "sing event")[0] == alone[0]  # what it has no piece for follows nothing


def test_finished_stages_are_skipped(run: Run) -> None:
    before = {path: path.stat().st_mtime_ns for path in run.work.rglob("*.p*t")}
    run_chain(run)
    assert {path: path.stat().st_mtime_ns for path in run.work.rglob("*.p*t")} == before


def test_changed_numbers_rerun_what_depends_on_them(run: Run, tmp_path: Path) -> None:
    stages = ("corpus", "teacher0", "scores", "student", "artefact")
    before = {name: (run.work / name / "key.txt").read_text() for name in stages}
    distillation = dataclasses.replace(run.recipe.distillation, temperature=3.0)
    changed = dataclasses.replace(run, recipe=dataclasses.replace(run.recipe, distillation=distillation))
    run_chain(changed)
    after = {name: (run.work / name / "key.txt").read_text() for name in stages}
    assert {name for name in stages if before[name] != after[name]} == {"student", "artefact"}
    run_chain(run)


@pytest.mark.parametrize(
    ("start", "dynamic", "teachers"), [("sheared", False, 1), ("teacher", True, 2), ("random", True, 1)]
)
def test_methods_go_together(run: Run, tmp_path: Path, start: str, dynamic: bool, teachers: int) -> None:
    recipe = dataclasses.replace(
        run.recipe,
        teachers=run.recipe.teachers * teachers,
        student=dataclasses.replace(run.recipe.student, start=start),
        distillation=dataclasses.replace(run.recipe.distillation, dynamic=dynamic, scored=run.recipe.corpus.lines),
    )
    shutil.copytree(run.work / "corpus", tmp_path / "corpus")
    shutil.copytree(run.work / "teacher0", tmp_path / "teacher0")
    changed = dataclasses.replace(run, recipe=recipe, work=tmp_path, pretrained=[None] * teachers)
    run_chain(changed)
    manifest = json.loads((tmp_path / "artefact" / MANIFEST).read_text(encoding="utf-8"))
    wanted = dataclasses.asdict(recipe)["student"]["shape"]
    assert wanted.items() <= manifest["shape"].items()
    assert OnnxTagger(tmp_path / "artefact").tag("cancel yoga").commands


def test_students_that_learnt_apart_go_on_as_their_mean(run: Run, tmp_path: Path) -> None:
    for stage in ("corpus", "teacher0", "scores"):
        shutil.copytree(run.work / stage, tmp_path / stage)
    distillation = dataclasses.replace(run.recipe.distillation, temperature=3.0)
    other = dataclasses.replace(run, work=tmp_path, recipe=dataclasses.replace(run.recipe, distillation=distillation))
    run_chain(other)
    folders = [run.work / "artefact", tmp_path / "artefact"]
    (one, same), (two, _) = map(revive, folders)
    assert not torch.equal(one.scores.weight, two.scores.weight)
    source = str(folders[0])
    recipe = Recipe(
        "mean", 1, run.recipe.corpus, (Teacher(source),), Student(continues=tuple(str(folder) for folder in folders))
    )
    going_on = dataclasses.replace(run, recipe=recipe, work=tmp_path / "mean", pretrained=[load_pretrained(source)])
    mean, pieces = revive(run_chain(going_on))
    assert pieces == same
    before = going_on.load_student("student").state_dict()
    for name, weight in before.items():
        assert torch.allclose(weight, (one.state_dict()[name] + two.state_dict()[name]) / 2), name
    assert not {"scores", "rounded"} & {path.name for path in going_on.work.iterdir()}
    assert mean.shape == one.shape


def test_teachers_with_pieces_of_their_own_teach_by_their_mean(run: Run, tmp_path: Path) -> None:
    sources = [str(run.work / "artefact"), str(run.work / "teacher0")]
    numbers = dataclasses.replace(run.recipe.distillation, hidden=0.0, relation=0.0)
    student = Student(continues=(sources[0],), course=run.recipe.student.course)
    recipe = Recipe("taught", 1, run.recipe.corpus, tuple(map(Teacher, sources)), student, numbers)
    taught = dataclasses.replace(run, recipe=recipe, work=tmp_path, pretrained=[*map(load_pretrained, sources)])
    run_chain(taught)
    batches = [taught.dataset(f"clean{n}").collate(numpy.arange(40)) for n in range(2)]
    assert not torch.equal(batches[0].ids, batches[1].ids)  # a student hears what was said before
    with torch.no_grad():
        each = [score(taught.load_teacher(n), batch) for n, batch in enumerate(batches)]
    assert not torch.allclose(each[0], each[1], atol=0.1)
    found = TeacherScores(tmp_path / "scores" / "scores.npy", taught.dataset("clean0")).of(batches[0])
    known = batches[0].tags.ne(IGNORED)  # the first words of the lines; what pads them has no score
    assert torch.allclose(found[known], ((each[0] + each[1]) / 2).float()[known], atol=0.05)


def test_a_student_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    recipe = (TINY.parent / "kept.toml").read_text(encoding="utf-8").replace("build/last/artefact", str(tmp_path))
    (tmp_path / "r.toml").write_text(recipe, encoding="utf-8")
    assert build.main(["--recipe", str(tmp_path / "r.toml"), "--work", str(tmp_path / "work")]) == 1
    assert str(tmp_path) in capsys.readouterr().err


def test_same_seed_gives_the_same_corpus(run: Run, tmp_path: Path) -> None:
    again = dataclasses.replace(run, work=tmp_path)
    again.make_corpus(tmp_path / "corpus")
    for path in (run.work / "corpus").rglob("*.npy"):
        other = tmp_path / path.relative_to(run.work)
        assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(other.read_bytes()).digest(), path.name


def test_same_seed_gives_the_same_scores(run: Run, tmp_path: Path) -> None:
    shutil.copytree(run.work / "corpus", tmp_path / "corpus")
    run_chain(dataclasses.replace(run, work=tmp_path))
    for stage in ("teacher0", "student"):
        ours, theirs = (
            json.loads((work / stage / METRICS).read_text(encoding="utf-8")) for work in (run.work, tmp_path)
        )
        assert ours == theirs, stage
    ours, theirs = (
        json.loads((work / "artefact" / MANIFEST).read_text(encoding="utf-8")) for work in (run.work, tmp_path)
    )
    assert ours["metrics"]["held_out"] == theirs["metrics"]["held_out"] and ours["confidence"] == theirs["confidence"]


def test_training_learns_and_resumes_where_it_stopped(run: Run, tmp_path: Path) -> None:
    data = Dataset(run.work / "corpus" / "clean0")
    size = run.tokenizer("teacher0").get_vocab_size()
    whole: list[float] = []
    stopped: list[float] = []
    networks = []
    for losses, plan in ((whole, [20]), (stopped, [10, 20])):
        torch.manual_seed(1)
        encoder = Encoder(Shape(size, 2, 32, 2, 64))
        for steps in plan:
            networks.append(learn(encoder, data, run.recipe, steps, tmp_path / f"{len(plan)}.pt", losses))
    assert whole[-1] < 0.8 * whole[0]
    assert whole == pytest.approx(stopped, rel=1e-4)
    for one, two in zip(networks[0].parameters(), networks[-1].parameters(), strict=True):
        assert torch.allclose(one, two, atol=1e-5)


@pytest.mark.parametrize("name", [MODEL, TOKENIZER, WORDS])
def test_changed_file_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    install(run.work / "artefact", tmp_path)
    content = bytearray((tmp_path / name).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TaggerError, match=name):
        OnnxTagger(tmp_path)


@pytest.mark.parametrize("name", [MODEL, TOKENIZER, WORDS, MANIFEST])
def test_missing_file_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    install(run.work / "artefact", tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(TaggerError, match=r"not complete.*can't be read"):
        OnnxTagger(tmp_path)


@pytest.mark.parametrize(
    "change", [{"schema": "x"}, {"temperatures": 3}, {"sha256": {}}, {"confidence": 3}, {"thresholds": 3}]
)
def test_odd_manifest_is_refused(run: Run, tmp_path: Path, change: dict[str, object]) -> None:
    install(run.work / "artefact", tmp_path)
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    (tmp_path / MANIFEST).write_text(json.dumps(manifest | change), encoding="utf-8")
    with pytest.raises(TaggerError):
        OnnxTagger(tmp_path)


def test_ablation_runs_every_variant(run: Run, tmp_path: Path) -> None:
    for name in ("corpus", "teacher0", "scores"):
        (tmp_path / name).symlink_to(run.work / name)
    base = dataclasses.replace(run, work=tmp_path)
    rows = list(compare(base, 6, 1))
    assert [row["name"] for row in rows] == [variant.name for variant in VARIANTS]
    assert all(0 <= row["exact"] <= 1 for row in rows)
    assert list(compare(base, 6, 1)) == rows


def test_card_tells_what_was_measured(run: Run) -> None:
    folder = run.work / "artefact"
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    card = (folder / CARD).read_text(encoding="utf-8")
    for title in ("Quality", "Confidence", "Size, latency, memory", "By operation", "By family", "Limits", "Licences"):
        assert f"\n## {title}" in card
    assert f"{manifest['metrics']['typos']['1']['exact']:.3f}" in card
    assert (folder / DIAGRAM).read_bytes().startswith(b"\x89PNG")
    assert set(manifest["thresholds"]) == set(OPERATIONS)
    assert manifest["metrics"]["engine"]["memory_mb"] > 0
    changed = json.loads(json.dumps(manifest))
    changed["metrics"]["typos"]["1"]["exact"] = 0.12345
    assert "| 0.123 |" in describe(changed, run.recipe)


def test_thresholds_of_the_manifest_decide(run: Run, tmp_path: Path) -> None:
    install(run.work / "artefact", tmp_path)
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    operation = OnnxTagger(tmp_path).tag("cancel yoga").commands[0].operation
    for bars, wanted in (((0.0, 0.0), Certainty.ENTER), ((1.0, 0.0), Certainty.LOOK), ((1.0, 1.0), Certainty.ASK)):
        manifest["thresholds"] = {operation: {"enter": bars[0], "ask": bars[1]}}
        (tmp_path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        assert OnnxTagger(tmp_path).tag("cancel yoga").certainty is wanted
