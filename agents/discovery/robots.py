"""What a host's robots.txt allows (RFC 9309), read once a day."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from storage.errors import Blocked, Unavailable

ReadRobots = Callable[[str], tuple[int, str]]

_KEPT_S = 24 * 3600.0
_FAILURE_KEPT_S = 600.0
_LONGEST_DELAY_S = 60.0


@dataclass(frozen=True)
class _Rules:
    parsed: Protego | None
    until: float
    silence: str = ""


class Robots:
    """Answers from robots.txt for one product name.

    ``read`` fetches an address and gives (status, text); a host that does not answer has status 0 and the reason as
    text. A 4xx answer allows everything, a 5xx or none forbids everything (RFC 9309, 2.3.1.3 and 2.3.1.4).
    """

    def __init__(self, product: str, read: ReadRobots, clock: Callable[[], float] = time.monotonic) -> None:
        self._product, self._read, self._clock = product, read, clock
        self._rules: dict[str, _Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def check(self, url: str) -> float | None:
        """Seconds the host wants between two requests, None where it says nothing.

        Raises:
            Blocked: the page is forbidden, or the wished distance is over a minute.
            Unavailable: the host does not answer, or with a failure, so that its rules are not known.
        """
        rules = self._of_host(url)
        if rules.silence:
            raise Unavailable(f"{url} was not read: {rules.silence}")
        if rules.parsed is None:
            return None
        if not rules.parsed.can_fetch(url, self._product):
            raise Blocked(f"{url} was not read: the site's robots.txt forbids it.")
        delay = rules.parsed.crawl_delay(self._product)
        if delay is not None and delay > _LONGEST_DELAY_S:
            raise Blocked(f"{url} was not read: the site wants {delay:.0f} s between two requests.")
        return delay

    def knows(self, url: str) -> bool:
        """Whether the rules of the address's host have been read before."""
        return _root(url) in self._rules

    def forget_silence(self) -> None:
        """Ask the hosts again that did not answer or answered with a failure."""
        for root in [root for root, rules in list(self._rules.items()) if rules.silence]:
            self._rules.pop(root, None)

    def _of_host(self, url: str) -> _Rules:
        root = _root(url)
        with self._lock:
            lock = self._locks.setdefault(root, threading.Lock())
        with lock:
            rules = self._rules.get(root)
            if rules is None or rules.until <= self._clock():
                rules = self._rules[root] = self._fetch(root)
            return rules

    def _fetch(self, root: str) -> _Rules:
        status, text = self._read(f"{root}/robots.txt")
        present = self._clock()
        if status == 0:
            return _Rules(None, present + _FAILURE_KEPT_S, silence=text)
        if status >= 500 or status == 429:
            refusal = f"its robots.txt answers {status}, which means that nothing may be read now."
            return _Rules(None, present + _FAILURE_KEPT_S, silence=refusal)
        if status >= 400:
            return _Rules(None, present + _KEPT_S)
        return _Rules(Protego.parse(text), present + _KEPT_S)


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
