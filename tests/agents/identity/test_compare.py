"""The verdict on a pair of leads, and its reasons in words."""

from dataclasses import replace
from typing import Any

import pytest

from agents.identity.compare import Match, Verdict, match
from agents.identity.entry import Entry, normal
from tests.agents.identity.businesses import OPTICIAN

BARE: dict[str, Any] = {"phone": "", "website": "", "email": "", "lat": None, "lon": None}


def compared(a: Entry, b: Entry) -> Match | None:
    return match(normal(a), normal(b))


def verdict(a: Entry = OPTICIAN, **changed: Any) -> Verdict | None:
    found = compared(a, replace(OPTICIAN, id=2, **changed))
    return found.verdict if found else None


def test_the_same_business_written_by_two_sources_is_sure() -> None:
    other: dict[str, Any] = {
        "name": "Huber Optik",
        "street": "Lange Str. 12",
        "phone": "089/123456",
        "website": "huber-optik.de",
    }
    assert verdict(**other) is Verdict.SURE


def test_the_reasons_read_as_a_sentence() -> None:
    other = replace(OPTICIAN, id=2, name="Optik Hubber", website="", email="", lat=48.13711)
    found = compared(OPTICIAN, other)
    assert found and found.sentence() == "Same phone, name 95 % alike, same address, 12 m apart."


def test_what_speaks_against_is_said() -> None:
    found = compared(OPTICIAN, replace(OPTICIAN, id=2, phone="+49 89 999999", sector="jeweller"))
    assert found and found.reasons[-2:] == ("but different phone numbers", "but different sectors")


def test_name_and_address_alone_are_sure() -> None:
    assert verdict(replace(OPTICIAN, **BARE), **BARE) is Verdict.SURE


def test_a_row_without_an_address_is_sure_by_its_phone() -> None:
    assert verdict(street="", lat=None, lon=None, website="", email="") is Verdict.SURE


def test_a_row_without_address_and_contact_is_doubtful() -> None:
    assert verdict(street="", **BARE) is Verdict.DOUBTFUL


@pytest.mark.parametrize("changed", [{"street": "Kurze Gasse 3"}, {"street": "Lange Straße 90"}])
def test_a_branch_of_a_chain_is_another_business(changed: dict[str, Any]) -> None:
    other = {"phone": "+49 89 777777", "lat": 48.15, "email": "", **changed}
    assert verdict(**other) is None


def test_a_branch_with_the_chains_mail_address_is_another_business() -> None:
    assert verdict(street="Kurze Gasse 3", phone="+49 89 777777", lat=48.15) is None


def test_two_businesses_in_one_house_are_two() -> None:
    assert verdict(name="Bäckerei Lang", phone="+49 89 777777", website="", email="") is None
    assert verdict(name="Bäckerei Lang", **BARE) is None


def test_a_house_number_further_with_the_same_phone_is_doubtful() -> None:
    assert verdict(street="Lange Straße 14") is Verdict.DOUBTFUL


def test_another_name_with_the_same_phone_at_the_same_door_is_doubtful() -> None:
    assert verdict(name="Brillen Atelier Lang", website="", email="") is Verdict.DOUBTFUL


def test_two_lines_of_business_of_one_name_are_not_sure() -> None:
    hotel = replace(OPTICIAN, name="Hotel Post", sector="hotel")
    assert verdict(hotel, name="Café Post", sector="cafe") is Verdict.DOUBTFUL
    assert verdict(hotel, name="Café Post", sector="cafe", **BARE) is None


def test_a_name_with_another_common_word_needs_the_same_sector() -> None:
    post = replace(OPTICIAN, name="Post", sector="restaurant", **BARE)
    assert verdict(post, name="Gasthof Post", **{**BARE, "sector": "restaurant"}) is Verdict.SURE
    assert verdict(post, name="Gasthof Post", **{**BARE, "sector": ""}) is Verdict.DOUBTFUL


def test_doctors_with_nearly_one_name_are_not_sure() -> None:
    doctor = replace(OPTICIAN, name="Dr. Andrea Roth", sector="doctor")
    assert verdict(doctor, name="Dr. Andreas Roth", sector="doctor") is Verdict.DOUBTFUL
    assert verdict(doctor, name="Dr. Andreas Roth", sector="doctor", street="", lat=None) is Verdict.DOUBTFUL


def test_a_name_that_says_little_needs_a_contact() -> None:
    practice = replace(OPTICIAN, name="Hausarztpraxis", sector="doctor")
    same = {"name": "Hausarztpraxis", "sector": "doctor"}
    assert verdict(practice, **same) is Verdict.SURE
    assert verdict(practice, **same, **BARE) is Verdict.DOUBTFUL


def test_a_chains_hotline_is_no_identity() -> None:
    kept = replace(OPTICIAN, name="Edeka", phone="0800 4353361", website="", email="")
    assert verdict(kept, **{**BARE, "name": "Edeka", "street": "", "phone": "0800 4353361"}) is Verdict.DOUBTFUL


def test_a_page_on_a_platform_is_no_identity() -> None:
    page = replace(OPTICIAN, website="https://facebook.com/optik", phone="", email="", street="")
    found = compared(page, replace(page, id=2, name="Akustik Lang", website="https://facebook.com/akustik"))
    assert found is None


def test_entries_without_names_are_no_match_by_place() -> None:
    nameless = replace(OPTICIAN, name="Unnamed", **BARE)
    assert verdict(nameless, name="Unnamed", **BARE) is None


def test_a_pair_reads_the_same_from_both_sides() -> None:
    other = replace(OPTICIAN, id=2, name="Optik Hubr", phone="")
    assert compared(OPTICIAN, other) == compared(other, OPTICIAN)
