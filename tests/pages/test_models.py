"""Settings, Models: who does what, what is installed and how fast, downloads, one's own, hosted ones and their cost."""

import json
import platform
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agents.evaluation.figures import Figure, Report
from graph import estimates, evaluation, hosting, leads, measurements, models, spending
from graph.app import App
from graph.downloader import Downloader
from graph.shelf import Hosted
from models.language.base import Task
from storage import secrets
from storage.errors import NotAllowed
from storage.lead_filter import leads_of
from storage.records import now
from tests.models import hub_server
from tests.models.hub_server import HubServer
from tests.models.language.provider import Provider, completion, failure
from tests.models.language.random_model import write_folder, write_gguf
from tests.pages.data import import_list
from tests.pages.screen import Screen
from tests.parts import TWELVE, WHO

Open = Callable[..., Screen]
TINY = "local:tiny"


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model's folder as a hub has it."""
    return write_folder(tmp_path_factory.mktemp("hub") / "tiny")


@pytest.fixture
def hub(tiny: Path) -> Iterator[HubServer]:
    with hub_server.serve(tiny) as server:
        yield server


@pytest.fixture
def catalogued(serve: Callable[..., App], found_folder: Path, hub: HubServer, tmp_path: Path) -> App:
    """The application with a catalogue of one model, which lies at a hub of this machine."""
    listing = tmp_path / "catalogue.toml"
    listing.write_text(CATALOGUE, encoding="utf-8")
    return serve(found_folder, hub_url=hub.url, catalogue=listing)


CATALOGUE = f"""
[[model]]
name = "tiny"
title = "Tiny *random*"
hub = "{hub_server.REPOSITORY}"
revision = "main"
size = 500_000
licence = "Apache 2.0"
languages = ["en"]
prompt = "chat"
memory = 1_000
summary = "Writes noise."
"""


def show(screen: Open) -> Screen:
    return screen("settings", part="Models")


def options(page: Screen, task: Task) -> list[str]:
    return list(page.at.selectbox(key=f"model_for_{task}").options)


def gguf(folder: Path, name: str = "mine.gguf") -> Path:
    folder.mkdir(exist_ok=True)
    return write_gguf(folder / name)


def fetch(app: App) -> None:
    while Downloader(app, app.settings.catalogue, pauses=()).work_once():
        continue


def set_hosted(app: App, url: str, **looks: object) -> None:
    own = {"name": "Ours", "provider": "compatible", "model": "m", "base_url": f"{url}/v1", "thinks": False, **looks}
    hosting.set_hosted(app, Hosted(**own), "", WHO)  # type: ignore[arg-type]


def test_each_task_has_its_line_and_the_starter_is_offered_only_where_it_can_write(found: App, screen: Open) -> None:
    page = show(screen)
    starter = models.choice(found, models.STARTER).name
    for task in Task:
        by_rules = [] if task in models.WRITING else ["By the program's own rules"]
        assert options(page, task) == by_rules + ([starter] if task in models.OF_STARTER else [])
    assert "The starter writer cannot do the rest" in page.text


def test_a_model_is_chosen_and_the_earlier_choice_comes_back_with_one_click(
    found: App, screen: Open, tmp_path: Path
) -> None:
    own = models.add_own(found, gguf(tmp_path / "own"), WHO)
    page = show(screen)
    assert not page.has("models_back")
    page.choose("model_for_draft", own.key)
    assert models.chosen(found)[Task.DRAFT] == own.key
    assert "Drafts: Tiny Random." in page.text
    assert f"It was drafts: “{models.choice(found, models.STARTER).name}”." in page.text
    page.press("models_back")
    assert models.chosen(found)[Task.DRAFT] == models.STARTER
    assert page.at.selectbox(key="model_for_draft").value == models.STARTER


def test_a_chosen_model_that_is_gone_is_said_and_another_can_be_chosen(
    found: App, screen: Open, tmp_path: Path
) -> None:
    path = gguf(tmp_path / "own")
    models.choose(found, Task.DRAFT, models.add_own(found, path, WHO).key, WHO)
    path.unlink()
    page = show(screen)
    assert "mine.gguf" in page.at.error[0].value.replace("\\", "")
    page.choose("model_for_draft", models.STARTER)
    assert models.chosen(found)[Task.DRAFT] == models.STARTER


