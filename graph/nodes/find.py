"""Find: take finished items from the source and keep what they hold, a batch a transaction."""

import time
from collections.abc import Iterable, Iterator

from agents.discovery.source import Past, Query, Step
from graph.app import App
from graph.run import Run, StopAsked
from storage.candidates import CandidateFilter
from storage.records import Brief, now

BATCH_ITEMS = 50
BATCH_SECONDS = 0.5


def find(run: Run, campaign_id: int) -> None:
    with run.app.read() as work:
        if work.campaigns.is_found(campaign_id):
            return
        brief = work.campaigns.get(campaign_id).brief
        past = Past(work.campaigns.finished_items(campaign_id))
        found = work.candidates.count(CandidateFilter(campaign_id))
    run.begin("find", brief.limit, f"Looking for businesses in {brief.place}")
    source, figures = run.app.sources[brief.source](brief), dict[str, int]()
    for batch in _batches(source.find(query_of(brief, found), past, run.should_stop)):
        found += _keep(run.app, campaign_id, batch, source.name)
        for step in batch:
            figures.update(step.figures)
            if step.problem:
                run.problem(step.problem)
        run.advance(found, message=_named_last(batch))
    if run.should_stop():
        raise StopAsked
    with run.app.write() as work:
        work.campaigns.finish_finding(campaign_id)
        work.audit.append("handpicked", "finish finding", "campaign", [campaign_id], {"found": found, **figures})
        work.commit()
    run.advance(found, found)


def query_of(brief: Brief, found: int = 0) -> Query:
    return Query(brief.place, brief.sectors, brief.limit, brief.max_pages, found, brief.radius_km, brief.area)


def _keep(app: App, campaign_id: int, batch: list[Step], source: str) -> int:
    """Store one batch whole; how many candidates are new."""
    at, found = now(), [one for step in batch for one in step.found]
    with app.write() as work:
        stored = work.leads.store([one.business for one in found], source, at)
        quotes = [(lead_id, quote) for lead_id, one in zip(stored.ids, found, strict=True) for quote in one.quotes]
        work.evidence.store(quotes, source, at)
        new = work.candidates.add(campaign_id, stored.ids)
        work.campaigns.keep_items(campaign_id, ((s.item, s.problem, s.is_passing) for s in batch))
        if found:
            detail = {"campaign": campaign_id, "source": source, "new": stored.created, "updated": stored.updated}
            work.audit.append("handpicked", "find", "lead", stored.ids, detail)
        work.commit()
    return new


def _batches(steps: Iterable[Step]) -> Iterator[list[Step]]:
    """Group steps so that a transaction holds up to 50 of them, or half a second's worth.

    Where the source fails, what it gave before that is handed on first.
    """
    batch: list[Step] = []
    started = time.monotonic()
    try:
        for step in steps:
            batch.append(step)
            if len(batch) >= BATCH_ITEMS or time.monotonic() - started > BATCH_SECONDS:
                yield batch
                batch, started = [], time.monotonic()
    except Exception:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _named_last(batch: list[Step]) -> str | None:
    names = [one.business.name for step in batch for one in step.found]
    return names[-1] if names else None
