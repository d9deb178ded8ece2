"""The words of each trade and topic, language by language."""

import pytest

from models.language.starter_brief import FACTS, SECTOR_SLUGS, TOPICS
from models.language.starter_text import SECTOR_SLOTS
from models.language.starter_words import fact_names, sector_words, strangers, topic_names
from storage.records import LANGUAGES
from storage.sectors import OTHER


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sector_has_the_same_slots_and_none_is_empty(language: str) -> None:
    slots = set(sector_words(language, OTHER))
    assert slots <= SECTOR_SLOTS and {"label", "plural", "customers"} <= slots
    for sector in SECTOR_SLUGS:
        words = sector_words(language, sector)
        assert set(words) == slots and all(word.strip() == word != "" for word in words.values()), sector


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sector_has_a_name_of_its_own(language: str) -> None:
    labels = [sector_words(language, sector)["label"].casefold() for sector in SECTOR_SLUGS]
    assert len(set(labels)) == len(labels)


def test_an_unknown_sector_is_called_as_any_business() -> None:
    assert sector_words("en", "spaceport") == sector_words("en", OTHER)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_and_fact_has_names(language: str) -> None:
    assert all(topic_names(language, topic) for topic in TOPICS)
    assert all(fact_names(language, fact) for fact in FACTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_topics_share_a_name(language: str) -> None:
    names = [name for topic in TOPICS for name in topic_names(language, topic)]
    assert len(set(names)) == len(names)


def test_a_word_that_was_not_taught_is_a_stranger() -> None:
    assert strangers("We offer {offer}, zxqv.", "en", "cafe") == ("zxqv",)
