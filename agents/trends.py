"""Trends: points from a source, and what they say today when older points weigh less."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import exp2
from typing import Protocol

from storage.records import Trend, TrendPoint

HALF_LIFE_DAYS = 45
WINDOW_DAYS = 30
SMALLEST_BASE = 1.0


class TrendSource(Protocol):
    """Where trend points come from; ``name`` is stored with each point."""

    name: str

    def points(self, topic: str, place: str) -> Sequence[TrendPoint]:
        """Points for a topic (a sector slug) at a place, oldest first; empty where the source knows nothing.

        Raises: Unavailable, RateLimited, Auth where the source did not answer.
        """


def assess(points: Sequence[TrendPoint], today: date, half_life_days: float = HALF_LIFE_DAYS) -> Trend | None:
    """What points of one topic and place say on the day ``today``; None where none is of that day or before.

    The level is the mean with weights of 0.5 ** (age / half-life), ages in days (counted from the newest point, which
    gives the same mean and never vanishes). The change is the mean of the 30 days
    up to the newest point against the 30 days before them, as a share of the latter (of 1 where that is smaller); it is
    0 where either is empty. Day and source are those of the newest point.
    """
    known = [point for point in points if point.day <= today]
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


def _level(points: Sequence[TrendPoint], newest: date, half_life_days: float) -> float:
    weights = [exp2((point.day - newest).days / half_life_days) for point in points]
    return sum(weight * point.value for weight, point in zip(weights, points, strict=True)) / sum(weights)


def _change(points: Sequence[TrendPoint], newest: date) -> float:
    window = timedelta(days=WINDOW_DAYS)
    recent = [point.value for point in points if point.day > newest - window]
    before = [point.value for point in points if newest - 2 * window < point.day <= newest - window]
    if not before:
        return 0.0
    base = sum(before) / len(before)
    return (sum(recent) / len(recent) - base) / max(base, SMALLEST_BASE)
