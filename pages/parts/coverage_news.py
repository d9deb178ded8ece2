"""What searches that were run again brought, on the screen of what needs a person."""

import streamlit as st

from graph import today
from graph.app import App
from graph.overview import Overview
from pages.parts import words


def show(app: App, views: list[Overview]) -> None:
    """A line a campaign, with links to its new businesses and to what the search covered."""
    for one in today.news(app, views):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            gone = "whether any are gone cannot be said" if one.gone is None else f"{one.gone:,} gone"
            told = f"**{one.new:,} new, {gone} since {words.moment(one.since)}**"
            st.markdown(f"{told}  \n{words.plain(one.name)} · searched {words.ago(one.at)}", width="stretch")
            link = {"campaign": str(one.campaign_id)}
            if one.new:
                new = {**link, "where": one.filter}
                st.page_link("leads.py", label="The new ones", icon=":material/arrow_forward:", query_params=new)
            st.page_link("coverage.py", label="Coverage", icon=":material/radar:", query_params=link)
