"""What a person should know before they decide on the open lead."""

import streamlit as st

from graph import leads
from graph.app import App
from graph.lead_detail import Elsewhere, Opened
from pages.parts import actions, frame, words
from storage.records import Candidate


def show(app: App, opened: Opened) -> None:
    if not opened.candidate.lead.business.email:
        _no_address(app, opened.candidate)
    for other in opened.elsewhere:
        st.warning(_elsewhere(other), icon=":material/content_copy:")


def _no_address(app: App, candidate: Candidate) -> None:
    st.warning("No e-mail address is known.", icon=":material/alternate_email:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        email = st.text_input("E-mail address", key=f"email_{candidate.id}", type="email")
        actions.button("Add", lambda: leads.set_email(app, candidate.id, email or "", frame.WHO), key="add_email")


def _elsewhere(other: Elsewhere) -> str:
    name = f"“{words.plain(other.campaign)}” ({other.campaign_id})"
    if other.written_at is not None:
        return f"Was written to on {words.day(other.written_at)} in campaign {name}."
    return f"Also in campaign {name}: {other.status}."
