"""Trends: interest in each sector of a campaign, what it did to the scores, and figures of one's own."""

import streamlit as st

from graph import trends
from pages.parts import frame, own_figures, trend_series, words

app = frame.app()
view = frame.campaign()

st.title("Trends")
if view is None:
    frame.no_campaign("Trends are looked up when businesses are found.")
    st.stop()
brief = view.campaign.brief
st.markdown(
    f"Interest in the sectors of **{words.plain(brief.name)}**. Newer points weigh more; half the weight is gone after "
    "45 days. A sector that no source knows has no trend in its score."
)
series = trends.of_campaign(app, view.campaign.id)
trend_series.ask_again(app, view)
if not series:
    st.info("No business was found yet, so there is nothing to look up.", icon=":material/info:")
for one in series:
    trend_series.show(one, brief)
own_figures.show(app, view.campaign.id)
trend_series.about_sources(brief)
