"""Models of a catalogue are asked for, fetched by the downloader from a hub on this machine, stopped and removed."""

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from graph import downloads
from graph.app import App
from graph.downloader import Downloader
from graph.downloads import Offer
from models.language.base import WriteRequest
from models.language.exported import WEIGHTS
from models.language.openvino_writer import OpenVinoWriter
from storage.errors import NotAllowed, NotFound
from storage.records import DownloadStatus, now
from tests.models.hub_server import REPOSITORY, HubServer, serve
from tests.models.language.random_model import write_folder
from tests.parts import WHO


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("made") / "tiny")


@pytest.fixture
def build(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "build"))


@pytest.fixture
def server(build: Path) -> Iterator[HubServer]:
    with serve(build) as running:
        yield running


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    path = tmp_path / "catalogue.toml"
    rest = (
        'revision = "main"\nsize = 1\nlicence = "MIT"\nlanguages = ["en"]\nprompt = "chat"\nmemory = 9\nsummary = "T"\n'
    )
    names = ("tiny", "other")
    path.write_text("".join(f'[[model]]\nname = "{n}"\ntitle = "{n}"\nhub = "{REPOSITORY}"\n{rest}' for n in names))
    return path


@pytest.fixture
def app(make_app: Callable[..., App], server: HubServer) -> App:
    app = make_app()
    return replace(app, settings=app.settings.model_copy(update={"hub_url": server.url}))


@pytest.fixture
def work(app: App, listing: Path) -> Callable[[], bool]:
    """Let a fresh downloader take one download."""
    return lambda: Downloader(app, listing, pauses=(0.0,)).work_once()


@pytest.fixture
def tiny(app: App, listing: Path) -> Callable[[], Any]:
    """How the model "tiny" stands."""

    def offer() -> Offer:
        return downloads.listed(app, listing)[0]

    return offer


def status(offer: Offer) -> DownloadStatus | None:
    return offer.download.status if offer.download else None


def test_a_model_that_was_asked_for_is_fetched_and_writes(
    app: App, listing: Path, work: Callable[[], bool], tiny: Callable[[], Offer]
) -> None:
    assert (tiny().is_installed, status(tiny())) == (False, None)
    downloads.ask(app, "tiny", WHO, listing)
    assert status(tiny()) == DownloadStatus.WAITING
    assert work() and not work()
    offer = tiny()
    assert offer.is_installed and status(offer) == DownloadStatus.DONE and offer.download
    assert offer.download.done == offer.download.total > 100_000
    writer = OpenVinoWriter(offer.path)
    try:
        assert writer.name == "tiny" and writer.write_many([WriteRequest("Hello", 1, 8)])[0].tokens
    finally:
        writer.close()


def test_what_fails_says_why_and_can_be_asked_for_again(
    app: App, listing: Path, server: HubServer, work: Callable[[], bool], tiny: Callable[[], Offer]
) -> None:
    server.trouble.false.add(WEIGHTS)
    downloads.ask(app, "tiny", WHO, listing)
    work()
    failed = tiny().download
    assert failed and failed.status == DownloadStatus.FAILED and "hash differs" in failed.error
    server.trouble.false.clear()
    downloads.ask(app, "tiny", WHO, listing)
    work()
    assert status(tiny()) == DownloadStatus.DONE


def test_a_download_that_waits_is_stopped_at_once(
    app: App, listing: Path, work: Callable[[], bool], tiny: Callable[[], Offer]
) -> None:
    downloads.ask(app, "tiny", WHO, listing)
    downloads.stop(app, "tiny", WHO)
    assert status(tiny()) == DownloadStatus.STOPPED and not work()


def test_a_download_that_runs_is_stopped_and_later_goes_on(
    app: App, listing: Path, server: HubServer, work: Callable[[], bool], tiny: Callable[[], Offer]
) -> None:
    server.trouble.slow.add(WEIGHTS)
    downloads.ask(app, "tiny", WHO, listing)
    thread = threading.Thread(target=work)
    thread.start()
    assert server.trouble.halted.wait(20)
    downloads.stop(app, "tiny", WHO)
    thread.join(20)
    assert status(tiny()) == DownloadStatus.STOPPED
    server.trouble.slow.clear()
    downloads.ask(app, "tiny", WHO, listing)
    work()
    assert status(tiny()) == DownloadStatus.DONE
    assert any("Range" in head for path, head in server.asked if path.endswith(WEIGHTS))


