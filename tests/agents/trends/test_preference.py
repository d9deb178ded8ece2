"""Several trend sources behind one."""

from collections.abc import Sequence
from datetime import date

import pytest

from agents.trends.preference import Preferred
from storage.errors import HandpickedError, RateLimited, Unavailable
from storage.records import TrendPoint

DAY = date(2026, 5, 1)


class Knowing:
    """A source that says what it was given, or fails as it was given, and counts how often it was asked."""

    def __init__(self, name: str, says: float | HandpickedError | None) -> None:
        self.name, self._says, self.asked = name, says, 0

    def points(self, topic: str, place: str) -> Sequence[TrendPoint]:
        self.asked += 1
        if isinstance(self._says, HandpickedError):
            raise self._says
        return [] if self._says is None else [TrendPoint(topic, place, DAY, self._says, self.name)]


def test_the_first_source_that_knows_answers_and_the_rest_are_not_asked() -> None:
    silent, own, public = Knowing("silent", None), Knowing("own", 40), Knowing("public", 60)
    assert Preferred([silent, own, public]).points("cafe", "Munich") == (TrendPoint("cafe", "Munich", DAY, 40, "own"),)
    assert (silent.asked, own.asked, public.asked) == (1, 1, 0)


def test_a_failed_source_is_stood_in_for_and_named() -> None:
    broken = RateLimited("Slow down.")
    told = Preferred([Knowing("own", broken), Knowing("public", 60)]).ask("cafe", "Munich")
    assert [point.source for point in told.points] == ["public"]
    assert told.failed == (("own", broken),)


def test_where_nobody_knows_the_first_failure_is_no_empty_result() -> None:
    first, second = Unavailable("Down."), RateLimited("Slow down.")
    sources = [Knowing("a", None), Knowing("b", first), Knowing("c", second), Knowing("d", None)]
    with pytest.raises(Unavailable) as caught:
        Preferred(sources).points("cafe", "Munich")
    assert caught.value is first


def test_nothing_is_known_where_every_source_says_so() -> None:
    assert Preferred([Knowing("a", None), Knowing("b", None)]).points("cafe", "Munich") == ()
    assert Preferred([]).points("cafe", "Munich") == ()


def test_its_name_is_those_of_its_sources() -> None:
    assert Preferred([Knowing("own", 1), Knowing("public", 2)]).name == "own, public"
