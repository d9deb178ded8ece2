"""Tags and people on leads: given and taken, each with its undo."""

from collections.abc import Sequence

import streamlit as st

from graph import decisions, tags
from graph.app import App
from pages.parts import actions, frame, lead_notice
from storage.lead_filter import LeadFilter

Chosen = Sequence[int] | LeadFilter


def tag(app: App, chosen: Chosen, count: int) -> None:
    """Choose a tag that is there, or type a new one; give it or take it."""
    known = tags.suggestions(app, limit=tags.MOST)
    name = st.selectbox(
        "Tag",
        known,
        index=None,
        key="many_tag_name",
        accept_new_options=True,
        placeholder="Choose one, or type a new one",
    )
    with st.container(horizontal=True):
        actions.button(
            f"Tag {count:,}",
            lambda: lead_notice.told(app, tags.tag(app, chosen, name or "", frame.WHO)),
            key="many_tag",
            type="primary",
            disabled=not name,
        )
        actions.button(
            f"Take it from {count:,}",
            lambda: lead_notice.told(app, tags.untag(app, chosen, name or "", frame.WHO)),
            key="many_untag",
            disabled=name not in known,
        )


def assign(app: App, campaign_id: int, chosen: Chosen, count: int) -> None:
    known = list(decisions.assignees(app, campaign_id))
    name = st.selectbox(
        "Person",
        known,
        index=None,
        key="many_assign_name",
        accept_new_options=True,
        placeholder="Choose or type a name",
    )
    with st.container(horizontal=True):
        actions.button(
            f"Assign {count:,}",
            lambda: lead_notice.told(app, decisions.assign(app, chosen, name or "", frame.WHO)),
            key="many_assign",
            type="primary",
            disabled=not name,
        )
        actions.button(
            f"To nobody: {count:,}",
            lambda: lead_notice.told(app, decisions.assign(app, chosen, "", frame.WHO)),
            key="many_unassign",
        )
