"""Verbs: a button calls one use case; what it did, or why it could not, stands on the next screen with its undo."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.parts import words
from storage.errors import HandpickedError


@dataclass(frozen=True)
class Notice:
    """What the last verb did. ``undo`` takes it back; ``page`` is the screen on which it goes on, with its label."""

    text: str
    is_error: bool = False
    undo: Callable[[], object] | None = None
    page: str = ""
    page_label: str = ""


def attempt(use_case: Callable[[], object]) -> None:
    """Call a use case; what it returns, a sentence or a Notice, is shown; an error is shown in its own words."""
    try:
        result = use_case()
    except HandpickedError as error:
        st.session_state.notice = Notice(str(error), is_error=True)
    else:
        st.session_state.notice = Notice(result) if isinstance(result, str) else result


@contextmanager
def explained() -> Iterator[None]:
    """Show an error that comes up while a screen is drawn, in its own words, in place of the rest of the screen."""
    try:
        yield
    except HandpickedError as error:
        st.error(words.plain(str(error)), icon=":material/error:")


def button(label: str, use_case: Callable[[], object], **looks: Any) -> None:
    """A button that calls ``use_case`` before the next drawing of the screen."""
    st.button(label, on_click=attempt, args=(use_case,), **looks)


def show_notice() -> None:
    """What the last verb did; it stays until the next one."""
    notice = st.session_state.get("notice")
    if not isinstance(notice, Notice):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="notice"):
        if notice.is_error:
            st.error(words.plain(notice.text), icon=":material/error:")
        else:
            st.success(words.plain(notice.text), icon=":material/check_circle:")
        if notice.page:
            st.page_link(f"{notice.page}.py", label=notice.page_label, icon=":material/arrow_forward:")
        if notice.undo is not None:
            button("Undo", notice.undo, key="undo", icon=":material/undo:", shortcut="u")
        st.button("", key="dismiss", icon=":material/close:", type="tertiary", help="Close", on_click=_dismiss)


def _dismiss() -> None:
    st.session_state.notice = None
