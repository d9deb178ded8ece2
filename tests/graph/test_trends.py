"""Trends: asked at most once a day, kept with source and place, a failure told and never an empty answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from agents.trends.own_figures import OwnFigures
from agents.trends.preference import Preferred
from graph import campaigns, imports, trends
from graph.app import App
from storage.errors import BadInput, Unavailable
from storage.lead_filter import leads_of
from storage.records import TrendAsk, TrendPoint, now
from tests.parts import BRIEF, WHO, Desk, FixedTrends

TODAY = date.today()
OWN = f"topic,place,day,value\ncafe,Lindental,{TODAY},80\ncafe,Lindental,{TODAY - timedelta(days=40)},40\n".encode()


@dataclass
class Counting:
    """A source of one point a topic, measured among all readers of an encyclopaedia; fails while told to."""

    fails: bool = False
    asked: list[str] = field(default_factory=list)
    name: str = "Wikipedia page views"

    def points(self, topic: str, place: str) -> Sequence[TrendPoint]:
        self.asked.append(topic)
        if self.fails:
            raise Unavailable("Wikipedia did not answer.")
        return [TrendPoint(topic, "German Wikipedia", TODAY, 60.0, self.name)]


@pytest.fixture
def source_of_trends() -> Counting:
    return Counting()


@pytest.fixture
def asking(make_desk: Callable[..., Desk], source_of_trends: Counting) -> Desk:
    return make_desk(trend_sources=lambda _: Preferred([source_of_trends]))


def past(app: App, hours: float) -> None:
    """Let every answer be older."""
    with app.write() as work:
        for topic in ("cafe", "hotel", "restaurant"):
            ask = work.trends.last_ask(topic, BRIEF.place, "Wikipedia page views (en)")
            if ask:
                work.trends.note_ask(replace(ask, at=ask.at - timedelta(hours=hours)))
        work.commit()


def test_a_source_is_asked_once_a_day_for_a_sector_and_place(asking: Desk, source_of_trends: Counting) -> None:
    asking.start()
    assert sorted(source_of_trends.asked) == ["cafe", "hotel", "restaurant"]
    asking.start(name="second")
    assert len(source_of_trends.asked) == 3
    past(asking.app, 25)
    assert trends.look_up(asking.app, BRIEF, "cafe").trend is not None
    assert source_of_trends.asked[3:] == ["cafe"]


def test_a_trend_is_kept_at_the_place_that_was_measured_and_says_where(asking: Desk) -> None:
    campaign = asking.start()
    with asking.app.read() as work:
        one = work.table.rows(leads_of(campaign))[0]
    assert one.trend is not None
    assert (one.trend.place, one.trend.where) == ("German Wikipedia", "on German Wikipedia")
    assert next(factor.why for factor in one.factors if factor.name == "trend").count("on German Wikipedia") == 1


def test_a_failed_source_is_told_and_is_no_factor(asking: Desk, source_of_trends: Counting) -> None:
    source_of_trends.fails = True
    campaign = asking.start()
    job = asking.view(campaign).job
    assert job is not None
    assert [one for one in job.progress.problems if "Wikipedia did not answer." in one]
    with asking.app.read() as work:
        assert all(
            one.trend is None and "trend" not in {factor.name for factor in one.factors}
            for one in work.table.rows(leads_of(campaign))
        )


def test_after_two_failures_no_more_sectors_are_asked_for(asking: Desk, source_of_trends: Counting) -> None:
    source_of_trends.fails = True
    asking.start()
    assert len(source_of_trends.asked) == 2


def test_what_was_known_before_stays_while_a_source_is_silent(asking: Desk, source_of_trends: Counting) -> None:
    trends.look_up(asking.app, BRIEF, "cafe")
    past(asking.app, 25)
    source_of_trends.fails = True
    told = trends.look_up(asking.app, BRIEF, "cafe")
    assert ([point.value for point in told.points], told.problem) == ([60.0], "Wikipedia did not answer.")
    trends.look_up(asking.app, BRIEF, "cafe")
    assert len(source_of_trends.asked) == 2, "it is left alone for an hour"
    past(asking.app, 2)
    source_of_trends.fails = False
    assert trends.look_up(asking.app, BRIEF, "cafe").problem == ""


def test_each_sector_of_a_campaign_says_how_it_moved_the_scores(desk: Desk) -> None:
    series = {one.topic: one for one in trends.of_campaign(desk.app, desk.start())}
    assert series["cafe"].moved is not None
    assert series["cafe"].moved > 0
    assert (series["hotel"].trend, series["hotel"].moved, series["hotel"].leads) == (None, None, 3)


def test_own_figures_go_before_every_other_source_and_can_be_taken_out(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()

    def sources(_: object) -> Preferred:
        with desk.app.read() as work:
            return Preferred([OwnFigures(work.trends.own_points()), FixedTrends()])

    desk = replace(desk, app=replace(desk.app, trend_sources=sources))
    campaign = desk.start()
    assert trends.add(desk.app, "mine.csv", OWN, campaign, WHO) == 2
    desk.work()
    cafe = next(one for one in trends.of_campaign(desk.app, campaign) if one.topic == "cafe")
    assert cafe.trend is not None
    assert (cafe.trend.source, [point.value for point in cafe.points]) == ("own figures (mine)", [40.0, 80.0])
    assert [(one.topic, one.points) for one in trends.own(desk.app)] == [("cafe", 2)]
    assert trends.remove(desk.app, "own figures (mine)", campaign, WHO) == 2
    desk.work()
    cafe = next(one for one in trends.of_campaign(desk.app, campaign) if one.topic == "cafe")
    assert cafe.trend is not None
    assert cafe.trend.source == "fixed"


def test_a_file_of_the_same_name_replaces_the_figures_of_before(desk: Desk) -> None:
    campaign = desk.start()
    trends.add(desk.app, "mine.csv", OWN, campaign, WHO)
    trends.add(desk.app, "mine.csv", OWN.replace(b",80", b",90"), campaign, WHO)
    with desk.app.read() as work:
        assert [point.value for point in work.trends.own_points()] == [40.0, 90.0]


def test_a_file_without_a_usable_row_adds_nothing(desk: Desk) -> None:
    campaign = desk.start()
    with pytest.raises(BadInput, match="No row of"):
        trends.add(desk.app, "mine.csv", b"topic,place,day,value\nmoon,Ulm,2026-01-01,5\n", campaign, WHO)
    with pytest.raises(BadInput, match="not there any more"):
        trends.remove(desk.app, "Wikipedia page views", campaign, WHO)


def test_points_of_other_sources_are_never_removed_as_own_ones(desk: Desk) -> None:
    desk.start()
    with desk.app.write() as work:
        assert work.trends.remove("fixed") == 0


def test_asking_again_weighs_every_lead_anew(asking: Desk, source_of_trends: Counting) -> None:
    campaign = asking.start()
    trends.ask_again(asking.app, campaign, WHO)
    asking.work()
    assert len(source_of_trends.asked) == 6


def test_an_answer_is_kept_once(app: App) -> None:
    ask = TrendAsk("cafe", "Ulm", "x (en)", "", "", "", now())
    with app.write() as work:
        work.trends.note_ask(ask)
        work.trends.note_ask(replace(ask, problem="silent"))
        found = work.trends.last_ask("cafe", "Ulm", "x (en)")
    assert found is not None
    assert found.problem == "silent"


LIST = (
    b"name,sector,city,postcode\nLinde,cafe,ULM,89073\nGarten,cafe,Aalen,73430\nPark,cafe,Bonn,53111\nPost,hotel,Ulm,\n"
)
AT_HOME = f"branche;ort;tag;wert\nKaffeeh\u00e4user;Ulm;{TODAY};90\nCaf\u00e9s;53111;{TODAY};10\n".encode()


def test_own_figures_meet_the_leads_of_a_list_by_their_own_city_or_postcode(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    elsewhere = Counting()

    def sources(_: object) -> Preferred:
        with desk.app.read() as work:
            return Preferred([OwnFigures(work.trends.own_points()), elsewhere])

    desk = replace(desk, app=replace(desk.app, trend_sources=sources))
    upload = imports.keep(desk.app, "list.csv", LIST)
    campaign = campaigns.start(desk.app, imports.brief_of(upload, replace(BRIEF, place="", name="")), WHO).id
    desk.work()
    assert known(desk, campaign) == dict.fromkeys(("Linde", "Garten", "Park", "Post"), "German Wikipedia")
    trends.add(desk.app, "mine.csv", AT_HOME, campaign, WHO)
    desk.work()
    there = {"Linde": "Ulm", "Garten": "German Wikipedia", "Park": "53111", "Post": "German Wikipedia"}
    assert known(desk, campaign) == there
    series = {(one.topic, one.place): one for one in trends.of_campaign(desk.app, campaign)}
    assert {key: one.leads for key, one in series.items()} == {
        ("cafe", "Ulm"): 1, ("cafe", "53111"): 1, ("cafe", ""): 1, ("hotel", ""): 1,
    }  # fmt: skip
    ulm, bonn = series["cafe", "Ulm"].moved, series["cafe", "53111"].moved
    assert ulm is not None
    assert bonn is not None
    assert bonn < ulm
    trends.remove(desk.app, "own figures (mine)", campaign, WHO)
    desk.work()
    assert set(known(desk, campaign).values()) == {"German Wikipedia"}
    assert [one.leads for one in trends.of_campaign(desk.app, campaign)] == [3, 1]


def known(desk: Desk, campaign_id: int) -> dict[str, str]:
    """Where the trend of each lead was measured, by its name."""
    with desk.app.read() as work:
        rows = work.table.rows(leads_of(campaign_id))
    return {one.lead.business.name: one.trend.place if one.trend else "" for one in rows}
