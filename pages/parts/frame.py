"""What every screen needs first: the application, the person, and the campaign that is open."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

import streamlit as st

from graph import bootstrap, campaigns
from graph.app import App
from graph.overview import Overview
from storage.records import Campaign

WHO = "you"
# Not in the session: a drawing that is cut off there is cut off again when it cleans up, and leaves what is old.
_seen: ContextVar[Overview | None] = ContextVar("seen", default=None)


def app() -> App:
    """The application of this process."""
    return bootstrap.current()


def choose_campaign(listed: Sequence[Campaign]) -> None:
    """The sidebar's choice of campaign; it stands in the address, so reload, bookmarks and links keep it."""
    ids = [one.id for one in listed]
    if not ids:
        return
    wanted = st.query_params.get("campaign", "")
    is_followed = wanted != st.session_state.get("campaign_in_address")
    if is_followed and wanted.isdigit() and int(wanted) in ids:
        st.session_state.campaign = int(wanted)
    if st.session_state.get("campaign") not in ids:
        st.session_state.campaign = ids[0]
    # The browser keeps the label that was chosen, so each has to be the only one of its kind and to stay as it is.
    names = {one.id: f"{one.brief.name} · {one.id}" for one in listed}
    st.sidebar.selectbox("Campaign", ids, format_func=names.__getitem__, key="campaign")
    status = {one.id: one.status for one in listed}[st.session_state.campaign]
    st.sidebar.caption(f"This campaign is {status}.")
    st.session_state.campaign_in_address = str(st.session_state.campaign)
    if wanted != st.session_state.campaign_in_address:
        st.query_params["campaign"] = st.session_state.campaign_in_address


@contextmanager
def seen(view: Overview | None) -> Iterator[None]:
    """Let the screen that is drawn inside use what the frame just looked up, rather than look it up again."""
    token = _seen.set(view)
    try:
        yield
    finally:
        # A part of the screen that is drawn again later, without the frame, has to look for itself.
        _seen.reset(token)


def campaign() -> Overview | None:
    """The campaign that is open, as it stands now; None before the first one."""
    chosen = st.session_state.get("campaign")
    if chosen is None:
        return None
    view = _seen.get()
    return view if view is not None and view.campaign.id == chosen else campaigns.overview(app(), chosen)


@cache
def keep_loaded(screen: str) -> None:
    """Once a process, after a screen was first drawn: what it loaded stays, and nobody asks again whether it can go.

    Streamlit collects garbage after each drawing, while the browser waits for its rows; looking through all the
    modules that were loaded took a tenth of a second each time.
    """
    gc.collect()
    gc.freeze()


def held() -> str:
    """Why what is scheduled in the campaign that is open does not leave; empty where it does."""
    view = campaign()
    return view.held if view else ""


def open_campaign(campaign_id: int) -> None:
    """Show another campaign from the next drawing on; the sidebar follows the address."""
    st.query_params["campaign"] = str(campaign_id)


def no_campaign(words: str) -> None:
    """The empty state of a screen that shows a campaign's things."""
    st.info(words, icon=":material/info:")
    with st.container(horizontal=True):
        st.page_link("today.py", label="Try the demo town", icon=":material/holiday_village:")
        st.page_link("find.py", label="Find businesses", icon=":material/search:")
