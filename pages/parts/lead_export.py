"""Export of the ticked leads, or of all that match, in the columns given."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from graph import exports
from graph.app import App
from pages.parts import actions, frame, words
from pages.parts.actions import Notice
from storage.lead_filter import LeadFilter
from storage.records import Export, ExportStatus

FORMATS = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet"}


def show(
    app: App,
    where: LeadFilter,
    columns: Sequence[str],
    ticked: Sequence[int] = (),
    told: str = "in the order and columns of the table",
) -> None:
    """``told`` says which order and columns those are."""
    part = st.popover("Export", icon=":material/download:", key="open_export", on_change="rerun")
    if not part.open:
        return
    with part:
        chosen = replace(where, ids=tuple(ticked)) if ticked else where
        form = st.segmented_control(
            "Format", list(FORMATS), default="csv", key="format", format_func=FORMATS.__getitem__
        )
        count = exports.count(app, chosen)
        if not count:
            st.caption("No lead matches, so there is nothing to export.")
        else:
            st.caption(f"{count:,} {'lead' if count == 1 else 'leads'}, {told}.")
        _get(app, chosen, columns, form or "csv", count)
        for one in exports.listed(app, where.campaign_id):
            _row(app, one)


def _get(app: App, where: LeadFilter, columns: Sequence[str], form: str, count: int) -> None:
    if 0 < count <= exports.SMALL:
        st.download_button(
            f"Download {count:,}",
            lambda: exports.at_once(app, where, columns, form, frame.WHO),
            exports.file_name(_campaign(), form),
            key="download",
            type="primary",
            on_click="ignore",
        )
    else:
        actions.button(
            f"Write {count:,} to a file",
            lambda: _ask(app, where, columns, form),
            key="write_export",
            type="primary",
            disabled=not count,
        )


def _campaign() -> str:
    view = frame.campaign()
    return view.campaign.brief.name if view else ""


def _ask(app: App, where: LeadFilter, columns: Sequence[str], form: str) -> Notice:
    export = exports.ask(app, where, columns, form, frame.WHO)
    return Notice(f"{export.name} is being written. It stands under Export when it is ready.")


def _row(app: App, export: Export) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        name = words.plain(export.name)
        if export.status == ExportStatus.DONE:
            st.markdown(f"[{name}]({exports.link(export)}) :small[{words.size(export.size)}]")
            return
        part = f" {export.done:,} of {export.total:,}" if export.total else ""
        st.markdown(f"{name} :small[{export.status}{part} {words.plain(export.error)}]")
        if export.status in (ExportStatus.WAITING, ExportStatus.RUNNING):
            actions.button("Stop", lambda: exports.stop(app, export.id, frame.WHO), key=f"stop_export_{export.id}")
            st.button("Look again", key=f"look_{export.id}")
