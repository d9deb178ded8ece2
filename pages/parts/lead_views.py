"""Saved views of the table of leads: choose one, save the present one, rename, replace, delete."""

from collections.abc import Sequence

import streamlit as st

from graph import views
from graph.app import App
from pages.parts import actions, frame, lead_view, words
from pages.parts.actions import Notice
from storage.lead_filter import LeadFilter
from storage.records import SavedView

OPEN = "open_views"


def show(app: App, where: LeadFilter, columns: Sequence[str]) -> None:
    part = st.popover("Views", icon=":material/bookmark:", key=OPEN, on_change="rerun")
    if not part.open:
        return
    with part:
        known = views.listed(app)
        if not known:
            st.caption("No view is saved yet. Filter, order and choose columns, then save them under a name.")
        for view in known:
            _choice(view)
        _save(app, where, columns)
        if known:
            _change(app, known)


def _choice(view: SavedView) -> None:
    st.button(
        words.plain(view.name),
        key=f"view_{view.id}",
        type="tertiary",
        help=f"Saved by {words.plain(view.who)}, {words.moment(view.at)}",
        disabled=bool(view.problem),
        on_click=_open,
        args=(view,),
    )
    if view.problem:
        st.caption(f"It cannot be used any more. {words.plain(view.problem)}")


def _open(view: SavedView) -> None:
    st.query_params[lead_view.WHERE] = view.filter
    st.query_params[lead_view.COLUMNS] = ",".join(view.columns)
    lead_view.show_like("")
    st.session_state[OPEN] = False


def _save(app: App, where: LeadFilter, columns: Sequence[str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Name", key="view_name", max_chars=80, placeholder="Save what is shown under a name")
        actions.button("Save", lambda: _keep(app, where, columns), key="save_view")
        actions.button("Replace", lambda: _keep(app, where, columns, replaces=True), key="replace_view")


def _keep(app: App, where: LeadFilter, columns: Sequence[str], *, replaces: bool = False) -> Notice:
    name = st.session_state.view_name or ""  # as it is now, which may be newer than what was drawn
    kept = views.save(app, name, where, columns, frame.WHO, replaces=replaces)
    st.session_state[OPEN] = False
    return Notice(f"The view “{kept.name}” is saved.")


def _change(app: App, known: Sequence[SavedView]) -> None:
    names = {view.id: view.name for view in known}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox("Change", list(names), key="view_to_change", format_func=names.__getitem__)
        st.text_input("New name", key="view_new_name", max_chars=80)
        if chosen is not None:
            actions.button(
                "Rename",
                lambda: views.rename(app, chosen, st.session_state.view_new_name or "", frame.WHO),
                key="rename_view",
            )
            actions.button("Delete", lambda: _delete(app, chosen), key="delete_view")


def _delete(app: App, view_id: int) -> Notice:
    gone = views.delete(app, view_id, frame.WHO)
    return Notice(f"The view “{gone.name}” is deleted.", undo=lambda: _restored(app, gone))


def _restored(app: App, gone: SavedView) -> str:
    views.restore(app, gone, frame.WHO)
    return f"The view “{gone.name}” is back."
