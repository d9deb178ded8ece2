"""A port of this machine that must see nothing."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

_KINDS = (socket.SOCK_STREAM, socket.SOCK_DGRAM)
_TRIES = 20


class Canary:
    """Listens for connections and datagrams on one port of 127.0.0.1 and, where there is one, of ::1.

    Nothing is taken from the queues before ``seen`` looks, so what arrived at any time is counted.
    """

    def __init__(self, sockets: list[socket.socket]) -> None:
        self._sockets = sockets
        self.port: int = sockets[0].getsockname()[1]

    def seen(self) -> int:
        """Connections and datagrams that arrived since the last look."""
        return sum(_taken(one) for one in self._sockets)


def _taken(listener: socket.socket) -> int:
    count = 0
    with suppress(BlockingIOError):
        while True:
            if listener.type == socket.SOCK_STREAM:
                listener.accept()[0].close()
            else:
                listener.recv(1)
            count += 1
    return count


@contextmanager
def listen() -> Iterator[Canary]:
    """A canary on a free port until the block ends."""
    with ExitStack() as stack:
        yield Canary(_sockets(stack))


@contextmanager
def listen_beside(port: int) -> Iterator[Canary]:
    """A canary on ::1 at a port that is served on 127.0.0.1, until the block ends."""
    with ExitStack() as stack:
        yield Canary([_bound(stack, socket.AF_INET6, "::1", port, socket.SOCK_STREAM)])


def _sockets(stack: ExitStack) -> list[socket.socket]:
    for _ in range(_TRIES):
        first = _bound(stack, socket.AF_INET, "127.0.0.1", 0, socket.SOCK_STREAM)
        port = first.getsockname()[1]
        with suppress(OSError):
            others = [_bound(stack, socket.AF_INET, "127.0.0.1", port, socket.SOCK_DGRAM)]
            if _has_ipv6():
                others += [_bound(stack, socket.AF_INET6, "::1", port, kind) for kind in _KINDS]
            return [first, *others]
    raise OSError("no port is free in both families")


def _bound(stack: ExitStack, family: int, address: str, port: int, kind: int) -> socket.socket:
    one = stack.enter_context(socket.socket(family, kind))
    one.bind((address, port))
    one.setblocking(False)
    if kind == socket.SOCK_STREAM:
        one.listen(128)
    return one


def _has_ipv6() -> bool:
    with suppress(OSError), socket.socket(socket.AF_INET6) as one:
        one.bind(("::1", 0))
        return True
    return False
