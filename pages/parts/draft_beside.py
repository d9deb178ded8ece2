"""What stands beside a draft: what it states, why it exists, who reads it, and its earlier versions."""

import difflib

import streamlit as st

from agents.persona import ROLES
from graph import leads
from graph.app import App
from graph.drafts import Beside, Shown
from pages.parts import actions, draft_claims, draft_made, frame, words
from storage.records import Persona


def show(app: App, shown: Shown, beside: Beside) -> None:
    draft_claims.show(app, shown, beside.evidence)
    if shown.draft.is_edited:
        with st.expander("What you changed", expanded=not draft_claims.unsettled(shown)):
            st.code(_difference(shown.draft.original_body, shown.draft.body), language="diff", wrap_lines=True)
    _why(shown, beside)
    _reader(shown.candidate.id, beside.persona)
    draft_made.show(app, shown, beside.versions)
    _versions(shown, beside)


def _why(shown: Shown, beside: Beside) -> None:
    candidate = shown.candidate
    st.markdown("##### Why this draft")
    score = f"score {candidate.score:.0f}" if candidate.score is not None else "no score"
    name = words.plain(candidate.lead.business.name)
    st.caption(f"{name} was picked by {words.plain(candidate.decided_by)} ({score}).")
    with st.expander(f"All evidence ({len(beside.evidence)})"):
        for item in beside.evidence:
            st.text(f"{item.quote.field}: {item.quote.text}")
            st.caption(f"{words.link(item.quote.url)} · {words.moment(item.found_at)}")


def _reader(candidate_id: int, persona: Persona | None) -> None:
    st.markdown("##### Who reads it")
    if persona is None:
        st.caption("Not worked out yet.")
        return
    st.markdown(f"**{words.plain(persona.text.role.capitalize())}**{' · edited by you' if persona.edited else ''}")
    if persona.text.portrait:
        st.caption(words.plain(persona.text.portrait))
    for care in persona.text.cares_about:
        st.text(f"• {care}")
    with st.expander("Change the reader"):
        role = st.selectbox("Role", ROLES, key=f"role_{candidate_id}", index=None, placeholder=persona.text.role)
        cares = st.text_area(
            "Cares about, one a line", "\n".join(persona.text.cares_about), key=f"cares_{candidate_id}"
        )
        actions.button(
            "Keep",
            lambda: _keep(candidate_id, role or persona.text.role, cares or ""),
            key=f"keep_{candidate_id}",
            help="The next version that you ask for is written to this reader.",
        )


def _keep(candidate_id: int, role: str, cares: str) -> str:
    leads.set_persona(frame.app(), candidate_id, role, cares.splitlines(), frame.WHO)
    return "The reader was changed. Ask for a rewrite to have the text follow."


def _versions(shown: Shown, beside: Beside) -> None:
    others = [draft for draft in beside.versions if draft.id != shown.draft.id]
    if not others:
        return
    with st.expander(f"Other versions ({len(others)})"):
        for draft in others:
            st.caption(f"Version {draft.version} · {draft.status}{draft_made.asked(draft)}")
            st.code(_difference(draft.body, shown.draft.body), language="diff", wrap_lines=True)


def _difference(before: str, after: str) -> str:
    """The lines that differ, without the heads that name files."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=1)
    told = [line for line in list(lines)[2:] if not line.startswith("@@")]
    return "\n".join(told) or "no difference"
