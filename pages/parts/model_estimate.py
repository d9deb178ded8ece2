"""What the next texts may cost, said before they are asked for."""

from collections.abc import Callable, Sequence

import streamlit as st

from graph import estimates
from graph.app import App
from graph.outlook import MOST, Outlook, in_words
from pages.parts import words
from storage.errors import HandpickedError
from storage.records import Brief, Draft


def of_selected(app: App, campaign_id: int) -> None:
    """Above the button that hands the selected leads to the writer."""
    _say(lambda: estimates.of_selected(app, campaign_id))


def of_rewrite(app: App, draft: Draft, comment: str) -> None:
    """Above the button that asks for another version."""
    _say(lambda: _one(estimates.of_rewrite(app, draft, comment)))


def of_scoring(app: App, brief: Brief) -> None:
    """Above the button that starts a campaign: for each hundred businesses, as nobody knows yet how many there are."""
    _say(lambda: _one(estimates.of_scoring(app, brief)))


def of_trial(app: App, task: str, number: int, campaign_id: int, kind: str, comment: str) -> None:
    """Above the button that tries a version of a prompt."""
    _say(lambda: _one(estimates.of_trial(app, task, number, campaign_id, kind, comment)))


def of_sorting(app: App) -> None:
    """Beside the choice of a model that sorts answers: for each hundred of them."""
    _say(lambda: _one(estimates.of_sorting(app)))


def _one(found: Outlook | None) -> list[Outlook]:
    return [found] if found else []


def _say(look: Callable[[], Sequence[Outlook]]) -> None:
    try:
        found = look()
    except HandpickedError as error:
        st.warning(words.plain(str(error)), icon=":material/warning:")
        return
    for one in found:
        said = words.plain(in_words(one))
        if one.is_beyond:
            st.warning(f"{said} The cap may stop it before its end. {MOST}", icon=":material/payments:")
        else:
            st.caption(f":material/payments: {said}", help=None if one.is_free or one.most is None else MOST)
