"""Importing a list: the file, which column is what, a look at the first rows, and the brief."""

from dataclasses import replace

import streamlit as st

from agents.discovery.files import FIELDS
from graph import imports
from graph.app import App
from graph.imports import Preview
from pages.parts import brief as brief_form
from pages.parts import words
from storage.errors import HandpickedError
from storage.records import Brief

LEFT_OUT = "(leave out)"


def show(app: App) -> Brief | None:
    """The brief of the import as it stands; None until a file can be read."""
    file = st.file_uploader("Your list", type=["csv", "xlsx", "geojson", "json"], key="list")
    if file is None:
        st.info("Choose a table with one business a row. A column with its name is needed; the rest is a bonus.")
        return None
    try:
        preview = imports.keep(app, file.name, file.getvalue())
    except HandpickedError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return None
    st.markdown(f"**{preview.rows:,} rows.** What the columns hold was guessed; put right what is wrong.")
    chosen = replace(preview, mapping=_mapping(preview))
    if "name" not in chosen.mapping:
        st.warning("Say which column holds the name of the business.", icon=":material/edit:")
        return None
    st.dataframe(_first_rows(chosen), hide_index=True)
    typed = brief_form.show(Brief(file.name.rpartition(".")[0], "", "", "", ""), key="file", has_place=False)
    return replace(imports.brief_of(chosen, typed), limit=max(typed.limit, preview.rows))


def _mapping(preview: Preview) -> dict[str, str]:
    options = [LEFT_OUT, *preview.columns]
    mapping = {}
    columns = st.columns(4)
    for number, field in enumerate(FIELDS):
        guess = preview.mapping.get(field, LEFT_OUT)
        with columns[number % 4]:
            column = st.selectbox(
                field.replace("_", " ").capitalize(), options, index=options.index(guess), key=f"column_{field}"
            )
        if column and column != LEFT_OUT:
            mapping[field] = column
    return mapping


def _first_rows(preview: Preview) -> list[dict[str, str]]:
    return [{field: row.get(column, "") for field, column in preview.mapping.items()} for row in preview.first]
