"""Content: each draft as its reader will see it, and a person's word on it."""

from collections.abc import Callable
from datetime import date

import pytest

from agents.email import mime
from graph import campaigns, deliveries, drafts, leads, preferences, suppressions
from graph.app import App
from graph.drafts import Shown
from graph.preferences import Sending, Smtp
from pages.parts import draft_beside
from storage.candidates import CandidateFilter
from storage.drafts import NewDraft
from storage.records import DraftStatus, Evidence, Quote, Sender, Trend, now
from tests.pages.data import work, write_to
from tests.pages.screen import Screen
from tests.parts import WHO

Open = Callable[..., Screen]


def draft(app: App, draft_id: int = 1) -> Shown:
    return drafts.show(app, draft_id)


def add(app: App, body: str, **used: str) -> Shown:
    """Another e-mail to the lead of the first draft."""
    first = draft(app).draft
    where = (first.campaign_id, first.candidate_id, first.channel, first.recipient)
    with app.write() as work:
        new = work.drafts.add(NewDraft(*where, "Hello", body, "scripted", "prompt", 1, used))
        work.commit()
    return draft(app, new.id)


def status(app: App, draft_id: int = 1) -> DraftStatus:
    return draft(app, draft_id).draft.status


def test_a_draft_is_shown_as_its_reader_will_see_it(drafted: App, screen: Open) -> None:
    page = screen("content")
    message = draft(drafted).message
    assert mime.html_text(message) in page.markdown
    for part in (message.sender_email, message.recipient, message.subject):
        assert part in page.text
    assert "written to the outbox; nothing leaves this machine." in page.text


def test_what_is_approved_is_exactly_the_text_on_the_screen(drafted: App, screen: Open) -> None:
    page = screen("content")
    shown = draft(drafted)
    assert mime.html_text(shown.message) in page.markdown
    page.press("approve")
    (sent,) = deliveries.page(drafted)
    assert sent.message.digest() == shown.digest
    assert sent.delivery.recipient == shown.message.recipient


def test_after_an_approval_the_next_draft_opens_and_undo_brings_it_back(drafted: App, screen: Open) -> None:
    page = screen("content").press("approve")
    assert "It leaves in 30 seconds." in page.text
    assert page.address["draft"] == "2"
    page.press("undo")
    assert status(drafted) == DraftStatus.WAITING
    assert "nothing of it was sent" in page.text


def test_a_draft_is_edited_then_approved_and_shown_as_edited(drafted: App, screen: Open) -> None:
    page = screen("content").press("edit").type("body_1", "My own words.").press("save_approve")
    assert status(drafted) == DraftStatus.APPROVED
    assert draft(drafted).message.body == "My own words."
    page = screen("content", state="approved")
    assert "What you changed" in page.text
    assert "+My own words." in page.text


def test_a_text_edited_to_nothing_is_refused_and_the_typing_is_kept(drafted: App, screen: Open) -> None:
    page = screen("content").press("edit").type("subject_1", "A new subject").type("body_1", "  ").press("save_approve")
    assert "The text is empty. The earlier text is kept." in page.text
    assert page.value("subject_1") == "A new subject"
    assert status(drafted) == DraftStatus.WAITING
    assert draft(drafted).message.body


def test_cancel_keeps_the_draft_as_it_was(drafted: App, screen: Open) -> None:
    before = draft(drafted).digest
    page = screen("content").press("edit").type("body_1", "x").press("cancel")
    assert page.has("approve")
    assert draft(drafted).digest == before


def test_the_writers_own_text_is_restored(drafted: App, screen: Open) -> None:
    before = draft(drafted).digest
    page = screen("content").press("edit").type("body_1", "My own words.").press("save")
    assert "still waits for your approval" in page.text
    page.press("restore")
    assert draft(drafted).digest == before


