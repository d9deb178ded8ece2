"""One sector's interest over time: its line, source, age, change in words, and what it did to the scores."""

from datetime import date

import streamlit as st

from graph import trends
from graph.app import App
from graph.overview import Overview
from graph.trends import Series
from pages.parts import actions, frame, lead_trend, words
from storage.records import Brief, Trend
from storage.sectors import SECTORS, label

OLD_DAYS = 60


def ask_again(app: App, view: Overview) -> None:
    if view.is_working:
        st.caption("The campaign is at work; trends are looked up as it goes.")
        return
    actions.button(
        "Ask again now", lambda: _asked(app, view.campaign.id), key="trends_again", icon=":material/refresh:"
    )


def show(one: Series, brief: Brief) -> None:
    with st.container(border=True):
        words_of, line = st.columns([2, 3], gap="large", vertical_alignment="center")
        with words_of:
            name = label(one.topic, plural=True).capitalize() if one.topic in SECTORS else "Of no known sector"
            where = f" in {words.plain(one.place)}" if one.place and not brief.place else ""
            st.markdown(f"**{name}{where}** · {words.counted(one.leads, 'lead')}")
            _told(one)
        if len(one.points) > 1:
            with line:
                lead_trend.draw(one.points)


def about_sources(brief: Brief) -> None:
    with st.expander("Where trends come from", icon=":material/help:"):
        if brief.is_demo:
            st.markdown("The demo town's series is made up, as the town is.")
        st.markdown(
            "**Your own figures** come first, then **page views of Wikipedia** articles: how often people read about "
            "the trade in the language of the place. That is interest of a language, not of a town. 50 is the usual "
            "week of the year before, 100 twice that. Sources are asked at most once a day.\n\n"
            "**Google Trends** is not asked: its official interface is open to selected testers only, and how to "
            "speak to it is not published. Figures that you download there can be given below as your own."
        )


def change_in_words(change: float) -> str:
    """A relative change as a person says it."""
    if abs(change) < 0.02:
        return "steady"
    much = "a little " if abs(change) < 0.1 else "sharply " if abs(change) > 0.4 else ""
    return f"{much}{'rising' if change > 0 else 'falling'} ({change:+.0%} in a month)"


def effect(moved: float, trend: Trend | None) -> str:
    """What a trend did to the scores in the mean, and why: a high level helps even while it falls."""
    counts = f"{lead_trend.marks(trend)} " if trend else ""
    if abs(moved) < 0.05:
        return f"{counts}It moved the scores neither up nor down in the mean."
    more, way = ("more", "up") if moved > 0 else ("less", "down")
    return (
        f"{counts}That is {more} than these leads' other factors, so it moved their scores {way} by "
        f"{abs(moved):.1f} points in the mean."
    )


def _told(one: Series) -> None:
    trend = one.trend
    if trend is None:
        st.caption(f"Interest: {_unknown(one)}.")
    else:
        st.markdown(f"{trend.level:.0f} of 100 {words.plain(trend.where)}, {change_in_words(trend.change)}.")
        age = (date.today() - trend.day).days
        aged = "today" if age <= 0 else f"{words.counted(age, 'day')} old"
        st.caption(f"{words.plain(trend.source)} · newest point {trend.day:%d %b %Y}, {aged}")
        if age > OLD_DAYS:
            st.caption(":material/warning: The newest point is old; it says little of today.")
    if one.moved is not None:
        st.caption(effect(one.moved, one.trend))
    if one.ask is not None:
        if one.ask.problem:
            kept = " What was known before stands." if one.points else ""
            st.warning(f"{words.plain(one.ask.problem)}{kept}", icon=":material/cloud_off:")
        st.caption(f"Last asked {words.ago(one.ask.at)}.")


def _unknown(one: Series) -> str:
    """Why nothing is known of a sector's interest."""
    if one.ask is None:
        return "not looked up yet"
    if one.ask.problem:
        return "no source answered, so it is no part of the score"
    return "no source knows it, so it is no part of the score"


def _asked(app: App, campaign_id: int) -> str:
    trends.ask_again(app, campaign_id, frame.WHO)
    return "The sources are asked again; the scores follow."
