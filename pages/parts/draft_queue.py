"""The queue of drafts: filters, the list, and approving a group."""

from collections.abc import Sequence

import streamlit as st

from graph import drafts
from graph.app import App
from graph.drafts import Shown
from graph.overview import Overview
from pages.parts import actions, address, frame, words
from pages.parts.actions import Notice
from storage.records import Channel, DraftStatus

ICONS = {Channel.EMAIL: ":material/mail:", Channel.SOCIAL: ":material/tag:"}
STATUSES = (DraftStatus.WAITING, DraftStatus.REWRITE, DraftStatus.APPROVED, DraftStatus.REJECTED)
SHOWN = 12
SIZE = 100


def filters(view: Overview) -> tuple[Sequence[DraftStatus], str]:
    """Which drafts are listed; they stand in the address."""
    with st.container(horizontal=True):
        chosen = address.some_of(
            "State",
            [str(status) for status in STATUSES],
            "state",
            [str(DraftStatus.WAITING)],
            format_func=lambda status: f"{status} {view.drafts.get(DraftStatus(status), 0):,}",
            label_visibility="collapsed",
            wrap=True,
        )
        channel = st.segmented_control(
            "Channel",
            [str(channel) for channel in Channel],
            key="channel",
            label_visibility="collapsed",
            bind="query-params",
        )
    return [DraftStatus(status) for status in chosen] or STATUSES, channel or ""


def choose(queue: Sequence[Shown], offset: int, total: int) -> Shown:
    """The list with the open draft marked; when the open one leaves the queue, the next one opens by itself."""
    ids = [shown.draft.id for shown in queue]
    wanted = st.query_params.get("draft", "")
    if "draft" not in st.session_state and wanted.isdigit():
        st.session_state.draft = int(wanted)
    if st.session_state.get("draft") not in ids:
        gone = st.session_state.get("draft") or 0
        st.session_state.draft = next((i for i in ids if i > gone), ids[0])
    at = ids.index(st.session_state.draft)
    st.query_params["draft"] = str(ids[at])
    with st.container(horizontal=True, vertical_alignment="center"):
        _turn("previous", ids[max(at - 1, 0)], ":material/chevron_left:", "k")
        _turn("next", ids[min(at + 1, len(ids) - 1)], ":material/chevron_right:", "j")
        st.caption(f"{offset + at + 1:,} of {total:,}")
    first = max(0, min(at - SHOWN // 2, len(ids) - SHOWN))
    with st.container(key="queue", gap=None):
        for shown in queue[first : first + SHOWN]:
            _entry(shown, is_open=shown.draft.id == ids[at])
    return queue[at]


def group(app: App, queue: Sequence[Shown], total: int) -> None:
    """Approve what nothing blocks on the page, after a look at a sample and a count to confirm."""
    ready = [one for one in queue if one.draft.status == DraftStatus.WAITING and not one.is_blocked]
    if len(ready) < 2:
        return
    label = f"Approve a group ({len(ready)})"
    with st.expander(label, key="approve_a_group", icon=":material/done_all:", on_change="rerun"):
        for one in (ready[0], ready[len(ready) // 2], ready[-1]):
            st.caption(words.plain(f"{one.candidate.lead.business.name} · {one.draft.subject or one.draft.channel}"))
            st.text(one.draft.body)
        blocked = sum(one.draft.status == DraftStatus.WAITING for one in queue) - len(ready)
        if blocked:
            st.caption(f"{blocked} stay in the queue: something blocks them.")
        if total > len(queue):
            st.caption("The group holds what stands on this page.")
        typed = st.text_input(f"Type {len(ready)} to confirm that you stand by all of them", key="confirm")
        pairs = [(one.draft.id, one.digest) for one in ready]
        actions.button(
            f"Approve {len(ready)}",
            lambda: _approved(app, pairs),
            key="approve_group",
            type="primary",
            disabled=(typed or "").strip() != str(len(ready)),
        )


def _approved(app: App, pairs: Sequence[tuple[int, str]]) -> Notice:
    done = drafts.approve_many(app, pairs, frame.WHO)
    left = f" {len(done.left)} were left: {done.left[0]}" if done.left else ""
    held = frame.held()
    when = f", but they do not leave yet. {held}" if held else "; they leave after the undo time."
    return Notice(f"{len(done.ids)} approved{when}{left}", undo=lambda: _taken_back(app, done.ids))


def _taken_back(app: App, draft_ids: Sequence[int]) -> str:
    done = drafts.reopen_many(app, draft_ids, frame.WHO)
    gone = f", {len(done.gone)} had left already" if done.gone else ""
    return f"{len(done.ids)} taken back{gone}."


def _entry(shown: Shown, *, is_open: bool) -> None:
    flag = " :material/block:" if shown.is_blocked else " :material/flag:" if shown.flags else ""
    edited = " · edited" if shown.draft.is_edited else ""
    st.button(
        f"{ICONS[shown.draft.channel]} {words.plain(shown.candidate.lead.business.name)}{edited}{flag}",
        key=f"open_{shown.draft.id}",
        type="primary" if is_open else "tertiary",
        on_click=_open,
        args=(shown.draft.id,),
        width="stretch",
    )


def _turn(key: str, draft_id: int, icon: str, shortcut: str) -> None:
    st.button("", key=key, icon=icon, shortcut=shortcut, on_click=_open, args=(draft_id,), help=key.capitalize())


def _open(draft_id: int) -> None:
    st.session_state.draft = draft_id
