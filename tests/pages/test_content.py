"""Content: each draft as its reader will see it, and a person's word on it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from agents.email import mime
from graph import campaigns, claims, deliveries, drafts, hosting, leads, models, preferences, suppressions
from graph.app import App
from graph.drafts import Shown
from graph.preferences import Sending, Smtp
from graph.shelf import Hosted
from models.language.base import Task
from pages.parts import draft_made, draft_marks, draft_verbs
from storage.drafts import NewDraft
from storage.lead_filter import leads_of
from storage.records import About, DraftStatus, Sender, Sentence
from tests.pages.data import work, write_to
from tests.pages.screen import Screen
from tests.parts import WHO

INVENTED = "Your 12 branches won a prize in 1987."
WRONG = "Your live music on Fridays is famous."
Open = Callable[..., Screen]


def draft(app: App, draft_id: int = 1) -> Shown:
    return drafts.show(app, draft_id)


def add(app: App, body: str, *sentences: Sentence) -> Shown:
    """Another e-mail to the lead of the first draft, unchecked where no sentences are given."""
    first = draft(app).draft
    where = (first.campaign_id, first.candidate_id, first.channel, first.recipient)
    with app.write() as work:
        new = work.drafts.add(NewDraft(*where, "Hello", body, "scripted", "prompt", 1, {}, sentences=sentences))
        work.commit()
    return draft(app, new.id)


def edited(app: App, body: str) -> Shown:
    """The first draft with a body that a person typed."""
    return drafts.edit(app, 1, draft(app).digest, "Hello", body, WHO)


def unmarked(html: str) -> str:
    """The HTML of a message without the numbers of its claims."""
    return re.sub(r"<span style=[^>]*>|</span>|<sup[^>]*>\d+</sup>", "", html)


def status(app: App, draft_id: int = 1) -> DraftStatus:
    return draft(app, draft_id).draft.status


def test_a_draft_is_shown_as_its_reader_will_see_it(drafted: App, screen: Open) -> None:
    page = screen("content").choose("marks", False)
    message = draft(drafted).message
    assert mime.html_text(message) in page.markdown
    for part in (message.sender_email, message.recipient, message.subject):
        assert part in page.text
    assert "written to the outbox; nothing leaves this machine." in page.text


def test_what_is_approved_is_exactly_the_text_on_the_screen(drafted: App, screen: Open) -> None:
    page = screen("content")
    shown = draft(drafted)
    assert mime.html_text(shown.message).strip() in [unmarked(one.proto.body) for one in page.at.get("html")]
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


@pytest.mark.parametrize("button", ["save", "save_approve"])
def test_what_was_typed_a_moment_before_the_button_is_what_is_saved(drafted: App, screen: Open, button: str) -> None:
    page = screen("content").press("edit")
    page.at.text_area(key="body_1").set_value("My last words.")  # in one message with the press
    page.press(button)
    assert draft(drafted).message.body == "My last words."


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
        add(drafted, "Text", Sentence("Text", About.NEITHER))
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
    leads.select(found, leads.matching(found, leads_of(1, text="Stumm")), WHO)
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
    assert draft_marks.post_html(body, []) in [unmarked(one.proto.body) for one in page.at.get("html")]
    assert f"{len(body)} of 280 characters" in page.text


def test_each_claim_has_its_number_in_the_text_and_its_evidence_beside_it(drafted: App, screen: Open) -> None:
    page = screen("content")
    told = claims.claims(draft(drafted))
    (message,) = [one.proto.body for one in page.at.get("html") if "<sup" in one.proto.body]
    in_body = [claim for claim in told if claim.sentence.text in draft(drafted).message.body]
    assert re.findall(r"<sup[^>]*>(\d+)</sup>", message) == [str(claim.number) for claim in in_body]
    assert all(f"**{claim.number}** {claim.sentence.text}" in page.text for claim in told)
    assert "about them, detail: “outdoor seating” · file list.csv#row=" in page.text
    assert "Everything it states is supported or settled." in page.text
    assert "was picked by ann" in page.text


def test_a_claim_about_us_rests_on_the_brief(drafted: App, screen: Open) -> None:
    assert "about us, nothing in it goes beyond your brief" in screen("content").text


def test_a_sentence_that_nothing_supports_blocks_the_approval_and_says_how_many_are_left(
    drafted: App, screen: Open
) -> None:
    edited(drafted, f"We offer a booking calendar. {INVENTED} {WRONG}")
    page = screen("content")
    assert not page.is_enabled("approve")
    assert "2 sentences (2 and 3) state what nothing supports." in page.text
    assert "2 of 3 left to settle" in page.text
    for claim in claims.claims(draft(drafted))[1:]:
        assert claim.sentence.problem in page.text
    assert page.at.button(key="approve_group").label == "Approve 5"


def test_a_sentence_is_removed_the_rest_is_checked_again_and_undo_brings_it_back(drafted: App, screen: Open) -> None:
    before = edited(drafted, f"We offer a booking calendar. {INVENTED}").digest
    page = screen("content").press("cut_1_2")
    assert "The sentence was removed" in page.text
    assert draft(drafted).draft.body == "We offer a booking calendar."
    assert page.is_enabled("approve")
    page.press("undo")
    assert draft(drafted).digest == before
    assert not page.is_enabled("approve")


def test_the_only_sentence_cannot_be_removed(drafted: App, screen: Open) -> None:
    edited(drafted, INVENTED)
    assert not screen("content").is_enabled("cut_1_1")


def test_a_sentence_is_kept_with_a_reason_which_is_shown_with_who_and_can_be_withdrawn(
    drafted: App, screen: Open
) -> None:
    edited(drafted, INVENTED)
    page = screen("content").type("why_1_1", "The owner told me").press("let_1_1")
    assert re.search(r"Kept by you, \d\d \w+ \d{4}, \d\d:\d\d: “The owner told me”", page.text)
    assert page.is_enabled("approve")
    page.press("withdraw_1_1")
    assert not page.is_enabled("approve")
    assert draft(drafted).overrides == []


def test_a_sentence_is_not_kept_without_a_reason(drafted: App, screen: Open) -> None:
    edited(drafted, INVENTED)
    page = screen("content").press("let_1_1")
    assert "There is no reason" in page.text
    assert not page.is_enabled("approve")


def test_a_removal_in_an_old_tab_is_refused(drafted: App, screen: Open) -> None:
    edited(drafted, f"We offer a booking calendar. {INVENTED}")
    page = screen("content")
    edited(drafted, f"{INVENTED} We write to you.")
    page.press("cut_1_2")
    assert "changed since you opened it" in page.text
    assert INVENTED in draft(drafted).draft.body


def test_a_withdrawn_word_takes_the_approval_with_it(drafted: App, screen: Open) -> None:
    edited(drafted, INVENTED)
    screen("content").type("why_1_1", "I know").press("let_1_1").press("approve")
    screen("content", state="approved").press("withdraw_1_1")
    assert (status(drafted), draft(drafted).is_blocked) == (DraftStatus.WAITING, True)


def test_numbers_in_the_text_are_ours_and_hostile_text_gets_none_of_its_own(drafted: App, screen: Open) -> None:
    hostile = "\ufdd01\ufdd1<script>alert(1)</script>\ufdd2 <b>You</b> have 12 branches & **more** [x](javascript:y)."
    shown = edited(drafted, hostile)
    page = screen("content")
    (message,) = [one.proto.body for one in page.at.get("html") if "branches" in one.proto.body]
    assert "<script" not in message and "<b>" not in message and "\ufdd0" not in message
    plain = replace(shown.message, body=hostile.translate(dict.fromkeys(range(0xFDD0, 0xFDF0))))
    assert unmarked(message) == mime.html_text(plain).strip()
    assert not [text for text in page.acting if re.search(r"(?<!\\)(\*\*more|\[x\]\(java)", text)]


def test_a_draft_that_was_never_checked_cannot_be_approved_until_it_is(drafted: App, screen: Open) -> None:
    shown = add(drafted, f"Text from an earlier time.\n\n{INVENTED}")
    page = screen("content", draft=str(shown.draft.id))
    assert "Its sentences were not checked yet." in page.text
    assert page.at.button(key="approve").disabled
    page.press("check_now")
    assert "The sentences were checked." in page.text
    assert [one.text for one in draft(drafted, shown.draft.id).draft.sentences if one.problem] == [INVENTED]


def test_a_draft_says_how_it_was_made(drafted: App, screen: Open) -> None:
    page, shown = screen("content"), draft(drafted).draft
    assert f"Model: scripted\nPrompt: starter-2\nSeed: {shown.seed}\nLanguage: English" in page.text
    assert f"Evidence that it was given ({len(shown.evidence)})" in page.text
    assert shown.prompt in page.text
    assert "English · friendly · version 1" in page.text


def test_a_draft_is_made_again_exactly_and_the_new_version_says_that_it_is_the_same(drafted: App, screen: Open) -> None:
    screen("content").press("again")
    work(drafted)
    page = screen("content", draft="7")
    assert "Made again: the same text as version 1." in page.text
    assert draft(drafted, 7).digest == draft(drafted, 1).digest
    assert "no difference" in page.text


def test_a_version_that_was_made_again_and_differs_says_why(drafted: App) -> None:
    first = draft(drafted).draft
    other = replace(first, version=2, original_body="Another text.")
    assert "does not promise the same text twice" in draft_made.differs(other, first)
    assert "the model and the seed changed" in draft_made.differs(replace(other, model="m", seed=5), first)
    failed = replace(other, original_body="", reason="This text was written by another.")
    assert draft_made.differs(failed, first) == "It could not be made again. This text was written by another."
    assert draft_made.differs(replace(first, version=2), first) == ""


def test_a_text_of_a_model_that_is_no_longer_chosen_cannot_be_made_again(drafted: App, screen: Open) -> None:
    hosting.set_hosted(drafted, Hosted("big", "compatible", "m", "http://127.0.0.1:9/v1"), "key", WHO)
    models.choose(drafted, Task.DRAFT, "hosted:big", WHO)
    page = screen("content")
    assert not page.is_enabled("again")
    assert "was written by scripted; now m at" in page.text


def test_a_chat_models_prompt_is_shown_in_its_two_parts() -> None:
    asked = json.dumps({"system": "Be brief.", "prompt": "Write."})
    assert draft_made.prompt_parts(asked) == [("System", "Be brief."), ("Prompt", "Write.")]


def test_a_comment_is_read_whole_by_a_model_that_can(drafted: App, screen: Open) -> None:
    hosting.set_hosted(drafted, Hosted("big", "compatible", "m", "http://127.0.0.1:9/v1"), "key", WHO)
    models.choose(drafted, Task.REWRITE, "hosted:big", WHO)
    page = screen("content").type("comment_1", "sing a song")
    assert "The model reads the whole comment." in page.text


def test_the_chips_name_the_facts_that_are_known_and_each_is_understood(drafted: App, screen: Open) -> None:
    shown = draft(drafted)
    chips = draft_verbs.chips(shown.draft)
    assert {"mention the detail", "mention the terrace"} < set(chips)
    assert "mention the online shop" not in chips
    assert all(chip in screen("content").text for chip in chips)
    for chip in chips:
        assert drafts.understood(drafted, shown, chip) == f"Understood: {chip}."


def test_what_shall_be_left_out_is_understood_and_left_out(drafted: App, screen: Open) -> None:
    page = screen("content").type("comment_1", "leave out the detail, mention the rating")
    assert "Understood: leave out the detail, mention the rating." in page.text
    page.press("rewrite")
    work(drafted)
    assert "outdoor seating" not in draft(drafted, 7).draft.body
    assert draft(drafted, 7).draft.used["rating"] == "4.5"


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
