"""What the next texts may cost, said before they are asked for."""

from collections.abc import Callable

import streamlit as st

from graph import estimates
from graph.app import App
from graph.estimates import Outlook
from models.language.spending import dollars
from pages.parts import words
from storage.errors import HandpickedError
from storage.records import Draft


def of_selected(app: App, campaign_id: int) -> None:
    """Above the button that hands the selected leads to the writer."""
    _say(lambda: estimates.of_selected(app, campaign_id))


def of_rewrite(app: App, draft: Draft, comment: str) -> None:
    """Above the button that asks for another version."""
    _say(lambda: estimates.of_rewrite(app, draft, comment))


def _say(look: Callable[[], Outlook | None]) -> None:
    try:
        found = look()
    except HandpickedError as error:
        st.warning(words.plain(str(error)), icon=":material/warning:")
        return
    if found is None:
        return
    said = words.plain(_sentence(found))
    if found.is_beyond:
        st.warning(f"{said} The cap may stop it before its end.", icon=":material/payments:")
    else:
        st.caption(f":material/payments: {said}")


def _sentence(of: Outlook) -> str:
    texts = f"{of.texts:,} {'text' if of.texts == 1 else 'texts'} with {of.model}"
    cap = "no cap" if of.cap is None else f"cap {dollars(of.cap)}"
    if of.is_free:
        return f"{texts}: no price, as you set it."
    if of.micros is None:
        refused = " With a cap it is refused; type the price under Settings, Models." if of.cap is not None else ""
        return f"{texts}: the price is not known.{refused}"
    return f"{texts}: at most about {dollars(of.micros)} ({cap}, spent {dollars(of.spent)})."
