"""Messages as MIME: plain and HTML part, our Message-ID, the footer with postal address and opt-out in both."""

import hashlib
import html
import re
from datetime import datetime
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import quote

from storage.errors import BadInput
from storage.records import Message

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
MESSAGE_ID = re.compile(r"<[A-Za-z0-9._-]+@[A-Za-z0-9.-]+>")
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
STYLE = "font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1f2328;max-width:36em"
FOOTER_STYLE = "font-size:13px;color:#59636e;border-top:1px solid #d1d9e0;padding-top:12px;margin-top:24px"
SIGNATURE_MARK = "-- "


def new_message_id(delivery_key: str, sender_email: str) -> str:
    """The Message-ID of a delivery, with its angle brackets: the same for the same delivery, at the sender's domain."""
    _checked_address("The sender's e-mail address", sender_email)
    digest = hashlib.sha256(delivery_key.encode()).hexdigest()[:32]
    return f"<{digest}@{sender_email.rpartition('@')[2].lower()}>"


def build(message: Message, message_id: str, at: datetime) -> EmailMessage:
    """The e-mail as it leaves; the same arguments give the same bytes.

    Raises BadInput for an address that is none, a line break in a header, an empty text, or a malformed id.
    """
    _check(message)
    checked_id(message_id)
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = Address(message.sender_name.strip(), addr_spec=message.sender_email)
    mail["To"] = Address(addr_spec=message.recipient)
    mail["Subject"] = message.subject.strip()
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = message_id
    mail["List-Unsubscribe"] = f"<mailto:{quote(message.sender_email, safe='@')}?subject=unsubscribe>"
    mail.set_content(plain_text(message), cte="quoted-printable")
    mail.add_alternative(html_text(message), subtype="html", cte="quoted-printable")
    mail.set_boundary("=_" + hashlib.sha256(message_id.encode()).hexdigest()[:32])
    return mail


def plain_text(message: Message) -> str:
    """The plain part: the body, then the footer below "-- " where there is one; ends with one line break."""
    body = _lines(message.body).strip("\n")
    footer = _lines(message.footer).strip("\n")
    return f"{body}\n\n{SIGNATURE_MARK}\n{footer}\n" if footer else f"{body}\n"


def html_text(message: Message) -> str:
    """The HTML part, escaped from the same text; only addresses in ``message.links`` become links."""
    paragraphs = "".join(f"<p>{_html(part, message.links)}</p>\n" for part in _paragraphs(message.body))
    footer = "<br>\n".join(_html(part, message.links) for part in _paragraphs(message.footer))
    below = f'<div style="{FOOTER_STYLE}">{SIGNATURE_MARK}<br>\n{footer}</div>\n' if footer else ""
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head>\n'
        f'<body><div style="{STYLE}">\n{paragraphs}{below}</div></body></html>\n'
    )


def text_of(eml: bytes) -> tuple[str, str, str]:
    """Subject, recipient's address and plain text of a stored message; each "" where the message has none."""
    mail = message_from_bytes(eml, policy=policy.default)
    part = mail.get_body(("plain",))
    to = mail["To"]
    return (
        str(mail["Subject"] or ""),
        to.addresses[0].addr_spec if to is not None and to.addresses else "",
        _lines(part.get_content()) if part is not None else "",
    )


def checked_id(message_id: str) -> str:
    """The same Message-ID; raises BadInput where it could break a header or leave a folder."""
    if not MESSAGE_ID.fullmatch(message_id) or ".." in message_id:
        raise BadInput(f"{message_id!r} is no Message-ID.", todo="This is a fault of the program; please report it.")
    return message_id


def checked_line(label: str, text: str) -> str:
    """The same text; raises BadInput where a line break or control character would start another header."""
    if CONTROL.search(text):
        raise BadInput(f"{label} holds a line break or a control character.", todo="Write it on one line.")
    return text


def _check(message: Message) -> None:
    _checked_address("The recipient's e-mail address", message.recipient)
    _checked_address("The sender's e-mail address", message.sender_email)
    checked_line("The sender's name", message.sender_name)
    checked_line("The subject", message.subject)
    for label, text in (("subject", message.subject), ("text", message.body), ("footer", message.footer)):
        if not text.strip():
            raise BadInput(f"The {label} of the message is empty.", todo=f"Write a {label} first.")
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise BadInput(f"The {label} holds half a character.", todo="Type or paste that part again.")


def is_address(text: str) -> bool:
    """Whether mail can be sent to ``text``: ASCII, at most 254 characters (RFC 5321), no empty label."""
    return ADDRESS.fullmatch(text) is not None and len(text) <= 254 and ".." not in text


def _checked_address(label: str, address: str) -> str:
    if not is_address(address):
        raise BadInput(f"{label} {address!r} is not one that mail can be sent to.", todo="Correct the address.")
    return address


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n[ \t]*\n", _lines(text).strip("\n")) if part.strip()]


def _html(text: str, links: tuple[str, ...]) -> str:
    """Escaped text with <br>; a longer address that only starts like an allowed one stays text."""
    allowed = [link for link in links if re.fullmatch(r"https?://\S+", link)]
    escaped = html.escape(text)
    if allowed:
        choice = "|".join(re.escape(html.escape(link)) for link in sorted(allowed, key=len, reverse=True))
        pattern = rf"(?<![\w/:.@-])({choice})(?![\w/?#=%~@:-]|&amp;|[.,]\w)"
        escaped = re.sub(pattern, r'<a href="\1">\1</a>', escaped)
    return escaped.replace("\n", "<br>\n")
