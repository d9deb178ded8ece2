"""The vocabulary: what each noun is, which statuses it has, and how a status moves."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from storage.errors import NotAllowed


def now() -> datetime:
    """The present moment in UTC, with its zone."""
    return datetime.now(UTC)


class Channel(StrEnum):
    EMAIL = "email"
    SOCIAL = "social"


class CampaignStatus(StrEnum):
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"


class RunStatus(StrEnum):
    """Where one run of a campaign's search stands; ``CAPPED`` and ``ENDED`` left something unread."""

    UNDER_WAY = "under way"
    FINISHED = "finished"
    CAPPED = "stopped by a cap"
    ENDED = "ended early"


class ItemState(StrEnum):
    """Whether an item of a run is still to be read, was read, or gave nothing for a cause that may pass."""

    AHEAD = "ahead"
    DONE = "done"
    PASSING = "passing"


class CandidateStatus(StrEnum):
    FOUND = "found"
    OPEN = "to pick"
    SELECTED = "selected"
    REJECTED = "rejected"
    DEFERRED = "deferred"
    HANDED_OVER = "handed over"
    MERGED = "merged"
    """Another candidate of the campaign stands for the same business; this one is shown nowhere."""


class DraftStatus(StrEnum):
    WAITING = "to approve"
    REWRITE = "rewrite asked"
    APPROVED = "approved"
    REJECTED = "rejected"
    REPLACED = "replaced"


class DeliveryStatus(StrEnum):
    QUEUED = "scheduled"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "in doubt"
    CANCELLED = "cancelled"


class JobStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class DownloadStatus(StrEnum):
    WAITING = "waiting"
    RUNNING = "downloading"
    DONE = "installed"
    STOPPED = "stopped"
    FAILED = "failed"


class ExportStatus(StrEnum):
    WAITING = "waiting"
    RUNNING = "being written"
    DONE = "ready"
    STOPPED = "stopped"
    FAILED = "failed"
    EXPIRED = "deleted"


class Subject(StrEnum):
    """What of a candidate a decision changes; only decisions of the same subject stand in each other's way."""

    STATUS = "decision"
    TAG = "tag"
    ASSIGNEE = "assignee"


class About(StrEnum):
    """What a sentence of a draft speaks of."""

    LEAD = "the lead"
    US = "us"
    NEITHER = "neither"


class ProposalState(StrEnum):
    """What became of a pair of leads; a ``COVERED`` one asks what a stronger pair of the same businesses asks."""

    OPEN = "to decide"
    COVERED = "asked with another"
    MERGED = "merged"
    APART = "kept apart"


class EventKind(StrEnum):
    REPLY = "reply"
    BOUNCE = "bounce"
    OPT_OUT = "opt-out"


