"""The leads most like the one in the drawer, and the way to all of them."""

import streamlit as st

from graph import similar
from graph.app import App
from graph.similar import Alike, Neighbour
from pages.parts import actions, lead_view, words
from pages.parts.actions import Notice
from storage.records import Candidate

# With MiniLM on 3,849 Munich businesses, 5 % of the pairs of different sectors lie above 0.7, under 1 % above 0.8.
DEGREES = ((0.9, "nearly the same"), (0.8, "very similar"), (0.7, "similar"), (0.5, "somewhat similar"))


def show(app: App, candidate: Candidate) -> None:
    """Five names, each of which opens its lead; where nothing was compared yet, why and what to do."""
    with actions.explained():
        found = similar.like(app, candidate.campaign_id, candidate.id)
        with st.container(gap="xxsmall"):
            for neighbour in found.rows:
                _row(neighbour)
        if found.rows:
            st.button(
                "Show all like this",
                key="all_like_this",
                icon=":material/filter_list:",
                on_click=lead_view.show_like,
                args=(str(candidate.id),),
                help="The table then shows the leads that are similar to this one, most similar first.",
            )
        elif found.is_compared:
            st.caption("There is no other lead to compare this one with.")
        _lacking(app, candidate.campaign_id, found)


def degree(similarity: float) -> str:
    """A similarity in words."""
    return next((words_ for least, words_ in DEGREES if similarity >= least), "hardly similar")


def _row(neighbour: Neighbour) -> None:
    candidate = neighbour.candidate
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.button(
            words.plain(candidate.lead.business.name) or f"Lead {candidate.id}",
            key=f"similar_{candidate.id}",
            type="tertiary",
            on_click=_open,
            args=(candidate.id,),
        )
        like = f"{degree(neighbour.similarity)}, {neighbour.similarity:.2f} of 1"
        st.caption(f"{like} · {candidate.status}", width="content")


def _open(candidate_id: int) -> None:
    st.session_state.lead = candidate_id
    st.query_params["aside"] = str(candidate_id)


def _lacking(app: App, campaign_id: int, found: Alike) -> None:
    """What was not compared, and the button that has it done; why it could not be."""
    if found.problem:
        st.caption(f"The leads could not be compared. {words.plain(found.problem)}")
    if found.is_comparing:
        st.caption("More leads are being compared; reload in a moment to see them.")
    elif found.lacking:
        st.caption(f"{found.lacking:,} {'lead was' if found.lacking == 1 else 'leads were'} not compared yet.")
        actions.button("Compare them now", lambda: _compare(app, campaign_id), key="compare")


def _compare(app: App, campaign_id: int) -> Notice:
    similar.compare(app, campaign_id)
    return Notice("The leads are being compared in the background. You can go on meanwhile.")
