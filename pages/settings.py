"""Settings: who writes, how messages leave, the models, whom never to write to, and where the data lies."""

import streamlit as st

from pages.parts import frame, set_data, set_directories, set_models, set_sender, set_sending

app = frame.app()

st.title("Settings")
tabs = {
    "Who writes": set_sender.show,
    "Sending": set_sending.show,
    "Models": set_models.show,
    "Directories": set_directories.show,
    "Never write to": set_sending.suppressions,
    "Data and health": set_data.show,
}
chosen = st.segmented_control(
    "Part",
    list(tabs),
    default="Who writes",
    required=True,
    key="part",
    label_visibility="collapsed",
    bind="query-params",
)
tabs[chosen](app)
