"""Outbox: what is scheduled, sent, failed or in doubt."""

from collections.abc import Callable
from pathlib import Path

import pytest

from agents.email import mime
from graph import campaigns, deliveries, drafts, journey, preferences, suppressions
from graph.app import App
from graph.deliveries import Sent
from graph.worker import Worker
from storage.records import DeliveryStatus, DraftStatus
from tests.pages.data import import_list, write_to
from tests.pages.screen import Screen
from tests.parts import WHO, business

Open = Callable[..., Screen]


def only(app: App) -> Sent:
    (sent,) = deliveries.page(app)
    return sent


def approve(app: App) -> None:
    shown = drafts.show(app, 1)
    drafts.approve(app, 1, shown.digest, WHO)


def put(app: App, event: str, **facts: str) -> None:
    """As if the only delivery had been claimed and ended so."""
    with app.write() as work:
        delivery = work.deliveries.page(list(DeliveryStatus), 1)[0]
        work.deliveries.claim(delivery.id, "a test")
        work.deliveries.move(delivery.id, event, **facts)  # type: ignore[arg-type]
        work.commit()


@pytest.fixture
def scheduled(drafted: App) -> App:
    """One message approved a moment ago."""
    approve(drafted)
    return drafted


def test_what_is_scheduled_is_counted_down_and_can_be_taken_back(scheduled: App, screen: Open) -> None:
    page = screen("outbox")
    assert "1 scheduled. The next one leaves in" in page.text
    page.press("undo_1")
    assert "Taken back. The draft waits under Content." in page.text
    assert drafts.show(scheduled, 1).draft.status == DraftStatus.WAITING
    assert only(scheduled).delivery.status == DeliveryStatus.CANCELLED


def test_a_sent_message_is_shown_as_the_file_that_was_written(
    serve: Callable[..., App], drafted_folder: object, screen: Open
) -> None:
    app = serve(drafted_folder, undo_seconds=0)
    approve(app)
    journey.deliver_all(Worker(app), 1)
    (file,) = app.settings.outbox.rglob("*.eml")
    page = screen("outbox", delivery="sent")
    assert mime.text_of(file.read_bytes())[2] in page.text
    assert "sent 1" in page.text


def test_a_message_in_doubt_waits_for_a_person_who_may_say_that_it_arrived(scheduled: App, screen: Open) -> None:
    put(scheduled, "lose", error="The connection broke.")
    page = screen("outbox")
    assert not page.has("retry_1")
    assert "The connection broke." in page.text
    page.press("arrived_1")
    assert only(scheduled).delivery.status == DeliveryStatus.SENT


def test_a_message_in_doubt_that_did_not_arrive_can_then_be_tried_again(scheduled: App, screen: Open) -> None:
    put(scheduled, "lose")
    page = screen("outbox").press("lost_1")
    assert "Noted as failed. It can be tried again." in page.text
    page.press("retry_1")
    assert only(scheduled).delivery.status == DeliveryStatus.QUEUED


def test_a_failed_message_says_why_and_is_tried_again(scheduled: App, screen: Open) -> None:
    put(scheduled, "fail", error="The server refused the recipient.")
    page = screen("outbox")
    assert "The server refused the recipient." in page.text
    page.press("retry_1")
    assert "It will be tried again." in page.text
    assert only(scheduled).delivery.status == DeliveryStatus.QUEUED


def test_what_no_longer_matches_its_approval_says_so_and_asks_for_a_new_one(scheduled: App, screen: Open) -> None:
    suppressions.add(scheduled, only(scheduled).delivery.recipient, WHO)
    with scheduled.write() as work:
        work.deliveries.move(1, "claim")
        work.deliveries.move(1, "fail", error="The address must not be written to: barred by ann.")
        work.approvals.void(1)
        work.drafts.move(1, "reopen")
        work.commit()
    page = screen("outbox")
    assert "The address must not be written to" in page.text
    page.press("retry_1")
    assert "Approve its draft again under Content." in page.text


def test_why_nothing_leaves_stands_above_the_list(scheduled: App, screen: Open) -> None:
    preferences.pause(scheduled, True, WHO)
    assert "Sending is paused." in screen("outbox").text


def test_a_message_that_left_meanwhile_is_not_taken_back(scheduled: App, screen: Open) -> None:
    page = screen("outbox")
    put(scheduled, "succeed")
    page.press("undo_1")
    assert "What has left cannot be called back." in page.text
    assert only(scheduled).delivery.status == DeliveryStatus.SENT


def test_the_filter_stands_in_the_address_and_outlives_a_change_of_counts(scheduled: App, screen: Open) -> None:
    page = screen("outbox").choose("delivery", ["scheduled"])
    assert page.address["delivery"] == "scheduled"
    put(scheduled, "succeed")
    again = screen("outbox", **page.address)
    assert again.address["delivery"] == "scheduled"
    assert "Nothing here." in again.text


def test_a_stopped_campaign_says_that_it_is_stopped(scheduled: App, screen: Open) -> None:
    campaigns.stop(scheduled, 1, WHO)
    assert "is stopped" in screen("outbox").text


def test_all_messages_can_be_reached_fifty_a_page_and_the_total_is_true(
    serve: Callable[..., App], found_folder: Path, screen: Open
) -> None:
    app = serve(found_folder)
    campaign = import_list(app, [business(f"Café {n}") for n in range(27)], name="Many")
    write_to(app, campaign, 27)
    journey.approve_all(app, campaign, WHO)
    first = screen("outbox", campaign=str(campaign))
    second = screen("outbox", campaign=str(campaign), outbox_page="2")
    for page, shown in ((first, 50), (second, 4)):
        assert "54 messages, the newest first" in page.text
        assert len([button for button in page.at.button if str(button.key).startswith("undo_")]) == shown
    assert "54 scheduled" in first.text


def test_a_countdown_never_promises_what_is_held_back(scheduled: App, screen: Open) -> None:
    preferences.pause(scheduled, True, WHO)
    page = screen("outbox")
    assert "Sending is paused. 1 scheduled." in page.text
    assert "leaves in" not in page.text


def test_a_stopped_campaign_counts_nothing_down(scheduled: App, screen: Open) -> None:
    campaigns.stop(scheduled, 1, WHO)
    assert "leaves in" not in screen("outbox").text


def test_the_place_of_the_messages_is_plain_text(drafted: App, screen: Open) -> None:
    page = screen("outbox")
    assert str(drafted.settings.outbox) in page.text
    assert not any(str(drafted.settings.outbox) in text for text in page.acting)
