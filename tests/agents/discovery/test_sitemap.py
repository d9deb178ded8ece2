"""Sitemaps of every kind, the broken and the hostile too."""

import gzip
import time
from collections.abc import Iterator

import pytest

from agents.discovery import sitemap
from agents.discovery.sitemap import Listed
from agents.discovery.trip import Trip
from storage.errors import Blocked, HandpickedError
from tests.agents.discovery.loopback import Reply, Web, serve

XML = {"Content-Type": "application/xml"}


@pytest.fixture
def web() -> Iterator[Web]:
    with serve({}) as web:
        yield web


def pages(web: Web, host: str = "127.0.0.1", trip: Trip | None = None) -> list[Listed]:
    with web.fetcher() as fetcher:
        return list(fetcher.sitemaps(web.url(host=host), trip))


def one(url: str, changed: str = "") -> str:
    return f"<url>\n <loc> {url} </loc><lastmod>{changed}</lastmod></url>"


def test_the_sitemaps_that_robots_txt_names_are_read_with_the_day_of_each_page(web: Web) -> None:
    web.pages["/robots.txt"] = f"User-agent: *\nDisallow:\nSitemap: {web.url('/pages.xml')}"
    listed = one(web.url("/a?x=1&amp;utm_source=n"), "2026-03-01T10:00:00+01:00") + one(web.url("/b"))
    web.pages["/pages.xml"] = Reply(f"<?xml version='1.0'?><urlset>{listed}</urlset>", headers=XML)
    assert pages(web) == [Listed(web.url("/a?x=1"), "2026-03-01"), Listed(web.url("/b"))]


def test_without_a_name_the_usual_place_is_asked_and_each_request_is_told(web: Web) -> None:
    trip = Trip()
    assert pages(web, trip=trip) == []
    assert [(visit.url, visit.why) for visit in trip.visits] == [
        (web.url("/robots.txt"), "robots.txt"),
        (web.url("/sitemap.xml"), "sitemap"),
    ]
    assert trip.pages == 0


def test_an_index_leads_to_packed_and_plain_sitemaps(web: Web) -> None:
    web.pages["/sitemap.xml"] = Reply(
        "".join(
            f"<s:sitemap><s:loc>{web.url(path)}</s:loc></s:sitemap>" for path in ("/1.xml.gz", "/2.txt", "/sitemap.xml")
        ),
        headers=XML,
    )
    packed = gzip.compress(one(web.url("/a")).encode())
    web.pages["/1.xml.gz"] = Reply(packed, headers={"Content-Type": "application/gzip"})
    web.pages["/2.txt"] = Reply(
        f"{web.url('/b')}\nnonsense://x\n{web.url('/a')}\n", headers={"Content-Type": "text/plain"}
    )
    assert [page.url for page in pages(web)] == [web.url("/a"), web.url("/b")]


def test_a_bomb_is_unpacked_to_the_limit_of_a_file_only(web: Web) -> None:
    start = one(web.url("/a")).encode()
    bomb = gzip.compress(start + b" " * 60_000_000 + one(web.url("/late")).encode())
    web.pages["/sitemap.xml"] = Reply(bomb, headers={"Content-Type": "application/octet-stream"})
    assert [page.url for page in pages(web)] == [web.url("/a")]


@pytest.mark.parametrize(
    "text",
    [
        "<url>" * 400_000,
        "<url><loc>" * 200_000,
        "<loc>" * 300_000 + "</url>" * 10_000,
        "</url>" * 400_000,
        "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><url><loc>&b;</loc></url>",
        "\0" * 1_000_000,
        "",
    ],
)
def test_a_file_that_is_none_costs_no_time_and_gives_nothing(text: str) -> None:
    started = time.process_time()
    found = list(sitemap.pages(("http://a.example/s",), "a.example", lambda url: text.encode()))
    assert all(page.url.startswith("http://a.example/") for page in found)
    assert time.process_time() - started < 5.0


def test_an_index_without_end_is_left_after_twenty_files() -> None:
    asked: list[str] = []

    def read(url: str) -> bytes:
        asked.append(url)
        return f"<sitemap><loc>http://a.example/{len(asked)}</loc></sitemap>".encode()

    assert list(sitemap.pages(("http://a.example/s",), "a.example", read)) == []
    assert len(asked) == 20


def test_a_sitemap_that_robots_txt_forbids_is_not_read(web: Web) -> None:
    web.pages |= {"/robots.txt": "User-agent: *\nDisallow: /", "/sitemap.xml": Reply(one(web.url("/a")), headers=XML)}
    assert pages(web) == []
    assert web.asked == ["127.0.0.1/robots.txt"]


@pytest.mark.parametrize("host", ["10.0.0.1", "localhost"])
def test_the_sitemaps_of_a_private_host_are_refused(web: Web, host: str) -> None:
    with web.fetcher() as fetcher, pytest.raises(Blocked):
        fetcher.sitemaps(f"http://{host}/")


def test_a_host_whose_robots_txt_fails_has_no_sitemaps_to_give(web: Web) -> None:
    web.pages["/robots.txt"] = Reply(status=500)
    with pytest.raises(HandpickedError, match="nothing may be read"):
        pages(web)
