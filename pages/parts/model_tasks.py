"""Which model does what: one line a task, what the choice means, and the way back."""

from collections.abc import Mapping, Sequence

import streamlit as st

from graph import models
from graph.app import App
from graph.hosting import price_of
from graph.model_list import Choice
from models.language.base import Task
from pages.parts import actions, frame, model_estimate, words
from pages.parts.actions import Notice

SAID = {
    Task.DRAFT: ("Drafts", "Writes the first text to each lead."),
    Task.REWRITE: ("Rewrites", "Writes another version after your comment."),
    Task.PERSONA: ("Readers", "Works out who reads a message, and what they care about."),
    Task.SCORE: ("Opinion on leads", "Gives a second opinion on each lead, as one part of its score."),
    Task.CLASSIFY: ("Sorting answers", "Tells answers apart: interested, not now, never again."),
}
BY_RULES = "By the program's own rules"


def show(app: App, choices: Sequence[Choice]) -> None:
    chosen = models.chosen(app)
    for task in SAID:
        _line(app, task, choices, chosen[task])
    for sentence in models.unwritten(app):
        st.warning(words.plain(sentence), icon=":material/translate:")
    if len([one for one in choices if not one.problem]) == 1:
        st.caption("The starter writer cannot do the rest: download a larger model below, or add one.")
    _way_back(app, chosen, choices)


def name_of(key: str, choices: Sequence[Choice]) -> str:
    """A model as a person knows it, also where it is gone."""
    if key == models.RULES:
        return BY_RULES
    return next((one.name for one in choices if one.key == key), key.partition(":")[2] or key)


def _line(app: App, task: Task, choices: Sequence[Choice], chosen: str) -> None:
    options = [] if task in models.WRITING else [models.RULES]
    options += [one.key for one in choices if models.can(one, task)]
    options += [chosen] if chosen not in options else []
    title, what = SAID[task]
    key = f"model_for_{task}"
    # What is chosen is what was kept, also after a refusal, an undo, or a choice in another tab.
    st.session_state[key] = chosen
    left, right = st.columns([2, 3], gap="medium", vertical_alignment="center")
    with left:
        st.selectbox(
            title,
            options,
            format_func=lambda one: name_of(one, choices),
            key=key,
            on_change=lambda: actions.attempt(lambda: _chosen(app, task, choices)),
        )
    with right:
        st.caption(f"{what} {_meaning(chosen, choices)}")
        if task == Task.CLASSIFY:
            model_estimate.of_sorting(app)
        if problem := _problem(chosen, choices):
            st.error(words.plain(problem), icon=":material/error:")


def _chosen(app: App, task: Task, choices: Sequence[Choice]) -> Notice:
    key = st.session_state[f"model_for_{task}"]
    return give(app, task, key, name_of(key, choices))


def give(app: App, task: Task, key: str, name: str) -> Notice:
    """Give a task to a model, with its undo."""
    models.choose(app, task, key, frame.WHO)
    return Notice(f"{SAID[task][0]}: {name}.", undo=lambda: _back(app))


def _meaning(key: str, choices: Sequence[Choice]) -> str:
    """What the choice means for speed, money and privacy, as Markdown."""
    if key == models.RULES:
        return "Rules are quick and cost nothing; no language model is asked."
    one = next((one for one in choices if one.key == key), None)
    if one is None:
        return ""
    if one.hosted is None:
        return "Runs on this machine; nothing leaves it."
    price = price_of(one.hosted)
    costs = (
        "at no price" if price and not (price.prompt_micros or price.written_micros) else "and each text costs money"
    )
    return f"What is known of a lead goes to the server ({words.plain(one.where)}), {costs}."


def _problem(key: str, choices: Sequence[Choice]) -> str:
    if key == models.RULES:
        return ""
    one = next((one for one in choices if one.key == key), None)
    return "This model is not there any more. Choose another." if one is None else one.problem


def _way_back(app: App, chosen: Mapping[Task, str], choices: Sequence[Choice]) -> None:
    before = models.earlier(app)
    changed = [task for task in SAID if before and before[task] != chosen[task]]
    if not before or not changed:
        return
    was = "; ".join(f"{SAID[task][0].lower()}: “{name_of(before[task], choices)}”" for task in changed)
    with st.container(horizontal=True, vertical_alignment="center"):
        actions.button("Go back to the earlier choice", lambda: _back(app), key="models_back", icon=":material/undo:")
        st.caption(f"It was {words.plain(was)}.")


def _back(app: App) -> str:
    models.go_back(app, frame.WHO)
    return "The earlier choice of models is back."
