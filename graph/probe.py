"""A tiny request to a hosted model, in the background: does it answer, what does it say, and what did that cost."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from graph import hosting
from graph.app import App
from graph.shelf import Hosted
from graph.spending import CampaignLedger
from models.language.base import Task, WriteRequest
from storage.errors import HandpickedError

log = logging.getLogger("handpicked.probe")

ASKED = WriteRequest("Say hello in one short sentence.", seed=7, max_tokens=60)


@dataclass
class Probe:
    """One try of a model. ``micros`` were paid, millionths of a US dollar; None where the price is not known."""

    name: str
    said: str = ""
    error: str = ""
    micros: int | None = None
    _ended: threading.Event = field(default_factory=threading.Event)

    @property
    def is_running(self) -> bool:
        return not self._ended.is_set()

    def wait(self, seconds: float) -> bool:
        """Whether it ended within so many seconds."""
        return self._ended.wait(seconds)

    def run(self, ask: Callable[["Probe"], None]) -> None:
        """Ask and note how it ended."""
        try:
            ask(self)
        except HandpickedError as problem:
            self.error = str(problem)
        except Exception as problem:
            log.exception("A hosted model could not be tried.")
            self.error = f"Something unexpected went wrong ({type(problem).__name__}: {problem})."
        finally:
            self._ended.set()


def start(app: App, of: Hosted) -> Probe:
    """Begin to ask; the cost is booked to no campaign, and keeps to the cap on that.

    Raises BadConfig where the key cannot be read.
    """
    key = hosting.key_of(app, of.name)
    probe = Probe(of.name)
    threading.Thread(target=probe.run, args=(lambda one: _ask(app, of, key, one),), name="probe", daemon=True).start()
    return probe


def _ask(app: App, of: Hosted, key: str, probe: Probe) -> None:
    ledger = CampaignLedger(app, None)
    before = ledger.spent()
    answer = app.shelf.fresh(of, key, ledger, Task.DRAFT).write_many([ASKED])[0]
    probe.said, probe.error = " ".join(answer.text.split())[:300], answer.problem
    if hosting.price_of(of) is not None:
        probe.micros = max(0, ledger.spent() - before)
