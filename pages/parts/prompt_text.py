"""A version's text, what a model reads of it, and what it changes of the current one."""

import streamlit as st

from graph import prompts
from graph.app import App
from graph.prompts import Overview
from pages.parts import words
from storage.errors import HandpickedError


def show(app: App, overview: Overview, number: int) -> None:
    """The text as it was written, and what it gives for a made-up lead."""
    try:
        st.code(prompts.text(app, overview.task, number), language="markdown", wrap_lines=True)
        system, prompt = prompts.sample(app, overview.task, number)
    except HandpickedError as problem:
        st.error(words.plain(str(problem)), icon=":material/error:")
        return
    with st.expander("As a model reads it, for a made-up lead"):
        st.caption("System")
        st.code(system, language=None, wrap_lines=True)
        st.caption("Prompt")
        st.code(prompt, language=None, wrap_lines=True)
    with st.expander("The shared parts that it can put in"):
        for name, text in prompts.parts().items():
            st.caption(words.plain(name))
            st.code(text, language="markdown", wrap_lines=True)


def difference(app: App, overview: Overview, number: int) -> None:
    """Line by line against the current version."""
    if number == overview.current:
        st.info("This is the current version. Choose another to see what it changes.", icon=":material/info:")
        return
    try:
        changes = prompts.difference(app, overview.task, number)
    except HandpickedError as problem:
        st.error(words.plain(str(problem)), icon=":material/error:")
        return
    st.code(changes or "no difference", language="diff", wrap_lines=True)
