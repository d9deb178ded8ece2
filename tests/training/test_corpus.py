"""The corpus keeps its own rules."""

import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from models.language.starter_brief import SECTOR_SLUGS, STYLES, parse
from models.language.starter_text import slip, take_apart
from models.language.starter_words import WORDS
from storage.records import TONES
from training.corpus import Composer, Sample
from training.phrases.sectors import PHRASES
from training.words import taught

FLUFF = re.compile(
    r"finds you well|game.chang|synerg|leverage|cutting.edge|world.class|revolution|guarantee|best.in", re.I
)


@pytest.fixture(scope="module")
def samples() -> Iterator[list[Sample]]:
    composer = Composer(3)
    yield [composer.sample() for _ in range(3000)]


def test_every_sample_passes_the_check_that_the_app_applies(samples: list[Sample]) -> None:
    for sample in samples:
        controls = parse(sample.prompt)
        assert slip(take_apart(sample.text, controls.channel), controls) == ""


def test_every_sector_tone_and_style_is_covered(samples: list[Sample]) -> None:
    seen = [parse(sample.prompt) for sample in samples]
    assert {controls.sector for controls in seen} == set(SECTOR_SLUGS) == set(PHRASES)
    assert {(controls.tone, controls.style) for controls in seen} == {
        (tone, style) for tone in TONES for style in STYLES
    }


def test_no_sample_holds_a_digit_besides_the_scale_of_ratings(samples: list[Sample]) -> None:
    assert not [sample.text for sample in samples if re.search(r"\d", sample.text.replace("out of 5", ""))]


def test_no_sample_holds_fluff_or_an_open_placeholder(samples: list[Sample]) -> None:
    assert not [sample.text for sample in samples if FLUFF.search(sample.text) or "<" in sample.text]


def test_sentences_begin_with_a_capital_and_no_word_stands_twice_in_a_row(samples: list[Sample]) -> None:
    for sample in samples:
        assert not re.search(r"(^|[.?!] |\n)[a-z]", sample.text), sample.text
        assert not re.search(r"\b(\w+) \1\b", sample.text), sample.text


def test_hardly_any_text_is_drawn_twice(samples: list[Sample]) -> None:
    emails = Counter(sample.text for sample in samples if sample.text.startswith("Subject:"))
    assert len(emails) > 0.98 * emails.total()


def test_the_list_of_taught_words_is_that_of_the_phrases() -> None:
    assert json.loads(WORDS.read_text(encoding="utf-8")) == taught()


def test_one_seed_gives_one_corpus() -> None:
    one, other = Composer(8), Composer(8)
    assert [one.sample() for _ in range(20)] == [other.sample() for _ in range(20)]
