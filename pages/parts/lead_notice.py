"""What a decision on leads did, in words, with its undo."""

from collections.abc import Sequence

import streamlit as st

from graph import leads
from graph.app import App
from graph.decisions import Decided
from pages.parts import frame
from pages.parts.actions import Notice
from storage.lead_filter import LeadFilter, Shown

Chosen = Sequence[int] | LeadFilter | Shown
EVERYTHING = "everything"
DONE = {
    "select": "selected",
    "reject": "rejected",
    "defer": "deferred",
    "reopen": "put back",
    "hand over": "handed over",
    "tag": "tagged",
    "untag": "untagged",
    "assign": "assigned",
}


def told(app: App, done: Decided) -> Notice:
    """What a decision did, with its undo."""
    st.session_state[EVERYTHING] = False
    left = f" {done.left:,} stayed as they were: they were so already, or their state does not allow it."
    text = f"{done.moved:,} {'lead' if done.moved == 1 else 'leads'} {DONE[done.verb]}.{left if done.left else ''}"
    if done.shown is not None:
        text = f"You saw {done.shown:,}; {done.moved + done.left:,} matched. {text}"
    if not done.undo:
        return Notice(text)
    return Notice(text, undo=lambda: f"{leads.undo(app, done.undo, frame.WHO):,} put back as before.")
