"""The one door to the web: every page a crawl reads comes through ``Fetcher.fetch``."""

import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from agents.discovery import body, causes, sitemap, urls
from agents.discovery.addresses import Endpoint, Resolve, addresses_of, system_resolve
from agents.discovery.answer import Answer
from agents.discovery.pace import Pace
from agents.discovery.robots import Robots
from agents.discovery.robots_rules import MOST_BYTES
from agents.discovery.sitemap import Listed
from agents.discovery.source import ROBOTS_TXT, SITEMAP
from agents.discovery.transport import CheckedTransport, Deadline
from agents.discovery.trip import Trip
from storage.errors import Blocked, HandpickedError, RateLimited, Unavailable

PRODUCT = "Handpicked"
PAGES = ("text/html", "application/xhtml+xml", "text/plain")
PARTS = (*PAGES, "application/json", "application/ld+json", "text/javascript", "application/javascript", "text/css")
_ROBOTS_BYTES = MOST_BYTES + 1  # one more than is read, so that the reader sees where a file was cut
_ROBOTS_HOPS = 5  # RFC 9309, 2.3.1.2: at least as many redirects are followed
_LONGEST_HOLD_S = 30.0
_LONGEST_CLOSED_S = 3600.0

Wait = Callable[[float, threading.Event], object]


@dataclass(frozen=True)
class Limits:
    """What one fetch may cost: bytes after decompression, seconds, redirects; and the usual distance a host gets.

    ``total_s`` is that of one request; a fetch with all its redirects gets twice as much.
    """

    max_bytes: int = 2_000_000
    connect_s: float = 5.0
    total_s: float = 15.0
    max_redirects: int = 5
    distance_s: float = 1.0


@dataclass(frozen=True)
class Page:
    """What came back: the address it really came from (after redirects), its content type, and its text."""

    url: str
    content_type: str
    text: str


def user_agent(contact: str) -> str:
    """How we introduce ourselves; ``contact`` is an address or URL where the person who crawls is reached, or ""."""
    return f"{PRODUCT}/0.1 (+{contact})" if contact else f"{PRODUCT}/0.1"


class _Present(threading.local):
    """The trip of the fetch that runs on this thread, and the seconds it may still spend on the network."""

    def __init__(self) -> None:
        self.trip = Trip()
        self.left_s = 0.0


