"""What a person should know before they decide on the open lead."""

import streamlit as st

from graph import identity, leads
from graph.app import App
from graph.lead_detail import Elsewhere, Opened
from pages.parts import actions, frame, words
from storage.records import Candidate


def show(app: App, opened: Opened) -> None:
    if not opened.candidate.lead.business.email:
        _no_address(app, opened.candidate)
    for other in opened.elsewhere:
        st.warning(_elsewhere(other), icon=":material/content_copy:")
    _duplicates(app, opened.candidate.lead.id)
    if opened.seen.gone is not None:
        began = words.day(opened.seen.gone[1])
        st.warning(f"The search of {began} did not find it any more; it may have closed.", icon=":material/person_off:")


def _no_address(app: App, candidate: Candidate) -> None:
    st.warning("No e-mail address is known.", icon=":material/alternate_email:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        email = st.text_input("E-mail address", key=f"email_{candidate.id}", type="email")
        actions.button("Add", lambda: leads.set_email(app, candidate.id, email or "", frame.WHO), key="add_email")


def _duplicates(app: App, lead_id: int) -> None:
    """Pairs to decide in which the lead takes part, and how many leads went into it."""
    said = identity.of_lead(app, lead_id)
    for pair in said.to_decide[:3]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(f"This may be a duplicate. {words.plain(identity.sentence(pair.reasons))}")
            link = {"show": "decide", "pair": str(pair.id)}
            st.page_link("duplicates.py", label="Compare", icon=":material/join_inner:", query_params=link)
    if said.merged:
        names = ", ".join(words.plain(one.gone.business.name) for one in said.merged[:3])
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"Merged with {len(said.merged):,}: {names}.", width="content")
            st.page_link("duplicates.py", label="See and undo", query_params={"show": "merged"})


def _elsewhere(other: Elsewhere) -> str:
    name = f"“{words.plain(other.campaign)}” ({other.campaign_id})"
    if other.written_at is not None:
        return f"Was written to on {words.day(other.written_at)} in campaign {name}."
    return f"Also in campaign {name}: {other.status}."
