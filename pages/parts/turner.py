"""The page turner below a count: the same on every screen that shows a long list."""

import streamlit as st


def offset(total: int, size: int, key: str, caption: str = "", visible: int = 7) -> int:
    """Turn pages of ``size`` rows, where there is more than one; how many rows stand before the page that is open.

    The page stands in the address under ``key``; ``caption`` beside it says what is counted; of many
    pages, ``visible`` can be pressed at once.
    """
    pages = -(-total // size)
    place = st.container()
    if caption:
        left, place = st.columns([2, 3], vertical_alignment="center")
        left.caption(caption)
    if pages < 2:
        return 0
    with place:
        return (st.pagination(pages, key=key, bind="query-params", max_visible_pages=visible) - 1) * size
