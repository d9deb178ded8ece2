"""The one door to the web: every page a crawl reads comes through ``Fetcher.fetch``."""

import re
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from agents.discovery import urls
from agents.discovery.addresses import Endpoint, Resolve, addresses_of, system_resolve
from agents.discovery.pace import Pace
from agents.discovery.robots import Robots
from agents.discovery.robots_rules import MOST_BYTES
from agents.discovery.transport import CheckedTransport, Deadline
from storage.errors import Blocked, HandpickedError, NotFound, RateLimited, Unavailable

PRODUCT = "Handpicked"
PAGES = ("text/html", "application/xhtml+xml", "text/plain")
PARTS = (*PAGES, "application/json", "application/ld+json", "text/javascript", "application/javascript", "text/css")
_ROBOTS_BYTES = MOST_BYTES + 1  # one more than is read, so that the reader sees where a file was cut
_ROBOTS_HOPS = 5  # RFC 9309, 2.3.1.2: at least as many redirects are followed
_LONGEST_HOLD_S = 30.0


@dataclass(frozen=True)
class Limits:
    """What one fetch may cost: bytes after decompression, seconds, redirects; and the usual distance a host gets."""

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


@dataclass(frozen=True)
class _Answer:
    url: str
    status: int
    headers: httpx.Headers
    data: bytes

    @property
    def content_type(self) -> str:
        return str(self.headers.get("content-type", "")).split(";")[0].strip().casefold()


def user_agent(contact: str) -> str:
    """How we introduce ourselves; ``contact`` is an address or URL where the person who crawls is reached, or ""."""
    return f"{PRODUCT}/0.1 (+{contact})" if contact else f"{PRODUCT}/0.1"


