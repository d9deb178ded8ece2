"""What hosted models may cost a campaign, and what they did cost."""

import streamlit as st

from graph import estimates, hosting
from graph.app import App
from models.language.base import Task
from models.language.spending import dollars
from pages.parts import actions, frame
from pages.parts.model_tasks import SAID

MILLION = 1_000_000
USUAL_CAP = 5.0


def show(app: App) -> None:
    with app.read() as work:
        cap = hosting.cap_micros(work)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        has_cap = st.toggle("A campaign stops at", cap is not None, key="has_cap")
        amount = st.number_input(
            "Dollars",
            0.0,
            100_000.0,
            USUAL_CAP if cap is None else cap / MILLION,
            0.5,
            format="%.2f",
            key="spending_cap",
            width=180,
            disabled=not has_cap,
            help="A run stops before the text that could go beyond it.",
        )
        actions.button("Save the cap", lambda: _saved(app, amount if has_cap else None), key="save_cap")
    _spent(app)


def _saved(app: App, amount: float | None) -> str:
    hosting.set_cap(app, amount, frame.WHO)
    return "There is no cap any more." if amount is None else f"A campaign stops at ${amount:,.2f}."


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
        for name, one in estimates.totals(app)
    ]
    if not rows:
        st.caption("Nothing was spent on hosted models.")
        return
    st.dataframe(rows, hide_index=True)
    if any(row["not settled"] for row in rows):
        st.caption("What was asked and never answered counts at the most that it may have cost.")
