"""The vocabulary: how statuses move, and what makes two messages the same."""

from datetime import UTC, date, datetime
from enum import StrEnum

import pytest

from storage import records
from storage.errors import NotAllowed
from storage.records import (
    TRANSITIONS,
    Business,
    CampaignStatus,
    CandidateStatus,
    DeliveryStatus,
    DraftStatus,
    JobStatus,
    Sender,
    canonical,
    move,
    moves,
)

KINDS = (CampaignStatus, CandidateStatus, DraftStatus, DeliveryStatus, JobStatus)


@pytest.mark.parametrize(("status", "event", "after"), TRANSITIONS)
def test_every_row_of_the_table_moves_within_its_own_kind(status: StrEnum, event: str, after: StrEnum) -> None:
    assert move(status, event) is after
    assert type(after) is type(status)


def test_no_status_has_two_ways_for_one_event() -> None:
    keys = [(type(status), status, event) for status, event, _ in TRANSITIONS]
    assert len(keys) == len(set(keys))


def test_what_the_table_does_not_hold_is_not_allowed() -> None:
    rows = {(type(status), status, event) for status, event, _ in TRANSITIONS}
    events = {event for _, event, _ in TRANSITIONS}
    refused = [(s, e) for kind in KINDS for s in kind for e in events if (kind, s, e) not in rows]
    for status, event in refused:
        with pytest.raises(NotAllowed, match=event):
            move(status, event)
    assert len(refused) > 100


def test_a_status_that_two_kinds_share_moves_by_its_own_kind() -> None:
    assert move(CandidateStatus.REJECTED, "reopen") is CandidateStatus.OPEN
    assert move(DraftStatus.REJECTED, "reopen") is DraftStatus.WAITING


def test_the_statuses_from_which_an_event_is_allowed_are_those_of_its_kind() -> None:
    assert moves(DraftStatus, "approve") == {DraftStatus.WAITING}
    assert all(type(status) is CandidateStatus for status in moves(CandidateStatus, "reject"))


def test_an_end_has_no_way_out() -> None:
    ends = (DeliveryStatus.SENT, DeliveryStatus.CANCELLED, DraftStatus.REPLACED, CandidateStatus.MERGED)
    assert not [row for row in TRANSITIONS if any(row[0] is end for end in ends)]


def test_a_lead_that_was_handed_over_can_only_be_merged() -> None:
    assert {event for status, event, _ in TRANSITIONS if status is CandidateStatus.HANDED_OVER} == {"merge"}


def test_a_send_in_doubt_never_goes_back_to_the_queue() -> None:
    assert {event for status, event, _ in TRANSITIONS if status is DeliveryStatus.UNKNOWN} == {"succeed", "fail"}


def test_equal_values_give_equal_text_whatever_their_order() -> None:
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    assert canonical({"b": [1], "a": moment}) == canonical({"a": moment, "b": (1,)})
    assert canonical("ü") == '"ü"'
    assert "2026-03-01" in canonical(date(2026, 3, 1))


def test_an_address_is_one_line_without_gaps() -> None:
    assert Business("k", "n", street="Weg 1", postcode="12", city="Ort").address() == "Weg 1, 12 Ort"
    assert Business("k", "n", city="Ort").address() == "Ort"
    assert Business("k", "n").address() == ""


def test_a_sender_of_blanks_is_missing_everything() -> None:
    assert Sender(" ", "", "\t", "\n").missing() == ["name", "company", "e-mail address", "postal address"]


def test_the_present_moment_knows_its_zone() -> None:
    assert records.now().utcoffset() is not None
