"""What a person's comment on a draft is understood to ask for, in three languages."""

import pytest

from models.language.wishes import CHIPS, fact_named, understand

FACTS = {
    "detail": "outdoor seating",
    "rating": "4.6",
    "trend": "interest in cafés is up",
    "terrace": "terrace",
    "award": "award",
}


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
        ("with a little more humour", "tone", "playful"),
        ("please mention the trend", "mention", "trend"),
        ("mention the terrace", "mention", "terrace"),
        ("say something about their prize", "mention", "award"),
        ("leave out the rating", "leave_out", "rating"),
        ("do not mention the rating", "leave_out", "rating"),
        ("bitte kürzer", "length", "short"),
        ("etwas förmlicher", "tone", "formal"),
        ("weniger werblich", "style", "plain"),
        ("herzlicher", "style", "warm"),
        ("erwähne die Terrasse", "mention", "terrace"),
        ("die Auszeichnung weglassen", "leave_out", "award"),
        ("más corto", "length", "short"),
        ("menos comercial", "style", "plain"),
        ("un tono más formal", "tone", "formal"),
        ("menciona la terraza", "mention", "terrace"),
        ("quita el premio", "leave_out", "award"),
    ],
)
def test_a_wish_in_other_words(comment: str, field: str, value: str) -> None:
    assert getattr(understand(comment, FACTS), field) == value


def test_a_comment_of_several_parts_is_read_part_by_part() -> None:
    wish = understand("shorter, mention the rating and tell a joke", FACTS)
    assert (wish.length, wish.mention) == ("short", "rating")
    assert wish.understood == ("shorter", "mention the rating") and wish.ignored == ("tell a joke",)
    assert "may not follow: tell a joke" in wish.in_words()


def test_a_fact_that_is_not_known_cannot_be_mentioned() -> None:
    assert understand("mention the rating", {}).ignored == ("mention the rating",)


@pytest.mark.parametrize("comment", ["not simpler", "mention our discount", "blue elephants", "nada de eso"])
def test_a_wish_that_it_cannot_follow_is_said_to_be_ignored(comment: str) -> None:
    wish = understand(comment, FACTS)
    assert wish.ignored == (comment,) and not wish.understood


def test_an_empty_comment_asks_for_nothing() -> None:
    assert understand("  ", FACTS).in_words() == ""


def test_the_fact_whose_words_a_comment_names_is_found() -> None:
    details = {text: text for text in ("sourdough baked overnight", "outdoor seating")}
    assert fact_named("mention the outdoor seating", details) == "outdoor seating"
    assert fact_named("mention the rating", details) == ""
