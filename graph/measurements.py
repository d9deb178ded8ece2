"""How fast each model runs on this machine: measured in the background when asked, and kept with its day."""

import logging
import platform
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from graph.app import App
from graph.models import Choice
from models.language.measure import Measured, measure
from storage.errors import HandpickedError, NotAllowed
from storage.records import now

log = logging.getLogger("handpicked.measurements")

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
class Measuring:
    """One measurement on its way, in a background thread: ``done`` of ``total`` texts, none while the model loads.

    ``error`` says why it gave nothing.
    """

    began: datetime
    done: int = 0
    total: int = 0
    error: str = ""
    _stop: threading.Event = field(default_factory=threading.Event)
    _ended: threading.Event = field(default_factory=threading.Event)

    @property
    def is_running(self) -> bool:
        return not self._ended.is_set()

    @property
    def seconds(self) -> float:
        """Since it began."""
        return (now() - self.began).total_seconds()

    def stop(self) -> None:
        """Ask it to end; nothing is kept then."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Whether it ended within so many seconds."""
        return self._ended.wait(seconds)

    def run(self, path: Path, by: Measure, keep: Callable[[Measured], None]) -> None:
        """Measure, keep what came of it, and note how it ended."""
        try:
            keep(by(path, self._report, self._stop.is_set))
        except HandpickedError as problem:
            self.error = "" if self._stop.is_set() else str(problem)
        except Exception as problem:
            log.exception("A model could not be measured.")
            self.error = f"Something unexpected went wrong ({type(problem).__name__}: {problem})."
        finally:
            self._ended.set()

    def _report(self, done: int, total: int) -> None:
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

    arguments = (path, by, lambda found: _keep(app, one, found, who))
    threading.Thread(target=measuring.run, args=arguments, name="measure-model", daemon=True).start()
    return measuring


def _keep(app: App, one: Choice, found: Measured, who: str) -> None:
    new = asdict(Measurement(**asdict(found), at=now(), machine=this_machine(), size=one.size))
    new["at"] = new["at"].isoformat()
    with app.write() as work:
        work.preferences.set(KEPT_AS, {**work.preferences.get(KEPT_AS), one.key: new})
        work.audit.append(who, "measure model", "preference", [], {"key": one.key})
        work.commit()
