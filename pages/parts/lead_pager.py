"""The page turner of the table of leads: first, previous, next, last, and how many match."""

from collections.abc import Callable

import streamlit as st

from graph.lead_table import Count, TablePage
from pages.parts import drawer, lead_view
from storage.lead_place import FIRST, LAST, Place

Turn = Callable[[], None]


def show(page: TablePage) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="pager"):
        st.markdown(f"**{matching(page.count)}**{_range(page)}", width="content")
        st.space("stretch")
        _button("First page", "first_page", ":material/first_page:", FIRST if page.before else None)
        _button("Previous page", "page_before", ":material/chevron_left:", page.before)
        _button("Next page", "page_after", ":material/chevron_right:", page.after)
        _button("Last page", "last_page", ":material/last_page:", LAST if page.after else None)


def matching(count: Count) -> str:
    """How many match, in words."""
    if count.is_exact:
        return f"{count.number:,} {'lead' if count.number == 1 else 'leads'}"
    return f"more than {count.number:,} leads"


def before(page: TablePage) -> Turn | None:
    """What opens the last lead of the page before."""
    return None if page.before is None else lambda: _turn(page.before, last=True)


def after(page: TablePage) -> Turn | None:
    """What opens the first lead of the page after."""
    return None if page.after is None else lambda: _turn(page.after, last=False)


def _turn(to: Place | None, *, last: bool) -> None:
    lead_view.turn(to or FIRST)
    drawer.open_end(last=last)


def _range(page: TablePage) -> str:
    if page.number is None or not page.rows:
        return ""
    return f" :gray[· {page.number + 1:,} to {page.number + len(page.rows):,}]"


def _button(name: str, key: str, icon: str, to: Place | None) -> None:
    st.button(
        "", key=key, icon=icon, help=name, disabled=to is None, type="tertiary", on_click=lead_view.turn, args=(to,)
    )
