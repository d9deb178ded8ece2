"""The models on this machine: what they are, how big, under which licence, and what they can and cannot do."""

import streamlit as st

from graph import models
from graph.app import App
from pages.parts import words


def show(app: App) -> None:
    for model in models.installed(app):
        with st.container(border=True):
            st.markdown(f"**{model.task}:** {model.name}")
            if model.problem:
                st.error(words.plain(model.problem), icon=":material/error:")
                continue
            facts = (f"{words.size(model.size)}", model.licence, ", ".join(model.languages))
            st.caption(" · ".join(fact for fact in facts if fact))
            st.write(model.note)
            if model.card:
                with st.expander("Model card: what it can and cannot do"):
                    st.markdown(model.card)
