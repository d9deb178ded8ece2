"""Who lives in the made-up town."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from agents.identity.compare import Verdict, match
from agents.identity.entry import Entry, normal
from demo import town
from demo.residents import Reach
from demo.town import Town
from storage.records import Business
from storage.sectors import SECTORS, of_words

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def lindental() -> Town:
    return town.build()


def test_has_at_least_400_businesses_in_12_known_sectors(lindental: Town) -> None:
    assert len(lindental.residents) >= 400
    assert len({resident.business.sector for resident in lindental.residents} & set(SECTORS)) >= 12


def test_has_at_least_150_company_sites(lindental: Town) -> None:
    assert sum(resident.door.has_site for resident in lindental.residents) >= 150


def test_is_the_same_in_another_process(lindental: Town) -> None:
    code = "from demo import town; print(town.build().version)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert run.stdout.strip() == lindental.version


@pytest.mark.parametrize("field", ["name", "email", "phone", "key"])
def test_no_two_businesses_share_what_tells_them_apart(lindental: Town, field: str) -> None:
    known = [value for resident in lindental.residents if (value := getattr(resident.business, field))]

    assert [value for value, count in Counter(known).items() if count > 1] == []


def test_two_pairs_in_one_house_may_be_one_business_which_only_a_person_can_tell(lindental: Town) -> None:
    at_one_door = [group for group in _by_street(lindental).values() if len(group) > 1]
    assert [len(group) for group in at_one_door] == [2, 2]
    for pair in at_one_door:
        found = match(*(normal(_entry(number, one)) for number, one in enumerate(pair)))
        assert found is not None and found.verdict is Verdict.DOUBTFUL


def _by_street(lindental: Town) -> dict[str, list[Business]]:
    found: dict[str, list[Business]] = {}
    for resident in lindental.residents:
        if resident.business.street:
            found.setdefault(resident.business.street, []).append(resident.business)
    return found


def _entry(number: int, of: Business) -> Entry:
    fields = ("name", "street", "postcode", "city", "phone", "email", "lat", "lon", "sector", "country")
    return Entry(number, **{name: getattr(of, name) for name in fields})


def test_no_two_descriptions_are_alike(lindental: Town) -> None:
    told = [resident.business.description for resident in lindental.residents if resident.business.description]

    assert len(set(told)) >= 0.99 * len(told)


def test_texts_have_no_unfilled_place(lindental: Town) -> None:
    texts = [
        text
        for resident in lindental.residents
        for text in (resident.business.description, resident.claim, resident.story, resident.business.name)
    ]

    assert [text for text in texts if "{" in text or "}" in text] == []


def test_about_three_quarters_can_be_reached_by_email(lindental: Town) -> None:
    share = sum(bool(resident.business.email) for resident in lindental.residents) / len(lindental.residents)

    assert 0.7 < share < 0.8
    assert {resident.door.reach for resident in lindental.residents} == set(Reach)


def test_nobody_in_it_can_be_reached_for_real(lindental: Town) -> None:
    for resident in lindental.residents:
        assert resident.business.email == "" or resident.business.email.endswith(".example")
        assert resident.business.phone == "" or resident.business.phone.startswith("+49 30 23125 ")


def test_an_address_only_on_the_company_site_needs_a_site(lindental: Town) -> None:
    hidden = {Reach.CONTACT, Reach.OBFUSCATED, Reach.IMPRINT}

    assert all(resident.door.has_site for resident in lindental.residents if resident.door.reach in hidden)


def test_some_facts_are_missing(lindental: Town) -> None:
    businesses = [resident.business for resident in lindental.residents]

    for field in ("phone", "opening_hours", "rating", "description", "street"):
        assert 0 < sum(not getattr(business, field) for business in businesses) < 0.2 * len(businesses)


def test_a_few_businesses_are_listed_twice(lindental: Town) -> None:
    entries = Counter(listing.resident.business.key for listing in lindental.listings)

    assert sum(count == 2 for count in entries.values()) == 8
    assert max(entries.values()) == 2


def test_each_trade_has_at_least_eight_specialities_and_a_label_that_names_its_sector(lindental: Town) -> None:
    for sector, trade in lindental.trades.items():
        assert len(set(trade.specialities)) >= 8
        assert of_words(trade.label) == sector


def test_what_is_special_never_repeats_for_one_business(lindental: Town) -> None:
    for resident in lindental.residents:
        told = (*resident.business.details, resident.site_detail)
        assert len(set(told)) == len(told) >= 3
