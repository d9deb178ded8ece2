"""Merging leads and taking them apart again, inside a transaction: what survives, what goes along, what forbids it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from agents.identity.entry import Entry
from agents.identity.merge import UNITS, merged
from storage.errors import Changed, NotAllowed
from storage.leads import FACTS
from storage.merges import NewMerge
from storage.proposals import NewProposal
from storage.records import (
    CampaignStatus,
    CandidateStatus,
    DeliveryStatus,
    DraftStatus,
    Merge,
    Proposal,
    ProposalState,
)
from storage.unit_of_work import UnitOfWork

HANDPICKED = "handpicked"
"""Who merged, where nobody did."""
_WEIGHT = {CandidateStatus.FOUND: 0, CandidateStatus.OPEN: 0, CandidateStatus.HANDED_OVER: 2}
_DECIDED, _HANDED_OVER = 1, 2
_UNDERWAY = (DraftStatus.WAITING, DraftStatus.REWRITE)
_ON_THE_WAY = (DeliveryStatus.QUEUED, DeliveryStatus.SENDING)
_FOLLOWS = {"phone": ("phone_e164", "phone_national"), "email": ("email_kind",)}
"""Facts that are read from another one and go with it."""

_SEVERAL = frozenset(";,/|")
_FACTS = itemgetter(
    "name", "street", "postcode", "city", "website", "email", "lat", "lon", "sector", "country", "found_at"
)

Stake = Mapping[int, tuple[int, CandidateStatus]]
"""Of one lead by campaign: its candidate there and where it stands."""


@dataclass(frozen=True)
class Wish:
    """Leads that are to be one business, and by lead why it is."""

    ids: tuple[int, ...]
    why: Mapping[int, str]


def entry(facts: Mapping[str, Any]) -> Entry:
    """A lead as identity sees it."""
    phone, known = facts["phone"], facts["phone_e164"]
    number = known if known and _SEVERAL.isdisjoint(phone) else phone
    name, street, postcode, city, website, email, lat, lon, sector, country, seen = _FACTS(facts)
    return Entry(facts["id"], name, street, postcode, city, number, website, email, lat, lon, sector, country, seen)


def weight(stake: Stake) -> int:
    """How far a lead is in its furthest campaign: 0 undecided, 1 decided by a person, 2 handed over to the writer."""
    return max((_WEIGHT.get(status, _DECIDED) for _, status in stake.values()), default=0)


def objections(first: Stake, second: Stake) -> list[str]:
    """Why two leads are not merged unless a person wishes it, in words; none where nobody's decision is at stake."""
    found = []
    if weight(first) == weight(second) == _HANDED_OVER:
        found.append("Both were handed over to the writer.")
    both = [(weight({0: first[c]}), weight({0: second[c]})) for c in first if c in second]
    if any(ours and theirs for ours, theirs in both):
        found.append("Both were decided on in the same campaign; only one of the two decisions will stand.")
    if any(ours > theirs for ours, theirs in both) and any(ours < theirs for ours, theirs in both):
        found.append("One of them is further in one campaign, the other in another.")
    return found


def underway(work: UnitOfWork, first: Stake, second: Stake) -> list[str]:
    """What is on its way for a candidate that would be hidden beside another of its campaign, in words."""
    found = []
    for campaign, (candidate_id, status) in second.items():
        if campaign in first and status == CandidateStatus.HANDED_OVER:
            drafts = work.drafts.of_candidate(candidate_id)
            sends = [one.status for draft in drafts for one in work.deliveries.of_draft(draft.id)]
            if not drafts:
                found.append("Texts to the second one are being written; wait for them.")
            elif any(draft.status in _UNDERWAY for draft in drafts):
                found.append("Texts to the second one wait under Content; approve or reject them first.")
            elif any(status in _ON_THE_WAY for status in sends):
                found.append("A message to the second one is scheduled; let it leave or cancel it first.")
    return found


def refuse_underway(work: UnitOfWork, ids: tuple[int, int]) -> None:
    """Raises NotAllowed where merging would hide a lead to which texts wait or messages are scheduled."""
    stakes = work.merges.candidates(work.merges.standing(ids).values())
    first, second = ordered(work, ids)
    reasons = underway(work, stakes.get(first, {}), stakes.get(second, {}))
    if reasons:
        raise NotAllowed(reasons[0], kept="Nothing was changed.", todo="Then merge them, or keep them apart now.")


def ordered(work: UnitOfWork, ids: Iterable[int]) -> list[int]:
    """The leads that stand for ``ids``, the one that a merge would keep first."""
    roots = set(work.merges.standing(ids).values())
    rows, stakes = work.merges.rows(roots), work.merges.candidates(roots)
    return sorted(roots, key=lambda i: _rank(rows[i], stakes.get(i, {})))


