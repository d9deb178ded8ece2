"""One life of the program: it opens its data folder, picks up what was cut off, and works campaign after campaign."""

import time
from dataclasses import replace
from pathlib import Path

from graph import bootstrap, campaigns, drafts, journey, leads
from graph.app import App
from graph.campaigns import DEMO_BRIEF
from graph.overview import Overview
from graph.settings import Settings
from graph.worker import Worker
from storage.records import CampaignStatus, CandidateStatus, DeliveryStatus

WHO = "the person"
PICKS = 6
# The first looks for so many that they are kept in more than one batch.
SEARCHES = (("", 54), ("cafe", 12), ("restaurant", 12), ("hairdresser", 12), ("bakery", 12))
GLANCE_SECONDS = 0.01


def settings(folder: Path, demo_port: int) -> Settings:
    return Settings(data_folder=folder, demo_port=demo_port, scripted_models=True, undo_seconds=0)


def live(app: App, *, threads: bool, is_last: bool) -> None:
    """Work until killed; the last life ends once the campaign that it finds is through."""
    worker = Worker(app)
    if threads:
        worker.start()
    else:
        worker.recover()
    while True:
        view = _newest(app)
        if view is None or (is_through(app, view) and not is_last):
            view = _begin(app)
        while not is_through(app, view):
            _decide(app, view)
            view = _wait(app, view) if threads else journey.deliver_all(worker, view.campaign.id)
            if view.campaign.status == CampaignStatus.STOPPED:
                raise RuntimeError(f"The campaign stopped by itself: {view.job.error if view.job else ''}")
        if is_last:
            return


def is_through(app: App, view: Overview) -> bool:
    """Whether neither the worker nor the person has anything left to do, as far as the person wants to go."""
    on_the_way = view.deliveries.get(DeliveryStatus.QUEUED, 0) + view.deliveries.get(DeliveryStatus.SENDING, 0)
    if view.is_working or on_the_way or not view.candidates.get(CandidateStatus.HANDED_OVER):
        return False
    written = sum(view.drafts.values()) == PICKS * len(view.campaign.brief.channels)
    return written and not _to_approve(app, view)


def _begin(app: App) -> Overview:
    sector, limit = SEARCHES[len(campaigns.overviews(app)) % len(SEARCHES)]
    brief = replace(DEMO_BRIEF, name=sector or "everything", sectors=(sector,) if sector else (), limit=limit)
    return campaigns.overview(app, campaigns.start_demo(app, WHO, brief).id)


def _decide(app: App, view: Overview) -> None:
    """What a person does who finds the campaign like this: each decision once, whatever was cut off before."""
    if view.selected:
        leads.write_to_selected(app, view.campaign.id, WHO)
    elif view.to_pick and not view.is_working and not view.candidates.get(CandidateStatus.HANDED_OVER):
        journey.pick_best(app, view.campaign.id, PICKS, WHO)
    elif shown := _to_approve(app, view):
        drafts.approve_many(app, shown, WHO)


def _to_approve(app: App, view: Overview) -> list[tuple[int, str]]:
    shown = drafts.queue(app, view.campaign.id) if view.to_approve else []
    return [(one.draft.id, one.digest) for one in shown if not one.is_blocked]


def _newest(app: App) -> Overview | None:
    return next(iter(campaigns.overviews(app)), None)


def _wait(app: App, view: Overview) -> Overview:
    time.sleep(GLANCE_SECONDS)
    return campaigns.overview(app, view.campaign.id)


def search(app: App) -> None:
    """Work until the campaign that is there is searched, and its leads can be picked."""
    worker = Worker(app)
    worker.recover()
    while worker.work_once():
        continue


def open_and_live(folder: str, demo_port: int, threads: bool, is_last: bool, only_search: bool) -> None:
    app = bootstrap.open_app(settings(Path(folder), demo_port))
    if only_search:
        search(app)
    else:
        live(app, threads=threads, is_last=is_last)
