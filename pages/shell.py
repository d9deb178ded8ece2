"""The frame around every screen: navigation with counts, the campaign that is open, and what the last verb did."""

from pathlib import Path

import streamlit as st

from graph import campaigns, identity, today
from pages.parts import actions, frame, keys

HERE = Path(__file__).parent
SCREENS = (
    ("today", "Today", ":material/today:"),
    ("find", "Find", ":material/search:"),
    ("coverage", "Coverage", ":material/radar:"),
    ("leads", "Leads", ":material/storefront:"),
    ("duplicates", "Duplicates", ":material/join_inner:"),
    ("content", "Content", ":material/edit_note:"),
    ("outbox", "Outbox", ":material/outbox:"),
    ("results", "Results", ":material/monitoring:"),
    ("trends", "Trends", ":material/trending_up:"),
    ("prompts", "Prompts", ":material/article:"),
    ("settings", "Settings", ":material/settings:"),
)

st.set_page_config(page_title="Handpicked", page_icon=str(HERE / "icon.png"), layout="wide", initial_sidebar_state=240)
st.html(HERE / "look.css")
with actions.explained():
    frame.choose_campaign(campaigns.listed(frame.app()))
    view = frame.campaign()
    counts = {name: today.badge([view] if view else [], name) for name, _, _ in SCREENS}
    counts["duplicates"] = identity.waiting(frame.app())
    pages = [
        st.Page(
            f"{name}.py",
            title=f"{title} ({counts[name]:,})" if counts[name] else title,
            icon=icon,
            url_path=name,
            default=name == "today",
        )
        for name, title, icon in SCREENS
    ]
    page = st.navigation(pages)
    keys.show()
    actions.show_notice()
    with frame.seen(view):
        page.run()
    frame.keep_loaded(page.url_path)
