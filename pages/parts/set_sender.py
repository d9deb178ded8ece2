"""Who writes: the identity and postal address that every message carries."""

import streamlit as st

from graph import messages, preferences
from graph.app import App
from pages.parts import actions, frame
from storage.records import Sender


def show(app: App) -> None:
    with app.read() as work:
        kept = preferences.sender(work)
    if missing := kept.missing():
        st.warning(f"Still missing: {', '.join(missing)}. Nothing can be approved until then.", icon=":material/edit:")
    form, look = st.columns(2, gap="large")
    with form:
        typed = Sender(
            name=st.text_input("Name", kept.name, key="sender_name", max_chars=80) or "",
            company=st.text_input("Company", kept.company, key="sender_company", max_chars=120) or "",
            email=st.text_input("E-mail address", kept.email, key="sender_email", max_chars=200) or "",
            postal_address=st.text_area("Postal address", kept.postal_address, key="sender_address", max_chars=300)
            or "",
        )
        actions.button("Save", lambda: _save(app, typed), key="save_sender", type="primary")
    with look:
        st.caption("This stands below every e-mail:")
        with st.container(border=True):
            st.text(messages.footer(typed))
        st.caption("A change here ends the approvals of messages that have not left yet.")


def _save(app: App, typed: Sender) -> str:
    preferences.set_sender(app, typed, frame.WHO)
    return "Saved."
