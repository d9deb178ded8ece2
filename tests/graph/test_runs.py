"""The runs of a search: again, further than the cap, what was silent once more, every week, and stopped."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from agents.discovery.combined import CombinedSource
from agents.discovery.source import Past, Query, Step
from graph import campaigns, journey, leads, runs
from graph.worker import Worker
from storage.errors import BadInput, Blocked, NotAllowed
from storage.lead_fields import Op
from storage.lead_filter import Condition, LeadFilter, leads_of
from storage.records import CampaignStatus, CandidateStatus, ItemState, RunStatus, SearchRun
from tests.parts import BRIEF, NAMES, TWELVE, WHO, Desk, ListedSource, at_once

MakeDesk = Callable[..., Desk]


def newest(desk: Desk, campaign: int) -> SearchRun:
    search = desk.view(campaign).search
    assert search is not None
    return search


def again(desk: Desk, campaign: int) -> SearchRun:
    """Search once more, to the end."""
    runs.search_again(desk.app, campaign, WHO)
    desk.work()
    return newest(desk, campaign)


def names(desk: Desk, campaign: int) -> set[str]:
    page = leads.page(desk.app, leads_of(campaign), limit=1000)
    return {candidate.lead.business.name for candidate in page.rows}


def test_a_second_run_finds_the_same_and_touches_no_decision(desk: Desk) -> None:
    campaign = desk.start()
    first = newest(desk, campaign)
    assert (first.number, first.status, first.found, first.new, first.pages) == (1, RunStatus.FINISHED, 12, 12, 4)
    rows = leads.page(desk.app, leads_of(campaign)).rows
    leads.select(desk.app, [rows[0].id], WHO)
    leads.reject(desk.app, [rows[1].id], "bad data", "", WHO)
    before = desk.view(campaign).candidates
    second = again(desk, campaign)
    assert (second.number, second.found, second.new, second.known, second.gone) == (2, 12, 0, 12, 0)
    assert desk.view(campaign).candidates == before
    assert names(desk, campaign) == set(NAMES)


def test_what_is_new_waits_to_be_picked_and_what_is_gone_is_counted_but_kept(desk: Desk) -> None:
    desk.source.businesses = TWELVE[:9]
    campaign = desk.start()
    desk.source.businesses = TWELVE[3:]
    second = again(desk, campaign)
    assert (second.found, second.new, second.known, second.gone) == (9, 3, 6, 3)
    assert desk.view(campaign).candidates == {CandidateStatus.OPEN: 12}
    desk.source.businesses = TWELVE
    third = again(desk, campaign)
    assert (third.found, third.new, third.gone) == (12, 0, 0)


def test_a_run_that_missed_pages_says_of_no_lead_that_it_is_gone(desk: Desk) -> None:
    campaign = desk.start()
    desk.source.silent = {"page 2"}
    second = again(desk, campaign)
    assert (second.status, second.found, second.gone) == (RunStatus.FINISHED, 9, None)


def test_pages_that_were_silent_are_read_again_without_the_others(desk: Desk) -> None:
    desk.source.silent, desk.source.forbidden = {"page 2"}, {"page 4"}
    campaign = desk.start()
    assert newest(desk, campaign).found == 6
    desk.source.asked.clear()
    desk.source.silent = set()
    assert runs.read_again(desk.app, campaign, WHO) == 1
    desk.work()
    assert desk.source.asked == ["page 2"]
    assert (newest(desk, campaign).number, newest(desk, campaign).found) == (1, 9)
    with pytest.raises(NotAllowed, match="could be read again"):
        runs.read_again(desk.app, campaign, WHO)


def test_a_second_run_is_refused_while_the_first_is_under_way_or_stopped(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, BRIEF, WHO).id
    with pytest.raises(NotAllowed, match="not at its end"):
        runs.search_again(desk.app, campaign, WHO)
    campaigns.stop(desk.app, campaign, WHO)
    with pytest.raises(NotAllowed, match="stopped"):
        runs.search_again(desk.app, campaign, WHO)


def test_two_who_search_again_at_once_start_one_run(desk: Desk) -> None:
    campaign, refused = desk.start(), list[NotAllowed]()

    def ask() -> None:
        try:
            runs.search_again(desk.app, campaign, WHO)
        except NotAllowed as error:
            refused.append(error)

    at_once(ask, ask, ask)
    desk.work()
    assert (len(refused), newest(desk, campaign).number) == (2, 2)


def test_a_closed_campaign_opens_for_another_run(desk: Desk) -> None:
    campaign = desk.start()
    campaigns.finish(desk.app, campaign, WHO)
    assert again(desk, campaign).number == 2
    assert desk.view(campaign).campaign.status == CampaignStatus.OPEN


@pytest.mark.parametrize(
    ("cap", "value", "reached"), [("limit", 5, (5, 2)), ("max_pages", 3, (9, 3)), ("limit", 12, (12, 4))]
)
def test_a_cap_ends_the_search_and_what_was_found_can_be_picked(
    desk: Desk, cap: str, value: int, reached: tuple[int, int]
) -> None:
    campaign = desk.start(**{cap: value})
    search = newest(desk, campaign)
    assert (search.status, search.cap, search.found, search.pages) == (RunStatus.CAPPED, cap, *reached)
    assert desk.view(campaign).candidates == {CandidateStatus.OPEN: reached[0]}


@pytest.mark.parametrize(("cap", "low", "high"), [("limit", 6, 100), ("max_pages", 2, 100)])
def test_a_search_that_a_cap_stopped_goes_on_where_it_stood_once_the_cap_is_raised(
    desk: Desk, cap: str, low: int, high: int
) -> None:
    campaign = desk.start(**{cap: low})
    with pytest.raises(BadInput, match="would stop it at once"):
        runs.go_on(desk.app, campaign, {cap: low}, WHO)
    with pytest.raises(BadInput, match="between 1 and"):
        runs.go_on(desk.app, campaign, {cap: 10_000_000}, WHO)
    runs.go_on(desk.app, campaign, {cap: high}, WHO)
    desk.work()
    search = newest(desk, campaign)
    assert (search.number, search.status, search.found) == (1, RunStatus.FINISHED, 12)
    assert desk.source.asked == ["page 1", "page 2", "page 3", "page 4"]
    assert names(desk, campaign) == set(NAMES)


def test_a_site_that_the_cap_of_pages_left_out_is_read_once_the_cap_is_raised(desk: Desk) -> None:
    desk.source.incomplete = {"page 2"}
    campaign = desk.start(max_pages=3)
    desk.source.incomplete, desk.source.asked = set(), []
    runs.go_on(desk.app, campaign, {"max_pages": 50}, WHO)
    desk.work()
    search = newest(desk, campaign)
    assert desk.source.asked == ["page 2", "page 4"]
    assert (search.status, search.found, search.duplicates) == (RunStatus.FINISHED, 12, 0)
    assert desk.view(campaign).problems == 0


def test_where_one_source_is_silent_the_others_still_tell_what_is_gone(make_desk: MakeDesk) -> None:
    one, other = ListedSource(TWELVE[:6], name="one"), ListedSource(TWELVE[6:], name="other")
    desk = make_desk(sources={"listed": lambda _: CombinedSource([one, other])})
    campaign = desk.start()
    one.businesses, other.businesses, other.silent = TWELVE[1:6], TWELVE[7:], {"page 1"}
    assert again(desk, campaign).gone == 1
    assert gone(desk, campaign) == {NAMES[0]}
    one.silent = {"page 1"}
    assert again(desk, campaign).gone is None
    one.silent, other.silent = set(), set()
    assert again(desk, campaign).gone == 1
    assert gone(desk, campaign) == {NAMES[0], NAMES[6]}


def gone(desk: Desk, campaign: int) -> set[str]:
    """The names of the leads that are no longer found."""
    chosen = LeadFilter(campaign, (Condition("gone", Op.YES),))
    return {candidate.lead.business.name for candidate in leads.page(desk.app, chosen).rows}


def test_the_cap_of_minutes_counts_all_starts_and_ends_a_search_whose_page_is_slow(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, replace(BRIEF, max_minutes=1), WHO).id
    spend(desk, campaign, 59.5)
    answered = threading.Event()
    desk.source.before = lambda item: None if item != "page 3" else no_answer(answered)
    desk.work()
    search = newest(desk, campaign)
    assert (search.status, search.cap, search.found) == (RunStatus.CAPPED, "max_minutes", 6)
    assert search.seconds > 60
    answered.set()
    runs.go_on(desk.app, campaign, {"max_minutes": 2}, WHO)
    desk.work()
    assert names(desk, campaign) == set(NAMES)


def spend(desk: Desk, campaign: int, seconds: float) -> None:
    """As if the search had run for so long already."""
    with desk.app.write() as work:
        search = work.runs.current(campaign)
        assert search is not None
        work.runs.add_up(search.id, seconds=seconds)
        work.commit()


def no_answer(answered: threading.Event) -> None:
    answered.wait(60)


def test_a_search_whose_time_is_used_up_asks_for_nothing(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, replace(BRIEF, max_minutes=1), WHO).id
    spend(desk, campaign, 60)
    desk.work()
    assert (newest(desk, campaign).cap, desk.source.asked) == ("max_minutes", [])


def test_a_stop_is_answered_while_a_page_is_slow_and_that_page_is_read_again(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, BRIEF, WHO).id
    answered, is_there = threading.Event(), threading.Event()

    def hang(item: str) -> None:
        if item == "page 2":
            is_there.set()
            answered.wait(60)

    desk.source.before = hang
    worker = threading.Thread(target=desk.work)
    worker.start()
    is_there.wait(60)
    campaigns.stop(desk.app, campaign, WHO)
    worker.join(10)
    assert not worker.is_alive()
    assert newest(desk, campaign).found == 3
    desk.source.before = lambda item: None
    answered.set()
    campaigns.go_on(desk.app, campaign, WHO)
    desk.work()
    assert names(desk, campaign) == set(NAMES)
    assert newest(desk, campaign).duplicates == 0


def test_a_search_that_was_cut_off_at_any_item_ends_with_what_an_uncut_one_finds(make_desk: MakeDesk) -> None:
    desk = make_desk()
    campaign = campaigns.start(desk.app, BRIEF, WHO).id

    def break_once(item: str) -> None:
        if item not in broken:
            broken.add(item)
            raise RuntimeError("cut off")

    broken: set[str] = set()
    desk.source.before = break_once
    for _ in range(5):
        desk.work()
        if desk.view(campaign).campaign.status == CampaignStatus.STOPPED:
            campaigns.go_on(desk.app, campaign, WHO)
    desk.work()
    assert names(desk, campaign) == set(NAMES)
    search = newest(desk, campaign)
    assert (search.found, search.new, search.duplicates, search.pages) == (12, 12, 0, 4)


def test_a_campaign_that_is_searched_every_week_begins_one_run_however_long_the_machine_was_off(desk: Desk) -> None:
    campaign = desk.start(every_days=7)
    desk.tick()
    assert newest(desk, campaign).number == 1
    with desk.app.write() as work:
        planned = work.runs.next_at(campaign)
        assert planned is not None and planned > work.runs.clock() + timedelta(days=6)
        work.runs.set_next(campaign, planned - timedelta(days=40))
        work.commit()
    workers = [Worker(desk.app) for _ in range(2)]
    at_once(*(worker.tick for worker in workers))
    desk.work()
    desk.tick()
    second = newest(desk, campaign)
    assert (second.number, second.is_scheduled, second.found) == (2, True, 12)
    assert not desk.channel.sent


def due(desk: Desk, campaign: int) -> None:
    with desk.app.write() as work:
        work.runs.set_next(campaign, work.runs.clock() - timedelta(minutes=1))
        work.commit()


@pytest.mark.parametrize("aside", [campaigns.stop, campaigns.finish])
def test_a_campaign_that_was_set_aside_is_not_searched_before_it_goes_on(
    desk: Desk, aside: Callable[..., None]
) -> None:
    campaign = desk.start(every_days=7)
    aside(desk.app, campaign, WHO)
    due(desk, campaign)
    desk.tick()
    assert newest(desk, campaign).number == 1
    campaigns.go_on(desk.app, campaign, WHO)
    desk.tick()
    assert newest(desk, campaign).number == 2


def test_a_run_that_is_due_while_one_is_under_way_is_left_out(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, replace(BRIEF, every_days=1), WHO).id
    due(desk, campaign)
    desk.tick()
    assert newest(desk, campaign).number == 1
    with desk.app.read() as work:
        assert work.runs.due() == []


def test_the_schedule_is_changed_and_ended(desk: Desk) -> None:
    campaign = desk.start()
    planned = runs.schedule(desk.app, campaign, 7, WHO)
    assert planned is not None
    assert planned - newest(desk, campaign).started_at == timedelta(days=7)
    assert desk.view(campaign).campaign.brief.every_days == 7
    assert runs.schedule(desk.app, campaign, 0, WHO) is None
    with desk.app.read() as work:
        assert work.runs.next_at(campaign) is None
    with pytest.raises(BadInput):
        runs.schedule(desk.app, campaign, -1, WHO)


def test_a_campaign_that_is_searched_again_stays_open_when_nothing_is_left_to_pick(desk: Desk) -> None:
    for every_days, status in ((7, CampaignStatus.OPEN), (0, CampaignStatus.CLOSED)):
        campaign = desk.start(every_days=every_days)
        ids = leads.matching(desk.app, leads_of(campaign))
        leads.reject(desk.app, ids, "bad data", "", WHO)
        campaigns.go_on(desk.app, campaign, WHO)
        desk.work()
        assert desk.view(campaign).campaign.status == status


def test_what_a_run_left_unread_is_known_item_by_item(desk: Desk) -> None:
    campaign = desk.start(max_pages=3)
    with desk.app.read() as work:
        left = work.run_items.ahead(newest(desk, campaign).id)
        assert [(item.name, item.state) for item in left] == [("page 4", ItemState.AHEAD)]


def test_a_search_under_way_leaves_off_for_texts_that_were_asked_for_and_goes_on_behind_them(desk: Desk) -> None:
    campaign = desk.start()
    runs.search_again(desk.app, campaign, WHO)
    answered, is_there = threading.Event(), threading.Event()

    def hang(item: str) -> None:
        if item == "page 3":
            is_there.set()
            answered.wait(60)

    desk.source.before = hang
    worker = threading.Thread(target=desk.work)
    worker.start()
    is_there.wait(60)
    desk.source.before = lambda item: None
    journey.pick_best(desk.app, campaign, 2, WHO)
    worker.join(30)
    assert not worker.is_alive()
    answered.set()
    assert desk.view(campaign).to_approve == 4
    second = newest(desk, campaign)
    assert (second.number, second.status, second.found, second.duplicates) == (2, RunStatus.FINISHED, 12, 0)


class Guarded(ListedSource):
    """A source that can turn everybody away."""

    is_shut = False

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        if self.is_shut:
            raise Blocked("It refuses to be read.")
        yield from super().find(query, past, should_stop)


def test_where_one_source_refuses_none_of_its_leads_is_gone(make_desk: MakeDesk) -> None:
    one, other = ListedSource(TWELVE[:6], name="one"), Guarded(TWELVE[6:], name="other")
    desk = make_desk(sources={"listed": lambda _: CombinedSource([one, other])})
    campaign = desk.start()
    one.businesses, other.is_shut = TWELVE[1:6], True
    assert again(desk, campaign).gone == 1
