"""How fast a model is on this machine: measured when a person asks, shown with its day."""

import streamlit as st

from graph import measurements
from graph.app import App
from graph.measurements import Measurement, Measuring
from graph.model_list import Choice
from pages.parts import actions, frame, words
from pages.parts.actions import Notice


def show(app: App, one: Choice) -> None:
    if one.path is None:
        return
    running = measurements.begun(app, one.key)
    if running is not None and running.is_running:
        _live(running)
        actions.button("Stop", running.stop, key=f"stop_measure_{one.key}", icon=":material/stop_circle:")
        return
    _kept(measurements.kept(app).get(one.key), one)
    if running is not None and running.error:
        st.error(words.plain(running.error), icon=":material/error:")
    actions.button(
        "Measure",
        lambda: _started(app, one),
        key=f"measure_{one.key}",
        icon=":material/speed:",
        type="tertiary",
        help="Loads the model in a process of its own and writes eight texts; the app goes on meanwhile.",
    )


def _kept(found: Measurement | None, one: Choice) -> None:
    if found is None:
        st.caption("Speed: not measured on this machine yet.")
        return
    st.text(
        f"{found.tokens_per_second:,.0f} tokens a second · loads in {found.load_seconds:.1f} s · "
        f"{words.size(found.memory_bytes)} of memory"
    )
    is_old = "" if found.is_of(one) else " of another machine or version; measure it again"
    st.caption(f"Measured {words.moment(found.at)} on {words.plain(found.machine)}{is_old}.")


def _started(app: App, one: Choice) -> Notice | None:
    measurements.start(app, one, frame.WHO)
    return None


@st.fragment(run_every=0.7)
def _live(running: Measuring) -> None:
    if not running.is_running:
        st.rerun()
    share = running.done / running.total if running.total else 0.0
    stage = f"{running.done} of {running.total} texts" if running.done else "loading the model"
    st.progress(share, text=f"**Measuring** · {stage} · {words.duration(running.seconds)} so far")
