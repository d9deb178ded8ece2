"""Each sentence of a draft rests on something, or a person settles it before the draft can be approved."""

from collections.abc import Callable

import pytest

from graph import claims, drafts, journey
from storage.errors import BadInput, Changed, NotAllowed
from storage.records import About, Channel, DraftStatus, Evidence, Quote, now
from tests.parts import WHO, Desk

INVENTED = "Your 12 branches won a prize in 1987."


def opened(desk: Desk, body: str = f"We offer a booking calendar for small teams. {INVENTED}") -> drafts.Shown:
    """An e-mail with a body that a person typed."""
    shown = desk.email(desk.picked(1))
    return drafts.edit(desk.app, shown.draft.id, shown.digest, "Hello", body, WHO)


def open_claims(shown: drafts.Shown) -> list[str]:
    return [claim.sentence.text for claim in claims.claims(shown) if claim.is_open]


def test_what_the_writer_wrote_is_checked_and_nothing_in_it_is_invented(desk: Desk) -> None:
    for shown in desk.waiting(desk.picked(6)):
        assert shown.draft.sentences and not open_claims(shown) and not shown.is_blocked


def test_a_fact_about_the_lead_names_the_quote_that_it_rests_on(desk: Desk) -> None:
    told = claims.claims(desk.email(desk.picked(1)))
    about = [claim.sentence for claim in told if claim.sentence.about == About.LEAD]
    assert [claim.number for claim in told] == list(range(1, len(told) + 1))
    assert any("outdoor seating" in quote.text for sentence in about for quote in sentence.support)


def test_an_invented_sentence_blocks_the_approval_and_the_flag_says_why(desk: Desk) -> None:
    shown = opened(desk)
    assert open_claims(shown) == [INVENTED]
    (flag,) = [flag for flag in shown.flags if flag.sentence]
    assert flag.is_blocking and "12" in flag.text
    with pytest.raises(NotAllowed, match="cannot be approved"):
        desk.approve(shown)


def test_a_group_approval_leaves_out_what_is_not_settled(desk: Desk) -> None:
    shown = opened(desk)
    others = [one for one in desk.waiting(shown.draft.campaign_id) if one.draft.id != shown.draft.id]
    done = drafts.approve_many(desk.app, [(one.draft.id, one.digest) for one in [shown, *others]], WHO)
    assert (list(done.ids), len(done.left)) == ([one.draft.id for one in others], 1)
    assert journey.approve_all(desk.app, shown.draft.campaign_id, WHO) is not None
    assert drafts.show(desk.app, shown.draft.id).draft.status == DraftStatus.WAITING


def test_with_the_sentence_removed_the_rest_is_checked_again_and_can_be_approved(desk: Desk) -> None:
    shown = opened(desk)
    after = claims.remove(desk.app, shown.draft.id, shown.digest, INVENTED, WHO)
    assert after.draft.body == "We offer a booking calendar for small teams." and not after.is_blocked
    desk.approve(after)
    desk.tick()
    assert [message.body for _, message in desk.channel.sent] == [after.draft.body]


def test_a_removal_from_what_has_changed_meanwhile_is_refused(desk: Desk) -> None:
    shown = opened(desk)
    drafts.edit(desk.app, shown.draft.id, shown.digest, "Hi", shown.draft.body, "ben")
    with pytest.raises(Changed):
        claims.remove(desk.app, shown.draft.id, shown.digest, INVENTED, WHO)
    with pytest.raises(Changed, match="not in the text any more"):
        claims.remove(desk.app, shown.draft.id, shown.digest, "Never said.", WHO)


def test_the_only_sentence_of_a_text_cannot_be_removed(desk: Desk) -> None:
    shown = opened(desk, INVENTED)
    assert not claims.can_remove(shown, INVENTED)
    with pytest.raises(NotAllowed, match="Nothing would be left"):
        claims.remove(desk.app, shown.draft.id, shown.digest, INVENTED, WHO)
    assert drafts.show(desk.app, shown.draft.id).draft.body == INVENTED


def test_a_persons_word_lets_a_sentence_stand_and_says_who_and_why(desk: Desk) -> None:
    shown = opened(desk)
    drafts.override(desk.app, shown.draft.id, INVENTED, "The owner told me", "ben")
    again = drafts.show(desk.app, shown.draft.id)
    (override,) = again.overrides
    assert (override.sentence, override.reason, override.who) == (INVENTED, "The owner told me", "ben")
    assert not again.is_blocked and again.digest == shown.digest
    desk.approve(again)
    with desk.app.read() as work:
        assert "let a sentence stand" in [entry.action for entry in work.audit.of("draft", shown.draft.id)]


