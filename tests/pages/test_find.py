"""Find: say whom you look for, see what will happen, start, stop."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agents.discovery import tags
from graph import campaigns
from graph.app import App
from models.language.folder import CARD, STARTER
from storage.records import LANGUAGES, TONES, CampaignStatus, now
from tests.pages.screen import Screen
from tests.parts import BRIEF, WHO

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


def test_what_was_typed_with_the_click_on_start_counts(found: App, screen: Open) -> None:
    find = screen("find", source="demo")
    next(one for one in find.at.number_input if one.key == "demo_limit").set_value(7)
    find.press("start")
    assert campaigns.overview(found, 2).campaign.brief.limit == 7


def test_what_was_emptied_with_the_click_on_start_is_asked_for(found: App, screen: Open) -> None:
    find = screen("find", source="demo")
    next(one for one in find.at.text_input if one.key == "demo_offer").set_value("")
    find.press("start")
    assert "Finish the sentence" in find.text
    assert len(campaigns.overviews(found)) == 1


def test_stop_keeps_what_was_found_and_offers_to_go_on(found: App, screen: Open) -> None:
    campaigns.go_on(found, 1, WHO)
    find = screen("find").press("stop_1")
    assert "13 businesses were found and are kept." in find.text
    assert find.at.button(key="go_on").label == "Go on"
    find.press("go_on")
    assert campaigns.overview(found, 1).is_working


def test_a_stop_is_told_at_once_while_the_last_page_is_being_read(found: App, screen: Open) -> None:
    campaigns.go_on(found, 1, WHO)
    with found.write() as work:
        work.jobs.claim("a worker", now() + timedelta(minutes=1))
        work.commit()
    find = screen("find").press("stop_1")
    assert "**Stopping…**" in find.text
    assert not find.is_enabled("stop_1")


def test_an_untouched_form_asks_and_reports_no_error(empty: App, screen: Open) -> None:
    find = screen("find")
    assert [len(find.at.info), len(find.at.error)] == [1, 0]


def test_what_cannot_be_used_is_said_in_full(empty: App, screen: Open) -> None:
    find = screen("find", source="demo").choose("demo_channels", [])
    assert find.at.error[0].value.startswith("No channel is chosen")


def test_drawing_the_plan_of_the_demo_starts_no_server(empty: App, screen: Open) -> None:
    assert screen("find", source="demo").has("start")
    assert empty.demo.url.endswith(":0/"), "a server that was started has a port"


def test_openstreetmap_is_credited_where_it_is_asked(empty: App, screen: Open) -> None:
    assert tags.ATTRIBUTION in screen("find").text
    assert tags.ATTRIBUTION not in screen("find", source="demo").text


def test_a_missing_model_is_named_before_the_search_starts(
    serve: Callable[..., App], tmp_path: Path, screen: Open
) -> None:
    serve(writer_folder=tmp_path / "nowhere")
    (warning,) = screen("find", source="demo").at.warning
    assert warning.value.startswith("Writing cannot be done yet:")


def writer_of(folder: Path, *languages: str) -> Path:
    """The starter's folder, its card naming other languages."""
    shutil.copytree(STARTER, folder)
    card = json.loads((STARTER / CARD).read_text(encoding="utf-8"))
    (folder / CARD).write_text(json.dumps({**card, "languages": languages}))
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_campaign_is_started_in_the_language_that_was_chosen(
    language: str, serve: Callable[..., App], tmp_path: Path, screen: Open
) -> None:
    app = serve(writer_folder=writer_of(tmp_path / "writer", *LANGUAGES))
    find = screen("find", source="demo").choose("demo_language", language)
    assert not find.at.warning
    find.press("start")
    assert campaigns.overview(app, 1).campaign.brief.language == language


def test_a_language_that_the_writer_does_not_write_is_said_before_the_start(
    serve: Callable[..., App], tmp_path: Path, screen: Open
) -> None:
    serve(writer_folder=writer_of(tmp_path / "writer", "en"))
    find = screen("find", source="demo")
    assert not find.at.warning
    find.choose("demo_language", "de")
    assert "does not write Deutsch. Download one that does under Settings, Models." in find.text


def test_every_tone_can_be_chosen(empty: App, screen: Open) -> None:
    find = screen("find", source="demo")
    for tone in TONES:
        find.choose("demo_tone", tone)
    find.press("start")
    assert campaigns.overview(empty, 1).campaign.brief.tone == TONES[-1]


def test_a_start_leads_on_to_the_leads(empty: App, screen: Open) -> None:
    find = screen("find", source="demo").press("start")
    assert "leads?" in find.links


def test_a_campaign_is_closed_and_opened_again(found: App, screen: Open) -> None:
    find = screen("find").press("close_1")
    assert "Cafés of Lindental is closed." in find.text
    assert campaigns.overview(found, 1).campaign.status == CampaignStatus.CLOSED
    find.press("reopen")
    assert campaigns.overview(found, 1).campaign.status == CampaignStatus.OPEN


def test_closing_is_taken_back_for_a_running_campaign_only(found: App, screen: Open) -> None:
    find = screen("find").press("close_1").press("undo")
    assert campaigns.overview(found, 1).campaign.status == CampaignStatus.OPEN
    campaigns.stop(found, 1, WHO)
    assert not find.settle().press("close_1").has("undo")
    assert "Cafés of Lindental" not in screen("today").text.partition("Why is nothing happening?")[2]


def test_a_brief_is_changed_and_started_again(found: App, screen: Open) -> None:
    misspelt = campaigns.start(found, replace(BRIEF, place="Munihc", source="osm"), WHO)
    campaigns.stop(found, misspelt.id, WHO)
    find = screen("find", campaign="2")
    assert "find?campaign=2&again=2" in find.links
    find = screen("find", campaign="2", again="2")
    assert (find.value("osm_2_place"), find.value("osm_2_offer")) == ("Munihc", BRIEF.offer)
    find.type("osm_2_place", "Munich").press("start")
    assert campaigns.overview(found, 3).campaign.brief.place == "Munich"
    assert find.value("osm_place") == ""


@pytest.mark.parametrize("again", ["99", "x", "²"])
def test_an_address_that_names_no_campaign_gives_an_empty_form(found: App, screen: Open, again: str) -> None:
    assert screen("find", again=again).value("osm_place") == ""
