"""Data folders filled by real use cases on scripted models."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from graph import bootstrap, campaigns, imports, journey
from graph.app import App
from graph.settings import Settings
from graph.worker import Worker
from storage.records import Brief, Business
from tests.parts import WHO, business

BRIEF = Brief("Cafés of Lindental", "", (), "a booking calendar", "independent cafés with outdoor seating")
MUTE = business("Café Stumm", email="")
COLUMNS = ("name", "sector", "street", "postcode", "city", "email", "rating", "reviews", "details")


def work(app: App) -> None:
    """Let a worker run until no job waits."""
    worker = Worker(app)
    while worker.work_once():
        continue


def import_list(app: App, businesses: Sequence[Business], **brief: object) -> int:
    """A campaign on a list of businesses, found and scored; its id."""
    preview = imports.keep(app, "list.csv", to_csv(businesses))
    campaign = campaigns.start(app, replace(imports.brief_of(preview, BRIEF), **brief), WHO)  # type: ignore[arg-type]
    work(app)
    return campaign.id


def to_csv(businesses: Sequence[Business]) -> bytes:
    class Lines(list[str]):
        write = list.append

    lines = Lines()
    table = csv.writer(lines)
    table.writerow(COLUMNS)
    for one in businesses:
        row = [getattr(one, name) for name in COLUMNS]
        table.writerow(["; ".join(cell) if isinstance(cell, tuple) else cell for cell in row])
    return "".join(lines).encode()


def write_to(app: App, campaign_id: int, count: int) -> None:
    journey.pick_best(app, campaign_id, count, WHO)
    work(app)


def open_app(folder: Path, **settings: object) -> App:
    chosen = {"scripted_models": True, "demo_port": 0, **settings}
    return bootstrap.open_app(Settings(data_folder=folder, **chosen))  # type: ignore[arg-type]
