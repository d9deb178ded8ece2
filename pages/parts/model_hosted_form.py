"""The form of a hosted model: where it is, its key, and what it costs."""

import streamlit as st

from graph import hosting
from graph.app import App
from graph.shelf import Hosted, Provider
from models.language.spending import PRICES
from pages.parts import actions, frame

PROVIDERS: dict[Provider, str] = {
    "openai": "OpenAI",
    "anthropic": "Anthropic",
    "compatible": "OpenAI-compatible server",
}
KNOWN: dict[Provider, str] = {"openai": "gpt-", "anthropic": "claude-"}
PER_MILLION = 1000
"""Micros for 1,000 tokens that a dollar for a million is."""

EMPTY = Hosted("", "openai", "")


def is_changing() -> bool:
    """Whether the form holds a model that is set up already."""
    return bool(st.session_state.get("hosted_changing"))


def fill(of: Hosted) -> None:
    """Put a model into the form; a button's callback."""
    st.session_state.hosted_changing = of.name
    st.session_state.hosted_name, st.session_state.hosted_provider = of.name, of.provider
    st.session_state.hosted_model, st.session_state.hosted_url = of.model, of.base_url
    st.session_state.hosted_read = _dollars(of.prompt_micros)
    st.session_state.hosted_written = _dollars(of.written_micros)
    st.session_state.hosted_thinks, st.session_state.hosted_key = of.thinks, ""
    if of.prompt_micros is None:
        _prefill()


def show(app: App) -> None:
    if "hosted_provider" not in st.session_state:
        fill(EMPTY)
    left, right = st.columns(2, gap="large")
    with left:
        name = _name()
        shown = PROVIDERS.__getitem__
        chosen = st.segmented_control("Where", list(PROVIDERS), format_func=shown, key="hosted_provider", required=True)
        provider = chosen or "openai"
        url = _address(provider)
        model = _model(provider)
        key = _key(app, name)
    with right:
        read, written = _prices()
        thinks = st.toggle(
            "It thinks before it writes",
            key="hosted_thinks",
            help="Thinking is billed as written text, and the cap counts it. Leave on for current large models.",
        )
    typed = Hosted(name.strip(), provider, model.strip(), url.strip(), _micros(read), _micros(written), thinks)
    with st.container(horizontal=True):
        actions.button("Save", lambda: _saved(app, typed, key), key="save_hosted", type="primary")
        if is_changing():
            st.button("Cancel", key="cancel_hosted", on_click=fill, args=(EMPTY,))


def _name() -> str:
    """What the model is known by, for good: tasks and drafts refer to it."""
    is_set = is_changing()
    help_ = "A model keeps its name. To name it anew, add it again and remove this one." if is_set else None
    typed = st.text_input(
        "Name", key="hosted_name", max_chars=40, placeholder="Our server", disabled=is_set, help=help_
    )
    return typed or ""


def _address(provider: Provider) -> str:
    if provider != "compatible":
        return ""
    place = "http://127.0.0.1:8000/v1"
    return st.text_input("Address", key="hosted_url", placeholder=place, max_chars=300) or ""


def _model(provider: Provider) -> str:
    known = [name for name in PRICES if provider in KNOWN and name.startswith(KNOWN[provider])]
    model = st.text_input(
        "Model", key="hosted_model", max_chars=100, placeholder=known[0] if known else "its name", on_change=_prefill
    )
    if known:
        st.caption(f"Prices are known of {', '.join(known)}.")
    return model or ""


def _key(app: App, name: str) -> str:
    kept = "kept; type to replace" if name and hosting.key_of(app, name) else ""
    return st.text_input("Key", key="hosted_key", type="password", placeholder=kept, max_chars=300) or ""


def _prices() -> tuple[float | None, float | None]:
    st.caption("Dollars for a million tokens. For a server of your own type 0.")
    read = st.number_input("Read", 0.0, 10_000.0, None, 0.1, "%.2f", key="hosted_read", placeholder="not known")
    written = st.number_input(
        "Written", 0.0, 10_000.0, None, 0.1, "%.2f", key="hosted_written", placeholder="not known"
    )
    return read, written


def _prefill() -> None:
    """The list price, where the model that was typed has one that is known."""
    price = PRICES.get(str(st.session_state.hosted_model).strip())
    if price is not None:
        st.session_state.hosted_read = _dollars(price.prompt_micros)
        st.session_state.hosted_written = _dollars(price.written_micros)


def _dollars(micros: int | None) -> float | None:
    return None if micros is None else micros / PER_MILLION


def _micros(amount: float | None) -> int | None:
    return None if amount is None else round(amount * PER_MILLION)


def _saved(app: App, typed: Hosted, key: str) -> str:
    hosting.set_hosted(app, typed, key, frame.WHO)
    fill(EMPTY)
    return f"{typed.name} was saved. Try it, then choose it above for what it shall do."
