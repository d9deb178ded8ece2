"""How often a campaign is searched again by itself, and when next."""

import streamlit as st

from graph import runs
from graph.app import App
from graph.coverage import Coverage
from pages.parts import actions, frame, words
from storage.records import CampaignStatus

PERIODS = {0: "Never", 1: "Every day", 7: "Every week", 14: "Every two weeks", 30: "Every 30 days"}
KEY = "every_days"


def show(app: App, shown: Coverage) -> None:
    """The choice of a period, and the next date in words. A list that was imported has nothing to search again."""
    brief, campaign_id = shown.campaign.brief, shown.campaign.id
    if runs.is_list(brief):
        return
    periods = PERIODS if brief.every_days in PERIODS else {**PERIODS, brief.every_days: _every(brief.every_days)}
    key = f"{KEY}_{campaign_id}_{brief.every_days}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Search again by itself",
            sorted(periods),
            index=sorted(periods).index(brief.every_days),
            format_func=periods.__getitem__,
            key=key,
            width=220,
            on_change=lambda: actions.attempt(lambda: _changed(app, campaign_id, int(st.session_state[key]))),
        )
        st.caption(words.plain(_next(shown)), width="stretch")


def _next(shown: Coverage) -> str:
    if not shown.campaign.brief.every_days or shown.next_at is None:
        return "It is searched again only when you say so."
    if shown.campaign.status != CampaignStatus.OPEN:
        return f"Not while the campaign is {shown.campaign.status}."
    return f"Next on {words.moment(shown.next_at)}. New businesses appear under Leads; nobody is written to."


def _changed(app: App, campaign_id: int, every_days: int) -> str:
    planned = runs.schedule(app, campaign_id, every_days, frame.WHO)
    if planned is None:
        return "The campaign is no longer searched by itself."
    return f"{_every(every_days)} from now on, next on {words.moment(planned)}."


def _every(days: int) -> str:
    return PERIODS.get(days, f"Every {days:,} days")
