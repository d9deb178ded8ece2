"""Tags and people on leads: given and taken, each with its undo."""

from collections.abc import Callable, Sequence

import streamlit as st

from graph import decisions, tags
from graph.app import App
from graph.decisions import Decided
from pages.parts import actions, frame, lead_notice
from pages.parts.actions import Notice
from pages.parts.lead_notice import Chosen

KNOWN = 12


def tag(app: App, chosen: Chosen, count: int) -> None:
    """Type a tag or choose one that is there; give it or take it."""
    _typed("Tag", "many_tag_name", tags.LONGEST, tags.suggestions(app, limit=KNOWN))
    with st.container(horizontal=True):
        _verb(app, f"Tag {count:,}", "many_tag", lambda: tags.tag(app, chosen, _name("many_tag_name"), frame.WHO))
        _verb(
            app,
            f"Take it from {count:,}",
            "many_untag",
            lambda: tags.untag(app, chosen, _name("many_tag_name"), frame.WHO),
        )


def assign(app: App, campaign_id: int, chosen: Chosen, count: int) -> None:
    key = "many_assign_name"
    _typed("Person", key, decisions.LONGEST_NAME, list(decisions.assignees(app, campaign_id))[:KNOWN])
    with st.container(horizontal=True):
        _verb(
            app,
            f"Assign {count:,}",
            "many_assign",
            lambda: decisions.assign(app, chosen, _name(key), frame.WHO) if _name(key) else None,
        )
        _verb(app, f"To nobody: {count:,}", "many_unassign", lambda: decisions.assign(app, chosen, "", frame.WHO))


def _typed(label: str, key: str, longest: int, known: Sequence[str]) -> None:
    st.text_input(label, key=key, max_chars=longest, placeholder="Type a new one, or choose one below")
    if known:
        st.pills("Known", known, key=f"{key}_known", label_visibility="collapsed")


def _name(key: str) -> str:
    """What was typed, else what was chosen."""
    state = st.session_state
    return str(state.get(key) or state.get(f"{key}_known") or "").strip()


def _verb(app: App, label: str, key: str, use_case: Callable[[], Decided | None]) -> None:
    actions.button(label, lambda: _told(app, use_case()), key=key)


def _told(app: App, done: Decided | None) -> Notice:
    return lead_notice.told(app, done) if done else Notice("Type or choose a name first.", is_error=True)