def test_the_end_of_the_app_lets_the_next_one_go_on_at_once(
    app: App, listing: Path, server: HubServer, work: Callable[[], bool], tiny: Callable[[], Offer]
) -> None:
    server.trouble.slow.add(WEIGHTS)
    downloads.ask(app, "tiny", WHO, listing)
    downloader = Downloader(app, listing, pauses=(0.0,))
    downloader.start()
    assert server.trouble.halted.wait(20)
    downloader.stop()
    assert status(tiny()) == DownloadStatus.RUNNING
    server.trouble.slow.clear()
    assert work() and status(tiny()) == DownloadStatus.DONE


def test_a_download_of_a_dead_process_is_taken_up_after_its_lease_and_not_before(
    app: App, listing: Path, work: Callable[[], bool], tiny: Callable[[], Offer]
) -> None:
    downloads.ask(app, "tiny", WHO, listing)
    with app.write() as unit:
        assert unit.downloads.claim(now())
        unit.commit()
    assert not work()
    with app.write() as unit:
        assert unit.downloads.claim(now() + timedelta(seconds=1)), "silent since before that moment"
        unit.downloads.put_back("tiny")
        unit.commit()
    assert work() and status(tiny()) == DownloadStatus.DONE


def test_downloads_are_fetched_in_the_order_they_were_asked_for(
    app: App, listing: Path, work: Callable[[], bool], tiny: Callable[[], Offer]
) -> None:
    downloads.ask(app, "other", WHO, listing)
    downloads.ask(app, "tiny", WHO, listing)
    work()
    assert [status(offer) for offer in downloads.listed(app, listing)] == [DownloadStatus.WAITING, DownloadStatus.DONE]


def test_a_removed_model_is_gone_from_the_disk_and_the_list(
    app: App, listing: Path, work: Callable[[], bool], tiny: Callable[[], Offer]
) -> None:
    downloads.ask(app, "tiny", WHO, listing)
    with pytest.raises(NotAllowed, match="waiting"):
        downloads.remove(app, "tiny", WHO, listing)
    work()
    downloads.remove(app, "tiny", WHO, listing)
    assert not tiny().path.exists() and tiny().download is None
    with app.read() as unit:
        actions = [entry.action for entry in unit.audit.page() if entry.noun == "model"]
    assert {"ask", "finish", "remove"} <= set(actions)


def test_a_fetched_model_that_left_the_catalogue_can_still_be_removed(
    app: App, listing: Path, work: Callable[[], bool], tiny: Callable[[], Offer]
) -> None:
    downloads.ask(app, "tiny", WHO, listing)
    work()
    listing.write_text(listing.read_text().replace('name = "tiny"', 'name = "newer"'))
    downloads.remove(app, "tiny", WHO, listing)
    assert not (app.settings.models / "tiny").exists()


def test_only_what_is_listed_or_here_can_be_removed(app: App, listing: Path) -> None:
    with pytest.raises(NotFound):
        downloads.remove(app, "../..", WHO, listing)


def test_a_model_outside_the_catalogue_cannot_be_asked_for(app: App, listing: Path) -> None:
    with pytest.raises(NotFound):
        downloads.ask(app, "../../etc", WHO, listing)


def test_a_full_disk_fails_the_download_and_the_downloader_lives(
    app: App, listing: Path, work: Callable[[], bool], tiny: Callable[[], Offer]
) -> None:
    app.settings.models.parent.mkdir(exist_ok=True)
    app.settings.models.write_text("a file where the folder should be")
    downloads.ask(app, "tiny", WHO, listing)
    work()
    failed = tiny().download
    assert failed and failed.status == DownloadStatus.FAILED and "cannot be stored" in failed.error
