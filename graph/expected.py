"""How long a search will take: what its plan says, with the time that pages and scores took on this machine before."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agents.discovery.source import Plan
from graph.app import App
from graph.measurements import this_machine
from storage.records import Brief, SearchRun
from storage.unit_of_work import UnitOfWork

KEPT_AS = "speed"
FEWEST = 100
"""How many items a measurement takes: one of fewer says more about the start than about the work."""

# Before anything was measured: what two laptop cores took for the demo town and for a list, and for one score.
UNIT_SECONDS: Mapping[str, float] = {"file": 1 / 2500}
PAGE_SECONDS, SCORE_SECONDS = 1 / 40, 1 / 100
SCORING = "score"


@dataclass(frozen=True)
class Speed:
    """Seconds that one item took here, by the kind of source and ``SCORING``: a page, or a row of a list."""

    measured: Mapping[str, float] = field(default_factory=dict)

    def of(self, kind: str) -> float:
        usual = SCORE_SECONDS if kind == SCORING else UNIT_SECONDS.get(kind, PAGE_SECONDS)
        return self.measured.get(kind, usual)


def speed(app: App) -> Speed:
    """What was measured on this machine; a data folder that moved to another one starts anew."""
    with app.read() as work:
        return _kept(work)


def finding(plan: Plan, kind: str, speed: Speed) -> float:
    """Seconds until a source of this kind has done its plan: as its hosts are asked, or as pages are read if longer."""
    if plan.parts:
        return sum(finding(part, kind, speed) for _, part in plan.parts)
    return max(plan.seconds, plan.usual * speed.of(kind))


def whole(plan: Plan, kind: str, businesses: int, speed: Speed) -> float:
    """Seconds until so many businesses are found and scored."""
    return finding(plan, kind, speed) + businesses * speed.of(SCORING)


def note_search(work: UnitOfWork, brief: Brief, search: SearchRun) -> None:
    """Keep how long a page took, or a row of a list, in a search that is over."""
    _note(work, brief.source, search.given if brief.file else search.pages, search.seconds)


def note_scoring(work: UnitOfWork, businesses: int, seconds: float) -> None:
    """Keep how long a score took."""
    _note(work, SCORING, businesses, seconds)


def _note(work: UnitOfWork, kind: str, items: int, seconds: float) -> None:
    if items >= FEWEST and seconds > 0:
        measured = {**_kept(work).measured, kind: seconds / items}
        work.preferences.set(KEPT_AS, {"machine": this_machine(), "seconds": measured})


def _kept(work: UnitOfWork) -> Speed:
    kept = work.preferences.get(KEPT_AS)
    return Speed(kept["seconds"]) if kept.get("machine") == this_machine() else Speed()
