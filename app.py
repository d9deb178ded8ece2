"""The one entry: `streamlit run app.py` serves the screens and runs the background worker beside them."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from graph import bootstrap, campaigns
from graph.worker import Worker
from storage.errors import HandpickedError


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Open the data folder, serve the demo town where a campaign knows it, and work until the server stops."""
    try:
        handpicked = bootstrap.current()
    except HandpickedError as error:
        print(f"Handpicked cannot start. {error}", file=sys.stderr, flush=True)
        os._exit(1)  # an exception would end the server too, below a page of its own stack trace
    if any(view.campaign.brief.is_demo for view in campaigns.overviews(handpicked)):
        handpicked.demo.start()
    worker = Worker(handpicked)
    worker.start()
    try:
        yield
    finally:
        worker.stop()
        handpicked.demo.stop()


app = st.App("pages/shell.py", lifespan=lifespan)
