"""The score of the open lead, and each factor as a bar with its reason."""

from html import escape

import streamlit as st

from storage.records import Candidate, Factor


def show(candidate: Candidate) -> None:
    if candidate.score is None:
        st.caption("Not scored yet.")
        return
    factors = sorted(candidate.factors, key=lambda one: -one.weight)
    st.markdown(f"**Score {candidate.score:.0f} of 100**, made of:")
    st.html(f'<div class="bars">{"".join(map(_bar, factors))}</div>')


def _bar(factor: Factor) -> str:
    whole = 100 * factor.weight
    return (
        f'<b>{escape(factor.name)}</b><meter min="0" max="1" value="{factor.value:.3f}"></meter>'
        f"<span>{whole * factor.value:.0f} of {whole:.0f}</span><i>{escape(factor.why)}</i>"
    )
