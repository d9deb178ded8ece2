"""The sweep: each new lead meets those that share a key with it; sure pairs are merged, doubtful ones proposed."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any

from agents.identity import pairs
from agents.identity.blocks import LARGEST, hashed, keys_of
from agents.identity.compare import Match, Verdict
from agents.identity.entry import Normal, normal
from agents.identity.groups import Group, Said, groups
from graph import identity_merge
from graph.app import App
from graph.identity_merge import HANDPICKED, Stake, Wish, objections, weight
from storage.errors import NotAllowed
from storage.proposals import NewProposal
from storage.records import Merge, Proposal, ProposalState, now
from storage.unit_of_work import UnitOfWork

BATCH = 6000

Facts = Mapping[str, Any]


def sweep(app: App, should_stop: Callable[[], bool] = lambda: False, most: int = 0) -> int:
    """Compare what was not compared yet, a batch a transaction, at most about ``most`` leads (0: all); how many.

    A sweep that is cut off goes on with the next; it does nothing twice. Leads that arrive in another order end in the
    same groups: where a new one speaks against an earlier merge that nobody made by hand, that one is undone.
    """
    done = 0
    while not should_stop() and (not most or done < most):
        with app.read() as work:
            if not work.lead_keys.count_waiting():
                break
        with app.write() as work:
            done += _compare(work, work.lead_keys.waiting(BATCH), now())
            work.commit()
    return done


def _compare(work: UnitOfWork, waiting: Sequence[Facts], at: datetime) -> int:
    fresh = _normals(work, waiting)
    work.lead_keys.store({i: set(map(hashed, keys_of(one))) for i, one in fresh.items()})
    blocks = work.lead_keys.blocks(list(fresh), LARGEST)
    others = {i for block in blocks for i in block} - set(fresh)
    normals = {**fresh, **_normals(work, work.lead_keys.facts(others))}
    found = [_proposal(one) for one in pairs.within(blocks, frozenset(fresh), normals)]
    touched = {i for one in found for i in one.pair} | work.proposals.keep(found, fresh, at)
    if touched:
        touched |= _regroup(work, touched, normals, at)
        identity_merge.settle(work, touched, at)
    return len(fresh)


def _normals(work: UnitOfWork, listed: Sequence[Facts]) -> dict[int, Normal]:
    """The leads as their own sources gave them, without what merges added: so the order of merges plays no part."""
    given: dict[int, Facts] = {facts["id"]: facts for facts in listed}
    for one in reversed(work.merges.active(given)):
        if one.kept_id in given:
            now_said, before = given[one.kept_id], one.before["facts"]
            given[one.kept_id] = {**now_said, **{name: before[name][0] for name in before if name in now_said}}
    return {i: normal(identity_merge.entry(facts)) for i, facts in given.items()}


def _proposal(one: Match) -> NewProposal:
    return NewProposal(one.first.id, one.second.id, one.verdict is Verdict.SURE, one.score, one.reasons)


def _regroup(work: UnitOfWork, start: Collection[int], normals: Mapping[int, Normal], at: datetime) -> set[int]:
    """Merge what sure pairs join and take apart what they no longer do, among all that they reach from ``start``."""
    ids, sure, merges = _connected(work, start)
    if not sure and not merges:
        return ids
    known = {**normals, **_normals(work, work.lead_keys.facts(ids - set(normals)))}
    standing = work.merges.standing(ids)
    stakes = work.merges.candidates(set(standing.values()))
    firm = [m for m in merges if m.who != HANDPICKED or weight(stakes.get(standing[m.kept_id], {}))]
    said = Said(
        frozenset(_pair(one.kept_id, one.gone_id) for one in firm),
        frozenset(_apart(work, ids) | _objected(_components(sure, merges), standing, stakes)),
    )
    wanted = groups([_match(one, known) for one in sure], said=said, known=known).groups
    loose = [one for one in merges if one not in firm]
    if _take_apart(work, loose, standing, wanted, at):
        standing = work.merges.standing(ids)
    wishes = [_wish(one) for one in wanted if len({standing[i] for i in one.ids}) > 1]
    identity_merge.merge(work, wishes, HANDPICKED, at, is_bulk=True)
    return ids


def _connected(work: UnitOfWork, start: Collection[int]) -> tuple[set[int], list[Proposal], list[Merge]]:
    """The leads that sure pairs and merges in force reach from ``start``, and these; pairs kept apart reach nothing."""
    ids, ahead = set(start), set(start)
    sure: dict[int, Proposal] = {}
    merges: dict[int, Merge] = {}
    while ahead:
        near = [p for p in work.proposals.touching(ahead) if p.is_sure and p.state != ProposalState.APART]
        made = work.merges.active(ahead)
        sure.update({one.id: one for one in near})
        merges.update({one.id: one for one in made})
        ahead = {i for p in near for i in (p.first_id, p.second_id)} | {i for m in made for i in (m.kept_id, m.gone_id)}
        ahead -= ids
        ids |= ahead
    return ids, [*sure.values()], [*merges.values()]


def _components(sure: Iterable[Proposal], merges: Iterable[Merge]) -> list[set[int]]:
    """The leads that are connected with each other, each in one set."""
    found: dict[int, set[int]] = {}
    for a, b in [*((p.first_id, p.second_id) for p in sure), *((m.kept_id, m.gone_id) for m in merges)]:
        one, other = found.setdefault(a, {a}), found.setdefault(b, {b})
        if one is not other:
            one |= other
            found.update(dict.fromkeys(other, one))
    return [*{id(one): one for one in found.values()}.values()]


def _objected(
    components: Sequence[Collection[int]], standing: Mapping[int, int], stakes: Mapping[int, Stake]
) -> set[tuple[int, int]]:
    """The pairs whose businesses a person's decisions keep from being merged at once."""
    found = set()
    for component in components:
        decided = [i for i in component if weight(stakes.get(standing[i], {}))]
        for a, b in combinations(sorted(decided), 2):
            one, other = standing[a], standing[b]
            if one != other and objections(stakes[one], stakes[other]):
                found.add((a, b))
    return found


def _apart(work: UnitOfWork, ids: Collection[int]) -> set[tuple[int, int]]:
    return {(one.first_id, one.second_id) for one in work.proposals.touching(ids) if one.state == ProposalState.APART}


def _match(one: Proposal, known: Mapping[int, Normal]) -> Match:
    first, second = known[one.first_id].entry, known[one.second_id].entry
    return Match(first, second, Verdict.SURE, one.score, one.reasons)


def _take_apart(
    work: UnitOfWork, loose: Sequence[Merge], standing: Mapping[int, int], wanted: Sequence[Group], at: datetime
) -> bool:
    """Undo, newest first, the merges of businesses that are no longer one group; whether there were any."""
    group = {i: place for place, one in enumerate(wanted) for i in one.ids}
    torn = {
        standing[one.kept_id]
        for one in loose
        if one.kept_id not in group or group[one.kept_id] != group.get(one.gone_id)
    }
    undone = False
    for one in sorted(loose, key=lambda merge: -merge.id):
        if standing[one.kept_id] in torn:
            try:
                identity_merge.undo(work, work.merges.get(one.id), HANDPICKED, at)
                undone = True
            except NotAllowed:
                continue  # it lies inside a merge that a person made
    return undone


def _wish(one: Group) -> Wish:
    whys: dict[int, str] = {}
    for match in sorted(one.matches, key=lambda match: -match.score):
        for lead in (match.first.id, match.second.id):
            whys.setdefault(lead, match.sentence())
    return Wish(one.ids, whys)


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)
