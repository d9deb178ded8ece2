"""Candidates: filtered, ordered, paged, and decided on in bulk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from storage.decisions import NewDecision
from storage.errors import NotFound
from storage.lead_filter import AS_GIVEN, BY_NAME, ORDERS, LeadFilter, leads_of
from storage.records import CandidateStatus, Channel, Decision, Factor, Subject, Trend, now
from storage.unit_of_work import UnitOfWork
from tests.parts import BRIEF, TWELVE, business
from tests.storage.conftest import Rows, new_draft

Write = Callable[[], UnitOfWork]


@pytest.fixture
def campaign(rows: Rows, write: Write) -> int:
    """Twelve scored candidates; the n-th has the score 10 n, the last none."""
    campaign = rows.campaign()
    ids = rows.candidates(campaign, list(TWELVE))
    with write() as work:
        work.sweeps.set_scores({i: (10.0 * n, [Factor("fit", 0.5, 1.0, "why")]) for n, i in enumerate(ids)})
        work.commit()
    return campaign


def names(write: Write, where: LeadFilter, order: str = "best first", **page: int) -> list[str]:
    with write() as work:
        return [c.lead.business.name for c in work.table.rows(replace(where, order=ORDERS[order]), **page)]


def test_a_lead_becomes_a_candidate_of_a_campaign_once(rows: Rows, write: Write, campaign: int) -> None:
    with write() as work:
        ids = work.leads.store(TWELVE, "test", now()).ids
        assert work.candidates.add(campaign, [*ids, ids[0]]) == 0
        assert work.candidates.add(work.campaigns.add(BRIEF).id, [*ids, ids[0]]) == 12


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("best first", TWELVE[11].name, TWELVE[0].name),
        ("worst first", TWELVE[0].name, TWELVE[11].name),
        ("newest", TWELVE[11].name, TWELVE[0].name),
        ("name", "Café Garten", "Hotel See"),
    ],
)
def test_each_order_holds_over_page_borders(write: Write, campaign: int, order: str, first: str, last: str) -> None:
    where = leads_of(campaign)
    paged = [name for offset in range(0, 15, 5) for name in names(write, where, order, offset=offset, limit=5)]
    assert paged == names(write, where, order, limit=100)
    assert (paged[0], paged[-1], len(set(paged))) == (first, last, 12)


def test_a_candidate_without_score_comes_last_both_ways(rows: Rows, write: Write, campaign: int) -> None:
    with write() as work:
        lead = work.leads.store([business("Café Neu")], "test", now()).ids
        work.candidates.add(campaign, lead)
        work.commit()
    for order in ("best first", "worst first"):
        assert names(write, leads_of(campaign), order)[-1] == "Café Neu"


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({}, 12),
        ({"sector": "hotel"}, 3),
        ({"sector": "bar"}, 0),
        ({"min_score": 100}, 2),
        ({"text": "KRONE"}, 1),
        ({"text": "krone"}, 1),
        ({"text": "lindental"}, 12),
        ({"text": "12345"}, 12),
        ({"statuses": (CandidateStatus.SELECTED,)}, 0),
        ({"statuses": (CandidateStatus.OPEN, CandidateStatus.SELECTED)}, 12),
        ({"sector": "cafe", "text": "uf", "min_score": 15}, 1),
    ],
)
def test_a_filter_counts_lists_and_pages_the_same_rows(
    write: Write, campaign: int, where: dict[str, object], count: int
) -> None:
    wanted = leads_of(campaign, **where)  # type: ignore[arg-type]
    with write() as work:
        page, ids = work.table.rows(wanted), work.table.ids(wanted)
        assert (work.table.count(wanted), [c.id for c in page]) == (count, ids)


@pytest.mark.parametrize(
    ("text", "count"), [("100%", 1), ("%", 0), ("_", 0), ("A_B", 1), ("\\", 0), ("back\\sl", 1), ("'", 0), ("joe's", 1)]
)
def test_signs_that_mean_something_to_a_database_mean_nothing(rows: Rows, write: Write, text: str, count: int) -> None:
    campaign = rows.campaign()
    odd = ["100% Bio", "A_B Bar", "AxB Bar", "Back\\slash", "This/That", "Joe's", "Plain"]
    rows.candidates(campaign, [business(name, description="") for name in odd])
    assert len(names(write, leads_of(campaign, text=text))) == count


@pytest.mark.parametrize("text", ["österreich", "ÖSTERREICH", "Österreich", "élysée", "ÉLYSÉE"])
def test_the_case_of_letters_beyond_ascii_does_not_matter(rows: Rows, write: Write, text: str) -> None:
    campaign = rows.campaign()
    rows.candidates(campaign, [business("Österreich Stube"), business("Élysée"), business("Anker")])
    assert len(names(write, leads_of(campaign, text=text))) == 1


def test_reachable_means_that_an_address_is_known(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    rows.candidates(campaign, [business("Café Linde", email=""), business("Café Ufer")])
    assert names(write, leads_of(campaign, reachable=True)) == ["Café Ufer"]


def test_a_filter_never_reaches_into_another_campaign(rows: Rows, write: Write, campaign: int) -> None:
    assert names(write, leads_of(rows.campaign())) == []


def test_scores_factors_and_trends_come_back_as_they_were_stored(write: Write, campaign: int) -> None:
    trend = Trend("cafe", "Lindental", 61.5, 0.2, date(2026, 3, 1), "fixed")
    with write() as work:
        (best,) = work.table.ids(leads_of(campaign), limit=1)
        work.sweeps.set_trends({best: trend}, now())
        work.commit()
    with write() as work:
        candidate = work.candidates.get(best)
        assert (candidate.score, candidate.trend) == (110.0, trend)
        assert candidate.factors == (Factor("fit", 0.5, 1.0, "why"),)
        assert best not in [c.id for c in work.sweeps.to_enrich(campaign, 100)]


def test_a_new_score_changes_no_decision(write: Write, campaign: int) -> None:
    with write() as work:
        (best,) = work.table.ids(leads_of(campaign), limit=1)
        decide(work, campaign, [best], "reject")
        work.sweeps.set_scores({best: (1.0, [])})
        assert work.table.counts(campaign)[CandidateStatus.REJECTED] == 1


def decide(
    work: UnitOfWork, campaign: int, ids: list[int], verb: str, until: date | None = None, reason: str = ""
) -> Decision:
    return work.decisions.make(NewDecision(campaign, Subject.STATUS, verb, "ann", reason, until=until), ids)


def test_a_decision_on_many_thousands_at_once_moves_them_all_and_is_taken_back(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    ids = rows.candidates(campaign, [business(f"Shop {n}") for n in range(5001)])
    with write() as work:
        decided = decide(work, campaign, ids, "select")
        assert (decided.moved, decided.left) == (5001, 0)
        assert work.table.counts(campaign) == {CandidateStatus.SELECTED: 5001}
        assert work.decisions.undo(decided.id, "ben").moved == 5001
        assert work.table.counts(campaign) == {CandidateStatus.OPEN: 5001}


def test_deferred_candidates_are_due_on_their_day(write: Write, campaign: int) -> None:
    today = date(2026, 3, 1)
    with write() as work:
        ids = work.table.ids(leads_of(campaign), limit=3)
        for n, i in enumerate(ids):
            decide(work, campaign, [i], "defer", today + timedelta(days=n - 1))
        assert work.candidates.due(today) == {campaign: sorted(ids[:2])}


def test_what_still_has_to_be_written_is_what_lacks_a_channel(write: Write, campaign: int) -> None:
    channels = (Channel.EMAIL, Channel.SOCIAL)
    with write() as work:
        ids = work.table.ids(leads_of(campaign), limit=3)
        decide(work, campaign, ids, "select")
        assert work.sweeps.to_write(campaign, channels, 10) == []
        decide(work, campaign, ids, "hand over")
        for channel in channels:
            work.drafts.add(new_draft(campaign, ids[0], channel))
        work.drafts.add(new_draft(campaign, ids[1]))
        assert [c.id for c in work.sweeps.to_write(campaign, channels, 10)] == ids[1:]
        assert [c.id for c in work.sweeps.to_write(campaign, (Channel.EMAIL,), 10)] == ids[2:]


def test_many_keeps_the_order_asked_for_and_leaves_out_what_is_not_there(write: Write, campaign: int) -> None:
    with write() as work:
        first, second = work.table.ids(leads_of(campaign), limit=2)
        assert [c.id for c in work.candidates.many([second, 999, first])] == [second, first]
        with pytest.raises(NotFound):
            work.candidates.get(999)


def test_leads_that_a_source_gave_first_are_counted_from_a_time_on(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    rows.candidates(campaign, [business("Café Alt")])
    since = now()
    rows.candidates(campaign, [business("Café Neu")])
    with write() as work:
        assert work.leads.store([business("Café Alt")], "test", now()).created == 0
        assert work.candidates.count_first_found(campaign, "test", since) == 1
        assert work.candidates.count_first_found(campaign, "another", since) == 0


def test_named_candidates_keep_the_order_they_are_named_in(write: Write, campaign: int) -> None:
    with write() as work:
        ids = tuple(work.table.ids(leads_of(campaign, order=BY_NAME)))
        where = leads_of(campaign, ids=(*ids[5:], 999, *ids[:3]))
        given = replace(where, order=AS_GIVEN)
        assert work.table.count(where) == 10
        assert work.table.ids(given) == [*ids[5:], *ids[:3]]
        assert [c.id for c in work.table.rows(given, offset=6, limit=3)] == [ids[11], ids[0], ids[1]]
        assert set(work.table.ids(where)) == {*ids[5:], *ids[:3]}


def test_other_filters_hold_for_named_candidates_and_naming_none_gives_none(write: Write, campaign: int) -> None:
    with write() as work:
        ids = tuple(work.table.ids(leads_of(campaign)))
        hotels = leads_of(campaign, sector="hotel", ids=ids[::-1])
        assert work.table.count(hotels) == len(work.table.rows(replace(hotels, order=AS_GIVEN))) == 3
        none = leads_of(campaign, ids=())
        assert (work.table.count(none), work.table.rows(replace(none, order=AS_GIVEN))) == (0, [])


def test_a_candidate_of_another_campaign_does_not_match_though_it_is_named(
    rows: Rows, write: Write, campaign: int
) -> None:
    other = rows.campaign()
    with write() as work:
        ids = tuple(work.table.ids(leads_of(campaign)))
        assert work.table.count(leads_of(other, ids=ids)) == 0


def test_the_reason_of_a_decision_is_filtered_for(write: Write, campaign: int) -> None:
    with write() as work:
        ids = work.table.ids(leads_of(campaign), limit=3)
        for i, reason in zip(ids, ("other", "bad data", "other"), strict=True):
            decide(work, campaign, [i], "reject", reason=reason)
        assert set(work.table.ids(leads_of(campaign, reason="other"))) == {ids[0], ids[2]}


def test_the_extent_of_a_campaign_changes_when_a_candidate_is_added(rows: Rows, write: Write, campaign: int) -> None:
    with write() as work:
        before, newest = work.candidates.extent(campaign)
        assert (before, newest) == (12, max(work.table.ids(leads_of(campaign))))
        assert work.candidates.extent(999) == (0, 0)
    rows.candidates(campaign, [business("Café Neu")])
    with write() as work:
        assert work.candidates.extent(campaign)[0] == 13
