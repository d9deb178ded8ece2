"""The demo town, crawled like any other site."""

from collections.abc import Iterator

import pytest

from agents.discovery.browser import Browser
from agents.discovery.directory import DirectorySource
from agents.discovery.fetch import Fetcher
from agents.discovery.source import Found, Past, Query, Step
from demo import town
from demo.server import DemoServer
from storage.errors import Unavailable
from tests.agents.discovery.cut import left

TOWN = town.build()
PEOPLE = {resident.business.key: resident for resident in TOWN.residents}


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    server = DemoServer(0)
    server.start()
    yield server
    server.stop()


def crawl(server: DemoServer, sector: str, limit: int) -> list[Step]:
    with Fetcher("tests@handpicked.example", frozenset({("127.0.0.1", server.port)})) as fetcher:
        browser = Browser(fetcher)
        try:
            source = DirectorySource("Demo town", server.url, fetcher, browser, distance_s=0.02)
            return list(
                source.find(Query("Lindental", (sector,) if sector else (), limit, 1000), Past(), lambda: False)
            )
        finally:
            browser.close()


def test_a_town_whose_server_ends_in_the_middle_is_served_on_by_the_one_who_crawls() -> None:
    owner = DemoServer(0)
    owner.start()
    guest = DemoServer(owner.port)
    guest.start()
    try:
        with Fetcher("tests@handpicked.example", frozenset({("127.0.0.1", owner.port)})) as fetcher:
            source = DirectorySource("Demo town", guest.url, fetcher, distance_s=0.02, revive=guest.start)
            steps = []
            for step in source.find(Query("Lindental", ("florist",), 500, 1000), Past(), lambda: False):
                steps.append(step)
                owner.stop()
        assert guest.hits.pages > 0
    finally:
        owner.stop()
        guest.stop()
    readable = [step for step in steps if "needs a browser" not in step.problem]
    assert sum(bool(step.found or step.problem) for step in steps) == sum(
        listing.sector == "florist" for listing in TOWN.listings
    )
    for one in found(readable):
        assert one.business.email == PEOPLE[one.business.key].business.email


def test_a_town_whose_server_stays_away_fails_in_a_sentence_and_goes_on_with_the_next_run() -> None:
    owner = DemoServer(0)
    owner.start()
    query, before = Query("Lindental", ("florist",), 500, 1000), list[Step]()
    with Fetcher("tests@handpicked.example", frozenset({("127.0.0.1", owner.port)})) as fetcher:
        source = DirectorySource("Demo town", owner.url, fetcher, distance_s=0.02)
        with pytest.raises(Unavailable, match="refuses the connection") as caught:
            for step in source.find(query, Past(), lambda: False):
                before.append(step)
                if step.found or step.problem:
                    owner.stop()
        assert caught.value.kept
        assert caught.value.todo
        owner.start()
        try:
            rest = list(source.find(query, left(before), lambda: False))
        finally:
            owner.stop()
    done = [step.item for step in (*before, *rest) if step.found or step.problem]
    assert len(set(done)) == len(done) == sum(listing.sector == "florist" for listing in TOWN.listings)


def found(steps: list[Step]) -> list[Found]:
    assert [step.problem for step in steps if step.problem] == []
    return [found for step in steps for found in step.found]


@pytest.mark.parametrize(("sector", "limit"), [("florist", 6), ("bakery", 30), ("hotel", 500)])
def test_every_business_of_a_sector_is_found_as_it_is(server: DemoServer, sector: str, limit: int) -> None:
    businesses = [one.business for one in found(crawl(server, sector, limit))]
    assert len(businesses) == min(limit, sum(listing.sector == sector for listing in TOWN.listings))
    for business in businesses:
        true = PEOPLE[business.key].business
        assert (business.name, business.phone, business.email) == (true.name, true.phone, true.email)
        assert (business.street, business.postcode, business.opening_hours) == (
            true.street, true.postcode, true.opening_hours)  # fmt: skip
        assert (business.lat, business.rating, business.reviews) == (true.lat, true.rating, true.reviews)
        assert set(true.details) <= set(business.details)
    assert server.hits.forbidden == ()


def test_what_only_the_company_site_tells_is_quoted_from_there(server: DemoServer) -> None:
    for one in found(crawl(server, "pharmacy", 12)):
        resident = PEOPLE[one.business.key]
        if resident.door.has_site:
            (url,) = (quote.url for quote in one.quotes if quote.text == resident.site_detail)
            assert url.startswith(one.business.website)
