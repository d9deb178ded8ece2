"""What is chosen on a screen stands in its address, so that reload, bookmarks and links bring it back.

Streamlit's own binding writes labels; these hold counts, which change. Here the plain values are written. What is
chosen is also told to the browser with every drawing: told once alone, it gets lost where a second drawing follows at
once, and the browser's own empty choice comes back.
"""

from collections.abc import Callable, Sequence

import streamlit as st


def one_of(widget: Callable[..., str | None], label: str, options: Sequence[str], key: str, **looks: object) -> str:
    """What is chosen of ``options`` in such a widget: the first, unless the address or the person says another."""
    wanted = st.query_params.get(key, options[0])
    chosen = st.session_state.get(key, wanted)
    st.session_state[key] = chosen if chosen in options else options[0]
    chosen = widget(label, options, key=key, **looks) or options[0]
    _write(key, chosen, options[0])
    return chosen


def some_of(label: str, options: Sequence[str], key: str, default: Sequence[str], **looks: object) -> list[str]:
    """Pills of which any number is chosen; an empty value in the address chooses none."""
    wanted = st.query_params.get_all(key) if key in st.query_params else default
    chosen = st.session_state.get(key, wanted)
    st.session_state[key] = [one for one in options if one in chosen]
    chosen = st.pills(label, options, selection_mode="multi", key=key, **looks)  # type: ignore[call-overload]
    _write(key, list(chosen), list(default))
    return list(chosen)


def _write(key: str, value: str | list[str], default: str | list[str]) -> None:
    if value == default:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = value or ""
