"""No connection of a crawl reaches an address that is not public, whoever names it and however it is spelt."""

import contextlib
import socket
from collections.abc import Iterator

import httpx
import pytest

from agents.discovery.addresses import addresses_of
from agents.discovery.fetch import Fetcher
from agents.discovery.transport import CheckedTransport, Deadline
from storage.errors import Blocked, HandpickedError
from tests.agents.discovery.canary import Canary, listen, listen_beside
from tests.agents.discovery.hostile_addresses import ABSOLUTE, HOSTILE, RELATIVE, resolve, resolve_hostile
from tests.agents.discovery.loopback import Reply, Web, serve

NOTHING = frozenset[tuple[str, int]]()


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with listen() as canary:
        yield canary


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serve({}) as web:
        yield web


@pytest.fixture(scope="module")
def fetcher(web: Web) -> Iterator[Fetcher]:
    with web.fetcher(resolve=resolve) as fetcher:
        yield fetcher


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    transport = CheckedTransport(lambda host, port: addresses_of(host, port, NOTHING, resolve_hostile), Deadline())
    with httpx.Client(transport=transport, trust_env=False, timeout=2.0) as client:
        yield client


def test_the_canary_sees_what_reaches_it() -> None:
    with listen() as canary:
        for host in ("127.0.0.1", "::1"):
            for _, kind, *_, address in socket.getaddrinfo(host, canary.port):
                if kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, kind) as one:
                        one.connect(address)
                        one.send(b"x")
        assert canary.seen() == 4
        assert canary.seen() == 0


def test_there_are_hundreds_of_hostile_addresses_and_no_two_are_the_same() -> None:
    assert len(set(ABSOLUTE)) == len(ABSOLUTE) > 250


@pytest.mark.parametrize("template", ABSOLUTE)
def test_the_fetcher_refuses_a_hostile_address(template: str, fetcher: Fetcher, canary: Canary) -> None:
    with pytest.raises(Blocked):
        fetcher.fetch(template.replace("{port}", str(canary.port)))
    assert canary.seen() == 0


@pytest.mark.parametrize("template", HOSTILE)
def test_the_connection_is_refused_also_when_nobody_looked_at_the_address_before(
    template: str, client: httpx.Client, canary: Canary
) -> None:
    with pytest.raises((HandpickedError, httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL)):
        client.get(template.replace("{port}", str(canary.port)))
    assert canary.seen() == 0


@pytest.mark.parametrize("template", [*ABSOLUTE, *RELATIVE])
def test_a_redirect_to_a_hostile_address_is_refused(template: str, web: Web, fetcher: Fetcher, canary: Canary) -> None:
    place = template.replace("{port}", str(canary.port)).replace("\n", "").replace("\0", "%00")
    web.pages["/away"] = Reply(status=302, headers={"Location": place.encode().decode("latin-1")})
    with pytest.raises(HandpickedError) as refusal:
        fetcher.fetch(web.url("/away"))
    # What httpx cannot read as an address at all, it refuses before our rules see it.
    assert refusal.type is Blocked or isinstance(refusal.value.__cause__, (httpx.RemoteProtocolError, httpx.InvalidURL))
    assert canary.seen() == 0


def test_a_redirect_over_an_admitted_page_is_refused_at_its_last_step(
    web: Web, fetcher: Fetcher, canary: Canary
) -> None:
    web.pages["/one"] = Reply(status=301, headers={"Location": "/two"})
    web.pages["/two"] = Reply(status=307, headers={"Location": f"http://0x7f.1:{canary.port}/"})
    with pytest.raises(Blocked, match="not a public address"):
        fetcher.fetch(web.url("/one"))
    assert canary.seen() == 0


@pytest.mark.parametrize("honest", range(5))
def test_a_name_that_changes_its_answer_is_only_reached_where_it_was_checked(honest: int) -> None:
    with serve({"/": "checked"}) as web, listen_beside(web.port) as beside:
        answers = iter(["127.0.0.1"] * honest)
        fetcher = web.fetcher(resolve=lambda host, port: [next(answers, "::1")])
        with fetcher, contextlib.suppress(Blocked):
            assert fetcher.fetch(web.url("/", "turning.example")).text == "checked"
        assert beside.seen() == 0


def test_an_address_that_answers_is_the_one_that_was_checked_whatever_the_name_says_next() -> None:
    with serve({"/": "checked"}) as web, web.fetcher(resolve=lambda host, port: ["127.0.0.1"]) as fetcher:
        assert fetcher.fetch(web.url("/", "steady.example")).text == "checked"
        assert web.headers[-1]["Host"] == f"steady.example:{web.port}"


def test_a_robots_txt_that_leads_to_a_hostile_address_is_not_followed_there(fetcher: Fetcher, canary: Canary) -> None:
    for template in HOSTILE[::5]:
        place = template.replace("{port}", str(canary.port)).replace("\n", "").replace("\0", "%00")
        with serve({"/": "text"}) as web:
            web.pages["/robots.txt"] = Reply(status=302, headers={"Location": place.encode().decode("latin-1")})
            with web.fetcher(resolve=resolve) as own, pytest.raises(Blocked):
                own.fetch(web.url())
            assert web.asked == ["127.0.0.1/robots.txt"]
    assert canary.seen() == 0


def test_sitemaps_at_hostile_addresses_are_not_asked_for(web: Web, canary: Canary) -> None:
    places = [template.replace("{port}", str(canary.port)) for template in ABSOLUTE]
    lines = [place.replace("\n", "").replace("\0", "") for place in places]
    with serve({}) as site:
        index = "".join(
            f"<sitemap><loc>{line.replace('&', '&amp;').replace('<', '&lt;')}</loc></sitemap>" for line in lines
        )
        site.pages["/index.xml"] = Reply(index, headers={"Content-Type": "text/xml; charset=utf-8"})
        site.pages["/away.xml"] = Reply(status=302, headers={"Location": f"http://0x7f.1:{canary.port}/"})
        own = [f"Sitemap: {site.url(path)}" for path in ("/index.xml", "/away.xml")]
        for start in range(0, len(lines), 15):
            few = [f"Sitemap: {line}" for line in lines[start : start + 15]]
            site.pages["/robots.txt"] = "\n".join([*own, *few])
            with site.fetcher(resolve=resolve) as fetcher:
                assert list(fetcher.sitemaps(site.url())) == []
    assert canary.seen() == 0


def test_pages_that_a_sitemap_lists_elsewhere_are_not_given() -> None:
    with serve({}) as site:
        urls = "".join(
            f"<url><loc>{url}</loc></url>" for url in ("http://10.0.0.1/", site.url("/about"), "file:///etc/x")
        )
        site.pages["/sitemap.xml"] = Reply(urls, headers={"Content-Type": "application/xml"})
        with site.fetcher() as fetcher:
            assert [page.url for page in fetcher.sitemaps(site.url())] == [site.url("/about")]
