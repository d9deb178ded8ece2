"""Find: say whom you look for, see what will happen, start, stop."""

from collections.abc import Callable

import pytest

from graph import campaigns
from graph.app import App
from tests.pages.data import to_csv, work
from tests.pages.screen import Screen
from tests.parts import TWELVE, WHO

Open = Callable[..., Screen]


def test_an_empty_place_is_refused_with_what_to_do(empty: App, screen: Open) -> None:
    find = screen("find").type("osm_offer", "a calendar").type("osm_ideal", "small cafés")
    assert "Name the town or district to look in." in find.text
    assert not find.has("start")


def test_an_empty_offer_is_refused_with_what_to_do(empty: App, screen: Open) -> None:
    find = screen("find").type("osm_place", "Munich").type("osm_ideal", "small cafés")
    assert "Finish the sentence" in find.text
    assert not find.has("start")


def test_no_channel_is_refused_with_what_to_do(empty: App, screen: Open) -> None:
    find = screen("find", source="demo").choose("demo_channels", [])
    assert "Choose e-mail, a social post, or both." in find.text
    assert not find.has("start")


def test_the_plan_names_its_sources_and_says_that_nothing_is_sent(empty: App, screen: Open) -> None:
    find = screen("find").type("osm_place", "Munich").type("osm_offer", "x").type("osm_ideal", "small cafés")
    assert "What will happen:" in find.text
    assert "OpenStreetMap" in find.text
    assert "Nothing is sent." in find.text


def test_starting_asks_for_the_search_and_opens_the_new_campaign(found: App, screen: Open) -> None:
    find = screen("find", source="demo").type("demo_name", "My demo").press("start")
    assert "My demo has started." in find.text
    view = campaigns.overview(found, 2)
    assert view.is_working
    assert find.address["campaign"] == "2"


def test_stop_keeps_what_was_found_and_offers_to_go_on(found: App, screen: Open) -> None:
    campaigns.go_on(found, 1, WHO)
    find = screen("find").press("stop_1")
    assert "13 businesses were found and are kept." in find.text
    assert find.at.button(key="go_on").label == "Go on"
    find.press("go_on")
    assert campaigns.overview(found, 1).is_working


def test_a_list_is_imported_with_its_columns_guessed_and_its_first_rows_shown(empty: App, screen: Open) -> None:
    find = screen("find", source="file").upload("my list.csv", to_csv(list(TWELVE)))
    assert "12 rows." in find.text
    assert list(find.table["name"][:2]) == ["Café Linde", "Café Morgen"]
    find.type("file_offer", "a calendar").type("file_ideal", "small cafés").press("start")
    work(empty)
    assert len(screen("leads").table) == 12


def test_a_column_can_be_mapped_anew(empty: App, screen: Open) -> None:
    find = screen("find", source="file").upload("list.csv", b"name,Who\nshop,Tea House\n")
    assert find.table["name"][0] == "shop"
    find.choose("column_name", "Who")
    assert find.table["name"][0] == "Tea House"


def test_a_list_without_a_name_column_is_asked_for_it(empty: App, screen: Open) -> None:
    find = screen("find", source="file").upload("list.csv", to_csv(list(TWELVE)))
    find.choose("column_name", "(leave out)")
    assert "Say which column holds the name of the business." in find.text
    assert not find.has("start")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.csv", b""),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00"),
        ("broken.xlsx", b"PK\x03\x04 this is no workbook"),
        ("broken.geojson", b'{"type": "FeatureColl'),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_sentence(name: str, data: bytes, empty: App, screen: Open) -> None:
    find = screen("find", source="file").upload(name, data)
    assert len(find.at.error) == 1
    assert not find.has("start")
    assert not list(empty.settings.imports.glob("*"))
