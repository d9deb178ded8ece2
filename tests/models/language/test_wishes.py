"""What a person's comment on a draft is understood to ask for, in three languages."""

import tomllib
from pathlib import Path

import pytest

from models.language.starter_brief import FACTS as ALL_FACTS
from models.language.starter_words import fact_names
from models.language.wishes import CHIPS, fact_named, understand

FACTS = {
    "detail": "outdoor seating",
    "rating": "4.6",
    "trend": "interest in cafés is up",
    "terrace": "terrace",
    "award": "award",
}
MORE_FACTS = {fact: fact for fact in ("terrace", "award", "trend", "since", "quote", "children", "rating")} | {
    "detail": "sourdough baked overnight"
}
COMMENTS = tomllib.loads(Path(__file__).with_name("wish_comments.toml").read_text(encoding="utf-8"))
NAMES = {"mention since": f"mention {fact_names('en', 'since')[0]}", "the kids": fact_names("en", "children")[0]}


def cases(which: str) -> list[tuple[str, set[str]]]:
    """Each comment with what is to be told as understood, nothing where it cannot be followed."""
    return [case(line) for line in COMMENTS[which].strip().splitlines()]


def case(line: str) -> tuple[str, set[str]]:
    comment, _, wishes = line.rpartition(" = ")
    for short, name in NAMES.items():
        wishes = wishes.replace(short, name)
    return comment, set() if wishes == "nothing" else set(wishes.split(" + "))


def is_understood(comment: str, wishes: set[str]) -> bool:
    wish = understand(comment, MORE_FACTS)
    return set(wish.understood) == wishes and bool(wish.ignored) == (not wishes)


@pytest.mark.parametrize(("comment", "wishes"), cases("seen"))
def test_what_people_type_is_understood(comment: str, wishes: set[str]) -> None:
    assert is_understood(comment, wishes)


def test_most_of_what_people_type_that_no_rule_was_written_for_is_understood() -> None:
    unseen = cases("unseen")
    assert sum(is_understood(*one) for one in unseen) >= 0.85 * len(unseen)


def test_nothing_else_is_taken_for_a_wish_that_no_rule_was_written_for() -> None:
    assert [
        comment for comment, wishes in cases("unseen") if not wishes and understand(comment, MORE_FACTS).understood
    ] == []


@pytest.mark.parametrize("language", ["en", "de", "es"])
@pytest.mark.parametrize("fact", ALL_FACTS)
def test_every_name_that_the_writer_was_taught_is_the_fact(language: str, fact: str) -> None:
    verb = {"en": "mention {}", "de": "{} erwähnen", "es": "menciona {}"}[language]
    wrong = [n for n in fact_names(language, fact) if understand(verb.format(n), {fact: fact}).mention != fact]
    assert wrong == []


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


def test_what_was_understood_is_told_in_other_words_than_were_typed() -> None:
    assert understand("viel zu lang, zu steif", FACTS).in_words() == "Understood: shorter, friendlier."


def test_only_one_fact_is_mentioned_and_a_second_is_said_to_be_ignored() -> None:
    wish = understand("mention the terrace and the award", FACTS)
    assert (wish.mention, wish.ignored) == ("terrace", ("the award",))


def test_what_was_said_stands_before_what_a_complaint_implies() -> None:
    assert understand("make it playful, it is too stiff", FACTS).tone == "playful"


def test_a_fact_inside_another_wish_is_none_to_mention() -> None:
    wish = understand("as warm as if the terrace were yours", FACTS)
    assert (wish.style, wish.mention) == ("warm", "")
