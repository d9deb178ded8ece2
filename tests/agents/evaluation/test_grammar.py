"""The hard rules: what breaks them is named, what is sound is let alone."""

import pytest

from agents.evaluation.grammar import errors
from tests.agents.evaluation.briefs import SIGNED, brief


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("We we offer more.", "twice"),
        ("This is y y that.", "twice"),
        ("We offer {offer} now.", "slot"),
        ("We offer  more.", "space"),
        ("We offer more , and less.", "space"),
        ("We offer more. and less.", "small letter"),
        ("We offer more (and less.", "( )"),
        ("We offer “more.", "“ ”"),
        ("We offer more", "no stop"),
        ("It is a offer.", "a or an"),
        ("It takes an hour. It is an unit.", "a or an"),
    ],
)
def test_a_broken_rule_is_named(text: str, named: str) -> None:
    found = errors("Subject", text, brief("long_post"))
    assert found and all(named in one for one in found)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It takes an hour, e.g. at a university. We’re glad!", "en"),
        ("Ich las: „Gute Dinge brauchen Zeit.“ Das freut mich.", "de"),
        ("Wir haben die Leute, die die Arbeit machen.", "de"),
        ("¿Hablamos? ¡Con mucho gusto! He leído «buen pan».", "es"),
    ],
)
def test_a_sound_text_breaks_none(text: str, language: str) -> None:
    assert errors("Subject", text, brief("long_post", language)) == []


def test_spanish_questions_open_with_their_sign() -> None:
    assert errors("Asunto", "Hablamos?", brief("long_post", "es"))


def test_points_of_a_list_and_closing_words_need_no_stop() -> None:
    assert errors("Page", "For cafés.\n\n• Quick\n• Quiet\n\n[Ask us]", brief("landing")) == []
    assert errors("Hi", f"Hello,\n\nWe offer more.{SIGNED}", brief()) == []


def test_a_greeting_may_begin_as_the_subject_does() -> None:
    assert errors("A second hello", f"Hello,\n\nWe offer more.{SIGNED}", brief()) == []
