"""The thread that writes the exports that were asked for, one after the other, and deletes the old ones."""

import logging
import threading
from datetime import timedelta
from time import monotonic

from graph import exports
from graph.app import App
from graph.exports import KEPT, Stopped
from storage.errors import HandpickedError
from storage.lead_filter_text import from_text
from storage.records import Export, now

log = logging.getLogger("handpicked.exports")

IDLE_SECONDS = 0.5
REPORT_SECONDS = 0.5
TIDY_SECONDS = 600.0


class Exporter:
    """Writes between ``start`` and ``stop``, or step by step through ``work_once``."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="exports", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stop soon; what was being written begins anew at the next start."""
        self._stopping.set()
        self._thread.join(timeout=10)

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

    def _work(self) -> None:
        next_tidy = 0.0
        while not self._stopping.is_set():
            try:
                has_worked = self.work_once()
                if monotonic() >= next_tidy:
                    self.tidy()
                    next_tidy = monotonic() + TIDY_SECONDS
            except Exception:
                log.exception("The exports could not go on; they try again.")
                has_worked = False
            if not has_worked:
                self._stopping.wait(IDLE_SECONDS)

    def _write(self, export: Export) -> None:
        path = exports.place(self._app, export)
        part = path.with_suffix(".part")
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            where = from_text(export.filter, export.campaign_id)
            exports.write(self._app, where, export.columns, part, export.format, _Report(self, export))
            part.replace(path)
            self._end(export, "finish", size=path.stat().st_size)
        except Stopped:
            self._end(export, "put back" if self._stopping.is_set() else "stop")
        except HandpickedError as error:
            self._end(export, "fail", error=str(error))
        except OSError as error:
            words = f"The file could not be written: {error.strerror}. Free some disk space, then export again."
            self._end(export, "fail", error=words)
        except Exception as error:
            log.exception("The export %s failed.", export.name)
            self._end(export, "fail", error=f"Something unexpected went wrong ({type(error).__name__}: {error}).")
        finally:
            part.unlink(missing_ok=True)

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


class _Report:
    """Stores progress at most twice a second, and asks as often whether a person said stop."""

    def __init__(self, exporter: Exporter, export: Export) -> None:
        self._exporter, self._export = exporter, export
        self._next = 0.0

    def __call__(self, done: int, total: int) -> bool:
        if monotonic() < self._next and done < total:
            return True
        self._next = monotonic() + REPORT_SECONDS
        return self._exporter.report(self._export, done, total)
