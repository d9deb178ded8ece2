"""Recipes of directories: made from one example in the demo town, tried, saved, handed on, and searched by."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agents.discovery import recipe_guess
from graph import bootstrap, campaigns, leads, recipes
from graph.app import App
from graph.recipes import Example
from graph.settings import Settings
from storage.errors import BadInput, Blocked, HandpickedError, NotFound
from storage.records import Recipe
from tests.pages.data import work
from tests.parts import BRIEF, WHO


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """With the demo town at a free port."""
    app = bootstrap.open_app(Settings(data_folder=tmp_path / "data", scripted_models=True, demo_port=0))
    app.demo.start()
    yield app
    app.demo.stop()
    app.engine.dispose()


def made(example: Example, **changes: object) -> Recipe:
    """The recipe that takes the first of everything that was guessed."""
    guess = example.guess
    fields = recipe_guess.sure(example.fields)
    recipe = Recipe(
        0, "Town", guess.start_url, guess.entries[0].selector, guess.next[0].selector, fields, "", guess.sectors
    )
    return replace(recipe, **changes)  # type: ignore[arg-type]


def test_one_address_shows_entries_next_page_facts_and_the_other_lists(app: App) -> None:
    example = recipes.look(app, f"{app.demo.url}bakeries/")
    guess = example.guess
    assert (guess.entries[0].selector, guess.entries[0].count) == ("h2 a", 20)
    assert guess.next[0].selector == "a[rel~=next]"
    assert guess.start_url == f"{app.demo.url}{{sector}}/"
    assert ("cafe", "cafes") in guess.sectors
    found = {field: of[0].selector for field, of in example.fields.items()}
    assert found["name"] == "h1"
    assert found["address"] == 'dt:lexbor-contains("Address") + dd'
    assert found["phone"] == 'a[href^="tel:"]'


def test_a_recipe_is_tried_on_three_entries_before_it_is_saved(app: App) -> None:
    example = recipes.look(app, f"{app.demo.url}bakeries/")
    tried = recipes.try_out(app, made(example), example)
    assert len(tried) == recipes.TRIED
    assert all(one.business and one.business.city == "Lindental" and one.business.phone for one in tried)
    assert recipes.all_of(app) == []


def test_the_demo_town_is_searched_by_its_recipe_next_to_a_list_of_web_sites(app: App) -> None:
    example = recipes.look(app, f"{app.demo.url}bakeries/")
    recipe = recipes.save(app, made(example), WHO)
    wanted = ("bakery", "florist")
    brief = replace(BRIEF, source="web", directories=(recipe.id,), sectors=wanted, limit=30, max_pages=400)
    campaign = campaigns.start(app, brief, WHO)
    work(app)
    view = campaigns.overview(app, campaign.id)
    assert view.problems == 0, campaigns.problems(app, campaign.id)
    assert view.to_pick == 30
    assert set(leads.sectors(app, campaign.id)) == set(wanted)


def test_robots_that_forbid_and_pages_without_a_list_are_said(app: App) -> None:
    with pytest.raises(Blocked, match=r"robots\.txt"):
        recipes.look(app, f"{app.demo.url}private/")
    with pytest.raises(HandpickedError, match="not there"):
        recipes.look(app, f"{app.demo.url}nowhere/")


def test_a_selector_that_names_no_links_is_said(app: App) -> None:
    example = recipes.look(app, f"{app.demo.url}bakeries/")
    with pytest.raises(BadInput, match="names no links"):
        recipes.look_closer(app, example, "h5 a")
    with pytest.raises(BadInput, match="“entries” cannot be read"):
        recipes.look_closer(app, example, "a[")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": " "}, "needs a name"),
        ({"start_url": "ftp://x"}, "not the address of a web page"),
        ({"next": ">>"}, "“next page” cannot be read"),
        ({"fields": (("phone", "a["),)}, "“phone” cannot be read"),
        ({"fields": (("colour", "a"),)}, "no field “colour”"),
        ({"sector": "circus"}, "no sector “circus”"),
        ({"entry": "a" * 400}, "longer than 300"),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_is_saved(app: App, changes: dict[str, object], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        recipes.save(app, replace(Recipe(0, "X", "https://x.example/"), **changes), WHO)  # type: ignore[arg-type]
    assert recipes.all_of(app) == []


def test_a_recipe_is_copied_turned_off_removed_and_each_is_in_the_trail(app: App) -> None:
    first = recipes.save(app, Recipe(0, "Guide", "https://x.example/"), WHO)
    assert recipes.duplicate(app, first.id, WHO).name == "Guide (2)"
    assert not recipes.turn(app, first.id, WHO, is_on=False).is_on
    recipes.remove(app, first.id, WHO)
    with pytest.raises(NotFound):
        recipes.get(app, first.id)
    assert [one.name for one in recipes.all_of(app)] == ["Guide (2)"]


def test_an_exported_recipe_is_imported_whole_under_a_free_name(app: App) -> None:
    pairs = (("name", "h1"), ("website", "a.site@href"))
    first = recipes.save(
        app, Recipe(0, "Guide", "https://x.example/{sector}", "h2 a", "", pairs, "", (("cafe", "c"),)), WHO
    )
    again = recipes.from_json(app, recipes.to_json(first).encode(), WHO)
    assert replace(again, id=first.id, name=first.name) == first
    assert again.name == "Guide (2)"


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\xff", b"[" * 99_999, b"[]", b'{"evil": 1}', b'{"name": 7, "start_url": "https://x.example"}',
        b'{"name": "x", "start_url": "https://x.example", "fields": [1]}',
        b'{"name": "x", "start_url": "https://x.example", "fields": {"name": 1}}',
        b'{"name": "x", "start_url": "file:///etc/passwd"}',
    ],
)  # fmt: skip
def test_a_file_that_is_no_recipe_is_refused(app: App, data: bytes) -> None:
    with pytest.raises(BadInput):
        recipes.from_json(app, data, WHO)
    assert recipes.all_of(app) == []


def test_a_file_from_to_json_is_json(app: App) -> None:
    told = json.loads(recipes.to_json(Recipe(7, "Guide", "https://x.example/", is_on=False)))
    assert "id" not in told
    assert told["name"] == "Guide"
