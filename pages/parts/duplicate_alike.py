"""Merging at once all pairs that are asked about for the reasons of the open one: the count, then one undo."""

import streamlit as st

from graph import identity_bulk
from graph.app import App
from graph.identity import Pair
from pages.parts import actions, frame, words
from pages.parts.actions import Notice


def show(app: App, pair: Pair) -> None:
    """A button that opens what would be done; nothing where no other pair has these reasons."""
    alike = identity_bulk.alike(app, pair.proposal.id)
    if len(alike) < 2:
        return
    part = st.popover(
        f"All {len(alike):,} of this kind", icon=":material/join_inner:", key="open_merge_alike", on_change="rerun"
    )
    if part.open:
        with part:
            st.markdown(
                f"{words.counted(len(alike), 'pair')} are asked about for the same reasons: {words.plain(pair.why)} "
                "Those with decisions or messages at stake are left to you."
            )
            actions.button(
                f"Merge {len(alike):,} pairs",
                lambda: _merged(app, alike),
                key="merge_alike",
                type="primary",
                icon=":material/join_inner:",
            )


def _merged(app: App, alike: list[int]) -> Notice:
    done = identity_bulk.merge_all(app, alike, frame.WHO)
    left = identity_bulk.still_open(app, alike)
    rest = f" {words.counted(left, 'pair')} of them: see what is left to decide." if left else ""
    return Notice(f"{words.counted(len(done), 'pair')} merged.{rest}", undo=lambda: _undone(app, done))


def _undone(app: App, done: list[int]) -> str:
    return f"{words.counted(identity_bulk.undo_all(app, done, frame.WHO), 'merge')} taken back."
