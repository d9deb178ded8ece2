"""Hosted models: those set up, trying one, and the form for another."""

from collections.abc import Sequence

import streamlit as st

from graph import hosting, probe
from graph.app import App
from graph.model_list import Choice
from graph.probe import Probe
from graph.shelf import Hosted
from models.language.spending import Price
from pages.parts import actions, model_hosted_form, words
from pages.parts.actions import Notice
from storage.records import dollars


def show(app: App, choices: Sequence[Choice]) -> None:
    st.caption(
        "A hosted model reads what is known of each lead, your offer and the prompt. Its key stays in a file that "
        "only you can read, and is never shown again."
    )
    hosted = [(one, one.hosted) for one in choices if one.hosted is not None]
    for one, of in hosted:
        _line(app, one, of)
    _tried(st.session_state.get("probe"))
    label = "Change it" if model_hosted_form.is_changing() else "Add a hosted model"
    with st.expander(label, expanded=model_hosted_form.is_changing(), icon=":material/cloud:"):
        model_hosted_form.show(app)


def _line(app: App, one: Choice, of: Hosted) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{words.plain(of.name)}**", width="content")
        st.caption(words.plain(" · ".join((of.model, one.where, _price(hosting.price_of(of))))), width="stretch")
        trying = st.session_state.get("probe")
        actions.button(
            "Try it",
            lambda: _began(app, of),
            key=f"try_{of.name}",
            icon=":material/chat:",
            help="Asks for one short sentence.",
            disabled=isinstance(trying, Probe) and trying.is_running,
        )
        st.button(
            "Change",
            key=f"change_{of.name}",
            icon=":material/edit:",
            on_click=model_hosted_form.fill,
            args=(of,),
        )


def _price(price: Price | None) -> str:
    if price is None:
        return "price not known: the cap refuses it until you type one"
    if not (price.prompt_micros or price.written_micros):
        return "no price"
    read, written = dollars(price.prompt_micros * 1000), dollars(price.written_micros * 1000)
    return f"{read} for a million tokens read, {written} written"


def _began(app: App, of: Hosted) -> Notice | None:
    st.session_state.probe = probe.start(app, of)
    return None


def _tried(trying: object) -> None:
    if not isinstance(trying, Probe):
        return
    if trying.is_running:
        _live(trying)
    elif trying.error:
        st.error(f"{words.plain(trying.name)}: {words.plain(trying.error)}", icon=":material/error:")
    else:
        cost = "" if trying.micros is None else f" It cost {dollars(trying.micros)}."
        st.success(
            f"{words.plain(trying.name)} answers: “{words.plain(trying.said)}”{words.plain(cost)}",
            icon=":material/check_circle:",
        )


@st.fragment(run_every=0.7)
def _live(trying: Probe) -> None:
    if not trying.is_running:
        st.rerun()
    st.info(f"Asking {words.plain(trying.name)} …", icon=":material/hourglass_top:")
