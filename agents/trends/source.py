"""What a source of trend points is to the rest, and the door through which one may ask the web."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from storage.records import TrendPoint


class TrendSource(Protocol):
    """Where trend points come from; ``name`` is stored with each point."""

    name: str

    def points(self, topic: str, place: str) -> Sequence[TrendPoint]:
        """Points for a topic (a sector slug) at a place, oldest first; empty where the source knows nothing.

        A source whose figures are not of the place itself says so: the points' own ``place`` is what was measured.

        Raises: Unavailable, RateLimited, Auth, Blocked where the source did not answer.
        """


class Door(Protocol):
    """Asks a public data service: with a user agent that names a contact, and with a pause between two requests."""

    def get(self, url: str, parameters: Mapping[str, str], should_stop: Callable[[], bool]) -> Any:
        """The JSON at an address.

        Raises:
            NotFound: the service answers, in JSON, that it has nothing there (404).
            RateLimited, Blocked: the service says so.
            Unavailable: it is down, slow, or answers something else than JSON.
        """
