"""Coverage: what a search read and left, what is new and gone, its caps, and when it runs again."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph import campaigns, coverage, runs
from graph.app import App
from storage.records import CampaignStatus, RunStatus, SearchRun
from tests.pages.data import work
from tests.pages.screen import Screen
from tests.parts import BRIEF, TWELVE, WHO, ListedSource, business

Open = Callable[..., Screen]


@pytest.fixture
def source() -> ListedSource:
    return ListedSource()


@pytest.fixture
def listed(empty: App, source: ListedSource) -> App:
    """The application behind the screens, with a list as its only source."""
    return replace(empty, sources={"listed": lambda _: source})


def searched(app: App, **brief: object) -> SearchRun:
    campaign = campaigns.start(app, replace(BRIEF, **brief), WHO)  # type: ignore[arg-type]
    work(app)
    return newest(app, campaign.id)


def newest(app: App, campaign: int = 1) -> SearchRun:
    search = campaigns.overview(app, campaign).search
    assert search is not None
    return search


def again(app: App) -> None:
    runs.search_again(app, 1, WHO)
    work(app)


def figures(at: Screen) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.at.metric}


def test_before_the_first_campaign_it_says_how_to_begin(empty: App, screen: Open) -> None:
    assert "Nothing was searched yet." in screen("coverage").text


def test_a_search_that_waits_for_the_worker_is_under_way(listed: App, screen: Open) -> None:
    campaigns.start(listed, BRIEF, WHO)
    assert "under way" in screen("coverage").text


def test_a_search_tells_what_it_found_and_what_it_read(listed: App, source: ListedSource, screen: Open) -> None:
    source.silent, source.forbidden = {"page 2"}, {"page 4"}
    searched(listed)
    at = screen("coverage")
    assert "finished after" in at.text
    assert figures(at) == {
        "Found": "6",
        "New": "6",
        "Known": "0",
        "Duplicates": "0",
        "Pages": "3",
    }
    assert "**Entries** · 3 of 4 done, 1 gave no answer" in at.text
    assert "**3 pages** asked for:\n- **2** fetched\n- **1** failed\n  - 1: " in at.text
    assert "**1 page** not asked for:\n- **1** skipped by robots.txt\n  - 1: Disallow: /" in at.text
    assert "4 addresses in all" in at.text


def test_what_was_silent_is_read_again_with_one_press(listed: App, source: ListedSource, screen: Open) -> None:
    source.silent = {"page 2"}
    searched(listed)
    at = screen("coverage")
    source.silent = set()
    at.press("read_again")
    assert "One page is read again." in at.text
    work(listed)
    assert figures(screen("coverage"))["Found"] == "12"
    assert not screen("coverage").has("read_again")


def test_a_search_is_run_again_and_tells_what_is_new_and_gone(listed: App, source: ListedSource, screen: Open) -> None:
    source.businesses = TWELVE[:9]
    searched(listed)
    source.businesses = TWELVE[3:]
    at = screen("coverage").press("search_again")
    assert "Search 2 has started." in at.text
    work(listed)
    at = screen("coverage")
    shown = figures(at)
    assert (shown["Found"], shown["New"], shown["Gone"], shown["Overlap"]) == ("9", "3", "3", "67%")
    at = screen("coverage", part="runs")
    assert "**6** businesses were found by both, 67% of those of search 1." in at.text
    assert "Only in search 2 (3)" in at.text
    assert "Hotel Berg" in at.text and "Café Linde" in at.text
    assert {"leads?campaign=1&where=run.is.2~run.not.1", "leads?campaign=1&where=run.is.1~run.not.2"} <= set(at.links)


def test_today_tells_what_a_search_brought_that_ran_again(listed: App, source: ListedSource, screen: Open) -> None:
    source.businesses = TWELVE[:9]
    searched(listed)
    again(listed)
    assert " new, " not in screen("today").text
    source.businesses = TWELVE[3:]
    again(listed)
    at = screen("today")
    assert "3 new, 3 gone since" in at.text
    assert "leads?campaign=1&where=run.is.3~run.not.2" in at.links
    source.silent, source.businesses = {"page 1"}, (*TWELVE[3:], business("Café Neu"))
    again(listed)
    assert "1 new, whether any are gone cannot be said since" in screen("today").text


def test_an_earlier_search_is_looked_at_by_its_address_and_has_no_verbs(listed: App, screen: Open) -> None:
    searched(listed)
    again(listed)
    at = screen("coverage", search="1")
    assert at.address["search"] == "1"
    assert not at.has("search_again")
    assert screen("coverage", search="99").has("search_again")


def test_a_cap_is_raised_and_the_search_goes_on(listed: App, screen: Open) -> None:
    searched(listed, max_pages=3)
    at = screen("coverage")
    assert "stopped by the cap of 3 pages" in at.text
    assert "1 still to read" in at.text
    assert "stopped by its cap of 3 pages" in screen("find").text
    at.choose("raise_max_pages_3", 50).press("raise_cap")
    assert "goes on where it stopped" in at.text
    work(listed)
    assert (newest(listed).status, newest(listed).found) == (RunStatus.FINISHED, 12)


def test_a_search_under_way_shows_its_figures_and_no_verb_but_stop(listed: App, screen: Open) -> None:
    campaigns.start(listed, BRIEF, WHO)
    at = screen("coverage")
    assert "under way" in at.text
    assert at.has("stop_1") and not at.has("search_again")


def test_a_stopped_search_says_so_and_cannot_be_run_again_before_it_goes_on(listed: App, screen: Open) -> None:
    searched(listed)
    campaigns.stop(listed, 1, WHO)
    assert not screen("coverage").is_enabled("search_again")


def test_the_schedule_is_chosen_and_the_next_date_is_said(listed: App, screen: Open) -> None:
    searched(listed)
    at = screen("coverage")
    assert "only when you say so" in at.text
    at.choose("every_days_1_0", 7)
    assert "Every week from now on" in at.text
    assert campaigns.overview(listed, 1).campaign.brief.every_days == 7
    assert "nobody is written to" in at.text
    at.choose("every_days_1_7", 0)
    assert "no longer searched by itself" in at.text


def test_a_closed_campaign_is_not_searched_by_itself(listed: App, screen: Open) -> None:
    searched(listed, every_days=7)
    campaigns.finish(listed, 1, WHO)
    assert campaigns.overview(listed, 1).campaign.status == CampaignStatus.CLOSED
    assert "Not while the campaign is closed." in screen("coverage").text


def test_the_addresses_are_listed_by_what_became_of_them(listed: App, source: ListedSource, screen: Open) -> None:
    source.forbidden = {"page 4"}
    search = searched(listed)
    at = screen("coverage", part="visits")
    assert len(at.table) == 4
    at.choose("outcome", ["skipped by robots.txt"])
    assert list(at.table["address"]) == ["list:page 4"]
    assert at.address["outcome"] == "skipped by robots.txt"
    assert len(coverage.visits(listed, search.id, ["fetched"], 0, 10)) == 3


def test_an_outcome_that_another_search_lacks_is_no_longer_chosen(
    listed: App, source: ListedSource, screen: Open
) -> None:
    source.forbidden = {"page 4"}
    searched(listed)
    source.forbidden = set()
    again(listed)
    at = screen("coverage", part="visits", search="1").choose("outcome", ["skipped by robots.txt"])
    at.choose("search", "2")
    assert len(at.table) == 4


def test_an_imported_list_is_not_searched_again(found: App, screen: Open) -> None:
    at = screen("coverage")
    assert figures(at)["Found"] == "13"
    assert not at.has("search_again")
    assert "Search again by itself" not in at.text
