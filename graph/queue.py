"""The queue of drafts as a person sees it: each with its exact message, its digest, and what stands in its way."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph import messages, preferences
from graph.app import App
from graph.messages import Flag
from storage.records import (
    Candidate,
    Channel,
    DeliveryStatus,
    Draft,
    DraftStatus,
    Evidence,
    Message,
    Override,
    Persona,
)
from storage.unit_of_work import UnitOfWork

WAITING = (DraftStatus.WAITING,)
ON_THE_WAY = (DeliveryStatus.QUEUED, DeliveryStatus.SENDING, DeliveryStatus.SENT, DeliveryStatus.UNKNOWN)


@dataclass(frozen=True)
class Shown:
    """A draft as a person sees it. ``digest`` is the digest of exactly this; an approval must bring it back."""

    draft: Draft
    candidate: Candidate
    message: Message
    digest: str
    flags: Sequence[Flag]
    overrides: Sequence[Override] = ()

    @property
    def is_blocked(self) -> bool:
        return any(flag.is_blocking for flag in self.flags)

    @property
    def via(self) -> str:
        return self.message.via


@dataclass(frozen=True)
class Page:
    """Some drafts of the queue, and how many it holds in all."""

    rows: Sequence[Shown]
    total: int


@dataclass(frozen=True)
class Beside:
    """What stands beside a draft: why it exists, who reads it, and what its facts rest on."""

    evidence: Sequence[Evidence]
    persona: Persona | None
    versions: Sequence[Draft]


def queue(
    app: App,
    campaign_id: int,
    statuses: Sequence[DraftStatus] = WAITING,
    channel: str = "",
    *,
    after: int = 0,
    limit: int = 500,
) -> list[Shown]:
    """Drafts in the order in which they were written: the first ``limit`` whose id is beyond ``after``."""
    with app.read() as work:
        return shown(app, work, work.drafts.page(campaign_id, statuses, channel, limit, after=after))


def page(
    app: App,
    campaign_id: int,
    statuses: Sequence[DraftStatus] = WAITING,
    channel: str = "",
    offset: int = 0,
    limit: int = 100,
) -> Page:
    """As ``queue``, by position."""
    with app.read() as work:
        drafts = work.drafts.page(campaign_id, statuses, channel, limit, offset=offset)
        return Page(shown(app, work, drafts), work.drafts.count(campaign_id, statuses, channel))


def show(app: App, draft_id: int) -> Shown:
    """Raises NotFound."""
    with app.read() as work:
        return shown(app, work, [work.drafts.get(draft_id)])[0]


def beside(app: App, draft: Draft) -> Beside:
    with app.read() as work:
        lead_id = work.candidates.get(draft.candidate_id).lead.id
        return Beside(
            evidence=work.evidence.of([lead_id])[lead_id],
            persona=work.personas.of([draft.candidate_id]).get(draft.candidate_id),
            versions=[d for d in work.drafts.of_candidate(draft.candidate_id) if d.channel == draft.channel],
        )


def shown(app: App, work: UnitOfWork, drafts: Sequence[Draft]) -> list[Shown]:
    """Drafts as a person sees them at the moment; what is asked of the database is asked for all of them at once."""
    sender = preferences.sender(work)
    candidates = {c.id: c for c in work.candidates.many([draft.candidate_id for draft in drafts])}
    ids = {draft.campaign_id for draft in drafts}
    demos = {i for i in ids if work.campaigns.get(i).brief.is_demo}
    ways = {(i, kind): preferences.way_out(app, work, kind, is_demo=i in demos) for i in ids for kind in Channel}
    shared = {i: work.drafts.shared_recipients(i) for i in ids}
    written = work.deliveries.to([draft.recipient for draft in drafts], ON_THE_WAY)
    overrides = work.overrides.of([draft.id for draft in drafts])
    found = []
    for draft in drafts:
        via, is_demo = ways[draft.campaign_id, draft.channel], draft.campaign_id in demos
        message = messages.compose(draft, sender, via)
        others = written.get(draft.recipient.lower(), [])
        flags = messages.flags(
            draft,
            sender,
            work.suppressions.reason(draft.recipient) if draft.recipient else "",
            is_shared=draft.recipient in shared[draft.campaign_id],
            written=messages.written_before(draft.id, via, others, is_demo=is_demo),
            overridden={one.sentence for one in overrides[draft.id]},
        )
        candidate = candidates[draft.candidate_id]
        found.append(Shown(draft, candidate, message, message.digest(), flags, overrides[draft.id]))
    return found
