"""Find: take finished items from the source and keep what they hold, a batch a transaction."""

import time
from collections.abc import Sequence
from datetime import timedelta

from agents.discovery import combined
from agents.discovery.source import Item, Past, Query, Step, pages_in
from graph import expected, identity_sweep, urgent
from graph.app import App
from graph.glance import Glance
from graph.nodes.import_list import import_list
from graph.reading import batches
from graph.run import Run, StopAsked
from storage.records import Brief, ItemState, RunItem, RunVisit, SearchRun, now
from storage.unit_of_work import UnitOfWork

TRAITS_HOLD_DAYS = 30
"""How long it counts what was learnt of a site's scripts."""

GLANCE_SECONDS = 2.0
"""How often a search looks whether something else in its campaign waits."""


class _Watch:
    """How long a start has searched, beside the time that is left to it."""

    def __init__(self, seconds_left: float) -> None:
        self._began = self._lap = time.monotonic()
        self._end = self._began + seconds_left

    def is_over(self) -> bool:
        return time.monotonic() >= self._end

    def lap(self) -> float:
        """Seconds since the last time this was asked."""
        before, self._lap = self._lap, time.monotonic()
        return self._lap - before


def find(run: Run, campaign_id: int) -> None:
    """Search until the source is at its end, a cap is reached, or somebody says stop; nothing where that is done.

    Leaves off, to be called again, where something else in the campaign waits that goes before.
    """
    begun = _begun(run.app, campaign_id)
    if begun is None:
        return
    brief, search, past = begun
    if brief.source == "file":
        import_list(run, search)
        return
    run.begin("find", brief.limit, f"Looking for businesses in {brief.place}")
    watch, other = (
        _Watch(brief.max_minutes * 60 - search.seconds),
        Glance(lambda: bool(urgent.step(run.app, campaign_id)), GLANCE_SECONDS),
    )
    if not watch.is_over() and search.pages < brief.max_pages and search.given < brief.limit:
        search = _sweep(run, brief, search, past, watch, other)
    if run.should_stop():
        raise StopAsked
    if other.is_seen:
        return
    search = _end(run.app, brief, search, is_late=watch.is_over())
    run.advance(search.found, search.found)


def query_of(brief: Brief, found: int = 0, read: int = 0) -> Query:
    """What a source is asked for, of which so many businesses and pages were found and read by earlier starts."""
    return Query(brief.place, brief.sectors, brief.limit, brief.max_pages, found, brief.radius_km, brief.area, read)


def _begun(app: App, campaign_id: int) -> tuple[Brief, SearchRun, Past] | None:
    """The run that is under way, with what earlier starts of it left; None where the campaign is searched."""
    with app.write() as work:
        search = work.runs.current(campaign_id)
        if search is None:
            return None
        left = [Item(one.name, one.kind, one.note) for one in work.run_items.ahead(search.id) if one.kind]
        learnt = work.host_traits.since(now() - timedelta(days=TRAITS_HOLD_DAYS))
        past = Past(work.run_items.done(search.id), tuple(left), learnt)
        brief = work.campaigns.get(campaign_id).brief
        work.commit()
    return brief, search, past


def _sweep(run: Run, brief: Brief, search: SearchRun, past: Past, watch: _Watch, other: Glance) -> SearchRun:
    """Take from the source what it gives; the run as it stands then."""
    source = run.app.sources[brief.source](brief)
    with run.app.read() as work:
        again = work.run_leads.count_to_find_again(search.id)
    query = query_of(brief, search.given - again, search.pages)
    taken = batches(
        lambda told: source.find(query, past, told),
        lambda: run.should_stop() or watch.is_over() or other(),
    )
    run.advance(search.found)
    try:
        for batch in taken:
            search = _keep(run.app, search, batch, source.name, watch.lap())
            identity_sweep.sweep(run.app, run.should_stop)
            for step in batch:
                if step.problem:
                    run.problem(step.problem)
            run.advance(search.found, message=_named_last(batch))
    finally:
        _spend(run.app, search, watch.lap())
    return search


