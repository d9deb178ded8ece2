"""Personas: grounded in quotes, or said to be typical."""

import pytest

from agents.persona import ROLES, persona_for
from storage import sectors
from storage.records import Business, Quote

CAFE = Business(key="1", name="Linde", sector="cafe", city="Munich")


def quote(text: str, field: str = "description") -> Quote:
    return Quote(field, text, "https://linde.example/")


@pytest.mark.parametrize("sector", [*sectors.SECTORS, sectors.OTHER])
def test_every_sector_has_a_role_and_typical_concerns(sector: str) -> None:
    persona = persona_for(CAFE, [], sector)
    assert persona.role in ROLES
    assert len(set(persona.cares_about)) == 3
    assert all(f"(typical of {sectors.label(sector, plural=True)})" in one for one in persona.cares_about)
    assert persona.grounds == ()


def test_hardly_any_two_sectors_care_about_the_same() -> None:
    told = [persona_for(CAFE, [], sector).cares_about for sector in sectors.SECTORS]
    first = [tuple(concern.partition(" (typical")[0] for concern in cares) for cares in told]
    assert len(set(first)) == len(first)


def test_a_terrace_in_the_evidence_sharpens_what_they_care_about() -> None:
    text = "Our terrace below the lime trees seats forty."
    persona = persona_for(CAFE, [quote(text)], "cafe")
    assert persona.cares_about[0].startswith("outdoor seats that depend on the season (quoted: “Our terrace")
    assert persona.grounds == (text,)


def test_a_denial_is_no_evidence() -> None:
    assert persona_for(CAFE, [quote("Sorry, we have no terrace"), quote("outdoor_seating: no")], "cafe").grounds == ()


def test_names_and_addresses_are_no_evidence() -> None:
    assert persona_for(CAFE, [quote("Terrace Café", "name"), quote("Biergartenweg 3", "street")], "cafe").grounds == ()


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("reviews", "120", True),
        ("reviews", "1.204", True),
        ("rating", "4.6 stars, 120 reviews", True),
        ("reviews", "12", False),
        ("rating", "4.6", False),
        ("postbox", "80331", False),
    ],
)
def test_only_many_reviews_make_reputation_a_concern(field: str, text: str, expected: bool) -> None:
    assert (persona_for(CAFE, [quote(text, field)], "cafe").grounds == (text,)) is expected


@pytest.mark.parametrize("text", ["Please book an appointment by phone: appointments only", "Nur mit Termin"])
def test_appointments_speak_of_no_shows_once(text: str) -> None:
    persona = persona_for(CAFE, [quote(text)], "dentist")
    assert persona.role == "practice manager"
    assert len([concern for concern in persona.cares_about if "no-shows" in concern]) == 1
    assert "quoted" in persona.cares_about[0]


def test_german_compounds_are_read_too() -> None:
    assert persona_for(CAFE, [quote("Große Sonnenterrasse")], "cafe").grounds == ("Große Sonnenterrasse",)


def test_a_family_run_hotel_is_read_by_its_owner_and_the_quote_is_given() -> None:
    text = "Family-run since 1920, now in the third generation."
    persona = persona_for(CAFE, [quote(text)], "hotel")
    assert persona.role == "owner" and persona.grounds == (text,)
    assert persona_for(CAFE, [], "hotel").role == "manager"


def test_much_evidence_still_gives_at_most_four_concerns() -> None:
    texts = ["terrace", "take-away", "family business", "organic flour", "wedding parties", "repair"]
    persona = persona_for(CAFE, [quote(text) for text in texts], "cafe")
    assert len(persona.cares_about) == 4 and persona.grounds == ("terrace", "take-away", "family business")


def test_an_unknown_sector_falls_back_to_that_of_the_business() -> None:
    assert persona_for(CAFE, [], "spaceport") == persona_for(CAFE, [], "cafe")


def test_a_long_quote_is_shortened_in_the_concern_and_whole_in_the_grounds() -> None:
    text = "terrace " * 100
    persona = persona_for(CAFE, [quote(text)], "cafe")
    assert len(persona.cares_about[0]) < 150 and persona.grounds == (text,)
