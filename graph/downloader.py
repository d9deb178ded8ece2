"""The thread that fetches the models that were asked for, one after the other."""

import threading
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from graph.app import App
from graph.beside import Loop, Report, see_through
from models import catalogue, hub
from models.catalogue import CATALOGUE
from models.language import folder
from storage.records import Download, now

IDLE_SECONDS = 0.5


class Downloader:
    """Fetches one model after the other between ``start`` and ``stop``, or step by step through ``work_once``."""

    def __init__(self, app: App, listing: Path = CATALOGUE, pauses: Sequence[float] = hub.PAUSES) -> None:
        self._app, self._listing, self._pauses = app, listing, pauses
        self._stopping = threading.Event()
        self._loop = Loop("downloads", self.work_once, IDLE_SECONDS, self._stopping)

    def start(self) -> None:
        self._loop.start()

    def stop(self) -> None:
        """Stop within two seconds; what was running goes on at the next start, from the byte it had reached."""
        self._loop.stop()

    def work_once(self) -> bool:
        """Take one download and see it through; false where none waits.

        One that runs but was not heard of for as long as a lease holds belonged to a process that died.
        """
        with self._app.write() as work:
            download = work.downloads.claim(now() - timedelta(seconds=self._app.settings.lease_seconds))
            work.commit()
        if download is None:
            return False
        event, error = see_through(
            lambda: self._fetch(download), hub.Stopped, self._stopping, f"The download of {download.model}"
        )
        self._end(download.model, event, error)
        return True

    def _fetch(self, download: Download) -> None:
        told = _Told(self._app, download)
        entry = catalogue.find(download.model, self._listing)
        into = self._app.settings.models / entry.name
        hub.fetch(
            entry,
            into,
            self._app.settings.hub_url,
            told.on_progress,
            lambda: self._stopping.is_set() or told.should_stop(),
            pauses=self._pauses,
        )
        folder.check(into)
        told.store()

    def _end(self, model: str, event: str, error: str) -> None:
        with self._app.write() as work:
            if event == "put back":
                work.downloads.put_back(model)
            else:
                work.downloads.end(model, event, error)
                work.audit.append("handpicked", event, "model", [], {"model": model, "error": error})
            work.commit()


class _Told:
    """How many bytes of a download are there, kept as often as the hub is asked whether to stop."""

    def __init__(self, app: App, download: Download) -> None:
        self._app, self._model = app, download.model
        self._done, self._total = download.done, download.total
        self._report = Report(self._keep)

    def on_progress(self, done: int, total: int) -> None:
        self._done, self._total = done, total

    def should_stop(self) -> bool:
        return not self._report(self._done, self._total)

    def store(self) -> None:
        self._report.now(self._done, self._total)

    def _keep(self, done: int, total: int) -> bool:
        with self._app.write() as work:
            is_wanted = work.downloads.report(self._model, done, total)
            work.commit()
        return is_wanted
