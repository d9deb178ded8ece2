"""The made-up town, and a parent for the lives that are killed."""

from collections.abc import Iterator

import pytest

from demo.server import DemoServer
from tests.kill.nursery import Nursery, nursery


@pytest.fixture(scope="session")
def town() -> Iterator[int]:
    """The port of the town that is crawled."""
    server = DemoServer(0)
    server.start()
    yield server.port
    server.stop()


@pytest.fixture(scope="session")
def births(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery(tmp_path_factory.mktemp("kill") / "stderr.txt") as one:
        yield one
