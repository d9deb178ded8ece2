"""Runs of a search: begun one after the other, what each has read, come to and found, and the next that is due."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from storage.errors import NotAllowed, NotFound
from storage.lead_fields import Op
from storage.lead_filter import Condition, LeadFilter
from storage.records import ItemState, RunItem, RunStatus, RunVisit, SearchRun, now
from storage.run_leads import Counted, Differences
from storage.tables import LeadRow
from storage.unit_of_work import UnitOfWork
from tests.parts import TWELVE
from tests.storage.conftest import Rows

Write = Callable[[], UnitOfWork]
AHEAD, DONE, PASSING = ItemState.AHEAD, ItemState.DONE, ItemState.PASSING


def begun(work: UnitOfWork, campaign: int) -> SearchRun:
    search = work.runs.current(campaign)
    assert search is not None
    return search


def found(work: UnitOfWork, search: SearchRun, names: range, item: int | None = None) -> Counted:
    """What the find stage does with businesses that a run found."""
    stored = work.leads.store([TWELVE[n] for n in names], "test", now())
    work.candidates.add(search.campaign_id, stored.ids, search.number)
    return work.run_leads.keep(search, [(lead_id, item) for lead_id in stored.ids])


def test_the_first_run_begins_by_itself_and_the_next_only_when_it_is_asked_for(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    with write() as work:
        assert not work.runs.is_found(campaign)
        first = begun(work, campaign)
        assert begun(work, campaign) == first
        with pytest.raises(NotAllowed, match="not at its end"):
            work.runs.begin(campaign)
        work.runs.move(first.id, "finish")
        assert work.runs.is_found(campaign)
        assert work.runs.current(campaign) is None
        assert work.runs.begin(campaign).number == 2
        assert [run.number for run in work.runs.all(campaign)] == [2, 1]


def test_a_run_that_a_cap_stopped_goes_on_and_ends(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    with write() as work:
        search = begun(work, campaign)
        capped = work.runs.move(search.id, "cap", "max_pages")
        assert (capped.status, capped.cap) == (RunStatus.CAPPED, "max_pages")
        assert capped.finished_at is not None
        on = work.runs.move(search.id, "go on")
        assert (on.status, on.cap, on.finished_at) == (RunStatus.UNDER_WAY, "", None)
        assert work.runs.move(search.id, "end").status == RunStatus.ENDED
        with pytest.raises(NotFound):
            work.runs.get(99)


def test_what_a_run_took_and_brought_adds_up(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    with write() as work:
        search = begun(work, campaign)
        work.runs.add_up(search.id, seconds=1.5, pages=3, found=2, new=2, figures={"rows": 5})
        total = work.runs.add_up(search.id, seconds=0.5, pages=1, found=2, new=1, duplicates=1)
    assert (total.seconds, total.pages, total.found, total.new, total.known) == (2.0, 4, 4, 3, 1)
    assert (total.duplicates, total.figures, total.gone) == (1, {"rows": 5}, None)


def test_an_item_is_done_once_and_keeps_its_first_problem(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    with write() as work:
        run = begun(work, campaign).id
        work.run_items.keep(run, [RunItem("page 1", "", "", DONE), RunItem("page 2", "", "", DONE, "It was empty.")])
        work.run_items.keep(run, [RunItem("page 2", "", "", DONE), RunItem("page 3", "", "", DONE, "It was slow.")])
        work.run_items.keep(run, [RunItem("page 2", "entry", "", AHEAD)])
        work.run_items.keep(run, [])
        assert work.run_items.done(run) == {"page 1", "page 2", "page 3"}
        count, (first,) = work.run_items.problems(run, limit=1)
        assert (count, first.name, first.problem) == (2, "page 2", "It was empty.")


def test_what_lies_ahead_stays_in_the_order_it_was_found_until_it_is_done(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    with write() as work:
        run = begun(work, campaign).id
        ahead = [RunItem(name, "entry", name[-1], AHEAD) for name in ("page 3", "page 1", "page 2")]
        ids = work.run_items.keep(run, [*ahead, RunItem("page 1", "", "", PASSING, "It was silent.")])
        silent = RunItem("page 1", "entry", "1", PASSING, "It was silent.")
        assert work.run_items.ahead(run) == [ahead[0], silent, ahead[2]]
        work.run_items.keep(run, ahead)
        assert work.run_items.counts(run) == {("entry", AHEAD): 2, ("entry", PASSING): 1}
        assert work.run_items.keep(run, [RunItem("page 1", "", "", DONE)]) == {"page 1": ids["page 1"]}
        assert work.run_items.ahead(run) == [ahead[0], ahead[2]]
        assert work.run_items.problems(run) == (0, [])


def test_more_items_than_a_statement_takes_are_kept_at_once(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    with write() as work:
        run = begun(work, campaign).id
        many = [RunItem(f"page {n}", "entry", "", AHEAD) for n in range(12_000)]
        assert len(work.run_items.keep(run, many)) == len(work.run_items.keep(run, many)) == 12_000
        assert work.run_items.count(run, AHEAD) == 12_000


def test_visits_are_counted_by_what_became_of_them_and_turned_page_by_page(rows: Rows, write: Write) -> None:
    campaign, at = rows.campaign(), now()
    kinds = ["fetched", "fetched", "blocked", "fetched", "fetched", "failed"]
    whys = ["", "", "why 2", "", "robots.txt", "robots.txt"]
    told = enumerate(zip(kinds, whys, strict=True))
    visits, beside = [RunVisit(f"https://a.example/{n}", kind, why, 10, at) for n, (kind, why) in told], ["robots.txt"]
    with write() as work:
        run = begun(work, campaign).id
        work.run_visits.add(run, [])
        work.run_visits.add(run, visits)
        assert work.run_visits.counts(run, beside) == {"fetched": 3, "blocked": 1, "robots.txt": 2}
        assert work.run_visits.reasons(run, "blocked", beside) == [("why 2", 1)]
        assert work.run_visits.reasons(run, "failed", beside) == []
        assert work.run_visits.size(run) == 60
        assert work.run_visits.page(run, ["fetched"], beside, 1, 2) == [visits[1], visits[3]]
        assert work.run_visits.page(run, beside, beside, 0, 9) == visits[4:]
        assert list(work.run_visits.each(run, [], beside)) == work.run_visits.page(run, [], beside, 0, 10) == visits
        assert work.run_visits.counts(run + 1, beside) == {}


def test_a_second_run_tells_what_is_new_and_what_its_campaign_had(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    with write() as work:
        first = begun(work, campaign)
        assert found(work, first, range(0, 6)) == Counted(6, 6, 0)
        work.runs.move(first.id, "finish")
        second = work.runs.begin(campaign)
        assert found(work, second, range(2, 8)) == Counted(6, 2, 0)
        compared = work.run_leads.compare(first.id, second.id)
        assert compared == Differences(gone=2, both=4, new=2)
        assert compared.overlap == 4 / 6
        assert [name for _, name, _ in work.run_leads.only_in(second.id, first.id, 10)] == [
            "Gasthaus Sonne",
            "Hotel Post",
        ]
        assert Differences(0, 0, 3).overlap is None


def test_a_business_that_comes_up_twice_is_a_duplicate_unless_its_item_was_read_again(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    with write() as work:
        search = begun(work, campaign)
        items = work.run_items.keep(search.id, [RunItem(name, "", "", DONE) for name in ("page 1", "page 2")])
        assert found(work, search, range(0, 3), items["page 1"]) == Counted(3, 3, 0)
        assert found(work, search, range(0, 3), items["page 1"]) == Counted(0, 0, 0)
        assert found(work, search, range(2, 5), items["page 2"]) == Counted(2, 2, 1)


def test_a_lead_that_is_gone_is_noted_and_no_longer_once_it_is_found_again(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    with write() as work:
        first = begun(work, campaign)
        found(work, first, range(0, 6))
        work.runs.move(first.id, "finish")
        second = work.runs.begin(campaign)
        found(work, second, range(2, 6))
        assert work.run_leads.mark_gone(second) == work.run_leads.mark_gone(second) == 2
        found(work, second, range(1, 2))
        assert work.run_leads.mark_gone(second) == 1
        work.runs.move(second.id, "finish")
        third = work.runs.begin(campaign)
        found(work, third, range(1, 6))
        assert work.run_leads.mark_gone(third) == 0


def test_the_next_run_is_claimed_by_one_and_planned_ahead_however_many_were_missed(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    with write() as work:
        assert work.runs.due() == []
        planned = work.runs.clock() - timedelta(days=36)
        work.runs.set_next(campaign, planned)
        assert work.runs.due() == [(campaign, planned)]
        assert work.runs.take_turn(campaign, planned, 7)
        assert not work.runs.take_turn(campaign, planned, 7)
        assert work.runs.next_at(campaign) == planned + timedelta(days=42)
        assert work.runs.due() == []


def test_the_databases_clock_is_the_one_that_the_program_has_on_one_machine(write: Write) -> None:
    with write() as work:
        assert abs(work.runs.clock() - now()) < timedelta(seconds=5)


def test_what_is_known_of_a_host_is_what_was_learned_last(write: Write) -> None:
    with write() as work:
        work.host_traits.remember({"a.example": True, "b.example": False}, now() - timedelta(days=60))
        work.host_traits.remember({"b.example": True}, now())
        work.host_traits.remember({}, now())
        assert work.host_traits.since(now() - timedelta(days=90)) == {"a.example": True, "b.example": True}
        assert work.host_traits.since(now() - timedelta(days=30)) == {"b.example": True}


def test_the_table_is_filtered_by_the_runs_that_found_a_lead(rows: Rows, write: Write) -> None:
    campaign, other = rows.campaign(), rows.campaign()
    with write() as work:
        first = begun(work, campaign)
        found(work, first, range(0, 6))
        found(work, begun(work, other), range(6, 12))
        work.runs.move(first.id, "finish")
        found(work, work.runs.begin(campaign), range(2, 8))

        def asked(*conditions: Condition) -> set[str]:
            page = work.table.page(LeadFilter(campaign, conditions))
            return {candidate.lead.business.name for candidate in page.rows}

        one, two = (Condition("run", Op.IS, (number,)) for number in ("1", "2"))
        not_one, neither = (Condition("run", Op.IS_NOT, values) for values in (("1",), ("1", "2")))
        assert asked(one) == {business.name for business in TWELVE[0:6]}
        assert asked(two, not_one) == {business.name for business in TWELVE[6:8]}
        assert asked(neither) == asked(Condition("run", Op.IS, ("two", "9" * 30, "-1"))) == set()


def test_a_lead_that_was_merged_counts_as_the_one_that_stands_for_it(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    with write() as work:
        first = begun(work, campaign)
        found(work, first, range(0, 2))
        kept, gone = sorted(work.run_leads.ids(first.id))
        work.runs.move(first.id, "finish")
        second = work.runs.begin(campaign)
        found(work, second, range(0, 1))
        work._session.execute(update(LeadRow).where(LeadRow.id == gone).values(merged_into=kept))
        assert work.run_leads.standing(first) == (1, 1)
        assert work.run_leads.compare(first.id, second.id) == Differences(gone=0, both=1, new=0)
        assert work.run_leads.mark_gone(second) == 0
