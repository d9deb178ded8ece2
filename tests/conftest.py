"""What all tests share: a migrated database copied for each test, and an application of scripted parts on it."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from agents.trends.preference import Preferred
from graph import preferences
from graph.app import App
from graph.settings import Settings
from models.embeddings.hashing import HashEmbedder
from models.language.scripted import ScriptedWriter
from storage.database import connect, migrate
from storage.unit_of_work import UnitOfWork
from tests.parts import (
    SENDER,
    WHO,
    Desk,
    FixedTrends,
    ListedSource,
    NoDemo,
    RecordingChannel,
    no_inbox,
    shelf,
)

# A developer's own settings and secrets must not reach a test, nor a program that a test starts.
for name in [name for name in os.environ if name.startswith("HANDPICKED_") and name != "HANDPICKED_TEST_DATABASE_URL"]:
    del os.environ[name]
os.environ["HANDPICKED_WIKIMEDIA_URL"] = ""  # no test asks the web
Settings.model_config["toml_file"] = None


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database that is up to date."""
    path = tmp_path_factory.mktemp("template") / "handpicked.db"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def share_statements() -> Callable[[Engine], None]:
    """Lets an engine use the statements that other tests' engines compiled, which is half of the time of many tests."""
    first, compiled = connect("sqlite://"), dict[Any, Any]()
    first.connect().close()

    def share(engine: Engine) -> None:
        engine.dialect = first.dialect
        engine.update_execution_options(compiled_cache=compiled)

    return share


@pytest.fixture
def engine(template: Path, tmp_path: Path, share_statements: Callable[[Engine], None]) -> Iterator[Engine]:
    path = tmp_path / "data" / "handpicked.db"
    path.parent.mkdir()
    shutil.copy(template, path)
    engine = connect(f"sqlite:///{path}")
    share_statements(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def write(engine: Engine) -> Callable[[], UnitOfWork]:
    """Opens a unit of work that may write."""
    return lambda: UnitOfWork(engine, write=True)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_folder=tmp_path / "data", undo_seconds=0, lease_seconds=5, demo_port=0)


@pytest.fixture
def source() -> ListedSource:
    return ListedSource()


@pytest.fixture
def channel() -> RecordingChannel:
    return RecordingChannel()


@pytest.fixture
def make_app(engine: Engine, settings: Settings, source: ListedSource, channel: RecordingChannel) -> Callable[..., App]:
    """An application of scripted parts; each part can be given another way."""

    def make(**parts: Any) -> App:
        app = App(
            settings=settings,
            engine=engine,
            sources={"listed": lambda _: source},
            embedder=HashEmbedder(),
            shelf=shelf(ScriptedWriter()),
            trend_sources=lambda _: Preferred([FixedTrends()]),
            channel=lambda app, via: channel,
            inbox=no_inbox,
            demo=NoDemo(),
        )
        preferences.set_sender(app, SENDER, WHO)
        if "writer" in parts:
            parts["shelf"] = shelf(parts.pop("writer"))
        return replace(app, **parts)

    return make


@pytest.fixture
def app(make_app: Callable[..., App]) -> App:
    return make_app()


@pytest.fixture
def desk(app: App, source: ListedSource, channel: RecordingChannel) -> Desk:
    """The application and its parts, worked by hand."""
    return Desk(app, source, channel)


@pytest.fixture
def make_desk(make_app: Callable[..., App], source: ListedSource, channel: RecordingChannel) -> Callable[..., Desk]:
    """As ``desk``, with some parts given another way."""
    return lambda **parts: Desk(make_app(**parts), source, channel)