def test_a_model_that_does_not_write_a_running_campaigns_language_is_said(catalogued: App, screen: Open) -> None:
    import_list(catalogued, TWELVE[:2], name="Deutsche Liste", language="de")
    page = show(screen).press("get_tiny")
    fetch(catalogued)
    page.settle().press("use_tiny")
    assert "Deutsche Liste: Tiny *random* does not write Deutsch." in page.text
    page.press("models_back")
    assert "Tiny *random* does not write" not in page.text


def test_a_download_is_begun_seen_and_used_for_drafts_with_one_click(
    catalogued: App, screen: Open, hub: HubServer
) -> None:
    page = show(screen)
    assert "0.5 MB to fetch · licence: Apache 2.0 · English" in page.text
    page.press("get_tiny")
    assert "Waiting" in page.text
    fetch(catalogued)
    page.settle().press("use_tiny")
    assert models.chosen(catalogued)[Task.DRAFT] == TINY
    assert "writes drafts" in page.text
    assert f"downloaded from {hub_server.REPOSITORY} at {hub_server.COMMIT[:12]}" in page.text


def test_a_download_that_was_tampered_with_is_said_and_goes_on_when_asked(
    catalogued: App, screen: Open, hub: HubServer
) -> None:
    hub.trouble.false.add("openvino_model.bin")
    page = show(screen).press("get_tiny")
    fetch(catalogued)
    page.settle()
    assert "is not what it promised (its hash differs); it was deleted." in page.text
    hub.trouble.false.clear()
    page.press("get_tiny")
    fetch(catalogued)
    assert page.settle().has("use_tiny")


def test_a_download_that_was_stopped_says_how_much_is_here_and_continues(catalogued: App, screen: Open) -> None:
    page = show(screen).press("get_tiny").press("stop_tiny")
    assert "the download stops. What was fetched is kept" in page.text
    fetch(catalogued)
    assert not page.settle().has("use_tiny")
    page.press("get_tiny")
    fetch(catalogued)
    assert page.settle().has("use_tiny")


def test_a_downloaded_model_in_use_stays_and_otherwise_goes_with_its_files(catalogued: App, screen: Open) -> None:
    page = show(screen).press("get_tiny")
    fetch(catalogued)
    models.choose(catalogued, Task.DRAFT, TINY, WHO)
    with pytest.raises(NotAllowed, match="in use"):
        models.remove(catalogued, TINY, WHO)
    models.go_back(catalogued, WHO)
    page.settle().press(f"remove_{TINY}")
    assert not (catalogued.settings.models / "tiny").exists()
    page.press("undo")
    fetch(catalogued)
    assert page.settle().has("use_tiny")


def test_the_starter_cannot_be_removed(found: App, screen: Open) -> None:
    assert not show(screen).has(f"remove_{models.STARTER}")
    with pytest.raises(NotAllowed, match="stays"):
        models.remove(found, models.STARTER, WHO)


def test_an_own_model_is_added_by_its_path_and_taken_off_and_back(found: App, screen: Open, tmp_path: Path) -> None:
    path = gguf(tmp_path / "own")
    page = show(screen).type("own_model", str(path)).press("add_own")
    assert "Tiny Random was added." in page.text
    assert page.value("own_model") == ""
    key = f"own:{path}"
    page.press(f"remove_{key}")
    assert key not in [one.key for one in models.choices(found)]
    assert path.is_file()
    page.press("undo")
    assert key in [one.key for one in models.choices(found)]


def test_an_own_folder_that_lacks_files_is_refused_with_their_names(found: App, screen: Open, tmp_path: Path) -> None:
    page = show(screen).type("own_model", str(tmp_path)).press("add_own")
    assert "lacks config.json, openvino" in page.text
    assert page.value("own_model") == str(tmp_path)
    assert "Type where the model lies." in show(screen).press("add_own").text


def test_what_others_wrote_of_a_model_cannot_act(found: App, screen: Open, tiny: Path, tmp_path: Path) -> None:
    picture = "![x](http://evil.example/x.png)"
    folder = tmp_path / "own"
    folder.mkdir()
    for file in tiny.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    card = {"name": f"A {picture}", "summary": picture, "licence": picture, "languages": [picture]}
    (folder / "handpicked.json").write_text(json.dumps(card), encoding="utf-8")
    (folder / "README.md").write_text(f"# Read {picture}", encoding="utf-8")
    models.choose(found, Task.DRAFT, models.add_own(found, folder, WHO).key, WHO)
    page = show(screen)
    assert f"# Read {picture}" in [one.value for one in page.at.code]
    assert all("![x](http" not in said for said in page.acting)


