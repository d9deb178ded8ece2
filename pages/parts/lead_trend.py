"""How interest in the open lead's sector moved: source, place, age, and what it did to the score."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from agents import scorer
from graph import lead_detail
from graph.app import App
from pages.parts import drawing, words
from storage.records import Candidate, Trend, TrendPoint
from storage.sectors import SECTORS, label

WIDE, HIGH, TOP = 400, 90, 12


def show(app: App, candidate: Candidate, today: date) -> None:
    trend = candidate.trend
    if trend is None:
        st.caption("No source knows a trend for this sector and place, so it moved the score neither up nor down.")
        return
    topic = label(trend.topic, plural=True) if trend.topic in SECTORS else trend.topic
    st.markdown(f"Interest in **{words.plain(topic)}** **{words.plain(trend.where)}**: {_level(trend)}.")
    points = lead_detail.points(app, candidate)
    if len(points) > 1:
        draw(points)
    age = (today - trend.day).days
    aged = "today" if age <= 0 else f"{age:,} {'day' if age == 1 else 'days'} ago"
    st.caption(f"{words.plain(trend.source)}, newest point {trend.day:%d %b %Y} ({aged}). Older points weigh less.")
    if moved := effect(candidate):
        st.caption(moved)


def effect(candidate: Candidate) -> str:
    """How the trend moved the score, in words; "" where it is no factor of it."""
    others = [factor for factor in candidate.factors if factor.name != scorer.TREND]
    if candidate.score is None or len(others) == len(candidate.factors) or not others:
        return ""
    without = scorer.total(others)
    points = candidate.score - without
    if abs(points) < 0.5:
        return "It left the score about as it would be without."
    trend = "" if candidate.trend is None else f"{marks(candidate.trend)} "
    moved = "more" if points > 0 else "less"
    return (
        f"{trend}That is {moved} than the {without:.1f} of the other factors, so it moved the score "
        f"{'up' if points > 0 else 'down'} by {abs(points):.1f} points."
    )


def marks(trend: Trend) -> str:
    """What a trend counts in a score and why, so that a high level that falls can be seen to help."""
    level, direction = scorer.trend_marks(trend)
    return (
        f"It counts {50 * (level + direction):.0f} of 100: half is its level ({100 * level:.0f}), half its direction "
        f"({100 * direction:.0f}, where 50 is steady)."
    )


def _level(trend: Trend) -> str:
    moved = f"{'up' if trend.change > 0 else 'down'} {abs(trend.change):.0%}" if round(trend.change, 2) else "steady"
    return f"{trend.level:.0f} of 100, {moved}"


def draw(points: Sequence[TrendPoint]) -> None:
    """Draw at least two points as a line: time to the right, interest from 0 to the most there was upwards."""
    drawing.show(WIDE, TOP + HIGH + 20, _curve(points), WIDE)


def _curve(points: Sequence[TrendPoint]) -> str:
    first, last = points[0].day, points[-1].day
    days = max((last - first).days, 1)
    most = max(max(point.value for point in points), 1.0)
    line = " ".join(
        f"{WIDE * (point.day - first).days / days:.1f},{TOP + HIGH * (1 - point.value / most):.1f}" for point in points
    )
    return (
        f'<line x1="0" y1="{TOP + HIGH}" x2="{WIDE}" y2="{TOP + HIGH}"/><polyline points="{line}"/>'
        f'<text x="0" y="{TOP + HIGH + 15}">{first:%d %b %Y}</text>'
        f'<text x="{WIDE}" y="{TOP + HIGH + 15}" text-anchor="end">{last:%d %b %Y}</text>'
        f'<text x="2" y="10">{most:.0f}</text>'
    )
