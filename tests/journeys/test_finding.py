"""Searching the demo town: what it covers, stop and go on, a cap that is raised, and a second run beside the first."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import expect

from graph import campaigns, coverage
from tests.journeys.screen import LONG_MS, Tab
from tests.journeys.server import Server
from tests.pages.data import open_app
from tests.parts import WHO

Serve = Callable[..., Server]
Open = Callable[..., Tab]


def figure(one: Tab, name: str) -> str:
    """What one of the figures of Coverage says."""
    metric = one.page.get_by_test_id("stMetric").filter(has=one.page.get_by_text(name, exact=True))
    return metric.get_by_test_id("stMetricValue").inner_text()


def adds_up(one: Tab) -> None:
    """The pages of the search that is shown are those of its parts, and so are all its addresses."""
    lists = one.main.get_by_test_id("stMarkdown").filter(has=one.page.locator("ul"))
    totals = []
    for told in lists.all_inner_texts():
        total, *parts = (int(number.replace(",", "")) for number in re.findall(r"(?m)^([\d,]+) ", told))
        assert total == sum(parts)
        totals.append(total)
    assert totals[0] == int(figure(one, "Pages").replace(",", ""))
    one.see(f"{sum(totals):,} addresses in all")


def ended(one: Tab, words: str) -> Tab:
    """Wait until the search that is shown has ended in these words and its leads are scored."""
    expect(one.main).to_contain_text(re.compile(words), timeout=LONG_MS)
    expect(one.page.get_by_test_id("stProgress").filter(has_text="Scoring")).to_have_count(0, timeout=LONG_MS)
    return one.settle()


def test_a_search_is_stopped_goes_on_to_its_cap_and_further_once_that_is_raised(serve: Serve, tab: Open) -> None:
    server = serve()
    one = tab(server).open("find", "source=demo").see("What will happen").type("At most so many businesses", "60")
    one.press("^Start$").see("has started.")
    one.go("Coverage")
    expect(one.main).to_contain_text(re.compile(r"Entries · [1-9]\d* of"), timeout=LONG_MS)
    one.press("^Stop$").see("is stopped.", long=True).settle().see("still to read")
    one.press("^Go on$")
    ended(one, r"stopped by the cap of 60 businesses")
    one.choose("Every address").settle()
    one.page.get_by_role("button", name=re.compile("^fetched")).click()
    one.until(lambda: one.address.get("outcome") == ["fetched"], "the address names what is shown")
    one.type("At most so many businesses", "70").press("^Raise it and go on$").see("goes on where it stopped")
    ended(one, r"stopped by the cap of 70 businesses")
    assert int(figure(one, "Found")) > 60
    one.check()
    app = open_app(server.folder)
    assert [search.number for search in coverage.searches(app, 1)] == [1]
    assert campaigns.overview(app, 1).campaign.brief.limit == 70
    app.engine.dispose()


def test_a_second_search_finds_the_same_and_says_so(serve: Serve, tab: Open, tmp_path: Path) -> None:
    app = open_app(tmp_path / "cafes")
    campaigns.start_demo(app, WHO, replace(campaigns.DEMO_BRIEF, sectors=("cafe",), max_pages=5000))
    app.engine.dispose()
    server = serve(tmp_path / "cafes")
    one = ended(tab(server).open("coverage"), "finished after")
    found = figure(one, "Found")
    assert int(found) > 20
    assert int(found) == int(figure(one, "New")) + int(figure(one, "Known"))
    adds_up(one)
    one.press("^Search again$").see("Search 2 has started.")
    ended(one, "Finished after")
    names = ("Found", "New", "Gone", "Overlap")
    assert [figure(one, name) for name in names] == [found, "0", "0", "100%"]
    one.choose("Searches compared").settle().see(f"{found} businesses were found by both, 100%")
    one.see("Only in search 2 (0)").see("Only in search 1 (0)")
    address = one.address
    one.page.reload()
    one.settle().see("Only in search 2 (0)")
    assert one.address == address
    one.check()
