"""What every screen needs first: the application, the person, and the campaign that is open."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from graph import bootstrap, campaigns
from graph.app import App
from graph.campaigns import Overview

WHO = "you"


def app() -> App:
    """The application of this process."""
    return bootstrap.current()


def choose_campaign(views: Sequence[Overview]) -> None:
    """The sidebar's choice of campaign; it stands in the address, so reload, bookmarks and links keep it."""
    ids = [view.campaign.id for view in views]
    if not ids:
        return
    wanted = st.query_params.get("campaign", "")
    is_followed = wanted != st.session_state.get("campaign_in_address")
    if is_followed and wanted.isdigit() and int(wanted) in ids:
        st.session_state.campaign = int(wanted)
    if st.session_state.get("campaign") not in ids:
        st.session_state.campaign = ids[0]
    # The browser keeps the label that was chosen, so each has to be the only one of its kind and to stay as it is.
    names = {view.campaign.id: f"{view.campaign.brief.name} · {view.campaign.id}" for view in views}
    st.sidebar.selectbox("Campaign", ids, format_func=names.__getitem__, key="campaign")
    status = {view.campaign.id: view.campaign.status for view in views}[st.session_state.campaign]
    st.sidebar.caption(f"This campaign is {status}.")
    st.query_params["campaign"] = st.session_state.campaign_in_address = str(st.session_state.campaign)


@contextmanager
def seen(views: Sequence[Overview]) -> Iterator[None]:
    """Let the screen that is drawn inside use what the frame just looked up, rather than look it up again."""
    st.session_state.seen = {view.campaign.id: view for view in views}
    try:
        yield
    finally:
        # A part of the screen that is drawn again later, without the frame, has to look for itself.
        st.session_state.pop("seen", None)


def campaign() -> Overview | None:
    """The campaign that is open, as it stands now; None before the first one."""
    chosen = st.session_state.get("campaign")
    if chosen is None:
        return None
    return st.session_state.get("seen", {}).get(chosen) or campaigns.overview(app(), chosen)


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
