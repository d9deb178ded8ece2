"""What trend points say today when older points weigh less."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import exp2

from storage.records import Trend, TrendPoint

HALF_LIFE_DAYS = 45
WINDOW_DAYS = 30
SMALLEST_BASE = 1.0

_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31


def assess(points: Sequence[TrendPoint], today: date, half_life_days: float = HALF_LIFE_DAYS) -> Trend | None:
    """What points of one topic and place say on the day ``today``; None where none is of that day or before.

    Sources measure on scales of their own, so only the source of the newest point counts; of several with a point of
    that day, the one with the most points.

    The level is the mean with weights of 0.5 ** (age / half-life), ages in days (counted from the newest point, which
    gives the same mean and never vanishes). The change is the mean of the 30 days up to the newest point against the
    30 days before them, as a share of the latter (of 1 where that is smaller). In a series with one point a month it
    is the newest month against the one before it, whatever their lengths. It is 0 where there is nothing to compare.
    """
    known = _of_one_source([point for point in points if point.day <= today])
    if not known:
        return None
    newest = max(known, key=lambda point: point.day)
    return Trend(
        newest.topic,
        newest.place,
        _level(known, newest.day, half_life_days),
        _change(known, newest.day),
        newest.day,
        newest.source,
    )


def _of_one_source(points: Sequence[TrendPoint]) -> list[TrendPoint]:
    by_source: defaultdict[str, list[TrendPoint]] = defaultdict(list)
    for point in points:
        by_source[point.source].append(point)
    series = by_source.values()
    return max(series, key=lambda one: (max(p.day for p in one), len(one), one[0].source), default=[])


def _level(points: Sequence[TrendPoint], newest: date, half_life_days: float) -> float:
    weights = [exp2((point.day - newest).days / half_life_days) for point in points]
    return sum(weight * point.value for weight, point in zip(weights, points, strict=True)) / sum(weights)


def _change(points: Sequence[TrendPoint], newest: date) -> float:
    ages = sorted({(newest - point.day).days for point in points})
    recent_days, all_days = _windows(ages)
    by_age = [((newest - point.day).days, point.value) for point in points]
    recent = [value for age, value in by_age if age < recent_days]
    before = [value for age, value in by_age if recent_days <= age < all_days]
    if not before:
        return 0.0
    base = sum(before) / len(before)
    return (sum(recent) / len(recent) - base) / max(base, SMALLEST_BASE)


def _windows(ages: Sequence[int]) -> tuple[int, int]:
    """How many days the recent window has, and both windows together; ``ages`` are distinct and ascending.

    Two points of a monthly series can be 28 days apart or 31, so a window of 30 days would hold two of them or one.
    """
    near = [age for age in ages if age <= 2 * _LONGEST_MONTH]
    is_monthly = all(later - earlier >= _SHORTEST_MONTH for earlier, later in pairwise(near))
    if is_monthly and len(near) > 1 and near[1] <= _LONGEST_MONTH:
        return near[1], near[1] + 1
    return WINDOW_DAYS, 2 * WINDOW_DAYS
