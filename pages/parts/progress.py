"""How far the work on a campaign is, live."""

import streamlit as st

from graph import campaigns
from graph.campaigns import Overview
from pages.parts import actions, frame, words
from storage.records import CampaignStatus, JobStatus

WORDS = {
    "find": "Finding businesses",
    "score": "Scoring",
    "enrich": "Looking up trends",
    "personas": "Working out who reads each message",
    "write": "Writing drafts",
    "deliver": "Sending",
}


def panel(view: Overview) -> None:
    """The live bar while work goes on, and the verbs that stop it or let it go on."""
    campaign_id, who = view.campaign.id, frame.WHO
    if view.is_working:
        _live(campaign_id)
        actions.button(
            "Stop",
            lambda: campaigns.stop(frame.app(), campaign_id, who),
            icon=":material/stop_circle:",
            key=f"stop_{campaign_id}",
            help="Stops between two items. What was found is kept.",
        )
    elif view.campaign.status == CampaignStatus.STOPPED:
        _stopped(view)


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


@st.fragment(run_every=0.7)
def _live(campaign_id: int) -> None:
    view = campaigns.overview(frame.app(), campaign_id)
    if not view.is_working or view.job is None:
        st.rerun()
    seen = view.job.progress
    stage = WORDS.get(seen.stage, "Starting")
    share = min(seen.done / seen.total, 1.0) if seen.total else 0.0
    of = f"{seen.done:,} of {seen.total:,}" if seen.stage != "find" else f"{seen.done:,} found, at most {seen.total:,}"
    st.progress(share, text=f"**{stage}** · {of if seen.total else 'starting'} · {words.plain(seen.message)}")
    if seen.problems:
        many = "1 item" if view.problems == 1 else f"{view.problems:,} items"
        st.caption(f"{many} gave nothing. Last: {words.plain(seen.problems[-1])}")
