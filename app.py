"""The one entry: `streamlit run app.py` serves the screens and runs the background worker beside them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from graph import bootstrap, campaigns
from graph.worker import Worker


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Open the data folder, serve the demo town where a campaign knows it, and work until the server stops."""
    handpicked = bootstrap.current()
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
