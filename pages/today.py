"""Today: what needs a person now, what is under way, and why nothing may be happening."""

import streamlit as st

from graph import campaigns, identity, results, today
from pages.parts import actions, coverage_news, frame, progress, words

app = frame.app()


def start_demo() -> str:
    frame.open_campaign(campaigns.start_demo(app, frame.WHO).id)
    return "The demo town is being searched. Its businesses appear under Leads; nothing you do here reaches anybody."


def welcome() -> None:
    """The first time: three ways to begin."""
    st.title("Find businesses, pick the good ones, write to them")
    st.write("Handpicked does the legwork on this machine. You pick every lead and sign off every word.")
    demo, find, import_ = st.columns(3)
    with demo.container(border=True, height="stretch"):
        st.subheader(":material/holiday_village: Try the demo town")
        st.write("420 made-up businesses on made-up web sites, offline. Nothing can reach anybody.")
        actions.button("Try the demo town", start_demo, type="primary", key="start_demo")
    with find.container(border=True, height="stretch"):
        st.subheader(":material/search: Find businesses")
        st.write("Name a place and a sector; businesses come from OpenStreetMap.")
        st.page_link("find.py", label="Find businesses", icon=":material/arrow_forward:")
    with import_.container(border=True, height="stretch"):
        st.subheader(":material/upload_file: Import a list")
        st.write("A table you already have: CSV, Excel or GeoJSON.")
        st.page_link("find.py", label="Import a list", icon=":material/arrow_forward:", query_params={"source": "file"})


def needs(views: list[campaigns.Overview]) -> None:
    """Each thing that waits, with its count, as a link to where it is done."""
    names = {view.campaign.id: view.campaign.brief.name for view in views}
    waiting, pairs = today.needs(views), identity.waiting(app)
    if not waiting and not pairs:
        st.success("Nothing waits for you.", icon=":material/check_circle:")
    for need in waiting:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"### {need.count:,}", width=90)
            name = words.plain(names[need.campaign_id])
            st.markdown(f"**{need.words}**  \n{name} · {words.ago(need.since)}", width="stretch")
            link = {"campaign": str(need.campaign_id)}
            st.page_link(f"{need.page}.py", label="Open", icon=":material/arrow_forward:", query_params=link)
    if pairs and (since := identity.oldest(app)):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"### {pairs:,}", width=90)
            st.markdown(f"**pairs that may be one business**  \nall campaigns · {words.ago(since)}", width="stretch")
            st.page_link("duplicates.py", label="Open", icon=":material/arrow_forward:")


views = campaigns.overviews(app)
if not views:
    welcome()
else:
    st.title("Today")
    for view in views:
        if view.is_working:
            progress.panel(view)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader("What needs you")
        needs(views)
        coverage_news.show(app, views)
    with right:
        st.subheader("Why is nothing happening?")
        for reason in today.reasons_for_silence(app, views) or ["Nothing is held back."]:
            st.markdown(f"- {words.plain(reason)}")
        st.subheader("Last replies")
        replies = results.came_back(app)[:5]
        if not replies:
            st.caption("None yet.")
        for event, candidate in replies:
            mark = " · simulated" if event.simulated else ""
            st.markdown(f"**{words.plain(candidate.lead.business.name)}** · {event.kind}{mark}")
            st.caption(words.plain(event.text))
        actions.button("Try the demo town again", start_demo, key="start_demo", type="tertiary")