def test_a_draft_is_rejected_with_a_reason(drafted: App, screen: Open) -> None:
    page = screen("content").press("ask_reason").choose("reason_1", "badly written").press("reject")
    assert status(drafted) == DraftStatus.REJECTED
    assert "badly written" in screen("content", state="rejected").text
    page.press("undo")
    assert status(drafted) == DraftStatus.WAITING


def test_a_rewrite_says_what_was_understood_and_the_new_version_joins_the_queue(drafted: App, screen: Open) -> None:
    page = screen("content")
    assert not page.is_enabled("rewrite")
    page.choose("chips_1", ["shorter"]).type("comment_1", "mention the rating")
    assert drafts.understood(drafted, draft(drafted), "shorter, mention the rating") in page.text
    page.press("rewrite")
    assert status(drafted) == DraftStatus.REWRITE
    work(drafted)
    page = screen("content", draft="7")
    assert "Other versions (1)" in page.text
    assert "asked: shorter, mention the rating" in page.text


def test_a_comment_that_says_nothing_the_writer_can_do_is_said_so(drafted: App, screen: Open) -> None:
    page = screen("content").type("comment_1", "blue elephants")
    assert drafts.understood(drafted, draft(drafted), "blue elephants") in page.text


def test_a_group_is_approved_once_its_count_is_typed(drafted: App, screen: Open) -> None:
    page = screen("content")
    assert not page.is_enabled("approve_group")
    page.type("confirm", "5")
    assert not page.is_enabled("approve_group")
    page.type("confirm", "6").press("approve_group")
    assert "6 approved" in page.text
    assert len(deliveries.page(drafted)) == 6
    page.press("undo")
    assert "6 taken back." in page.text
    assert len(drafts.queue(drafted, 1)) == 6


def test_a_group_whose_first_message_left_is_taken_back_as_far_as_it_can_be(drafted: App, screen: Open) -> None:
    page = screen("content").type("confirm", "6").press("approve_group")
    with drafted.write() as work:
        work.deliveries.claim(1, "a test")
        work.commit()
    page.press("undo")
    assert "5 taken back, 1 had left already." in page.text
    assert len(drafts.queue(drafted, 1)) == 5


def test_a_long_queue_is_turned_page_by_page_with_its_true_total(drafted: App, screen: Open) -> None:
    for _ in range(114):
        add(drafted, "Text")
    page = screen("content")
    assert "1 of 120" in page.text
    assert "The group holds what stands on this page." in page.text
    page = screen("content", drafts="2")
    assert "101 of 120" in page.text
    assert page.address["draft"] == "101"
    page.press("approve")
    assert page.address["draft"] == "102"


def test_an_approval_while_nothing_leaves_says_why_and_promises_nothing(drafted: App, screen: Open) -> None:
    campaigns.stop(drafted, 1, WHO)
    page = screen("content").press("approve")
    assert "approved, but it does not leave yet. This campaign is stopped." in page.text
    assert "It leaves in" not in page.text
    page.type("confirm", "5").press("approve_group")
    assert "5 approved, but they do not leave yet. This campaign is stopped." in page.text


def test_what_was_read_as_a_file_in_the_outbox_is_not_approved_for_the_mail_server(drafted: App, screen: Open) -> None:
    page = screen("content")
    assert "nothing leaves this machine" in page.text
    preferences.set_smtp(drafted, Smtp("mail.example"), WHO)
    preferences.set_sending(drafted, Sending(live=True), WHO)
    page.press("approve")
    assert "Nothing was approved." in page.text
    assert "really sent by the mail server." in page.text
    assert deliveries.page(drafted) == []


def test_a_broken_file_of_secrets_does_not_hide_the_drafts(drafted: App, screen: Open) -> None:
    drafted.settings.secrets.write_text("{half")
    screen("content").press("approve")
    assert status(drafted) == DraftStatus.APPROVED


