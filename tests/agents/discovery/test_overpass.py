"""Overpass at its worst: time-outs with status 200, no slots, busy servers, answers that are cut, empty or no JSON."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from agents.discovery import overpass, places
from agents.discovery.osm import OsmSource
from agents.discovery.service import Service
from agents.discovery.source import Item, Outcome, Past, Query, Step
from storage.errors import Blocked, HandpickedError, RateLimited, Unavailable
from tests.agents.discovery.loopback import Reply, Web, serve
from tests.agents.discovery.overpass_map import (
    JSON,
    NO_MEMORY,
    NO_SLOT,
    STATUS,
    TIMED_OUT,
    TOO_BUSY,
    OverpassMap,
    point,
)

DATA = Path(__file__).parents[3].parent / "shared" / "data"
CAFES = json.loads((DATA / "overpass-munich-cafes.json").read_text("utf-8"))["elements"]
MUNICH = {
    "category": "boundary",
    "osm_type": "relation",
    "osm_id": 62428,
    "name": "München",
    "display_name": "München, Bayern, Deutschland",
    "boundingbox": ["48.0616244", "48.2481162", "11.3607770", "11.7229083"],
    "lat": "48.1371079",
    "lon": "11.5753822",
}
BAVARIA = MUNICH | {
    "name": "Bayern",
    "osm_id": 2145268,
    "boundingbox": ["47.2701236", "50.5647142", "8.9763497", "13.8396371"],
}
QUERY = Query("Munich", ("cafe",), 5000, 10)


class Desk:
    """The services on loopback, the source that asks them, and the pauses that it made."""

    def __init__(self, web: Web, elements: list[Any]) -> None:
        self.web, self.map, self.pauses = web, OverpassMap(elements), list[float]()
        web.pages |= {"/search": json.dumps([MUNICH]), "/api/interpreter": self.map, "/api/status": STATUS}

    def steps(
        self, query: Query = QUERY, past: Past | None = None, should_stop: Callable[[], bool] = lambda: False
    ) -> Iterator[Step]:
        service = Service("me@handpicked.example", distance_s=0.0)
        source = OsmSource(self.web.url(""), self.web.url("/api/interpreter"), "me", service, self._wait)
        return source.find(query, past or Past(), should_stop)

    def find(self, query: Query = QUERY, past: Past | None = None) -> list[Step]:
        return list(self.steps(query, past))

    def _wait(self, seconds: float, should_stop: Callable[[], bool]) -> None:
        self.pauses.append(seconds)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with serve({}) as web:
        yield Desk(web, CAFES)


def keys(steps: list[Step]) -> list[str]:
    return [found.business.key for step in steps for found in step.found]


def after(steps: list[Step]) -> Past:
    """What a run that did these steps leaves to the next start."""
    done = frozenset(step.item for step in steps if not step.is_passing)
    ahead = {item.name: item for step in steps for item in step.ahead}
    return Past(done, tuple(item for name, item in ahead.items() if name not in done))


@pytest.mark.parametrize("remark", [TIMED_OUT, NO_MEMORY])
def test_a_tile_that_is_too_much_is_asked_for_in_four_until_all_is_found_once(desk: Desk, remark: str) -> None:
    whole = set(keys(desk.find()))
    desk.map.asked.clear()
    desk.map.most, desk.map.remark = 120, remark
    steps = desk.find()
    assert len(keys(steps)) == len(set(keys(steps))) == 881
    assert set(keys(steps)) == whole
    split = [step for step in steps if step.ahead]
    assert len(desk.map.asked) == 1 + 4 * len(split) > 9
    assert all(len(step.ahead) == 4 and not step.found and not step.problem for step in split)


def test_two_searches_in_tiles_give_the_same_in_the_same_order(desk: Desk) -> None:
    desk.map.most = 100
    assert keys(desk.find()) == keys(desk.find())


def test_a_search_that_is_cut_off_anywhere_goes_on_at_its_tile_and_finds_the_same(desk: Desk) -> None:
    desk.map.most = 300
    whole = desk.find()
    for cut in range(1, len(whole)):
        before = whole[:cut]
        desk.map.asked.clear()
        rest = desk.find(past=after(before))
        assert set(keys(before)) | set(keys(rest)) == set(keys(whole)), cut
        read = [step.item for step in before if step.item.startswith("openstreetmap tile")]
        assert not {item.removeprefix("openstreetmap tile ") for item in read} & set(" ".join(desk.map.asked).split())
        assert len(desk.map.asked) + len(read) <= sum(step.item.startswith("openstreetmap tile") for step in whole) + 1


def test_a_large_place_is_tiled_from_the_start_and_the_plan_says_so(desk: Desk) -> None:
    desk.web.pages["/search"] = json.dumps([BAVARIA])
    steps = desk.find()
    assert steps[0].item == "openstreetmap tile list"
    assert len(steps[0].ahead) == len(desk.map.asked) == 35
    assert len(keys(steps)) == 881
    place = places.search(Service("", distance_s=0.0), desk.web.url(""), "Bavaria", lambda: False)[0]
    plan = OsmSource("", "", "").plan(Query("Bavaria", ("cafe",), 5000, 10, area=place.text))
    assert (plan.requests, plan.pages) == (35, 0)
    assert 100 < plan.seconds < 300


def test_a_radius_finds_what_lies_in_the_circle_and_no_more(desk: Desk) -> None:
    desk.map.elements = [point(1, 48.137, 11.575), point(2, 48.157, 11.575), point(3, 48.167, 11.575)]
    steps = desk.find(Query("Munich", ("cafe",), 100, 10, radius_km=2.5))
    assert [found.business.name for step in steps for found in step.found] == ["Shop 1", "Shop 2"]
    assert "(around:2500,48.1371079,11.5753822)" in desk.map.asked[0]
    assert not any(found.business.city for step in steps for found in step.found)


def test_a_place_that_was_understood_before_is_not_looked_up_again(desk: Desk) -> None:
    place = places.search(Service("", distance_s=0.0), desk.web.url(""), "Munich", lambda: False)[0]
    desk.web.asked.clear()
    assert len(keys(desk.find(Query("Munich", ("cafe",), 5000, 10, area=place.text)))) == 881
    assert [path.partition("?")[0] for path in desk.web.asked] == ["127.0.0.1/api/interpreter"]


def test_several_sectors_are_one_question(desk: Desk) -> None:
    desk.map.elements = [
        point(1, 48.1, 11.5),
        point(2, 48.1, 11.5, amenity="dentist"),
        point(3, 48.1, 11.5, amenity="pub"),
    ]
    steps = desk.find(Query("Munich", ("cafe", "dentist"), 100, 10))
    assert [found.business.sector for step in steps for found in step.found] == ["cafe", "dentist"]
    assert len(desk.map.asked) == 1


def test_the_limit_holds_over_all_tiles(desk: Desk) -> None:
    desk.map.most = 120
    assert len(keys(desk.find(Query("Munich", ("cafe",), 250, 10)))) == 250
    assert len(keys(desk.find(Query("Munich", ("cafe",), 250, 10, found=200)))) == 50


def test_no_slot_is_waited_for_as_long_as_the_status_page_says(desk: Desk) -> None:
    desk.map.scripted = [NO_SLOT]
    steps = desk.find()
    assert len(keys(steps)) == 881
    assert desk.pauses == [8.0]
    assert [(visit.url.rpartition("/")[2].partition("#")[0], visit.outcome) for visit in steps[0].visits] == [
        ("search", Outcome.FETCHED),
        ("interpreter", Outcome.FAILED),
        ("status", Outcome.FETCHED),
        ("interpreter", Outcome.FETCHED),
    ]


@pytest.mark.parametrize(
    ("status", "seconds"),
    [
        (Reply("Rate limit: 2\n1 slots available now.\n"), 0.0),
        (Reply("Rate limit: 2\n0 slots available now.\nSlot available after: x, in -3 seconds.\n"), 1.0),
        (Reply("", 404), 30.0),
        (Reply("<html>nothing of use</html>"), 30.0),
    ],
)
def test_the_status_page_is_understood_in_every_shape(desk: Desk, status: Reply, seconds: float) -> None:
    desk.map.scripted, desk.web.pages["/api/status"] = [NO_SLOT], status
    assert len(keys(desk.find())) == 881
    assert desk.pauses == [seconds]


def test_a_pause_that_the_server_names_goes_before_the_status_page(desk: Desk) -> None:
    desk.map.scripted = [Reply("", 429, {"Retry-After": "5"})]
    desk.find()
    assert desk.pauses == [5.0]
    assert not any("status" in path for path in desk.web.asked)


def test_a_pause_that_is_too_long_ends_the_search_and_says_when_to_go_on(desk: Desk) -> None:
    desk.map.scripted = [Reply("", 429, {"Retry-After": "3600"})]
    with pytest.raises(RateLimited, match="slow down") as caught:
        desk.find()
    assert caught.value.todo == "Let it go on in 60 minutes."
    assert desk.pauses == []


def test_a_busy_server_is_asked_again_after_a_while(desk: Desk) -> None:
    desk.map.scripted = [TOO_BUSY, Reply("<html>Dispatcher_Client::request_read_and_idx::timeout</html>")]
    assert len(keys(desk.find())) == 881
    assert desk.pauses == [15.0, 45.0]


def test_a_remark_that_is_no_error_changes_nothing(desk: Desk) -> None:
    answer = {"elements": [point(1, 48.1, 11.5)], "remark": "Please consider a smaller area."}
    desk.map.scripted = [Reply(json.dumps(answer), headers=JSON)]
    assert len(keys(desk.find())) == 1


CUT = json.dumps({"elements": [point(n, 48.1, 11.5) for n in range(50)]})[:900]
SHORTENED = json.dumps(
    {"elements": [{"type": "count", "id": 0, "tags": {"total": "9"}}, *(point(n, 48.1, 11.5) for n in range(5))]}
)


@pytest.mark.parametrize(
    "reply", [Reply(""), Reply(CUT), Reply(SHORTENED), Reply("x" * 9, headers={"Content-Length": "50"})]
)
def test_an_answer_that_does_not_come_whole_is_asked_for_again_at_once(desk: Desk, reply: Reply) -> None:
    desk.map.scripted = [reply]
    assert len(keys(desk.find())) == 881
    assert sum(desk.pauses) == 0


def test_an_answer_that_is_cut_off_each_time_is_asked_for_in_four(desk: Desk) -> None:
    desk.map.scripted = [Reply(CUT)] * 3
    steps = desk.find()
    assert len(steps[0].ahead) == 4
    assert len(set(keys(steps))) == 881


@pytest.mark.parametrize(
    ("reply", "kind", "words", "requests"),
    [
        (NO_SLOT, RateLimited, "slow down", 3),
        (Reply('{"elements": [], "remark": "rate_limited"}'), RateLimited, "slow down", 3),
        (TOO_BUSY, Unavailable, "too busy", 3),
        (Reply("", 502), Unavailable, "too busy", 1),
        (Reply("<html><p>Error: line 1: parse error: Unknown type</p></html>", 400), Unavailable, "status 400", 1),
        (Reply("<html>Hello</html>"), Unavailable, "a web page that is not JSON", 1),
        (Reply("{garbage"), Unavailable, "not JSON", 1),
        (Reply("[" * 100_000), Unavailable, "not JSON", 1),
        (Reply('{"elements": 7}'), Unavailable, "without a list", 1),
        (Reply("[]"), Unavailable, "without a list", 1),
        (Reply(status=403), Blocked, "refuses us", 1),
        (Reply(status=500), Unavailable, "status 500", 1),
        (Reply("", 302, {"Location": "http://127.0.0.1:1/"}), Unavailable, "status 302", 1),
    ],
)
def test_what_no_smaller_tile_would_mend_ends_the_search(
    desk: Desk, reply: Reply, kind: type, words: str, requests: int
) -> None:
    desk.map.scripted = [reply] * 9
    steps: list[Step] = []
    with pytest.raises(HandpickedError, match=words) as caught:
        steps.extend(desk.steps())
    assert type(caught.value) is kind or issubclass(type(caught.value), kind)
    assert caught.value.kept
    assert len(desk.map.asked) == requests


def test_the_tile_at_which_a_search_ended_is_read_by_the_next_start(desk: Desk) -> None:
    desk.map.most = 300
    steps: list[Step] = []
    with pytest.raises(Unavailable):
        for step in desk.steps():
            steps.append(step)
            if len(desk.map.asked) == 3:
                desk.map.scripted = [Reply(status=500)]
    assert steps[-1].is_passing
    assert "status 500" in steps[-1].problem
    rest = desk.find(past=after(steps))
    assert len({*keys(steps), *keys(rest)}) == 881


def test_a_server_that_gives_up_on_everything_is_not_asked_for_ever(desk: Desk) -> None:
    desk.map.most = -1
    with pytest.raises(Unavailable, match="Query timed out"):
        desk.find()
    assert len(desk.map.asked) < 12


def test_a_failure_is_never_an_empty_result(desk: Desk) -> None:
    desk.map.most = -1
    with pytest.raises(Unavailable, match="Query timed out"):
        desk.find(Query("Munich", ("cafe",), 100, 10, radius_km=0.5))


def test_a_stop_ends_a_wait_at_once() -> None:
    with pytest.raises(overpass.Stopped):
        overpass.wait(600, lambda: True)


def test_items_of_other_sources_and_tiles_that_make_no_sense_are_left_alone(desk: Desk) -> None:
    past = Past(frozenset(), (Item("x", "list", "y"), Item("openstreetmap tile ", "tile", "1,2")))
    assert len(keys(desk.find(past=past))) == 881
    assert len(desk.map.asked) == 1
