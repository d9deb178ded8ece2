"""What starting a brief would do, and the button that makes it happen."""

import streamlit as st

from agents.discovery.source import Plan
from graph import campaigns, expected, models
from graph.app import App
from models.language.base import Task
from pages.parts import actions, frame, import_place, model_estimate, words
from pages.parts.actions import Notice
from storage.errors import HandpickedError
from storage.records import Brief


def show(app: App, brief: Brief) -> None:
    if todo := campaigns.to_fill_in(brief):
        st.info(todo, icon=":material/edit:")
        return
    try:
        plan = campaigns.plan(app, brief)
    except HandpickedError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return
    speed, kind = expected.speed(app), brief.source
    where = words.plain(", ".join(plan.where))
    time = _about(expected.whole(plan, kind, brief.limit, speed))
    latest = "" if brief.file else f" The search stops after {brief.max_minutes:,} minutes at the latest."
    st.markdown(
        f"**What will happen:** look in {where}{_cost(plan)}, then score what was found: {time} in all on this "
        f"machine.{latest} Then you pick. Nothing is sent."
    )
    for name, part in plan.parts:
        st.markdown(f"- {words.plain(name)}{_cost(part)}, {_about(expected.finding(part, kind, speed))}")
    for note in dict.fromkeys(one.note for one in (plan, *(part for _, part in plan.parts)) if one.note):
        st.caption(words.plain(note))
    for what, problem in _missing(app):
        st.warning(f"{what} cannot be done yet: {words.plain(problem)}", icon=":material/warning:")
    if brief.ideal_customer.strip():
        model_estimate.of_scoring(app, brief)
    # Not called before the drawing as other verbs are: what was typed last arrives with the click.
    if st.button("Start", type="primary", icon=":material/play_arrow:", key="start"):
        actions.attempt(lambda: _start(app, brief))
        st.rerun()


def _cost(plan: Plan) -> str:
    requests = f", {plan.requests:,} {'request' if plan.requests == 1 else 'requests'}" if plan.requests else ""
    pages = f", at most {plan.pages:,} pages" if plan.pages else ""
    return f"{requests}{pages}"


def _about(seconds: float) -> str:
    """A time to expect; beyond some seconds nobody knows it better than to five."""
    return f"about {words.duration(seconds if seconds < 10 else 5 * round(seconds / 5))}"


def _missing(app: App) -> list[tuple[str, str]]:
    """What the campaign will need and cannot use at the moment, and why."""
    try:
        writing = models.choice(app, models.chosen(app)[Task.DRAFT]).problem
    except HandpickedError as error:
        writing = str(error)
    needed = (("Scoring", models.embedding(app).problem), ("Writing", writing))
    return [(what, problem) for what, problem in needed if problem]


def _start(app: App, brief: Brief) -> Notice:
    demo, who = brief.is_demo, frame.WHO
    campaign = campaigns.start_demo(app, who, brief) if demo else campaigns.start(app, brief, who)
    frame.open_campaign(campaign.id)
    if brief.file:
        import_place.finish()
    st.query_params.pop("again", None)
    text = f"{campaign.brief.name} has started. You can close this window; the work goes on."
    return Notice(text, page="leads", page_label="Go to Leads")
