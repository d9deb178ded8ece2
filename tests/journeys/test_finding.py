"""Searching the demo town: what it covers, stop and go on, a cap that is raised, and a second run beside the first."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from graph import campaigns, coverage
from storage.records import RunStatus
from tests.journeys.screen import LONG_MS, WAIT_MS, Tab
from tests.journeys.server import Server
from tests.pages.data import open_app

Serve = Callable[..., Server]
Open = Callable[..., Tab]


def figure(one: Tab, name: str) -> str:
    """What one of the figures of Coverage says."""
    metric = one.page.get_by_test_id("stMetric").filter(has=one.page.get_by_text(name, exact=True))
    return metric.get_by_test_id("stMetricValue").inner_text()


def ended(one: Tab, words: str) -> Tab:
    """Wait until the search that is shown has ended in these words and its leads are scored."""
    expect(one.main).to_contain_text(re.compile(words), timeout=LONG_MS)
    expect(one.page.get_by_test_id("stProgress").filter(has_text="Scoring")).to_have_count(0, timeout=LONG_MS)
    return one.settle()


def test_a_search_is_stopped_goes_on_and_a_second_one_finds_the_same(serve: Serve, tab: Open) -> None:
    server = serve()
    one = tab(server).open("find", "source=demo").see("What will happen").type("At most so many businesses", "150")
    one.press("^Start$").see("has started.")
    one.go("Coverage")
    expect(one.main).to_contain_text(re.compile(r"Entries · [1-9]\d* of"), timeout=WAIT_MS)
    one.press("^Stop$").see("is stopped.", long=True).settle()
    one.see("still to read")
    one.press("^Go on$")
    ended(one, r"stopped by the cap of 150 businesses")
    found = int(figure(one, "Found"))
    assert 140 <= found <= 150
    assert "read in a browser" in one.main.inner_text()

    one.press("^Search again$").see("Search 2 has started.")
    ended(one, r"Stopped by the cap of 150 businesses")
    assert (figure(one, "Found"), figure(one, "New"), figure(one, "Found again")) == (str(found), "0", "100%")
    one.choose("Searches compared").settle().see(f"{found} businesses were found by both, 100%")
    one.see("Only in search 2 (0)").see("Only in search 1 (0)")
    address = one.address
    one.page.reload()
    one.settle().see("Only in search 2 (0)")
    assert one.address == address

    one.choose("Every address").settle()
    one.page.get_by_role("button", name=re.compile("^read in a browser")).click()
    one.settle()
    assert one.address["outcome"] == ["read in a browser"]
    one.type("At most so many businesses", "160").press("^Raise it and go on$").see("goes on where it stopped")
    ended(one, r"Stopped by the cap of 160 businesses")
    one.check()
    app = open_app(server.folder)
    both = coverage.compare(app, 1, 1, 2)
    assert (both.differences.gone, both.later.status) == (0, RunStatus.CAPPED)
    assert campaigns.overview(app, 1).campaign.brief.limit == 160
    app.engine.dispose()
