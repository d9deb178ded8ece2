"""How the made-up town reacts to messages."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from demo.inbox import MARK, Reaction, reactions
from storage.records import EventKind

SENT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MESSAGES = 4000


def react(number: int) -> list[Reaction]:
    return reactions(f"<{number}@handpicked>", "hello@igelhut.example", "Café Igelhut", SENT)


EVERYTHING = [reaction for number in range(MESSAGES) for reaction in react(number)]


@pytest.mark.parametrize(
    ("kind", "share"), [(EventKind.REPLY, 0.20), (EventKind.BOUNCE, 0.05), (EventKind.OPT_OUT, 0.02)]
)
def test_reactions_come_in_the_promised_shares(kind: EventKind, share: float) -> None:
    counted = Counter(reaction.kind for reaction in EVERYTHING)[kind] / MESSAGES

    assert share * 0.75 < counted < share * 1.25


def test_a_message_always_gets_the_same_reaction() -> None:
    assert [react(number) for number in range(50)] == [react(number) for number in range(50)]


def test_each_reaction_has_an_id_of_its_own() -> None:
    assert len({reaction.provider_event_id for reaction in EVERYTHING}) == len(EVERYTHING)


def test_reactions_come_two_to_twelve_seconds_after_sending() -> None:
    delays = [reaction.at - SENT for reaction in EVERYTHING]

    assert min(delays) >= timedelta(seconds=2)
    assert max(delays) <= timedelta(seconds=12)


def test_every_text_begins_by_saying_that_it_is_simulated() -> None:
    assert all(reaction.text.startswith(MARK) for reaction in EVERYTHING)


def test_replies_vary_and_leave_no_place_unfilled() -> None:
    replies = {reaction.text for reaction in EVERYTHING if reaction.kind is EventKind.REPLY}

    assert len(replies) >= 12
    assert not [text for text in replies if "{" in text]
    assert any("Café Igelhut" in text for text in replies)
