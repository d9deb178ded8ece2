"""Why an address was not read, in words that a person understands."""

import errno
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator

import httpcore
import httpx
import pytest

from agents.discovery import causes
from agents.discovery.fetch import Fetcher, Limits
from agents.discovery.trip import Trip
from storage.errors import HandpickedError
from tests.agents.discovery.loopback import serve


def caused(error: Exception, cause: Exception | None) -> Exception:
    error.__cause__ = cause
    return error


def tls(reason: str) -> ssl.SSLError:
    error = ssl.SSLError(1, f"[SSL: {reason}] some words (_ssl.c:1006)")
    error.reason = reason
    return error


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (tls("WRONG_VERSION_NUMBER"), "does not speak HTTPS at its https address"),
        (tls("TLSV1_ALERT_PROTOCOL_VERSION"), "offers only an encryption that is too old to be safe"),
        (tls("NO_SHARED_CIPHER"), "could not agree on an encryption"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "x"), "refuses the connection"),
        (ConnectionResetError(errno.ECONNRESET, "x"), "broke off the connection"),
        (OSError(errno.ENETUNREACH, "x"), "cannot be reached: the network knows no way to it"),
        (
            socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
            "has no address: the internet does not know its name",
        ),
        (
            socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"),
            "could not be looked up: the directory of names does not answer",
        ),
        (zlib.error("Error -3 while decompressing data"), "sends an answer that cannot be unpacked"),
        (None, "broke off the connection"),
    ],
)
def test_what_lies_below_an_error_is_told_and_nothing_of_a_library(cause: Exception | None, told: str) -> None:
    error = caused(httpx.ConnectError("_ssl.c:1006"), caused(httpcore.ConnectError("x"), cause) if cause else None)
    assert causes.of(error) == told


def test_what_nobody_knows_is_told_without_its_words() -> None:
    assert causes.of(httpx.RemoteProtocolError("illegal header line")) == "answers in a way that cannot be understood"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("https://a.example/x did not answer within 15 s.", "did not answer within 15 s"),
        ("a.example has a certificate that has expired, so it is not read.",
         "has a certificate that has expired, so it is not read"),
        ("https://a.example/x was not read: the site refuses the connection.", "the site refuses the connection"),
        ("https://b.example/ is not there (404).", "https://b.example/ is not there (404)."),
        ("https://a.example/xy is not there (404).", "https://a.example/xy is not there (404)."),
    ],
)  # fmt: skip
def test_an_address_is_not_told_twice(sentence: str, told: str) -> None:
    assert causes.without("https://a.example/x", sentence) == told


def test_of_a_text_that_is_no_address_nothing_is_taken_away() -> None:
    assert causes.without("http://[[::1]]/", "http://[[::1]]/ is no address.") == "is no address"
    assert causes.without("", "It is no address.") == "It is no address."


def broken(url: str, port: int, limits: Limits) -> tuple[HandpickedError, Trip]:
    trip = Trip()
    with Fetcher("", frozenset({("127.0.0.1", port)}), limits) as fetcher, pytest.raises(HandpickedError) as caught:
        fetcher.fetch(url, trip=trip)
    return caught.value, trip


@pytest.fixture
def deaf() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def gone() -> Iterator[int]:
    """A port that hangs up at once."""
    server = socket.create_server(("127.0.0.1", 0))

    def hang_up() -> None:
        try:
            while True:
                server.accept()[0].close()
        except OSError:
            return

    thread = threading.Thread(target=hang_up, daemon=True)
    thread.start()
    yield server.getsockname()[1]
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def test_a_site_without_tls_is_told_as_that(web_port: int) -> None:
    url = f"https://a.localhost:{web_port}/"
    error, trip = broken(url, web_port, Limits(distance_s=0))
    assert error.what == f"{url} was not read: the site does not speak HTTPS at its https address."
    assert [visit.why for visit in trip.visits] == ["robots.txt", "the site does not speak HTTPS at its https address"]


@pytest.fixture
def web_port() -> Iterator[int]:
    with serve({}) as web:
        yield int(web.url().split(":")[2].split("/")[0])


def test_a_site_that_hangs_up_is_told_as_that(gone: int) -> None:
    error, _ = broken(f"http://a.localhost:{gone}/", gone, Limits(distance_s=0))
    assert error.what.endswith("was not read: the site broke off the connection.")


def test_a_site_that_says_nothing_is_told_as_that(deaf: int) -> None:
    error, _ = broken(f"http://a.localhost:{deaf}/", deaf, Limits(distance_s=0, total_s=0.3))
    assert error.what.endswith("was not read: the site did not answer within 0.3 s.")
