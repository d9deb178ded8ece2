"""Page views of an article: read from Wikimedia's answer, and put on a scale that stays the same from day to day."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from statistics import fmean, median
from typing import Any

from storage.errors import Unavailable

USUAL = 50.0
REFERENCE_WEEKS = 52

_LEAST_REFERENCE = REFERENCE_WEEKS // 2
_LEAST_DAYS = 4
_MOST_VIEWS = 10**12
_STAMP = re.compile(r"[0-9]{8}00")


def daily_views(answer: Any, article: str) -> dict[date, int]:
    """Views by day (UTC) in an answer of ``pageviews/per-article``; days without a view are left out there.

    Raises Unavailable where the answer is not of that form, or of another article.
    """
    items = answer.get("items") if isinstance(answer, dict) else None
    if not isinstance(items, list):
        raise _nonsense("has no list of figures")
    views: dict[date, int] = {}
    for item in items:
        day, count = _figure(item, article)
        if views.setdefault(day, count) != count:
            raise _nonsense(f"gives {day} twice")
    return views


def weekly_values(views: Mapping[date, int], newest: date, weeks: int) -> dict[date, float]:
    """Interest in each of the last weeks that end with ``newest``, 0 to 100, by the week's last day.

    50 is the median week of the 52 before, 100 twice that or more: a value depends on nothing later, so that the same
    week has the same value whenever it is asked for. Weeks with fewer than four days are left out, the newest one
    unless it is whole; so are those with less than half a year to compare with.
    """
    means = {end: _mean(views, end, 7 if end == newest else _LEAST_DAYS) for end in _ends(newest, weeks)}
    values = {}
    for end, mean in means.items():
        before = [
            known
            for age in range(1, REFERENCE_WEEKS + 1)
            if (known := _mean(views, _weeks_before(end, age))) is not None
        ]
        usual = median(before) if len(before) >= _LEAST_REFERENCE else 0.0
        if mean is not None and usual:
            values[end] = round(min(100.0, USUAL * mean / usual), 1)
    return values


def _ends(newest: date, weeks: int) -> list[date]:
    return [_weeks_before(newest, age) for age in reversed(range(weeks))]


def _weeks_before(day: date, weeks: int) -> date:
    return day - timedelta(weeks=weeks)


def _mean(views: Mapping[date, int], end: date, least_days: int = _LEAST_DAYS) -> float | None:
    """Views a day in the week up to ``end``, over the days that are there; None where they are too few."""
    known = [views[day] for age in range(7) if (day := end - timedelta(days=age)) in views]
    return fmean(known) if len(known) >= least_days else None


def _figure(item: Any, article: str) -> tuple[date, int]:
    if not isinstance(item, dict) or item.get("article", article) != article:
        raise _nonsense("is not of the article that was asked for")
    stamp, count = item.get("timestamp"), item.get("views")
    if not isinstance(stamp, str) or not _STAMP.fullmatch(stamp):
        raise _nonsense(f"has no day in {str(stamp)[:20]!r}")
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= _MOST_VIEWS:
        raise _nonsense(f"has no number of views in {str(count)[:20]!r}")
    try:
        return date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8])), count
    except ValueError:
        raise _nonsense(f"has no day in {stamp!r}") from None


def _nonsense(what: str) -> Unavailable:
    return Unavailable(
        f"Wikimedia's answer {what}.",
        kept="What was known before is kept.",
        todo="Try again later; if it stays so, the format of its page views has changed.",
    )
