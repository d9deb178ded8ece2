"""One search of a campaign: which is shown, how it stands, and what can be done with it."""

from collections.abc import Mapping

import streamlit as st

from graph import coverage, runs
from graph.app import App
from graph.coverage import Coverage
from graph.overview import Overview
from pages.parts import actions, address, frame, words
from storage.records import CampaignStatus, RunStatus, SearchRun

KEY = "search"
LABELS = {
    "max_minutes": "At most so many minutes",
    "max_pages": "At most so many pages",
    "limit": "At most so many businesses",
}


def choose(app: App, view: Overview) -> int | None:
    """The number of the search that is shown, the newest unless the address names another; None before the first."""
    every = coverage.searches(app, view.campaign.id)
    if not every:
        return None
    names = {str(search.number): _name(search) for search in every}
    if len(every) == 1:
        return every[0].number
    chosen = address.one_of(
        st.selectbox, "Search", list(names), KEY, format_func=names.__getitem__, label_visibility="collapsed", width=520
    )
    return int(chosen)


def part(parts: Mapping[str, str]) -> str:
    """Which part of the screen is open below the figures."""
    return address.one_of(
        st.segmented_control,
        "Part",
        list(parts),
        "part",
        format_func=parts.__getitem__,
        required=True,
        label_visibility="collapsed",
    )


def show(app: App, view: Overview, shown: Coverage) -> None:
    """How the search stands in a sentence, and its verbs; those of an earlier one are past."""
    standing = words.plain(_standing(view, shown))
    is_alone = len(shown.runs) == 1
    st.markdown(f"**{_name(shown.search)}** · {standing}" if is_alone else f"**{standing.capitalize()}**")
    if not shown.is_newest:
        return
    campaign_id = view.campaign.id
    if shown.search.status == RunStatus.CAPPED:
        _raise(app, shown)
    with st.container(horizontal=True, vertical_alignment="center"):
        if shown.search.status == RunStatus.ENDED:
            actions.button(
                "Go on searching", lambda: _went_on(app, campaign_id, {}), key="search_on", icon=":material/play_arrow:"
            )
        if shown.passing and not shown.is_under_way:
            actions.button(
                f"Read these again ({shown.passing:,})",
                lambda: _read_again(app, campaign_id),
                key="read_again",
                icon=":material/refresh:",
                help="What gave no answer is read once more. Nothing else is.",
            )
        if not shown.is_under_way and not runs.is_list(shown.campaign.brief):
            _again(app, view)


def _name(search: SearchRun) -> str:
    by = ", by itself" if search.is_scheduled else ""
    return f"Search {search.number} of {words.moment(search.started_at)}{by}"


def _standing(view: Overview, shown: Coverage) -> str:
    search, left = shown.search, f"{shown.ahead:,} still to read" if shown.ahead else ""
    if search.status == RunStatus.UNDER_WAY:
        state = "stopped" if view.campaign.status == CampaignStatus.STOPPED else "under way"
        return ", ".join(part for part in (state, left) if part)
    took = f"after {words.duration(search.seconds)}"
    if search.status == RunStatus.CAPPED:
        most = f"{getattr(shown.campaign.brief, search.cap):,} {runs.CAPS[search.cap]}"
        return ", ".join(part for part in (f"stopped by the cap of {most} {took}", left) if part)
    return ", ".join(part for part in (f"{search.status} {took}", left) if part)


def _raise(app: App, shown: Coverage) -> None:
    """A higher cap, and the button that lets the search go on under it where it stopped."""
    cap, campaign_id = shown.search.cap, shown.campaign.id
    reached = max(int(shown.used[cap]), getattr(shown.campaign.brief, cap))
    key = f"raise_{cap}_{reached}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(
            LABELS[cap],
            reached + 1,
            max(runs.MOST[cap], reached + 1),
            min(reached * 2, runs.MOST[cap]),
            key=key,
            width=260,
        )
        actions.button(
            "Raise it and go on",
            lambda: _went_on(app, campaign_id, {cap: int(st.session_state[key])}),
            key="raise_cap",
            type="primary",
            icon=":material/play_arrow:",
        )


def _again(app: App, view: Overview) -> None:
    campaign_id = view.campaign.id
    is_stopped = view.campaign.status == CampaignStatus.STOPPED
    why = "Let the campaign go on first." if is_stopped else "Looks in the same places again. Your decisions stay."
    actions.button(
        "Search again",
        lambda: _searched_again(app, campaign_id),
        key="search_again",
        icon=":material/travel_explore:",
        disabled=is_stopped,
        help=why,
    )


def _searched_again(app: App, campaign_id: int) -> str:
    search = runs.search_again(app, campaign_id, frame.WHO)
    st.session_state.pop(KEY, None)
    st.query_params.pop(KEY, None)
    return f"Search {search.number} has started. What it finds again stays as you decided it."


def _went_on(app: App, campaign_id: int, caps: Mapping[str, int]) -> str:
    runs.go_on(app, campaign_id, caps, frame.WHO)
    return "The search goes on where it stopped."


def _read_again(app: App, campaign_id: int) -> str:
    count = runs.read_again(app, campaign_id, frame.WHO)
    return f"{'One page is' if count == 1 else f'{count:,} pages are'} read again."
