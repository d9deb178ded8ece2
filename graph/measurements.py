"""How fast each model runs on this machine: measured in the background when asked, and kept with its day."""

import platform
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from graph.app import App
from graph.beside import Errand
from graph.model_list import Choice
from models.language.measure import Measured, measure
from storage.errors import HandpickedError, NotAllowed
from storage.records import now

KEPT_AS = "measurements"
Measure: TypeAlias = Callable[[Path, Callable[[int, int], None], Callable[[], bool]], Measured]


@dataclass(frozen=True)
class Measurement:
    """What was measured of a model: figures as ``Measured`` has them, when, on which machine, and of how many bytes.

    One of another machine, or of files of another size, says little of the model here.
    """

    load_seconds: float
    tokens_per_second: float
    memory_bytes: int
    at: datetime
    machine: str
    size: int

    def is_of(self, one: Choice) -> bool:
        """Whether it is still true of a model as it lies on this machine."""
        return (self.machine, self.size) == (this_machine(), one.size)


@dataclass
class Measuring(Errand):
    """One measurement: ``done`` of ``total`` texts, none while the model loads. One that is stopped keeps nothing."""

    began: datetime
    done: int = 0
    total: int = 0

    @property
    def seconds(self) -> float:
        """Since it began."""
        return (now() - self.began).total_seconds()

    def report(self, done: int, total: int) -> None:
        self.done, self.total = done, total


# Of this process: a reload of the screen must find what it began.
_lock = threading.Lock()
_begun: dict[tuple[Path, str], Measuring] = {}


def this_machine() -> str:
    """A name for this machine that changes with what speed depends on."""
    return f"{platform.node()} ({platform.machine()})"


def kept(app: App) -> dict[str, Measurement]:
    """By the model's key, what was measured last."""
    with app.read() as work:
        values = work.preferences.get(KEPT_AS)
    return {key: Measurement(**{**value, "at": datetime.fromisoformat(value["at"])}) for key, value in values.items()}


def begun(app: App, key: str) -> Measuring | None:
    """The measurement of a model that runs, or ended last, in this process."""
    return _begun.get((app.settings.data_folder, key))


def start(app: App, one: Choice, who: str, by: Measure = measure) -> Measuring:
    """Measure a local model in the background; one at a time, since two would slow each other down.

    Raises NotAllowed for a hosted model and while another is measured.
    """
    path = one.path
    if path is None:
        raise NotAllowed("A hosted model is not measured on this machine.")
    with _lock:
        if any(each.is_running for each in _begun.values()):
            raise NotAllowed("A model is being measured already.", todo="Wait until it is done.")
        measuring = _begun[app.settings.data_folder, one.key] = Measuring(now())

    def work() -> None:
        try:
            _keep(app, one, by(path, measuring.report, lambda: measuring.is_stopped), who)
        except HandpickedError:
            if not measuring.is_stopped:
                raise

    measuring.begin(work, "measure-model")
    return measuring


def _keep(app: App, one: Choice, found: Measured, who: str) -> None:
    new = asdict(Measurement(**asdict(found), at=now(), machine=this_machine(), size=one.size))
    new["at"] = new["at"].isoformat()
    with app.write() as work:
        work.preferences.set(KEPT_AS, {**work.preferences.get(KEPT_AS), one.key: new})
        work.audit.append(who, "measure model", "preference", [], {"key": one.key})
        work.commit()
