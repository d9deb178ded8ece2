"""Use cases on the catalogue's models: ask for one, stop, look, remove."""

from dataclasses import dataclass
from pathlib import Path

from graph.app import App
from models import catalogue, hub
from models.catalogue import CATALOGUE, Entry
from models.language import folder
from storage.errors import BadConfig, NotAllowed, NotFound
from storage.records import Download, DownloadStatus


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


def _offer(app: App, entry: Entry, download: Download | None) -> Offer:
    path = app.settings.models / entry.name
    try:
        folder.check(path)
    except BadConfig:
        return Offer(entry, path, download, is_installed=False)
    return Offer(entry, path, download, is_installed=True)
