"""Interest in a sector as page views of its Wikipedia article: of a language's readers, not of a place's people.

Figures: Wikimedia Analytics API, ``pageviews/per-article``, CC0, views by people (agent "user") on all kinds of
devices, days in UTC, since July 2015. Its access policy asks for a user agent with a contact and for requests one
after the other, which is the door's part.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import quote

from agents.trends.articles import article_of
from agents.trends.languages import NAMES, language_of
from agents.trends.source import Door
from agents.trends.views import REFERENCE_WEEKS, daily_views, weekly_values
from storage.errors import NotFound
from storage.records import TrendPoint

BASE = "https://wikimedia.org/api/rest_v1/metrics/pageviews/per-article"
WEEKS = 52

_LOADING_DAYS = 2
"""A day is loaded within about a day after its end in UTC, and the caller's own day may be one ahead of UTC's."""


class WikipediaViews:
    """A trend source whose points are one a week for a year, each on the Sunday that ends the week.

    A point's place is what was measured: "German Wikipedia".

    Args:
        door: how Wikimedia is asked.
        today: the day of the asker.
        fallback: the language (ISO 639-1) for a place that names no country; without one such a place has no points.
        base: address of the service, up to the project.
    """

    name = "Wikipedia page views"

    def __init__(self, door: Door, today: date, fallback: str = "", base: str = BASE) -> None:
        self._door, self._today, self._fallback, self._base = door, today, fallback, base

    def points(self, topic: str, place: str) -> Sequence[TrendPoint]:
        """At most 52 points; empty where the place's language has no article for the topic, or that no views.

        Raises: RateLimited, Blocked, Unavailable.
        """
        language = language_of(place, self._fallback)
        article = article_of(topic, language).replace(" ", "_")
        if not article:
            return []
        newest = _last_sunday(self._today - timedelta(days=_LOADING_DAYS))
        oldest = newest - timedelta(weeks=WEEKS + REFERENCE_WEEKS) + timedelta(days=1)
        try:
            answer = self._door.get(self._url(language, article, oldest, newest), {}, lambda: False)
        except NotFound:
            return []
        values = weekly_values(daily_views(answer, article), newest, WEEKS)
        where = self.measured_at(place)
        return [TrendPoint(topic, where, day, value, self.name) for day, value in values.items()]

    def measured_at(self, place: str) -> str:
        """The place that this source's points for a place are kept under, "" where it knows none."""
        language = language_of(place, self._fallback)
        return f"{NAMES[language]} Wikipedia" if language else ""

    def _url(self, language: str, article: str, oldest: date, newest: date) -> str:
        days = f"{oldest:%Y%m%d}00/{newest:%Y%m%d}00"
        return f"{self._base}/{language}.wikipedia/all-access/user/{quote(article, safe='')}/daily/{days}"


def _last_sunday(day: date) -> date:
    return day - timedelta(days=(day.weekday() + 1) % 7)
