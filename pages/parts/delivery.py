"""One delivery in the outbox: its state, the message itself, and the verbs that the state allows."""

from pathlib import Path
from textwrap import shorten

import streamlit as st

from agents.email import mime
from graph import campaigns, deliveries
from graph.app import App
from graph.deliveries import Sent
from graph.overview import Overview
from pages.parts import actions, frame, words
from storage.records import CampaignStatus, DeliveryStatus, now

SHOWN = 50
COLORS = {
    DeliveryStatus.QUEUED: "blue",
    DeliveryStatus.SENDING: "blue",
    DeliveryStatus.SENT: "green",
    DeliveryStatus.FAILED: "red",
    DeliveryStatus.UNKNOWN: "orange",
    DeliveryStatus.CANCELLED: "gray",
}


def show(app: App, row: Sent) -> None:
    delivery = row.delivery
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(str(delivery.status), color=COLORS[delivery.status])  # type: ignore[arg-type]
            st.markdown(f"**{words.plain(row.candidate.lead.business.name)}**", width="stretch")
            whom = words.plain(delivery.recipient or "social post")
            st.caption(f"{whom} · {words.moment(delivery.sent_at or delivery.due_at)}", width="content")
            _verbs(app, row)
        if delivery.error:
            st.caption(words.plain(delivery.error))
        with st.expander(words.plain(shorten(row.message.subject or row.message.body, 80, placeholder=" …"))):
            _message(row)


@st.fragment(run_every=1)
def watch(app: App, view: Overview) -> None:
    """Count down to the next message; draw the screen anew when something left or came back."""
    with actions.explained():
        present = campaigns.overview(app, view.campaign.id)
        if (present.deliveries, present.drafts) != (view.deliveries, view.drafts):
            st.rerun()
        _next(app, present)


def _next(app: App, view: Overview) -> None:
    """When the next message leaves, or what holds it back."""
    count, due_at = deliveries.scheduled(app, view.campaign.id)
    if due_at is None:
        return
    if view.held:
        st.warning(f"{view.held} {count:,} scheduled.", icon=":material/pause_circle:")
    elif view.campaign.status != CampaignStatus.OPEN:
        st.warning(f"{count:,} scheduled. Nothing leaves while the campaign is {view.campaign.status}.")
    else:
        seconds = (due_at - now()).total_seconds()
        when = f"in {seconds:.0f} seconds" if seconds > 0 else "now"
        st.info(f"{count:,} scheduled. The next one leaves {when}; until then it can be taken back.")


def _verbs(app: App, row: Sent) -> None:
    delivery_id, status = row.delivery.id, row.delivery.status
    if status == DeliveryStatus.QUEUED:
        actions.button("Undo", lambda: _undone(app, delivery_id), key=f"undo_{delivery_id}", icon=":material/undo:")
    elif status == DeliveryStatus.FAILED:
        actions.button("Try again", lambda: _again(app, delivery_id), key=f"retry_{delivery_id}")
    elif status == DeliveryStatus.UNKNOWN:
        actions.button("It arrived", lambda: _settled(app, delivery_id, True), key=f"arrived_{delivery_id}")
        actions.button("It did not", lambda: _settled(app, delivery_id, False), key=f"lost_{delivery_id}")


def _message(row: Sent) -> None:
    """The file as it was written, else the message as it was approved."""
    path = Path(row.delivery.provider_id) if row.delivery.provider_id else None
    if row.delivery.via == "outbox" and path is not None and path.is_file():
        content = path.read_bytes()
        st.text(mime.text_of(content)[2])
        with st.popover("The file"):
            st.code(content.decode("utf-8", errors="replace"), language=None)
            st.download_button("Save", content, file_name=path.name, key=f"save_{row.delivery.id}", on_click="ignore")
        return
    st.text(mime.plain_text(row.message))


def _undone(app: App, delivery_id: int) -> str:
    deliveries.undo(app, delivery_id, frame.WHO)
    return "Taken back. The draft waits under Content."


def _again(app: App, delivery_id: int) -> str:
    deliveries.retry(app, delivery_id, frame.WHO)
    return "It will be tried again."


def _settled(app: App, delivery_id: int, arrived: bool) -> str:
    deliveries.settle(app, delivery_id, arrived, frame.WHO)
    return "Noted as sent." if arrived else "Noted as failed. It can be tried again."
