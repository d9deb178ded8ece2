"""Coverage: what a search has read and what it left, what it found anew, what is gone, and when it runs again."""

import streamlit as st

from graph import coverage
from pages.parts import (
    coverage_figures,
    coverage_runs,
    coverage_schedule,
    coverage_search,
    coverage_visits,
    frame,
    progress,
)

PARTS = {"read": "What was read", "visits": "Every address", "runs": "Searches compared"}

app = frame.app()
view = frame.campaign()

st.title("Coverage")
if view is None:
    frame.no_campaign("Nothing was searched yet.")
    st.stop()
progress.panel(view)
number = coverage_search.choose(app, view)
shown = coverage.coverage(app, view.campaign.id, number)
if shown is None:
    st.info("This campaign was not searched yet. Its search begins in a moment.", icon=":material/hourglass_top:")
    st.stop()
coverage_search.show(app, view, shown)
coverage_figures.show(app, view, shown)
coverage_schedule.show(app, shown)
part = coverage_search.part(PARTS)
if part == "read":
    coverage_figures.details(app, view, shown)
elif part == "visits":
    coverage_visits.show(app, shown)
else:
    coverage_runs.show(app, shown)
