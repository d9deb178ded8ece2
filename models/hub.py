"""Fetches a model from a Hugging Face hub: resumed where it broke off, every byte checked, put in place in one step."""

import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from models.catalogue import Entry
from models.hub_api import Hub, HubFile, Stopped
from models.language.folder import CARD
from storage.errors import StorageFailed, Unavailable

__all__ = ["PAUSES", "Stopped", "discard", "fetch"]

PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds before each further try; the count begins anew whenever bytes came."""

UNFINISHED = (".partial", ".old")
"""What the folder of a download ends with until it is whole, and that of a model while a newer one takes its place."""

_SPARE = 64 * 2**20
"""Bytes of disk that stay free."""


def fetch(
    entry: Entry,
    into: Path,
    endpoint: str,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    should_stop: Callable[[], bool] = lambda: False,
    *,
    pauses: Sequence[float] = PAUSES,
    free_disk: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
) -> None:
    """Make ``into`` the model's folder, its card included; ``on_progress`` gets the bytes there and the bytes of all.

    What is fetched lies in ``into``.partial until all of it is there and right. A second call goes on from there.
    Nothing but the model's name is told to the hub: no token, no count.

    Raises:
        Stopped: within two seconds of ``should_stop``.
        StorageFailed: the disk has too little room, or is full. NotFound: the hub has no such model or revision.
        Auth: the model is not open to everyone. Blocked: it holds a file that would lie outside its folder.
        BadConfig: it is no OpenVINO build. RateLimited, Unavailable: the hub keeps failing, or what it sent is not
            what it promised.
    """
    hub = Hub(endpoint, entry, should_stop, pauses)
    commit, files = hub.listed()
    partial = into.with_name(f"{into.name}.partial")
    try:
        partial.mkdir(parents=True, exist_ok=True)
        _check_disk(sum(file.size - _here(partial, file, should_stop) for file in files), free_disk(partial))
        _get_all(hub, commit, files, partial, on_progress)
        _write_card(entry, commit, files, partial)
        _put_in_place(files, partial, into)
    except OSError as error:
        raise _disk(error) from error


def discard(into: Path) -> None:
    """Delete a fetched model, and what was left of a download of it."""
    for folder in (into, *(into.with_name(f"{into.name}{end}") for end in UNFINISHED)):
        shutil.rmtree(folder, ignore_errors=True)


def _get_all(
    hub: Hub, commit: str, files: Sequence[HubFile], partial: Path, on_progress: Callable[[int, int], None]
) -> None:
    total, done = sum(file.size for file in files), 0
    for file in files:

        def on_bytes(there: int, before: int = done) -> None:
            on_progress(before + there, total)

        if not (partial / file.name).is_file():
            _get(hub, commit, file, partial, on_bytes)
        done += file.size
        on_progress(done, total)


def _get(hub: Hub, commit: str, file: HubFile, partial: Path, on_bytes: Callable[[int], None]) -> None:
    """Fetch and check one file; a wrong one is deleted."""
    part = partial / f"{file.digest}.part"
    part.touch()
    hub.download(commit, file, part, on_bytes)
    if part.stat().st_size != file.size or _digest(part, file, hub.should_stop) != file.digest:
        part.unlink()
        raise Unavailable(
            f"What the hub sent as {file.name} is not what it promised (its hash differs); it was deleted.",
            kept="The other files are kept.",
            todo="Try again later; if it happens again, do not trust this source.",
        )
    part.replace(partial / file.name)


def _here(partial: Path, file: HubFile, should_stop: Callable[[], bool]) -> int:
    """How many bytes of a file an earlier call has fetched; a finished file that is not right is deleted."""
    finished, part = partial / file.name, partial / f"{file.digest}.part"
    if finished.is_file():
        if finished.stat().st_size == file.size and _digest(finished, file, should_stop) == file.digest:
            return file.size
        finished.unlink()
    if part.is_file() and part.stat().st_size > file.size:
        part.unlink()
    return part.stat().st_size if part.is_file() else 0


def _digest(path: Path, file: HubFile, should_stop: Callable[[], bool]) -> str:
    hasher = file.hasher()
    with path.open("rb") as data:
        while chunk := data.read(2**20):
            hasher.update(chunk)
            if should_stop():
                raise Stopped
    return hasher.hexdigest()


def _check_disk(needed: int, free: int) -> None:
    if needed + _SPARE > free:
        raise StorageFailed(
            f"The download needs {(needed + _SPARE) / 1e9:.2f} GB of free disk; {free / 1e9:.2f} GB are free.",
            kept="Nothing was fetched.",
            todo="Make room, then try again.",
        )


def _write_card(entry: Entry, commit: str, files: Sequence[HubFile], partial: Path) -> None:
    card = {
        "name": entry.title,
        "licence": entry.licence,
        "languages": list(entry.languages),
        "summary": entry.summary,
        "dialect": entry.prompt,
        "hub": entry.hub,
        "revision": commit,
        "files": {file.name: file.digest for file in files},
    }
    (partial / CARD).write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _put_in_place(files: Sequence[HubFile], partial: Path, into: Path) -> None:
    """A version that is there already goes only when the new one is whole."""
    wanted = {CARD, *(file.name for file in files)}
    for rest in partial.iterdir():
        if rest.name not in wanted:
            rest.unlink()
    old = into.with_name(f"{into.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if into.exists():
        into.replace(old)
    partial.replace(into)
    shutil.rmtree(old, ignore_errors=True)


def _disk(error: OSError) -> StorageFailed:
    reason = os.strerror(error.errno) if error.errno else str(error)
    return StorageFailed(
        f"The download cannot be stored ({reason}).",
        kept="What was fetched is kept.",
        todo="Make room, then try again.",
    )
