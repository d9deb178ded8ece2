"""OpenStreetMap's services, answered by a loopback server with real data."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from agents.discovery.osm import OsmSource
from agents.discovery.pace import Pace
from agents.discovery.service import Service
from agents.discovery.source import Past, Query, Source, Step
from storage.errors import BadConfig, BadInput, Blocked, HandpickedError, RateLimited, Unavailable
from tests.agents.discovery.loopback import Reply, Web, serve

DATA = Path(__file__).parents[3].parent / "shared" / "data"
CAFES = (DATA / "overpass-munich-cafes.json").read_text("utf-8")
JSON = {"Content-Type": "application/json"}
MUNICH = {
    "osm_type": "relation",
    "osm_id": 62428,
    "name": "München",
    "display_name": "München, Bayern, Deutschland",
    "boundingbox": ["48.0616244", "48.2481162", "11.3607770", "11.7229083"],
}
QUERY = Query("Munich", ("cafe",), 5000, 10)


@pytest.fixture
def web() -> Iterator[Web]:
    pages = {"/search": Reply(json.dumps([MUNICH]), headers=JSON), "/api": Reply(CAFES, headers=JSON)}
    with serve(pages) as web:
        yield web


def source(web: Web, **limits: float) -> Source:
    service = Service("me@handpicked.example", **{"distance_s": 0.0, **limits})  # type: ignore[arg-type]
    return OsmSource(web.url(""), web.url("/api"), "me@handpicked.example", service, no_wait)


def no_wait(seconds: float, should_stop: Callable[[], bool]) -> None:
    return None


def find(web: Web, query: Query = QUERY, done: frozenset[str] = frozenset()) -> list[Step]:
    return list(source(web).find(query, Past(done), lambda: False))


def refusal(web: Web, query: Query = QUERY, **limits: float) -> HandpickedError:
    with pytest.raises(HandpickedError) as caught:
        list(source(web, **limits).find(query, Past(), lambda: False))
    return caught.value


def test_every_cafe_of_munich_becomes_a_business_with_its_own_key(web: Web) -> None:
    steps = find(web)
    businesses = [found.business for step in steps for found in step.found]
    assert len(businesses) == len({business.key for business in businesses}) == 881
    assert [len(step.found) for step in steps] == [100] * 8 + [81]
    assert steps[-1].item == "openstreetmap tile 48.0516244,11.3507770,48.2581162,11.7329083"
    assert {business.sector for business in businesses} == {"cafe"}
    assert all(business.city and business.lat for business in businesses)


def test_a_way_is_placed_at_its_center_and_quoted_with_its_page(web: Web) -> None:
    (found,) = (f for s in find(web) for f in s.found if f.business.name == "Schlosscafé im Palmenhaus")
    business = found.business
    assert (business.lat, business.lon) == (48.159287, 11.4997926)
    assert (business.email, business.phone) == ("info@palmenhaus.example", "+49 89 175 309")
    assert business.street == "Schloss Nymphenburg 43"
    assert "outdoor seating" in business.details
    assert {quote.url for quote in found.quotes} == {"https://www.openstreetmap.org/way/16125284"}


def test_a_relation_is_a_business_too(web: Web) -> None:
    relation = {
        "type": "relation",
        "id": 9,
        "center": {"lat": 48.1, "lon": 11.5},
        "tags": {"name": "X", "amenity": "cafe"},
    }
    web.pages["/api"] = Reply(json.dumps({"elements": [relation, {"type": "node"}, None, {"type": "area", "id": 1}]}))
    ((found,),) = (step.found for step in find(web))
    assert (found.business.lat, found.business.city) == (48.1, "München")
    assert found.quotes[-1].text == "inside the outline of München"


def test_the_services_are_asked_once_each_with_our_name_and_contact(web: Web) -> None:
    find(web)
    assert [urlsplit(path).path for path in web.asked] == ["127.0.0.1/search", "127.0.0.1/api"]
    assert {headers["User-Agent"] for headers in web.headers} == {"Handpicked/0.1 (+me@handpicked.example)"}
    assert parse_qs(urlsplit(web.asked[0]).query)["q"] == ["Munich"]


def test_the_query_names_the_area_and_every_tag_of_the_sector(web: Web) -> None:
    forms: list[str] = []

    def answer(path: str, form: str) -> Reply:
        forms.append(parse_qs(form)["data"][0])
        return Reply('{"elements": []}', headers=JSON)

    web.pages["/api"] = answer
    assert [step.found for step in find(web, Query("Munich", ("hotel",), 70, 10))] == [()]
    assert "area(id:3600062428)" in forms[0]
    assert 'nwr["tourism"~"^(hotel|guest_house)$"]["name"](area.place);' in forms[0]
    assert forms[0].endswith(".all out count;.all out tags center 70;")


def test_a_mere_point_is_searched_by_its_box(web: Web) -> None:
    forms: list[str] = []

    def answer(path: str, form: str) -> Reply:
        forms.append(form)
        return Reply('{"elements": []}', headers=JSON)

    web.pages |= {"/search": json.dumps([MUNICH | {"osm_type": "node"}]), "/api": answer}
    find(web)
    assert "(48.0616244,11.3607770,48.2481162,11.7229083)" in parse_qs(forms[0])["data"][0]


def test_one_request_a_second_goes_to_a_service(web: Web) -> None:
    pauses: list[float] = []
    service = Service("me@handpicked.example", pace=Pace(lambda: 0.0, pauses.append))
    list(OsmSource(web.url(""), web.url("/api"), "me", service).find(QUERY, Past(), lambda: False))
    assert pauses == [1.0]


def test_two_searches_at_once_share_one_request_a_second(web: Web) -> None:
    begun = time.monotonic()
    for _ in range(2):
        Service("me@handpicked.example", distance_s=0.3).get(web.url("/search"), {}, lambda: False)
    assert time.monotonic() - begun >= 0.3


def test_without_a_contact_nobody_is_asked(web: Web) -> None:
    nameless = OsmSource(web.url(""), web.url("/api"), " ")
    assert nameless.plan(QUERY).requests == 2
    with pytest.raises(BadConfig, match="no contact is set") as caught:
        list(nameless.find(QUERY, Past(), lambda: False))
    assert "HANDPICKED_CONTACT" in caught.value.todo
    assert web.asked == []


def test_a_user_agent_without_a_contact_leaves_no_empty_part(web: Web) -> None:
    Service("").get(web.url("/search"), {}, lambda: False)
    assert web.headers[0]["User-Agent"] == "Handpicked/0.1"


def test_batches_done_before_are_left_out(web: Web) -> None:
    steps = find(web)
    (left,) = find(web, done=frozenset(step.item for step in steps[:-1]))
    assert (left.item, left.found) == (steps[-1].item, steps[-1].found)


def test_no_more_than_the_limit_and_nothing_after_a_stop(web: Web) -> None:
    assert sum(len(step.found) for step in find(web, Query("Munich", ("cafe",), 150, 10))) == 150
    steps: list[Step] = []
    for step in source(web).find(QUERY, Past(), lambda: len(steps) == 2):
        steps.append(step)
    assert len(steps) == 2


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (Reply(status=429), RateLimited, "slow down"),
        (Reply("<html>busy</html>", 504), Unavailable, "too busy"),
        (Reply("<html>Error: open64</html>"), Unavailable, "a web page that is not JSON"),
        (Reply("{garbage"), Unavailable, "not JSON"),
        (Reply("[" * 100_000), Unavailable, "not JSON"),
        (Reply('{"elements": 7}'), Unavailable, "without a list"),
        (Reply("[]"), Unavailable, "without a list"),
        (Reply('{"elements": [], "remark": "runtime error: Query timed out"}'), Unavailable, "Query timed out"),
        (Reply(status=403), Blocked, "refuses us"),
        (Reply(status=500), Unavailable, "status 500"),
    ],
)
def test_every_bad_answer_of_overpass_is_said(web: Web, reply: Reply, kind: type, words: str) -> None:
    web.pages["/api"] = reply
    error = refusal(web)
    assert isinstance(error, kind)
    assert words in error.what
    assert error.kept


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        ("[]", BadInput, 'The place "Munich" was not found'),
        ('[{"osm_type": "node"}]', BadInput, "was not found"),
        ('{"error": 1}', Unavailable, "no list of places"),
        (json.dumps([MUNICH | {"boundingbox": ["20", "60", "-100", "10"]}]), BadInput, "too large"),
    ],
)
def test_every_bad_answer_of_nominatim_is_said(web: Web, answer: str, kind: type, words: str) -> None:
    web.pages["/search"] = answer
    error = refusal(web)
    assert isinstance(error, kind)
    assert words in error.what
    assert error.kept


def test_a_place_or_sector_that_cannot_be_looked_up_is_bad_input(web: Web) -> None:
    assert isinstance(refusal(web, Query(" ", ("cafe",), 10, 10)), BadInput)
    assert isinstance(refusal(web, Query("Munich", ("circus",), 10, 10)), BadInput)
    assert web.asked == []


def test_an_answer_that_is_too_long_or_too_slow_is_given_up(web: Web) -> None:
    assert "more than 0.1 MB" in refusal(web, max_bytes=100_000).what
    over = threading.Event()
    web.pages["/search"] = lambda path, form: Reply(str(over.wait(5)))
    assert "did not answer within 0.2 s" in refusal(web, total_s=0.2).what
    over.set()


def test_a_service_that_is_not_there_or_no_address_is_said() -> None:
    with serve({}) as web:
        pass
    assert isinstance(refusal(web), Unavailable)
    nowhere = OsmSource("nominatim", "overpass", "me", Service("me", distance_s=0))
    with pytest.raises(BadConfig, match="not the address of a service"):
        list(nowhere.find(QUERY, Past(), lambda: False))
