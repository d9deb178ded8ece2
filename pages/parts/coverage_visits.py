"""Every address that a search came to, by what became of it; as a file too."""

import streamlit as st

from agents.discovery.source import BESIDE, Outcome
from graph import coverage
from graph.app import App
from graph.coverage import Coverage
from pages.parts import address, sheet, turner, words

SIZE = 50
KEY = "outcome"


def show(app: App, shown: Coverage) -> None:
    """A page of the list, those of some kinds where any are chosen."""
    if not shown.addresses:
        st.info("This search has come to no address yet.", icon=":material/info:")
        return
    counts = {**{str(one): shown.visits.get(one, 0) for one in Outcome}, **shown.beside}
    present = [kind for kind in (*map(str, Outcome), *BESIDE) if counts.get(kind)]
    if KEY in st.session_state:  # another search may lack what was chosen of the one before
        st.session_state[KEY] = [one for one in st.session_state[KEY] if one in present]
    kinds = address.some_of(
        "What became of it",
        present,
        KEY,
        [],
        format_func=lambda one: f"{one} {counts[one]:,}",
        label_visibility="collapsed",
    )
    total = sum(counts[one] for one in kinds or present)
    offset = turner.offset(total, SIZE, "visit", f"{total:,} addresses, in the order they were come to")
    found = coverage.visits(app, shown.search.id, kinds, offset, SIZE)
    st.dataframe(
        [
            {
                "address": visit.url,
                "what became of it": visit.outcome,
                "why": visit.why,
                "bytes": visit.size,
                "at": words.moment(visit.at),
            }
            for visit in found
        ],
        hide_index=True,
        column_config={
            "address": st.column_config.TextColumn(width="large"),
            "bytes": st.column_config.NumberColumn(format="localized"),
        },
    )
    st.download_button(
        f"Export these {total:,} (CSV)",
        lambda: sheet.of(lambda file: coverage.export(app, shown.search.id, kinds, file)),
        file_name=f"addresses-{shown.campaign.id}-{shown.search.number}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
