"""The drawer beside the table: one lead in full, with its evidence, and the decision on it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from agents.discovery import tags
from graph import leads
from graph.leads import Detail
from pages.parts import actions, frame, lead_verbs, similar_leads, words
from storage.records import Candidate
from storage.sectors import label


def opened(ids: Sequence[int], clicked: int | None, campaign_id: int) -> int | None:
    """Which lead is open: the one just clicked, else the one in the address, else the first of the page."""
    if clicked is not None and clicked != st.session_state.get("clicked"):
        st.session_state.lead = st.session_state.clicked = clicked
    wanted = st.query_params.get("lead", "")
    if "lead" not in st.session_state and wanted.isdigit():
        st.session_state.lead = int(wanted)
    lead: int | None = st.session_state.get("lead")
    if not similar_leads.is_aside(frame.app(), campaign_id, lead) and lead not in ids:
        lead = st.session_state.lead = ids[0] if ids else None
    if lead is not None:
        st.query_params["lead"] = str(lead)
    return lead


def show(detail: Detail, ids: Sequence[int]) -> None:
    candidate = detail.candidate
    business = candidate.lead.business
    _turn(candidate.id, ids)
    st.subheader(words.plain(business.name))
    address = words.plain(business.address() or "no address known")
    st.caption(f"{label(business.sector).capitalize()} · {address} · {candidate.status}")
    _warnings(detail)
    _verbs(candidate)
    if business.description:
        st.text(business.description)
    _score(candidate)
    _facts(candidate)
    with st.expander(f"Evidence ({len(detail.evidence)})", expanded=False, icon=":material/fact_check:"):
        for item in detail.evidence:
            source = f"{words.link(item.quote.url)} · {words.moment(item.found_at)}"
            st.markdown(f"**{item.quote.field}**: {words.plain(item.quote.text)}  \n{source}")
        if any(item.quote.url.startswith(tags.SITE) for item in detail.evidence):
            st.caption(tags.ATTRIBUTION)
    similar_leads.show(frame.app(), candidate)
    _trend(detail)
    with st.expander("History", icon=":material/history:"):
        for entry in detail.history:
            did = f"{entry.actor} · {entry.action} {entry.detail.get('reason', '')}"
            st.caption(f"{words.moment(entry.at)} · {words.plain(did)}")


def _turn(candidate_id: int, ids: Sequence[int]) -> None:
    is_here = candidate_id in ids
    at = list(ids).index(candidate_id) if is_here else -1
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "",
            on_click=_open,
            args=(ids[max(at - 1, 0)],),
            key="previous",
            icon=":material/chevron_left:",
            shortcut="k",
            help="Previous",
        )
        st.button(
            "",
            on_click=_open,
            args=(ids[min(at + 1, len(ids) - 1)],),
            key="next",
            icon=":material/chevron_right:",
            shortcut="j",
            help="Next",
        )
        st.caption(f"{at + 1} of {len(ids)} on this page" if is_here else "A similar lead, not on this page")


def _open(candidate_id: int) -> None:
    st.session_state.lead = candidate_id


def _verbs(candidate: Candidate) -> None:
    app = frame.app()
    with st.container(horizontal=True):
        lead_verbs.decide(
            app, "Select", "select_one", leads.select, [candidate.id], icon=":material/check:", shortcut="a"
        )
        with st.popover("Reject", icon=":material/block:"):
            lead_verbs.reasons(app, [candidate.id], "one")
        lead_verbs.decide(app, "Put back", "reopen_one", leads.reopen, [candidate.id], icon=":material/undo:")


def _warnings(detail: Detail) -> None:
    if not detail.candidate.lead.business.email:
        st.warning("No e-mail address is known.", icon=":material/alternate_email:")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            email = st.text_input("E-mail address", key=f"email_{detail.candidate.id}", type="email")
            actions.button(
                "Add",
                lambda: leads.set_email(frame.app(), detail.candidate.id, email or "", frame.WHO),
                key="add_email",
            )
    for campaign_id, status in detail.elsewhere:
        st.warning(f"Also in campaign {campaign_id}: {status}.", icon=":material/content_copy:")


def _score(candidate: Candidate) -> None:
    if candidate.score is None:
        st.caption("Not scored yet.")
        return
    st.markdown(f"**Score {candidate.score:.0f} of 100**, made of:")
    for factor in sorted(candidate.factors, key=lambda one: -one.weight):
        points = f"{100 * factor.value * factor.weight:.0f} of {100 * factor.weight:.0f} points"
        st.progress(factor.value, text=f"**{factor.name}** · {points} · {words.plain(factor.why)}")


def _facts(candidate: Candidate) -> None:
    business = candidate.lead.business
    facts = {
        "E-mail": business.email,
        "Phone": business.phone,
        "Website": business.website,
        "Opening hours": business.opening_hours,
        "Rating": f"{business.rating:.1f} of 5 from {business.reviews or 0} reviews" if business.rating else "",
        "Known for": ", ".join(business.details),
    }
    st.markdown("  \n".join(f"**{name}:** {words.plain(text)}" for name, text in facts.items() if text))


def _trend(detail: Detail) -> None:
    trend = detail.candidate.trend
    with st.expander("Trend", icon=":material/trending_up:"):
        if trend is None:
            st.caption("No source knows a trend for this sector and place.")
            return
        st.caption(f"{trend.source}, newest point {trend.day:%d %b %Y}. Older points weigh less.")
        points = pd.DataFrame({"day": [p.day for p in detail.points], "interest": [p.value for p in detail.points]})
        st.line_chart(points, x="day", y="interest", height=160)
