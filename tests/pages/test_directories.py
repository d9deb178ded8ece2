"""Directories under Settings: made from one example, tried, changed, handed on, removed."""

from collections.abc import Callable

import pytest

from graph import recipes
from graph.app import App
from storage.records import Recipe
from tests.pages.screen import Screen
from tests.parts import WHO

Open = Callable[..., Screen]
GUIDE = Recipe(0, "Guide", "https://guide.example/list", "h2 a", "", (("name", "h1"),))


@pytest.fixture
def town(empty: App) -> App:
    empty.demo.start()
    return empty


def test_without_a_directory_it_says_what_to_do(empty: App, screen: Open) -> None:
    assert "Paste the address of a list above" in screen("settings", part="Directories").text


def test_one_address_makes_a_directory_that_find_offers(town: App, screen: Open) -> None:
    page = screen("settings", part="Directories").type("directory_url", f"{town.demo.url}bakeries/")
    page.press("directory_look")
    assert "20 entries were seen." in page.text
    page.press("directory_try")
    assert "3 of 3 entries gave a business." in page.text
    page.type("recipe_1_name", "The town").press("directory_save")
    (kept,) = recipes.all_of(town)
    assert (kept.name, kept.start_url) == ("The town", f"{town.demo.url}{{sector}}/")
    find = screen("find").type("osm_place", "Lindental")
    assert "The town" in find.at.button_group(key="osm_look_in").options
    town.demo.stop()


def test_a_field_can_be_chosen_anew_or_typed(town: App, screen: Open) -> None:
    page = screen("settings", part="Directories").type("directory_url", f"{town.demo.url}bakeries/")
    page.press("directory_look").choose("recipe_1_field_rating", "typed").type("recipe_1_field_rating_typed", ".stars")
    assert "nothing of use on this entry" in page.text
    page.choose("recipe_1_field_phone", "guess").press("directory_save")
    fields = dict(recipes.all_of(town)[0].fields)
    assert fields["rating"] == ".stars"
    assert "phone" not in fields
    town.demo.stop()


def test_a_bad_selector_is_named_and_nothing_is_saved(town: App, screen: Open) -> None:
    page = screen("settings", part="Directories").type("directory_url", f"{town.demo.url}bakeries/")
    page.press("directory_look").choose("recipe_1_field_phone", "typed").type("recipe_1_field_phone_typed", "a[").press(
        "directory_save"
    )
    assert "The selector of “phone” cannot be read: a[" in page.text
    assert recipes.all_of(town) == []
    town.demo.stop()


def test_a_page_that_robots_forbid_is_said(town: App, screen: Open) -> None:
    page = screen("settings", part="Directories").type("directory_url", f"{town.demo.url}private/")
    assert "robots.txt" in page.press("directory_look").text.replace("robots.txt is kept", "")
    town.demo.stop()


def test_a_directory_is_copied_turned_off_removed_and_brought_back(empty: App, screen: Open) -> None:
    kept = recipes.save(empty, GUIDE, WHO)
    page = screen("settings", part="Directories").press(f"directory_copy_{kept.id}")
    assert [one.name for one in recipes.all_of(empty)] == ["Guide", "Guide (2)"]
    page.press(f"directory_turn_{kept.id}")
    assert not recipes.get(empty, kept.id).is_on
    page.press(f"directory_remove_{kept.id}")
    assert [one.name for one in recipes.all_of(empty)] == ["Guide (2)"]
    page.press("undo")
    assert [one.name for one in recipes.all_of(empty)] == ["Guide", "Guide (2)"]
