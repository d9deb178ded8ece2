"""The program and a browser for each journey, and a data folder where the demo town is found and scored already."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
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


_HAS_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[_HAS_FAILED] = item.stash.get(_HAS_FAILED, False) or report.failed
    return report


@pytest.fixture
def tab(chromium: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Tab]]:
    """Opens a browser of its own on the program; after the test nothing may have left this machine or broken.

    Of a journey that failed, what stood on the screen is printed, and its picture kept.
    """
    tabs: list[Tab] = []

    def open_tab(server: Server, width: int = 1440, height: int = 900) -> Tab:
        context = chromium.new_context(viewport={"width": width, "height": height}, timezone_id="Europe/Berlin")
        tabs.append(Tab(context, server))
        return tabs[-1]

    yield open_tab
    for number, one in enumerate(tabs):
        if request.node.stash.get(_HAS_FAILED, False):
            print(one.page.url, one.main.inner_text(), sep="\n")
            one.page.screenshot(path=tmp_path / f"failed-{number}.png", full_page=True)
        elif not one.page.is_closed():
            one.check()
        one.page.context.close()
