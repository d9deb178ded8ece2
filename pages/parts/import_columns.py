"""The second step of an import: which column holds what, with what stands in it beside each."""

from collections.abc import Mapping, Sequence

import streamlit as st

from agents.discovery.files import FIELDS
from graph import imports
from graph.app import App
from pages.parts import actions, words
from storage.records import Upload

LEFT_OUT = "(leave out)"
LABELS = {
    "email": "E-mail", "housenumber": "House number", "opening_hours": "Opening hours",
    "reviews": "Number of reviews", "details": "Specialities", "lat": "Latitude", "lon": "Longitude",
    "position": "Latitude and longitude in one", "address": "Whole address in one",
}  # fmt: skip
SHOWN_UNUSED = 20


def show(app: App, upload: Upload) -> None:
    st.markdown("What the columns hold was guessed from their headings and contents; put right what is wrong.")
    mapping = upload.mapping
    _fields(app, upload)
    if "name" not in mapping:
        st.warning("Say which column holds the name of the business.", icon=":material/edit:")
    twice = [column for column in set(mapping.values()) if list(mapping.values()).count(column) > 1]
    if twice:
        st.caption(f"Used for more than one field: {_listed(twice)}.")
    unused = [column for column in upload.columns if column not in mapping.values()]
    if unused:
        st.caption(f"Not taken over ({len(unused):,}): {_listed(unused)}.")
    if mapping:
        st.markdown("**The first rows, as they will be taken over**")
        st.dataframe(_first_rows(upload, mapping), hide_index=True)


def label(field: str) -> str:
    """What a field is called on screen."""
    return LABELS.get(field, field.replace("_", " ").capitalize())


def _fields(app: App, upload: Upload) -> None:
    options = [LEFT_OUT, *upload.columns]
    keys = {field: f"list_{upload.id}_column_{field}" for field in FIELDS}

    def keep() -> None:
        chosen = {field: st.session_state[key] for field, key in keys.items()}
        mapping = {field: column for field, column in chosen.items() if column not in (None, LEFT_OUT)}
        imports.map_columns(app, upload.id, mapping)

    columns = st.columns(3, gap="medium")
    for number, field in enumerate(FIELDS):
        kept = upload.mapping.get(field, LEFT_OUT)
        with columns[number % 3]:
            column = st.selectbox(
                f"{label(field)} (needed)" if field == "name" else label(field),
                options,
                index=options.index(kept) if kept in options else 0,
                key=keys[field],
                on_change=actions.attempt,
                args=(keep,),
            )
            samples = upload.preview["samples"].get(column, ())
            # As plain text: Markdown would make links of the addresses in a stranger's file.
            st.text(" · ".join(samples) or ("empty in the first rows" if column != LEFT_OUT else "–"))


def _first_rows(upload: Upload, mapping: Mapping[str, str]) -> list[dict[str, str]]:
    rows = [dict(zip(upload.columns, row, strict=False)) for row in upload.preview["first"]]
    return [{label(field): row.get(column, "") for field, column in mapping.items()} for row in rows]


def _listed(columns: Sequence[str]) -> str:
    more = len(columns) - SHOWN_UNUSED
    named = words.plain(", ".join(columns[:SHOWN_UNUSED]))
    return f"{named} and {more:,} more" if more > 0 else named
