"""What can be done with the ticked leads, or with all that match; each says first what it will do."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st

from graph import leads
from graph.app import App
from graph.campaigns import Overview
from graph.lead_table import Count
from graph.leads import Decided
from pages.parts import actions, frame, lead_pager
from pages.parts.actions import Notice
from storage.lead_filter import LeadFilter
from storage.records import REJECT_REASONS

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
Chosen = Sequence[int]


def show(app: App, where: LeadFilter, ticked: Sequence[int], matching: Count) -> None:
    """The bar above the table."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="verbs"):
        st.toggle(f"All {lead_pager.matching(matching)}", key=EVERYTHING, disabled=bool(ticked))
        chosen, count = _chosen(app, where, ticked, matching)
        many = f" {count:,}" if count else ""
        actions.button(
            f"Select{many}",
            lambda: told(app, leads.select(app, chosen, frame.WHO)),
            key="select",
            type="primary",
            icon=":material/check:",
            disabled=not count,
        )
        _folded(f"Reject{many}", "many_reject", ":material/block:", count, lambda: _reject(app, chosen, count))
        _folded(f"Defer{many}", "many_defer", ":material/schedule:", count, lambda: _defer(app, chosen, count))
        actions.button(
            f"Put back{many}",
            lambda: told(app, leads.reopen(app, chosen, frame.WHO)),
            key="reopen",
            icon=":material/undo:",
            disabled=not count,
        )


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


def told(app: App, done: Decided) -> Notice:
    """What a decision did, with its undo."""
    st.session_state[EVERYTHING] = False
    left = f" {done.left:,} stayed as they were: they were so already, or their state does not allow it."
    text = f"{done.moved:,} {'lead' if done.moved == 1 else 'leads'} {DONE[done.verb]}.{left if done.left else ''}"
    if not done.undo:
        return Notice(text)
    return Notice(text, undo=lambda: f"{leads.undo(app, done.undo, frame.WHO):,} put back as before.")


def _chosen(app: App, where: LeadFilter, ticked: Sequence[int], matching: Count) -> tuple[Chosen, int]:
    """What a verb would act on, and on exactly how many leads."""
    if ticked:
        return list(ticked), len(ticked)
    if not st.session_state.get(EVERYTHING):
        return [], 0
    ids = leads.matching(app, where)
    return ids, len(ids)


def _folded(label: str, key: str, icon: str, count: int, draw: Callable[[], Any]) -> None:
    """A verb that asks for something first; what it asks is drawn only once it is open."""
    part = st.popover(label, icon=icon, key=f"open_{key}", disabled=not count, on_change="rerun")
    if part.open and count:
        with part:
            draw()


def _reject(app: App, chosen: Chosen, count: int) -> None:
    reason = st.radio("Reason", REJECT_REASONS, key="many_reason")
    note = st.text_input("In your words (optional)", key="many_note", max_chars=500)
    actions.button(
        f"Reject {count:,}",
        lambda: told(app, leads.reject(app, chosen, reason or "", note or "", frame.WHO)),
        key="many_reject",
        type="primary",
    )


def _defer(app: App, chosen: Chosen, count: int) -> None:
    until = st.date_input("Until", date.today() + timedelta(days=30), key="until")
    if isinstance(until, date):
        actions.button(
            f"Defer {count:,}",
            lambda: told(app, leads.defer(app, chosen, until, frame.WHO)),
            key="defer",
            type="primary",
        )


def _write(app: App, campaign_id: int) -> Notice:
    done = leads.write_to_selected(app, campaign_id, frame.WHO)
    text = f"{done.moved:,} leads were handed to the writer. Their drafts appear under Content."
    return Notice(text, page="content", page_label="Go to Content")
