"""What the town's web sites answer."""

import json
import re
import shutil
from html import unescape

import pytest

from demo import town
from demo.residents import Reach, Resident
from demo.server import DemoServer
from demo.town import Listing
from storage.records import Business
from tests.demo.conftest import Visitor


def listings(sector: str) -> list[Listing]:
    return [listing for listing in town.build().listings if listing.sector == sector]


def resident_with(reach: Reach) -> Resident:
    return next(one for one in town.build().residents if one.door.reach is reach and one.door.has_site)


def fully_known(sector: str) -> Resident:
    def is_whole(business: Business) -> bool:
        return all((business.phone, business.opening_hours, business.rating, business.street, business.description))

    return next(
        listing.resident
        for listing in listings(sector)
        if is_whole(listing.resident.business)
        and listing.resident.door.reach is Reach.DIRECTORY
        and listing.resident.business.sector == sector
    )


def json_ld(html: str) -> list[dict[str, object]]:
    return [json.loads(block) for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]


def test_the_start_page_leads_to_every_sector(visitor: Visitor) -> None:
    start = visitor.text("/")

    for trade in town.build().trades.values():
        assert f'href="/{trade.path}/"' in start


def test_following_next_shows_every_business_of_a_sector_once(visitor: Visitor) -> None:
    seen, path = [], "/cafes/"
    while path:
        html = visitor.text(path)
        seen += re.findall(r'<h2><a href="/cafes/([^"/]+)/">', html)
        after = re.search(r'<a rel="next" href="([^"]+)">', html)
        path = after.group(1) if after else ""

    assert seen == [listing.resident.slug for listing in listings("cafe")]


def test_a_page_with_structured_data_says_everything_that_is_known(visitor: Visitor, server: DemoServer) -> None:
    resident = fully_known("cafe")
    business = resident.business
    (told,) = json_ld(visitor.text(f"/cafes/{resident.slug}/"))

    assert (told["@type"], told["name"], told["email"]) == ("CafeOrCoffeeShop", business.name, business.email)
    assert told["aggregateRating"]["ratingValue"] == business.rating  # type: ignore[index]
    assert [part["name"] for part in told["amenityFeature"]] == list(business.details)  # type: ignore[attr-defined]
    assert told.get("url", "") in ("", f"http://{resident.slug}.localhost:{server.port}/")


@pytest.mark.parametrize(("sector", "path"), [("restaurant", "restaurants"), ("hotel", "hotels")])
def test_structured_data_may_stand_beside_a_breadcrumb(visitor: Visitor, sector: str, path: str) -> None:
    resident = fully_known(sector)
    blocks = json_ld(visitor.text(f"/{path}/{resident.slug}/"))
    parts = blocks[0].get("@graph", blocks)

    assert [part.get("name") for part in parts] == [None, resident.business.name]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("sector", "path", "row"),
    [("bakery", "bakeries", "<dt>{}</dt><dd>{}</dd>"), ("bicycle", "bicycle-shops", "<tr><th>{}</th><td>{}</td></tr>")],
)
def test_a_plain_page_labels_each_value(visitor: Visitor, sector: str, path: str, row: str) -> None:
    resident = fully_known(sector)
    html = unescape(visitor.text(f"/{path}/{resident.slug}/"))

    assert json_ld(html) == []
    assert row.format("Address", resident.business.address()) in html
    assert f'<a href="mailto:{resident.business.email}">' in html
    assert resident.business.opening_hours in html


def test_a_script_page_holds_no_facts_but_its_data_does(visitor: Visitor) -> None:
    resident = fully_known("florist")
    html = visitor.text(f"/florists/{resident.slug}/")
    source = re.search(r'data-source="([^"]+)"', html)
    assert source is not None
    told = visitor.json(source.group(1))

    assert resident.business.name not in html
    assert told["title"] == resident.business.name
    assert ["Address", resident.business.address(), ""] in told["facts"]


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
def test_a_browser_fills_in_the_script_page(server: DemoServer) -> None:
    from playwright.sync_api import sync_playwright

    resident = fully_known("florist")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{server.url}florists/{resident.slug}/")
        page.wait_for_selector('#entry[data-state="ready"]')

        assert page.inner_text("h1") == resident.business.name
        assert resident.business.phone in page.inner_text("dl.facts")
        browser.close()


def test_every_company_site_has_five_pages_that_lead_to_each_other(visitor: Visitor) -> None:
    for resident in [one for one in town.build().residents if one.door.has_site][:30]:
        links = re.findall(r'<a href="(/[^"]*)"', visitor.text("/", resident.slug).split("<nav>")[1].split("</nav>")[0])
        assert len(links) == 5
        for link in links:
            assert unescape(visitor.text(link, resident.slug)).count(resident.business.name) >= 2


def test_the_email_address_stands_where_the_town_says(visitor: Visitor) -> None:
    on_contact, disguised, on_imprint = map(resident_with, (Reach.CONTACT, Reach.OBFUSCATED, Reach.IMPRINT))

    assert f"mailto:{on_contact.business.email}" in visitor.text("/contact/", on_contact.slug)
    assert disguised.business.email not in visitor.text("/contact/", disguised.slug)
    assert re.search(rf"\w+ .?at.? {disguised.slug}", visitor.text("/contact/", disguised.slug), re.IGNORECASE)
    assert on_imprint.business.email in visitor.text("/imprint/", on_imprint.slug)
    assert on_imprint.business.email not in visitor.text("/contact/", on_imprint.slug)


def test_the_directory_does_not_tell_an_address_that_stands_elsewhere(visitor: Visitor) -> None:
    resident = resident_with(Reach.CONTACT)
    path = town.build().trades[resident.business.sector].path

    assert resident.business.email not in visitor.text(f"/{path}/{resident.slug}/")


def test_robots_forbids_what_the_pages_link_to(visitor: Visitor) -> None:
    slug = listings("cafe")[0].resident.slug

    assert "Disallow: /private/" in visitor.text("/robots.txt").splitlines()
    assert f'href="/private/notes/{slug}/"' in visitor.text(f"/cafes/{slug}/")


def test_one_company_forbids_its_staff_area_and_links_to_it(visitor: Visitor) -> None:
    owners = [one.slug for one in town.build().residents if one.door.has_site]
    strict = [slug for slug in owners if "Disallow: /staff/" in visitor.text("/robots.txt", slug)]

    assert len(strict) == 1
    assert 'href="/staff/"' in visitor.text("/", strict[0])


@pytest.mark.parametrize(("host", "path"), [("lindental", "/nothing/"), ("nobody", "/"), ("lindental", "/../x")])
def test_what_is_not_there_is_not_found(visitor: Visitor, host: str, path: str) -> None:
    assert visitor.get(path, host)[0] == 404


def test_what_is_asked_for_is_escaped_in_the_answer(visitor: Visitor) -> None:
    assert "<script>" not in visitor.get("/%3Cscript%3E/")[1]
