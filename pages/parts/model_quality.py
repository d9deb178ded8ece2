"""How good a model's texts are, as our own evaluation measured them."""

import shlex
from collections.abc import Mapping

import streamlit as st

from graph import evaluation
from graph.app import App
from graph.evaluation import Report
from graph.model_list import Choice
from pages.parts import words

FIRST = ("evidence_used", "unsupported", "tone", "errors")
"""Figures that stand on the card without a click, by their key."""


def latest(app: App) -> Mapping[str, Report]:
    """The last report of each model, by its key."""
    return evaluation.latest(app)


def show(one: Choice, quality: Mapping[str, Report]) -> None:
    report = quality.get(one.key)
    if report is None:
        costs = " The server is asked for many texts, at your price." if one.hosted is not None else ""
        st.caption(f"Quality: not evaluated yet.{costs} To do so, run:")
        st.code(f"python handpicked.py evaluate models --model {shlex.quote(one.key)}", language=None, wrap_lines=True)
        return
    asked = [figure.met for figure in report.figures.values() if figure.met is not None]
    st.text(f"{sum(asked)} of {len(asked)} targets of our evaluation met")
    first = [report.figures[key] for key in FIRST if key in report.figures and report.figures[key].value is not None]
    st.caption(words.plain(" · ".join(f"{one.label} {_amount(one.value, one.unit)}" for one in first)))
    with st.expander(f"All figures, {words.moment(report.at)}, {report.count:,} briefs"):
        st.dataframe(_rows(report), hide_index=True)


def _rows(report: Report) -> list[dict[str, object]]:
    met = {True: "met", False: "not met", None: ""}
    return [
        {
            "figure": one.label,
            "value": _amount(one.value, one.unit),
            "target": f"{one.target.direction} {_amount(one.target.value, one.unit)}" if one.target else "",
            "met": met[one.met],
            "of": one.n or None,
            "note": one.note,
        }
        for one in report.figures.values()
    ]


def _amount(value: float | None, unit: str) -> str:
    return "not measured" if value is None else f"{value:,.4g} {unit}".strip()
