"""What was done with the open lead: who, what, when, and when it was found."""

import streamlit as st

from graph import lead_detail
from graph.app import App
from pages.parts import words
from storage.records import AuditEntry, Candidate


def show(app: App, candidate: Candidate) -> None:
    lines = [_entry(entry) for entry in lead_detail.history(app, candidate.id)]
    found = f"{words.moment(candidate.lead.found_at)} · found by {candidate.lead.source}"
    st.markdown("\n".join(f"- :small[{words.plain(line)}]" for line in [*lines, found]))


def _entry(entry: AuditEntry) -> str:
    said = [str(entry.detail.get(name) or "") for name in ("reason", "note", "until")]
    return " · ".join([words.moment(entry.at), entry.actor, " ".join(filter(None, [entry.action, *said]))])
