"""Facts read from a business's own words: by topic, in three languages, never from a denial."""

import importlib
import time
from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from agents.grounding.facts import MOST_CHARACTERS, facts_of
from models.language.starter_brief import NOISE, TOPICS
from storage.records import LANGUAGES, Quote


def kinds(text: str, field: str = "description") -> list[str]:
    return [fact.kind for fact in facts_of([Quote(field, text, "https://lead.example")])]


def topics(text: str) -> list[str]:
    return [kind for kind in kinds(text) if kind in TOPICS]


def phrases(
    language: str,
) -> tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]:
    module = importlib.import_module(f"training.phrases.{language}.evidence")
    return module.SENTENCES, module.HELD_OUT, module.DISTRACTORS


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_of_company_sites_are_told_apart_by_topic(language: str) -> None:
    sentences, held_out, _ = phrases(language)
    read = [(topic, topics(text)) for part in (sentences, held_out) for topic, texts in part.items() for text in texts]
    right = sum(found == [topic] for topic, found in read)
    assert right / sum(bool(found) for _, found in read) >= 0.97
    assert right / len(read) >= 0.85


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_that_the_lexicon_was_not_made_on_are_rarely_taken_for_another_topic(language: str) -> None:
    _, held_out, _ = phrases(language)
    read = [(topic, topics(text)) for topic, texts in held_out.items() for text in texts]
    right = sum(found == [topic] for topic, found in read)
    assert right / sum(bool(found) for _, found in read) >= 0.93
    assert right / len(read) >= 0.55


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_beside_the_point_is_noise_and_nothing_else(language: str) -> None:
    _, _, distractors = phrases(language)
    wrong = [text for texts in distractors.values() for text in texts if not set(kinds(text)) <= set(NOISE)]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_self_descriptions_can_be_quoted(language: str) -> None:
    quotable = importlib.import_module(f"training.phrases.{language}.evidence").QUOTABLE
    assert sum(kinds(text) == ["quote"] for text in quotable) / len(quotable) >= 0.75


@pytest.mark.parametrize(
    "text",
    [
        "We have no terrace.",
        "Unfortunately there is no outdoor seating.",
        "We don't deliver.",
        "Our cakes are not vegan.",
        "A terrace? No, sorry.",
        "We used to have a terrace.",
        "Our neighbours have a terrace.",
        "We never offer take-away.",
        "Wir haben keine Terrasse.",
        "Eine Terrasse haben wir leider nicht.",
        "Wir liefern nicht.",
        "Früher hatten wir eine Terrasse.",
        "Unsere Kuchen sind nicht vegan.",
        "Terrasse? Haben wir leider nicht.",
        "Der Eingang ist nicht barrierefrei.",
        "No tenemos terraza.",
        "Local sin terraza.",
        "No hacemos reparto a domicilio.",
        "Nuestras tartas no son veganas.",
        "¿Terraza? No tenemos.",
        "Antes teníamos terraza.",
        "La entrada no es accesible.",
    ],
)
def test_what_is_denied_is_no_topic(text: str) -> None:
    assert topics(text) == []


def test_a_denial_in_another_clause_denies_nothing() -> None:
    assert topics("No ready-made mixes: all our cakes are homemade.") == ["homemade"]
    assert topics("Keine Zeit zum Kochen, wir liefern nach Hause.") == ["delivery"]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Family-owned since 1964.", "1964"),
        ("Founded in 1887, we are still here.", "1887"),
        ("Gegründet 1921.", "1921"),
        ("Seit 1978 sind wir für Sie da.", "1978"),
        ("Desde 1950 en el centro.", "1950"),
        ("Fundada en 1903.", "1903"),
    ],
)
def test_the_year_of_founding_is_read(text: str, year: str) -> None:
    found = facts_of([Quote("description", text, "u")])
    assert [fact.text for fact in found if fact.kind == "since"] == [year]


@pytest.mark.parametrize(
    "text",
    [
        "Certified organic since 2009.",
        "Since 2020 we also deliver.",
        "Renovated in 2015.",
        "Since 1312 the town has had a wall.",
        f"Founded in {date.today().year + 1}.",
        "Zertifiziert seit 2011.",
        "Copyright since 2003.",
    ],
)
def test_other_years_are_no_founding(text: str) -> None:
    assert "since" not in kinds(text)


def test_details_are_kept_as_phrases() -> None:
    found = facts_of([Quote("details", "outdoor seating", "u"), Quote("details", "tel. 089 99998-123", "u")])
    assert [(fact.kind, fact.text) for fact in found] == [("detail", "outdoor seating"), ("terrace", "outdoor seating")]


def test_markup_is_taken_off_and_its_contents_are_read() -> None:
    (fact,) = facts_of(
        [Quote("description", "<ul><li>Our <b>terrace</b> is open.</li></ul><script>vegan</script>", "u")]
    )
    assert (fact.kind, fact.text, fact.language) == ("terrace", "Our terrace is open.", "en")


def test_values_such_as_names_and_streets_hold_no_facts() -> None:
    assert facts_of([Quote("name", "Café Terrace", "u"), Quote("street", "Vegan Street 1", "u")]) == ()


def test_each_fact_names_the_quote_it_was_read_in() -> None:
    first, second = Quote("description", "Wir liefern.", "a"), Quote("description", "Unsere Kuchen sind vegan.", "b")
    assert [(fact.kind, fact.source.url) for fact in facts_of([first, second, first])] == [
        ("delivery", "a"),
        ("vegan", "b"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We have a terrace. " * 11_000,
        "a" * 200_000,
        "<" * 200_000,
        "<!--" * 50_000,
        "1 " * 100_000,
        ". " * 100_000,
        "i\u0301" * 100_000,
    ],
    ids=["sentences", "letters", "brackets", "comments", "digits", "stops", "accents"],
)
def test_two_hundred_thousand_characters_cost_little(text: str) -> None:
    start = time.process_time()
    facts_of([Quote("description", text, "u")] * 5)
    assert time.process_time() - start < 3


def test_what_lies_beyond_the_budget_is_not_read() -> None:
    filler = Quote("description", "x" * MOST_CHARACTERS, "u")
    assert facts_of([filler, Quote("description", "We have a terrace.", "u")]) == ()
