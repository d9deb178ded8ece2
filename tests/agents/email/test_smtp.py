"""SMTP against real servers on loopback: what arrives, and what is known when it breaks."""

from dataclasses import replace
from email import message_from_bytes, policy
from typing import Any

import pytest
import trustme

from agents.email import mime
from agents.email.channel import Trace
from agents.email.smtp import SmtpChannel
from storage.errors import (
    Auth,
    BadConfig,
    BadInput,
    HandpickedError,
    RateLimited,
    Unavailable,
    UnknownOutcome,
)
from storage.records import Message
from tests.agents.email.servers import (
    HANG_UP,
    PASSWORD,
    SILENCE,
    USER,
    ScriptedServer,
    certificates,
    real_server,
    sign_in,
)

ID = mime.new_message_id("1", "ann@heat.example")
MESSAGE = Message(
    "email",
    "hello@linde.example",
    "Ann",
    "Heat",
    "ann@heat.example",
    "Warm",
    "Hello ö.\n\n.\n..dots\nBye",
    "Weg 1\nStop?",
)


def plain(port: int, **more: Any) -> SmtpChannel:
    return SmtpChannel("127.0.0.1", port, security="none", **{"timeout": 10, **more})


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def test_the_server_gets_exactly_the_approved_message_once() -> None:
    with real_server() as (mailbox, port):
        receipt = plain(port).send(MESSAGE, ID)
    (envelope,) = mailbox.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("ann@heat.example", ["hello@linde.example"])
    content = envelope.original_content
    assert content is not None
    assert mime.text_of(content) == ("Warm", "hello@linde.example", mime.plain_text(MESSAGE))
    assert message_from_bytes(content, policy=policy.default)["Message-ID"] == ID
    assert receipt.provider_id == "250 taken as 42"


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_sends_encrypted_and_signed_in(authority: trustme.CA, security: Any) -> None:
    server, client = certificates(authority, "localhost")
    options = {"ssl_context": server} if security == "tls" else {"tls_context": server, "require_starttls": True}
    relaxed = {"auth_require_tls": security == "starttls"}
    with real_server(authenticator=sign_in, auth_required=True, **options, **relaxed) as (mailbox, port):
        channel = SmtpChannel("localhost", port, USER, PASSWORD, security, 10, client)
        channel.check()
        channel.send(MESSAGE, ID)
    assert len(mailbox.taken) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_an_unknown_authority_is_refused(authority: trustme.CA, security: Any) -> None:
    server, _ = certificates(authority, "localhost")
    options = {"ssl_context": server} if security == "tls" else {"tls_context": server}
    with real_server(**options) as (mailbox, port), pytest.raises(BadConfig, match="certificate"):
        SmtpChannel("localhost", port, USER, PASSWORD, security, 10).send(MESSAGE, ID)
    assert mailbox.taken == []


def test_a_certificate_of_another_host_is_refused(authority: trustme.CA) -> None:
    server, client = certificates(authority, "elsewhere.example")
    with real_server(tls_context=server) as (_, port), pytest.raises(BadConfig, match="certificate"):
        SmtpChannel("localhost", port, security="starttls", timeout=10, context=client).check()


def test_without_starttls_on_offer_nothing_is_said_in_the_clear() -> None:
    with ScriptedServer({}) as server, pytest.raises(BadConfig, match="STARTTLS"):
        SmtpChannel("127.0.0.1", server.port, USER, PASSWORD, "starttls", 10).send(MESSAGE, ID)
    assert b"AUTH" not in server.heard and b"MAIL" not in server.heard


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
def test_a_wrong_password_is_named_and_never_shown() -> None:
    channel_options = {"authenticator": sign_in, "auth_required": True, "auth_require_tls": False}
    with real_server(**channel_options) as (mailbox, port), pytest.raises(Auth, match="password") as caught:
        plain(port, username=USER, password="secret-wrong").send(MESSAGE, ID)
    assert "secret-wrong" not in str(caught.value) + repr(caught.value)
    assert mailbox.taken == []


def test_a_server_that_repeats_the_password_is_not_quoted_with_it() -> None:
    answers = {"MAIL": b"451 hello ann your password is secret-right", "EHLO": b"250-hello\r\n250 AUTH PLAIN"}
    answers["AUTH"] = b"235 welcome"
    with ScriptedServer(answers) as server, pytest.raises(RateLimited) as caught:
        plain(server.port, username=USER, password="secret-right").send(MESSAGE, ID)
    assert "secret-right" not in str(caught.value) and "***" in str(caught.value)


