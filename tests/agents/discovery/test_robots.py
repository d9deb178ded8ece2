"""How long a host's rules are kept, what its silence means, and where its sitemaps are."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from agents.discovery.robots import Robots
from storage.errors import Blocked, Unavailable
from tests.agents.discovery.loopback import Reply, Web, serve

HOUR = 3600.0
PAGE = "https://cafe.example/menu"


@dataclass
class Host:
    """A host whose robots.txt answers as told, on a clock that is set by hand."""

    status: int = 200
    content: str | bytes = ""
    now: float = 0.0
    asked: list[str] = field(default_factory=list)

    def read(self, url: str) -> tuple[int, str | bytes]:
        self.asked.append(url)
        return self.status, self.content

    def robots(self) -> Robots:
        return Robots("Handpicked", self.read, lambda: self.now)


@pytest.fixture
def web() -> Iterator[Web]:
    with serve({"/": "<h1>Hello</h1>"}) as web:
        yield web


def test_what_the_rules_forbid_is_blocked() -> None:
    robots = Host(content="User-agent: handpicked/0.1\nDisallow: /menu").robots()
    with pytest.raises(Blocked, match=r"robots\.txt forbids"):
        robots.check(PAGE)
    assert robots.check("https://cafe.example/map") is None


def test_the_wished_distance_is_given() -> None:
    assert Host(content="User-agent: *\nCrawl-delay: 2.5").robots().check(PAGE) == 2.5


@pytest.mark.parametrize("delay", ["60.5", "9" * 400])
def test_a_distance_over_a_minute_blocks(delay: str) -> None:
    with pytest.raises(Blocked, match="between two requests"):
        Host(content=f"User-agent: *\nCrawl-delay: {delay}").robots().check(PAGE)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_host_without_rules_is_open_and_names_no_sitemap(status: int) -> None:
    robots = Host(status, "User-agent: *\nDisallow: /\nSitemap: /a.xml").robots()
    assert robots.check(PAGE) is None
    assert robots.sitemaps(PAGE) == ()


@pytest.mark.parametrize("status", [429, 500, 503, 599])
def test_a_host_that_fails_is_closed_and_its_sitemaps_are_unknown(status: int) -> None:
    robots = Host(status).robots()
    with pytest.raises(Unavailable, match=f"answers {status}"):
        robots.check(PAGE)
    with pytest.raises(Unavailable, match=f"answers {status}"):
        robots.sitemaps(PAGE)


@pytest.mark.parametrize("reason", ["no such host.", b"no such host.", ""])
def test_a_host_that_does_not_answer_is_closed(reason: str | bytes) -> None:
    with pytest.raises(Unavailable, match=r"no such host|did not answer"):
        Host(0, reason).robots().check(PAGE)


@pytest.mark.parametrize("status", [200, 404])
def test_an_answer_is_kept_for_a_day(status: int) -> None:
    host = Host(status)
    robots = host.robots()
    for host.now in (0.0, 24 * HOUR - 1, 24 * HOUR):
        robots.check(PAGE)
    assert host.asked == ["https://cafe.example/robots.txt"] * 2


def test_a_failure_is_kept_for_ten_minutes_or_until_it_is_forgotten() -> None:
    host = Host(503)
    robots = host.robots()
    for host.now in (0.0, 599.0, 600.0):
        with pytest.raises(Unavailable):
            robots.check(PAGE)
    assert (len(host.asked), robots.knows(PAGE)) == (2, True)
    robots.forget_silence()
    assert not robots.knows(PAGE)


def test_scheme_and_port_have_rules_of_their_own() -> None:
    host = Host()
    robots = host.robots()
    for root in ("https://cafe.example", "http://cafe.example", "https://cafe.example:8443"):
        robots.check(f"{root}/menu")
    assert len(set(host.asked)) == 3


def test_sitemaps_are_whole_addresses_of_web_pages() -> None:
    lines = ("/pages.xml", "https://other.example/news.xml#top", "ftp://cafe.example/a.xml", "http://[", "/pages.xml")
    host = Host(content="\n".join(f"Sitemap: {line}" for line in lines))
    robots = host.robots()
    assert robots.sitemaps(PAGE) == ("https://cafe.example/pages.xml", "https://other.example/news.xml")
    robots.check(PAGE)
    assert len(host.asked) == 1


def test_rules_in_utf_16_hold_where_they_come_as_bytes() -> None:
    robots = Host(content="User-agent: *\nDisallow: /menu".encode("utf-16")).robots()
    with pytest.raises(Blocked):
        robots.check(PAGE)


def hops(web: Web, number: int) -> None:
    names = ["/robots.txt", *(f"/hop-{i}" for i in range(number))]
    for name, target in itertools.pairwise(names):
        web.pages[name] = Reply(status=301, headers={"Location": web.url(target)})
    web.pages[names[-1]] = "User-agent: *\nDisallow: /menu"


def test_five_redirects_of_a_robots_txt_are_followed(web: Web) -> None:
    hops(web, 5)
    with web.fetcher() as fetcher:
        assert fetcher.fetch(web.url()).text == "<h1>Hello</h1>"
        with pytest.raises(Blocked, match=r"robots\.txt forbids"):
            fetcher.fetch(web.url("/menu"))


def test_the_rules_behind_a_redirect_to_another_host_are_those_of_the_first(web: Web) -> None:
    web.pages["a.localhost/robots.txt"] = Reply(status=302, headers={"Location": web.url("/robots.txt", "b.localhost")})
    web.pages |= {"b.localhost/robots.txt": "User-agent: *\nDisallow: /a-only", "/a-only": "closed"}
    with web.fetcher() as fetcher, pytest.raises(Blocked, match=r"robots\.txt forbids"):
        fetcher.fetch(web.url("/a-only", "a.localhost"))


def test_a_robots_txt_that_redirects_without_end_closes_the_host(web: Web) -> None:
    hops(web, 9)
    with web.fetcher() as fetcher, pytest.raises(Unavailable, match="redirects more than"):
        fetcher.fetch(web.url())