def test_a_model_is_measured_and_its_figures_stay_with_their_day(found: App, screen: Open, tmp_path: Path) -> None:
    one = models.add_own(found, gguf(tmp_path / "own"), WHO)
    page = show(screen).press(f"measure_{one.key}")
    running = measurements.begun(found, one.key)
    assert running is not None and running.wait(60)
    assert not running.error
    page.settle()
    assert "tokens a second · loads in" in page.text
    assert f" on {platform.node()} " in page.text
    write_gguf(Path(one.key.partition(":")[2]), layers=3)
    assert "of another machine or version; measure it again" in show(screen).text


def test_the_figures_of_the_last_evaluation_stand_beside_a_model(found: App, screen: Open) -> None:
    assert "python handpicked.py evaluate models --model starter" in show(screen).text
    figures = {
        "tone": Figure("tone", "Tone recognised", 93.4, "%", 600),
        "unsupported": Figure("unsupported", "Unsupported claims", 2.0, "%", 4000),
    }
    report = Report(models.STARTER, "x", now(), 600, "v1", figures)
    folder = evaluation.folder(found)
    folder.mkdir(parents=True)
    (folder / evaluation.LATEST).write_text(json.dumps({models.STARTER: report.as_json()}), encoding="utf-8")
    page = show(screen)
    assert "1 of 2 targets of our evaluation met" in page.text
    assert "Tone recognised 93.4 %" in page.text
    assert list(page.table["met"]) == ["met", "not met"]


def test_a_measurement_that_fails_is_said(found: App, screen: Open, tmp_path: Path) -> None:
    path = gguf(tmp_path / "own")
    one = models.add_own(found, path, WHO)
    page = show(screen)
    path.write_bytes(path.read_bytes()[:-5000])
    measurements.start(found, one, WHO).wait(60)
    assert "mine.gguf" in page.settle().text
    assert measurements.kept(found) == {}


def test_a_hosted_model_is_set_up_with_its_list_price_and_its_key_is_never_shown_again(
    found: App, screen: Open
) -> None:
    page = show(screen).type("hosted_name", "Quick").type("hosted_model", "gpt-6-luna").type("hosted_key", "sk-s3cret")
    assert page.value("hosted_read") == 0.1
    assert page.value("hosted_written") == 0.5
    page.press("save_hosted")
    assert page.value("hosted_key") == ""
    with found.read() as work:
        assert hosting.listed(work) == [Hosted("Quick", "openai", "gpt-6-luna", "", 100, 500, thinks=True)]
    assert secrets.read(found.settings.secrets) == {"model_key:Quick": "sk-s3cret"}
    again = show(screen).press("change_Quick")
    assert "sk-s3cret" not in again.text
    again.choose("hosted_read", 0.2).press("save_hosted")
    assert hosting.key_of(found, "Quick") == "sk-s3cret"
    assert "$0.20 for a million tokens read, $0.50 written" in again.text


def test_a_hosted_model_without_address_is_refused_and_the_typing_kept(found: App, screen: Open) -> None:
    page = show(screen).choose("hosted_provider", "compatible").type("hosted_name", "Ours").type("hosted_model", "m")
    page.press("save_hosted")
    assert "The address must begin with http:// or https://" in page.text
    assert page.value("hosted_name") == "Ours"


def test_a_hosted_model_is_tried_with_one_small_request_and_its_cost_told(found: App, screen: Open) -> None:
    with Provider([completion("Hello *there*.", usage=(10, 5))]) as server:
        set_hosted(found, server.url, prompt_micros=1000, written_micros=2000)
        page = show(screen).press("try_Ours")
        assert page.at.session_state["probe"].wait(30)
        page.settle()
        assert "Ours answers: “Hello *there*.” It cost $0.0000" in page.text or "It cost $0.0" in page.text
        assert len(server.asked) == 1
    assert list(page.table["texts"]) == [1]
    assert [one.micros for _, one in spending.totals(found)] == [20]


def test_a_hosted_model_that_refuses_the_key_says_so_when_tried(found: App, screen: Open) -> None:
    with Provider([failure(401)]) as server:
        set_hosted(found, server.url, prompt_micros=0, written_micros=0)
        page = show(screen).press("try_Ours")
        assert page.at.session_state["probe"].wait(30)
        assert "refused the key" in page.settle().text


