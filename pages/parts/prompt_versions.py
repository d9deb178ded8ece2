"""The versions of a prompt: which is current, and the verbs that make another one so."""

import streamlit as st

from graph import prompts
from graph.app import App
from graph.prompts import Overview, Version
from pages.parts import actions, address, frame, words
from pages.parts.actions import Notice


def choose(overview: Overview) -> int:
    """The version that is looked at: the current one, unless the address or the person says another."""
    if overview.problem:
        st.error(words.plain(overview.problem), icon=":material/error:")
    by_number = {str(version.number): version for version in overview.versions}
    first = [number for number in by_number if int(number) == overview.current]
    options = first + [number for number in by_number if number not in first]
    captions = [_caption(by_number[number]) for number in options]
    chosen = address.one_of(
        st.radio,
        "Versions",
        options,
        "version",
        format_func=lambda number: _label(by_number[number], overview.current),
        captions=captions,
    )
    return int(chosen)


def verbs(app: App, overview: Overview, number: int) -> None:
    """Make the version that is looked at current; go back to the one that was."""
    version = next(one for one in overview.versions if one.number == number)
    if number != overview.current:
        actions.button(
            f"Make version {number} current",
            lambda: _make_current(app, overview, number),
            key="make_current",
            type="primary",
            icon=":material/check:",
            disabled=bool(version.problem),
        )
    if overview.earlier is not None:
        actions.button(
            f"Go back to version {overview.earlier}",
            lambda: _go_back(app, overview.task),
            key="go_back",
            icon=":material/undo:",
        )


def _label(version: Version, current: int) -> str:
    mark = " · current" if version.number == current else ""
    return f"Version {version.number}: {words.plain(version.title or 'cannot be used')}{mark}"


def _caption(version: Version) -> str:
    if version.problem:
        return words.plain(version.problem)
    whose = "yours" if version.is_own else "shipped"
    return f"{version.date}, {whose}. {words.plain(version.changed)}"


def _make_current(app: App, overview: Overview, number: int) -> Notice:
    prompts.make_current(app, overview.task, number, frame.WHO)
    text = f"Version {number} is current: what is written from now on is written with it."
    return Notice(text, undo=lambda: _go_back(app, overview.task))


def _go_back(app: App, task: str) -> str:
    number = prompts.go_back(app, task, frame.WHO)
    return f"Version {number} is current again."
