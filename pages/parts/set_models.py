"""The language models: which one does what, those installed, others to fetch, one's own, and hosted ones."""

import streamlit as st

from graph import models
from graph.app import App
from pages.parts import model_catalogue, model_hosted, model_installed, model_own, model_spending, model_tasks


def show(app: App) -> None:
    choices = models.choices(app)
    st.markdown("##### Which model does what")
    model_tasks.show(app, choices)
    st.markdown("##### Ready to use")
    model_installed.show(app, choices)
    st.markdown("##### Download another")
    model_catalogue.show(app)
    st.markdown("##### Add your own")
    model_own.show(app)
    st.markdown("##### Hosted models")
    model_hosted.show(app, choices)
    st.markdown("##### Spending")
    model_spending.show(app)
