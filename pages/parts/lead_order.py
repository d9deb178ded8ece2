"""The order of the table of leads: by score, or by likeness to one lead or to a person's own picks."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from graph import leads, similar
from graph.app import App
from graph.similar import MOST, Ranking
from pages.parts import address, words
from storage.errors import HandpickedError, NotAllowed
from storage.lead_filter import ORDERS, LeadFilter, leads_of

BY_SCORE = next(iter(ORDERS))
LEARNED = "learned"
LIKE = "like "


def choose(widget: Callable[..., str | None], app: App, campaign_id: int) -> str:
    """The order chosen: one of ``ORDERS``, ``LEARNED``, or ``LIKE`` and the id of a lead of this campaign."""
    labels = {order: order.capitalize() for order in ORDERS}
    labels[LEARNED] = "Like those you selected, unlike those you rejected"
    asked = str(st.session_state.get("order") or st.query_params.get("order", ""))
    name = _name(app, campaign_id, asked)
    if name is not None:
        labels[asked] = f"Like {name}"
    return address.one_of(
        widget, "Order", list(labels), "order", format_func=labels.__getitem__, label_visibility="collapsed"
    )


def applied(app: App, where: LeadFilter, order: str) -> LeadFilter:
    """The filter and the order as the repository knows them; an order by likeness is explained, and can be removed.

    By score, with the reason, where there is nothing to compare with.
    """
    if order in ORDERS:
        return replace(where, order=ORDERS[order])
    chip = "Like your selection" if order == LEARNED else f"Like {_name(app, where.campaign_id, order)}"
    try:
        ranking = _ranking(app, where, order)
    except NotAllowed as error:
        _chip(chip, f"{words.plain(str(error))} Until then the best scores stand first.")
        return where
    except HandpickedError as error:
        _chip(chip, f"{words.plain(str(error))} The best scores stand first.")
        return where
    _chip(chip, _explained(ranking, order))
    return ranking.where


def show_like(candidate_id: int) -> None:
    """From the next drawing on, the table shows what is like this lead, from its first page."""
    st.session_state.order = f"{LIKE}{candidate_id}"
    st.query_params.pop("page", None)
    st.session_state.pop("page", None)


def _ranking(app: App, where: LeadFilter, order: str) -> Ranking:
    if order == LEARNED:
        return similar.ranked_as_learned(app, where)
    return similar.ranked_like(app, where, int(order.removeprefix(LIKE)))


def _name(app: App, campaign_id: int, order: str) -> str | None:
    """What the lead that an order names is called; None where the order names none of this campaign."""
    digits = order.removeprefix(LIKE)
    if not order.startswith(LIKE) or not (digits.isascii() and digits.isdigit() and len(digits) < 19):
        return None
    rows = leads.page(app, leads_of(campaign_id, ids=(int(digits),)), limit=1).rows
    return (rows[0].lead.business.name or f"lead {digits}") if rows else None


def _explained(ranking: Ranking, order: str) -> str:
    return " ".join(part for part in (_order_in_words(ranking, order), _cut(ranking)) if part)


def _order_in_words(ranking: Ranking, order: str) -> str:
    if order != LEARNED:
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
        help_ = "Back to the order by score"
        st.button(words.plain(label), key="drop_order", icon=":material/close:", on_click=_drop, help=help_)
        st.caption(text, width="content")


def _drop() -> None:
    st.session_state.order = BY_SCORE
