"""Where in an import a person is: the list and the step, as they stand in the address."""

import streamlit as st

RESULT = "result"
"""The step behind the last: the import was started, and what becomes of it is shown."""

STEPS = {"file": "File", "columns": "Columns", "options": "Options", "check": "Check", "campaign": "Campaign"}


def go(upload_id: int, step: str) -> None:
    """Open a list at a step from the next drawing on."""
    st.query_params["list"] = str(upload_id)
    st.query_params["step"] = step


def leave() -> None:
    """Forget which list is open; it stays kept."""
    for name in ("list", "step", "again"):
        st.query_params.pop(name, None)


def finish() -> None:
    """From now on the import that was started is shown, and no place for a file."""
    leave()
    st.query_params["step"] = RESULT


def is_finished() -> bool:
    return st.query_params.get("step") == RESULT and "list" not in st.query_params


def steps(wanted: str) -> None:
    """The row of steps, the open one marked."""
    names = (f"{number}. {label}" for number, label in enumerate(STEPS.values(), start=1))
    told = (
        f"**:green[{name}]**" if step == wanted else f":gray[{name}]" for step, name in zip(STEPS, names, strict=True)
    )
    st.markdown(" › ".join(told))


def turn(upload_id: int, step: str, *, can_go_on: bool) -> None:
    """Back, on, and away."""
    names = list(STEPS)
    at = names.index(step)
    with st.container(horizontal=True):
        if at:
            before = (upload_id, names[at - 1])
            st.button("Back", on_click=go, args=before, key="list_back", icon=":material/arrow_back:")
        if at + 1 < len(names):
            st.button(
                f"Next: {STEPS[names[at + 1]]}",
                on_click=go,
                args=(upload_id, names[at + 1]),
                key="list_next",
                type="primary",
                icon=":material/arrow_forward:",
                disabled=not can_go_on,
            )
        st.button("Choose another file", on_click=leave, key="leave_list", type="tertiary")