def test_a_persons_word_needs_a_reason_and_a_sentence_that_is_doubtful(desk: Desk) -> None:
    shown = opened(desk)
    with pytest.raises(BadInput):
        drafts.override(desk.app, shown.draft.id, INVENTED, "  ", WHO)
    with pytest.raises(Changed):
        drafts.override(desk.app, shown.draft.id, "We offer a booking calendar for small teams.", "so what", WHO)
    assert drafts.show(desk.app, shown.draft.id).is_blocked


def test_a_word_that_is_withdrawn_ends_the_approval_that_rested_on_it(desk: Desk) -> None:
    shown = opened(desk)
    drafts.override(desk.app, shown.draft.id, INVENTED, "The owner told me", WHO)
    desk.approve(shown)
    drafts.withdraw_override(desk.app, shown.draft.id, INVENTED, WHO)
    again = drafts.show(desk.app, shown.draft.id)
    assert (again.draft.status, again.is_blocked) == (DraftStatus.WAITING, True)
    desk.tick()
    assert desk.channel.sent == []


def test_a_word_holds_for_its_sentence_only(desk: Desk) -> None:
    shown = opened(desk)
    drafts.override(desk.app, shown.draft.id, INVENTED, "The owner told me", WHO)
    other = INVENTED.replace("12", "13")
    edited = drafts.edit(desk.app, shown.draft.id, shown.digest, "Hello", f"{INVENTED} {other}", WHO)
    assert open_claims(edited) == [other] and edited.is_blocked


def test_what_a_person_typed_and_the_evidence_supports_is_not_doubted(desk: Desk) -> None:
    shown = opened(desk, "Your outdoor seating is a fine place.\n\nWe offer a booking calendar for small teams.")
    assert not open_claims(shown)


@pytest.mark.parametrize("planted", ["https://evil.example/x", "boss@evil.example", "+49 170 1234567"])
def test_a_link_an_address_or_a_number_that_nobody_gave_is_doubted(desk: Desk, planted: str) -> None:
    assert opened(desk, f"We offer a booking calendar. More at {planted} today.").is_blocked


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("One is here. Two is here. Three is here.", "One is here. Three is here."),
        ("One is here.\n\nTwo is here.\n\nThree is here.", "One is here.\n\nThree is here."),
        ("Two is here.\n\nOne is here.", "One is here."),
        ("One is here.\n\nTwo is here.", "One is here."),
        ("Two is here. One is here. Two is here.", "One is here."),
        ("So Two is here. One is here.", "So Two is here. One is here."),
        ("One is here.", "One is here."),
        ("Two is here.", ""),
        ("- Two is here.\nTwo is here.\nOne is here.", "- Two is here.\nOne is here."),
    ],
)
def test_a_text_without_a_sentence_keeps_all_others_and_its_paragraphs(text: str, left: str) -> None:
    assert claims.without(text, "Two is here.") == left


@pytest.mark.parametrize(
    ("quote", "read"),
    [
        (Quote("detail", "a garden", "https://linde.example"), 3),
        (Quote("terrace", "We have a terrace.", "https://linde.example/about"), 2),
        (Quote("rating", "4.5 of 5 from 20 reviews", ""), 1),
        (Quote("since", "1999", "https://linde.example"), 3),
        (Quote("trend", "interest is up", ""), 0),
    ],
)
def test_a_quote_is_dated_by_the_evidence_that_holds_it(quote: Quote, read: int) -> None:
    kept = (
        Quote("rating", "4.5", "https://osm.example/1"),
        Quote("description", "Welcome. We have a terrace. Open daily.", "https://linde.example/about"),
        Quote("details", "a garden", "https://linde.example"),
    )
    evidence = [Evidence(number, 1, one, "source", now()) for number, one in enumerate(kept, start=1)]
    found = claims.read_in(quote, evidence)
    assert (found.id if found else 0) == read


def test_a_draft_of_a_post_is_checked_too(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    (shown,) = desk.waiting(desk.picked(1), Channel.SOCIAL)
    edited = drafts.edit(desk.app, shown.draft.id, shown.digest, "", INVENTED, WHO)
    assert edited.is_blocked
