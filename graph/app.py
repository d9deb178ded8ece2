"""The application: its settings, its database, and the parts that do the work, real or fake."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Engine

from agents.discovery.source import Source
from agents.email.channel import Channel
from agents.trends.preference import Preferred
from graph.settings import Settings
from graph.shelf import Shelf
from models.embeddings.base import Embedder
from storage.records import Brief, EventKind
from storage.unit_of_work import UnitOfWork


class Reaction(Protocol):
    """What came back after one message."""

    @property
    def kind(self) -> EventKind: ...
    @property
    def text(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def provider_event_id(self) -> str: ...


class Inbox(Protocol):
    """Where reactions to the demo's messages come from."""

    def __call__(self, message_id: str, recipient: str, company: str, sent_at: datetime) -> Sequence[Reaction]: ...


class Demo(Protocol):
    """The made-up town's sites, served on this machine while they are needed."""

    @property
    def url(self) -> str: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...


@dataclass(frozen=True)
class App:
    """Everything a use case needs. ``bootstrap.open_app`` makes one; tests make one with fakes."""

    settings: Settings
    engine: Engine
    sources: Mapping[str, Callable[[Brief], Source]]
    embedder: Embedder
    shelf: Shelf
    trend_sources: Callable[[Brief], Preferred]
    channel: Callable[["App", str], Channel]
    inbox: Inbox
    demo: Demo

    def read(self) -> UnitOfWork:
        """A transaction that only reads."""
        return UnitOfWork(self.engine, write=False)

    def snapshot(self) -> UnitOfWork:
        """A transaction that only reads, and sees nothing of what others change meanwhile."""
        return UnitOfWork(self.engine, write=False, snapshot=True)

    def write(self, *, durable: bool = False) -> UnitOfWork:
        """A transaction that may write; ``durable`` survives the loss of power."""
        return UnitOfWork(self.engine, write=True, durable=durable)
