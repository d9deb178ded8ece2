"""The mail server at the other end: it keeps what it has taken, and can have its client killed at one exact word."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from aiosmtpd.smtp import SMTP, Envelope, Session

from agents.email.mime import text_of
from tests.agents.email.servers import serving


class Word(StrEnum):
    """Where in the conversation about one message the client dies."""

    RECIPIENT = "before any text has left"
    LOST = "the text has left, and the server loses it"
    TAKEN = "the server has taken the message, and has not said so"
    ANSWERED = "the server has said so, and nobody has written it down"


class Sink:
    """Every message taken, in order; ``at`` arms it to call ``kill`` at a word of the ``nth`` message from now."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self._word: Word | None = None
        self._nth = 0
        self._kill: Callable[[], None] = lambda: None

    def at(self, word: Word, nth: int, kill: Callable[[], None]) -> None:
        self._word, self._nth, self._kill = word, nth, kill

    def letters(self) -> list[tuple[str, str, str]]:
        """Subject, recipient and plain text of each."""
        return [text_of(content) for content in self.taken]

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self._nth -= 1
        self._die_at(Word.RECIPIENT)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self._die_at(Word.LOST):
            return "451 lost"
        assert isinstance(envelope.content, bytes)
        self.taken.append(envelope.content)
        self._die_at(Word.TAKEN)
        return "250 taken"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self._die_at(Word.ANSWERED)
        return "221 bye"

    def _die_at(self, word: Word) -> bool:
        if self._word is not word or self._nth > 0:
            return False
        self._word = None
        self._kill()
        return True


@contextmanager
def sink() -> Iterator[tuple[Sink, int]]:
    """A real mail server on a free port of loopback; yields what it takes, and the port."""
    one = Sink()
    with serving(one) as port:
        yield one, port