def test_a_group_leaves_out_what_is_blocked_and_says_how_many(drafted: App, screen: Open) -> None:
    suppressions.add(drafted, draft(drafted).draft.recipient, WHO)
    page = screen("content")
    assert page.at.button(key="approve_group").label == "Approve 5"
    assert "1 stay in the queue" in page.text


def test_a_group_counts_only_what_waits(drafted: App, screen: Open) -> None:
    drafts.reject(drafted, 1, "other", WHO)
    page = screen("content", state="")
    assert page.at.button(key="approve_group").label == "Approve 5"
    assert "stay in the queue" not in page.text


def test_what_is_blocked_cannot_be_approved_and_says_why(drafted: App, screen: Open) -> None:
    suppressions.add(drafted, draft(drafted).draft.recipient, WHO)
    page = screen("content")
    assert not page.is_enabled("approve")
    assert "This address must not be written to: barred by ann." in page.text


def test_without_a_complete_sender_nothing_can_be_approved(drafted: App, screen: Open) -> None:
    preferences.set_sender(drafted, Sender("Ann", "Calm", "ann@calm.example", ""), WHO)
    page = screen("content")
    assert not page.is_enabled("approve")
    assert "postal address. Fill it in under Settings." in page.text


def test_a_text_that_another_tab_changed_is_not_approved(drafted: App, screen: Open) -> None:
    page = screen("content")
    drafts.edit(drafted, 1, draft(drafted).digest, "Another subject", "Another text", "bob")
    page.press("approve")
    assert "changed since you opened it. Nothing was approved. Read it as it stands now, then decide." in page.text
    assert "Another text" in page.text
    assert deliveries.page(drafted) == []


def test_an_edit_of_what_another_tab_changed_is_refused_and_the_typing_is_kept(drafted: App, screen: Open) -> None:
    page = screen("content").press("edit").type("body_1", "My own words.")
    screen("content").press("edit").type("body_1", "Their words.").press("save")
    page.press("save_approve")
    assert "changed since you opened it" in page.text
    assert "It now reads:\nA question for Gasthaus Adler\n\nTheir words." in page.text
    assert page.value("body_1") == "My own words."
    assert draft(drafted).draft.body == "Their words."


def test_two_tabs_that_approve_the_same_draft_make_one_delivery(drafted: App, screen: Open) -> None:
    one, other = screen("content"), screen("content")
    one.press("approve")
    other.press("approve")
    assert "is approved already. Nothing was done twice." in other.text
    assert len(deliveries.page(drafted)) == 1


def test_a_draft_without_an_address_gets_one_and_can_then_be_approved(found: App, screen: Open) -> None:
    leads.select(found, leads.matching(found, CandidateFilter(1, text="Stumm")), WHO)
    leads.write_to_selected(found, 1, WHO)
    work(found)
    page = screen("content")
    assert not page.is_enabled("approve")
    assert "No e-mail address is known." in page.text
    page.type("address_1", "hello@stumm.example").press("add_address").press("approve")
    assert deliveries.page(found)[0].delivery.recipient == "hello@stumm.example"


def test_the_address_of_a_draft_can_be_changed_and_what_is_none_is_refused(drafted: App, screen: Open) -> None:
    before = draft(drafted).draft.recipient
    page = screen("content").type("address_1", "not an address").press("add_address")
    assert "is not an e-mail address. The lead stays as it was. Type one like name@company.example." in page.text
    assert draft(drafted).draft.recipient == before
    page.type("address_1", "owner@other.example").press("add_address")
    assert "The draft, and its lead, have the new address." in page.text
    assert draft(drafted).message.recipient == "owner@other.example"


def test_a_post_is_shown_in_its_frame_with_its_length(drafted: App, screen: Open) -> None:
    page = screen("content", channel="social")
    body = draft(drafted, int(page.address["draft"])).message.body
    assert body in page.text
    assert f"{len(body)} of 280 characters" in page.text


