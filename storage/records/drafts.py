"""Who reads a message, its draft, and a person's word on it."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from storage.records.business import Quote
from storage.records.plain import canonical
from storage.records.statuses import About, Channel, DraftStatus


@dataclass(frozen=True)
class Sentence:
    """One sentence of a draft: what it speaks of, the evidence that carries it, and what is wrong with it.

    ``problem`` is one sentence where something is claimed that nothing supports, "" otherwise.
    """

    text: str
    about: About
    support: tuple[Quote, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Override:
    """A person's word that ``sentence`` may stay in a draft although nothing supports it."""

    draft_id: int
    sentence: str
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True)
class PersonaText:
    """Who reads the message: their role, what they care about, and the quotes that this is grounded in.

    ``portrait`` is a model's sentence or two on them for the person who writes; it is never sent.
    """

    role: str
    cares_about: tuple[str, ...]
    grounds: tuple[str, ...] = ()
    portrait: str = ""


@dataclass(frozen=True)
class Message:
    """Exactly what one person will receive, and by which way out. Its digest is what an approval is bound to.

    ``via`` is "outbox" for a file on this machine, "smtp" for the mail server.
    """

    channel: str
    recipient: str
    sender_name: str
    sender_company: str
    sender_email: str
    subject: str
    body: str
    footer: str
    links: tuple[str, ...] = ()
    planned_at: str = ""
    via: str = ""

    def digest(self) -> str:
        """SHA-256 over every field as canonical JSON, in hex."""
        return hashlib.sha256(canonical(asdict(self)).encode()).hexdigest()


@dataclass(frozen=True)
class Persona:
    id: int
    candidate_id: int
    text: PersonaText
    edited: bool


@dataclass(frozen=True)
class Draft:
    id: int
    campaign_id: int
    candidate_id: int
    channel: Channel
    version: int
    status: DraftStatus
    recipient: str
    subject: str
    body: str
    original_subject: str
    original_body: str
    comment: str
    reason: str
    model: str
    prompt: str
    seed: int
    used: Mapping[str, str]
    created_at: datetime
    task: str = "draft"
    prompt_version: str = ""
    language: str = "en"
    evidence: tuple[Quote, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    model_digest: str = ""

    @property
    def is_edited(self) -> bool:
        return (self.subject, self.body) != (self.original_subject, self.original_body)


@dataclass(frozen=True)
class Approval:
    """A person's word for exactly ``message``, whose digest is ``digest``."""

    id: int
    draft_id: int
    digest: str
    message: Message
    who: str
    at: datetime
    voided_at: datetime | None
