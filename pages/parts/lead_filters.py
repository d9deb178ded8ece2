"""The filters above the table of leads; they stand in the address."""

import streamlit as st

from graph import leads
from graph.app import App
from graph.campaigns import Overview
from pages.parts import address, lead_order
from storage.lead_filter import LeadFilter, leads_of
from storage.records import CandidateStatus
from storage.sectors import label

STATUSES = [s for s in CandidateStatus if s not in (CandidateStatus.FOUND, CandidateStatus.MERGED)]


def show(app: App, view: Overview) -> LeadFilter:
    """What is filtered for, and the order. By default only what still needs a decision."""
    statuses = _decisions(view)
    search, sector_box, score_box, order_box, mail_box = st.columns([3, 2, 2, 2, 2], vertical_alignment="bottom")
    text = search.text_input(
        "Search",
        key="text",
        placeholder="Name, address, description",
        bind="query-params",
        label_visibility="collapsed",
        icon=":material/search:",
        type="search",
    )
    sector = address.one_of(
        sector_box.selectbox,
        "Sector",
        ["", *leads.sectors(app, view.campaign.id)],
        "sector",
        format_func=lambda slug: label(slug, plural=True).capitalize() if slug else "All sectors",
        label_visibility="collapsed",
    )
    least = address.one_of(
        score_box.selectbox,
        "Score",
        ["", "50", "60", "70", "80", "90"],
        "least",
        format_func=lambda least: f"Score from {least}" if least else "Any score",
        label_visibility="collapsed",
    )
    order = lead_order.choose(order_box.selectbox, app, view.campaign.id)
    reachable = mail_box.toggle("Has e-mail", key="reachable", bind="query-params")
    where = leads_of(
        view.campaign.id,
        statuses,
        sector=sector,
        text=text or "",
        min_score=float(least or 0),
        reachable=reachable,
    )
    return lead_order.applied(app, where, order)


def _decisions(view: Overview) -> tuple[CandidateStatus, ...]:
    """Which decisions are shown; all where none is chosen."""
    chosen = address.some_of(
        "Decision",
        [str(status) for status in STATUSES],
        "decision",
        [str(CandidateStatus.OPEN), str(CandidateStatus.SELECTED)],
        format_func=lambda status: f"{status} {view.candidates.get(CandidateStatus(status), 0):,}",
        label_visibility="collapsed",
    )
    return tuple(CandidateStatus(status) for status in chosen) or tuple(STATUSES)
