"""Texts as the starter writer learns them: what their briefs have is true, and the check lets it pass."""

from collections import Counter
from collections.abc import Iterator

import pytest

from agents.grounding.check import Grounds, check
from models.language.starter_brief import FACT_SLOTS, Controls, Kind, parse
from models.language.starter_text import fill, take_apart
from models.language.starter_words import sector_words, topic_names
from storage.records import LANGUAGES, Quote
from training.corpus import Corpus
from training.held_out import Maker

TEXTS = 600
SEED = 4_711


def composed() -> Iterator[tuple[str, str, Grounds]]:
    """Subject, body and grounds of each text; a persona describes a reader and is no letter."""
    corpus, maker = Corpus(SEED), Maker(SEED)
    for _ in range(TEXTS):
        sample = corpus.sample()
        controls = parse(sample.prompt)
        if controls.kind == Kind.PERSONA:
            continue
        template = take_apart(sample.text, controls.kind)
        facts = maker._facts(controls)
        words = {**sector_words(controls.language, controls.sector), **facts}
        assert template is not None
        yield fill(template.subject, words), fill(template.body, words), grounds(controls, facts, maker)


def grounds(of: Controls, facts: dict[str, str], maker: Maker) -> Grounds:
    topics = [fact for fact in of.have if fact not in FACT_SLOTS]
    evidence = tuple(Quote(field, text, "u") for field, text in maker._evidence(of, facts, topics))
    named = (name for topic in topics for name in topic_names(of.language, topic))
    return Grounds(
        facts["company"],
        facts["city"],
        facts["city"],
        of.sector,
        facts["offer"],
        facts["sender"],
        facts["sender_company"],
        of.language,
        evidence,
        tuple(sector_words(of.language, of.sector).values()),
        (*(facts[fact] for fact in FACT_SLOTS if fact in facts), *named),
        of.kind == Kind.REPLY,
    )


@pytest.fixture(scope="module")
def flagged() -> dict[str, tuple[int, Counter[str]]]:
    """Language -> number of sentences, and those with a problem."""
    found: dict[str, tuple[int, Counter[str]]] = {code: (0, Counter()) for code in LANGUAGES}
    for subject, body, of in composed():
        told = check(subject, body, of, None)
        number, bad = found[of.language]
        bad.update(one.text for one in told if one.problem)
        found[of.language] = (number + len(told), bad)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_hardly_a_sentence_that_the_starter_writer_learns_is_flagged(
    flagged: dict[str, tuple[int, Counter[str]]], language: str
) -> None:
    number, bad = flagged[language]
    assert number > 1000
    assert bad.total() < 0.01 * number, bad.most_common(20)
