"""A directory made from one example address, and a campaign that searches it."""

from collections.abc import Callable

from playwright.sync_api import expect

from graph import campaigns
from tests.journeys.screen import LONG_MS, Tab
from tests.journeys.server import Server, free_port
from tests.pages.data import open_app

Serve = Callable[..., Server]
Open = Callable[..., Tab]


def test_one_address_makes_a_directory_that_a_campaign_reads(serve: Serve, tab: Open) -> None:
    port = free_port()
    server = serve(demo_port=port)
    one = tab(server).open("settings", "part=Directories")
    one.type("Address of one list", f"http://lindental.localhost:{port}/bakeries/").press("^Look at it$")
    one.see("20 entries were seen.", long=True).settle()
    one.press("^Try it on 3 entries$").see("3 of 3 entries gave a business.", long=True).settle()
    one.press("^Save$").see("is saved.").settle()
    one.open("find").type("Say it in one sentence", "bakeries in Lindental").press("^Fill in the form$")
    one.see("Understood: bakeries in Lindental.").settle()
    for name in ("lindental.localhost", "OpenStreetMap"):
        one.main.get_by_test_id("stButtonGroup").filter(has_text="Look in").get_by_text(name, exact=True).click()
        one.settle()
    one.type("We offer …", "a booking calendar").type("Ideal customer", "family bakeries")
    one.type("At most so many businesses", "12").press("^Start$").see("has started.", long=True)
    one.go("Coverage")
    expect(one.main).to_contain_text("stopped by the cap of 12 businesses", timeout=LONG_MS)
    one.check()
    app = open_app(server.folder)
    brief = campaigns.overview(app, 1).campaign.brief
    assert (brief.source, len(brief.directories), brief.sectors) == ("web", 1, ("bakery",))
    app.engine.dispose()
