"""A sentence fills the form: sectors, place and radius, in English and German, and what was not understood."""

import pytest

from agents.discovery import sentence
from agents.discovery.sentence import Wish
from storage import sectors
from storage.sector_names import NAMES
from tests.agents.discovery.sentences import SENTENCES

ODD = "zzyzx"


@pytest.mark.parametrize(("text", "wish"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_a_sentence_is_understood(text: str, wish: Wish) -> None:
    assert sentence.read(text) == wish


@pytest.mark.parametrize("odd", [ODD, ODD.capitalize()])
def test_a_word_that_means_nothing_is_shown_wherever_it_stands(odd: str) -> None:
    for text, _ in SENTENCES:
        words = text.split()
        for at in range(len(words) + 1):
            said = sentence.read(" ".join([*words[:at], odd, *words[at:]]))
            assert odd in " ".join([*said.left, said.place]), said


def test_every_sector_is_known_by_its_labels_and_names_and_no_name_is_of_two() -> None:
    for slug, sector in sectors.SECTORS.items():
        assert sectors.of_words(sector.label) == sectors.of_words(sector.plural) == slug
        assert {sectors.of_words(name) for name in NAMES[slug].split(", ")} == {slug}


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Buchläden", "bookshop"),
        ("Möbelhäuser", "furniture"),
        ("Anwältinnen", "lawyer"),
        ("Massagepraxen", "massage"),
        ("Zahnärzten", "dentist"),
        ("butcher's", "butcher"),
        ("GPs", "doctor"),
        ("car_repair", "garage"),
        ("in", "other"),
        ("", "other"),
    ],
)
def test_plurals_feminines_and_a_maps_values_are_known(words: str, slug: str) -> None:
    assert sectors.of_words(words) == slug


@pytest.mark.parametrize(
    "text", ["in " * 500, "1 km " * 200, "," * 300, "(" * 300, "within 8 km of", "8 km", "\x00 in \x00", "zahn- " * 50]
)
def test_nonsense_names_no_sector(text: str) -> None:
    assert sentence.read(text).sectors == ()
