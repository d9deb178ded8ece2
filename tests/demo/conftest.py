"""A served town, and a way to ask it for pages that needs no name resolution."""

import http.client
import json
from collections.abc import Iterator
from typing import Any

import pytest

from demo.server import DemoServer


class Visitor:
    """Asks the server at a port for a path of a host."""

    def __init__(self, port: int) -> None:
        self._port = port

    def get(self, path: str, host: str = "lindental") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": f"{host}.localhost:{self._port}"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def text(self, path: str, host: str = "lindental") -> str:
        status, text = self.get(path, host)
        assert status == 200, (host, path, status)
        return text

    def json(self, path: str) -> Any:
        return json.loads(self.text(path))


@pytest.fixture(scope="session")
def server() -> Iterator[DemoServer]:
    served = DemoServer(0)
    served.start()
    yield served
    served.stop()


@pytest.fixture(scope="session")
def visitor(server: DemoServer) -> Visitor:
    return Visitor(server.port)
