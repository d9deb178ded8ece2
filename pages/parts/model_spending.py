"""What hosted models may cost a campaign, and what they did cost."""

from collections.abc import Callable

import streamlit as st

from graph import hosting, outlook, spending
from graph.app import App
from models.language.base import Task
from pages.parts import actions, frame
from pages.parts.model_tasks import SAID
from storage.records import dollars

MILLION = 1_000_000
USUAL_CAP, USUAL_OUTSIDE = 5.0, 1.0


def show(app: App) -> None:
    with app.read() as work:
        cap, outside = hosting.cap_micros(work), spending.outside_cap_micros(work)
    _cap("A campaign stops at", "cap", cap, USUAL_CAP, lambda amount: _saved(app, amount), "A campaign")
    _cap(
        "All else stops each month at",
        "outside",
        outside,
        USUAL_OUTSIDE,
        lambda amount: _saved_outside(app, amount),
        "Tries of a model, evaluations and the sorting of answers belong to no campaign. Their month",
    )
    st.caption(outlook.MOST)
    _spent(app)


def _cap(title: str, key: str, cap: int | None, usual: float, save: Callable[[float | None], str], who: str) -> None:
    """One cap: whether there is one, and how much it is."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        has_cap = st.toggle(title, cap is not None, key=f"has_{key}")
        amount = st.number_input(
            "Dollars",
            0.0,
            100_000.0,
            usual if cap is None else cap / MILLION,
            0.5,
            format="%.2f",
            key=f"spending_{key}",
            width=180,
            disabled=not has_cap,
            help=f"{who} stops before the text that could go beyond it.",
        )
        actions.button("Save the cap", lambda: save(amount if has_cap else None), key=f"save_{key}")


def _saved(app: App, amount: float | None) -> str:
    hosting.set_cap(app, amount, frame.WHO)
    return "There is no cap any more." if amount is None else f"A campaign stops at ${amount:,.2f}."


def _saved_outside(app: App, amount: float | None) -> str:
    spending.set_outside_cap(app, amount, frame.WHO)
    if amount is None:
        return "There is no cap any more on what belongs to no campaign."
    return f"What belongs to no campaign stops each month at ${amount:,.2f}."


def _spent(app: App) -> None:
    rows = [
        {
            "campaign": name or "none",
            "for": SAID[Task(one.task)][0],
            "model": one.model,
            "texts": one.calls,
            "tokens read": one.prompt_tokens,
            "tokens written": one.tokens,
            "spent": dollars(one.micros),
            "not settled": one.unsettled,
        }
        for name, one in spending.totals(app)
    ]
    if not rows:
        st.caption("Nothing was spent on hosted models.")
        return
    st.dataframe(rows, hide_index=True)
    if any(row["not settled"] for row in rows):
        st.caption("What was asked and never answered counts at the most that it may have cost.")
