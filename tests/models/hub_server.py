"""A hub on this machine: serves folders as repositories at the addresses that huggingface_hub asks; fails as told."""

import hashlib
import json
import re
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

REPOSITORY = "tests/tiny"
COMMIT = "c0ffee" + "0" * 34
_LARGE = 1000


@dataclass
class Trouble:
    """What goes wrong. ``broken`` says after how many bytes the answers to a file's requests break off, one an answer;
    ``statuses`` are given to the next requests of an address that ends so; ``false`` files come with other bytes than
    their hash says; ``slow`` files stop after their first half until ``go_on`` is set; ``strange`` are names in the
    list that no folder holds; where ``ignores_ranges`` is set each file is sent from its beginning.
    """

    broken: dict[str, list[int]] = field(default_factory=dict)
    statuses: dict[str, list[int]] = field(default_factory=dict)
    false: set[str] = field(default_factory=set)
    slow: set[str] = field(default_factory=set)
    strange: list[str] = field(default_factory=list)
    ignores_ranges: bool = False
    go_on: threading.Event = field(default_factory=threading.Event)
    halted: threading.Event = field(default_factory=threading.Event)


@dataclass
class HubServer:
    """Where it is, what was asked of it, and how many bytes of each file it sent."""

    url: str
    trouble: Trouble
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    sent: Counter[str] = field(default_factory=Counter)


@contextmanager
def serve(*folders: Path, repositories: tuple[str, ...] = (REPOSITORY,), port: int = 0) -> Iterator[HubServer]:
    """Serve each folder as the repository beside it, at branch "main"."""
    held = dict(zip(repositories, folders, strict=True))
    hub = HubServer("", Trouble())

    class Handler(_Handler):
        server_hub, server_folders = hub, held

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.trouble.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server_hub: HubServer
    server_folders: dict[str, Path]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.server_hub.asked.append((path, dict(self.headers)))
        for end, statuses in self.server_hub.trouble.statuses.items():
            if path.endswith(end) and statuses:
                return self._refuse(statuses.pop(0))
        listing = re.fullmatch(r"/api/models/([^/]+/[^/]+)/revision/([^/]+)", path)
        file = re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", path)
        if listing and listing[1] in self.server_folders and re.fullmatch("main|[0-9a-f]{40}", listing[2]):
            return self._list(listing[1], self.server_folders[listing[1]])
        if file and file[1] in self.server_folders and (self.server_folders[file[1]] / file[3]).is_file():
            return self._send_file(self.server_folders[file[1]] / file[3])
        return self._refuse(404)

    def log_message(self, *_: Any) -> None:
        return None

    def _list(self, repository: str, folder: Path) -> None:
        """Whatever commit was asked for, this hub gives its own."""
        siblings = [_sibling(path) for path in sorted(folder.iterdir())]
        siblings += [_entry(name, b"x") for name in self.server_hub.trouble.strange]
        body = json.dumps({"id": repository, "modelId": repository, "sha": COMMIT, "siblings": siblings}).encode()
        self._begin(200, len(body), {"Content-Type": "application/json"})
        self.wfile.write(body)

    def _send_file(self, path: Path) -> None:
        trouble, data = self.server_hub.trouble, path.read_bytes()
        if path.name in trouble.false:
            data = bytes([data[0] ^ 1]) + data[1:]
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(asked[1]) if asked and not trouble.ignores_ranges else 0
        headers = {"ETag": f'"{_digest(path.read_bytes())}"', "X-Repo-Commit": COMMIT, "Accept-Ranges": "bytes"}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        self._begin(206 if start else 200, len(data) - start, headers)
        self._write_slowly(path.name, data[start:])

    def _write_slowly(self, name: str, data: bytes) -> None:
        trouble = self.server_hub.trouble
        breaks = trouble.broken.get(name)
        end = breaks.pop(0) if breaks else len(data)
        if name in trouble.slow:
            self._write(name, data[: len(data) // 2])
            trouble.halted.set()
            trouble.go_on.wait(30)
            data = data[len(data) // 2 :]
        self._write(name, data[:end])
        self.close_connection = True

    def _write(self, name: str, data: bytes) -> None:
        self.server_hub.sent[name] += len(data)  # before: the other side goes on as soon as it has them
        try:
            self.wfile.write(data)
            self.wfile.flush()
        except OSError:  # the other side has gone
            self.close_connection = True

    def _refuse(self, status: int) -> None:
        names = {404: "RepoNotFound", 401: "GatedRepo"}
        self._begin(status, 0, {"X-Error-Code": names[status]} if status in names else {})

    def _begin(self, status: int, length: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(length)}.items():
            self.send_header(name, value)
        self.end_headers()


def _sibling(path: Path) -> dict[str, Any]:
    return _entry(path.name, path.read_bytes())


def _entry(name: str, data: bytes) -> dict[str, Any]:
    blob = hashlib.sha1(f"blob {len(data)}\0".encode() + data).hexdigest()
    entry: dict[str, Any] = {"rfilename": name, "size": len(data), "blobId": blob}
    if len(data) > _LARGE:
        entry["lfs"] = {"sha256": _digest(data), "size": len(data), "pointerSize": 130}
    return entry


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
