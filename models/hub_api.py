"""Talks to a Hugging Face hub about one model: what it holds, and the bytes of its files, with patience for breaks."""

import hashlib
import queue
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import urlsplit

from models.catalogue import Entry
from models.language.exported import NEEDED
from models.language.folder import CARD
from storage.errors import Auth, BadConfig, Blocked, HandpickedError, NotFound, RateLimited, Unavailable

_KINDS = re.compile(r"openvino_\w+\.(xml|bin)|[\w-]+\.(json|txt|jinja)|(README|LICENSE|LICENCE|NOTICE)(\.\w+)?")
"""What a model needs to be read: no pickles, no programs, nothing in folders."""
_OUTSIDE = re.compile(r"(^|[/\\])\.\.?([/\\]|$)|^[/\\]|^[A-Za-z]:|\0")
_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
_POLL, _ANSWER_SECONDS = 0.1, 30.0

_T = TypeVar("_T")


class Stopped(Exception):
    """A person asked to stop; what was fetched is kept for the next time."""


@dataclass(frozen=True)
class HubFile:
    """``digest`` is the SHA-256 of a large file, or the git blob id of a small one."""

    name: str
    size: int
    digest: str
    is_blob: bool

    def hasher(self) -> "hashlib._Hash":
        if not self.is_blob:
            return hashlib.sha256()
        return hashlib.sha1(f"blob {self.size}\0".encode(), usedforsecurity=False)


