"""HTTP connections that only ever reach checked addresses and never outlive their deadline."""

import functools
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore
import httpx

from agents.discovery import causes
from storage.errors import Blocked

Check = Callable[[str, int], list[str]]
_TURN_S = 0.5


class Deadline(threading.local):
    """When the fetch that runs on this thread must be over, in seconds of the monotonic clock, or because of what."""

    def __init__(self) -> None:
        self._at = float("inf")
        self._over: threading.Event | None = None

    def begin(self, at: float, over: threading.Event) -> None:
        """From now on nothing on this thread lasts longer than until ``at``, or half a second after ``over`` is set."""
        self._at, self._over = at, over

    def end(self) -> None:
        self._at, self._over = float("inf"), None

    def left(self, timeout: float | None) -> float:
        """Seconds a single operation may take; raises httpcore.ReadTimeout when the time is up."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the deadline has passed")
        if self._over is not None and self._over.is_set():
            raise httpcore.ReadTimeout("nobody waits any more")
        return left if timeout is None else min(left, timeout)


@functools.cache
def _tls() -> ssl.SSLContext:
    """The trusted authorities, which take 20 ms to load."""
    return httpx.create_ssl_context(trust_env=False)


class CheckedTransport(httpx.HTTPTransport):
    """httpx's transport over a pool whose every connection goes to an address that ``check`` returned.

    The name is resolved where the connection is made, so nothing can answer differently in between; Host header
    and TLS server name stay those of the URL. HTTP/2 is spoken with servers that choose it in the TLS handshake.

    Args:
        check: the addresses of a host and port that may be connected to; raises Blocked for any other.
        deadline: when the fetch that runs on a thread must be over.
        tls: the trusted authorities, those of httpx (certifi's) by default.

    Raises (from a request):
        Blocked: ``check`` refused, or the server's certificate is not valid for its name.
    """

    def __init__(
        self, check: Check, deadline: Deadline, max_connections: int = 32, tls: ssl.SSLContext | None = None
    ) -> None:
        trusted = tls or _tls()
        super().__init__(verify=trusted, trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=trusted,
            max_connections=max_connections,
            max_keepalive_connections=max_connections,
            keepalive_expiry=65.0,  # longer than the longest distance that a host may ask for
            http2=True,
            network_backend=_CheckedBackend(check, deadline),
        )


class _CheckedBackend(httpcore.NetworkBackend):
    def __init__(self, check: Check, deadline: Deadline) -> None:
        self._check, self._deadline, self._inner = check, deadline, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(f"no address for {host}")
        for address in self._check(host, port):
            try:
                seconds = self._deadline.left(timeout)
                stream = self._inner.connect_tcp(address, port, seconds, local_address, socket_options)
                return _TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class _TimedStream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Wait in short turns, so that a fetch that nobody waits for ends soon."""
        end = time.monotonic() + self._deadline.left(timeout)
        while True:
            left = self._deadline.left(end - time.monotonic())
            try:
                return self._inner.read(max_bytes, min(left, _TURN_S))
            except httpcore.ReadTimeout:
                if left <= _TURN_S:
                    raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                raise _untrusted(server_hostname or "The server", error.__cause__) from error
            raise
        return _TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _untrusted(host: str, error: ssl.SSLCertVerificationError) -> Blocked:
    return Blocked(
        f"{host} {causes.of_certificate(error)}, so it is not read.",
        todo="Its owner can renew the certificate; look at the site in a browser.",
    )
