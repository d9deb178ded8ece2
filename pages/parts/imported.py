"""What became of the rows of an imported list, and those that gave no lead, to download."""

import streamlit as st

from graph import imports
from graph.app import App
from graph.campaigns import Overview
from pages.parts import sheet, words


def show(app: App, view: Overview) -> None:
    """Nothing for a campaign that is no import, or whose list is not read to its end."""
    outcome = imports.outcome(app, view.campaign.id)
    if outcome is None:
        return
    counts = {
        "Rows read": outcome.rows,
        "new leads": outcome.new,
        "already known": outcome.known,
        "duplicates within the file": outcome.duplicates,
        "without a name": outcome.failed,
        "of another sector": outcome.other_sector,
    }
    told = [f"{name}: {count:,}" for name, count in counts.items() if count or name != "of another sector"]
    brief = view.campaign.brief
    st.markdown(f"**{words.plain(brief.name)}** · {' · '.join(told)}")
    if outcome.left_out:
        st.download_button(
            f"The {outcome.left_out:,} rows that gave no lead of their own (CSV)",
            lambda: sheet.of(lambda file: imports.left_out(app, brief, file)),
            file_name=f"left-out-{view.campaign.id}.csv",
            mime="text/csv",
            icon=":material/download:",
        )