TRANSITIONS: tuple[tuple[StrEnum, str, StrEnum], ...] = (
    (CampaignStatus.RUNNING, "stop", CampaignStatus.STOPPED),
    (CampaignStatus.RUNNING, "finish", CampaignStatus.DONE),
    (CampaignStatus.STOPPED, "resume", CampaignStatus.RUNNING),
    (CampaignStatus.STOPPED, "finish", CampaignStatus.DONE),
    (CampaignStatus.DONE, "resume", CampaignStatus.RUNNING),
    (RunStatus.UNDER_WAY, "finish", RunStatus.FINISHED),
    (RunStatus.UNDER_WAY, "cap", RunStatus.CAPPED),
    (RunStatus.UNDER_WAY, "end", RunStatus.ENDED),
    (RunStatus.CAPPED, "go on", RunStatus.UNDER_WAY),
    (RunStatus.ENDED, "go on", RunStatus.UNDER_WAY),
    (RunStatus.FINISHED, "go on", RunStatus.UNDER_WAY),
    (CandidateStatus.FOUND, "score", CandidateStatus.OPEN),
    (CandidateStatus.OPEN, "select", CandidateStatus.SELECTED),
    (CandidateStatus.OPEN, "reject", CandidateStatus.REJECTED),
    (CandidateStatus.OPEN, "defer", CandidateStatus.DEFERRED),
    (CandidateStatus.SELECTED, "reject", CandidateStatus.REJECTED),
    (CandidateStatus.SELECTED, "defer", CandidateStatus.DEFERRED),
    (CandidateStatus.SELECTED, "reopen", CandidateStatus.OPEN),
    (CandidateStatus.SELECTED, "hand over", CandidateStatus.HANDED_OVER),
    (CandidateStatus.REJECTED, "select", CandidateStatus.SELECTED),
    (CandidateStatus.REJECTED, "defer", CandidateStatus.DEFERRED),
    (CandidateStatus.REJECTED, "reopen", CandidateStatus.OPEN),
    (CandidateStatus.DEFERRED, "select", CandidateStatus.SELECTED),
    (CandidateStatus.DEFERRED, "reject", CandidateStatus.REJECTED),
    (CandidateStatus.DEFERRED, "reopen", CandidateStatus.OPEN),
    (CandidateStatus.FOUND, "merge", CandidateStatus.MERGED),
    (CandidateStatus.OPEN, "merge", CandidateStatus.MERGED),
    (CandidateStatus.SELECTED, "merge", CandidateStatus.MERGED),
    (CandidateStatus.REJECTED, "merge", CandidateStatus.MERGED),
    (CandidateStatus.DEFERRED, "merge", CandidateStatus.MERGED),
    (CandidateStatus.HANDED_OVER, "merge", CandidateStatus.MERGED),
    (DraftStatus.WAITING, "approve", DraftStatus.APPROVED),
    (DraftStatus.WAITING, "reject", DraftStatus.REJECTED),
    (DraftStatus.WAITING, "ask rewrite", DraftStatus.REWRITE),
    (DraftStatus.REWRITE, "replace", DraftStatus.REPLACED),
    (DraftStatus.APPROVED, "reopen", DraftStatus.WAITING),
    (DraftStatus.REJECTED, "reopen", DraftStatus.WAITING),
    (DraftStatus.REWRITE, "reopen", DraftStatus.WAITING),
    (DeliveryStatus.QUEUED, "claim", DeliveryStatus.SENDING),
    (DeliveryStatus.QUEUED, "cancel", DeliveryStatus.CANCELLED),
    (DeliveryStatus.SENDING, "succeed", DeliveryStatus.SENT),
    (DeliveryStatus.SENDING, "fail", DeliveryStatus.FAILED),
    (DeliveryStatus.SENDING, "lose", DeliveryStatus.UNKNOWN),
    (DeliveryStatus.SENDING, "requeue", DeliveryStatus.QUEUED),
    (DeliveryStatus.FAILED, "requeue", DeliveryStatus.QUEUED),
    (DeliveryStatus.FAILED, "cancel", DeliveryStatus.CANCELLED),
    (DeliveryStatus.UNKNOWN, "succeed", DeliveryStatus.SENT),
    (DeliveryStatus.UNKNOWN, "fail", DeliveryStatus.FAILED),
    (JobStatus.QUEUED, "claim", JobStatus.RUNNING),
    (JobStatus.QUEUED, "stop", JobStatus.STOPPED),
    (JobStatus.RUNNING, "finish", JobStatus.DONE),
    (JobStatus.RUNNING, "stop", JobStatus.STOPPED),
    (JobStatus.RUNNING, "fail", JobStatus.FAILED),
    (JobStatus.RUNNING, "expire", JobStatus.QUEUED),
    (DownloadStatus.WAITING, "claim", DownloadStatus.RUNNING),
    (DownloadStatus.WAITING, "stop", DownloadStatus.STOPPED),
    (DownloadStatus.RUNNING, "finish", DownloadStatus.DONE),
    (DownloadStatus.RUNNING, "stop", DownloadStatus.STOPPED),
    (DownloadStatus.RUNNING, "fail", DownloadStatus.FAILED),
    (DownloadStatus.RUNNING, "claim", DownloadStatus.RUNNING),
    (DownloadStatus.STOPPED, "ask", DownloadStatus.WAITING),
    (DownloadStatus.FAILED, "ask", DownloadStatus.WAITING),
    (DownloadStatus.DONE, "ask", DownloadStatus.WAITING),
    (ExportStatus.WAITING, "claim", ExportStatus.RUNNING),
    (ExportStatus.WAITING, "stop", ExportStatus.STOPPED),
    (ExportStatus.RUNNING, "claim", ExportStatus.RUNNING),
    (ExportStatus.RUNNING, "finish", ExportStatus.DONE),
    (ExportStatus.RUNNING, "stop", ExportStatus.STOPPED),
    (ExportStatus.RUNNING, "fail", ExportStatus.FAILED),
    (ExportStatus.RUNNING, "put back", ExportStatus.WAITING),
    (ExportStatus.DONE, "expire", ExportStatus.EXPIRED),
)
# The kind is part of the key: "rejected" is a status of candidates and of drafts, and equal texts are equal keys.
_AFTER = {(type(status), status, event): after for status, event, after in TRANSITIONS}


