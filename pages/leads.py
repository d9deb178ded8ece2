"""Leads: the table of what was found, best first; select, reject, defer, and hand over to the writer."""

import streamlit as st

from graph import lead_table
from pages.parts import (
    drawer,
    frame,
    lead_builder,
    lead_columns,
    lead_export,
    lead_filters,
    lead_grid,
    lead_order,
    lead_pager,
    lead_recent,
    lead_verbs,
    lead_view,
    lead_views,
    model_estimate,
    progress,
)

app = frame.app()
view = frame.campaign()

title = st.container(horizontal=True, vertical_alignment="center", gap="small")
title.title("Leads", width="content")
if view is None:
    frame.no_campaign("No businesses were found yet.")
    st.stop()
where = lead_view.where(view.campaign.id)
columns = lead_columns.chosen(app)
with title:
    lead_filters.decisions(view, where)
    st.space("stretch")
    lead_verbs.hand_over(app, view)
above = st.container()
with st.container(horizontal=True, vertical_alignment="center", gap="small", key="tools"):
    lead_filters.search(where)
    lead_builder.show(app, where)
    lead_order.choose(app, where)
    lead_views.show(app, where, [column.name for column in columns])
    lead_columns.chooser(app, columns)
    tools = st.container(horizontal=True, gap="small", width="content")
    lead_recent.show(app, view.campaign.id)
lead_filters.conditions(where)
ordered = lead_order.applied(app, where)
page = lead_table.page(app, ordered, lead_view.place())
if page.rows:
    ids = [row.id for row in page.rows]
    lead, ticked = drawer.opened(app, ids, view.campaign.id), lead_grid.ticked(page.rows)
    table, beside = st.columns([3, 2], gap="medium")
    with table:
        bar = st.container()
        lead_grid.show(where, page.rows, columns, lead)
        lead_pager.show(page)
    with bar:
        lead_verbs.show(app, ordered, ticked, page.count)
    with tools:
        lead_export.show(app, ordered, [column.name for column in columns], ticked)
    if lead is not None:
        with beside, st.container(key="drawer", gap="small"):
            drawer.show(app, lead, ids, lead_pager.before(page), lead_pager.after(page))
else:
    st.info(lead_view.nothing(view, where))
# Neither is needed to see the rows, so neither keeps them waiting.
with above:
    model_estimate.of_selected(app, view.campaign.id)
    progress.panel(view)
