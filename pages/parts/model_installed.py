"""The models that can be used now: what each is, how fast and how good it is here, and taking it away."""

from collections.abc import Mapping, Sequence

import streamlit as st

from graph import hosting, models
from graph.app import App
from graph.evaluation import Report
from graph.model_list import Choice
from models.language.base import Task
from pages.parts import actions, frame, model_catalogue, model_quality, model_speed, words
from pages.parts.actions import Notice
from pages.parts.model_tasks import SAID
from storage.records import LANGUAGES


def show(app: App, choices: Sequence[Choice]) -> None:
    chosen = models.chosen(app)
    quality = model_quality.latest(app)
    for one in choices:
        uses = [task for task, key in chosen.items() if key == one.key]
        with st.container(border=True, gap="xsmall", key=f"card_{one.key}"):
            _head(app, one, uses)
            if one.problem:
                st.error(words.plain(one.problem), icon=":material/error:")
                continue
            if one.note:
                st.write(words.plain(one.note))
            _figures(app, one, quality)
            if one.card:
                with st.expander("Model card: what it can and cannot do"):
                    _card(one)
    _embedding(app)


def languages(codes: Sequence[str]) -> str:
    """Languages as a person names them, with what is no code left as it is."""
    return ", ".join(LANGUAGES.get(code, code) for code in codes)


def _figures(app: App, one: Choice, quality: Mapping[str, Report]) -> None:
    if one.hosted is not None:
        model_quality.show(one, quality)
        return
    left, right = st.columns(2, gap="small")
    with left:
        model_speed.show(app, one)
    with right:
        model_quality.show(one, quality)


def _head(app: App, one: Choice, uses: Sequence[Task]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            st.markdown(f"**{words.plain(one.name)}**", width="content")
            for task in uses:
                st.badge(SAID[task][0], color="green")
        if one.key != models.STARTER:
            _remove(app, one, uses)
    st.caption(" · ".join(words.plain(fact) for fact in _facts(one) if fact))


def _facts(one: Choice) -> list[str]:
    fetched = f"{one.where} from {one.hub}" if one.hub else one.where
    if one.hosted is not None:
        return [fetched, "no weights on this machine"]
    return [
        fetched,
        words.size(one.size) if one.size else "",
        f"licence: {one.licence}" if one.licence else "licence not stated" if not one.problem else "",
        languages(one.languages) or ("languages not stated" if not one.problem else ""),
        f"needs {words.size(one.memory)} of free memory" if one.memory else "",
    ]


def _remove(app: App, one: Choice, uses: Sequence[Task]) -> None:
    used = ", ".join(SAID[task][0].lower() for task in uses)
    with st.popover(
        "Remove",
        icon=":material/delete:",
        type="tertiary",
        disabled=bool(uses),
        help=f"In use for {used}; choose another one there first." if uses else None,
        key=f"ask_remove_{one.key}",
    ):
        st.write(_loses(one))
        actions.button(
            "Remove it",
            lambda: _removed(app, one),
            key=f"remove_{one.key}",
            type="primary",
        )


def _loses(one: Choice) -> str:
    if one.hosted is not None:
        return "The model and its key are forgotten."
    if one.key.startswith(f"{models.LOCAL}:"):
        return f"Its files ({words.size(one.size)}) are deleted. It can be downloaded again."
    return "It leaves this list; its files stay where they are."


def _removed(app: App, one: Choice) -> Notice:
    path = one.path
    models.remove(app, one.key, frame.WHO)
    if one.key.startswith(f"{models.LOCAL}:"):
        return Notice(f"{one.name} was deleted.", undo=lambda: model_catalogue.asked(app, one.key.partition(":")[2]))
    if one.hosted is not None:
        of = one.hosted
        return Notice(
            f"{of.name} was removed, and its key forgotten.",
            undo=lambda: _hosted_again(app, one),
        )
    undo = (lambda: f"{models.add_own(app, path, frame.WHO).name} is back.") if path else None
    return Notice(f"{one.name} is off the list.", undo=undo)


def _hosted_again(app: App, one: Choice) -> str:
    if one.hosted is not None:
        hosting.set_hosted(app, one.hosted, "", frame.WHO)
    return f"{one.name} is back. Type its key again."


def _card(one: Choice) -> None:
    """Our own as it is meant; another's as plain text, since its pictures and links would act."""
    if one.key == models.STARTER:
        st.markdown(one.card)
    else:
        st.code(one.card, language=None, wrap_lines=True, height=400)


def _embedding(app: App) -> None:
    """What is no choice, and is needed for every score."""
    of = models.embedding(app)
    with st.container(border=True):
        st.markdown(f"**{words.plain(of.name)}**")
        if of.problem:
            st.error(words.plain(of.problem), icon=":material/error:")
            return
        st.caption(
            " · ".join(fact for fact in ("compares texts", words.size(of.size), f"licence: {of.licence}") if fact)
        )
        st.write(of.note)
