"""Directories: sites that list businesses, each read by a recipe; make one from an example, change it, hand it on."""

from dataclasses import replace

import streamlit as st

from graph import recipes
from graph.app import App
from pages.parts import actions, directory_recipe, frame, words
from pages.parts.actions import Notice
from storage.records import Recipe


def show(app: App) -> None:
    st.caption(
        "A directory is a site that lists businesses. Show Handpicked one list, and it works out where the entries, "
        "the next page and the facts stand. robots.txt is kept, and a host is asked once a second."
    )
    if directory_recipe.is_open():
        directory_recipe.show(app)
        return
    _begin()
    known = recipes.all_of(app)
    for recipe in known:
        _row(recipe)
    if not known:
        st.info("No directory yet. Paste the address of a list above, such as all dentists of a town.")
    _hand_in(app)


def _begin() -> None:
    """The first step: the address of one list."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Address of one list", key="directory_url", placeholder="https://www.example.com/freiburg/dentists/"
        )
        actions.button(
            "Look at it",
            lambda: directory_recipe.look(st.session_state.get("directory_url", "")),
            key="directory_look",
            type="primary",
            icon=":material/search:",
            help="Fetches this page and its first entry.",
        )


def _row(recipe: Recipe) -> None:
    number, who = recipe.id, frame.WHO
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        state = "" if recipe.is_on else " · turned off"
        st.markdown(f"**{words.plain(recipe.name)}**{state}  \n{words.plain(recipe.start_url)}")
        actions.button("Edit", lambda: directory_recipe.edit(number), key=f"directory_edit_{number}")
        actions.button("Duplicate", lambda: _duplicated(number), key=f"directory_copy_{number}")
        actions.button(
            "Turn off" if recipe.is_on else "Turn on",
            lambda: _turned(number, is_on=not recipe.is_on),
            key=f"directory_turn_{number}",
        )
        st.download_button(
            "Export",
            recipes.to_json(recipe),
            f"directory-{number}.json",
            "application/json",
            key=f"directory_export_{number}",
            on_click="ignore",
        )
        actions.button("Remove", lambda: _removed(number, who), key=f"directory_remove_{number}")


def _hand_in(app: App) -> None:
    file = st.file_uploader("A directory that was exported", type=["json"], key="directory_file")
    if file is not None:
        data = file.getvalue()
        actions.button("Import it", lambda: _imported(app, data), key="directory_import", icon=":material/upload:")


def _imported(app: App, data: bytes) -> str:
    return f"{recipes.from_json(app, data, frame.WHO).name} is among the directories now. Find offers it."


def _duplicated(number: int) -> str:
    return f"{recipes.duplicate(frame.app(), number, frame.WHO).name} was made."


def _turned(number: int, *, is_on: bool) -> Notice:
    recipe = recipes.turn(frame.app(), number, frame.WHO, is_on=is_on)
    said = "can be chosen under Find again" if is_on else "is turned off: no search reads it"
    return Notice(f"{recipe.name} {said}.", undo=lambda: _turned(number, is_on=not is_on))


def _removed(number: int, who: str) -> Notice:
    recipe = recipes.remove(frame.app(), number, who)
    return Notice(f"{recipe.name} was removed.", undo=lambda: _back(recipe))


def _back(recipe: Recipe) -> str:
    kept = recipes.save(frame.app(), replace(recipe, id=0), frame.WHO)
    return f"{kept.name} is back. Campaigns that named it have to choose it again."
