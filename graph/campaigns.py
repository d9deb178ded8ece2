"""Use cases on campaigns: start, stop, go on, finish; ``brief_check`` plans one, ``overview`` says where it stands."""

from datetime import timedelta

from graph import preferences
from graph.app import App
from graph.brief_check import check, plan, to_fill_in
from graph.overview import ASIDE, Overview, overview, overviews, problems
from storage.errors import NotAllowed
from storage.records import (
    Brief,
    Campaign,
    CampaignStatus,
    Sender,
)
from storage.unit_of_work import UnitOfWork

__all__ = [
    "ASIDE",
    "DEMO_BRIEF",
    "DEMO_SENDER",
    "Overview",
    "check",
    "finish",
    "go_on",
    "listed",
    "overview",
    "overviews",
    "plan",
    "problems",
    "refuse_stopped",
    "reopen_finished",
    "start",
    "start_demo",
    "stop",
    "to_fill_in",
    "use_what_was_found",
]

DEMO_SENDER = Sender(
    name="Demo sender",
    company="Handpicked demo",
    email="demo@handpicked.example",
    postal_address="Demo Street 1, 12345 Lindental",
)
DEMO_BRIEF = Brief(
    name="Demo town",
    place="Lindental",
    sectors=(),
    offer="a booking calendar that answers requests while you serve your guests",
    ideal_customer="independent cafés, restaurants and small hotels that take reservations and care about their guests",
    source="demo",
    is_demo=True,
)


def start(app: App, brief: Brief, who: str) -> Campaign:
    """Begin a campaign: the worker takes it from here. Raises BadInput."""
    checked = check(app, brief)
    with app.write() as work:
        campaign = work.campaigns.add(checked)
        work.runs.current(campaign.id)
        if checked.every_days:
            work.runs.set_next(campaign.id, work.runs.clock() + timedelta(days=checked.every_days))
        work.jobs.request(campaign.id)
        work.audit.append(who, "start", "campaign", [campaign.id], {"name": checked.name, "source": checked.source})
        work.commit()
    return campaign


def start_demo(app: App, who: str, brief: Brief = DEMO_BRIEF) -> Campaign:
    """Begin the demo; where nobody said who writes, a sender that is marked as the demo's fills in."""
    with app.read() as work:
        is_known = bool(preferences.sender(work).email)
    if not is_known:
        preferences.set_sender(app, DEMO_SENDER, who)
    return start(app, brief, who)


def stop(app: App, campaign_id: int, who: str) -> None:
    """Stop between two items; what is done is kept, and nothing leaves until someone lets it go on."""
    with app.write() as work:
        work.jobs.ask_stop(campaign_id)
        if work.campaigns.get(campaign_id).status == CampaignStatus.OPEN:
            work.campaigns.move(campaign_id, "stop")
        work.audit.append(who, "stop", "campaign", [campaign_id])
        work.commit()


def go_on(app: App, campaign_id: int, who: str) -> None:
    """Let a stopped or closed campaign go on where it was."""
    with app.write() as work:
        if work.campaigns.get(campaign_id).status != CampaignStatus.OPEN:
            work.campaigns.move(campaign_id, "resume")
        work.jobs.request(campaign_id)
        work.audit.append(who, "go on", "campaign", [campaign_id])
        work.commit()


def use_what_was_found(app: App, campaign_id: int, who: str) -> None:
    """End the search of a stopped campaign and go on with what it found."""
    with app.write() as work:
        search = work.runs.current(campaign_id)
        if search is not None:
            work.runs.move(search.id, "end")
            work.audit.append(who, "end finding", "campaign", [campaign_id], {"run": search.number})
        work.commit()
    go_on(app, campaign_id, who)


def finish(app: App, campaign_id: int, who: str) -> None:
    """Close a campaign: undecided leads stay as they are, scheduled messages no longer leave."""
    with app.write() as work:
        work.jobs.ask_stop(campaign_id)
        work.campaigns.move(campaign_id, "finish")
        work.audit.append(who, "finish", "campaign", [campaign_id])
        work.commit()


def reopen_finished(work: UnitOfWork, campaign_id: int, who: str) -> None:
    """Let a closed campaign go on, so that what a person just asked for happens; a stopped one stays stopped."""
    if work.campaigns.get(campaign_id).status == CampaignStatus.CLOSED:
        work.campaigns.move(campaign_id, "resume")
        work.audit.append(who, "go on", "campaign", [campaign_id])


def refuse_stopped(work: UnitOfWork, campaign_id: int, kept: str) -> None:
    """Raises NotAllowed where a campaign is stopped: going on silently would send what is scheduled in it."""
    if work.campaigns.get(campaign_id).status == CampaignStatus.STOPPED:
        raise NotAllowed(ASIDE[CampaignStatus.STOPPED], kept=kept, todo="Let it go on first, under Find.")


def listed(app: App) -> list[Campaign]:
    """Every campaign, newest first."""
    with app.read() as work:
        return work.campaigns.all()
