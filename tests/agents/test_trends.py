"""What trend points say today."""

from datetime import date, timedelta

import pytest

from agents import trends
from storage.records import TrendPoint

TODAY = date(2026, 5, 1)


def point(age: int, value: float, source: str = "survey") -> TrendPoint:
    return TrendPoint("cafe", "Munich", TODAY - timedelta(days=age), value, source)


def test_no_points_give_no_trend() -> None:
    assert trends.assess([], TODAY) is None


def test_points_of_the_future_are_not_known_yet() -> None:
    assert trends.assess([point(-1, 90)], TODAY) is None
    assert trends.assess([point(3, 40), point(-1, 90)], TODAY) == trends.assess([point(3, 40)], TODAY)


def test_a_point_one_half_life_older_weighs_half() -> None:
    trend = trends.assess([point(45, 10), point(0, 40)], TODAY, half_life_days=45)
    assert trend is not None and trend.level == pytest.approx((40 + 0.5 * 10) / 1.5)


def test_a_shorter_half_life_forgets_faster() -> None:
    points = [point(60, 0), point(0, 100)]
    fast, slow = trends.assess(points, TODAY, 10), trends.assess(points, TODAY, 100)
    assert fast is not None and slow is not None and fast.level > slow.level


def test_change_compares_the_last_30_days_with_the_30_before() -> None:
    trend = trends.assess([point(59, 50), point(30, 50), point(29, 60), point(0, 60)], TODAY)
    assert trend is not None and trend.change == pytest.approx(0.2)


def test_without_an_earlier_window_there_is_no_change() -> None:
    trend = trends.assess([point(200, 5), point(0, 60)], TODAY)
    assert trend is not None and trend.change == 0


def test_a_rise_from_nothing_is_finite() -> None:
    trend = trends.assess([point(40, 0), point(0, 30)], TODAY)
    assert trend is not None and trend.change == 30


def test_day_and_source_are_those_of_the_newest_point_in_any_order() -> None:
    trend = trends.assess([point(2, 40, "new"), point(50, 30, "old")], TODAY)
    assert trend is not None
    assert (trend.day, trend.source, trend.topic, trend.place) == (TODAY - timedelta(days=2), "new", "cafe", "Munich")


def test_points_of_another_century_still_have_a_level() -> None:
    trend = trends.assess([point(200_000, 30)], TODAY)
    assert trend is not None and trend.level == pytest.approx(30)
