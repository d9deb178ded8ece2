"""The filters above the table of leads: decisions, quick search, and conditions as chips."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from graph.overview import Overview
from pages.parts import actions, lead_view, words
from storage import lead_filter_text
from storage.lead_fields import Op
from storage.lead_filter import Condition, LeadFilter, Match
from storage.records import CandidateStatus
from storage.sectors import label

DECISION, MATCH = "decision", "match"
STATUSES = [s for s in CandidateStatus if s not in (CandidateStatus.FOUND, CandidateStatus.MERGED)]


def decisions(view: Overview, where: LeadFilter) -> None:
    """Pills of which any number is chosen; none means every decision."""
    chosen = _decided(where)
    st.session_state[DECISION] = list(chosen)
    st.pills(
        "Decision",
        STATUSES,
        selection_mode="multi",
        key=DECISION,
        format_func=lambda status: f"{status} {view.candidates.get(CandidateStatus(status), 0):,}",
        label_visibility="collapsed",
        on_change=lambda: lead_view.show(_with_decisions(where, st.session_state[DECISION])),
    )


def search(where: LeadFilter) -> None:
    st.session_state.text = where.text
    st.text_input(
        "Search",
        key="text",
        placeholder="Name, address, description",
        label_visibility="collapsed",
        icon=":material/search:",
        type="search",
        max_chars=200,
        on_change=lambda: actions.attempt(lambda: _search(where, st.session_state.text or "")),
    )


def conditions(where: LeadFilter) -> None:
    """What is filtered for besides the decision, each with its cross."""
    if where == lead_view.default(where.campaign_id):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="conditions"):
        _match(where)
        pills = next((one for one in where.all_of if _is_decision(one)), None)
        for number, one in enumerate(where.all_of):
            if one is not pills:
                _chip(words_of(one), f"drop_all_{number}", replace(where, all_of=_without(where.all_of, number)))
        if where.any_of and where.match is None:
            st.markdown(":gray[and any of]", width="content")
        for number, one in enumerate(where.any_of):
            _chip(words_of(one), f"drop_any_{number}", replace(where, any_of=_without(where.any_of, number)))
        st.button(
            "Clear",
            key="clear",
            type="tertiary",
            on_click=lead_view.show,
            args=(lead_view.default(where.campaign_id),),
            help="Back to what still needs a decision, best first",
        )


def _match(where: LeadFilter) -> None:
    """Whether all or any of several conditions are to hold: one choice for all of them."""
    if len(where.matched(Match.ANY).any_of) < 2:
        return
    st.session_state[MATCH] = where.match
    st.segmented_control(
        "Leads that match",
        list(Match),
        key=MATCH,
        format_func=lambda one: Match(one).capitalize(),
        label_visibility="collapsed",
        on_change=lambda: _matched(where, st.session_state[MATCH]),
    )


def _matched(where: LeadFilter, chosen: Match | None) -> None:
    if chosen is not None:
        lead_view.show(where.matched(Match(chosen)))


def words_of(condition: Condition) -> str:
    if condition.field == "sector":
        condition = replace(condition, values=tuple(label(str(value)).capitalize() for value in condition.values))
    return words.plain(lead_filter_text.condition_in_words(condition))


def _chip(label: str, key: str, without: LeadFilter) -> None:
    st.button(label, key=key, icon=":material/close:", on_click=lead_view.show, args=(without,), help="Remove")


def _search(where: LeadFilter, text: str) -> None:
    lead_view.show(replace(where, text=text.strip()))


def _without(all_: Sequence[Condition], number: int) -> tuple[Condition, ...]:
    return tuple(one for index, one in enumerate(all_) if index != number)


def _is_decision(one: Condition) -> bool:
    return one.field == DECISION and one.op == Op.IS


def _decided(where: LeadFilter) -> list[CandidateStatus]:
    found = next((one for one in where.all_of if _is_decision(one)), None)
    return [status for status in STATUSES if found and status in found.values]


def _with_decisions(where: LeadFilter, chosen: Sequence[str]) -> LeadFilter:
    rest = replace(where, all_of=tuple(one for one in where.all_of if not _is_decision(one)))
    return rest.decided(*(CandidateStatus(one) for one in chosen)) if chosen else rest
