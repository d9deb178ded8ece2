"""Which Wikipedia a place reads, and which article stands for a sector there."""

import pytest

from agents.trends.articles import article_of, articles
from agents.trends.languages import NAMES, language_of
from storage.sectors import SECTORS


@pytest.mark.parametrize(
    ("place", "language"),
    [
        ("Munich, Germany", "de"),
        ("München, Bayern, Deutschland", "de"),
        ("Wien, ÖSTERREICH", "de"),
        ("Zürich, CH", "de"),
        ("Zürich, Schweiz/Suisse/Svizzera/Svizra", "de"),
        ("Sevilla, España", "es"),
        ("Ciudad de México , Mexico ", "es"),
        ("Bristol, UK", "en"),
        ("Springfield, Illinois, United States", "en"),
        ("Deutschland", "de"),
    ],
)
def test_the_country_at_the_end_of_a_place_decides(place: str, language: str) -> None:
    assert language_of(place) == language_of(place, "en") == language


@pytest.mark.parametrize("place", ["Munich", "", ",", "Denver, CO", "Freiburg, Baden", "Germany, Ohio"])
def test_a_place_that_names_no_known_country_is_left_to_the_fallback(place: str) -> None:
    assert (language_of(place), language_of(place, "de"), language_of(place, "fr")) == ("", "de", "")


@pytest.mark.parametrize("place", ["Lyon, France", "Brüssel, Belgien", "Roma, IT", "Warszawa, Polska"])
def test_no_fallback_speaks_for_a_country_of_another_language(place: str) -> None:
    assert language_of(place, "en") == ""


def test_every_sector_has_its_row_and_no_row_is_of_anything_else() -> None:
    assert set(articles()) == set(SECTORS)


def test_titles_are_of_known_languages_and_written_as_wikipedia_does() -> None:
    titles = [(language, title) for row in articles().values() for language, title in row.items()]
    assert {language for language, _ in titles} == set(NAMES)
    assert [t for _, t in titles if t != t.strip() or not t[:1].isupper() or set(t) & set("_#<>[]|{}")] == []
    assert len(titles) == len(set(titles))


def test_english_and_german_have_a_title_for_every_sector() -> None:
    assert [slug for slug in SECTORS if not article_of(slug, "en") or not article_of(slug, "de")] == []


def test_an_unknown_topic_or_language_has_no_article() -> None:
    assert article_of("other", "de") == article_of("cafe", "fr") == article_of("cafe", "") == ""
