"""An approval holds for exactly the text on the screen: what ends it, what refuses it, and what it sets going."""

from dataclasses import fields, replace
from functools import partial
from typing import Any

import pytest

from graph import campaigns, deliveries, drafts, journey, leads, preferences, suppressions
from graph.nodes.deliver import next_due
from storage.errors import BadInput, Changed, HandpickedError, NotAllowed, NotFound
from storage.records import CampaignStatus, Channel, DeliveryStatus, DraftStatus, Sender
from tests.parts import SENDER, WHO, Desk, at_once, business, go_live


def blocking(desk: Desk, draft_id: int) -> str:
    return " ".join(flag.text for flag in drafts.show(desk.app, draft_id).flags if flag.is_blocking)


def test_the_digest_covers_every_part_of_what_is_received(desk: Desk) -> None:
    message = desk.email(desk.picked(1)).message
    names = [field.name for field in fields(message) if field.name != "links"]
    other: dict[str, Any] = dict.fromkeys(names, "other")
    changed = [replace(message, **{name: value}) for name, value in other.items()]
    digests = {one.digest() for one in [*changed, replace(message, links=("https://x.example",)), message]}
    assert len(digests) == len(names) + 2


def test_approving_with_an_old_digest_is_refused_and_approves_nothing(desk: Desk) -> None:
    shown = desk.email(desk.picked(1))
    drafts.edit(desk.app, shown.draft.id, shown.digest, "Another subject", shown.draft.body, "ben")
    with pytest.raises(Changed, match="changed since you opened it"):
        desk.approve(shown)
    assert drafts.show(desk.app, shown.draft.id).draft.status == DraftStatus.WAITING


def test_an_approval_of_a_file_in_the_outbox_is_not_one_of_a_message_that_is_really_sent(desk: Desk) -> None:
    shown = desk.email(desk.picked(1))
    go_live(desk)
    with pytest.raises(Changed, match="changed since you opened it"):
        desk.approve(shown)
    again = drafts.show(desk.app, shown.draft.id)
    assert (shown.via, again.via, shown.digest == again.digest) == ("outbox", "smtp", False)
    desk.approve(again)


def test_an_edit_on_top_of_an_edit_that_was_not_seen_is_refused(desk: Desk) -> None:
    shown = desk.email(desk.picked(1))
    mine = drafts.edit(desk.app, shown.draft.id, shown.digest, "Mine", shown.draft.body, "ann")
    with pytest.raises(Changed):
        drafts.edit(desk.app, shown.draft.id, shown.digest, "Theirs", shown.draft.body, "ben")
    assert drafts.show(desk.app, shown.draft.id).draft.subject == mine.draft.subject == "Mine"


def test_an_edit_after_the_approval_cancels_the_send(desk: Desk) -> None:
    campaign = desk.picked(1)
    shown = desk.email(campaign)
    desk.approve(shown)
    edited = drafts.edit(desk.app, shown.draft.id, shown.digest, "Better", shown.draft.body, WHO)
    desk.tick()
    assert desk.channel.sent == []
    assert edited.draft.status == DraftStatus.WAITING
    assert desk.view(campaign).deliveries == {DeliveryStatus.CANCELLED: 1}


def test_an_edited_text_is_sent_as_it_was_edited(desk: Desk) -> None:
    campaign = desk.picked(1)
    shown = desk.email(campaign)
    drafts.edit_and_approve(desk.app, shown.draft.id, shown.digest, "My subject", "My own words.", WHO)
    desk.tick()
    assert [(m.subject, m.body) for _, m in desk.channel.sent] == [("My subject", "My own words.")]


def test_the_writers_own_text_can_be_restored(desk: Desk) -> None:
    shown = desk.email(desk.picked(1))
    edited = drafts.edit(desk.app, shown.draft.id, shown.digest, "Mine", "Mine.", WHO)
    assert edited.draft.is_edited
    restored = drafts.restore(desk.app, shown.draft.id, edited.digest, WHO)
    assert (restored.draft.is_edited, restored.digest) == (False, shown.digest)


@pytest.mark.parametrize(("subject", "body"), [("Hello", " \n "), ("  ", "Hello"), ("", "")])
def test_a_text_edited_to_nothing_is_refused_and_the_earlier_one_kept(desk: Desk, subject: str, body: str) -> None:
    shown = desk.email(desk.picked(1))
    with pytest.raises(BadInput, match="empty"):
        drafts.edit(desk.app, shown.draft.id, shown.digest, subject, body, WHO)
    assert drafts.show(desk.app, shown.draft.id).digest == shown.digest


