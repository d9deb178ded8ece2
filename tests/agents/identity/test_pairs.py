"""All pairs of a list, pairs of an import with leads on record, and the blocks that both use."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from agents.identity import blocks
from agents.identity.blocks import block_keys
from agents.identity.entry import Entry
from agents.identity.pairs import against, pairs
from storage.errors import BadInput
from tests.agents.identity.businesses import OPTICIAN, munich


def on_record(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    stored: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in block_keys(entry):
            stored.setdefault(key, []).append(entry)
    return stored


def test_the_order_of_the_entries_makes_no_difference() -> None:
    entries = list(munich().values())[::4] + [replace(entry, id=-entry.id) for entry in list(munich().values())[::12]]
    expected = list(pairs(entries))
    for seed in range(3):
        random.Random(seed).shuffle(entries)
        assert list(pairs(entries)) == expected
    assert len(expected) > 250


def test_each_pair_comes_once_and_in_order() -> None:
    found = [(one.first.id, one.second.id) for one in pairs(munich().values())]
    assert found == sorted(set(found))
    assert all(first < second for first, second in found)


def test_an_import_finds_what_a_run_over_all_would() -> None:
    known = list(munich().values())[:800]
    new = [replace(entry, id=-1 - row, phone="") for row, entry in enumerate(known[::10])]
    stored = on_record(known)
    size = Counter(key for entry in (*known, *new) for key in block_keys(entry))

    def lookup(keys: Sequence[str]) -> list[Entry]:
        found = {entry.id: entry for key in keys if size[key] <= blocks.LARGEST for entry in stored.get(key, ())}
        return list(found.values())

    ids = {entry.id for entry in new}
    expected = [one for one in pairs([*known, *new]) if {one.first.id, one.second.id} & ids]
    assert list(against(new, lookup)) == expected
    assert len(expected) > 60


def test_an_import_asks_for_its_own_keys_once() -> None:
    asked: list[Sequence[str]] = []

    def lookup(keys: Sequence[str]) -> list[Entry]:
        asked.append(keys)
        return []

    assert list(against([OPTICIAN], lookup)) == []
    assert asked == [sorted(block_keys(OPTICIAN))]


def test_two_new_leads_of_one_import_meet() -> None:
    found = list(against([OPTICIAN, replace(OPTICIAN, id=2)], lambda keys: []))
    assert [(one.first.id, one.second.id) for one in found] == [(1, 2)]


def test_one_id_twice_is_refused() -> None:
    with pytest.raises(BadInput, match="id 1"):
        list(pairs([OPTICIAN, OPTICIAN]))


def test_no_entries_give_no_pairs() -> None:
    assert list(pairs([])) == []


def test_keys_are_few_short_and_the_same_each_time() -> None:
    keys = block_keys(OPTICIAN)
    assert keys == tuple(sorted(set(keys))) == block_keys(replace(OPTICIAN, id=9))
    assert len(keys) <= 20 and max(map(len, keys)) <= 70
    assert {"phone:+4989123456", "domain:huber-optik.de", "house:langestr:12:80331"} <= set(keys)


def test_an_entry_of_which_nothing_is_known_has_no_keys() -> None:
    assert block_keys(Entry(1, "Unnamed")) == ()


@pytest.mark.parametrize("north", [0.0, 0.0002, 0.0004, 0.00053])
def test_places_within_reach_share_a_block_wherever_the_grid_lies(north: float) -> None:
    chance = random.Random(5)
    for _ in range(200):
        lat, lon = chance.uniform(-60, 60), chance.uniform(-170, 170)
        here = Entry(1, "Waldeck", lat=lat, lon=lon)
        assert set(block_keys(here)) & set(block_keys(replace(here, lat=lat + north)))


def test_a_block_that_too_many_share_is_left_out_but_true_pairs_still_meet() -> None:
    chain = [
        replace(OPTICIAN, id=n, street=f"Weg {n * 40}", postcode=f"{10000 + n}", city="", phone="", email="", lat=None)
        for n in range(1, blocks.LARGEST + 20)
    ]
    twin = replace(chain[5], id=9999)
    found = list(pairs([*chain, twin]))
    assert [(one.first.id, one.second.id) for one in found] == [(6, 9999)]
