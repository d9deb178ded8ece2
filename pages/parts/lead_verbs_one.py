"""What can be decided on the lead in the drawer, each by one key."""

from datetime import date, timedelta
from functools import partial

import streamlit as st

from graph import leads
from graph.app import App
from pages.parts import actions, frame, lead_notice
from pages.parts.actions import Notice
from storage.records import REJECT_REASONS, Candidate, CandidateStatus, moves


def show(app: App, candidate: Candidate) -> None:
    ids = [candidate.id]
    can = {verb: candidate.status in moves(CandidateStatus, verb) for verb in ("select", "reject", "defer", "reopen")}
    with st.container(horizontal=True):
        actions.button(
            "Select",
            lambda: lead_notice.told(app, leads.select(app, ids, frame.WHO)),
            key="select_one",
            type="primary",
            icon=":material/check:",
            shortcut="a",
            disabled=not can["select"],
        )
        st.button(
            "Reject",
            key="reject_one",
            icon=":material/block:",
            shortcut="x",
            disabled=not can["reject"],
            on_click=_toggle_reasons,
            args=(candidate.id,),
        )
        _defer(app, candidate, is_allowed=can["defer"])
        actions.button(
            "Put back",
            lambda: lead_notice.told(app, leads.reopen(app, ids, frame.WHO)),
            key="reopen_one",
            icon=":material/undo:",
            disabled=not can["reopen"],
        )
    if can["reject"] and st.session_state.get("rejecting") == candidate.id:
        _reasons(app, candidate)


def _toggle_reasons(candidate_id: int) -> None:
    state = st.session_state
    state.rejecting = None if state.get("rejecting") == candidate_id else candidate_id


def _reasons(app: App, candidate: Candidate) -> None:
    """Why it is rejected: one press or one digit each."""
    with st.container(border=True, gap="small", key="reasons"):
        st.text_input("In your words (optional)", key="one_note", max_chars=500)
        with st.container(horizontal=True, gap="small"):
            for number, reason in enumerate(REJECT_REASONS, 1):
                actions.button(
                    reason.capitalize(),
                    partial(_reject, app, candidate.id, reason),
                    key=f"one_reject_{number}",
                    shortcut=str(number),
                )


def _reject(app: App, candidate_id: int, reason: str) -> Notice:
    note = str(st.session_state.get("one_note") or "")
    notice = lead_notice.told(app, leads.reject(app, [candidate_id], reason, note, frame.WHO))
    st.session_state.rejecting = None
    return notice


def _defer(app: App, candidate: Candidate, *, is_allowed: bool) -> None:
    part = st.popover(
        "Defer", key="open_one_defer", icon=":material/schedule:", disabled=not is_allowed, on_change="rerun"
    )
    if part.open and is_allowed:
        with part:
            until = st.date_input("Until", date.today() + timedelta(days=30), key="one_until")
            if isinstance(until, date):
                actions.button(
                    "Defer",
                    lambda: lead_notice.told(app, leads.defer(app, [candidate.id], until, frame.WHO)),
                    key="one_defer",
                    type="primary",
                )
