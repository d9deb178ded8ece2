"""What can be done with the ticked leads, or with all that match; each says first what it will do."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st

from graph import lead_table, leads
from graph.app import App
from graph.lead_table import Count, TablePage
from graph.overview import Overview
from pages.parts import actions, frame, lead_marks, lead_notice, lead_pager, lead_tags
from pages.parts.actions import Notice
from pages.parts.lead_notice import Chosen
from storage.lead_fields import Op
from storage.lead_filter import LeadFilter, Shown
from storage.records import REJECT_REASONS, CandidateStatus

OF_FILTER = "everything_of"
OPEN = (CandidateStatus.OPEN,)


def show(app: App, where: LeadFilter, page: TablePage, ticked: Sequence[int]) -> None:
    """The bar above the table; "all that match" holds for the filter that it was switched on for."""
    if st.session_state.get(OF_FILTER) != where:
        st.session_state[OF_FILTER] = where
        st.session_state[lead_notice.EVERYTHING] = False
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="verbs"):
        st.toggle(f"All {lead_pager.matching(page.count)}", key=lead_notice.EVERYTHING, disabled=bool(ticked))
        chosen, count = _chosen(app, where, ticked, page.count)
        many = f" {count:,}" if count else ""
        actions.button(
            f"Select{many}",
            lambda: lead_notice.told(app, leads.select(app, chosen, frame.WHO)),
            key="select",
            type="primary",
            icon=":material/check:",
            disabled=not count,
        )
        _folded(f"Reject{many}", "many_reject", ":material/block:", count, lambda: _reject(app, chosen, count))
        _folded(f"Defer{many}", "many_defer", ":material/schedule:", count, lambda: _defer(app, chosen, count))
        is_open = _is_open(where, page, ticked)
        actions.button(
            "Put back" if is_open else f"Put back{many}",
            lambda: lead_notice.told(app, leads.reopen(app, chosen, frame.WHO)),
            key="reopen",
            icon=":material/undo:",
            disabled=not count or is_open,
            help="These are to pick already." if count and is_open else None,
        )
        campaign_id = where.campaign_id
        tags = st.popover(f"Tag{many}", icon=":material/label:", key="open_many_tag", on_change="rerun")
        if tags.open:
            with tags:
                lead_tags.show(app, chosen, count)
        _folded(
            f"Assign{many}",
            "many_assign",
            ":material/person:",
            count,
            lambda: lead_marks.assign(app, campaign_id, chosen, count),
        )


def _is_open(where: LeadFilter, page: TablePage, ticked: Sequence[int]) -> bool:
    """Whether all that is chosen is to pick, so that none of it can be put back."""
    if ticked:
        return all(one.status == CandidateStatus.OPEN for one in page.rows if one.id in ticked)
    return any(one.field == "decision" and one.op == Op.IS and one.values == OPEN for one in where.all_of)


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


def _chosen(app: App, where: LeadFilter, ticked: Sequence[int], matching: Count) -> tuple[Chosen, int]:
    """What a verb would act on, and on exactly how many leads."""
    if ticked:
        return list(ticked), len(ticked)
    if not st.session_state.get(lead_notice.EVERYTHING):
        return [], 0
    count = matching.number if matching.is_exact else lead_table.exact(app, where)
    return Shown(where, count), count


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
        lambda: lead_notice.told(app, leads.reject(app, chosen, reason or "", note or "", frame.WHO)),
        key="many_reject",
        type="primary",
    )


def _defer(app: App, chosen: Chosen, count: int) -> None:
    until = st.date_input("Until", date.today() + timedelta(days=30), key="until")
    if isinstance(until, date):
        actions.button(
            f"Defer {count:,}",
            lambda: lead_notice.told(app, leads.defer(app, chosen, until, frame.WHO)),
            key="defer",
            type="primary",
        )


def _write(app: App, campaign_id: int) -> Notice:
    done = leads.write_to_selected(app, campaign_id, frame.WHO)
    text = f"{done.moved:,} leads were handed to the writer. Their drafts appear under Content."
    return Notice(text, page="content", page_label="Go to Content")
