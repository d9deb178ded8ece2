"""Where to look on the Find screen: a sentence fills the form, a place is understood before the start."""

import json
from collections.abc import Callable, Iterator

import pytest

from graph import campaigns, recipes
from graph.app import App
from storage.records import Recipe
from tests.agents.discovery.loopback import Reply, Web
from tests.agents.discovery.loopback import serve as serve_web
from tests.pages.screen import Screen
from tests.parts import WHO

Open = Callable[..., Screen]
TWO = [
    {"category": "boundary", "osm_type": kind, "osm_id": number, "name": "Freiburg", "display_name": label,
     "boundingbox": ["47.9", "48.1", "7.6", "7.9"], "lat": "48.0", "lon": "7.8"}
    for kind, number, label in (
        ("relation", 62768, "Freiburg im Breisgau, Baden-Württemberg, Deutschland"),
        ("relation", 1698310, "Fribourg/Freiburg, Schweiz"),
    )
]  # fmt: skip


@pytest.fixture
def web() -> Iterator[Web]:
    with serve_web({"/search": json.dumps(TWO)}) as web:
        yield web


@pytest.fixture
def online(serve: Callable[..., App], web: Web) -> App:
    return serve(nominatim_url=web.url(""), overpass_url=web.url("/api/interpreter"), contact="me@handpicked.example")


def test_a_sentence_fills_the_form(empty: App, screen: Open) -> None:
    find = (
        screen("find").type("osm_sentence", "dentists and physiotherapists within 8 km of Freiburg").press("osm_fill")
    )
    assert "Understood: dental practices, physiotherapy practices within 8 km of Freiburg." in find.text
    assert (find.value("osm_place"), find.value("osm_radius")) == ("Freiburg", 8)
    assert find.at.multiselect(key="osm_sectors").value == ["dentist", "physiotherapist"]


def test_what_was_not_understood_is_said(empty: App, screen: Open) -> None:
    find = screen("find").type("osm_sentence", "circuses and cafés in Rome").press("osm_fill")
    assert "Not understood: circuses." in find.text
    assert find.value("osm_place") == "Rome"


def test_miles_are_told_in_km_and_a_condition_is_told_and_no_part_of_the_place(empty: App, screen: Open) -> None:
    said = "vegan restaurants without a website in Berlin Kreuzberg, 2 miles"
    find = screen("find").type("osm_sentence", said).press("osm_fill")
    assert "restaurants within 3.2 km (2 miles) of Berlin Kreuzberg." in find.text
    assert "Not understood: vegan, without a website." in find.text
    assert (find.value("osm_place"), find.value("osm_radius")) == ("Berlin Kreuzberg", 3.2)


def test_a_radius_too_wide_and_one_that_is_missing_are_told(empty: App, screen: Open) -> None:
    find = screen("find").type("osm_sentence", "hotels within 900 km of Ulm").press("osm_fill")
    assert "500 km at the most" in find.text
    assert "set the radius" in find.type("osm_sentence", "hotels near Ulm").press("osm_fill").text


def test_a_sector_that_is_not_known_is_not_taken_for_all(empty: App, screen: Open) -> None:
    find = screen("find").type("osm_sentence", "tattoo shops in Ulm").press("osm_fill")
    assert "Understood: no sector in Ulm. Not understood: tattoo shops." in find.text


def test_nothing_is_fetched_while_typing_and_a_place_is_looked_up_by_a_button(
    online: App, web: Web, screen: Open
) -> None:
    find = screen("find").type("osm_place", "Freiburg").type("osm_offer", "x").type("osm_ideal", "y")
    assert web.asked == []
    find.press("osm_look_up")
    assert len(web.asked) == 1
    assert "2 places have this name; choose below." in find.text
    find.choose("osm_which", 1).press("start")
    brief = campaigns.overview(online, 1).campaign.brief
    assert "Schweiz" in brief.area
    assert len(web.asked) == 1


def test_another_place_is_not_taken_for_the_one_that_was_looked_up(online: App, screen: Open) -> None:
    find = screen("find").type("osm_place", "Freiburg").press("osm_look_up").type("osm_place", "Ulm")
    assert "Baden-Württemberg" not in find.text.partition("places have this name")[2]
    find.type("osm_offer", "x").type("osm_ideal", "y").press("start")
    assert campaigns.overview(online, 1).campaign.brief.area == ""


def test_a_place_that_is_not_found_or_no_answer_is_said(online: App, web: Web, screen: Open) -> None:
    web.pages["/search"] = "[]"
    find = screen("find").type("osm_place", "Nirgends").press("osm_look_up")
    assert 'The place "Nirgends" was not found' in find.text
    web.pages["/search"] = Reply(status=503)
    assert "too busy to answer" in find.press("osm_look_up").text


def test_the_plan_tells_requests_and_minutes_of_every_source(online: App, screen: Open) -> None:
    recipe = recipes.save(online, Recipe(0, "Guide", "https://guide.example/list"), WHO)
    find = screen("find").type("osm_place", "Freiburg").type("osm_offer", "x").type("osm_ideal", "y")
    find.press("osm_look_up").type("osm_websites", "one.example\nhttps://two.example")
    find.choose("osm_look_in", ["OpenStreetMap", str(recipe.id)])
    assert "1 request" in find.text
    for name in ("OpenStreetMap", "Guide", "web sites"):
        assert f"- {name}" in find.text
    find.press("start")
    brief = campaigns.overview(online, 1).campaign.brief
    assert (brief.directories, brief.source) == ((recipe.id,), "osm")
    assert brief.websites == ("https://one.example/", "https://two.example/")


def test_a_campaign_may_read_directories_and_web_sites_alone(online: App, screen: Open) -> None:
    find = screen("find").type("osm_place", "Freiburg").type("osm_offer", "x").type("osm_ideal", "y")
    find.choose("osm_look_in", [])
    assert "nowhere to look" in find.text
    find.type("osm_websites", "one.example").press("start")
    assert campaigns.overview(online, 1).campaign.brief.source == "web"
    assert screen("find", again="1").value("osm_1_websites") == "https://one.example/"


def test_a_web_site_that_is_none_is_named(online: App, screen: Open) -> None:
    find = screen("find").type("osm_place", "Freiburg").type("osm_offer", "x").type("osm_ideal", "y")
    assert "“ftp://x” is not the address of a web site." in find.type("osm_websites", "ftp://x").text
