"""Where the data lies, and what the doctor says of this machine."""

import streamlit as st

from graph import audit, doctor
from graph.app import App
from graph.machine import Health
from pages.parts import words

SHOWN = {Health.OK: st.success, Health.WARNING: st.warning, Health.BROKEN: st.error}


def show(app: App) -> None:
    st.write("Everything lies in one folder: the database, the outbox, imported lists.")
    st.code(str(app.settings.data_folder), language=None)
    st.caption("To keep a copy, close the program and copy that folder.")
    st.markdown("##### Health")
    if st.button("Examine this machine", key="examine", icon=":material/stethoscope:"):
        for finding in doctor.examine(app):
            mend = f" **{words.plain(finding.mend)}**" if finding.mend else ""
            SHOWN[finding.health](f"{finding.name}: {words.plain(finding.seen)}{mend}")
    st.markdown("##### What was done, newest first")
    entries = [
        {
            "when": words.moment(entry.at),
            "who": entry.actor,
            "what": entry.action,
            "on": entry.noun,
            "how many": len(entry.noun_ids),
        }
        for entry in audit.page(app)
    ]
    st.dataframe(entries, hide_index=True, height=320)
