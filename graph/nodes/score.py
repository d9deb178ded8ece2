"""Score and enrich: factors for each candidate, then what the trends say of its sector and place."""

from collections.abc import Sequence
from datetime import date

from agents import opinion, scorer, trends
from graph import embeddings, models, prompts
from graph.app import App
from graph.run import Run
from models.language.base import Task
from storage.candidates import CandidateFilter
from storage.records import Brief, Candidate, CandidateStatus, Factor, Trend, now

BATCH = 256


def score(run: Run, campaign_id: int) -> None:
    with run.app.read() as work:
        brief = work.campaigns.get(campaign_id).brief
        waiting = work.candidates.count(CandidateFilter(campaign_id, (CandidateStatus.FOUND,)))
    run.begin("score", waiting, "Comparing each business with the ideal customer")
    embedder = embeddings.StoredEmbedder(run.app)
    done = 0
    while batch := _to_score(run.app, campaign_id):
        run.pause_point()
        factors = scorer.score_many(embedder, brief, [candidate.lead.business for candidate in batch])
        told = _opinions(run, campaign_id, brief, batch)
        whole = [(*parts, *more) for parts, more in zip(factors, told, strict=True)]
        scores = {c.id: (scorer.total(parts), parts) for c, parts in zip(batch, whole, strict=True)}
        with run.app.write() as work:
            work.candidates.set_scores(scores)
            embeddings.note_profiles(work, [candidate.lead for candidate in batch])
            detail = {"campaign": campaign_id, "model": run.app.embedder.name}
            work.audit.append("handpicked", "score", "candidate", list(scores), detail)
            work.commit()
        done += len(batch)
        run.advance(done)


def _opinions(run: Run, campaign_id: int, brief: Brief, batch: Sequence[Candidate]) -> list[tuple[Factor, ...]]:
    """For each candidate the factor that a chat model adds, none where no model is chosen or its answer is no use."""
    model = models.model_for(run.app, Task.SCORE, campaign_id)
    if model is None:
        return [()] * len(batch)
    prompt = prompts.current(run.app, Task.SCORE)
    businesses = [candidate.lead.business for candidate in batch]
    told = opinion.ask(model, prompt, businesses, brief.ideal_customer, brief.offer, should_stop=run.should_stop)
    run.pause_point()
    for business, one in zip(businesses, told, strict=True):
        if one.problem:
            run.problem(f"{business.name}: {one.problem}")
    return [(scorer.opinion_factor(one.value, one.why, model.name),) if one.value is not None else () for one in told]


def enrich(run: Run, campaign_id: int) -> None:
    with run.app.read() as work:
        place = work.campaigns.get(campaign_id).brief.place
    run.begin("enrich", 0, "Looking up trends")
    known: dict[str, Trend | None] = {}
    done = 0
    while batch := _to_enrich(run.app, campaign_id):
        run.pause_point()
        for sector in {candidate.lead.business.sector for candidate in batch} - set(known):
            known[sector] = _trend(run, sector, place)
        by_id = {candidate.id: known[candidate.lead.business.sector] for candidate in batch}
        scores = {}
        for candidate in batch:
            parts = [factor for factor in candidate.factors if factor.name != scorer.TREND]
            parts.append(scorer.trend_factor(by_id[candidate.id]))
            scores[candidate.id] = (scorer.total(parts), parts)
        with run.app.write() as work:
            work.candidates.set_trends(by_id, now())
            work.candidates.set_scores(scores)
            work.audit.append("handpicked", "enrich", "candidate", list(by_id), {"campaign": campaign_id})
            work.commit()
        done += len(batch)
        run.advance(done)


def _to_score(app: App, campaign_id: int) -> list[Candidate]:
    with app.read() as work:
        return work.candidates.to_score(campaign_id, BATCH)


def _to_enrich(app: App, campaign_id: int) -> list[Candidate]:
    with app.read() as work:
        return work.candidates.to_enrich(campaign_id, BATCH)


def _trend(run: Run, sector: str, place: str) -> Trend | None:
    """Ask each source, keep its points, and weigh all that are kept; None where no source knows anything."""
    points = [point for source in run.app.trend_sources() for point in source.points(sector, place)]
    if points:
        with run.app.write() as work:
            work.trends.store(points)
            work.commit()
    with run.app.read() as work:
        return trends.assess(work.trends.points(sector, place), date.today())
