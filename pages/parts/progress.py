"""How far the work on a campaign is, live."""

import streamlit as st

from graph import campaigns, runs
from graph.overview import Overview
from pages.parts import actions, frame, words
from pages.parts.actions import Notice
from storage.records import CampaignStatus, DeliveryStatus, JobStatus, RunStatus

WORDS = {
    "find": "Finding businesses",
    "score": "Scoring",
    "enrich": "Looking up trends",
    "personas": "Working out who reads each message",
    "write": "Writing drafts",
    "deliver": "Sending",
}


def panel(view: Overview) -> None:
    """The live bar while work goes on, and the verbs that stop it or let it go on.

    It keeps its place while there is nothing to show: what stands below would be drawn anew where the bar comes or
    goes, and would lose what was opened or typed there.
    """
    with st.container(key=f"progress_{view.campaign.id}"):
        _panel(view)


def _panel(view: Overview) -> None:
    campaign_id, who = view.campaign.id, frame.WHO
    if view.is_working:
        _live(campaign_id)
        is_stopping = view.job is not None and view.job.stop_asked
        actions.button(
            "Stopping…" if is_stopping else "Stop",
            lambda: campaigns.stop(frame.app(), campaign_id, who),
            icon=":material/stop_circle:",
            key=f"stop_{campaign_id}",
            disabled=is_stopping,
            help="Stops between two items. What was found is kept.",
        )
    elif view.campaign.status == CampaignStatus.STOPPED:
        _stopped(view)


def menu(view: Overview) -> None:
    """What can be done with a campaign as a whole that is not stopped: close it or open it again, start it anew."""
    if view.search is not None and view.search.status == RunStatus.CAPPED:
        most = f"{getattr(view.campaign.brief, view.search.cap):,} {runs.CAPS[view.search.cap]}"
        st.info(
            f"The search was stopped by its cap of {most}. Raise it under Coverage to go on.", icon=":material/flag:"
        )
    if view.search is not None:
        link = {"campaign": str(view.campaign.id)}
        st.page_link("coverage.py", label="What the search covered", icon=":material/radar:", query_params=link)
    if view.campaign.status == CampaignStatus.STOPPED:
        return
    with st.popover("This campaign", icon=":material/more_horiz:"):
        if view.campaign.status == CampaignStatus.CLOSED:
            st.caption("This campaign is closed: nothing of it is found, written or sent.")
            actions.button("Open it again", lambda: _reopened(view.campaign.id), key="reopen", icon=":material/undo:")
        else:
            _close(view)
        _again(view)


def _stopped(view: Overview) -> None:
    campaign_id, who = view.campaign.id, frame.WHO
    failed = view.job is not None and view.job.status == JobStatus.FAILED
    if failed and view.job is not None:
        st.error(words.plain(view.job.error), icon=":material/error:")
    found = sum(view.candidates.values())
    st.warning(f"{words.plain(view.campaign.brief.name)} is stopped. {found} businesses were found and are kept.")
    with st.container(horizontal=True):
        actions.button(
            "Try again" if failed else "Go on",
            lambda: campaigns.go_on(frame.app(), campaign_id, who),
            type="primary",
            icon=":material/play_arrow:",
            key="go_on",
        )
        if view.campaign.stage == "find" and found:
            actions.button(
                f"Go on with the {found} found",
                lambda: campaigns.use_what_was_found(frame.app(), campaign_id, who),
                key="use_found",
            )
        _again(view)
        _close(view)


def _close(view: Overview) -> None:
    actions.button(
        "Close this campaign",
        lambda: _closed(view),
        icon=":material/archive:",
        key=f"close_{view.campaign.id}",
        help="Nothing of it is found, written or sent any more. What was found is kept.",
    )


def _again(view: Overview) -> None:
    """A link to the form of Find, filled with this campaign's brief."""
    campaign_id = str(view.campaign.id)
    link = {"campaign": campaign_id, "again": campaign_id}
    st.page_link("find.py", label="Change and start again", icon=":material/edit:", query_params=link)


def _closed(view: Overview) -> Notice:
    campaigns.finish(frame.app(), view.campaign.id, frame.WHO)
    waiting = view.deliveries.get(DeliveryStatus.QUEUED, 0)
    left = f" {waiting:,} scheduled messages stay here." if waiting else ""
    # Taking it back lets a campaign go on, which nobody asked of one that was stopped.
    undo = (lambda: _reopened(view.campaign.id)) if view.campaign.status == CampaignStatus.OPEN else None
    return Notice(f"{view.campaign.brief.name} is closed.{left}", undo=undo)


def _reopened(campaign_id: int) -> str:
    campaigns.go_on(frame.app(), campaign_id, frame.WHO)
    return "The campaign is open again."


@st.fragment(run_every=0.7)
def _live(campaign_id: int) -> None:
    with actions.explained():
        _bar(campaign_id)


def _bar(campaign_id: int) -> None:
    view = campaigns.overview(frame.app(), campaign_id)
    if not view.is_working or view.job is None:
        st.rerun()
    seen = view.job.progress
    stage = WORDS.get(seen.stage, "Starting")
    if view.job.stop_asked:
        stage = "Stopping…"
    share = min(seen.done / seen.total, 1.0) if seen.total else 0.0
    of = f"{seen.done:,} of {seen.total:,}" if seen.stage != "find" else f"{seen.done:,} found, at most {seen.total:,}"
    st.progress(share, text=f"**{stage}** · {of if seen.total else 'starting'} · {words.plain(seen.message)}")
    if seen.problems:
        many = "1 item" if view.problems == 1 else f"{view.problems:,} items"
        st.caption(f"{many} gave nothing. Last: {words.plain(seen.problems[-1])}")
