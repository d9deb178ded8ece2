"""The town on loopback: one thread, one port, hosts told apart by name."""

import errno
import http.client
import json
import os
import socket
import threading
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from demo import directory, town
from demo.site import Site
from storage.errors import BadConfig, Unavailable

_ADDRESS = "127.0.0.1"
_SERVICE = "handpicked-demo"
_HEALTH = "/healthz"
_PATIENCE_S = 5.0


@dataclass(frozen=True)
class Hits:
    """How many pages were asked for, and the addresses among them that robots.txt forbids."""

    pages: int
    forbidden: tuple[str, ...]


class DemoServer:
    """Serves the town at ``port`` of 127.0.0.1; port 0 takes any free one.

    Where the port already serves the same town, started by another process, that server is used as it is.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where the directory begins."""
        return f"http://{directory.HOST}:{self.port}/"

    @property
    def hits(self) -> Hits:
        """What was asked for since the server started, whichever process it runs in.

        Raises: Unavailable where it is not running.
        """
        health = _health(self.port)
        if not health:
            raise Unavailable(f"The demo town is not being served at port {self.port}.", todo="Start it first.")
        return Hits(health["pages"], tuple(health["forbidden"]))

    def start(self) -> None:
        """Serve, or find the town already served; called again, it takes over from a server that has gone.

        Raises:
            BadConfig: the port belongs to another program, to another version of the town, or cannot be used at all.
            Unavailable: the server does not answer.
        """
        if self._thread is not None:
            return
        listener = _listen(self.port)
        if listener is None:
            _expect_same_town(self.port)
            return
        self.port = listener.getsockname()[1]
        self._server = uvicorn.Server(_config(_App(self.port)))
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [listener]}, name="demo town", daemon=True
        )
        self._thread.start()
        if not _health(self.port):
            self.stop()
            raise Unavailable("The demo town did not start.", todo="Try again; if it stays so, restart Handpicked.")

    def stop(self) -> None:
        """End the thread and free the port; a server of another process goes on."""
        if self._server is None or self._thread is None:
            return
        self._server.should_exit = True
        self._thread.join()
        self._server = self._thread = None


class _App:
    """The ASGI application: it counts, and passes host and path to the site."""

    def __init__(self, port: int) -> None:
        lindental = town.build()
        self._site = Site(lindental, port)
        self._start = f"http://{directory.HOST}:{port}/"
        self._version = lindental.version
        self._pages = 0
        self._forbidden: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = Headers(scope=scope).get("host", "").partition(":")[0].casefold()
        await self._answer(host, scope["path"])(scope, receive, send)

    def _answer(self, host: str, path: str) -> Response:
        if path == _HEALTH:
            body = {"service": _SERVICE, "version": self._version, "pages": self._pages, "forbidden": self._forbidden}
            return Response(json.dumps(body), media_type="application/json")
        if host in (_ADDRESS, "localhost"):
            return RedirectResponse(self._start)
        self._pages += 1
        if self._site.is_forbidden(host, path):
            self._forbidden.append(f"http://{host}{path}")
        page = self._site.page(host, path)
        return Response(page.body, page.status, media_type=page.media_type)


def _config(app: _App) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=2,
    )


def _listen(port: int) -> socket.socket | None:
    """A listening socket, or None where the port is taken."""
    # The protocol is named because asyncio turns off Nagle's algorithm only then; without, each answer waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # elsewhere the option would let two programs share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_ADDRESS, port))
        listener.listen(256)
    except (OSError, OverflowError) as error:
        listener.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            return None
        raise _unusable(port, f"cannot be used: {error}") from error
    return listener


def _health(port: int) -> dict[str, Any]:
    """What the server at the port says of itself; empty where it is none of ours."""
    connection = http.client.HTTPConnection(_ADDRESS, port, timeout=_PATIENCE_S)
    try:
        connection.request("GET", _HEALTH)
        answer = json.loads(connection.getresponse().read(1_000_000))
    except (OSError, http.client.HTTPException, ValueError):
        return {}
    finally:
        connection.close()
    return answer if isinstance(answer, dict) and answer.get("service") == _SERVICE else {}


def _expect_same_town(port: int) -> None:
    health = _health(port)
    if health.get("version") == town.build().version:
        return
    holder = "another version of the demo town" if health else "another program"
    raise _unusable(port, f"is in use by {holder}")


def _unusable(port: int, why: str) -> BadConfig:
    return BadConfig(
        f"The demo town cannot be served: port {port} {why}.",
        kept="Nothing was changed.",
        todo="Set HANDPICKED_DEMO_PORT to a free port, or to 0 for any free one.",
    )
