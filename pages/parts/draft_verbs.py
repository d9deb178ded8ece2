"""What a person can say to a draft: approve, edit, rewrite, reject, put back."""

import streamlit as st

from graph import drafts
from graph.app import App
from graph.drafts import CHIPS, Shown
from models.language.starter_brief import FACTS
from models.language.starter_words import fact_names
from pages.parts import actions, draft_claims, frame, model_estimate, words
from pages.parts.actions import Notice
from storage.records import Channel, Draft, DraftStatus

REASONS = ("says something wrong", "not for this reader", "badly written", "do not write to them", "other")


def show(app: App, shown: Shown) -> None:
    """The verbs that the draft's state allows."""
    draft = shown.draft
    if draft.status != DraftStatus.WAITING:
        st.info(f"This draft is {draft.status}. {words.plain(draft.reason or draft.comment)}", icon=":material/info:")
        actions.button("Put back into the queue", lambda: _back(app, draft.id), key="back", icon=":material/undo:")
        return
    with st.container(horizontal=True):
        actions.button(
            "Approve",
            lambda: _approve(app, shown),
            key="approve",
            type="primary",
            icon=":material/check:",
            shortcut="a",
            disabled=shown.is_blocked,
            help=draft_claims.unsettled(shown) or None,
        )
        st.button("Edit", key="edit", icon=":material/edit:", shortcut="e", on_click=_edit, args=(draft,))
        if draft.is_edited:
            actions.button("Restore original", lambda: _restore(app, shown), key="restore", icon=":material/history:")
        st.button(
            "Reject", key="ask_reason", icon=":material/block:", shortcut="x", on_click=_ask_reason, args=(draft.id,)
        )
        if draft.recipient:
            with st.popover("Change address", icon=":material/alternate_email:"):
                _address(app, draft, "Change")
    if st.session_state.get("rejecting") == draft.id:
        _reason(app, draft.id)
    if draft.channel == Channel.EMAIL and not draft.recipient:
        _address(app, draft, "Add")
    _rewrite(app, shown)


def is_editing(shown: Shown) -> bool:
    return st.session_state.get("editing") == shown.draft.id and shown.draft.status == DraftStatus.WAITING


def edit_form(app: App, shown: Shown) -> None:
    """The text as fields. What is typed stays in them until it can be saved."""
    draft = shown.draft
    st.subheader(f"Edit: {words.plain(shown.candidate.lead.business.name)}")
    if (draft.subject, draft.body) != st.session_state.get("edited_from"):
        st.warning("Someone changed this draft while you were typing. It now reads:", icon=":material/sync_problem:")
        st.text(f"{draft.subject}\n\n{draft.body}".strip())
    if draft.channel == Channel.EMAIL:
        st.text_input("Subject", draft.subject, key=f"subject_{draft.id}")
    st.text_area("Text", draft.body, key=f"body_{draft.id}", height=360)
    with st.container(horizontal=True):
        actions.button(
            "Save and approve",
            lambda: _save(app, shown, approve=True),
            key="save_approve",
            type="primary",
            shortcut="Ctrl+Enter",
        )
        actions.button("Save", lambda: _save(app, shown, approve=False), key="save")
        st.button("Cancel", key="cancel", on_click=_edit, args=(None,))


def _approve(app: App, shown: Shown) -> Notice:
    drafts.approve(app, shown.draft.id, shown.digest, frame.WHO)
    return _approved(app, shown)


def _approved(app: App, shown: Shown) -> Notice:
    held = frame.held()
    when = (
        f", but it does not leave yet. {held}" if held else f". It leaves in {app.settings.undo_seconds:.0f} seconds."
    )
    text = f"{shown.candidate.lead.business.name} approved{when}"
    return Notice(text, undo=lambda: _back(app, shown.draft.id))


def _back(app: App, draft_id: int) -> str:
    drafts.reopen(app, draft_id, frame.WHO)
    return "The draft is back in the queue; nothing of it was sent."


def _edit(draft: Draft | None) -> None:
    st.session_state.editing = draft.id if draft else None
    st.session_state.edited_from = (draft.subject, draft.body) if draft else None


def _save(app: App, shown: Shown, *, approve: bool) -> Notice:
    """What stands in the fields as the button is pressed, which may be newer than what was drawn, is what is signed."""
    draft, fields = shown.draft, st.session_state
    subject, body = fields.get(f"subject_{draft.id}", draft.subject) or "", fields[f"body_{draft.id}"] or ""
    if approve:
        drafts.edit_and_approve(app, shown.draft.id, shown.digest, subject, body, frame.WHO)
    else:
        drafts.edit(app, shown.draft.id, shown.digest, subject, body, frame.WHO)
    st.session_state.editing = None
    return _approved(app, shown) if approve else Notice("Saved. The draft still waits for your approval.")


def _restore(app: App, shown: Shown) -> str:
    drafts.restore(app, shown.draft.id, shown.digest, frame.WHO)
    return "The writer's own text is back."


def _ask_reason(draft_id: int) -> None:
    st.session_state.rejecting = None if st.session_state.get("rejecting") == draft_id else draft_id


def _reason(app: App, draft_id: int) -> None:
    with st.container(border=True):
        reason = st.radio("Why?", REASONS, key=f"reason_{draft_id}", horizontal=True)
        actions.button("Reject this draft", lambda: _reject(app, draft_id, reason or ""), key="reject", type="primary")


def _reject(app: App, draft_id: int, reason: str) -> Notice:
    drafts.reject(app, draft_id, reason, frame.WHO)
    return Notice("The draft was rejected.", undo=lambda: _back(app, draft_id))


def _address(app: App, draft: Draft, verb: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        email = st.text_input("E-mail address", draft.recipient, key=f"address_{draft.id}", type="email") or ""
        actions.button(verb, lambda: _addressed(app, draft.id, email), key="add_address")


def _addressed(app: App, draft_id: int, email: str) -> str:
    drafts.set_recipient(app, draft_id, email, frame.WHO)
    return "The draft, and its lead, have the new address."


def _rewrite(app: App, shown: Shown) -> None:
    draft_id = shown.draft.id
    options = chips(shown.draft)
    picked = st.pills("Ask for another version", options, selection_mode="multi", wrap=True, key=f"chips_{draft_id}")
    comment = st.text_input(
        "Comment",
        key=f"comment_{draft_id}",
        max_chars=300,
        placeholder="shorter, mention the terrace, leave out the rating",
        help="In English, German or Spanish, whatever the language of the draft.",
    )
    wish = ", ".join([*picked, *([comment] if comment else [])])
    if wish:
        with actions.explained():
            st.caption(words.plain(drafts.understood(app, shown, wish) or "The model reads the whole comment."))
        model_estimate.of_rewrite(app, shown.draft, wish)
    actions.button(
        "Rewrite", lambda: _asked(app, draft_id, wish), key="rewrite", icon=":material/autorenew:", disabled=not wish
    )


def chips(draft: Draft) -> list[str]:
    """Comments to choose from: those on the manner, and a mention of each fact that the draft's evidence has."""
    known = {quote.field for quote in draft.evidence}
    facts = [fact for fact in FACTS if fact in known and fact not in ("quote", "reviews")]
    manner = [chip for chip in CHIPS if not chip.startswith("mention")]
    return [*manner, *(f"mention {fact_names('en', fact)[0]}" for fact in facts)]


def _asked(app: App, draft_id: int, wish: str) -> Notice:
    drafts.ask_rewrite(app, draft_id, wish, frame.WHO)
    return Notice("The writer is at it; the new version joins the queue.", undo=lambda: _back(app, draft_id))
