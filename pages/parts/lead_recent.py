"""The newest decisions of a campaign, each with its undo, so that none goes out of reach with the next one."""

import streamlit as st

from graph import decisions, leads
from graph.app import App
from pages.parts import actions, frame, words
from pages.parts.lead_notice import DONE
from storage.records import Decision

SHOWN = 12


def show(app: App, campaign_id: int) -> None:
    part = st.popover("Recent", icon=":material/history:", key="open_recent", on_change="rerun")
    if not part.open:
        return
    with part:
        made = [one for one in decisions.latest(app, campaign_id, SHOWN) if one.undoes is None]
        if not made:
            st.caption("Nothing was decided in this campaign yet.")
        for one in made:
            _row(app, one)


def _row(app: App, one: Decision) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        until = f"until {one.until:%d %b %Y}" if one.until else ""
        said = " ".join(filter(None, (DONE.get(one.verb, one.verb), until, one.value or one.reason)))
        undone = f", {one.undone:,} of them taken back" if one.undone else ""
        text = f"{one.moved:,} {said}{undone} · {one.who} · {words.moment(one.at)}"
        st.markdown(f":small[{words.plain(text)}]")
        if decisions.can_be_undone(one):
            actions.button(
                "Undo", lambda: f"{leads.undo(app, one.id, frame.WHO):,} put back as before.", key=f"undo_{one.id}"
            )
