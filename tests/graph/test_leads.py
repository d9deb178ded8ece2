"""A person's decisions on leads: made one by one or in bulk, taken back, and never lost to another's."""

from datetime import timedelta

import pytest

from graph import campaigns, decisions, leads
from graph.worker import Worker
from storage.errors import BadInput, NotAllowed, NotFound
from storage.lead_filter import BY_NAME, leads_of
from storage.records import CandidateStatus, now
from tests.parts import NAMES, WHO, Desk, business


def statuses(desk: Desk, campaign: int) -> dict[CandidateStatus, int]:
    return dict(desk.view(campaign).candidates)


def everyone(desk: Desk, campaign: int) -> list[int]:
    return leads.matching(desk.app, leads_of(campaign))


def test_a_decision_in_bulk_keeps_who_when_and_why(desk: Desk) -> None:
    campaign = desk.start()
    decided = leads.reject(desk.app, everyone(desk, campaign), "not our customer", " too far ", WHO)
    assert (decided.moved, decided.left) == (12, 0)
    row = leads.page(desk.app, leads_of(campaign)).rows[0]
    assert (row.reason, row.note, row.decided_by) == ("not our customer", "too far", WHO)
    assert row.decided_at is not None and now() - row.decided_at < timedelta(minutes=1)


def test_all_that_match_a_filter_can_be_decided_at_once(desk: Desk) -> None:
    campaign = desk.start()
    leads.select(desk.app, leads.matching(desk.app, leads_of(campaign, sector="hotel")), WHO)
    assert statuses(desk, campaign) == {CandidateStatus.OPEN: 9, CandidateStatus.SELECTED: 3}


def test_those_that_are_past_a_decision_are_left_and_counted(desk: Desk) -> None:
    campaign = desk.picked(2)
    decided = leads.reject(desk.app, everyone(desk, campaign), "other", "", WHO)
    assert (decided.moved, decided.left) == (10, 2)
    assert statuses(desk, campaign)[CandidateStatus.HANDED_OVER] == 2


def test_nothing_is_handed_over_in_a_stopped_campaign_and_nothing_scheduled_leaves(desk: Desk) -> None:
    campaign = desk.picked(1)
    desk.approve(desk.email(campaign))
    leads.select(desk.app, leads.matching(desk.app, leads_of(campaign, (CandidateStatus.OPEN,)))[:1], WHO)
    campaigns.stop(desk.app, campaign, WHO)
    with pytest.raises(NotAllowed, match="This campaign is stopped"):
        leads.write_to_selected(desk.app, campaign, WHO)
    desk.tick()
    assert desk.channel.sent == []
    assert statuses(desk, campaign)[CandidateStatus.SELECTED] == 1


def test_a_bulk_decision_is_undone_as_a_whole_to_what_each_lead_was_before(desk: Desk) -> None:
    campaign = desk.start()
    ids = everyone(desk, campaign)
    leads.select(desk.app, ids[:4], WHO)
    decided = leads.reject(desk.app, ids, "other", "", WHO)
    assert leads.undo(desk.app, decided.undo, WHO) == 12
    assert statuses(desk, campaign) == {CandidateStatus.SELECTED: 4, CandidateStatus.OPEN: 8}


def test_an_undo_leaves_alone_what_someone_decided_on_again_since(desk: Desk) -> None:
    campaign = desk.start()
    ids = everyone(desk, campaign)
    decided = leads.reject(desk.app, ids[:4], "other", "", WHO)
    leads.select(desk.app, ids[:1], "ben")
    assert leads.undo(desk.app, decided.undo, WHO) == 3
    assert statuses(desk, campaign) == {CandidateStatus.SELECTED: 1, CandidateStatus.OPEN: 11}


def test_an_undo_leaves_alone_what_someone_decided_again_in_the_same_way(desk: Desk) -> None:
    campaign = desk.start()
    ids = everyone(desk, campaign)[:2]
    first = leads.select(desk.app, ids, WHO)
    leads.undo(desk.app, first.undo, WHO)
    leads.select(desk.app, ids, "ben")
    assert leads.undo(desk.app, first.undo, WHO) == 0
    assert statuses(desk, campaign)[CandidateStatus.SELECTED] == 2


