"""A sentence fills the form: sectors, place and radius, in English and German, and what was not understood."""

import pytest

from agents.discovery import sentence
from agents.discovery.sentence import Wish
from storage import sectors
from storage.sector_names import NAMES

BOTH = ("dentist", "physiotherapist")


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("dentists and physiotherapists within 8 km of Freiburg", Wish(BOTH, "Freiburg", 8)),
        (
            "Dentists, physios within 8km of Freiburg im Breisgau, Germany.",
            Wish(BOTH, "Freiburg im Breisgau, Germany", 8),
        ),
        ("please find all dental practices in Munich", Wish(("dentist",), "Munich")),
        ("Zahnärzte und Physiotherapeuten im Umkreis von 8 km um Freiburg", Wish(BOTH, "Freiburg", 8)),
        ("Suche Zahnarztpraxen in Freiburg, Umkreis 12,5 km", Wish(("dentist",), "Freiburg", 12.5)),
        ("Bäckereien sowie Metzgereien in Ulm", Wish(("bakery", "butcher"), "Ulm")),
        ("cafes 5 miles around St. Gallen", Wish(("cafe",), "St. Gallen", 8.047)),
        ("hair salons near Bath within 800 m", Wish(("hairdresser",), "Bath", 0.8)),
        ("Hotels in der Nähe von Garmisch-Partenkirchen", Wish(("hotel",), "Garmisch-Partenkirchen")),
        ("all businesses in Lindau", Wish((), "Lindau")),
        ("bakeries", Wish(("bakery",))),
        ("", Wish()),
        ("circuses and cafés in Rome", Wish(("cafe",), "Rome", 0, ("circuses",))),
        ("cafés in 12345", Wish(("cafe",), "", 0, ("12345",))),
        ("<b>x</b> in Rome", Wish((), "Rome", 0, ("<b>x<", "b>"))),
    ],
)
def test_a_sentence_is_understood(text: str, wish: Wish) -> None:
    assert sentence.read(text) == wish


def test_every_sector_is_known_by_its_labels_and_names_and_no_name_is_of_two() -> None:
    for slug, sector in sectors.SECTORS.items():
        assert sectors.named(sector.label) == sectors.named(sector.plural) == slug
        assert {sectors.named(name) for name in NAMES[slug].split(", ")} == {slug}


@pytest.mark.parametrize("text", ["in " * 500, "1 km " * 200, "," * 300, "within 8 km of", "8 km", "\x00 in \x00"])
def test_nonsense_is_read_quickly_and_names_no_sector(text: str) -> None:
    assert sentence.read(text).sectors == ()
