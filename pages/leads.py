"""Leads: the table of what was found, best first; select, reject, defer, and hand over to the writer."""

import streamlit as st

from graph import leads
from pages.parts import drawer, frame, lead_filters, lead_table, lead_verbs, model_estimate, progress, turner

app = frame.app()
view = frame.campaign()

title = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
title.title("Leads", width="content")
if view is None:
    frame.no_campaign("No businesses were found yet.")
    st.stop()
with title:
    lead_verbs.hand_over(app, view)
model_estimate.of_selected(app, view.campaign.id)
progress.panel(view)
where, order = lead_filters.show(app, view)
total = leads.page(app, where, limit=0).total
if not total:
    st.info("No lead matches these filters." if sum(view.candidates.values()) else "Nothing was found yet.")
    st.stop()

table, beside = st.columns([3, 2], gap="medium")
with table:
    bar = st.container()
    offset = turner.offset(total, lead_table.SIZE, "page", f"{total:,} leads match")
    rows = leads.page(app, where, order, offset, lead_table.SIZE).rows
    chosen, opened = lead_table.show(rows)
    with bar:
        lead_verbs.show(app, where, order, chosen, total)
with beside:
    candidate_id = drawer.opened([row.id for row in rows], opened, view.campaign.id)
    if candidate_id is not None:
        drawer.show(leads.detail(app, candidate_id), [row.id for row in rows])
