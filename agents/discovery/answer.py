"""What a server answered, and what its status means."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from storage.errors import Blocked, NotFound, RateLimited, Unavailable

MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Answer:
    """One answer: the address that was asked, and how many bytes arrived for its ``data``."""

    url: str
    status: int
    headers: httpx.Headers
    data: bytes
    arrived: int

    @property
    def content_type(self) -> str:
        return str(self.headers.get("content-type", "")).split(";")[0].strip().casefold()

    @property
    def target(self) -> str | None:
        """Where it sends us, None where it does not."""
        return self.headers.get("location") if self.status in MOVED else None

    @property
    def pause_s(self) -> float:
        """How many seconds a site that is too busy asks us to wait; -1 where it does not say, or is not."""
        said = self.headers.get("retry-after", "").strip()
        if self.status not in (429, 503) or not said:
            return -1.0
        if said.isdigit():
            return float(said[:9])
        try:
            until = parsedate_to_datetime(said)
        except (ValueError, IndexError):
            return -1.0
        return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())

    def refuse(self) -> None:
        """Raise what the status means: NotFound, RateLimited, Blocked or Unavailable, unless it is 200."""
        status, url = self.status, self.url
        if status in (404, 410):
            raise NotFound(f"{url} is not there ({status}).")
        if status in (429, 503) and (status == 429 or "retry-after" in self.headers):
            todo = f"Try again in {self.pause_s:.0f} s." if self.pause_s >= 0 else ""
            raise RateLimited(f"{url} asks to slow down.", todo=todo)
        if status in (401, 403, 407, 451):
            raise Blocked(f"{url} refuses to be read ({status}).")
        if status != 200:
            raise Unavailable(f"{url} answers with status {status}.")
