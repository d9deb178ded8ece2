"""The one entry: what must not keep it from starting."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from starlette.requests import Request
from starlette.responses import FileResponse, Response

import app as entry
from graph import exports
from graph.app import App
from graph.exporter import Exporter
from storage.lead_filter import leads_of
from tests.pages.conftest import found_folder, serve
from tests.pages.data import import_list
from tests.parts import TWELVE

__all__ = ["found_folder", "serve"]


@contextmanager
def another_program() -> Iterator[int]:
    """The port of a server that answers each visitor with a word and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            while True:
                try:
                    visitor = listener.accept()[0]
                except OSError:
                    return
                with visitor:
                    visitor.recv(1000)
                    visitor.sendall(b"HTTP/1.0 200 OK\r\n\r\nhello")

        thread = Thread(target=answer)
        thread.start()
        yield int(listener.getsockname()[1])
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


async def start_and_stop() -> None:
    async with entry.lifespan(entry.app):
        pass


def test_a_demo_town_whose_port_is_taken_is_said_and_all_else_works(
    serve: Callable[..., App], found_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with another_program() as port:
        import_list(serve(found_folder, demo_port=port), TWELVE[:1], is_demo=True)
        # In a thread: the browser of another test may keep an event loop in this one.
        with ThreadPoolExecutor() as pool:
            pool.submit(asyncio.run, start_and_stop()).result()
    said = capsys.readouterr().err
    assert f"port {port} is in use by another program" in said
    assert "HANDPICKED_DEMO_PORT" in said


def asked_for(token: str) -> Response:
    return entry.export(Request({"type": "http", "path_params": {"token": token}}))


def test_an_exported_file_comes_from_disk_to_whoever_has_its_link_and_to_nobody_else(
    serve: Callable[..., App], found_folder: Path
) -> None:
    app = serve(found_folder)
    export = exports.ask(app, leads_of(1), ["name"], "csv", "ann")
    assert asked_for(export.token).status_code == 404
    Exporter(app).work_once()
    answer = asked_for(export.token)
    assert isinstance(answer, FileResponse) and answer.path == exports.place(app, export)
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert asked_for(export.token[:-1]).status_code == asked_for("../handpicked.db").status_code == 404
