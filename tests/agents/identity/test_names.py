"""What of a name tells a business from others, and how alike two names are."""

import pytest

from agents.identity import names


def alike(a: str, b: str, city: str = "") -> float:
    return names.likeness(names.name(a, city), names.name(b, city))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Müller & Söhne GmbH", "Mueller und Soehne"),
        ("Bäckerei Weiß e.K.", "BACKEREI WEISS e. K."),
        ("Talleres Peña y Hijos, S.L.", "Talleres Pena & Hijos SL"),
        ("Smith and Sons Ltd.", "Smith & Sons"),
        ("Optik Huber UG (haftungsbeschränkt)", "Huber Optik"),
        ("Rick's Diner", "Rick’s Diner"),
        ("Om Nom", "OmNom"),
        ("Hofladen Maier GmbH & Co. KG", "Hofladen Maier"),
    ],
)
def test_another_spelling_or_legal_form_is_the_same_name(a: str, b: str) -> None:
    assert alike(a, b) == names.EXACT


@pytest.mark.parametrize(
    ("a", "b"),
    [("Café Waldeck", "Waldeck"), ("Praxis Dr. med. Anna Roth", "Dr. Anna Roth"), ("Roth im Zentrum", "Zentrum Roth")],
)
def test_common_words_hardly_count(a: str, b: str) -> None:
    assert names.SAME_WORDS <= alike(a, b) < names.EXACT


def test_the_own_town_in_a_name_is_a_common_word() -> None:
    assert alike("Rischart München", "Rischart", "München") >= names.SAME_WORDS


def test_a_typing_error_is_nearly_the_same() -> None:
    assert names.SAME <= alike("Garmischer Apotheke", "Garmischerr Apotheke") < names.SAME_WORDS


def test_a_typing_error_in_a_short_name_counts_less() -> None:
    assert names.NEARLY <= alike("Edeka", "Edka") < names.SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hotel Post", "Café Post"),
        ("Autohaus Nord Meyer Service", "Autohaus Süd Meyer Service"),
        ("Dr. Anna Weber-Hofmann", "Dr. Hans Weber-Hofmann"),
        ("Bistro 117", "Bistro 118"),
        ("Rewe", "Rewe Getränke Depot"),
    ],
)
def test_a_word_that_differs_keeps_names_apart(a: str, b: str) -> None:
    assert alike(a, b) < names.SAME


def test_names_whose_only_common_words_agree_are_different() -> None:
    assert alike("Gemeinschaftspraxis Roth", "Gemeinschaftspraxis Lang") < names.PART


def test_a_placeholder_is_no_name() -> None:
    assert alike("Unnamed", "Unnamed") == 0.0
    assert not names.name("Unbenannt").words


def test_a_name_of_common_words_only_says_little() -> None:
    assert names.name("Die Hausarztpraxis").is_common
    assert not names.name("Hausarztpraxis Lang").is_common


def test_a_name_that_is_a_legal_form_stays_a_name() -> None:
    assert names.name("AG").words == ("ag",)


def test_likeness_is_the_same_from_both_sides() -> None:
    listed = ["Edeka", "Edka", "Edeka Jusić", "Dr. Anna Roth", "Roth", "Zum Wirt", "Unnamed"]
    assert all(alike(a, b) == alike(b, a) for a in listed for b in listed)
