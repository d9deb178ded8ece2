"""Outbox: what is scheduled, sent, failed or in doubt, and what can be done about it."""

import streamlit as st

from graph import deliveries
from pages.parts import address, delivery, frame, progress, turner
from storage.records import DeliveryStatus

app = frame.app()
view = frame.campaign()

st.title("Outbox")
if view is None:
    frame.no_campaign("Nothing was approved yet.")
    st.stop()
progress.panel(view)
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
total = sum(counts.get(status, 0) for status in statuses)
if not total:
    st.info("Nothing here. Approved messages appear in this list.", icon=":material/info:")
    st.page_link("content.py", label="Go to the drafts", icon=":material/arrow_forward:")
delivery.watch(app, view)
if total:
    noun = "message" if total == 1 else "messages"
    offset = turner.offset(total, delivery.SHOWN, "outbox_page", f"{total:,} {noun}, the newest first")
    for row in deliveries.page(app, statuses, view.campaign.id, delivery.SHOWN, offset):
        delivery.show(app, row)
st.text(f"Messages are files in {app.settings.outbox}.")
