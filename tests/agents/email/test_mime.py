"""Messages as MIME: what the reader and the mail server get."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Literal

import pytest

from agents.email import mime
from storage.errors import BadInput
from storage.records import Message

AT = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
ID = mime.new_message_id("delivery 7", "ann@heat.example")
MESSAGE = Message(
    channel="email",
    recipient="hello@linde.example",
    sender_name="Änn Bell",
    sender_company="Heat & Co",
    sender_email="ann@heat.example",
    subject="Warm guests at Linde – until October",
    body="Dear Linde,\n\nyour terrace is <lovely> & green.\nSee https://heat.example/a?b=1&c=2.\n\n.\nAnn",
    footer="Heat & Co, Weg 1, 80331 München\nReply “stop” and we never write again.",
    links=("https://heat.example/a?b=1&c=2",),
)


def parsed(message: Message = MESSAGE) -> EmailMessage:
    return message_from_bytes(bytes(mime.build(message, ID, AT)), policy=policy.default)


def part_of(message: Message, kind: Literal["plain", "html"]) -> str:
    part = parsed(message).get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_headers_say_who_to_whom_when_and_with_our_id() -> None:
    mail = parsed()
    assert mail["From"].addresses[0].display_name == "Änn Bell"
    assert mail["From"].addresses[0].addr_spec == "ann@heat.example"
    assert mail["To"] == "hello@linde.example"
    assert mail["Subject"] == MESSAGE.subject
    assert mail["Date"].datetime == AT
    assert mail["Message-ID"] == ID
    assert mail["List-Unsubscribe"] == "<mailto:ann@heat.example?subject=unsubscribe>"


def test_the_plain_part_is_the_body_and_the_footer_letter_by_letter() -> None:
    subject, recipient, plain = mime.text_of(bytes(mime.build(MESSAGE, ID, AT)))
    assert (subject, recipient) == (MESSAGE.subject, MESSAGE.recipient)
    assert plain == f"{MESSAGE.body}\n\n-- \n{MESSAGE.footer}\n" == mime.plain_text(MESSAGE)


def test_both_parts_carry_the_postal_address_and_the_way_out() -> None:
    for content in (part_of(MESSAGE, "plain"), part_of(MESSAGE, "html")):
        assert "80331 München" in content and "never write again" in content


def test_the_html_part_is_escaped() -> None:
    assert "is &lt;lovely&gt; &amp; green.<br>" in part_of(MESSAGE, "html")


def test_only_allowed_addresses_become_links() -> None:
    body = "https://heat.example/ok. https://evil.example/ https://heat.example/ok/more https://heat.example/ok.exe"
    page = part_of(replace(MESSAGE, body=body, links=("https://heat.example/ok",)), "html")
    assert page.count("<a ") == 1
    assert '<a href="https://heat.example/ok">https://heat.example/ok</a>. https://evil' in page


@pytest.mark.parametrize("link", ["javascript:alert(1)", 'https://x.example/"onload="y', "data:text/html,x"])
def test_a_link_can_neither_run_script_nor_leave_its_attribute(link: str) -> None:
    page = part_of(replace(MESSAGE, body=f"see {link}", links=(link,)), "html")
    assert 'href="javascript' not in page and 'href="data' not in page and '"onload' not in page


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert bytes(mime.build(MESSAGE, ID, AT)) == bytes(mime.build(MESSAGE, ID, AT))


def test_every_line_is_short_seven_bit_text() -> None:
    content = bytes(mime.build(replace(MESSAGE, body="ö" * 5000 + "x" * 5000), ID, AT))
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Hi\nBcc: all@x.example"},
        {"subject": "Hi\r\nBcc: all@x.example"},
        {"subject": "Hi\u2028there"},
        {"sender_name": "Ann\nBcc: all@x.example"},
        {"recipient": "a@x.example\nBcc: all@x.example"},
        {"recipient": "a@x.example, b@x.example"},
        {"recipient": "Ann <a@x.example>"},
        {"recipient": ""},
        {"recipient": "info@"},
        {"recipient": "a..b@x.example"},
        {"sender_email": "ann@heat.example\r\nX: y"},
        {"subject": " "},
        {"body": "\n \n"},
        {"footer": ""},
        {"body": "half \ud83d"},
    ],
)
def test_what_would_break_a_message_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        mime.build(replace(MESSAGE, **change), ID, AT)


@pytest.mark.parametrize("message_id", ["", "plain", "<a@b>\r\nX: y", "<../../a@b>", "<a b@c>", "<a@..>"])
def test_a_malformed_message_id_is_refused(message_id: str) -> None:
    with pytest.raises(BadInput):
        mime.build(MESSAGE, message_id, AT)


def test_a_delivery_keeps_its_message_id_and_another_gets_another() -> None:
    assert mime.new_message_id("delivery 7", "ann@heat.example") == ID
    assert mime.new_message_id("delivery 8", "ann@heat.example") != ID
    assert ID.endswith("@heat.example>")


def test_names_with_commas_and_quotes_stay_one_sender() -> None:
    sender = parsed(replace(MESSAGE, sender_name='Bell, "Ann" <x@y.example>'))["From"]
    assert [address.addr_spec for address in sender.addresses] == ["ann@heat.example"]


def test_line_ends_of_any_system_read_the_same() -> None:
    mixed = replace(MESSAGE, body="one\r\ntwo\rthree\n")
    assert mime.text_of(bytes(mime.build(mixed, ID, AT)))[2].startswith("one\ntwo\nthree\n\n-- \n")