def merge(work: UnitOfWork, wishes: Sequence[Wish], who: str, at: datetime, *, is_bulk: bool = False) -> list[int]:
    """Make each wish's leads one; the ids of the merges. No lead may stand in two wishes.

    The lead that is furthest with a person stays, of equals the most complete one. Raises NotAllowed where the
    decisions on them cannot stand on one lead; in bulk, such a wish is left out.
    """
    standing = work.merges.standing(lead_id for wish in wishes for lead_id in wish.ids)
    rows = work.merges.rows(set(standing.values()))
    stakes = {lead_id: dict(stake) for lead_id, stake in work.merges.candidates(rows).items()}
    planned: list[NewMerge] = []
    for wish in wishes:
        roots = sorted({standing[lead_id] for lead_id in wish.ids})
        order = sorted(roots, key=lambda i: _rank(rows[i], stakes.get(i, {})))
        try:
            planned += [_plan(order[0], gone, _why(wish, gone), rows, stakes) for gone in order[1:]]
        except NotAllowed:
            if not is_bulk:
                raise
    ids = work.merges.do(planned, who, at)
    if planned:
        pairs = [[one.kept_id, one.gone_id] for one in planned]
        touched = sorted({lead_id for pair in pairs for lead_id in pair})
        work.audit.append(who, "merge", "lead", touched, {"kept and gone": pairs, "merges": ids})
    return ids


def undo(work: UnitOfWork, merge: Merge, who: str, at: datetime) -> None:
    """Bring back both leads as they were; what was changed on the kept one since stays.

    One that was merged as it was found was never scored: the worker is asked to. Raises Changed where it was undone
    already, NotAllowed where the kept lead has itself been merged since.
    """
    if merge.undone_at is not None:
        raise Changed("This merge was undone already.", kept="Both businesses are in the list.")
    rows = work.merges.rows([merge.kept_id])
    if rows[merge.kept_id]["merged_into"] is not None:
        raise NotAllowed(
            "The business that was kept has been merged into another one since.",
            kept="Nothing was changed.",
            todo="Undo that later merge first.",
        )
    facts = _facts_back(work, merge, rows[merge.kept_id])
    work.merges.undo(merge, facts, _inside(work, merge.gone_id), who, at)
    _have_scored(work, merge.gone_id)
    detail = {"kept": merge.kept_id, "gone": merge.gone_id, "merge": merge.id, "facts": sorted(facts)}
    work.audit.append(who, "undo merge", "lead", [merge.kept_id, merge.gone_id], detail)


def _have_scored(work: UnitOfWork, lead_id: int) -> None:
    for campaign_id, (_, status) in work.merges.candidates([lead_id]).get(lead_id, {}).items():
        is_running = work.campaigns.get(campaign_id).status == CampaignStatus.OPEN
        if status == CandidateStatus.FOUND and is_running:
            work.jobs.request(campaign_id)


def keep_apart(work: UnitOfWork, some: Collection[int], others: Collection[int], who: str, at: datetime) -> None:
    """Remember that two businesses, each as all its leads, are not one: no pair of them is proposed again."""
    pairs = work.proposals.between(some, others)
    work.proposals.set_states({one.id: ProposalState.APART for one in pairs}, who, at)
    first, second = sorted((min(some), min(others)))
    if not any({one.first_id, one.second_id} == {first, second} for one in pairs):
        new = NewProposal(first, second, False, 0.0, ("kept apart by hand",))
        work.proposals.add(new, ProposalState.APART, who, at)


def settle(work: UnitOfWork, lead_ids: Iterable[int], at: datetime) -> None:
    """Bring the states of the leads' pairs up to date: of two businesses one pair is asked about, the strongest."""
    ids = {lead_id for cluster in work.merges.clusters(lead_ids).values() for lead_id in cluster}
    pairs = work.proposals.touching(ids)
    standing = work.merges.standing({lead_id for one in pairs for lead_id in (one.first_id, one.second_id)})
    asked: dict[tuple[int, int], list[Proposal]] = {}
    states: dict[int, ProposalState] = {}
    for one in pairs:
        first, second = sorted((standing[one.first_id], standing[one.second_id]))
        if one.state == ProposalState.APART and first != second:
            asked.setdefault((first, second), []).append(one)
        elif first == second:
            states[one.id] = ProposalState.APART if one.state == ProposalState.APART else ProposalState.MERGED
        else:
            asked.setdefault((first, second), []).append(one)
    for same in asked.values():
        states.update(_asked(same))
    changed = {one.id: states[one.id] for one in pairs if one.id in states and states[one.id] != one.state}
    work.proposals.set_states(changed, "", at)