def test_a_sender_changed_after_the_approval_refuses_the_send_and_the_draft_waits_again(desk: Desk) -> None:
    campaign = desk.picked(1, channels=(Channel.EMAIL,))
    shown = desk.email(campaign)
    desk.approve(shown)
    preferences.set_sender(desk.app, replace(SENDER, postal_address="Elsewhere 2"), WHO)
    desk.tick()
    assert desk.channel.sent == []
    again = desk.email(campaign)
    assert "no longer the one that was approved" in again.draft.reason
    desk.approve(again)
    desk.tick()
    assert "Elsewhere 2" in desk.channel.sent[0][1].footer
    assert desk.view(campaign).deliveries == {DeliveryStatus.CANCELLED: 1, DeliveryStatus.SENT: 1}


def test_an_address_barred_after_the_approval_is_not_written_to(desk: Desk) -> None:
    campaign = desk.picked(1, channels=(Channel.EMAIL,))
    shown = desk.email(campaign)
    desk.approve(shown)
    suppressions.add(desk.app, shown.message.recipient.upper(), WHO)
    desk.tick()
    assert desk.channel.sent == []
    assert "must not be written to" in blocking(desk, shown.draft.id)


@pytest.mark.parametrize("address", ["info@cafelinde.example", "Info@CafeLinde.EXAMPLE"])
def test_who_is_written_to_in_one_campaign_cannot_be_written_to_in_another(desk: Desk, address: str) -> None:
    desk.source.businesses = [business("Café Linde", email="info@cafelinde.example")]
    first = desk.picked(1, channels=(Channel.EMAIL,))
    desk.approve(desk.email(first))
    desk.source.businesses = [business("Café Linde", street="Other Street 1", email=address)]
    second = desk.picked(1)
    assert f"is scheduled in campaign {first}" in blocking(desk, desk.email(second).draft.id)
    desk.tick()
    with pytest.raises(NotAllowed, match=f"is sent in campaign {first}"):
        desk.approve(desk.email(second))
    assert not desk.waiting(second, Channel.SOCIAL)[0].is_blocked


def test_what_was_taken_back_in_one_campaign_does_not_stand_in_the_way_of_another(desk: Desk) -> None:
    desk.source.businesses = [business("Café Linde")]
    first, second = desk.picked(1), desk.picked(1)
    shown = desk.email(first)
    desk.approve(shown)
    assert desk.email(second).is_blocked
    drafts.reopen(desk.app, shown.draft.id, WHO)
    assert desk.email(second).flags == []
    desk.approve(desk.email(second))


def test_who_is_written_to_already_in_the_demo_is_pointed_out_but_not_forbidden(desk: Desk) -> None:
    desk.source.businesses = [business("Café Linde")]
    for _ in range(2):
        campaign = desk.picked(1, is_demo=True, channels=(Channel.EMAIL,))
        shown = desk.email(campaign)
        desk.approve(shown)
        desk.tick()
    assert [flag.is_blocking for flag in shown.flags] == [False]
    assert len(desk.channel.sent) == 2


def test_a_message_in_the_outbox_only_points_out_but_does_not_forbid_one_that_is_really_sent(desk: Desk) -> None:
    desk.source.businesses = [business("Café Linde")]
    desk.approve(desk.email(desk.picked(1)))
    desk.tick()
    go_live(desk)
    campaign = desk.picked(1)
    shown = desk.email(campaign)
    assert "to the outbox" in shown.flags[0].text and not shown.is_blocked
    desk.approve(shown)
    desk.tick()
    assert desk.email(desk.picked(1)).is_blocked


def test_two_people_who_approve_the_same_draft_make_one_delivery(desk: Desk) -> None:
    campaign = desk.picked(1)
    shown = desk.email(campaign)
    problems: list[HandpickedError] = []

    def approve(who: str) -> None:
        try:
            drafts.approve(desk.app, shown.draft.id, shown.digest, who)
        except HandpickedError as problem:
            problems.append(problem)

    at_once(partial(approve, "ann"), partial(approve, "ben"))
    assert [type(problem) for problem in problems] == [NotAllowed]
    desk.tick()
    assert len(desk.channel.sent) == 1


def test_a_lead_without_address_blocks_its_email_until_someone_fills_it_in(desk: Desk) -> None:
    desk.source.businesses = [business("Café Linde", email="")]
    campaign = desk.picked(1)
    shown = desk.email(campaign)
    assert "No e-mail address" in blocking(desk, shown.draft.id)
    with pytest.raises(NotAllowed, match="No e-mail address"):
        desk.approve(shown)
    drafts.set_recipient(desk.app, shown.draft.id, "linde@cafe.example", WHO)
    desk.approve(desk.email(campaign))
    desk.tick()
    assert desk.channel.recipients() == ["linde@cafe.example"]


