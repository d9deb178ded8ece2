"""Wiring: one function that puts the real parts together, or the fakes that the settings ask for."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path

from agents.discovery.source import Past, Plan, Query, Source, Step
from agents.email.channel import Channel
from agents.email.outbox import OutboxChannel
from agents.email.smtp import SmtpChannel
from agents.trends.own_figures import OwnFigures
from agents.trends.preference import Preferred
from agents.trends.wikimedia import WikipediaViews
from graph import preferences, sources
from graph.app import App, Demo
from graph.settings import Settings, read
from graph.shelf import Hosted, Shelf
from models.embeddings.base import Embedder
from models.language.base import LanguageModel, Task
from models.language.spending import Ledger
from storage.database import connect, migrate
from storage.errors import BadConfig
from storage.records import Brief

TREND_SECONDS = 30.0


def open_app(settings: Settings) -> App:
    """The application on its data folder, its database brought up to date. Loads no model yet.

    Raises StorageFailed where the data folder cannot be made or written.
    """
    from demo import inbox, server

    engine = connect(settings.database)
    migrate(engine)
    demo = server.DemoServer(settings.demo_port)
    embedder, starter = _models(settings)
    app: App = App(
        settings=settings,
        engine=engine,
        sources={
            "demo": lambda _: _DemoTown(settings, demo),
            "osm": lambda brief: sources.of(app, brief),
            "web": lambda brief: sources.of(app, brief),
        },
        embedder=embedder,
        shelf=Shelf(starter, _load, _connect),
        trend_sources=lambda brief: _trend_sources(app, brief),
        channel=channel,
        inbox=inbox.reactions,
        demo=demo,
    )
    _name_installation(app)
    return app


@lru_cache(maxsize=1)
def current() -> App:
    """The application of this process, on the settings of its environment."""
    return open_app(read())


def channel(app: App, via: str) -> Channel:
    """The way out named ``via``. Raises BadConfig for a mail server that is not set up."""
    if via == "outbox":
        return OutboxChannel(app.settings.outbox)
    with app.read() as work:
        server = preferences.smtp(app, work)
    if not server.host:
        raise BadConfig("No mail server is set up.", todo="Fill it in on the Settings screen.")
    return SmtpChannel(server.host, server.port, server.username, server.password, server.security)


def _models(settings: Settings) -> tuple[Embedder, LanguageModel]:
    if settings.scripted_models:
        from models.embeddings.hashing import HashEmbedder
        from models.language.scripted import ScriptedWriter

        return HashEmbedder(), ScriptedWriter()
    from models.embeddings.minilm import MiniLM
    from models.language.openvino_writer import STARTER, OpenVinoWriter

    return MiniLM(), OpenVinoWriter(settings.writer_folder or STARTER)


def _load(path: Path) -> LanguageModel:
    from models.language.openvino_writer import OpenVinoWriter

    return OpenVinoWriter(path)


def _connect(of: Hosted, key: str, ledger: Ledger, task: Task) -> LanguageModel:
    from graph.hosting import price_of
    from models.language.anthropic_chat import AnthropicChat
    from models.language.hosted import HostedWriter
    from models.language.openai_chat import OpenAIChat
    from models.language.spending import THINKING_TOKENS

    make = AnthropicChat if of.provider == "anthropic" else OpenAIChat
    client = make(of.model, key, of.base_url) if of.base_url else make(of.model, key)
    return HostedWriter(client, ledger, price_of(of), task, thinking_tokens=THINKING_TOKENS if of.thinks else 0)


class _DemoTown:
    """The demo town as a source: a plan needs its address only, the search starts its server."""

    name = "demo town"

    def __init__(self, settings: Settings, demo: Demo) -> None:
        self._settings, self._demo = settings, demo

    def plan(self, query: Query) -> Plan:
        with self._directory() as directory:
            return directory.plan(query)

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        self._demo.start()
        with self._directory() as directory:
            yield from directory.find(query, past, should_stop)

    @contextmanager
    def _directory(self) -> Iterator[Source]:
        from agents.discovery.browser import Browser
        from agents.discovery.directory import DirectorySource
        from agents.discovery.fetch import Fetcher

        port = int(self._demo.url.rstrip("/").rpartition(":")[2])
        fetcher = Fetcher(self._settings.contact, allowed_private=frozenset({("127.0.0.1", port)}))
        browser = Browser(fetcher, self._settings.chromium)
        with fetcher, closing(browser):
            yield DirectorySource(self.name, self._demo.url, fetcher, browser, 0.02, self._demo.start)


def _trend_sources(app: App, brief: Brief) -> Preferred:
    """Own figures first; then the town's made-up series for the demo, Wikipedia's page views for everyone else."""
    from agents.discovery.service import Service
    from demo.trends import DemoTrends

    with app.read() as work:
        own = OwnFigures(work.trends.own_points())
        contact = app.settings.contact or preferences.sender(work).email
    if brief.is_demo:
        return Preferred([own, DemoTrends(date.today())])
    if not app.settings.wikimedia_url:
        return Preferred([own])
    service = Service(contact, total_s=TREND_SECONDS)
    return Preferred([own, WikipediaViews(service, date.today(), brief.language, app.settings.wikimedia_url)])


def _name_installation(app: App) -> None:
    """Give this data folder an id of its own, so that no two installations make the same Message-ID."""
    with app.write() as work:
        if not work.preferences.get("installation"):
            work.preferences.set("installation", {"id": uuid.uuid4().hex})
            work.commit()