class Hub:
    """One model at the hub; every answer is waited for in a thread, so that a stop never waits."""

    def __init__(self, endpoint: str, entry: Entry, should_stop: Callable[[], bool], pauses: Sequence[float]) -> None:
        self._endpoint, self._entry, self.should_stop, self._pauses = endpoint.rstrip("/"), entry, should_stop, pauses

    def listed(self) -> tuple[str, list[HubFile]]:
        """The commit that the revision stands for, and its files that are wanted.

        Raises: Blocked for an address without TLS beyond this machine, for files outside the model's folder, and for
            another commit than the one asked for. BadConfig for what is no writer. Unavailable, Auth, NotFound,
            RateLimited as the hub answers.
        """
        address = urlsplit(self._endpoint)
        if address.scheme != "https" and address.hostname not in _THIS_MACHINE:
            raise Blocked("A model is fetched over https only.", todo="Set HANDPICKED_HUB_URL to an https address.")
        info = self._trying(lambda: next(self._polled(self._ask)), lambda: 0)
        siblings = info.siblings or []
        if outside := [one.rfilename for one in siblings if _OUTSIDE.search(one.rfilename)]:
            raise Blocked(f"{self._entry.hub} holds {outside[0]!r}, which would lie outside its folder.")
        files = [_file(one) for one in siblings if _KINDS.fullmatch(one.rfilename) and one.rfilename != CARD]
        if lacking := sorted(set(NEEDED) - {file.name for file in files}):
            raise BadConfig(f"{self._entry.hub} is no OpenVINO build of a writer: it lacks {', '.join(lacking)}.")
        if not re.fullmatch(r"[0-9a-f]{40}", info.sha or ""):
            raise Unavailable(f"The hub does not say which commit {self._entry.hub} stands at.")
        if re.fullmatch(r"[0-9a-f]{40}", self._entry.revision) and info.sha != self._entry.revision:
            raise Blocked(
                f"The hub gives another commit of {self._entry.hub} than the one that was asked for.",
                todo="Do not use it; ask whoever keeps the catalogue.",
            )
        return info.sha, sorted(files, key=lambda file: (file.size, file.name))

    def download(self, commit: str, file: HubFile, part: Path, on_bytes: Callable[[int], None]) -> None:
        """Append to ``part`` until it has the file's size, going on where a connection breaks."""

        def attempt() -> None:
            start = part.stat().st_size
            with part.open("ab") as out:
                for chunk in self._polled(lambda: self._stream(commit, file, start)):
                    if chunk is None:  # the hub begins at the beginning, whatever it was asked
                        out.seek(0)
                        out.truncate()
                        continue
                    out.write(chunk)
                    on_bytes(out.tell())
                    if out.tell() > file.size:
                        return
            if part.stat().st_size < file.size:
                raise Unavailable(f"The connection to the hub broke off in {file.name}.")

        if part.stat().st_size < file.size:
            self._trying(attempt, lambda: part.stat().st_size)

    def _ask(self) -> Iterator[Any]:
        import huggingface_hub
        from huggingface_hub import constants

        constants.HF_HUB_DISABLE_TELEMETRY = True
        api = huggingface_hub.HfApi(endpoint=self._endpoint, token=False)
        yield api.model_info(
            self._entry.hub, revision=self._entry.revision, files_metadata=True, timeout=_ANSWER_SECONDS, token=False
        )

    def _stream(self, commit: str, file: HubFile, start: int) -> Iterator[bytes | None]:
        from huggingface_hub import hf_hub_url
        from huggingface_hub.utils._headers import build_hf_headers
        from huggingface_hub.utils._http import get_session, hf_raise_for_status

        url = hf_hub_url(self._entry.hub, file.name, revision=commit, endpoint=self._endpoint)
        headers = {**build_hf_headers(token=False), "Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        with get_session().stream("GET", url, headers=headers, timeout=_ANSWER_SECONDS) as response:
            hf_raise_for_status(response)
            if start and response.status_code != 206:
                yield None
            yield from response.iter_bytes()  # of no set size: what came before a break is not lost

    def _trying(self, attempt: Callable[[], _T], reached: Callable[[], int]) -> _T:
        """Try again after what may pass; a try that brought bytes is a fresh beginning."""
        tries, before = 0, reached()
        while True:
            try:
                return attempt()
            except (Unavailable, RateLimited):
                if reached() > before:
                    tries, before = 0, reached()
                if tries >= len(self._pauses):
                    raise
                self._wait(self._pauses[tries])
                tries += 1

    def _wait(self, seconds: float) -> None:
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0:
            if self.should_stop():
                raise Stopped
            threading.Event().wait(min(_POLL, left))

    def _polled(self, produce: Callable[[], Iterator[_T]]) -> Iterator[_T]:
        """What ``produce`` gives, made in a thread that is left to itself after a stop; it touches no file."""
        items: queue.Queue[tuple[str, Any]] = queue.Queue(maxsize=8)
        left = threading.Event()
        threading.Thread(target=_produce, args=(produce, items, left), name="hub", daemon=True).start()
        try:
            while True:
                if self.should_stop():
                    raise Stopped
                try:
                    kind, item = items.get(timeout=_POLL)
                except queue.Empty:
                    continue
                if kind == "end":
                    return
                if kind == "error":
                    raise _translated(item, self._entry.hub) from item
                yield item
        finally:
            left.set()


def _produce(
    produce: Callable[[], Iterator[Any]], items: "queue.Queue[tuple[str, Any]]", left: threading.Event
) -> None:
    def put(kind: str, item: Any) -> None:
        while not left.is_set():
            try:
                return items.put((kind, item), timeout=_POLL)
            except queue.Full:
                continue

    try:
        for item in produce():
            put("item", item)
            if left.is_set():
                return
        put("end", None)
    except Exception as error:
        put("error", error)


def _file(sibling: Any) -> HubFile:
    digest = sibling.lfs.sha256 if sibling.lfs else sibling.blob_id
    if not isinstance(sibling.size, int) or not re.fullmatch(r"[0-9a-f]{40}([0-9a-f]{24})?", digest or ""):
        raise Unavailable(f"The hub does not say the size and the hash of {sibling.rfilename}.")
    return HubFile(sibling.rfilename, sibling.size, digest, is_blob=not sibling.lfs)


def _translated(error: Exception, hub: str) -> HandpickedError:
    if isinstance(error, ImportError):
        return BadConfig("The package huggingface_hub is not installed.", todo="Run: pip install -r requirements.txt")
    status = getattr(getattr(error, "response", None), "status_code", 0)
    if status in (401, 403):
        return Auth(
            f"The hub does not give {hub} to everyone, or does not have it.",
            todo="Choose another model, or ask its owner.",
        )
    if status == 404:
        return NotFound(f"The hub has no {hub} of that revision.", todo="Choose another model of the catalogue.")
    if status == 429:
        return RateLimited(
            "The hub asks for fewer requests.", kept="What was fetched is kept.", todo="Try again later."
        )
    what = f"status {status}" if status else type(error).__name__
    return Unavailable(
        f"The hub does not answer as it should ({what}).", kept="What was fetched is kept.", todo="Try again later."
    )
