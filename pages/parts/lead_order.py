"""The order of the table of leads: by a column, or by likeness to one lead or to a person's own picks."""

from dataclasses import replace

import streamlit as st

from graph import lead_detail, similar
from graph.app import App
from graph.similar import MOST, Ranking
from pages.parts import lead_columns, lead_view, words
from storage.errors import HandpickedError, NotAllowed, NotFound
from storage.lead_fields import FIELDS
from storage.lead_filter import BEST_FIRST, BY_NAME, NEWEST, WORST_FIRST, LeadFilter, Order

LEARNED = "learned"
USUAL = {"best first": BEST_FIRST, "worst first": WORST_FIRST, "name": BY_NAME, "newest": NEWEST}


def choose(app: App, where: LeadFilter) -> None:
    """The list of orders; those of other columns are chosen by a click on their headings."""
    labels = {name: name.capitalize() for name in USUAL}
    now = next((name for name, order in USUAL.items() if order == where.order), "")
    if not now:
        now = f"{where.order.field} {'down' if where.order.is_descending else 'up'}"
        labels[now] = f"{FIELDS[where.order.field].label}, {'falling' if where.order.is_descending else 'rising'}"
    labels[LEARNED] = "Like those you selected, unlike those you rejected"
    if asked := lead_view.like():
        now = asked
        if asked != LEARNED:
            labels[asked] = f"Like {_name(app, int(asked))}"
    st.session_state.order = now
    st.selectbox(
        "Order",
        list(labels),
        key="order",
        format_func=labels.__getitem__,
        label_visibility="collapsed",
        on_change=lambda: _choose(where, st.session_state.order),
    )


def by_column(where: LeadFilter, field: str) -> None:
    """Order by a column; a second click turns the order round."""
    is_same = where.order.field == field
    falls = not where.order.is_descending if is_same else lead_columns.first_falls(field)
    lead_view.show_like("")
    lead_view.show(replace(where, order=Order(field, falls)))


def applied(app: App, where: LeadFilter) -> LeadFilter:
    """The filter with its order by likeness, where one is asked for; it is explained, and can be removed.

    By its own order, with the reason, where there is nothing to compare with.
    """
    asked = lead_view.like()
    if not asked:
        return where
    chip = "Like your selection" if asked == LEARNED else f"Like {_name(app, int(asked))}"
    try:
        ranking = _ranking(app, where, asked)
    except NotAllowed as error:
        _chip(chip, f"{words.plain(str(error))} Until then the order by column holds.")
        return where
    except HandpickedError as error:
        _chip(chip, f"{words.plain(str(error))} The order by column holds.")
        return where
    _chip(chip, _explained(ranking, asked))
    return ranking.where


def _choose(where: LeadFilter, name: str) -> None:
    if name in USUAL:
        lead_view.show_like("")
        lead_view.show(replace(where, order=USUAL[name]))
    elif name == LEARNED or name.isdigit():
        lead_view.show_like(name)


def _ranking(app: App, where: LeadFilter, asked: str) -> Ranking:
    if asked == LEARNED:
        return similar.ranked_as_learned(app, where)
    return similar.ranked_like(app, where, int(asked))


def _name(app: App, candidate_id: int) -> str:
    try:
        return lead_detail.name_of(app, candidate_id)
    except NotFound:
        return f"lead {candidate_id}"


def _explained(ranking: Ranking, asked: str) -> str:
    return " ".join(part for part in (_order_in_words(ranking, asked), _cut(ranking)) if part)


def _order_in_words(ranking: Ranking, asked: str) -> str:
    if asked != LEARNED:
        count = f"{len(ranking.where.ids or ()):,} of the {ranking.matching:,} leads that match the other filters"
        which = "are similar to it by name, sector, town, speciality and description."
        return f"{count} {which} The most similar stand first."
    against = f", and least like the {ranking.disliked:,} you rejected as not our customer" if ranking.disliked else ""
    return f"Leads still to pick; first those most like the {ranking.liked:,} you selected{against}."


def _cut(ranking: Ranking) -> str:
    if len(ranking.where.ids or ()) == MOST:
        return f"Only the first {MOST:,} are shown."
    return f"{ranking.lacking:,} that were not compared yet are left out." if ranking.lacking else ""


def _chip(label: str, text: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            words.plain(label),
            key="drop_order",
            icon=":material/close:",
            on_click=lead_view.show_like,
            args=("",),
            help="Back to the order by column",
        )
        st.caption(text, width="content")


def mark(where: LeadFilter) -> tuple[str, str]:
    """Which column is ordered by, and which way, for its heading."""
    return ("", "") if lead_view.like() else (where.order.field, "down" if where.order.is_descending else "up")