class Fetcher:
    """Reads public web pages, politely: robots.txt, one request a second a host or what the host asks for.

    Args:
        contact: an address or URL where site owners reach the person who crawls; part of the user agent.
        allowed_private: (address, port) pairs that may be read although they are not public.
        resolve, clock, sleep: name lookup and time, replaceable; ``sleep`` returns early once its event is set.
        tls: the trusted authorities, see ``CheckedTransport``.
    """

    def __init__(
        self,
        contact: str = "",
        allowed_private: frozenset[Endpoint] = frozenset(),
        limits: Limits | None = None,
        *,
        resolve: Resolve = system_resolve,
        clock: Callable[[], float] = time.monotonic,
        sleep: Wait = lambda seconds, over: over.wait(seconds),
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.user_agent = user_agent(contact)
        self._allowed, self._resolve = allowed_private, resolve
        self._pace, self._sleep = Pace(clock), sleep
        self._robots = Robots(PRODUCT, self._read_robots, clock)
        self._deadline, self._present = Deadline(), _Present()
        self._transport = CheckedTransport(self._check, self._deadline, tls=tls)
        self._headers = {
            "User-Agent": self.user_agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
            "Accept-Encoding": "gzip",
            "Accept-Language": "en, de;q=0.8",
        }
        timeout = httpx.Timeout(self.limits.total_s, connect=self.limits.connect_s)
        self._extensions = {"timeout": timeout.as_dict()}

    def fetch(self, url: str, kinds: tuple[str, ...] = PAGES, trip: Trip | None = None, what: str = "") -> Page:
        """Read one page, following at most ``limits.max_redirects`` redirects, each checked like the first address.

        ``trip`` keeps what was asked for, and ends the fetch early; ``what`` is what a visit's ``why`` says of an
        address that is no page (``source.PART``).

        Raises:
            Blocked: robots.txt (then it is ``robots.Forbidden``), the address rules, the size limit or the content type
                forbid it, or the site refuses.
            RateLimited: the site asks to slow down. NotFound: the page is gone.
            Unavailable: no answer in time, a server error, or nonsense.
        """
        answer = self._get(url, kinds, trip or Trip(), what, self.limits.max_bytes)
        return Page(answer.url, answer.content_type, body.text(answer.data, answer.headers.get("content-type", "")))

    def check(self, url: str) -> None:
        """Refuse an address that ``fetch`` would not even ask for.

        Raises:
            Blocked: it is no public web address, or robots.txt forbids it. Unavailable: robots.txt cannot be read.
        """
        clean = self._checked_url(url)
        with self._on(Trip()):
            self._check_host(clean)
            self._robots.check(clean)

    def sitemaps(self, url: str, trip: Trip | None = None) -> Iterator[Listed]:
        """The pages of the address's host that its sitemaps list: those that robots.txt names, or ``/sitemap.xml``.

        What cannot be read gives nothing; each request is a visit of the trip.

        Raises:
            Blocked, Unavailable: as ``check``, where the host's robots.txt cannot be asked.
        """
        trip, clean = trip or Trip(), self._checked_url(url)
        with self._on(trip):
            self._check_host(clean)
            named = self._robots.sitemaps(clean) or (urls.canonical("/sitemap.xml", clean),)
        return sitemap.pages(named, urls.host_of(clean), lambda place: self._sitemap(place, trip))

    def forget_silence(self) -> None:
        """Ask the hosts again whose robots.txt could not be read, which otherwise waits ten minutes."""
        self._robots.forget_silence()

    def close(self) -> None:
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check(self, host: str, port: int) -> list[str]:
        return addresses_of(host, port, self._allowed, self._resolve)

    def _check_host(self, url: str) -> None:
        parts = urlsplit(url)
        self._check(parts.hostname or "", parts.port or urls.PORTS[parts.scheme])

    @contextmanager
    def _on(self, trip: Trip) -> Iterator[None]:
        """What is asked for on this thread belongs to the trip."""
        before = self._present.trip, self._present.left_s
        self._present.trip, self._present.left_s = trip, 2 * self.limits.total_s
        try:
            yield
        finally:
            self._present.trip, self._present.left_s = before

    def _get(self, url: str, kinds: tuple[str, ...], trip: Trip, what: str, max_bytes: int) -> Answer:
        try:
            with self._on(trip):
                answer = self._follow(url, max_bytes)
            answer.refuse()
            if answer.content_type and answer.content_type not in kinds:
                raise Blocked(f"{answer.url} is {answer.content_type}, not a page to read.")
        except HandpickedError as error:
            trip.note_failure(urls.canonical(url) or url[:200], error, what)
            raise
        trip.note(answer.url, answer.arrived, what)
        return answer

    def _sitemap(self, url: str, trip: Trip) -> bytes:
        try:
            return self._get(url, sitemap.KINDS, trip, SITEMAP, sitemap.MOST_BYTES).data
        except HandpickedError:
            return b""

    def _follow(self, url: str, max_bytes: int, *, is_robots: bool = False) -> Answer:
        present = self._checked_url(url)
        seen = set[str]()
        hops = max(self.limits.max_redirects, _ROBOTS_HOPS) if is_robots else self.limits.max_redirects
        for _ in range(hops + 1):
            if present in seen:
                raise Unavailable(f"{url} redirects in a circle.")
            seen.add(present)
            answer = self._ask(present, max_bytes, is_cut=True) if is_robots else self._ask_politely(present, max_bytes)
            if answer.target is None:
                return answer
            present = self._checked_url(answer.target, present)
        raise Unavailable(f"{url} redirects more than {hops} times.")

    def _checked_url(self, url: str, base: str = "") -> str:
        clean = urls.canonical(url, base)
        if not clean:
            raise Blocked(f"{url[:200]} is not an address of a web page.", todo="Use an http or https address.")
        return clean

    def _ask_politely(self, url: str, max_bytes: int) -> Answer:
        """Ask when it is our turn; a host that names a short pause gets it, once, and a long one is left alone."""
        answer = self._ask_in_turn(url, max_bytes)
        pause = answer.pause_s
        if 0 <= pause <= _LONGEST_HOLD_S:
            self._pace.hold(urlsplit(url).netloc, pause)
            answer = self._ask_in_turn(url, max_bytes)
            pause = answer.pause_s
        if pause > _LONGEST_HOLD_S:
            self._pace.close(urlsplit(url).netloc, min(pause, _LONGEST_CLOSED_S))
        return answer

    def _ask_in_turn(self, url: str, max_bytes: int) -> Answer:
        host = urlsplit(url).netloc
        if not self._robots.knows(url):
            self._check_host(url)
        wished = self._robots.check(url)
        if closed := self._pace.closed_s(host):
            raise RateLimited(f"{host} asked to be left alone.", todo=f"Try again in {closed:.0f} s.")
        seconds = self._pace.turn(host, self.limits.distance_s if wished is None else wished)
        if seconds > 0:
            self._sleep(seconds, self._present.trip.over)
        return self._ask(url, max_bytes)

    def _ask(self, url: str, max_bytes: int, *, is_cut: bool = False) -> Answer:
        present, started = self._present, time.monotonic()
        self._deadline.begin(started + min(self.limits.total_s, present.left_s), present.trip.over)
        try:
            request = httpx.Request("GET", url, headers=self._headers, extensions=self._extensions)
            response = self._transport.handle_request(request)
            try:
                what = body.Body(url, response.headers, max_bytes, is_cut=is_cut)
                data = b"" if response.is_redirect else what.read(response.iter_raw())
            finally:
                response.close()
            return Answer(url, response.status_code, response.headers, data, what.arrived)
        except httpx.TimeoutException:
            raise Unavailable(f"{url} did not answer within {self.limits.total_s:g} s.") from None
        except (httpx.HTTPError, httpx.InvalidURL, zlib.error, UnicodeError) as error:
            raise Unavailable(f"{url} {causes.of(error)}.") from error
        finally:
            self._deadline.end()
            spent = time.monotonic() - started
            present.left_s -= spent
            present.trip.seconds += spent

    def _read_robots(self, url: str) -> tuple[int, str | bytes]:
        trip = self._present.trip
        try:
            answer = self._follow(url, _ROBOTS_BYTES, is_robots=True)
        except Blocked as error:
            trip.note_failure(url, error, ROBOTS_TXT)
            raise
        except HandpickedError as error:
            trip.note_failure(url, error, ROBOTS_TXT)
            told = causes.without(url, error.what)
            return 0, error.what if told == error.what else f"the site {told}."
        if answer.status < 500 and answer.status != 429:
            trip.note(url, answer.arrived, ROBOTS_TXT)  # a site without rules has answered too
        else:
            trip.note_failure(url, Unavailable(f"{url} answers with status {answer.status}."), ROBOTS_TXT)
        return answer.status, answer.data
