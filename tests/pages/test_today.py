"""Today: what needs a person now."""

from collections.abc import Callable

from graph import campaigns, leads, preferences
from graph.app import App
from storage.lead_filter import leads_of
from tests.pages.data import BRIEF, import_list, work
from tests.pages.screen import Screen
from tests.parts import TWELVE, WHO

Open = Callable[..., Screen]


def test_the_first_time_it_offers_three_ways_to_begin(empty: App, screen: Open) -> None:
    today = screen("today")
    assert today.has("start_demo")
    assert "find?" in today.links
    assert "find?source=file" in today.links


def test_the_link_to_an_import_opens_the_import(empty: App, screen: Open) -> None:
    assert screen("find", source="file").at.file_uploader(key="list")


def test_starting_the_demo_names_a_demo_sender_and_asks_for_the_search(empty: App, screen: Open) -> None:
    today = screen("today").press("start_demo")
    assert "The demo town is being searched." in today.text
    (view,) = campaigns.overviews(empty)
    assert view.campaign.brief.is_demo
    assert view.is_working
    assert today.has(f"stop_{view.campaign.id}")


def test_it_lists_what_waits_most_pressing_first_each_with_its_campaign(drafted: App, screen: Open) -> None:
    today = screen("today")
    assert today.text.index("drafts to approve") < today.text.index("leads to pick")
    assert [link.partition("?")[0] for link in today.links] == ["content", "leads"]
    assert all("campaign=1" in link for link in today.links)


def test_it_says_why_nothing_happens(drafted: App, screen: Open) -> None:
    preferences.pause(drafted, True, WHO)
    campaigns.stop(drafted, 1, WHO)
    today = screen("today")
    assert "Sending is paused." in today.text
    assert "Cafés of Lindental is stopped." in today.text


def test_two_campaigns_at_work_stand_side_by_side_and_stop_one_by_one(found: App, screen: Open) -> None:
    campaigns.start(found, campaigns.DEMO_BRIEF, WHO)
    campaigns.start(found, campaigns.DEMO_BRIEF, WHO)
    screen("today").press("stop_3")
    stopped = [view.campaign.id for view in campaigns.overviews(found) if not view.is_working]
    assert 3 in stopped
    assert 2 not in stopped


def test_a_link_to_another_campaign_opens_that_campaign(found: App, screen: Open) -> None:
    second = import_list(found, list(TWELVE[:4]), name="A second one")
    tab = screen("leads", campaign="1")
    assert len(tab.names) == 13
    tab.address["campaign"] = str(second)
    assert len(tab.settle().names) == 4
    assert len(tab.go("results").go("leads").names) == 4


def test_a_campaign_that_waits_for_nobody_says_so(found: App, screen: Open) -> None:
    everything = leads.matching(found, leads_of(1))
    leads.reject(found, everything, "other", "", WHO)
    assert "Nothing waits for you." in screen("today").text


def test_a_failed_search_says_what_happened_and_offers_to_try_again(found: App, screen: Open) -> None:
    (found.settings.imports / campaigns.overview(found, 1).campaign.brief.file).unlink()
    with_file = campaigns.overview(found, 1).campaign.brief
    failed = campaigns.start(found, with_file, WHO)
    work(found)
    find = screen("find", campaign=str(failed.id))
    assert "is no longer there. Import it again." in find.text
    assert find.at.button(key="go_on").label == "Try again"
    assert BRIEF.name in screen("today").text


def test_of_two_campaigns_of_one_name_the_chosen_one_opens_and_stays_open(found: App, screen: Open) -> None:
    import_list(found, list(TWELVE[:4]))
    tab = screen("leads").choose("campaign", 1)
    assert len(tab.names) == 13
    campaigns.stop(found, 1, WHO)
    assert "This campaign is stopped." in tab.settle().text
    assert len(tab.settle().names) == 13
