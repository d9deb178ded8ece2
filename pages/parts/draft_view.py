"""A draft exactly as its reader will see it, with who gets it, from whom, when, and what stands in the way."""

from collections.abc import Sequence

import streamlit as st

from graph.claims import Claim, claims
from graph.drafts import Shown
from models.language.starter_text import POST_LIMIT
from pages.parts import draft_claims, draft_made, draft_marks, words
from storage.records import LANGUAGES, Brief, Channel, Message

WIDTHS = {"Desktop": 640, "Phone": 360}


def show(shown: Shown, brief: Brief) -> None:
    """The message, its claims numbered unless the reader's own view is asked for."""
    draft = shown.draft
    st.subheader(words.plain(shown.candidate.lead.business.name))
    language = LANGUAGES.get(draft.language, draft.language)
    asked = draft_made.asked(draft)
    st.caption(f"{language} · {words.plain(brief.tone)} · version {draft.version}{asked}")
    with st.container(key="flags"):
        _flags(shown)
    with st.container(horizontal=True, vertical_alignment="center"):
        is_marked = st.session_state.marks = st.session_state.get("is_marked", True)
        st.toggle("Number what it states", key="marks", help="The reader sees no numbers.", on_change=_mark)
        width = "Desktop"
        if draft.channel == Channel.EMAIL:
            width = st.segmented_control(
                "Width", list(WIDTHS), default="Desktop", required=True, key="width", label_visibility="collapsed"
            )
    marked = claims(shown) if is_marked else []
    if draft.channel == Channel.EMAIL:
        _email(shown.message, shown.via, WIDTHS[width], marked)
    else:
        _post(shown.message, marked)


def _mark() -> None:
    """Kept apart from the switch itself, which forgets while a draft is edited."""
    st.session_state.is_marked = st.session_state.marks


def _flags(shown: Shown) -> None:
    if unsettled := draft_claims.unsettled(shown):
        st.error(unsettled, icon=":material/fact_check:")
    for flag in shown.flags:
        if not flag.sentence:
            (st.error if flag.is_blocking else st.warning)(words.plain(flag.text), icon=":material/flag:")


def _email(message: Message, via: str, width: int, marked: Sequence[Claim]) -> None:
    with st.container(border=True, width=width, key="as_read"):
        # Plain text: as Markdown an address would become a link that its reader does not see.
        st.text(f"From {message.sender_name} <{message.sender_email}>\nTo {message.recipient or 'no address'}")
        st.caption(f"{_when()} {_where(via)}")
        st.markdown(f"#### {draft_marks.subject_markdown(message.subject, marked)}")
        st.html(draft_marks.email_html(message, marked))


def _post(message: Message, marked: Sequence[Claim]) -> None:
    with st.container(border=True, width=420, key="as_read"):
        st.markdown(f"**{words.plain(message.sender_company)}**")
        st.html(draft_marks.post_html(message.body, marked))
        st.caption(f"{len(message.body)} of {POST_LIMIT} characters")
    st.caption("Posts are written to the outbox, ready to be pasted.")


def _when() -> str:
    return "As soon as you approve and the undo time is over,"


def _where(via: str) -> str:
    return "really sent by the mail server." if via == "smtp" else "written to the outbox; nothing leaves this machine."
