"""How the town is served, counted, shared and refused."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from demo.server import DemoServer
from storage.errors import BadConfig, Unavailable
from tests.demo.conftest import Visitor


@contextmanager
def running(port: int = 0) -> Iterator[DemoServer]:
    server = DemoServer(port)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def foreign(answer: bytes) -> Iterator[int]:
    """A port where another program gives this answer to every question."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            return

    program = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=program.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield program.server_port
    finally:
        program.shutdown()
        thread.join()
        program.server_close()


def test_hits_count_pages_and_name_the_forbidden_ones() -> None:
    with running() as server:
        visitor = Visitor(server.port)
        visitor.text("/cafes/")
        visitor.text("/private/")

        assert server.hits.pages == 2
        assert server.hits.forbidden == ("http://lindental.localhost/private/",)


def test_a_second_server_uses_the_first_and_leaves_it_running() -> None:
    with running() as first:
        with running(first.port) as second:
            Visitor(second.port).text("/")
            assert first.hits == second.hits

        assert Visitor(first.port).get("/")[0] == 200


def test_a_second_server_takes_over_when_the_first_has_gone() -> None:
    with running() as first, running(first.port) as second:
        first.stop()
        second.start()

        assert Visitor(second.port).get("/")[0] == 200


def test_starting_and_stopping_twice_changes_nothing() -> None:
    with running() as server:
        port = server.port
        server.start()
        assert server.port == port
        server.stop()
        server.stop()

        with pytest.raises(Unavailable, match=str(port)):
            _ = server.hits


def test_stopping_ends_the_thread_and_frees_the_port() -> None:
    before = set(threading.enumerate())
    with running() as server:
        assert len(set(threading.enumerate()) - before) == 1
        port = server.port

    assert set(threading.enumerate()) <= before
    with running(port) as again:
        assert again.hits.pages == 0


@pytest.mark.parametrize(
    ("answer", "holder"),
    [
        (b"hello", "another program"),
        (b"[]", "another program"),
        (json.dumps({"service": "handpicked-demo", "version": "older"}).encode(), "another version"),
    ],
)
def test_a_port_that_is_taken_is_refused_with_the_setting_to_change(answer: bytes, holder: str) -> None:
    with foreign(answer) as port, pytest.raises(BadConfig, match=holder) as refused:
        DemoServer(port).start()

    assert str(port) in refused.value.what
    assert "HANDPICKED_DEMO_PORT" in refused.value.todo


def test_an_impossible_port_is_refused() -> None:
    with pytest.raises(BadConfig, match="70000"):
        DemoServer(70_000).start()


def test_the_bare_address_leads_to_the_directory(server: DemoServer, visitor: Visitor) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", "/")
    answer = connection.getresponse()
    answer.read()
    connection.close()

    assert (answer.status, answer.headers["location"]) == (307, server.url)
