"""A tiny request to a hosted model, in the background: does it answer, what does it say, and what did that cost."""

from dataclasses import dataclass

from graph import hosting
from graph.app import App
from graph.beside import Errand
from graph.shelf import Hosted
from graph.spending import CampaignLedger
from models.language.base import Task, WriteRequest

ASKED = WriteRequest("Say hello in one short sentence.", seed=7, max_tokens=60)


@dataclass
class Probe(Errand):
    """One try of a model. ``micros`` were paid, millionths of a US dollar; None where the price is not known."""

    name: str
    said: str = ""
    micros: int | None = None


def start(app: App, of: Hosted) -> Probe:
    """Begin to ask; the cost is booked to no campaign, and keeps to the cap on that.

    Raises BadConfig where the key cannot be read.
    """
    key = hosting.key_of(app, of.name)
    probe = Probe(of.name)
    probe.begin(lambda: _ask(app, of, key, probe), "probe")
    return probe


def _ask(app: App, of: Hosted, key: str, probe: Probe) -> None:
    ledger = CampaignLedger(app, None)
    before = ledger.spent()
    answer = app.shelf.fresh(of, key, ledger, Task.DRAFT).write_many([ASKED])[0]
    probe.said, probe.error = " ".join(answer.text.split())[:300], answer.problem
    if hosting.price_of(of) is not None:
        probe.micros = max(0, ledger.spent() - before)
