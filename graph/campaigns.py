"""Use cases on campaigns: plan, start, stop, go on, finish, and where each one stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agents.discovery.source import Plan
from graph import imports, preferences, sources
from graph.app import App
from graph.nodes.deliver import held
from graph.nodes.find import query_of
from storage import sectors
from storage.errors import BadInput, NotAllowed
from storage.records import (
    LANGUAGES,
    TONES,
    Brief,
    Campaign,
    CampaignStatus,
    CandidateStatus,
    Channel,
    DeliveryStatus,
    DraftStatus,
    EventKind,
    Job,
    JobStatus,
    SearchRun,
    Sender,
    now,
)
from storage.unit_of_work import UnitOfWork

ASIDE = {CampaignStatus.STOPPED: "This campaign is stopped.", CampaignStatus.DONE: "This campaign is done."}
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


def to_fill_in(brief: Brief) -> str:
    """What to do about the first field that is still empty; empty where none is."""
    return next((todo for field, todo in _typed(brief).items() if not getattr(brief, field).strip()), "")


def plan(app: App, brief: Brief) -> Plan:
    """What starting this brief would do. Raises BadInput as ``start`` does."""
    checked = check(app, brief)
    if checked.source == "file":
        return imports.plan(app, checked)
    return app.sources[checked.source](checked).plan(query_of(checked))


def check(app: App, brief: Brief) -> Brief:
    """The same brief, tidied. Raises BadInput that names the field which cannot be used."""
    tidy = replace(
        brief,
        name=_tidy(brief.name),
        place=_tidy(brief.place),
        offer=_tidy(brief.offer),
        ideal_customer=_tidy(brief.ideal_customer),
    )
    for field, todo in _typed(tidy).items():
        label, text = field.replace("_", " "), getattr(tidy, field)
        if not text:
            raise BadInput(f"The {label} is empty.", kept="Nothing was started.", todo=todo)
        if len(text) > 500:
            raise BadInput(f"The {label} has {len(text)} characters; at most 500 fit.", kept="Nothing was started.")
    if unknown := set(tidy.sectors) - set(sectors.SECTORS):
        raise BadInput(f"There is no sector {min(unknown)!r}.", todo=f"Choose of {', '.join(sectors.SECTORS)}.")
    if tidy.tone not in TONES:
        raise BadInput(f"There is no tone {tidy.tone!r}.", todo=f"Choose one of {', '.join(TONES)}.")
    if tidy.language not in LANGUAGES:
        raise BadInput(f"There is no language “{tidy.language}”.", todo=f"Choose {', '.join(LANGUAGES.values())}.")
    if tidy.source not in (*app.sources, "file"):
        raise BadInput(f"There is no source {tidy.source!r}.", todo=f"Choose one of {', '.join(app.sources)}.")
    if not (1 <= tidy.limit <= 1_000_000 and 1 <= tidy.max_pages <= 1_000_000):
        raise BadInput("The limits must be between 1 and 1,000,000.", kept="Nothing was started.")
    if not tidy.channels or not set(tidy.channels) <= {Channel.EMAIL, Channel.SOCIAL}:
        raise BadInput("No channel is chosen.", todo="Choose e-mail, a social post, or both.")
    tidy = sources.checked(app, tidy)
    return replace(tidy, name=tidy.name or f"{', '.join(tidy.sectors) or 'Businesses'} in {tidy.place}")


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
        if work.campaigns.get(campaign_id).status == CampaignStatus.RUNNING:
            work.campaigns.move(campaign_id, "stop")
        work.audit.append(who, "stop", "campaign", [campaign_id])
        work.commit()


def go_on(app: App, campaign_id: int, who: str) -> None:
    """Let a stopped or finished campaign go on where it was."""
    with app.write() as work:
        if work.campaigns.get(campaign_id).status != CampaignStatus.RUNNING:
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
    """Let a campaign that is done go on, so that what a person just asked for happens; a stopped one stays stopped."""
    if work.campaigns.get(campaign_id).status == CampaignStatus.DONE:
        work.campaigns.move(campaign_id, "resume")
        work.audit.append(who, "go on", "campaign", [campaign_id])


def refuse_stopped(work: UnitOfWork, campaign_id: int, kept: str) -> None:
    """Raises NotAllowed where a campaign is stopped: going on silently would send what is scheduled in it."""
    if work.campaigns.get(campaign_id).status == CampaignStatus.STOPPED:
        raise NotAllowed(ASIDE[CampaignStatus.STOPPED], kept=kept, todo="Let it go on first, under Find.")


def overview(app: App, campaign_id: int) -> Overview:
    """Raises NotFound."""
    with app.read() as work:
        return _overview(work, work.campaigns.get(campaign_id))


def listed(app: App) -> list[Campaign]:
    """Every campaign, newest first."""
    with app.read() as work:
        return work.campaigns.all()


def overviews(app: App) -> list[Overview]:
    """Where every campaign stands, newest first."""
    with app.read() as work:
        return [_overview(work, campaign) for campaign in work.campaigns.all()]


def problems(app: App, campaign_id: int) -> list[tuple[str, str]]:
    """The first items of the newest search that gave nothing, each with the reason."""
    with app.read() as work:
        search = work.runs.newest(campaign_id)
        return [(item.name, item.problem) for item in work.run_items.problems(search.id)[1]] if search else []


def _typed(brief: Brief) -> dict[str, str]:
    """The fields that a person must fill in, each with what to do where it is empty; a list has its own places."""
    fields = {
        "place": "Name the town or district to look in.",
        "offer": "Finish the sentence “We offer …”.",
        "ideal_customer": "Say in a few words whom you want to reach.",
    }
    return {field: todo for field, todo in fields.items() if field != "place" or brief.source != "file"}


def _tidy(text: str) -> str:
    return " ".join(text.split())


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
