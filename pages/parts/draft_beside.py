"""What stands beside a draft: why it exists, who reads it, what its facts rest on, and its earlier versions."""

import difflib
import re
from collections.abc import Sequence

import streamlit as st

from agents.persona import ROLES
from graph import leads
from graph.drafts import Beside, Shown
from pages.parts import actions, frame, words
from storage.records import Evidence, Persona

# Each fact that a text may hold about its reader, with the fields of the evidence that it may have been read in.
ABOUT_THEM = {
    "company": ("name",),
    "city": ("city", "street"),
    "detail": ("details",),
    "rating": ("rating",),
    "reviews": ("reviews", "rating"),
    "trend": (),
}


def show(shown: Shown, beside: Beside) -> None:
    candidate = shown.candidate
    st.markdown("##### Why this draft")
    score = f"score {candidate.score:.0f}" if candidate.score is not None else "no score"
    name = words.plain(candidate.lead.business.name)
    st.caption(f"{name} was picked by {words.plain(candidate.decided_by)} ({score}).")
    _reader(candidate.id, beside.persona)
    st.markdown("##### Facts in the text")
    _facts(shown, beside)
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


def _facts(shown: Shown, beside: Beside) -> None:
    """Each fact about the business that still stands in the text, with where it was read."""
    text, trend = f"{shown.draft.subject}\n{shown.draft.body}", shown.candidate.trend
    standing = [slot for slot in ABOUT_THEM if _stands(shown.draft.used.get(slot, ""), text)]
    for slot in standing:
        value = shown.draft.used[slot]
        st.text(f"{slot}: {value}")
        if slot == "trend" and trend is not None:
            day = f"newest point {trend.day:%d %b %Y}"
            st.caption(words.plain(f"{trend.source}, {trend.topic} in {trend.place}, {day}"))
        elif found := read_in(slot, value, beside.evidence):
            st.caption(f"read at {words.link(found.quote.url)}")
    if not standing:
        st.caption("No fact about them stands in it.")


def _stands(value: str, text: str) -> bool:
    """Whether a value stands in a text as words of its own: "20" does not stand in "120" or "20.5"."""
    pattern = r"\s+".join(re.escape(word) for word in value.split())
    return bool(value) and re.search(rf"(?<!\w)(?<!\d[.,]){pattern}(?!\w|[.,]\d)", text, re.IGNORECASE) is not None


def read_in(slot: str, value: str, evidence: Sequence[Evidence]) -> Evidence | None:
    """The evidence of a fact: the one whose quote holds the value, else the first of the same field.

    A number may have been read in another form ("9 of 10", "1,234 reviews"); a detail is one of many.
    """
    fields = ABOUT_THEM[slot]
    of_it = [item for field in fields for item in evidence if item.quote.field == field]
    holding = (item for item in of_it if _stands(value, item.quote.text))
    first = (item for item in of_it if item.quote.field == fields[0] and slot != "detail")
    return next(holding, None) or next(first, None)


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
