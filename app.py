"""The one entry: `streamlit run app.py` serves the screens and runs the background worker beside them."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from graph import bootstrap, campaigns
from graph.app import App
from graph.downloads import Downloader
from graph.worker import Worker
from storage.errors import HandpickedError


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Open the data folder, serve the demo town where a campaign knows it, work and fetch until the server stops."""
    try:
        handpicked = bootstrap.current()
    except HandpickedError as error:
        print(f"Handpicked cannot start. {error}", file=sys.stderr, flush=True)
        os._exit(1)  # an exception would end the server too, below a page of its own stack trace
    _serve_demo(handpicked)
    worker = Worker(handpicked)
    downloader = Downloader(handpicked, handpicked.settings.catalogue)
    worker.start()
    downloader.start()
    print(f"Handpicked runs at http://localhost:{st.get_option('server.port')}. End it with Ctrl+C.", flush=True)
    try:
        yield
    finally:
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


app = st.App("pages/shell.py", lifespan=lifespan)
