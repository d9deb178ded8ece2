"""The corpus keeps its own rules."""

import json
import re
from collections import Counter
from itertools import product

import pytest

from models.language.starter_brief import SECTOR_SLUGS, STYLES, Controls, Kind, parse
from models.language.starter_text import fault, slip, take_apart
from models.language.starter_words import FOLDER
from storage.records import LANGUAGES, TONES
from training.corpus import Corpus, Sample, is_held_out
from training.phrasebook import HELD_OUT_SECTORS, phrasebook
from training.words import taught

FLUFF = re.compile(
    r"finds you well|game.chang|synerg|cutting.edge|world.class|revolution|best.in.class|no.brainer", re.IGNORECASE
)
NUMBERS = 1500


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    corpus = Corpus(3)
    return [corpus.sample() for _ in range(NUMBERS)]


@pytest.fixture(scope="module")
def seen(samples: list[Sample]) -> list[Controls]:
    return [parse(sample.prompt) for sample in samples]


def test_every_sample_passes_the_check_that_the_app_applies(samples: list[Sample], seen: list[Controls]) -> None:
    for sample, controls in zip(samples, seen, strict=True):
        assert fault(take_apart(sample.text, controls.kind), controls) == "", sample
        assert slip(take_apart(sample.text, controls.kind), controls) == "", sample


def test_every_language_kind_tone_and_style_is_covered(seen: list[Controls]) -> None:
    assert {(one.language, one.kind) for one in seen} == set(product(LANGUAGES, Kind))
    assert {(one.language, one.tone) for one in seen} == set(product(LANGUAGES, TONES))
    assert {one.style for one in seen} == set(STYLES)


def test_every_sector_but_those_held_out_is_covered(seen: list[Controls]) -> None:
    assert {one.sector for one in seen} == set(SECTOR_SLUGS) - set(HELD_OUT_SECTORS)


def test_no_first_version_of_training_has_a_brief_of_evaluation(seen: list[Controls]) -> None:
    first = [one for one in seen if not one.before and one.sector != "other"]
    assert first and not [one for one in first if is_held_out(one)]
    held_out = Corpus(3, held_out=True)
    drawn = [held_out.controls() for _ in range(200)]
    assert all(is_held_out(one) or one.sector in HELD_OUT_SECTORS for one in drawn)


def test_a_quarter_are_rewrites_that_start_from_a_text_and_a_comment(seen: list[Controls]) -> None:
    rewrites = [one for one in seen if one.before]
    assert 0.2 < len(rewrites) / len(seen) < 0.3
    for one in rewrites:
        assert one.comment and take_apart(one.before, one.kind) is not None


def test_a_lesson_holds_what_is_true_of_one_trade_and_asks_for_no_text() -> None:
    corpus = Corpus(5)
    for lesson in (corpus.lesson() for _ in range(200)):
        language, sector = re.fullmatch(r"<language:(\w+)><sector:(\w+)>", lesson.prompt).groups()  # type: ignore[union-attr]
        assert sector not in HELD_OUT_SECTORS
        body = json.loads(lesson.text)["body"]
        assert all(truth in body for truth in phrasebook(language).of_sector(sector, "truths"))


def test_training_draws_lessons_beside_what_the_writer_is_asked_for() -> None:
    corpus = Corpus(6)
    lessons = [sample for sample in (corpus.taught() for _ in range(500)) if not sample.prompt.endswith("<write>")]
    assert 25 < len(lessons) < 90


def test_no_comment_of_evaluation_stands_in_training() -> None:
    for language in LANGUAGES:
        comments = phrasebook(language).comments
        for wish, told in comments.HELD_OUT.items():
            assert not set(told) & set(comments.COMMENTS[wish]), (language, wish)


def test_no_sample_holds_a_digit_besides_the_scale_of_ratings_and_hours_of_the_day(samples: list[Sample]) -> None:
    said = re.compile(r"(out of|of|von|sobre|de) 5\b|\d\d (hours|Stunden|horas|und \d\d Uhr)")
    assert not [sample.text for sample in samples if re.search(r"\d", said.sub("", sample.text))]


def test_no_sample_holds_fluff_or_an_open_placeholder(samples: list[Sample]) -> None:
    assert not [sample.text for sample in samples if FLUFF.search(sample.text) or "<" in sample.text]


def test_no_word_stands_twice_in_a_row(samples: list[Sample]) -> None:
    # "Sie sie" and "die, die" are right in German.
    twice = re.compile(r"\b(?!sie |die |das |der )([^\W\d_]{3,}) \1\b", re.IGNORECASE)
    assert not [sample.text for sample in samples if twice.search(sample.text.replace("\\n", "\n"))]


def test_hardly_any_email_is_drawn_twice(samples: list[Sample]) -> None:
    emails = Counter(sample.text for sample in samples if sample.prompt.startswith("<kind:first>"))
    assert len(emails) > 0.98 * emails.total()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_taught_words_is_that_of_the_phrases(language: str) -> None:
    listed = json.loads((FOLDER / f"taught-{language}.json").read_text(encoding="utf-8"))
    assert listed == json.loads(json.dumps(taught(phrasebook(language))))


def test_one_seed_gives_one_corpus() -> None:
    one, other = Corpus(8), Corpus(8)
    assert [one.sample() for _ in range(20)] == [other.sample() for _ in range(20)]
