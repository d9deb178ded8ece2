"""What says the same in other words: kin, numbers in words, days of the week; and the people that pages name."""

import pytest

from agents.grounding.days import day_of, opening
from agents.grounding.kin import kin
from agents.grounding.numerals import numerals
from agents.grounding.persons import people
from agents.grounding.words import split


@pytest.mark.parametrize(
    ("one", "other"), [("kurs", "classes"), ("hija", "mother"), ("kostenlos", "gratis"), ("dogs", "haustiere")]
)
def test_words_of_one_class_are_kin_across_languages(one: str, other: str) -> None:
    assert not kin(one).isdisjoint(kin(other))


@pytest.mark.parametrize(("one", "other"), [("hija", "hermana"), ("monday", "kurs"), ("kitchen", "terrace")])
def test_words_of_different_things_are_no_kin(one: str, other: str) -> None:
    assert kin(one).isdisjoint(kin(other))


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [("thirty-six hours", "en", 36), ("treinta y seis horas", "es", 36), ("achtwöchiger Kurs", "de", 8)],
)
def test_numbers_in_words_have_a_value(text: str, language: str, number: int) -> None:
    assert [found for _, _, found in numerals(split(text).words, language)] == [number]


@pytest.mark.parametrize(
    ("text", "opened", "closed"),
    [
        ("Open Tuesday to Saturday, 7am to 2pm; closed on Sunday and Monday.", {1, 2, 3, 4, 5}, {0, 6}),
        ("Abrimos de martes a sábado de 10:00 a 19:00; los jueves hasta las 21:00.", {1, 2, 3, 4, 5}, set()),
        ("Montag und Dienstag ist Ruhetag, sonst von 11 bis 22 Uhr.", {2, 3, 4, 5, 6}, {0, 1}),
        ("On Monday we think of you.", set(), set()),
    ],
)
def test_days_of_opening_are_read(text: str, opened: set[int], closed: set[int]) -> None:
    assert opening(text) == (opened, closed)


def test_a_day_is_known_in_a_compound() -> None:
    assert (day_of("sonntagvormittag"), day_of("mondays"), day_of("mondschein")) == (6, 0, None)


def test_people_are_known_by_their_role_and_not_a_city() -> None:
    text = "Inhaberin Katrin Sommerau ist Floristmeisterin in Leipzig."
    assert people(text, split(text), "Leipzig") == {"katrin", "sommerau"}
