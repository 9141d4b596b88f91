"""Sampled and noised lines: labels stay on their words, seeds give the same lines, swaps stay in class."""

import collections
import dataclasses
import itertools
import random
import re
from pathlib import Path

import pytest
import tokenizers

from assistant.schema import TAGS
from assistant.tokenization import tokenize
from training import bank
from training.asides import NOWHERE, add_aside
from training.bank import BankError, Frame, Sentence, check_span, parse_header, parse_sentence
from training.corpus import heard_before, type_line
from training.evaluation import retold
from training.labels import IGNORED, carry_labels, label_words
from training.lexicon import Lexicon, LexiconError, load_lexicon
from training.noise import add_noise
from training.recipe import Noise, RecipeError, Sampling, load_recipe
from training.sampling import Sampler, join, prepend, weight
from training.substitution import Context, Substitution
from training.timephrases import NO_DAY, TimePhrases, abstract
from training.vocabulary import build_tokenizer, invent_pieces

MANY = Sampling(kept_sentences=0.0, kept_values=0.0, joined=0.2, prefixed=0.3, suffixed=0.3, nones=0.1, world=0.0)
HURRY = Noise(clean=0.0, typo=0.5, shorten=0.5, unpunctuated=0.5, apostrophes=0.5, glued=0.05)
UPDATE, CREATE = Frame("update", "event"), Frame("create", "task")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The shipped lexicons."""
    return load_lexicon()


@pytest.fixture(scope="module")
def sentences(lexicon: Lexicon) -> list[Sentence]:
    """A thousand sampled lines of the shipped bank."""
    sampler, rng = Sampler(bank.load(), lexicon, MANY), random.Random(5)
    return [sampler.draw(rng) for _ in range(1000)]


@pytest.fixture(scope="module")
def tokenizer(sentences: list[Sentence]) -> tokenizers.Tokenizer:
    """A tokenizer of our own words."""
    return build_tokenizer(invent_pieces([s.text for s in sentences], 2000))


def test_sampled_lines_are_well_formed(sentences: list[Sentence]) -> None:
    for sentence in sentences:
        at = 0
        for command in sentence.commands:
            assert at <= command.start
            for span in command.spans:
                assert command.start <= span.start and at <= span.start < span.end <= len(sentence.text)
                check_span(span.label, sentence.text[span.start : span.end], command.frame)
                at = span.end
        assert "{" not in sentence.text
    assert len({s.text for s in sentences}) > 950
    assert any(len(s.commands) > 1 for s in sentences)


def test_same_seed_same_lines(lexicon: Lexicon, sentences: list[Sentence]) -> None:
    sampler, rng = Sampler(bank.load(), lexicon, MANY), random.Random(5)
    assert [sampler.draw(rng) for _ in range(50)] == sentences[:50]


def test_what_is_read_rightly_already_is_drawn_less(lexicon: Lexicon) -> None:
    plain = [
        parse_sentence(f"move the [summary {name}] to [new_when 3pm] thanks", (UPDATE,)) for name in ("gig", "fête")
    ]
    settings = dataclasses.replace(MANY, joined=0.0, prefixed=0.0, suffixed=0.0, kept_sentences=1.0, known=0.25)
    sampler, rng = Sampler(plain, lexicon, settings, known={plain[0]}), random.Random(2)
    drawn = collections.Counter(sampler.draw(rng).text for _ in range(2000))
    assert 0.2 < drawn[plain[0].text] / drawn[plain[1].text] < 0.3


def test_what_was_said_before_stays_with_a_line(lexicon: Lexicon) -> None:
    frames, before = parse_header("update event + create task after read event when")
    assert frames == (UPDATE, CREATE) and before == Frame("read", "event", "when")
    line = parse_sentence("make it [new_when 4]", (UPDATE,), "typed_by_many", before)
    sampler, rng = Sampler([line], lexicon, dataclasses.replace(MANY, joined=0.0)), random.Random(3)
    assert {sampler.draw(rng).said for _ in range(50)} == {"read event when"}
    with pytest.raises(BankError, match="unknown frame"):
        parse_header("update event after lunch")


def test_lines_are_heard_after_some_and_after_nothing() -> None:
    frame, rng = Frame("create", "event"), random.Random(4)
    fragment = parse_sentence("make it [new_when 4]", (UPDATE,), "typed_by_many", frame)
    heard = collections.Counter(heard_before(fragment, [UPDATE], rng) for _ in range(1000))
    assert set(heard) == {frame, None} and 650 < heard[frame] < 850
    whole = dataclasses.replace(fragment, family="told_by_many", before=None)
    heard = collections.Counter(heard_before(whole, [UPDATE], rng) for _ in range(1000))
    assert set(heard) == {UPDATE, None} and 200 < heard[UPDATE] < 400
    short = dataclasses.replace(whole, family="fragments_update")
    assert {heard_before(short, [UPDATE], rng) for _ in range(100)} == {None}


def test_noise_points_back(sentences: list[Sentence]) -> None:
    rng = random.Random(1)
    changed = 0
    for sentence in sentences:
        noisy, origins = add_noise(sentence.text, HURRY, rng)
        assert len(noisy) == len(origins)
        assert all(0 <= origin < len(sentence.text) for origin in origins)
        assert all(b - a >= -1 for a, b in itertools.pairwise(origins))
        changed += noisy != sentence.text
    assert changed > 800


def test_remarks_are_no_part_of_an_order(lexicon: Lexicon, sentences: list[Sentence]) -> None:
    asides = {name: set(lexicon.lines[name]) for name in lexicon.lines if name.startswith("aside_")}
    assert set(asides) == {f"aside_{place}_{kind}" for place in ("before", "after") for kind in ("order", "question")}
    rng, places = random.Random(3), set()
    for sentence in sentences:
        text, origins = add_aside(sentence, lexicon, rng)
        own = [(character, origin) for character, origin in zip(text, origins, strict=True) if origin != NOWHERE]
        assert own == [*zip(sentence.text, range(len(sentence.text)), strict=True)]
        told = retold(sentence, text, origins)
        for mine, theirs in zip(told.commands, sentence.commands, strict=True):
            assert mine.frame == theirs.frame
            for span, written in zip(mine.spans, theirs.spans, strict=True):
                assert (span.label, text[span.start : span.end]) == (
                    written.label,
                    sentence.text[written.start : written.end],
                )
        nothing = sentence.commands[-1].frame.operation == "none"
        assert (text == sentence.text) == nothing
        places.add((origins[0] == NOWHERE, NOWHERE in origins[1:-1], origins[-1] == NOWHERE))
    assert {
        (False, False, False),
        (True, True, False),
        (False, True, False),
        (False, True, True),
        (True, True, True),
    } <= places


def test_words_of_a_remark_have_no_label_and_no_source(
    lexicon: Lexicon, sentences: list[Sentence], tokenizer: tokenizers.Tokenizer
) -> None:
    rng, remarked = random.Random(4), Noise(clean=1.0, asides=1.0)
    for sentence in sentences[:300]:
        clean = tokenize(sentence.text, tokenizer)
        labels = label_words(sentence, clean)
        text, origins = type_line(sentence, remarked, lexicon, rng)
        typed = tokenize(text, tokenizer)
        carried, sources = carry_labels(labels, clean, typed, origins)
        # all of the sentence is there in its order, as the clean line has it; every other word is outside of it
        assert [n for n in sources if n != IGNORED] == list(range(1 + len(clean.words)))
        assert [n for n in carried.tags if n > 0] == [n for n in labels.tags if n > 0]
        assert sum(n == 1 for n in carried.opens) == len(sentence.commands) - 1
        assert carried.frames[0] == labels.frames[0]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("dentist friday?", True),
        ("free thu pm?", True),
        ("when is lunch?", False),
        ("can you move lunch to three?", False),
    ],
)
def test_a_question_mark_that_alone_asks_is_kept(line: str, kept: bool) -> None:
    bare = Noise(0, 0, 0, 1, 0, 0)
    assert add_noise(line, bare, random.Random(1))[0].endswith("?") == kept


def test_the_shortest_forms_are_drawn_most() -> None:
    frames = (Frame("delete", "event"),)
    often, seldom = (
        parse_sentence("cancel the [summary gym]", frames, family) for family in ("common", "delete_event")
    )
    assert weight(often) > 10 * weight(seldom)
    two = parse_sentence("cancel the [summary gym], || and add [summary soup]", (*frames, CREATE))
    assert weight(two) < weight(seldom)


def test_no_noise_is_the_line_itself() -> None:
    assert add_noise("Move it, now!", Noise(1, 1, 1, 1, 1, 1), random.Random(1)) == ("Move it, now!", list(range(13)))


def test_labels_follow_their_words(sentences: list[Sentence], tokenizer: tokenizers.Tokenizer) -> None:
    rng = random.Random(2)
    lost = total = 0
    for sentence in sentences:
        tokens = tokenize(sentence.text, tokenizer)
        labels = label_words(sentence, tokens)
        assert sum(labels.opens[1:]) == len(sentence.commands) - 1
        assert sum(frame != IGNORED for frame in labels.frames) == len(sentence.commands)
        spans = sum(len(c.spans) for c in sentence.commands)
        assert sum(TAGS[tag].startswith("B-") for tag in labels.tags[1:]) == spans
        text, origins = add_noise(sentence.text, HURRY, rng)
        typed = tokenize(text, tokenizer)
        carried, sources = carry_labels(labels, tokens, typed, origins)
        assert len(carried.tags) == len(sources) == 1 + len(typed.words)
        assert carried.frames[0] == labels.frames[0]
        total += spans
        lost += spans - sum(TAGS[tag].startswith("B-") for tag in carried.tags[1:])
    assert lost < 0.1 * total


def test_torn_and_glued_words(tokenizer: tokenizers.Tokenizer) -> None:
    sentence = parse_sentence("meet [attendee Ana] at [when noon]", (Frame("create", "event"),))
    clean = tokenize(sentence.text, tokenizer)
    labels = label_words(sentence, clean)
    torn = tokenize("meet A na at noon", tokenizer)
    found, sources = carry_labels(labels, clean, torn, [0, 1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
    assert [TAGS[t] for t in found.tags[1:]] == ["O", "B-attendee", "I-attendee", "O", "B-when"]
    assert sources == [0, 1, 2, IGNORED, 3, 4]


@pytest.mark.parametrize(
    ("phrase", "pattern"),
    [
        ("Friday at 3pm", "{weekday} at {clock}"),
        ("the 14th of March", "the {ordinal} of {month}"),
        ("half past two", "{clock}"),
        ("in 2 hours", "in {number} {units}"),
        ("every Tuesday and Thursday", "every {weekday} and {weekday}"),
        ("on Mondays", "on {weekdays}"),
        ("3/14 at 10:30", "{date_number} at {clock}"),
        ("tomorrow", "tomorrow"),
    ],
)
def test_time_patterns(phrase: str, pattern: str) -> None:
    assert abstract(phrase) == pattern


def test_most_times_of_the_bank_have_a_class(lexicon: Lexicon) -> None:
    """The others are told by things ("between the scan and the dentist"), or are rare forms."""
    times = TimePhrases(lexicon)
    phrases = [s.text[p.start : p.end] for s in bank.load() for c in s.commands for p in c.spans if p.label == "when"]
    known = sum(times.classify(phrase, "when_") is not None for phrase in phrases)
    assert known > 0.7 * len(phrases)


@pytest.mark.parametrize(
    ("label", "frame", "left", "value", "lexicons"),
    [
        ("when", UPDATE, "at", "3pm", ["when_clock"]),
        ("when", UPDATE, "on", "Friday", ["when_weekday"]),
        ("when", UPDATE, "meeting", "from 3 to 5", ["when_clock_range"]),
        ("shift", UPDATE, "it", "an hour later", ["shift_later"]),
        ("recurrence", UPDATE, "yoga", "every Monday", ["recurrence_every"]),
    ],
)
def test_times_stay_in_class(
    lexicon: Lexicon, label: str, frame: Frame, left: str, value: str, lexicons: list[str]
) -> None:
    substitution, rng = Substitution(lexicon), random.Random(3)
    for _ in range(40):
        drawn = substitution.draw(value, Context(label, frame, left, "", False), rng)
        found = [name for name in substitution.times.classes.get(abstract(drawn), ())]
        assert not found or set(found) & set(lexicons), drawn


def test_sentences_without_little_words_get_short_times(lexicon: Lexicon) -> None:
    substitution, rng = Substitution(lexicon), random.Random(5)
    hours = re.compile(r"\d{1,2}")
    for terse in (True, False):
        context = Context("when", Frame("create", "event"), "dentist", "", False, terse)
        drawn = [substitution.draw("tuesday 3pm", context, rng) for _ in range(300)]
        assert any(map(hours.fullmatch, drawn)) == terse


def test_no_month_has_a_fiftieth_day(lexicon: Lexicon) -> None:
    times, rng = TimePhrases(lexicon), random.Random(6)
    drawn = " ".join(times.draw("when_weekday_clock", rng) for _ in range(3000))
    assert not NO_DAY.search(drawn)


def test_a_and_an_agree(lexicon: Lexicon) -> None:
    substitution, rng = Substitution(lexicon), random.Random(4)
    context = Context("summary", Frame("create", "event"), "an", "", False)
    drawn = {substitution.draw("interview", context, rng) for _ in range(200)}
    assert len(drawn) > 10
    assert all(value[0].lower() in "aeiou8x1mh" for value in drawn)


def test_tasks_get_things_to_do(lexicon: Lexicon) -> None:
    substitution, rng = Substitution(lexicon), random.Random(4)
    drawn = substitution.draw("call mom", Context("summary", CREATE, "to", "", False), rng)
    assert drawn.split()[0].lower() in substitution.verbs


def test_joined_sentences_keep_both_meanings() -> None:
    first = parse_sentence("cancel [summary yoga]", (Frame("delete", "event"),))
    second = parse_sentence("add [summary milk]", (CREATE,))
    for seed in range(30):
        both = join(first, second, random.Random(seed))
        texts = [both.text[s.start : s.end] for c in both.commands for s in c.spans]
        assert texts == ["yoga", "milk"]
        assert both.commands[1].start > both.commands[0].spans[0].end
        assert not both.text[both.commands[1].start].isspace()


def test_words_before_move_everything() -> None:
    sentence = prepend(parse_sentence("cancel [summary yoga]", (Frame("delete", "event"),)), "could you please")
    span = sentence.commands[0].spans[0]
    assert sentence.text[span.start : span.end] == "yoga"
    assert sentence.commands[0].start == 0


def test_unknown_place_in_a_lexicon(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("see {nobody}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="nobody"):
        load_lexicon(tmp_path)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("seed = 7", ""), "lacks seed"),
        (("seed = 7", "seed = 7\ncolour = 3"), "knows no colour"),
        (("seed = 7", 'seed = "7"'), "seed must be int"),
        (("seed = 7", "seed = "), "not TOML"),
        (("sampling = { joined = 0.06, nones = 0.13 }", "sampling = 3"), "corpus: sampling must be a table"),
        (("vocabulary = 600", 'start = "anew"'), "student: start must be one of teacher, sheared, random, not 'anew'"),
        (("vocabulary = 600", "continues = []"), "student: continues must be a list that holds something"),
        (("vocabulary = 600", "continues = [3]"), "student: continues must be str, not 3"),
        (("shape = { layers = 1, hidden = 32, heads = 2, intermediate = 64 }", ""), "student needs a shape"),
        (
            ("shape = { layers = 2, hidden = 64, heads = 4, intermediate = 128 }", 'source = ""'),
            "teachers need a source",
        ),
    ],
)
def test_wrong_recipes_are_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    text = (bank.PHRASES.parent / "recipes" / "tiny.toml").read_text(encoding="utf-8")
    (tmp_path / "r.toml").write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(RecipeError, match=said):
        load_recipe(tmp_path / "r.toml")


def test_shipped_recipes_load() -> None:
    for path in (bank.PHRASES.parent / "recipes").glob("*.toml"):
        assert load_recipe(path).corpus.lines > 0
