"""The list of keys, behind the key for it, and those keys that Streamlit's own buttons cannot take.

Streamlit keeps `r` and `c` for itself, and its buttons take letters and digits only: underneath they listen to `x` and
`h`, a listener of our own passes `r` and `?` on as these, and look.css shows those on them. `/` goes to the search.
"""

from pathlib import Path

import streamlit as st

KEYS = {
    "/": "search",
    "j / k": "next / previous",
    "a": "approve, or select",
    "r": "reject, then 1 to 6 for a lead's reason; keep a pair of duplicates apart",
    "m": "merge a pair: it is the same business",
    "e": "edit",
    "Ctrl+Enter": "save and approve",
    "u": "undo",
    "?": "this list",
}

_listen = st.components.v2.component(
    "keys", js=(Path(__file__).parent / "keys.js").read_text(encoding="utf-8"), isolate_styles=False
)


def show() -> None:
    """A button in the sidebar that opens and closes the list."""
    with st.sidebar:
        _listen(key="keys_listener", height=1)
        st.button("Keys", key="keys_button", shortcut="h", type="tertiary", on_click=_toggle)
        if st.session_state.get("keys_open"):
            st.markdown("\n".join(f"- `{key}` {words}" for key, words in KEYS.items()))


def _toggle() -> None:
    st.session_state.keys_open = not st.session_state.get("keys_open", False)
