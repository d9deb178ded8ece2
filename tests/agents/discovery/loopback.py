"""A web server on loopback whose every page a test writes itself."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from agents.discovery.addresses import Endpoint
from agents.discovery.fetch import Fetcher, Limits

HTML = {"Content-Type": "text/html; charset=utf-8"}
NO_PAUSE = Limits(connect_s=3.0, total_s=10.0, distance_s=0.0)


@dataclass(frozen=True)
class Reply:
    """What a page answers: text or bytes, or pieces that are written one by one."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: HTML)
    pieces: Callable[[], Iterator[bytes]] | None = None


Pages = dict[str, Any]


@dataclass
class Web:
    """The server: ``pages`` maps ``/path`` or ``host/path`` to a Reply, a text, or a function of the request."""

    port: int
    pages: Pages
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def endpoint(self) -> Endpoint:
        return ("127.0.0.1", self.port)

    def fetcher(self, limits: Limits = NO_PAUSE, **parts: Any) -> Fetcher:
        return Fetcher("tests@handpicked.example", frozenset({self.endpoint}), limits, **parts)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    web: Web

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").split(":")[0]
        length = int(self.headers.get("Content-Length") or 0)
        form = self.rfile.read(length).decode() if length else ""
        self.web.asked.append(f"{host}{self.path}")
        self.web.headers.append(dict(self.headers))
        page: Any = self.web.pages.get(
            f"{host}{self.path}", self.web.pages.get(self.path.split("?")[0], Reply("", 404))
        )
        reply = page(self.path, form) if callable(page) else page
        self._write(reply if isinstance(reply, Reply) else Reply(reply))

    do_POST = do_GET  # noqa: N815 - http.server calls it so

    def _write(self, reply: Reply) -> None:
        data = reply.body.encode() if isinstance(reply.body, str) else reply.body
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.pieces is None and "Content-Length" not in reply.headers:
            self.send_header("Content-Length", str(len(data)))
        if reply.pieces is not None or "Content-Length" in reply.headers:  # nobody waits for what was promised only
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        try:
            for piece in reply.pieces() if reply.pieces else [data]:
                self.wfile.write(piece)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        return


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: Any) -> None:
        return


@contextmanager
def serve(pages: Pages) -> Iterator[Web]:
    """Serve the pages on a free port of 127.0.0.1 until the block ends."""
    handler = type("Handler", (_Handler,), {})
    server = _Server(("127.0.0.1", 0), handler)
    web = Web(server.server_address[1], pages)
    handler.web = web  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
