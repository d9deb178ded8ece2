"""How long a search will take, from its plan and what was measured here."""

import pytest

from agents.discovery.source import Plan
from graph import expected
from graph.expected import SCORING, Speed
from storage.records import SearchRun
from tests.parts import Desk, business


def plan(seconds: float, usual: int, *parts: Plan) -> Plan:
    named = tuple((f"part {number}", part) for number, part in enumerate(parts))
    return Plan(("a town",), 2 * usual, seconds, usual=usual, parts=named)


@pytest.mark.parametrize(
    ("told", "kind", "seconds"),
    [
        (plan(10, 100), "web", 10),
        (plan(1, 1000), "web", 100),
        (plan(0, 1000), "demo", 20),
        (plan(0, 0), "web", 0),
        (plan(11, 1100, plan(10, 100), plan(1, 1000)), "web", 110),
    ],
)
def test_a_search_takes_as_long_as_its_hosts_ask_for_or_its_pages_take(told: Plan, kind: str, seconds: float) -> None:
    assert expected.finding(told, kind, Speed({"web": 0.1, "demo": 0.02})) == pytest.approx(seconds)


def test_scoring_adds_its_own_time() -> None:
    speed = Speed({"web": 0.1, SCORING: 0.05})
    assert expected.whole(plan(10, 50), "web", 200, speed) == pytest.approx(10 + 10)


def test_what_was_never_measured_is_taken_as_on_a_small_laptop() -> None:
    assert expected.finding(plan(0, 1000), "demo", Speed()) == pytest.approx(25)
    assert expected.finding(plan(0, 100_000), "file", Speed()) == pytest.approx(40)


def test_a_search_that_is_over_is_what_the_next_one_is_expected_to_take(desk: Desk) -> None:
    desk.source.businesses = [business(f"Café {number}") for number in range(3 * expected.FEWEST)]
    campaign = desk.start()
    speed, search = expected.speed(desk.app), newest(desk, campaign)
    assert search.pages == expected.FEWEST
    assert 0 < speed.of("listed") <= search.seconds / search.pages * 1.01
    assert 0 < speed.of(SCORING) < 1


def test_a_few_pages_say_nothing_of_the_next_search(desk: Desk) -> None:
    desk.start()
    assert expected.speed(desk.app) == Speed()


def test_what_another_machine_took_says_nothing(desk: Desk) -> None:
    with desk.app.write() as work:
        work.preferences.set(expected.KEPT_AS, {"machine": "another", "seconds": {"web": 9.0}})
        work.commit()
    assert expected.speed(desk.app) == Speed()


def newest(desk: Desk, campaign: int) -> SearchRun:
    search = desk.view(campaign).search
    assert search is not None
    return search
