"""Outbox: what is scheduled, sent, failed or in doubt, and what can be done about it."""

import streamlit as st

from graph import deliveries
from pages.parts import address, delivery, frame, progress
from storage.records import DeliveryStatus

app = frame.app()
view = frame.campaign()

st.title("Outbox")
if view is None:
    frame.no_campaign("Nothing was approved yet.")
    st.stop()
progress.panel(view)
if view.held:
    st.warning(view.held, icon=":material/pause_circle:")
counts = view.deliveries
chosen = address.some_of(
    "State",
    [str(status) for status in DeliveryStatus],
    "delivery",
    [],
    format_func=lambda status: f"{status} {counts.get(DeliveryStatus(status), 0):,}",
    label_visibility="collapsed",
)
statuses = tuple(DeliveryStatus(status) for status in chosen) or tuple(DeliveryStatus)
rows = deliveries.page(app, statuses, view.campaign.id)
if not rows:
    st.info("Nothing here. Approved messages appear in this list.", icon=":material/info:")
    st.page_link("content.py", label="Go to the drafts", icon=":material/arrow_forward:")
delivery.watch(app, view)
for row in rows[: delivery.SHOWN]:
    delivery.show(app, row)
if len(rows) > delivery.SHOWN:
    st.caption(f"The newest {delivery.SHOWN} of {len(rows)} are shown.")
st.caption(f"Messages are files in {app.settings.outbox}.")
