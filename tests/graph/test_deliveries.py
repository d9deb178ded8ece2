"""Sending: once, never after a doubt, held back where a rule says so, and settled after a crash."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agents.email.channel import Trace
from agents.email.mime import text_of
from agents.email.outbox import OutboxChannel
from graph import campaigns, deliveries, drafts, journey, preferences, today
from graph.nodes.deliver import attempt, record, take
from graph.owner import this_process
from graph.preferences import Sending, Smtp
from graph.run import StopAsked
from graph.settle import settle
from graph.worker import Worker
from storage.errors import Auth, NotAllowed, Unavailable, UnknownOutcome
from storage.records import Channel, DeliveryStatus, EventKind, now
from tests.parts import WHO, Came, Desk, business, go_live

DEAD = f"{this_process().partition('|')[0]}|999999|1.00"


def scheduled(desk: Desk, count: int = 1) -> tuple[int, list[int]]:
    """A campaign with ``count`` e-mails approved and not yet sent: its id and the deliveries'."""
    campaign = desk.picked(count, channels=(Channel.EMAIL,))
    journey.approve_all(desk.app, campaign, WHO)
    return campaign, [one.delivery.id for one in reversed(deliveries.page(desk.app))]


def cut_off(desk: Desk, owner: str = DEAD) -> tuple[int, int]:
    """A campaign with one e-mail whose send a crash of ``owner`` cut off: its id and the delivery's."""
    campaign, (delivery,) = scheduled(desk)
    assert take(desk.app, delivery, owner)
    return campaign, delivery


def status(desk: Desk, delivery_id: int) -> DeliveryStatus:
    with desk.app.read() as work:
        return work.deliveries.get(delivery_id).status


def test_the_kill_switch_holds_everything_back_and_says_so(desk: Desk) -> None:
    campaign, _ = scheduled(desk, 2)
    preferences.pause(desk.app, True, WHO)
    desk.tick()
    view = desk.view(campaign)
    assert (desk.channel.sent, view.held) == ([], "Sending is paused.")
    assert "Sending is paused" in " ".join(today.reasons_for_silence(desk.app, [view]))
    preferences.pause(desk.app, False, WHO)
    desk.tick()
    assert len(desk.channel.sent) == 2


def test_the_kill_switch_stops_between_two_messages(desk: Desk) -> None:
    scheduled(desk, 3)

    class Switch(type(desk.channel)):  # type: ignore[misc]
        def send(self, message: object, message_id: str) -> object:
            preferences.pause(desk.app, True, WHO)
            return super().send(message, message_id)

    app, switch = desk.app, Switch()
    Desk(replace(app, channel=lambda _, via: switch), desk.source, switch).tick()
    assert len(switch.sent) == 1


def test_the_cap_of_a_day_holds_live_messages_back_and_says_so(desk: Desk) -> None:
    go_live(desk, cap=2)
    campaign, _ = scheduled(desk, 3)
    desk.tick()
    assert len(desk.channel.sent) == 2
    assert desk.view(campaign).held == "Today's cap of 2 messages is reached; the rest goes out tomorrow."


def test_a_post_to_the_outbox_does_not_wait_behind_an_email_that_is_held_back(desk: Desk) -> None:
    go_live(desk, cap=0)
    campaign = desk.picked(2)
    journey.approve_all(desk.app, campaign, WHO)
    desk.tick()
    assert [message.channel for _, message in desk.channel.sent] == [Channel.SOCIAL] * 2


def test_switching_live_sending_off_holds_back_what_was_approved_for_it(desk: Desk) -> None:
    go_live(desk)
    campaign, (delivery,) = scheduled(desk)
    preferences.set_sending(desk.app, Sending(live=False), WHO)
    desk.tick()
    assert (desk.channel.sent, desk.view(campaign).held) == ([], "Live sending is switched off.")
    assert status(desk, delivery) == DeliveryStatus.QUEUED


