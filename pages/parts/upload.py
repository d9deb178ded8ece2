"""Importing a list: the file, which column is what, a look at the first rows, and the brief."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from agents.discovery.files import FIELDS
from graph import imports
from graph.app import App
from graph.imports import Preview
from pages.parts import brief as brief_form
from pages.parts import words
from storage.errors import HandpickedError
from storage.records import Brief

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

LEFT_OUT = "(leave out)"


def show(app: App, base: Brief, key: str) -> Brief | None:
    """The brief of the import as it stands, beginning with ``base``; None until a file can be read."""
    file = st.file_uploader("Your list", type=["csv", "xlsx", "geojson", "json"], key="list")
    if file is None and not base.file:
        st.info("Choose a table with one business a row. A column with its name is needed; the rest is a bonus.")
        return None
    try:
        preview = _read(app, file, base)
    except HandpickedError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return None
    st.markdown(f"**{preview.rows:,} rows.** What the columns hold was guessed; put right what is wrong.")
    chosen = replace(preview, mapping=_mapping(preview, key))
    if "name" not in chosen.mapping:
        st.warning("Say which column holds the name of the business.", icon=":material/edit:")
        return None
    st.dataframe(_first_rows(chosen), hide_index=True)
    named = replace(base, name=base.name or (file.name.rpartition(".")[0] if file else ""))
    return imports.brief_of(chosen, brief_form.show(named, key, has_place=False))


def _read(app: App, file: "UploadedFile | None", base: Brief) -> Preview:
    """What the file holds, or else the list of the earlier campaign; read once, however often the screen is drawn."""
    if file is None:
        return _once(base.file, lambda: imports.kept(app, base))
    return _once(file.file_id, lambda: imports.keep(app, file.name, file.getvalue()))


def _once(identity: str, read: Callable[[], Preview]) -> Preview:
    known, preview = st.session_state.get("preview", ("", None))
    if known != identity or not isinstance(preview, Preview):
        preview = read()
        st.session_state.preview = (identity, preview)
    return preview


def _mapping(preview: Preview, key: str) -> dict[str, str]:
    options = [LEFT_OUT, *preview.columns]
    mapping = {}
    columns = st.columns(4)
    for number, field in enumerate(FIELDS):
        guess = preview.mapping.get(field, LEFT_OUT)
        with columns[number % 4]:
            column = st.selectbox(
                field.replace("_", " ").capitalize(), options, index=options.index(guess), key=f"{key}_column_{field}"
            )
        if column and column != LEFT_OUT:
            mapping[field] = column
    return mapping


def _first_rows(preview: Preview) -> list[dict[str, str]]:
    return [{field: row.get(column, "") for field, column in preview.mapping.items()} for row in preview.first]
