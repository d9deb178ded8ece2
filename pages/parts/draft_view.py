"""A draft exactly as its reader will see it, with who gets it, from whom, when, and what stands in the way."""

import streamlit as st

from agents.email import mime
from graph.drafts import Shown
from graph.messages import POST_LIMIT
from pages.parts import words
from storage.records import Channel, Message

WIDTHS = {"Desktop": 640, "Phone": 360}


def show(shown: Shown) -> None:
    business = shown.candidate.lead.business
    st.subheader(words.plain(business.name))
    for flag in shown.flags:
        (st.error if flag.is_blocking else st.warning)(words.plain(flag.text), icon=":material/flag:")
    if shown.draft.channel == Channel.EMAIL:
        width = st.segmented_control(
            "Width", list(WIDTHS), default="Desktop", required=True, key="width", label_visibility="collapsed"
        )
        _email(shown.message, shown.via, WIDTHS[width])
    else:
        _post(shown.message)


def _email(message: Message, via: str, width: int) -> None:
    with st.container(border=True, width=width, key="as_read"):
        # Plain text: as Markdown an address would become a link that its reader does not see.
        st.text(f"From {message.sender_name} <{message.sender_email}>\nTo {message.recipient or 'no address'}")
        st.caption(f"{_when()} {_where(via)}")
        st.markdown(f"#### {words.plain(message.subject)}")
        st.html(mime.html_text(message))


def _post(message: Message) -> None:
    with st.container(border=True, width=420, key="as_read"):
        st.markdown(f"**{words.plain(message.sender_company)}**")
        st.text(message.body)
        st.caption(f"{len(message.body)} of {POST_LIMIT} characters")
    st.caption("Posts are written to the outbox, ready to be pasted.")


def _when() -> str:
    return "As soon as you approve and the undo time is over,"


def _where(via: str) -> str:
    return "really sent by the mail server." if via == "smtp" else "written to the outbox; nothing leaves this machine."
