"""What was done with the open lead: who, what, when, and when it was found."""

import streamlit as st

from graph import lead_detail
from graph.app import App
from graph.lead_detail import Seen
from pages.parts import words
from storage.records import AuditEntry, Candidate


def show(app: App, candidate: Candidate, seen: Seen) -> None:
    lines = [_entry(entry) for entry in lead_detail.history(app, candidate.id)]
    found = f"{words.moment(candidate.lead.found_at)} · found by {candidate.lead.source}"
    st.markdown("\n".join(f"- :small[{words.plain(line)}]" for line in [*lines, *_searches(seen), found]))


def _searches(seen: Seen) -> list[str]:
    """Which of the campaign's searches found it, the last and the first, and which did not."""
    said = {"not found any more by": seen.gone, "found again by": seen.last, "first found here by": seen.first}
    if seen.last == seen.first:
        del said["found again by"]
    return [f"{words.moment(run[1])} · {what} search {run[0]:,}" for what, run in said.items() if run is not None]


def _entry(entry: AuditEntry) -> str:
    said = [str(entry.detail.get(name) or "") for name in ("reason", "note", "until")]
    return " · ".join([words.moment(entry.at), entry.actor, " ".join(filter(None, [entry.action, *said]))])
