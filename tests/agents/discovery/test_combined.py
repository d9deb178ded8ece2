"""Several sources in one campaign: one after the other, each with its share, none stopped by another's failure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from agents.discovery.combined import CombinedSource
from agents.discovery.source import Found, Item, Past, Plan, Query, Step
from storage.errors import BadConfig, BadInput, Unavailable
from tests.parts import business

QUERY = Query("Lindental", (), 100, 100)


@dataclass
class Pages:
    """A source of pages that hold one business each; it breaks at a page."""

    name: str
    count: int = 3
    breaks_at: int = -1
    error: Exception = field(default_factory=lambda: Unavailable("It is down."))
    asked: list[str] = field(default_factory=list)

    def plan(self, query: Query) -> Plan:
        return Plan((self.name,), min(self.count, query.limit), 2.0, 1)

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        left = query.limit - query.found
        for number in range(self.count):
            item = f"page {number}"
            if item in past.done or left <= 0:
                continue
            if should_stop():
                return
            if number == self.breaks_at:
                raise self.error
            self.asked.append(item)
            left -= 1
            following = (Item(f"page {number + 1}", "list"),)
            yield Step(item, (Found(business(f"{self.name} {number}"), ()),), self.count, ahead=following)


def find(*sources: Pages, query: Query = QUERY, past: Past | None = None) -> list[Step]:
    return list(CombinedSource(sources).find(query, past or Past(), lambda: False))


def names(steps: list[Step]) -> list[str]:
    return [found.business.name for step in steps for found in step.found]


def test_sources_are_read_one_after_the_other_and_their_items_stay_apart() -> None:
    steps = find(Pages("A", 2), Pages("B", 1), Pages("A", 1))
    assert names(steps) == ["A 0", "A 1", "B 0", "A 0"]
    assert [step.item for step in steps] == [
        "A: page 0",
        "A: page 1",
        "A: read to its end (2 businesses, 0 pages)",
        "B: page 0",
        "B: read to its end (1 businesses, 0 pages)",
        "A 2: page 0",
        "A 2: read to its end (1 businesses, 0 pages)",
    ]
    assert steps[0].ahead == (Item("A: page 1", "list"),)


def test_one_that_fails_is_told_and_stops_no_other() -> None:
    steps = find(Pages("A", breaks_at=1), Pages("B"))
    assert names(steps) == ["A 0", "B 0", "B 1", "B 2"]
    (failed,) = (step for step in steps if step.problem)
    assert (failed.item, failed.problem, failed.is_passing) == ("A: as a whole", "It is down.", True)


def test_a_failure_that_does_not_pass_is_no_passing_step() -> None:
    steps = find(Pages("A", breaks_at=0, error=BadConfig("No contact.")), Pages("B"))
    assert [step.is_passing for step in steps if step.problem] == [False]


def test_where_all_fail_the_search_fails() -> None:
    with pytest.raises(Unavailable, match="It is down"):
        find(Pages("A", breaks_at=0), Pages("B", breaks_at=1))


def test_without_a_source_there_is_nowhere_to_look() -> None:
    with pytest.raises(BadInput, match="nowhere to look"):
        CombinedSource([])


@pytest.mark.parametrize(("limit", "found"), [(4, ["A 0", "A 1", "B 0", "B 1"]), (7, ["A 0", "A 1", "A 2", "A 3"])])
def test_each_has_its_share_of_the_limit_and_what_is_left_goes_on(limit: int, found: list[str]) -> None:
    query = Query("", (), limit, 100)
    told = names(find(Pages("A", 9), Pages("B", 9), query=query))
    assert (len(told), told[: len(found)]) == (limit, found)
    assert len(names(find(Pages("A", 1), Pages("B", 9), query=query))) == limit


@pytest.mark.parametrize("cut", range(1, 8))
def test_a_search_that_is_cut_off_anywhere_goes_on_where_it_was(cut: int) -> None:
    query = Query("", (), 5, 100)
    whole = find(Pages("A", 9), Pages("B", 9), query=query)
    before = whole[:cut]
    done = frozenset(step.item for step in before)
    ahead = tuple(item for step in before for item in step.ahead if item.name not in done)
    again = Query("", (), 5, 100, found=len(names(before)))
    rest = find(Pages("A", 9), Pages("B", 9), query=again, past=Past(done, ahead))
    assert names(before) + names(rest) == names(whole)


def test_the_plan_names_every_source_with_its_own() -> None:
    plan = CombinedSource([Pages("A"), Pages("B", 5)]).plan(QUERY)
    assert [(name, part.pages) for name, part in plan.parts] == [("A", 3), ("B", 5)]
    assert (plan.where, plan.pages, plan.seconds, plan.requests) == (("A", "B"), 8, 4.0, 2)