def test_each_fact_stands_beside_the_draft_with_where_it_was_read(drafted: App, screen: Open) -> None:
    page = screen("content")
    assert "rating: 4.5" in page.text
    assert "read at file list.csv#row=" in page.text
    assert "was picked by ann" in page.text


def test_a_fact_that_was_edited_out_no_longer_stands_beside_the_draft(drafted: App, screen: Open) -> None:
    shown = draft(drafted)
    drafts.edit(drafted, 1, shown.digest, "Hello", "Nothing but 14.5 and 4.55 words.", WHO)
    page = screen("content")
    assert "company: " not in page.text
    assert "No fact about them stands in it." in page.text


def test_a_trend_stands_beside_the_draft_with_its_own_source_place_and_day(drafted: App, screen: Open) -> None:
    clause = "interest in cafés in Lindental is up by 20%"
    shown = add(drafted, f"We see that {clause}.", trend=clause)
    trend = Trend("cafe", "Lindental", 60.0, 0.2, date(2026, 3, 1), "the demo's trends")
    with drafted.write() as work:
        work.candidates.set_trends({shown.candidate.id: trend}, now())
        work.commit()
    page = screen("content", draft=str(shown.draft.id))
    assert f"trend: {clause}" in page.text
    assert "the demo's trends, cafe in Lindental, newest point 01 Mar 2026" in page.text
    assert "read at" not in page.text


@pytest.mark.parametrize(
    ("slot", "value", "read"),
    [
        ("company", "Linde", "name: Café Linde"),
        ("city", "Ufer", "street: Weg 1, 12345 Ufer"),
        ("rating", "4.5", "rating: 9 of 10"),
        ("reviews", "1234", "reviews: 4.5 (1,234 reviews)"),
        ("detail", "garden", "details: a garden"),
        ("detail", "terrace", ""),
    ],
)
def test_a_fact_is_matched_with_evidence_of_its_own_field(slot: str, value: str, read: str) -> None:
    quotes = ("description: 4.5 Linde 1234 terrace", "name: Café Linde", "street: Weg 1, 12345 Ufer",
        "rating: 9 of 10", "reviews: 4.5 (1,234 reviews)", "details: bar", "details: a garden")  # fmt: skip
    pairs = [text.split(": ", 1) for text in quotes]
    evidence = [Evidence(n, 1, Quote(field, text, "u"), "s", now()) for n, (field, text) in enumerate(pairs)]
    found = draft_beside.read_in(slot, value, evidence)
    assert (f"{found.quote.field}: {found.quote.text}" if found else "") == read


def test_the_reader_can_be_changed(drafted: App, screen: Open) -> None:
    candidate_id = draft(drafted).candidate.id
    page = screen("content").type(f"cares_{candidate_id}", "quiet mornings").press(f"keep_{candidate_id}")
    assert "edited by you" in page.text
    assert "• quiet mornings" in page.text


def test_state_channel_and_the_open_draft_stand_in_the_address(drafted: App, screen: Open) -> None:
    page = screen("content").choose("state", ["to approve", "rejected"]).choose("channel", "email").press("next")
    again = screen("content", **page.address)
    assert again.address == page.address
    assert again.at.subheader[0].value == page.at.subheader[0].value
    assert again.address["draft"] == "3"


def test_an_empty_queue_says_what_to_do(found: App, screen: Open) -> None:
    page = screen("content")
    assert "Select leads, then let the writer begin." in page.text
    assert "leads?" in [link[:6] for link in page.links]


@pytest.mark.parametrize("verb", ["approve", "reject"])
def test_when_the_last_draft_is_decided_the_screen_says_that_nothing_waits(verb: str, found: App, screen: Open) -> None:
    write_to(found, 1, 1)
    for shown in drafts.queue(found, 1)[1:]:
        drafts.reject(found, shown.draft.id, "other", WHO)
    page = screen("content")
    if verb == "approve":
        page.press("approve")
    else:
        page.press("ask_reason").press("reject")
    assert "Nothing waits here." in page.text
