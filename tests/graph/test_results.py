"""What the numbers say: the funnel, what needs a person, and the summary."""

import json

import pytest

from graph import campaigns, drafts, journey, leads, results, today
from graph.worker import Worker
from storage.errors import NotFound, Unavailable
from storage.lead_filter import leads_of
from storage.records import CandidateStatus, Channel, DraftStatus
from tests.parts import BRIEF, WHO, Desk, business


def counts(desk: Desk, campaign: int) -> dict[str, int]:
    return {stage.name: stage.count for stage in results.funnel(desk.app, campaign)}


def test_the_funnel_counts_what_reached_each_stage_or_went_beyond(desk: Desk) -> None:
    campaign = desk.picked(4)
    shown = desk.waiting(campaign)
    drafts.ask_rewrite(desk.app, shown[0].draft.id, "shorter", WHO)
    desk.work()
    drafts.reject(desk.app, shown[1].draft.id, "no", WHO)
    journey.approve_all(desk.app, campaign, WHO)
    desk.tick()
    leads.select(desk.app, leads.matching(desk.app, leads_of(campaign, (CandidateStatus.OPEN,)), limit=2), WHO)
    assert counts(desk, campaign) == {
        "Found": 12, "Scored": 12, "Picked": 6, "Drafted": 8, "Approved": 7, "Sent": 7, "Replied": 0,
    }  # fmt: skip


def test_each_number_of_the_funnel_opens_as_many_rows(desk: Desk) -> None:
    campaign = desk.picked(3)
    journey.approve_all(desk.app, campaign, WHO)
    desk.tick()
    for stage in results.funnel(desk.app, campaign):
        if stage.page == "leads":
            statuses = tuple(CandidateStatus(status) for status in stage.statuses)
            assert len(leads.matching(desk.app, leads_of(campaign, statuses))) == stage.count
        elif stage.page == "content":
            assert len(drafts.queue(desk.app, campaign, [DraftStatus(s) for s in stage.statuses])) == stage.count


def test_the_summary_is_plain_json_with_the_names_that_stand_on_screen(desk: Desk) -> None:
    campaign = desk.picked(2)
    summary = json.loads(json.dumps(journey.summary(desk.view(campaign))))
    assert summary["leads"] == {"to pick": 10, "handed over": 2}
    assert (summary["drafts"], summary["status"]) == ({"to approve": 4}, "open")


def test_a_journey_from_brief_to_outbox_needs_no_screen(desk: Desk) -> None:
    worker = Worker(desk.app)
    campaign = campaigns.start(desk.app, BRIEF, WHO).id
    assert journey.drive(worker, campaign).to_pick == 12
    assert journey.pick_best(desk.app, campaign, 5, WHO) == 5
    assert journey.drive(worker, campaign).to_approve == 10
    approved = journey.approve_all(desk.app, campaign, WHO)
    assert (len(approved.ids), list(approved.left)) == (10, [])
    journey.deliver_all(worker, campaign)
    assert len(desk.channel.sent) == 10
    assert journey.pick_best(desk.app, campaign, 0, WHO) == 0


def test_approving_everything_says_why_the_blocked_ones_stay(desk: Desk) -> None:
    desk.source.businesses = [business("Café Linde", email=""), business("Café Ufer")]
    campaign = desk.picked(2, channels=(Channel.EMAIL,))
    approved = journey.approve_all(desk.app, campaign, WHO)
    assert len(approved.ids) == 1
    assert ["No e-mail address" in left for left in approved.left] == [True]


def test_today_names_what_needs_a_person_the_most_pressing_first(desk: Desk) -> None:
    campaign = desk.picked(2, channels=(Channel.EMAIL,))
    shown = desk.waiting(campaign)
    desk.channel.fails[shown[0].message.recipient] = Unavailable("Down.")
    desk.approve(shown[0])
    desk.tick()
    views = campaigns.overviews(desk.app)
    needs = today.needs(views)
    assert [(need.words, need.count) for need in needs] == [
        ("messages failed", 1),
        ("drafts to approve", 1),
        ("leads to pick", 10),
    ]
    assert today.badge(views, "content") == 1


def test_today_needs_nothing_before_the_first_campaign(desk: Desk) -> None:
    assert today.needs(campaigns.overviews(desk.app)) == []
    assert today.reasons_for_silence(desk.app, []) == []


def test_today_says_why_nothing_happens(desk: Desk) -> None:
    def fail(item: str) -> None:
        raise Unavailable("The directory is down.")

    desk.source.before = fail
    desk.start()
    (reason,) = today.reasons_for_silence(desk.app, campaigns.overviews(desk.app))
    assert "The directory is down." in reason


def test_a_campaign_that_is_not_there_says_so(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no campaign 5"):
        campaigns.overview(desk.app, 5)
