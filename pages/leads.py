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

title = st.container(horizontal=True, vertical_alignment="center", gap="small", key="title")
title.title("Leads", width="content")
if view is None:
    frame.no_campaign("No businesses were found yet.")
    st.stop()
above = st.container()
tools = st.container(horizontal=True, vertical_alignment="center", gap="small", key="tools")
chips, bar = st.container(), st.container()
with above:
    where = lead_view.where(view.campaign.id)
with chips:
    ordered = lead_order.applied(app, where)
page = lead_table.page(app, ordered, lead_view.place())
ids = [row.id for row in page.rows]
columns = lead_columns.filled(app, lead_columns.chosen(app), ids)
lead, ticked = drawer.opened(app, ids, view.campaign.id), lead_grid.ticked(page.rows)
# The rows come before all that is drawn around them: they are what somebody waits for.
if ids:
    table, beside = st.columns([8, 5], gap="medium")
    with table:
        lead_grid.show(where, page.rows, columns, lead)
        lead_pager.show(page)
else:
    st.info(lead_view.nothing(app, view, where))
with title:
    lead_filters.decisions(view, where)
    st.space("stretch")
    lead_verbs.hand_over(app, view)
with tools:
    lead_filters.search(where)
    lead_builder.show(app, where)
    lead_order.choose(app, where)
    lead_views.show(app, where, [column.name for column in columns])
    lead_columns.chooser(app, columns)
    lead_export.show(app, ordered, [column.name for column in columns], ticked)
    lead_recent.show(app, view.campaign.id)
with chips:
    lead_filters.conditions(where)
if ids:
    with bar:
        lead_verbs.show(app, ordered, page, ticked)
    if lead is not None:
        with beside, st.container(key="drawer", gap="small"):
            drawer.show(app, lead, ids, lead_pager.before(page), lead_pager.after(page))
with above:
    model_estimate.of_selected(app, view.campaign.id)
    progress.panel(view)
