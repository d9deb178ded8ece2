"""The fourth step of an import: all rows are read before anything is stored, and what would become of them is told."""

from typing import Any

import streamlit as st

from graph import list_check
from graph.app import App
from pages.parts import import_columns
from storage.records import Known, RowKind, Upload

OF_KNOWN = {
    Known.FILL: "known before, gaps filled", Known.OVERWRITE: "known before, updated",
    Known.SKIP: "known before, skipped", Known.CREATE: "created before",
}  # fmt: skip


def show(app: App, upload: Upload) -> None:
    if not upload.check:
        _run(app, upload)
    check = upload.check
    counts = {
        "Rows": check["rows"],
        "New leads": check["new"],
        OF_KNOWN[upload.options.known].capitalize(): check["known"],
        "Twice in the list": check.get(RowKind.DUPLICATE, 0),
        "Cannot be used": check.get(RowKind.FAILED, 0),
    }
    for place, (name, count) in zip(st.columns(len(counts)), counts.items(), strict=True):
        place.metric(name, f"{count:,}")
    if not check["new"] and not check["known"]:
        st.warning("No row of this list would give a lead. Look at the columns again.", icon=":material/warning:")
    _problems(check["problems"])
    _examples(check["examples"], upload)


def _run(app: App, upload: Upload) -> None:
    """Read all rows with their progress; any click ends it, and the next visit begins anew."""
    bar = st.progress(0.0, text="Reading the file")
    for done, total in list_check.run(app, upload.id):
        bar.progress(min(done / total, 1.0) if total else 1.0, text=f"{done:,} of {total:,} rows checked")
    st.rerun()


def _problems(problems: list[list[Any]]) -> None:
    if not problems:
        st.success("Every row can be taken over whole.", icon=":material/check_circle:")
        return
    st.markdown(
        "**What is wrong, by field and cause.** The row is taken over without that field, unless it has no name."
    )
    rows = [
        {
            "Field": import_columns.label(field) if field else "Row",
            "What is wrong": cause,
            "Rows": count,
            "For example": ", ".join(examples),
        }
        for field, cause, count, examples in problems
    ]
    st.dataframe(rows, hide_index=True)


def _examples(examples: dict[str, list[str]], upload: Upload) -> None:
    named = {str(RowKind.DUPLICATE): "Twice in the list", "known": OF_KNOWN[upload.options.known].capitalize()}
    for kind, label in named.items():
        if examples.get(kind):
            with st.expander(f"{label}: the first of them"):
                for told in examples[kind]:
                    st.text(told)
