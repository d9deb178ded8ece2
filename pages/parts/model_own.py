"""A folder or a GGUF file of the person's own: looked at before it joins the list."""

from pathlib import Path

import streamlit as st

from graph import models
from graph.app import App
from pages.parts import actions, frame
from pages.parts.actions import Notice
from storage.errors import BadInput


def show(app: App) -> None:
    st.caption(
        "A folder that was exported to OpenVINO, or a GGUF file, on the machine that this program runs on. "
        "It stays where it is."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        path = st.text_input("Folder or GGUF file", key="own_model", placeholder="~/models/my-model.gguf") or ""
        actions.button("Add", lambda: _added(app, path), key="add_own", icon=":material/add:")


def _added(app: App, path: str) -> Notice:
    if not path.strip():
        raise BadInput("Type where the model lies.", kept="Nothing was added.")
    one = models.add_own(app, Path(path.strip()), frame.WHO)
    st.session_state.own_model = ""
    return Notice(f"{one.name} was added. Choose it above for what it shall do.", undo=lambda: _removed(app, one.key))


def _removed(app: App, key: str) -> str:
    models.remove(app, key, frame.WHO)
    return "The model is off the list; its files are where they were."
