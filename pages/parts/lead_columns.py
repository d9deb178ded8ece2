"""The columns that the table of leads can show, and which are shown: as the address says, else as last chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import streamlit as st

from graph import lead_columns, tags
from graph.app import App
from pages.parts import actions, lead_facts, lead_view, words
from storage.lead_fields import FIELDS, Kind
from storage.records import Business, Candidate
from storage.sectors import label

OPEN = "open_columns"


@dataclass(frozen=True)
class Column:
    """A column: its name in the address and in the filter, its heading, a row's cell, its width in pixels, its look."""

    name: str
    label: str
    cell: Callable[[Candidate], str]
    width: int = 110
    look: str = ""

    @property
    def order(self) -> str:
        """What a click on the heading orders by, "" for nothing."""
        return self.name if self.name in FIELDS and FIELDS[self.name].is_sortable else ""


def _of(cell: Callable[[Business], str]) -> Callable[[Candidate], str]:
    return lambda one: cell(one.lead.business)


def _day(at: datetime | date | None) -> str:
    if at is None:
        return ""
    return words.day(at) if isinstance(at, datetime) else f"{at:%d %b %Y}"


def _moved(one: Candidate) -> str:
    if one.trend is None:
        return ""
    return f"{100 * one.trend.change:+.0f} %" if round(one.trend.change, 2) else "steady"


def _number(value: float | None, form: str) -> str:
    return "" if value is None else format(value, form)


ALL = (
    Column("score", "Score", lambda one: _number(one.score, ".0f"), 96, "number"),
    Column("name", "Name", lambda one: one.lead.business.name or f"Lead {one.id}", 210, "main"),
    Column("decision", "Decision", lambda one: one.status, 84),
    Column("sector", "Sector", _of(lambda it: label(it.sector).capitalize()), 96),
    Column("city", "City", _of(lambda it: it.city), 100),
    Column("email", "E-mail", _of(lambda it: it.email), 170),
    Column("rating", "Rating", _of(lambda it: _number(it.rating, ".1f")), 72, "number"),
    Column("trend", "Trend", _moved, 66, "number"),
    Column("tags", "Tags", lambda one: "", 120),
    Column("reason", "Reason", lambda one: one.reason, 120),
    Column("phone", "Phone", _of(lambda it: it.phone_national or it.phone), 120),
    Column("street", "Street", _of(lambda it: it.street), 150),
    Column("postcode", "Postcode", _of(lambda it: it.postcode), 76),
    Column("website", "Website", _of(lambda it: it.website), 160),
    Column("mailbox", "Mailbox", _of(lambda it: it.email_kind), 80),
    Column("reviews", "Reviews", _of(lambda it: _number(it.reviews, ",")), 72, "number"),
    Column("opening_hours", "Opening hours", _of(lambda it: it.opening_hours), 160),
    Column("details", "Known for", _of(lambda it: ", ".join(it.details)), 180),
    Column("description", "Description", _of(lambda it: it.description), 240),
    Column("languages", "Languages", _of(lambda it: ", ".join(map(lead_facts.language, it.languages)))),
    Column("booking", "Booking system", _of(lambda it: it.booking), 116),
    Column("shop", "Shop system", _of(lambda it: it.shop)),
    Column("site_builder", "Site made with", _of(lambda it: it.site_builder)),
    Column("assignee", "Assigned to", lambda one: one.assignee, 100),
    Column("note", "Note", lambda one: one.note, 150),
    Column("decided", "Decided", lambda one: _day(one.decided_at), 92),
    Column("decided_by", "Decided by", lambda one: one.decided_by, 90),
    Column("deferred", "Deferred to", lambda one: _day(one.deferred_until), 96),
    Column("source", "Source", lambda one: one.lead.source),
    Column("found", "Found", lambda one: _day(one.lead.found_at), 92),
)
COLUMNS = {column.name: column for column in ALL}
DEFAULT = lead_columns.DEFAULT


def first_falls(field: str) -> bool:
    """Whether a first click on a heading puts the highest first: numbers and days, not words."""
    return FIELDS[field].kind in (Kind.NUMBER, Kind.DAY)


def chosen(app: App) -> list[Column]:
    """The columns of the address, else those that were chosen last, else the usual ones."""
    asked = st.query_params.get(lead_view.COLUMNS)
    names = asked.split(",") if asked is not None else lead_columns.chosen(app)
    known = [COLUMNS[name] for name in dict.fromkeys(names) if name in COLUMNS]
    if asked is not None and len(known) < len(names):
        st.query_params.pop(lead_view.COLUMNS, None)
        st.warning("The address names a column that is not there; it is left out.", icon=":material/link_off:")
    return known or [COLUMNS[name] for name in DEFAULT]


def filled(app: App, columns: Sequence[Column], ids: Sequence[int]) -> list[Column]:
    """The same columns, the tags of these leads looked up where they are to be shown."""
    if all(column.name != "tags" for column in columns):
        return list(columns)
    known = tags.of(app, list(ids))
    return [
        replace(column, cell=lambda one: ", ".join(known.get(one.id, ()))) if column.name == "tags" else column
        for column in columns
    ]


def chooser(app: App, columns: Sequence[Column]) -> None:
    """The button behind which columns are chosen, in the order in which they are to stand."""
    part = st.popover("Columns", icon=":material/view_column:", key=OPEN, on_change="rerun")
    if not part.open:
        return
    with part:
        wanted = st.multiselect(
            "Columns, from left to right",
            list(COLUMNS),
            [column.name for column in columns],
            key="columns",
            format_func=lambda name: COLUMNS[name].label,
        )
        with st.container(horizontal=True):
            actions.button("Show these", lambda: _choose(app, wanted), key="choose_columns", type="primary")
            actions.button("The usual ones", lambda: _choose(app, DEFAULT), key="usual_columns")


def _choose(app: App, names: Sequence[str]) -> None:
    lead_columns.choose(app, names or DEFAULT)
    st.query_params[lead_view.COLUMNS] = ",".join(names or DEFAULT)
    st.session_state[OPEN] = False
