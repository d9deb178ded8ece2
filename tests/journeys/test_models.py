"""Download a model over a connection that breaks off, switch to it, draft, and switch back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph import preferences
from tests.journeys.screen import Tab
from tests.journeys.server import Server
from tests.models import hub_server
from tests.models.hub_server import HubServer
from tests.models.language.random_model import write_folder
from tests.pages.data import import_list, open_app
from tests.parts import SENDER, TWELVE, WHO

NAME, WEIGHTS = "Tiny random", "openvino_model.bin"
CATALOGUE = f"""
[[model]]
name = "tiny"
title = "{NAME}"
hub = "{hub_server.REPOSITORY}"
revision = "main"
size = 600_000
licence = "Apache 2.0"
languages = ["en", "de", "es"]
prompt = "chat"
memory = 1_000_000
summary = "Real in its shape, random in its weights: it writes noise."
"""


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubServer]:
    """A hub with one model, whose weights break off once and are slow."""
    folder = write_folder(tmp_path / "hub")
    with hub_server.serve(folder) as server:
        server.trouble.broken[WEIGHTS] = [20_000]
        server.trouble.slow.add(WEIGHTS)
        yield server


@pytest.fixture
def scored_folder(tmp_path: Path) -> Path:
    """A campaign whose leads wait to be picked."""
    app = open_app(tmp_path / "scored")
    preferences.set_sender(app, SENDER, WHO)
    import_list(app, TWELVE)
    app.engine.dispose()
    return tmp_path / "scored"


def test_download_switch_draft_switch_back(
    serve: Callable[..., Server], tab: Callable[..., Tab], hub: HubServer, scored_folder: Path, tmp_path: Path
) -> None:
    catalogue = tmp_path / "catalogue.toml"
    catalogue.write_text(CATALOGUE, encoding="utf-8")
    one = tab(serve(scored_folder, hub_url=hub.url, catalogue=catalogue)).open("settings", "part=Models")
    download(one, hub)
    one.press("^Use it for drafts$").see(f"Drafts: {NAME}.").settle()
    draft(one, NAME)
    one.go("Settings").choose("Models").see("Which model does what").settle()
    one.press("^Go back to the earlier choice$").see("The earlier choice of models is back.").settle()
    draft(one, "scripted")


def download(one: Tab, hub: HubServer) -> None:
    """Watch the progress stand still at half, then break off, go on by itself, and end."""
    one.see("needs 1.0 MB of free memory").press("^Download$").see("Downloading", long=True)
    one.until(hub.trouble.halted.is_set, "half of the weights were sent")
    one.see("MB of").see("Stop")
    hub.trouble.go_on.set()
    one.see("Use it for drafts", long=True).settle()
    resumed = [headers for path, headers in hub.asked if path.endswith(WEIGHTS) and "Range" in headers]
    assert resumed, "the broken download began anew"


def draft(one: Tab, model: str) -> None:
    """Have the best lead written to, and read which model did it."""
    one.go("Leads").see("on this page").settle()
    one.key("a").see("1 lead selected.").settle()
    one.press("Write to the 1 selected").see("handed to the writer.").settle()
    one.go("Content")
    one.until(lambda: is_by(one, model), f"a draft by {model} is there", long=True)


def is_by(one: Tab, model: str) -> bool:
    """Whether the newest draft of the queue is by this model."""
    one.settle()
    if one.page.locator(".st-key-queue button").count() == 0:
        one.open("content")
        return False
    one.queue(-1).click()
    one.settle()
    return f"Model: {model}" in one.main.inner_text()
