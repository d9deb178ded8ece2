"""Trend figures of one's own: a file looked at before it counts, what is there, and taking it out."""

from functools import partial

import streamlit as st

from graph import trends
from graph.app import App
from pages.parts import actions, frame, words
from pages.parts.actions import Notice
from storage.errors import HandpickedError
from storage.sectors import label

SHOWN_FAULTS = 50


def show(app: App, campaign_id: int) -> None:
    st.subheader("Figures of your own")
    _listed(app, campaign_id)
    file = st.file_uploader("Add a CSV file", type=["csv", "tsv", "txt"], key=f"own_{_turn()}")
    if file is None:
        st.caption(
            "Four columns, in any order: sector, place, day (2026-03-31) and value (0 to 100). "
            "They go before every other source for their place. In an imported list, which has no place, they count "
            "for the leads whose city or postcode it is."
        )
        return
    data = file.getvalue()
    try:
        figures = trends.preview(file.name, data)
    except HandpickedError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return
    points, faults = words.counted(len(figures.points), "point"), words.counted(len(figures.faults), "row")
    st.markdown(f"**{points}** can be used, {faults} cannot.")
    if figures.faults:
        rows = [{"Line": one.line, "Column": one.field, "What is wrong": one.what} for one in figures.faults]
        st.dataframe(rows[:SHOWN_FAULTS], hide_index=True)
    if figures.points:
        newest = figures.points[-5:]
        shown = [
            {"Sector": label(p.topic, plural=True).capitalize(), "Place": p.place, "Day": p.day, "Value": p.value}
            for p in reversed(newest)
        ]
        st.dataframe(shown, hide_index=True)
        actions.button(
            f"Add {points}", lambda: _added(app, file.name, data, campaign_id), key="own_add", type="primary"
        )


def _listed(app: App, campaign_id: int) -> None:
    by_source: dict[str, list[str]] = {}
    for one in trends.own(app):
        told = f"{label(one.topic, plural=True)} in {one.place}: {words.counted(one.points, 'point')}"
        by_source.setdefault(one.source, []).append(f"{told}, {one.first:%d %b %Y} to {one.newest:%d %b %Y}")
    for number, (source, series) in enumerate(by_source.items()):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{words.plain(source)}** · {words.plain('; '.join(series[:3]))}"
                        + (f" and {len(series) - 3:,} more" if len(series) > 3 else ""))  # fmt: skip
            actions.button(
                "Remove",
                partial(_removed, app, source, campaign_id),
                key=f"own_remove_{number}",
                icon=":material/delete:",
            )


def _added(app: App, name: str, data: bytes, campaign_id: int) -> Notice:
    count = trends.add(app, name, data, campaign_id, frame.WHO)
    st.session_state.own_turn = _turn() + 1
    return Notice(f"Added: {words.counted(count, 'point')} of {name}; the scores follow.")


def _removed(app: App, source: str, campaign_id: int) -> str:
    count = trends.remove(app, source, campaign_id, frame.WHO)
    return f"Removed: {words.counted(count, 'point')} of {source}; the scores follow."


def _turn() -> int:
    """How many files were added: with each, the field for one is a fresh one."""
    return int(st.session_state.get("own_turn", 0))
