"""The drawer beside the table: one lead in full, with its evidence, and the decision on it."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from graph import lead_detail
from graph.app import App
from graph.lead_detail import Opened
from pages.parts import (
    lead_facts,
    lead_history,
    lead_map,
    lead_score,
    lead_trend,
    lead_verbs_one,
    lead_warnings,
    similar_leads,
    words,
)
from storage.errors import NotFound
from storage.sectors import label

Turn = Callable[[], None]


def opened(app: App, ids: Sequence[int], campaign_id: int) -> int | None:
    """Which lead is open: the one chosen, else the one in the address, else the one that stands in its place now."""
    state = st.session_state
    wanted = st.query_params.get("lead", "")
    if "lead" not in state and wanted.isascii() and wanted.isdigit() and len(wanted) < 19:
        state.lead = int(wanted)
        if state.lead not in ids:
            st.query_params["aside"] = wanted
    lead: int | None = state.get("lead")
    if lead is not None and lead in ids:
        st.query_params.pop("aside", None)
        state.lead_at = list(ids).index(lead)
    elif not _is_aside(app, campaign_id, lead):
        state.lead_at = min(state.get("lead_at", 0), max(len(ids) - 1, 0))
        lead = state.lead = ids[state.lead_at] if ids else None
    if lead is None:
        st.query_params.pop("lead", None)
    elif wanted != str(lead):  # each change of the address is work for the browser
        st.query_params["lead"] = str(lead)
    return lead


def open_lead(candidate_id: int) -> None:
    """From the next drawing on, this lead of the page is open."""
    st.session_state.lead = candidate_id


def open_end(*, last: bool) -> None:
    """From the next drawing on, the first or the last lead of the page that stands there then is open."""
    st.session_state.lead, st.session_state.lead_at = None, 10**9 if last else 0


def show(app: App, candidate_id: int, ids: Sequence[int], before: Turn | None, after: Turn | None) -> None:
    """``before`` and ``after`` turn the page where the lead is its first or last; None where there is no other page."""
    lead = lead_detail.opened(app, candidate_id)
    candidate, business = lead.candidate, lead.candidate.lead.business
    _turn(candidate_id, ids, before, after)
    st.subheader(words.plain(business.name) or f"Lead {candidate_id}")
    address = words.plain(business.address() or "no address known")
    st.caption(f"{label(business.sector).capitalize()} · {address} · {candidate.status}")
    marks = [f":blue-badge[{words.plain(tag)}]" for tag in lead.tags]
    if candidate.assignee:
        marks.append(f":violet-badge[assigned to {words.plain(candidate.assignee)}]")
    if marks:
        st.markdown(" ".join(marks))
    lead_warnings.show(app, lead)
    lead_verbs_one.show(app, candidate)
    lead_score.show(candidate)
    lead_facts.show(business, lead.evidence)
    _more(app, lead)


def _more(app: App, lead: Opened) -> None:
    """What is looked up only once somebody opens it, and stays open from one lead to the next."""
    candidate = lead.candidate
    parts: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
        ("similar", "Similar leads", ":material/hub:", lambda: similar_leads.show(app, candidate)),
        ("trend", "Trend", ":material/trending_up:", lambda: lead_trend.show(app, candidate, date.today())),
        ("map", "Map", ":material/map:", lambda: lead_map.show(app, candidate)),
        (
            "evidence",
            f"Evidence ({len(lead.evidence):,})",
            ":material/fact_check:",
            lambda: lead_facts.everything(lead.evidence),
        ),
        ("history", "History", ":material/history:", lambda: lead_history.show(app, candidate, lead.seen)),
    )
    for name, title, icon, draw in parts:
        part = st.expander(title, key=f"open_{name}", icon=icon, on_change="rerun")
        if part.open:
            with part:
                draw()


def _is_aside(app: App, campaign_id: int, candidate_id: int | None) -> bool:
    """Whether this lead was opened from elsewhere, so that it may be open though the table does not show it."""
    if candidate_id is not None and st.query_params.get("aside") == str(candidate_id):
        try:
            if lead_detail.campaign_of(app, candidate_id) == campaign_id:
                return True
        except NotFound:
            pass
    st.query_params.pop("aside", None)
    return False


def _turn(candidate_id: int, ids: Sequence[int], before: Turn | None, after: Turn | None) -> None:
    is_here = candidate_id in ids
    at = list(ids).index(candidate_id) if is_here else -1
    back = _step(ids, at - 1, before) if is_here else None
    on = _step(ids, at + 1, after)
    with st.container(horizontal=True, vertical_alignment="center"):
        _arrow("previous", ":material/chevron_left:", "k", "Previous", back)
        _arrow("next", ":material/chevron_right:", "j", "Next", on)
        st.caption(f"{at + 1} of {len(ids)} on this page" if is_here else "A lead that is not on this page")


def _step(ids: Sequence[int], at: int, turn: Turn | None) -> Turn | None:
    """What opens the lead at a place of the page, or turns the page where it has none there."""
    if 0 <= at < len(ids):
        wanted = ids[at]
        return lambda: open_lead(wanted)
    return turn


def _arrow(key: str, icon: str, shortcut: str, name: str, go: Turn | None) -> None:
    st.button("", on_click=go, key=key, icon=icon, shortcut=shortcut, help=name, disabled=go is None)
