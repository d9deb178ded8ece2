"""The thread that writes the exports that were asked for, one after the other, and deletes the old ones."""

import logging
import threading
from datetime import timedelta
from pathlib import Path
from time import monotonic

from graph import exports
from graph.app import App
from graph.beside import Loop, Report, see_through
from graph.exports import KEPT, Stopped
from storage.errors import StorageFailed
from storage.lead_filter_text import from_text
from storage.records import Export, now

log = logging.getLogger("handpicked.exports")

IDLE_SECONDS = 0.5
TIDY_SECONDS = 600.0


class Exporter:
    """Writes between ``start`` and ``stop``, or step by step through ``work_once``."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._stopping = threading.Event()
        self._loop = Loop("exports", self._turn, IDLE_SECONDS, self._stopping)
        self._next_tidy = 0.0

    def start(self) -> None:
        self._loop.start()

    def stop(self) -> None:
        """Stop soon; what was being written begins anew at the next start."""
        self._loop.stop()

    def work_once(self) -> bool:
        """Write one file; false where none waits.

        One that runs but was not heard of for as long as a lease holds belonged to a process that died.
        """
        with self._app.write() as work:
            export = work.exports.claim(now() - timedelta(seconds=self._app.settings.lease_seconds))
            work.commit()
        if export is None:
            return False
        self._write(export)
        return True

    def tidy(self) -> None:
        """Delete the files that are older than a day, and those that nobody knows of."""
        with self._app.write() as work:
            for export in work.exports.expire(KEPT):
                log.info("The export %s is deleted.", export.name)
            known = work.exports.tokens()
            work.commit()
        folder = self._app.settings.exports
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name.partition(".")[0] not in known:
                path.unlink(missing_ok=True)

    def _turn(self) -> bool:
        has_worked = self.work_once()
        if monotonic() >= self._next_tidy:
            self.tidy()
            self._next_tidy = monotonic() + TIDY_SECONDS
        return has_worked

    def _write(self, export: Export) -> None:
        path = exports.place(self._app, export)
        part = path.with_suffix(".part")
        try:
            event, error = see_through(
                lambda: self._into(export, part, path), Stopped, self._stopping, f"The export {export.name}"
            )
            self._end(export, event, size=path.stat().st_size if event == "finish" else 0, error=error)
        finally:
            part.unlink(missing_ok=True)

    def _into(self, export: Export, part: Path, path: Path) -> None:
        report = Report(lambda done, total: self.report(export, done, total))
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            where = from_text(export.filter, export.campaign_id)
            done = exports.write(self._app, where, export.columns, part, export.format, report)
            report.now(done, done)
            part.replace(path)
        except OSError as error:
            raise StorageFailed(
                f"The file could not be written: {error.strerror}.", todo="Free some disk space, then export again."
            ) from error

    def report(self, export: Export, done: int, total: int) -> bool:
        """Store how far an export is; whether it is to go on."""
        with self._app.write() as work:
            is_wanted = work.exports.report(export.id, done, total)
            work.commit()
        return is_wanted and not self._stopping.is_set()

    def _end(self, export: Export, event: str, *, size: int = 0, error: str = "") -> None:
        with self._app.write() as work:
            work.exports.end(export.id, event, size=size, error=error)
            if event != "put back":
                detail = {"export": export.id, "name": export.name, "size": size, "error": error}
                work.audit.append("handpicked", f"{event} export", "campaign", [export.campaign_id], detail)
            work.commit()
