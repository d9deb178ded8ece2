"""Pictures of every screen, empty and full, wide and narrow: `python -m tests.journeys.screenshots FOLDER`.

Those of the full Leads and Content screens at 1280 x 800 are the ones that the README shows.
"""

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from agents.discovery.chromium import find_browser
from graph import campaigns, drafts, journey, leads
from graph.worker import Worker
from models.language import folder as writer_folder
from storage.lead_filter import leads_of
from storage.records import CandidateStatus, Channel
from tests.journeys.screen import Tab
from tests.journeys.server import Server
from tests.pages.data import open_app
from tests.parts import WHO

SCREENS = (
    "", "find", "coverage", "leads", "duplicates", "content", "outbox", "results", "trends", "prompts", "settings",
)  # fmt: skip
MORE = (
    ("find-list", "find?source=file"),
    ("find-demo", "find?source=demo"),
    ("settings-sending", "settings?part=Sending"),
    ("settings-models", "settings?part=Models"),
    ("settings-barred", "settings?part=Never write to"),
    ("settings-directories", "settings?part=Directories"),
    ("settings-data", "settings?part=Data and health"),
)
SIZES = {"wide": (1440, 900), "narrow": (480, 900), "readme": (1280, 800)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    target = parser.parse_args().folder
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser() or None, args=["--no-sandbox"])
        photograph(browser, Path(scratch) / "empty", target, "empty")
        fill(Path(scratch) / "full")
        photograph(browser, Path(scratch) / "full", target, "full")
        browser.close()


def fill(folder: Path) -> None:
    """A demo campaign in the middle of its work: leads to pick, drafts to approve, messages sent."""
    app = open_app(folder, scripted_models=not writer_folder.STARTER.is_dir(), undo_seconds=0)
    worker = Worker(app)
    campaign = campaigns.start_demo(app, WHO)
    journey.drive(worker, campaign.id)
    still = leads_of(campaign.id, (CandidateStatus.OPEN,))
    leads.reject(app, leads.matching(app, still)[3:5], "already in touch", "", WHO)
    journey.pick_best(app, campaign.id, 10, WHO)
    journey.drive(worker, campaign.id)
    for shown in drafts.queue(app, campaign.id)[:8]:
        if not shown.is_blocked:
            drafts.approve(app, shown.draft.id, shown.digest, WHO)
    journey.deliver_all(worker, campaign.id)
    leads.select(app, leads.matching(app, still)[3:6], WHO)
    app.demo.stop()
    app.engine.dispose()


def first_ready(folder: Path) -> str:
    """The address of the first e-mail that nothing blocks."""
    app = open_app(folder)
    ready = [one for one in drafts.queue(app, 1, channel=Channel.EMAIL) if not one.is_blocked]
    app.engine.dispose()
    return f"content?draft={ready[0].draft.id}" if ready else "content"


def photograph(browser: Browser, folder: Path, target: Path, state: str) -> None:
    server = Server(folder, undo_seconds=600)
    server.start()
    open_draft = first_ready(folder)
    for size, (width, height) in SIZES.items():
        context = browser.new_context(viewport={"width": width, "height": height}, timezone_id="Europe/Berlin")
        tab = Tab(context, server)
        for name, path in [(path or "today", path) for path in SCREENS] + list(MORE):
            tab.open(*(open_draft if path == "content" else path).split("?"))
            tab.page.wait_for_timeout(500)
            tab.page.screenshot(path=target / f"{name}-{state}-{size}.png", full_page=size == "narrow")
        context.close()
    server.stop()


if __name__ == "__main__":
    main()