class Fetcher:
    """Reads public web pages, politely: robots.txt, one request a second a host or what the host asks for.

    Args:
        contact: an address or URL where site owners reach the person who crawls; part of the user agent.
        allowed_private: (address, port) pairs that may be read although they are not public.
        resolve, clock, sleep: name lookup and time, replaceable.
    """

    def __init__(
        self,
        contact: str = "",
        allowed_private: frozenset[Endpoint] = frozenset(),
        limits: Limits | None = None,
        *,
        resolve: Resolve = system_resolve,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits or Limits()
        self.user_agent = user_agent(contact)
        self._allowed, self._resolve = allowed_private, resolve
        self._pace = Pace(clock, sleep)
        self._robots = Robots(PRODUCT, self._read_robots, clock)
        self._deadline = Deadline()
        self._client = httpx.Client(
            transport=CheckedTransport(self._check, self._deadline),
            headers={"User-Agent": self.user_agent, "Accept-Encoding": "gzip", "Accept-Language": "en, de;q=0.8"},
            timeout=httpx.Timeout(self.limits.total_s, connect=self.limits.connect_s),
            trust_env=False,
        )

    def fetch(self, url: str, kinds: tuple[str, ...] = PAGES) -> Page:
        """Read one page, following at most ``limits.max_redirects`` redirects, each checked like the first address.

        Raises:
            Blocked: robots.txt, the address rules, the size limit or the content type forbid it, or the site refuses.
            RateLimited: the site asks to slow down. NotFound: the page is gone.
            Unavailable: no answer in time, a server error, or nonsense.
        """
        answer = self._follow(url)
        _refuse_status(answer)
        if answer.content_type and answer.content_type not in kinds:
            raise Blocked(f"{answer.url} is {answer.content_type}, not a page to read.")
        return Page(answer.url, answer.content_type, _decoded(answer))

    def forget_silence(self) -> None:
        """Ask the hosts again whose robots.txt could not be read, which otherwise waits ten minutes."""
        self._robots.forget_silence()

    def close(self) -> None:
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check(self, host: str, port: int) -> list[str]:
        return addresses_of(host, port, self._allowed, self._resolve)

    def _follow(self, url: str, *, is_robots: bool = False) -> _Answer:
        present = self._checked_url(url)
        seen = set[str]()
        hops = max(self.limits.max_redirects, _ROBOTS_HOPS) if is_robots else self.limits.max_redirects
        for _ in range(hops + 1):
            if present in seen:
                raise Unavailable(f"{url} redirects in a circle.")
            seen.add(present)
            answer = self._ask(present, _ROBOTS_BYTES, is_cut=True) if is_robots else self._ask_politely(present)
            if answer.status not in (301, 302, 303, 307, 308) or "location" not in answer.headers:
                return answer
            present = self._checked_url(answer.headers["location"], present)
        raise Unavailable(f"{url} redirects more than {hops} times.")

    def _checked_url(self, url: str, base: str = "") -> str:
        clean = urls.canonical(url, base)
        if not clean:
            raise Blocked(f"{url[:200]} is not an address of a web page.", todo="Use an http or https address.")
        return clean

    def _ask_politely(self, url: str) -> _Answer:
        """Ask when it is our turn; a host that names a short pause gets it, once."""
        answer = self._ask_in_turn(url)
        pause = answer.headers.get("retry-after", "")
        if answer.status in (429, 503) and pause.isdigit() and int(pause) <= _LONGEST_HOLD_S:
            self._pace.hold(urlsplit(url).netloc, float(pause))
            answer = self._ask_in_turn(url)
        return answer

    def _ask_in_turn(self, url: str) -> _Answer:
        parts = urlsplit(url)
        if not self._robots.knows(url):
            self._check(parts.hostname or "", parts.port or urls.PORTS[parts.scheme])
        wished = self._robots.check(url)
        self._pace.wait(parts.netloc, self.limits.distance_s if wished is None else wished)
        return self._ask(url, self.limits.max_bytes)

    def _ask(self, url: str, max_bytes: int, *, is_cut: bool = False) -> _Answer:
        self._deadline.at = time.monotonic() + self.limits.total_s
        try:
            with self._client.stream("GET", url, follow_redirects=False) as response:
                data = b"" if response.is_redirect else b"".join(_body(response, url, max_bytes, is_cut))
                return _Answer(url, response.status_code, response.headers, data)
        except httpx.TimeoutException:
            raise Unavailable(f"{url} did not answer within {self.limits.total_s:g} s.") from None
        except (httpx.HTTPError, httpx.InvalidURL, zlib.error, UnicodeError) as error:
            raise Unavailable(f"{url} could not be read: {_short(error)}.") from error
        finally:
            self._deadline.at = float("inf")

    def _read_robots(self, url: str) -> tuple[int, str | bytes]:
        try:
            answer = self._follow(url, is_robots=True)
        except Blocked:
            raise
        except HandpickedError as error:
            return 0, error.what
        return answer.status, answer.data


def _body(response: httpx.Response, url: str, max_bytes: int, is_cut: bool) -> Iterator[bytes]:
    """The body, decompressed piece by piece, so that neither a long nor a densely packed page fills the memory.

    Of a longer body the first ``max_bytes`` come where ``is_cut``; otherwise it is refused.
    """
    too_large = Blocked(f"{url} is larger than {max_bytes / 1e6:g} MB and was cut off.")
    if not is_cut and int(response.headers.get("content-length", "0") or 0) > max_bytes:
        raise too_large
    packing = response.headers.get("content-encoding", "identity").casefold()
    if packing not in ("identity", "gzip", "x-gzip", "deflate"):
        raise Unavailable(f"{url} answers in a packing that was not asked for ({packing[:20]}).")
    unpack = None if packing == "identity" else zlib.decompressobj(47)
    size = 0
    for chunk in response.iter_raw():
        piece = chunk if unpack is None else unpack.decompress(chunk, max_bytes + 1)
        if size + len(piece) > max_bytes:
            if not is_cut:
                raise too_large
            yield piece[: max_bytes - size]
            return
        size += len(piece)
        yield piece


def _refuse_status(answer: _Answer) -> None:
    status, url = answer.status, answer.url
    if status in (404, 410):
        raise NotFound(f"{url} is not there ({status}).")
    if status in (429, 503) and (status == 429 or "retry-after" in answer.headers):
        pause = answer.headers.get("retry-after", "")
        raise RateLimited(f"{url} asks to slow down.", todo=f"Try again in {pause} s." if pause.isdigit() else "")
    if status in (401, 403, 407, 451):
        raise Blocked(f"{url} refuses to be read ({status}).")
    if status != 200:
        raise Unavailable(f"{url} answers with status {status}.")


def _decoded(answer: _Answer) -> str:
    declared = re.search(r"charset=[\"']?([\w-]+)", answer.headers.get("content-type", ""))
    named = declared.group(1) if declared else ""
    if not named:
        meta = re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w-]+)", answer.data[:4096], re.IGNORECASE)
        named = meta.group(1).decode("ascii", "replace") if meta else ""
    for encoding in (named or "utf-8", "utf-8"):
        try:
            return answer.data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return answer.data.decode("cp1252", "replace")


def _short(error: Exception) -> str:
    return (str(error) or type(error).__name__).rstrip(".")[:200]
