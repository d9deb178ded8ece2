"""What a search covered: what is read and ahead, which addresses it came to, and how it differs from another."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TextIO

from agents.discovery.safe_cell import to_safe_cell
from agents.discovery.source import ASKED, BESIDE, Outcome
from graph.app import App
from storage import lead_filter_text
from storage.errors import NotFound
from storage.lead_fields import Op
from storage.lead_filter import Condition, LeadFilter
from storage.records import Campaign, ItemState, RunItem, RunStatus, RunVisit, SearchRun
from storage.run_leads import Differences
from storage.unit_of_work import UnitOfWork

NAMED = 20
"""How many leads, items and reasons are named where more are counted."""

EXPLAINED = (Outcome.ROBOTS, Outcome.BLOCKED, Outcome.FAILED, Outcome.GONE, Outcome.LEFT_OUT)
"""Outcomes that have a reason."""

COLUMNS = ("address", "what became of it", "why", "bytes", "at (UTC)")


@dataclass(frozen=True)
class Kind:
    """How many items of one kind are read, still ahead, or gave nothing for a cause that may pass."""

    name: str
    done: int = 0
    ahead: int = 0
    passing: int = 0


@dataclass(frozen=True)
class Coverage:
    """One run of a campaign's search as its screen shows it.

    ``previous`` is the run before it, ``differences`` those to it. ``visits`` counts pages by what became of them, with
    the commonest ``reasons`` of those that have one; ``beside`` what is no page (``source.BESIDE``). ``size`` is in
    bytes. ``problems`` are the first ``troubled`` items.
    """

    campaign: Campaign
    search: SearchRun
    runs: Sequence[SearchRun]
    is_newest: bool
    next_at: datetime | None
    kinds: Sequence[Kind]
    visits: Mapping[Outcome, int]
    beside: Mapping[str, int]
    reasons: Mapping[Outcome, Sequence[tuple[str, int]]]
    size: int
    troubled: int
    problems: Sequence[RunItem]
    previous: SearchRun | None = None
    differences: Differences | None = None

    @property
    def ahead(self) -> int:
        return sum(kind.ahead for kind in self.kinds)

    @property
    def passing(self) -> int:
        return sum(kind.passing for kind in self.kinds)

    @property
    def asked(self) -> int:
        """How many pages were asked for; the same as the run's own count."""
        return sum(self.visits.get(outcome, 0) for outcome in ASKED)

    @property
    def addresses(self) -> int:
        """Every address that it came to, pages and the rest."""
        return sum(self.visits.values()) + sum(self.beside.values())

    @property
    def is_under_way(self) -> bool:
        return self.search.status == RunStatus.UNDER_WAY

    @property
    def used(self) -> Mapping[str, float]:
        """How much of each cap is used, by the field of the brief."""
        search = self.search
        return {"max_minutes": search.seconds / 60, "max_pages": search.pages, "limit": search.given}


@dataclass(frozen=True)
class Compared:
    """Two runs beside each other, the first leads that only one of them found by id, name and town."""

    earlier: SearchRun
    later: SearchRun
    differences: Differences
    new: Sequence[tuple[int, str, str]] = ()
    gone: Sequence[tuple[int, str, str]] = ()

    @property
    def new_filter(self) -> str:
        """The filter of the leads that only the later run found, as it stands in an address."""
        return only_in(self.later, self.earlier)

    @property
    def gone_filter(self) -> str:
        """The filter of the leads that only the earlier run found."""
        return only_in(self.earlier, self.later)


def only_in(run: SearchRun, other: SearchRun) -> str:
    """The filter of the leads that one run found and another did not, as it stands in an address."""
    mine, theirs = (Condition("run", op, (str(of.number),)) for op, of in ((Op.IS, run), (Op.IS_NOT, other)))
    return lead_filter_text.to_text(LeadFilter(run.campaign_id, (mine, theirs)))


def searches(app: App, campaign_id: int) -> list[SearchRun]:
    """Every run of a campaign's search, the newest first."""
    with app.read() as work:
        return work.runs.all(campaign_id)


def coverage(app: App, campaign_id: int, number: int | None = None) -> Coverage | None:
    """What a run covered, the newest where no number is given; None for a campaign that was never searched.

    Raises NotFound for a number that no run has.
    """
    with app.read() as work:
        every = work.runs.all(campaign_id)
        if not every:
            return None
        search = every[0] if number is None else _numbered(every, number)
        previous = next((run for run in every if run.number < search.number), None)
        counts = work.run_visits.counts(search.id, BESIDE)
        visits = {outcome: counts[outcome] for outcome in Outcome if outcome in counts}
        reasons = {one: work.run_visits.reasons(search.id, one, BESIDE, NAMED) for one in EXPLAINED if one in visits}
        troubled, problems = work.run_items.problems(search.id, NAMED)
        return Coverage(
            campaign=work.campaigns.get(campaign_id),
            search=search,
            runs=every,
            is_newest=search == every[0],
            next_at=work.runs.next_at(campaign_id),
            kinds=_kinds(work, search.id),
            visits=visits,
            beside={name: counts[name] for name in BESIDE if name in counts},
            reasons=reasons,
            size=work.run_visits.size(search.id),
            troubled=troubled,
            problems=problems,
            previous=previous,
            differences=work.run_leads.compare(previous.id, search.id) if previous else None,
        )


def compare(app: App, campaign_id: int, earlier: int, later: int) -> Compared:
    """Two runs of a campaign by their numbers, in whatever order. Raises NotFound."""
    with app.read() as work:
        every = work.runs.all(campaign_id)
        one, two = (_numbered(every, number) for number in sorted((earlier, later)))
        return Compared(
            one,
            two,
            work.run_leads.compare(one.id, two.id),
            work.run_leads.only_in(two.id, one.id, NAMED),
            work.run_leads.only_in(one.id, two.id, NAMED),
        )


def visits(app: App, run_id: int, kinds: Sequence[str], offset: int, limit: int) -> list[RunVisit]:
    """Some of the addresses that a run came to, in their order; none of ``kinds`` asks for all.

    A kind is an outcome of pages, or one of ``source.BESIDE``.
    """
    with app.read() as work:
        return work.run_visits.page(run_id, kinds, BESIDE, offset, limit)


def export(app: App, run_id: int, kinds: Sequence[str], file: TextIO) -> int:
    """Write the addresses that a run came to as CSV that no spreadsheet runs; how many.

    Open the file with ``newline=""``, and as ``utf-8-sig`` for Excel.
    """
    writer, count = csv.writer(file, quoting=csv.QUOTE_ALL), 0
    writer.writerow(COLUMNS)
    with app.read() as work:
        for cells in _rows(work.run_visits.each(run_id, kinds, BESIDE)):
            writer.writerow([to_safe_cell(cell) for cell in cells])
            count += 1
    return count


def _rows(found: Iterator[RunVisit]) -> Iterator[tuple[str, ...]]:
    for visit in found:
        yield visit.url, visit.outcome, visit.why, str(visit.size), f"{visit.at:%Y-%m-%d %H:%M:%S}"


def _kinds(work: UnitOfWork, run_id: int) -> list[Kind]:
    counts = work.run_items.counts(run_id)
    names = sorted({name for name, _ in counts})
    return [
        Kind(name, *(counts.get((name, state), 0) for state in (ItemState.DONE, ItemState.AHEAD, ItemState.PASSING)))
        for name in names
    ]


def _numbered(every: Sequence[SearchRun], number: int) -> SearchRun:
    found = next((run for run in every if run.number == number), None)
    if found is None:
        raise NotFound(f"This campaign has no search {number}.", todo="Choose one from the list.")
    return found
