"""Groups of leads that are one business, without chains that join two."""

import random
from dataclasses import replace

from agents.identity.entry import Entry
from agents.identity.groups import Grouping, groups
from agents.identity.pairs import pairs
from tests.agents.identity.businesses import OPTICIAN, munich


def grouped(*entries: Entry) -> Grouping:
    return groups(pairs(entries))


def numbers(found: Grouping) -> list[tuple[int, ...]]:
    return [group.ids for group in found.groups]


def test_sure_pairs_form_one_group() -> None:
    found = grouped(OPTICIAN, replace(OPTICIAN, id=2, phone=""), replace(OPTICIAN, id=3, street="", lat=None))
    assert numbers(found) == [(1, 2, 3)]
    assert found.doubtful == ()


def test_a_group_names_the_pairs_that_say_so() -> None:
    (group,) = grouped(OPTICIAN, replace(OPTICIAN, id=2)).groups
    assert [(one.first.id, one.second.id) for one in group.matches] == [(1, 2)]


def test_a_row_that_fits_two_branches_joins_neither() -> None:
    north = replace(OPTICIAN, website="", email="")
    south = replace(north, id=2, street="Kurze Gasse 3", lat=48.16)
    row = replace(north, id=3, street="", lat=None, lon=None)
    found = grouped(north, south, row)
    assert found.groups == ()
    assert {(one.first.id, one.second.id) for one in found.doubtful} == {(1, 3), (2, 3)}
    assert all("but it fits several businesses" in one.reasons for one in found.doubtful)


def test_a_chain_of_sure_pairs_does_not_join_two_houses() -> None:
    house = replace(OPTICIAN, website="", email="")
    entries = [
        replace(house, id=1, street="Lange Straße 12", lat=48.1370),
        replace(house, id=2, street="", lat=48.1374),
        replace(house, id=3, street="", lat=48.1378),
        replace(house, id=4, street="Lange Straße 30", lat=48.1382),
    ]
    for group in grouped(*entries).groups:
        assert not {1, 4} <= set(group.ids)


def test_the_strongest_pair_joins_first_and_the_weaker_is_left_to_a_person() -> None:
    house = replace(OPTICIAN, website="", email="")
    entries = [
        replace(house, id=1, street="Lange Straße 12", lat=48.13700),
        replace(house, id=2, street="", lat=48.13704),
        replace(house, id=3, street="", lat=48.13745),
        replace(house, id=4, street="Lange Straße 30", lat=48.13785),
    ]
    found = grouped(*entries)
    joined = {lead for group in found.groups for lead in group.ids}
    left = {lead for one in found.doubtful for lead in (one.first.id, one.second.id)}
    assert joined | left == {1, 2, 3, 4}


def test_doubtful_pairs_do_not_join() -> None:
    found = grouped(OPTICIAN, replace(OPTICIAN, id=2, street="Lange Straße 14"))
    assert found.groups == ()
    assert len(found.doubtful) == 1


def test_a_doubtful_pair_inside_a_group_is_not_asked_about() -> None:
    far = replace(OPTICIAN, id=2, phone="", website="", email="", street="", lat=48.1374)
    near = replace(far, id=3, lat=48.1372)
    found = grouped(OPTICIAN, far, near)
    inside = [set(group.ids) for group in found.groups]
    assert not any({one.first.id, one.second.id} <= ids for one in found.doubtful for ids in inside)


def test_the_order_of_the_matches_makes_no_difference() -> None:
    real = list(munich().values())[:1200]
    copies = [replace(entry, id=-entry.id, street="", phone="") for entry in real[::2]]
    matches = list(pairs([*real, *copies]))
    expected = groups(matches)
    for seed in range(3):
        random.Random(seed).shuffle(matches)
        assert groups(matches) == expected
    assert len(expected.groups) > 100


def test_no_matches_give_no_groups() -> None:
    assert groups([]) == Grouping((), ())
