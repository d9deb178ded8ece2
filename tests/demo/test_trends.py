"""What the made-up series say."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from agents.trends import TrendSource
from demo import town
from demo.trends import DemoTrends

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("sector", town.build().trades)
def test_every_trade_has_a_point_a_week_for_a_year(sector: str) -> None:
    points = DemoTrends(TODAY).points(sector, "Lindental")
    days = [point.day for point in points]

    assert len(points) == 53
    assert {later - earlier for earlier, later in pairwise(days)} == {timedelta(weeks=1)}
    assert TODAY - timedelta(days=6) <= days[-1] <= TODAY
    assert all(0 <= point.value <= 100 and point.source == "demo series" for point in points)
    assert len({point.value for point in points}) > 20


def test_a_week_keeps_its_value_when_asked_later() -> None:
    source: TrendSource = DemoTrends(TODAY)
    now = {point.day: point.value for point in source.points("cafe", "Lindental")}
    later = {point.day: point.value for point in DemoTrends(TODAY + timedelta(days=70)).points("cafe", "lindental")}

    shared = now.keys() & later.keys()
    assert len(shared) == 43
    assert all(now[day] == later[day] for day in shared)


def test_gyms_are_looked_for_after_new_year_and_bicycles_in_spring() -> None:
    def best_month(sector: str) -> int:
        return max(DemoTrends(TODAY).points(sector, "Lindental"), key=lambda point: point.value).day.month

    assert best_month("gym") in (12, 1, 2)
    assert best_month("bicycle") in (4, 5, 6)


@pytest.mark.parametrize(("topic", "place"), [("cafe", "Munich"), ("supermarket", "Lindental"), ("cafe", "")])
def test_nothing_is_known_of_other_places_and_topics(topic: str, place: str) -> None:
    assert list(DemoTrends(TODAY).points(topic, place)) == []