def move(status: StrEnum, event: str) -> StrEnum:
    """The status after ``event``; raises NotAllowed where the table has no such row."""
    try:
        return _AFTER[(type(status), status, event)]
    except KeyError:
        raise NotAllowed(f"Cannot {event} what is {status}.", todo="Reload to see its present state.") from None


def moves(kind: type[StrEnum], event: str) -> frozenset[StrEnum]:
    """Every status of a kind from which ``event`` is allowed."""
    return frozenset(status for status, name, _ in TRANSITIONS if name == event and type(status) is kind)


class Known(StrEnum):
    """What an import does with a business that was known before."""

    FILL = "fill the gaps"
    OVERWRITE = "overwrite"
    SKIP = "skip"
    CREATE = "create all"


class RowKind(StrEnum):
    """Why a row of an imported list gave no lead of its own, or gave one without all of its fields."""

    FAILED = "failed"
    DUPLICATE = "twice in the list"
    SKIPPED = "known before, skipped"
    OTHER_SECTOR = "of another sector"
    PARTLY = "a field left out"


def outcome(kind: type[StrEnum], event: str) -> StrEnum:
    """What ``event`` makes of every status that it is allowed from. Raises NotAllowed where it is no event of these."""
    found = {after for status, name, after in TRANSITIONS if name == event and type(status) is kind}
    if len(found) != 1:
        raise NotAllowed(f"Nothing can be decided by {event!r}.", todo="Reload the page.")
    return found.pop()


REJECT_REASONS = (
    "not our customer",
    "right company, wrong time",
    "no way to reach them",
    "already in touch",
    "bad data",
    "other",
)
TONES = ("friendly", "formal", "direct", "enthusiastic", "playful", "modest")
LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español"}
"""Languages that drafts can be asked for in, by ISO 639-1 code, each in its own name."""


@dataclass(frozen=True)
class Business:
    """What a source says of one business.

    ``key`` is the same for the same business in every source and run (see ``agents.discovery.source.business_key``).
    ``rating`` is 0 to 5; ``lat`` and ``lon`` are WGS 84 degrees; ``details`` are short phrases about what
    is special ("outdoor seating"); an unknown text is "", an unknown number None. ``phone_e164`` is the phone number in
    the form +498912345, ``phone_national`` as people of the country write it; ``email_kind`` says whose mailbox the
    address is (see ``agents.discovery.mailboxes``); ``booking``, ``shop`` and ``site_builder`` name the systems that
    its web site runs on, ``languages`` those that it speaks (ISO 639-1), ``social`` the addresses of its profiles.
    """

    key: str
    name: str
    sector: str = "other"
    description: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    email: str = ""
    phone: str = ""
    website: str = ""
    opening_hours: str = ""
    rating: float | None = None
    reviews: int | None = None
    details: tuple[str, ...] = ()
    phone_e164: str = ""
    phone_national: str = ""
    email_kind: str = ""
    booking: str = ""
    shop: str = ""
    site_builder: str = ""
    languages: tuple[str, ...] = ()
    social: tuple[str, ...] = ()

    def address(self) -> str:
        """Street, postcode and city on one line."""
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.city}".strip()) if part)


