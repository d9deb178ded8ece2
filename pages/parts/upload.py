"""Importing a list, step by step: the file, its columns, what may happen, a check of all rows, the campaign."""

from dataclasses import replace

import streamlit as st

from graph import imports
from graph.app import App
from pages.parts import brief as brief_form
from pages.parts import import_check, import_columns, import_file, import_options, import_place, words
from pages.parts.import_place import STEPS
from storage.errors import HandpickedError, NotFound
from storage.records import Brief, Upload

SCREENS = {
    "file": import_file.show,
    "columns": import_columns.show,
    "options": import_options.show,
    "check": import_check.show,
}


def show(app: App, base: Brief, key: str) -> Brief | None:
    """The brief of the import as it stands, beginning with ``base``; None until the last step is reached.

    The list and the step stand in the address; what was chosen is kept with the list, so that reload, another tab and
    going back and forth lose nothing.
    """
    try:
        upload = _chosen(app, base)
        if upload is None:
            import_file.choose(app)
            return None
        step = _step(upload)
        import_place.steps(step)
        if step == "campaign":
            return _campaign(upload, base, key)
        SCREENS[step](app, upload)
    except HandpickedError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        st.button("Choose another file", on_click=import_place.leave, key="leave_list", icon=":material/upload_file:")
        return None
    import_place.turn(upload.id, step, can_go_on=step == "file" or "name" in upload.mapping)
    return None


def _chosen(app: App, base: Brief) -> Upload | None:
    """The list that the address names, else that of the earlier campaign which is started again."""
    wanted = st.query_params.get("list", "")
    if wanted:
        if not (wanted.isdecimal() and len(wanted) < 10):
            raise NotFound("The address names no list that is kept here.", todo="Choose the file again.")
        return imports.get(app, int(wanted))
    if not base.file:
        return None
    upload = imports.of_brief(app, base)
    import_place.go(upload.id, "campaign")
    return upload


def _step(upload: Upload) -> str:
    """The step that the address names, as far as it can be taken without the column of names."""
    names = list(STEPS)
    wanted = st.query_params.get("step", names[0])
    step = wanted if wanted in names else names[0]
    if "name" not in upload.mapping and names.index(step) > names.index("columns"):
        step = "columns"
    st.query_params["step"] = step
    return step


def _campaign(upload: Upload, base: Brief, key: str) -> Brief:
    """Whom the campaign is for; what was typed stays while other steps are open."""
    st.caption(f"{words.plain(upload.name)} · {words.counted(upload.rows, 'row')}")
    slot = f"brief_of_list_{upload.id}"
    begun = st.session_state.get(slot)
    named = begun if isinstance(begun, Brief) else replace(base, name=base.name or upload.name.rpartition(".")[0])
    typed = brief_form.show(named, key, has_place=False)
    st.session_state[slot] = typed
    import_place.turn(upload.id, "campaign", can_go_on=False)
    return imports.brief_of(upload, typed)
