"""Trends: each sector with its line, source and age, what it did to the scores, and figures of one's own."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from graph.app import App
from pages.parts.trend_series import change_in_words, effect
from storage.records import Trend
from tests.pages.data import work
from tests.pages.screen import Screen

Open = Callable[..., Screen]
OWN = f"topic,place,day,value\ncafe,Lindental,{date.today()},80\nmoon,Lindental,2026-01-01,5\n".encode()


def given(screen: Screen, data: bytes) -> Screen:
    screen.at.file_uploader[0].set_value(("mine.csv", data, "text/csv"))
    return screen.settle()


def test_before_the_first_campaign_the_screen_says_what_to_do(empty: App, screen: Open) -> None:
    assert "Trends are looked up when businesses are found." in screen("trends").text


def test_a_sector_that_no_source_knows_says_so_and_google_is_not_promised(found: App, screen: Open) -> None:
    trends = screen("trends", campaign="1")
    assert "no source knows it, so it is no part of the score" in trends.text
    assert "Google Trends is not asked" in trends.text.replace("**", "")


def test_own_figures_are_looked_at_added_shown_and_removed(found: App, screen: Open) -> None:
    trends = given(screen("trends", campaign="1"), OWN)
    assert "1 point can be used, 1 row cannot." in trends.text.replace("**", "")
    assert trends.table["What is wrong"][0] == "'moon' is no sector."
    trends.press("own_add")
    assert "own figures (mine)" in trends.text
    work(found)
    trends.press("own_remove_0")
    assert "Removed: 1 point of own figures (mine)" in trends.text


def test_a_series_of_several_days_is_drawn(found: App, screen: Open) -> None:
    days = "".join(f"cafe,Lindental,{date.today() - timedelta(days=7 * week)},{50 + week}\n" for week in range(5))
    trends = given(screen("trends", campaign="1"), f"topic,place,day,value\n{days}".encode()).press("own_add")
    assert not trends.at.get("image")
    work(found)
    assert len(screen("trends", campaign="1").at.get("image")) == 1


def test_a_file_that_cannot_be_read_says_why(found: App, screen: Open) -> None:
    trends = given(screen("trends", campaign="1"), b"a,b\n1,2\n")
    assert trends.at.error[0].value.startswith("mine")
    assert not trends.has("own_add")


def test_the_sources_are_asked_again_at_a_persons_word(found: App, screen: Open) -> None:
    assert "The sources are asked again" in screen("trends", campaign="1").press("trends_again").text


@pytest.mark.parametrize(
    ("change", "words"),
    [(0.0, "steady"), (0.05, "a little rising (+5% in a month)"), (-0.5, "sharply falling (-50% in a month)")],
)
def test_a_change_is_put_into_words(change: float, words: str) -> None:
    assert change_in_words(change) == words


def test_a_trend_that_falls_from_a_high_level_says_why_it_still_helps() -> None:
    said = effect(1.25, Trend("cafe", "Ulm", 90, -0.1, date(2026, 1, 1), "x"))
    assert "It counts 65 of 100: half is its level (90), half its direction (40, where 50 is steady)." in said
    assert "more than these leads' other factors, so it moved their scores up by 1.2 points" in said
    assert "neither up nor down" in effect(0.01, None)