def _asked(same: Sequence[Proposal]) -> dict[int, ProposalState]:
    """The states of all pairs of the same two businesses."""
    is_apart = any(one.state == ProposalState.APART for one in same)
    rest = sorted((one for one in same if one.state != ProposalState.APART), key=lambda one: (-one.score, one.id))
    first = ProposalState.COVERED if is_apart else ProposalState.OPEN
    return {one.id: first if place == 0 else ProposalState.COVERED for place, one in enumerate(rest)}


def _why(wish: Wish, lead_id: int) -> str:
    return wish.why.get(lead_id) or next(iter(wish.why.values()), "")


def _plan(
    kept: int, gone: int, why: str, rows: dict[int, dict[str, Any]], stakes: dict[int, dict[int, Any]]
) -> NewMerge:
    """What one merge does; ``rows`` and ``stakes`` are then as it leaves them."""
    ours, theirs = stakes.setdefault(kept, {}), stakes.get(gone, {})
    plan = NewMerge(kept, gone, why, _gained(rows[kept], rows[gone], is_decided=weight(ours) > 0))
    for campaign, (candidate_id, status) in sorted(theirs.items()):
        if campaign not in ours:
            plan.moved.append(candidate_id)
            ours[campaign] = (candidate_id, status)
        elif weight({campaign: (candidate_id, status)}) > weight({campaign: ours[campaign]}):
            raise NotAllowed(
                "One of them is further in one campaign, the other in another.",
                kept="Nothing was changed.",
                todo="Put the decision on one of them back first, or keep them apart.",
            )
        else:
            plan.hidden[candidate_id] = (status, ours[campaign][0])
    rows[kept].update({name: after for name, (_, after) in plan.facts.items()})
    return plan


def _gained(kept: Mapping[str, Any], gone: Mapping[str, Any], *, is_decided: bool) -> dict[str, list[Any]]:
    """What the kept lead says otherwise afterwards, as [before, after] by fact.

    It gains what it lacked. Where nobody decided on it yet, the better of two values survives too (see
    ``agents.identity.merge``), except for the mail address, which a person may have typed.
    """
    after = {name: gone[name] for name in _lacking(kept) if not _is_unknown(name, gone[name])}
    if not is_decided:
        proposed = merged([entry(kept), entry(gone)])
        for choice in proposed.choices:
            if choice.source == gone["id"] and choice.unit != "email":
                after.update({name: gone[name] for name in choice.fields})
    for name, followers in _FOLLOWS.items():
        if name in after:
            after.update({follower: gone[follower] for follower in followers})
    return {name: [kept[name], value] for name, value in after.items() if value != kept[name]}


def _lacking(row: Mapping[str, Any]) -> list[str]:
    """The facts that may be filled in: of those that belong together all or none."""
    bound = {name for names in (*UNITS.values(), *_FOLLOWS.values()) for name in names}
    units = [names for names in UNITS.values() if all(_is_unknown(name, row[name]) for name in names)]
    single = [name for name in FACTS if name not in bound and _is_unknown(name, row[name])]
    return [*single, *(name for names in units for name in names)]


def _is_unknown(name: str, value: Any) -> bool:
    return value == "other" if name == "sector" else value in ("", None, [])


def _rank(row: Mapping[str, Any], stake: Stake) -> tuple[int, int, int]:
    """Orders leads by which a merge would keep: the furthest with a person, the most complete, the oldest."""
    return -weight(stake), -sum(not _is_unknown(name, row[name]) for name in FACTS), row["id"]


def _facts_back(work: UnitOfWork, merge: Merge, kept: Mapping[str, Any]) -> dict[str, Any]:
    """The facts to put back on the kept lead; where a later merge changed one again, what it remembers is set right."""
    later = [one for one in work.merges.active([merge.kept_id]) if one.kept_id == merge.kept_id and one.id > merge.id]
    facts: dict[str, Any] = {}
    for name, (before, after) in merge.before["facts"].items():
        follower = next((one for one in later if name in one.before["facts"]), None)
        if follower is not None:
            changes = {**follower.before["facts"], name: [before, follower.before["facts"][name][1]]}
            work.merges.set_facts(follower.id, changes)
            later = [work.merges.get(one.id) if one.id == follower.id else one for one in later]
        elif kept[name] == after:
            facts[name] = before
    return facts


def _inside(work: UnitOfWork, lead_id: int) -> set[int]:
    """The leads that went into this one, directly or through others."""
    found: set[int] = set()
    ahead = {lead_id}
    while ahead:
        ahead = {one.gone_id for one in work.merges.active(ahead) if one.kept_id in ahead} - found
        found |= ahead
    return found
