"""What one reading of the web asked for, and whether anybody still waits for it."""

import threading
from dataclasses import dataclass, field

from agents.discovery import causes
from agents.discovery.robots import Forbidden
from agents.discovery.source import BESIDE, Outcome, Visit, pages_in
from storage.errors import Blocked, HandpickedError, NotAllowed, NotFound

_LONGEST_WHY = 300


@dataclass
class Trip:
    """Every request of a reading, in its order.

    ``over`` ends the waiting: set, what still runs gives up within half a second. ``seconds`` were spent on the
    network, waiting for turns not counted. Used by one thread at a time.
    """

    over: threading.Event = field(default_factory=threading.Event)
    visits: list[Visit] = field(default_factory=list)
    seconds: float = 0.0

    def note(self, url: str, size: int, why: str = "") -> None:
        self.visits.append(Visit(url, Outcome.FETCHED, why, size))

    def note_failure(self, url: str, error: HandpickedError, why: str = "") -> None:
        """Keep why an address was not read; ``why`` names what is no page, as in ``source.Visit``."""
        said = error.rule if isinstance(error, Forbidden) else causes.without(url, error.what)
        self.visits.append(Visit(url, outcome_of(error), why or said[:_LONGEST_WHY]))

    def leave_out(self, url: str, why: str) -> None:
        self.visits.append(Visit(url, Outcome.LEFT_OUT, why[:_LONGEST_WHY]))

    def note_rendered(self, url: str) -> None:
        """The page that was fetched last at ``url`` was read in a browser."""
        for place in range(len(self.visits) - 1, -1, -1):
            visit = self.visits[place]
            if visit.outcome is Outcome.FETCHED and visit.why not in BESIDE and visit.url == url:
                self.visits[place] = Visit(url, Outcome.RENDERED, "", visit.size)
                return

    @property
    def pages(self) -> int:
        """How many pages were asked for."""
        return pages_in(self.visits)

    @property
    def size(self) -> int:
        """How many bytes came."""
        return sum(visit.size for visit in self.visits)


def outcome_of(error: HandpickedError) -> Outcome:
    """What became of an address that gave this error."""
    if isinstance(error, Forbidden):
        return Outcome.ROBOTS
    if isinstance(error, Blocked):
        return Outcome.BLOCKED
    if isinstance(error, NotFound):
        return Outcome.GONE
    return Outcome.LEFT_OUT if isinstance(error, NotAllowed) else Outcome.FAILED
