"""Addresses in one spelling, and how two places lie to each other."""

import pytest

from agents.identity import places
from agents.identity.places import Address, House, Place


def address(street: str, postcode: str = "", city: str = "", lat: float | None = None, lon: float = 11.5) -> Address:
    name, house = places.street(street)
    return Address(name, house, places.postcode(postcode), places.city(city), lat, None if lat is None else lon)


def place(a: Address, b: Address) -> Place:
    return places.compare(a, b, places.metres(a, b))


@pytest.mark.parametrize(
    "text",
    [
        "Lange Straße 12a",
        "Lange Str. 12 a",
        "lange strasse 12A",
        "Lange-Strasse 12a",
        "LANGE STR 12 A",
        "12a Lange Straße",
    ],
)
def test_a_street_has_one_spelling(text: str) -> None:
    assert places.street(text) == ("langestr", House(12, 12, "a"))


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("Weg 12-14", House(12, 14)),
        ("Weg 12 – 14", House(12, 14)),
        ("Weg 12/14", House(12, 14)),
        ("Weg 12/3", House(12, 12)),
        ("Weg", None),
        ("Weg 7", House(7, 7)),
    ],
)
def test_house_numbers_may_be_ranges(text: str, house: House | None) -> None:
    assert places.street(text) == ("weg", house)


@pytest.mark.parametrize(
    ("a", "b", "is_one"),
    [
        ("Weg 12-14", "Weg 13", True),
        ("Weg 12", "Weg 12a", True),
        ("Weg 12a", "Weg 12b", False),
        ("Weg 12", "Weg 14", False),
        ("Weg 12-14", "Weg 14-16", True),
    ],
)
def test_house_numbers_meet_where_they_can_be_one_house(a: str, b: str, is_one: bool) -> None:
    assert (place(address(a, "80331"), address(b, "80331")) is Place.SAME) is is_one


def test_one_address_in_two_towns_is_two_places() -> None:
    assert place(address("Bahnhofstraße 1", "80331"), address("Bahnhofstr. 1", "10115")) is Place.APART
    assert place(address("Bahnhofstraße 1", "", "Ulm"), address("Bahnhofstr. 1", "", "Bonn")) is Place.APART


def test_without_a_town_one_address_is_not_comparable() -> None:
    assert place(address("Bahnhofstraße 1", "80331"), address("Bahnhofstr. 1")) is Place.UNKNOWN


def test_a_typing_error_in_a_street_is_the_same_street() -> None:
    assert place(address("Leopoldstraße 7", "80802"), address("Leopodlstr. 7", "80802")) is Place.SAME
    assert place(address("Feldweg 7", "80802"), address("Waldweg 8", "80802")) is Place.APART
    assert place(address("1. Gasse 7", "80802"), address("2. Gasse 8", "80802")) is Place.APART


def test_positions_decide_where_an_address_is_missing() -> None:
    here = address("Weg 3", lat=48.0)
    assert place(here, address("", lat=48.0003)) is Place.NEAR
    assert place(here, address("", lat=48.001)) is Place.UNKNOWN
    assert place(here, address("", lat=48.01)) is Place.APART


def test_another_house_number_close_by_is_no_same_spot() -> None:
    assert place(address("Weg 3", lat=48.0), address("Weg 5", lat=48.0001)) is Place.BESIDE


def test_distance_is_in_metres() -> None:
    munich, berlin = address("", lat=48.137), address("", lat=52.52, lon=13.405)
    found = places.metres(munich, berlin)
    assert found is not None and found == pytest.approx(506_000, rel=0.01)
    assert places.metres(munich, address("Weg")) is None
