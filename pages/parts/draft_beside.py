"""What stands beside a draft: why it exists, who reads it, what its facts rest on, and its earlier versions."""

import difflib
from collections.abc import Mapping

import streamlit as st

from agents.persona import ROLES
from graph import leads
from graph.drafts import Beside, Shown
from pages.parts import actions, frame, words
from storage.records import Persona

ABOUT_THEM = ("company", "city", "detail", "rating", "reviews", "trend")


def show(shown: Shown, beside: Beside) -> None:
    candidate = shown.candidate
    st.markdown("##### Why this draft")
    score = f"score {candidate.score:.0f}" if candidate.score is not None else "no score"
    name = words.plain(candidate.lead.business.name)
    st.caption(f"{name} was picked by {words.plain(candidate.decided_by)} ({score}).")
    _reader(candidate.id, beside.persona)
    st.markdown("##### Facts in the text")
    _facts(shown.draft.used, beside)
    with st.expander(f"All evidence ({len(beside.evidence)})"):
        for item in beside.evidence:
            st.text(f"{item.quote.field}: {item.quote.text}")
            st.caption(f"{words.link(item.quote.url)} · {words.moment(item.found_at)}")
    if shown.draft.is_edited:
        with st.expander("What you changed", expanded=True):
            st.code(_difference(shown.draft.original_body, shown.draft.body), language="diff")
    _versions(shown, beside)
    st.caption(f"Written by {shown.draft.model}, seed {shown.draft.seed}, {words.moment(shown.draft.created_at)}.")


def _reader(candidate_id: int, persona: Persona | None) -> None:
    st.markdown("##### Who reads it")
    if persona is None:
        st.caption("Not worked out yet.")
        return
    st.markdown(f"**{words.plain(persona.text.role.capitalize())}**{' · edited by you' if persona.edited else ''}")
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


def _facts(used: Mapping[str, str], beside: Beside) -> None:
    """Each fact about the business that stands in the text, with the page it was read on."""
    for slot in ABOUT_THEM:
        if slot not in used:
            continue
        found = next((e for e in beside.evidence if used[slot].casefold() in e.quote.text.casefold()), None)
        st.text(f"{slot}: {used[slot]}")
        if found is not None:
            st.caption(f"read at {words.link(found.quote.url)}")


def _versions(shown: Shown, beside: Beside) -> None:
    earlier = [draft for draft in beside.versions if draft.id != shown.draft.id]
    if not earlier:
        return
    with st.expander(f"Other versions ({len(earlier)})"):
        for draft in earlier:
            asked = f", asked: {words.plain(draft.comment)}" if draft.comment else ""
            st.caption(f"Version {draft.version}, {draft.status}{asked}")
            st.code(_difference(draft.body, shown.draft.body), language="diff")


def _difference(before: str, after: str) -> str:
    return "\n".join(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=1)) or "no difference"
