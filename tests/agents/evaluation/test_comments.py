"""Whether a rewrite does what its comment asked."""

import pytest

from agents.evaluation.comments import followed
from tests.agents.evaluation.briefs import SIGNED, rewrite

BEFORE = f"Hello Café Linde,\n\nI saw the terrace. Do you take bookings?{SIGNED}"


@pytest.mark.parametrize(
    ("wish", "before", "after"),
    [
        ("shorter", BEFORE, BEFORE.replace(" Do you take bookings?", "")),
        ("longer", BEFORE, BEFORE.replace("bookings?", "bookings? Many do.")),
        ("opening", BEFORE, BEFORE.replace("I saw", "We like")),
        ("ending", BEFORE, BEFORE.replace("Do you", "Would you")),
    ],
)
def test_a_wish_comes_true_or_it_does_not(wish: str, before: str, after: str) -> None:
    assert followed(rewrite(wish, before), "Hello", after, (), "friendly") is True
    assert followed(rewrite(wish, before), "Hello", before, (), "friendly") is False


def test_facts_tones_and_subjects_are_held_against_what_was_asked() -> None:
    assert followed(rewrite("mention", BEFORE, "rating"), "Hello", BEFORE, {"rating"}, "formal")
    assert not followed(rewrite("leave_out", BEFORE, "rating"), "Hello", BEFORE, {"rating"}, "formal")
    assert followed(rewrite("formal", BEFORE), "Hello", BEFORE, (), "formal")
    assert not followed(rewrite("subject", BEFORE), "Hello", BEFORE, (), "formal")


def test_warmth_is_left_to_a_reader() -> None:
    assert followed(rewrite("warmer", BEFORE), "Hello", BEFORE, (), "friendly") is None
