"""Use cases on exports: all leads that match, in the order and columns chosen, as a file.

A small one is made at once, any other in the background. Files lie in the data folder under a name that cannot be
guessed, and are deleted after a day.
"""

import re
import secrets
import tempfile
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from agents.discovery import sheet
from agents.discovery.sheet import FORMATS
from graph import lead_columns
from graph.app import App
from storage.errors import BadInput, NotAllowed, NotFound, StorageFailed
from storage.exported import PAGE
from storage.lead_filter import LeadFilter
from storage.lead_filter_text import in_words, to_text
from storage.records import Export, ExportStatus, now

SMALL = 20_000
"""Up to so many leads are exported at once, while a person waits."""
KEPT = timedelta(days=1)
FOLDER = "exports"
"""What the address of every file begins with."""
_TOKEN = re.compile("[A-Za-z0-9_-]{43}")
Report = Callable[[int, int], bool]
"""Is told how many leads of how many are written; false where that is to stop."""


class Stopped(Exception):
    """A person or the end of the program stopped it."""


def count(app: App, where: LeadFilter) -> int:
    """How many leads would be exported, exactly."""
    with app.read() as work:
        return work.table.count(where)


def at_once(app: App, where: LeadFilter, columns: Sequence[str], format: str, who: str) -> bytes:
    """The file itself. Raises BadInput, and NotAllowed where more than ``SMALL`` leads match."""
    if count(app, where) > SMALL:
        raise NotAllowed(f"These are more than {SMALL:,} leads.", todo="Have them written to a file instead.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "leads"
        done = write(app, where, columns, path, format)
        content = path.read_bytes()
    _note(app, where, format, who, done)
    return content


def to_path(app: App, where: LeadFilter, columns: Sequence[str], path: Path, format: str, who: str) -> int:
    """Write the file to a place of one's own, whole or not at all; how many leads. Raises BadInput, StorageFailed."""
    part = path.with_name(f".{path.name}.part")
    try:
        done = write(app, where, columns, part, format)
        part.replace(path)
    except OSError as error:
        raise StorageFailed(f"{path} cannot be written: {error.strerror}.", todo="Choose another place.") from error
    finally:
        _drop(part)
    _note(app, where, format, who, done)
    return done


def ask(app: App, where: LeadFilter, columns: Sequence[str], format: str, who: str) -> Export:
    """Have a file written in the background; ``listed`` says how far it is. Raises BadInput."""
    if format not in FORMATS:
        raise BadInput(f"Leads cannot be exported as {format[:20]!r}.", todo=f"Choose one of: {', '.join(FORMATS)}.")
    if where.ids is not None:
        raise NotAllowed(
            "Leads that were ticked or ordered by likeness are exported at once only.",
            todo=f"Tick up to {SMALL:,} leads, or choose another order.",
        )
    chosen = lead_columns.checked(columns)
    with app.write() as work:
        name = file_name(work.campaigns.get(where.campaign_id).brief.name, format)
        token = secrets.token_urlsafe(32)
        export = work.exports.add(token, where.campaign_id, to_text(where), chosen, format, name, who)
        work.audit.append(who, "ask for export", "campaign", [where.campaign_id], {"export": export.id, "name": name})
        work.commit()
    return export


def stop(app: App, export_id: int, who: str) -> None:
    """Raises NotFound."""
    with app.write() as work:
        work.exports.ask_stop(export_id)
        campaign_id = work.exports.get(export_id).campaign_id
        work.audit.append(who, "stop export", "campaign", [campaign_id], {"export": export_id})
        work.commit()


def listed(app: App, campaign_id: int) -> list[Export]:
    """The newest exports of a campaign, newest first."""
    with app.read() as work:
        return work.exports.of_campaign(campaign_id)


def link(export: Export) -> str:
    """Where a browser gets the file from, from any screen."""
    return f"{FOLDER}/{export.token}"


def file_of(app: App, token: str) -> tuple[Path, str]:
    """The file behind a link, and what it is called when it is downloaded. Raises NotFound."""
    if _TOKEN.fullmatch(token):
        with app.read() as work:
            export = work.exports.by_token(token)
        if export and export.status == ExportStatus.DONE and place(app, export).is_file():
            return place(app, export), export.name
    raise NotFound("This file is not there any more: exports are kept for a day.", todo="Export again.")


def place(app: App, export: Export) -> Path:
    """Where the finished file lies."""
    return app.settings.exports / f"{export.token}.{export.format}"


def write(
    app: App,
    where: LeadFilter,
    columns: Sequence[str],
    path: Path,
    format: str,
    report: Report = lambda done, total: True,
) -> int:
    """Write all that match as they are at this moment, whatever changes meanwhile; how many.

    Holds one page of leads and the ids of all in memory. Raises Stopped, BadInput.
    """
    chosen = lead_columns.checked(columns)
    with (
        sheet.to_file(path, format, [lead_columns.COLUMNS[key].column for key in chosen]) as file,
        app.snapshot() as work,
    ):
        ids = work.exported.ids(where)
        for start in range(0, len(ids), PAGE):
            if not report(start, len(ids)):
                raise Stopped
            file.write(lead_columns.rows(work, ids[start : start + PAGE], chosen))
        report(len(ids), len(ids))
    return len(ids)


def file_name(campaign: str, format: str) -> str:
    """What a file of a campaign's leads is called, in letters that every system takes."""
    words = re.sub(r"[^\w]+", "-", campaign[:60]).strip("-_").lower()
    return f"leads-{words or 'campaign'}-{now():%Y-%m-%d}.{format}"


def _note(app: App, where: LeadFilter, format: str, who: str, done: int) -> None:
    with app.write() as work:
        detail = {"format": format, "leads": done, "where": in_words(where)}
        work.audit.append(who, "export", "campaign", [where.campaign_id], detail)
        work.commit()


def _drop(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the folder is not there, or its disk is gone; the error before this one says so
