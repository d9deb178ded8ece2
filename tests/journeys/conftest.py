"""The program and a browser for each journey, and a data folder where the demo town is found and scored already."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from agents.discovery.chromium import find_browser
from tests.journeys.screen import Tab
from tests.journeys.server import Server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; journeys are left out where there is none, but fail in CI, which installs one."""
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=find_browser() or None, args=["--no-sandbox", "--disable-gpu"]
            )
        except Error as error:
            say = pytest.fail if os.environ.get("CI") else pytest.skip
            say(f"no Chromium to walk with (apt install chromium, or playwright install chromium): {error}")
        yield browser
        browser.close()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts the program, on a copy of a data folder where one is given; ends it after the test."""
    running: list[Server] = []

    def start(folder: Path | None = None, **settings: object) -> Server:
        if folder is not None:
            shutil.copytree(folder, tmp_path / "data")
        server = Server(tmp_path / "data", **settings)
        running.append(server)
        server.start()
        return server

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Callable[..., Tab]]:
    """Opens a browser of its own on the program; after the test nothing may have left this machine or broken."""
    tabs: list[Tab] = []

    def open_tab(server: Server, width: int = 1440, height: int = 900) -> Tab:
        context = chromium.new_context(viewport={"width": width, "height": height}, timezone_id="Europe/Berlin")
        tabs.append(Tab(context, server))
        return tabs[-1]

    yield open_tab
    for one in tabs:
        if not one.page.is_closed():
            one.check()
        one.page.context.close()
