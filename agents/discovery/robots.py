"""What a host's robots.txt allows (RFC 9309), read once a day."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from agents.discovery import robots_rules, urls
from agents.discovery.robots_rules import Rules
from storage.errors import Blocked, Unavailable

ReadRobots = Callable[[str], tuple[int, str | bytes]]

_KEPT_S = 24 * 3600.0
_FAILURE_KEPT_S = 600.0
_LONGEST_DELAY_S = 60.0


@dataclass(frozen=True)
class _Known:
    """What a host said: its rules, None where it has none; ``silence`` is why it said nothing."""

    rules: Rules | None
    until: float
    silence: str = ""


class Forbidden(Blocked):
    """The site's robots.txt forbids a page; ``rule`` is the line that does."""

    rule = ""


class Robots:
    """Answers from robots.txt for one product name.

    ``read`` fetches an address and gives (status, content), best as bytes, since a text may have lost its encoding; a
    host that does not answer has status 0 and the reason as text. A 4xx answer allows everything, a 5xx or none
    forbids everything (RFC 9309, 2.3.1.3 and 2.3.1.4).
    """

    def __init__(self, product: str, read: ReadRobots, clock: Callable[[], float] = time.monotonic) -> None:
        self._product, self._read, self._clock = product, read, clock
        self._known: dict[str, _Known] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def check(self, url: str) -> float | None:
        """Seconds the host wants between two requests, None where it says nothing.

        Raises:
            Forbidden: the page is forbidden, or the wished distance is over a minute.
            Unavailable: the host does not answer, or with a failure, so that its rules are not known.
        """
        rules = self._rules(url)
        if rules is None:
            return None
        if pattern := rules.forbids(url):
            raise _forbidden(f"{url} was not read: the site's robots.txt forbids it.", f"Disallow: {pattern[:200]}")
        if rules.delay_s is not None and rules.delay_s > _LONGEST_DELAY_S:
            wish = f"{rules.delay_s:.0f} s between two requests"
            raise _forbidden(f"{url} was not read: the site wants {wish}.", f"Crawl-delay: {rules.delay_s:g}")
        return rules.delay_s

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The canonical addresses of the sitemaps that the address's host names, in its order; they may be elsewhere.

        Raises:
            Unavailable: the host does not answer, or with a failure, so that its sitemaps are not known.
        """
        rules = self._rules(url)
        named = [urls.canonical(name, f"{_root(url)}/") for name in rules.sitemaps] if rules else []
        return tuple(dict.fromkeys(filter(None, named)))

    def knows(self, url: str) -> bool:
        """Whether the rules of the address's host have been read before."""
        return _root(url) in self._known

    def forget_silence(self) -> None:
        """Ask the hosts again that did not answer or answered with a failure."""
        for root in [root for root, known in list(self._known.items()) if known.silence]:
            self._known.pop(root, None)

    def _rules(self, url: str) -> Rules | None:
        known = self._of_host(url)
        if known.silence:
            raise Unavailable(f"{url} was not read: {known.silence}")
        return known.rules

    def _of_host(self, url: str) -> _Known:
        root = _root(url)
        with self._lock:
            lock = self._locks.setdefault(root, threading.Lock())
        with lock:
            known = self._known.get(root)
            if known is None or known.until <= self._clock():
                known = self._known[root] = self._fetch(root)
            return known

    def _fetch(self, root: str) -> _Known:
        status, content = self._read(f"{root}/robots.txt")
        present = self._clock()
        if status == 0:
            reason = content if isinstance(content, str) else content.decode("utf-8", "replace")
            return _Known(None, present + _FAILURE_KEPT_S, silence=reason or "the site did not answer.")
        if status >= 500 or status == 429:
            refusal = f"its robots.txt answers {status}, which means that nothing may be read now."
            return _Known(None, present + _FAILURE_KEPT_S, silence=refusal)
        if status >= 400:
            return _Known(None, present + _KEPT_S)
        data = content.encode("utf-8", "replace") if isinstance(content, str) else content
        return _Known(robots_rules.parse(data, self._product), present + _KEPT_S)


def _forbidden(what: str, rule: str) -> Forbidden:
    error = Forbidden(what)
    error.rule = rule
    return error


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
