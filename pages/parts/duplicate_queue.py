"""The queue of pairs to decide: which one is open, the one before and after it, and a few around it by name."""

import streamlit as st

from graph import identity
from graph.app import App
from pages.parts import words
from storage.records import Proposal

MOST = 500
_SHOWN = 14


def show(app: App, total: int) -> int | None:
    """Draw the queue; the pair that is open. The next one opens by itself where the open one was decided."""
    pairs = identity.proposals(app, MOST)
    at = _place([one.id for one in pairs])
    if at is None:
        return None
    st.session_state.pair_written = st.query_params["pair"] = str(pairs[at].id)
    of = f"{total:,}" if total <= MOST else f"the {MOST:,} most alike; {total:,} in all"
    with st.container(horizontal=True, vertical_alignment="center"):
        _turn("previous", pairs[max(at - 1, 0)].id, ":material/chevron_left:", "k")
        _turn("next", pairs[min(at + 1, len(pairs) - 1)].id, ":material/chevron_right:", "j")
        st.caption(f"{at + 1:,} of {of}")
    first = max(0, min(at - _SHOWN // 2, len(pairs) - _SHOWN))
    around = pairs[first : first + _SHOWN]
    names = identity.names(app, around)
    with st.container(key="queue", gap="xxsmall"):
        for one in around:
            _entry(one, names, is_open=one.id == pairs[at].id)
    return pairs[at].id


def _place(ids: list[int]) -> int | None:
    """Where the open pair stands: the chosen one, else the one in the address, else what stands in its place now."""
    state = st.session_state
    wanted = st.query_params.get("pair", "")
    # An address that is not the one written here last came by a link or the browser's Back: it names the pair.
    if wanted != state.get("pair_written") and wanted.isascii() and wanted.isdigit():
        state.pair = int(wanted[:18])
    if state.get("pair") in ids:
        state.pair_at = ids.index(state.pair)
    state.pair_at = min(state.get("pair_at", 0), len(ids) - 1)
    if state.pair_at < 0:
        return None
    state.pair = ids[state.pair_at]
    return int(state.pair_at)


def _entry(one: Proposal, names: dict[int, str], *, is_open: bool) -> None:
    label = " · ".join(words.plain(names[i] or f"lead {i}") for i in (one.first_id, one.second_id))
    st.button(
        label,
        key=f"pair_{one.id}",
        type="primary" if is_open else "tertiary",
        on_click=_open,
        args=(one.id,),
        width="stretch",
    )


def _turn(key: str, pair_id: int, icon: str, shortcut: str) -> None:
    st.button("", key=key, icon=icon, shortcut=shortcut, on_click=_open, args=(pair_id,), help=key.capitalize())


def _open(pair_id: int) -> None:
    st.session_state.pair = pair_id
