"""Overrides: kept once per draft and sentence, with a reason, and taken back."""

from collections.abc import Callable

import pytest

from storage.errors import BadInput
from storage.unit_of_work import UnitOfWork
from tests.storage.conftest import Rows

Write = Callable[[], UnitOfWork]

SENTENCE = "You have live music on Fridays."


def test_an_override_comes_back_with_its_reason_and_who_gave_it(rows: Rows, write: Write) -> None:
    draft = rows.draft()
    with write() as work:
        work.overrides.add(draft.id, SENTENCE, " I heard it on the phone ", "ann")
        work.commit()
    with write() as work:
        (kept,) = work.overrides.of([draft.id])[draft.id]
    assert (kept.draft_id, kept.sentence, kept.reason, kept.who) == (
        draft.id, SENTENCE, "I heard it on the phone", "ann",
    )  # fmt: skip


def test_a_second_word_for_a_sentence_changes_nothing(rows: Rows, write: Write) -> None:
    draft = rows.draft()
    with write() as work:
        work.overrides.add(draft.id, SENTENCE, "heard it", "ann")
        assert work.overrides.add(draft.id, SENTENCE, "saw it", "bob").reason == "heard it"
        assert [kept.who for kept in work.overrides.of([draft.id])[draft.id]] == ["ann"]


def test_an_override_is_for_one_draft_and_one_sentence(rows: Rows, write: Write) -> None:
    draft, other = rows.draft(), rows.draft()
    with write() as work:
        work.overrides.add(draft.id, SENTENCE, "heard it", "ann")
        work.overrides.add(draft.id, "You won a prize.", "in the paper", "ann")
        assert [kept.sentence for kept in work.overrides.of([draft.id])[draft.id]] == [SENTENCE, "You won a prize."]
        assert work.overrides.of([other.id])[other.id] == []


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_an_override_without_a_reason_is_refused(rows: Rows, write: Write, reason: str) -> None:
    draft = rows.draft()
    with write() as work:
        with pytest.raises(BadInput, match="no reason"):
            work.overrides.add(draft.id, SENTENCE, reason, "ann")
        assert work.overrides.of([draft.id])[draft.id] == []


def test_an_override_without_a_sentence_is_refused(rows: Rows, write: Write) -> None:
    draft = rows.draft()
    with write() as work, pytest.raises(BadInput, match="no sentence"):
        work.overrides.add(draft.id, " ", "heard it", "ann")


def test_an_override_can_be_taken_back_and_twice_is_no_error(rows: Rows, write: Write) -> None:
    draft = rows.draft()
    with write() as work:
        work.overrides.add(draft.id, SENTENCE, "heard it", "ann")
        work.overrides.remove(draft.id, SENTENCE)
        work.overrides.remove(draft.id, SENTENCE)
        assert work.overrides.of([draft.id])[draft.id] == []