def test_handing_over_cannot_be_undone(desk: Desk) -> None:
    campaign = desk.start()
    leads.select(desk.app, everyone(desk, campaign)[:1], WHO)
    handed = leads.write_to_selected(desk.app, campaign, WHO)
    with pytest.raises(NotAllowed):
        leads.undo(desk.app, handed.undo, WHO)
    with pytest.raises(NotFound):
        leads.undo(desk.app, 10_000, WHO)


def test_writing_to_nobody_is_refused(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="No lead is selected"):
        leads.write_to_selected(desk.app, desk.start(), WHO)


def test_a_rejection_needs_a_reason_of_the_list(desk: Desk) -> None:
    campaign = desk.start()
    with pytest.raises(BadInput):
        leads.reject(desk.app, everyone(desk, campaign), "because", "", WHO)
    assert statuses(desk, campaign) == {CandidateStatus.OPEN: 12}


def test_a_lead_is_deferred_only_to_a_day_ahead(desk: Desk) -> None:
    campaign = desk.start()
    with pytest.raises(BadInput, match="not ahead"):
        leads.defer(desk.app, everyone(desk, campaign), now().astimezone().date(), WHO)


def test_a_deferred_lead_comes_back_on_its_day_and_not_before(desk: Desk) -> None:
    campaign = desk.start()
    today = now().astimezone().date()
    leads.defer(desk.app, everyone(desk, campaign)[:2], today + timedelta(days=1), WHO)
    Worker(desk.app).tick()
    assert statuses(desk, campaign)[CandidateStatus.DEFERRED] == 2
    with desk.app.write() as work:
        assert decisions.reopen_due(work, today + timedelta(days=1)) == 2
        work.commit()
    assert statuses(desk, campaign) == {CandidateStatus.OPEN: 12}


def test_an_undone_deferral_does_not_keep_its_day(desk: Desk) -> None:
    campaign = desk.start()
    decided = leads.defer(desk.app, everyone(desk, campaign)[:1], now().date() + timedelta(days=9), WHO)
    leads.undo(desk.app, decided.undo, WHO)
    assert {row.deferred_until for row in leads.page(desk.app, leads_of(campaign)).rows} == {None}


def test_one_lead_in_full_shows_its_decisions_newest_first(desk: Desk) -> None:
    campaign = desk.start()
    first = everyone(desk, campaign)[0]
    leads.select(desk.app, [first], WHO)
    leads.reject(desk.app, [first], "bad data", "", "ben")
    detail = leads.detail(desk.app, first)
    assert [(entry.actor, entry.action) for entry in detail.history][:2] == [("ben", "reject"), (WHO, "select")]
    assert detail.candidate.status == CandidateStatus.REJECTED


def test_a_candidate_that_is_not_there_says_so(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no candidate 7"):
        leads.detail(desk.app, 7)


@pytest.mark.parametrize(("role", "cares"), [("", ["x"]), ("owner", []), ("owner", ["  "])])
def test_a_reader_needs_a_role_and_something_they_care_about(desk: Desk, role: str, cares: list[str]) -> None:
    campaign = desk.picked(1)
    with pytest.raises(BadInput):
        leads.set_persona(desk.app, desk.email(campaign).draft.candidate_id, role, cares, WHO)


def test_the_sectors_of_a_campaign_are_those_that_occur(desk: Desk) -> None:
    assert leads.sectors(desk.app, desk.start()) == ["cafe", "hotel", "restaurant"]


def test_a_page_of_the_table_says_how_many_match_in_all(desk: Desk) -> None:
    campaign = desk.start()
    page = leads.page(desk.app, leads_of(campaign, text="café", order=BY_NAME), offset=1, limit=2)
    names = sorted(name for name in NAMES if "Café" in name)
    assert ([row.lead.business.name for row in page.rows], page.total) == (names[1:3], len(names))


def test_a_lead_found_twice_in_one_batch_is_one_lead_with_the_facts_of_both(desk: Desk) -> None:
    desk.source.businesses = [business("Café Linde", email="", phone="1"), business("Café Linde", phone="2")]
    campaign = desk.start()
    (row,) = leads.page(desk.app, leads_of(campaign)).rows
    assert (row.lead.business.phone, row.lead.business.email) == ("1", "info@caflinde.example")