@dataclass(frozen=True)
class Quote:
    """Where a fact was read: which field of the business, the quoted text, and the page or file it stands in."""

    field: str
    text: str
    url: str


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
class Factor:
    """One part of a score: its value from 0 to 1, the share of the total it may give, and why in words."""

    name: str
    value: float
    weight: float
    why: str


@dataclass(frozen=True)
class TrendPoint:
    """One measured value of a topic at a place on a day (0 to 100, relative interest), and who says so."""

    topic: str
    place: str
    day: date
    value: float
    source: str


@dataclass(frozen=True)
class Trend:
    """What the points say today: weighted level 0 to 100, relative change (+0.2 is a fifth up), newest point's day."""

    topic: str
    place: str
    level: float
    change: float
    day: date
    source: str

    @property
    def is_local(self) -> bool:
        """Whether it was measured at the place itself, and not among all readers of an encyclopaedia."""
        return not self.place.endswith(" Wikipedia")

    @property
    def where(self) -> str:
        """The place with its preposition: "in Munich", "on German Wikipedia"."""
        return f"{'in' if self.is_local else 'on'} {self.place}"


@dataclass(frozen=True)
class TrendAsk:
    """When sources were last asked about a topic and place, where and by whom the points were measured that they gave.

    ``asked`` names the sources; ``measured_at`` and ``source`` are "" where none knew anything. ``problem`` says why
    there was no answer; then the two are those of the last one.
    """

    topic: str
    place: str
    asked: str
    measured_at: str
    source: str
    problem: str
    at: datetime


@dataclass(frozen=True)
class OwnSeries:
    """Points that a person gave for one topic and place: how many, and their first and newest day."""

    source: str
    topic: str
    place: str
    points: int
    first: date
    newest: date


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
class Sender:
    """Who writes. ``missing`` names what still has to be filled in before anything can be approved."""

    name: str = ""
    company: str = ""
    email: str = ""
    postal_address: str = ""

    def missing(self) -> list[str]:
        labels = {
            "name": "name",
            "company": "company",
            "email": "e-mail address",
            "postal_address": "postal address",
        }
        return [label for key, label in labels.items() if not getattr(self, key).strip()]


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


# Made once: an encoder made anew at each call takes longer than most of what it encodes.
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def canonical(value: Any) -> str:
    """JSON with sorted keys, no spaces, and ISO dates: equal values give equal text."""
    return _CANONICAL.encode(value) if value != [] else "[]"


@dataclass(frozen=True)
class ListOptions:
    """How an imported list is read, and what it may do.

    An empty ``encoding``, ``delimiter`` or ``sheet`` is guessed. ``sector`` (a slug) is that of rows that give none,
    ``country`` (ISO 3166-1, two letters) where phone numbers without a country code are dialled.
    """

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    known: Known = Known.FILL
    sector: str = ""
    country: str = ""


@dataclass(frozen=True)
class Brief:
    """What a campaign is about, as the person typed it.

    ``sectors`` are slugs, none for every sector; ``radius_km`` is measured from the middle of the place, 0 keeps to its
    own outline. The search stops after ``limit`` businesses, ``max_pages`` pages or ``max_minutes``, and runs again
    every ``every_days`` days, 0 never. ``directories`` are ids of recipes that are read too, ``websites`` addresses.
    ``area`` is what the place was understood as (see ``agents.discovery.places``), "" until it was looked up.
    ``source`` is "demo", "osm", "web" (directories and web sites alone) or "file"; for a file, ``file`` is its name
    among the imports, ``columns`` says which of its columns holds which field of a business, as (field, column)
    pairs, and ``options`` how it is read.
    """

    name: str
    place: str
    sectors: tuple[str, ...]
    offer: str
    ideal_customer: str
    tone: str = "friendly"
    language: str = "en"
    source: str = "osm"
    max_pages: int = 1000
    limit: int = 500
    channels: tuple[str, ...] = (Channel.EMAIL, Channel.SOCIAL)
    is_demo: bool = False
    file: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    radius_km: float = 0.0
    max_minutes: int = 240
    every_days: int = 0
    directories: tuple[int, ...] = ()
    websites: tuple[str, ...] = ()
    options: ListOptions = ListOptions()
    area: str = ""


