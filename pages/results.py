"""Results: the funnel from found to replied, each number opening its rows, and what came back."""

import streamlit as st

from graph import results
from graph.lead_columns import COLUMNS
from pages.parts import frame, lead_export, words
from storage.lead_filter import leads_of
from storage.records import EventKind

FILTERS = {"leads": "decision", "content": "state", "outbox": "delivery"}
ICONS = {
    EventKind.REPLY: ":material/reply:",
    EventKind.BOUNCE: ":material/report:",
    EventKind.OPT_OUT: ":material/block:",
}

app = frame.app()
view = frame.campaign()


def bar(stage: results.Stage, most: int) -> None:
    """One stage: its name, its share of the largest, and its count as a link to the rows."""
    name, line, number = st.columns([2, 7, 2], vertical_alignment="center", wrap=False)
    name.markdown(f"**{stage.name}**")
    line.progress(stage.count / most if most else 0.0)
    link: dict[str, str | list[str]] = {"campaign": str(view.campaign.id) if view else ""}
    if stage.page in FILTERS:
        link[FILTERS[stage.page]] = list(stage.statuses) or ""
    number.page_link(f"{stage.page}.py", label=f"{stage.count:,}", query_params=link, help="Open the rows")


st.title("Results")
if view is None:
    frame.no_campaign("There are no results yet.")
    st.stop()
where = leads_of(view.campaign.id)
stages = results.funnel(app, view.campaign.id)
for stage in stages:
    bar(stage, max(one.count for one in stages))
lead_export.show(app, where, tuple(COLUMNS), told="best first, with every column")

st.subheader("What came back")
if view.campaign.brief.is_demo:
    st.info("Replies, bounces and opt-outs of the demo town are simulated.", icon=":material/science:")
back = results.came_back(app, view.campaign.id)
if not back:
    st.caption("Nothing yet.")
for event, candidate in back:
    with st.container(border=True):
        mark = " :violet-badge[simulated]" if event.simulated else ""
        name = words.plain(candidate.lead.business.name)
        st.markdown(f"{ICONS[event.kind]} **{name}** · {event.kind}{mark} · {words.moment(event.at)}")
        st.text(event.text)
        if event.answer:
            because = f", because of “{event.answer_words}”" if event.answer_words else ""
            st.caption(words.plain(f"Sorted as {event.answer}{because} (by {event.answer_by})."))