def test_a_hosted_model_of_unknown_price_is_not_tried_under_a_cap_and_says_why(found: App, screen: Open) -> None:
    with Provider([failure(401)]) as server:
        set_hosted(found, server.url)
        page = show(screen).press("try_Ours")
        assert page.at.session_state["probe"].wait(30)
        assert "is not known, so that the spending cap could not be kept to" in page.settle().text
        assert server.asked == []


def test_a_hosted_model_is_removed_with_its_key_and_comes_back_without(found: App, screen: Open) -> None:
    hosting.set_hosted(found, Hosted("Quick", "openai", "gpt-6-luna"), "sk-s3cret", WHO)
    page = show(screen).press("remove_hosted:Quick")
    assert secrets.read(found.settings.secrets) == {}
    page.press("undo")
    assert "Quick needs a key." in page.text


def test_the_cap_is_saved_and_lifted(found: App, screen: Open) -> None:
    page = show(screen)
    assert page.value("spending_cap") == 5.0
    page.choose("spending_cap", 12.5).press("save_cap")
    with found.read() as work:
        assert hosting.cap_micros(work) == 12_500_000
    page.choose("has_cap", False).press("save_cap")
    with found.read() as work:
        assert hosting.cap_micros(work) is None
    assert page.value("spending_outside") == 1.0
    page.choose("spending_outside", 2.5).press("save_outside")
    assert "stops each month at $2.50" in page.text
    with found.read() as work:
        assert (spending.outside_cap_micros(work), hosting.cap_micros(work)) == (2_500_000, None)


def select(app: App, count: int) -> None:
    leads.select(app, leads.matching(app, leads_of(1))[:count], WHO)


def test_before_leads_are_handed_over_the_cost_at_a_hosted_model_is_told(found: App, screen: Open) -> None:
    set_hosted(found, "http://127.0.0.1:9", prompt_micros=1000, written_micros=2000)
    select(found, 10)
    assert "texts with" not in screen("leads").text
    models.choose(found, Task.DRAFT, "hosted:Ours", WHO)
    (outlook,) = estimates.of_selected(found, 1)
    assert outlook.likely is not None and outlook.most is not None
    assert (outlook.texts, outlook.cap, outlook.spent) == (20, 5_000_000, 0)
    assert 20 * 300 * 2 < outlook.likely < 20 * 3000 * 2 < outlook.most
    assert "20 texts with Ours (m): likely about $0." in screen("leads").text


def test_an_estimate_that_passes_the_cap_is_a_warning(found: App, screen: Open) -> None:
    set_hosted(found, "http://127.0.0.1:9", prompt_micros=1000, written_micros=2000)
    select(found, 10)
    models.choose(found, Task.DRAFT, "hosted:Ours", WHO)
    hosting.set_cap(found, 0.01, WHO)
    assert "The cap may stop it before its end." in screen("leads").text


def test_a_server_of_ones_own_at_no_price_and_one_of_unknown_price_are_told_apart(found: App, screen: Open) -> None:
    set_hosted(found, "http://127.0.0.1:9", prompt_micros=0, written_micros=0)
    select(found, 1)
    models.choose(found, Task.DRAFT, "hosted:Ours", WHO)
    assert "2 texts with Ours (m): no price, as you set it." in screen("leads").text
    set_hosted(found, "http://127.0.0.1:9")
    assert "the price is not known. With a cap it is refused" in screen("leads").text


def test_before_a_rewrite_its_cost_at_a_hosted_model_is_told(drafted: App, screen: Open) -> None:
    set_hosted(drafted, "http://127.0.0.1:9", prompt_micros=1000, written_micros=2000)
    models.choose(drafted, Task.REWRITE, "hosted:Ours", WHO)
    page = screen("content")
    assert "1 text with" not in page.text
    key = next(one.key for one in page.at.text_input if one.key and one.key.startswith("comment_"))
    assert "1 text with Ours (m): likely about $0.0" in page.type(key, "shorter").text


def test_an_estimate_grows_with_the_number_of_leads(found: App) -> None:
    set_hosted(found, "http://127.0.0.1:9", prompt_micros=1000, written_micros=2000)
    models.choose(found, Task.DRAFT, "hosted:Ours", WHO)
    select(found, 4)
    (few,) = estimates.of_selected(found, 1)
    select(found, 12)
    (many,) = estimates.of_selected(found, 1)
    assert (few.texts, many.texts) == (8, 24) and few.likely and many.likely and few.most and many.most
    assert many.likely == pytest.approx(3 * few.likely, rel=0.1)
    assert many.most == pytest.approx(3 * few.most, rel=0.1)
