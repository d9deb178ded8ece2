"""Boxes of the map: whole, in equal parts, in four."""

import pytest

from agents.discovery import tiles
from agents.discovery.tiles import LARGEST_SIDE, Box

BAVARIA = Box.of(47.2701, 8.9763, 50.5647, 13.8396)


def test_a_town_is_one_tile_and_a_state_many_that_cover_it_exactly() -> None:
    town = Box.of(48.06, 11.36, 48.25, 11.72)
    assert tiles.grid(town) == [town]
    parts = tiles.grid(BAVARIA)
    assert len(parts) == tiles.count(BAVARIA) == 5 * 7
    assert all(part.side <= LARGEST_SIDE for part in parts)
    assert sum((p.north - p.south) * (p.east - p.west) for p in parts) == pytest.approx(3.2946 * 4.8633, rel=1e-6)
    edges = [(p.south, p.west) for p in parts] + [(p.north, p.east) for p in parts]
    assert (min(edges), max(edges)) == ((BAVARIA.south, BAVARIA.west), (BAVARIA.north, BAVARIA.east))


def test_four_quarters_meet_without_gap() -> None:
    one, two, three, four = BAVARIA.quarters()
    assert (one.east, one.north) == (two.west, three.south) == (four.west, four.south)
    assert (one.south, one.west, four.north, four.east) == (
        BAVARIA.south,
        BAVARIA.west,
        BAVARIA.north,
        BAVARIA.east,
    )


def test_a_box_is_found_again_by_its_name() -> None:
    for box in (BAVARIA, *BAVARIA.quarters()[0].quarters()):
        assert tiles.of_name(box.name) == box


@pytest.mark.parametrize("name", ["", "1,2,3", "1,2,3,x", "nan,1,2,3", "1,2,3,4,5", "1e3,1,1,1"])
def test_other_texts_name_no_box(name: str) -> None:
    assert tiles.of_name(name) is None


def test_tiles_are_sorted_from_the_middle_outwards_whatever_their_order() -> None:
    parts = tiles.grid(BAVARIA)
    first = tiles.nearest_first(parts, BAVARIA.middle)
    assert tiles.nearest_first(reversed(parts), BAVARIA.middle) == first
    assert first[0].south < BAVARIA.middle[0] < first[0].north


@pytest.mark.parametrize("middle", [(48.0, 7.85), (89.9, 0.0), (-90.0, 179.9), (0.0, -180.0)])
def test_a_circle_lies_within_its_box_and_the_box_on_the_map(middle: tuple[float, float]) -> None:
    box = tiles.around(middle, 8)
    assert box.south <= middle[0] <= box.north
    assert -90 <= box.south <= box.north <= 90
    assert -180 <= box.west <= box.east <= 180


def test_eight_kilometres_are_as_wide_as_high() -> None:
    box = tiles.around((48.0, 7.85), 8)
    assert (box.north - box.south) * 111.32 == pytest.approx(16, abs=0.01)
    assert (box.east - box.west) * 111.32 * 0.66913 == pytest.approx(16, abs=0.05)
