"""Use cases on duplicates: what to decide, same business or not, what was merged, and taking that back."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from graph import identity_merge
from graph.app import App
from graph.identity_merge import HANDPICKED, Wish
from storage.errors import Changed
from storage.records import Evidence, Lead, Merge, Proposal, ProposalState, now
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Pair:
    """Two businesses of which a person is asked whether they are one.

    ``first`` is the one that would stay, ``warnings`` what a person should know before they are merged; ``evidence`` is
    by lead.
    """

    proposal: Proposal
    first: Lead
    second: Lead
    warnings: Sequence[str]
    evidence: Mapping[int, Sequence[Evidence]]

    @property
    def why(self) -> str:
        """The reasons as one sentence."""
        return sentence(self.proposal.reasons)


@dataclass(frozen=True)
class Done:
    """A merge with both businesses as they were before it."""

    merge: Merge
    kept: Lead
    gone: Lead

    @property
    def is_by_hand(self) -> bool:
        return self.merge.who != HANDPICKED


@dataclass(frozen=True)
class OfLead:
    """What is to be said of one lead: pairs to decide, and the merges in force into it."""

    to_decide: Sequence[Proposal]
    merged: Sequence[Done]


def waiting(app: App) -> int:
    """How many pairs wait for a person."""
    with app.read() as work:
        return work.proposals.count_open()


def oldest(app: App) -> datetime | None:
    """Since when the oldest pair waits."""
    with app.read() as work:
        return work.proposals.oldest_open()


def uncompared(app: App) -> int:
    """How many leads were not compared with the others yet; more than 1,000 count as 1,000."""
    with app.read() as work:
        return work.lead_keys.count_waiting()


def proposals(app: App, limit: int = 50, after: tuple[float, int] | None = None) -> list[Proposal]:
    """The pairs to decide, strongest first; ``after`` is score and id of the last one seen."""
    with app.read() as work:
        return work.proposals.page(limit, after)


def names(app: App, listed: Sequence[Proposal]) -> dict[int, str]:
    """The name of each lead of some pairs, with street and city where several are called alike."""
    with app.read() as work:
        rows = work.merges.rows({i for one in listed for i in (one.first_id, one.second_id)})
    called = Counter(row["name"].casefold() for row in rows.values())
    return {i: _told(row) if called[row["name"].casefold()] > 1 else row["name"] for i, row in rows.items()}


def show(app: App, proposal_id: int) -> Pair:
    """One pair in full. Raises NotFound."""
    with app.read() as work:
        proposal = work.proposals.get(proposal_id)
        first, second = _both(identity_merge.ordered(work, (proposal.first_id, proposal.second_id)))
        stakes = work.merges.candidates((first, second))
        return Pair(
            proposal=proposal,
            first=work.leads.get(first),
            second=work.leads.get(second),
            warnings=_warnings(work, stakes.get(first, {}), stakes.get(second, {})),
            evidence=work.evidence.of((first, second)),
        )


def same(app: App, proposal_id: int, who: str) -> int:
    """Merge the two businesses of a pair; the id of the merge, for ``undo``.

    Raises Changed where the pair was decided meanwhile, NotAllowed where what is under way for one forbids it.
    """
    with app.write() as work:
        proposal = _undecided(work, proposal_id)
        both = (proposal.first_id, proposal.second_id)
        identity_merge.refuse_underway(work, both)
        why = dict.fromkeys(both, sentence(proposal.reasons))
        (merge_id,) = identity_merge.merge(work, [Wish(both, why)], who, now())
        identity_merge.settle(work, both, now())
        work.commit()
    return merge_id


def apart(app: App, proposal_id: int, who: str) -> None:
    """Remember that a pair is two businesses. Raises Changed where it was decided meanwhile."""
    with app.write() as work:
        proposal = _undecided(work, proposal_id)
        clusters = work.merges.clusters((proposal.first_id, proposal.second_id))
        first, second = clusters[proposal.first_id], clusters[proposal.second_id]
        identity_merge.keep_apart(work, first, second, who, now())
        work.audit.append(who, "keep apart", "lead", [proposal.first_id, proposal.second_id], {"pair": proposal_id})
        work.commit()


def reopen(app: App, proposal_id: int, who: str) -> None:
    """Ask about a pair again that was kept apart."""
    with app.write() as work:
        proposal = work.proposals.get(proposal_id)
        both = (proposal.first_id, proposal.second_id)
        clusters = work.merges.clusters(both)
        pairs = work.proposals.between(clusters[both[0]], clusters[both[1]])
        apart = [one for one in pairs if one.state == ProposalState.APART]
        work.proposals.set_states({one.id: ProposalState.OPEN for one in apart}, "", now())
        identity_merge.settle(work, both, now())
        work.audit.append(who, "ask again", "lead", both, {"pair": proposal_id})
        work.commit()


def undo(app: App, merge_id: int, who: str) -> None:
    """Take two businesses apart again: both as they were, but for what was changed on the kept one since.

    A merge that nobody made, or of a sure pair, would soon be made again: that they are two is remembered. A doubtful
    pair is to decide again. Raises NotFound, Changed where it was undone meanwhile, NotAllowed where the kept one has
    been merged into another since.
    """
    with app.write() as work:
        take_apart(work, work.merges.get(merge_id), who)
        work.commit()


def take_apart(work: UnitOfWork, merge: Merge, who: str) -> None:
    """As ``undo``, inside a transaction."""
    identity_merge.undo(work, merge, who, now())
    clusters = work.merges.clusters((merge.kept_id, merge.gone_id))
    kept, gone = clusters[merge.kept_id], clusters[merge.gone_id]
    if merge.who == HANDPICKED or any(one.is_sure for one in work.proposals.between(kept, gone)):
        identity_merge.keep_apart(work, kept, gone, who, now())
    identity_merge.settle(work, kept | gone, now())


def merges(app: App, limit: int = 50, before: int | None = None) -> list[Done]:
    """What was merged, newest first, undone ones too; ``before`` is the id of the last one seen."""
    with app.read() as work:
        return _done(work, work.merges.page(limit, before))


def merged(app: App) -> int:
    """How many merges are in force."""
    with app.read() as work:
        return work.merges.count()


def of_lead(app: App, lead_id: int) -> OfLead:
    """What is to be decided on a lead, and what went into it."""
    with app.read() as work:
        into = [one for one in work.merges.active([lead_id]) if one.kept_id == lead_id]
        return OfLead(work.proposals.open_of(lead_id), _done(work, into))


def sentence(reasons: Collection[str]) -> str:
    """Reasons as one sentence."""
    text = ", ".join(reasons)
    return f"{text[:1].upper()}{text[1:]}."


def _told(row: Mapping[str, Any]) -> str:
    where = ", ".join(part for part in (row["street"], row["city"]) if part) or row["phone"] or row["website"]
    return f"{row['name']} ({where})" if where else str(row["name"])


def _undecided(work: UnitOfWork, proposal_id: int) -> Proposal:
    proposal = work.proposals.get(proposal_id)
    if proposal.state != ProposalState.OPEN:
        raise Changed(
            f"This pair was decided meanwhile: {proposal.state}.",
            kept="Nothing was changed.",
            todo="Go on with the next one.",
        )
    return proposal


def _both(ids: Sequence[int]) -> tuple[int, int]:
    """The two leads of a pair; of one that was merged meanwhile twice the same."""
    return ids[0], ids[-1]


def _warnings(work: UnitOfWork, first: identity_merge.Stake, second: identity_merge.Stake) -> list[str]:
    return [*identity_merge.objections(first, second), *identity_merge.underway(work, first, second)]


def _done(work: UnitOfWork, listed: Sequence[Merge]) -> list[Done]:
    return [Done(one, _before(work.leads.get(one.kept_id), one), work.leads.get(one.gone_id)) for one in listed]


def _before(kept: Lead, merge: Merge) -> Lead:
    """The kept lead with the facts that the merge changed as they were."""
    changes = merge.before["facts"].items()
    facts: dict[str, Any] = {n: tuple(was) if isinstance(was, list) else was for n, (was, _) in changes}
    return replace(kept, business=replace(kept.business, **facts))
