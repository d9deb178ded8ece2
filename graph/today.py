"""What needs a person now, over all campaigns, and why nothing may be happening."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph import coverage, preferences
from graph.app import App
from graph.overview import Overview
from storage.records import CampaignStatus, DeliveryStatus, EventKind


@dataclass(frozen=True)
class Need:
    """One thing that waits for a person: in words, how many, where it is done, in which campaign, since when."""

    words: str
    count: int
    page: str
    campaign_id: int
    since: datetime


KINDS: Sequence[tuple[str, str, Callable[[Overview], int]]] = (
    ("messages in doubt", "outbox", lambda view: view.in_doubt),
    ("messages failed", "outbox", lambda view: view.deliveries.get(DeliveryStatus.FAILED, 0)),
    ("drafts to approve", "content", lambda view: view.to_approve),
    ("leads selected, not yet handed to the writer", "leads", lambda view: view.selected),
    ("leads to pick", "leads", lambda view: view.to_pick),
    ("replies", "results", lambda view: view.events.get(EventKind.REPLY, 0)),
)


def needs(views: Sequence[Overview]) -> list[Need]:
    """The most pressing first: in doubt, failed, to approve, to write, to pick, replies."""
    found = []
    for words, page, count in KINDS:
        for view in views:
            if view.campaign.status != CampaignStatus.CLOSED and count(view):
                since = view.oldest_draft if page == "content" else None
                found.append(Need(words, count(view), page, view.campaign.id, since or view.campaign.created_at))
    return found


@dataclass(frozen=True)
class News:
    """What the newest search of a campaign brought: how many are new and gone (None: unknown) since the one before."""

    campaign_id: int
    name: str
    new: int
    gone: int | None
    at: datetime
    since: datetime
    filter: str


def news(app: App, views: Sequence[Overview]) -> list[News]:
    """What searches that were run again brought, the newest first; what brought nothing is left out."""
    found = []
    for view in views:
        search = view.search
        if search is None or search.number == 1 or search.finished_at is None or not (search.new or search.gone):
            continue
        _, before = coverage.searches(app, view.campaign.id)[:2]
        name, where = view.campaign.brief.name, coverage.only_in(search, before)
        at = (search.finished_at, before.started_at)
        found.append(News(view.campaign.id, name, search.new, search.gone, *at, where))
    return sorted(found, key=lambda one: one.at, reverse=True)


def reasons_for_silence(app: App, views: Sequence[Overview]) -> list[str]:
    """Why nothing may be happening, each with what to do; empty where work goes on."""
    found = []
    with app.read() as work:
        rules, sender = preferences.sending(work), preferences.sender(work)
    if rules.paused:
        found.append("Sending is paused. Switch it on again under Settings.")
    if sender.missing() and views:
        found.append(f"Who is writing is not complete ({', '.join(sender.missing())}). Fill it in under Settings.")
    for view in views:
        if view.campaign.status == CampaignStatus.CLOSED:
            continue
        name = view.campaign.brief.name
        if view.job is not None and view.job.error:
            found.append(f"{name}: {view.job.error}")
        elif view.campaign.status == CampaignStatus.STOPPED:
            found.append(f"{name} is stopped. Open it under Find and let it go on.")
        if view.held and view.campaign.status != CampaignStatus.STOPPED:
            found.append(f"{name}: {view.held}")
    return found


def badge(views: Sequence[Overview], page: str) -> int:
    """The count that stands in the navigation beside a screen."""
    return sum(need.count for need in needs(views) if need.page == page and need.words != "replies")