def test_the_password_is_not_in_the_repr() -> None:
    assert "pw" not in repr(plain(25, username="u", password="pw"))


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"greeting": HANG_UP}, Unavailable),
        ({"greeting": b"554 go away"}, Unavailable),
        ({"greeting": b"421 busy"}, Unavailable),
        ({"greeting": b"nonsense"}, Unavailable),
        ({"EHLO": HANG_UP}, Unavailable),
        ({"MAIL": HANG_UP}, Unavailable),
        ({"MAIL": b"530 sign in first"}, Auth),
        ({"MAIL": b"550 not your address"}, BadInput),
        ({"RCPT": b"550 no such user"}, BadInput),
        ({"RCPT": b"450 slow down"}, RateLimited),
        ({"RCPT": HANG_UP}, Unavailable),
        ({"DATA": b"421 closing"}, Unavailable),
        ({"DATA": b"554 no"}, BadInput),
        ({"DATA": HANG_UP}, Unavailable),
        ({"content": b"554 looks like spam"}, BadInput),
        ({"content": b"451 greylisted"}, RateLimited),
    ],
)
def test_what_breaks_before_the_text_or_is_refused_is_certainly_not_sent(
    answers: dict[str, bytes], error: type[HandpickedError]
) -> None:
    with ScriptedServer(answers) as server, pytest.raises(error) as caught:
        plain(server.port).send(MESSAGE, ID)
    assert caught.value.kept == "Nothing was sent."
    assert caught.value.todo


@pytest.mark.parametrize("answer", [HANG_UP, b"nonsense", b"354 go on", b"x" * 9000])
def test_no_clear_answer_after_the_text_is_in_doubt(answer: bytes) -> None:
    with ScriptedServer({"content": answer}) as server, pytest.raises(UnknownOutcome, match="under way"):
        plain(server.port).send(MESSAGE, ID)


def test_silence_after_the_text_is_in_doubt() -> None:
    with ScriptedServer({"content": SILENCE}) as server, pytest.raises(UnknownOutcome):
        plain(server.port, timeout=0.3).send(MESSAGE, ID)


def test_silence_before_the_text_is_certainly_not_sent() -> None:
    with ScriptedServer({"RCPT": SILENCE}) as server, pytest.raises(Unavailable):
        plain(server.port, timeout=0.3).send(MESSAGE, ID)


@pytest.mark.parametrize("farewell", [HANG_UP, b"421 whatever", b"nonsense"])
def test_a_bad_farewell_after_the_answer_is_a_success(farewell: bytes) -> None:
    with ScriptedServer({"QUIT": farewell}) as server:
        assert plain(server.port).send(MESSAGE, ID).provider_id == "250 taken"


def test_nobody_listening_is_unavailable() -> None:
    with ScriptedServer({"greeting": HANG_UP}) as server:
        port = server.port
        with pytest.raises(Unavailable):
            plain(port).check()
    with pytest.raises(Unavailable, match=str(port)):
        plain(port).check()


@pytest.mark.parametrize(("recipient", "error"), [("gone@x.example", BadInput), ("full@x.example", RateLimited)])
def test_a_refused_recipient_is_named(recipient: str, error: type[HandpickedError]) -> None:
    with real_server() as (mailbox, port), pytest.raises(error, match=recipient):
        plain(port).send(replace(MESSAGE, recipient=recipient), ID)
    assert mailbox.taken == []


def test_a_message_the_server_calls_spam_is_not_sent() -> None:
    with real_server() as (mailbox, port), pytest.raises(BadInput, match="spam"):
        plain(port).send(replace(MESSAGE, body="spam"), ID)
    assert mailbox.taken == []


@pytest.mark.parametrize("change", [{"channel": "social"}, {"subject": "a\nb"}, {"recipient": "nobody"}])
def test_what_is_no_email_never_reaches_the_server(change: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        plain(9).send(replace(MESSAGE, **change), ID)


def test_check_signs_in_and_sends_nothing() -> None:
    with real_server() as (mailbox, port):
        plain(port).check()
    assert mailbox.taken == []


@pytest.mark.parametrize(
    "settings",
    [
        {"host": ""},
        {"port": 0},
        {"port": 70000},
        {"security": "ssl3"},
        {"host": "mail.example", "security": "none", "username": "u", "password": "p"},
        {"username": "u", "password": "pä"},
    ],
)
def test_settings_that_do_not_go_together_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(BadConfig):
        SmtpChannel(**{"host": "localhost", "port": 25, **settings})


def test_smtp_is_live_and_cannot_tell_of_an_earlier_try() -> None:
    assert SmtpChannel.is_live and plain(25).trace(ID) is Trace.UNKNOWN
