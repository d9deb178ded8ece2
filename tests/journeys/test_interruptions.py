"""Stopping, closing, reloading, crashing, and two people at once: nothing is lost, nothing happens twice."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from graph import campaigns, deliveries, leads, preferences
from storage.lead_filter import leads_of
from storage.records import DeliveryStatus
from tests.journeys.screen import Tab
from tests.journeys.server import Server
from tests.pages.data import import_list, open_app, write_to
from tests.parts import SENDER, WHO, business

Serve = Callable[..., Server]
Open = Callable[..., Tab]


@pytest.fixture
def filled_folder(tmp_path: Path) -> Path:
    """A campaign of 150 leads with two drafts that wait."""
    app = open_app(tmp_path / "filled")
    preferences.set_sender(app, SENDER, WHO)
    import_list(app, [business(f"Café {n:03}", street=f"Weg {n}") for n in range(150)])
    write_to(app, 1, 1)
    app.engine.dispose()
    return tmp_path / "filled"


def search(one: Tab, limit: int) -> None:
    """Begin to search the demo town."""
    one.open("find", "source=demo").see("What will happen").type("At most so many businesses", str(limit))
    one.press("^Start$").see("has started.")
    expect(one.main).to_contain_text(re.compile(r"[1-9]\d* found, at most"))


def test_a_stopped_search_keeps_what_it_found_and_goes_on_after_the_browser_was_closed(serve: Serve, tab: Open) -> None:
    server = serve()
    one = tab(server)
    search(one, 400)
    one.press("^Stop$").see("is stopped.", long=True).see("are kept.")
    one.check()
    one.page.context.close()
    other = tab(server).open("").see("is stopped. Open it under Find and let it go on.")
    other.go("Find").see("is stopped.").press("^Go on with the").see_no("is stopped.")
    other.open("leads").see("on this page", long=True).check()


def test_a_search_that_was_killed_goes_on_by_itself(serve: Serve, tab: Open) -> None:
    server = serve()
    one = tab(server)
    search(one, 120)
    one.check()
    one.page.context.close()
    server.kill()
    server.start()
    tab(server).open("").see("leads to pick", long=True)
    app = open_app(server.folder)
    rows = leads.page(app, leads_of(1), limit=200).rows
    # Two entries of the town's directory are the same business, so that a search for 120 finds a few less.
    assert 110 < len(rows) <= 120
    assert len({row.lead.business.key for row in rows}) == len(rows)
    app.engine.dispose()


def test_a_reload_keeps_filters_page_and_the_open_lead(serve: Serve, tab: Open, filled_folder: Path) -> None:
    one = tab(serve(filled_folder)).open("leads").see("149 leads").settle()
    one.choose("selected 0").until(lambda: "where" in one.address, "the decisions stand in the address").settle()
    one.type("Search", "Weg").until(lambda: "Weg" in one.address["where"][0], "the words stand there too").settle()
    one.page.locator(".st-key-page_after button").first.click()
    one.see("41 to 80").see("1 of 40 on this page").settle().key("j").see("2 of 40 on this page").settle()
    opened, address = one.title, one.address
    one.page.reload()
    one.see("41 to 80").see("2 of 40 on this page").settle()
    assert {"campaign", "where", "page", "lead"} <= set(address)
    assert (one.title, one.address) == (opened, address)


def test_two_browsers_that_approve_the_same_draft_make_one_delivery(
    serve: Serve, tab: Open, filled_folder: Path
) -> None:
    server = serve(filled_folder)
    one, other = tab(server).open("content"), tab(server).open("content")
    one.see("1 of 2").settle()
    other.see("1 of 2").settle()
    one.key("a").see("approved. It leaves in")
    other.key("a").see("is approved already. Nothing was done twice.")
    app = open_app(server.folder)
    assert len(deliveries.page(app, tuple(DeliveryStatus))) == 1
    assert campaigns.overview(app, 1).to_approve == 1
    app.engine.dispose()
