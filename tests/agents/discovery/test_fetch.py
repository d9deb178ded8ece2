"""The door to the web, against real servers that behave badly."""

import gzip
import itertools
import threading
import time
from collections.abc import Iterator

import pytest

from agents.discovery.fetch import Fetcher, Limits
from storage.errors import Blocked, HandpickedError, NotFound, RateLimited, Unavailable
from tests.agents.discovery.loopback import HTML, NO_PAUSE, Reply, Web, serve


@pytest.fixture
def web() -> Iterator[Web]:
    with serve({"/": "<h1>Hello</h1>"}) as web:
        yield web


def refusal(web: Web, path: str, fetcher: Fetcher | None = None) -> HandpickedError:
    with fetcher or web.fetcher() as door, pytest.raises(HandpickedError) as caught:
        door.fetch(web.url(path))
    return caught.value


def redirect(target: str) -> Reply:
    return Reply(status=302, headers={"Location": target})


def test_a_page_is_read_with_our_name_and_contact(web: Web) -> None:
    with web.fetcher() as fetcher:
        assert fetcher.fetch(web.url()).text == "<h1>Hello</h1>"
    assert web.headers[-1]["User-Agent"] == "Handpicked/0.1 (+tests@handpicked.example)"
    assert web.headers[-1]["Host"] == f"127.0.0.1:{web.port}"


def test_a_private_address_that_nobody_admitted_is_never_asked(web: Web) -> None:
    assert isinstance(refusal(web, "/", Fetcher(limits=NO_PAUSE)), Blocked)
    assert web.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(web: Web) -> None:
    with serve({"/secret": "inner"}) as inner:
        web.pages["/out"] = redirect(inner.url("/secret"))
        error = refusal(web, "/out")
    assert isinstance(error, Blocked)
    assert "not a public address" in error.what
    assert inner.asked == []


def test_the_name_is_checked_again_where_the_connection_is_made(web: Web) -> None:
    answers = itertools.chain([["127.0.0.1"]], itertools.repeat(["10.0.0.1"]))
    fetcher = web.fetcher(resolve=lambda host, port: next(answers))
    with fetcher, pytest.raises(Blocked):
        fetcher.fetch(web.url(host="rebinding.example"))
    assert web.asked == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://shop.example/", "javascript:alert(1)", "http://", "", "x" * 3000]
)
def test_only_web_addresses_are_fetched(web: Web, url: str) -> None:
    with web.fetcher() as fetcher, pytest.raises(Blocked, match="not an address of a web page"):
        fetcher.fetch(url)


def test_a_redirect_in_a_circle_ends(web: Web) -> None:
    web.pages |= {"/a": redirect("/b"), "/b": redirect("/a")}
    assert "in a circle" in refusal(web, "/a").what


def test_a_chain_of_redirects_ends_after_five(web: Web) -> None:
    web.pages |= {f"/{i}": redirect(f"/{i + 1}") for i in range(10)}
    assert "more than 5 times" in refusal(web, "/0").what
    assert [path for path in web.asked if "robots" not in path] == [f"127.0.0.1/{i}" for i in range(6)]


def test_five_hundred_megabytes_are_cut_off_after_two(web: Web) -> None:
    sent = itertools.count()

    def endless() -> Iterator[bytes]:
        for _ in range(5000):
            next(sent)
            yield b"x" * 100_000

    web.pages["/huge"] = Reply(pieces=endless)
    error = refusal(web, "/huge")
    assert isinstance(error, Blocked)
    assert "larger than 2 MB" in error.what
    assert next(sent) < 200


def test_an_announced_size_over_the_limit_is_refused_before_the_body(web: Web) -> None:
    web.pages["/huge"] = Reply(headers={**HTML, "Content-Length": "500000000"}, pieces=lambda: iter([b"x"]))
    assert "larger than 2 MB" in refusal(web, "/huge").what


def test_a_packed_bomb_is_cut_off_by_its_unpacked_size(web: Web) -> None:
    packed = gzip.compress(b"\0" * 50_000_000)
    web.pages["/bomb"] = Reply(packed, headers={**HTML, "Content-Encoding": "gzip"})
    assert "larger than 2 MB" in refusal(web, "/bomb").what


def test_a_packed_page_is_unpacked(web: Web) -> None:
    web.pages["/packed"] = Reply(gzip.compress(b"words"), headers={**HTML, "Content-Encoding": "gzip"})
    with web.fetcher() as fetcher:
        assert fetcher.fetch(web.url("/packed")).text == "words"


@pytest.mark.parametrize("slow_part", ["head", "body"])
def test_a_slow_server_is_given_up_after_the_time_limit(web: Web, slow_part: str) -> None:
    over = threading.Event()

    def dripping() -> Iterator[bytes]:
        while not over.wait(0.05):
            yield b"x"

    def silent(path: str, form: str) -> Reply:
        over.wait(5)
        return Reply()

    web.pages["/slow"] = silent if slow_part == "head" else Reply(pieces=dripping)
    started = time.monotonic()
    error = refusal(web, "/slow", web.fetcher(Limits(connect_s=0.2, total_s=0.4, distance_s=0)))
    over.set()
    assert isinstance(error, Unavailable)
    assert "did not answer within 0.4 s" in error.what
    assert time.monotonic() - started < 2


