"""What was merged, at once or by hand, newest first: why, by whom, when, and its undo."""

import streamlit as st

from graph import identity
from graph.app import App
from graph.identity import Done
from pages.parts import actions, frame, words
from pages.parts.actions import Notice
from storage.records import Business

_SIZE = 30


def show(app: App) -> None:
    before = st.query_params.get("before", "")
    start = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    found = identity.merges(app, _SIZE, start)
    if not found:
        st.info(
            "Nothing was merged yet. Leads that are surely the same business are merged as they are found.",
            icon=":material/join_inner:",
        )
    for one in found:
        _row(app, one)
    with st.container(horizontal=True):
        if start is not None:
            st.button("Newest", key="newest", icon=":material/first_page:", on_click=_turn, args=("",))
        if len(found) == _SIZE:
            older = str(found[-1].merge.id)
            st.button("Older", key="older", icon=":material/chevron_right:", on_click=_turn, args=(older,))


def _row(app: App, one: Done) -> None:
    merge, kept, gone = one.merge, one.kept.business, one.gone.business
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        by = f"by {words.plain(merge.who)}" if one.is_by_hand else "at once, since it was sure"
        undone = f" · undone by {words.plain(merge.undone_by)}, {words.moment(merge.undone_at)}"
        st.markdown(
            f"{_named(gone)} → {_named(kept)}  \n{words.plain(merge.why)}  \n"
            f":gray[Merged {by}, {words.moment(merge.at)}{undone if merge.undone_at else ''}]",
            width="stretch",
        )
        if merge.undone_at is None:
            actions.button("Undo", lambda: _undone(app, one), key=f"undo_{merge.id}", icon=":material/undo:")


def _named(one: Business) -> str:
    told = one.address() or one.phone or one.email or one.website or "no address"
    return f"**{words.plain(one.name)}** ({words.plain(told)})"


def _undone(app: App, one: Done) -> Notice:
    identity.undo(app, one.merge.id, frame.WHO)
    again = " The pair is to decide again." if one.is_by_hand else " They are not merged again."
    return Notice(f"“{one.gone.business.name}” and “{one.kept.business.name}” are two businesses.{again}")


def _turn(before: str) -> None:
    st.query_params["before"] = before
