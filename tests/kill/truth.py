"""What must hold of a data folder and a sink, whatever happened on the way."""

from collections import Counter
from email import message_from_bytes, policy

from agents.email import mime
from demo import town
from graph import messages, preferences
from graph.app import App
from storage.database import damage
from storage.lead_filter import leads_of
from storage.records import (
    CampaignStatus,
    CandidateStatus,
    Channel,
    Delivery,
    DeliveryStatus,
    DraftStatus,
    Message,
)
from storage.unit_of_work import UnitOfWork
from tests.kill.sink import Sink

ALL = 10_000


def check(app: App, sink: Sink, picked: int) -> set[int]:
    """Check each campaign, in which ``picked`` leads were picked; which deliveries are in doubt."""
    assert damage(app.engine) == ""
    with app.read() as work:
        assert work.audit.first_broken() is None
        for campaign in work.campaigns.all():
            assert campaign.status in (CampaignStatus.OPEN, CampaignStatus.CLOSED)
            _check_leads(work, campaign.id, campaign.brief.limit)
            _check_drafts(work, campaign.id, picked)
        deliveries = work.deliveries.page(tuple(DeliveryStatus), None, limit=ALL)
        approved = {delivery.message_id: _approved(work, delivery) for delivery in deliveries}
    _check_sink(sink, {d.message_id: d for d in deliveries if d.channel == Channel.EMAIL}, approved)
    _check_outbox(app, {d.message_id: d for d in deliveries if d.channel == Channel.SOCIAL}, approved)
    return {delivery.id for delivery in deliveries if delivery.status == DeliveryStatus.UNKNOWN}


def _check_leads(work: UnitOfWork, campaign_id: int, found: int) -> None:
    """As many leads as an uncut run finds, each a real resident, once, scored, and compared with the trends.

    The directory names some residents in two lists, which the limit counts twice.
    """
    candidates = work.table.rows(leads_of(campaign_id), limit=ALL)
    search = work.runs.newest(campaign_id)
    assert search is not None and search.given == found
    assert len(candidates) == search.found
    assert len({candidate.lead.business.key for candidate in candidates}) == search.found
    residents = {resident.business.name for resident in town.build().residents}
    assert {candidate.lead.business.name for candidate in candidates} <= residents
    assert not work.sweeps.to_score(campaign_id, 1) and not work.sweeps.to_enrich(campaign_id, 1)
    assert all(candidate.score is not None and candidate.factors for candidate in candidates)
    for evidence in work.evidence.of([candidate.lead.id for candidate in candidates]).values():
        assert evidence and max(Counter(item.quote for item in evidence).values()) == 1


def _check_drafts(work: UnitOfWork, campaign_id: int, picked: int) -> None:
    """One reader for each lead that was picked, and one draft in each channel, decided unless something blocks it."""
    chosen = work.table.ids(leads_of(campaign_id, (CandidateStatus.HANDED_OVER,)))
    assert len(chosen) == len(work.personas.of(chosen)) == picked
    sender = preferences.sender(work)
    drafts = [draft for candidate_id in chosen for draft in work.drafts.of_candidate(candidate_id)]
    channels = work.campaigns.get(campaign_id).brief.channels
    assert Counter((draft.candidate_id, str(draft.channel)) for draft in drafts) == Counter(
        (candidate_id, channel) for candidate_id in chosen for channel in channels
    )
    for draft in drafts:
        tries = work.deliveries.of_draft(draft.id)
        barred = work.suppressions.reason(draft.recipient) if draft.recipient else ""
        if draft.status == DraftStatus.APPROVED:
            assert len(tries) == 1
            assert tries[0].status in (DeliveryStatus.SENT, DeliveryStatus.UNKNOWN)
        else:
            assert draft.status == DraftStatus.WAITING
            assert any(flag.is_blocking for flag in messages.flags(draft, sender, barred))
            assert all(one.status == DeliveryStatus.FAILED and one.error for one in tries)


def _approved(work: UnitOfWork, delivery: Delivery) -> Message:
    """The message that a delivery carries, the same that was approved."""
    message = messages.compose(work.drafts.get(delivery.draft_id), preferences.sender(work), delivery.via)
    assert message.digest() == work.approvals.get(delivery.approval_id).digest
    assert message.recipient == delivery.recipient
    return message


def _check_sink(sink: Sink, deliveries: dict[str, Delivery], approved: dict[str, Message]) -> None:
    """Each message sent arrived once, as approved; each in doubt at most once; nothing else arrived."""
    arrived = [str(message_from_bytes(eml, policy=policy.default)["Message-ID"]) for eml in sink.taken]
    assert max(Counter(arrived).values()) == 1
    assert {d.via for d in deliveries.values()} == {"smtp"}
    sent = {i for i, delivery in deliveries.items() if delivery.status == DeliveryStatus.SENT}
    in_doubt = {i for i, delivery in deliveries.items() if delivery.status == DeliveryStatus.UNKNOWN}
    assert sent <= set(arrived) <= sent | in_doubt
    for message_id, letter in zip(arrived, map(mime.text_of, sink.taken), strict=True):
        message = approved[message_id]
        assert letter == (message.subject.strip(), message.recipient, mime.plain_text(message))


def _check_outbox(app: App, deliveries: dict[str, Delivery], approved: dict[str, Message]) -> None:
    """The posts that were approved, and no other file."""
    assert {d.status for d in deliveries.values()} <= {DeliveryStatus.SENT}
    files = {f"<{path.stem}>": path for path in app.settings.outbox.iterdir()}
    assert set(files) == set(deliveries)
    for message_id, path in files.items():
        assert path.suffix == ".txt"
        assert mime.text_of(path.read_bytes())[2] == mime.plain_text(approved[message_id])
