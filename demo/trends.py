"""Weekly interest in each trade of the town, made up: a slow wave, a season and some noise."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from demo import trades
from demo.trades import TOWN
from storage.records import TrendPoint

_WEEKS = 53
_YEAR_DAYS = 365.25
_WAVE_DAYS = 6 * _YEAR_DAYS
_WAVE_CENTRE = date(2027, 1, 1)


@dataclass(frozen=True)
class _Course:
    """How interest in a trade runs, in points of 100: its level, its rise a year around the wave's centre (falls are
    negative), and the height and peak week of its season.
    """

    level: float
    rise: float
    swing: float
    peak_week: int


_COURSES = {
    "cafe": _Course(58, 9, 6, 18),
    "restaurant": _Course(62, -3, 7, 27),
    "bakery": _Course(51, 12, 5, 50),
    "bar": _Course(47, -11, 9, 29),
    "hotel": _Course(55, 4, 22, 30),
    "gym": _Course(44, 7, 24, 2),
    "hairdresser": _Course(49, 1, 4, 24),
    "florist": _Course(42, -6, 20, 19),
    "bookshop": _Course(36, 10, 19, 49),
    "bicycle": _Course(53, 16, 25, 20),
    "garage": _Course(46, -2, 10, 42),
    "dentist": _Course(50, 3, 4, 47),
    "veterinary": _Course(40, 8, 6, 22),
    "pharmacy": _Course(48, -5, 13, 5),
}


class DemoTrends:
    """A trend source that knows the town's trades, and nothing of any other place.

    Points are one a week for a year, always on Mondays, none after ``today``; the same week has the same value
    whenever it is asked for.
    """

    name = "demo series"

    def __init__(self, today: date) -> None:
        self._today = today

    def points(self, topic: str, place: str) -> Sequence[TrendPoint]:
        """53 points for a sector slug in Lindental, oldest first; none for another topic or place."""
        course = _COURSES.get(topic)
        if course is None or trades.slugify(place.partition(",")[0]) != TOWN.casefold():
            return []
        last = self._today - timedelta(days=self._today.weekday())
        mondays = [last - timedelta(weeks=age) for age in reversed(range(_WEEKS))]
        return [TrendPoint(topic, TOWN, day, _value(topic, course, day), self.name) for day in mondays]


def _value(topic: str, course: _Course, day: date) -> float:
    """Interest of a week, 0 to 100. The rise is part of a wave of six years, so that it never runs away."""
    reach = course.rise * _WAVE_DAYS / _YEAR_DAYS / (2 * math.pi)
    wave = reach * math.sin(2 * math.pi * (day - _WAVE_CENTRE).days / _WAVE_DAYS)
    since_peak = day.timetuple().tm_yday - 7 * course.peak_week
    season = course.swing * math.cos(2 * math.pi * since_peak / _YEAR_DAYS)
    noise = Random(f"{topic} {day.isoformat()}").gauss(0, 2)
    return round(min(100.0, max(0.0, course.level + wave + season + noise)), 1)