def test_what_was_approved_for_the_outbox_never_leaves_live(desk: Desk) -> None:
    scheduled(desk)
    go_live(desk)
    assert {one.delivery.via for one in deliveries.page(desk.app)} == {"outbox"}


def test_a_demo_leaves_only_to_a_server_on_this_machine(desk: Desk) -> None:
    campaign = desk.picked(1, is_demo=True)
    preferences.set_smtp(desk.app, Smtp("mail.example", 587), WHO)
    preferences.set_sending(desk.app, Sending(live=True), WHO)
    assert desk.email(campaign).via == "outbox"
    go_live(desk)
    assert desk.email(campaign).via == "smtp"
    assert desk.waiting(campaign, Channel.SOCIAL)[0].via == "outbox"


def test_a_demo_whose_mail_server_moved_elsewhere_after_the_approval_sends_nothing(desk: Desk) -> None:
    go_live(desk)
    campaign = desk.picked(1, is_demo=True, channels=(Channel.EMAIL,))
    desk.approve(desk.email(campaign))
    preferences.set_smtp(desk.app, Smtp("mail.example", 587), WHO)
    desk.tick()
    assert desk.channel.sent == []
    assert "reaches nobody outside this machine" in desk.email(campaign).draft.reason


def test_a_retry_to_an_address_that_another_campaign_wrote_to_meanwhile_is_refused(desk: Desk) -> None:
    desk.source.businesses = [business("Café Linde")]
    first, (delivery,) = scheduled(desk)
    with desk.app.read() as work:
        recipient = work.deliveries.get(delivery).recipient
    desk.channel.fails[recipient] = Unavailable("Down.")
    desk.tick()
    desk.channel.fails.clear()
    second, _ = scheduled(desk)
    desk.tick()
    deliveries.retry(desk.app, delivery, WHO)
    desk.tick()
    assert desk.channel.recipients() == [recipient]
    assert f"is sent in campaign {second}" in desk.email(first).draft.reason


def test_a_stopped_campaign_says_that_nothing_leaves_and_so_does_one_that_was_closed(desk: Desk) -> None:
    campaign, _ = scheduled(desk)
    assert desk.view(campaign).held == ""
    campaigns.stop(desk.app, campaign, WHO)
    preferences.pause(desk.app, True, WHO)
    assert desk.view(campaign).held == "This campaign is stopped. Sending is paused."
    campaigns.finish(desk.app, campaign, WHO)
    assert desk.view(campaign).held == "This campaign is closed. Sending is paused."


def test_a_stop_holds_back_what_is_scheduled_until_someone_lets_it_go_on(desk: Desk) -> None:
    campaign, (delivery,) = scheduled(desk)
    campaigns.stop(desk.app, campaign, WHO)
    desk.tick()
    with pytest.raises(StopAsked):
        take(desk.app, delivery, "me")
    assert desk.channel.sent == []
    campaigns.go_on(desk.app, campaign, WHO)
    desk.work()
    assert len(desk.channel.sent) == 1


def test_a_delivery_is_taken_once(desk: Desk) -> None:
    _, (delivery,) = scheduled(desk)
    assert take(desk.app, delivery, "first") is not None
    assert take(desk.app, delivery, "second") is None


def test_a_lost_answer_leaves_the_message_in_doubt_and_it_is_never_tried_again_by_itself(desk: Desk) -> None:
    campaign, (delivery,) = scheduled(desk)
    with desk.app.read() as work:
        recipient = work.deliveries.get(delivery).recipient
    desk.channel.fails[recipient] = UnknownOutcome("The answer was lost.")
    desk.tick()
    desk.channel.fails.clear()
    desk.tick()
    Worker(desk.app).recover()
    desk.work()
    assert (status(desk, delivery), desk.channel.sent) == (DeliveryStatus.UNKNOWN, [])
    with pytest.raises(NotAllowed):
        deliveries.retry(desk.app, delivery, WHO)
    assert desk.view(campaign).in_doubt == 1


