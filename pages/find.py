"""Find: say whom you look for, see what will happen, start; how far it is, and stop."""

from dataclasses import replace

import streamlit as st

from graph import campaigns
from pages.parts import actions, address, frame, progress, upload, words
from pages.parts import brief as brief_form
from storage.errors import HandpickedError
from storage.records import Brief

SOURCES = {"osm": "OpenStreetMap", "file": "Import a list", "demo": "Demo town"}

app = frame.app()


def start(brief: Brief) -> str:
    demo, who = brief.is_demo, frame.WHO
    campaign = campaigns.start_demo(app, who, brief) if demo else campaigns.start(app, brief, who)
    frame.open_campaign(campaign.id)
    return f"{campaign.brief.name} has started. You can close this window; the work goes on."


def offer_to_start(brief: Brief) -> None:
    """What would happen, and the button that makes it happen."""
    try:
        plan = campaigns.plan(app, brief)
    except HandpickedError as error:
        st.info(words.plain(error.todo or error.what), icon=":material/edit:")
        return
    pages = f", at most {plan.pages:,} pages" if plan.pages else ""
    where = words.plain(", ".join(plan.where))
    st.markdown(
        f"**What will happen:** look in {where}{pages}, about {words.duration(plan.seconds)}. "
        "Then every business is scored, and you pick. Nothing is sent."
    )
    actions.button("Start", lambda: start(brief), type="primary", icon=":material/play_arrow:", key="start")


st.title("Find")
view = frame.campaign()
if view is not None:
    progress.panel(view)
    problems = campaigns.problems(app, view.campaign.id)
    if problems:
        with st.expander(f"What gave nothing in {words.plain(view.campaign.brief.name)} ({view.problems:,})"):
            st.dataframe([{"what": item, "why": why} for item, why in problems], hide_index=True)

source = address.one_of(
    st.segmented_control, "Where to look", list(SOURCES), "source", format_func=SOURCES.__getitem__, required=True
)
if source == "file":
    prepared = upload.show(app)
    if prepared is not None:
        offer_to_start(prepared)
else:
    base = campaigns.DEMO_BRIEF if source == "demo" else Brief("", "", "", "", "")
    offer_to_start(replace(brief_form.show(base, key=source), source=source))
