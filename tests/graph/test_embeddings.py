"""Embeddings through the store: each text once, whatever was interrupted, whoever else embeds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest

from agents import scorer
from graph import embeddings
from graph.app import App
from graph.nodes.score import score
from graph.run import Run, StopAsked
from models.embeddings.hashing import HashEmbedder
from models.embeddings.matrix import Matrix
from storage.errors import BadConfig
from storage.lead_filter import BY_NAME, leads_of
from storage.leads import FACTS, PROFILE
from storage.records import now
from tests.parts import BRIEF, TWELVE, at_once, business

TEXTS = ["a café", "a hotel", "a café", "a pub"]


@dataclass
class CountingEmbedder:
    """Hashed words; keeps which texts it was given, and fails once it was given more than it can take."""

    name: str = "counting"
    can_take: int = 1_000_000
    given: list[str] = field(default_factory=list)

    def embed(self, texts: Sequence[str]) -> Matrix:
        if len(self.given) + len(texts) > self.can_take:
            raise BadConfig("The model is gone.")
        self.given += texts
        return HashEmbedder().embed(texts)


@pytest.fixture
def embedder() -> CountingEmbedder:
    return CountingEmbedder()


@pytest.fixture
def app(make_app: Callable[..., App], embedder: CountingEmbedder) -> App:
    return make_app(embedder=embedder)


def campaign_of(app: App, count: int = 12) -> int:
    businesses = [replace(TWELVE[n % 12], key=f"{n}", name=f"{TWELVE[n % 12].name} {n}") for n in range(count)]
    with app.write() as work:
        campaign = work.campaigns.add(BRIEF)
        work.candidates.add(campaign.id, work.leads.store(businesses, "test", now()).ids)
        work.commit()
    return campaign.id


def run_on(app: App, should_stop: Callable[[], bool] = lambda: False) -> Run:
    return Run(app, "test", lambda _: None, should_stop)


def test_each_text_is_embedded_once_and_its_vector_comes_back_in_order(app: App, embedder: CountingEmbedder) -> None:
    expected = HashEmbedder().embed(TEXTS)
    assert np.array_equal(embeddings.embedded(app, TEXTS), expected)
    assert np.array_equal(embeddings.embedded(app, TEXTS[::-1]), expected[::-1])
    assert embedder.given == ["a café", "a hotel", "a pub"]


def test_another_model_embeds_anew(app: App, embedder: CountingEmbedder) -> None:
    embeddings.embedded(app, TEXTS)
    other = CountingEmbedder("another")
    embeddings.embedded(replace(app, embedder=other), TEXTS)
    assert other.given == embedder.given == ["a café", "a hotel", "a pub"]


def test_no_texts_need_no_model(app: App) -> None:
    assert len(embeddings.embedded(replace(app, embedder=CountingEmbedder(can_take=0)), [])) == 0


def test_what_was_embedded_before_an_interruption_is_kept(app: App) -> None:
    texts = [f"shop {n}" for n in range(embeddings.BATCH + 10)]
    with pytest.raises(BadConfig):
        embeddings.embedded(replace(app, embedder=CountingEmbedder(can_take=embeddings.BATCH)), texts)
    rest = CountingEmbedder()
    embeddings.embedded(replace(app, embedder=rest), texts)
    assert rest.given == texts[embeddings.BATCH :]


def test_two_that_embed_the_same_at_once_do_no_harm(app: App) -> None:
    texts = [f"shop {n}" for n in range(700)]
    found: list[Matrix] = []
    at_once(*[lambda: found.append(embeddings.embedded(app, texts))] * 2)
    assert np.array_equal(found[0], found[1])
    assert np.array_equal(found[0], HashEmbedder().embed(texts))
    with app.read() as work:
        assert work.vectors.count("counting") == 700


@pytest.mark.parametrize("odd", ["", "\ud800", "x" * 100_000, "a\x00b"])
def test_odd_texts_have_a_vector_too(app: App, odd: str) -> None:
    assert np.array_equal(embeddings.embedded(app, [odd])[0], embeddings.embedded(app, [odd])[0])


def test_scoring_the_same_leads_again_embeds_nothing(app: App, embedder: CountingEmbedder) -> None:
    score(run_on(app), campaign_of(app, 300))
    assert len(embedder.given) == 301
    first = scores(app, 1)
    score(run_on(app), campaign_of(app, 300))
    assert len(embedder.given) == 301
    assert scores(app, 2) == first


def test_scores_are_the_same_as_without_the_store(app: App) -> None:
    campaign = campaign_of(app)
    score(run_on(app), campaign)
    with app.read() as work:
        candidate = work.table.rows(leads_of(campaign, order=BY_NAME))[0]
    assert [candidate.factors] == scorer.score_many(HashEmbedder(), BRIEF, [candidate.lead.business])


def test_scoring_that_was_interrupted_embeds_only_the_rest(app: App, embedder: CountingEmbedder) -> None:
    campaign, turns = campaign_of(app, 600), iter([False, True])
    with pytest.raises(StopAsked):
        score(run_on(app, lambda: next(turns)), campaign)
    before = len(embedder.given)
    score(run_on(app), campaign)
    assert 1 < before < 601 == len(embedder.given) == len(set(embedder.given))


def test_leads_without_a_vector_are_caught_up_with_once(app: App, embedder: CountingEmbedder) -> None:
    campaign = campaign_of(app, 600)
    assert (embeddings.catch_up(app, campaign), embeddings.catch_up(app, campaign)) == (600, 0)
    assert len(embedder.given) == 600
    assert embeddings.catch_up(replace(app, embedder=CountingEmbedder("another")), campaign, lambda: True) == 0
    assert embeddings.catch_up(replace(app, embedder=CountingEmbedder("another")), campaign) == 600


@pytest.mark.parametrize("fact", FACTS)
def test_the_facts_of_a_profile_are_those_that_its_text_is_made_of(fact: str) -> None:
    one = business("Café Linde", description="Cakes")
    values: dict[str, Any] = {"details": ("sauna",), "rating": 1.0, "reviews": 9, "lat": 1.0, "lon": 1.0}
    other = replace(one, **{fact: values.get(fact, "gym")})
    assert (scorer.profile_text(one) != scorer.profile_text(other)) == (fact in PROFILE)


def scores(app: App, campaign: int) -> list[float | None]:
    with app.read() as work:
        return [row.score for row in work.table.rows(leads_of(campaign, order=BY_NAME), limit=1000)]
