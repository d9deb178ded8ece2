"""What the table of leads shows, as it stands in the address: filter, order, page and columns.

The address is what holds. Widgets are set from it before they are drawn, and change it in their callbacks.
"""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from graph import imported
from graph.app import App
from graph.overview import Overview
from pages.parts import words
from storage import lead_filter_text, lead_place
from storage.errors import BadInput
from storage.lead_filter import LeadFilter, leads_of
from storage.lead_place import FIRST, Place
from storage.records import CandidateStatus

WHERE, PAGE, LIKE, COLUMNS, VIEW = "where", "page", "like", "columns", "view"
Read = TypeVar("Read")


def default(campaign_id: int) -> LeadFilter:
    """What still needs a decision, best first."""
    return leads_of(campaign_id, (CandidateStatus.OPEN,))


def where(campaign_id: int) -> LeadFilter:
    """The filter and order of the address; the default, with a word on why, where it cannot be read."""
    if st.session_state.get("view_of") != campaign_id:
        if "view_of" in st.session_state:
            st.query_params.pop(PAGE, None)
        st.session_state.view_of = campaign_id
    _take_short_form(campaign_id)
    text = st.query_params.get(WHERE)
    if text is None:
        return default(campaign_id)
    return _read(WHERE, lambda: lead_filter_text.from_text(text, campaign_id)) or default(campaign_id)


def _take_short_form(campaign_id: int) -> None:
    """Links of other screens name decisions, words or a sector by themselves: they become the filter."""
    given = {name: st.query_params.get_all(name) for name in ("decision", "text", "sector")}
    if not any(given.values()):
        return
    statuses = [CandidateStatus(one) for one in given["decision"] if one in tuple(CandidateStatus)]
    for name in given:
        st.query_params.pop(name, None)
    try:
        wanted = leads_of(
            campaign_id,
            () if given["decision"] == [""] else statuses or (CandidateStatus.OPEN,),
            text=" ".join(given["text"]),
            sector=next(iter(given["sector"]), ""),
        )
    except BadInput as error:
        _refused(error)
    else:
        st.query_params[WHERE] = lead_filter_text.to_text(wanted)


def place() -> Place:
    """Which page is open; the first, with a word on why, where the address cannot be read."""
    return _read(PAGE, lambda: lead_place.from_text(st.query_params.get(PAGE, ""))) or FIRST


def show(wanted: LeadFilter) -> None:
    """From the next drawing on, this filter's first page is shown."""
    if wanted == default(wanted.campaign_id):
        st.query_params.pop(WHERE, None)
    else:
        st.query_params[WHERE] = lead_filter_text.to_text(wanted)
    first_page()


def turn(to: Place) -> None:
    """From the next drawing on, this page is open."""
    text = lead_place.to_text(to)
    if text:
        st.query_params[PAGE] = text
    else:
        st.query_params.pop(PAGE, None)
    st.session_state.lead, st.session_state.lead_at = None, 0
    st.query_params.pop("aside", None)


def first_page() -> None:
    turn(FIRST)


def like() -> str:
    """The order by likeness that is asked for: "learned", the id of a lead, or "" for none."""
    text = st.query_params.get(LIKE, "")
    is_id = text.isascii() and text.isdigit() and len(text) < 19
    return text if text == "learned" or is_id else ""


def show_like(wanted: str) -> None:
    """From the next drawing on, the order is by this likeness; "" ends it."""
    if wanted:
        st.query_params[LIKE] = wanted
    else:
        st.query_params.pop(LIKE, None)
    first_page()


def _read(name: str, read: Callable[[], Read]) -> Read | None:
    """What a part of the address says; None where it cannot be used, which is then said and taken out of it."""
    try:
        return read()
    except BadInput as error:
        st.query_params.pop(name, None)
        _refused(error)
        return None


def _refused(error: BadInput) -> None:
    st.warning(f"The address could not be used in full. {words.plain(str(error))}", icon=":material/link_off:")


def nothing(app: App, view: Overview, wanted: LeadFilter) -> str:
    """What is said where no lead matches."""
    if not sum(view.candidates.values()):
        at = imported.taken_back_at(app, view.campaign.id)
        if at is not None:
            return f"This import was taken back on {words.moment(at)}. No lead is left in this campaign."
        return "Nothing was found yet."
    if wanted == default(wanted.campaign_id):
        return "Nothing waits for a decision. Choose another decision above to see the others."
    return "No lead matches these filters. Remove one of them, or press Clear."
