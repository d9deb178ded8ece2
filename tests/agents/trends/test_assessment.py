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


def series(days: list[date], values: list[float], source: str = "survey") -> list[TrendPoint]:
    return [TrendPoint("cafe", "Munich", day, value, source) for day, value in zip(days, values, strict=True)]


def months(count: int, first: date, *, at_end: bool) -> list[date]:
    """A day of each of so many months, the first or the last."""
    firsts = [date(first.year + (first.month - 1 + i) // 12, (first.month - 1 + i) % 12 + 1, 1) for i in range(count)]
    return [day - timedelta(days=1) for day in firsts[1:]] if at_end else firsts


@pytest.mark.parametrize("at_end", [False, True])
@pytest.mark.parametrize("length", range(2, 27))
def test_a_monthly_series_compares_the_newest_month_with_the_one_before(length: int, at_end: bool) -> None:
    days = months(length + at_end, date(2023, 11, 1), at_end=at_end)
    values = [float(10 + i**2 % 37) for i in range(length)]
    trend = trends.assess(series(days, values), TODAY)
    assert trend is not None
    assert trend.change == pytest.approx((values[-1] - values[-2]) / values[-2])


def test_a_gap_wider_than_both_windows_leaves_nothing_to_compare() -> None:
    trend = trends.assess(series([date(2025, 1, 1), date(2025, 2, 1), date(2025, 4, 3)], [10, 20, 90]), TODAY)
    assert trend is not None and trend.change == 0


def test_a_quarterly_series_has_a_level_and_no_change() -> None:
    days = [date(2025, month, 1) for month in (1, 4, 7, 10)]
    trend = trends.assess(series(days, [10, 20, 40, 80]), TODAY)
    assert trend is not None and trend.change == 0 and 20 < trend.level < 80


def test_a_daily_series_compares_whole_windows() -> None:
    days = [TODAY - timedelta(days=age) for age in reversed(range(120))]
    trend = trends.assess(series(days, [20.0] * 60 + [40.0] * 30 + [50.0] * 30), TODAY)
    assert trend is not None and trend.change == pytest.approx(0.25)


def test_days_that_are_missing_leave_a_daily_series_its_windows() -> None:
    days = [TODAY - timedelta(days=age) for age in reversed(range(60)) if age % 7 and age not in range(3, 20)]
    trend = trends.assess(series(days, [40.0 if (TODAY - day).days >= 31 else 50.0 for day in days]), TODAY)
    assert trend is not None and trend.change == pytest.approx(0.25)


def test_a_weekly_series_with_gaps_is_not_taken_for_a_monthly_one() -> None:
    days = [TODAY - timedelta(days=age) for age in (42, 35, 28, 0)]
    trend = trends.assess(series(days, [10, 10, 30, 50]), TODAY)
    assert trend is not None and trend.change == pytest.approx((40 - 10) / 10)


def test_an_old_monthly_part_leaves_a_series_that_became_daily_its_windows() -> None:
    daily = [TODAY - timedelta(days=age) for age in reversed(range(70))]
    old = months(12, date(2025, 1, 1), at_end=False)
    trend = trends.assess(series(old + daily, [5.0] * 12 + [40.0] * 40 + [60.0] * 30), TODAY)
    assert trend is not None and trend.change == pytest.approx(0.5)


def test_one_point_is_a_level_without_a_change() -> None:
    trend = trends.assess([point(0, 40)], TODAY)
    assert trend is not None and (trend.level, trend.change) == (40, 0)


def test_a_fall_to_nothing_is_a_fall_by_all() -> None:
    trend = trends.assess([point(31, 40), point(0, 0)], TODAY)
    assert trend is not None and trend.change == -1


def test_scales_of_two_sources_are_never_mixed() -> None:
    own, public = [point(3, 20, "own"), point(35, 10, "own")], [point(40, 90, "public"), point(0, 99, "public")]
    assert trends.assess([*own, *public], TODAY) == trends.assess(public, TODAY)


def test_of_two_sources_of_the_same_day_the_one_with_more_points_speaks() -> None:
    long, short = [point(0, 20, "a"), point(35, 10, "a")], [point(0, 99, "b")]
    assert trends.assess([*short, *long], TODAY) == trends.assess([*long, *short], TODAY) == trends.assess(long, TODAY)
