"""Models that can be fetched: what each needs, and its download with progress, stop and going on."""

import time
from collections import deque

import streamlit as st

from graph import downloads, models
from graph.app import App
from graph.downloads import Offer
from models.language.base import Task
from models.language.memory import free_memory
from pages.parts import actions, frame, model_tasks, words
from pages.parts.actions import Notice
from storage.records import LANGUAGES, Download, DownloadStatus

ON_ITS_WAY = (DownloadStatus.WAITING, DownloadStatus.RUNNING)
WINDOW = 20
"""Looks over which the speed is taken, so that it is steady and yet follows the connection."""
PAUSE_SECONDS = 5.0


def show(app: App) -> None:
    free = free_memory()
    here = f" {words.size(free)} of this machine's memory are free now." if free is not None else ""
    st.caption(f"Fetched from {words.plain(app.settings.hub_url)}; nothing but the model's name is told to it.{here}")
    for offer in downloads.listed(app, app.settings.catalogue):
        with st.container(border=True, gap="xsmall", key=f"offer_{offer.entry.name}"):
            _offer(app, offer, free)


def asked(app: App, name: str) -> Notice:
    """Ask for a model; what was begun goes on."""
    downloads.ask(app, name, frame.WHO, app.settings.catalogue)
    return Notice("The download begins. It goes on while you work, and after a restart.")


def _offer(app: App, offer: Offer, free: int | None) -> None:
    entry, download = offer.entry, offer.download
    is_coming = download is not None and download.status in ON_ITS_WAY
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{words.plain(entry.title)}**", width="content")
        if not is_coming:
            _verb(app, offer)
    about = "about " if entry.is_approximate else ""
    facts = (
        f"{about}{words.size(entry.size)} to fetch",
        f"licence: {entry.licence}",
        ", ".join(LANGUAGES.get(code, code) for code in entry.languages),
        f"needs {words.size(entry.memory)} of free memory",
        entry.hub,
    )
    st.caption(" · ".join(words.plain(fact) for fact in facts))
    st.write(words.plain(entry.summary))
    if free is not None and entry.memory > free and not offer.is_installed:
        st.warning(
            f"It needs more memory than is free now ({words.size(free)}). Close other programs, or take a smaller one.",
            icon=":material/memory:",
        )
    if is_coming:
        _live(app, entry.name)
        actions.button("Stop", lambda: _stopped(app, offer), key=f"stop_{entry.name}", icon=":material/stop_circle:")
    elif download is not None and not offer.is_installed:
        _unfinished(download)


def _verb(app: App, offer: Offer) -> None:
    """What can be done with a model that is not on its way."""
    name, key = offer.entry.name, f"{models.LOCAL}:{offer.entry.name}"
    if offer.is_installed:
        if models.chosen(app)[Task.DRAFT] == key:
            st.badge("writes drafts", color="green")
            return
        actions.button(
            "Use it for drafts",
            lambda: model_tasks.give(app, Task.DRAFT, key, offer.entry.title),
            key=f"use_{name}",
            type="primary",
            icon=":material/edit_note:",
        )
        return
    is_begun = offer.download is not None and offer.download.done > 0
    label, icon = ("Continue", ":material/play_arrow:") if is_begun else ("Download", ":material/download:")
    actions.button(label, lambda: asked(app, name), key=f"get_{name}", icon=icon)


def _stopped(app: App, offer: Offer) -> str:
    downloads.stop(app, offer.entry.name, frame.WHO)
    return f"{offer.entry.title}: the download stops. What was fetched is kept for the next time."


def _unfinished(download: Download) -> None:
    if download.status == DownloadStatus.FAILED:
        st.error(words.plain(download.error), icon=":material/error:")
    if download.done:
        st.caption(f"{words.size(download.done)} of {words.size(download.total)} are here already.")


@st.fragment(run_every=0.7)
def _live(app: App, name: str) -> None:
    with actions.explained():
        found = [one for one in downloads.listed(app, app.settings.catalogue) if one.entry.name == name]
        download = found[0].download if found else None
        if download is None or download.status not in ON_ITS_WAY:
            st.rerun()
        _bar(download)


def _bar(download: Download) -> None:
    if download.status == DownloadStatus.WAITING:
        st.progress(0.0, text="**Waiting** · another model is fetched first, or the hub is being asked")
        return
    share = min(download.done / download.total, 1.0) if download.total else 0.0
    of = f"{words.size(download.done)} of {words.size(download.total)}"
    st.progress(share, text=f"**Downloading** · {share:.0%} · {of}{_pace(download)}")


def _pace(download: Download) -> str:
    """Speed and time left, from how far it was at the last looks; "" until two of them differ."""
    looks = st.session_state.setdefault(f"looks_{download.model}", deque(maxlen=WINDOW))
    if looks and (time.monotonic() - looks[-1][0] > PAUSE_SECONDS or download.done < looks[-1][1]):
        looks.clear()  # it was stopped meanwhile, or began anew
    looks.append((time.monotonic(), download.done))
    (began, first), (ended, last) = looks[0], looks[-1]
    if last <= first or ended - began < 1:
        return ""
    speed = (last - first) / (ended - began)
    return f" · {words.size(round(speed))} a second · {words.duration((download.total - last) / speed)} left"
