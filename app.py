"""The one entry: `streamlit run app.py` serves the screens and runs the background worker beside them."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from graph import bootstrap, campaigns, exports
from graph.app import App
from graph.downloader import Downloader
from graph.exporter import Exporter
from graph.worker import Worker
from storage.errors import HandpickedError, NotFound

# A file of people's addresses is kept by no browser and no proxy, and is never shown as a page of ours.
PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox",
    "Referrer-Policy": "no-referrer",
}


# Every look into the database gives the interpreter away. While the worker computes, Python's own 5 ms until it comes
# back would add up over the dozens of looks of one screen.
SWITCH_S = 0.0005


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Open the data folder, serve the demo town where a campaign knows it, work and fetch until the server stops."""
    try:
        handpicked = bootstrap.current()
    except HandpickedError as error:
        print(f"Handpicked cannot start. {error}", file=sys.stderr, flush=True)
        os._exit(1)  # an exception would end the server too, below a page of its own stack trace
    sys.setswitchinterval(SWITCH_S)
    _serve_demo(handpicked)
    worker = Worker(handpicked)
    downloader = Downloader(handpicked, handpicked.settings.catalogue)
    exporter = Exporter(handpicked)
    worker.start()
    downloader.start()
    exporter.start()
    print(f"Handpicked runs at http://localhost:{st.get_option('server.port')}. End it with Ctrl+C.", flush=True)
    try:
        yield
    finally:
        exporter.stop()
        downloader.stop()
        worker.stop()
        handpicked.demo.stop()


def _serve_demo(handpicked: App) -> None:
    """Serve the town where a campaign knows it; where that fails, a search of it will say so, and all else works."""
    if any(view.campaign.brief.is_demo for view in campaigns.overviews(handpicked)):
        try:
            handpicked.demo.start()
        except HandpickedError as error:
            print(error, file=sys.stderr, flush=True)


def export(request: Request) -> Response:
    """A file that leads were exported to, from disk; whoever knows its link gets it, as long as it is kept."""
    try:
        path, name = exports.file_of(bootstrap.current(), request.path_params["token"])
    except NotFound as error:
        return PlainTextResponse(str(error), 404, headers=PRIVATE)
    return FileResponse(path, filename=name, media_type="application/octet-stream", headers=PRIVATE)


app = st.App("pages/shell.py", routes=[Route(f"/{exports.FOLDER}/{{token}}", export)], lifespan=lifespan)
