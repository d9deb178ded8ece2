"""SMTP: sends one e-mail through the person's own mail server, and says exactly what is known when that fails."""

import re
import smtplib
import ssl
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from ipaddress import ip_address
from typing import Literal

from agents.email import mime
from agents.email.channel import Receipt, Trace
from storage.errors import Auth, BadConfig, BadInput, HandpickedError, RateLimited, Unavailable, UnknownOutcome
from storage.records import Channel, Message, now

Security = Literal["starttls", "tls", "none"]
SECURITIES = ("starttls", "tls", "none")
OUR_NAME = "[127.0.0.1]"
NOT_SENT = "Nothing was sent."


class SmtpChannel:
    """One connection a message, with TLS certificate checks.

    Args:
        security: "starttls" (usually port 587), "tls" (usually 465), or "none"; the last is refused with a password
            unless the server is this machine.
        timeout: seconds that any one answer of the server may take.
        context: certificates to trust; the system's by default.

    Raises BadConfig where these settings do not go together.
    """

    name = "smtp"
    is_live = True

    def __init__(
        self,
        host: str,
        port: int,
        username: str = "",
        password: str = "",
        security: Security = "starttls",
        timeout: float = 60,
        context: ssl.SSLContext | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.host, self.port, self.username, self.security, self.timeout = (
            host.strip(),
            port,
            username,
            security,
            timeout,
        )
        self._password, self._context, self._clock = password, context, clock
        self._check_settings()

    def __repr__(self) -> str:
        return f"SmtpChannel({self.host!r}, {self.port}, security={self.security!r})"

    def send(self, message: Message, message_id: str) -> Receipt:
        """Send once; the receipt is the server's answer.

        Raises:
            BadInput, BadConfig, Auth, RateLimited, Unavailable: it was certainly not sent.
            UnknownOutcome: the connection broke after the text began to leave.
        """
        if message.channel == Channel.SOCIAL:
            raise BadInput("A social post cannot go out by e-mail.", kept=NOT_SENT, todo="Choose the outbox for posts.")
        content = bytes(mime.build(message, message_id, self._clock()))
        with self._session() as client:
            with self._certainly_not_sent():
                self._open_envelope(client, message)
            return Receipt(self._transfer(client, content))

    def trace(self, message_id: str) -> Trace:
        """Always UNKNOWN: SMTP cannot be asked about an earlier message."""
        mime.checked_id(message_id)
        return Trace.UNKNOWN

    def check(self) -> None:
        """Connect and sign in without sending. Raises BadConfig, Auth, RateLimited or Unavailable."""
        with self._session() as client, self._certainly_not_sent():
            client.noop()

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        with self._certainly_not_sent():
            client = self._connected()
        try:
            with self._certainly_not_sent():
                self._prepare(client)
            yield client
            # Whatever the farewell brings, the server's answer to the message is already known.
            with suppress(smtplib.SMTPException, OSError):
                client.quit()
        finally:
            client.close()

    def _connected(self) -> smtplib.SMTP:
        if self.security == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, OUR_NAME, timeout=self.timeout, context=self._tls())
        return smtplib.SMTP(self.host, self.port, OUR_NAME, timeout=self.timeout)

    def _prepare(self, client: smtplib.SMTP) -> None:
        client.ehlo_or_helo_if_needed()
        if self.security == "starttls":
            client.starttls(context=self._tls())
            client.ehlo_or_helo_if_needed()
        if self.username:
            client.login(self.username, self._password)

    def _open_envelope(self, client: smtplib.SMTP, message: Message) -> None:
        self._expect(client.mail(message.sender_email), f"the sender {message.sender_email}")
        self._expect(client.rcpt(message.recipient), f"the recipient {message.recipient}")
        self._expect(client.docmd("DATA"), "the message", good=(354,))

    def _transfer(self, client: smtplib.SMTP, content: bytes) -> str:
        """From the first byte of the text on, only an answer from the server tells what became of it."""
        stuffed = re.sub(rb"(?m)^\.", b"..", content)
        try:
            client.send(stuffed.rstrip(b"\r\n") + b"\r\n.\r\n")
            code, text = client.getreply()
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise self._in_doubt(self._safe(str(error))) from None
        if not (200 <= code < 300 or 400 <= code < 600):
            raise self._in_doubt(self._safe(text.decode(errors="replace")))
        self._expect((code, text), "the message", good=range(200, 300))
        return self._safe(f"{code} {text.decode(errors='replace')}")

    def _in_doubt(self, reason: str) -> UnknownOutcome:
        return UnknownOutcome(
            f"The connection to {self.host} broke while the message was under way ({reason or 'no answer'}).",
            kept="It may or may not have arrived; it will not be sent again by itself.",
            todo="Look into the server's sent mail, then mark it as sent or failed.",
        )

    def _expect(self, reply: tuple[int, bytes], what: str, good: Container[int] = (220, 250, 251)) -> None:
        code, text = reply
        if code not in good:
            raise self._refusal(code, text, what)

    def _refusal(self, code: int, text: bytes, what: str) -> HandpickedError:
        words = self._safe(text.decode(errors="replace"))
        sentence = f"{self.host} refused {what}: {code} {words}".rstrip(". ") + "."
        if code in (530, 534, 535, 538):
            return Auth(sentence, kept=NOT_SENT, todo="Check the user name and password in the settings.")
        if code == 421 or not 400 <= code < 600:
            return Unavailable(sentence, kept=NOT_SENT, todo="Try again later.")
        if code < 500:
            return RateLimited(sentence, kept=NOT_SENT, todo="Wait some minutes, then try again.")
        return BadInput(sentence, kept=NOT_SENT, todo="Correct what the server names, or leave this lead out.")

    @contextmanager
    def _certainly_not_sent(self) -> Iterator[None]:
        """Translate what breaks before any text of a message has left."""
        where = f"{self.host}:{self.port}"
        try:
            yield
        except smtplib.SMTPAuthenticationError as error:
            raise self._login_refused(error.smtp_code) from None
        except smtplib.SMTPNotSupportedError as error:
            todo = "Choose another kind of encryption or sign-in in the settings."
            raise BadConfig(
                f"{where} does not offer what the settings ask for: {error}", kept=NOT_SENT, todo=todo
            ) from None
        except ssl.SSLCertVerificationError as error:
            sentence = f"The certificate of {where} cannot be trusted: {error.verify_message}."
            raise BadConfig(sentence, kept=NOT_SENT, todo="Check the server's name and port in the settings.") from None
        except smtplib.SMTPResponseException as error:
            raise self._turned_away(error.smtp_code) from None
        except (smtplib.SMTPException, OSError, ValueError) as error:
            sentence = f"The mail server {where} did not answer as expected: {self._safe(str(error))}."
            raise Unavailable(sentence, kept=NOT_SENT, todo="Check the connection and try again.") from None

    def _turned_away(self, code: int) -> HandpickedError:
        kind = RateLimited if 400 <= code < 500 and code != 421 else Unavailable
        return kind(f"{self.host} does not take our connection ({code}).", kept=NOT_SENT, todo="Try again later.")

    def _login_refused(self, code: int) -> HandpickedError:
        if 400 <= code < 500:
            return RateLimited(
                f"{self.host} takes no sign-in at the moment ({code}).", kept=NOT_SENT, todo="Try later."
            )
        return Auth(
            f"{self.host} refused the user name or password ({code}).",
            kept=NOT_SENT,
            todo="Correct them in the settings.",
        )

    def _tls(self) -> ssl.SSLContext:
        return self._context or ssl.create_default_context()

    def _safe(self, words: str) -> str:
        """At most 200 letters of what the server said, on one line and without the password."""
        hidden = words.replace(self._password, "***") if self._password else words
        return " ".join(hidden.split())[:200]

    def _check_settings(self) -> None:
        if not self.host or not 0 < self.port < 65536:
            raise BadConfig("The mail server needs a name and a port from 1 to 65535.", todo="Correct the settings.")
        if self.security not in SECURITIES:
            raise BadConfig(
                f"{self.security!r} is no kind of encryption.", todo=f"Choose one of {', '.join(SECURITIES)}."
            )
        if not (self.username + self._password).isascii():
            raise BadConfig("User name and password must be plain ASCII for SMTP.", todo="Set an app password there.")
        if self._password and self.security == "none" and not _is_this_machine(self.host):
            raise BadConfig(
                f"The password would go to {self.host} readable by anyone on the way.", todo="Choose starttls or tls."
            )


def _is_this_machine(host: str) -> bool:
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
