"""What a channel is: it sends one message, once, and says what it knows of an earlier attempt."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from storage.records import Message


class Trace(StrEnum):
    """What a channel can tell of a message whose sending was cut off."""

    SENT = "sent"
    NOT_SENT = "not sent"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Receipt:
    """Proof that the channel took the message: the provider's id, or the path of the file."""

    provider_id: str


class Channel(Protocol):
    """A way out. ``is_live`` is true where a message reaches somebody outside this machine."""

    name: str
    is_live: bool

    def send(self, message: Message, message_id: str) -> Receipt:
        """Send once.

        Raises:
            BadInput, BadConfig, Auth, RateLimited, Unavailable, StorageFailed: it was certainly not sent.
            UnknownOutcome: it may have been sent.
        """

    def trace(self, message_id: str) -> Trace:
        """What became of a message whose attempt was cut off."""

    def check(self) -> None:
        """Try the way out without sending anything. Raises what ``send`` would raise before sending."""
