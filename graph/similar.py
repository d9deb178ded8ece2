"""Use cases on similar leads: those most like one lead, and those most like a person's own picks."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from agents.similar import ALIKE
from graph import beside, embeddings, similar_index
from graph.app import App
from storage.errors import NotAllowed
from storage.lead_filter import AS_GIVEN, LeadFilter, leads_of
from storage.records import REJECT_REASONS, Candidate, CandidateStatus

MOST = 2000
"""How many leads a ranking holds: more than anyone reads, few enough for one statement."""
LIKED = (CandidateStatus.SELECTED, CandidateStatus.HANDED_OVER)
NOT_OUR_CUSTOMER = REJECT_REASONS[0]


@dataclass(frozen=True)
class Neighbour:
    """A lead, and how like another it is: the cosine of what is known of both, at most 1."""

    candidate: Candidate
    similarity: float


@dataclass(frozen=True)
class Alike:
    """The leads most like one, most alike first.

    ``lacking`` leads of the campaign were not compared yet, and where not ``is_compared``, the one asked about neither;
    ``is_comparing`` while that is being done, ``problem`` says why it could not be.
    """

    rows: Sequence[Neighbour]
    is_compared: bool
    lacking: int
    is_comparing: bool
    problem: str


@dataclass(frozen=True)
class Ranking:
    """A filter and the order it holds, out of how many leads these were taken, and by how many others.

    ``lacking`` of the leads were left out since they were not compared yet.
    """

    where: LeadFilter
    matching: int
    liked: int
    disliked: int = 0
    lacking: int = 0


def like(app: App, campaign_id: int, candidate_id: int, limit: int = 5) -> Alike:
    """The other leads of the campaign that are most like this one."""
    state, kept = _state(app), similar_index.of(app, campaign_id)
    found = [one for one in kept.index.nearest([candidate_id], (), limit + 1) if one[0] != candidate_id][:limit]
    with app.read() as work:
        rows = {row.id: row for row in work.candidates.many([i for i, _ in found])}
    return Alike(
        rows=tuple(Neighbour(rows[i], similarity) for i, similarity in found if i in rows),
        is_compared=candidate_id in kept.index,
        lacking=kept.lacking,
        is_comparing=campaign_id in state.threads,
        problem=state.problems.get(campaign_id, ""),
    )


def learned(app: App, campaign_id: int, limit: int = MOST) -> list[tuple[int, float]]:
    """(candidate id, similarity) of the leads still to pick, those first that are most like what was picked.

    Liked are those selected and handed over, disliked those rejected as not our customer. Raises NotAllowed where none
    is liked yet.
    """
    return _learned(app, leads_of(campaign_id), limit)[0]


def ranked_like(app: App, where: LeadFilter, candidate_id: int) -> Ranking:
    """Of the leads that match, those that are alike to one (see ``agents.similar.ALIKE``), itself included.

    Raises NotAllowed where that one was not compared with the others yet.
    """
    with app.read() as work:
        matching = work.table.matching(where)
    found = _nearest(app, where.campaign_id, [candidate_id], (), MOST, matching)
    ids = tuple(i for i, similarity in found if similarity >= ALIKE)
    return Ranking(_given(where, ids), len(matching), 1, lacking=_left_out(found, matching))


def ranked_as_learned(app: App, where: LeadFilter) -> Ranking:
    """Of the leads that match, those still to pick in the order of ``learned``. Raises NotAllowed as that does."""
    found, ranking = _learned(app, where, MOST)
    return replace(ranking, where=_given(ranking.where, tuple(i for i, _ in found)))


def compare(app: App, campaign_id: int) -> None:
    """Embed in the background what no vector is known of; ``like`` says how it goes."""
    state = _state(app)
    with state.lock:
        if campaign_id in state.threads:
            return
        thread = threading.Thread(target=_compare, args=(app, state, campaign_id), name="compare", daemon=True)
        state.problems.pop(campaign_id, None)
        state.threads[campaign_id] = thread
        thread.start()


def wait(app: App, campaign_id: int, seconds: float) -> None:
    """Wait until ``compare`` is done, at most so long."""
    thread = _state(app).threads.get(campaign_id)
    if thread is not None:
        thread.join(seconds)


def _learned(app: App, where: LeadFilter, limit: int) -> tuple[list[tuple[int, float]], Ranking]:
    among = where.decided(CandidateStatus.OPEN)
    rejected = leads_of(where.campaign_id, (CandidateStatus.REJECTED,), reason=NOT_OUR_CUSTOMER)
    with app.read() as work:
        liked = work.table.matching(leads_of(where.campaign_id, LIKED))
        disliked = work.table.matching(rejected)
        matching = work.table.matching(among) if liked else []
    if not liked:
        raise NotAllowed("No lead is selected yet.", todo="Select a few leads first.")
    found = _nearest(app, where.campaign_id, liked, disliked, limit, matching)
    return found, Ranking(among, len(matching), len(liked), len(disliked), _left_out(found, matching))


def _given(where: LeadFilter, ids: tuple[int, ...]) -> LeadFilter:
    return replace(where, ids=ids, order=AS_GIVEN)


def _nearest(
    app: App, campaign_id: int, liked: Sequence[int], disliked: Sequence[int], limit: int, among: Sequence[int]
) -> list[tuple[int, float]]:
    index = similar_index.of(app, campaign_id).index
    if not any(one in index for one in liked):
        raise NotAllowed(
            "What the others are to be like was not compared with them yet.",
            todo="Open a lead and press “Compare them now” below “Similar leads”.",
        )
    return index.nearest(liked, disliked, limit, among)


def _left_out(found: Sequence[object], matching: Sequence[int]) -> int:
    return len(matching) - len(found) if len(found) < MOST else 0


@dataclass
class _Comparing:
    """What is being compared in the background of one database, and what went wrong, by campaign."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    threads: dict[int, threading.Thread] = field(default_factory=dict)
    problems: dict[int, str] = field(default_factory=dict)


_comparing: WeakKeyDictionary[object, _Comparing] = WeakKeyDictionary()


def _state(app: App) -> _Comparing:
    return _comparing.setdefault(app.engine, _Comparing())


def _compare(app: App, state: _Comparing, campaign_id: int) -> None:
    try:
        embeddings.catch_up(app, campaign_id)
    except Exception as error:
        state.problems[campaign_id] = beside.why(error, f"The comparing of the leads of campaign {campaign_id}")
    finally:
        state.threads.pop(campaign_id, None)
