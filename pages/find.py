"""Find: say whom you look for, see what will happen, start; how far it is, and stop."""

import streamlit as st

from agents.discovery import tags
from graph import campaigns
from pages.parts import address, frame, import_place, imported, plan, progress, upload, words
from pages.parts import brief as brief_form

SOURCES = {"osm": "OpenStreetMap", "file": "Import a list", "demo": "Demo town"}

app = frame.app()

st.title("Find")
view = frame.campaign()
if view is not None:
    progress.panel(view)
    imported.show(app, view)
    problems = campaigns.problems(app, view.campaign.id)
    if problems:
        with st.expander(f"What gave nothing in {words.plain(view.campaign.brief.name)} ({view.problems:,})"):
            st.dataframe([{"what": item, "why": why} for item, why in problems], hide_index=True)
    progress.menu(view)

brief_form.follow(app, list(SOURCES))
source = address.one_of(
    st.segmented_control, "Where to look", list(SOURCES), "source", format_func=SOURCES.__getitem__, required=True
)
base, key = brief_form.beginning(app, source)
if source == "file" and view is not None and view.campaign.brief.file and import_place.is_finished():
    st.button("Import another list", on_click=import_place.leave, key="another_list", icon=":material/upload_file:")
elif source == "file":
    prepared = upload.show(app, base, key)
    if prepared is not None:
        plan.show(app, prepared)
else:
    plan.show(app, brief_form.show(base, key))
if source == "osm":
    st.caption(tags.ATTRIBUTION)
