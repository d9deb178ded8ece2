"""What was sent, what came back, and who must not be written to."""

from dataclasses import dataclass
from datetime import datetime

from storage.records.statuses import Channel, DeliveryStatus, EventKind


@dataclass(frozen=True)
class Delivery:
    id: int
    campaign_id: int
    draft_id: int
    approval_id: int
    channel: Channel
    via: str
    recipient: str
    message_id: str
    status: DeliveryStatus
    due_at: datetime
    sent_at: datetime | None
    provider_id: str
    error: str


@dataclass(frozen=True)
class Event:
    """What came back after a delivery; of a reply also what it wants, the words that say so, and who sorted it."""

    id: int
    delivery_id: int
    kind: EventKind
    provider_event_id: str
    text: str
    simulated: bool
    at: datetime
    answer: str = ""
    answer_words: str = ""
    answer_by: str = ""


@dataclass(frozen=True)
class Suppression:
    id: int
    address: str
    reason: str
    at: datetime
