"""Merging at once all pairs that are asked about for the same reasons, and taking that back as one."""

from collections.abc import Sequence

from graph import identity, identity_merge
from graph.app import App
from graph.identity_merge import Wish
from storage.errors import Changed
from storage.records import Proposal, ProposalState, now
from storage.unit_of_work import UnitOfWork

MOST = 200
"""How many pairs are merged in one go; what a person confirms is never more than that."""


def alike(app: App, proposal_id: int) -> list[int]:
    """The pairs to decide that are asked about for the same reasons as this one, strongest first."""
    with app.read() as work:
        reasons = set(work.proposals.get(proposal_id).reasons)
        return [one.id for one in work.proposals.page(10 * MOST) if set(one.reasons) == reasons][:MOST]


def merge_all(app: App, proposal_ids: Sequence[int], who: str) -> list[int]:
    """Merge the businesses of each pair; the ids of the merges, for ``undo_all``.

    Pairs that were decided meanwhile, and those of which a person should know something first, are left to decide.
    Raises Changed where none could be merged.
    """
    done = list[int]()
    with app.write() as work:
        for proposal_id in proposal_ids:
            proposal = work.proposals.get(proposal_id)
            both = (proposal.first_id, proposal.second_id)
            if proposal.state != ProposalState.OPEN or _has_stakes(work, proposal):
                continue
            why = dict.fromkeys(both, identity.sentence(proposal.reasons))
            done += identity_merge.merge(work, [Wish(both, why)], who, now(), is_bulk=True)
            identity_merge.settle(work, both, now())
        if not done:
            raise Changed(
                "None of these pairs could be merged as it is.", kept="Nothing was changed.", todo="See each."
            )
        work.commit()
    return done


def still_open(app: App, proposal_ids: Sequence[int]) -> int:
    """How many of some pairs are still to decide: one that two merges joined on the way no longer is."""
    with app.read() as work:
        return sum(work.proposals.get(i).state == ProposalState.OPEN for i in proposal_ids)


def undo_all(app: App, merge_ids: Sequence[int], who: str) -> int:
    """Take merges of one go back, all or none; how many were still in force. Raises NotAllowed as ``identity.undo``."""
    with app.write() as work:
        in_force = [one for one in map(work.merges.get, reversed(merge_ids)) if one.undone_at is None]
        for merge in in_force:
            identity.take_apart(work, merge, who)
        work.commit()
    return len(in_force)


def _has_stakes(work: UnitOfWork, proposal: Proposal) -> bool:
    roots = identity_merge.ordered(work, (proposal.first_id, proposal.second_id))
    stakes = work.merges.candidates(roots)
    first, second = stakes.get(roots[0], {}), stakes.get(roots[-1], {})
    return bool(identity_merge.objections(first, second) or identity_merge.underway(work, first, second))
