"""Content: the queue of drafts, the one that is open as its reader will see it, and a person's word on it."""

import streamlit as st

from graph import drafts
from pages.parts import draft_beside, draft_queue, draft_verbs, draft_view, frame, progress, turner
from storage.records import CampaignStatus

app = frame.app()
view = frame.campaign()

st.title("Content")
if view is None:
    frame.no_campaign("Nothing was written yet.")
    st.stop()
progress.panel(view)
statuses, channel = draft_queue.filters(view)
total = drafts.page(app, view.campaign.id, statuses, channel, limit=0).total
if not total:
    st.info(
        "Nothing waits here. Select leads, then let the writer begin."
        if view.campaign.status != CampaignStatus.CLOSED
        else "This campaign is closed.",
        icon=":material/info:",
    )
    st.page_link("leads.py", label="Go to the leads", icon=":material/arrow_forward:")
    st.stop()

left, middle, right = st.columns([2, 5, 3], gap="medium")
with left:
    offset = turner.offset(total, draft_queue.SIZE, "drafts", visible=3)
    queue = drafts.page(app, view.campaign.id, statuses, channel, offset, draft_queue.SIZE).rows
    if not queue:  # decided elsewhere since they were counted
        st.rerun()
    shown = draft_queue.choose(queue, offset, total)
    draft_queue.group(app, queue, total)
with middle:
    if draft_verbs.is_editing(shown):
        draft_verbs.edit_form(app, shown)
    else:
        draft_view.show(shown, view.campaign.brief)
        draft_verbs.show(app, shown)
with right:
    draft_beside.show(app, shown, drafts.beside(app, shown.draft))
