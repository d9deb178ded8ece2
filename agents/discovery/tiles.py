"""Boxes of the map: a large place is asked for in several, and one that is too much for an answer in four smaller."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

LARGEST_SIDE = 0.75
"""Degrees; a box of this size holds a large city, whose businesses of some sectors fit into one answer."""

SMALLEST_SIDE = 0.02
"""Degrees, about two kilometres; what fails there does not fail for its size."""

_KM_A_DEGREE = 111.32
_NUMBER = r"(-?\d{1,3}(?:\.\d{1,7})?)"
_NAME = re.compile(",".join([_NUMBER] * 4))

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """South, west, north, east in degrees (WGS 84), to seven decimals, so that a box and its name say the same."""

    south: float
    west: float
    north: float
    east: float

    @classmethod
    def of(cls, south: float, west: float, north: float, east: float) -> "Box":
        """A box within the map; what lies beyond its edges is cut off."""
        low, high = sorted((min(max(south, -90.0), 90.0), min(max(north, -90.0), 90.0)))
        left, right = sorted((min(max(west, -180.0), 180.0), min(max(east, -180.0), 180.0)))
        return cls(*(round(degrees, 7) for degrees in (low, left, high, right)))

    @property
    def name(self) -> str:
        return ",".join(f"{degrees:.7f}" for degrees in (self.south, self.west, self.north, self.east))

    @property
    def middle(self) -> Point:
        return (self.south + self.north) / 2, (self.west + self.east) / 2

    @property
    def side(self) -> float:
        """The longer side, in degrees."""
        return max(self.north - self.south, self.east - self.west)

    def quarters(self) -> list["Box"]:
        lat, lon = self.middle
        return [
            Box.of(south, west, north, east)
            for south, north in ((self.south, lat), (lat, self.north))
            for west, east in ((self.west, lon), (lon, self.east))
        ]


def of_name(name: str) -> Box | None:
    """The box with such a name; None for any other text."""
    match = _NAME.fullmatch(name)
    return Box.of(*map(float, match.groups())) if match else None


def around(middle: Point, km: float) -> Box:
    """The box around a circle."""
    lat, lon = middle
    high = km / _KM_A_DEGREE
    wide = km / (_KM_A_DEGREE * max(math.cos(math.radians(min(abs(lat) + high, 89.0))), 0.01))
    return Box.of(lat - high, lon - wide, lat + high, lon + wide)


def count(box: Box) -> int:
    """How many boxes ``grid`` gives."""
    rows, columns = _cells(box)
    return rows * columns


def grid(box: Box) -> list[Box]:
    """The box itself, or equal parts of it with sides of at most ``LARGEST_SIDE``."""
    rows, columns = _cells(box)
    high, wide = (box.north - box.south) / rows, (box.east - box.west) / columns
    return [
        Box.of(
            box.south + row * high,
            box.west + column * wide,
            box.north if row == rows - 1 else box.south + (row + 1) * high,
            box.east if column == columns - 1 else box.west + (column + 1) * wide,
        )
        for row in range(rows)
        for column in range(columns)
    ]


def nearest_first(boxes: Iterable[Box], middle: Point) -> list[Box]:
    """The boxes by the distance of their own middle from another; the same order for the same boxes."""
    return sorted(set(boxes), key=lambda box: (round(_far(box.middle, middle), 9), box.name))


def _cells(box: Box) -> tuple[int, int]:
    sides = box.north - box.south, box.east - box.west
    rows, columns = (max(1, math.ceil(round(side / LARGEST_SIDE, 6))) for side in sides)
    return rows, columns


def _far(one: Point, other: Point) -> float:
    """In degrees of latitude, good enough to rank by."""
    wide = (one[1] - other[1]) * math.cos(math.radians((one[0] + other[0]) / 2))
    return math.hypot(one[0] - other[0], wide)
