"""How the measures see a text: sentences, opening and ending, names masked."""

from agents.evaluation import texts
from tests.agents.evaluation.briefs import SIGNED, brief

BODY = f"Hello Café Linde,\n\nI saw the terrace. Do you take bookings?{SIGNED}"


def test_opening_and_ending_stand_between_greeting_and_signature() -> None:
    assert texts.opening(BODY, brief()) == "I saw the terrace."
    assert texts.ending(BODY, brief()) == "Do you take bookings?"


def test_a_short_form_ends_no_sentence() -> None:
    assert texts.sentences("Das geht z. B. Montags. Und dann?") == ["Das geht z. B. Montags.", "Und dann?"]


def test_names_and_facts_are_masked_whatever_their_case() -> None:
    assert texts.without_facts("A quiet terrace at Café Linde’s", brief()) == "◊ at ◊’s"


def test_a_rating_is_not_masked_inside_another_number() -> None:
    assert texts.without_facts("14.65 is not 4.6", brief()) == "14.65 is not ◊"
