"""Use cases on the runs of a campaign's search: once more, further than the cap, what was silent again, every week."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from agents.discovery import combined
from agents.discovery.source import PAGES_KEPT
from graph import campaigns
from graph.app import App
from storage.errors import BadInput, NotAllowed, NotFound
from storage.records import Brief, CampaignStatus, ItemState, RunStatus, SearchRun
from storage.unit_of_work import UnitOfWork

CAPS = {"max_minutes": "minutes", "max_pages": "pages", "limit": "businesses"}
"""The fields of a brief that stop a search, each with what it counts."""

MOST = {"max_minutes": 100_000, "max_pages": 1_000_000, "limit": 1_000_000}
MOST_DAYS = 365
UNCHANGED = "Nothing was changed."


def search_again(app: App, campaign_id: int, who: str) -> SearchRun:
    """Begin another run: what it finds again stays as it was decided, what is new is marked as new.

    Raises NotAllowed for a campaign that is stopped, that reads a list, or whose last run is not at its end.
    """
    with app.write() as work:
        campaigns.refuse_stopped(work, campaign_id, kept="No search was started.")
        _refuse_list(work, campaign_id)
        campaigns.reopen_finished(work, campaign_id, who)
        search = _begin(work, campaign_id, who, is_scheduled=False)
        work.commit()
    return search


def go_on(app: App, campaign_id: int, caps: Mapping[str, int], who: str) -> None:
    """Let a search that a cap stopped, or that was ended early, go on where it stood, under these caps.

    Raises BadInput naming a cap that is reached already, NotAllowed where the search is under way.
    """
    with app.write() as work:
        search, brief = _newest(work, campaign_id), work.campaigns.get(campaign_id).brief
        raised = replace(brief, **_checked(search, caps))  # type: ignore[arg-type]  # names come from CAPS
        if search.status != RunStatus.UNDER_WAY:
            work.runs.move(search.id, "go on")
            work.run_items.forget_told(search.id)
            if "max_pages" in caps:
                work.run_items.reopen(search.id, PAGES_KEPT)
            # One of several sources that came to the end of its share may have more under a higher cap.
            work.run_items.forget(search.id, filter(combined.is_end, work.run_items.done(search.id)))
        work.campaigns.set_brief(campaign_id, raised)
        before = {name: getattr(brief, name) for name in caps}
        work.audit.append(who, "go on searching", "campaign", [campaign_id], {"before": before, "after": dict(caps)})
        _ask(work, campaign_id)
        work.commit()


def read_again(app: App, campaign_id: int, who: str) -> int:
    """Read once more what gave nothing in the newest run for a cause that may pass; how many items those are.

    Raises NotAllowed where there are none.
    """
    with app.write() as work:
        search = _newest(work, campaign_id)
        silent = work.run_items.count(search.id, ItemState.PASSING)
        if not silent:
            raise NotAllowed("Nothing is left that could be read again.", todo="Search again to see what changed.")
        work.runs.move(search.id, "go on")
        work.audit.append(who, "read again", "campaign", [campaign_id], {"run": search.number, "items": silent})
        _ask(work, campaign_id)
        work.commit()
    return silent


def schedule(app: App, campaign_id: int, every_days: int, who: str) -> datetime | None:
    """Search again every so many days, 0 never; when that is next.

    The first is so many days after the last run began, at once where that has passed. Raises BadInput, NotAllowed.
    """
    if not 0 <= every_days <= MOST_DAYS:
        raise BadInput(f"A search is done again every 1 to {MOST_DAYS} days, or never (0).", kept=UNCHANGED)
    with app.write() as work:
        _refuse_list(work, campaign_id)
        brief = work.campaigns.get(campaign_id).brief
        work.campaigns.set_brief(campaign_id, replace(brief, every_days=every_days))
        planned = plan_next(work, campaign_id, every_days)
        detail = {"before": brief.every_days, "after": every_days, "next": planned}
        work.audit.append(who, "schedule", "campaign", [campaign_id], detail)
        work.commit()
    return planned


def plan_next(work: UnitOfWork, campaign_id: int, every_days: int) -> datetime | None:
    """Plan the next run by itself; the moment of it."""
    newest = work.runs.newest(campaign_id)
    began = newest.started_at if newest else work.runs.clock()
    planned = began + timedelta(days=every_days) if every_days else None
    work.runs.set_next(campaign_id, planned)
    return planned


def start_due(work: UnitOfWork) -> list[int]:
    """Begin each run that is due; the campaigns of those. However long nobody looked, each campaign begins one.

    A campaign that is stopped or closed waits until someone lets it go on; one whose search is under way needs none.
    """
    begun = []
    for campaign_id, planned in work.runs.due():
        campaign, newest = work.campaigns.get(campaign_id), work.runs.newest(campaign_id)
        if campaign.status != CampaignStatus.OPEN:
            continue
        if not work.runs.take_turn(campaign_id, planned, max(campaign.brief.every_days, 1)):
            continue
        if newest is None or newest.status != RunStatus.UNDER_WAY:
            _begin(work, campaign_id, "handpicked", is_scheduled=True)
            begun.append(campaign_id)
    return begun


def _begin(work: UnitOfWork, campaign_id: int, who: str, *, is_scheduled: bool) -> SearchRun:
    search = work.runs.begin(campaign_id, is_scheduled=is_scheduled)
    work.jobs.request(campaign_id)
    work.audit.append(who, "search again", "campaign", [campaign_id], {"run": search.number})
    return search


def _ask(work: UnitOfWork, campaign_id: int) -> None:
    """Let the worker go on with a campaign, whatever it stood at."""
    if work.campaigns.get(campaign_id).status != CampaignStatus.OPEN:
        work.campaigns.move(campaign_id, "resume")
    work.jobs.request(campaign_id)


def _newest(work: UnitOfWork, campaign_id: int) -> SearchRun:
    search = work.runs.newest(campaign_id)
    if search is None:
        raise NotFound("This campaign was not searched yet.", todo="Let it go on under Find.")
    return search


def _checked(search: SearchRun, caps: Mapping[str, int]) -> dict[str, int]:
    """The caps, each in its range and beyond what the run used already."""
    used = {"max_minutes": search.seconds / 60, "max_pages": search.pages, "limit": search.given}
    for name, value in caps.items():
        if not 1 <= value <= MOST[name]:
            raise BadInput(
                f"The cap of {CAPS[name]} must be between 1 and {MOST[name]:,}.", kept="Nothing was changed."
            )
        if value <= used[name]:
            raise BadInput(
                f"The search has used {used[name]:,.0f} {CAPS[name]}; a cap of {value:,} would stop it at once.",
                kept=UNCHANGED,
                todo="Choose a higher one.",
            )
    return dict(caps)


def _refuse_list(work: UnitOfWork, campaign_id: int) -> None:
    if is_list(work.campaigns.get(campaign_id).brief):
        raise NotAllowed("An imported list is read once.", todo="Import the newer list under Find.")


def is_list(brief: Brief) -> bool:
    """Whether a campaign reads an imported list, which no second search would change."""
    return bool(brief.file)
