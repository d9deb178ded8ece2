"""The list of keys, behind the key for it.

Streamlit keeps `r` and `c` for itself and takes letters and digits only, so reject is `x` and the list `h`.
"""

import streamlit as st

KEYS = {
    "j / k": "next / previous",
    "a": "approve, or select",
    "x": "reject",
    "e": "edit",
    "Ctrl+Enter": "save and approve",
    "u": "undo",
    "h": "this list",
}


def show() -> None:
    """A button in the sidebar that opens and closes the list."""
    st.sidebar.button("Keys", key="keys_button", shortcut="h", type="tertiary", on_click=_toggle)
    if st.session_state.get("keys_open"):
        st.sidebar.markdown("\n".join(f"- `{key}` {words}" for key, words in KEYS.items()))


def _toggle() -> None:
    st.session_state.keys_open = not st.session_state.get("keys_open", False)
