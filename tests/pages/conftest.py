"""Screens run by `AppTest` on a data folder that was filled once and is copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph import bootstrap, preferences
from graph.app import App
from tests.pages.data import MUTE, import_list, open_app, write_to
from tests.pages.screen import Screen
from tests.parts import SENDER, TWELVE, WHO


@pytest.fixture(scope="session")
def found_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirteen businesses, scored and to be picked; one has no address."""
    folder = tmp_path_factory.mktemp("found")
    app = open_app(folder)
    preferences.set_sender(app, SENDER, WHO)
    import_list(app, [*TWELVE, MUTE])
    app.engine.dispose()
    return folder


@pytest.fixture(scope="session")
def drafted_folder(found_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its best three written to: six drafts wait."""
    folder = tmp_path_factory.mktemp("drafted")
    shutil.copytree(found_folder, folder, dirs_exist_ok=True)
    app = open_app(folder)
    write_to(app, 1, 3)
    app.engine.dispose()
    return folder


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., App]]:
    """Puts the screens on a copy of a data folder, an empty one by default; settings are given by name."""
    bootstrap.current.cache_clear()

    def put(folder: Path | None = None, **settings: object) -> App:
        if folder is not None:
            shutil.copytree(folder, tmp_path / "data", dirs_exist_ok=True)
        chosen = {"data_folder": tmp_path / "data", "scripted_models": 1, "demo_port": 0, **settings}
        for name, value in chosen.items():
            monkeypatch.setenv(f"HANDPICKED_{name.upper()}", str(value))
        return bootstrap.current()

    yield put
    if bootstrap.current.cache_info().currsize:
        bootstrap.current().engine.dispose()
    bootstrap.current.cache_clear()


@pytest.fixture
def empty(serve: Callable[..., App]) -> App:
    return serve()


@pytest.fixture
def found(serve: Callable[..., App], found_folder: Path) -> App:
    """The application before thirteen leads that wait to be picked."""
    return serve(found_folder)


@pytest.fixture
def drafted(serve: Callable[..., App], drafted_folder: Path) -> App:
    """The application before six drafts that wait to be approved."""
    return serve(drafted_folder)


@pytest.fixture
def screen() -> Callable[..., Screen]:
    """Opens a screen by its name."""
    return Screen
