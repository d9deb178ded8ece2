"""What one lead made of several would say, and what is needed to undo it."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agents.identity.entry import Entry
from agents.identity.merge import Merge, merged
from storage.errors import BadInput
from tests.agents.identity.businesses import OPTICIAN

OLD, NEW = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)


def choice(merge: Merge, unit: str) -> tuple[object, int]:
    (found,) = [one for one in merge.choices if one.unit == unit]
    return found.values[0], found.source


def test_the_most_complete_lead_stays() -> None:
    found = merged([Entry(1, "Huber"), replace(OPTICIAN, id=2), Entry(3, "Huber", phone="+49 89 1")])
    assert (found.kept, found.gone) == (2, (1, 3))


def test_of_equal_values_the_newest_survives() -> None:
    old = replace(OPTICIAN, phone="+49 89 111111", seen=OLD)
    found = merged([old, replace(OPTICIAN, id=2, phone="+49 89 222222", seen=NEW)])
    assert choice(found, "phone") == ("+49 89 222222", 2)
    assert found.result.seen == NEW


def test_a_more_complete_address_wins_over_a_newer_one_and_stays_whole() -> None:
    newer = replace(OPTICIAN, id=2, street="Lange Straße", postcode="", city="Munich", seen=NEW)
    found = merged([replace(OPTICIAN, seen=OLD), newer])
    assert (found.result.street, found.result.postcode, found.result.city) == ("Lange Straße 12", "80331", "München")


def test_missing_fields_are_filled_from_the_others() -> None:
    found = merged(
        [replace(OPTICIAN, email="", lat=None, lon=None), Entry(2, "Huber", email="a@huber.de", lat=1, lon=2)]
    )
    assert (found.result.email, found.result.lat, found.result.lon) == ("a@huber.de", 1, 2)


def test_an_own_site_wins_over_a_newer_page_on_a_platform() -> None:
    page = replace(OPTICIAN, id=2, website="https://facebook.com/huber", seen=NEW)
    assert choice(merged([replace(OPTICIAN, seen=OLD), page]), "website") == (OPTICIAN.website, 1)


def test_a_name_in_capitals_gives_way() -> None:
    shouted = replace(OPTICIAN, id=2, name="OPTIK HUBER GMBH", seen=NEW)
    assert merged([OPTICIAN, shouted]).result.name == "Optik Huber GmbH"


def test_a_choice_lists_what_the_others_said() -> None:
    found = merged([OPTICIAN, replace(OPTICIAN, id=2, phone="+49 89 222222"), replace(OPTICIAN, id=3, phone="")])
    (phone,) = [one for one in found.choices if one.unit == "phone"]
    assert phone.others == ((2, ("+49 89 222222",)),)


def test_a_merge_keeps_every_lead_as_it_was() -> None:
    entries = [OPTICIAN, replace(OPTICIAN, id=2, name="Huber")]
    assert merged(entries).before == tuple(entries)


def test_the_order_makes_no_difference() -> None:
    entries = [
        replace(OPTICIAN, seen=OLD),
        replace(OPTICIAN, id=2, phone="", city="", seen=NEW),
        replace(OPTICIAN, id=3, name="HUBER", seen=datetime(2025, 1, 1)),
    ]
    expected = merged(entries)
    assert all(merged(order) == expected for order in itertools.permutations(entries))


def test_one_lead_is_no_merge() -> None:
    with pytest.raises(BadInput):
        merged([OPTICIAN])
