"""Drafts and approvals: versions follow each other, and an approval ends for good."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from storage.errors import Changed, NotAllowed, NotFound
from storage.records import Channel, DraftStatus
from storage.tables import DraftRow
from storage.unit_of_work import UnitOfWork
from tests.parts import business
from tests.storage.conftest import MESSAGE, Rows, new_draft

Write = Callable[[], UnitOfWork]


def test_a_draft_comes_back_as_it_was_written(rows: Rows, write: Write) -> None:
    draft = rows.draft()
    with write() as work:
        assert work.drafts.get(draft.id) == draft
    assert (draft.version, draft.status, draft.used) == (1, DraftStatus.WAITING, {"company": "x"})
    assert (draft.original_subject, draft.original_body) == (draft.subject, draft.body)


def test_a_rewrite_takes_the_place_of_the_old_version_which_is_kept(rows: Rows, write: Write) -> None:
    old = rows.draft()
    with write() as work:
        work.drafts.move(old.id, "ask rewrite", comment="shorter")
        new = work.drafts.replace(old.id, new_draft(old.campaign_id, old.candidate_id, body="Short"))
        assert (new.version, work.drafts.get(old.id).status) == (2, DraftStatus.REPLACED)
        assert [draft.version for draft in work.drafts.of_candidate(old.candidate_id)] == [2, 1]


def test_a_rewrite_that_was_withdrawn_replaces_nothing(rows: Rows, write: Write) -> None:
    old = rows.draft()
    with write() as work, pytest.raises(Changed, match="withdrawn"):
        work.drafts.replace(old.id, new_draft(old.campaign_id, old.candidate_id))


def test_versions_are_counted_a_channel(rows: Rows, write: Write) -> None:
    draft = rows.draft()
    with write() as work:
        post = work.drafts.add(new_draft(draft.campaign_id, draft.candidate_id, Channel.SOCIAL))
        mail = work.drafts.add(new_draft(draft.campaign_id, draft.candidate_id))
    assert (post.version, mail.version) == (1, 2)


def test_the_database_itself_refuses_a_version_twice(rows: Rows, write: Write) -> None:
    draft = rows.draft()
    with pytest.raises(IntegrityError), write() as work:
        row = work._session.get(DraftRow, draft.id)
        values = {c.name: getattr(row, c.name) for c in DraftRow.__table__.columns if c.name != "id"}
        work._session.add(DraftRow(**values))
        work._session.flush()


def test_a_move_that_the_table_forbids_changes_nothing(rows: Rows, write: Write) -> None:
    draft = rows.draft()
    with write() as work, pytest.raises(NotAllowed):
        work.drafts.move(draft.id, "replace", reason="no")
    with write() as work:
        assert work.drafts.get(draft.id) == draft


def test_a_known_address_reaches_waiting_emails_only(rows: Rows, write: Write) -> None:
    mail = rows.draft()
    with write() as work:
        post = work.drafts.add(replace(new_draft(mail.campaign_id, mail.candidate_id, Channel.SOCIAL), recipient=""))
        approved = work.drafts.move(work.drafts.add(new_draft(mail.campaign_id, mail.candidate_id)).id, "approve")
        work.drafts.set_recipient(mail.candidate_id, "new@b.example")
        work.commit()
    with write() as work:
        assert [work.drafts.get(d.id).recipient for d in (mail, post, approved)] == ["new@b.example", "", "a@b.example"]


def test_a_shared_address_is_one_of_two_candidates_whose_drafts_still_count(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    first, second = rows.candidates(campaign, [business("Café Linde"), business("Café Ufer")])
    with write() as work:
        mail = work.drafts.add(new_draft(campaign, first))
        work.drafts.add(new_draft(campaign, first))
        assert work.drafts.shared_recipients(campaign) == set()
        work.drafts.add(new_draft(campaign, second))
        assert work.drafts.shared_recipients(campaign) == {"a@b.example"}
        for draft in work.drafts.of_candidate(mail.candidate_id):
            work.drafts.move(draft.id, "reject", reason="no")
        assert work.drafts.shared_recipients(campaign) == set()


def test_a_page_is_oldest_first_and_of_one_channel_where_asked(rows: Rows, write: Write) -> None:
    draft = rows.draft()
    with write() as work:
        post = work.drafts.add(new_draft(draft.campaign_id, draft.candidate_id, Channel.SOCIAL))
        page = work.drafts.page(draft.campaign_id, [DraftStatus.WAITING])
        assert [d.id for d in page] == [draft.id, post.id]
        assert [d.id for d in work.drafts.page(draft.campaign_id, [DraftStatus.WAITING], "social")] == [post.id]
        assert work.drafts.counts(draft.campaign_id) == {DraftStatus.WAITING: 2}


def test_a_page_begins_beyond_an_id_or_at_a_place_and_the_count_is_of_all(rows: Rows, write: Write) -> None:
    first = rows.draft()
    with write() as work:
        others = [work.drafts.add(new_draft(first.campaign_id, first.candidate_id)).id for _ in range(3)]
        work.drafts.move(others[0], "reject", reason="no")
        waiting = (first.campaign_id, [DraftStatus.WAITING])
        assert [d.id for d in work.drafts.page(*waiting, after=first.id)] == others[1:]
        assert [d.id for d in work.drafts.page(*waiting, limit=1, offset=1)] == [others[1]]
        assert (work.drafts.count(*waiting), work.drafts.count(*waiting, "social")) == (3, 0)


def test_an_approval_that_was_ended_stays_ended(rows: Rows, write: Write) -> None:
    draft = rows.draft()
    with write() as work:
        first = work.approvals.add(draft.id, MESSAGE, "ann")
        work.approvals.void(draft.id)
        ended = work.approvals.get(first.id).voided_at
        second = work.approvals.add(draft.id, MESSAGE, "ben")
        work.approvals.void(draft.id)
        assert ended and work.approvals.get(first.id).voided_at == ended
        assert work.approvals.get(second.id).voided_at


def test_an_approval_keeps_the_message_that_was_approved(rows: Rows, write: Write) -> None:
    draft = rows.draft()
    with write() as work:
        approval = work.approvals.add(draft.id, MESSAGE, "ann")
        work.commit()
    with write() as work:
        kept = work.approvals.get(approval.id)
    assert (kept.message, kept.digest, kept.message.digest()) == (MESSAGE, MESSAGE.digest(), MESSAGE.digest())


@pytest.mark.parametrize("noun", ["drafts", "approvals", "deliveries", "campaigns"])
def test_what_is_not_there_says_so(write: Write, noun: str) -> None:
    with write() as work, pytest.raises(NotFound):
        getattr(work, noun).get(4711)
