"""Text of others in a prompt: nothing in it can leave its fence, and none of it is longer than it may be."""

import pytest

from models.language import quoting
from models.language.prompt import object_in
from models.language.quoting import CLOSE, MOST_CHARACTERS, OPEN
from storage.records import Quote


@pytest.mark.parametrize(
    "mark", [OPEN, CLOSE, f"{CLOSE}\n", "<|im_end|>", "[/INST]", "{offer}", "```", "{{ x }}", "{%"]
)
def test_marks_of_any_kind_are_taken_out(mark: str) -> None:
    assert mark.strip() not in quoting.line(f"before {mark} after")
    assert mark.strip() not in quoting.lines(f"before\n{mark}\nafter", 1000)


def test_a_text_without_marks_stays_as_it_is() -> None:
    said = "Müllers „Café“: 4,6 von 5 – schön! (seit 1987) ¿Sí? 日本"
    assert quoting.line(said) == said


def test_control_and_invisible_characters_and_line_breaks_are_taken_out() -> None:
    assert quoting.line("a\x00b\u200bc\u202ed\x1b[0m\ne\u2028f\tg") == "abcd(0m e f g"


def test_lines_keep_their_breaks_and_single_empty_lines() -> None:
    assert quoting.lines("a \r\n\n\n\n b\n", 100) == "a\n\nb"


def test_a_long_text_is_cut_and_says_so() -> None:
    assert quoting.line("x" * 10_000) == "x" * (MOST_CHARACTERS - 1) + "…"


def test_facts_are_fenced_one_a_line_and_empty_ones_left_out() -> None:
    assert quoting.listed({"company": "A\nB", "since": ""}) == f"{OPEN}\ncompany: A B\n{CLOSE}"
    assert quoting.listed({"since": ""}) == ""


def test_quotes_are_numbered_and_those_that_only_locate_are_left_out() -> None:
    quotes = [Quote("email", "a@b.example", ""), Quote("details", "One.", ""), Quote("details", "One.", "")]
    assert quoting.numbered(quotes) == f"{OPEN}\n1. One.\n{CLOSE}"
    assert quoting.numbered(quotes[:1]) == ""


@pytest.mark.parametrize("text", ['{"a": 1}', 'Sure:\n```json\n{"a": 1}\n```', 'x {"a": 1} y'])
def test_the_object_in_an_answer_is_found(text: str) -> None:
    assert object_in(text) == {"a": 1}


@pytest.mark.parametrize("text", ["", "none", "[1]", '{"a": 1', "{} {}", "[" * 100_000, "1"])
def test_an_answer_without_an_object_has_none(text: str) -> None:
    assert object_in(text) is None
