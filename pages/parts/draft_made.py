"""How a draft was made, and making it once more."""

import json
from collections.abc import Sequence

import streamlit as st

from graph import drafts, writing
from graph.app import App
from graph.drafts import Shown
from pages.parts import actions, frame, words
from pages.parts.actions import Notice
from storage.records import LANGUAGES, Draft, DraftStatus


def show(app: App, shown: Shown, versions: Sequence[Draft]) -> None:
    """Model, prompt, seed and evidence of a draft, and the verb that makes it again from exactly these."""
    draft = shown.draft
    st.markdown("##### How it was made")
    if draft.comment == writing.AGAIN:
        _verdict(draft, versions)
    language = LANGUAGES.get(draft.language, draft.language)
    st.text(
        f"Model: {draft.model or 'none'}\nPrompt: {draft.prompt_version or 'not named'}\n"
        f"Seed: {draft.seed}\nLanguage: {language}\nMade: {words.moment(draft.created_at)}"
    )
    with st.expander(f"Evidence that it was given ({len(draft.evidence)})"):
        for quote in draft.evidence:
            st.text(f"{quote.field.replace('_', ' ')}: {quote.text}")
            st.caption(words.link(quote.url) if quote.url else "from the figures on the lead")
    with st.expander("The prompt"):
        for title, asked in prompt_parts(draft.prompt):
            st.caption(title)
            st.code(asked, language=None, wrap_lines=True)
    if draft.status == DraftStatus.WAITING and draft.prompt:
        _again(app, draft)


def prompt_parts(prompt: str) -> list[tuple[str, str]]:
    """What was asked, part by part with its title; a chat model has a system text beside its prompt."""
    try:
        parts = json.loads(prompt)
        return [("System", str(parts["system"])), ("Prompt", str(parts["prompt"]))]
    except (ValueError, KeyError, TypeError):
        return [("The starter writer's own controls" if prompt else "No prompt was kept", prompt or "–")]


def _again(app: App, draft: Draft) -> None:
    problem = writing.cannot_repeat(app, draft)
    title, promise = writing.again_said(app, draft)
    actions.button(
        title,
        lambda: _asked(app, draft.id),
        key="again",
        icon=":material/replay:",
        disabled=bool(problem),
        help=problem or f"{promise} The present text is kept among the other versions.",
    )
    if problem:
        st.caption(words.plain(problem))


def _asked(app: App, draft_id: int) -> Notice:
    drafts.write_again(app, draft_id, frame.WHO)
    return Notice("It is being made again; the new version joins the queue and says whether it came out the same.")


def asked(draft: Draft) -> str:
    """What a version was asked for, to stand behind its number; "" for a first version."""
    if draft.comment == writing.AGAIN:
        return " · made again"
    return f" · asked: {words.plain(draft.comment)}" if draft.comment else ""


def _verdict(draft: Draft, versions: Sequence[Draft]) -> None:
    earlier = next((one for one in versions if one.version == draft.version - 1), None)
    if earlier is None:
        return
    if difference := differs(draft, earlier):
        st.warning(words.plain(difference), icon=":material/difference:")
    else:
        st.success(f"Made again: the same text as version {earlier.version}.", icon=":material/equal:")


def differs(draft: Draft, earlier: Draft) -> str:
    """In what way a text that was made again is not the earlier one, and why; "" where it is the same."""
    if (draft.original_subject, draft.original_body) == (earlier.original_subject, earlier.original_body):
        return ""
    if not draft.original_body:
        return f"It could not be made again. {draft.reason}"
    said = f"Made again, it came out otherwise than version {earlier.version}"
    changed = [
        name
        for name, is_same in (
            ("the model", draft.model == earlier.model),
            ("the prompt", draft.prompt == earlier.prompt),
            ("the seed", draft.seed == earlier.seed),
            ("a fact that was filled in", dict(draft.used) == dict(earlier.used)),
        )
        if not is_same
    ]
    if changed:
        return f"{said}: {' and '.join(changed)} changed meanwhile."
    return f"{said} although model, prompt and seed are the same: {draft.model} does not promise the same text twice."
