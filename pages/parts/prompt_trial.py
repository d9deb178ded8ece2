"""Trying a version on ten leads beside the current one: progress, stop, and both texts side by side."""

import streamlit as st

from graph import prompts, trials
from graph.app import App
from graph.prompts import Overview
from graph.trials import Outcome, Row, Trial
from pages.parts import actions, frame, model_estimate, words
from pages.parts.actions import Notice
from storage.errors import HandpickedError

KINDS = {
    "first": "First e-mail",
    "follow_up": "Follow-up",
    "reply": "Reply",
    "short_post": "Short post",
    "long_post": "Long post",
    "landing": "Landing page",
}


def why_unread(app: App, task: str) -> str:
    """Why no model reads the prompts of a task at present, "" where one does; said above them with the way out."""
    try:
        prompts.reader(app, task)
    except HandpickedError as problem:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(words.plain(str(problem)), icon=":material/info:")
            st.page_link("settings.py", label="Models", icon=":material/settings:", query_params={"part": "Models"})
        return str(problem)
    return ""


def show(app: App, overview: Overview, number: int, unread: str = "") -> None:
    """The verb that begins a trial, the one that runs, or what the last one gave."""
    view = frame.campaign()
    if view is None:
        frame.no_campaign("A prompt is tried on the leads of a campaign, and there is none yet.")
        return
    trial = st.session_state.get("trial")
    if isinstance(trial, Trial) and trial.is_running:
        _live(trial)
        actions.button("Stop", lambda: _stopped(trial), key="stop_trial", icon=":material/stop_circle:")
        return
    name = words.plain(view.campaign.brief.name)
    st.caption(f"Ten texts with each version, for the best leads of {name}. No draft is made and nothing is sent.")
    _begin(app, overview, number, view.campaign.id, unread)
    if isinstance(trial, Trial) and trial.task == overview.task:
        _results(trial)


def _begin(app: App, overview: Overview, number: int, campaign_id: int, unread: str) -> None:
    kind, comment = "first", ""
    if overview.task == "draft":
        kind = st.selectbox("What to write", list(KINDS), format_func=KINDS.__getitem__, key="trial_kind") or kind
    if overview.task == "rewrite":
        comment = st.text_input("Comment", "shorter", key="trial_comment", max_chars=300) or ""
    against = f" beside version {overview.current}" if number != overview.current else ""
    if not unread and (comment.strip() or overview.task != "rewrite"):
        model_estimate.of_trial(app, overview.task, number, campaign_id, kind, comment)
    actions.button(
        f"Try version {number}{against}",
        lambda: _started(app, overview.task, number, campaign_id, kind, comment),
        key="try_prompt",
        type="primary",
        icon=":material/play_arrow:",
        disabled=bool(unread),
    )


def _started(app: App, task: str, number: int, campaign_id: int, kind: str, comment: str) -> Notice | None:
    st.session_state.trial = trials.start(app, task, number, campaign_id, kind, comment)
    return None


def _stopped(trial: Trial) -> str:
    trial.stop()
    return "The trial stops; what is written by now is shown."


@st.fragment(run_every=0.7)
def _live(trial: Trial) -> None:
    if not trial.is_running:
        st.rerun()
    share = trial.done / trial.total if trial.total else 0.0
    st.progress(share, text=f"**Writing** · {trial.done} of {trial.total}")


def _results(trial: Trial) -> None:
    if trial.error:
        st.error(words.plain(trial.error), icon=":material/error:")
    for row in trial.rows:
        _row(trial, row)


def _row(trial: Trial, row: Row) -> None:
    with st.container(border=True):
        st.markdown(f"**{words.plain(row.name)}**")
        if trial.number == trial.current:
            _outcome(row.tried)
            return
        left, right = st.columns(2, gap="medium")
        with left:
            st.caption(f"Version {trial.current}, the current one")
            _outcome(row.current)
        with right:
            st.caption(f"Version {trial.number}")
            _outcome(row.tried)


def _outcome(outcome: Outcome) -> None:
    if outcome.problem:
        st.warning(words.plain(outcome.problem), icon=":material/warning:")
    else:
        st.text(outcome.text)
