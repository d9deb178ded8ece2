"""Weekly interest from daily views, with what is missing in them."""

from datetime import date, timedelta

import pytest

from agents.trends.views import daily_views, weekly_values
from tests.agents.trends.door import days, items

NEWEST = date(2026, 5, 10)
FIRST = NEWEST - timedelta(weeks=104) + timedelta(days=1)
EVEN = dict.fromkeys(days(FIRST, NEWEST), 100)


def without(*gone: date) -> dict[date, int]:
    return {day: count for day, count in EVEN.items() if day not in gone}


def week(age: int) -> list[date]:
    end = NEWEST - timedelta(weeks=age)
    return days(end - timedelta(days=6), end)


def test_views_are_read_by_day_whatever_their_order() -> None:
    figures = items("Café", [(NEWEST, 4), (FIRST, 3)])
    assert daily_views({"items": figures}, "Café") == {FIRST: 3, NEWEST: 4}


def test_a_week_that_misses_three_days_is_the_mean_of_the_others() -> None:
    assert weekly_values(without(*week(3)[:3]), NEWEST, 52) == weekly_values(EVEN, NEWEST, 52)


def test_a_week_that_misses_more_is_left_out_alone() -> None:
    values = weekly_values(without(*week(3)[:4]), NEWEST, 52)
    assert len(values) == 51 and week(3)[-1] not in values and set(values.values()) == {50.0}


def test_the_newest_week_waits_until_it_is_whole() -> None:
    values = weekly_values(without(NEWEST), NEWEST, 52)
    assert len(values) == 51 and max(values) == NEWEST - timedelta(weeks=1)


def test_an_article_of_a_year_ago_has_values_once_there_is_half_a_year_to_compare_with() -> None:
    young = {day: count for day, count in EVEN.items() if day > NEWEST - timedelta(weeks=52)}
    values = weekly_values(young, NEWEST, 52)
    assert min(values) == NEWEST - timedelta(weeks=25) and len(values) == 26


def test_one_famous_week_moves_no_other() -> None:
    famous = EVEN | dict.fromkeys(week(10), 50_000)
    values = weekly_values(famous, NEWEST, 52)
    assert values.pop(week(10)[-1]) == 100.0 and set(values.values()) == {50.0}


def test_interest_that_ends_is_nothing_and_not_unknown() -> None:
    assert weekly_values(EVEN | dict.fromkeys(week(0), 0), NEWEST, 52)[NEWEST] == 0.0


def test_an_article_nobody_reads_has_no_values() -> None:
    assert weekly_values(dict.fromkeys(EVEN, 0), NEWEST, 52) == {}


def test_days_outside_what_was_asked_for_count_for_nothing() -> None:
    strange = EVEN | {NEWEST + timedelta(days=9): 10**6, FIRST - timedelta(days=900): 10**6}
    assert weekly_values(strange, NEWEST, 52) == weekly_values(EVEN, NEWEST, 52)


@pytest.mark.parametrize(("views", "value"), [(25, 12.5), (100, 50.0), (150, 75.0), (200, 100.0), (900, 100.0)])
def test_fifty_is_as_usual_and_a_hundred_twice_that_or_more(views: int, value: float) -> None:
    assert weekly_values(EVEN | dict.fromkeys(week(0), views), NEWEST, 52)[NEWEST] == value
