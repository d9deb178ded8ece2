"""Where each campaign stands, for every screen that shows one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from graph.app import App
from graph.nodes.deliver import held
from storage.records import (
    Campaign,
    CampaignStatus,
    CandidateStatus,
    DeliveryStatus,
    DraftStatus,
    EventKind,
    Job,
    JobStatus,
    SearchRun,
    now,
)
from storage.unit_of_work import UnitOfWork

ASIDE = {CampaignStatus.STOPPED: "This campaign is stopped.", CampaignStatus.CLOSED: "This campaign is closed."}


@dataclass(frozen=True)
class Overview:
    """Where a campaign stands, for every screen that shows one.

    ``search`` is its newest run, ``held`` is why what is scheduled does not leave.
    """

    campaign: Campaign
    candidates: Mapping[CandidateStatus, int]
    drafts: Mapping[DraftStatus, int]
    deliveries: Mapping[DeliveryStatus, int]
    events: Mapping[EventKind, int]
    job: Job | None
    search: SearchRun | None
    problems: int
    held: str
    oldest_draft: datetime | None

    @property
    def is_working(self) -> bool:
        return self.job is not None and self.job.status in (JobStatus.QUEUED, JobStatus.RUNNING)

    @property
    def to_pick(self) -> int:
        return self.candidates.get(CandidateStatus.OPEN, 0)

    @property
    def selected(self) -> int:
        return self.candidates.get(CandidateStatus.SELECTED, 0)

    @property
    def to_approve(self) -> int:
        return self.drafts.get(DraftStatus.WAITING, 0)

    @property
    def in_doubt(self) -> int:
        return self.deliveries.get(DeliveryStatus.UNKNOWN, 0)


def overview(app: App, campaign_id: int) -> Overview:
    """Raises NotFound."""
    with app.read() as work:
        return _overview(work, work.campaigns.get(campaign_id))


def overviews(app: App) -> list[Overview]:
    """Where every campaign stands, newest first."""
    with app.read() as work:
        return [_overview(work, campaign) for campaign in work.campaigns.all()]


def problems(app: App, campaign_id: int) -> list[tuple[str, str]]:
    """The first items of the newest search that gave nothing, each with the reason."""
    with app.read() as work:
        search = work.runs.newest(campaign_id)
        return [(item.name, item.problem) for item in work.run_items.problems(search.id)[1]] if search else []


def _held(work: UnitOfWork, campaign: Campaign, via: str) -> str:
    return " ".join(why for why in (ASIDE.get(campaign.status, ""), held(work, via, now())) if why)


def _overview(work: UnitOfWork, campaign: Campaign) -> Overview:
    deliveries = work.deliveries.counts(campaign.id)
    waiting = work.drafts.page(campaign.id, [DraftStatus.WAITING], limit=1)
    search = work.runs.newest(campaign.id)
    waits = work.deliveries.page([DeliveryStatus.QUEUED], campaign.id, limit=1)
    return Overview(
        campaign=campaign,
        candidates=work.table.counts(campaign.id),
        drafts=work.drafts.counts(campaign.id),
        deliveries=deliveries,
        events=work.events.counts(campaign.id),
        job=work.jobs.latest(campaign.id),
        search=search,
        problems=work.run_items.problems(search.id, limit=0)[0] if search else 0,
        held=_held(work, campaign, waits[0].via) if waits else "",
        oldest_draft=waiting[0].created_at if waiting else None,
    )
