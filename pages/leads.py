"""Leads: the table of what was found, best first; select, reject, defer, and hand over to the writer."""

import streamlit as st

from graph import leads
from pages.parts import (
    drawer,
    frame,
    lead_columns,
    lead_filters,
    lead_grid,
    lead_verbs,
    model_estimate,
    progress,
    turner,
)

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
where = lead_filters.show(app, view)
total = leads.page(app, where, limit=0).total
if not total:
    st.info("No lead matches these filters." if sum(view.candidates.values()) else "Nothing was found yet.")
    st.stop()

SIZE = 40
table, beside = st.columns([3, 2], gap="medium")
with table:
    bar = st.container()
    offset = turner.offset(total, SIZE, "page", f"{total:,} leads match")
    rows = leads.page(app, where, offset, SIZE).rows
    ids = [row.id for row in rows]
    lead = drawer.opened(app, ids, view.campaign.id)
    columns = [lead_columns.BY_NAME[name] for name in lead_columns.DEFAULT]
    lead_grid.show(rows, columns, lead, ("", ""), (), drawer.open_lead, lambda name: None)
    with bar:
        lead_verbs.show(app, where, lead_grid.ticked(rows), total)
with beside:
    if lead is not None:
        drawer.show(app, lead, ids, None, None)