def _keep(app: App, search: SearchRun, batch: Sequence[Step], source: str, seconds: float) -> SearchRun:
    """Store one batch whole: what it found, read, came to, and what that led to."""
    at, found = now(), [one for step in batch for one in step.found]
    with app.write() as work:
        items = work.run_items.keep(search.id, _items(batch))
        stored = work.leads.store([one.business for one in found], source, at)
        quotes = [(lead_id, quote) for lead_id, one in zip(stored.ids, found, strict=True) for quote in one.quotes]
        work.evidence.store(quotes, source, at)
        work.candidates.add(search.campaign_id, stored.ids, search.number)
        by_item = [items[step.item] for step in batch for _ in step.found]
        counted = work.run_leads.keep(search, list(zip(stored.ids, by_item, strict=True)))
        visits = [RunVisit(one.url, one.outcome, one.why, one.size, at) for step in batch for one in step.visits]
        work.run_visits.add(search.id, visits)
        work.host_traits.remember({name: needs for step in batch for name, needs in step.needs_script.items()}, at)
        search = work.runs.add_up(
            search.id,
            seconds=seconds,
            pages=sum(pages_in(step.visits) for step in batch),
            found=counted.found,
            new=counted.new,
            duplicates=counted.duplicates,
            figures={name: count for step in batch for name, count in step.figures.items()},
        )
        if found:
            detail = {"campaign": search.campaign_id, "run": search.number, "source": source}
            counts = {"new": stored.created, "updated": stored.updated}
            work.audit.append("handpicked", "find", "lead", stored.ids, {**detail, **counts})
        work.commit()
    return search


def _items(batch: Sequence[Step]) -> list[RunItem]:
    """What a batch led to, then what of it is read."""
    ahead = [RunItem(one.name, one.kind, one.note, ItemState.AHEAD) for step in batch for one in step.ahead]
    states = {True: ItemState.PASSING, False: ItemState.DONE}
    return [*ahead, *(RunItem(step.item, "", "", states[step.is_passing], step.problem) for step in batch)]


def _spend(app: App, search: SearchRun, seconds: float) -> None:
    """Count time that brought nothing."""
    with app.write() as work:
        work.runs.add_up(search.id, seconds=seconds)
        work.commit()


def _end(app: App, brief: Brief, search: SearchRun, *, is_late: bool) -> SearchRun:
    """End the run, by its cap where one was reached; say which leads it no longer found, where that can be said."""
    with app.write() as work:
        cap = "max_minutes" if is_late else _cap(work, brief, search)
        work.runs.move(search.id, "cap" if cap else "finish", cap)
        expected.note_search(work, brief, search)
        work.runs.recount(search.id, *work.run_leads.standing(search))
        if search.number > 1:
            work.runs.set_gone(search.id, None if cap else _mark_gone(work, search))
        search = work.runs.get(search.id)
        detail = {"run": search.number, "found": search.found, "new": search.new, "cap": cap, **search.figures}
        work.audit.append("handpicked", "finish finding", "campaign", [search.campaign_id], detail)
        work.commit()
    return search


def _mark_gone(work: UnitOfWork, search: SearchRun) -> int | None:
    """Note which leads are gone; where a source was silent or refused, of the others alone. None if none was read."""
    silent, done = [item.name for item in work.run_items.ahead(search.id)], work.run_items.done(search.id)
    if not silent and not combined.has_refused(done):
        return work.run_leads.mark_gone(search)
    ends = combined.at_end(done)
    whole = [name for name in ends if not any(combined.is_of(item, name) for item in silent)]
    return work.run_leads.mark_gone(search, whole) if whole else None


def _cap(work: UnitOfWork, brief: Brief, search: SearchRun) -> str:
    """The field of the brief that kept the source from its end; empty where it came there."""
    if search.given >= brief.limit:
        return "limit"
    if search.pages >= brief.max_pages or work.run_items.count(search.id, ItemState.AHEAD):
        return "max_pages"
    return ""


def _named_last(batch: Sequence[Step]) -> str | None:
    names = [one.business.name for step in batch for one in step.found]
    return names[-1] if names else None
