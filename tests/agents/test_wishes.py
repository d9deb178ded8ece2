"""What a person's comment on a draft is understood to ask for."""

import pytest

from agents.wishes import CHIPS, detail_asked, understand

FACTS = {"detail": "outdoor seating", "rating": "4.6", "trend": "interest in cafés is up"}


@pytest.mark.parametrize("chip", CHIPS)
def test_every_chip_is_understood_whole(chip: str) -> None:
    wish = understand(chip, FACTS)
    assert wish.understood == (chip,) and not wish.ignored


@pytest.mark.parametrize(
    ("comment", "field", "value"),
    [
        ("Shorter please", "length", "short"),
        ("this is too long", "length", "short"),
        ("don't be so short", "length", "normal"),
        ("not too long", "length", "short"),
        ("too formal", "tone", "friendly"),
        ("a bit warmer", "style", "warm"),
        ("Less salesy!", "style", "plain"),
        ("not so pushy", "style", "plain"),
        ("more formal", "tone", "formal"),
        ("make it friendlier", "tone", "friendly"),
        ("more direct", "tone", "direct"),
        ("mention their reviews", "mention", "rating"),
        ("please mention the trend", "mention", "trend"),
        ("say something about the seating outside", "mention", "detail"),
    ],
)
def test_a_wish_in_other_words(comment: str, field: str, value: str) -> None:
    assert getattr(understand(comment, FACTS), field) == value


def test_a_comment_of_several_parts_is_read_part_by_part() -> None:
    wish = understand("shorter, mention the rating and tell a joke", FACTS)
    assert (wish.length, wish.mention) == ("short", "rating")
    assert wish.understood == ("shorter", "mention the rating") and wish.ignored == ("tell a joke",)
    assert "cannot follow: tell a joke" in wish.in_words()


def test_a_fact_that_is_not_known_cannot_be_mentioned() -> None:
    assert understand("mention the rating", {}).ignored == ("mention the rating",)


@pytest.mark.parametrize("comment", ["do not mention the rating", "not simpler", "mention our discount"])
def test_a_wish_that_it_cannot_follow_is_said_to_be_ignored(comment: str) -> None:
    wish = understand(comment, FACTS)
    assert wish.ignored == (comment,) and not wish.understood


def test_an_empty_comment_asks_for_nothing() -> None:
    assert understand("  ", FACTS).in_words() == ""


def test_the_detail_whose_words_a_comment_names_is_found() -> None:
    details = ("sourdough baked overnight", "outdoor seating")
    assert detail_asked("mention the outdoor seating", details) == "outdoor seating"
    assert detail_asked("mention the rating", details) == ""
