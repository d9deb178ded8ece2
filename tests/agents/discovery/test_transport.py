"""Connections: who the server proves to be, and which HTTP it speaks."""

import contextlib
import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import h2.config
import h2.connection
import h2.events
import httpx
import pytest
import trustme

from agents.discovery.addresses import addresses_of
from agents.discovery.fetch import Fetcher
from agents.discovery.transport import CheckedTransport, Deadline
from storage.errors import Blocked
from tests.agents.discovery.loopback import NO_PAUSE

Speak = Callable[[ssl.SSLSocket], None]
LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
LARGE = b"x" * 300_000


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def speak_http_1(stream: ssl.SSLSocket) -> None:
    while stream.recv(65536):
        stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Type: text/html\r\n\r\none")


def speak_http_2(stream: ssl.SSLSocket) -> None:
    """Answer each request with its path and a body larger than a flow-control window."""
    connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    connection.initiate_connection()
    left: dict[int, bytes] = {}
    stream.sendall(connection.data_to_send())
    while data := stream.recv(65536):
        for event in connection.receive_data(data):
            if isinstance(event, h2.events.RequestReceived):
                path = dict(event.headers or ())[b":path"]
                connection.send_headers(event.stream_id, [(":status", "200"), ("content-type", "text/html")])
                left[event.stream_id] = path + LARGE
        for number in list(left):
            _send_what_fits(connection, number, left)
        stream.sendall(connection.data_to_send())


def _send_what_fits(connection: h2.connection.H2Connection, number: int, left: dict[int, bytes]) -> None:
    while left[number]:
        size = min(connection.local_flow_control_window(number), connection.max_outbound_frame_size, len(left[number]))
        if size == 0:
            return
        connection.send_data(number, left[number][:size])
        left[number] = left[number][size:]
    connection.end_stream(number)
    del left[number]


@contextmanager
def serve_tls(context: ssl.SSLContext, speak: Speak) -> Iterator[tuple[int, list[str | None]]]:
    """A TLS server on a free loopback port: its port, and what each finished handshake agreed to speak."""
    agreed: list[str | None] = []

    def work(listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                plain, _ = listener.accept()
                with contextlib.suppress(OSError), context.wrap_socket(plain, server_side=True) as stream:
                    agreed.append(stream.selected_alpn_protocol())
                    speak(stream)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=work, args=(listener,), daemon=True)
        thread.start()
        yield listener.getsockname()[1], agreed
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def server_context(*certificates: trustme.LeafCert, protocols: tuple[str, ...] = ("http/1.1",)) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(list(protocols))
    for certificate in certificates:
        certificate.configure_cert(context)
    return context


def client(port: int, authority: trustme.CA) -> httpx.Client:
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    allowed = frozenset({("127.0.0.1", port)})
    transport = CheckedTransport(lambda host, at: addresses_of(host, at, allowed), Deadline(), tls=trusted)
    return httpx.Client(transport=transport, trust_env=False, timeout=5.0)


def test_a_certificate_of_a_trusted_authority_for_this_name_is_accepted(authority: trustme.CA) -> None:
    context = server_context(authority.issue_cert("shop.localhost"))
    with serve_tls(context, speak_http_1) as (port, _), client(port, authority) as web:
        answer = web.get(f"https://shop.localhost:{port}/")
        assert (answer.text, answer.http_version) == ("one", "HTTP/1.1")


@pytest.mark.parametrize(
    ("names", "until", "cause"),
    [
        (("shop.localhost",), LONG_AGO, "that has expired"),
        (("other.localhost",), None, "of another site"),
        (("*.other.localhost", "127.0.0.1"), None, "of another site"),
    ],
)
def test_a_certificate_that_is_out_of_date_or_another_hosts_is_refused_with_its_cause(
    authority: trustme.CA, names: tuple[str, ...], until: datetime.datetime | None, cause: str
) -> None:
    since = LONG_AGO - datetime.timedelta(days=90) if until else None
    context = server_context(authority.issue_cert(*names, not_before=since, not_after=until))
    with serve_tls(context, speak_http_1) as (port, agreed), client(port, authority) as web:
        with pytest.raises(Blocked, match=f"shop.localhost has a certificate {cause}, so it is not read"):
            web.get(f"https://shop.localhost:{port}/")
        assert agreed == []


def test_a_self_signed_certificate_is_refused_by_the_fetcher(authority: trustme.CA) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with authority.cert_pem.tempfile() as certificate, authority.private_key_pem.tempfile() as key:
        context.load_cert_chain(certificate, key)
    with serve_tls(context, speak_http_1) as (port, agreed):
        fetcher = Fetcher("", frozenset({("127.0.0.1", port)}), NO_PAUSE)
        with fetcher, pytest.raises(Blocked, match="has a certificate that it signed itself"):
            fetcher.fetch(f"https://shop.localhost:{port}/")
        assert agreed == []


def test_an_authority_that_nobody_trusts_is_refused(authority: trustme.CA) -> None:
    context = server_context(trustme.CA().issue_cert("shop.localhost"))
    with serve_tls(context, speak_http_1) as (port, agreed), client(port, authority) as web:
        with pytest.raises(Blocked, match="has a certificate that no known authority signed"):
            web.get(f"https://shop.localhost:{port}/")
        assert agreed == []


def test_a_server_that_offers_http_2_is_asked_over_one_connection(authority: trustme.CA) -> None:
    context = server_context(authority.issue_cert("shop.localhost"), protocols=("h2", "http/1.1"))
    with serve_tls(context, speak_http_2) as (port, agreed), client(port, authority) as web:
        answers = [web.get(f"https://shop.localhost:{port}/{number}") for number in range(3)]
        assert [answer.content for answer in answers] == [b"/%d" % number + LARGE for number in range(3)]
        assert {answer.http_version for answer in answers} == {"HTTP/2"}
        assert agreed == ["h2"]


def test_the_fetcher_reads_page_after_page_over_one_connection(authority: trustme.CA) -> None:
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    for speak, protocols in ((speak_http_2, ("h2", "http/1.1")), (speak_http_1, ("http/1.1",))):
        context = server_context(authority.issue_cert("shop.localhost"), protocols=protocols)
        with serve_tls(context, speak) as (port, agreed):
            with Fetcher("", frozenset({("127.0.0.1", port)}), NO_PAUSE, tls=trusted) as fetcher:
                texts = [fetcher.fetch(f"https://shop.localhost:{port}/{number}").text for number in range(5)]
            assert len(texts) == 5
            assert agreed == [protocols[0]]


def test_a_server_without_http_2_is_asked_in_http_1(authority: trustme.CA) -> None:
    context = server_context(authority.issue_cert("shop.localhost"))
    with serve_tls(context, speak_http_1) as (port, agreed), client(port, authority) as web:
        assert web.get(f"https://shop.localhost:{port}/").http_version == "HTTP/1.1"
        assert agreed == ["http/1.1"]