@dataclass(frozen=True)
class Recipe:
    """How the pages of one directory site are read. Selectors are CSS, of an attribute with ``@name`` behind it.

    ``start_url`` is a list; ``{place}`` and ``{sector}`` in it stand for what is looked for. ``sectors`` are pairs of a
    slug and what stands for it in the address; ``sector`` is that of every entry where the address names none.
    ``entry`` selects the links to entries, ``next`` the link to the list's next page, ``fields`` are pairs of a field
    of ``Business`` and where it stands in an entry's page. What a recipe leaves empty is guessed from each page.
    """

    id: int
    name: str
    start_url: str
    entry: str = ""
    next: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    sector: str = ""
    sectors: tuple[tuple[str, str], ...] = ()
    is_on: bool = True


@dataclass(frozen=True)
class Campaign:
    id: int
    brief: Brief
    status: CampaignStatus
    stage: str
    created_at: datetime


@dataclass(frozen=True)
class SearchRun:
    """One run of a campaign's search, ``number`` 1 the first.

    ``cap`` names the field of the brief that stopped it, "" where none did; ``seconds`` are those spent searching,
    over all starts, ``pages`` those fetched. Of the businesses ``found``, ``new`` were not in the campaign before;
    ``duplicates`` came up more than once. ``gone`` are those of earlier runs that this one did not find again, None
    where that cannot be said. ``figures`` are what the source counted.
    """

    id: int
    campaign_id: int
    number: int
    status: RunStatus
    cap: str
    is_scheduled: bool
    started_at: datetime
    finished_at: datetime | None
    seconds: float
    pages: int
    found: int
    new: int
    duplicates: int
    gone: int | None
    figures: Mapping[str, int] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """How many of the businesses found the campaign had before."""
        return self.found - self.new

    @property
    def given(self) -> int:
        """How many businesses the source gave, each as often as it came up."""
        return self.found + self.duplicates


@dataclass(frozen=True)
class RunItem:
    """Something that a run has to read; ``problem`` says why it gave nothing, "" otherwise."""

    name: str
    kind: str
    note: str
    state: ItemState
    problem: str = ""


@dataclass(frozen=True)
class RunVisit:
    """An address that a run came to: what became of it, why where it was not read, how many bytes came."""

    url: str
    outcome: str
    why: str
    size: int
    at: datetime


@dataclass(frozen=True)
class Lead:
    id: int
    business: Business
    source: str
    found_at: datetime


@dataclass(frozen=True)
class Evidence:
    id: int
    lead_id: int
    quote: Quote
    source: str
    found_at: datetime


@dataclass(frozen=True)
class Proposal:
    """A pair of leads that are or may be one business: ``score`` orders pairs from 0 to 1, ``reasons`` are phrases."""

    id: int
    first_id: int
    second_id: int
    is_sure: bool
    score: float
    reasons: tuple[str, ...]
    state: ProposalState
    who: str
    at: datetime


@dataclass(frozen=True)
class Merge:
    """A lead that went into another; ``before`` is what has to be put back to undo it."""

    id: int
    kept_id: int
    gone_id: int
    why: str
    who: str
    at: datetime
    before: Mapping[str, Any]
    undone_by: str
    undone_at: datetime | None


@dataclass(frozen=True)
class Candidate:
    id: int
    campaign_id: int
    lead: Lead
    status: CandidateStatus
    score: float | None
    factors: tuple[Factor, ...]
    trend: Trend | None
    reason: str
    note: str
    decided_by: str
    decided_at: datetime | None
    deferred_until: date | None
    assignee: str = ""


@dataclass(frozen=True)
class Change:
    """What a list changed on a lead that was known before: each fact as it was, and as it is since."""

    lead_id: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True)
