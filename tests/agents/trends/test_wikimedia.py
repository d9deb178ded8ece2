"""Wikimedia's page views, answered by a loopback server in its own format."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

import pytest

from agents.trends import Door, TrendSource, assess
from agents.trends.wikimedia import BASE, WikipediaViews
from storage.errors import Blocked, HandpickedError, RateLimited, Unavailable
from storage.records import TrendPoint
from tests.agents.discovery.loopback import Reply, Web, serve
from tests.agents.trends.door import CONTACT, NO_DATA, answer, days, door, items

TODAY = date(2026, 5, 13)
FIRST, LAST = date(2024, 5, 13), date(2026, 5, 10)
ASKED = f"de.wikipedia/all-access/user/Caf%C3%A9/daily/{FIRST:%Y%m%d}00/{LAST:%Y%m%d}00"


def as_usual(day: date) -> int:
    """Weekends are twice as busy as other days, every week alike."""
    return 200 if day.weekday() >= 5 else 100


@pytest.fixture
def web() -> Iterator[Web]:
    with serve({}) as web:
        yield web


def source(web: Web, today: date = TODAY, fallback: str = "", distance_s: float = 0.0) -> TrendSource:
    parts: Door = door(distance_s, total_s=5.0)
    return WikipediaViews(parts, today, fallback, web.url(""))


def points(web: Web, reply: Reply, place: str = "Munich, Germany") -> list[TrendPoint]:
    web.pages[f"/{ASKED}"] = reply
    return list(source(web).points("cafe", place))


def refusal(web: Web, reply: Reply) -> HandpickedError:
    with pytest.raises(HandpickedError) as caught:
        points(web, reply)
    return caught.value


def said(body: object, status: int = 200) -> Reply:
    return Reply(json.dumps(body), status, {"Content-Type": "application/json"})


def test_two_years_of_the_article_in_the_places_language_are_asked_for(web: Web) -> None:
    points(web, NO_DATA)
    assert web.asked == [f"127.0.0.1/{ASKED}"]


def test_the_service_is_the_public_one_unless_another_is_given() -> None:
    assert BASE == "https://wikimedia.org/api/rest_v1/metrics/pageviews/per-article"


def test_a_year_of_weeks_like_all_others_is_a_year_of_fifties_on_sundays(web: Web) -> None:
    found = points(web, answer("Café", [(day, as_usual(day)) for day in days(FIRST, LAST)]))
    assert [point.value for point in found] == [50.0] * 52
    assert [point.day for point in found] == [LAST - timedelta(weeks=age) for age in reversed(range(52))]


def test_points_say_whose_interest_they_are_and_not_that_of_the_place(web: Web) -> None:
    found = points(web, answer("Café", [(day, 9) for day in days(FIRST, LAST)]))
    assert {(p.topic, p.place, p.source) for p in found} == {("cafe", "German Wikipedia", "Wikipedia page views")}
    assert WikipediaViews(door(), TODAY).measured_at("Munich, Germany") == "German Wikipedia"


def test_a_month_of_twice_the_usual_views_is_seen_as_a_rise(web: Web) -> None:
    views = [(day, as_usual(day) * (1 + (day > LAST - timedelta(weeks=5)))) for day in days(FIRST, LAST)]
    found = points(web, answer("Café", views))
    assert [point.value for point in found[-6:]] == [50.0, 100.0, 100.0, 100.0, 100.0, 100.0]
    trend = assess(found, TODAY)
    assert trend is not None and trend.change == pytest.approx(1.0) and trend.day == LAST


def test_a_week_has_the_same_value_whenever_it_is_asked_for(web: Web) -> None:
    def views(day: date) -> int:
        return 50 + (day.toordinal() * 7919) % 101

    found = points(web, answer("Café", [(day, views(day)) for day in days(FIRST, LAST)]))
    later = LAST + timedelta(weeks=3)
    begin = later - timedelta(weeks=104) + timedelta(days=1)
    path = f"/de.wikipedia/all-access/user/Caf%C3%A9/daily/{begin:%Y%m%d}00/{later:%Y%m%d}00"
    web.pages[path] = answer("Café", [(day, views(day)) for day in days(begin, later)])
    again = source(web, TODAY + timedelta(weeks=3)).points("cafe", "Munich, Germany")
    assert len(again) == 52
    assert [point for point in again if point.day <= LAST] == found[3:]


def test_the_user_agent_names_the_contact(web: Web) -> None:
    points(web, NO_DATA)
    assert CONTACT in web.headers[0]["User-Agent"]


def test_requests_go_one_after_the_other_with_a_pause(web: Web) -> None:
    web.pages[f"/{ASKED}"] = NO_DATA
    slow = source(web, distance_s=0.2)
    began = time.monotonic()
    slow.points("cafe", "Munich, Germany")
    slow.points("cafe", "Munich, Germany")
    assert time.monotonic() - began >= 0.2 and len(web.asked) == 2


def test_an_article_without_data_has_no_points(web: Web) -> None:
    assert points(web, NO_DATA) == []


def test_an_empty_list_is_no_data(web: Web) -> None:
    assert points(web, said({"items": []})) == []


@pytest.mark.parametrize("place", ["Munich", "Lyon, France", "", ",", "Springfield, Narnia"])
def test_a_place_whose_language_is_not_known_is_not_asked_for(web: Web, place: str) -> None:
    assert source(web).points("cafe", place) == [] and web.asked == []


def test_a_topic_without_an_article_is_not_asked_for(web: Web) -> None:
    assert source(web).points("other", "Munich, Germany") == [] and web.asked == []


def test_a_place_without_a_country_is_read_in_the_fallback_language(web: Web) -> None:
    web.pages[f"/{ASKED}"] = answer("Café", [(day, 9) for day in days(FIRST, LAST)])
    assert {point.place for point in source(web, fallback="de").points("cafe", "Munich")} == {"German Wikipedia"}


def test_a_title_of_several_words_is_one_part_of_the_path(web: Web) -> None:
    web.pages[f"/{ASKED.replace('Caf%C3%A9', 'Bar_%28Lokal%29')}"] = answer(
        "Bar_(Lokal)", [(day, 9) for day in days(FIRST, LAST)]
    )
    assert len(source(web).points("bar", "Wien, Österreich")) == 52


@pytest.mark.parametrize("today", [TODAY - timedelta(days=age) for age in range(7)])
def test_no_week_is_asked_for_before_its_last_day_is_surely_loaded(web: Web, today: date) -> None:
    with suppress(Unavailable):
        source(web, today).points("cafe", "Munich, Germany")
    newest = date.fromisoformat(web.asked[0].rpartition("/")[2][:8])
    assert newest.weekday() == 6 and 2 <= (today - newest).days <= 8


def test_too_many_requests_are_told_with_the_pause_that_was_asked_for(web: Web) -> None:
    error = refusal(web, Reply("slow down", 429, {"Retry-After": "30"}))
    assert isinstance(error, RateLimited) and "30 s" in error.todo


@pytest.mark.parametrize("status", [400, 500, 502, 503, 504])
def test_a_failure_is_no_empty_result(web: Web, status: int) -> None:
    assert isinstance(refusal(web, said({"title": "Internal error", "status": status}, status)), Unavailable)


def test_a_refusal_is_told_as_one(web: Web) -> None:
    assert isinstance(refusal(web, Reply("Please set a user-agent", 403)), Blocked)


def test_an_answer_that_never_ends_is_given_up(web: Web) -> None:
    over = threading.Event()

    def begun() -> Iterator[bytes]:
        yield b'{"items": ['
        over.wait(5)

    web.pages[f"/{ASKED}"] = Reply(headers={"Content-Type": "application/json"}, pieces=begun)
    slow = WikipediaViews(door(total_s=0.2), TODAY, base=web.url(""))
    with pytest.raises(Unavailable, match=r"0\.2 s"):
        slow.points("cafe", "Munich, Germany")
    over.set()


def test_a_service_that_is_not_there_is_unavailable(web: Web) -> None:
    gone = WikipediaViews(door(total_s=2.0), TODAY, base="http://127.0.0.1:1")
    with pytest.raises(Unavailable):
        gone.points("cafe", "Munich, Germany")


@pytest.mark.parametrize(
    "body",
    [
        "<html>Wikimedia Error</html>",
        "",
        "null",
        "[]",
        '{"items": null}',
        '{"items": {"views": 3}}',
        '{"items": [3]}',
        json.dumps({"items": items("Kaffee", [(LAST, 3)])}),
        json.dumps({"items": [{**items("Café", [(LAST, 3)])[0], "timestamp": "2026043100"}]}),
        json.dumps({"items": [{**items("Café", [(LAST, 3)])[0], "timestamp": "2026-05-10"}]}),
        json.dumps({"items": [{**items("Café", [(LAST, 3)])[0], "timestamp": 2026051000}]}),
        json.dumps({"items": [{**items("Café", [(LAST, 3)])[0], "views": -1}]}),
        json.dumps({"items": [{**items("Café", [(LAST, 3)])[0], "views": "3"}]}),
        json.dumps({"items": [{**items("Café", [(LAST, 3)])[0], "views": 3.5}]}),
        json.dumps({"items": [{**items("Café", [(LAST, 3)])[0], "views": True}]}),
        '{"items": [{"article": "Café", "timestamp": "2026051000", "views": NaN}]}',
        '{"items": [{"article": "Café", "timestamp": "2026051000", "views": 1' + "0" * 400 + "}]}",
        '{"items": [{"article": "Café", "timestamp": "2026051000"}]}',
        json.dumps({"items": items("Café", [(LAST, 3), (LAST, 4)])}),
    ],
)
def test_nonsense_is_unavailable_and_no_points(web: Web, body: str) -> None:
    assert isinstance(refusal(web, Reply(body, headers={"Content-Type": "application/json"})), Unavailable)
