"""Duplicates: pairs that may be one business, side by side, and what was merged, each merge with its undo."""

import streamlit as st

from graph import identity
from pages.parts import duplicate_merges, duplicate_pair, duplicate_queue, frame, words

app = frame.app()
SHOWN = {"decide": "To decide", "merged": "Merged"}

st.title("Duplicates")
counts = {"decide": identity.waiting(app), "merged": identity.merged(app)}
wanted = st.query_params.get("show", "decide")
show = st.segmented_control(
    "Show",
    list(SHOWN),
    default=wanted if wanted in SHOWN else "decide",
    format_func=lambda name: f"{SHOWN[name]} ({counts[name]:,})",
    key="show_duplicates",
    label_visibility="collapsed",
)
st.query_params["show"] = show or "decide"
if missing := identity.uncompared(app):
    more = "More than 1,000" if missing == 1000 else f"{missing:,}"
    st.caption(f"{more} leads are still being compared with the others; more pairs may come.")

if show == "merged":
    duplicate_merges.show(app)
elif not counts["decide"]:
    st.info(
        "No pair waits for you. What is surely the same business is merged as it is found, and stands under “Merged”; "
        "what may be the same comes here.",
        icon=":material/join_inner:",
    )
else:
    queue, beside = st.columns([2, 5], gap="medium")
    with queue:
        opened = duplicate_queue.show(app, counts["decide"])
    with beside:
        if opened is None:
            st.info(words.plain("That pair was decided on. Choose another one."))
        else:
            duplicate_pair.show(app, identity.show(app, opened))
