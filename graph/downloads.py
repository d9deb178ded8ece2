"""Use cases on the catalogue's models: ask for one, stop, look, remove; and the thread that fetches them."""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import monotonic

from graph.app import App
from models import catalogue, hub
from models.catalogue import CATALOGUE, Entry
from models.language import folder
from storage.errors import BadConfig, HandpickedError, NotAllowed, NotFound
from storage.records import Download, DownloadStatus, now

log = logging.getLogger("handpicked.downloads")

IDLE_SECONDS = 0.5
REPORT_SECONDS = 0.5


@dataclass(frozen=True)
class Offer:
    """A model of the catalogue, where it goes or lies, how far its download is, and whether it can be used."""

    entry: Entry
    path: Path
    download: Download | None
    is_installed: bool


def ask(app: App, model: str, who: str, listing: Path = CATALOGUE) -> None:
    """Ask for a model of the catalogue; what was begun goes on. Raises NotFound."""
    entry = catalogue.find(model, listing)
    with app.write() as work:
        if work.downloads.ask(entry.name, entry.size):
            work.audit.append(who, "ask", "model", [], {"model": entry.name, "hub": entry.hub})
        work.commit()


def stop(app: App, model: str, who: str) -> None:
    """Stop a download; what was fetched is kept for the next time."""
    with app.write() as work:
        work.downloads.ask_stop(model)
        work.audit.append(who, "stop", "model", [], {"model": model})
        work.commit()


def listed(app: App, listing: Path = CATALOGUE) -> list[Offer]:
    """Every model of the catalogue, in its order."""
    entries = catalogue.read(listing)
    with app.read() as work:
        downloads = {download.model: download for download in work.downloads.all()}
    return [_offer(app, entry, downloads.get(entry.name)) for entry in entries]


def remove(app: App, model: str, who: str, listing: Path = CATALOGUE) -> None:
    """Delete a fetched model, or what is there of it, though the catalogue may not list it any more.

    Raises NotFound for one that is neither listed nor here, NotAllowed while it is on its way.
    """
    titles = {entry.name: entry.title for entry in catalogue.read(listing)}
    with app.write() as work:
        download = work.downloads.get(model)
        if download is None and model not in titles and not _is_here(app, model):
            raise NotFound(f"There is no model “{model}” to remove.")
        if download and download.status in (DownloadStatus.RUNNING, DownloadStatus.WAITING):
            raise NotAllowed(f"{titles.get(model, model)} is {download.status}.", todo="Stop the download first.")
        work.downloads.remove(model)
        work.audit.append(who, "remove", "model", [], {"model": model})
        work.commit()
    hub.discard(app.settings.models / model)


def _is_here(app: App, model: str) -> bool:
    shelf = app.settings.models
    return shelf.is_dir() and model in {path.name for path in shelf.iterdir()}


class Downloader:
    """Fetches one model after the other between ``start`` and ``stop``, or step by step through ``work_once``."""

    def __init__(self, app: App, listing: Path = CATALOGUE, pauses: Sequence[float] = hub.PAUSES) -> None:
        self._app, self._listing, self._pauses = app, listing, pauses
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="downloads", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stop within two seconds; what was running goes on at the next start, from the byte it had reached."""
        self._stopping.set()
        self._thread.join(timeout=10)

    def work_once(self) -> bool:
        """Take one download and see it through; false where none waits.

        One that runs but was not heard of for as long as a lease holds belonged to a process that died.
        """
        with self._app.write() as work:
            download = work.downloads.claim(now() - timedelta(seconds=self._app.settings.lease_seconds))
            work.commit()
        if download is None:
            return False
        self._fetch(download)
        return True

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                has_worked = self.work_once()
            except Exception:
                log.exception("The downloads could not go on; they try again.")
                has_worked = False
            if not has_worked:
                self._stopping.wait(IDLE_SECONDS)

    def _fetch(self, download: Download) -> None:
        report = _Report(self._app, download, self._stopping)
        try:
            entry = catalogue.find(download.model, self._listing)
            into = self._app.settings.models / entry.name
            hub.fetch(
                entry, into, self._app.settings.hub_url, report.on_progress, report.should_stop, pauses=self._pauses
            )
            folder.check(into)
            report.store()
            self._end(download.model, "finish")
        except hub.Stopped:
            self._end(download.model, "" if self._stopping.is_set() else "stop")
        except HandpickedError as error:
            self._end(download.model, "fail", str(error))
        except Exception as error:
            log.exception("The download of %s failed.", download.model)
            self._end(download.model, "fail", f"Something unexpected went wrong ({type(error).__name__}: {error}).")

    def _end(self, model: str, event: str, error: str = "") -> None:
        with self._app.write() as work:
            if event:
                work.downloads.end(model, event, error)
                work.audit.append("handpicked", event, "model", [], {"model": model, "error": error})
            else:
                work.downloads.put_back(model)
            work.commit()


class _Report:
    """Stores progress at most twice a second, and asks as often whether a person said stop."""

    def __init__(self, app: App, download: Download, stopping: threading.Event) -> None:
        self._app, self._model, self._stopping = app, download.model, stopping
        self._done, self._total = download.done, download.total
        self._next, self._is_wanted = 0.0, True

    def on_progress(self, done: int, total: int) -> None:
        self._done, self._total = done, total

    def store(self) -> None:
        with self._app.write() as work:
            self._is_wanted = work.downloads.report(self._model, self._done, self._total)
            work.commit()

    def should_stop(self) -> bool:
        if monotonic() >= self._next:
            self._next = monotonic() + REPORT_SECONDS
            self.store()
        return self._stopping.is_set() or not self._is_wanted


def _offer(app: App, entry: Entry, download: Download | None) -> Offer:
    path = app.settings.models / entry.name
    try:
        folder.check(path)
    except BadConfig:
        return Offer(entry, path, download, is_installed=False)
    return Offer(entry, path, download, is_installed=True)
