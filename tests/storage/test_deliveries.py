"""Deliveries: claimed once whoever tries, counted by a cap, and due at their time."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from storage.errors import NotAllowed
from storage.records import DeliveryStatus, EventKind, now
from storage.unit_of_work import UnitOfWork
from tests.parts import at_once
from tests.storage.conftest import Rows

Write = Callable[[], UnitOfWork]


def test_of_many_who_claim_a_delivery_at_once_one_gets_it(rows: Rows, engine: Engine, write: Write) -> None:
    delivery = rows.delivery()
    got: list[str] = []

    def claim(owner: str) -> None:
        with UnitOfWork(engine, write=True, durable=True) as work:
            if work.deliveries.claim(delivery.id, owner):
                got.append(owner)
            work.commit()

    at_once(*(partial(claim, f"worker {n}") for n in range(8)))
    with write() as work:
        assert [(d.id, owner) for d, owner in work.deliveries.claimed()] == [(delivery.id, got[0])]
    assert len(got) == 1


def test_what_was_cancelled_cannot_be_claimed(rows: Rows, write: Write) -> None:
    delivery = rows.delivery()
    with write() as work:
        work.deliveries.move(delivery.id, "cancel")
        assert not work.deliveries.claim(delivery.id, "me")


def test_emails_to_an_address_are_found_in_every_campaign_whatever_its_capitals(rows: Rows, write: Write) -> None:
    first, second = rows.delivery(), rows.delivery()
    with write() as work:
        found = work.deliveries.to(["A@B.Example", "nobody@b.example", ""], [DeliveryStatus.QUEUED])
        assert {address: [d.id for d in sent] for address, sent in found.items()} == {
            "a@b.example": [second.id, first.id],
            "nobody@b.example": [],
        }
        work.deliveries.move(second.id, "cancel")
        assert [d.id for d in work.deliveries.to(["a@b.example"], [DeliveryStatus.QUEUED])["a@b.example"]] == [first.id]
        assert work.deliveries.to([], list(DeliveryStatus)) == {}


def test_only_what_was_claimed_can_be_sent(rows: Rows, write: Write) -> None:
    delivery = rows.delivery()
    with write() as work, pytest.raises(NotAllowed):
        work.deliveries.move(delivery.id, "succeed", at=now())


def test_a_sent_delivery_keeps_when_and_the_providers_id(rows: Rows, write: Write) -> None:
    delivery, at = rows.delivery(), now()
    with write() as work:
        work.deliveries.claim(delivery.id, "me")
        sent = work.deliveries.move(delivery.id, "succeed", at=at, provider_id="no. 1")
    assert (sent.status, sent.sent_at, sent.provider_id) == (DeliveryStatus.SENT, at, "no. 1")


def test_an_approval_carries_one_delivery(rows: Rows, write: Write) -> None:
    delivery = rows.delivery()
    with pytest.raises(IntegrityError), write() as work:
        work.deliveries.add(work.drafts.get(delivery.draft_id), delivery.approval_id, "outbox", "<other@x>", now())


def test_a_delivery_is_due_at_its_time_and_not_before(rows: Rows, write: Write) -> None:
    delivery = rows.delivery()
    campaign, early, late = delivery.campaign_id, delivery.due_at - timedelta(seconds=1), delivery.due_at
    with write() as work:
        assert work.deliveries.due(early, campaign) is None
        assert work.deliveries.due(late, campaign) == delivery
        assert work.deliveries.due(late, campaign + 1) is None
        assert work.deliveries.due(late, campaign, without=["outbox"]) is None
        assert work.deliveries.campaigns_due(early) == []
        assert work.deliveries.campaigns_due(late) == [campaign]
        assert work.deliveries.campaigns_due(late, without=["outbox"]) == []


@pytest.mark.parametrize(("events", "counted"), [((), 0), (("succeed",), 1), (("fail",), 0), (("lose",), 1)])
def test_a_cap_counts_what_left_or_may_have_left(
    rows: Rows, write: Write, events: tuple[str, ...], counted: int
) -> None:
    delivery, before = rows.delivery(), now() - timedelta(minutes=1)
    with write() as work:
        if events:
            work.deliveries.claim(delivery.id, "me")
        for event in events:
            work.deliveries.move(delivery.id, event, at=now())
        assert work.deliveries.taken_since(before, "outbox") == counted
        assert work.deliveries.taken_since(before, "smtp") == 0
        assert work.deliveries.taken_since(now() + timedelta(minutes=1), "outbox") == 0


def test_an_event_is_kept_once_however_often_it_is_repeated(rows: Rows, write: Write) -> None:
    delivery = rows.delivery()
    with write() as work:
        kept = [work.events.add(delivery.id, EventKind.REPLY, "e-1", "Yes", now(), simulated=True) for _ in range(3)]
        assert kept == [True, False, False]
        assert work.events.counts(delivery.campaign_id) == {EventKind.REPLY: 1}
        assert [event.text for event in work.events.page(delivery.campaign_id)] == ["Yes"]
        assert work.events.page(delivery.campaign_id + 1) == []


def test_deliveries_are_paged_newest_first_and_counted_a_status(rows: Rows, write: Write) -> None:
    first, second = rows.delivery(), rows.delivery()
    with write() as work:
        work.deliveries.move(first.id, "cancel")
        assert [d.id for d in work.deliveries.page(list(DeliveryStatus), None)] == [second.id, first.id]
        assert work.deliveries.counts(first.campaign_id) == {DeliveryStatus.CANCELLED: 1}
        assert work.deliveries.counts() == {DeliveryStatus.CANCELLED: 1, DeliveryStatus.QUEUED: 1}


def test_what_is_scheduled_is_counted_with_its_first_time(rows: Rows, write: Write) -> None:
    delivery = rows.delivery()
    with write() as work:
        assert work.deliveries.next_due_at(delivery.campaign_id) == (1, delivery.due_at)
        work.deliveries.move(delivery.id, "cancel")
        assert work.deliveries.next_due_at(delivery.campaign_id) == (0, None)


def test_pages_of_deliveries_go_on_where_the_last_one_ended(rows: Rows, write: Write) -> None:
    ids = [rows.delivery().id for _ in range(5)]
    with write() as work:
        pages = [work.deliveries.page(list(DeliveryStatus), None, 2, offset) for offset in (0, 2, 4)]
    assert [delivery.id for page in pages for delivery in page] == ids[::-1]
