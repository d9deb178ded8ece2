"""Prompts: what chat models are told, its versions, writing a new one, and trying it before it becomes current."""

import streamlit as st

from graph import prompts
from pages.parts import address, frame, prompt_new, prompt_text, prompt_trial, prompt_versions

LABELS = {
    "draft": "Drafts",
    "rewrite": "Rewrites",
    "persona": "Readers",
    "score": "Scoring",
    "classify": "Answers",
}
PARTS = {
    "text": "Text",
    "difference": "Difference to the current",
    "new": "Write a new version",
    "try": "Try it on ten leads",
}

app = frame.app()

st.title("Prompts")
task = address.one_of(
    st.segmented_control,
    "Task",
    prompts.TASKS,
    "task",
    format_func=LABELS.__getitem__,
    required=True,
    label_visibility="collapsed",
)
unread = prompt_trial.why_unread(app, task)
overview = prompts.overview(app, task)
left, right = st.columns([2, 7], gap="large")
with left:
    number = prompt_versions.choose(overview)
    prompt_versions.verbs(app, overview, number)
with right:
    part = address.one_of(
        st.segmented_control,
        "Part",
        list(PARTS),
        "show",
        format_func=PARTS.__getitem__,
        required=True,
        label_visibility="collapsed",
    )
    if part == "text":
        prompt_text.show(app, overview, number)
    elif part == "difference":
        prompt_text.difference(app, overview, number)
    elif part == "new":
        prompt_new.show(app, overview, number)
    else:
        prompt_trial.show(app, overview, number, unread)
