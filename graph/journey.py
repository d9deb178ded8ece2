"""The whole job without a browser: drive a campaign to where it waits, decide by rule, and tell what happened."""

import time
from typing import Any

from graph import campaigns, drafts, leads
from graph.app import App
from graph.overview import Overview
from graph.worker import Worker
from storage.errors import Unavailable
from storage.lead_filter import leads_of
from storage.records import CampaignStatus, CandidateStatus, DeliveryStatus, JobStatus

WAIT_SECONDS = 0.05


def drive(worker: Worker, campaign_id: int) -> Overview:
    """Work until the campaign waits for a person, is stopped, or is closed; another process's work is waited for.

    Raises Unavailable where its job failed, with the reason.
    """
    while True:
        worked = worker.work_once()
        view = campaigns.overview(worker.app, campaign_id)
        if not view.is_working:
            break
        if not worked:
            time.sleep(WAIT_SECONDS)
    if view.job is not None and view.job.status == JobStatus.FAILED:
        raise Unavailable(view.job.error, todo=f"Mend it, then: python handpicked.py resume {campaign_id}")
    return view


def pick_best(app: App, campaign_id: int, count: int, who: str) -> int:
    """Select the best ``count`` of those to pick and hand them over; how many there were."""
    best = leads.matching(app, leads_of(campaign_id, (CandidateStatus.OPEN,)), limit=count)
    if not best:
        return 0
    leads.select(app, best, who)
    return leads.write_to_selected(app, campaign_id, who).moved


def approve_all(app: App, campaign_id: int, who: str, size: int = 500) -> drafts.Approved:
    """Approve every draft in the queue that nothing blocks, ``size`` at a time; why the others were left is told."""
    ids: list[int] = []
    left: list[str] = []
    last = 0
    while shown := drafts.queue(app, campaign_id, after=last, limit=size):
        last = shown[-1].draft.id
        done = drafts.approve_many(app, [(one.draft.id, one.digest) for one in shown if not one.is_blocked], who)
        ids += done.ids
        left += [next(flag.text for flag in one.flags if flag.is_blocking) for one in shown if one.is_blocked]
        left += done.left
    return drafts.Approved(ids, left)


def deliver_all(worker: Worker, campaign_id: int) -> Overview:
    """Work until nothing of the campaign is scheduled any more, or something holds it back."""
    while True:
        worker.tick()
        view = drive(worker, campaign_id)
        is_open = view.campaign.status == CampaignStatus.OPEN
        if not (is_open and view.deliveries.get(DeliveryStatus.QUEUED)) or view.held:
            worker.sort_answers()
            return view
        time.sleep(WAIT_SECONDS)


def summary(view: Overview) -> dict[str, Any]:
    """Where a campaign stands as plain values; a status has the name that it has on screen."""
    brief = view.campaign.brief
    return {
        "campaign": view.campaign.id,
        "name": brief.name,
        "status": str(view.campaign.status),
        "stage": view.campaign.stage,
        "leads": {str(status): count for status, count in view.candidates.items()},
        "drafts": {str(status): count for status, count in view.drafts.items()},
        "deliveries": {str(status): count for status, count in view.deliveries.items()},
        "events": {str(kind): count for kind, count in view.events.items()},
        "problems": view.problems,
        "held": view.held,
        "error": view.job.error if view.job else "",
    }