@pytest.mark.parametrize("arrived", [True, False])
def test_a_person_settles_a_message_in_doubt(desk: Desk, arrived: bool) -> None:
    _, delivery = cut_off(desk)
    desk.tick()
    assert status(desk, delivery) == DeliveryStatus.UNKNOWN
    deliveries.settle(desk.app, delivery, arrived, WHO)
    desk.tick()
    assert status(desk, delivery) == (DeliveryStatus.SENT if arrived else DeliveryStatus.FAILED)
    assert desk.channel.sent == []
    with pytest.raises(NotAllowed):
        deliveries.settle(desk.app, delivery, arrived, WHO)


def test_an_unexpected_error_while_sending_leaves_the_message_in_doubt(desk: Desk) -> None:
    _, ids = scheduled(desk, 2)
    with desk.app.read() as work:
        desk.channel.fails[work.deliveries.get(ids[0]).recipient] = ZeroDivisionError("odd")
    desk.tick()
    assert [status(desk, i) for i in ids] == [DeliveryStatus.UNKNOWN, DeliveryStatus.SENT]
    assert "ZeroDivisionError" in deliveries.page(desk.app, [DeliveryStatus.UNKNOWN])[0].delivery.error


def test_a_message_that_was_certainly_not_sent_can_be_tried_again(desk: Desk) -> None:
    _, (delivery,) = scheduled(desk)
    with desk.app.read() as work:
        recipient = work.deliveries.get(delivery).recipient
    desk.channel.fails[recipient] = Auth("The password was refused.")
    desk.tick()
    assert status(desk, delivery) == DeliveryStatus.FAILED
    desk.tick()
    assert desk.channel.sent == []
    desk.channel.fails.clear()
    deliveries.retry(desk.app, delivery, WHO)
    desk.tick()
    assert (status(desk, delivery), len(desk.channel.sent)) == (DeliveryStatus.SENT, 1)
    with pytest.raises(NotAllowed):
        deliveries.retry(desk.app, delivery, WHO)


def test_a_retry_in_a_finished_campaign_leaves_all_the_same(desk: Desk) -> None:
    campaign, (delivery,) = scheduled(desk)
    with desk.app.read() as work:
        desk.channel.fails[work.deliveries.get(delivery).recipient] = Unavailable("Down.")
    desk.tick()
    campaigns.finish(desk.app, campaign, WHO)
    desk.channel.fails.clear()
    deliveries.retry(desk.app, delivery, WHO)
    desk.tick()
    assert status(desk, delivery) == DeliveryStatus.SENT


def test_a_message_whose_approval_ended_is_not_tried_again(desk: Desk) -> None:
    _, (delivery,) = scheduled(desk)
    with desk.app.read() as work:
        found = work.deliveries.get(delivery)
    desk.channel.fails[found.recipient] = Unavailable("Down.")
    desk.tick()
    drafts.reopen(desk.app, found.draft_id, WHO)
    with pytest.raises(NotAllowed, match="approval"):
        deliveries.retry(desk.app, delivery, WHO)


@pytest.mark.parametrize(
    ("trace", "after", "sent"),
    [
        (Trace.SENT, DeliveryStatus.SENT, 0),
        (Trace.NOT_SENT, DeliveryStatus.SENT, 1),
        (Trace.UNKNOWN, DeliveryStatus.UNKNOWN, 0),
    ],
)
def test_a_send_that_a_crash_cut_off_is_settled_by_the_channels_own_word(
    desk: Desk, trace: Trace, after: DeliveryStatus, sent: int
) -> None:
    _, delivery = cut_off(desk)
    with desk.app.read() as work:
        desk.channel.traces[work.deliveries.get(delivery).message_id] = trace
    Worker(desk.app).recover()
    desk.tick()
    assert (status(desk, delivery), len(desk.channel.sent)) == (after, sent)


def test_a_send_of_a_living_worker_is_left_alone(desk: Desk) -> None:
    _, delivery = cut_off(desk, this_process())
    settle(desk.app)
    assert status(desk, delivery) == DeliveryStatus.SENDING