class Upload:
    """A list that was uploaded and is kept as ``file``, and what was chosen for it so far.

    ``mapping`` gives the column of each field. ``preview`` is what was read of it (see ``graph.uploads``), ``check``
    what reading all of its rows gave with these choices, empty before that.
    """

    id: int
    file: str
    name: str
    size: int
    at: datetime
    mapping: Mapping[str, str]
    options: ListOptions
    preview: Mapping[str, Any]
    check: Mapping[str, Any]

    @property
    def rows(self) -> int:
        return int(self.preview.get("rows", 0))

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.preview.get("columns", ()))


@dataclass(frozen=True)
class ImportState:
    """How far the import of a campaign's list is: its rows read so far and what became of them, by name."""

    campaign_id: int
    done: int
    figures: Mapping[str, int]
    started_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None


@dataclass(frozen=True)
class RowNote:
    """What is to be said of one row of an imported list, by the number that its own program shows."""

    row: int
    kind: RowKind
    reason: str


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


@dataclass(frozen=True)
class Progress:
    """How far a stage is: items done of a total (0 when unknown), and what was last done in words."""

    stage: str = ""
    done: int = 0
    total: int = 0
    message: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    id: int
    campaign_id: int
    status: JobStatus
    progress: Progress
    owner: str
    lease_until: datetime | None
    stop_asked: bool
    error: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Download:
    """A model of the catalogue on its way here; ``done`` and ``total`` are bytes."""

    model: str
    status: DownloadStatus
    done: int
    total: int
    error: str
    stop_asked: bool
    updated_at: datetime


@dataclass(frozen=True)
class Decision:
    """What a person decided on one or many candidates of a campaign, or took back.

    ``value`` is the tag or the person assigned, ``where`` the filter in words, "" where single leads were ticked;
    ``moved`` candidates were changed, ``left`` were not, since they were so already or their state did not allow it.
    ``undoes`` is the decision that this one took back, and ``undone`` how many of this one were taken back so far.
    ``entry`` is its entry in the audit trail.
    """

    id: int
    campaign_id: int
    subject: Subject
    verb: str
    value: str
    who: str
    at: datetime
    reason: str = ""
    note: str = ""
    until: date | None = None
    where: str = ""
    moved: int = 0
    left: int = 0
    undoes: int | None = None
    undone: int = 0
    entry: int = 0


@dataclass(frozen=True)
class SavedView:
    """A filter with its order, as text for an address, and the columns shown, under a name; the same in all campaigns.

    ``problem`` says why the filter cannot be used any more, "" where it can.
    """

    id: int
    name: str
    filter: str
    columns: tuple[str, ...]
    who: str
    at: datetime
    problem: str = ""


@dataclass(frozen=True)
class Export:
    """A file of leads that is being written or is there; ``done`` and ``total`` are leads, ``size`` is in bytes.

    ``token`` is the unguessable part of its address, ``name`` what the file is called when it is downloaded.
    """

    id: int
    token: str
    campaign_id: int
    filter: str
    columns: tuple[str, ...]
    format: str
    name: str
    status: ExportStatus
    done: int
    total: int
    size: int
    error: str
    who: str
    stop_asked: bool
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class ModelCall:
    """One call of a hosted model; ``micros``: millionths of a US dollar, the most it may cost until settled."""

    id: int
    campaign_id: int | None
    task: str
    model: str
    is_settled: bool
    prompt_tokens: int
    tokens: int
    micros: int
    at: datetime


@dataclass(frozen=True)
class AuditEntry:
    id: int
    at: datetime
    actor: str
    action: str
    noun: str
    noun_ids: tuple[int, ...]
    detail: Mapping[str, Any] = field(default_factory=dict)
    previous: str = ""
    digest: str = ""


def dollars(micros: int) -> str:
    """Millionths of a US dollar for a person to read; below one cent with the digits that matter."""
    return f"${micros / 1_000_000:.{2 if micros >= 10_000 or not micros else 4}f}"
