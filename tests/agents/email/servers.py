"""Mail servers on loopback for the tests: aiosmtpd as a real one, and one that follows a script line by line."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "ann", "correct horse"


class Mailbox:
    """Keeps what arrives; refuses recipients by their local part."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusal = {"gone": "550 5.1.1 no such user", "full": "452 4.2.2 mailbox full"}.get(address.partition("@")[0])
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if b"spam" in (envelope.content or b""):
            return "554 5.7.1 looks like spam"
        self.taken.append(envelope)
        return "250 taken as 42"


class _Server(Controller):
    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


def sign_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=False)


@contextmanager
def serving(handler: Any, **options: Any) -> Iterator[int]:
    """An aiosmtpd server on a free port, with a handler of one's own; yields the port."""
    server = _Server(handler, hostname="127.0.0.1", port=0, **options)
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


@contextmanager
def real_server(**options: Any) -> Iterator[tuple[Mailbox, int]]:
    """An aiosmtpd server on a free port; yields what it took, and the port."""
    mailbox = Mailbox()
    with serving(mailbox, **options) as port:
        yield mailbox, port


HANG_UP, SILENCE = b"HANG UP", b"SILENCE"
POLITE = {
    "greeting": b"220 hello",
    "EHLO": b"250 hello",
    "MAIL": b"250 ok",
    "RCPT": b"250 ok",
    "DATA": b"354 go on",
    "content": b"250 taken",
    "QUIT": b"221 bye",
}


class ScriptedServer:
    """Answers one connection by a table from verb to reply, and keeps what was said to it."""

    def __init__(self, answers: Mapping[str, bytes]) -> None:
        self.answers, self.heard = {**POLITE, **answers}, b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(30)
        self.port: int = self._listener.getsockname()[1]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> "ScriptedServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._listener.close()
        self._thread.join()

    def _serve(self) -> None:
        connection, _ = self._listener.accept()
        with connection, connection.makefile("rb") as lines:
            if not self._answer(connection, "greeting"):
                return
            in_content = False
            for line in lines:
                self.heard += line
                verb = line.split()[0].decode().upper() if line.strip() else ""
                if in_content and line != b".\r\n":
                    continue
                if not self._answer(connection, "content" if in_content else verb):
                    return
                in_content = verb == "DATA" and self.answers["DATA"].startswith(b"354")

    def _answer(self, connection: socket.socket, verb: str) -> bool:
        reply = self.answers.get(verb, b"502 what?")
        if reply == SILENCE:
            self._over.wait()
        if reply in (HANG_UP, SILENCE):
            return False
        connection.sendall(reply + b"\r\n")
        return True


def certificates(authority: Any, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The server's context with a certificate for ``name``, and a client's that trusts its authority."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(server)
    client = ssl.create_default_context()
    authority.configure_trust(client)
    return server, client