@pytest.mark.parametrize(
    "address", ["", "linde", "a b@c.example", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example"]
)
def test_what_is_no_address_is_not_taken_for_one(desk: Desk, address: str) -> None:
    shown = desk.email(desk.picked(1))
    with pytest.raises(BadInput, match="not an e-mail address"):
        drafts.set_recipient(desk.app, shown.draft.id, address, WHO)
    assert drafts.show(desk.app, shown.draft.id).digest == shown.digest


def test_a_barred_domain_blocks_every_address_of_it(desk: Desk) -> None:
    shown = desk.email(desk.picked(1))
    suppressions.add(desk.app, shown.message.recipient.partition("@")[2], WHO)
    with pytest.raises(NotAllowed, match="must not be written to"):
        desk.approve(shown)
    suppressions.remove(desk.app, shown.message.recipient.partition("@")[2], WHO)
    desk.approve(shown)


def test_a_sender_without_postal_address_blocks_every_approval(desk: Desk) -> None:
    campaign = desk.picked(1)
    preferences.set_sender(desk.app, Sender("Ann", "Calm", "ann@calm.example", "  "), WHO)
    shown = desk.email(campaign)
    with pytest.raises(NotAllowed, match="postal address"):
        desk.approve(shown)
    assert drafts.approve_many(desk.app, [(shown.draft.id, shown.digest)], WHO).ids == []


def test_a_group_approval_takes_what_it_can_and_says_why_it_left_the_rest(desk: Desk) -> None:
    desk.source.businesses = [business("Café Linde", email=""), business("Café Ufer")]
    campaign = desk.picked(2, channels=(Channel.EMAIL,))
    shown = desk.waiting(campaign)
    result = drafts.approve_many(desk.app, [(one.draft.id, one.digest) for one in shown], WHO)
    assert len(result.ids) == 1
    assert [("Café Linde" in left, "No e-mail address" in left) for left in result.left] == [(True, True)]


def test_two_leads_with_one_address_are_pointed_out_but_not_forbidden(desk: Desk) -> None:
    desk.source.businesses = [business("Café Linde", email="x@y.example"), business("Café Ufer", email="x@y.example")]
    campaign = desk.picked(2)
    shown = desk.email(campaign)
    assert [flag.text for flag in shown.flags] == [
        "The message to another lead of this campaign goes to the same address."
    ]
    assert not shown.is_blocked


def test_a_post_longer_than_its_channel_takes_is_blocked(desk: Desk) -> None:
    shown = desk.waiting(desk.picked(1), Channel.SOCIAL)[0]
    drafts.edit(desk.app, shown.draft.id, shown.digest, "", "word " * 60, WHO)
    assert "at most 280" in blocking(desk, shown.draft.id)


def test_an_approval_can_be_taken_back_while_it_is_scheduled(desk: Desk) -> None:
    campaign = desk.picked(1)
    shown = desk.email(campaign)
    desk.approve(shown)
    deliveries.undo(desk.app, deliveries.page(desk.app)[0].delivery.id, WHO)
    desk.tick()
    assert desk.channel.sent == []
    assert desk.email(campaign).draft.id == shown.draft.id


def test_what_has_left_cannot_be_called_back_or_edited(desk: Desk) -> None:
    shown = desk.email(desk.picked(1))
    desk.approve(shown)
    desk.tick()
    for call_back in (
        lambda: drafts.reopen(desk.app, shown.draft.id, WHO),
        lambda: drafts.edit(desk.app, shown.draft.id, shown.digest, "New", "New", WHO),
        lambda: desk.approve(shown),
    ):
        with pytest.raises(NotAllowed):
            call_back()
    assert len(desk.channel.sent) == 1


def test_a_group_that_is_taken_back_says_what_had_left_already(desk: Desk) -> None:
    campaign = desk.picked(2, channels=(Channel.EMAIL,))
    first, second = desk.waiting(campaign)
    desk.approve(first)
    desk.tick()
    desk.approve(second)
    done = drafts.reopen_many(desk.app, [first.draft.id, second.draft.id], WHO)
    assert (done.ids, done.gone) == ([second.draft.id], [first.draft.id])
    done = drafts.reopen_many(desk.app, [second.draft.id], WHO)
    assert (done.ids, done.gone) == ([], [])


def test_all_that_nothing_blocks_are_approved_however_many_blocked_ones_stand_before_them(desk: Desk) -> None:
    blocked = [business(name, email="") for name in ("Café Linde", "Café Morgen", "Café Ufer")]
    desk.source.businesses = [*blocked, business("Hotel Post")]
    campaign = desk.picked(4, channels=(Channel.EMAIL,))
    done = journey.approve_all(desk.app, campaign, WHO, size=1)
    assert len(done.ids) == 1
    assert ["No e-mail address" in left for left in done.left] == [True] * 3


def test_the_queue_is_read_page_by_page_with_its_true_total(desk: Desk) -> None:
    campaign = desk.picked(3)
    pages = [drafts.page(desk.app, campaign, offset=offset, limit=4) for offset in (0, 4)]
    assert [(len(page.rows), page.total) for page in pages] == [(4, 6), (2, 6)]
    rows = [one.draft.id for page in pages for one in page.rows]
    assert rows == [one.draft.id for one in desk.waiting(campaign)]
    assert drafts.page(desk.app, campaign, channel=Channel.EMAIL).total == 3


def test_an_address_that_is_known_can_be_replaced(desk: Desk) -> None:
    campaign = desk.picked(1)
    shown = desk.email(campaign)
    drafts.set_recipient(desk.app, shown.draft.id, "owner@other.example", WHO)
    with pytest.raises(Changed):
        desk.approve(shown)
    desk.approve(desk.email(campaign))
    desk.tick()
    assert desk.channel.recipients() == ["owner@other.example"]


def test_a_scheduled_message_waits_for_its_undo_time(desk: Desk) -> None:
    slow = replace(desk.app, settings=desk.app.settings.model_copy(update={"undo_seconds": 30.0}))
    campaign = desk.picked(1)
    shown = desk.email(campaign)
    drafts.approve(slow, shown.draft.id, shown.digest, WHO)
    desk.tick()
    assert desk.channel.sent == []
    assert desk.view(campaign).deliveries == {DeliveryStatus.QUEUED: 1}
    assert next_due(desk.app, campaign) is None


def test_rejecting_and_asking_for_a_rewrite_need_words(desk: Desk) -> None:
    shown = desk.email(desk.picked(1))
    with pytest.raises(BadInput):
        drafts.reject(desk.app, shown.draft.id, "  ", WHO)
    with pytest.raises(BadInput):
        drafts.ask_rewrite(desk.app, shown.draft.id, "", WHO)
    assert drafts.show(desk.app, shown.draft.id).draft.status == DraftStatus.WAITING


def test_a_rejected_draft_is_never_sent_and_can_be_put_back(desk: Desk) -> None:
    campaign = desk.picked(1)
    shown = desk.email(campaign)
    drafts.reject(desk.app, shown.draft.id, "too pushy", WHO)
    with pytest.raises(NotAllowed, match="rejected already"):
        desk.approve(shown)
    drafts.reopen(desk.app, shown.draft.id, WHO)
    desk.approve(desk.email(campaign))


def test_a_rewrite_asked_in_a_finished_campaign_lets_it_go_on(desk: Desk) -> None:
    campaign = desk.picked(1)
    campaigns.finish(desk.app, campaign, WHO)
    drafts.ask_rewrite(desk.app, desk.email(campaign).draft.id, "shorter", WHO)
    desk.work()
    assert desk.view(campaign).campaign.status == CampaignStatus.OPEN
    assert desk.email(campaign).draft.version == 2


def test_a_rewrite_asked_in_a_stopped_campaign_is_refused_and_nothing_scheduled_leaves(desk: Desk) -> None:
    campaign = desk.picked(2)
    first, second = desk.waiting(campaign, Channel.EMAIL)
    desk.approve(first)
    campaigns.stop(desk.app, campaign, WHO)
    with pytest.raises(NotAllowed, match="This campaign is stopped"):
        drafts.ask_rewrite(desk.app, second.draft.id, "shorter", WHO)
    desk.tick()
    assert desk.channel.sent == []
    assert drafts.show(desk.app, second.draft.id).draft.status == DraftStatus.WAITING


def test_what_the_writer_understands_of_a_comment_can_be_read_before_it_is_sent(desk: Desk) -> None:
    shown = desk.email(desk.picked(1))
    assert "shorter" in drafts.understood(desk.app, shown, "please make it shorter").casefold()


def test_a_draft_that_is_not_there_says_so(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no draft 99"):
        drafts.show(desk.app, 99)


def test_a_reader_that_a_person_described_stays_through_a_rewrite(desk: Desk) -> None:
    campaign = desk.picked(1)
    shown = desk.email(campaign)
    leads.set_persona(desk.app, shown.draft.candidate_id, "night manager", ["quiet evenings"], WHO)
    drafts.ask_rewrite(desk.app, shown.draft.id, "shorter", WHO)
    desk.work()
    persona = drafts.beside(desk.app, desk.email(campaign).draft).persona
    assert persona is not None and persona.text.role == "night manager"
