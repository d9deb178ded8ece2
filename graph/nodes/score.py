"""Score and enrich: factors for each candidate, then what the trends say of its sector and place."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from agents import opinion, scorer
from graph import embeddings, expected, models, prompts, trends
from graph.app import App
from graph.run import Run
from models.embeddings.base import Embedder
from models.language.base import Task
from storage import sectors
from storage.lead_filter import leads_of
from storage.records import Brief, Candidate, CandidateStatus, Factor, Trend, now

BATCH = 256
MOST_FAILURES = 2

Where = tuple[str, str]
"""A sector and the place at which the interest in it is looked up."""


def score(run: Run, campaign_id: int) -> None:
    with run.app.read() as work:
        brief = work.campaigns.get(campaign_id).brief
        waiting = work.table.count(leads_of(campaign_id, (CandidateStatus.FOUND,)))
    run.begin("score", waiting, "Comparing each business with the ideal customer")
    embedder = embeddings.StoredEmbedder(run.app)
    done, began = 0, time.monotonic()
    while batch := _to_score(run.app, campaign_id):
        run.pause_point()
        _score(run, campaign_id, brief, batch, embedder, done)
        run.pause_point()
        done += len(batch)
        run.advance(done)
    if done >= expected.FEWEST:
        with run.app.write() as work:
            expected.note_scoring(work, done, time.monotonic() - began)
            work.commit()


def _score(run: Run, campaign_id: int, brief: Brief, batch: Sequence[Candidate], embedder: Embedder, done: int) -> None:
    """Keep the batch's scores: at once, or one by one as a chat model gives its opinion where one is chosen."""
    businesses = [candidate.lead.business for candidate in batch]
    factors = scorer.score_many(embedder, brief, businesses)
    model = models.model_for(run.app, Task.SCORE, campaign_id)
    if model is None:
        _keep(run.app, campaign_id, batch, factors)
        return
    name = model.name

    def keep(place: int, told: opinion.Opinion) -> None:
        if told.problem:
            run.problem(f"{businesses[place].name}: {told.problem}")
        more = () if told.value is None else (scorer.opinion_factor(told.value, told.why, name),)
        _keep(run.app, campaign_id, [batch[place]], [(*factors[place], *more)])

    prompt = prompts.current(run.app, Task.SCORE)
    ours = (brief.ideal_customer, brief.offer)
    opinion.ask(model, prompt, businesses, *ours, 0, lambda n: run.advance(done + n), run.should_stop, keep)


def _keep(app: App, campaign_id: int, batch: Sequence[Candidate], factors: Sequence[Sequence[Factor]]) -> None:
    scores = {c.id: (scorer.total(parts), parts) for c, parts in zip(batch, factors, strict=True)}
    with app.write() as work:
        work.sweeps.set_scores(scores)
        embeddings.note_profiles(work, [candidate.lead for candidate in batch])
        detail = {"campaign": campaign_id, "model": app.embedder.name}
        work.audit.append("handpicked", "score", "candidate", list(scores), detail)
        work.commit()


def enrich(run: Run, campaign_id: int) -> None:
    """Weigh each candidate with the trend of its sector; a sector is looked up once, no more after two failures.

    What a failed source would have known stays out of the scores, and the failure is told as a problem.
    """
    with run.app.read() as work:
        brief = work.campaigns.get(campaign_id).brief
        own = trends.own_places(work, brief)
    run.begin("enrich", 0, "Looking up trends")
    known: dict[Where, Trend | None] = {}
    done = failed = 0
    while batch := _to_enrich(run.app, campaign_id):
        run.pause_point()
        where = {c.id: (c.lead.business.sector, trends.place_of(c.lead.business, brief, own)) for c in batch}
        for sector, place in sorted(set(where.values()) - set(known)):
            told = trends.look_up(run.app, replace(brief, place=place), sector, may_ask=failed < MOST_FAILURES)
            known[sector, place] = told.trend
            if told.problem:
                failed += 1
                run.problem(f"No newer trend for {sectors.label(sector, plural=True)}: {told.problem}")
            run.pause_point()
        _weigh(run.app, campaign_id, batch, {one: known[key] for one, key in where.items()})
        done += len(batch)
        run.advance(done)


def _weigh(app: App, campaign_id: int, batch: Sequence[Candidate], by_id: Mapping[int, Trend | None]) -> None:
    scores = {}
    for candidate in batch:
        parts = [factor for factor in candidate.factors if factor.name != scorer.TREND]
        if trend := by_id[candidate.id]:
            parts.append(scorer.trend_factor(trend))
        scores[candidate.id] = (scorer.total(parts), parts)
    with app.write() as work:
        work.sweeps.set_trends(by_id, now())
        work.sweeps.set_scores(scores)
        work.audit.append("handpicked", "enrich", "candidate", list(by_id), {"campaign": campaign_id})
        work.commit()


def _to_score(app: App, campaign_id: int) -> list[Candidate]:
    with app.read() as work:
        return work.sweeps.to_score(campaign_id, BATCH)


def _to_enrich(app: App, campaign_id: int) -> list[Candidate]:
    with app.read() as work:
        return work.sweeps.to_enrich(campaign_id, BATCH)
