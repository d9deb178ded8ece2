"""A model is fetched from a hub on this machine that breaks off, lies, dawdles and refuses."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from models import hub
from models.catalogue import Entry
from models.language.exported import NEEDED, WEIGHTS
from models.language.folder import CARD
from storage.errors import Auth, BadConfig, Blocked, HandpickedError, NotFound, RateLimited, StorageFailed, Unavailable
from tests.models.hub_server import COMMIT, REPOSITORY, HubServer, serve

ENTRY = Entry("tiny", "Tiny", REPOSITORY, "main", 300_000, "Apache 2.0", ("en",), "chat", 1, "Tiny.")
QUICK = (0.0, 0.0, 0.0)
SIZE = 300_000


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """The files of a build, and some that a hub may hold beside them."""
    folder = tmp_path / "build"
    folder.mkdir()
    for name in (*NEEDED, "openvino_tokenizer.bin", "README.md"):
        (folder / name).write_text(f"This is {name}.")
    (folder / WEIGHTS).write_bytes(bytes(range(250)) * (SIZE // 250))
    for name in ("pytorch_model.bin", "modeling.py", "weights.pkl", CARD):
        (folder / name).write_text("must not be fetched")
    return folder


@pytest.fixture
def server(build: Path) -> Iterator[HubServer]:
    with serve(build) as running:
        yield running


@pytest.fixture
def fetch(server: HubServer, tmp_path: Path) -> Callable[..., Path]:
    def run(entry: Entry = ENTRY, **how: Any) -> Path:
        into = tmp_path / "models" / entry.name
        hub.fetch(entry, into, server.url, **{"pauses": QUICK, **how})
        return into

    return run


def partial_of(tmp_path: Path) -> Path:
    return tmp_path / "models" / "tiny.partial"


def fails(fetch: Callable[..., Path], kind: type[HandpickedError], match: str, **how: Any) -> None:
    with pytest.raises(kind, match=match):
        fetch(**how)


def test_a_model_is_fetched_whole_with_a_card_of_its_commit_and_hashes(
    fetch: Callable[..., Path], build: Path, tmp_path: Path
) -> None:
    seen: list[tuple[int, int]] = []
    into = fetch(on_progress=lambda *now: seen.append(now))
    card = json.loads((into / CARD).read_text())
    assert (into / WEIGHTS).read_bytes() == (build / WEIGHTS).read_bytes()
    assert card["revision"] == COMMIT and card["hub"] == REPOSITORY and card["licence"] == "Apache 2.0"
    assert card["files"][WEIGHTS] == hashlib.sha256((build / WEIGHTS).read_bytes()).hexdigest()
    assert seen == sorted(seen) and seen[-1][0] == seen[-1][1] > SIZE
    assert not partial_of(tmp_path).exists()


def test_programs_pickles_and_a_card_of_the_hubs_own_are_not_fetched(
    fetch: Callable[..., Path], server: HubServer
) -> None:
    assert {path.name for path in fetch().iterdir()} == {*NEEDED, "openvino_tokenizer.bin", "README.md", CARD}
    assert not {"pytorch_model.bin", "modeling.py", "weights.pkl", CARD} & server.sent.keys()


def test_no_token_is_sent(fetch: Callable[..., Path], server: HubServer) -> None:
    fetch()
    assert server.asked and not any("authorization" in {name.lower() for name in head} for _, head in server.asked)


def test_a_broken_connection_goes_on_where_it_broke(fetch: Callable[..., Path], server: HubServer, build: Path) -> None:
    server.trouble.broken[WEIGHTS] = [100_000, 50_000, 1]
    assert (fetch() / WEIGHTS).read_bytes() == (build / WEIGHTS).read_bytes()
    assert server.sent[WEIGHTS] == SIZE


def test_a_hub_that_ignores_ranges_is_read_from_the_beginning(
    fetch: Callable[..., Path], server: HubServer, build: Path
) -> None:
    server.trouble.broken[WEIGHTS] = [100_000]
    server.trouble.ignores_ranges = True
    assert (fetch() / WEIGHTS).read_bytes() == (build / WEIGHTS).read_bytes()


def test_a_connection_that_keeps_breaking_is_given_up_and_a_later_call_fetches_only_the_rest(
    fetch: Callable[..., Path], server: HubServer
) -> None:
    server.trouble.broken[WEIGHTS] = [100_000, 0, 0, 0, 0]
    fails(fetch, Unavailable, "does not answer|broke off")
    fetch()
    assert server.sent[WEIGHTS] == SIZE


def test_a_lie_about_a_hash_deletes_that_file_only(
    fetch: Callable[..., Path], server: HubServer, tmp_path: Path
) -> None:
    server.trouble.false.add(WEIGHTS)
    fails(fetch, Unavailable, "its hash differs")
    kept = {path.name for path in partial_of(tmp_path).iterdir()}
    assert not (tmp_path / "models" / "tiny").exists() and kept == {*NEEDED, "openvino_tokenizer.bin", "README.md"} - {
        WEIGHTS
    }
    server.trouble.false.clear()
    fetch()
    assert server.sent["config.json"] == len("This is config.json.")


def test_a_lie_about_a_small_file_is_found_too(fetch: Callable[..., Path], server: HubServer) -> None:
    server.trouble.false.add("config.json")
    fails(fetch, Unavailable, "config.json is not what it promised")


def test_a_file_that_was_changed_on_disk_meanwhile_is_fetched_again(
    fetch: Callable[..., Path], server: HubServer, tmp_path: Path, build: Path
) -> None:
    server.trouble.statuses[WEIGHTS] = [500] * 4
    fails(fetch, Unavailable, "status 500")
    (partial_of(tmp_path) / "config.json").write_text("This is cOnfig.json.")
    assert (fetch() / "config.json").read_bytes() == (build / "config.json").read_bytes()


def test_a_stop_is_obeyed_while_the_hub_dawdles_and_keeps_what_came(
    fetch: Callable[..., Path], server: HubServer, tmp_path: Path
) -> None:
    server.trouble.slow.add(WEIGHTS)
    got = threading.Event()

    def on_progress(done: int, total: int) -> None:
        if done >= SIZE // 2:
            got.set()

    asked: list[float] = []

    def should_stop() -> bool:
        if got.is_set() and not asked:
            asked.append(monotonic())
        return bool(asked)

    with pytest.raises(hub.Stopped):
        fetch(on_progress=on_progress, should_stop=should_stop)
    assert monotonic() - asked[0] < 2
    assert server.trouble.halted.wait(20)
    before = server.sent[WEIGHTS]
    server.trouble.slow.clear()
    server.trouble.go_on.set()
    fetch()
    assert before == SIZE // 2 and any(head.get("Range") == f"bytes={SIZE // 2}-" for _, head in server.asked)


def test_too_little_disk_is_said_before_anything_is_fetched(fetch: Callable[..., Path], server: HubServer) -> None:
    fails(fetch, StorageFailed, r"needs 0\.07 GB of free disk; 0\.00 GB are free", free_disk=lambda _: 1000)
    assert not server.sent


def test_a_folder_that_cannot_be_written_is_a_storage_error(server: HubServer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageFailed, match="cannot be stored"):
        hub.fetch(ENTRY, tmp_path / "file" / "tiny", server.url, pauses=QUICK)


@pytest.mark.parametrize(
    ("statuses", "kind", "match"),
    [
        ([401], Auth, "does not give"),
        ([403], Auth, "does not give"),
        ([404], NotFound, "has no tests/tiny"),
        ([500] * 4, Unavailable, "status 500"),
        ([429] * 4, RateLimited, "fewer requests"),
    ],
)
def test_what_the_hub_refuses_is_named(
    fetch: Callable[..., Path], server: HubServer, statuses: list[int], kind: type[HandpickedError], match: str
) -> None:
    server.trouble.statuses["revision/main"] = statuses
    fails(fetch, kind, match)
    assert not statuses


def test_what_passes_is_tried_again(fetch: Callable[..., Path], server: HubServer) -> None:
    server.trouble.statuses = {"revision/main": [503, 500], WEIGHTS: [502]}
    assert (fetch() / WEIGHTS).is_file()


def test_a_model_that_is_not_there_and_a_revision_that_is_not_there_are_named(fetch: Callable[..., Path]) -> None:
    fails(fetch, NotFound, "has no tests/none", entry=replace(ENTRY, hub="tests/none"))
    fails(fetch, NotFound, "of that revision", entry=replace(ENTRY, revision="v9"))


def test_another_commit_than_the_one_asked_for_is_not_fetched(fetch: Callable[..., Path], server: HubServer) -> None:
    assert fetch(entry=replace(ENTRY, revision=COMMIT)).is_dir()
    fails(fetch, Blocked, "another commit", entry=replace(ENTRY, name="other", revision="c" * 40))


def test_a_hub_without_tls_is_only_asked_on_this_machine(tmp_path: Path) -> None:
    with pytest.raises(Blocked, match="https only"):
        hub.fetch(ENTRY, tmp_path / "tiny", "http://hub.example", pauses=QUICK)


def test_a_hub_that_is_down_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="does not answer"):
        hub.fetch(ENTRY, tmp_path / "tiny", "http://127.0.0.1:9", pauses=QUICK)


@pytest.mark.parametrize("name", ["../outside.json", "/etc/passwd", "a/../../b.json", "..\\b.json", "C:\\b.json"])
def test_a_file_outside_the_folder_ends_the_download(
    fetch: Callable[..., Path], server: HubServer, tmp_path: Path, name: str
) -> None:
    server.trouble.strange.append(name)
    fails(fetch, Blocked, "outside its folder")
    assert not partial_of(tmp_path).exists()


def test_a_repository_without_a_build_is_refused_before_anything_is_fetched(
    fetch: Callable[..., Path], server: HubServer, build: Path
) -> None:
    (build / "openvino_model.xml").unlink()
    fails(fetch, BadConfig, r"lacks openvino_model\.xml")
    assert not server.sent


def test_a_newer_version_takes_the_place_of_an_older_one(fetch: Callable[..., Path], build: Path) -> None:
    fetch()
    (build / "config.json").write_text("newer")
    into = fetch()
    assert (into / "config.json").read_text() == "newer"
    assert sorted(path.name for path in into.parent.iterdir()) == ["tiny"]


def test_a_discarded_model_leaves_nothing(fetch: Callable[..., Path], server: HubServer, tmp_path: Path) -> None:
    into = fetch()
    server.trouble.statuses[WEIGHTS] = [404]
    fails(fetch, NotFound, "has no")
    hub.discard(into)
    assert list((tmp_path / "models").iterdir()) == []
