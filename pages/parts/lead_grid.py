"""The table of leads as rows of HTML: dense, quick to draw again, and ordered by the database, never by the browser.

Streamlit's own table draws on a canvas: it takes three times as long, and its heading sorts only the rows shown.
"""

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from pages.parts import drawer, lead_order
from pages.parts.lead_columns import Column
from storage.lead_filter import LeadFilter
from storage.records import Candidate

HERE = Path(__file__).parent
KEY = "leads_table"
MARKS = {"": ("", "none"), "up": (" ▲", "ascending"), "down": (" ▼", "descending")}

_draw = st.components.v2.component(
    "lead_grid",
    html='<div class="lead-grid" tabindex="-1"></div>',
    css=(HERE / "lead_grid.css").read_text(encoding="utf-8"),
    js=(HERE / "lead_grid.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show(where: LeadFilter, rows: Sequence[Candidate], columns: Sequence[Column], opened: int | None) -> None:
    """Draw the rows; a click on one opens its lead, a click on a heading orders by it."""
    sorted_by = lead_order.mark(where)
    data = {
        "of": _of(rows),
        "ticked": ticked(rows),
        "open": opened,
        "columns": [_head(column, sorted_by) for column in columns],
        "rows": [
            {"id": one.id, "name": one.lead.business.name, "cells": [column.cell(one) for column in columns]}
            for one in rows
        ],
    }
    _draw(
        key=KEY,
        data=data,
        on_ticked_change=lambda: None,
        on_open_change=lambda: _told("open", drawer.open_lead),
        on_order_change=lambda: _told("order", lambda field: lead_order.by_column(where, field)),
    )


def ticked(rows: Sequence[Candidate]) -> list[int]:
    """Which of the rows are ticked. Ticks hold for exactly the rows they were set on, never for who moves up."""
    state = st.session_state.get(KEY) or {}
    kept = state.get("ticked") or {}
    if not isinstance(kept, dict) or kept.get("of") != _of(rows):
        return []
    wanted = set(kept.get("ids") or ())
    return [one.id for one in rows if one.id in wanted]


def _told(event: str, use: Callable[..., None]) -> None:
    said = st.session_state[KEY].get(event)
    if said is not None:
        use(said)


def _of(rows: Sequence[Candidate]) -> str:
    """Another text for other rows."""
    return f"{zlib.crc32(','.join(str(one.id) for one in rows).encode()):08x}"


def _head(column: Column, sorted_by: tuple[str, str]) -> dict[str, object]:
    mark, sort = MARKS[sorted_by[1] if column.order and column.order == sorted_by[0] else ""]
    return {
        "field": column.order,
        "name": column.name,
        "label": column.label,
        "help": f"Order by {column.label.lower()}",
        "look": column.look,
        "width": column.width,
        "bar": column.name == "score",
        "can_order": bool(column.order),
        "mark": mark,
        "sort": sort,
    }
