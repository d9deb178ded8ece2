"""The table of leads: a page of rows, their selection, and the row that was opened."""

import zlib
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from storage.records import Candidate
from storage.sectors import label

SIZE = 100
COLUMNS = {
    "score": st.column_config.ProgressColumn("Score", min_value=0, max_value=100, format="%.0f", width="small"),
    "name": st.column_config.TextColumn("Name", width="medium"),
    "sector": st.column_config.TextColumn("Sector", width="small"),
    "trend": st.column_config.TextColumn("Trend", width="small", help="How interest in the sector moved"),
    "email": st.column_config.TextColumn("E-mail"),
    "rating": st.column_config.NumberColumn("Rating", format="%.1f", width="small"),
    "address": st.column_config.TextColumn("Address"),
    "status": st.column_config.TextColumn("Decision", width="small"),
    "reason": st.column_config.TextColumn("Reason", width="small"),
}


def show(rows: Sequence[Candidate]) -> tuple[list[int], int | None]:
    """The ids of the rows that are ticked, and the id of the row whose cell was clicked."""
    frame = pd.DataFrame([_row(candidate) for candidate in rows])
    state = st.dataframe(
        frame,
        hide_index=True,
        column_config=COLUMNS,
        height=640,
        row_height=30,
        key=_key(rows),
        on_select="rerun",
        selection_mode=["multi-row", "single-cell"],
    )
    chosen = [rows[index].id for index in state.selection.rows if index < len(rows)]
    cells = [index for index, _ in state.selection.cells if index < len(rows)]
    return chosen, rows[cells[0]].id if cells else None


def _moved(change: float) -> str:
    return f"{change:+.0%}" if round(change, 2) else "steady"


def _key(rows: Sequence[Candidate]) -> str:
    """Another table for other rows: Streamlit keeps ticks by position, so they would pass to whoever moves up."""
    shown = ",".join(str(candidate.id) for candidate in rows)
    return f"table_{zlib.crc32(shown.encode()):08x}"


def _row(candidate: Candidate) -> dict[str, object]:
    business, trend = candidate.lead.business, candidate.trend
    return {
        "score": candidate.score,
        "name": business.name,
        "status": str(candidate.status),
        "sector": label(business.sector),
        "trend": _moved(trend.change) if trend else "",
        "email": business.email,
        "rating": business.rating,
        "address": business.address(),
        "reason": candidate.reason,
    }
