"""Calls of hosted models: set aside, settled, summed, and never beyond the cap."""

from collections.abc import Callable

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql

from storage.errors import NotAllowed, NotFound
from storage.model_calls import ModelTotal, turn
from storage.unit_of_work import UnitOfWork
from tests.storage.conftest import Rows

Write = Callable[[], UnitOfWork]


def test_a_call_counts_at_its_most_until_it_is_settled(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    with write() as work:
        call = work.model_calls.reserve(campaign, "draft", "small", 500)
        assert work.model_calls.spent(campaign) == 500
        work.model_calls.settle(call.id, 100, 20, 120)
        assert work.model_calls.spent(campaign) == 120
        work.commit()
    with write() as work:
        (kept,) = work.model_calls.of(campaign)
    assert (kept.is_settled, kept.prompt_tokens, kept.tokens, kept.micros) == (True, 100, 20, 120)


def test_a_reservation_that_a_crash_left_still_counts(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    with write() as work:
        work.model_calls.reserve(campaign, "draft", "small", 900, 1000)
        work.commit()
    with write() as work, pytest.raises(NotAllowed, match=r"cap of \$0\.0010 is reached: \$0\.0009 are spent"):
        work.model_calls.reserve(campaign, "draft", "small", 101, 1000)
    with write() as work:
        assert work.model_calls.reserve(campaign, "draft", "small", 100, 1000).micros == 100


def test_a_reservation_that_was_rolled_back_does_not_count(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    with write() as work:
        work.model_calls.reserve(campaign, "draft", "small", 900)
    with write() as work:
        assert work.model_calls.spent(campaign) == 0


def test_each_campaign_and_what_belongs_to_none_is_counted_by_itself(rows: Rows, write: Write) -> None:
    first, second = rows.campaign(), rows.campaign()
    with write() as work:
        for campaign, micros in ((first, 1), (second, 20), (None, 300)):
            work.model_calls.reserve(campaign, "draft", "small", micros)
        assert [work.model_calls.spent(campaign) for campaign in (first, second, None)] == [1, 20, 300]
        with pytest.raises(NotAllowed):
            work.model_calls.reserve(None, "draft", "small", 1, 300)


def test_a_settled_call_stays_as_it_is_and_an_unknown_one_is_told(write: Write) -> None:
    with write() as work:
        call = work.model_calls.reserve(None, "draft", "small", 500)
        work.model_calls.settle(call.id, 1, 1, 10)
        work.model_calls.settle(call.id, 2, 2, 20)
        assert work.model_calls.spent(None) == 10
        with pytest.raises(NotFound):
            work.model_calls.settle(call.id + 1, 1, 1, 1)


def test_totals_are_by_campaign_task_and_model(rows: Rows, write: Write) -> None:
    campaign, other = rows.campaign(), rows.campaign()
    with write() as work:
        for task, model, micros in (("draft", "small", 5), ("draft", "small", 7), ("rewrite", "large", 100)):
            call = work.model_calls.reserve(campaign, task, model, 1000)
            work.model_calls.settle(call.id, 10, 2, micros)
        work.model_calls.reserve(campaign, "draft", "small", 30)
        work.model_calls.reserve(other, "draft", "small", 1)
        assert work.model_calls.totals(campaign) == [
            ModelTotal(campaign, "rewrite", "large", 1, 0, 10, 2, 100),
            ModelTotal(campaign, "draft", "small", 3, 1, 20, 4, 42),
        ]
        assert len(work.model_calls.totals()) == 3


def test_spenders_lock_one_row_on_a_server_that_has_rows_to_lock(write: Write) -> None:
    dialect: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    asked = str(turn().compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    assert asked.endswith("WHERE preferences.name = 'spending' FOR UPDATE")
    with write() as work:
        assert list(work._session.execute(turn()))
