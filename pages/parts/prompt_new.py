"""Writing a new version of a prompt: begins with the one that is looked at, and is checked before it is kept."""

import streamlit as st

from graph import prompts
from graph.app import App
from graph.prompts import Overview
from pages.parts import actions, frame, words
from pages.parts.actions import Notice
from storage.errors import HandpickedError


def show(app: App, overview: Overview, number: int) -> None:
    """The form. What is typed stays in it until it can be saved."""
    task = overview.task
    try:
        before = prompts.text(app, task, number)
    except HandpickedError as problem:
        st.error(words.plain(str(problem)), icon=":material/error:")
        return
    st.caption(f"Begins with version {number}. Every version stays; a new one is a file of its own, not yet current.")
    title = st.text_input("Title", key=f"prompt_title_{task}", max_chars=100) or ""
    changed = st.text_input("What changed", key=f"prompt_changed_{task}", max_chars=300) or ""
    text = st.text_area("Text", before, key=f"prompt_text_{task}_{number}", height=480) or ""
    actions.button(
        "Check and save",
        lambda: _save(app, task, title, changed, text),
        key="save_prompt",
        type="primary",
        icon=":material/save:",
    )
    with st.expander("What the text may use"):
        st.markdown('`{{ name }}` puts a value in, `{% if name == "x" %}` … `{% endif %}` asks for one.')
        rows = [
            {"name": name, "what it is": variable.meaning, "where": "prompt only" if variable.is_quoted else "anywhere"}
            for name, variable in prompts.variables(task).items()
        ]
        st.dataframe(rows, hide_index=True)


def _save(app: App, task: str, title: str, changed: str, text: str) -> Notice:
    number = prompts.save(app, task, title, changed, text, frame.WHO)
    st.session_state[f"prompt_title_{task}"] = st.session_state[f"prompt_changed_{task}"] = ""
    st.session_state.version = str(number)
    return Notice(f"Version {number} is saved. Try it on ten leads before you make it current.")