def test_a_send_that_another_worker_took_over_meanwhile_is_left_alone(desk: Desk) -> None:
    _, delivery = cut_off(desk, this_process())
    record(desk.app, delivery, "requeue", claimed_by=DEAD)
    assert status(desk, delivery) == DeliveryStatus.SENDING


def test_a_channel_that_cannot_be_asked_leaves_the_message_in_doubt(desk: Desk) -> None:
    _, delivery = cut_off(desk)

    def no_channel(app: object, via: str) -> OutboxChannel:
        raise Unavailable("No mail server is set up.")

    settle(replace(desk.app, channel=no_channel))
    assert status(desk, delivery) == DeliveryStatus.UNKNOWN


def test_a_crash_between_writing_the_file_and_noting_it_sends_nothing_twice(
    make_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    outbox = OutboxChannel(tmp_path / "outbox")
    desk = make_desk(channel=lambda app, via: outbox)
    _, (delivery,) = scheduled(desk)
    claim = take(desk.app, delivery, DEAD)
    assert claim is not None
    outbox.send(claim.message, claim.delivery.message_id)
    Worker(desk.app).recover()
    desk.tick()
    files = list((tmp_path / "outbox").glob("*.eml"))
    assert (len(files), status(desk, delivery)) == (1, DeliveryStatus.SENT)
    subject, recipient, text = text_of(files[0].read_bytes())
    assert (subject, recipient) == (claim.message.subject, claim.message.recipient)
    assert claim.message.body in text and "unsubscribe" in text


def test_an_outcome_that_comes_late_is_still_written_down(desk: Desk) -> None:
    _, (delivery,) = scheduled(desk)
    claim = take(desk.app, delivery, DEAD)
    assert claim is not None
    settle(desk.app)
    attempt(desk.app, claim)
    assert status(desk, delivery) == DeliveryStatus.SENT


def test_each_message_has_an_id_of_its_own_at_the_senders_domain(desk: Desk) -> None:
    scheduled(desk, 3)
    ids = [one.delivery.message_id for one in deliveries.page(desk.app)]
    assert len(set(ids)) == 3
    assert all(one.endswith("@calm.example>") for one in ids)


class Bouncing:
    """An inbox in which every message is answered a second after it was sent, by a reaction of one kind."""

    def __init__(self, kind: EventKind, after: float = -1.0) -> None:
        self._kind, self._after = kind, after

    def __call__(self, message_id: str, recipient: str, company: str, sent_at: object) -> list[Came]:
        return [Came(self._kind, f"to {company}", now() + timedelta(seconds=self._after), f"event of {message_id}")]


@pytest.mark.parametrize("kind", list(EventKind))
def test_a_reaction_is_kept_once_and_a_bounce_or_opt_out_bars_the_address(
    make_desk: Callable[..., Desk], kind: EventKind
) -> None:
    desk = make_desk(inbox=Bouncing(kind))
    campaign = desk.picked(1, is_demo=True)
    journey.approve_all(desk.app, campaign, WHO)
    desk.tick()
    desk.tick()
    desk.tick()
    assert desk.view(campaign).events == {kind: 1}
    with desk.app.read() as work:
        barred = work.suppressions.reason(deliveries.page(desk.app, campaign_id=campaign)[-1].delivery.recipient)
        assert all(event.simulated for event in work.events.page(campaign))
    assert bool(barred) == (kind != EventKind.REPLY)


def test_a_reaction_whose_moment_has_not_come_is_not_kept(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(inbox=Bouncing(EventKind.REPLY, after=60))
    campaign = desk.picked(1, is_demo=True)
    journey.approve_all(desk.app, campaign, WHO)
    desk.tick()
    desk.tick()
    assert desk.view(campaign).events == {}


def test_only_the_demos_messages_get_simulated_reactions(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(inbox=Bouncing(EventKind.REPLY))
    campaign = desk.picked(1)
    journey.approve_all(desk.app, campaign, WHO)
    desk.tick()
    desk.tick()
    assert desk.view(campaign).events == {}
