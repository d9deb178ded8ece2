"""Tags: given to the chosen leads, and each tag as such, renamed or deleted wherever it is."""

import streamlit as st

from graph import tags
from graph.app import App
from graph.tags import Deleted
from pages.parts import actions, frame, lead_marks, words
from pages.parts.actions import Notice
from pages.parts.lead_notice import Chosen


def show(app: App, chosen: Chosen, count: int) -> None:
    """Needs no chosen lead: tags can be renamed and deleted without."""
    if count:
        lead_marks.tag(app, chosen, count)
    else:
        st.caption("Tick leads, or switch on all that match, to give them a tag.")
    _change(app)


def _change(app: App) -> None:
    known = {one.name: one.count for one in tags.listed(app)}
    if not known:
        return
    st.divider()
    name = st.selectbox(
        "Change a tag", list(known), key="tag_to_change", format_func=lambda one: f"{one} ({known[one]:,})"
    )
    st.text_input("New name", key="tag_new_name", max_chars=tags.LONGEST)
    with st.container(horizontal=True):
        if name is not None:
            actions.button("Rename", lambda: _rename(app, name, st.session_state.tag_new_name or ""), key="rename_tag")
            told = f"It is taken from {words.counted(known[name], 'lead')}; this can be undone."
            actions.button("Delete", lambda: _delete(app, name), key="delete_tag", help=told)


def _rename(app: App, name: str, new_name: str) -> Notice:
    tags.rename(app, name, new_name, frame.WHO)
    now = new_name.strip()
    return Notice(f"The tag “{name}” is now called “{now}”.", undo=lambda: _rename(app, now, name))


def _delete(app: App, name: str) -> Notice:
    deleted = tags.delete(app, name, frame.WHO)
    taken = words.counted(deleted.count, "lead")
    return Notice(f"The tag “{name}” is deleted, from {taken}.", undo=lambda: _restored(app, deleted))


def _restored(app: App, deleted: Deleted) -> str:
    given = words.counted(tags.restore(app, deleted, frame.WHO), "lead")
    return f"The tag “{deleted.name}” is back, on {given}."
