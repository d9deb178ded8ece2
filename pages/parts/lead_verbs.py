"""What can be done with the ticked leads, or with all that match; each says first what it will do."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import streamlit as st

from graph import leads
from graph.app import App
from graph.campaigns import Overview
from graph.leads import Decided
from pages.parts import actions, frame
from pages.parts.actions import Notice
from storage.lead_filter import LeadFilter
from storage.records import REJECT_REASONS

DONE = {
    "select": "selected",
    "reject": "rejected",
    "defer": "deferred",
    "reopen": "put back",
    "hand over": "handed over",
}


def show(app: App, where: LeadFilter, chosen: Sequence[int], total: int) -> None:
    """The bar above the table."""
    with st.container(horizontal=True, vertical_alignment="center"):
        everything = st.toggle(f"All {total:,} that match", key="everything", disabled=bool(chosen))
        ids = list(chosen) or (leads.matching(app, where) if everything else [])
        count = f"{len(ids):,}" if ids else ""
        decide(app, f"Select {count}".strip(), "select", leads.select, ids, type="primary", icon=":material/check:")
        with st.popover(f"Reject {count}".strip(), icon=":material/block:", disabled=not ids):
            reasons(app, ids, "many")
        with st.popover(f"Defer {count}".strip(), icon=":material/schedule:", disabled=not ids):
            _defer(app, ids)
        decide(app, f"Put back {count}".strip(), "reopen", leads.reopen, ids, icon=":material/undo:")


def hand_over(app: App, view: Overview) -> None:
    """The button that hands the selected leads to the writer, where there are any."""
    if view.selected:
        actions.button(
            f"Write to the {view.selected:,} selected",
            lambda: _write(app, view.campaign.id),
            type="primary",
            icon=":material/edit_note:",
            key="write",
        )


def decide(
    app: App,
    words: str,
    key: str,
    use_case: Callable[[App, Sequence[int], str], Decided],
    ids: Sequence[int],
    **looks: object,
) -> None:
    """A button for one decision on some leads."""
    actions.button(words, lambda: told(app, use_case(app, ids, frame.WHO)), key=key, disabled=not ids, **looks)


def told(app: App, done: Decided) -> Notice:
    """What a decision did, with its undo."""
    st.session_state.everything = False
    left = f" {done.left:,} stayed as they were: their state does not allow it." if done.left else ""
    text = f"{done.moved:,} {'lead' if done.moved == 1 else 'leads'} {DONE[done.verb]}.{left}"
    return Notice(text, undo=lambda: f"{leads.undo(app, done.undo, frame.WHO):,} put back as before.")


def reasons(app: App, ids: Sequence[int], key: str) -> None:
    """Why some leads are rejected, and the button."""
    reason = st.radio("Reason", REJECT_REASONS, key=f"{key}_reason")
    note = st.text_input("In your words (optional)", key=f"{key}_note", max_chars=500)
    actions.button(
        f"Reject {len(ids):,}",
        lambda: told(app, leads.reject(app, ids, reason or "", note or "", frame.WHO)),
        key=f"{key}_reject",
        type="primary",
    )


def _defer(app: App, ids: Sequence[int]) -> None:
    until = st.date_input("Until", date.today() + timedelta(days=30), key="until")
    if isinstance(until, date):
        actions.button(
            f"Defer {len(ids):,}",
            lambda: told(app, leads.defer(app, ids, until, frame.WHO)),
            key="defer",
            type="primary",
        )


def _write(app: App, campaign_id: int) -> Notice:
    done = leads.write_to_selected(app, campaign_id, frame.WHO)
    text = f"{done.moved:,} leads were handed to the writer. Their drafts appear under Content."
    return Notice(text, page="content", page_label="Go to Content")