def test_what_robots_txt_forbids_is_never_asked_for(web: Web) -> None:
    web.pages |= {"/robots.txt": "User-agent: *\nDisallow: /private/", "/private/a": "secret"}
    error = refusal(web, "/private/a")
    assert isinstance(error, Blocked)
    assert "robots.txt forbids" in error.what
    assert web.asked == ["127.0.0.1/robots.txt"]


def test_rules_for_our_name_count_before_those_for_all(web: Web) -> None:
    web.pages["/robots.txt"] = "User-agent: *\nAllow: /\n\nUser-agent: handpicked\nDisallow: /"
    assert isinstance(refusal(web, "/"), Blocked)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_failing_robots_txt_forbids_everything(web: Web, status: int) -> None:
    web.pages["/robots.txt"] = Reply(status=status)
    assert "nothing may be read" in refusal(web, "/").what
    assert web.asked == ["127.0.0.1/robots.txt"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_an_absent_robots_txt_allows_everything(web: Web, status: int) -> None:
    web.pages["/robots.txt"] = Reply(status=status)
    with web.fetcher() as fetcher:
        assert fetcher.fetch(web.url()).text == "<h1>Hello</h1>"


def test_robots_txt_is_read_once_a_day(web: Web) -> None:
    present = [0.0]
    with web.fetcher(clock=lambda: present[0]) as fetcher:
        for present[0] in (0.0, 3600.0, 24 * 3600.0 + 1):
            fetcher.fetch(web.url())
    assert web.asked.count("127.0.0.1/robots.txt") == 2


def test_redirected_pages_obey_the_robots_txt_of_their_new_host(web: Web) -> None:
    web.pages |= {
        "a.localhost/": redirect(web.url("/closed", "b.localhost")),
        "b.localhost/robots.txt": "User-agent: *\nDisallow: /closed",
    }
    with web.fetcher() as fetcher, pytest.raises(Blocked, match=r"robots\.txt forbids"):
        fetcher.fetch(web.url("/", "a.localhost"))
    assert "b.localhost/closed" not in web.asked


@pytest.mark.parametrize(("robots", "pause"), [("", 1.0), ("User-agent: *\nCrawl-delay: 2.5", 2.5)])
def test_requests_to_one_host_keep_their_distance(web: Web, robots: str, pause: float) -> None:
    web.pages["/robots.txt"] = robots
    pauses: list[float] = []
    with web.fetcher(Limits(), clock=lambda: 0.0, sleep=lambda seconds, over: pauses.append(seconds)) as fetcher:
        for path in ("/", "/?page=2", "/?page=3"):
            fetcher.fetch(web.url(path))
        fetcher.fetch(web.url(host="other.localhost"))
    assert pauses == [pause, 2 * pause]


def test_a_site_that_wants_an_hour_between_requests_is_left_alone(web: Web) -> None:
    web.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 3600"
    assert "wants 3600 s between two requests" in refusal(web, "/").what


def test_a_short_pause_that_the_site_asks_for_is_kept_once(web: Web) -> None:
    replies = iter([Reply(status=429, headers={"Retry-After": "7"}), Reply("at last")])
    web.pages["/busy"] = lambda path, form: next(replies)
    pauses: list[float] = []
    with web.fetcher(clock=lambda: 0.0, sleep=lambda seconds, over: pauses.append(seconds)) as fetcher:
        assert fetcher.fetch(web.url("/busy")).text == "at last"
    assert pauses == [7.0]


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (Reply(status=404), NotFound, "is not there"),
        (Reply(status=403), Blocked, "refuses"),
        (Reply(status=429, headers={"Retry-After": "900"}), RateLimited, "slow down"),
        (Reply(status=500), Unavailable, "status 500"),
        (Reply(b"%PDF", headers={"Content-Type": "application/pdf"}), Blocked, "not a page"),
        (Reply(b"??", headers={**HTML, "Content-Encoding": "gzip"}), Unavailable, "cannot be unpacked"),
        (Reply(b"??", headers={**HTML, "Content-Encoding": "zstd"}), Unavailable, "not asked for"),
    ],
)
def test_an_answer_that_is_no_page_says_so(web: Web, reply: Reply, kind: type, words: str) -> None:
    web.pages["/odd"] = reply
    error = refusal(web, "/odd")
    assert isinstance(error, kind)
    assert words in error.what


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with serve({}) as web:
        fetcher = web.fetcher()
    with fetcher, pytest.raises(Unavailable, match="refuses the connection"):
        fetcher.fetch(web.url())


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        ("Café".encode("cp1252"), "text/html; charset=windows-1252"),
        (b'<meta charset="iso-8859-1">Caf\xe9', "text/html"),
        (b"Caf\xe9", "text/html"),
        ("Café".encode(), "text/html; charset=nonsense"),
    ],
)
def test_the_encoding_is_what_the_page_declares_or_what_fits(web: Web, data: bytes, content_type: str) -> None:
    web.pages["/text"] = Reply(data, headers={"Content-Type": content_type})
    with web.fetcher() as fetcher:
        assert fetcher.fetch(web.url("/text")).text.endswith("Café")
